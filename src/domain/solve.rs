//! Solving problems together: `coach problem`. Either side opens one, in any topic (2D.K2), and says what is done about
//! it; who authored a countermeasure is said each time, since the leader assists and does not solve for (2C.K2).

use super::{
    audience::Side,
    decide::{Context, Proposed},
    event::Event,
    meeting::Fact,
    names::{CountermeasureId, GoalId, IdeaId, ProblemId},
    person::Person,
    problem::{
        CauseIdentified, Countermeasure, CountermeasureAdopted, CountermeasureChecked, Problem, ProblemClosed,
        ProblemEscalated, ProblemOpened,
    },
    refusal::{Refusal, clean},
    steer, suggest,
};
use chrono::NaiveDate;

/// Works on a problem: `coach problem`.
#[derive(Clone, Debug, PartialEq)]
pub struct Solve {
    /// The original date of the meeting; the one held that day where nothing is said.
    pub meeting: Option<NaiveDate>,
    /// What is done.
    pub step: Step,
}

/// What is done about a problem.
#[derive(Clone, Debug, PartialEq)]
pub enum Step {
    /// Opens one: the topic, the gap, the goal whose metric shows it, the idea that led to it.
    Open(String, String, Option<GoalId>, Option<IdeaId>),
    /// Says what brings it about.
    Cause(ProblemId, String),
    /// Adopts a countermeasure.
    Adopt(Adopt),
    /// Checks one: what came of it, and what was learned.
    Check(CountermeasureId, String, String),
    /// Takes it to the next leader up, with what is asked of them.
    Escalate(ProblemId, String),
    /// Closes it, with what closed the gap.
    Close(ProblemId, String),
}

/// A countermeasure to adopt.
#[derive(Clone, Debug, PartialEq)]
pub struct Adopt {
    /// Against which problem.
    pub problem: ProblemId,
    /// Whose it is.
    pub author: Side,
    /// What is done.
    pub text: String,
    /// What is expected of it.
    pub expected: String,
    /// When that is checked.
    pub check_on: NaiveDate,
}

impl Step {
    /// What it records.
    pub(super) fn title(&self) -> &'static str {
        match self {
            Step::Open(..) => "Problem opened",
            Step::Cause(..) => "Cause identified",
            Step::Adopt(_) => "Countermeasure adopted",
            Step::Check(..) => "Countermeasure checked",
            Step::Escalate(..) => "Problem escalated",
            Step::Close(..) => "Problem closed",
        }
    }
}

