//! Carrying a destruction out: journal and sled are written anew without the bodies, and take the place of the old
//! (LOG.md, "Destruction"; docs/FORMAT.md, "The order of a destruction").
//!
//! ```text
//! mark -> the entry is recorded -> journal.new -> journal becomes journal.old, journal.new journal
//!      -> sled becomes sled.old -> what is old is removed -> sled is built anew -> the mark is removed
//! ```
//!
//! Once the entry is recorded, whoever opens a store with the mark on it goes the rest of the way, from wherever it was
//! interrupted: every step is done if it was not, and none has to be undone.

use super::{
    Batch, Entry, Log, LogError, Stamp, Store, destruction,
    index::{Index, SLED, copied::is_copy},
    journal::{Builder, FRESH, Folder, JOURNAL, Reader, Writer, place, sync_folder},
    store::Durability,
};
use std::{
    collections::BTreeSet,
    fs,
    path::{Path, PathBuf},
};

/// The file that says that a destruction is under way.
const MARK: &str = "destroying";
const MARK_TEXT: &str = "Bodies were ordered destroyed. Whoever opens the store finishes it and removes this file.\n";
/// What the two copies are called once others have their places.
const OLD: [(&str, &str); 2] = [(JOURNAL, "journal.old"), (SLED, "sled.old")];

/// What to do where a destruction was not finished.
pub(crate) const FINISH: &str = "A destruction is under way. The next command that opens the store finishes it; if this stays, run `coach doctor --repair`";

/// Whether a destruction is under way in a store.
pub(crate) fn is_under_way(store: &Path) -> bool {
    store.join(MARK).exists()
}

/// Says that a destruction is under way.
pub(crate) fn mark(store: &Path) -> Result<(), LogError> {
    let path = store.join(MARK);
    fs::write(&path, MARK_TEXT).map_err(LogError::io(&path))?;
    sync_folder(store).map_err(LogError::io(store))
}

fn unmark(store: &Path) -> Result<(), LogError> {
    let path = store.join(MARK);
    fs::remove_file(&path).map_err(LogError::io(&path))?;
    sync_folder(store).map_err(LogError::io(store))
}

/// What doctor has kept aside in a store and beside it: damaged copies, and salvaged entries; and copies of sled that
/// are read, or were until their reader was killed. They may hold what was destroyed since, so that a destruction
/// removes them.
///
/// # Errors
/// [`LogError::Io`].
pub fn kept_aside(store: &Path) -> Result<Vec<PathBuf>, LogError> {
    let store = std::path::absolute(store).map_err(LogError::io(store))?;
    let damaged = named(&store, |name| name.contains(".damaged-") || is_copy(name))?;
    let Some((beside, own)) = store.parent().zip(store.file_name()) else { return Ok(damaged) };
    let own = format!("{}.salvage-", own.to_string_lossy());
    let salvaged = named(beside, |name| name.starts_with(&own) && name.ends_with(".jsonl"))?;
    Ok([damaged, salvaged].concat())
}

fn named(folder: &Path, fits: impl Fn(&str) -> bool) -> Result<Vec<PathBuf>, LogError> {
    let mut found = Vec::new();
    for item in fs::read_dir(folder).map_err(LogError::io(folder))? {
        let item = item.map_err(LogError::io(folder))?;
        if fits(&item.file_name().to_string_lossy()) {
            found.push(item.path());
        }
    }
    found.sort_unstable();
    Ok(found)
}

/// Goes the rest of the way of a destruction that a mark says is under way, up to a sled that has to be built anew.
/// The caller holds the lock and has neither copy open.
pub(crate) fn go_on(store: &Path) -> Result<(), LogError> {
    if !store.join(JOURNAL).exists() && store.join(FRESH).join("head").exists() {
        place(store)?;
    }
    step()?;
    let entries = adopted(store)?;
    // A journal that lacks what sled has is damaged; sled may then be the better copy.
    if store.join(SLED).exists()
        && let Ok(mut index) = Index::open(store)
    {
        let more = index.entries() > entries;
        index.close(store)?;
        if more {
            let what = format!("it has {entries} entries and sled more; nothing was destroyed");
            return Err(LogError::damaged(store.join(JOURNAL).display().to_string(), what));
        }
    }
    step()?;
    write_anew(store)?;
    step()?;
    set_old(store, SLED)?;
    for (_, old) in OLD {
        step()?;
        remove(&store.join(old))?;
    }
    remove(&store.join(FRESH))?;
    for path in kept_aside(store)? {
        step()?;
        remove(&path)?;
    }
    sync_folder(store).map_err(LogError::io(store))
}

