//! What people try, at random: every command, the roster's entries, a new standard, new days.

use crate::{adoption, appraised, contested, fixture::*, keeping, purposes, said};
use chrono::{Days, NaiveDate};
use coachlog::{
    domain::{
        Class, Command, Directory, Event, Person, Side,
        agency::AgencyJoined,
        commitment::{Promise, Revisit, Status},
        concern::RaiseConcern,
        conduct::{Hold, Note, Topics},
        copy::link_and_keep,
        decide::{Context, Proposed, decide},
        development::Develop,
        document::COACHING,
        handover::Handover,
        idea::{Decision, Idea},
        meeting::Stance,
        obstacle::{Hinder, Recognise},
        policy::{CadencePolicySet, CadenceTightened},
        preparation::{Outcome, Prepare},
        records::{ClockAccepted, Correct, Misfiled},
        renegotiate::{Release, Renegotiate},
        rhythm::Lengthen,
        roster::{
            EmployeeDetailsChanged, LineNature, Office, PositionAssigned, ProbationStarted, ReportingLineAssigned,
            ReportingLineEnded, RoleGranted, RoleRevoked,
        },
        scope::Scope,
        series::Schedule,
        sheet::{open, revise},
        solve::{Adopt, Solve, Step},
        standard::first_version,
        standing::{ActingLineAssigned, ActingLineEnded, EmployeeRehired, EmployeeSeparated, LeaveEnded, LeaveStarted},
        steer::{Aim, Steer},
        suggest::{Revision, Suggest},
        supporting::{SupportingDocumentLinked, link, unlink},
        topics::{TopicPolicySet, TopicRecurrenceSet},
    },
    id::Id,
};
use proptest::{prelude::*, sample::Index};
use std::collections::BTreeSet;

/// One thing that somebody tries, or that happens.
#[derive(Clone, Debug)]
pub enum Try {
    /// Somebody gives a command about somebody; one of the two of the 1:1 if need be.
    Command { who: Index, about: Index, which: Index, late: u64 },
    /// HR records something of the roster.
    Roster { about: Index, which: Index, other: Index },
    /// HR changes what the agency asks for.
    Agency(Index, Index),
    /// Something happens on the day after, as an office further east has it already.
    Tomorrow(Index),
    /// Days go by.
    Days(u64),
    /// The site is brought in step and compared.
    Look,
}

pub fn a_try() -> impl Strategy<Value = Try> {
    let index = any::<Index>;
    prop_oneof![
        24 => (index(), index(), index(), 0..12_u64).prop_map(|(who, about, which, late)| {
            Try::Command { who, about, which, late: late.saturating_sub(8) }
        }),
        8 => (index(), index(), index()).prop_map(|(about, which, other)| Try::Roster { about, which, other }),
        2 => any::<(Index, Index)>().prop_map(|(which, about)| Try::Agency(which, about)),
        1 => index().prop_map(Try::Tomorrow),
        2 => prop_oneof![4 => 1..9_u64, 1 => 20..300_u64].prop_map(Try::Days),
        12 => Just(Try::Look),
    ]
}

/// The people of the fixture; the last one is hired on the way.
pub const PEOPLE: [u8; 9] = [RUTH, TOM, ANA, BEN, MARIA, MARIA_TOO, JOE, LENA, 0x99];

/// Whose record somebody writes into: of some a whole loop comes together.
const ABOUT: [u8; 16] = [ANA, ANA, ANA, ANA, ANA, ANA, BEN, BEN, BEN, TOM, MARIA, MARIA_TOO, JOE, LENA, RUTH, 0x99];

