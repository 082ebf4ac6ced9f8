//! The in-memory twin: the same log without a disk, for tests and for deciding what would happen.

use super::{
    Batch, Entry, Hash, Head, Log, LogError, Projector, Stamp,
    chain::StreamEnd,
    destruction,
    turn::{self, Known},
};
use crate::id::Id;
use std::collections::HashMap;

/// A log that lives as long as the value. It refuses and records what [`super::Store`] does (one contract suite runs
/// on both).
pub struct Memory {
    projector: Box<dyn Projector>,
    projection: Option<Vec<u8>>,
    entries: Vec<Entry>,
    streams: HashMap<Id, Vec<u64>>,
    requests: HashMap<Hash, (u64, u32)>,
}

impl Memory {
    /// An empty log.
    pub fn new(projector: Box<dyn Projector>) -> Self {
        let (streams, requests) = Default::default();
        Self { projector, projection: None, entries: Vec::new(), streams, requests }
    }

    fn take(&mut self, batch: Batch, stamp: &mut dyn Stamp) -> Result<Vec<Entry>, LogError> {
        let request = batch.request;
        let turn = turn::prepare(batch, self, stamp)?;
        if let Some(projection) = self.projector.project(self.projection.as_deref(), &turn.entries) {
            self.projection = Some(projection);
        }
        self.requests.insert(request, (turn.entries[0].header.seq, turn.entries[0].header.batch[1]));
        for entry in &turn.entries {
            self.streams.entry(entry.header.stream).or_default().push(entry.header.seq);
            self.entries.push(entry.clone());
        }
        Ok(turn.entries)
    }

    fn at(&self, seq: u64) -> Option<&Entry> {
        self.entries.get(usize::try_from(seq).ok()?)
    }
}

impl Known for Memory {
    fn head(&self) -> Option<Head> {
        self.entries.last().map(Head::of)
    }

    fn stream_end(&self, id: Id) -> Result<Option<StreamEnd>, LogError> {
        let last = self.streams.get(&id).and_then(|seqs| self.at(*seqs.last()?));
        Ok(last.map(|entry| (entry.header.version + 1, entry.hash())))
    }

    fn answered(&self, request: &Hash) -> Result<Option<(u64, u32)>, LogError> {
        Ok(self.requests.get(request).copied())
    }
}

impl Log for Memory {
    fn stage(&mut self, batch: Batch, stamp: &mut dyn Stamp) -> Result<Vec<Entry>, LogError> {
        destruction::must_not_be_in(&batch)?;
        self.take(batch, stamp)
    }

    /// There is no disk to wait for and nothing that could fail: what is staged is as good as recorded.
    fn commit(&mut self) -> Result<(), LogError> {
        Ok(())
    }

    fn destroy(&mut self, batch: Batch, stamp: &mut dyn Stamp) -> Result<Vec<Entry>, LogError> {
        let targets = destruction::carried_out(&batch, |seq| self.entry(seq))?;
        let entries = self.take(batch, stamp)?;
        for entry in self.entries.iter_mut().filter(|entry| targets.contains(&entry.header.seq)) {
            entry.body = None;
        }
        self.projection = self.projector.project(None, &self.entries);
        Ok(entries)
    }

    fn head(&self) -> Option<Head> {
        Known::head(self)
    }

    fn entry(&self, seq: u64) -> Result<Option<Entry>, LogError> {
        Ok(self.at(seq).cloned())
    }

    fn stream(&self, id: Id) -> Result<Vec<Entry>, LogError> {
        let seqs = self.streams.get(&id).into_iter().flatten();
        Ok(seqs.filter_map(|seq| self.at(*seq)).cloned().collect())
    }

    fn stream_len(&self, id: Id) -> Result<u64, LogError> {
        Ok(self.streams.get(&id).map_or(0, |seqs| seqs.len() as u64))
    }

    fn request(&self, request: &Hash) -> Result<Option<(u64, u32)>, LogError> {
        self.answered(request)
    }

    fn projection(&self) -> Result<Option<Vec<u8>>, LogError> {
        Ok(self.projection.clone())
    }

    fn since(&self, seq: u64) -> Result<Box<dyn Iterator<Item = Result<Entry, LogError>> + '_>, LogError> {
        let from = usize::try_from(seq).map_or(self.entries.len(), |seq| seq.min(self.entries.len()));
        Ok(Box::new(self.entries[from..].iter().cloned().map(Ok)))
    }
}
