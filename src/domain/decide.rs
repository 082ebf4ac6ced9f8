//! Commands about one person, and what every decision needs to know: who asks, on which day, in which agency.

use super::{
    audience::{Class, Retention, Role, Side},
    authority::{Readable, may_read, may_record, may_write},
    commitment::{Promise, Revisit, Status},
    development::Develop,
    directory::Directory,
    event::{Event, Writer},
    meeting::*,
    names::{CommitmentId, ItemId, MeetingId},
    person::Person,
    preparation::{AgendaItemEnded, AgendaItemRaised, Outcome, Prepare},
    records::{Correct, Misfiled, Recorded},
    refusal::{Refusal, clean, clean_if_any},
    series::Schedule,
};
use crate::id::Id;
use chrono::{NaiveDate, NaiveDateTime, NaiveTime};

/// What a decision rests on beside the person's own stream.
#[derive(Clone, Copy, Debug)]
pub struct Context<'a> {
    /// The agency and everybody in it.
    pub directory: &'a Directory,
    /// Who asks.
    pub actor: Id,
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

    /// Whether the actor may read an entry today. Who led somebody once still records about those days, and yet reads
    /// only what they wrote.
    pub(super) fn reads(&self, entry: &Recorded) -> bool {
        may_read(self.directory, self.actor, Readable::from(entry), self.today)
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

    /// Events about the agency, which only HR records.
    pub(super) fn for_agency(&self, events: Vec<Event>) -> Result<Vec<Proposed>, Refusal> {
        let Some(agency) = &self.directory.agency else {
            return Err(Refusal::new("The store has no agency yet.", "Run `coach init` first."));
        };
        let record = |event: Event| {
            let role = self.may_record(agency.id, &event, self.today)?;
            Ok(Proposed::new(agency.id, role, self.today, event))
        };
        events.into_iter().map(record).collect()
    }

    /// A topic of the standard in force, as it is numbered there.
    pub(super) fn topic(&self, topic: &str) -> Result<String, Refusal> {
        let topics = self.directory.standard_on(self.on).map_or(&[][..], |set| &set.what.topics);
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
    /// `coach promise`
    Promise(Promise),
    /// `coach done`, `coach slip`
    Revisit(Revisit),
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
    /// `coach correct`
    Correct(Correct),
    /// `coach correct --misfiled`
    Misfiled(Misfiled),
}

impl Command {
    /// Who may give it, and what it records; a correction is its author's or HR's, which the entry decides.
    fn writer(&self) -> Option<(Writer, &'static str)> {
        Some(match self {
            Command::Schedule(_) => (Writer::Leader, "1:1 series started"),
            Command::Move(..) => (Writer::Either, "Meeting moved"),
            Command::Cancel(..) => (Writer::Either, "Meeting cancelled"),
            Command::Prepare(_) => (Writer::Either, "Preparation"),
            Command::Hold(_) => (Writer::Leader, "1:1 held"),
            Command::Note(_) => (Writer::Leader, "Discussed"),
            Command::Promise(_) => (Writer::Either, "Commitment made"),
            Command::Revisit(_) => (Writer::Either, "Commitment revisited"),
            Command::Topics(_, Topics::Asked(_)) => (Writer::Leader, "Asked for the employee's topics"),
            Command::Topics(..) => (Writer::Employee, "The employee's own topics"),
            Command::Finalise(_) => (Writer::Leader, "Record finalised"),
            Command::Acknowledge(..) => (Writer::Employee, "Record acknowledged"),
            Command::Reflect(..) => (Writer::Either, "Reflection"),
            Command::Develop(_) => (Writer::Either, "Development plan"),
            Command::Correct(_) | Command::Misfiled(_) => return None,
        })
    }
}

/// Records that a meeting was held, and ends prepared items: `coach hold`. Said again of the same meeting it only
/// ends further items.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Hold {
    /// The original date of the meeting.
    pub meeting: Option<NaiveDate>,
    /// When it began; as planned where nothing is said.
    pub start: Option<NaiveTime>,
    /// How long it took; as planned where nothing is said.
    pub minutes: Option<u32>,
    /// How they met; in person where nothing is said.
    pub mode: Option<Mode>,
    /// Items that ended, with how.
    pub ended: Vec<(ItemId, Outcome)>,
    /// Commitments found on track.
    pub on_track: Vec<CommitmentId>,
}