fn commands(person: &Person, today: NaiveDate, n: usize) -> Vec<Command> {
    let at = |days: u64, clock: &str| start(&format!("{}T{clock}", today + Days::new(days)));
    let text = |what: &str| format!("{what} {n}");
    let commitment = person.commitments.keys().last().copied().unwrap_or(name("c1"));
    let revisit = |status, text| Command::Revisit(Revisit { commitment, status, text, meeting: None });
    let hold = |ended| Hold {
        meeting: None,
        on_its_day: true,
        start: None,
        minutes: Some(30),
        mode: None,
        ended,
        on_track: Vec::new(),
        delivered: Vec::new(),
        standard_work: n.is_multiple_of(2),
    };
    let items = person.items.keys().rev().take(2).map(|item| (*item, Outcome::Deferred)).collect();
    let note = |topic: &str, what: &str| {
        Command::Note(Note { meeting: None, topic: topic.into(), facet: None, sign: None, text: text(what) })
    };
    let rule = ["FREQ=DAILY", "FREQ=WEEKLY;BYDAY=WE", "FREQ=WEEKLY;INTERVAL=2;BYDAY=TU"][n % 3];
    let schedule = |replace| Schedule { rule: rule.into(), start: at(0, "09:00"), minutes: 30, replace };
    let last = person.entries.last().map_or(1, |entry| entry.seq);
    let earlier = person.entries.get(n % person.entries.len().max(1)).map_or(1, |entry| entry.seq);
    let correct = |target, field: &str, to: serde_json::Value| {
        let new = [(field.to_owned(), to)].into_iter().collect();
        Command::Correct(Correct { target, new, reason: text("because") })
    };
    let aim = Aim {
        metric: Some(text("metric")),
        baseline: Some(name("1")),
        target: Some(name("30.5")),
        due: Some(today + Days::new(n as u64 % 9)),
        objective: n.is_multiple_of(3).then(|| "t1".into()),
        ..Aim::default()
    };
    let standing = person.improvement.problems.keys().last().copied().unwrap_or(name("p1"));
    let idea = |fits: fn(&Idea) -> bool| {
        let found = person.improvement.ideas.iter().find(|(_, idea)| fits(idea));
        found.map_or(name("e1"), |(id, _)| *id)
    };
    let unchecked = person.improvement.countermeasures.iter().find(|(_, it)| it.checked.is_none());
    let unchecked = unchecked.map_or(name("k1"), |(id, _)| *id);
    let problem = |step| Command::Problem(Solve { meeting: None, step });
    let misfiled = |target| Command::Misfiled(Misfiled { target, to: id(PEOPLE[n % PEOPLE.len()]) });
    vec![
        Command::Schedule(schedule(None)),
        Command::Schedule(schedule(Some(text("another rhythm")))),
        Command::Move(None, at(2, "10:30"), text("busy")),
        Command::Cancel(None, text("away")),
        Command::Prepare(Prepare {
            meeting: None,
            items: vec![("2C".into(), text("item"))],
            win: Some(text("win")),
            growth: None,
            reviewed: true,
            highlights: vec![text("highlight")],
        }),
        Command::Hold(hold(Vec::new())),
        Command::Hold(hold(Vec::new())),
        Command::Hold(hold(items)),
        note("2B", "note"),
        note("2D", "of the team"),
        Command::Promise(Promise {
            text: text("promise"),
            due: today + Days::new(n as u64 % 9),
            by: Some(if n.is_multiple_of(2) { Side::Leader } else { Side::Employee }),
            meeting: None,
        }),
        revisit(Some(Status::NotReached), Some(text("not yet"))),
        revisit(None, None),
        Command::Renegotiate(Renegotiate {
            commitment,
            due: today + Days::new(9),
            reason: text("more time"),
            meeting: None,
        }),
        Command::Release(Release { commitment, reason: text("no longer"), meeting: None }),
        Command::Topics(None, Topics::Asked(text("nothing"))),
        Command::Topics(None, Topics::None),
        Command::Topics(None, Topics::Raised(text("own topic"))),
        Command::Finalise(None),
        Command::Acknowledge(None, Stance::Disagree, Some(text("no"))),
        Command::Reflect(None, text("reflection")),
        Command::Develop(Develop { open: Some(text("focus")), ..Develop::default() }),
        Command::Develop(Develop {
            action: Some((text("action"), today + Days::new(n as u64 % 5))),
            ..Develop::default()
        }),
        Command::Goal(Steer::Set(text("goal"), aim.clone())),
        Command::Goal(Steer::Revise(name("g1"), Some(text("another goal")), Aim::default(), text("because"))),
        Command::Goal(Steer::Observe(
            name("g1"),
            name(&format!("{n}.5")),
            today - Days::new(n as u64 % 99),
            text("book"),
        )),
        Command::Obstacle(Hinder::Raise(text("obstacle"), None)),
        Command::Obstacle(Hinder::Remove(name("o1"), text("gone"))),
        Command::Recognise(Recognise { text: text("recognition"), goal: None, meeting: None }),
        Command::Concern(RaiseConcern { facts: text("facts"), expectation: text("so"), support: text("help") }),
        Command::AcknowledgeConcern(name("n1")),
        Command::Goal(Steer::Set(text("answer"), aim)).answering(Some(name("n1"))),
        correct(last, "text", text("other words").into()),
        problem(Step::Open(["2C", "2D"][n % 2].into(), text("gap"), None, None)),
        problem(Step::Cause(standing, text("cause"))),
        problem(Step::Adopt(Adopt {
            problem: standing,
            author: if n.is_multiple_of(3) { Side::Leader } else { Side::Employee },
            text: text("countermeasure"),
            expected: text("expected"),
            check_on: today + Days::new(n as u64 % 9),
        })),
        problem(Step::Check(unchecked, text("actual"), text("learned"))),
        problem(Step::Escalate(standing, text("please"))),
        problem(Step::Close(standing, text("closed"))),
        Command::Idea(Suggest::Solicit(text("question"))),
        Command::Idea(Suggest::Submit(None, text("idea"))),
        Command::Idea(Suggest::Submit(Some(idea(Idea::is_asked_for)), text("idea"))),
        Command::Idea(Suggest::Decide(idea(Idea::is_undecided), Decision::Accepted, text("because"))),
        Command::Idea(Suggest::Implement(
            idea(Idea::is_accepted),
            text("done"),
            n.is_multiple_of(2).then_some(Revision { document: None, version: 2 }),
        )),
        correct(earlier, "text", text("other words").into()),
        correct(earlier, "occurred_on", (today - Days::new(n as u64 % 400)).to_string().into()),
        misfiled(last),
        misfiled(earlier),
        Command::Handover(Handover::Give(id(PEOPLE[n % PEOPLE.len()]), text("what to know"))),
        Command::Handover(Handover::Take(vec![commitment], Vec::new(), None)),
        Command::Handover(Handover::Take(Vec::new(), vec![commitment], Some(text("not mine")))),
        Command::Lengthen(Lengthen { minutes: 20 + n as u32 % 40, from: None, reason: text("more to say") }),
    ]
}

