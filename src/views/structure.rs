//! Who leads whom and who is in which unit on a day, found without walking over everybody.

use crate::{domain::Directory, id::Id};
use chrono::NaiveDate;
use std::collections::{BTreeMap, BTreeSet};

/// A unit by the name that the roster gives it; nothing for those of whom it knows none.
pub type UnitName = Option<String>;

/// A unit of an agency.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Unit {
    /// The agency; nothing for the first one.
    pub agency: Option<Id>,
    /// Its name.
    pub name: UnitName,
}

/// The reporting lines and units of a day.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Structure {
    places: BTreeMap<Id, Spot>,
    reports: BTreeMap<Id, BTreeSet<Id>>,
    units: BTreeMap<Unit, BTreeSet<Id>>,
    heads: BTreeMap<Unit, BTreeSet<Id>>,
}

/// Where somebody employed stands: who answers for them, and in which unit.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Spot {
    /// Who leads them; in a vacancy who led the leader that left, so that no row is lost.
    pub leader: Option<Id>,
    /// Their unit.
    pub unit: Unit,
}

impl Spot {
    fn of(directory: &Directory, id: Id, as_of: NaiveDate) -> Option<Self> {
        let employee = directory.people.get(&id).filter(|employee| employee.is_employed(as_of))?;
        let name = employee.position.as_ref().and_then(|it| it.unit.clone());
        let unit = Unit { agency: directory.added_agency_of(id, as_of), name };
        Some(Self { leader: directory.above_on(id, as_of), unit })
    }
}

impl Structure {
    /// The structure of everybody on a day.
    pub fn of(directory: &Directory, as_of: NaiveDate) -> Self {
        let mut all = Self::default();
        for (id, spot) in directory.people.keys().filter_map(|id| Some((*id, Spot::of(directory, *id, as_of)?))) {
            all.put(id, spot);
        }
        for id in directory.people.keys() {
            all.judge(*id);
        }
        all
    }

    /// Takes in what the directory now says of one person; gives where they stood before.
    pub fn renew(&mut self, directory: &Directory, id: Id, as_of: NaiveDate) -> Option<Spot> {
        let now = Spot::of(directory, id, as_of);
        let before = self.places.get(&id).cloned();
        if now == before {
            return before;
        }
        if let Some(before) = &before {
            self.places.remove(&id);
            without(&mut self.units, &before.unit, id);
            without(&mut self.heads, &before.unit, id);
            if let Some(leader) = before.leader {
                without(&mut self.reports, &leader, id);
            }
        }
        if let Some(now) = now.clone() {
            self.put(id, now);
        }
        // Whether somebody heads a unit rests on whom they lead and on the unit of who leads them.
        let leaders = [&before, &now].into_iter().flatten().filter_map(|spot| spot.leader);
        let around: Vec<_> = leaders.chain([id]).chain(self.reports(id)).collect();
        around.into_iter().for_each(|id| self.judge(id));
        before
    }

    fn put(&mut self, id: Id, spot: Spot) {
        self.units.entry(spot.unit.clone()).or_default().insert(id);
        if let Some(leader) = spot.leader {
            self.reports.entry(leader).or_default().insert(id);
        }
        self.places.insert(id, spot);
    }

    fn judge(&mut self, id: Id) {
        let Some(spot) = self.places.get(&id) else { return };
        let unit = spot.unit.clone();
        let above = spot.leader.and_then(|leader| self.places.get(&leader));
        let heads = self.leads(id) > 0 && above.is_none_or(|above| above.unit != unit);
        if heads {
            self.heads.entry(unit).or_default().insert(id);
        } else {
            without(&mut self.heads, &unit, id);
        }
    }

    /// Where somebody stands.
    pub fn spot(&self, id: Id) -> Option<&Spot> {
        self.places.get(&id)
    }

    /// The people somebody leads.
    pub fn reports(&self, leader: Id) -> impl Iterator<Item = Id> + '_ {
        self.reports.get(&leader).into_iter().flatten().copied()
    }

    /// How many people somebody leads.
    pub fn leads(&self, leader: Id) -> usize {
        self.reports.get(&leader).map_or(0, BTreeSet::len)
    }

    /// How many people of an agency lead somebody.
    pub fn leaders(&self, agency: Option<Id>) -> usize {
        let here = |leader: &&Id| self.spot(**leader).is_some_and(|spot| spot.unit.agency == agency);
        self.reports.keys().filter(here).count()
    }

    /// How many people an agency has.
    pub fn people(&self, agency: Option<Id>) -> usize {
        self.units(agency).map(|(_, people)| people).sum()
    }

    /// The units of an agency, by name, each with how many people; those without a unit last.
    pub fn units(&self, agency: Option<Id>) -> impl Iterator<Item = (&Unit, usize)> {
        let none = Unit { agency, name: None };
        let size = |(unit, people): (_, &BTreeSet<Id>)| (unit, people.len());
        let last = self.units.get_key_value(&none);
        let here = self.units.range(none..).take_while(move |(unit, _)| unit.agency == agency);
        here.filter(|(unit, _)| unit.name.is_some()).chain(last).map(size)
    }

    /// Every unit of every agency.
    pub fn all_units(&self) -> impl Iterator<Item = &Unit> {
        self.units.keys()
    }

    /// The people of a unit.
    pub fn people_of(&self, unit: &Unit) -> impl Iterator<Item = Id> + '_ {
        self.units.get(unit).into_iter().flatten().copied()
    }

    /// Who leads a unit: those in it who lead somebody and are led from outside it, or by nobody.
    pub fn heads(&self, unit: &Unit) -> impl Iterator<Item = Id> + '_ {
        self.heads.get(unit).into_iter().flatten().copied()
    }
}

/// Takes an id out of a group, and the group away with its last.
fn without<K: Ord>(groups: &mut BTreeMap<K, BTreeSet<Id>>, key: &K, id: Id) {
    if let Some(group) = groups.get_mut(key) {
        group.remove(&id);
        if group.is_empty() {
            groups.remove(key);
        }
    }
}
