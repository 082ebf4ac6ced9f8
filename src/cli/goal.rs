use super::{
    Desk, progress,
    text::{Purpose, Text, typed},
};
use crate::{
    app::Failure,
    domain::{
        Command,
        dates::Direction,
        decimal::Decimal,
        names::{ConcernId, GoalId},
        steer::{Aim, Steer},
    },
    id::Id,
};
use clap::{Args, Subcommand};

/// Shows goals, their metrics, obstacles, recognition and concerns; or sets a goal, revises it, observes its metric
///
/// It may be read by the employee, the chain of leaders above, and HR. The leader sets, revises and observes.
#[derive(Args, Debug)]
pub struct Goal {
    /// The employee: id, login or part of the name
    person: String,
    #[command(subcommand)]
    what: Option<What>,
}

#[derive(Debug, Subcommand)]
enum What {
    /// Sets a goal; -m says what is to be achieved. A goal without an objective falls short of 1.R1
    Set(Set),
    /// Revises a goal; -m says why, which --reason says too
    Revise(Box<Revise>),
    /// Records a value of a goal's metric, with the day it is of and where it comes from
    Observe(Observe),
}

#[derive(Args, Debug)]
struct Terms {
    /// What is measured
    #[arg(long, value_name = "NAME", value_parser = typed)]
    metric: Option<String>,
    /// What it is counted in
    #[arg(long, value_name = "UNIT", value_parser = typed)]
    unit: Option<String>,
    /// Where the metric stands at the start
    #[arg(long, value_name = "NUMBER", allow_hyphen_values = true)]
    baseline: Option<Decimal>,
    /// Where it is to stand
    #[arg(long, value_name = "NUMBER", allow_hyphen_values = true)]
    target: Option<Decimal>,
    /// The day it is due
    #[arg(long, value_name = "DATE", allow_hyphen_values = true)]
    due: Option<String>,
    /// The strategic objective that it serves
    #[arg(long, value_name = "TEXT", allow_hyphen_values = true, value_parser = typed)]
    objective: Option<String>,
    /// The concern that this change of plan answers, such as n1
    #[arg(long, value_name = "CONCERN")]
    answers: Option<ConcernId>,
    /// The day it was said
    #[arg(long, value_name = "DATE", allow_hyphen_values = true)]
    on: Option<String>,
}

#[derive(Args, Debug)]
struct Set {
    #[command(flatten)]
    terms: Terms,
    #[command(flatten)]
    text: Text,
}

#[derive(Args, Debug)]
struct Revise {
    /// The goal, such as g1
    goal: GoalId,
    /// What is to be achieved, where that changes
    #[arg(long, value_name = "TEXT", allow_hyphen_values = true, value_parser = typed)]
    text: Option<String>,
    #[command(flatten)]
    terms: Terms,
    /// Why
    #[arg(long, value_name = "TEXT", allow_hyphen_values = true, value_parser = typed, conflicts_with_all = ["message", "draft"])]
    reason: Option<String>,
    #[command(flatten)]
    why: Text,
}

#[derive(Args, Debug)]
struct Observe {
    /// The goal, such as g1
    goal: GoalId,
    /// The value
    #[arg(long, value_name = "NUMBER", allow_hyphen_values = true)]
    value: Decimal,
    /// The day that the value is of
    #[arg(long, value_name = "DATE", allow_hyphen_values = true)]
    period: String,
    /// Where it comes from
    #[arg(long, value_name = "TEXT", allow_hyphen_values = true, value_parser = typed)]
    source: String,
    /// The day it was observed
    #[arg(long, value_name = "DATE", allow_hyphen_values = true)]
    on: Option<String>,
}

impl Goal {
    pub(super) fn run(self, desk: &mut Desk<'_>) -> Result<(), Failure> {
        let person = desk.person(&self.person)?;
        match self.what {
            None => progress::show(desk, person),
            Some(What::Set(set)) => {
                let purpose = Purpose::new("goal", "What is to be achieved?", person).kind("a goal");
                desk.in_hand(&set.text, &purpose)?;
                let (aim, answers, on) = set.terms.read(desk, person)?;
                let purpose = purpose.on(on.as_deref());
                desk.record_text(&set.text, &purpose, |text| Ok(answering(answers, Steer::Set(text, aim))))
            }
            Some(What::Revise(revise)) => {
                let Revise { goal, text, terms, reason, why } = *revise;
                let why = Text { message: why.message.or(reason), ..why };
                let purpose = Purpose::new("goal", "Why is it revised?", person);
                let purpose = purpose.kind(format!("why {goal} is revised"));
                desk.in_hand(&why, &purpose)?;
                let (aim, answers, on) = terms.read(desk, person)?;
                let purpose = purpose.on(on.as_deref());
                desk.record_text(&why, &purpose, |why| Ok(answering(answers, Steer::Revise(goal, text, aim, why))))
            }
            Some(What::Observe(it)) => {
                let period = desk.date(&it.period, Some(person), Direction::Past)?;
                let command = Command::Goal(Steer::Observe(it.goal, it.value, period, it.source));
                let receipt = desk.record(person, it.on.as_deref(), &command)?;
                desk.say_receipt(Some(person), &receipt)
            }
        }
    }
}

impl Terms {
    fn read(self, desk: &mut Desk<'_>, person: Id) -> Result<(Aim, Option<ConcernId>, Option<String>), Failure> {
        let due = desk.date_if_any(self.due.as_deref(), person, Direction::Future)?;
        let Terms { metric, unit, baseline, target, objective, answers, on, .. } = self;
        Ok((Aim { metric, unit, baseline, target, due, objective }, answers, on))
    }
}

fn answering(concern: Option<ConcernId>, steer: Steer) -> Command {
    Command::Goal(steer).answering(concern)
}
