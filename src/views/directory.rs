//! The directory: the agency's units and how many meetings it holds, and who meets whom, unit by unit. Names and
//! positions are for everyone employed; nothing else of a person is here. Both are folds over summaries.

use super::{
    cycle::Cycle,
    entry::EntryRef,
    sight::Named,
    structure::{Structure, Unit},
    summary::Summary,
    words::{asks as asks_words, month_of},
};
use crate::{
    domain::{Directory, scope::Scope},
    id::Id,
};
use chrono::NaiveDate;
use serde::Serialize;
use std::collections::{BTreeMap, BTreeSet};

/// Below this many people a count is left out (learnt the hard way, 10).
pub const SMALLEST_GROUP: usize = 5;
/// Where a roster knows no unit.
const NO_UNIT: &str = "No unit on record";

/// An agency as a whole: its units and its counts, and no list of its people.
#[derive(Clone, Debug, Serialize)]
pub struct DirectoryView {
    /// Its name, where it is another than the first one.
    pub name: Option<String>,
    /// Every agency, on the page of the first one, where there are several.
    pub agencies: Vec<AgencyLine>,
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
    /// Meetings held.
    pub held: Held,
    /// The minutes a calendar month that the policy in force asks for.
    pub minutes: Option<u32>,
    /// The entry of that policy.
    pub minutes_entry: Option<EntryRef>,
    /// Changes of the standard and of the cadence that fall into the cycle.
    pub changes: Vec<PolicyChange>,
}

/// One agency of several.
#[derive(Clone, Debug, Serialize)]
pub struct AgencyLine {
    /// Which; nothing for the first one.
    #[serde(skip)]
    pub agency: Option<Id>,
    /// Its name.
    pub name: String,
    /// How many people.
    pub people: usize,
    /// How many of them lead somebody.
    pub leaders: usize,
    /// Meetings held in the cycle; nothing where the count may not be shown.
    pub held: Option<u32>,
}

/// One unit of the agency.
#[derive(Clone, Debug, Serialize)]
pub struct UnitLine {
    /// Which.
    #[serde(skip)]
    pub unit: Unit,
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
    /// Its agency, where there are several.
    pub agency: Option<String>,
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

/// Counts each agency from everybody's summaries: one is put in or taken out without a look at the others. A meeting
/// counts for the agency that its month is judged by. Nothing is counted over several agencies, so that no difference
/// of two counts says what one of them leaves out.
#[derive(Clone, Debug, PartialEq)]
pub struct AgencyCounts {
    cycle: Cycle,
    by: BTreeMap<Option<Id>, AgencyCount>,
}

/// The count of one agency.
#[derive(Clone, Debug, Default, PartialEq)]
struct AgencyCount {
    months: BTreeMap<usize, u32>,
    people: usize,
    newest: BTreeMap<u64, EntryRef>,
}

impl AgencyCounts {
    /// Nothing counted yet.
    pub fn of(cycle: Cycle) -> Self {
        Self { cycle, by: BTreeMap::new() }
    }

    /// Puts in one person's.
    pub fn add(&mut self, summary: &Summary) {
        for agency in counted_in(summary) {
            let count = self.by.entry(agency).or_default();
            count.people += usize::from(held_by(summary, agency).next().is_some());
            held_by(summary, agency).for_each(|(month, held)| *count.months.entry(month).or_default() += held);
            count.newest.extend(summary.last_counted.iter().map(|entry| (entry.seq, entry.clone())));
        }
    }

    /// Takes one out again that was put in.
    pub fn take_away(&mut self, summary: &Summary) {
        for agency in counted_in(summary) {
            let count = self.by.entry(agency).or_default();
            count.people -= usize::from(held_by(summary, agency).next().is_some());
            held_by(summary, agency).for_each(|(month, held)| *count.months.entry(month).or_default() -= held);
            summary.last_counted.iter().for_each(|entry| drop(count.newest.remove(&entry.seq)));
        }
    }

    /// The last entry that the counts of an agency rest on.
    pub fn newest(&self, agency: Option<Id>) -> Option<&EntryRef> {
        self.by.get(&agency)?.newest.last_key_value().map(|(_, entry)| entry)
    }

    fn held(&self, agency: Option<Id>, as_of: NaiveDate) -> Held {
        let Some(count) = self.by.get(&agency).filter(|count| count.people >= SMALLEST_GROUP) else {
            return Held::default();
        };
        let begun = |month: &NaiveDate| *month <= month_of(as_of);
        let held = |at: usize| count.months.get(&at).copied().unwrap_or_default();
        let months = self.cycle.months().into_iter().enumerate();
        let months = months.map(|(at, month)| HeldMonth { month, count: begun(&month).then(|| held(at)) });
        Held { shown: true, total: count.months.values().sum(), months: months.collect() }
    }
}

/// The agencies whose counts somebody is part of: those of the cycle's months.
pub fn counted_in(summary: &Summary) -> BTreeSet<Option<Id>> {
    summary.agencies.iter().copied().collect()
}

/// The months in which somebody held meetings as one of an agency, with how many.
fn held_by(summary: &Summary, agency: Option<Id>) -> impl Iterator<Item = (usize, u32)> + '_ {
    let months = summary.held.iter().copied().zip(&summary.agencies).enumerate();
    months.filter(move |(_, (held, of))| *held > 0 && **of == agency).map(|(month, (held, _))| (month, held))
}

