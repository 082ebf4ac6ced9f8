//! The people whose streams are folded already: the ones used last, as far as there is room.

use crate::{
    domain::{Person, Recorded},
    id::Id,
};
use std::collections::HashMap;

/// How many entries are kept in memory, of all people together; about a kilobyte each.
const ROOM: usize = 200_000;

/// Folded streams, by person. Those used longest ago make room for others.
#[derive(Debug)]
pub(super) struct Kept {
    people: HashMap<Id, (Person, u64)>,
    entries: usize,
    uses: u64,
    room: usize,
}

impl Default for Kept {
    fn default() -> Self {
        Self { people: HashMap::new(), entries: 0, uses: 0, room: ROOM }
    }
}

impl Kept {
    /// A person, if they are kept; they count as used.
    pub(super) fn get(&mut self, id: Id) -> Option<&Person> {
        self.uses += 1;
        let (person, used) = self.people.get_mut(&id)?;
        *used = self.uses;
        Some(person)
    }

    /// A person who is known to be kept.
    pub(super) fn kept(&self, id: Id) -> &Person {
        &self.people.get(&id).expect("the caller has just asked for them").0
    }

    /// Keeps a person, and lets go of others where there is no room; never of the one that comes in.
    pub(super) fn insert(&mut self, person: Person) {
        self.uses += 1;
        self.entries += person.entries.len();
        while self.entries > self.room {
            let oldest = self.people.iter().min_by_key(|(_, (_, used))| *used).map(|(id, _)| *id);
            let Some((gone, _)) = oldest.and_then(|id| self.people.remove(&id)) else { break };
            self.entries -= gone.entries.len();
        }
        if let Some((before, _)) = self.people.insert(person.id, (person, self.uses)) {
            self.entries -= before.entries.len();
        }
    }

    /// Keeps a person in step with what was recorded.
    pub(super) fn extend(&mut self, entry: &Recorded) {
        if let Some((person, _)) = self.people.get_mut(&entry.stream) {
            person.extend([entry.clone()]);
            self.entries += 1;
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_ones_used_longest_ago_make_room() {
        let person = |number: u8, entries: usize| {
            let mut person = Person::fold(Id::from_bytes([number; 8]), Vec::new());
            person.entries = vec![entry(person.id); entries];
            person
        };
        let mut kept = Kept { room: 10, ..Kept::default() };
        for number in 1..=3 {
            kept.insert(person(number, 3));
        }
        let [one, two, three, four] = [1, 2, 3, 4].map(|number| Id::from_bytes([number; 8]));
        assert!(kept.get(one).is_some());
        kept.insert(person(4, 4));
        assert_eq!([one, two, three, four].map(|id| kept.get(id).is_some()), [true, false, true, true]);
        kept.insert(person(5, 100));
        assert_eq!((kept.people.len(), kept.entries), (1, 100), "one who needs all the room has it alone");
        kept.insert(person(1, 2));
        assert_eq!((kept.people.len(), kept.entries), (1, 2));
    }

    fn entry(stream: Id) -> Recorded {
        let on = "2025-07-01".parse().expect("a date");
        let event =
            crate::domain::Event::parse("role-granted", serde_json::from_str(r#"{"role":"hr"}"#).expect("fields"));
        Recorded {
            seq: 0,
            hash: String::new(),
            stream,
            recorded_at: Default::default(),
            occurred_on: on,
            actor: stream,
            role: crate::domain::Role::Software,
            class: crate::domain::Class::Person,
            cause: None,
            event: event.expect("it reads"),
            original: None,
            corrections: Vec::new(),
            contests: Vec::new(),
            withdrawn: false,
        }
    }
}
