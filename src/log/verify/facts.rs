//! What the journal says, gathered while it is read: the measure sled is held against.

use super::Report;
use crate::{
    id::Id,
    log::{
        Entry, Hash, Head, Projector,
        journal::{Reader, Tail},
    },
};
use std::collections::{BTreeSet, HashMap};

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
    /// The entries without a body.
    pub(crate) bare: BTreeSet<u64>,
    folded: Option<Vec<u8>>,
    pending: Vec<Entry>,
    /// Where the last commit begins.
    last_from: u64,
    last_commit: Vec<Entry>,
}

impl<'a> Facts<'a> {
    pub(crate) fn new(projector: &'a dyn Projector) -> Self {
        let (hashes, streams, requests) = Default::default();
        let (pending, last_from, last_commit) = Default::default();
        let bare = BTreeSet::new();
        Self { projector, hashes, streams, requests, bare, head: None, folded: None, pending, last_from, last_commit }
    }

    pub(crate) fn entries(&self) -> u64 {
        self.hashes.len() as u64
    }

    /// Reads on, up to the durable head or the first thing that is wrong.
    pub(crate) fn take(&mut self, reader: &mut Reader, report: &mut Report) {
        self.commit_from(reader.durable().before);
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
            self.commit_from(self.entries());
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

    /// The last commit begins with this entry: what was taken for it before is none of it.
    fn commit_from(&mut self, seq: u64) {
        let earlier = self.last_commit.partition_point(|entry| entry.header.seq < seq);
        self.pending.extend(self.last_commit.drain(..earlier));
        self.last_from = seq;
    }

    fn add(&mut self, entry: Entry) {
        let header = &entry.header;
        if entry.body.is_none() {
            self.bare.insert(header.seq);
        }
        if header.batch[0] == 0 {
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
        if head.seq < self.last_from { self.pending.push(entry) } else { self.last_commit.push(entry) }
    }

    fn fold(&self, current: Option<Vec<u8>>, entries: &[Entry]) -> Option<Vec<u8>> {
        if entries.is_empty() {
            return current;
        }
        self.projector.project(current.as_deref(), entries).or(current)
    }

    /// How many entries were recorded by the last commit.
    pub(crate) fn last_commit(&self) -> u64 {
        self.last_commit.len() as u64
    }

    pub(crate) fn version(&self) -> u32 {
        self.projector.version()
    }

    /// The projection after all entries, or after all but the last commit's.
    pub(crate) fn projection(&self, with_last: bool) -> Option<Vec<u8>> {
        let before = self.fold(self.folded.clone(), &self.pending);
        if with_last { self.fold(before, &self.last_commit) } else { before }
    }
}
