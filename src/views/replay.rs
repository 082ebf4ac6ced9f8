//! What was known when: the evidence of a dispute as it stood two weeks before the delivery, on its day and on the day that
//! the review was asked for, against today. What was recorded after the delivery, or late and shortly before it, is listed with both its
//! days (learnt the hard way, 2).

use super::{
    entry::{EntryRef, late_days, local},
    sight::Sight,
};
use crate::domain::{
    Class, Recorded, Retention,
    dispute::{Dispute, Disputed},
};
use chrono::{Days, NaiveDate};
use serde::Serialize;

/// How many days before the delivery a late entry counts as recorded shortly before it.
pub const SHORTLY: i64 = 14;

/// What was known of an entry at the end of a day, by what reads so today.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Knew {
    /// It was not recorded yet.
    Nothing,
    /// It read as it reads today.
    Same,
    /// It was recorded, and was corrected or withdrawn since.
    Otherwise,
}

/// A day that is replayed.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Day {
    /// What it was.
    pub what: &'static str,
    /// The day.
    pub on: NaiveDate,
}

/// What was known of an entry at the end of a day.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct OnDay {
    /// The day.
    #[serde(flatten)]
    pub day: Day,
    /// What was known.
    pub knew: Knew,
}

/// An entry with what was known of it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Known {
    /// What kind of entry it is.
    pub title: &'static str,
    /// Whether what is disputed rests on it.
    pub cited: bool,
    /// When it happened.
    pub happened: NaiveDate,
    /// When it was recorded.
    pub recorded: NaiveDate,
    /// The days between the two, where it was recorded later.
    pub late_days: Option<i64>,
    /// The days from its recording to the delivery; less than none where it was recorded after.
    pub before: i64,
    /// What was known of it, day by day.
    pub by_day: Vec<OnDay>,
    /// How it stands today.
    pub today: &'static str,
    /// The entry.
    pub entry: EntryRef,
}

/// What was known when.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
pub struct Replay {
    /// The days that are replayed.
    pub days: Vec<Day>,
    /// How many days before the delivery a late entry is listed.
    pub shortly: i64,
    /// The entries, by the day they were recorded.
    pub rows: Vec<Known>,
}

/// What was known of an entry at the end of a day.
pub fn known_on(sight: &Sight<'_>, entry: &Recorded, day: NaiveDate) -> Knew {
    let on = |at: chrono::DateTime<chrono::Utc>| at.with_timezone(&sight.zone()).date_naive();
    let withdrawn = || entry.withdrawn && withdrawn_on(sight, entry).is_none_or(|at| at > day);
    match on(entry.recorded_at) > day {
        true => Knew::Nothing,
        false if withdrawn() || entry.corrections.iter().any(|it| on(it.recorded_at) > day) => Knew::Otherwise,
        false => Knew::Same,
    }
}

/// The day on which a withdrawal was recorded.
fn withdrawn_on(sight: &Sight<'_>, entry: &Recorded) -> Option<NaiveDate> {
    let of = |it: &&Recorded| it.cause == Some(entry.seq) && it.event.kind() == "entry-withdrawn";
    sight.person.entries.iter().find(of).map(|it| local(it, sight.zone()).date())
}

/// What was known of what a dispute is about.
pub fn replay(sight: &Sight<'_>, it: &Dispute) -> Replay {
    let (first, cited) = match &it.asked.what.of {
        Disputed::Appraisal(id) => {
            let delivered = sight.person.appraisals.get(id).and_then(|appraisal| appraisal.delivered.as_ref());
            let Some(delivered) = delivered else { return Replay::default() };
            let cited = delivered.what.ratings.iter().flat_map(|rating| rating.evidence.iter().copied()).collect();
            (Day { what: "delivered", on: delivered.on }, cited)
        }
        Disputed::Entry(seq) => {
            let Some(entry) = sight.person.entry(*seq) else { return Replay::default() };
            (Day { what: "recorded", on: local(entry, sight.zone()).date() }, vec![*seq])
        }
    };
    let asked = Day { what: "review asked for", on: it.asked.on };
    let shortly = || first.on.checked_sub_days(Days::new(SHORTLY.unsigned_abs()));
    let earlier = shortly().filter(|_| matches!(it.asked.what.of, Disputed::Appraisal(_)));
    let earlier = earlier.map(|on| Day { what: "two weeks earlier", on });
    let days: Vec<_> = earlier.into_iter().chain([first.clone(), asked]).collect();
    let mut rows: Vec<_> = sight
        .person
        .entries
        .iter()
        .filter(|entry| matters(sight, entry, first.on, &cited))
        .map(|entry| known(sight, entry, (&days, first.on), cited.contains(&entry.seq)))
        .collect();
    rows.sort_by_key(|row| (row.recorded, row.entry.seq));
    Replay { days, shortly: SHORTLY, rows }
}

/// Whether an entry is cited, or was known late: it happened by the day, and was recorded after it, or late and shortly
/// before it.
fn matters(sight: &Sight<'_>, entry: &Recorded, by: NaiveDate, cited: &[u64]) -> bool {
    if entry.class != Class::Person {
        return false;
    }
    if cited.contains(&entry.seq) {
        return true;
    }
    let kept = [Retention::Coaching, Retention::Appraisal].contains(&entry.event.retention());
    let days = (by - local(entry, sight.zone()).date()).num_days();
    kept && !entry.withdrawn
        && entry.occurred_on <= by
        && (days < 0 || days <= SHORTLY && late_days(entry, sight.zone()).is_some())
}

fn known(sight: &Sight<'_>, entry: &Recorded, (days, first): (&[Day], NaiveDate), cited: bool) -> Known {
    let recorded = local(entry, sight.zone()).date();
    Known {
        title: entry.event.title(),
        cited,
        happened: entry.occurred_on,
        recorded,
        late_days: late_days(entry, sight.zone()),
        before: (first - recorded).num_days(),
        by_day: days.iter().map(|day| OnDay { day: day.clone(), knew: known_on(sight, entry, day.on) }).collect(),
        today: match (entry.withdrawn, entry.corrections.is_empty()) {
            _ if entry.event.is_destroyed() => "destroyed",
            (true, _) => "withdrawn",
            (false, false) => "corrected",
            (false, true) => "stands",
        },
        entry: EntryRef::of(entry, sight.as_of),
    }
}
