//! The ticks of a year: what became of each 1:1, in the least that pages about several people need. A leader's standard
//! work, the calendar of the desk and the roll-ups count them (1.K2, N.pdca).

use super::{
    cause::{Cause, CauseTally, cause_of},
    cycle::Cycle,
    prepared::sides,
    sight::Sight,
    words::month_of,
};
use crate::domain::{Side, meeting::Meeting};
use chrono::{Months, NaiveDate};
use serde::Serialize;

/// What became of a 1:1.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Fate {
    /// It took place.
    Held,
    /// It is to come.
    ToCome,
    /// Its day has passed without a word.
    Silent,
    /// It was cancelled.
    Cancelled,
    /// Somebody did not come.
    Missed,
}

/// What became of one 1:1.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
pub struct Tick {
    /// Its day as things stand.
    pub on: NaiveDate,
    /// Minutes held, else planned.
    pub minutes: u32,
    /// What became of it.
    pub fate: Fate,
    /// Who cancelled it or did not come.
    pub by: Option<Side>,
    /// To whom or what it is attributed that it was not held, once it was not.
    pub cause: Option<Cause>,
    /// Whether it was moved.
    pub moved: bool,
    /// How many of the two sides prepared in writing; which of them is between the two.
    pub prepared: usize,
    /// Whether its record is finalised.
    pub finalised: bool,
}

/// The ticks of a cycle, for the current one with those to come by the end of next month, in order. A month at a time:
/// otherwise every day would bring another one onto every page.
pub fn ticks(sight: &Sight<'_>, cycle: Cycle) -> Vec<Tick> {
    let ahead = month_of(sight.as_of).checked_add_months(Months::new(2)).and_then(|first| first.pred_opt());
    let ahead = ahead.unwrap_or(sight.as_of);
    let to = if cycle.contains(sight.as_of) { ahead } else { cycle.to };
    let meetings = sight.person.meetings_between(cycle.from, to);
    meetings.iter().map(|meeting| tick(sight, meeting)).collect()
}

fn tick(sight: &Sight<'_>, meeting: &Meeting) -> Tick {
    let (fate, by) = match (&meeting.held, &meeting.cancelled, meeting.missed()) {
        (Some(_), ..) => (Fate::Held, None),
        (None, Some(cancelled), _) => (Fate::Cancelled, Some(cancelled.what.by)),
        (None, None, Some(missed)) => (Fate::Missed, Some(missed.what.who)),
        (None, None, None) if meeting.date() < sight.as_of => (Fate::Silent, None),
        (None, None, None) => (Fate::ToCome, None),
    };
    let planned = || sight.person.planned_minutes(meeting.id);
    Tick {
        on: meeting.date(),
        minutes: meeting.held.as_ref().map_or_else(planned, |held| held.what.minutes),
        fate,
        by,
        cause: cause_of(sight, meeting).map(|it| it.cause),
        moved: !meeting.moves.is_empty(),
        prepared: sides(meeting),
        finalised: meeting.finalised.is_some(),
    }
}

/// Ticks counted.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize)]
pub struct Tally {
    /// All of them.
    pub planned: usize,
    /// Held.
    pub held: usize,
    /// Minutes held.
    pub minutes: u32,
    /// Moved, whatever became of them.
    pub moved: usize,
    /// Cancelled by the leader.
    pub cancelled_by_leader: usize,
    /// Cancelled by the employee.
    pub cancelled_by_employee: usize,
    /// Missed by the leader.
    pub missed_by_leader: usize,
    /// Missed by the employee.
    pub missed_by_employee: usize,
    /// Passed without a word.
    pub silent: usize,
    /// To come.
    pub to_come: usize,
    /// Why those that were not held were not.
    pub causes: CauseTally,
    /// Sides that prepared in writing, of those held: two for a 1:1 that both did.
    pub sides_prepared: usize,
    /// Held, and prepared in writing by both.
    pub both_prepared: usize,
    /// Finalised.
    pub finalised: usize,
}

impl Tally {
    /// The count of some ticks.
    pub fn of<'t>(ticks: impl IntoIterator<Item = &'t Tick>) -> Self {
        let mut tally = Self::default();
        ticks.into_iter().for_each(|tick| tally.add(tick));
        tally
    }

    /// The count of the ticks of one month.
    pub fn of_month(ticks: &[Tick], month: NaiveDate) -> Self {
        Self::of(ticks.iter().filter(|tick| month_of(tick.on) == month))
    }

    fn add(&mut self, tick: &Tick) {
        let held = tick.fate == Fate::Held;
        self.planned += 1;
        tick.cause.into_iter().for_each(|cause| self.causes.add(cause));
        self.moved += usize::from(tick.moved);
        self.minutes += if held { tick.minutes } else { 0 };
        self.sides_prepared += if held { tick.prepared } else { 0 };
        self.both_prepared += usize::from(held && tick.prepared == Side::ALL.len());
        self.finalised += usize::from(held && tick.finalised);
        let which = match (tick.fate, tick.by) {
            (Fate::Held, _) => &mut self.held,
            (Fate::ToCome, _) => &mut self.to_come,
            (Fate::Silent, _) => &mut self.silent,
            (Fate::Cancelled, Some(Side::Employee)) => &mut self.cancelled_by_employee,
            (Fate::Cancelled, _) => &mut self.cancelled_by_leader,
            (Fate::Missed, Some(Side::Employee)) => &mut self.missed_by_employee,
            (Fate::Missed, _) => &mut self.missed_by_leader,
        };
        *which += 1;
    }
}
