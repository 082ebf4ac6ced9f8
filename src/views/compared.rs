//! The replay of disputes: what the evidence said at the end of each day that is replayed, and which levels the ratings had
//! then, against today.

use super::{
    dispute::{DisputeView, disputes},
    entry::local,
    replay::{Day, Known},
    sight::Sight,
    statement::{Glossary, Statement},
};
use crate::domain::{
    Class, Person, Recorded,
    dispute::{Dispute, Disputed, step_of},
};
use chrono::NaiveDate;
use serde::Serialize;

/// What an entry said at the end of a day.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Said {
    /// The day; today where there is none.
    pub day: Option<Day>,
    /// What it said; nothing where it was not known.
    pub said: Option<Words>,
}

/// The words of an entry at one time.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Words {
    /// The day on which it had happened, by them.
    pub happened: NaiveDate,
    /// What it said.
    pub statement: Statement,
}

/// An entry that did not read on each day as it reads today.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Reading {
    /// The entry.
    pub known: Known,
    /// What it said, from day to day, without the days on which it said the same as on the one before.
    pub days: Vec<Said>,
}

/// The level of a rating from day to day.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Level {
    /// The element.
    pub element: String,
    /// Its level on each day that is replayed; nothing before the delivery was recorded.
    pub by_day: Vec<LevelOn>,
    /// Its level today.
    pub today: Option<String>,
}

/// The level of a rating at the end of a day.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct LevelOn {
    /// The day.
    #[serde(flatten)]
    pub day: Day,
    /// The level.
    pub level: Option<String>,
}

/// The replay of one dispute.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct ReplayView {
    /// The dispute, with what was known of its evidence when.
    #[serde(flatten)]
    pub dispute: DisputeView,
    /// The ratings of an appraisal.
    pub levels: Vec<Level>,
    /// The evidence that reads otherwise today than on one of the days.
    pub readings: Vec<Reading>,
}

/// The replays of a person's disputes, the last first.
pub fn replays(sight: &Sight<'_>) -> Vec<ReplayView> {
    let all = sight.person.disputes.values().rev().zip(disputes(sight));
    all.map(|(it, dispute)| {
        let days = &dispute.replay.days;
        let then: Vec<_> = days.iter().map(|day| (day.clone(), as_known(sight, day.on))).collect();
        let readings = dispute.replay.rows.iter().filter_map(|known| reading(sight, known, &then)).collect();
        ReplayView { levels: levels(sight, it, &then), readings, dispute }
    })
    .collect()
}

/// The last entry that the page of replays rests on: a step of a dispute that the employee reads, what is replayed, and what
/// corrected or contested it.
pub fn last_replayed(sight: &Sight<'_>, views: &[ReplayView]) -> Option<u64> {
    let entries = &sight.person.entries;
    let replayed = views.iter().flat_map(|view| &view.dispute.replay.rows).map(|row| row.entry.seq);
    let said_of = |entry: &Recorded| {
        let corrections = entry.corrections.iter().map(|it| it.seq);
        corrections.chain(entry.contests.iter().map(|it| it.seq)).max().unwrap_or(entry.seq).max(entry.seq)
    };
    let evidence = replayed.filter_map(|seq| sight.person.entry(seq)).map(said_of);
    let steps = entries.iter().filter(|entry| entry.class == Class::Person && step_of(&entry.event).is_some());
    let revised = sight.person.appraisals.values().flat_map(|it| &it.revisions).map(|it| it.seq);
    evidence.chain(steps.map(|entry| entry.seq)).chain(revised).max()
}

/// A person's record as it was known at the end of a day, by the day on which each entry was recorded.
fn as_known(sight: &Sight<'_>, day: NaiveDate) -> Person {
    let by_then = sight.person.entries.iter().filter(|entry| local(entry, sight.zone()).date() <= day);
    let as_recorded = |entry: &Recorded| {
        let (occurred_on, event) = entry.original.clone().unwrap_or_else(|| (entry.occurred_on, entry.event.clone()));
        let (corrections, contests) = (Vec::new(), Vec::new());
        Recorded { occurred_on, event, original: None, corrections, contests, withdrawn: false, ..entry.clone() }
    };
    Person::fold(sight.person.id, by_then.map(as_recorded))
}

/// What an entry said from day to day, where it did not always say the same. What was recorded for another person stays
/// closed.
fn reading(sight: &Sight<'_>, known: &Known, then: &[(Day, Person)]) -> Option<Reading> {
    let today = sight.person.entry(known.entry.seq).filter(|entry| !entry.withdrawn && entry.class == Class::Person)?;
    let said = |person: &Person| {
        let entry = person.entry(today.seq).filter(|entry| !entry.event.is_destroyed())?;
        let glossary = Glossary { directory: sight.directory, person: Some(person) };
        Some(Words { happened: entry.occurred_on, statement: glossary.statement(&entry.event) })
    };
    let by_day = then.iter().map(|(day, person)| Said { day: Some(day.clone()), said: said(person) });
    let mut days: Vec<_> = by_day.chain([Said { day: None, said: said(sight.person) }]).collect();
    days.dedup_by(|later, earlier| later.said == earlier.said);
    (days.len() > 1).then(|| Reading { known: known.clone(), days })
}

/// The levels of the ratings of a disputed appraisal.
fn levels(sight: &Sight<'_>, it: &Dispute, then: &[(Day, Person)]) -> Vec<Level> {
    let Disputed::Appraisal(id) = &it.asked.what.of else { return Vec::new() };
    let level = |person: &Person, element: &str| person.appraisals.get(id)?.level(element).map(str::to_owned);
    let delivered = sight.person.appraisals.get(id).and_then(|it| it.delivered.as_ref());
    let ratings = delivered.map_or(&[][..], |delivered| &delivered.what.ratings);
    let row = |element: &str| Level {
        element: element.to_owned(),
        by_day: then.iter().map(|(day, person)| LevelOn { day: day.clone(), level: level(person, element) }).collect(),
        today: level(sight.person, element),
    };
    ratings.iter().map(|rating| row(&rating.element)).collect()
}
