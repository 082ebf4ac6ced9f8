//! Critical messages: what a leader wants to say to each of several people alone, and to whom it was said (2.K3).

use super::{
    decide::{Context, Proposed},
    event::Event,
    names::MeetingId,
    person::Person,
    records::Recorded,
    refusal::{Refusal, clean},
};
use crate::id::Id;
use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

/// `critical-message-identified`: one entry in the stream of each who is to hear it, all of one batch.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct CriticalMessageIdentified {
    /// Which message: the same id in every stream.
    pub message: Id,
    /// What is to be said.
    pub text: String,
}

/// `critical-message-delivered`
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct CriticalMessageDelivered {
    /// Which message.
    pub message: Id,
    /// The meeting it was said in.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub meeting: Option<MeetingId>,
}

/// That a message was said.
#[derive(Clone, Debug, PartialEq)]
pub struct Delivery {
    /// The entry.
    pub seq: u64,
    /// When.
    pub on: NaiveDate,
    /// In which meeting.
    pub meeting: Option<MeetingId>,
}

/// A critical message to one person, as it stands.
#[derive(Clone, Debug, PartialEq)]
pub struct Message {
    /// Which one.
    pub id: Id,
    /// What is to be said.
    pub text: String,
    /// The entry that identified it.
    pub seq: u64,
    /// When it was identified.
    pub on: NaiveDate,
    /// The leader who did.
    pub by: Id,
    /// That it was said, once it was.
    pub delivered: Option<Delivery>,
}

impl Message {
    /// The first digits of its id: enough to name it by.
    pub fn short(&self) -> String {
        short(self.id)
    }
}

/// The first digits of a message's id.
pub fn short(id: Id) -> String {
    id.to_string()[..6].to_owned()
}

/// Folds one entry into the person's messages.
pub(super) fn evolve(person: &mut Person, entry: &Recorded) {
    match &entry.event {
        Event::CriticalMessageIdentified(it) => person.messages.push(Message {
            id: it.message,
            text: it.text.clone(),
            seq: entry.seq,
            on: entry.occurred_on,
            by: entry.actor,
            delivered: None,
        }),
        Event::CriticalMessageDelivered(it) => {
            let delivery = Delivery { seq: entry.seq, on: entry.occurred_on, meeting: it.meeting };
            if let Some(message) = person.messages.iter_mut().find(|message| message.id == it.message) {
                message.delivered = Some(delivery);
            }
        }
        _ => {}
    }
}

/// Identifies a message to several people: `coach message --to`. It is decided for each of them; one refusal refuses
/// the whole.
#[derive(Clone, Debug, PartialEq)]
pub struct Identify {
    /// A fresh id.
    pub message: Id,
    /// Who is to hear it.
    pub to: Vec<Id>,
    /// What is to be said.
    pub text: String,
}

impl Identify {
    /// The part of one who is to hear it.
    ///
    /// # Errors
    /// Refuses an empty text.
    pub fn decide(&self, context: &Context<'_>, person: &Person) -> Result<Vec<Proposed>, Refusal> {
        let text = clean("message", &self.text)?;
        let event = CriticalMessageIdentified { message: self.message, text };
        context.record(person, vec![Event::CriticalMessageIdentified(event)])
    }
}

/// Records that messages were said: `coach message PERSON --delivered`.
#[derive(Clone, Debug, PartialEq)]
pub struct Deliver {
    /// Which, by the first digits of its id; empty for the one that waits.
    pub which: String,
    /// The original date of the meeting it was said in.
    pub meeting: Option<NaiveDate>,
}

impl Deliver {
    /// # Errors
    /// Refuses where none or several fit, and what was delivered already.
    pub fn decide(&self, context: &Context<'_>, person: &Person) -> Result<Vec<Proposed>, Refusal> {
        let meeting = person.meeting_for_note(self.meeting, context)?;
        context.record(person, vec![delivered(context, person, &self.which, meeting)?])
    }
}

/// The delivery of the message that some digits name.
pub(super) fn delivered(
    context: &Context<'_>,
    person: &Person,
    which: &str,
    meeting: Option<MeetingId>,
) -> Result<Event, Refusal> {
    let name = context.directory.name(person.id);
    let named = |message: &&Message| match which {
        "" => message.delivered.is_none(),
        digits => message.id.to_string().starts_with(&digits.to_lowercase()),
    };
    let list = |messages: &[&Message]| {
        let line = |it: &&Message| format!("{} of {}: {}", it.short(), it.on, context.shown(person, it.seq, &it.text));
        messages.iter().map(line).collect::<Vec<_>>()
    };
    let fits: Vec<_> = person.messages.iter().filter(named).collect();
    let message = match fits.as_slice() {
        [one] => *one,
        [] => {
            let waiting: Vec<_> = person.messages.iter().filter(|message| message.delivered.is_none()).collect();
            let what = match which {
                "" => format!("No critical message to {name} waits."),
                digits => format!("No critical message to {name} begins with {digits:?}."),
            };
            let next = "Name one that waits; or identify one: coach message --to PERSON -m TEXT.";
            return Err(Refusal::new(what, next).by("2.K3").listing(list(&waiting)));
        }
        several => {
            let what = format!("{} critical messages to {name} fit.", several.len());
            return Err(Refusal::new(what, "Name one by its first digits.").by("2.K3").listing(list(several)));
        }
    };
    if let Some(known) = &message.delivered {
        let what = format!("Message {} was delivered to {name} on {} (#{}).", message.short(), known.on, known.seq);
        return Err(Refusal::new(what, "Nothing is left to do.").by("2.K3"));
    }
    if context.on < message.on {
        let what = format!("Message {} was identified on {}, after {}.", message.short(), message.on, context.on);
        return Err(Refusal::new(what, "Give the day it was said on with --on.").by("2.K3"));
    }
    Ok(Event::CriticalMessageDelivered(CriticalMessageDelivered { message: message.id, meeting }))
}
