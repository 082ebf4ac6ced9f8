//! How far a leader's critical messages have come: to how many of those who are to hear each, and to whom not yet
//! (2.K3). Dates, counts and names; a message is named by its date and first digits, never by its words.

use super::sight::{Named, Sight};
use crate::{domain::message::short, id::Id};
use chrono::NaiveDate;
use serde::Serialize;
use std::collections::BTreeMap;

/// A critical message to one person, without its words.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct MessageMark {
    /// To whom.
    pub person: Named,
    /// Which message.
    pub message: Id,
    /// When it was identified.
    pub on: NaiveDate,
    /// By whom.
    pub by: Id,
    /// When it was said, once it was.
    pub delivered: Option<NaiveDate>,
}

/// How far one message has come.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Reach {
    /// The first digits of its id.
    pub message: String,
    /// When it was identified.
    pub on: NaiveDate,
    /// To how many it is.
    pub of: usize,
    /// How many have heard it.
    pub delivered: usize,
    /// When the last of them did.
    pub last: Option<NaiveDate>,
    /// Who has not, by name.
    pub waiting: Vec<Named>,
}

/// The critical messages to a person.
pub fn marks(sight: &Sight<'_>) -> Vec<MessageMark> {
    let messages = sight.person.messages.iter().filter(|message| message.on <= sight.as_of);
    let said = |on: NaiveDate| Some(on).filter(|on| *on <= sight.as_of);
    messages
        .map(|it| MessageMark {
            person: sight.named(),
            message: it.id,
            on: it.on,
            by: it.by,
            delivered: it.delivered.as_ref().and_then(|delivery| said(delivery.on)),
        })
        .collect()
}

/// The reach of each message that a leader identified, among these people: the last first, and those that wait before
/// those that everybody heard.
pub fn reach<'m>(leader: Id, marks: impl IntoIterator<Item = &'m MessageMark>) -> Vec<Reach> {
    let mut by_message: BTreeMap<(NaiveDate, Id), Vec<&MessageMark>> = BTreeMap::new();
    for mark in marks.into_iter().filter(|mark| mark.by == leader) {
        by_message.entry((mark.on, mark.message)).or_default().push(mark);
    }
    let row = |((on, message), marks): ((NaiveDate, Id), Vec<&MessageMark>)| {
        let mut waiting: Vec<_> =
            marks.iter().filter(|it| it.delivered.is_none()).map(|it| it.person.clone()).collect();
        waiting.sort_by(|a, b| (&a.name, a.id).cmp(&(&b.name, b.id)));
        Reach {
            message: short(message),
            on,
            of: marks.len(),
            delivered: marks.len() - waiting.len(),
            last: marks.iter().filter_map(|it| it.delivered).max(),
            waiting,
        }
    };
    let mut rows: Vec<_> = by_message.into_iter().rev().map(row).collect();
    rows.sort_by_key(|row| row.waiting.is_empty());
    rows
}
