//! Reading the journal without a lock, up to its durable head.

use super::{HeadFile, JOURNAL, Spot, segment_name};
use crate::log::{Entry, Head, LONGEST_LINE, LogError, chain::Chain};
use std::{
    fs::File,
    io::{BufRead, BufReader, Read},
    path::{Path, PathBuf},
};

/// Reads the entries up to the durable head without a lock, checking the whole chain as it goes.
///
/// Others may append meanwhile: what they add is beyond the head this reader took and is not seen.
pub struct Reader {
    store: PathBuf,
    durable: HeadFile,
    head: Option<Head>,
    chain: Chain,
    lines: Option<Lines>,
    line: String,
    visited: Vec<u64>,
    failed: bool,
}

/// The lines of one segment.
pub(crate) struct Lines {
    path: PathBuf,
    file: BufReader<File>,
    first: u64,
    offset: u64,
    number: u64,
}

impl Lines {
    pub(crate) fn open(store: &Path, first: u64) -> Result<Self, LogError> {
        let path = store.join(JOURNAL).join(segment_name(first));
        let file = File::open(&path)
            .map_err(|e| LogError::damaged(path.display().to_string(), format!("it cannot be opened: {e}")))?;
        Ok(Self { path, file: BufReader::with_capacity(1 << 16, file), first, offset: 0, number: 0 })
    }

    /// The next line without its line feed; `None` at the end of the segment.
    pub(crate) fn next(&mut self) -> Result<Option<String>, LogError> {
        let mut bytes = Vec::new();
        let read = self.file.by_ref().take(LONGEST_LINE as u64 + 1).read_until(b'\n', &mut bytes);
        self.offset += read.map_err(LogError::io(&self.path))? as u64;
        if bytes.is_empty() {
            return Ok(None);
        }
        self.number += 1;
        if bytes.pop() != Some(b'\n') {
            return Err(self.damaged("the line has no end"));
        }
        String::from_utf8(bytes).map(Some).map_err(|_| self.damaged("the line is not text"))
    }

    pub(crate) fn damaged(&self, what: impl Into<String>) -> LogError {
        LogError::damaged(format!("{}, line {}", self.path.display(), self.number), what)
    }
}

impl Reader {
    /// Opens the journal of a store or of a backup.
    ///
    /// # Errors
    /// [`LogError::NotAStore`]; [`LogError::Damaged`] when the head or the last entry cannot be read;
    /// [`LogError::Io`].
    pub fn open(dir: &Path) -> Result<Self, LogError> {
        if !dir.join(JOURNAL).is_dir() {
            return Err(LogError::NotAStore { path: dir.to_owned(), what: "it has no journal".into() });
        }
        let durable = HeadFile::read(dir)?;
        let head = durable.last_entry(dir)?;
        let (chain, line, visited) = Default::default();
        Ok(Self { store: dir.to_owned(), durable, head, chain, lines: None, line, visited, failed: false })
    }

    /// The durable head when the reader was opened, or moved on.
    pub fn head(&self) -> Option<Head> {
        self.head
    }

    /// Takes the durable head as it is now, so that reading goes on where it stopped. Who holds the lock sees by this
    /// everything that is durable.
    ///
    /// # Errors
    /// As for [`Reader::open`]; also when the journal is shorter than it was.
    pub fn move_on(&mut self) -> Result<(), LogError> {
        let durable = HeadFile::read(&self.store)?;
        if durable.entries < self.durable.entries {
            return Err(LogError::damaged(
                self.store.join(JOURNAL).display().to_string(),
                "the journal became shorter",
            ));
        }
        self.head = durable.last_entry(&self.store)?;
        self.durable = durable;
        Ok(())
    }

    /// The line of the entry returned last, without its line feed.
    pub fn line(&self) -> &str {
        &self.line
    }

    /// Where the entry returned last stands.
    ///
    /// # Panics
    /// Before the first entry.
    pub fn spot(&self) -> Spot {
        let lines = self.lines.as_ref().expect("an entry was returned");
        let fits = |number: u64| u32::try_from(number).expect("a segment is 8 MiB and one batch long");
        let length = self.line.len() as u64;
        Spot { segment: lines.first, offset: fits(lines.offset - length - 1), length: fits(length) }
    }

