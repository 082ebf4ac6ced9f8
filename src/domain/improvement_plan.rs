//! Improvement plans: what is short, what is expected by when, what helps; its check-ins, its extensions, and how it ended.

use super::{
    audience::{UnknownWord, closed_list},
    decide::{Context, Proposed},
    event::{Event, Writer},
    meeting::Fact,
    names::{ConcernId, ImprovementId},
    person::Person,
    records::Recorded,
    refusal::{Refusal, clean},
};
use chrono::NaiveDate;
use serde::{Deserialize, Serialize};
use std::{fmt, str::FromStr};

closed_list! {
    /// How an improvement plan goes at a check-in.
    Progress {
        /// As the plan expects.
        OnTrack = "on-track",
        /// Behind it.
        Behind = "behind",
    }
}

closed_list! {
    /// How an improvement plan ended.
    Ending {
        /// What was expected is done.
        Succeeded = "succeeded",
        /// It is not.
        NotMet = "not-met",
    }
}

/// `improvement-plan-issued`
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ImprovementPlanIssued {
    /// Its name in this person's stream.
    pub improvement: ImprovementId,
    /// The concern it follows from.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub concern: Option<ConcernId>,
    /// What is short.
    pub gap: String,
    /// What is expected by the end.
    pub expectation: String,
    /// What the leader does to help.
    pub support: String,
    /// Its last day.
    pub until: NaiveDate,
}

/// `improvement-plan-check-in-held`
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ImprovementPlanCheckInHeld {
    /// Which plan.
    pub improvement: ImprovementId,
    /// How it goes.
    pub progress: Progress,
    /// What was found, and what is next.
    pub text: String,
}

/// `improvement-plan-extended`
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ImprovementPlanExtended {
    /// Which plan.
    pub improvement: ImprovementId,
    /// Its last day from now on.
    pub until: NaiveDate,
    /// Why.
    pub reason: String,
}

/// `improvement-plan-concluded`
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ImprovementPlanConcluded {
    /// Which plan.
    pub improvement: ImprovementId,
    /// How it ended.
    pub ending: Ending,
    /// What it ended with.
    pub text: String,
}

/// An improvement plan as it stands.
#[derive(Clone, Debug, PartialEq)]
pub struct Improvement {
    /// That it was issued.
    pub issued: Fact<ImprovementPlanIssued>,
    /// Its check-ins, oldest first.
    pub check_ins: Vec<Fact<ImprovementPlanCheckInHeld>>,
    /// Its extensions, oldest first.
    pub extensions: Vec<Fact<ImprovementPlanExtended>>,
    /// How it ended.
    pub concluded: Option<Fact<ImprovementPlanConcluded>>,
}

impl Improvement {
    /// Its last day, as extended.
    pub fn until(&self) -> NaiveDate {
        self.extensions.last().map_or(self.issued.what.until, |extended| extended.what.until)
    }
}

/// Folds one entry into the person's improvement plans.
pub(super) fn evolve(person: &mut Person, entry: &Recorded) {
    let plans = &mut person.improvements;
    match &entry.event {
        Event::ImprovementPlanIssued(it) => {
            let issued = Fact::of(it, entry);
            let plan = Improvement { issued, check_ins: Vec::new(), extensions: Vec::new(), concluded: None };
            plans.insert(it.improvement, plan);
        }
        Event::ImprovementPlanCheckInHeld(it) => {
            let plan = plans.get_mut(&it.improvement);
            plan.into_iter().for_each(|plan| plan.check_ins.push(Fact::of(it, entry)));
        }
        Event::ImprovementPlanExtended(it) => {
            let plan = plans.get_mut(&it.improvement);
            plan.into_iter().for_each(|plan| plan.extensions.push(Fact::of(it, entry)));
        }
        Event::ImprovementPlanConcluded(it) => {
            let plan = plans.get_mut(&it.improvement);
            plan.into_iter().for_each(|plan| plan.concluded = Some(Fact::of(it, entry)));
        }
        _ => {}
    }
}

/// Issues an improvement plan and leads it to its end: `coach improve-plan`.
#[derive(Clone, Debug, PartialEq)]
pub enum Improve {
    /// A new plan; its name is given.
    Issue {
        /// The concern it follows from.
        concern: Option<ConcernId>,
        /// What is short.
        gap: String,
        /// What is expected by the end.
        expectation: String,
        /// What the leader does to help.
        support: String,
        /// Its last day.
        until: NaiveDate,
    },
    /// A check-in: how it goes, and what was found.
    CheckIn(Option<ImprovementId>, Progress, String),
    /// Another last day, and why.
    Extend(Option<ImprovementId>, NaiveDate, String),
    /// How it ended, and with what.
    Conclude(Option<ImprovementId>, Ending, String),
}

