//! The `head` file: how far the journal is durable (docs/FORMAT.md, "Head").

use super::{Files, JOURNAL};
use crate::log::{Entry, Hash, Head, LogError, canonical::canonical};
use serde::{Deserialize, Serialize};
use std::{
    fs::{self, File},
    io::{Read, Seek, SeekFrom},
    path::Path,
};

/// The file's name within the journal.
pub(super) const NAME: &str = "head";

/// What the head file says.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct HeadFile {
    /// The number of entries before the last commit: sled may lack what came after, if a kill came in between.
    pub(crate) before: u64,
    /// The number of entries.
    pub(crate) entries: u64,
    /// The hash of the last header.
    pub(crate) hash: Option<Hash>,
    /// The first sequence of the segment that holds the last entry.
    pub(crate) segment: u64,
    /// Where in it the last entry's line begins.
    pub(crate) last: u64,
    /// Where in it that line ends: the durable length of the segment.
    pub(crate) length: u64,
}

#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct Sealed {
    check: Hash,
    head: HeadFile,
}

impl HeadFile {
    /// The bytes of the file: one canonical line with a check over the head in it.
    pub(crate) fn to_bytes(&self) -> Vec<u8> {
        let check = Hash::of(canonical(self).as_bytes());
        (canonical(&Sealed { check, head: self.clone() }) + "\n").into_bytes()
    }

    /// Reads the head of the journal in a store.
    pub(crate) fn read(store: &Path) -> Result<Self, LogError> {
        let path = store.join(JOURNAL).join(NAME);
        let place = path.display().to_string();
        let bytes = match fs::read(&path) {
            Ok(bytes) => bytes,
            Err(e) if e.kind() == std::io::ErrorKind::NotFound => {
                return Err(LogError::damaged(place, "the file is missing"));
            }
            Err(e) => return Err(LogError::io(&path)(e)),
        };
        let head = serde_json::from_slice(&bytes).ok().map(|sealed: Sealed| sealed.head);
        match head {
            Some(head) if head.to_bytes() == bytes => Ok(head),
            _ => Err(LogError::damaged(place, "the file is not what was written")),
        }
    }

    /// Replaces the head file.
    pub(crate) fn write(&self, files: &mut dyn Files) -> Result<(), LogError> {
        files.replace(NAME, &self.to_bytes()).map_err(LogError::io(&files.path(NAME)))
    }

    /// Reads the last entry and holds it against what the file says of it.
    pub(crate) fn last_entry(&self, store: &Path) -> Result<Option<Head>, LogError> {
        let Some(hash) = self.hash else { return Ok(None) };
        let path = store.join(JOURNAL).join(super::segment_name(self.segment));
        let damaged = |what: &str| LogError::damaged(path.display().to_string(), what);
        let mut file = File::open(&path).map_err(|e| damaged(&format!("it cannot be opened: {e}")))?;
        file.seek(SeekFrom::Start(self.last)).map_err(LogError::io(&path))?;
        let mut line = Vec::new();
        let length = self.length.saturating_sub(self.last);
        file.take(length).read_to_end(&mut line).map_err(LogError::io(&path))?;
        let line = line.strip_suffix(b"\n").filter(|line| line.len() as u64 + 1 == length);
        let line = line.ok_or_else(|| damaged("it ends before the durable head"))?;
        let line = std::str::from_utf8(line).map_err(|_| damaged("its last entry is not text"))?;
        let entry = Entry::from_line(line).map_err(|e| damaged(&format!("its last entry: {e}")))?;
        let head = Head::of(&entry);
        if head.hash != hash || head.seq + 1 != self.entries {
            return Err(damaged("its last entry is not the one the head file names"));
        }
        Ok(Some(head))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_head_with_any_bit_flipped_is_refused() {
        let store = tempfile::tempdir().expect("a folder");
        fs::create_dir(store.path().join(JOURNAL)).expect("journal");
        let path = store.path().join(JOURNAL).join(NAME);
        let head = HeadFile { before: 1, entries: 3, hash: Some(Hash::of(b"x")), segment: 0, last: 10, length: 20 };
        let right = head.to_bytes();
        fs::write(&path, &right).expect("written");
        assert_eq!(HeadFile::read(store.path()).expect("right"), head);
        for bit in 0..right.len() * 8 {
            let mut wrong = right.clone();
            wrong[bit / 8] ^= 1 << (bit % 8);
            fs::write(&path, &wrong).expect("written");
            assert!(HeadFile::read(store.path()).is_err(), "bit {bit}");
        }
    }
}
