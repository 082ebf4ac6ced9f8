//! The directory: the agency's units and how many meetings it holds, and who meets whom, unit by unit. Names and
//! positions are for everyone employed; nothing else of a person is here. Both are folds over summaries.

use super::{
    adoption::{Adoption, AgencyCounts},
    cycle::Cycle,
    entry::EntryRef,
    sight::Named,
    structure::{Structure, Unit},
    summary::Summary,
    trend::marks,
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
    /// How far the agency has come with its meetings.
    pub held: Adoption,
    /// The minutes a calendar month that the policy in force asks for.
    pub minutes: Option<u32>,
    /// The entry of that policy.
    pub minutes_entry: Option<EntryRef>,
    /// Changes of the standard and of the cadence, deployments and trainings, that fall into the cycle.
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

/// A change of what is asked for, or something that was done so that it is followed.
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
        let held = Some(counts.shown(agency, as_of)).filter(|held| held.shown).map(|held| held.total);
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
        cycle: counts.cycle(),
        cycle_label: counts.cycle().label(),
        held: counts.shown(agency, as_of),
        minutes: asked.map(|asked| asked.value),
        minutes_entry: asked.map(|asked| EntryRef::of_agency(directory, asked.by.seq(), asked.by.hash())),
        changes: changes(directory, agency, counts.cycle(), as_of),
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

/// What changed of the rules that hold for an agency within the cycle, and what was done for them; what a store starts with is no change.
pub fn changes(directory: &Directory, agency: Option<Id>, cycle: Cycle, as_of: NaiveDate) -> Vec<PolicyChange> {
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
    let id = agency.or_else(|| directory.first_agency());
    changes.extend(id.into_iter().flat_map(|id| marks(directory, id, (cycle, as_of))));
    changes.sort_by_key(|change| (change.effective, change.entry.seq));
    changes
}
