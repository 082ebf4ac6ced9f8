//! Everybody in small: what the pages about several people are made of, kept in step one person at a time.

use super::SiteInput;
use crate::{
    id::Id,
    views::{Cycle, Sight, Structure, Summary, directory::AgencyCount, summary::summary},
};
use std::collections::BTreeMap;

/// The summaries of all people of a day, with what is summed up and looked up over them.
pub(super) struct Everyone {
    /// Who leads whom, and who is in which unit.
    pub structure: Structure,
    /// Each person in small.
    pub summaries: BTreeMap<Id, Summary>,
    /// The agency's counts.
    pub count: AgencyCount,
}

impl Everyone {
    /// Everybody of an input.
    pub(super) fn of(input: &SiteInput<'_>) -> Self {
        let structure = Structure::of(input.directory, input.as_of);
        let count = AgencyCount::of(Cycle::containing(input.as_of));
        let mut all = Self { structure, summaries: BTreeMap::new(), count };
        for person in input.people {
            all.put(summary(&Sight::of(person, input.directory, input.as_of)));
        }
        all
    }

    /// Puts a summary in the place of the one before, which is given back.
    pub(super) fn put(&mut self, summary: Summary) -> Option<Summary> {
        if let Some(before) = self.summaries.get(&summary.person.id) {
            self.count.take_away(before);
        }
        self.count.add(&summary);
        self.summaries.insert(summary.person.id, summary)
    }
}
