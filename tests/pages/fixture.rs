//! A small agency of eight people, built from events in memory.

use chrono::{DateTime, NaiveDate, NaiveDateTime, Utc};
use coachlog::{
    domain::{
        Class, Directory, Event, Person, Recorded, Role,
        agency::{AgencyAdded, AgencyJoined},
        commitment::CommitmentMade,
        decide::Proposed,
        meeting::{Facet, MeetingHeld, Mode, TopicDiscussed},
        names::MeetingId,
        policy::CadencePolicySet,
        roster::{EmployeeOnboarded, LineNature, PositionAssigned, ReportingLineAssigned},
        series::CoachingSeriesStarted,
        standard::{StoreInitialised, first_version},
    },
    id::Id,
    site::{Copies, Head, SiteInput},
};
use std::collections::BTreeMap;

pub const RUTH: u8 = 0x11;
pub const TOM: u8 = 0x22;
pub const ANA: u8 = 0x33;
pub const BEN: u8 = 0x44;
pub const MARIA: u8 = 0x55;
pub const MARIA_TOO: u8 = 0x66;
pub const JOE: u8 = 0x77;
pub const LENA: u8 = 0x88;

pub fn id(byte: u8) -> Id {
    Id::from_bytes([byte, 0, 0, 0, 0, 0, 0, byte])
}

pub fn day(text: &str) -> NaiveDate {
    text.parse().unwrap_or_else(|_| panic!("{text} is a date"))
}

pub fn start(text: &str) -> NaiveDateTime {
    NaiveDateTime::parse_from_str(text, "%Y-%m-%dT%H:%M").unwrap_or_else(|_| panic!("{text} is a local time"))
}

/// The name of something of this kind: `name("c1")`.
pub fn name<T: std::str::FromStr>(text: &str) -> T {
    text.parse().unwrap_or_else(|_| panic!("{text} is no such name"))
}

/// A log in memory.
#[derive(Default)]
pub struct Log {
    next: u64,
    pub directory: Directory,
    streams: BTreeMap<Id, Vec<Recorded>>,
    /// The kept copies of supporting documents.
    pub copies: Copies,
}

impl Log {
    /// Records an event about `stream` by `actor`, at 16:00 in Phoenix on the day it happened.
    pub fn record(&mut self, stream: u8, actor: u8, on: &str, event: Event) -> u64 {
        self.record_late(stream, actor, on, on, event)
    }

    /// Records an event on another day than it happened.
    pub fn record_late(&mut self, stream: u8, actor: u8, on: &str, recorded: &str, event: Event) -> u64 {
        let role = match () {
            () if event.class() == Class::Agency || actor == RUTH => Role::Hr,
            () if actor == stream => Role::Employee,
            () => Role::Leader,
        };
        self.append(id(actor), day(recorded), Proposed::new(id(stream), role, day(on), event))
    }

    /// Records what was decided, at 16:00 in Phoenix on a day.
    pub fn append(&mut self, actor: Id, recorded: NaiveDate, proposed: Proposed) -> u64 {
        self.next += 1;
        let seq = self.next;
        let recorded_at: DateTime<Utc> = format!("{recorded}T23:00:00Z").parse().expect("a time");
        self.push(Recorded {
            seq,
            hash: format!("{:08x}", seq.wrapping_mul(2_654_435_761) as u32).repeat(8),
            stream: proposed.stream,
            recorded_at,
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
        });
        seq
    }

    /// Records an event that another entry led to.
    pub fn record_because(&mut self, cause: u64, stream: u8, actor: u8, on: &str, event: Event) -> u64 {
        let seq = self.record(stream, actor, on, event);
        let entries = self.streams.get_mut(&id(stream)).expect("just recorded");
        entries.last_mut().expect("just recorded").cause = Some(cause);
        seq
    }

    /// Records an entry of a class other than its event's own, as corrections of a pair's text have it.
    pub fn record_as(&mut self, class: Class, stream: u8, actor: u8, on: &str, event: Event) -> u64 {
        let seq = self.record(stream, actor, on, event);
        let entries = self.streams.get_mut(&id(stream)).expect("just recorded");
        entries.last_mut().expect("just recorded").class = class;
        seq
    }

    fn push(&mut self, entry: Recorded) {
        self.directory.evolve(&entry);
        if let Event::SupportingDocumentKept(kept) = &entry.event {
            self.copies.insert(kept.hash.clone(), kept.content.0.clone());
        }
        self.streams.entry(entry.stream).or_default().push(entry);
    }

    /// Every entry as it was recorded, in the order of the log.
    pub fn entries(&self) -> Vec<Recorded> {
        let mut entries: Vec<_> = self.streams.values().flatten().cloned().collect();
        entries.sort_by_key(|entry| entry.seq);
        entries
    }

    /// The entries of a stream as they were recorded.
    pub fn stream(&self, id: Id) -> Vec<Recorded> {
        self.streams.get(&id).cloned().unwrap_or_default()
    }

    /// Everybody's folded stream.
    pub fn people(&self) -> Vec<Person> {
        let people = self.streams.iter().filter(|(id, _)| self.directory.people.contains_key(id));
        people.map(|(id, entries)| Person::fold(*id, entries.iter().cloned())).collect()
    }

    /// The head.
    pub fn head(&self) -> Head {
        Head { seq: self.next, hash: "5f".repeat(32) }
    }
}

