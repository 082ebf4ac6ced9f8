//! Commands about one person, and what every decision needs to know: who asks, on which day, in which agency.

use super::{
    access::{EndAccess, OpenRecord},
    appointment::{NoShow, ScheduleOnce},
    appraise::Appraise,
    assessment::Assess,
    audience::{Class, Retention, Role, Side},
    authority::{Readable, may_keep_roster, may_record, may_write, reads_by_right, still_here},
    commitment::{Promise, Revisit},
    concern::{self, RaiseConcern},
    conclude::{acknowledge, finalise, reflect},
    conduct::{Hold, Note, Topics, cancel, employee_topics, reschedule},
    contest::Contest,
    development::Develop,
    directory::Directory,
    event::{Event, Writer},
    expectations::Expect,
    filled::{Part, filled},
    grow::Grow,
    handover::Handover,
    improvement_plan::Improve,
    meeting::Stance,
    message::{Deliver, Identify},
    names::ConcernId,
    obstacle::{Hinder, Recognise},
    paper::Transcribe,
    person::Person,
    preparation::Prepare,
    proceeding::Proceeding,
    records::{Correct, Misfiled, Recorded},
    refusal::Refusal,
    renegotiate::{Release, Renegotiate},
    rhythm::Lengthen,
    series::Schedule,
    settled::Settle,
    solve::Solve,
    staffing::Staffing,
    steer::Steer,
    suggest::Suggest,
};
use crate::id::Id;
use chrono::{NaiveDate, NaiveDateTime};

/// What a decision rests on beside the person's own stream.
#[derive(Clone, Copy, Debug)]
pub struct Context<'a> {
    /// The agency and everybody in it.
    pub directory: &'a Directory,
    /// Who asks.
    pub actor: Id,
    /// Whom it is about: a person, or an agency.
    pub about: Id,
    /// The local day of recording.
    pub today: NaiveDate,
    /// The local day it happened on.
    pub on: NaiveDate,
}

/// An event that was decided on and waits to be appended.
#[derive(Clone, Debug, PartialEq)]
pub struct Proposed {
    /// The stream it goes to.
    pub stream: Id,
    /// In which part it is recorded.
    pub role: Role,
    /// Who may read it.
    pub class: Class,
    /// Which series keeps it.
    pub retention: Retention,
    /// The entry that led to it.
    pub cause: Option<u64>,
    /// When it happened.
    pub occurred_on: NaiveDate,
    /// What happened.
    pub event: Event,
}

impl Proposed {
    /// An event with the class and retention series of its kind.
    pub fn new(stream: Id, role: Role, occurred_on: NaiveDate, event: Event) -> Self {
        Self { stream, role, class: event.class(), retention: event.retention(), cause: None, occurred_on, event }
    }
}

