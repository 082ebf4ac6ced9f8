//! An entry: a header that is chained and a body that is committed to, each on its own, so that a body can be
//! lawfully destroyed while every proof goes on verifying (LOG.md, "Entry"; byte by byte in docs/FORMAT.md).

use super::{Hash, LogError, Salt, canonical, commitment, time};
use crate::id::Id;
use chrono::{DateTime, NaiveDate, Utc};
use serde::{Deserialize, Serialize};
use serde_json::{Map, Value};

/// The format version every header of this program carries.
pub const FORMAT: u32 = 1;

/// The longest line, in bytes, an entry may take; far above any text a person writes.
pub const LONGEST_LINE: usize = 4 << 20;

/// What is chained: who recorded, when, into which stream, for which audience; no free text, no kind, no day.
///
/// The members stand in canonical order here and below, so that they are written so without being sorted.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Header {
    /// Who recorded it: the id of a person, never a name.
    pub actor: Id,
    /// The position in its batch, from 0, and the batch's size, so that a half-written command is seen.
    pub batch: [u32; 2],
    /// On whose behalf, when not the actor's own.
    pub behalf: Option<Id>,
    /// The body's commitment ([`super::commitment`]).
    pub body: Hash,
    /// The sequence of the entry that caused this one.
    pub cause: Option<u64>,
    /// The audience class.
    pub class: String,
    /// The hash of the header before this one in the log.
    pub prev: Option<Hash>,
    /// When it was recorded, UTC in microseconds; never earlier than the entry before, but for `clock-accepted`.
    #[serde(with = "time")]
    pub recorded_at: DateTime<Utc>,
    /// The request this batch answers ([`super::request_hash`]).
    pub request: Hash,
    /// The retention series.
    pub retention: String,
    /// In which role.
    pub role: String,
    /// The place in the log, from 0, without gaps.
    pub seq: u64,
    /// The stream: the person's or the agency's id.
    pub stream: Id,
    /// The hash of the header before this one in its stream.
    pub stream_prev: Option<Hash>,
    /// The format version, [`FORMAT`].
    pub v: u32,
    /// The place in the stream, from 0, without gaps.
    pub version: u64,
}

/// What happened: only this part is ever shown, withheld or destroyed.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Body {
    /// The event's own fields: integers within ±2^53, decimals as strings.
    pub fields: Map<String, Value>,
    /// The kind of event.
    pub kind: String,
    /// The day it happened, where it happened.
    pub occurred_on: NaiveDate,
    /// The salt every field's key is derived from.
    pub salt: Salt,
}

/// A header and its body, as stored on one line.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Entry {
    /// What happened; nothing once it was lawfully destroyed (`destruction.rs`).
    pub body: Option<Body>,
    /// What is chained.
    pub header: Header,
}

/// Why a line is not an entry.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("{0}")]
pub struct NotAnEntry(pub(crate) String);

impl Header {
    /// The hash that the next header, and the next one of the stream, refer to: plain BLAKE3 of the canonical header.
    pub fn hash(&self) -> Hash {
        Hash::of(canonical::in_order(self).as_bytes())
    }
}

impl Entry {
    /// The hash of the header ([`Header::hash`]).
    pub fn hash(&self) -> Hash {
        self.header.hash()
    }

    /// The kind of event, while there is a body to tell it.
    pub fn kind(&self) -> Option<&str> {
        self.body.as_ref().map(|body| body.kind.as_str())
    }

    /// The same entry after its body was destroyed: the header stays, with the commitment to what it was.
    pub(crate) fn without_body(self) -> Self {
        Self { body: None, ..self }
    }

    /// The one line, canonical JSON without its line feed.
    pub fn to_line(&self) -> String {
        let in_order = self.body.as_ref().is_none_or(|body| canonical::are_in_order(&body.fields));
        if in_order { canonical::in_order(self) } else { canonical::canonical(self) }
    }

