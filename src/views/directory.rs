//! The directory: the agency's units and how many meetings it holds, and who meets whom, unit by unit. Names and
//! positions are for everyone employed; nothing else of a person is here. Both are folds over summaries.

use super::{
    adoption::{Adoption, AgencyCount},
    cycle::Cycle,
    entry::EntryRef,
    sight::Named,
    structure::{Structure, UnitName},
    summary::Summary,
    words::asks as asks_words,
};
use crate::{
    domain::{Directory, scope::Scope},
    id::Id,
};
use chrono::NaiveDate;
use serde::Serialize;
use std::collections::BTreeSet;

/// Where a roster knows no unit.
const NO_UNIT: &str = "No unit on record";

/// The agency as a whole: its units and its counts, and no list of its people.
#[derive(Clone, Debug, Serialize)]
pub struct DirectoryView {
    /// How many people.
    pub people: usize,
    /// How many of them lead somebody.
    pub leaders: usize,
    /// The units, by name; those without a unit last.
    pub units: Vec<UnitLine>,
    /// The cycle of the counts.
    pub cycle: Cycle,
    /// The cycle in words.
    pub cycle_label: String,
    /// How far the agency has come with its meetings.
    pub held: Adoption,
    /// The minutes a calendar month that the policy in force asks for.
    pub minutes: Option<u32>,
    /// The entry of that policy.
    pub minutes_entry: Option<EntryRef>,
    /// Changes of the standard and of the cadence that fall into the cycle.
    pub changes: Vec<PolicyChange>,
}

/// One unit of the agency.
#[derive(Clone, Debug, Serialize)]
pub struct UnitLine {
    /// Its name as the roster has it.
    #[serde(skip)]
    pub unit: UnitName,
    /// Its name in words.
    pub name: String,
    /// How many people.
    pub people: usize,
    /// Who leads it.
    pub heads: Vec<Named>,
}

/// The people of one unit.
#[derive(Clone, Debug, Serialize)]
pub struct UnitView {
    /// Its name in words.
    pub name: String,
    /// Its people: those who lead it, those who lead others, then the rest, each by name.
    pub people: Vec<PersonLine>,
    /// The newest entry that the list rests on.
    pub rests_on: Option<EntryRef>,
}

/// One person of a unit.
#[derive(Clone, Debug, Serialize)]
pub struct PersonLine {
    /// Their id.
    pub id: Id,
    /// Their name.
    pub name: String,
    /// Their position.
    pub position: Option<String>,
    /// Who meets them.
    pub leader: Option<Named>,
    /// How many people they lead.
    pub reports: usize,
}

/// A change of what is asked for.
#[derive(Clone, Debug, Serialize)]
pub struct PolicyChange {
    /// In force from.
    pub effective: NaiveDate,
    /// What changed, in words.
    pub what: String,
    /// The same in two or three words.
    pub short: String,
    /// The entry.
    pub entry: EntryRef,
}

/// The agency on a day.
pub fn directory(directory: &Directory, structure: &Structure, count: &AgencyCount, as_of: NaiveDate) -> DirectoryView {
    let line = |(unit, people): (&UnitName, usize)| {
        let mut heads: Vec<_> = structure.heads(unit).map(|id| Named::of(directory, id)).collect();
        heads.sort();
        UnitLine { unit: unit.clone(), name: unit_words(unit), people, heads }
    };
    let asked = directory.asked_in(None, as_of).minutes;
    DirectoryView {
        people: structure.people(),
        leaders: structure.leaders(),
        units: structure.units().map(line).collect(),
        cycle: count.cycle(),
        cycle_label: count.cycle().label(),
        held: count.shown(as_of),
        minutes: asked.map(|asked| asked.value),
        minutes_entry: asked.map(|asked| EntryRef::of_agency(asked.by.seq(), asked.by.hash())),
        changes: changes(directory, count.cycle(), as_of),
    }
}

/// The people of a unit, over their summaries.
pub fn unit<'a>(unit: &UnitName, structure: &Structure, people: impl IntoIterator<Item = &'a Summary>) -> UnitView {
    let people: Vec<_> = people.into_iter().collect();
    let newest = people.iter().filter_map(|it| it.last_of_roster.as_ref()).max_by_key(|entry| entry.seq);
    let mut lines: Vec<_> = people.iter().map(|it| line(it, structure)).collect();
    let heads: BTreeSet<_> = structure.heads(unit).collect();
    lines.sort_by_cached_key(|it| (!heads.contains(&it.id), it.reports == 0, it.name.clone(), it.id));
    UnitView { name: unit_words(unit), rests_on: newest.cloned(), people: lines }
}

/// A unit's name as a page prints it.
pub fn unit_words(unit: &UnitName) -> String {
    unit.clone().unwrap_or_else(|| NO_UNIT.to_owned())
}

fn line(summary: &Summary, structure: &Structure) -> PersonLine {
    PersonLine {
        id: summary.person.id,
        name: summary.person.name.clone(),
        position: summary.row.position.clone(),
        leader: summary.leader.clone(),
        reports: structure.leads(summary.person.id),
    }
}

/// What changed of the rules within the cycle; what a store starts with is no change.
fn changes(directory: &Directory, cycle: Cycle, as_of: NaiveDate) -> Vec<PolicyChange> {
    let falls = |day: NaiveDate, version: u32| version > 1 && cycle.contains(day) && day <= as_of;
    let standards = directory.standards.iter().filter(|set| falls(set.what.effective, set.what.version)).map(|set| {
        let what = format!("{} version {}", set.what.document, set.what.version);
        let short = format!("standard version {}", set.what.version);
        PolicyChange { effective: set.what.effective, what, short, entry: EntryRef::of_agency(set.seq, &set.hash) }
    });
    let agencys = directory.policies_of(&Scope::Agency);
    let cadences = agencys.filter(|set| falls(set.what.effective, set.what.version)).map(|set| {
        let what = asks_words(&set.what.asks);
        let minutes = set.what.asks.minutes;
        let short = minutes.map_or_else(|| "cadence".to_owned(), |minutes| format!("{minutes} minutes a month"));
        PolicyChange { effective: set.what.effective, what, short, entry: EntryRef::of_agency(set.seq, &set.hash) }
    });
    let mut changes: Vec<_> = standards.chain(cadences).collect();
    changes.sort_by_key(|change| (change.effective, change.entry.seq));
    changes
}