/// A discussion entry: `coach note`.
#[derive(Clone, Debug, PartialEq)]
pub struct Note {
    /// The original date of the meeting.
    pub meeting: Option<NaiveDate>,
    /// The topic.
    pub topic: String,
    /// The facet (3.K1).
    pub facet: Option<Facet>,
    /// The sign (3.K2).
    pub sign: Option<Sign>,
    /// What was discussed.
    pub text: String,
}

/// The employee's own topics: `coach topics`.
#[derive(Clone, Debug, PartialEq)]
pub enum Topics {
    /// A topic of the employee's own.
    Raised(String),
    /// The employee's own "nothing today".
    None,
    /// The leader asked, and this was the answer.
    Asked(String),
}

/// What a command about a person comes to.
///
/// # Errors
/// Refuses what a rule forbids; then nothing is recorded.
pub fn decide(context: &Context<'_>, person: &Person, command: &Command) -> Result<Vec<Proposed>, Refusal> {
    if let Some((writer, title)) = command.writer() {
        may_write(context.directory, context.actor, person.id, writer, title, context.on)?;
    }
    match command {
        Command::Schedule(schedule) => schedule.decide(context, person),
        Command::Move(date, to, reason) => reschedule(context, person, *date, *to, reason),
        Command::Cancel(date, reason) => cancel(context, person, *date, reason),
        Command::Prepare(prepare) => prepare.decide(context, person),
        Command::Hold(hold) => hold.decide(context, person),
        Command::Note(note) => note.decide(context, person),
        Command::Promise(promise) => promise.decide(context, person),
        Command::Revisit(revisit) => revisit.decide(context, person),
        Command::Topics(date, topics) => employee_topics(context, person, *date, topics),
        Command::Finalise(date) => finalise(context, person, *date),
        Command::Acknowledge(date, stance, comment) => acknowledge(context, person, *date, *stance, comment.as_deref()),
        Command::Reflect(date, text) => reflect(context, person, *date, text),
        Command::Develop(develop) => develop.decide(context, person),
        Command::Correct(correct) => correct.decide(context, person),
        Command::Misfiled(misfiled) => misfiled.decide(context, person),
    }
}

/// The entry that already says the same text about the same person on the same day, if there is one (LOG.md).
pub fn already_said(person: &Person, proposed: &[Proposed]) -> Option<u64> {
    let said = |new: &Proposed| {
        let text = new.event.text()?;
        let same = |old: &&Recorded| {
            !old.withdrawn
                && old.event.kind() == new.event.kind()
                && old.occurred_on == new.occurred_on
                && old.event.text() == Some(text)
        };
        person.entries.iter().rev().find(same).map(|old| old.seq)
    };
    proposed.iter().filter(|new| new.stream == person.id).find_map(said)
}

fn reschedule(
    context: &Context<'_>,
    person: &Person,
    date: Option<NaiveDate>,
    to: NaiveDateTime,
    reason: &str,
) -> Result<Vec<Proposed>, Refusal> {
    let meeting = person.meeting_to_come(date, context)?;
    if person.meeting(meeting).starts() == to {
        return Err(Refusal::new(format!("It already begins at {to}."), "Give another time with --to."));
    }
    let by = context.side(person.id);
    let reason = clean("reason", reason)?;
    context.record(person, vec![Event::MeetingRescheduled(MeetingRescheduled { meeting, to, by, reason })])
}

fn cancel(
    context: &Context<'_>,
    person: &Person,
    date: Option<NaiveDate>,
    reason: &str,
) -> Result<Vec<Proposed>, Refusal> {
    let meeting = person.meeting_to_come(date, context)?;
    let (by, reason) = (context.side(person.id), clean("reason", reason)?);
    context.record(person, vec![Event::MeetingCancelled(MeetingCancelled { meeting, by, reason })])
}

impl Hold {
    fn decide(&self, context: &Context<'_>, person: &Person) -> Result<Vec<Proposed>, Refusal> {
        let meeting = self.meeting(context, person)?;
        let mut events = Vec::new();
        match &meeting.held {
            None => events.push(self.held(context, person, &meeting)?),
            Some(held) if meeting.finalised.is_some() => {
                let what = format!("The record of the 1:1 of {} is finalised.", held.on);
                return Err(Refusal::new(what, "What changed since belongs to the next meeting, or is a correction."));
            }
            Some(held) if self.start.is_some() || self.minutes.is_some() || self.mode.is_some() => {
                let what = format!("The 1:1 of {} was recorded as held (#{}).", held.on, held.seq);
                return Err(Refusal::new(what, format!("Correct it: coach correct {} --set minutes=….", held.seq)));
            }
            Some(_) => {}
        }
        once(self.ended.iter().map(|(item, _)| *item))?;
        once(self.on_track.iter().copied())?;
        for (item, outcome) in &self.ended {
            events.push(end_item(context, person, meeting.id, *item, *outcome)?);
        }
        for commitment in &self.on_track {
            let answer =
                Revisit { commitment: *commitment, status: Some(Status::OnTrack), text: None, meeting: self.meeting };
            events.push(answer.event(context, person, Some(meeting.id))?);
        }
        if events.is_empty() {
            let what = format!("The 1:1 of {} was already recorded as held.", meeting.date());
            return Err(Refusal::new(what, "End items with --discussed, --deferred, --dropped; then coach finalise."));
        }
        context.record(person, events)
    }