impl Context<'_> {
    /// The side on which the actor stands in a person's coaching.
    pub fn side(&self, person: Id) -> Side {
        self.directory.side(self.actor, person)
    }

    /// In which part the actor may record an event about a person on a day.
    ///
    /// # Errors
    /// As [`may_record`].
    pub fn may_record(&self, about: Id, event: &Event, on: NaiveDate) -> Result<Role, Refusal> {
        may_record(self.directory, self.actor, about, event, on)
    }

    /// In which part the actor corrects an entry: as they recorded it, or as human resources.
    pub(super) fn may_correct(&self, entry: &Recorded) -> Role {
        if self.actor == entry.actor { entry.role } else { Role::Hr }
    }

    /// Whether the actor may read an entry today, without a recorded purpose. Who led somebody once still records about those days, and yet reads
    /// only what they wrote.
    pub(super) fn reads(&self, entry: &Recorded) -> bool {
        reads_by_right(self.directory, self.actor, Readable::from(entry), self.today)
    }

    /// A text of an entry as a refusal may show it to the actor.
    pub(super) fn shown<'t>(&self, person: &Person, seq: u64, text: &'t str) -> &'t str {
        if person.entry(seq).is_some_and(|entry| self.reads(entry)) { text } else { "(not for you to read)" }
    }

    /// Events about a person, allowed and dated.
    pub(super) fn record(&self, person: &Person, events: Vec<Event>) -> Result<Vec<Proposed>, Refusal> {
        if self.on > self.today {
            let what = format!("{} is in the future; an entry says what has happened.", self.on);
            return Err(Refusal::new(what, format!("Give the day it happened on, {} at the latest.", self.today)));
        }
        let record = |event: Event| {
            let role = self.may_record(person.id, &event, self.on)?;
            Ok(Proposed::new(person.id, role, self.on, event))
        };
        events.into_iter().map(record).collect()
    }

    /// The agency that it is about; of a person, theirs.
    pub(super) fn agency(&self) -> Id {
        self.directory.agency_of(self.about, self.today).unwrap_or(self.about)
    }

    /// Refuses whoever may not record about the agency, before anything else is looked at.
    pub(super) fn hr_only(&self, title: &str) -> Result<(), Refusal> {
        may_write(self.directory, self.actor, self.agency(), Writer::Hr, title, self.today).map(drop)
    }

    /// Events about the agency, which only its HR records.
    pub(super) fn for_agency(&self, events: Vec<Event>) -> Result<Vec<Proposed>, Refusal> {
        let agency = self.agency();
        if !self.directory.is_agency(agency) {
            return Err(Refusal::new("The store has no agency yet.", "Run `coach init` first."));
        }
        let record = |event: Event| {
            let role = self.may_record(agency, &event, self.today)?;
            Ok(Proposed::new(agency, role, self.today, event))
        };
        events.into_iter().map(record).collect()
    }

    /// A topic of the standard in force, as it is numbered there.
    pub(super) fn topic(&self, topic: &str) -> Result<String, Refusal> {
        let topics = self.directory.topics_of(self.about, self.on);
        match topics.iter().find(|known| known.id.eq_ignore_ascii_case(topic)) {
            Some(known) => Ok(known.id.clone()),
            None => {
                let list = topics.iter().map(|known| format!("{} {}", known.id, known.label)).collect();
                let what = format!("{topic:?} is not a topic of the standard work in force on {}.", self.on);
                Err(Refusal::new(what, "Use one of these.").by("N.adapt").listing(list))
            }
        }
    }

    /// Who else could: the leader of the day by name, or HR.
    pub(super) fn leader_or_hr(&self, person: Id) -> String {
        let leader = self.directory.leader_on(person, self.on);
        leader.map_or_else(|| "The leader, once HR has recorded one,".into(), |leader| self.directory.name(leader))
    }
}

