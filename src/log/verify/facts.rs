//! What the journal says, gathered while it is read: the measure sled is held against.

use super::Report;
use crate::{
    id::Id,
    log::{
        Entry, Hash, Head, Projector,
        journal::{Reader, Tail},
    },
};
use std::collections::HashMap;

/// How many entries are folded into the projection at a time, at least.
const CHUNK: usize = 1024;

/// Everything the journal says that sled repeats.
pub(crate) struct Facts<'a> {
    projector: &'a dyn Projector,
    /// The hash of each entry's header; it commits to the body.
    pub(crate) hashes: Vec<Hash>,
    pub(crate) streams: HashMap<Id, Vec<u64>>,
    pub(crate) requests: HashMap<Hash, (u64, u64)>,
    pub(crate) head: Option<Head>,
    folded: Option<Vec<u8>>,
    pending: Vec<Entry>,
    last_batch: Vec<Entry>,
}

impl<'a> Facts<'a> {
    pub(crate) fn new(projector: &'a dyn Projector) -> Self {
        let (hashes, streams, requests) = Default::default();
        let (pending, last_batch) = Default::default();
        Self { projector, hashes, streams, requests, head: None, folded: None, pending, last_batch }
    }

    pub(crate) fn entries(&self) -> u64 {
        self.hashes.len() as u64
    }

    /// Reads on, up to the durable head or the first thing that is wrong.
    pub(crate) fn take(&mut self, reader: &mut Reader, report: &mut Report) {
        for entry in reader {
            match entry {
                Ok(entry) => self.add(entry),
                Err(e) => report.damage(e),
            }
        }
    }

    /// What lies beyond the head: complete batches count, because the next command adopts them.
    pub(crate) fn take_tail(&mut self, tail: &Tail, report: &mut Report) {
        if !tail.entries.is_empty() {
            let count = tail.entries.len();
            report.notices.push(format!("{count} entries are beyond the durable head; the next command adopts them."));
        }
        if let Some(what) = &tail.torn {
            report.notices.push(format!(
                "An interrupted command left an incomplete batch at the end of the journal ({what}); the next one \
                 cuts it."
            ));
        }
        tail.entries.iter().cloned().for_each(|entry| self.add(entry));
    }

    fn add(&mut self, entry: Entry) {
        let header = &entry.header;
        if header.batch[0] == 0 {
            self.pending.append(&mut self.last_batch);
            self.requests.insert(header.request, (header.seq, u64::from(header.batch[1])));
            if self.pending.len() >= CHUNK {
                let folded = self.folded.take();
                self.folded = self.fold(folded, &self.pending);
                self.pending.clear();
            }
        }
        let head = Head::of(&entry);
        self.streams.entry(header.stream).or_default().push(header.seq);
        self.hashes.push(head.hash);
        self.head = Some(head);
        self.last_batch.push(entry);
    }

    fn fold(&self, current: Option<Vec<u8>>, entries: &[Entry]) -> Option<Vec<u8>> {
        if entries.is_empty() {
            return current;
        }
        self.projector.project(current.as_deref(), entries).or(current)
    }

    /// How many entries the last batch has.
    pub(crate) fn last_batch(&self) -> u64 {
        self.last_batch.len() as u64
    }

    pub(crate) fn version(&self) -> u32 {
        self.projector.version()
    }

    /// The projection after all entries, or after all but the last batch.
    pub(crate) fn projection(&self, with_last_batch: bool) -> Option<Vec<u8>> {
        let before = self.fold(self.folded.clone(), &self.pending);
        if with_last_batch { self.fold(before, &self.last_batch) } else { before }
    }
}
