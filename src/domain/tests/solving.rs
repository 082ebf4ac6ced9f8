//! Commands of improvement as tests write them.

use super::day;
use crate::domain::{
    Command, Side,
    idea::Decision,
    solve::{Adopt, Solve, Step},
    suggest::{Revision, Suggest},
};

/// A step on a problem, in the meeting held that day.
pub(crate) fn solve(step: Step) -> Command {
    Command::Problem(Solve { meeting: None, step })
}

pub(crate) fn open_problem(topic: &str, gap: &str) -> Command {
    solve(Step::Open(topic.into(), gap.into(), None, None))
}

/// A problem that a goal shows and that an idea led to.
pub(crate) fn problem_of(goal: Option<&str>, idea: Option<&str>) -> Command {
    let goal = goal.map(|goal| goal.parse().expect("a name"));
    let idea = idea.map(|idea| idea.parse().expect("a name"));
    solve(Step::Open("2C".into(), "Four of ten forms come back.".into(), goal, idea))
}

pub(crate) fn cause(problem: &str, text: &str) -> Command {
    solve(Step::Cause(problem.parse().expect("a name"), text.into()))
}

pub(crate) fn adopt(problem: &str, author: Side, check_on: &str) -> Command {
    adopt_text(problem, author, check_on, "Call before the visit.")
}

pub(crate) fn adopt_text(problem: &str, author: Side, check_on: &str, text: &str) -> Command {
    let (problem, check_on) = (problem.parse().expect("a name"), day(check_on));
    let (text, expected) = (text.into(), "One of ten comes back.".into());
    solve(Step::Adopt(Adopt { problem, author, text, expected, check_on }))
}

pub(crate) fn check_countermeasure(countermeasure: &str) -> Command {
    let (actual, learned) = ("Two of ten.".into(), "Mornings are best.".into());
    solve(Step::Check(countermeasure.parse().expect("a name"), actual, learned))
}

pub(crate) fn escalate(problem: &str, text: &str) -> Command {
    solve(Step::Escalate(problem.parse().expect("a name"), text.into()))
}

pub(crate) fn close_problem(problem: &str) -> Command {
    solve(Step::Close(problem.parse().expect("a name"), "The form is a page shorter.".into()))
}

pub(crate) fn solicit(text: &str) -> Command {
    Command::Idea(Suggest::Solicit(text.into()))
}

pub(crate) fn submit(asked: Option<&str>, text: &str) -> Command {
    Command::Idea(Suggest::Submit(asked.map(|asked| asked.parse().expect("a name")), text.into()))
}

pub(crate) fn accept(idea: &str) -> Command {
    decided(idea, Decision::Accepted)
}

pub(crate) fn decline(idea: &str) -> Command {
    decided(idea, Decision::Declined)
}

fn decided(idea: &str, decision: Decision) -> Command {
    Command::Idea(Suggest::Decide(idea.parse().expect("a name"), decision, "It saves a visit.".into()))
}

pub(crate) fn implement(idea: &str, version: Option<u32>) -> Command {
    let revision = version.map(|version| Revision { document: None, version });
    Command::Idea(Suggest::Implement(idea.parse().expect("a name"), "One page now.".into(), revision))
}