/// A wish about one person's coaching.
#[derive(Clone, Debug, PartialEq)]
pub enum Command {
    /// `coach schedule`
    Schedule(Schedule),
    /// `coach schedule --once`
    ScheduleOnce(ScheduleOnce),
    /// `coach noshow`
    NoShow(NoShow),
    /// `coach move`: the original date, the new start, why.
    Move(Option<NaiveDate>, NaiveDateTime, String),
    /// `coach cancel`: the original date, why.
    Cancel(Option<NaiveDate>, String),
    /// `coach prep`
    Prepare(Prepare),
    /// `coach hold`
    Hold(Hold),
    /// `coach note`
    Note(Note),
    /// `coach grow`
    Grow(Grow),
    /// `coach decide`, `coach agree`, `coach baseline`
    Settle(Settle),
    /// `coach message --to`
    Message(Identify),
    /// `coach message PERSON --delivered`
    Deliver(Deliver),
    /// `coach promise`
    Promise(Promise),
    /// `coach done`, `coach slip`
    Revisit(Revisit),
    /// `coach renegotiate`
    Renegotiate(Renegotiate),
    /// `coach release`
    Release(Release),
    /// `coach topics`
    Topics(Option<NaiveDate>, Topics),
    /// `coach finalise`
    Finalise(Option<NaiveDate>),
    /// `coach ack`
    Acknowledge(Option<NaiveDate>, Stance, Option<String>),
    /// `coach reflect`
    Reflect(Option<NaiveDate>, String),
    /// `coach plan`
    Develop(Develop),
    /// `coach goal`
    Goal(Steer),
    /// `coach obstacle`
    Obstacle(Hinder),
    /// `coach recognise`
    Recognise(Recognise),
    /// `coach concern`
    Concern(RaiseConcern),
    /// `coach ack --concern`
    AcknowledgeConcern(ConcernId),
    /// Any of these whose change of plan answers a concern: `--answers n1`
    Answering(ConcernId, Box<Command>),
    /// A filled form: its parts, decided as one
    Filled(Vec<Part>),
    /// `coach correct`
    Correct(Correct),
    /// `coach correct --misfiled`
    Misfiled(Misfiled),
    /// `coach problem`
    Problem(Solve),
    /// `coach idea`
    Idea(Suggest),
    /// `coach expect`
    Expect(Expect),
    /// `coach assess`
    Assess(Assess),
    /// `coach appraise`, `coach review`, `coach rebut`, `coach ack --appraisal`
    Appraise(Appraise),
    /// `coach improve-plan`
    Improve(Improve),
    /// `coach leave`, `coach separate`, `coach rehire`, `coach line`, `coach role`
    Staffing(Staffing),
    /// `coach handover`
    Handover(Handover),
    /// `coach cadence`
    Lengthen(Lengthen),
    /// `coach access`
    OpenRecord(OpenRecord),
    /// `coach access --end`
    EndAccess(EndAccess),
    /// `coach contest`
    Contest(Contest),
    /// `coach transcribe`
    Transcribe(Transcribe),
    /// `coach dispute`
    Dispute(Proceeding),
}

impl Command {
    /// The people in whose streams it is decided: the one it is about, or each to whom a message is.
    pub fn streams(&self, about: Id) -> Vec<Id> {
        match self {
            Command::Message(identify) => {
                let named = |at: usize, id: &Id| identify.to[..at].contains(id);
                identify.to.iter().enumerate().filter(|(at, id)| !named(*at, id)).map(|(_, id)| *id).collect()
            }
            _ => vec![about],
        }
    }

    /// The same command, whose change of plan answers a concern where one is named (1.R2).
    pub fn answering(self, concern: Option<ConcernId>) -> Self {
        match concern {
            Some(concern) => Command::Answering(concern, Box::new(self)),
            None => self,
        }
    }

