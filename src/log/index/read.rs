//! Reading from sled: every entry is held against its commitment and against a hash known from elsewhere.

use super::{Index, SLED, seal, seal::BLOCK, seal::Lines, seal::POSTINGS, seal::key, seal::shown};
use crate::{
    id::Id,
    log::{
        Entry, Hash, LogError,
        chain::{self, StreamEnd},
    },
};
use std::sync::Arc;

impl Index {
    /// The number of entries of a stream and its last hash.
    pub(crate) fn stream_end(&self, id: Id) -> Result<Option<StreamEnd>, LogError> {
        self.get(&key::stream(id), seal::number_and_hash)
    }

    /// The first sequence and the number of entries that answered a request.
    pub(crate) fn request(&self, request: &Hash) -> Result<Option<(u64, u32)>, LogError> {
        self.get(&key::request(request), number_and_small)
    }

    /// The projector's blob; read from sled once.
    pub(crate) fn projection(&self) -> Result<Option<Arc<[u8]>>, LogError> {
        if let Some(kept) = self.projection.borrow().as_ref() {
            return Ok(Some(Arc::clone(kept)));
        }
        let blob = self.get(key::PROJECTION, |payload| Some(Arc::from(seal::number(payload)?.1)))?;
        self.projection.borrow_mut().clone_from(&blob);
        Ok(blob)
    }

    /// How many entries the projection stands for, and the version of its shape.
    pub(crate) fn position(&self) -> Result<(u64, u32), LogError> {
        let standing = |payload: &[u8]| number_and_small(payload.get(..16)?);
        match self.get(key::POSITION, standing)? {
            None if self.head.is_none() => Ok((0, 0)),
            Some(standing) => Ok(standing),
            None => Err(LogError::damaged(shown(key::POSITION), "the value is missing")),
        }
    }

    /// The version of the keys; the first one was not written down. `None` while there is nothing.
    pub(super) fn layout(&self) -> Result<Option<u64>, LogError> {
        self.get(key::POSITION, |payload| seal::numbers(payload)?.get(2).copied().or(Some(1)))
    }

    pub(super) fn list(&self, id: Id, number: u64) -> Result<Vec<u64>, LogError> {
        self.must(&key::postings(id, number), seal::numbers)
    }

    /// The line of an entry, in a log of so many.
    pub(super) fn line_of(&self, seq: u64, entries: u64) -> Result<String, LogError> {
        let number = seq / BLOCK;
        if (number + 1) * BLOCK > entries {
            return self.must(&key::entry(seq), |line| String::from_utf8(line.to_vec()).ok());
        }
        let block = self.block(number)?;
        let line = usize::try_from(seq % BLOCK).ok().and_then(|at| block.get(at));
        line.map(str::to_owned).ok_or_else(|| LogError::damaged(shown(&key::block(number)), "it lacks an entry"))
    }

    fn block(&self, number: u64) -> Result<Arc<Lines>, LogError> {
        if let Some((kept, block)) = self.block.borrow().as_ref()
            && *kept == number
        {
            return Ok(Arc::clone(block));
        }
        let block = Arc::new(self.must(&key::block(number), seal::unpack)?);
        *self.block.borrow_mut() = Some((number, Arc::clone(&block)));
        Ok(block)
    }

    fn parsed(&self, seq: u64) -> Result<(Entry, Hash), LogError> {
        let wrong = |what: String| LogError::damaged(format!("{SLED}, entry #{seq}"), what);
        let (entry, hash) = Entry::read(&self.line_of(seq, self.entries())?).map_err(|e| wrong(e.to_string()))?;
        if entry.header.seq != seq {
            return Err(wrong(format!("entry #{} stands in its place", entry.header.seq)));
        }
        Ok((entry, hash))
    }

    /// One entry, whose hash the next one, or the head, must name.
    pub(crate) fn entry(&self, seq: u64) -> Result<Option<Entry>, LogError> {
        if seq >= self.entries() {
            return Ok(None);
        }
        let (entry, hash) = self.parsed(seq)?;
        let named = match self.head {
            Some(head) if head.seq == seq => Some(head.hash),
            _ => self.parsed(seq + 1)?.0.header.prev,
        };
        if named != Some(hash) {
            return Err(LogError::damaged(format!("{SLED}, entry #{seq}"), "it is not the one the chain names"));
        }
        Ok(Some(entry))
    }

    /// A whole stream, whose last hash the stream's end must name.
    pub(crate) fn stream(&self, id: Id) -> Result<Vec<Entry>, LogError> {
        let Some((count, last)) = self.stream_end(id)? else { return Ok(Vec::new()) };
        let wrong = |what: String| LogError::damaged(format!("{SLED}, stream {id}"), what);
        let mut entries = Vec::new();
        let mut end = None;
        for number in 0..count.div_ceil(POSTINGS) {
            for seq in self.list(id, number)? {
                let (entry, hash) = self.parsed(seq)?;
                if entry.header.stream != id {
                    return Err(wrong(format!("entry #{seq} is of another stream")));
                }
                chain::follows(end, &entry.header).map_err(wrong)?;
                end = Some((entry.header.version + 1, hash));
                entries.push(entry);
            }
        }
        if end != Some((count, last)) {
            return Err(wrong("its entries are not those its end names".into()));
        }
        Ok(entries)
    }

    /// All entries from a sequence on.
    pub(crate) fn since(&self, seq: u64) -> Since<'_> {
        Since { index: self, next: seq, hash: None, failed: false }
    }
}

fn number_and_small(payload: &[u8]) -> Option<(u64, u32)> {
    match seal::numbers(payload)?.as_slice() {
        [number, small] => Some((*number, u32::try_from(*small).ok()?)),
        _ => None,
    }
}

/// Entries in log order, each held against the one before it, the last against the head.
pub(crate) struct Since<'a> {
    index: &'a Index,
    next: u64,
    hash: Option<Hash>,
    failed: bool,
}

impl Since<'_> {
    fn step(&mut self) -> Result<Entry, LogError> {
        let seq = self.next;
        let (entry, hash) = self.index.parsed(seq)?;
        let follows = self.hash.is_none() || self.hash == entry.header.prev;
        let ends = self.index.head.is_none_or(|head| head.seq != seq || head.hash == hash);
        if !follows || !ends {
            return Err(LogError::damaged(format!("{SLED}, entry #{seq}"), "it is not the one the chain names"));
        }
        (self.next, self.hash) = (seq + 1, Some(hash));
        Ok(entry)
    }
}

impl Iterator for Since<'_> {
    type Item = Result<Entry, LogError>;

    fn next(&mut self) -> Option<Self::Item> {
        if self.failed || self.next >= self.index.entries() {
            return None;
        }
        let step = self.step();
        self.failed = step.is_err();
        Some(step)
    }
}
