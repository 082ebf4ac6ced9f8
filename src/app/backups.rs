//! The backups that this software made of a store, listed in the store: a destruction names them, because they hold
//! what it destroyed.

use super::Failure;
use crate::log::{Head, written};
use chrono::{DateTime, Utc};
use serde::{Deserialize, Serialize};
use std::{
    fs::{self, OpenOptions},
    io::Write,
    path::{Path, PathBuf},
};

/// The list's file in the store, a line a backup.
const NAME: &str = "backups";

/// A backup that was made.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct BackedUp {
    /// Where it was written to.
    pub path: PathBuf,
    /// When.
    pub made_at: String,
    /// How many entries it holds.
    pub entries: u64,
}

/// Lists a backup that was made.
///
/// # Errors
/// The list cannot be written; the backup is there all the same.
pub fn note_backup(store: &Path, dest: &Path, head: Option<Head>, at: DateTime<Utc>) -> Result<(), Failure> {
    let list = store.join(NAME);
    let path = std::path::absolute(dest).unwrap_or_else(|_| dest.to_path_buf());
    let made = BackedUp { path, made_at: written(at), entries: head.map_or(0, |head| head.seq + 1) };
    let line = serde_json::to_string(&made).expect("a path that was written to, a time and a number") + "\n";
    let mut options = OpenOptions::new();
    options.append(true).create(true);
    #[cfg(unix)]
    std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
    let write = || options.open(&list)?.write_all(line.as_bytes());
    write().map_err(|error| Failure::file("Listing the backup in", &list, &error))
}

/// The backups that are known of; a line that does not read is nobody's.
///
/// # Errors
/// The list is there and cannot be read.
pub fn backups(store: &Path) -> Result<Vec<BackedUp>, Failure> {
    let list = store.join(NAME);
    match fs::read_to_string(&list) {
        Ok(text) => Ok(text.lines().filter_map(|line| serde_json::from_str(line).ok()).collect()),
        Err(error) if error.kind() == std::io::ErrorKind::NotFound => Ok(Vec::new()),
        Err(error) => Err(Failure::file("Reading", &list, &error)),
    }
}
