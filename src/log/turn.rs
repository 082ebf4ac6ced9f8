//! One turn: a batch as decided becomes entries as recorded. Nothing is written here.
//!
//! The store and its in-memory twin share this file, so that they refuse the same things for the same reasons.

use super::{
    Body, Entry, FORMAT, Hash, Head, Header, LONGEST_LINE, LogError, Salt, chain::StreamEnd, commitment, time,
};
use crate::id::Id;
use chrono::{DateTime, NaiveDate, Utc};
use serde_json::{Map, Value};
use std::collections::HashMap;

/// One entry as decided, before the log gives it its place.
#[derive(Clone, Debug, PartialEq)]
pub struct NewEntry {
    /// The stream it goes into.
    pub stream: Id,
    /// Who records it.
    pub actor: Id,
    /// In which role: 1 to 40 of a-z, 0-9 and -, as are class, retention and kind.
    pub role: String,
    /// On whose behalf, when not the actor's own.
    pub behalf: Option<Id>,
    /// The audience class.
    pub class: String,
    /// The retention series.
    pub retention: String,
    /// The sequence of the entry that caused this one; it must be in the log already or earlier in the batch.
    pub cause: Option<u64>,
    /// The kind of event.
    pub kind: String,
    /// The day it happened.
    pub occurred_on: NaiveDate,
    /// The event's own fields: integers within ±2^53, decimals as strings.
    pub fields: Map<String, Value>,
}

/// All entries of one command: recorded together or not at all.
#[derive(Clone, Debug, PartialEq)]
pub struct Batch {
    /// The request they answer ([`super::request_hash`]).
    pub request: Hash,
    /// The number of entries each stream had when the command was decided.
    pub expected: Vec<(Id, u64)>,
    /// The entries, in order; at least one.
    pub entries: Vec<NewEntry>,
}

/// What a batch is given when it is recorded: the time and the salts. The command has the system's clock and random
/// bytes; the sample agency has a script.
pub trait Stamp {
    /// What the clock shows.
    fn now(&mut self) -> DateTime<Utc>;
    /// Thirty-two random bytes; asked for once an entry, in order.
    fn salt(&mut self) -> [u8; 32];
}

/// What a turn has to know of the log.
pub(crate) trait Known {
    fn head(&self) -> Option<Head>;
    fn stream_end(&self, id: Id) -> Result<Option<StreamEnd>, LogError>;
    fn answered(&self, request: &Hash) -> Result<Option<(u64, u32)>, LogError>;
}

/// Entries ready to be written, with their lines and hashes.
pub(crate) struct Turn {
    pub(crate) entries: Vec<Entry>,
    pub(crate) lines: Vec<String>,
    pub(crate) hashes: Vec<Hash>,
}

/// Decides whether the batch still stands, and gives every entry its place, its time and its links.
pub(crate) fn prepare(batch: Batch, known: &dyn Known, stamp: &mut dyn Stamp) -> Result<Turn, LogError> {
    let count = match u32::try_from(batch.entries.len()) {
        Ok(count) if count > 0 => count,
        Ok(_) => return Err(LogError::Unfit { what: "a batch without entries".into() }),
        Err(_) => return Err(LogError::Unfit { what: "a batch of more than 2^32 entries".into() }),
    };
    if let Some((first, count)) = known.answered(&batch.request)? {
        return Err(LogError::RequestUsed { first, count });
    }
    let mut ends = HashMap::new();
    for (stream, expected) in batch.expected {
        let end = known.stream_end(stream)?;
        let actual = end.map_or(0, |(count, _)| count);
        if actual != expected {
            return Err(LogError::Conflict { stream, expected, actual });
        }
        ends.insert(stream, end);
    }
    let accepts_clock = count == 1 && batch.entries[0].kind == time::CLOCK_ACCEPTED;
    let mut head = known.head();
    let recorded_at = time::recorded_at(stamp.now(), head.map(|head| head.recorded_at), accepts_clock)?;
    let mut turn = Turn { entries: Vec::new(), lines: Vec::new(), hashes: Vec::new() };
    for (new, position) in batch.entries.into_iter().zip(0..) {
        let stream = new.stream;
        let end = match ends.get(&stream) {
            Some(end) => *end,
            None => known.stream_end(stream)?,
        };
        let salt = Salt::from_bytes(stamp.salt());
        let body = Body { kind: new.kind, occurred_on: new.occurred_on, fields: new.fields, salt };
        let header = Header {
            v: FORMAT,
            seq: head.map_or(0, |head| head.seq + 1),
            stream,
            version: end.map_or(0, |(count, _)| count),
            recorded_at,
            actor: new.actor,
            role: new.role,
            behalf: new.behalf,
            class: new.class,
            retention: new.retention,
            cause: new.cause,
            batch: [position, count],
            request: batch.request,
            prev: head.map(|head| head.hash),
            stream_prev: end.map(|(_, hash)| hash),
            body: commitment::commitment(&body),
        };
        let entry = Entry { header, body: Some(body) };
        let (line, hash) = checked_line(&entry)?;
        let next = Head { seq: entry.header.seq, hash, recorded_at };
        ends.insert(stream, Some((entry.header.version + 1, next.hash)));
        head = Some(next);
        turn.lines.push(line);
        turn.hashes.push(hash);
        turn.entries.push(entry);
    }
    Ok(turn)
}

/// The line of an entry and its hash, after making sure that it can be read back: what is written stays for good.
fn checked_line(entry: &Entry) -> Result<(String, Hash), LogError> {
    let unfit = |what: String| LogError::Unfit { what };
    entry.check().map_err(unfit)?;
    let header = &entry.header;
    if header.cause.is_some_and(|cause| cause >= header.seq) {
        return Err(unfit("the cause named is not in the log yet".into()));
    }
    let line = entry.to_line();
    if line.len() > LONGEST_LINE {
        return Err(unfit(format!("an entry of {} bytes; at most {LONGEST_LINE} are kept", line.len())));
    }
    let (read, hash) = Entry::read(&line)?;
    if read != *entry {
        return Err(unfit("the entry does not read back as it was written".into()));
    }
    Ok((line, hash))
}