impl Log {
    /// What these people may record about somebody on a day, command by command: of what anybody tries, the most is
    /// refused.
    fn may(&self, actors: &[Id], about: Id, (on, today): (NaiveDate, NaiveDate)) -> Vec<(Id, Vec<Proposed>)> {
        let person = Person::fold(about, self.stream(about));
        let n = self.entries().len();
        let commands = [
            commands(&person, on, n),
            said::commands(&person, on, n),
            appraised::commands(&person, on, n),
            contested::commands(&person, on, n),
            purposes::commands(&person, n),
        ]
        .concat();
        let directory = self.with_an_officer(None, today);
        let try_one = |actor: Id, command: &Command| {
            let context = Context { directory: &directory, actor, about, today, on };
            Some((actor, decide(&context, &person, command).ok()?))
        };
        actors.iter().flat_map(|actor| commands.iter().filter_map(|it| try_one(*actor, it))).collect()
    }

    /// Of these batches those that begin with the kinds that somebody's record has least of.
    fn least_done(&self, about: Id, may: &[(Id, Vec<Proposed>)]) -> Vec<(Id, Vec<Proposed>)> {
        let entries = self.stream(about);
        let done = |(_, batch): &(Id, Vec<Proposed>)| {
            let kind = batch.first().map(|proposed| proposed.event.kind());
            entries.iter().filter(|entry| Some(entry.event.kind()) == kind).count()
        };
        let least = may.iter().map(done).min();
        may.iter().filter(|batch| Some(done(batch)) == least).cloned().collect()
    }

