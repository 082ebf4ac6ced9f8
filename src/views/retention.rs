//! Retention: how long an agency keeps each series, and what is past that. It counts, and repeats no record.

use super::{
    entry::{EntryRef, keeping_entry},
    sight::{Named, Sight},
    words,
};
use crate::{
    domain::{Directory, Recorded, Retention, retention::is_past},
    id::Id,
};
use chrono::NaiveDate;
use serde::Serialize;

/// How many people are named of a series at most: no page lists everybody.
const NAMED: usize = 20;

/// How much of something is past the period of its series.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize)]
pub struct Past {
    /// Entries past it, those that wait to be destroyed too.
    pub entries: usize,
    /// Of these, ordered destroyed.
    pub ordered: usize,
    /// Of these, held by a legal hold.
    pub held: usize,
}

/// What of one person's record is past the period of one series.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Due {
    /// The series.
    pub series: Retention,
    /// How much.
    #[serde(flatten)]
    pub past: Past,
}

/// A series of an agency.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct SeriesView {
    /// The series.
    pub series: Retention,
    /// How long it is kept; nothing where that is not set.
    pub period: Option<PeriodView>,
    /// What is past that, in all records.
    #[serde(flatten)]
    pub past: Past,
    /// Whose records that is in, by name: the few with most of it.
    pub people: Vec<PersonDue>,
    /// How many further people's records.
    pub further: usize,
}

/// How long a series is kept.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct PeriodView {
    /// Years after the day something happened.
    pub years: u32,
    /// What happened before this day is past it.
    pub before: NaiveDate,
    /// Since when it is in force.
    pub since: NaiveDate,
    /// By which schedule.
    pub reason: String,
    /// Who set it.
    pub by: Named,
    /// The entry.
    pub entry: EntryRef,
}

/// What of somebody's record is past a period.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct PersonDue {
    /// Who.
    pub person: Named,
    /// How much.
    #[serde(flatten)]
    pub past: Past,
}

/// The entries of a record that are past the period of a series, in the agency that the person belongs to.
pub fn past<'a>(sight: &Sight<'a>, series: Retention) -> Vec<&'a Recorded> {
    let (directory, person) = (sight.directory, sight.person);
    let agency = directory.agency_of(person.id, sight.as_of);
    let before = agency.and_then(|agency| directory.keeping.kept_from(agency, series, sight.as_of));
    let before = before.into_iter();
    let past = |before| move |entry: &&Recorded| is_past(person, entry, series, (before, sight.as_of));
    before.flat_map(|before| person.entries.iter().filter(past(before))).collect()
}

/// What of a record is past the periods of its series; series of which nothing is are left out.
pub fn due(sight: &Sight<'_>) -> Vec<Due> {
    let keeping = &sight.directory.keeping;
    let count = |series: &Retention| {
        let past = past(sight, *series);
        let ordered = past.iter().filter(|it| keeping.is_ordered(it.seq)).count();
        let held = past.iter().filter(|it| keeping.holds.iter().any(|hold| hold.holds(it.stream, it.seq))).count();
        Due { series: *series, past: Past { entries: past.len(), ordered, held } }
    };
    Retention::ALL.iter().map(count).filter(|due| due.past.entries > 0).collect()
}

/// The series of an agency, with what of these people's records is past their periods.
pub fn series<'a>(
    directory: &Directory,
    agency: Id,
    records: impl Iterator<Item = (&'a Named, &'a [Due])> + Clone,
    as_of: NaiveDate,
) -> Vec<SeriesView> {
    let period = |series| {
        let set = &directory.keeping.period(agency, series)?.set;
        Some(PeriodView {
            years: set.dated.what.years,
            before: directory.keeping.kept_from(agency, series, as_of)?,
            since: set.dated.on,
            reason: set.dated.what.reason.clone(),
            by: Named::of(directory, set.by),
            entry: keeping_entry(agency, &set.dated),
        })
    };
    let view = |series: &Retention| {
        let of = |(person, due): (&Named, &[Due])| {
            let due = due.iter().find(|due| due.series == *series)?;
            Some(PersonDue { person: person.clone(), past: due.past })
        };
        let mut people: Vec<_> = records.clone().filter_map(of).collect();
        let add = |sum: Past, it: &PersonDue| Past {
            entries: sum.entries + it.past.entries,
            ordered: sum.ordered + it.past.ordered,
            held: sum.held + it.past.held,
        };
        let past = people.iter().fold(Past::default(), add);
        people.sort_by(|a, b| (b.past.entries, &a.person).cmp(&(a.past.entries, &b.person)));
        let further = people.len().saturating_sub(NAMED);
        people.truncate(NAMED);
        people.sort_by(|a, b| a.person.cmp(&b.person));
        SeriesView { series: *series, period: period(*series), past, people, further }
    };
    Retention::ALL.iter().map(view).collect()
}

impl Past {
    /// In words: `3 entries, of which 2 are ordered destroyed and 1 is held`.
    pub fn sentence(&self) -> String {
        let some = |number: usize, what: &str| {
            (number > 0).then(|| format!("{number} {} {what}", if number == 1 { "is" } else { "are" }))
        };
        let entries = words::entries(self.entries);
        let parts: Vec<_> =
            some(self.ordered, "ordered destroyed").into_iter().chain(some(self.held, "held")).collect();
        if parts.is_empty() { entries } else { format!("{entries}, of which {}", words::list(&parts)) }
    }
}