    /// The meeting named; else the one of that day, else the latest before it that waits or is not finalised.
    fn meeting(&self, context: &Context<'_>, person: &Person) -> Result<Meeting, Refusal> {
        if let Some(date) = self.meeting {
            return person.meeting_on(date, context);
        }
        let from = context.on.checked_sub_days(chrono::Days::new(62)).unwrap_or(context.on);
        let until = person.meetings_between(from, context.on);
        let waits = |meeting: &&Meeting| meeting.cancelled.is_none() && meeting.finalised.is_none();
        match until.iter().rev().find(waits) {
            Some(meeting) => Ok(meeting.clone()),
            None => {
                let what = format!("{} has no 1:1 up to {} that waits.", context.directory.name(person.id), context.on);
                let next = "Pick one with --meeting DATE, or schedule: coach schedule.";
                Err(Refusal::new(what, next).by("1"))
            }
        }
    }

    fn held(&self, context: &Context<'_>, person: &Person, meeting: &Meeting) -> Result<Event, Refusal> {
        if meeting.cancelled.is_some() {
            let what = format!("The 1:1 of {} was cancelled.", meeting.date());
            return Err(Refusal::new(what, "Pick another with --meeting, or record what was said: coach note."));
        }
        let minutes = self.minutes.unwrap_or_else(|| person.planned_minutes(meeting.id));
        held_minutes(minutes)?;
        let start = context.on.and_time(self.start.unwrap_or_else(|| meeting.starts().time()));
        Ok(Event::MeetingHeld(MeetingHeld {
            meeting: meeting.id,
            start,
            minutes,
            mode: self.mode.unwrap_or(Mode::InPerson),
            facilitator: context.actor,
        }))
    }
}

/// Refuses a thing that one command names twice: only one of the answers could be meant.
fn once<T: Ord + Copy + std::fmt::Display>(named: impl Iterator<Item = T>) -> Result<(), Refusal> {
    let mut seen = std::collections::BTreeSet::new();
    match named.into_iter().find(|name| !seen.insert(*name)) {
        Some(twice) => Err(Refusal::new(format!("{twice} is named twice."), "Name each once.").by("3.K3")),
        None => Ok(()),
    }
}

fn end_item(
    context: &Context<'_>,
    person: &Person,
    meeting: MeetingId,
    item: ItemId,
    outcome: Outcome,
) -> Result<Event, Refusal> {
    let Some(known) = person.items.get(&item) else {
        let open = person.items.values().filter(|item| item.is_open());
        let open = open.map(|i| format!("{}: {}", i.id, context.shown(person, i.seq, &i.text))).collect();
        let what = format!("{} has no agenda item {item}.", context.directory.name(person.id));
        return Err(Refusal::new(what, "Name one of the open items.").by("3.K3").listing(open));
    };
    if !known.is_open() || known.end_in(meeting).is_some() {
        let end = known.ends.last().expect("an item that ended has an end");
        let what = format!("Item {item} ended as {} on {} (#{}).", end.outcome, end.on, end.seq);
        return Err(Refusal::new(what, format!("If that was wrong: coach correct {}.", end.seq)).by("3.K3"));
    }
    Ok(Event::AgendaItemEnded(AgendaItemEnded { item, meeting, outcome }))
}

impl Note {
    fn decide(&self, context: &Context<'_>, person: &Person) -> Result<Vec<Proposed>, Refusal> {
        let meeting = person.meeting_for_note(self.meeting, context)?;
        let (topic, text) = (context.topic(&self.topic)?, clean("note", &self.text)?);
        let (facet, sign) = (self.facet, self.sign);
        context.record(person, vec![Event::TopicDiscussed(TopicDiscussed { meeting, topic, facet, sign, text })])
    }
}

