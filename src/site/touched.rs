//! From an entry to the pages it touches: which people to sum up anew, and which groups of pages to make again.
//!
//! A page about one person looks at that person's record, at what the roster says of them, at the agency's settings,
//! and of anybody else at the name alone. Whether their leaders are there is looked at too: who comes or goes and ever
//! led somebody is [`moves_others`], and the site begins anew. A page about several people looks at their summaries and names. This is what
//! the rules here rest on.

use super::groups::{Group, of_agencies};
use crate::{
    domain::{Directory, Event, Recorded, roster::Employee},
    id::Id,
    views::{Structure, Summary, adoption, structure::Spot, trend},
};
use serde_json::Value;
use std::collections::{BTreeSet, HashMap};

/// What is to be made again.
#[derive(Debug, Default)]
pub(super) struct Touched {
    /// Whose summaries.
    pub people: BTreeSet<Id>,
    /// Which pages.
    pub groups: BTreeSet<Group>,
}

impl Touched {
    /// An entry about somebody.
    pub(super) fn entry_about(&mut self, id: Id) {
        self.people.insert(id);
        self.groups.insert(Group::Own(id));
    }

    /// Something that the head of each of a leader's pages about others says of them.
    fn head_of_leader(&mut self, id: Id) {
        self.groups.extend([Group::Lead(id), Group::RollUp(id)]);
    }

    /// Somebody's summary was made again: pages about several people only where it differs.
    pub(super) fn summed_up(&mut self, before: Option<&Summary>, now: &Summary, directory: &Directory) {
        if before == Some(now) {
            return;
        }
        let above = before.into_iter().chain([now]).filter_map(|summary| summary.above);
        self.groups.extend(above.map(Group::Lead));
        self.head_of_leader(now.person.id);
        let kept = |it: &Summary| (it.agency, it.due.clone(), it.ordered.clone());
        if before.map(kept) != Some(kept(now)) {
            let agencies = before.into_iter().chain([now]).map(|summary| summary.agency.or(directory.first_agency()));
            self.groups.extend(agencies.flatten().map(Group::Keeping));
        }
        let (parts, trend) = (before.map(adoption::Part::of).unwrap_or_default(), before.map(trend::Part::of));
        let now_parts = adoption::Part::of(now);
        if parts != now_parts || trend != Some(trend::Part::of(now)) {
            // The first agency's page lists the others with their counts.
            let agencies = parts.into_keys().chain(now_parts.into_keys()).chain([None]);
            self.groups.extend(agencies.map(Group::Front));
        }
    }

    /// The roster says something new of somebody, who stood at `before` and now stands where `structure` says.
    pub(super) fn roster(
        &mut self,
        (old, new): (Option<&Employee>, &Employee),
        before: Option<&Spot>,
        (directory, structure): (&Directory, &Structure),
        mentioned: &Mentioned,
    ) {
        let id = new.id;
        let now = structure.spot(id);
        let unit_of = |id: Id| structure.spot(id).map(|spot| Group::Unit(spot.unit.clone()));
        self.groups.insert(Group::Own(id));
        // Whoever leads whom says who heads which unit, of whatever agency.
        self.groups.extend(of_agencies(directory).filter(|group| matches!(group, Group::Front(_))));
        self.head_of_leader(id);
        for spot in before.into_iter().chain(now) {
            self.groups.insert(Group::Unit(spot.unit.clone()));
            // The first report makes a leader, the last one gone takes the desk away.
            if let Some(leader) = spot.leader {
                self.groups.insert(Group::Own(leader));
                self.head_of_leader(leader);
                self.groups.extend(unit_of(leader));
            }
        }
        let renamed = old.map(|old| &old.name) != Some(&new.name);
        if renamed || before.map(|spot| &spot.unit) != now.map(|spot| &spot.unit) {
            self.groups.extend(structure.reports(id).filter_map(unit_of));
        }
        if renamed {
            structure.reports(id).for_each(|report| self.entry_about(report));
            self.groups.extend(mentioned.on_pages_of(id).map(Group::Own));
            self.groups.extend(of_agencies(directory));
        }
    }
}

/// Whether an entry about somebody may change pages about others whom they led: their leave, their leaving and their
/// coming back.
pub(super) fn moves_others(entry: &Recorded, directory: &Directory) -> bool {
    let comes_or_goes = matches!(
        entry.event,
        Event::LeaveStarted(_) | Event::LeaveEnded(_) | Event::EmployeeSeparated(_) | Event::EmployeeRehired(_)
    );
    let led = |employee: &Employee| {
        employee.lines.iter().chain(&employee.standing.acting).any(|line| line.leader == entry.stream)
    };
    // On the last line of who left rests who answers for the people they led.
    let of_who_left = || directory.people.get(&entry.stream).is_some_and(|it| !it.standing.gone.is_empty());
    let line = matches!(entry.event, Event::ReportingLineAssigned(_) | Event::ReportingLineEnded(_));
    (comes_or_goes || line && of_who_left()) && directory.people.values().any(led)
}

/// Who is named in whose entries, so that a new name finds the pages that print the old one.
#[derive(Debug, Default)]
pub(super) struct Mentioned {
    by: HashMap<Id, BTreeSet<Id>>,
}

impl Mentioned {
    /// Takes in an entry: who recorded it, and whoever its fields name.
    pub(super) fn add(&mut self, entry: &Recorded) {
        self.put(entry.actor, entry.stream);
        entry.event.fields().values().for_each(|value| self.look(value, entry.stream));
    }

    fn look(&mut self, value: &Value, stream: Id) {
        match value {
            Value::String(text) => text.parse().into_iter().for_each(|id| self.put(id, stream)),
            Value::Array(list) => list.iter().for_each(|value| self.look(value, stream)),
            Value::Object(map) => map.values().for_each(|value| self.look(value, stream)),
            _ => {}
        }
    }

    fn put(&mut self, id: Id, stream: Id) {
        self.by.entry(id).or_default().insert(stream);
    }

    /// The people in whose entries somebody is named.
    fn on_pages_of(&self, id: Id) -> impl Iterator<Item = Id> + '_ {
        self.by.get(&id).into_iter().flatten().copied()
    }
}
