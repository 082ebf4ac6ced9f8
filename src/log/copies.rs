//! Copies that leave the store: backup and restore, export and import; all in the journal's own format.

use super::{
    Entry, Head, LogError, Open, Store,
    index::SLED,
    journal::{Builder, HeadFile, JOURNAL, Reader, private_folder, sync_folder},
    lock::Lock,
    store::{BACKUP, is_store, must_be_store},
};
use std::{
    fs,
    io::{BufRead, Read, Write},
    path::Path,
};

const BACKUP_TEXT: &str = "A backup of a coaching log: its journal, up to the entry that journal/head names.\n\
    Nothing is recorded here. `coach restore` makes a store of it in a new folder.\n";

/// Copies the journal up to its durable head into a new folder, without a lock, checking every entry on the way and
/// the whole copy afterwards (LOG.md, "Two copies").
///
/// # Errors
/// [`LogError::Exists`], [`LogError::NotAStore`], [`LogError::Damaged`] or [`LogError::Io`]; a backup that failed
/// half-way has no journal and is no backup.
pub fn backup(store: &Path, dest: &Path) -> Result<Option<Head>, LogError> {
    must_be_store(store)?;
    let reader = Reader::open(store)?;
    new_folder(dest)?;
    let marker = dest.join(BACKUP);
    fs::write(&marker, BACKUP_TEXT).map_err(LogError::io(&marker))?;
    let head = copy_journal(reader, dest)?;
    if let Some(parent) = dest.parent().filter(|parent| !parent.as_os_str().is_empty()) {
        sync_folder(parent).map_err(LogError::io(parent))?;
    }
    verified(dest, head)
}

/// Whether a folder is a backup, or the beginning of one.
pub fn is_backup(dir: &Path) -> bool {
    dir.join(BACKUP).exists()
}

/// Makes a new store from a backup, which is verified first, and builds sled anew.
///
/// # Errors
/// [`LogError::Exists`], [`LogError::NotAStore`], [`LogError::Damaged`] or [`LogError::Io`].
pub fn restore(backup: &Path, store: &Path, open: Open) -> Result<Option<Head>, LogError> {
    if !backup.join(JOURNAL).is_dir() {
        return Err(LogError::NotAStore { path: backup.to_owned(), what: "it has no journal".into() });
    }
    let head = Reader::open(backup)?.head();
    verified(backup, head)?;
    let lock = new_store(store, &open)?;
    copy_journal(Reader::open(backup)?, store)?;
    let (opened, _) = Store::open_locked(store, open, lock)?;
    opened.close()?;
    Ok(head)
}

/// Writes every line of the journal up to its durable head, without a lock; returns how many.
///
/// # Errors
/// [`LogError::NotAStore`], [`LogError::Damaged`] or [`LogError::Io`].
pub fn export(store: &Path, out: &mut dyn Write) -> Result<u64, LogError> {
    let io = || LogError::io(Path::new("the export"));
    let mut reader = Reader::open(store)?;
    let mut count = 0;
    while let Some(entry) = reader.next() {
        entry?;
        out.write_all(reader.line().as_bytes()).map_err(io())?;
        out.write_all(b"\n").map_err(io())?;
        count += 1;
    }
    out.flush().map_err(io())?;
    Ok(count)
}

/// Fills a new or empty store with exported lines; the whole chain is verified before anything is kept.
///
/// # Errors
/// [`LogError::Exists`] when the store holds entries, [`LogError::Import`] naming the line, [`LogError::Io`].
pub fn import(store: &Path, input: &mut dyn BufRead, open: Open) -> Result<Option<Head>, LogError> {
    let lock = if is_store(store) { empty_store(store, &open)? } else { new_store(store, &open)? };
    let mut builder = Builder::new(store)?;
    if let Err(e) = take_lines(&mut builder, input) {
        builder.abandon();
        return Err(e);
    }
    // An empty journal and an empty sled hold nothing that could be lost.
    for copy in [JOURNAL, SLED].map(|copy| store.join(copy)).iter().filter(|copy| copy.exists()) {
        fs::remove_dir_all(copy).map_err(LogError::io(copy))?;
    }
    let head = builder.finish()?;
    let (opened, _) = Store::open_locked(store, open, lock)?;
    opened.close()?;
    Ok(head)
}

fn take_lines(builder: &mut Builder, input: &mut dyn BufRead) -> Result<(), LogError> {
    let mut number = 0;
    loop {
        number += 1;
        let wrong = |what: String| LogError::Import { line: number, what };
        let mut bytes = Vec::new();
        let limit = super::LONGEST_LINE as u64 + 1;
        let mut limited = (&mut *input).take(limit);
        limited.read_until(b'\n', &mut bytes).map_err(|e| wrong(e.to_string()))?;
        if bytes.is_empty() {
            return builder.unfinished().map_or(Ok(()), |what| Err(wrong(what)));
        }
        if bytes.pop() != Some(b'\n') {
            return Err(wrong("the line has no end".into()));
        }
        let line = String::from_utf8(bytes).map_err(|_| wrong("the line is not text".into()))?;
        let entry = Entry::from_line(&line).map_err(|e| wrong(e.to_string()))?;
        builder.push(&entry, line)?.map_err(wrong)?;
    }
}

fn copy_journal(mut reader: Reader, store: &Path) -> Result<Option<Head>, LogError> {
    let mut builder = Builder::new(store)?;
    while let Some(entry) = reader.next() {
        let line = reader.line().to_owned();
        let passed = builder.push(&entry?, line)?;
        passed.map_err(|what| LogError::damaged(JOURNAL, what))?;
    }
    builder.finish()
}

/// Reads a whole journal and makes sure that it ends where it should.
fn verified(dir: &Path, expected: Option<Head>) -> Result<Option<Head>, LogError> {
    let mut reader = Reader::open(dir)?;
    reader.by_ref().try_for_each(|entry| entry.map(drop))?;
    if reader.head() != expected {
        return Err(LogError::damaged(dir.display().to_string(), "the copy does not end where the original does"));
    }
    Ok(expected)
}

/// A folder that must not exist, or be empty.
fn new_folder(dir: &Path) -> Result<(), LogError> {
    match fs::read_dir(dir).ok().and_then(|mut items| items.next()) {
        Some(_) => Err(LogError::Exists { path: dir.to_owned() }),
        None => private_folder(dir).map_err(LogError::io(dir)),
    }
}

fn new_store(dir: &Path, open: &Open) -> Result<Lock, LogError> {
    private_folder(dir).map_err(LogError::io(dir))?;
    let lock = Lock::acquire(dir, open.wait)?;
    if is_store(dir) || dir.join(BACKUP).exists() {
        return Err(LogError::Exists { path: dir.to_owned() });
    }
    Ok(lock)
}

/// The lock of a store that exists and holds nothing.
fn empty_store(dir: &Path, open: &Open) -> Result<Lock, LogError> {
    let lock = Lock::acquire(dir, open.wait)?;
    let (segments, _) = super::journal::segments(&dir.join(JOURNAL))?;
    if HeadFile::read(dir)?.entries > 0 || !segments.is_empty() || super::index::Index::open(dir)?.entries() > 0 {
        return Err(LogError::Exists { path: dir.to_owned() });
    }
    Ok(lock)
}
