//! Entries as the domain sees them, and what is said about entries: corrections, withdrawals, the accepted clock.
//!
//! Corrections add, they never replace (REQUIREMENTS.md, learnt the hard way, 8): an entry carries its original and
//! every correction beside the event as it now reads.

mod correct;
mod order;

pub(super) use correct::followed;
pub use correct::{Correct, Misfiled};

use super::{
    audience::{Class, Role},
    decide::{Context, Proposed},
    event::Event,
    refusal::{Refusal, clean},
};
use crate::id::Id;
use chrono::{DateTime, NaiveDate, Utc};
use chrono_tz::Tz;
use serde::{Deserialize, Serialize};
use serde_json::{Map, Value};

/// `entry-corrected`: the fields of an earlier entry that read otherwise from now on.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct EntryCorrected {
    /// The sequence number of the entry that is corrected.
    pub target: u64,
    /// The new value of each corrected field; `occurred_on` may be among them.
    pub new: Map<String, Value>,
    /// Why.
    pub reason: String,
}

/// `entry-withdrawn`: the entry was recorded for the wrong person (EVENTS.md, "What must hold"). It takes no reason,
/// because a reason would be read by the wrong person.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct EntryWithdrawn {
    /// The sequence number of the misfiled entry.
    pub target: u64,
}

/// `clock-accepted`: the log held a time from the future; HR accepts the observed clock (LOG.md, "Appending").
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ClockAccepted {
    /// The clock as it was observed, which is this entry's `recorded_at`.
    pub observed: DateTime<Utc>,
    /// Why the log was ahead.
    pub reason: String,
}

/// A correction of an entry, as its readers see it.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Correction {
    /// The correcting entry.
    pub seq: u64,
    /// Who corrected.
    pub by: Id,
    /// When the correction was recorded.
    pub recorded_at: DateTime<Utc>,
    /// Why.
    pub reason: String,
}

/// What the employee has against an entry, as its readers see it.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Contested {
    /// The entry that says so.
    pub seq: u64,
    /// Who contests: the employee.
    pub by: Id,
    /// When it was recorded.
    pub recorded_at: DateTime<Utc>,
    /// What is wrong with the entry.
    pub why: String,
}

/// An entry with its event understood.
#[derive(Clone, Debug, PartialEq)]
pub struct Recorded {
    /// The sequence number in the log.
    pub seq: u64,
    /// The hash of its header, 64 digits.
    pub hash: String,
    /// The stream.
    pub stream: Id,
    /// When it was recorded, by the log's clock.
    pub recorded_at: DateTime<Utc>,
    /// The local date it happened on, as corrected.
    pub occurred_on: NaiveDate,
    /// Who recorded it.
    pub actor: Id,
    /// In which part.
    pub role: Role,
    /// Who may read it.
    pub class: Class,
    /// The entry that led to it.
    pub cause: Option<u64>,
    /// What happened, as corrected.
    pub event: Event,
    /// What was first recorded, where it was corrected: its date and event.
    pub original: Option<(NaiveDate, Event)>,
    /// The corrections, oldest first.
    pub corrections: Vec<Correction>,
    /// What the employee said against it, oldest first.
    pub contests: Vec<Contested>,
    /// Whether it was withdrawn as recorded for another person.
    pub withdrawn: bool,
}

impl Recorded {
    /// The first eight digits of the hash, as pages print it.
    pub fn short_hash(&self) -> &str {
        &self.hash[..8]
    }

    /// The day it was recorded on, in a zone.
    pub fn recorded_on(&self, zone: Tz) -> NaiveDate {
        self.recorded_at.with_timezone(&zone).date_naive()
    }

    /// This entry with the new values of a correction; unchanged where they don't fit (decide refuses those).
    fn corrected(&mut self, by: &Recorded, correction: &EntryCorrected) {
        let Some((occurred_on, event)) = apply(self.occurred_on, &self.event, &correction.new) else { return };
        self.original.get_or_insert((self.occurred_on, self.event.clone()));
        (self.occurred_on, self.event) = (occurred_on, event);
        self.corrections.push(Correction {
            seq: by.seq,
            by: by.actor,
            recorded_at: by.recorded_at,
            reason: correction.reason.clone(),
        });
    }
}

/// Applies what `newer` says about earlier entries of the same stream: corrections and withdrawals.
pub fn apply_to_earlier(earlier: &mut [Recorded], newer: &Recorded) {
    let find = |entries: &mut [Recorded], target: u64| entries.iter().position(|entry| entry.seq == target);
    match &newer.event {
        Event::EntryCorrected(correction) => {
            if let Some(at) = find(earlier, correction.target) {
                earlier[at].corrected(newer, correction);
            }
        }
        Event::EntryContested(it) => {
            if let Some(at) = find(earlier, it.target) {
                let (seq, by, recorded_at) = (newer.seq, newer.actor, newer.recorded_at);
                earlier[at].contests.push(Contested { seq, by, recorded_at, why: it.why.clone() });
            }
        }
        Event::EntryWithdrawn(withdrawal) => {
            // What corrected or contested the entry may repeat parts of its text, and goes with it.
            let target = withdrawal.target;
            let says_of_it = |event: &Event| match event {
                Event::EntryCorrected(correction) => correction.target == target,
                Event::EntryContested(contested) => contested.target == target,
                _ => false,
            };
            for entry in earlier.iter_mut().filter(|entry| entry.seq == target || says_of_it(&entry.event)) {
                entry.withdrawn = true;
            }
        }
        _ => {}
    }
}

/// The date and event with the new values in, or nothing where they don't fit the kind.
fn apply(occurred_on: NaiveDate, event: &Event, new: &Map<String, Value>) -> Option<(NaiveDate, Event)> {
    let mut fields = event.fields();
    let mut on = occurred_on;
    for (name, value) in new {
        if name == "occurred_on" {
            on = serde_json::from_value(value.clone()).ok()?;
        } else {
            fields.insert(name.clone(), value.clone());
        }
    }
    Event::parse(event.kind(), fields).ok().map(|event| (on, event))
}

/// Accepts the observed clock: `coach clock accept`.
///
/// # Errors
/// Refuses anyone but HR, and an empty reason.
pub fn accept_clock(context: &Context<'_>, observed: DateTime<Utc>, reason: &str) -> Result<Vec<Proposed>, Refusal> {
    let event = Event::ClockAccepted(ClockAccepted { observed, reason: clean("reason", reason)? });
    context.for_agency(vec![event])
}