    /// The entry returned last, as the head it would be; nothing before the first.
    pub fn passed_head(&self) -> Option<Head> {
        self.chain.links.head
    }

    /// How many entries were passed.
    pub(crate) fn passed(&self) -> u64 {
        self.chain.links.entries()
    }

    /// Whether a segment was read.
    pub(crate) fn visited(&self, first: u64) -> bool {
        self.visited.binary_search(&first).is_ok()
    }

    pub(crate) fn durable(&self) -> &HeadFile {
        &self.durable
    }

    fn step(&mut self) -> Result<Option<Entry>, LogError> {
        let seq = self.passed();
        if seq == self.durable.entries {
            return self.at_the_head().map(|()| None);
        }
        if self.lines.is_none() {
            self.lines = Some(Lines::open(&self.store, 0)?);
            self.visited.push(0);
        }
        let line = loop {
            let lines = self.lines.as_mut().expect("opened above");
            if let Some(line) = lines.next()? {
                break line;
            }
            if lines.first == self.durable.segment || lines.first == seq {
                return Err(lines.damaged("the segment ends before the durable head"));
            }
            if self.chain.links.incomplete().is_some() {
                return Err(lines.damaged("the segment ends in the middle of a batch"));
            }
            *lines = Lines::open(&self.store, seq)?;
            self.visited.push(seq);
        };
        let lines = self.lines.as_ref().expect("opened above");
        let (entry, hash) = Entry::read(&line).map_err(|e| lines.damaged(format!("entry #{seq}: {e}")))?;
        self.chain.pass(&entry, hash).map_err(|what| lines.damaged(what))?;
        self.line = line;
        Ok(Some(entry))
    }

    /// At the durable head everything read must be what the head says.
    fn at_the_head(&self) -> Result<(), LogError> {
        let links = &self.chain.links;
        let place = self.lines.as_ref().map_or((0, 0), |lines| (lines.first, lines.offset));
        if links.incomplete().is_none()
            && links.head.map(|head| head.hash) == self.durable.hash
            && place == (self.durable.segment, self.durable.length)
        {
            return Ok(());
        }
        let path = self.store.join(JOURNAL).display().to_string();
        Err(LogError::damaged(path, "the entries up to the head are not those the head file names"))
    }
}

impl Iterator for Reader {
    type Item = Result<Entry, LogError>;

    fn next(&mut self) -> Option<Self::Item> {
        if self.failed {
            return None;
        }
        let step = self.step();
        self.failed = step.is_err();
        step.transpose()
    }
}

/// Reads entries from a sequence on up to the durable head without the beginning of the log: for catching up. The
/// caller holds what it reads against what it has.
pub(crate) fn read_from(
    store: &Path,
    durable: &HeadFile,
    seq: u64,
) -> Result<impl Iterator<Item = Result<Entry, LogError>>, LogError> {
    let (starts, _) = super::segments(&store.join(JOURNAL))?;
    let place = || store.join(JOURNAL).display().to_string();
    let missing = || LogError::damaged(place(), format!("the segment with entry #{seq} is missing"));
    let first = *starts.iter().rev().find(|first| **first <= seq).ok_or_else(missing)?;
    let mut lines = Lines::open(store, first)?;
    for _ in first..seq {
        lines.next()?.ok_or_else(missing)?;
    }
    let (mut at, end, store) = (seq, durable.entries, store.to_owned());
    let mut step = move || -> Result<Option<Entry>, LogError> {
        if at == end {
            return Ok(None);
        }
        let line = match lines.next()? {
            Some(line) => line,
            None => {
                lines = Lines::open(&store, at)?;
                lines.next()?.ok_or_else(|| lines.damaged("the segment is empty"))?
            }
        };
        let entry = Entry::from_line(&line).map_err(|e| lines.damaged(format!("entry #{at}: {e}")))?;
        at += 1;
        Ok(Some(entry))
    };
    Ok(std::iter::from_fn(move || step().transpose()))
}
