//! Conducting a 1:1: moved or cancelled, held, discussed by topic, each prepared item ended (3.K3), the employee's own
//! topics heard (2F).

use super::{
    commitment::{Revisit, Status},
    decide::{Context, Proposed},
    event::Event,
    meeting::*,
    message::delivered,
    names::{CommitmentId, ItemId, MeetingId},
    person::Person,
    preparation::{AgendaItemEnded, AgendaItemRaised, Outcome},
    refusal::{Refusal, clean},
    review::LeaderStandardWorkReviewed,
    series::on_the_clock,
};
use chrono::{Days, NaiveDate, NaiveDateTime, NaiveTime};

/// Records that a meeting was held, and ends prepared items: `coach hold`. Said again of the same meeting it only
/// ends further items.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Hold {
    /// The original date of the meeting.
    pub meeting: Option<NaiveDate>,
    /// Whether no day was given: then it was held on its own, if that has come.
    pub on_its_day: bool,
    /// When it began; as planned where nothing is said.
    pub start: Option<NaiveTime>,
    /// How long it took; as planned where nothing is said.
    pub minutes: Option<u32>,
    /// How they met; as planned, else in person, where nothing is said.
    pub mode: Option<Mode>,
    /// Items that ended, with how.
    pub ended: Vec<(ItemId, Outcome)>,
    /// Commitments found on track.
    pub on_track: Vec<CommitmentId>,
    /// Critical messages that were said in it, each by its first digits; empty for the one that waits (2.K3).
    pub delivered: Vec<String>,
    /// Whether the leader brought their leader standard work (2E.K3).
    pub standard_work: bool,
}

/// How many days before its own a meeting can be held without being moved.
const EARLY: Days = Days::new(7);

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

pub(super) fn reschedule(
    context: &Context<'_>,
    person: &Person,
    date: Option<NaiveDate>,
    to: NaiveDateTime,
    reason: &str,
) -> Result<Vec<Proposed>, Refusal> {
    // Somebody who did not come is given another time; what was cancelled stays so.
    let missed = date.map(|date| person.meeting_on(date, context)).transpose()?;
    let meeting = match missed.filter(|meeting| meeting.missed().is_some() && meeting.cancelled.is_none()) {
        Some(missed) => missed.id,
        None => person.meeting_to_come(date, context)?,
    };
    if to.date() < context.on {
        let what = format!("{} is past; a meeting is moved to a day to come.", to.format("%Y-%m-%d %H:%M"));
        return Err(Refusal::new(what, "If it was held then: coach hold --meeting DAY --on DAY.").by("1.K1"));
    }
    on_the_clock(context, person, to)?;
    if person.meeting(meeting).starts() == to {
        return Err(Refusal::new(format!("It already begins at {to}."), "Give another time with --to."));
    }
    let by = context.side(person.id);
    let reason = clean("reason", reason)?;
    context.record(person, vec![Event::MeetingRescheduled(MeetingRescheduled { meeting, to, by, reason })])
}

