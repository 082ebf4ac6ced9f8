//! Concluding a 1:1: its record finalised once everything is answered (2A.K2), acknowledged by the employee, reflected
//! on by both (step 4).

use super::{
    audience::Side,
    commitment::Commitment,
    decide::{Context, Proposed},
    event::Event,
    meeting::*,
    message::Message,
    names::{CommitmentId, ItemId, MeetingId},
    person::Person,
    preparation::Item,
    refusal::{Refusal, clean, clean_if_any},
};
use chrono::{NaiveDate, NaiveDateTime};

/// What is missing, and what to do, where no meeting fits.
const UNDER_WAY: (&str, &str) =
    ("whose record is under way", "Record it as held first: coach hold PERSON; or pick one with --meeting.");
const WAITING: (&str, &str) =
    ("whose record waits for an acknowledgement", "It waits once the leader has finalised it: coach finalise PERSON.");
const HELD: (&str, &str) =
    ("that was held", "Reflect once it was held: coach hold PERSON; or pick one with --meeting.");

pub(super) fn finalise(
    context: &Context<'_>,
    person: &Person,
    date: Option<NaiveDate>,
) -> Result<Vec<Proposed>, Refusal> {
    let meeting = person.held_meeting(date, context, Meeting::is_unfinished, UNDER_WAY)?;
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
    let next = "Answer each: coach done, slip, renegotiate or release, coach hold --discussed/--deferred/--dropped/--on-track, coach topics.";
    Err(Refusal::new(what, next).by("2A.K2").listing(open))
}

pub(super) fn acknowledge(
    context: &Context<'_>,
    person: &Person,
    date: Option<NaiveDate>,
    stance: Stance,
    comment: Option<&str>,
) -> Result<Vec<Proposed>, Refusal> {
    let waits = |meeting: &Meeting| meeting.finalised.is_some() && meeting.acknowledged.is_none();
    let meeting = person.held_meeting(date, context, waits, WAITING)?;
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

pub(super) fn reflect(
    context: &Context<'_>,
    person: &Person,
    date: Option<NaiveDate>,
    text: &str,
) -> Result<Vec<Proposed>, Refusal> {
    let meeting = person.held_meeting(date, context, |_| true, HELD)?;
    if meeting.held.is_none() {
        let what = format!("The 1:1 of {} was not held.", meeting.date());
        return Err(Refusal::new(what, "Reflect on a meeting that was held.").by("4"));
    }
    let (side, text) = (context.side(person.id), clean("reflection", text)?);
    context.record(person, vec![Event::ReflectionRecorded(ReflectionRecorded { meeting: meeting.id, side, text })])
}

/// What still waits for an answer before a meeting's record can be finalised, by name.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Waiting {
    /// The commitments that were open before it and have no answer in it (2A.K2).
    pub commitments: Vec<CommitmentId>,
    /// The items that have not ended in it (3.K3).
    pub items: Vec<ItemId>,
    /// Whether the employee's topics are neither there nor declined nor asked for (2F).
    pub employee_topics: bool,
}

/// What still waits for an answer in a meeting that was held.
pub fn waiting(person: &Person, meeting: &Meeting) -> Waiting {
    let Some(held) = &meeting.held else { return Waiting::default() };
    Waiting {
        commitments: open_before(person, meeting.id, held.on).collect(),
        items: not_ended(person, meeting, held.on).collect(),
        employee_topics: !employee_topics_answered(person, meeting),
    }
}

/// What is still unanswered before a meeting's record can be finalised (2A.K2, 3.K3, 2F), in words.
pub fn unanswered(person: &Person, meeting: &Meeting) -> Vec<String> {
    unanswered_shown(person, meeting, |_, text| text.to_owned())
}

