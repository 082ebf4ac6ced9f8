//! What every view of one person looks through: the person, the agency, and the day.

use super::{cycle::Cycle, entry::EntryRef, statement::Glossary};
use crate::{
    domain::{Directory, Person},
    id::Id,
};
use chrono::NaiveDate;
use chrono_tz::Tz;
use serde::Serialize;
use std::cmp::Ordering;

/// Somebody by name.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Named {
    /// Their id.
    pub id: Id,
    /// The name they go by.
    pub name: String,
}

impl Named {
    /// Somebody as the directory names them.
    pub fn of(directory: &Directory, id: Id) -> Self {
        Self { id, name: directory.name(id) }
    }
}

/// By name, and among those of one name by id.
impl Ord for Named {
    fn cmp(&self, other: &Self) -> Ordering {
        (&self.name, self.id).cmp(&(&other.name, other.id))
    }
}

impl PartialOrd for Named {
    fn partial_cmp(&self, other: &Self) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}

/// One person, the agency they work in, and the day on which somebody looks.
#[derive(Clone, Copy)]
pub struct Sight<'a> {
    /// Whose record it is.
    pub person: &'a Person,
    /// The agency and everybody in it.
    pub directory: &'a Directory,
    /// The day.
    pub as_of: NaiveDate,
}

impl<'a> Sight<'a> {
    /// The sight of a person on a day.
    pub fn of(person: &'a Person, directory: &'a Directory, as_of: NaiveDate) -> Self {
        Self { person, directory, as_of }
    }

    /// The zone of the person's office.
    pub fn zone(&self) -> Tz {
        self.directory.zone_of(self.person.id)
    }

    /// The cycle that contains the day.
    pub fn cycle(&self) -> Cycle {
        Cycle::containing(self.as_of)
    }

    /// The person's leader on the day.
    pub fn leader(&self) -> Option<Named> {
        self.directory.leader_on(self.person.id, self.as_of).map(|id| Named::of(self.directory, id))
    }

    /// The person.
    pub fn named(&self) -> Named {
        Named::of(self.directory, self.person.id)
    }

    /// The entry with this number of the person's own stream.
    pub fn entry(&self, seq: u64) -> Option<EntryRef> {
        self.person.entry(seq).map(|entry| EntryRef::of(entry, self.as_of))
    }

    /// What words are looked up in.
    pub fn glossary(&self) -> Glossary<'a> {
        Glossary { directory: self.directory, person: Some(self.person) }
    }

    /// The first day of which anything is on record: what lies before cannot be judged.
    pub fn since(&self) -> Option<NaiveDate> {
        let zone = self.zone();
        self.person.entries.first().map(|entry| entry.recorded_at.with_timezone(&zone).date_naive())
    }
}

impl Sight<'_> {
    /// Whether the person has left by the day.
    pub fn has_left(&self) -> bool {
        self.directory.people.get(&self.person.id).is_some_and(|employee| !employee.is_employed(self.as_of))
    }

    /// The next meeting, if one is to come.
    pub fn next_meeting(&self) -> Option<crate::domain::meeting::Meeting> {
        self.person.next_meeting(self.as_of)
    }
}
