//! A small agency built from events: eight people and one appraisal year, with one of everything a page can show.

use chrono::{DateTime, NaiveDate, NaiveDateTime, Utc};
use coachlog::{
    domain::{
        Class, Directory, Event, Person, Recorded, Role, Side,
        commitment::{CommitmentFulfilled, CommitmentMade, CommitmentRevisited, Status},
        development::{DevelopmentActionCompleted, DevelopmentActionPlanned, DevelopmentPlanOpened},
        meeting::{
            EmployeeTopicsDeclined, Facet, MeetingAcknowledged, MeetingCancelled, MeetingHeld, MeetingRecordFinalised,
            MeetingRescheduled, Mode, ReflectionRecorded, Sign, Stance, TopicDiscussed,
        },
        names::MeetingId,
        preparation::{AgendaItemEnded, AgendaItemRaised, Outcome, PreparationSubmitted, PreparedItem},
        records::{EntryCorrected, EntryWithdrawn},
        roster::{EmployeeOnboarded, LineNature, PositionAssigned, ReportingLineAssigned},
        series::CoachingSeriesStarted,
        standard::{CadencePolicySet, StoreInitialised, first_version},
    },
    id::Id,
    site::{Head, SiteInput},
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
}

impl Log {
    /// Records an event about `stream` by `actor`, at 16:00 in Phoenix on the day it happened.
    pub fn record(&mut self, stream: u8, actor: u8, on: &str, event: Event) -> u64 {
        self.record_late(stream, actor, on, on, event)
    }

