//! Writing to sled: one atomic batch an append.

use super::{Index, guarded, seal, seal::BLOCK, seal::POSTINGS, seal::key};
use crate::{
    id::Id,
    log::{Entry, Head, LogError, chain},
};
use std::collections::{BTreeMap, HashMap, btree_map::Entry as Slot};

/// What one append changes, gathered before it is applied.
#[derive(Default)]
struct Changes {
    put: BTreeMap<Vec<u8>, Vec<u8>>,
    gone: Vec<Vec<u8>>,
}

impl Changes {
    fn put(&mut self, key: Vec<u8>, payload: &[u8]) {
        let sealed = seal::seal(&key, payload);
        self.put.insert(key, sealed);
    }
}

impl Index {
    /// Applies whole batches that follow what sled has, with the projection they lead to.
    ///
    /// # Errors
    /// [`LogError::Damaged`] when sled is not what these entries follow, or does not write.
    pub(crate) fn apply(
        &mut self,
        entries: &[Entry],
        lines: &[String],
        projection: Option<&[u8]>,
        version: u32,
    ) -> Result<(), LogError> {
        let Some(last) = entries.last() else { return Ok(()) };
        let mut changes = Changes::default();
        self.log_order(entries, lines, &mut changes)?;
        self.streams(entries, &mut changes)?;
        for entry in entries.iter().filter(|entry| entry.header.batch[0] == 0) {
            let [_, count] = entry.header.batch;
            let answer = [entry.header.seq.to_be_bytes(), u64::from(count).to_be_bytes()].concat();
            changes.put(key::request(&entry.header.request), &answer);
        }
        let head = Head::of(last);
        changes.put(key::HEAD.to_vec(), &[&head.seq.to_be_bytes(), head.hash.as_bytes().as_slice()].concat());
        self.projected(&mut changes, head.seq + 1, projection, version);
        self.commit(changes)?;
        self.head = Some(head);
        if let Some(blob) = projection {
            self.projection.replace(Some(blob.into()));
        }
        Ok(())
    }

    /// Puts a projection folded anew in place of the one sled has.
    pub(crate) fn replace_projection(&mut self, projection: Option<&[u8]>, version: u32) -> Result<(), LogError> {
        let mut changes = Changes::default();
        if projection.is_none() {
            changes.gone.push(key::PROJECTION.to_vec());
        }
        self.projected(&mut changes, self.entries(), projection, version);
        self.commit(changes)?;
        self.projection.replace(projection.map(Into::into));
        Ok(())
    }

    fn projected(&self, changes: &mut Changes, position: u64, projection: Option<&[u8]>, version: u32) {
        let position = position.to_be_bytes();
        if let Some(blob) = projection {
            changes.put(key::PROJECTION.to_vec(), &[position.as_slice(), blob].concat());
        }
        let standing = [position, u64::from(version).to_be_bytes(), seal::LAYOUT.to_be_bytes()].concat();
        changes.put(key::POSITION.to_vec(), &standing);
    }

    fn commit(&self, changes: Changes) -> Result<(), LogError> {
        let mut batch = sled::Batch::default();
        for key in changes.gone {
            batch.remove(key);
        }
        for (key, value) in changes.put {
            batch.insert(key, value);
        }
        let db = self.db()?;
        match guarded(|| db.apply_batch(batch)) {
            Ok(Ok(())) => Ok(()),
            Ok(Err(e)) => Err(LogError::damaged(super::SLED, format!("it did not take a batch: {e}"))),
            Err(what) => Err(LogError::damaged(super::SLED, format!("it did not take a batch: {what}"))),
        }
    }

    /// Single entries until a block is full, then the block in their place.
    fn log_order(&self, entries: &[Entry], lines: &[String], changes: &mut Changes) -> Result<(), LogError> {
        let first = self.entries();
        let end = first + entries.len() as u64;
        let begun = first - first % BLOCK;
        let mut open: Vec<String> = Vec::new();
        for seq in begun..first {
            open.push(self.line_of(seq, first)?);
        }
        for (line, seq) in lines.iter().zip(first..end) {
            open.push(line.clone());
            if open.len() as u64 == BLOCK {
                let number = seq / BLOCK;
                let packed = seal::pack(&open).map_err(|e| LogError::damaged(super::SLED, e.to_string()))?;
                changes.put(key::block(number), &packed);
                changes.gone.extend((number * BLOCK..first).map(key::entry));
                open.clear();
            }
        }
        let tail = (end - end % BLOCK).max(first);
        for (line, seq) in lines.iter().zip(first..end).filter(|(_, seq)| *seq >= tail) {
            changes.put(key::entry(seq), line.as_bytes());
        }
        Ok(())
    }

    /// Each stream's end, and its list of sequences.
    fn streams(&self, entries: &[Entry], changes: &mut Changes) -> Result<(), LogError> {
        let mut ends = HashMap::new();
        let mut lists: BTreeMap<(Id, u64), Vec<u64>> = BTreeMap::new();
        for entry in entries {
            let header = &entry.header;
            let id = header.stream;
            let end = match ends.get(&id) {
                Some(end) => Some(*end),
                None => self.stream_end(id)?,
            };
            chain::follows(end, header).map_err(|what| LogError::damaged(super::SLED, what))?;
            ends.insert(id, (header.version + 1, entry.hash()));
            let place = (id, header.version / POSTINGS);
            let list = match lists.entry(place) {
                Slot::Occupied(list) => list.into_mut(),
                Slot::Vacant(slot) if header.version % POSTINGS == 0 => slot.insert(Vec::new()),
                Slot::Vacant(slot) => slot.insert(self.list(id, place.1)?),
            };
            list.push(header.seq);
        }
        for (id, (count, hash)) in ends {
            changes.put(key::stream(id), &[&count.to_be_bytes(), hash.as_bytes().as_slice()].concat());
        }
        for ((id, number), list) in lists {
            let list: Vec<u8> = list.iter().flat_map(|seq| seq.to_be_bytes()).collect();
            changes.put(key::postings(id, number), &list);
        }
        Ok(())
    }
}
