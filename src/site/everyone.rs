//! Everybody in small: what the pages about several people are made of, kept in step one person at a time.

use super::SiteInput;
use crate::{
    id::Id,
    views::{Cycle, Sight, Structure, Summary, adoption::AgencyCounts, roll_up::Roll, summary::summary, trend::Trend},
};
use chrono::NaiveDate;
use std::collections::{BTreeMap, BTreeSet};

/// The summaries of all people of a day, with what is summed up and looked up over them.
pub(super) struct Everyone {
    /// Who leads whom, and who is in which unit.
    pub structure: Structure,
    /// Each person in small.
    pub summaries: BTreeMap<Id, Summary>,
    /// The counts of the agencies.
    pub counts: AgencyCounts,
    /// The adoption trend of the first agency.
    pub trend: Trend,
    /// What is counted below each leader.
    pub rolls: BTreeMap<Id, Roll>,
    as_of: NaiveDate,
}

impl Everyone {
    /// Everybody of an input.
    pub(super) fn of(input: &SiteInput<'_>) -> Self {
        let structure = Structure::of(input.directory, input.as_of);
        let cycle = Cycle::containing(input.as_of);
        let (counts, trend) = (AgencyCounts::of(cycle), Trend::of(cycle));
        let (summaries, rolls) = (BTreeMap::new(), BTreeMap::new());
        let mut all = Self { structure, summaries, counts, trend, rolls, as_of: input.as_of };
        for person in input.people {
            all.put(summary(&Sight::of(person, input.directory, input.as_of)));
        }
        all.roll_all();
        all
    }

    /// Puts a summary in the place of the one before, which is given back.
    pub(super) fn put(&mut self, summary: Summary) -> Option<Summary> {
        if let Some(before) = self.summaries.get(&summary.person.id) {
            self.counts.take_away(before);
            self.trend.take_away(before);
        }
        self.counts.add(&summary);
        self.trend.add(&summary);
        self.summaries.insert(summary.person.id, summary)
    }

    /// Whether somebody leads somebody who leads.
    pub(super) fn leads_leaders(&self, id: Id) -> bool {
        self.structure.reports(id).any(|report| self.structure.leads(report) > 0)
    }

    /// Sums up anew what is counted above `leader`, from the nearest up, and says who is above. If nobody moved, that
    /// ends where nothing changed.
    pub(super) fn roll_above(&mut self, leader: Option<Id>, moved: bool) -> BTreeSet<Id> {
        let mut above = BTreeSet::new();
        let mut next = leader;
        while let Some(id) = next.filter(|id| above.insert(*id)) {
            let changed = self.roll(id);
            if !changed && !moved {
                break;
            }
            next = self.structure.spot(id).and_then(|spot| spot.leader);
        }
        above
    }

    fn roll_all(&mut self) {
        let mut leaders: Vec<_> = self.summaries.keys().filter(|id| self.structure.leads(**id) > 0).copied().collect();
        // The deepest first, so that each finds those below it summed up.
        leaders.sort_by_cached_key(|id| (std::cmp::Reverse(self.above(*id).len()), *id));
        for id in leaders {
            self.roll(id);
        }
    }

    /// Sums up what is counted below somebody; says whether it is new. In a ring of leaders nobody is below another.
    fn roll(&mut self, id: Id) -> bool {
        let leads = self.structure.leads(id) > 0 && !self.above(id).contains(&id);
        let reports = self.structure.reports(id);
        let reports = reports.filter_map(|report| Some((self.summaries.get(&report)?, self.rolls.get(&report))));
        let roll = leads.then(|| Roll::of(reports, self.as_of));
        let before = match &roll {
            Some(roll) => self.rolls.insert(id, roll.clone()),
            None => self.rolls.remove(&id),
        };
        before != roll
    }

    /// Who is above somebody, each once; themselves too where the lines run in a ring.
    fn above(&self, id: Id) -> BTreeSet<Id> {
        let leader = |id: Id| self.structure.spot(id).and_then(|spot| spot.leader);
        let mut above = BTreeSet::new();
        let mut next = leader(id);
        while let Some(found) = next.filter(|found| above.insert(*found)) {
            next = leader(found);
        }
        above
    }
}
