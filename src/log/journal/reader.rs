//! Reading the journal without a lock, up to its durable head.

use super::{
    HeadFile, JOURNAL, Read, Spot,
    chunks::Chunks,
    decode::{Decoded, Decoding},
};
use crate::log::{Entry, Head, LogError, chain::Chain};
use std::{
    collections::BTreeSet,
    path::{Path, PathBuf},
    vec,
};

/// Reads the entries up to the durable head without a lock, checking the whole chain as it goes. A long journal is
/// decoded on two more threads; what is read is the same.
///
/// Others may append meanwhile: what they add is beyond the head this reader took and is not seen.
pub struct Reader {
    store: PathBuf,
    durable: HeadFile,
    head: Option<Head>,
    chain: Chain,
    decoding: Decoding,
    chunk: Option<Taken>,
    line: String,
    visited: Vec<u64>,
    failed: bool,
}

/// The chunk that entries are taken from.
struct Taken {
    decoded: Decoded,
    entries: vec::IntoIter<Read>,
    /// How many entries were taken.
    count: usize,
    /// Where in the segment the last of them ends.
    end: u64,
}

impl Taken {
    fn new(mut decoded: Decoded) -> Self {
        let entries = std::mem::take(&mut decoded.entries).into_iter();
        let end = decoded.place.start;
        Self { decoded, entries, count: 0, end }
    }

    /// Damage at the entry taken last.
    fn damaged(&self, what: impl Into<String>) -> LogError {
        self.decoded.place.damaged(self.count, what)
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
        let decoding = Decoding::new(Chunks::new(dir, &durable));
        let (chain, line, visited) = Default::default();
        Ok(Self { store: dir.to_owned(), durable, head, chain, decoding, chunk: None, line, visited, failed: false })
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
        self.decoding.chunks().move_on(&durable);
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
        let chunk = self.chunk.as_ref().expect("an entry was returned");
        let fits = |number: u64| u32::try_from(number).expect("a segment is 8 MiB and one batch long");
        let length = self.line.len() as u64;
        Spot { segment: chunk.decoded.place.segment, offset: fits(chunk.end - length - 1), length: fits(length) }
    }

    /// The entry returned last, as the head it would be; nothing before the first.
    pub fn passed_head(&self) -> Option<Head> {
        self.chain.links.head
    }

    /// The entries whose bodies are ordered destroyed and were read all the same.
    pub(crate) fn waiting(&self) -> BTreeSet<u64> {
        self.chain.gone.waiting()
    }

    /// Whether a segment was read.
    pub(crate) fn visited(&self, first: u64) -> bool {
        self.visited.binary_search(&first).is_ok()
    }

    pub(crate) fn durable(&self) -> &HeadFile {
        &self.durable
    }

    fn step(&mut self) -> Result<Option<Entry>, LogError> {
        loop {
            if let Some(chunk) = &mut self.chunk {
                if let Some(Read { entry, hash, line }) = chunk.entries.next() {
                    chunk.count += 1;
                    chunk.end += line.len() as u64 + 1;
                    self.chain.pass(&entry, hash).map_err(|what| chunk.damaged(what))?;
                    self.line = line;
                    return Ok(Some(entry));
                }
                if let Some(wrong) = chunk.decoded.wrong.take() {
                    return Err(wrong);
                }
            }
            let Some(next) = self.decoding.next() else { return self.at_the_head().map(|()| None) };
            self.enter(next)?;
        }
    }

    /// Goes on in the next chunk, which may stand in the next segment.
    fn enter(&mut self, next: Decoded) -> Result<(), LogError> {
        let segment = next.place.segment;
        if self.visited.last() != Some(&segment) {
            if let (Some(chunk), Some(_)) = (&self.chunk, self.chain.links.incomplete()) {
                return Err(chunk.damaged("the segment ends in the middle of a batch"));
            }
            self.visited.push(segment);
        }
        self.chunk = Some(Taken::new(next));
        Ok(())
    }

    /// At the durable head everything read must be what the head says.
    fn at_the_head(&self) -> Result<(), LogError> {
        if let (None, Some(bare)) = (self.chain.links.incomplete(), self.chain.gone.unexplained()) {
            let what = "it has no body, and no entry says that it was destroyed";
            return Err(LogError::damaged(format!("{JOURNAL}, entry #{bare}"), what));
        }
        let links = &self.chain.links;
        let place = self.chunk.as_ref().map(|chunk| &chunk.decoded.place);
        let place = place.map_or((0, 0), |place| (place.segment, place.end));
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
) -> Result<impl Iterator<Item = Result<Read, LogError>>, LogError> {
    let mut decoding = Decoding::new(Chunks::starting_at(store, durable, seq)?);
    let chunks = std::iter::from_fn(move || decoding.next());
    Ok(chunks.flat_map(|chunk| chunk.entries.into_iter().map(Ok).chain(chunk.wrong.map(Err))))
}