    /// Does one of the tries; nothing comes of what is refused.
    pub fn does(&mut self, try_: &Try, today: NaiveDate) {
        let on = today.to_string();
        match try_ {
            Try::Command { who, about, which, late } => {
                let (who, about) = (id(*who.get(&PEOPLE)), id(*about.get(&ABOUT)));
                let days = (today - Days::new(*late), today);
                let leader = self.directory.leader_on(about, days.0);
                let above = leader.and_then(|leader| self.directory.leader_on(leader, days.0));
                let actors: BTreeSet<_> = [who, about, id(RUTH)]
                    .into_iter()
                    .chain(leader)
                    .chain(above)
                    .chain(self.directory.auditors_of(self.directory.agency_of(about, days.0)).map(|it| it.id))
                    .collect();
                let may = self.may(&actors.into_iter().collect::<Vec<_>>(), about, days);
                if may.is_empty() {
                    return;
                }
                // Every other time something that has been done least about them: long chains come to their end too.
                let rare = self.least_done(about, &may);
                let (actor, batch) =
                    if self.entries().len().is_multiple_of(2) { which.get(&rare) } else { which.get(&may) }.clone();
                for proposed in batch {
                    self.append(actor, today, proposed);
                }
            }
            Try::Roster { about, which, other } => {
                let (about, other) = (*about.get(&PEOPLE), *other.get(&PEOPLE));
                let event = which.get(&self.roster(about, other, today)).clone();
                let hired = self.directory.people.contains_key(&id(about));
                if hired == !matches!(event, Event::EmployeeOnboarded(_)) {
                    self.record(about, RUTH, &on, event);
                }
            }
            Try::Agency(which, about) => {
                let about = *about.get(&PEOPLE);
                let batches = self.agency(id(about), today);
                let (agency, batch) = which.get(&batches).clone();
                for event in batch {
                    match event.class() {
                        Class::Agency | Class::Hr => self.record(agency, RUTH, &on, event),
                        _ if self.directory.people.contains_key(&id(about)) => self.record(about, RUTH, &on, event),
                        _ => 0,
                    };
                }
            }
            Try::Tomorrow(about) => {
                let about = *about.get(&PEOPLE);
                let next = (today + Days::new(1)).to_string();
                if self.directory.people.contains_key(&id(about)) {
                    self.record_late(about, RUTH, &next, &on, note(None, "2B", "already tomorrow there"));
                }
            }
            Try::Days(_) | Try::Look => {}
        }
    }

