//! Preparation: both sides write down what they bring (2.K1, 2.K2), and each item ends in a meeting (3.K3).

use super::{
    audience::{Side, UnknownWord, closed_list},
    decide::{Context, Proposed},
    event::Event,
    names::{ItemId, MeetingId},
    person::Person,
    records::Recorded,
    refusal::{Refusal, clean, clean_if_any},
    review::AgendaReviewed,
};
use crate::id::Id;
use chrono::{DateTime, NaiveDate, Utc};
use serde::{Deserialize, Serialize};
use std::{fmt, str::FromStr};

closed_list! {
    /// How a prepared item ended in a meeting (3.K3); deferred ones return.
    Outcome {
        /// It was talked about.
        Discussed = "discussed",
        /// It returns on the next agenda.
        Deferred = "deferred",
        /// It is no longer wanted.
        Dropped = "dropped",
    }
}

/// One prepared item.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct PreparedItem {
    /// Its name in this person's stream.
    pub item: ItemId,
    /// The topic of the standard agenda, `2C`.
    pub topic: String,
    /// What it is.
    pub text: String,
}

/// `preparation-submitted`
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct PreparationSubmitted {
    /// The meeting it is for.
    pub meeting: MeetingId,
    /// Whose preparation; always its author's.
    pub side: Side,
    /// What they bring.
    pub items: Vec<PreparedItem>,
    /// One win (2.R).
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub win: Option<String>,
    /// One growth item (2.R).
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub growth: Option<String>,
}

/// `agenda-item-raised`: an item outside a preparation, such as the employee's own topic (2F).
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct AgendaItemRaised {
    /// Its name in this person's stream.
    pub item: ItemId,
    /// The meeting it is for.
    pub meeting: MeetingId,
    /// The topic of the standard agenda.
    pub topic: String,
    /// Whose item.
    pub side: Side,
    /// What it is.
    pub text: String,
}

/// `agenda-item-ended`
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct AgendaItemEnded {
    /// Which item.
    pub item: ItemId,
    /// In which meeting.
    pub meeting: MeetingId,
    /// How.
    pub outcome: Outcome,
}

/// The end of an item in one meeting.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct ItemEnd {
    /// The entry.
    pub seq: u64,
    /// When.
    pub on: NaiveDate,
    /// In which meeting.
    pub meeting: MeetingId,
    /// How.
    pub outcome: Outcome,
}

/// An agenda item as it stands.
#[derive(Clone, Debug, PartialEq)]
pub struct Item {
    /// Its name.
    pub id: ItemId,
    /// The topic.
    pub topic: String,
    /// Whose item.
    pub side: Side,
    /// What it is.
    pub text: String,
    /// The meeting it was first brought to.
    pub meeting: MeetingId,
    /// The entry that brought it.
    pub seq: u64,
    /// When it was brought.
    pub raised_on: NaiveDate,
    /// How it ended, meeting by meeting; only the last may be other than deferred.
    pub ends: Vec<ItemEnd>,
}

impl Item {
    /// Whether it still waits to be talked about or dropped.
    pub fn is_open(&self) -> bool {
        self.ends.last().is_none_or(|end| end.outcome == Outcome::Deferred)
    }

    /// How it ended in a meeting.
    pub fn end_in(&self, meeting: MeetingId) -> Option<&ItemEnd> {
        self.ends.iter().rev().find(|end| end.meeting == meeting)
    }

    /// The meeting that put it off last, if it waits because of that.
    pub fn deferred(&self) -> Option<&ItemEnd> {
        self.ends.last().filter(|end| end.outcome == Outcome::Deferred)
    }
}

