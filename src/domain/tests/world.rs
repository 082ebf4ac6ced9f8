//! A small agency on which commands are tried, with nothing beneath it but the domain.

use crate::{
    domain::{
        Command, Context, Directory, Event, Person, Proposed, Recorded, Refusal, Role, decide,
        roster::{EmployeeOnboarded, Office, RoleGranted},
        standard::{self, StoreInitialised},
    },
    id::Id,
};
use chrono::{NaiveDate, NaiveTime};
use std::collections::BTreeMap;

/// A day by its ISO form.
pub(crate) fn day(text: &str) -> NaiveDate {
    text.parse().expect("an ISO date")
}

/// The id of somebody in a test, made from their name's first eight letters.
pub(crate) fn who(name: &str) -> Id {
    let mut bytes = [b'_'; 8];
    name.bytes().take(8).enumerate().for_each(|(at, byte)| bytes[at] = byte);
    Id::from_bytes(bytes)
}

/// Everything recorded so far, and what it folds to.
#[derive(Clone, Debug)]
pub(crate) struct World {
    /// The agency and everybody in it.
    pub directory: Directory,
    /// Everybody's stream, folded entry by entry.
    pub people: BTreeMap<Id, Person>,
    /// The entries, in order.
    pub log: Vec<Recorded>,
    /// The local day of recording.
    pub today: NaiveDate,
}

impl World {
    /// An agency with its standard work, and Hana of human resources, as `coach init` leaves it.
    pub(crate) fn new(today: &str) -> Self {
        let today = day(today);
        let mut world = Self { directory: Directory::default(), people: BTreeMap::new(), log: Vec::new(), today };
        let genesis = StoreInitialised {
            agency: "Board of Weights".into(),
            zone: chrono_tz::America::Phoenix,
            demo: false,
            as_of: None,
        };
        let mut events = vec![Event::StoreInitialised(genesis)];
        events.extend(standard::first_version());
        let agency = who("agency");
        let hana = EmployeeOnboarded {
            employee_number: None,
            name: "Hana Reyes".into(),
            login: "hana".into(),
            hired: None,
            covered: None,
        };
        let mut batch: Vec<_> = events.into_iter().map(|e| Proposed::new(agency, Role::Software, today, e)).collect();
        for event in [Event::EmployeeOnboarded(hana), Event::RoleGranted(RoleGranted { role: Office::Hr })] {
            batch.push(Proposed::new(who("hana"), Role::Software, today, event));
        }
        world.record(who("hana"), batch);
        world
    }

    /// Records a batch as the log would, and folds it.
    pub(crate) fn record(&mut self, actor: Id, batch: Vec<Proposed>) {
        for proposed in batch {
            let seq = self.log.len() as u64 + 1;
            let entry = Recorded {
                seq,
                hash: format!("{seq:064x}"),
                stream: proposed.stream,
                recorded_at: self.today.and_time(NaiveTime::MIN).and_utc() + chrono::TimeDelta::seconds(seq as i64),
                occurred_on: proposed.occurred_on,
                actor,
                role: proposed.role,
                class: proposed.class,
                cause: proposed.cause,
                event: proposed.event,
                original: None,
                corrections: Vec::new(),
                withdrawn: false,
            };
            self.directory.evolve(&entry);
            let stream = entry.stream;
            self.people.entry(stream).or_insert_with(|| Person::empty(stream)).extend([entry.clone()]);
            self.log.push(entry);
        }
    }

    /// Somebody's folded stream.
    pub(crate) fn person(&self, name: &str) -> Person {
        self.people.get(&who(name)).cloned().unwrap_or_else(|| Person::empty(who(name)))
    }

    /// What a decision of somebody rests on, for something that happened on a day.
    pub(crate) fn context(&self, actor: &str, on: NaiveDate) -> Context<'_> {
        Context { directory: &self.directory, actor: who(actor), today: self.today, on }
    }

    /// What a command comes to, without recording it.
    pub(crate) fn tries(
        &self,
        actor: &str,
        about: &str,
        on: NaiveDate,
        command: &Command,
    ) -> Result<Vec<Proposed>, Refusal> {
        decide(&self.context(actor, on), &self.person(about), command)
    }
}