pub(super) fn cancel(
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
    pub(super) fn decide(&self, context: &Context<'_>, person: &Person) -> Result<Vec<Proposed>, Refusal> {
        let meeting = self.meeting(context, person)?;
        let own = meeting.date().min(context.on);
        let context = &Context { on: if self.on_its_day { own } else { context.on }, ..*context };
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
        once(self.delivered.iter())?;
        for (item, outcome) in &self.ended {
            events.push(end_item(context, person, meeting.id, *item, *outcome)?);
        }
        for commitment in &self.on_track {
            let answer =
                Revisit { commitment: *commitment, status: Some(Status::OnTrack), text: None, meeting: self.meeting };
            events.push(answer.event(context, person, Some(meeting.id))?);
        }
        for which in &self.delivered {
            events.push(delivered(context, person, which, Some(meeting.id))?);
        }
        if let Some(known) = meeting.standard_work.as_ref().filter(|_| self.standard_work) {
            let what = format!("That leader standard work was reviewed on {} is on record (#{}).", known.on, known.seq);
            return Err(Refusal::new(what, "Leave --reviewed-standard-work out.").by("2E.K3"));
        }
        if self.standard_work {
            events.push(Event::LeaderStandardWorkReviewed(LeaderStandardWorkReviewed { meeting: meeting.id }));
        }
        if events.is_empty() {
            let what = format!("The 1:1 of {} was already recorded as held.", meeting.date());
            return Err(Refusal::new(what, "End items with --discussed, --deferred, --dropped; then coach finalise."));
        }
        context.record(person, events)
    }

    /// The meeting named; else the one of that day, else the latest before it that waits or is not finalised.
    ///
    /// # Errors
    /// Refuses where none waits, and where only those before the last one held do.
    pub fn meeting(&self, context: &Context<'_>, person: &Person) -> Result<Meeting, Refusal> {
        if let Some(date) = self.meeting {
            return person.meeting_on(date, context);
        }
        let from = context.on.checked_sub_days(Days::new(62)).unwrap_or(context.on);
        let until = person.meetings_between(from, context.on);
        let waits = |meeting: &&Meeting| meeting.fell_out().is_none() && meeting.finalised.is_none();
        let past = |meeting: &Meeting| {
            let later = |held: &&Meeting| held.starts() > meeting.starts();
            let missed = meeting.held.is_none() && meeting.date() < context.on;
            person.last_held().filter(later).filter(|_| missed)
        };
        match until.iter().rev().find(waits) {
            Some(meeting) => match past(meeting) {
                None => Ok(meeting.clone()),
                Some(held) => {
                    let what = format!("The 1:1 of {} was held; only earlier ones still wait.", held.date());
                    let list = until.iter().filter(waits).map(|m| m.starts().format("%Y-%m-%d %H:%M").to_string());
                    let next = "If one of these was held after all, name it: coach hold --meeting DAY.";
                    Err(Refusal::new(what, next).by("3.R").listing(list.collect()))
                }
            },
            None => {
                let what = format!("{} has no 1:1 up to {} that waits.", context.directory.name(person.id), context.on);
                let next = "Pick one with --meeting DATE, or schedule: coach schedule.";
                Err(Refusal::new(what, next).by("1"))
            }
        }
    }

    fn held(&self, context: &Context<'_>, person: &Person, meeting: &Meeting) -> Result<Event, Refusal> {
        if let Some(missed) = meeting.missed() {
            let what = format!("The 1:1 of {} was missed: the {} did not come.", meeting.date(), missed.what.who);
            let next = "If the two met after all, give it that time first: coach move --meeting DAY --to TIME -m WHY.";
            return Err(Refusal::new(what, next));
        }
        if meeting.cancelled.is_some() {
            let what = format!("The 1:1 of {} was cancelled.", meeting.date());
            return Err(Refusal::new(what, "Pick another with --meeting, or record what was said: coach note."));
        }
        if meeting.date() > context.on.checked_add_days(EARLY).unwrap_or(context.on) {
            let what = format!("The 1:1 of {} is still to come on {}.", meeting.date(), context.on);
            let next = "If the two met early, move it first: coach move --meeting DAY --to TIME -m WHY.";
            return Err(Refusal::new(what, next).by("3.R"));
        }
        let minutes = self.minutes.unwrap_or_else(|| person.planned_minutes(meeting.id));
        held_minutes(minutes)?;
        let planned = meeting.scheduled.as_ref().and_then(|scheduled| scheduled.what.mode);
        let start = context.on.and_time(self.start.unwrap_or_else(|| meeting.starts().time()));
        Ok(Event::MeetingHeld(MeetingHeld {
            meeting: meeting.id,
            start,
            minutes,
            mode: self.mode.or(planned).unwrap_or(Mode::InPerson),
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
        let next = format!("If that was wrong, for example: coach correct {} --set outcome=deferred", end.seq);
        return Err(Refusal::new(what, next).by("3.K3"));
    }
    Ok(Event::AgendaItemEnded(AgendaItemEnded { item, meeting, outcome }))
}

impl Note {
    pub(super) fn decide(&self, context: &Context<'_>, person: &Person) -> Result<Vec<Proposed>, Refusal> {
        let meeting = person.meeting_for_note(self.meeting, context)?;
        let (topic, text) = (context.topic(&self.topic)?, clean("note", &self.text)?);
        let (facet, sign) = (self.facet, self.sign);
        context.record(person, vec![Event::TopicDiscussed(TopicDiscussed { meeting, topic, facet, sign, text })])
    }
}

pub(super) fn employee_topics(
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
    if state.finalised.is_some() || state.fell_out().is_some() {
        let what = format!("The 1:1 of {} is closed.", state.date());
        return Err(Refusal::new(what, "Bring it to the next one: leave --meeting out.").by("2F"));
    }
    let event = match topics {
        Topics::Raised(text) => Event::AgendaItemRaised(AgendaItemRaised {
            item: ItemId::next(person.items.keys()),
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
