//! The directory: who meets whom, by unit, and how many meetings the whole agency holds. Names and positions are for
//! everyone employed; nothing else of a person is here.

use super::{
    cycle::Cycle,
    entry::EntryRef,
    sight::Named,
    words::{asks as asks_words, month_of},
};
use crate::{
    domain::{Directory, roster::Employee, scope::Scope},
    id::Id,
};
use chrono::NaiveDate;
use serde::Serialize;
use std::collections::BTreeMap;

/// Below this many people a count is left out (learnt the hard way, 10).
pub const SMALLEST_GROUP: usize = 5;
/// Where a roster knows no unit.
const NO_UNIT: &str = "No unit on record";

/// The agency's people.
#[derive(Clone, Debug, Serialize)]
pub struct DirectoryView {
    /// How many people.
    pub people: usize,
    /// How many of them lead somebody.
    pub leaders: usize,
    /// The units, by the standing of who leads them and then by name.
    pub units: Vec<Unit>,
    /// The cycle of the counts.
    pub cycle: Cycle,
    /// The cycle in words.
    pub cycle_label: String,
    /// Meetings held.
    pub held: Held,
    /// The minutes a calendar month that the policy in force asks for.
    pub minutes: Option<u32>,
    /// The entry of that policy.
    pub minutes_entry: Option<EntryRef>,
    /// Changes of the standard and of the cadence that fall into the cycle.
    pub changes: Vec<PolicyChange>,
}

/// A unit.
#[derive(Clone, Debug, Serialize)]
pub struct Unit {
    /// Its name.
    pub name: String,
    /// Its people: those who lead first, then by name.
    pub people: Vec<PersonLine>,
}

/// One person of the directory.
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

/// How many meetings were held in the agency.
#[derive(Clone, Debug, Default, Serialize)]
pub struct Held {
    /// Whether the counts may be shown: at least five people have held meetings.
    pub shown: bool,
    /// All of the cycle; nothing where it may not be shown.
    pub total: u32,
    /// Month by month; empty where it may not be shown.
    pub months: Vec<HeldMonth>,
}

/// One month's count.
#[derive(Clone, Debug, Serialize)]
pub struct HeldMonth {
    /// Its first day.
    pub month: NaiveDate,
    /// The count; nothing for a month that has not begun.
    pub count: Option<u32>,
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

/// Counts meetings of the whole agency, person by person, and keeps only the sums.
#[derive(Clone, Debug)]
pub struct HeldCount {
    cycle: Cycle,
    months: Vec<u32>,
    people: usize,
}

impl HeldCount {
    /// Nothing counted yet.
    pub fn of(cycle: Cycle) -> Self {
        Self { cycle, months: vec![0; 12], people: 0 }
    }

    /// Adds one person's meetings.
    pub fn add(&mut self, sight: &super::Sight<'_>) {
        let held = super::meetings::held_in(sight, &self.cycle.months());
        self.people += usize::from(held.iter().any(|count| *count > 0));
        self.months.iter_mut().zip(held).for_each(|(sum, held)| *sum += held);
    }

    fn held(&self, as_of: NaiveDate) -> Held {
        if self.people < SMALLEST_GROUP {
            return Held::default();
        }
        let begun = |month: &NaiveDate| *month <= month_of(as_of);
        let months = self.cycle.months().into_iter().zip(&self.months);
        let months = months.map(|(month, count)| HeldMonth { month, count: begun(&month).then_some(*count) });
        Held { shown: true, total: self.months.iter().sum(), months: months.collect() }
    }
}

/// The directory on a day.
pub fn directory(directory: &Directory, count: &HeldCount, as_of: NaiveDate) -> DirectoryView {
    let mut reports: BTreeMap<Id, usize> = BTreeMap::new();
    for leader in directory.people.values().filter_map(|employee| employee.leader_on(as_of)) {
        *reports.entry(leader).or_default() += 1;
    }
    let mut units: BTreeMap<String, Vec<PersonLine>> = BTreeMap::new();
    for employee in directory.people.values() {
        let unit = employee.position.as_ref().and_then(|it| it.unit.clone()).unwrap_or_else(|| NO_UNIT.to_owned());
        units.entry(unit).or_default().push(line(directory, employee, &reports, as_of));
    }
    let mut units: Vec<_> = units.into_iter().map(|(name, people)| Unit { name, people }).collect();
    let depth = |line: &PersonLine| directory.chain_on(line.id, as_of).len();
    for unit in &mut units {
        unit.people.sort_by_cached_key(|it| (depth(it), std::cmp::Reverse(it.reports), it.name.clone(), it.id));
    }
    units.sort_by_cached_key(|unit| (unit.name == NO_UNIT, unit.people.first().map(&depth), unit.name.clone()));
    let asked = directory.asked_in(None, as_of).minutes;
    DirectoryView {
        people: directory.people.len(),
        leaders: reports.len(),
        units,
        cycle: count.cycle,
        cycle_label: count.cycle.label(),
        held: count.held(as_of),
        minutes: asked.map(|asked| asked.value),
        minutes_entry: asked.map(|asked| EntryRef::of_agency(asked.by.seq(), asked.by.hash())),
        changes: changes(directory, count.cycle, as_of),
    }
}

fn line(directory: &Directory, employee: &Employee, reports: &BTreeMap<Id, usize>, as_of: NaiveDate) -> PersonLine {
    PersonLine {
        id: employee.id,
        name: employee.name.clone(),
        position: employee.position.as_ref().map(|it| it.position.clone()),
        leader: employee.leader_on(as_of).map(|id| Named::of(directory, id)),
        reports: reports.get(&employee.id).copied().unwrap_or(0),
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
