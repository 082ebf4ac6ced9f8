//! A store that is being filled: what is appended is committed many batches at a time.
//!
//! Nobody is told of single entries while the sample is made, and the store is put in its place whole or not at all.

use crate::{
    id::Id,
    log::{Batch, Entry, Hash, Head, Log, LogError, Stamp, Store},
};
use std::sync::{Arc, Mutex, MutexGuard};

/// How many entries wait for a commit at most, about.
const TOGETHER: u64 = 4096;

/// A handle on the store; the one that opened it closes it after the other has gone with its shell.
#[derive(Clone)]
pub(super) struct Batched(Arc<Mutex<Store>>);

impl Batched {
    pub(super) fn over(store: Store) -> Self {
        Self(Arc::new(Mutex::new(store)))
    }

    fn store(&self) -> MutexGuard<'_, Store> {
        self.0.lock().expect("one thread fills it")
    }

    /// Commits what waits, makes everything durable and lets the store go.
    ///
    /// # Errors
    /// As for [`Log::commit`] and [`Store::close`].
    pub(super) fn close(self) -> Result<(), LogError> {
        let store = Arc::into_inner(self.0).expect("the shell over it is gone").into_inner();
        let mut store = store.expect("one thread fills it");
        store.commit()?;
        store.close()
    }
}

impl Log for Batched {
    fn stage(&mut self, batch: Batch, stamp: &mut dyn Stamp) -> Result<Vec<Entry>, LogError> {
        self.store().stage(batch, stamp)
    }

    fn commit(&mut self) -> Result<(), LogError> {
        self.store().commit()
    }

    fn append(&mut self, batch: Batch, stamp: &mut dyn Stamp) -> Result<Vec<Entry>, LogError> {
        let mut store = self.store();
        let entries = store.stage(batch, stamp)?;
        let last = entries.last().map_or(0, |entry| entry.header.seq);
        let first = entries.first().map_or(0, |entry| entry.header.seq);
        if last / TOGETHER != first / TOGETHER || (last + 1).is_multiple_of(TOGETHER) {
            store.commit()?;
        }
        Ok(entries)
    }

    fn destroy(&mut self, batch: Batch, stamp: &mut dyn Stamp) -> Result<Vec<Entry>, LogError> {
        self.store().destroy(batch, stamp)
    }

    fn head(&self) -> Option<Head> {
        Log::head(&*self.store())
    }

    fn entry(&self, seq: u64) -> Result<Option<Entry>, LogError> {
        self.store().entry(seq)
    }

    fn stream(&self, id: Id) -> Result<Vec<Entry>, LogError> {
        self.store().stream(id)
    }

    fn stream_len(&self, id: Id) -> Result<u64, LogError> {
        self.store().stream_len(id)
    }

    fn request(&self, request: &Hash) -> Result<Option<(u64, u32)>, LogError> {
        self.store().request(request)
    }

    fn projection(&self) -> Result<Option<Vec<u8>>, LogError> {
        self.store().projection()
    }

    fn since(&self, seq: u64) -> Result<Box<dyn Iterator<Item = Result<Entry, LogError>> + '_>, LogError> {
        let entries: Vec<_> = self.store().since(seq)?.collect();
        Ok(Box::new(entries.into_iter()))
    }
}