fn employee_topics(
    context: &Context<'_>,
    person: &Person,
    date: Option<NaiveDate>,
    topics: &Topics,
) -> Result<Vec<Proposed>, Refusal> {
    let under_way = person.unfinished_meeting().filter(|_| date.is_none()).map(|meeting| meeting.id);
    let meeting = match (under_way, date) {
        (Some(meeting), _) => meeting,
        (None, Some(date)) => person.meeting_on(date, context)?.id,
        (None, None) => person.meeting_to_come(None, context)?,
    };
    let state = person.meeting(meeting);
    if state.finalised.is_some() || state.cancelled.is_some() {
        let what = format!("The 1:1 of {} is closed.", state.date());
        return Err(Refusal::new(what, "Bring it to the next one: leave --meeting out.").by("2F"));
    }
    let event = match topics {
        Topics::Raised(text) => Event::AgendaItemRaised(AgendaItemRaised {
            item: ItemId(person.items.len() as u32 + 1),
            meeting,
            topic: context.topic(EMPLOYEE_TOPICS)?,
            side: context.side(person.id),
            text: clean("topic", text)?,
        }),
        Topics::None => Event::EmployeeTopicsDeclined(EmployeeTopicsDeclined { meeting }),
        Topics::Asked(answer) => {
            Event::EmployeeTopicsAsked(EmployeeTopicsAsked { meeting, answer: clean("answer", answer)? })
        }
    };
    context.record(person, vec![event])
}

fn finalise(context: &Context<'_>, person: &Person, date: Option<NaiveDate>) -> Result<Vec<Proposed>, Refusal> {
    let meeting = person.held_meeting(date, context, Meeting::is_unfinished, "whose record is under way")?;
    if let Some(finalised) = &meeting.finalised {
        let what = format!("The record of {} was finalised on {} (#{}).", meeting.date(), finalised.on, finalised.seq);
        return Err(Refusal::new(what, "Nothing is left to do; corrections add to it: coach correct."));
    }
    let event = Event::MeetingRecordFinalised(MeetingRecordFinalised { meeting: meeting.id });
    let proposed = context.record(person, vec![event])?;
    let open = unanswered_shown(person, &meeting, |seq, text| context.shown(person, seq, text).to_owned());
    if open.is_empty() {
        return Ok(proposed);
    }
    let what = format!("The record of {} cannot be finalised: {} unanswered.", meeting.date(), open.len());
    let next = "Answer each: coach done or slip, coach hold --discussed/--deferred/--dropped/--on-track, coach topics.";
    Err(Refusal::new(what, next).by("2A.K2").listing(open))
}

fn acknowledge(
    context: &Context<'_>,
    person: &Person,
    date: Option<NaiveDate>,
    stance: Stance,
    comment: Option<&str>,
) -> Result<Vec<Proposed>, Refusal> {
    let waits = |meeting: &Meeting| meeting.finalised.is_some() && meeting.acknowledged.is_none();
    let none = "whose record waits for an acknowledgement";
    let meeting = person.held_meeting(date, context, waits, none)?;
    let comment = clean_if_any("comment", comment)?;
    let event = Event::MeetingAcknowledged(MeetingAcknowledged { meeting: meeting.id, stance, comment });
    let proposed = context.record(person, vec![event])?;
    if meeting.finalised.is_none() {
        let what = format!("The record of {} is not finalised yet.", meeting.date());
        return Err(Refusal::new(what, "Acknowledge it once the leader has finalised it: coach finalise."));
    }
    if let Some(said) = &meeting.acknowledged {
        let what = format!("The record of {} was acknowledged on {} (#{}).", meeting.date(), said.on, said.seq);
        return Err(Refusal::new(what, format!("Correct it: coach correct {} --set stance=….", said.seq)));
    }
    Ok(proposed)
}

fn reflect(
    context: &Context<'_>,
    person: &Person,
    date: Option<NaiveDate>,
    text: &str,
) -> Result<Vec<Proposed>, Refusal> {
    let meeting = person.held_meeting(date, context, |_| true, "that was held")?;
    if meeting.held.is_none() {
        let what = format!("The 1:1 of {} was not held.", meeting.date());
        return Err(Refusal::new(what, "Reflect on a meeting that was held.").by("4"));
    }
    let (side, text) = (context.side(person.id), clean("reflection", text)?);
    context.record(person, vec![Event::ReflectionRecorded(ReflectionRecorded { meeting: meeting.id, side, text })])
}