    /// What human resources may set, of which agency: the next sheet, a policy of each layer, how often a topic recurs,
    /// documents; for another agency, once it is there, what it sets for itself.
    fn agency(&self, about: Id, today: NaiveDate) -> Vec<(u8, Vec<Event>)> {
        let n = self.entries().len() as u32;
        let effective = day(&(today.to_string()[..7].to_owned() + "-01"));
        let sheet = first_version().into_iter().find_map(|event| match event {
            Event::StandardWorkRevised(mut it) => {
                it.version = self.directory.standards.len() as u32 + 1;
                it.effective = effective;
                Some(Event::StandardWorkRevised(it))
            }
            _ => None,
        });
        let tightened = |scope: Scope| {
            Event::CadenceTightened(CadenceTightened {
                scope,
                version: n,
                minutes: Some(30 + n % 40),
                max_gap_days: n.is_multiple_of(2).then_some(10 + n % 20),
                minutes_a_meeting: n.is_multiple_of(3).then_some(20),
                effective,
                reason: format!("reason {n}"),
            })
        };
        let observed = today.and_hms_opt(23, 0, 0).expect("a time").and_utc();
        let sheet = sheet.expect("a store begins with a sheet");
        let settings = vec![
            Event::ClockAccepted(ClockAccepted { observed, reason: format!("reason {n}") }),
            sheet.clone(),
            Event::CadencePolicySet(CadencePolicySet { version: n, minutes: 30 + n % 40, effective }),
            tightened(Scope::Agency),
            tightened(Scope::Tier("frontline".into())),
            tightened(Scope::Person(about)),
            appraised::cycle(n, effective),
            contested::forum(n, effective),
            Event::TopicRecurrenceSet(TopicRecurrenceSet {
                topic: "2E".into(),
                max_gap_days: 20 + n % 60,
                version: n,
                effective,
            }),
        ];
        let own = match self.directory.added.is_empty() {
            true => vec![parks_added()],
            false => vec![
                sheet,
                tightened(Scope::OtherAgency(id(PARKS))),
                contested::forum(n, effective),
                tightened(Scope::Tier("frontline".into())),
                Event::TopicPolicySet(TopicPolicySet {
                    version: n,
                    max_gap_days: 40 + n % 60,
                    rises_at_percent: 75,
                    effective,
                }),
            ],
        };
        let settings = settings.into_iter().chain(adoption::aims(n, about, effective));
        let first = settings.map(|event| (0, vec![event]));
        let singly = first.chain(own.into_iter().map(|event| (PARKS, vec![event])));
        let agencies = [0, PARKS].into_iter().filter(|agency| self.directory.is_agency(id(*agency)));
        let documents =
            agencies.clone().flat_map(|agency| self.documents(agency, today).into_iter().map(move |it| (agency, it)));
        let kept = agencies.map(|agency| (agency, vec![keeping::act(self, agency, about)]));
        singly.chain(documents).chain(kept).collect()
    }

    /// The directory, with Ruth as an officer of human resources: of an agency that is named, else of the one she is in.
    fn with_an_officer(&self, agency: Option<u8>, today: NaiveDate) -> Directory {
        let mut directory = self.directory.clone();
        let ruth = directory.people.get_mut(&id(RUTH)).expect("hired");
        ruth.offices.push(Office::Hr);
        if let Some(agency) = agency {
            ruth.agencies.clear();
            ruth.agencies.extend((agency != 0).then_some(AgencyJoined { agency: id(agency), from: today }));
        }
        directory
    }

    /// What an agency may set of standard-work documents: another one, its next version, what supports it.
    fn documents(&self, agency: u8, today: NaiveDate) -> Vec<Vec<Event>> {
        let (n, about) = (self.entries().len(), id(agency));
        let directory = self.with_an_officer(Some(agency), today);
        let context = Context { directory: &directory, actor: id(RUTH), about, today, on: today };
        let document = self.directory.documents_of(about).last().copied().expect("a store begins with a sheet");
        let mut sheet = self.directory.versions_of(about, document).last().expect("it has a version").sheet();
        sheet.changelog = format!("changelog {n}");
        sheet.effective = sheet.effective.max(today) + Days::new(n as u64 % 40);
        sheet.version = 0;
        sheet.steps[0].key_points.push(format!("key point {n} <&>"));
        let revised = (document != COACHING).then(|| revise(&context, document, sheet.clone()));
        sheet.document = format!("Document {n}");
        let (name, uri) = (format!("Form {}", n % 3), format!("https://forms.example/{n}"));
        let description = format!("form {n}");
        let hash = Some(format!("{n:064}"));
        let kept = SupportingDocumentLinked { document, name: name.clone(), description, uri: uri.clone(), hash };
        let linked = SupportingDocumentLinked { description: format!("other {n}"), hash: None, ..kept.clone() };
        let decided = [
            Some(open(&context, sheet)),
            revised,
            Some(link(&context, linked)),
            Some(link_and_keep(&context, kept, ("txt", format!("text {n}").as_bytes()))),
            Some(unlink(&context, document, &format!("Form {}", n % 3), "Gone")),
        ];
        let batches = decided.into_iter().flatten().filter_map(Result::ok);
        batches.map(|batch| batch.into_iter().map(|proposed| proposed.event).collect()).collect()
    }

