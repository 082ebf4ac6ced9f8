//! That a side went through the next agenda and marked what to talk about (2.K1), and that the leader brought their
//! leader standard work (2E.K3).

use super::{audience::Side, event::Event, names::MeetingId, person::Person, records::Recorded};
use crate::id::Id;
use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

/// `agenda-reviewed`
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct AgendaReviewed {
    /// The meeting whose agenda it was.
    pub meeting: MeetingId,
    /// Whose review; always its author's.
    pub side: Side,
    /// What they want to talk about most, in their words.
    pub highlights: Vec<String>,
}

/// `leader-standard-work-reviewed`
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct LeaderStandardWorkReviewed {
    /// The meeting it was brought to.
    pub meeting: MeetingId,
}

/// A side's review of an agenda, as it stands.
#[derive(Clone, Debug, PartialEq)]
pub struct Review {
    /// Whose.
    pub side: Side,
    /// The author.
    pub by: Id,
    /// The entry.
    pub seq: u64,
    /// When.
    pub on: NaiveDate,
    /// What they marked.
    pub highlights: Vec<String>,
}

/// Folds one entry into the person's meetings.
pub(super) fn evolve(person: &mut Person, entry: &Recorded) {
    if let Event::AgendaReviewed(it) = &entry.event {
        person.touch(it.meeting).reviews.push(Review {
            side: it.side,
            by: entry.actor,
            seq: entry.seq,
            on: entry.occurred_on,
            highlights: it.highlights.clone(),
        });
    }
}
