//! The chain as it is read: every entry is held against all that came before it.
//!
//! The same check serves the journal's readers, verify, import and doctor, so that none of them is more lenient.

use super::{Entry, Hash, Header, destruction::Gone, time};
use crate::id::Id;
use chrono::{DateTime, Utc};
use std::collections::{HashMap, HashSet};

/// The end of the log, or of a part of it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Head {
    /// The sequence of the last entry.
    pub seq: u64,
    /// The hash of its header.
    pub hash: Hash,
    /// When it was recorded.
    pub recorded_at: DateTime<Utc>,
}

impl Head {
    /// The head an entry becomes when it is the last.
    pub fn of(entry: &Entry) -> Self {
        Self { seq: entry.header.seq, hash: entry.hash(), recorded_at: entry.header.recorded_at }
    }
}

/// The number of entries and the last header's hash of one stream.
pub(crate) type StreamEnd = (u64, Hash);

/// The links within the log: sequence, previous hash, times and batches, without the streams.
#[derive(Clone, Debug, Default)]
pub(crate) struct Links {
    /// The last entry passed.
    pub(crate) head: Option<Head>,
    open: Option<Open>,
}

/// A batch of which not every entry has passed.
#[derive(Clone, Debug)]
struct Open {
    first: u64,
    next: u32,
    count: u32,
    request: Hash,
}

impl Links {
    /// Links that go on after a head known to end a batch.
    pub(crate) fn after(head: Option<Head>) -> Self {
        Self { head, open: None }
    }

    /// How many entries the log has up to here.
    pub(crate) fn entries(&self) -> u64 {
        self.head.map_or(0, |head| head.seq + 1)
    }

    /// The first sequence of a batch that is not complete.
    pub(crate) fn incomplete(&self) -> Option<u64> {
        self.open.as_ref().map(|open| open.first)
    }

    /// Lets the next entry pass, whose hash is known from reading it, or says why it cannot come here.
    pub(crate) fn pass(&mut self, entry: &Entry, hash: Hash) -> Result<(), String> {
        let header = &entry.header;
        let seq = self.entries();
        if header.seq != seq {
            return Err(format!("entry #{} stands where #{seq} must come", header.seq));
        }
        if header.prev != self.head.map(|head| head.hash) {
            return Err(format!("entry #{seq} does not refer to the header before it"));
        }
        if let Some(head) = self.head
            && header.recorded_at < head.recorded_at
            && entry.kind() != Some(time::CLOCK_ACCEPTED)
        {
            return Err(format!("entry #{seq} is recorded earlier than the one before it"));
        }
        if header.cause.is_some_and(|cause| cause >= seq) {
            return Err(format!("entry #{seq} names a cause that is not before it"));
        }
        self.open = self.batch(header)?;
        self.head = Some(Head { seq, hash, recorded_at: header.recorded_at });
        Ok(())
    }

    fn batch(&self, header: &Header) -> Result<Option<Open>, String> {
        let (seq, [position, count]) = (header.seq, header.batch);
        let request = header.request;
        let first = match &self.open {
            None if position == 0 => seq,
            None => return Err(format!("entry #{seq} is number {position} of a batch that has not begun")),
            Some(open) if (open.next, open.count, open.request) == (position, count, request) => open.first,
            Some(open) => {
                return Err(format!("entry #{seq} stands in the middle of the batch from #{} on", open.first));
            }
        };
        Ok((position + 1 < count).then_some(Open { first, next: position + 1, count, request }))
    }
}

/// The whole chain: the links, every stream's own chain, no request answered twice, and no body gone without an order.
#[derive(Clone, Debug, Default)]
pub(crate) struct Chain {
    pub(crate) links: Links,
    pub(crate) streams: HashMap<Id, StreamEnd>,
    pub(crate) requests: HashSet<Hash>,
    pub(crate) gone: Gone,
}

impl Chain {
    /// Lets the next entry pass, whose hash is known from reading it, or says why it cannot come here.
    pub(crate) fn pass(&mut self, entry: &Entry, hash: Hash) -> Result<(), String> {
        let header = &entry.header;
        self.links.pass(entry, hash)?;
        if header.batch[0] == 0 && !self.requests.insert(header.request) {
            return Err(format!("entry #{} answers a request that was answered before", header.seq));
        }
        follows(self.streams.get(&header.stream).copied(), header)?;
        self.streams.insert(header.stream, (header.version + 1, hash));
        self.gone.pass(entry)
    }

    /// Why the log cannot end here, if it cannot.
    pub(crate) fn unfinished(&self) -> Option<String> {
        if let Some(first) = self.links.incomplete() {
            return Some(format!("it ends in the middle of the batch from entry #{first} on"));
        }
        let bare = self.gone.unexplained()?;
        Some(format!("entry #{bare} has no body, and no entry says that it was destroyed"))
    }
}

/// Whether a header is the next of its stream.
pub(crate) fn follows(end: Option<StreamEnd>, header: &Header) -> Result<(), String> {
    let seq = header.seq;
    let (version, hash) = end.map_or((0, None), |(count, hash)| (count, Some(hash)));
    if header.version != version {
        return Err(format!("entry #{seq} is version {} where {version} of its stream must come", header.version));
    }
    if header.stream_prev != hash {
        return Err(format!("entry #{seq} does not refer to the header before it in its stream"));
    }
    Ok(())
}
