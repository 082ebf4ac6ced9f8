//! The store: the journal, which decides what has happened, and sled, where it is looked up (LOG.md, "Two copies").

use super::{Batch, Entry, Hash, Head, Log, LogError, Projector, Stamp};
use crate::id::Id;
use std::{path::Path, time::Duration};

/// How a store is opened.
pub struct Open {
    /// How long to wait for whoever holds the store.
    pub wait: Duration,
    /// What folds entries into the projection.
    pub projector: Box<dyn Projector>,
    /// When batches become durable.
    pub durability: Durability,
}

/// When what was appended is synced to the disk.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Durability {
    /// With every batch, before `append` returns.
    EachBatch,
    /// Once, in [`Store::close`]: only for building a sample store in a fresh folder.
    OnClose,
}

/// A log on disk.
pub struct Store {}

/// Whether a folder holds a store, whole or damaged; a backup is none.
pub fn is_store(dir: &Path) -> bool {
    !dir.join("backup").exists() && (dir.join("journal").is_dir() || dir.join("sled").is_dir())
}

fn later<T>() -> Result<T, LogError> {
    Err(LogError::Unfit { what: "the store is being built".into() })
}

impl Store {
    /// Makes an empty store; the folder may exist, a store in it must not.
    ///
    /// # Errors
    /// [`LogError::Exists`], [`LogError::Busy`] or [`LogError::Io`].
    pub fn create(dir: &Path, open: Open) -> Result<Self, LogError> {
        let _ = (dir, open);
        later()
    }

    /// Opens a store, and brings sled in step with the journal; says in notices what it had to do for that.
    ///
    /// # Errors
    /// [`LogError::NotAStore`], [`LogError::Busy`], [`LogError::Damaged`] or [`LogError::Io`].
    pub fn open(dir: &Path, open: Open) -> Result<(Self, Vec<String>), LogError> {
        let _ = (dir, open);
        later()
    }

    /// Syncs what is not synced yet and lets the store go.
    ///
    /// # Errors
    /// [`LogError::Io`] or [`LogError::Damaged`].
    pub fn close(self) -> Result<(), LogError> {
        later()
    }
}

impl Log for Store {
    fn append(&mut self, _: Batch, _: &mut dyn Stamp) -> Result<Vec<Entry>, LogError> {
        later()
    }
    fn head(&self) -> Option<Head> {
        None
    }
    fn entry(&self, _: u64) -> Result<Option<Entry>, LogError> {
        later()
    }
    fn stream(&self, _: Id) -> Result<Vec<Entry>, LogError> {
        later()
    }
    fn stream_len(&self, _: Id) -> Result<u64, LogError> {
        later()
    }
    fn request(&self, _: &Hash) -> Result<Option<(u64, u32)>, LogError> {
        later()
    }
    fn projection(&self) -> Result<Option<Vec<u8>>, LogError> {
        later()
    }
    fn since(&self, _: u64) -> Result<Box<dyn Iterator<Item = Result<Entry, LogError>> + '_>, LogError> {
        later()
    }
}
