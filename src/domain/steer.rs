//! Setting a goal, revising it, observing its metric: `coach goal`. The leader's, as EVENTS.md has it ("Plan and goals
//! (L)"): what is expected of somebody is said by who is answerable for it, and the numbers come with their source.

use super::{
    decide::{Context, Proposed},
    decimal::Decimal,
    event::Event,
    goal::{Goal, GoalRevised, GoalSet, MetricObserved},
    names::GoalId,
    person::Person,
    refusal::{Refusal, clean, clean_if_any},
};
use chrono::NaiveDate;

/// What of a goal can be said when it is set and when it is revised.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Aim {
    /// What is measured.
    pub metric: Option<String>,
    /// What it is counted in.
    pub unit: Option<String>,
    /// Where the metric stands at the start.
    pub baseline: Option<Decimal>,
    /// Where it is to stand.
    pub target: Option<Decimal>,
    /// By when.
    pub due: Option<NaiveDate>,
    /// The strategic objective that it serves (1.R1).
    pub objective: Option<String>,
}

/// What is done with a goal.
#[derive(Clone, Debug, PartialEq)]
pub enum Steer {
    /// Sets one: what is to be achieved, and the rest.
    Set(String, Aim),
    /// Revises one: what is to be achieved, where that changes, the rest, and why.
    Revise(GoalId, Option<String>, Aim, String),
    /// Observes its metric: the value, the day it is of, and where it comes from.
    Observe(GoalId, Decimal, NaiveDate, String),
}

impl Steer {
    /// What it records.
    pub(super) fn title(&self) -> &'static str {
        match self {
            Steer::Set(..) => "Goal set",
            Steer::Revise(..) => "Goal revised",
            Steer::Observe(..) => "Metric observed",
        }
    }

    /// # Errors
    /// Refuses an unknown goal, an objective that is not published where any is (1.R1), a target that nothing is measured against, a revision that changes nothing, a value of a
    /// day to come or of one that has a value.
    pub fn decide(&self, context: &Context<'_>, person: &Person) -> Result<Vec<Proposed>, Refusal> {
        let event = match self {
            Steer::Set(text, aim) => set(context, person, text, aim)?,
            Steer::Revise(goal, text, aim, reason) => revise(context, person, *goal, (text.as_deref(), aim, reason))?,
            Steer::Observe(goal, value, period, source) => observe(context, person, *goal, (*value, *period, source))?,
        };
        context.record(person, vec![event])
    }
}

fn set(context: &Context<'_>, person: &Person, text: &str, aim: &Aim) -> Result<Event, Refusal> {
    let goal = GoalSet {
        goal: GoalId::next(person.goals.keys()),
        text: clean("goal", text)?,
        metric: clean_if_any("metric", aim.metric.as_deref())?,
        unit: clean_if_any("unit", aim.unit.as_deref())?,
        baseline: aim.baseline,
        target: aim.target,
        due: aim.due,
        objective: context.objective(aim.objective.as_deref())?,
    };
    sound(&goal, context.on)?;
    Ok(Event::GoalSet(goal))
}

fn revise(
    context: &Context<'_>,
    person: &Person,
    goal: GoalId,
    (text, aim, reason): (Option<&str>, &Aim, &str),
) -> Result<Event, Refusal> {
    let known = known(context, person, goal)?;
    if context.on < known.set_on {
        let what = format!("{goal} was set on {}, after {}.", known.set_on, context.on);
        return Err(Refusal::new(what, "Give the day it was revised on with --on."));
    }
    let revised = GoalRevised {
        goal,
        text: clean_if_any("goal", text)?,
        metric: clean_if_any("metric", aim.metric.as_deref())?,
        unit: clean_if_any("unit", aim.unit.as_deref())?,
        baseline: aim.baseline,
        target: aim.target,
        due: aim.due,
        objective: context.objective(aim.objective.as_deref())?,
        reason: clean("reason", reason)?,
    };
    let reads = known.now.revised(&revised);
    if reads == known.now {
        let what = format!("{goal} reads so already; nothing would change.");
        return Err(Refusal::new(what, "Give what changes: --text, --metric, --target, --due, --objective ….").by("2B"));
    }
    sound(&reads, if revised.due.is_some() { context.on } else { NaiveDate::MIN })?;
    Ok(Event::GoalRevised(revised))
}

fn observe(
    context: &Context<'_>,
    person: &Person,
    goal: GoalId,
    (value, period, source): (Decimal, NaiveDate, &str),
) -> Result<Event, Refusal> {
    let known = known(context, person, goal)?;
    if known.now.metric.is_none() {
        let what = format!("{goal} has no metric, so that nothing of it can be observed.");
        return Err(
            Refusal::new(what, format!("Give it one: coach goal PERSON revise {goal} --metric … -m WHY.")).by("2B")
        );
    }
    if period > context.on {
        let what = format!("A value of {period} cannot be known on {}.", context.on);
        return Err(Refusal::new(what, "Give the day that the value is of.").by("2B"));
    }
    one_value_a_day(known.observations.iter(), goal, period)?;
    Ok(Event::MetricObserved(MetricObserved { goal, value, period, source: clean("source", source)? }))
}

/// Refuses a second value of one day.
///
/// # Errors
/// One of those known is of that day.
pub(super) fn one_value_a_day<'o>(
    mut known: impl Iterator<Item = &'o super::meeting::Fact<MetricObserved>>,
    goal: GoalId,
    period: NaiveDate,
) -> Result<(), Refusal> {
    let Some(there) = known.find(|there| there.what.period == period) else { return Ok(()) };
    let what = format!("{goal} has a value of {period} (#{}): {}.", there.seq, there.what.value);
    Err(Refusal::new(what, format!("Correct it: coach correct {} --set value=….", there.seq)))
}

/// What a goal must keep as it reads: a target has a metric and a baseline, without which nobody could say which way it
/// lies; and what is due is due after it was said.
///
/// # Errors
/// Refuses a goal that does not.
pub(super) fn sound(goal: &GoalSet, said_on: NaiveDate) -> Result<(), Refusal> {
    if goal.metric.is_none() && (goal.target.is_some() || goal.baseline.is_some() || goal.unit.is_some()) {
        let what = "A baseline, a target and a unit are of a metric, and none is named.";
        return Err(Refusal::new(what, "Say what is measured: --metric \"permits a week\".").by("2B"));
    }
    if goal.target.is_some() && goal.baseline.is_none() {
        let what = "A target without a baseline does not say from where it is to be reached.";
        return Err(Refusal::new(what, "Say where the metric stands now: --baseline 12.").by("2B"));
    }
    match goal.due.filter(|due| *due < said_on) {
        Some(due) => {
            let what = format!("The goal is due on {due}, before that was said on {said_on}.");
            Err(Refusal::new(what, "Give a due date on or after that day.").by("2B"))
        }
        None => Ok(()),
    }
}

/// The goal with a name.
///
/// # Errors
/// Refuses an unknown one, with those that there are.
pub(super) fn known<'p>(context: &Context<'_>, person: &'p Person, goal: GoalId) -> Result<&'p Goal, Refusal> {
    person.goals.get(&goal).ok_or_else(|| {
        let shown = |it: &Goal| format!("{}: {}", it.now.goal, context.shown(person, it.seq, &it.now.text));
        let list = person.goals.values().map(shown).collect();
        let what = format!("{} has no goal {goal}.", context.directory.name(person.id));
        Refusal::new(what, "Name one of their goals, or set one: coach goal PERSON set -m TEXT.").by("2B").listing(list)
    })
}