impl Solve {
    /// # Errors
    /// Refuses an unknown topic, goal, idea, problem or countermeasure, what is done about a closed problem or before it
    /// was opened, a check before its countermeasure, an escalation above the last leader, and closing what another
    /// opened or while a countermeasure is not checked.
    pub fn decide(&self, context: &Context<'_>, person: &Person) -> Result<Vec<Proposed>, Refusal> {
        let meeting = person.meeting_for_note(self.meeting, context)?;
        let (problem, event) = match &self.step {
            Step::Open(topic, gap, goal, idea) => {
                goal.map(|goal| steer::known(context, person, goal)).transpose()?;
                idea.map(|idea| suggest::known(context, person, idea)).transpose()?;
                let problem = ProblemId::next(person.improvement.problems.keys());
                let (topic, gap) = (context.topic(topic)?, clean("gap", gap)?);
                let opened = ProblemOpened { problem, topic, gap, goal: *goal, idea: *idea, meeting };
                return context.record(person, vec![Event::ProblemOpened(opened)]);
            }
            Step::Cause(problem, text) => {
                let cause = CauseIdentified { problem: *problem, text: clean("cause", text)? };
                (open(context, person, *problem)?, Event::CauseIdentified(cause))
            }
            Step::Adopt(adopt) => {
                let adopted = CountermeasureAdopted {
                    countermeasure: CountermeasureId::next(person.improvement.countermeasures.keys()),
                    problem: adopt.problem,
                    author: adopt.author,
                    text: clean("countermeasure", &adopt.text)?,
                    expected: clean("expectation", &adopt.expected)?,
                    check_on: adopt.check_on,
                    meeting,
                };
                checked_later(&adopted, context.on)?;
                (open(context, person, adopt.problem)?, Event::CountermeasureAdopted(adopted))
            }
            Step::Check(countermeasure, actual, learned) => {
                let adopted = unchecked(context, person, *countermeasure)?;
                let (actual, learned) = (clean("result", actual)?, clean("learning", learned)?);
                let checked = CountermeasureChecked { countermeasure: *countermeasure, actual, learned, meeting };
                let problem = person.improvement.problems.get(&adopted.adopted.what.problem);
                (problem.expect("it was adopted against one"), Event::CountermeasureChecked(checked))
            }
            Step::Escalate(problem, text) => {
                let known = open(context, person, *problem)?;
                let (to, text) = (next_up(context, person, known)?, clean("text", text)?);
                // Its words are for the chain, whoever reads the problem: so it keeps the class of its kind.
                let escalated = ProblemEscalated { problem: *problem, to, text };
                return context.record(person, vec![Event::ProblemEscalated(escalated)]);
            }
            Step::Close(problem, text) => {
                let known = open(context, person, *problem)?;
                may_close(context, person, known)?;
                let closed = ProblemClosed { problem: *problem, text: clean("text", text)? };
                (known, Event::ProblemClosed(closed))
            }
        };
        let class = person.class_of(problem);
        let proposed = context.record(person, vec![event])?;
        Ok(proposed.into_iter().map(|proposed| Proposed { class, ..proposed }).collect())
    }
}

/// Refuses a countermeasure whose check comes before it is adopted.
///
/// # Errors
/// It does.
pub(super) fn checked_later(adopted: &CountermeasureAdopted, on: NaiveDate) -> Result<(), Refusal> {
    if adopted.check_on < on {
        let what = format!("It would be checked on {}, before it is adopted on {on}.", adopted.check_on);
        return Err(Refusal::new(what, "Give a day on or after that one: --check-on DATE.").by("2C.K1"));
    }
    Ok(())
}

/// The open problem with a name, as of the day.
fn open<'p>(context: &Context<'_>, person: &'p Person, id: ProblemId) -> Result<&'p Problem, Refusal> {
    let problems = &person.improvement.problems;
    // What is not theirs to read is not there for them: neither its words nor its day.
    let theirs = |seq: u64| person.entry(seq).is_some_and(|entry| context.reads(entry));
    let Some(problem) = problems.get(&id).filter(|it| theirs(it.opened.seq)) else {
        let shown = |it: &Fact<ProblemOpened>| {
            format!("{}, of {}: {}", it.what.problem, it.on, context.shown(person, it.seq, &it.what.gap))
        };
        let open = problems.values().filter(|it| it.closed.is_none() && theirs(it.opened.seq));
        let open = open.map(|it| shown(&it.opened));
        let open: Vec<_> = open.collect();
        let what = format!("{} has no problem {id}.", context.directory.name(person.id));
        let next = match open.is_empty() {
            true => "None is open; open one: coach problem PERSON open -m TEXT.",
            false => "Name one of these, or open another: coach problem PERSON open -m TEXT.",
        };
        return Err(Refusal::new(what, next).by("2C.K1").listing(open));
    };
    if let Some(closed) = &problem.closed {
        let what = format!("{id} was closed on {} (#{}).", closed.on, closed.seq);
        let next = "If the gap is there again, open it anew: coach problem PERSON open -m TEXT.";
        return Err(Refusal::new(what, next).by("2C.K1"));
    }
    not_before(context, &format!("{id} was opened"), problem.opened.on)?;
    Ok(problem)
}