    /// Records an event on another day than it happened.
    pub fn record_late(&mut self, stream: u8, actor: u8, on: &str, recorded: &str, event: Event) -> u64 {
        self.next += 1;
        let seq = self.next;
        let role = match () {
            () if event.class() == Class::Agency || actor == RUTH => Role::Hr,
            () if actor == stream => Role::Employee,
            () => Role::Leader,
        };
        let recorded_at: DateTime<Utc> = format!("{recorded}T23:00:00Z").parse().expect("a time");
        let entry = Recorded {
            seq,
            hash: format!("{:08x}", seq.wrapping_mul(2_654_435_761) as u32).repeat(8),
            stream: id(stream),
            recorded_at,
            occurred_on: day(on),
            actor: id(actor),
            role,
            class: event.class(),
            cause: None,
            event,
            original: None,
            corrections: Vec::new(),
            withdrawn: false,
        };
        self.push(entry);
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
        self.streams.entry(entry.stream).or_default().push(entry);
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
    SiteInput { directory: &log.directory, people, head, as_of: day(as_of), built_at }
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

/// The agency before anybody has met.
pub fn agency() -> Log {
    let mut log = Log::default();
    let event = StoreInitialised {
        agency: "Department of Water Safety".to_owned(),
        zone: "America/Phoenix".parse().expect("a zone"),
        demo: true,
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

/// One appraisal year of it.
pub fn year() -> Log {
    let mut log = agency();
    ana(&mut log);
    for (n, (who, leader)) in
        [(TOM, RUTH), (BEN, TOM), (MARIA, TOM), (MARIA_TOO, LENA), (JOE, LENA)].into_iter().enumerate()
    {
        series(&mut log, who, leader, "FREQ=MONTHLY;BYDAY=1TU", "2025-07-01T13:30", 45);
        for (at, date) in [
            "2025-07-01",
            "2025-08-05",
            "2025-09-02",
            "2025-10-07",
            "2025-11-04",
            "2025-12-02",
            "2026-01-06",
            "2026-02-03",
            "2026-03-03",
            "2026-04-07",
            "2026-05-05",
            "2026-06-02",
        ]
        .iter()
        .enumerate()
        {
            if (at * 3 + n) % 7 != 5 {
                held(&mut log, who, leader, &format!("s1@{date}T13:30"), 45);
            }
        }
    }
    // A note of one Maria Garcia, recorded for the other.
    let text = "Mixed up two sample bottles; we agreed to label at the well.";
    let wrong = log.record(MARIA_TOO, LENA, "2026-02-03", note(None, "2B", text));
    log.record(MARIA_TOO, LENA, "2026-02-05", Event::EntryWithdrawn(EntryWithdrawn { target: wrong }));
    log
}

fn ana(log: &mut Log) {
    series(log, ANA, TOM, "FREQ=WEEKLY;INTERVAL=2;BYDAY=WE", "2025-07-02T09:00", 30);
    let mut at = day("2025-07-02");
    let said = [
        ("2B", "Turnaround of the canal samples is down from nine days to six."),
        ("2C", "The courier comes before the last run; Ana will ask two labs what a later pickup costs."),
        ("2E", "Wants to lead a sampling crew by spring; we looked at what the certificate asks for."),
        ("2B", "Two late reports in a row. Both waited for the same signature."),
    ];
    for n in 0..26_usize {
        let meeting = format!("s1@{at}T09:00");
        let on = at.to_string();
        let next = (at + chrono::Days::new(14)).to_string();
        at = at + chrono::Days::new(14);
        match n {
            5 => {
                let event =
                    MeetingCancelled { meeting: name(&meeting), by: Side::Leader, reason: "Flood response.".into() };
                log.record(ANA, TOM, &on, Event::MeetingCancelled(event));
                continue;
            }
            13 | 14 => continue,
            _ => {}
        }
        held(log, ANA, TOM, &meeting, 30);
        let (topic, text) = said[n % said.len()];
        log.record(ANA, TOM, &on, note(Some(&meeting), if n > 16 && topic == "2C" { "2B" } else { topic }, text));
        let commitment = format!("c{}", log_commitments(log) + 1);
        let owner = if n % 3 == 2 { TOM } else { ANA };
        log.record(
            ANA,
            TOM,
            &on,
            promise(&commitment, owner, &next, &format!("Step {} of the courier plan", n + 1), Some(&meeting)),
        );
        if n < 23 {
            let done = CommitmentFulfilled { commitment: name(&commitment), meeting: None, evidence: None };
            log.record(ANA, owner, if n % 4 == 3 { &on } else { &next }, Event::CommitmentFulfilled(done));
        }
        let declined = EmployeeTopicsDeclined { meeting: name(&meeting) };
        log.record(ANA, ANA, &on, Event::EmployeeTopicsDeclined(declined));
        if n != 25 {
            let done = MeetingRecordFinalised { meeting: name(&meeting) };
            log.record(ANA, TOM, &on, Event::MeetingRecordFinalised(done));
            let read = MeetingAcknowledged {
                meeting: name(&meeting),
                stance: if n == 3 { Stance::Disagree } else { Stance::Read },
                comment: (n == 3).then(|| "The reports waited for a signature, not for me.".into()),
            };
            log.record(ANA, ANA, &on, Event::MeetingAcknowledged(read));
        }
    }
    let moved = MeetingRescheduled {
        meeting: name("s1@2026-07-01T09:00"),
        to: start("2026-07-02T10:00"),
        by: Side::Leader,
        reason: "Budget hearing.".into(),
    };
    log.record(ANA, TOM, "2026-06-26", Event::MeetingRescheduled(moved));
    one_of_everything(log);
}

fn log_commitments(log: &Log) -> usize {
    log.people().iter().find(|person| person.id == id(ANA)).map_or(0, |person| person.commitments.len())
}

fn one_of_everything(log: &mut Log) {
    log.record(
        ANA,
        ANA,
        "2025-09-03",
        Event::DevelopmentPlanOpened(DevelopmentPlanOpened { plan: name("d1"), focus: "Lead a sampling crew".into() }),
    );
    for (action, text, due) in [
        ("a1", "Finish the water sampling certificate", "2026-01-31"),
        ("a2", "Shadow a crew lead for two weeks", "2026-05-29"),
    ] {
        let planned =
            DevelopmentActionPlanned { action: name(action), plan: name("d1"), text: text.into(), due: day(due) };
        log.record(ANA, ANA, "2025-09-03", Event::DevelopmentActionPlanned(planned));
    }
    log.record(
        ANA,
        ANA,
        "2026-01-20",
        Event::DevelopmentActionCompleted(DevelopmentActionCompleted {
            action: name("a1"),
            outcome: Some("Passed with 94 %.".into()),
        }),
    );
    // Recorded three weeks late, and later corrected.
    let late =
        log.record_late(ANA, TOM, "2025-11-05", "2025-11-26", note(None, "2B", "The third report was late by 5 days."));
    let new = serde_json::json!({"text": "The third report was late by 2 days."});
    let serde_json::Value::Object(new) = new else { unreachable!() };
    log.record(
        ANA,
        TOM,
        "2025-11-28",
        Event::EntryCorrected(EntryCorrected { target: late, new, reason: "The stamp says the 7th.".into() }),
    );
    let reflection = ReflectionRecorded {
        meeting: name("s1@2026-06-17T09:00"),
        side: Side::Employee,
        text: "I ask for help sooner now.".into(),
    };
    log.record(ANA, ANA, "2026-06-17", Event::ReflectionRecorded(reflection));
    let raised = AgendaItemRaised {
        item: name("i1"),
        meeting: name("s1@2026-06-03T09:00"),
        topic: "2F".into(),
        side: Side::Employee,
        text: "Can I swap the Friday shift?".into(),
    };
    log.record(ANA, ANA, "2026-06-01", Event::AgendaItemRaised(raised));
    let ended = AgendaItemEnded { item: name("i1"), meeting: name("s1@2026-06-03T09:00"), outcome: Outcome::Deferred };
    log.record(ANA, TOM, "2026-06-03", Event::AgendaItemEnded(ended));
    let prepared = PreparationSubmitted {
        meeting: name("s1@2026-07-01T09:00"),
        side: Side::Employee,
        items: vec![PreparedItem { item: name("i2"), topic: "2C".into(), text: "The pickup time, again".into() }],
        win: Some("No sample was re-drawn in June".into()),
        growth: Some("Say no earlier".into()),
    };
    log.record(ANA, ANA, "2026-06-29", Event::PreparationSubmitted(prepared));
    log.record(
        ANA,
        TOM,
        "2026-06-17",
        note(Some("s1@2026-06-17T09:00"), "2D", "The crew is tired of covering for the empty post."),
    );
    let slipped = CommitmentRevisited {
        commitment: name("c23"),
        meeting: Some(name("s1@2026-06-17T09:00")),
        status: Status::NotReached,
        note: Some("The second lab has not answered.".into()),
    };
    log.record(ANA, TOM, "2026-06-17", Event::CommitmentRevisited(slipped));
    let success = TopicDiscussed {
        meeting: None,
        topic: "2B".into(),
        facet: Some(Facet::Result),
        sign: Some(Sign::Success),
        text: "Thanked by the county for the flood samples.".into(),
    };
    log.record(ANA, TOM, "2026-05-20", Event::TopicDiscussed(success));
}
