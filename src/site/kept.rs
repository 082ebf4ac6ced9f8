//! Folded people kept in memory, those used last, so that an entry does not cost reading a whole stream.

use crate::{
    domain::{Person, Recorded},
    id::Id,
};
use std::collections::{BTreeMap, HashMap};

/// Where people's entries come from when somebody is not in memory.
pub trait Streams {
    /// All entries of a stream that were handed over so far, oldest first, as they were recorded.
    ///
    /// # Errors
    /// Says in words why they cannot be read.
    fn stream(&mut self, id: Id) -> Result<Vec<Recorded>, String>;
}

/// People by id, at most so many entries of them.
pub(super) struct Kept {
    people: HashMap<Id, (Person, u64)>,
    used: BTreeMap<u64, Id>,
    clock: u64,
    entries: usize,
    limit: usize,
}

impl Kept {
    /// Nobody yet; of those used last, as many are kept as have `limit` entries together, and always the very last.
    pub(super) fn new(limit: usize) -> Self {
        Self { people: HashMap::new(), used: BTreeMap::new(), clock: 0, entries: 0, limit }
    }

    /// Keeps somebody.
    pub(super) fn put(&mut self, person: Person) {
        self.forget(person.id);
        self.clock += 1;
        self.entries += person.entries.len();
        self.used.insert(self.clock, person.id);
        self.people.insert(person.id, (person, self.clock));
        while self.entries > self.limit && self.people.len() > 1 {
            let oldest = *self.used.first_key_value().expect("somebody is kept").1;
            self.forget(oldest);
        }
    }

    /// Takes somebody out.
    pub(super) fn take(&mut self, id: Id) -> Option<Person> {
        let (person, used) = self.people.remove(&id)?;
        self.used.remove(&used);
        self.entries -= person.entries.len();
        Some(person)
    }

    /// Forgets somebody, whose stream is read again when they are needed.
    pub(super) fn forget(&mut self, id: Id) {
        drop(self.take(id));
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn those_used_last_stay() {
        let id = |n: u8| Id::from_bytes([n; 8]);
        let mut kept = Kept::new(0);
        kept.put(Person::empty(id(1)));
        kept.put(Person::empty(id(2)));
        assert!(kept.take(id(1)).is_some(), "nobody has entries, so nobody is in the way");
        kept.put(Person::empty(id(1)));
        kept.entries = 1;
        kept.put(Person::empty(id(3)));
        assert_eq!((kept.take(id(2)), kept.take(id(1))), (None, None));
        assert!(kept.take(id(3)).is_some());
    }
}