/// A preparation as it stands; its items are the person's.
#[derive(Clone, Debug, PartialEq)]
pub struct Preparation {
    /// Whose.
    pub side: Side,
    /// The author.
    pub by: Id,
    /// The entry.
    pub seq: u64,
    /// When it was written.
    pub on: NaiveDate,
    /// When it was recorded.
    pub recorded_at: DateTime<Utc>,
    /// One win.
    pub win: Option<String>,
    /// One growth item.
    pub growth: Option<String>,
    /// The items it brought.
    pub items: Vec<ItemId>,
}

/// Folds one entry into the person's items and the meetings' preparations.
pub(super) fn evolve(person: &mut Person, entry: &Recorded) {
    let item = |it: PreparedItem, meeting, side| Item {
        id: it.item,
        topic: it.topic,
        side,
        text: it.text,
        meeting,
        seq: entry.seq,
        raised_on: entry.occurred_on,
        ends: Vec::new(),
    };
    match &entry.event {
        Event::PreparationSubmitted(it) => {
            for prepared in &it.items {
                person.items.insert(prepared.item, item(prepared.clone(), it.meeting, it.side));
            }
            person.touch(it.meeting).preparations.push(Preparation {
                side: it.side,
                by: entry.actor,
                seq: entry.seq,
                on: entry.occurred_on,
                recorded_at: entry.recorded_at,
                win: it.win.clone(),
                growth: it.growth.clone(),
                items: it.items.iter().map(|prepared| prepared.item).collect(),
            });
        }
        Event::AgendaItemRaised(it) => {
            let prepared = PreparedItem { item: it.item, topic: it.topic.clone(), text: it.text.clone() };
            person.items.insert(it.item, item(prepared, it.meeting, it.side));
            person.touch(it.meeting);
        }
        Event::AgendaItemEnded(it) => {
            if let Some(item) = person.items.get_mut(&it.item) {
                let end = ItemEnd { seq: entry.seq, on: entry.occurred_on, meeting: it.meeting, outcome: it.outcome };
                item.ends.push(end);
            }
        }
        _ => {}
    }
}

/// Submits a preparation, and that the agenda was gone through: `coach prep`.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Prepare {
    /// The original date of the meeting; the next one where nothing is said.
    pub meeting: Option<NaiveDate>,
    /// The items: topic and text.
    pub items: Vec<(String, String)>,
    /// One win.
    pub win: Option<String>,
    /// One growth item.
    pub growth: Option<String>,
    /// Whether the author went through the agenda (2.K1).
    pub reviewed: bool,
    /// What they marked in it.
    pub highlights: Vec<String>,
}

impl Prepare {
    /// # Errors
    /// Refuses an empty preparation, unknown topics, and a meeting that was held or cancelled.
    pub fn decide(&self, context: &Context<'_>, person: &Person) -> Result<Vec<Proposed>, Refusal> {
        let meeting = person.meeting_to_come(self.meeting, context)?;
        let first = ItemId::next(person.items.keys()).0;
        let mut items = Vec::new();
        for (at, (topic, text)) in (first..).zip(&self.items) {
            let topic = context.topic(topic)?;
            items.push(PreparedItem { item: ItemId(at), topic, text: clean("item", text)? });
        }
        let win = clean_if_any("win", self.win.as_deref())?;
        let growth = clean_if_any("growth item", self.growth.as_deref())?;
        let highlights = self.highlights.iter().map(|text| clean("highlight", text)).collect::<Result<Vec<_>, _>>()?;
        let side = context.side(person.id);
        let mut events = Vec::new();
        if self.reviewed || !highlights.is_empty() {
            events.push(Event::AgendaReviewed(AgendaReviewed { meeting, side, highlights }));
        }
        if !items.is_empty() || win.is_some() || growth.is_some() {
            let submitted = PreparationSubmitted { meeting, side, items, win, growth };
            events.push(Event::PreparationSubmitted(submitted));
        }
        if events.is_empty() {
            let next = "Give at least one of -m, --item TOPIC:TEXT, --win, --growth, --reviewed.";
            return Err(Refusal::new("The preparation is empty.", next).by("2.K2"));
        }
        context.record(person, events)
    }
}