    /// Reads a line back, without its line feed.
    ///
    /// # Errors
    /// Says what is wrong when the line is not JSON, not byte for byte what [`Entry::to_line`] writes, holds a member
    /// or number it must not, or when the body is not the one its header commits to.
    pub fn from_line(line: &str) -> Result<Self, NotAnEntry> {
        Self::read(line).map(|(entry, _)| entry)
    }

    /// As [`Entry::from_line`], with the entry's hash, taken of the header as it stands in the line.
    pub(crate) fn read(line: &str) -> Result<(Self, Hash), NotAnEntry> {
        let not = |what: String| Err(NotAnEntry(what));
        if line.len() > LONGEST_LINE {
            return not(format!("the line is longer than {LONGEST_LINE} bytes"));
        }
        let entry: Self = match serde_json::from_str(line) {
            Ok(entry) => entry,
            Err(e) => return not(format!("the line is not an entry of this format: {e}")),
        };
        entry.check().map_err(NotAnEntry)?;
        let Some(header) = entry.header_in(line) else {
            return not("the line is not written canonically (RFC 8785)".into());
        };
        if entry.body.as_ref().is_some_and(|body| commitment::commitment(body) != entry.header.body) {
            return not("the body is not the one the header commits to".into());
        }
        Ok((entry, Hash::of(header.as_bytes())))
    }

    /// The canonical header within a line, if the line is byte for byte what [`Entry::to_line`] writes. That is
    /// compared as it is written, without writing it: reading a log does this with every entry.
    fn header_in<'a>(&self, line: &'a str) -> Option<&'a str> {
        let after_body = line.strip_prefix("{\"body\":")?;
        let rest = match &self.body {
            Some(body) if !canonical::are_in_order(&body.fields) => {
                after_body.strip_prefix(&canonical::canonical(body))?
            }
            body => canonical::after_written(body, after_body)?,
        };
        let header = rest.strip_prefix(",\"header\":")?.strip_suffix('}')?;
        canonical::after_written(&self.header, header)?.is_empty().then_some(header)
    }

    /// Says what in the entry this format does not allow; chains and commitments are checked elsewhere.
    pub(crate) fn check(&self) -> Result<(), String> {
        let header = &self.header;
        if header.v != FORMAT {
            return Err(format!("format version {} is not {FORMAT}, the one this program knows", header.v));
        }
        for (name, word) in [("role", &header.role), ("class", &header.class), ("retention", &header.retention)] {
            must_be_word(name, word)?;
        }
        let [position, count] = header.batch;
        if position >= count {
            return Err(format!("position {position} lies outside a batch of {count}"));
        }
        self.body.as_ref().map_or(Ok(()), Body::check)
    }
}

impl Body {
    /// Says what in the body this format does not allow.
    fn check(&self) -> Result<(), String> {
        must_be_word("kind", &self.kind)?;
        if let Some(name) = commitment::OWN_NAMES.iter().find(|name| self.fields.contains_key(**name)) {
            return Err(format!("a field must not be named {name:?}: the body has its own"));
        }
        match self.fields.iter().find_map(|(name, value)| Some((name, canonical::unfit(value)?))) {
            Some((name, what)) => Err(format!("field {name:?}: {what}")),
            None => Ok(()),
        }
    }
}

fn must_be_word(name: &str, word: &str) -> Result<(), String> {
    if is_word(word) { Ok(()) } else { Err(format!("the {name} {word:?} is not 1 to 40 of a-z, 0-9 and -")) }
}

/// Whether a text is one to forty of a-z, 0-9 and hyphen, as roles, classes, retention series and kinds are.
pub fn is_word(text: &str) -> bool {
    (1..=40).contains(&text.len()) && text.bytes().all(|b| b.is_ascii_lowercase() || b.is_ascii_digit() || b == b'-')
}

impl From<NotAnEntry> for LogError {
    fn from(not: NotAnEntry) -> Self {
        Self::Unfit { what: not.0 }
    }
}