/// An agency on a day: the first one, or another.
pub fn directory(
    directory: &Directory,
    agency: Option<Id>,
    (structure, counts): (&Structure, &AgencyCounts),
    as_of: NaiveDate,
) -> DirectoryView {
    let line = |(unit, people): (&Unit, usize)| {
        let mut heads: Vec<_> = structure.heads(unit).map(|id| Named::of(directory, id)).collect();
        heads.sort();
        UnitLine { unit: unit.clone(), name: unit_words(unit), people, heads }
    };
    let lists_all = agency.is_none() && !directory.added.is_empty();
    let listed = directory.agencies().into_iter().filter(|_| lists_all).map(|(id, name)| {
        let agency = Some(id).filter(|id| directory.added.contains_key(id));
        let held = Some(counts.held(agency, as_of)).filter(|held| held.shown).map(|held| held.total);
        let (people, leaders) = (structure.people(agency), structure.leaders(agency));
        AgencyLine { agency, name: name.to_owned(), people, leaders, held }
    });
    let asked = directory.asked_in(agency, as_of).minutes;
    DirectoryView {
        name: agency.map(|id| directory.agency_name(id)),
        agencies: listed.collect(),
        people: structure.people(agency),
        leaders: structure.leaders(agency),
        units: structure.units(agency).map(line).collect(),
        cycle: counts.cycle,
        cycle_label: counts.cycle.label(),
        held: counts.held(agency, as_of),
        minutes: asked.map(|asked| asked.value),
        minutes_entry: asked.map(|asked| EntryRef::of_agency(directory, asked.by.seq(), asked.by.hash())),
        changes: changes(directory, agency, counts.cycle, as_of),
    }
}

/// The people of a unit, over their summaries.
pub fn unit<'a>(
    directory: &Directory,
    unit: &Unit,
    structure: &Structure,
    people: impl IntoIterator<Item = &'a Summary>,
) -> UnitView {
    let people: Vec<_> = people.into_iter().collect();
    let newest = people.iter().filter_map(|it| it.last_of_roster.as_ref()).max_by_key(|entry| entry.seq);
    let mut lines: Vec<_> = people.iter().map(|it| line(it, structure)).collect();
    let heads: BTreeSet<_> = structure.heads(unit).collect();
    lines.sort_by_cached_key(|it| (!heads.contains(&it.id), it.reports == 0, it.name.clone(), it.id));
    let agency = unit.agency.or_else(|| directory.first_agency()).filter(|_| !directory.added.is_empty());
    let agency = agency.map(|agency| directory.agency_name(agency));
    UnitView { agency, name: unit_words(unit), rests_on: newest.cloned(), people: lines }
}

/// A unit's name as a page prints it.
pub fn unit_words(unit: &Unit) -> String {
    unit.name.clone().unwrap_or_else(|| NO_UNIT.to_owned())
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

/// What changed of the rules that hold for an agency within the cycle; what a store starts with is no change.
fn changes(directory: &Directory, agency: Option<Id>, cycle: Cycle, as_of: NaiveDate) -> Vec<PolicyChange> {
    let falls = |day: NaiveDate| cycle.contains(day) && day <= as_of;
    let change = |(effective, what, short), seq, hash| PolicyChange {
        effective,
        what,
        short,
        entry: EntryRef::of_agency(directory, seq, hash),
    };
    let own = agency.map(|id| directory.own(id)).unwrap_or_default();
    let begun = directory.standards.iter().filter(|set| set.what.version > 1);
    let standards = begun.chain(own.standards).filter(|set| falls(set.what.effective)).map(|set| {
        let what = format!("{} version {}", set.what.document, set.what.version);
        change((set.what.effective, what, format!("standard version {}", set.what.version)), set.seq, &set.hash)
    });
    let of_all = directory.policies_of(&Scope::Agency, None).filter(|set| set.what.version > 1);
    let of_own = own.policies.iter().filter(|set| matches!(set.what.scope, Scope::OtherAgency(_)));
    let cadences = of_all.chain(of_own).filter(|set| falls(set.what.effective)).map(|set| {
        let minutes = set.what.asks.minutes;
        let short = minutes.map_or_else(|| "cadence".to_owned(), |minutes| format!("{minutes} minutes a month"));
        change((set.what.effective, asks_words(&set.what.asks), short), set.seq, &set.hash)
    });
    let mut changes: Vec<_> = standards.chain(cadences).collect();
    changes.sort_by_key(|change| (change.effective, change.entry.seq));
    changes
}
