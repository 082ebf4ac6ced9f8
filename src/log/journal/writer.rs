//! Appending to the journal: written, synced, and only then named by the head.
//!
//! The order of the calls is the whole of it. A write or sync that fails is taken back; a failed sync is never tried
//! again, because the operating system may have dropped what it could not write (LOG.md, "Two copies").

use super::{Files, HeadFile, JOURNAL, SEGMENT, Tail, segment_name, segments, tail};
use crate::log::{Head, LogError};
use std::{io, path::Path};

/// The end of the journal, held by whoever holds the lock.
pub(crate) struct Writer {
    files: Box<dyn Files>,
    /// What has been appended; the head file says the same once it is settled.
    at: HeadFile,
    /// Segments appended to and not synced, when syncing is left to the end.
    unsynced: Vec<String>,
}

impl Writer {
    /// The beginning of a journal in an empty folder.
    pub(crate) fn empty(files: Box<dyn Files>) -> Self {
        Self { files, at: HeadFile::default(), unsynced: Vec::new() }
    }

    /// Syncs what a killed command may have left in the page cache, then reads the tail.
    pub(crate) fn open(mut files: Box<dyn Files>, store: &Path) -> Result<(Self, Tail), LogError> {
        let journal = store.join(JOURNAL);
        let at = HeadFile::read(store)?;
        for first in segments(&journal)?.0.into_iter().filter(|first| *first >= at.segment) {
            let name = segment_name(first);
            files.sync(&name).map_err(LogError::io(&files.path(&name)))?;
        }
        files.sync_folder().map_err(LogError::io(&journal))?;
        let tail = Tail::read(store, &at)?;
        Ok((Self { files, at, unsynced: Vec::new() }, tail))
    }

    /// Makes the tail's complete batches part of the durable journal and cuts what follows them.
    pub(crate) fn adopt(&mut self, store: &Path, tail: &Tail) -> Result<(), LogError> {
        if tail.torn.is_some() {
            tail::cut_to(self.files.as_mut(), store, &tail.adopted)?;
        }
        if tail.adopted != self.at {
            tail.adopted.write(self.files.as_mut())?;
            self.at = tail.adopted.clone();
        }
        Ok(())
    }

    /// Appends the lines of one batch. With `sync` they are durable when this returns.
    ///
    /// # Errors
    /// [`LogError::Io`] when nothing was recorded; [`LogError::OutcomeUnknown`] when that cannot be said.
    pub(crate) fn append(&mut self, lines: &[String], head: Head, sync: bool) -> Result<(), LogError> {
        let fresh = self.at.entries == 0 || self.at.length >= SEGMENT;
        let (segment, start) = if fresh { (self.at.entries, 0) } else { (self.at.segment, self.at.length) };
        let name = segment_name(segment);
        let bytes = lines.iter().fold(String::new(), |bytes, line| bytes + line + "\n");
        if let Err(cause) = self.write(&name, start, bytes.as_bytes(), sync, fresh) {
            return Err(match self.take_back(&name, start, fresh) {
                Ok(()) => LogError::Io { path: self.files.path(&name), cause },
                Err(then) => LogError::OutcomeUnknown {
                    path: self.files.path(&name),
                    what: cause.to_string(),
                    then: then.to_string(),
                },
            });
        }
        if !sync && self.unsynced.last() != Some(&name) {
            self.unsynced.push(name);
        }
        let length = start + bytes.len() as u64;
        let last = length - lines.last().map_or(0, |line| line.len() as u64 + 1);
        self.at = HeadFile { entries: head.seq + 1, hash: Some(head.hash), segment, last, length };
        Ok(())
    }

    fn write(&mut self, name: &str, start: u64, bytes: &[u8], sync: bool, fresh: bool) -> io::Result<()> {
        self.files.append(name, start, bytes)?;
        if !sync {
            return Ok(());
        }
        self.files.sync(name)?;
        if fresh { self.files.sync_folder() } else { Ok(()) }
    }

    fn take_back(&mut self, name: &str, start: u64, fresh: bool) -> io::Result<()> {
        if fresh {
            self.files.remove(name)?;
            return self.files.sync_folder();
        }
        self.files.cut(name, start)?;
        self.files.sync(name)
    }

    /// Names everything appended in the head file, after syncing what was not synced.
    pub(crate) fn settle(&mut self) -> Result<(), LogError> {
        for name in std::mem::take(&mut self.unsynced) {
            self.files.sync(&name).map_err(LogError::io(&self.files.path(&name)))?;
            self.files.sync_folder().map_err(LogError::io(&self.files.path(&name)))?;
        }
        self.at.write(self.files.as_mut())
    }
}
