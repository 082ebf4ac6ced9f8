//! How far the agency has come with its 1:1s, in numbers for everyone employed (N.adoption): a fold over summaries. What
//! rests on fewer than five people is left out, and so is what would give it away by subtraction.

use super::{cycle::Cycle, entry::EntryRef, summary::Summary, tick::Fate, words::month_of};
use crate::id::Id;
use chrono::NaiveDate;
use serde::Serialize;
use std::{
    collections::BTreeMap,
    ops::{AddAssign, SubAssign},
};

/// Below this many people a count is left out (learnt the hard way, 10).
pub const SMALLEST_GROUP: u32 = 5;

/// What one person adds to the agency's counts.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Part {
    held: Vec<u32>,
    minutes: Vec<u32>,
    to_come: bool,
    employees: Promised,
    leaders: Promised,
    leader: Option<Id>,
    last: Option<EntryRef>,
}

/// Promises made, and those of them kept by the day that was agreed.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize)]
pub struct Promised {
    /// Made.
    pub made: u32,
    /// Kept.
    pub kept: u32,
}

impl Part {
    /// What a person adds.
    pub fn of(summary: &Summary) -> Self {
        let cycle = summary.cycle;
        let held = |month: &NaiveDate| {
            let of_month = summary.ticks.iter().filter(|it| it.fate == Fate::Held && month_of(it.on) == *month);
            of_month.map(|tick| tick.minutes).sum()
        };
        let promised = |side: usize| {
            summary.follow_through.get(side).map_or_else(Promised::default, |it| Promised {
                made: it.made as u32,
                kept: (it.kept + it.kept_renegotiated) as u32,
            })
        };
        Self {
            held: summary.held.clone(),
            minutes: cycle.months().iter().map(held).collect(),
            to_come: summary.row.next.is_some(),
            employees: promised(0),
            leaders: promised(1),
            leader: summary.leader.as_ref().map(|leader| leader.id),
            last: summary.last_counted.clone(),
        }
    }
}

#[derive(Clone, Copy, Debug, Default, PartialEq)]
struct Month {
    held: u32,
    minutes: u32,
    people: u32,
}

/// Promises of one side, with how many people they are of.
#[derive(Clone, Debug, Default, PartialEq)]
struct Side {
    promised: Promised,
    people: BTreeMap<Id, u32>,
}

/// Counts the whole agency: one person is put in or taken out without a look at the others.
#[derive(Clone, Debug, PartialEq)]
pub struct AgencyCount {
    cycle: Cycle,
    months: Vec<Month>,
    everybody: u32,
    met: u32,
    to_come: u32,
    employees: Side,
    leaders: Side,
    newest: BTreeMap<u64, EntryRef>,
}

impl AgencyCount {
    /// Nothing counted yet.
    pub fn of(cycle: Cycle) -> Self {
        Self {
            cycle,
            months: vec![Month::default(); 12],
            everybody: 0,
            met: 0,
            to_come: 0,
            employees: Side::default(),
            leaders: Side::default(),
            newest: BTreeMap::new(),
        }
    }

    /// The cycle that is counted.
    pub fn cycle(&self) -> Cycle {
        self.cycle
    }

    /// Puts in one person's.
    pub fn add(&mut self, summary: &Summary) {
        let part = Part::of(summary);
        self.count(summary.person.id, &part, u32::add_assign);
        self.newest.extend(part.last.into_iter().map(|entry| (entry.seq, entry)));
    }

    /// Takes one out again that was put in.
    pub fn take_away(&mut self, summary: &Summary) {
        let part = Part::of(summary);
        self.count(summary.person.id, &part, u32::sub_assign);
        part.last.iter().for_each(|entry| drop(self.newest.remove(&entry.seq)));
    }

    fn count(&mut self, id: Id, part: &Part, put: fn(&mut u32, u32)) {
        put(&mut self.everybody, 1);
        put(&mut self.met, u32::from(part.held.iter().any(|held| *held > 0)));
        put(&mut self.to_come, u32::from(part.to_come));
        for ((month, held), minutes) in self.months.iter_mut().zip(&part.held).zip(&part.minutes) {
            put(&mut month.held, *held);
            put(&mut month.minutes, *minutes);
            put(&mut month.people, u32::from(*held > 0));
        }
        // What leaders promised is of them, however many people they promised it to.
        for (side, promised, who) in
            [(&mut self.employees, part.employees, Some(id)), (&mut self.leaders, part.leaders, part.leader)]
        {
            let Some(who) = who.filter(|_| promised.made > 0) else { continue };
            put(&mut side.promised.made, promised.made);
            put(&mut side.promised.kept, promised.kept);
            let people = side.people.entry(who).or_default();
            put(people, 1);
            side.people.retain(|_, people| *people > 0);
        }
    }

    /// The last entry that the counts rest on.
    pub fn newest(&self) -> Option<&EntryRef> {
        self.newest.last_key_value().map(|(_, entry)| entry)
    }

    /// What everyone may read of it on a day.
    pub fn shown(&self, as_of: NaiveDate) -> Adoption {
        if self.met < SMALLEST_GROUP {
            return Adoption::default();
        }
        let months = self.cycle.months().into_iter().zip(&self.months);
        let month = |(month, count): (NaiveDate, &Month)| {
            let begun = month <= month_of(as_of);
            let shown = begun && is_none_or_many(count.people);
            HeldMonth { month, begun, count: shown.then_some(count.held), minutes: shown.then_some(count.minutes) }
        };
        let months: Vec<_> = months.map(month).collect();
        let of_both = |side: &Side| (side.people.len() as u32 >= SMALLEST_GROUP).then_some(side.promised);
        let apart = self.to_come >= SMALLEST_GROUP && is_none_or_many(self.everybody - self.to_come);
        Adoption {
            shown: true,
            // The sum of what is shown: nothing is found by taking that from it.
            total: months.iter().filter_map(|month| month.count).sum(),
            minutes: months.iter().filter_map(|month| month.minutes).sum(),
            months,
            to_come: apart.then_some(self.to_come),
            employees: of_both(&self.employees),
            leaders: of_both(&self.leaders),
        }
    }
}

/// Whether a count says nothing about a few.
fn is_none_or_many(people: u32) -> bool {
    people == 0 || people >= SMALLEST_GROUP
}

/// The agency's counts, as far as they say nothing about a few.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
pub struct Adoption {
    /// Whether any of it may be shown: at least five people have held meetings.
    pub shown: bool,
    /// Meetings held in the months that are shown.
    pub total: u32,
    /// Their minutes.
    pub minutes: u32,
    /// Month by month; empty where nothing may be shown.
    pub months: Vec<HeldMonth>,
    /// How many people have a 1:1 to come, unless that or the rest are a few.
    pub to_come: Option<u32>,
    /// What employees promised, unless they are a few.
    pub employees: Option<Promised>,
    /// What leaders promised them, likewise.
    pub leaders: Option<Promised>,
}

/// One month's counts.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct HeldMonth {
    /// Its first day.
    pub month: NaiveDate,
    /// Whether it has begun.
    pub begun: bool,
    /// Meetings held; nothing for a month that has not begun, or in which a few met.
    pub count: Option<u32>,
    /// Their minutes, likewise.
    pub minutes: Option<u32>,
}
