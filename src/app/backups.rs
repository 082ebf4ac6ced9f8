//! The backups that this software made of a store, listed in the store: a destruction makes them anew, because they hold
//! what it destroyed.

use super::Failure;
use crate::log::{Head, copies, written};
use chrono::{DateTime, Utc};
use serde::{Deserialize, Serialize};
use std::{
    ffi::OsString,
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

/// What became of a backup that holds what was destroyed.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Now {
    /// It was made anew from the store as it is, and holds it no more.
    Anew,
    /// It lies there no more.
    Gone,
    /// It could not be made anew, for this reason, and holds it still.
    Kept(String),
}

/// Makes each backup anew that was made before a destruction and holds what it destroyed, the first of it `first`, as the
/// entry `destroyed` says. A log only grows, so that the copy of what stands has all that the old one had, but for that. It
/// is verified before it takes the old one's place.
///
/// # Errors
/// The list cannot be read. What became of each backup is in the answer.
pub fn back_up_anew(
    store: &Path,
    (first, destroyed): (u64, u64),
    at: DateTime<Utc>,
) -> Result<Vec<(BackedUp, Now)>, Failure> {
    let mut latest: Vec<BackedUp> = Vec::new();
    for made in backups(store)? {
        latest.retain(|other| other.path != made.path);
        latest.push(made);
    }
    latest.retain(|made| made.entries > first && made.entries <= destroyed);
    let now = |path: &Path| match lies_there(path) {
        Ok(false) => Now::Gone,
        Ok(true) => replaced(store, path, at).map_or_else(|failure| Now::Kept(failure.to_string()), |()| Now::Anew),
        Err(failure) => Now::Kept(failure.to_string()),
    };
    Ok(latest.into_iter().map(|made| (now(&made.path), made)).map(|(now, made)| (made, now)).collect())
}

/// Whether a backup lies there; one that was set aside by somebody who was killed is put back.
fn lies_there(path: &Path) -> Result<bool, Failure> {
    let old = beside(path, ".old");
    if !path.exists() && old.exists() {
        fs::rename(&old, path).map_err(|error| Failure::file("Putting back", path, &error))?;
    }
    Ok(copies::is_backup(path))
}

fn replaced(store: &Path, path: &Path, at: DateTime<Utc>) -> Result<(), Failure> {
    let (fresh, old) = (beside(path, ".anew"), beside(path, ".old"));
    // Left by somebody who was killed.
    for left in [&fresh, &old] {
        remove(left)?;
    }
    let head = copies::backup(store, &fresh)?;
    let moved = |from: &Path, to: &Path| {
        fs::rename(from, to).map_err(|error| Failure::file("Putting the new backup at", path, &error))
    };
    moved(path, &old)?;
    moved(&fresh, path)?;
    remove(&old)?;
    note_backup(store, path, head, at)
}

/// Removes a backup, if one lies there.
fn remove(path: &Path) -> Result<(), Failure> {
    match copies::is_backup(path) {
        true => fs::remove_dir_all(path).map_err(|error| Failure::file("Removing", path, &error)),
        false => Ok(()),
    }
}

fn beside(path: &Path, ending: &str) -> PathBuf {
    let mut name = path.file_name().map(OsString::from).unwrap_or_default();
    name.push(ending);
    path.with_file_name(name)
}
