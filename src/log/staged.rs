//! Batches decided and not yet recorded, and what is looked up of them: laid over the index until they are committed.

use super::{Entry, Hash, Head, chain::StreamEnd, turn::Turn};
use crate::id::Id;
use std::{collections::HashMap, sync::Arc};

/// What is staged; dropping it undoes nothing, because nothing has happened.
#[derive(Default)]
pub(crate) struct Staged {
    /// The entries of all batches, in order.
    pub(crate) entries: Vec<Entry>,
    /// Their lines.
    pub(crate) lines: Vec<String>,
    /// The last of them.
    pub(crate) head: Option<Head>,
    /// The projector's blob after them, when they change it.
    pub(crate) projection: Option<Arc<[u8]>>,
    /// The end of each stream they go into, and where in `entries` its own stand.
    streams: HashMap<Id, (StreamEnd, Vec<usize>)>,
    requests: HashMap<Hash, (u64, u32)>,
}

impl Staged {
    /// Adds a batch that was decided on everything staged before it, with the projection it leads to.
    pub(crate) fn add(&mut self, turn: Turn, projection: Option<Vec<u8>>) {
        for ((entry, line), hash) in turn.entries.into_iter().zip(turn.lines).zip(turn.hashes) {
            let header = &entry.header;
            let end = (header.version + 1, hash);
            let stream = self.streams.entry(header.stream).or_insert((end, Vec::new()));
            stream.0 = end;
            stream.1.push(self.entries.len());
            if header.batch[0] == 0 {
                self.requests.insert(header.request, (header.seq, header.batch[1]));
            }
            self.head = Some(Head { seq: header.seq, hash, recorded_at: header.recorded_at });
            self.entries.push(entry);
            self.lines.push(line);
        }
        if let Some(blob) = projection {
            self.projection = Some(blob.into());
        }
    }

    /// The end of a stream, when something is staged for it.
    pub(crate) fn stream_end(&self, id: Id) -> Option<StreamEnd> {
        self.streams.get(&id).map(|(end, _)| *end)
    }

    /// The entries staged for a stream.
    pub(crate) fn stream(&self, id: Id) -> impl Iterator<Item = &Entry> {
        self.streams.get(&id).into_iter().flat_map(|(_, places)| places).map(|at| &self.entries[*at])
    }

    /// The first sequence and the number of entries that answer a request.
    pub(crate) fn answered(&self, request: &Hash) -> Option<(u64, u32)> {
        self.requests.get(request).copied()
    }

    /// The lines, batch by batch.
    pub(crate) fn batches(&self) -> Vec<&[String]> {
        let mut rest = self.lines.as_slice();
        let batches = self.entries.chunk_by(|_, next| next.header.batch[0] != 0);
        batches.filter_map(|batch| rest.split_off(..batch.len())).collect()
    }
}
