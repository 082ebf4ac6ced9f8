//! The journal: a folder of append-only segments, one canonical line an entry (docs/FORMAT.md, "Journal").
//!
//! It decides what has happened. Its `head` file says how far it is durable; what lies beyond is the tail, which
//! only the holder of the lock may adopt or cut.

mod builder;
mod chunks;
mod decode;
mod folder;
mod head_file;
mod reader;
mod spot;
mod tail;
mod writer;

pub(crate) use builder::{Builder, FRESH, place};
pub(crate) use decode::Read;
pub(crate) use folder::{Files, Folder, private_folder, sync_folder};
pub(crate) use head_file::HeadFile;
pub use reader::Reader;
pub(crate) use reader::read_from;
pub use spot::{Spot, stream_at};
pub(crate) use tail::Tail;
pub(crate) use writer::Writer;

use super::LogError;
use std::{fs, path::Path};

/// The folder of a store that holds its journal.
pub const JOURNAL: &str = "journal";

/// The length, in bytes, from which on a segment is closed and the next batch begins a new one.
pub const SEGMENT: u64 = 8 << 20;

/// The file name of the segment that begins with an entry.
pub(crate) fn segment_name(first: u64) -> String {
    format!("{first:020}.jsonl")
}

/// The first sequence of each segment in a journal folder, in order, and the names of files that are none.
pub(crate) fn segments(journal: &Path) -> Result<(Vec<u64>, Vec<String>), LogError> {
    let (mut found, mut strange) = (Vec::new(), Vec::new());
    for item in fs::read_dir(journal).map_err(LogError::io(journal))? {
        let name = item.map_err(LogError::io(journal))?.file_name().to_string_lossy().into_owned();
        match name.strip_suffix(".jsonl").and_then(|number| number.parse().ok()) {
            Some(first) if segment_name(first) == name => found.push(first),
            _ if name == head_file::NAME => {}
            _ => strange.push(name),
        }
    }
    found.sort_unstable();
    strange.sort_unstable();
    Ok((found, strange))
}
