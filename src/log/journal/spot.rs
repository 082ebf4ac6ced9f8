//! Where an entry's line stands in the journal, so that a stream is read again without reading all of it.

use super::{JOURNAL, segment_name};
use crate::log::{Entry, Hash, LogError};
use std::{
    fs::File,
    io::{Read, Seek, SeekFrom},
    path::Path,
};

/// Where one line stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Spot {
    /// The first sequence of its segment.
    pub(super) segment: u64,
    /// Where in the segment the line begins.
    pub(super) offset: u32,
    /// Its length without its line feed.
    pub(super) length: u32,
}

/// Reads a stream again by the spots of all its entries, in order, each with its hash. What is read is held against
/// itself: every body against its header, every header against the one before it in the stream.
///
/// # Errors
/// [`LogError::Damaged`] where something else stands there; [`LogError::Io`].
pub fn stream_at(store: &Path, spots: &[Spot]) -> Result<Vec<(Entry, Hash)>, LogError> {
    let mut open: Option<(u64, File)> = None;
    let mut found: Vec<(Entry, Hash)> = Vec::with_capacity(spots.len());
    for spot in spots {
        let path = store.join(JOURNAL).join(segment_name(spot.segment));
        let damaged = |what: String| LogError::damaged(format!("{}, byte {}", path.display(), spot.offset), what);
        if open.as_ref().is_none_or(|(segment, _)| *segment != spot.segment) {
            open = Some((spot.segment, File::open(&path).map_err(LogError::io(&path))?));
        }
        let (_, file) = open.as_mut().expect("opened above");
        let mut line = vec![0; spot.length as usize];
        file.seek(SeekFrom::Start(u64::from(spot.offset))).map_err(LogError::io(&path))?;
        file.read_exact(&mut line).map_err(LogError::io(&path))?;
        let line = String::from_utf8(line).map_err(|_| damaged("the line is not text".into()))?;
        let (entry, hash) = Entry::read(&line).map_err(|error| damaged(error.to_string()))?;
        let before = found.last().map(|(_, hash)| *hash);
        if entry.header.version != found.len() as u64 || entry.header.stream_prev != before {
            return Err(damaged("the entry there is not the next one of the stream".into()));
        }
        found.push((entry, hash));
    }
    Ok(found)
}
