//! What lies in the journal beyond its durable head: an interrupted command, or one whose head was not yet replaced.

use super::{HeadFile, JOURNAL, segment_name, segments};
use crate::log::{Entry, Hash, Head, LogError, chain::Links};
use std::{fs, fs::File, io::Read, io::Seek, io::SeekFrom, path::Path};

/// Complete batches beyond the head, and where what follows them has to be cut.
pub(crate) struct Tail {
    /// The entries of complete batches, in order.
    pub(crate) entries: Vec<Entry>,
    /// The head as it is once those are adopted.
    pub(crate) adopted: HeadFile,
    /// The last entry then.
    pub(crate) head: Option<Head>,
    /// What is wrong with the bytes after them, when there are any.
    pub(crate) torn: Option<String>,
    /// How many entries the head had.
    durable: u64,
    /// Whether what is wrong begins with zeros, which no line holds: a place that was never written.
    hole: bool,
}

/// Bytes beyond the head, one segment's.
struct Piece {
    first: u64,
    offset: u64,
    bytes: Vec<u8>,
}

impl Tail {
    /// Reads the tail. Nothing is changed.
    ///
    /// # Errors
    /// [`LogError::Damaged`] when the durable part does not end where the head says, or when a batch that is broken is
    /// followed by another, as only damage leaves it. A power cut may leave that too, of batches committed together;
    /// but what it took was never written, and reads as zeros.
    pub(crate) fn read(store: &Path, durable: &HeadFile) -> Result<Self, LogError> {
        let head = durable.last_entry(store)?;
        let mut tail = Self {
            entries: Vec::new(),
            adopted: durable.clone(),
            head,
            torn: None,
            durable: durable.entries,
            hole: false,
        };
        let mut links = Links::after(head);
        let mut pending = Vec::new();
        for piece in pieces(store, durable)? {
            if tail.torn.is_none() && piece.first != durable.segment && piece.first != links.entries() {
                tail.torn = Some(format!("the segment {} is not the next one", segment_name(piece.first)));
            }
            tail.take(piece, &mut links, &mut pending)?;
        }
        if tail.torn.is_none() && !pending.is_empty() {
            tail.torn = Some("its last batch is not complete".into());
        }
        Ok(tail)
    }

    fn take(&mut self, piece: Piece, links: &mut Links, pending: &mut Vec<Entry>) -> Result<(), LogError> {
        let mut offset = piece.offset;
        if piece.bytes.is_empty() && piece.first != self.adopted.segment && self.torn.is_none() {
            self.torn = Some(format!("the segment {} is empty", segment_name(piece.first)));
        }
        for line in piece.bytes.split_inclusive(|byte| *byte == b'\n') {
            let entry = entry_of(line);
            if self.hole {
                continue;
            }
            if self.torn.is_some() {
                later_batch(&piece, entry.ok().as_ref().map(|(entry, _)| entry), pending)?;
                continue;
            }
            let start = offset;
            offset += line.len() as u64;
            match entry.and_then(|(entry, hash)| links.pass(&entry, hash).map(|()| entry)) {
                Ok(entry) => pending.push(entry),
                Err(_) if line.contains(&0) => {
                    self.torn = Some("a part of it was never written".into());
                    self.hole = true;
                    continue;
                }
                Err(what) => {
                    self.torn = Some(what);
                    later_batch(&piece, entry_of(line).ok().as_ref().map(|(entry, _)| entry), pending)?;
                    continue;
                }
            }
            if links.incomplete().is_none() {
                let entries = links.entries();
                let hash = links.head.map(|head| head.hash);
                self.adopted =
                    HeadFile { before: self.durable, entries, hash, segment: piece.first, last: start, length: offset };
                self.head = links.head;
                self.entries.append(pending);
            }
        }
        Ok(())
    }
}

/// After a broken place only the rest of the same batch may come.
fn later_batch(piece: &Piece, entry: Option<&Entry>, pending: &[Entry]) -> Result<(), LogError> {
    let ours = pending.first().map(|entry| entry.header.request);
    match entry {
        Some(entry) if ours.is_some_and(|ours| ours != entry.header.request) || entry.header.batch[0] == 0 => {
            let what = format!("an entry before #{} is damaged, and not by an interrupted command", entry.header.seq);
            Err(LogError::damaged(format!("{JOURNAL}/{}", segment_name(piece.first)), what))
        }
        _ => Ok(()),
    }
}

fn entry_of(line: &[u8]) -> Result<(Entry, Hash), String> {
    let line = line.strip_suffix(b"\n").ok_or("its last line is torn")?;
    let line = std::str::from_utf8(line).map_err(|_| "a line is not text")?;
    Entry::read(line).map_err(|e| e.to_string())
}

fn pieces(store: &Path, durable: &HeadFile) -> Result<Vec<Piece>, LogError> {
    let journal = store.join(JOURNAL);
    let (starts, _) = segments(&journal)?;
    let mut pieces = Vec::new();
    for first in starts.into_iter().filter(|first| *first >= durable.segment) {
        let path = journal.join(segment_name(first));
        let offset = if first == durable.segment { durable.length } else { 0 };
        let mut file = File::open(&path).map_err(LogError::io(&path))?;
        let length = file.metadata().map_err(LogError::io(&path))?.len();
        if length < offset {
            return Err(LogError::damaged(path.display().to_string(), "it ends before the durable head"));
        }
        file.seek(SeekFrom::Start(offset)).map_err(LogError::io(&path))?;
        let mut bytes = Vec::new();
        file.read_to_end(&mut bytes).map_err(LogError::io(&path))?;
        pieces.push(Piece { first, offset, bytes });
    }
    Ok(pieces)
}

/// Takes the segments back to a head: what lies beyond is cut, what was begun beyond is removed.
pub(crate) fn cut_to(files: &mut dyn super::Files, store: &Path, head: &HeadFile) -> Result<(), LogError> {
    let journal = store.join(JOURNAL);
    for first in segments(&journal)?.0.into_iter().rev() {
        let name = segment_name(first);
        if first > head.segment || head.entries == 0 {
            files.remove(&name).map_err(LogError::io(&files.path(&name)))?;
        } else if first == head.segment {
            let length = fs::metadata(journal.join(&name)).map_err(LogError::io(&files.path(&name)))?.len();
            if length > head.length {
                files.cut(&name, head.length).map_err(LogError::io(&files.path(&name)))?;
                files.sync(&name).map_err(LogError::io(&files.path(&name)))?;
            }
        }
    }
    files.sync_folder().map_err(LogError::io(&journal))
}
