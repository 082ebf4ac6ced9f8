//! What is asked of a person's 1:1s, each number with where it comes from (1.R1, N.cadence).

use super::{entry::EntryRef, sight::Sight, words::count};
use crate::domain::{
    asked::{By, Demand},
    scope::Scope,
};
use chrono::NaiveDate;
use serde::Serialize;

/// One number that is asked for.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct AskedLine {
    /// What it asks for: `at least 60 minutes in each calendar month`.
    pub what: String,
    /// The number.
    pub value: u32,
    /// Where it comes from: `cadence policy version 1 for tier supervisor`.
    pub by: String,
    /// Since when that is in force.
    pub since: NaiveDate,
    /// Its entry.
    pub entry: EntryRef,
}

/// What is asked of the person on a day, in words, the minutes a month first.
pub fn asked_lines(sight: &Sight<'_>, on: NaiveDate) -> Vec<AskedLine> {
    let asked = sight.directory.asked_of(sight.person.id, on);
    let line = |demand: &Demand<'_>, what: String| AskedLine {
        what,
        value: demand.value,
        by: demand.by.words(sight.directory),
        since: demand.by.since(),
        entry: entry_of(sight, &demand.by),
    };
    let minutes = |value: u32| format!("at least {} in each calendar month", count(value as usize, "minute"));
    let gap = |value: u32| format!("at most {} from one 1:1 to the next", count(value as usize, "day"));
    let meeting = |value: u32| format!("at least {} each 1:1", count(value as usize, "minute"));
    let fields = [
        asked.minutes.map(|it| line(&it, minutes(it.value))),
        asked.max_gap_days.map(|it| line(&it, gap(it.value))),
        asked.minutes_a_meeting.map(|it| line(&it, meeting(it.value))),
    ];
    fields.into_iter().flatten().collect()
}

/// The entry that a number comes from: of the agency, or of the person whom alone it is asked of.
pub fn entry_of(sight: &Sight<'_>, by: &By<'_>) -> EntryRef {
    let own = match by {
        By::Policy(set) if matches!(set.what.scope, Scope::Person(_)) => sight.entry(set.seq),
        _ => None,
    };
    own.unwrap_or_else(|| EntryRef::of_agency(sight.directory, by.seq(), by.hash()))
}