/// The input of a publish.
pub fn input<'a>(log: &'a Log, people: &'a [Person], head: &'a Head, as_of: &str) -> SiteInput<'a> {
    let built_at = format!("{as_of}T23:30:00Z").parse().expect("a time");
    SiteInput { directory: &log.directory, people, copies: &log.copies, head, as_of: day(as_of), built_at }
}

pub fn hired(log: &mut Log, who: u8, called: &str, position: &str, unit: &str, leader: Option<u8>) {
    let login = format!("p{who:02x}");
    let event = Event::EmployeeOnboarded(EmployeeOnboarded {
        employee_number: Some(format!("E{who:04}")),
        name: called.to_owned(),
        login,
        hired: Some(day("2019-03-04")),
        covered: Some(true),
    });
    log.record(who, RUTH, "2025-07-01", event);
    let zone = if who == JOE { "America/Denver" } else { "America/Phoenix" };
    let event = Event::PositionAssigned(PositionAssigned {
        position: position.to_owned(),
        tier: "frontline".to_owned(),
        unit: (!unit.is_empty()).then(|| unit.to_owned()),
        office: if who == JOE { "Window Rock".to_owned() } else { "Phoenix".to_owned() },
        time_zone: zone.parse().expect("a zone"),
        from: day("2025-07-01"),
    });
    log.record(who, RUTH, "2025-07-01", event);
    if let Some(leader) = leader {
        let (leader, from) = (id(leader), day("2025-07-01"));
        let event = Event::ReportingLineAssigned(ReportingLineAssigned { leader, from, nature: LineNature::Permanent });
        log.record(who, RUTH, "2025-07-01", event);
    }
}

pub fn series(log: &mut Log, who: u8, leader: u8, rule: &str, first: &str, minutes: u32) {
    let zone = log.directory.zone_of(id(who));
    let event = Event::CoachingSeriesStarted(CoachingSeriesStarted {
        series: name("s1"),
        rule: rule.to_owned(),
        start: start(first),
        zone,
        minutes,
        leader: id(leader),
        standard: 1,
    });
    log.record(who, leader, "2025-07-01", event);
}

pub fn held(log: &mut Log, who: u8, leader: u8, meeting: &str, minutes: u32) {
    let meeting: MeetingId = name(meeting);
    let event = Event::MeetingHeld(MeetingHeld {
        meeting,
        start: meeting.start,
        minutes,
        mode: Mode::InPerson,
        facilitator: id(leader),
    });
    log.record(who, leader, &meeting.date().to_string(), event);
}

pub fn note(meeting: Option<&str>, topic: &str, text: &str) -> Event {
    Event::TopicDiscussed(TopicDiscussed {
        meeting: meeting.map(name),
        topic: topic.to_owned(),
        facet: Some(Facet::Result),
        sign: None,
        text: text.to_owned(),
    })
}

pub fn promise(id_: &str, owner: u8, due: &str, text: &str, meeting: Option<&str>) -> Event {
    Event::CommitmentMade(CommitmentMade {
        commitment: name(id_),
        owner: id(owner),
        due: day(due),
        text: text.to_owned(),
        meeting: meeting.map(name),
    })
}

/// A second agency, once it is added.
pub const PARKS: u8 = 0xa0;

/// The first entry of the second agency.
pub fn parks_added() -> Event {
    Event::AgencyAdded(AgencyAdded {
        name: "Parks & <Trails>".to_owned(),
        zone: "America/Denver".parse().expect("a zone"),
    })
}

/// Adds the second agency, which these people join.
pub fn second_agency(log: &mut Log, on: &str, people: &[u8]) {
    log.record(PARKS, RUTH, on, parks_added());
    for who in people {
        joins(log, *who, PARKS, on);
    }
}

/// Somebody joins an agency.
pub fn joins(log: &mut Log, who: u8, agency: u8, on: &str) {
    let joined = AgencyJoined { agency: id(agency), from: day(on) };
    log.record(who, RUTH, on, Event::AgencyJoined(joined));
}

/// The agency before anybody has met.
pub fn agency() -> Log {
    let mut log = Log::default();
    let event = StoreInitialised {
        agency: "Department of Water Safety".to_owned(),
        zone: "America/Phoenix".parse().expect("a zone"),
        demo: true,
        as_of: None,
    };
    log.record(0, 0, "2025-07-01", Event::StoreInitialised(event));
    for event in first_version() {
        log.record(0, RUTH, "2025-07-01", event);
    }
    let raised = CadencePolicySet { version: 2, minutes: 45, effective: day("2026-01-01") };
    log.record(0, RUTH, "2025-07-01", Event::CadencePolicySet(raised));
    hired(&mut log, RUTH, "Ruth Castillo", "Director", "Office of the Director", None);
    hired(&mut log, TOM, "Tom Begay", "Supervisor", "Field Sampling", Some(RUTH));
    hired(&mut log, ANA, "Ana Ruiz", "Sampling Technician II", "Field Sampling", Some(TOM));
    hired(&mut log, BEN, "Ben Ito", "Sampling Technician I", "Field Sampling", Some(TOM));
    hired(&mut log, MARIA, "Maria Garcia", "Laboratory Analyst", "Field Sampling", Some(TOM));
    hired(&mut log, MARIA_TOO, "Maria Garcia", "Permit Writer", "Permits", Some(LENA));
    hired(&mut log, JOE, "Joe Yazzie", "Hydrologist", "Permits", Some(LENA));
    hired(&mut log, LENA, "Lena Okafor", "Supervisor", "Permits", Some(RUTH));
    log
}