/// The countermeasure with a name, which waits to be checked.
fn unchecked<'p>(
    context: &Context<'_>,
    person: &'p Person,
    id: CountermeasureId,
) -> Result<&'p Countermeasure, Refusal> {
    let all = &person.improvement.countermeasures;
    let theirs = |seq: u64| person.entry(seq).is_some_and(|entry| context.reads(entry));
    let Some(known) = all.get(&id).filter(|it| theirs(it.adopted.seq)) else {
        let shown = |it: &Fact<CountermeasureAdopted>| {
            let (what, text) = (&it.what, context.shown(person, it.seq, &it.what.text));
            format!("{} against {}, to be checked on {}: {text}", what.countermeasure, what.problem, what.check_on)
        };
        let waiting = all.values().filter(|it| it.checked.is_none() && theirs(it.adopted.seq));
        let waiting = waiting.map(|it| shown(&it.adopted));
        let waiting: Vec<_> = waiting.collect();
        let what = format!("{} has no countermeasure {id}.", context.directory.name(person.id));
        let next = match waiting.is_empty() {
            true => "None waits to be checked; adopt one first: coach problem PERSON adopt PROBLEM.",
            false => "Name one of those that wait to be checked.",
        };
        return Err(Refusal::new(what, next).by("2C.K1").listing(waiting));
    };
    if let Some(checked) = &known.checked {
        let what = format!("{id} was checked on {} (#{}).", checked.on, checked.seq);
        let next = format!("Correct that (coach correct {}), or adopt another one for what is left.", checked.seq);
        return Err(Refusal::new(what, next).by("2C.K1"));
    }
    not_before(context, &format!("{id} was adopted"), known.adopted.on)?;
    Ok(known)
}

/// Refuses a day before something happened.
pub(super) fn not_before(context: &Context<'_>, happened: &str, on: NaiveDate) -> Result<(), Refusal> {
    if context.on < on {
        let what = format!("{happened} on {on}, after {}.", context.on);
        return Err(Refusal::new(what, "Give a day on or after that one with --on."));
    }
    Ok(())
}

/// The next leader up to whom a problem was not taken yet: the leader's leader first.
fn next_up(context: &Context<'_>, person: &Person, problem: &Problem) -> Result<crate::id::Id, Refusal> {
    let chain = context.directory.chain_on(person.id, context.on);
    let known = |id: &crate::id::Id| problem.escalations.iter().any(|it| it.what.to == *id);
    if let Some(next) = chain.iter().skip(1).find(|id| !known(id)) {
        return Ok(*next);
    }
    let (id, name) = (problem.opened.what.problem, context.directory.name(person.id));
    let what = match problem.escalations.last() {
        Some(last) => {
            format!("{id} was taken to {} on {}, and nobody leads them.", context.directory.name(last.what.to), last.on)
        }
        None => {
            format!("Nobody leads the leader of {name} on {}, so that {id} can be taken no further up.", context.on)
        }
    };
    Err(Refusal::new(what, "Adopt a countermeasure, or close it: coach problem PERSON adopt, close.").by("2D.R"))
}

/// Refuses closing a problem while a countermeasure waits to be checked, and by the other side what the employee opened.
fn may_close(context: &Context<'_>, person: &Person, problem: &Problem) -> Result<(), Refusal> {
    let id = problem.opened.what.problem;
    let waiting: Vec<_> =
        person.improvement.unchecked(id).map(|it| it.adopted.what.countermeasure.to_string()).collect();
    if !waiting.is_empty() {
        let what = format!("{id} has countermeasures that were not checked: {}.", waiting.join(", "));
        let next =
            format!("Check first what came of it: coach problem PERSON check {} --actual … --learned ….", waiting[0]);
        return Err(Refusal::new(what, next).by("2C.K1"));
    }
    if problem.opened.by == person.id && context.actor != person.id {
        let name = context.directory.name(person.id);
        let what = format!("{name} opened {id}, and says when it is closed.");
        return Err(Refusal::new(
            what,
            format!("Ask {name}, or take it further up: coach problem PERSON escalate {id}."),
        )
        .by("2D.K2"));
    }
    Ok(())
}
