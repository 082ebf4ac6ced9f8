//! Another length for the 1:1s of a series that goes on (N.cadence).

use super::{
    appointment::planned_minutes,
    decide::{Context, Proposed},
    event::Event,
    names::SeriesId,
    person::Person,
    refusal::{Refusal, clean},
};
use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

/// `cadence-changed`
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct CadenceChanged {
    /// Which series.
    pub series: SeriesId,
    /// How long each meeting is planned from then on, in minutes.
    pub minutes: u32,
    /// The first day it holds for.
    pub from: NaiveDate,
    /// Why.
    pub reason: String,
}

/// Changes the length of a running series: `coach cadence`.
#[derive(Clone, Debug, PartialEq)]
pub struct Lengthen {
    /// Minutes planned a meeting.
    pub minutes: u32,
    /// From this day on; from the day of the decision where nothing is said.
    pub from: Option<NaiveDate>,
    /// Why.
    pub reason: String,
}

impl Lengthen {
    /// # Errors
    /// Refuses where no series runs, the length it has already, and a day before the decision.
    pub fn decide(&self, context: &Context<'_>, person: &Person) -> Result<Vec<Proposed>, Refusal> {
        let from = self.from.unwrap_or(context.on);
        let name = context.directory.name(person.id);
        let Some(series) = person.series.iter().rev().find(|series| series.is_running(from)) else {
            let what = format!("{name} has no series that runs on {from}.");
            return Err(Refusal::new(what, "Start one: coach schedule.").by("1"));
        };
        planned_minutes(self.minutes)?;
        let id = series.started.series;
        if from < context.on {
            let what = format!("The length would change from {from}, before that was decided on {}.", context.on);
            return Err(Refusal::new(what, "Give a --from on or after that day.").by("1"));
        }
        if series.minutes_on(from) == self.minutes {
            let what = format!("The 1:1s of {id} are planned for {} minutes on {from} already.", self.minutes);
            return Err(Refusal::new(what, "Give another length; another rule is coach schedule --replace.").by("1"));
        }
        let reason = clean("reason", &self.reason)?;
        let changed = CadenceChanged { series: id, minutes: self.minutes, from, reason };
        context.record(person, vec![Event::CadenceChanged(changed)])
    }
}
