//! Appending to the journal: written, synced, and only then named by the head.
//!
//! The order of the calls is the whole of it. A write or sync that fails is taken back; a failed sync is never tried
//! again, because the operating system may have dropped what it could not write (LOG.md, "Two copies").

use super::{Files, HeadFile, JOURNAL, Tail, segment_name, segments, tail};
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

/// What one append adds to one segment.
struct Piece {
    segment: u64,
    name: String,
    /// Where it begins: 0 in a new segment.
    start: u64,
    bytes: String,
}

impl Piece {
    fn new(segment: u64, start: u64) -> Self {
        Self { segment, name: segment_name(segment), start, bytes: String::new() }
    }
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

    /// Appends the lines of whole batches. With `sync` they are durable when this returns.
    ///
    /// A batch goes wholly into one segment, whichever batches it is appended with, so that a journal built anew is
    /// cut the same. Where a segment is full, it is synced before the next one is begun: nothing may follow a gap.
    ///
    /// # Errors
    /// [`LogError::Io`] when nothing was recorded; [`LogError::OutcomeUnknown`] when that cannot be said.
    pub(crate) fn append(&mut self, batches: &[&[String]], head: Head, sync: bool) -> Result<(), LogError> {
        let pieces = self.pieces(batches);
        for (piece, begun) in pieces.iter().zip(1..) {
            if let Err(cause) = self.write(piece, sync) {
                let path = self.files.path(&piece.name);
                return Err(match self.take_back(&pieces[..begun]) {
                    Ok(()) => LogError::Io { path, cause },
                    Err(then) => LogError::OutcomeUnknown { path, what: cause.to_string(), then: then.to_string() },
                });
            }
        }
        if !sync {
            self.unsynced.extend(pieces.iter().map(|piece| piece.name.clone()));
            self.unsynced.dedup();
        }
        let Some(piece) = pieces.last() else { return Ok(()) };
        let length = piece.start + piece.bytes.len() as u64;
        let last = batches.last().and_then(|lines| lines.last()).map_or(length, |line| length - line.len() as u64 - 1);
        let (before, entries, segment) = (self.at.entries, head.seq + 1, piece.segment);
        self.at = HeadFile { before, entries, hash: Some(head.hash), segment, last, length };
        Ok(())
    }

    /// What goes into which segment: the last one, until it is full, then new ones.
    fn pieces(&self, batches: &[&[String]]) -> Vec<Piece> {
        let (mut entries, mut length) = (self.at.entries, self.at.length);
        let mut pieces: Vec<Piece> = Vec::new();
        for lines in batches {
            if entries == 0 || length >= self.files.longest() {
                pieces.push(Piece::new(entries, 0));
            } else if pieces.is_empty() {
                pieces.push(Piece::new(self.at.segment, length));
            }
            let piece = pieces.last_mut().expect("pushed above");
            for line in *lines {
                piece.bytes.push_str(line);
                piece.bytes.push('\n');
            }
            entries += lines.len() as u64;
            length = piece.start + piece.bytes.len() as u64;
        }
        pieces
    }

    fn write(&mut self, piece: &Piece, sync: bool) -> io::Result<()> {
        let name = &piece.name;
        self.files.append(name, piece.start, piece.bytes.as_bytes())?;
        if !sync {
            return Ok(());
        }
        self.files.sync(name)?;
        if piece.start == 0 { self.files.sync_folder() } else { Ok(()) }
    }

    /// Takes back what was begun, the last first, so that there is never a gap.
    fn take_back(&mut self, begun: &[Piece]) -> io::Result<()> {
        for piece in begun.iter().rev() {
            if piece.start == 0 {
                self.files.remove(&piece.name)?;
                self.files.sync_folder()?;
            } else {
                self.files.cut(&piece.name, piece.start)?;
                self.files.sync(&piece.name)?;
            }
        }
        Ok(())
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
