//! My year: every entry about one person, happened-on beside recorded-on (N.notes; learnt the hard way, 2).

use super::{
    cycle::Cycle,
    entry::{EntryRef, late_days, local},
    sight::Sight,
    statement::{Fact, Statement, field, value_words},
};
use crate::domain::{Class, Event, Recorded, authority::Readable};
use chrono::{NaiveDate, NaiveDateTime};
use serde::Serialize;
use std::collections::BTreeMap;

/// The entries of one cycle about one person.
#[derive(Clone, Debug, Serialize)]
pub struct Timeline {
    /// The cycle.
    pub cycle: Cycle,
    /// The months that hold an entry, in order.
    pub months: Vec<TimelineMonth>,
    /// How many entries there are.
    pub entries: usize,
    /// How many of them were recorded later than the day they happened.
    pub late: usize,
    /// How many of them were corrected.
    pub corrected: usize,
}

/// The entries of one month.
#[derive(Clone, Debug, Serialize)]
pub struct TimelineMonth {
    /// Its first day.
    pub month: NaiveDate,
    /// The entries that happened in it, by day and then by number.
    pub entries: Vec<TimelineEntry>,
}

/// One entry.
#[derive(Clone, Debug, Serialize)]
pub struct TimelineEntry {
    /// Its name.
    pub entry: EntryRef,
    /// The day it happened, as corrected.
    pub happened: NaiveDate,
    /// When it was recorded, by the office's clock.
    pub recorded: NaiveDateTime,
    /// The days between the two, where it was recorded later.
    pub late_days: Option<i64>,
    /// Who recorded it, unless that is between the two or was destroyed.
    pub by: Option<Author>,
    /// Who may read it.
    pub class: Class,
    /// What it says, to this reader.
    pub body: Body,
}

/// Who recorded an entry.
#[derive(Clone, Debug, Serialize)]
pub struct Author {
    /// By name.
    pub name: String,
    /// In which part.
    pub role: String,
}

/// What a reader sees of an entry.
#[derive(Clone, Debug, Serialize)]
#[serde(tag = "shown", rename_all = "kebab-case")]
pub enum Body {
    /// All of it.
    Open {
        /// What it says now.
        statement: Statement,
        /// The corrections, each with what was changed.
        #[serde(skip_serializing_if = "Vec::is_empty")]
        corrections: Vec<CorrectionView>,
        /// What the employee has against it.
        #[serde(skip_serializing_if = "Vec::is_empty")]
        contests: Vec<ContestView>,
    },
    /// That it is there, and neither of which kind nor by whom, because it is for the two people of the 1:1.
    Pair,
    /// That something stood here whose content was destroyed by order: not of which kind, and not who recorded it.
    Destroyed,
    /// That something stood here which was recorded for another person; never a word of it, and no name.
    Withdrawn,
}

/// A correction in its place, with both versions.
#[derive(Clone, Debug, Serialize)]
pub struct CorrectionView {
    /// The correcting entry's number.
    pub seq: u64,
    /// Who corrected.
    pub by: String,
    /// The day the correction was recorded.
    pub on: NaiveDate,
    /// Why.
    pub reason: String,
    /// The fields that read otherwise since, with what they said at first and what they say now; listed with the last
    /// correction.
    pub changes: Vec<Change>,
}

/// What the employee has against an entry, in its place.
#[derive(Clone, Debug, Serialize)]
pub struct ContestView {
    /// The entry that says so.
    pub seq: u64,
    /// Who: the employee.
    pub by: String,
    /// The day it was recorded.
    pub on: NaiveDate,
    /// What is wrong with the entry.
    pub why: String,
}

/// A corrected field.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Change {
    /// Its name.
    pub name: String,
    /// What it said first.
    pub before: String,
    /// What it says now.
    pub after: String,
}

/// The timeline of a person in a cycle. `reads` says whether the reader may read an entry: a page answers by its class,
/// the command line by `may_read`.
pub fn timeline(sight: &Sight<'_>, cycle: Cycle, reads: impl Fn(Readable) -> bool) -> Timeline {
    Reader::new(sight, reads).timeline(cycle, |_| true)
}

/// The part of it that stands between the two who meet, for them.
pub fn timeline_of_the_two(sight: &Sight<'_>, cycle: Cycle) -> Timeline {
    let reads = |it: Readable| it.class <= Class::Pair && !it.withdrawn;
    Reader::new(sight, reads).timeline(cycle, |class| class == Class::Pair)
}

/// Somebody who reads one person's entries: decides, entry by entry, what they see of it.
struct Reader<'a, F> {
    sight: Sight<'a>,
    targets: BTreeMap<u64, (Class, bool)>,
    reads: F,
}

impl<'a, F: Fn(Readable) -> bool> Reader<'a, F> {
    fn new(sight: &Sight<'a>, reads: F) -> Self {
        let targets = sight.person.entries.iter().map(|entry| (entry.seq, (entry.class, entry.withdrawn))).collect();
        Self { sight: *sight, targets, reads }
    }

