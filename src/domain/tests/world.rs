//! A small agency on which commands are tried, with nothing beneath it but the domain.

use crate::{
    domain::{
        Command, Context, Directory, Event, Person, Proposed, Recorded, Refusal, Role, decide,
        roster::{EmployeeOnboarded, LineNature, Office, ReportingLineAssigned, ReportingLineEnded, RoleGranted},
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
                contests: Vec::new(),
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
        Context { directory: &self.directory, actor: who(actor), about: who("agency"), today: self.today, on }
    }

    /// What a command comes to, without recording it.
    pub(crate) fn tries(
        &self,
        actor: &str,
        about: &str,
        on: NaiveDate,
        command: &Command,
    ) -> Result<Vec<Proposed>, Refusal> {
        decide(&Context { about: who(about), ..self.context(actor, on) }, &self.person(about), command)
    }
}

/// What came of a command, on the world it was given to.
pub(crate) struct Outcome {
    world: World,
    actor: Id,
    result: Result<Vec<Proposed>, Refusal>,
}

impl World {
    /// The agency with its people, on 2 July 2025, a Wednesday: Dana leads Lena and Otto; Lena leads Ana and Sib, Otto
    /// leads Stan; Frank led Ana to the end of May.
    pub(crate) fn staffed() -> Self {
        let mut world = Self::new("2025-07-02");
        for (login, leader) in [
            ("dana", None),
            ("lena", Some("dana")),
            ("otto", Some("dana")),
            ("ana", Some("frank")),
            ("sib", Some("lena")),
            ("stan", Some("otto")),
            ("frank", Some("dana")),
        ] {
            world.employ(login, leader);
        }
        let to = day("2025-05-31");
        let ended = Event::ReportingLineEnded(ReportingLineEnded { leader: who("frank"), to });
        world.by_hr("ana", ended);
        world.by_hr("ana", line("lena", "2025-06-01"));
        world
    }

    pub(crate) fn by_hr(&mut self, about: &str, event: Event) {
        let proposed = Proposed::new(who(about), Role::Hr, self.today, event);
        self.record(who("hana"), vec![proposed]);
    }

    fn employ(&mut self, login: &str, leader: Option<&str>) {
        let joined = EmployeeOnboarded {
            employee_number: Some(format!("E-{login}")),
            name: login.to_uppercase(),
            login: login.into(),
            hired: Some(day("2025-01-01")),
            covered: Some(true),
        };
        self.by_hr(login, Event::EmployeeOnboarded(joined));
        if let Some(leader) = leader {
            self.by_hr(login, line(leader, "2025-01-01"));
        }
    }

    /// On another day.
    pub(crate) fn at(mut self, today: &str) -> Self {
        self.today = day(today);
        self
    }

    /// Where this was recorded: who, about whom, what.
    pub(crate) fn given(mut self, actor: &str, about: &str, command: &Command) -> Self {
        match self.tries(actor, about, self.today, command) {
            Ok(batch) => self.record(who(actor), batch),
            Err(refusal) => panic!("given {command:?}: {refusal}"),
        }
        self
    }

    /// Where Hana recorded this about the agency today.
    pub(crate) fn set_by_hr(self, decide: impl FnOnce(&Context<'_>) -> Result<Vec<Proposed>, Refusal>) -> Self {
        let today = self.today;
        self.set_by_hr_on(today, decide)
    }

    /// Where Hana recorded this about the agency, of a day.
    pub(crate) fn set_by_hr_on(
        mut self,
        on: NaiveDate,
        decide: impl FnOnce(&Context<'_>) -> Result<Vec<Proposed>, Refusal>,
    ) -> Self {
        match decide(&self.context("hana", on)) {
            Ok(batch) => self.record(who("hana"), batch),
            Err(refusal) => panic!("refused: {refusal}"),
        }
        self
    }

    /// Somebody gives a command today.
    pub(crate) fn when(self, actor: &str, about: &str, command: &Command) -> Outcome {
        let today = self.today;
        self.when_on(today, actor, about, command)
    }

    /// Somebody gives a command about an earlier day.
    pub(crate) fn when_on(self, on: NaiveDate, actor: &str, about: &str, command: &Command) -> Outcome {
        let result = self.tries(actor, about, on, command);
        Outcome { actor: who(actor), world: self, result }
    }
}

pub(crate) fn line(leader: &str, from: &str) -> Event {
    let (leader, from, nature) = (who(leader), day(from), LineNature::Permanent);
    Event::ReportingLineAssigned(ReportingLineAssigned { leader, from, nature })
}

impl Outcome {
    /// These kinds are recorded; gives the world with them in it.
    pub(crate) fn then_recorded(mut self, kinds: &[&str]) -> World {
        let batch = self.result.unwrap_or_else(|refusal| panic!("refused: {refusal}"));
        assert_eq!(batch.iter().map(|proposed| proposed.event.kind()).collect::<Vec<_>>(), kinds);
        self.world.record(self.actor, batch);
        self.world
    }

    /// It is refused with these words; gives the world as it was.
    pub(crate) fn then_refused(self, words: &[&str]) -> World {
        let refusal = self.result.expect_err("a refusal").to_string();
        words.iter().for_each(|word| assert!(refusal.contains(word), "{word:?} is not in: {refusal}"));
        self.world
    }
}