    /// Who may give it, and what it records; a correction is its author's or HR's, which the entry decides.
    fn writer(&self) -> Option<(Writer, &'static str)> {
        Some(match self {
            Command::Schedule(_) => (Writer::Leader, "1:1 series started"),
            Command::ScheduleOnce(_) => (Writer::Leader, "1:1 scheduled"),
            Command::NoShow(_) => (Writer::Either, "1:1 missed"),
            Command::Move(..) => (Writer::Either, "Meeting moved"),
            Command::Cancel(..) => (Writer::Either, "Meeting cancelled"),
            Command::Prepare(_) => (Writer::Either, "Preparation"),
            Command::Hold(_) => (Writer::Leader, "1:1 held"),
            Command::Note(_) => (Writer::Leader, "Discussed"),
            Command::Grow(_) => (Writer::Leader, "GROW note"),
            Command::Settle(settle) => (Writer::Leader, settle.what.title()),
            Command::Message(_) => (Writer::Leader, "Critical message"),
            Command::Deliver(_) => (Writer::Leader, "Critical message delivered"),
            Command::Promise(_) => (Writer::Either, "Commitment made"),
            Command::Revisit(_) => (Writer::Either, "Commitment revisited"),
            Command::Renegotiate(_) => (Writer::Either, "Commitment renegotiated"),
            Command::Release(_) => (Writer::Either, "Commitment released"),
            Command::Topics(_, Topics::Asked(_)) => (Writer::Leader, "Asked for the employee's topics"),
            Command::Topics(..) => (Writer::Employee, "The employee's own topics"),
            Command::Finalise(_) => (Writer::Leader, "Record finalised"),
            Command::Acknowledge(..) => (Writer::Employee, "Record acknowledged"),
            Command::Reflect(..) => (Writer::Either, "Reflection"),
            Command::Develop(Develop { interest: Some(_), .. }) => (Writer::Employee, "Career interest"),
            Command::Develop(_) => (Writer::Either, "Development plan"),
            Command::Goal(steer) => (Writer::Leader, steer.title()),
            Command::Obstacle(_) => (Writer::Either, "Obstacle"),
            Command::Recognise(_) => (Writer::Leader, "Recognition"),
            Command::Concern(_) => (Writer::Leader, "Concern raised"),
            Command::AcknowledgeConcern(_) => (Writer::Employee, "Concern acknowledged"),
            Command::Answering(_, command) => return command.writer(),
            Command::Problem(solve) => (Writer::Either, solve.step.title()),
            Command::Idea(suggest) => suggest.writer(),
            Command::Expect(expect) => expect.writer(),
            Command::Assess(assess) => assess.writer(),
            Command::Appraise(appraise) => appraise.writer(),
            Command::Improve(improve) => improve.writer(),
            Command::Handover(handover) => (Writer::Leader, handover.title()),
            Command::Lengthen(_) => (Writer::Leader, "Length of 1:1s changed"),
            Command::OpenRecord(_) => (Writer::HrOrAuditor, "Record read with a purpose"),
            Command::EndAccess(_) => (Writer::HrOrAuditor, "Access ended"),
            Command::Contest(_) => (Writer::Employee, "Entry contested"),
            Command::Transcribe(_) => (Writer::Hr, "On paper, transcribed"),
            Command::Dispute(proceeding) => proceeding.writer(),
            // Each part of a form asks for itself; a correction is its author's or HR's, which the entry decides; a change
            // of the roster is of whoever keeps it.
            Command::Staffing(_) | Command::Filled(_) | Command::Correct(_) | Command::Misfiled(_) => return None,
        })
    }
}

/// What a command about a person comes to.
///
/// # Errors
/// Refuses what a rule forbids; then nothing is recorded.
pub fn decide(context: &Context<'_>, person: &Person, command: &Command) -> Result<Vec<Proposed>, Refusal> {
    still_here(context.directory, context.actor, context.today)?;
    if let Some((writer, title)) = command.writer() {
        may_write(context.directory, context.actor, person.id, writer, title, context.on)?;
    }
    if let Command::Staffing(staffing) = command {
        may_keep_roster(context.directory, context.actor, person.id, staffing.title(), context.on)?;
    }
    match command {
        Command::Schedule(schedule) => schedule.decide(context, person),
        Command::ScheduleOnce(once) => once.decide(context, person),
        Command::NoShow(absence) => absence.decide(context, person),
        Command::Move(date, to, reason) => reschedule(context, person, *date, *to, reason),
        Command::Cancel(date, reason) => cancel(context, person, *date, reason),
        Command::Prepare(prepare) => prepare.decide(context, person),
        Command::Hold(hold) => hold.decide(context, person),
        Command::Note(note) => note.decide(context, person),
        Command::Grow(grow) => grow.decide(context, person),
        Command::Settle(settle) => settle.decide(context, person),
        Command::Message(identify) => identify.decide(context, person),
        Command::Deliver(deliver) => deliver.decide(context, person),
        Command::Promise(promise) => promise.decide(context, person),
        Command::Revisit(revisit) => revisit.decide(context, person),
        Command::Renegotiate(renegotiate) => renegotiate.decide(context, person),
        Command::Release(release) => release.decide(context, person),
        Command::Topics(date, topics) => employee_topics(context, person, *date, topics),
        Command::Finalise(date) => finalise(context, person, *date),
        Command::Acknowledge(date, stance, comment) => acknowledge(context, person, *date, *stance, comment.as_deref()),
        Command::Reflect(date, text) => reflect(context, person, *date, text),
        Command::Develop(develop) => develop.decide(context, person),
        Command::Goal(steer) => steer.decide(context, person),
        Command::Obstacle(hinder) => hinder.decide(context, person),
        Command::Recognise(recognise) => recognise.decide(context, person),
        Command::Concern(concern) => concern.decide(context, person),
        Command::AcknowledgeConcern(id) => concern::acknowledge(context, person, *id),
        Command::Answering(id, command) => concern::answering(context, person, *id, command),
        Command::Filled(parts) => filled(context, person, parts),
        Command::Correct(correct) => correct.decide(context, person),
        Command::Misfiled(misfiled) => misfiled.decide(context, person),
        Command::Problem(solve) => solve.decide(context, person),
        Command::Idea(suggest) => suggest.decide(context, person),
        Command::Expect(expect) => expect.decide(context, person),
        Command::Assess(assess) => assess.decide(context, person),
        Command::Appraise(appraise) => appraise.decide(context, person),
        Command::Improve(improve) => improve.decide(context, person),
        Command::Staffing(staffing) => staffing.decide(context, person),
        Command::Handover(handover) => handover.decide(context, person),
        Command::Lengthen(lengthen) => lengthen.decide(context, person),
        Command::OpenRecord(open) => open.decide(context, person),
        Command::EndAccess(end) => end.decide(context, person),
        Command::Contest(contest) => contest.decide(context, person),
        Command::Transcribe(transcribe) => transcribe.decide(context, person),
        Command::Dispute(proceeding) => proceeding.decide(context, person),
    }
}

