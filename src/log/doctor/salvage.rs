//! When no complete log can be put together: every intact entry, in a file of its own beside the store.

use super::{Gathered, Repair, free_path};
use crate::log::LogError;
use std::{
    fs::OpenOptions,
    io::{BufWriter, Write},
    path::Path,
};

/// Writes every intact entry, by sequence; entries that differ stand one after the other.
pub(super) fn write(store: &Path, gathered: &Gathered, repair: &mut Repair) -> Result<(), LogError> {
    let named = |n: u32| {
        let mut name = store.components().as_path().as_os_str().to_owned();
        name.push(format!(".salvage-{n}.jsonl"));
        name.into()
    };
    let path = free_path(named);
    let mut options = OpenOptions::new();
    options.write(true).create_new(true);
    #[cfg(unix)]
    std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
    let file = options.open(&path).map_err(LogError::io(&path))?;
    let mut out = BufWriter::new(file);
    for picks in gathered.picks.values() {
        let mut written = Vec::new();
        for pick in picks {
            if written.contains(&pick.hash) {
                continue;
            }
            written.push(pick.hash);
            let (_, line) = gathered.read(pick)?;
            writeln!(out, "{line}").map_err(LogError::io(&path))?;
            repair.entries += 1;
        }
    }
    let file = out.into_inner().map_err(|e| LogError::io(&path)(e.into_error()))?;
    file.sync_all().map_err(LogError::io(&path))?;
    repair.salvage = Some(path);
    Ok(())
}