    fn roster(&self, about: u8, other: u8, today: NaiveDate) -> Vec<Event> {
        let n = self.entries().len();
        let position = |unit: Option<&str>, zone: &str, title: &str| {
            Event::PositionAssigned(PositionAssigned {
                position: title.into(),
                tier: "frontline".into(),
                unit: unit.map(str::to_owned),
                office: "Phoenix".into(),
                time_zone: zone.parse().expect("a zone"),
                from: today,
            })
        };
        let line = |leader: u8, from| {
            Event::ReportingLineAssigned(ReportingLineAssigned {
                leader: id(leader),
                from,
                nature: LineNature::Permanent,
            })
        };
        let leader = self.directory.leader_on(id(about), today).unwrap_or(id(other));
        let renamed = EmployeeDetailsChanged { name: Some(format!("Name {n}")), ..EmployeeDetailsChanged::default() };
        let covered =
            EmployeeDetailsChanged { covered: Some(n.is_multiple_of(2)), ..EmployeeDetailsChanged::default() };
        // To an agency that is there: nobody joins one before it is added.
        let joined = |agency: Id| {
            let agency = if self.directory.is_agency(agency) { agency } else { id(0) };
            Event::AgencyJoined(AgencyJoined { agency, from: today })
        };
        let hired = coachlog::domain::roster::EmployeeOnboarded {
            employee_number: None,
            name: "Nora New".into(),
            login: format!("p{about:02x}"),
            hired: None,
            covered: None,
        };
        vec![
            Event::EmployeeOnboarded(hired),
            Event::EmployeeDetailsChanged(renamed.clone()),
            Event::EmployeeDetailsChanged(renamed),
            Event::EmployeeDetailsChanged(covered),
            position(Some("Permits"), "America/Phoenix", "Permit Writer"),
            position(Some("Wells & <Pumps>"), "America/Denver", "Driller"),
            position(None, "Pacific/Auckland", "Diver"),
            line(other, today),
            line(other, today + Days::new(3)),
            Event::ReportingLineEnded(ReportingLineEnded { leader, to: today }),
            Event::ReportingLineEnded(ReportingLineEnded { leader, to: today - Days::new(1) }),
            Event::RoleGranted(RoleGranted { role: Office::Auditor }),
            Event::RoleRevoked(RoleRevoked { role: Office::Auditor }),
            Event::RoleGranted(RoleGranted { role: Office::Auditor }),
            Event::ProbationStarted(ProbationStarted { ends: today + Days::new(90) }),
            purposes::paper(n),
            joined(id(PARKS)),
            joined(id(PARKS)),
            joined(id(0)),
            Event::LeaveStarted(LeaveStarted { from: today - Days::new(n as u64 % 20) }),
            Event::LeaveEnded(LeaveEnded { last: today + Days::new(n as u64 % 9) }),
            Event::EmployeeSeparated(EmployeeSeparated { last: today + Days::new(n as u64 % 3) - Days::new(1) }),
            Event::EmployeeRehired(EmployeeRehired { from: today + Days::new(n as u64 % 2) }),
            Event::EmployeeRehired(EmployeeRehired { from: today }),
            Event::ActingLineAssigned(ActingLineAssigned {
                leader: id(other),
                from: today,
                until: n.is_multiple_of(2).then(|| today + Days::new(5)),
            }),
            Event::ActingLineEnded(ActingLineEnded { leader, to: today }),
        ]
    }
}
