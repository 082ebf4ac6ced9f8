//! The lines of the journal up to its durable head, a few hundred at a time; nothing is decoded here.

use super::{HeadFile, JOURNAL, segment_name};
use crate::log::{LONGEST_LINE, LogError};
use std::{
    fs::File,
    io::{BufRead, BufReader, Read},
    path::{Path, PathBuf},
    sync::Arc,
};

/// The most lines of a chunk.
const MOST: usize = 256;

/// Lines that follow each other in one segment.
pub(super) struct Chunk {
    /// Its own number, from 0.
    pub(super) number: u64,
    pub(super) place: Place,
    /// The sequence the first line must have.
    pub(super) seq: u64,
    pub(super) lines: Vec<String>,
    /// Why there is no next one, when that is wrong.
    pub(super) wrong: Option<LogError>,
}

/// Where a chunk stands.
#[derive(Clone)]
pub(super) struct Place {
    /// The first sequence of the segment.
    pub(super) segment: u64,
    path: Arc<Path>,
    /// How many lines of the segment come before it.
    before: u64,
    /// Where in the segment it begins, in bytes.
    pub(super) start: u64,
    /// Where it ends.
    pub(super) end: u64,
}

impl Place {
    /// Damage at one of the lines, counted from 1 within the chunk.
    pub(super) fn damaged(&self, line: usize, what: impl Into<String>) -> LogError {
        LogError::damaged(format!("{}, line {}", self.path.display(), self.before + line as u64), what)
    }
}

/// Where reading the lines has come to.
pub(super) struct Chunks {
    store: PathBuf,
    durable: HeadFile,
    segment: Option<Segment>,
    /// How many lines of the journal come before the next one.
    passed: u64,
    number: u64,
    failed: bool,
}

impl Chunks {
    /// From the first line on.
    pub(super) fn new(store: &Path, durable: &HeadFile) -> Self {
        let (segment, passed, number, failed) = Default::default();
        Self { store: store.to_owned(), durable: durable.clone(), segment, passed, number, failed }
    }

    /// From the line of an entry on, without the beginning of the log.
    pub(super) fn starting_at(store: &Path, durable: &HeadFile, seq: u64) -> Result<Self, LogError> {
        let journal = store.join(JOURNAL);
        let missing =
            || LogError::damaged(journal.display().to_string(), format!("the segment with entry #{seq} is missing"));
        let (starts, _) = super::segments(&journal)?;
        let first = *starts.iter().rev().find(|first| **first <= seq).ok_or_else(missing)?;
        let mut segment = Segment::open(store, first)?;
        for _ in first..seq {
            segment.next()?.ok_or_else(missing)?;
        }
        let mut chunks = Self::new(store, durable);
        (chunks.segment, chunks.passed) = (Some(segment), seq);
        Ok(chunks)
    }

    /// How many lines are left.
    pub(super) fn left(&self) -> u64 {
        self.durable.entries - self.passed
    }

    /// The number of the next chunk.
    pub(super) fn number(&self) -> u64 {
        self.number
    }

    /// Goes on up to a head that has moved.
    pub(super) fn move_on(&mut self, durable: &HeadFile) {
        self.durable = durable.clone();
    }

    /// The next chunk; `None` at the durable head, and after something wrong.
    pub(super) fn next(&mut self) -> Option<Chunk> {
        if self.failed || self.left() == 0 {
            return None;
        }
        let (seq, mut lines) = (self.passed, Vec::with_capacity(MOST));
        let wrong = self.fill(&mut lines).err();
        self.failed = wrong.is_some();
        let place = match &self.segment {
            Some(segment) => segment.place(&lines),
            None => Segment::closed(&self.store, seq),
        };
        self.number += 1;
        Some(Chunk { number: self.number - 1, place, seq, lines, wrong })
    }

    fn fill(&mut self, lines: &mut Vec<String>) -> Result<(), LogError> {
        while lines.len() < MOST && self.left() > 0 {
            let segment = match &mut self.segment {
                Some(segment) => segment,
                None => self.segment.insert(Segment::open(&self.store, 0)?),
            };
            match segment.next()? {
                Some(line) => {
                    lines.push(line);
                    self.passed += 1;
                }
                None if segment.first == self.durable.segment || segment.first == self.passed => {
                    return Err(segment.place(&[]).damaged(0, "the segment ends before the durable head"));
                }
                None if !lines.is_empty() => return Ok(()),
                None => *segment = Segment::open(&self.store, self.passed)?,
            }
        }
        Ok(())
    }
}

/// The lines of one segment.
struct Segment {
    path: Arc<Path>,
    file: BufReader<File>,
    first: u64,
    offset: u64,
    number: u64,
}

impl Segment {
    fn open(store: &Path, first: u64) -> Result<Self, LogError> {
        let path = store.join(JOURNAL).join(segment_name(first));
        let file = File::open(&path)
            .map_err(|e| LogError::damaged(path.display().to_string(), format!("it cannot be opened: {e}")))?;
        Ok(Self { path: path.into(), file: BufReader::with_capacity(1 << 16, file), first, offset: 0, number: 0 })
    }

    /// The place of a segment that could not be opened.
    fn closed(store: &Path, segment: u64) -> Place {
        Place { segment, path: store.join(JOURNAL).join(segment_name(segment)).into(), before: 0, start: 0, end: 0 }
    }

    /// The place of the lines read last.
    fn place(&self, lines: &[String]) -> Place {
        let before = self.number - lines.len() as u64;
        let bytes: u64 = lines.iter().map(|line| line.len() as u64 + 1).sum();
        let start = self.offset - bytes;
        Place { segment: self.first, path: Arc::clone(&self.path), before, start, end: self.offset }
    }

    /// The next line without its line feed; `None` at the end of the segment.
    fn next(&mut self) -> Result<Option<String>, LogError> {
        let mut bytes = Vec::new();
        let read = self.file.by_ref().take(LONGEST_LINE as u64 + 1).read_until(b'\n', &mut bytes);
        let read = read.map_err(LogError::io(&self.path))?;
        if bytes.is_empty() {
            return Ok(None);
        }
        if bytes.pop() != Some(b'\n') {
            return Err(self.place(&[]).damaged(1, "the line has no end"));
        }
        let line = String::from_utf8(bytes).map_err(|_| self.place(&[]).damaged(1, "the line is not text"))?;
        self.offset += read as u64;
        self.number += 1;
        Ok(Some(line))
    }
}