    /// The entries of a cycle, of those that are guarded by such a class.
    fn timeline(&self, cycle: Cycle, of: impl Fn(Class) -> bool) -> Timeline {
        let mut months: BTreeMap<NaiveDate, Vec<TimelineEntry>> = BTreeMap::new();
        let inside = |it: &&Recorded| cycle.contains(it.occurred_on) && it.occurred_on <= self.sight.as_of;
        let guarded = self.sight.person.entries.iter().filter(inside).map(|entry| (entry, self.guard(entry)));
        for (entry, guard) in guarded.filter(|(_, guard)| of(guard.class)) {
            if let Some(shown) = self.shown(entry, guard) {
                months.entry(super::words::month_of(shown.happened)).or_default().push(shown);
            }
        }
        let mut months: Vec<_> = months.into_iter().map(|(month, entries)| TimelineMonth { month, entries }).collect();
        for month in &mut months {
            month.entries.sort_by_key(|shown| (shown.happened, shown.entry.seq));
        }
        let all = || months.iter().flat_map(|month| &month.entries);
        let corrected =
            |shown: &&TimelineEntry| matches!(&shown.body, Body::Open { corrections, .. } if !corrections.is_empty());
        Timeline {
            cycle,
            entries: all().count(),
            late: all().filter(|shown| shown.late_days.is_some()).count(),
            corrected: all().filter(corrected).count(),
            months,
        }
    }

    /// What guards an entry. A correction holds the corrected words, so it is as guarded as what it corrects.
    fn guard(&self, entry: &Recorded) -> Readable {
        let mut guard = Readable::from(entry);
        if let Event::EntryCorrected(correction) = &entry.event
            && let Some((class, withdrawn)) = self.targets.get(&correction.target)
        {
            guard.class = guard.class.max(*class);
            guard.withdrawn |= withdrawn;
        }
        guard
    }

    /// What this reader sees of an entry; nothing at all of one for HR or of an appraisal in the making.
    fn shown(&self, entry: &Recorded, guard: Readable) -> Option<TimelineEntry> {
        let body = match guard.class {
            class if entry.event.is_destroyed() && (class <= Class::Pair || (self.reads)(guard)) => Body::Destroyed,
            _ if (self.reads)(guard) => Body::Open {
                statement: self.sight.glossary().statement(&entry.event),
                corrections: self.corrections(entry),
                contests: self.contests(entry),
            },
            _ if guard.withdrawn => Body::Withdrawn,
            Class::Pair => Body::Pair,
            _ => return None,
        };
        let recorded = local(entry, self.sight.zone());
        let author = || Author { name: self.sight.directory.name(entry.actor), role: entry.role.to_string() };
        Some(TimelineEntry {
            entry: EntryRef::of(entry, self.sight.as_of),
            happened: entry.occurred_on,
            recorded,
            late_days: late_days(entry, self.sight.zone()),
            by: (!matches!(body, Body::Pair | Body::Destroyed)).then(author),
            class: guard.class,
            body,
        })
    }

    fn corrections(&self, entry: &Recorded) -> Vec<CorrectionView> {
        let last = entry.corrections.len().saturating_sub(1);
        let view = |(at, correction): (usize, &crate::domain::Correction)| CorrectionView {
            seq: correction.seq,
            by: self.sight.directory.name(correction.by),
            on: correction.recorded_at.with_timezone(&self.sight.zone()).date_naive(),
            reason: correction.reason.clone(),
            changes: if at == last { changes(entry) } else { Vec::new() },
        };
        entry.corrections.iter().enumerate().map(view).collect()
    }

    fn contests(&self, entry: &Recorded) -> Vec<ContestView> {
        let view = |it: &crate::domain::records::Contested| ContestView {
            seq: it.seq,
            by: self.sight.directory.name(it.by),
            on: it.recorded_at.with_timezone(&self.sight.zone()).date_naive(),
            why: it.why.clone(),
        };
        entry.contests.iter().map(view).collect()
    }
}

/// What reads otherwise now than when it was first recorded.
fn changes(entry: &Recorded) -> Vec<Change> {
    let Some((occurred_on, original)) = &entry.original else { return Vec::new() };
    let (before, after) = (original.fields(), entry.event.fields());
    let words = |value: Option<&serde_json::Value>| value.map_or_else(|| "nothing".to_owned(), value_words);
    let mut names: Vec<_> = before.keys().chain(after.keys()).collect();
    names.sort_unstable();
    names.dedup();
    let mut changes: Vec<_> = names
        .into_iter()
        .filter(|name| before.get(*name) != after.get(*name))
        .map(|name| Change { name: field(name), before: words(before.get(name)), after: words(after.get(name)) })
        .collect();
    if *occurred_on != entry.occurred_on {
        let day = super::words::day;
        changes.push(Change {
            name: "happened on".to_owned(),
            before: day(*occurred_on),
            after: day(entry.occurred_on),
        });
    }
    changes
}

/// One fact by name, for tests and the command line.
impl Statement {
    /// The value of a fact.
    pub fn fact_named(&self, name: &str) -> Option<&str> {
        self.facts.iter().find(|fact: &&Fact| fact.name == name).map(|fact| fact.value.as_str())
    }
}
