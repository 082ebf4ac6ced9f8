//! Who leads whom and who is in which unit on a day, found without walking over everybody.

use crate::{domain::Directory, id::Id};
use chrono::NaiveDate;
use std::collections::{BTreeMap, BTreeSet};

/// A unit by the name that the roster gives it; nothing for those of whom it knows none.
pub type UnitName = Option<String>;

/// The reporting lines and units of a day.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Structure {
    places: BTreeMap<Id, Spot>,
    reports: BTreeMap<Id, BTreeSet<Id>>,
    units: BTreeMap<UnitName, BTreeSet<Id>>,
    heads: BTreeMap<UnitName, BTreeSet<Id>>,
}

/// Where somebody employed stands: who answers for them, and in which unit.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Spot {
    /// Who leads them; in a vacancy who led the leader that left, so that no row is lost.
    pub leader: Option<Id>,
    /// Their unit.
    pub unit: UnitName,
}

impl Spot {
    fn of(directory: &Directory, id: Id, as_of: NaiveDate) -> Option<Self> {
        let employee = directory.people.get(&id).filter(|employee| employee.is_employed(as_of))?;
        let unit = employee.position.as_ref().and_then(|it| it.unit.clone());
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

    /// How many people lead somebody.
    pub fn leaders(&self) -> usize {
        self.reports.len()
    }

    /// How many people there are.
    pub fn people(&self) -> usize {
        self.places.len()
    }

    /// The units, by name, each with how many people; those without a unit last.
    pub fn units(&self) -> impl Iterator<Item = (&UnitName, usize)> {
        let size = |(unit, people): (_, &BTreeSet<Id>)| (unit, people.len());
        let named = self.units.iter().filter(|(unit, _)| unit.is_some());
        named.chain(self.units.get_key_value(&None)).map(size)
    }

    /// The people of a unit.
    pub fn people_of(&self, unit: &UnitName) -> impl Iterator<Item = Id> + '_ {
        self.units.get(unit).into_iter().flatten().copied()
    }

    /// Who leads a unit: those in it who lead somebody and are led from outside it, or by nobody.
    pub fn heads(&self, unit: &UnitName) -> impl Iterator<Item = Id> + '_ {
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