/// The journal with everything in it that is recorded; returns how many entries those are.
fn adopted(store: &Path) -> Result<u64, LogError> {
    let (mut journal, tail) = Writer::open(Box::new(Folder(store.join(JOURNAL))), store)?;
    journal.adopt(store, &tail)?;
    Ok(tail.adopted.entries)
}

/// Puts a journal without the bodies in the place of one with them.
fn write_anew(store: &Path) -> Result<(), LogError> {
    let waiting = waiting(store)?;
    if waiting.is_empty() {
        return Ok(());
    }
    let mut builder = Builder::new(store)?;
    let mut reader = Reader::open(store)?;
    while let Some(entry) = reader.next() {
        let (entry, line) = (entry?, reader.line());
        let (entry, line) = match waiting.contains(&entry.header.seq) {
            true => {
                step()?;
                bare(entry)
            }
            false => (entry, line.to_owned()),
        };
        builder.push(&entry, line)?.map_err(|what| LogError::damaged(JOURNAL, what))?;
    }
    builder.leave()?;
    step()?;
    set_old(store, JOURNAL)?;
    step()?;
    place(store)
}

/// An entry without its body, and its line.
pub(super) fn bare(entry: Entry) -> (Entry, String) {
    let bare = entry.without_body();
    let line = bare.to_line();
    (bare, line)
}

/// The bodies that the journal says are destroyed and that are there; all of it is read and right.
fn waiting(store: &Path) -> Result<BTreeSet<u64>, LogError> {
    let mut reader = Reader::open(store)?;
    reader.by_ref().try_for_each(|entry| entry.map(drop))?;
    Ok(reader.waiting())
}

/// Moves a copy out of its place; what was moved before it goes.
fn set_old(store: &Path, copy: &str) -> Result<(), LogError> {
    let path = store.join(copy);
    if !path.exists() {
        return Ok(());
    }
    for (_, old) in OLD.iter().filter(|(name, _)| *name == copy) {
        remove(&store.join(old))?;
        fs::rename(&path, store.join(old)).map_err(LogError::io(&path))?;
    }
    sync_folder(store).map_err(LogError::io(store))
}

/// Removes a file or a folder with all in it; it is no fault when there is none.
fn remove(path: &Path) -> Result<(), LogError> {
    let removed = if path.is_dir() { fs::remove_dir_all(path) } else { fs::remove_file(path) };
    match removed {
        Err(error) if error.kind() != std::io::ErrorKind::NotFound => Err(LogError::io(path)(error)),
        _ => Ok(()),
    }
}

impl Store {
    /// [`super::Log::destroy`].
    pub(super) fn destroy_bodies(&mut self, batch: Batch, stamp: &mut dyn Stamp) -> Result<Vec<Entry>, LogError> {
        self.must_be_whole()?;
        self.commit()?;
        destruction::carried_out(&batch, |seq| self.entry(seq))?;
        let durability = std::mem::replace(&mut self.durability, Durability::EachBatch);
        if durability == Durability::OnClose {
            self.settle()?;
        }
        // A journal that is damaged elsewhere could not be written anew; better to hear of that now.
        waiting(&self.dir)?;
        mark(&self.dir)?;
        let recorded = step().and_then(|()| self.record(batch, stamp));
        let done = match recorded {
            Ok(entries) => match self.carry_out() {
                Ok(()) => Ok(entries),
                Err(error) => {
                    self.broken = Some(error.to_string());
                    let seq = entries[0].header.seq;
                    Err(LogError::Recorded { first: seq, last: seq, what: error.to_string() })
                }
            },
            Err(error) => {
                if self.broken.is_none() {
                    unmark(&self.dir)?;
                }
                Err(error)
            }
        };
        self.durability = durability;
        done
    }

    fn carry_out(&mut self) -> Result<(), LogError> {
        step()?;
        self.index.close(&self.dir)?;
        go_on(&self.dir)?;
        step()?;
        self.open_again()?;
        step()?;
        self.finished()
    }

    /// Everything is in its place and synced: the mark goes.
    pub(super) fn finished(&self) -> Result<(), LogError> {
        unmark(&self.dir)
    }
}

#[cfg(not(test))]
fn step() -> Result<(), LogError> {
    Ok(())
}

#[cfg(test)]
use tests::step;

#[cfg(test)]
#[path = "destroy_tests.rs"]
mod tests;
