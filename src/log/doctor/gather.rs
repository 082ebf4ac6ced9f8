//! What is left: every intact entry of both copies, and every intact claim of where the log ends.

use crate::log::{
    Entry, Hash, LogError,
    chain::Chain,
    index::{copied::Copied, guarded},
    journal::{HeadFile, JOURNAL, Reader, Tail, segment_name, segments},
    verify::{ReadSled, SledReading},
};
use std::{
    collections::{BTreeMap, BTreeSet},
    fs::File,
    io::{BufRead, BufReader, Read, Seek, SeekFrom},
    path::{Path, PathBuf},
};

/// An intact entry: canonical, and its body the one its header commits to.
#[derive(Clone, Debug)]
pub(super) struct Pick {
    pub(super) seq: u64,
    pub(super) hash: Hash,
    pub(super) prev: Option<Hash>,
    /// Whether it has no body.
    pub(super) bare: bool,
    pub(super) source: Source,
}

/// Where its line stands.
#[derive(Clone, Debug)]
pub(super) enum Source {
    /// In a segment: its first sequence, the offset and the length.
    Journal(u64, u64, usize),
    Sled,
}

/// How many entries a log has, and the hash of the last.
pub(super) type Claim = (u64, Option<Hash>);

/// Everything that is left.
pub(super) struct Gathered {
    store: PathBuf,
    /// The intact entries of each sequence; more than one when they differ, or are in both copies.
    pub(super) picks: BTreeMap<u64, Vec<Pick>>,
    /// What sled's copy holds; `None` when it could not be read at all.
    pub(super) sled: Option<SledReading>,
    /// Where the journal ends, by its head file and the complete batches after it.
    pub(super) journal_claim: Option<Claim>,
    pub(super) sled_claim: Option<Claim>,
    /// The journal is right from its first line to its durable head.
    pub(super) journal_usable: bool,
    /// And nothing incomplete follows.
    pub(super) journal_clean: bool,
    /// The head file the journal's lines call for, when every one of them is right.
    pub(super) natural: Option<HeadFile>,
}

impl Gathered {
    /// Gathers what is left of a store whose lock the caller holds. Nothing is changed.
    pub(super) fn gather(store: &Path, read_sled: &ReadSled<'_>) -> Result<Self, LogError> {
        let (picks, journal_claim, sled_claim, natural) = Default::default();
        let (journal_usable, journal_clean) = (false, false);
        let sled = read_copy(store, read_sled)?;
        let store = store.to_owned();
        let mut all = Self { store, picks, sled, journal_claim, sled_claim, journal_usable, journal_clean, natural };
        all.journal()?;
        all.judge_journal();
        all.take_sled();
        Ok(all)
    }

    fn journal(&mut self) -> Result<(), LogError> {
        let journal = self.store.join(JOURNAL);
        if !journal.is_dir() {
            return Ok(());
        }
        let mut chain = Some(Chain::default());
        let mut natural = HeadFile::default();
        for first in segments(&journal)?.0 {
            let path = journal.join(segment_name(first));
            let mut lines = BufReader::new(File::open(&path).map_err(LogError::io(&path))?);
            let mut offset = 0;
            chain = chain.filter(|chain| chain.links.entries() == first && chain.links.incomplete().is_none());
            loop {
                let mut bytes = Vec::new();
                let length = lines.read_until(b'\n', &mut bytes).map_err(LogError::io(&path))?;
                if length == 0 {
                    break;
                }
                let entry = bytes.strip_suffix(b"\n").and_then(|line| std::str::from_utf8(line).ok());
                let entry = entry.and_then(|line| Entry::from_line(line).ok());
                chain = chain.filter(|_| entry.is_some());
                if let Some(entry) = entry {
                    let (seq, hash, prev) = (entry.header.seq, entry.hash(), entry.header.prev);
                    let source = Source::Journal(first, offset, length - 1);
                    let bare = entry.body.is_none();
                    self.picks.entry(seq).or_default().push(Pick { seq, hash, prev, bare, source });
                    chain = chain.and_then(|mut chain| chain.pass(&entry, hash).is_ok().then_some(chain));
                    let before = seq.saturating_sub(u64::from(entry.header.batch[0]));
                    let (entries, hash, segment, end) = (seq + 1, Some(hash), first, offset + length as u64);
                    natural = HeadFile { before, entries, hash, segment, last: offset, length: end };
                }
                offset += length as u64;
            }
        }
        let ends = |chain: &Chain| chain.unfinished().is_none() && chain.gone.waiting().is_empty();
        self.natural = chain.filter(ends).map(|_| natural);
        Ok(())
    }

    /// Reads the journal as any reader does, and its tail as opening does.
    fn judge_journal(&mut self) {
        let Ok(durable) = HeadFile::read(&self.store) else { return };
        self.journal_claim = Some((durable.entries, durable.hash));
        let whole = Reader::open(&self.store).and_then(|mut reader| {
            reader.by_ref().try_for_each(|entry| entry.map(drop))?;
            let (starts, _) = segments(&self.store.join(JOURNAL))?;
            let all = starts.iter().all(|first| *first >= durable.segment || reader.visited(*first));
            Ok(all && reader.waiting().is_empty())
        });
        if let Ok(tail) = Tail::read(&self.store, &durable) {
            self.journal_claim = Some((tail.adopted.entries, tail.adopted.hash));
            self.journal_usable = whole.is_ok_and(|whole| whole);
            self.journal_clean = self.journal_usable && tail.torn.is_none();
        }
    }

    fn take_sled(&mut self) {
        let Some(reading) = &self.sled else { return };
        for (seq, spot) in &reading.entries {
            let (hash, prev, bare) = (spot.hash, spot.prev, spot.bare);
            let pick = Pick { seq: *seq, hash, prev, bare, source: Source::Sled };
            self.picks.entry(*seq).or_default().push(pick);
        }
        self.sled_claim = reading.head.map(|(seq, hash)| (seq.saturating_add(1), Some(hash)));
    }

    /// Whether a copy has the body of one of these entries.
    pub(super) fn still_there(&self, destroyed: &BTreeSet<u64>) -> bool {
        destroyed.iter().filter_map(|seq| self.picks.get(seq)).flatten().any(|pick| !pick.bare)
    }

    /// The line of an entry, read and checked again.
    pub(super) fn read(&self, pick: &Pick) -> Result<(Entry, String), LogError> {
        let line = match pick.source {
            Source::Sled => self.sled.as_ref().and_then(|reading| reading.entry_line(pick.seq)),
            Source::Journal(first, offset, length) => {
                let path = self.store.join(JOURNAL).join(segment_name(first));
                let mut file = File::open(&path).map_err(LogError::io(&path))?;
                let mut bytes = vec![0; length];
                file.seek(SeekFrom::Start(offset)).map_err(LogError::io(&path))?;
                file.read_exact(&mut bytes).map_err(LogError::io(&path))?;
                String::from_utf8(bytes).ok()
            }
        };
        let changed = || LogError::damaged(format!("entry #{}", pick.seq), "it changed while it was read");
        let line = line.ok_or_else(changed)?;
        let entry = Entry::from_line(&line).map_err(|_| changed())?;
        if entry.hash() == pick.hash { Ok((entry, line)) } else { Err(changed()) }
    }
}

/// Reads a copy of sled, in a child; the damage found in it is part of the reading.
fn read_copy(store: &Path, read_sled: &ReadSled<'_>) -> Result<Option<SledReading>, LogError> {
    let Some(copy) = Copied::of(store)? else { return Ok(None) };
    Ok(guarded(|| read_sled(&copy.sled())).and_then(|reading| reading).ok())
}
