//! Who read a record with a purpose (SITE.md, "my record and receipts"): said in dates, so that the page stands as it is
//! on the day after.

use super::{entry::EntryRef, sight::Sight};
use crate::domain::Event;
use chrono::NaiveDate;
use serde::Serialize;

/// One reader with a purpose.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct AccessView {
    /// Who.
    pub who: String,
    /// As what.
    pub role: &'static str,
    /// Why, in their words.
    pub purpose: String,
    /// The first day.
    pub from: NaiveDate,
    /// The last day.
    pub until: NaiveDate,
    /// The entry.
    pub entry: EntryRef,
}

/// Everybody who opened a record with a purpose, the last first.
pub fn accesses(sight: &Sight<'_>) -> Vec<AccessView> {
    let entries = sight.person.entries.iter().rev().filter(|entry| entry.occurred_on <= sight.as_of);
    let views = entries.filter_map(|entry| match &entry.event {
        Event::RecordAccessed(it) => Some(AccessView {
            who: sight.directory.name(entry.actor),
            role: if entry.role == crate::domain::Role::Auditor { "auditor" } else { "human resources" },
            purpose: it.purpose.clone(),
            from: entry.occurred_on,
            until: it.until,
            entry: EntryRef::of(entry, sight.as_of),
        }),
        _ => None,
    });
    views.collect()
}
