//! Who read a record, or what an agency keeps, with a purpose (SITE.md, "my record and receipts"): said in dates, so that
//! the page stands as it is on the day after.

use super::{
    entry::{EntryRef, keeping_entry},
    sight::Sight,
};
use crate::{
    domain::{
        Directory, Event, Recorded, Role,
        access::AccessEnded,
        keeping::{Act, Opened},
    },
    id::Id,
};
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
    /// The last day, as it was named.
    pub until: NaiveDate,
    /// The entry.
    pub entry: EntryRef,
    /// How it ended before that day, if it did.
    pub ended: Option<EndView>,
}

/// The early end of an access.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct EndView {
    /// When.
    pub on: NaiveDate,
    /// Who ended it.
    pub by: String,
    /// Why, if that was said.
    pub reason: Option<String>,
    /// The entry.
    pub entry: EntryRef,
}

/// Everybody who opened a record with a purpose, the last first.
pub fn accesses(sight: &Sight<'_>) -> Vec<AccessView> {
    let known = || sight.person.entries.iter().rev().filter(|entry| entry.occurred_on <= sight.as_of);
    let name = |entry: &Recorded| sight.directory.name(entry.actor);
    let end = |of: u64| {
        known().find_map(|entry| match &entry.event {
            Event::AccessEnded(it) if it.access == of => Some(EndView {
                on: entry.occurred_on,
                by: name(entry),
                reason: it.reason.clone(),
                entry: EntryRef::of(entry, sight.as_of),
            }),
            _ => None,
        })
    };
    let views = known().filter_map(|entry| match &entry.event {
        Event::RecordAccessed(it) => Some(AccessView {
            who: name(entry),
            role: if entry.role == Role::Auditor { "auditor" } else { "human resources" },
            purpose: it.purpose.clone(),
            from: entry.occurred_on,
            until: it.until,
            entry: EntryRef::of(entry, sight.as_of),
            ended: end(entry.seq),
        }),
        _ => None,
    });
    views.collect()
}

/// Every auditor who opened with a purpose what an agency keeps about holds and orders, the last first.
pub fn of_keeping(directory: &Directory, agency: Id) -> Vec<AccessView> {
    let end = |act: &Act<AccessEnded>| EndView {
        on: act.dated.on,
        by: directory.name(act.by),
        reason: act.dated.what.reason.clone(),
        entry: keeping_entry(agency, &act.dated),
    };
    let view = |opened: &Opened| {
        let dated = &opened.access.dated;
        AccessView {
            who: directory.name(opened.access.by),
            role: "auditor",
            purpose: dated.what.purpose.clone(),
            from: dated.on,
            until: dated.what.until,
            entry: keeping_entry(agency, dated),
            ended: opened.ended.as_ref().map(end),
        }
    };
    directory.keeping.opened.iter().rev().filter(|opened| opened.agency == agency).map(view).collect()
}