impl Improve {
    /// Who may give it, and what it records.
    pub fn writer(&self) -> (Writer, &'static str) {
        let title = match self {
            Improve::Issue { .. } => "Improvement plan issued",
            Improve::CheckIn(..) => "Improvement plan check-in",
            Improve::Extend(..) => "Improvement plan extended",
            Improve::Conclude(..) => "Improvement plan concluded",
        };
        (Writer::Leader, title)
    }

    /// # Errors
    /// Refuses a plan that lacks a part, an unknown concern or plan, one that ended, and a last day that is not later.
    pub fn decide(&self, context: &Context<'_>, person: &Person) -> Result<Vec<Proposed>, Refusal> {
        let event = match self {
            Improve::Issue { concern, gap, expectation, support, until } => {
                if let Some(unknown) = concern.filter(|concern| !person.concerns.contains_key(concern)) {
                    let what = format!("{} has no concern {unknown} on record.", context.directory.name(person.id));
                    return Err(refused(what, "Leave --concern out, or raise one first: coach concern."));
                }
                later(*until, context.on, "the day it is issued on")?;
                Event::ImprovementPlanIssued(ImprovementPlanIssued {
                    improvement: ImprovementId::next(person.improvements.keys()),
                    concern: *concern,
                    gap: clean("gap", gap)?,
                    expectation: clean("expectation", expectation)?,
                    support: clean("support", support)?,
                    until: *until,
                })
            }
            Improve::CheckIn(which, progress, text) => {
                let improvement = running(context, person, *which)?.issued.what.improvement;
                let (progress, text) = (*progress, clean("text", text)?);
                Event::ImprovementPlanCheckInHeld(ImprovementPlanCheckInHeld { improvement, progress, text })
            }
            Improve::Extend(which, until, reason) => {
                let plan = running(context, person, *which)?;
                later(*until, plan.until(), "its last day so far")?;
                let (improvement, until) = (plan.issued.what.improvement, *until);
                let reason = clean("reason", reason)?;
                Event::ImprovementPlanExtended(ImprovementPlanExtended { improvement, until, reason })
            }
            Improve::Conclude(which, ending, text) => {
                let improvement = running(context, person, *which)?.issued.what.improvement;
                let (ending, text) = (*ending, clean("text", text)?);
                Event::ImprovementPlanConcluded(ImprovementPlanConcluded { improvement, ending, text })
            }
        };
        context.record(person, vec![event])
    }
}

fn later(until: NaiveDate, than: NaiveDate, what: &str) -> Result<(), Refusal> {
    if until > than {
        return Ok(());
    }
    Err(refused(format!("The plan would last until {until}, which is not after {what}, {than}."), "Give a later day."))
}

/// The plan that is meant, which has not ended: the one named, else the only one that runs.
fn running<'p>(
    context: &Context<'_>,
    person: &'p Person,
    which: Option<ImprovementId>,
) -> Result<&'p Improvement, Refusal> {
    let runs = person.improvements.values().filter(|plan| plan.concluded.is_none());
    let fits: Vec<_> = runs.filter(|plan| which.is_none_or(|id| plan.issued.what.improvement == id)).collect();
    let [plan] = fits.as_slice() else {
        let name = context.directory.name(person.id);
        let named = which.map_or_else(String::new, |id| format!(" called {id}"));
        let what = format!("{name} has {} improvement plans{named} that run.", fits.len());
        let list = fits.iter().map(|plan| format!("{}, since {}", plan.issued.what.improvement, plan.issued.on));
        return Err(
            refused(what, "Name one that runs, or issue one: coach improve-plan PERSON issue.").listing(list.collect())
        );
    };
    if context.on < plan.issued.on {
        let what = format!("{} was issued on {}.", plan.issued.what.improvement, plan.issued.on);
        return Err(refused(what, "Give a day on or after that one with --on."));
    }
    Ok(plan)
}

fn refused(what: impl Into<String>, next: &str) -> Refusal {
    Refusal::new(what, next).by("appraisal.order")
}
