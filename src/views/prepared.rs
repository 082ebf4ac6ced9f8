//! Written preparation (2.K2). Which side wrote, when, and whether that was late is between the two who meet; the leaders
//! above and HR read how many of the two sides did.

use super::{entry::EntryRef, meetings::PartState, sight::Sight, words};
use crate::domain::{Side, meeting::Meeting};
use chrono::{NaiveDate, NaiveTime};
use serde::Serialize;

/// How a side stands with its written preparation. It never stops a meeting.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Written {
    /// Written before the meeting's start.
    InTime,
    /// Written at its start or after it.
    Late,
    /// Not written yet, and the meeting is to come.
    NotYet,
    /// Not written, and the meeting's time has come.
    Missing,
}

/// One side's written preparation for a meeting.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct SidePrepared {
    /// Whose.
    pub side: Side,
    /// How it stands.
    pub written: Written,
    /// When the first was written.
    pub on: Option<NaiveDate>,
    /// The entry.
    pub entry: Option<EntryRef>,
}

impl SidePrepared {
    /// In words, with the date: `employee 2 July 2025 (late)`.
    fn words(&self) -> String {
        match (self.on, self.written) {
            (Some(on), Written::Late) => format!("{} {} (late)", self.side, words::day(on)),
            (Some(on), _) => format!("{} {}", self.side, words::day(on)),
            (None, Written::NotYet) => format!("{} not yet in writing", self.side),
            (None, _) => format!("{} not in writing", self.side),
        }
    }
}

/// Whether the time to prepare for a meeting has passed.
fn has_come(sight: &Sight<'_>, meeting: &Meeting) -> bool {
    meeting.held.is_some() || meeting.fell_out().is_some() || meeting.starts().date() < sight.as_of
}

/// How a side stands with its written preparation: late is what was submitted at the start or after it (2.K2).
pub fn prepared_by(sight: &Sight<'_>, meeting: &Meeting, side: Side) -> SidePrepared {
    let starts = meeting.starts();
    let Some(first) = meeting.preparations.iter().find(|it| it.side == side) else {
        let written = if has_come(sight, meeting) { Written::Missing } else { Written::NotYet };
        return SidePrepared { side, written, on: None, entry: None };
    };
    // Of what was recorded on a later day only the day is known; then the day decides.
    let recorded = first.recorded_at.with_timezone(&sight.zone()).naive_local();
    let at = if recorded.date() == first.on { recorded } else { first.on.and_time(NaiveTime::MIN) };
    let written = if at >= starts { Written::Late } else { Written::InTime };
    SidePrepared { side, written, on: Some(first.on), entry: sight.entry(first.seq) }
}

/// How a meeting was prepared: how far, and in words.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Prepared {
    /// By both, by one of the two, or by neither.
    pub state: PartState,
    /// In words.
    pub text: String,
}

impl Prepared {
    /// Between the two: each side by itself, with dates.
    pub fn by_side(sides: &[SidePrepared]) -> Self {
        let (there, missing): (Vec<_>, Vec<_>) = sides.iter().partition(|it| it.on.is_some());
        let list = |sides: &[&SidePrepared]| sides.iter().map(|it| it.words()).collect::<Vec<_>>().join(", ");
        let waits = missing.iter().any(|it| it.written == Written::NotYet);
        let text = match (there.is_empty(), missing.is_empty()) {
            (false, true) => list(&there),
            (false, false) => format!("{}; {}", list(&there), list(&missing)),
            (true, _) if waits => "neither side yet in writing".to_owned(),
            (true, _) => "neither side in writing".to_owned(),
        };
        Self { state: state(there.len()), text }
    }

    /// For readers beyond the two: how many of the sides, and whether the others still can.
    pub fn in_number(sight: &Sight<'_>, meeting: &Meeting) -> Self {
        let sides = sides(meeting);
        let rest = if has_come(sight, meeting) { "missing" } else { "not yet" };
        let text = match sides {
            0 => format!("0 of 2 sides in writing, 2 {rest}"),
            1 => format!("1 of 2 sides in writing, 1 {rest}"),
            _ => "2 of 2 sides in writing".to_owned(),
        };
        Self { state: state(sides), text }
    }
}

/// How many of the two sides prepared a meeting in writing.
pub fn sides(meeting: &Meeting) -> usize {
    Side::ALL.iter().filter(|side| meeting.prepared(**side)).count()
}

fn state(sides: usize) -> PartState {
    match sides {
        0 => PartState::Open,
        1 => PartState::PartDone,
        _ => PartState::Done,
    }
}