/// [`unanswered`] with each text, known by the entry that says it, as its reader may see it.
pub(super) fn unanswered_shown(person: &Person, meeting: &Meeting, shown: impl Fn(u64, &str) -> String) -> Vec<String> {
    let Some(held) = &meeting.held else { return vec!["the meeting was not recorded as held".into()] };
    let mut list: Vec<String> = open_before(person, meeting.id, held.on)
        .map(|id| &person.commitments[&id])
        .map(|c| format!("commitment {} (due {}) has no answer: {} [2A.K2]", c.id, c.due, shown(c.seq, &c.text)))
        .collect();
    list.extend(not_ended(person, meeting, held.on).map(|id| &person.items[&id]).map(|item| {
        format!(
            "item {} ({}) is not ended as discussed, deferred or dropped: {} [3.K3]",
            item.id,
            item.topic,
            shown(item.seq, &item.text)
        )
    }));
    if !employee_topics_answered(person, meeting) {
        list.push("the employee's topics: not there, not declined, and not asked for [2F]".into());
    }
    list
}

/// What waits to be answered in a meeting, each by its name and in words as the one who asks may see them.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Waits {
    /// Items that have not ended in it (3.K3).
    pub items: Vec<(ItemId, String)>,
    /// Open commitments without an answer in it (2A.K2).
    pub commitments: Vec<(CommitmentId, String)>,
    /// Critical messages that were not delivered (2.K3).
    pub messages: Vec<(String, String)>,
}

/// What waits to be answered in a meeting on the day of the context.
pub fn waits(context: &Context<'_>, person: &Person, meeting: &Meeting) -> Waits {
    let shown = |seq: u64, text: &str| context.shown(person, seq, text).to_owned();
    let item = |id: ItemId| {
        let item = &person.items[&id];
        (id, format!("{}, the {}: {}", item.topic, item.side, shown(item.seq, &item.text)))
    };
    let commitment = |id: CommitmentId| {
        let it = &person.commitments[&id];
        let owner = context.directory.name(it.owner);
        (id, format!("{owner}, due {}: {}", it.due, shown(it.seq, &it.text)))
    };
    let message = |it: &Message| (it.short(), format!("of {}: {}", it.on, shown(it.seq, &it.text)));
    Waits {
        items: not_ended(person, meeting, context.on).map(item).collect(),
        commitments: open_before(person, meeting.id, context.on).map(commitment).collect(),
        messages: person.messages.iter().filter(|it| it.delivered.is_none()).map(message).collect(),
    }
}

/// The commitments that were open before a meeting and have no answer in it.
fn open_before(person: &Person, meeting: MeetingId, held_on: NaiveDate) -> impl Iterator<Item = CommitmentId> + '_ {
    let before = move |c: &&Commitment| c.meeting != Some(meeting) && c.made_on <= held_on;
    person
        .open_commitments()
        .filter(before)
        .filter(move |c| !c.answers.iter().any(|answer| answer.meeting == Some(meeting)))
        .map(|c| c.id)
}

/// The items brought to a meeting, or returned to it, that have not ended in it (3.K3).
fn not_ended<'p>(person: &'p Person, meeting: &Meeting, held_on: NaiveDate) -> impl Iterator<Item = ItemId> + 'p {
    let (id, starts) = (meeting.id, meeting.starts());
    let waits = move |item: &&Item| {
        let brought = item.meeting == id || (item.raised_on <= held_on && returns(person, item, starts));
        item.is_open() && brought && item.end_in(id).is_none()
    };
    person.items.values().filter(waits).map(|item| item.id)
}

/// Whether an item waits for a meeting at a start, although it was brought to another: that was before it, was
/// cancelled or will not be held, and nothing later has put the item off.
fn returns(person: &Person, item: &Item, starts: NaiveDateTime) -> bool {
    let brought_to = person.meeting(item.meeting);
    let passed = brought_to.starts() < starts || brought_to.fell_out().is_some() || person.has_lapsed(&brought_to);
    passed && item.ends.iter().all(|end| person.meeting(end.meeting).starts() < starts)
}

/// Whether the employee's topics are there, declined, or recorded as asked (2F).
fn employee_topics_answered(person: &Person, meeting: &Meeting) -> bool {
    let own = |item: &Item| item.side == Side::Employee && item.meeting == meeting.id;
    meeting.declined.is_some() || meeting.asked.is_some() || person.items.values().any(own)
}