/// The entry that already says the same about the same person on the same day, if there is one (LOG.md): in the same
/// part, which on one day is the same author's, with the same text and all other fields but the newly given name.
pub fn already_said(person: &Person, proposed: &[Proposed]) -> Option<u64> {
    let said = |new: &Proposed| {
        let text = new.event.text()?;
        let fields = fields_but_name(&new.event);
        let same = |old: &&Recorded| {
            !old.withdrawn
                && old.event.kind() == new.event.kind()
                && old.occurred_on == new.occurred_on
                && old.role == new.role
                && old.event.text() == Some(text)
                && fields_but_name(&old.event) == fields
        };
        person.entries.iter().rev().find(same).map(|old| old.seq)
    };
    proposed.iter().filter(|new| new.stream == person.id).find_map(said)
}

/// Whether two events say the same, but for the name that each gives to what it makes: the same wish, asked again,
/// draws another.
pub fn same_but_for_names(one: &Event, other: &Event) -> bool {
    one.kind() == other.kind() && fields_but_name(one) == fields_but_name(other)
}

/// The fields of an event without the name that it gives to what it makes.
fn fields_but_name(event: &Event) -> serde_json::Map<String, serde_json::Value> {
    let mut fields = event.fields();
    if matches!(event, Event::EvidenceSealed(_)) {
        // How the log stood is the software's to say.
        fields.remove("hash");
    }
    let given = match event {
        Event::CommitmentMade(_) => "commitment",
        Event::CriticalMessageIdentified(_) => "message",
        Event::GrowNoted(_) => "will",
        Event::AgendaItemRaised(_) => "item",
        Event::DevelopmentActionPlanned(_) => "action",
        Event::GoalSet(_) => "goal",
        Event::ObstacleRaised(_) => "obstacle",
        Event::ConcernRaised(_) => "concern",
        Event::ProblemOpened(_) => "problem",
        Event::CountermeasureAdopted(_) => "countermeasure",
        Event::IdeaSolicited(_) | Event::IdeaSubmitted(_) => "idea",
        Event::ImprovementPlanIssued(_) => "improvement",
        Event::ReviewRequested(_) => "dispute",
        Event::EvidenceSealed(_) => "head",
        _ => return fields,
    };
    fields.remove(given);
    fields
}
