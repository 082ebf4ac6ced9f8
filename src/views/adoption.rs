//! How far the agency has come with its 1:1s, in numbers for everyone employed (N.adoption): a fold over summaries. What
//! rests on fewer than five people is left out, and so is what would give it away by subtraction.

use super::{cycle::Cycle, entry::EntryRef, summary::Summary, tick::Fate, words::month_of};
use crate::id::Id;
use chrono::NaiveDate;
use serde::Serialize;
use std::{
    collections::{BTreeMap, BTreeSet},
    ops::{AddAssign, SubAssign},
};

/// Below this many people a count is left out (learnt the hard way, 10).
pub const SMALLEST_GROUP: u32 = 5;

/// What one person adds to the counts of one agency.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Part {
    belongs: bool,
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
    /// What a person adds to each agency that they are counted in. A meeting counts for the agency that its month is
    /// judged by, a promise and who belongs there for the one of the day.
    pub fn of(summary: &Summary) -> BTreeMap<Option<Id>, Self> {
        let agencies: BTreeSet<_> = summary.agencies.iter().copied().chain([summary.agency]).collect();
        agencies.into_iter().map(|agency| (agency, Self::of_one(summary, agency))).collect()
    }

    fn of_one(summary: &Summary, agency: Option<Id>) -> Self {
        let cycle = summary.cycle;
        let belongs = summary.agency == agency;
        let there = |month: usize| summary.agencies.get(month) == Some(&agency);
        let held = |month: &NaiveDate| {
            let of_month = summary.ticks.iter().filter(|it| it.fate == Fate::Held && month_of(it.on) == *month);
            of_month.map(|tick| tick.minutes).sum()
        };
        let promised = |side: usize| {
            summary.follow_through.get(side).filter(|_| belongs).map_or_else(Promised::default, |it| Promised {
                made: it.made as u32,
                kept: (it.kept + it.kept_renegotiated) as u32,
            })
        };
        Self {
            belongs,
            held: summary.held.iter().enumerate().map(|(at, held)| if there(at) { *held } else { 0 }).collect(),
            minutes: cycle
                .months()
                .iter()
                .enumerate()
                .map(|(at, month)| if there(at) { held(month) } else { 0 })
                .collect(),
            to_come: belongs && summary.row.next.is_some(),
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

/// Counts each agency: one person is put in or taken out without a look at the others. Nothing is counted over several
/// agencies, so that no difference of two counts says what one of them leaves out.
#[derive(Clone, Debug, PartialEq)]
pub struct AgencyCounts {
    cycle: Cycle,
    by: BTreeMap<Option<Id>, AgencyCount>,
}

impl AgencyCounts {
    /// Nothing counted yet.
    pub fn of(cycle: Cycle) -> Self {
        Self { cycle, by: BTreeMap::new() }
    }

    /// The cycle that is counted.
    pub fn cycle(&self) -> Cycle {
        self.cycle
    }

    /// Puts in one person's.
    pub fn add(&mut self, summary: &Summary) {
        for (agency, part) in Part::of(summary) {
            let count = self.by.entry(agency).or_default();
            count.count(summary.person.id, &part, u32::add_assign);
            count.newest.extend(part.last.into_iter().map(|entry| (entry.seq, entry)));
        }
    }

    /// Takes one out again that was put in.
    pub fn take_away(&mut self, summary: &Summary) {
        for (agency, part) in Part::of(summary) {
            let count = self.by.entry(agency).or_default();
            count.count(summary.person.id, &part, u32::sub_assign);
            part.last.iter().for_each(|entry| drop(count.newest.remove(&entry.seq)));
        }
    }

    /// The last entry that the counts of an agency rest on; nothing where they are left out, since it would tell when one
    /// of a few did something.
    pub fn newest(&self, agency: Option<Id>) -> Option<&EntryRef> {
        let count = self.by.get(&agency).filter(|count| count.met >= SMALLEST_GROUP)?;
        count.newest.last_key_value().map(|(_, entry)| entry)
    }

    /// What everyone may read of an agency's on a day.
    pub fn shown(&self, agency: Option<Id>, as_of: NaiveDate) -> Adoption {
        self.by.get(&agency).map_or_else(Adoption::default, |count| count.shown(self.cycle, as_of))
    }
}

/// The count of one agency.
#[derive(Clone, Debug, Default, PartialEq)]
struct AgencyCount {
    months: [Month; 12],
    everybody: u32,
    met: u32,
    to_come: u32,
    employees: Side,
    leaders: Side,
    newest: BTreeMap<u64, EntryRef>,
}

impl AgencyCount {
    fn count(&mut self, id: Id, part: &Part, put: fn(&mut u32, u32)) {
        put(&mut self.everybody, u32::from(part.belongs));
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

    fn shown(&self, cycle: Cycle, as_of: NaiveDate) -> Adoption {
        if self.met < SMALLEST_GROUP {
            return Adoption::default();
        }
        let months = cycle.months().into_iter().zip(&self.months);
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
pub(super) fn is_none_or_many(people: u32) -> bool {
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
