//! sled: where entries are looked up (LOG.md, "Two copies"; docs/FORMAT.md, "sled").
//!
//! One tree, because sled's batches are atomic within one tree only; few large values, because many small ones make it
//! slow to open. Nothing read from it is believed before its seal, its commitment and its place in the chain agree.

mod apply;
pub(crate) mod copied;
mod guard;
mod read;
pub(crate) mod seal;

pub(crate) use guard::guarded;

use super::{Head, LogError};
use seal::{LAYOUT, Lines, key, shown};
use std::{cell::RefCell, fs, path::Path, sync::Arc, time::Duration};

/// The folder of a store that holds sled.
pub(crate) const SLED: &str = "sled";

/// sled cleans up segment by segment and moves what is alive in one: with segments of 1 or 2 MiB an append beside a
/// projection of 300 kB wrote twenty times the bytes that it writes with 4 or 8 (tests/log_measure.rs).
const SEGMENT: usize = 8 << 20;
const CACHE: u64 = 64 << 20;

/// How often sled is asked whether it has let go of its folder, a hundredth of a second apart.
const ATTEMPTS: u32 = 200;

/// The opened tree and the head it stands for.
pub(crate) struct Index {
    /// Open until dropped.
    db: Option<sled::Db>,
    /// The last entry sled has.
    pub(crate) head: Option<Head>,
    /// The block read last.
    block: RefCell<Option<(u64, Arc<Lines>)>>,
    /// The projector's blob once it was read, kept in step with what is applied: it may be large, and every append
    /// rests on it.
    projection: RefCell<Option<Arc<[u8]>>>,
}

impl Index {
    /// Opens the tree, or makes an empty one.
    pub(crate) fn open(store: &Path) -> Result<Self, LogError> {
        let folder = store.join(SLED);
        super::journal::private_folder(&folder).map_err(LogError::io(&folder))?;
        let db = open_tree(&folder).map_err(|what| LogError::damaged(folder.display().to_string(), what))?;
        let mut index = Self { db: Some(db), head: None, block: RefCell::new(None), projection: RefCell::new(None) };
        match index.layout()? {
            None | Some(LAYOUT) => index.head = index.read_head()?,
            Some(other) => return Err(of_another_version(&folder, other)),
        }
        Ok(index)
    }

    /// The same tree for another thread to read from, as of now.
    pub(crate) fn beside(&self) -> Self {
        Self { db: self.db.clone(), head: self.head, block: RefCell::new(None), projection: RefCell::new(None) }
    }

    /// Moves on to what somebody else has applied since; says whether there was anything.
    pub(crate) fn move_on(&mut self) -> Result<bool, LogError> {
        let head = self.read_head()?;
        let moved = head != self.head;
        self.head = head;
        self.block.replace(None);
        self.projection.replace(None);
        Ok(moved)
    }

    fn db(&self) -> Result<&sled::Db, LogError> {
        self.db.as_ref().ok_or_else(|| LogError::damaged(SLED, "it was closed, and has to be opened again"))
    }

    /// Lets the tree go, and waits until sled's own threads have: its folder may then be moved.
    pub(crate) fn close(&mut self, store: &Path) -> Result<(), LogError> {
        self.block.replace(None);
        self.projection.replace(None);
        let db = self.db.take();
        let _ = guarded(|| drop(db));
        let path = store.join(SLED).join("db");
        let file = fs::File::open(&path).map_err(LogError::io(&path))?;
        for _ in 0..ATTEMPTS {
            if file.try_lock().is_ok() {
                return Ok(());
            }
            std::thread::sleep(Duration::from_millis(10));
        }
        Err(LogError::damaged(path.display().to_string(), "sled does not let go of it"))
    }

    /// How many entries sled has.
    pub(crate) fn entries(&self) -> u64 {
        self.head.map_or(0, |head| head.seq + 1)
    }

    /// The payload under a key, if there is one, read by its layout.
    fn get<T>(&self, key: &[u8], layout: impl FnOnce(&[u8]) -> Option<T>) -> Result<Option<T>, LogError> {
        let wrong = |what: &str| LogError::damaged(shown(key), what);
        let db = self.db()?;
        let value = guarded(|| db.get(key)).map_err(|what| wrong(&what))?;
        let Some(value) = value.map_err(|e| wrong(&e.to_string()))? else { return Ok(None) };
        let payload = seal::unseal(key, &value).ok_or_else(|| wrong("the value is not what was written"))?;
        layout(payload).map(Some).ok_or_else(|| wrong("the value has not the layout it must have"))
    }

    /// The payload under a key that must be there, read by its layout.
    fn must<T>(&self, key: &[u8], layout: impl FnOnce(&[u8]) -> Option<T>) -> Result<T, LogError> {
        self.get(key, layout)?.ok_or_else(|| LogError::damaged(shown(key), "the value is missing"))
    }

    fn read_head(&self) -> Result<Option<Head>, LogError> {
        let Some((seq, hash)) = self.get(key::HEAD, seal::number_and_hash)? else {
            let db = self.db()?;
            let empty = guarded(|| db.is_empty()).map_err(|what| LogError::damaged(SLED, what))?;
            return if empty { Ok(None) } else { Err(LogError::damaged(shown(key::HEAD), "the value is missing")) };
        };
        let line = self.line_of(seq, seq + 1)?;
        let (entry, found) =
            super::Entry::read(&line).map_err(|e| LogError::damaged(SLED, format!("entry #{seq}: {e}")))?;
        let head = Head { seq, hash, recorded_at: entry.header.recorded_at };
        if (entry.header.seq, found) != (seq, hash) {
            return Err(LogError::damaged(shown(key::HEAD), "the last entry is not the one the head names"));
        }
        Ok(Some(head))
    }

    /// Makes everything applied as durable as sled does.
    pub(crate) fn flush(&self) -> Result<(), LogError> {
        let db = self.db()?;
        match guarded(|| db.flush()) {
            Ok(Ok(_)) => Ok(()),
            Ok(Err(e)) => Err(LogError::damaged(SLED, format!("it did not write: {e}"))),
            Err(what) => Err(LogError::damaged(SLED, format!("it did not write: {what}"))),
        }
    }
}

impl Drop for Index {
    fn drop(&mut self) {
        // Closing writes, and on a damaged file that may panic; what was acknowledged was flushed before.
        let db = self.db.take();
        let _ = guarded(|| drop(db));
    }
}

/// sled is laid out otherwise than this program does. It is not rebuilt unasked: it may be the better copy.
fn of_another_version(folder: &Path, layout: u64) -> LogError {
    LogError::Damaged {
        where_: folder.display().to_string(),
        what: format!("another version of this program made it (layout {layout}; this one knows {LAYOUT})"),
        todo: "Run `coach doctor --repair`: it builds sled anew from the journal, and keeps the old one aside".into(),
    }
}

/// Opens sled's folder. It may still be letting go of it: sled's own lock is released by its last thread, and nobody
/// else can be there, because we hold the store's lock. What a killed process had begun to write of a snapshot sled takes
/// for a snapshot: it is no part of what is recorded, and goes.
pub(crate) fn open_tree(folder: &Path) -> Result<sled::Db, String> {
    let mut attempts = 0;
    loop {
        let config = sled::Config::new().path(folder).cache_capacity(CACHE).flush_every_ms(None).segment_size(SEGMENT);
        match guarded(|| config.open())? {
            Ok(db) => return Ok(db),
            Err(sled::Error::Io(e)) if attempts < ATTEMPTS && e.to_string().contains("lock") => {
                attempts += 1;
                std::thread::sleep(Duration::from_millis(10));
            }
            Err(sled::Error::Corruption { .. }) if remove_begun_snapshots(folder) > 0 => {}
            Err(e) => return Err(format!("it does not open: {e}")),
        }
    }
}

/// Removes the snapshots that were begun and never finished; says how many. sled 0.34.7 means to leave them out, and
/// looks for another ending than the one it writes.
fn remove_begun_snapshots(folder: &Path) -> usize {
    let begun = |name: &str| name.starts_with("snap.") && name.ends_with(".generating");
    let items = fs::read_dir(folder).into_iter().flatten().flatten();
    let begun = items.filter(|item| item.file_name().to_str().is_some_and(begun));
    begun.filter(|item| fs::remove_file(item.path()).is_ok()).count()
}

/// Copies a sled folder, which nobody must have open.
pub(crate) fn copy_folder(from: &Path, to: &Path) -> std::io::Result<()> {
    super::journal::private_folder(to)?;
    for item in fs::read_dir(from)? {
        let item = item?;
        let target = to.join(item.file_name());
        if item.file_type()?.is_dir() {
            copy_folder(&item.path(), &target)?;
        } else {
            fs::copy(item.path(), target)?;
        }
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::{super::doctor::repair, *};
    use crate::id::Id;
    use crate::log::{
        Batch, Durability, Log, NewEntry, NoProjection, Open, Stamp, Store, request_hash,
        verify::{SledReading, read_sled_copy},
    };

    struct Fixed;

    impl Stamp for Fixed {
        fn now(&mut self) -> chrono::DateTime<chrono::Utc> {
            chrono::DateTime::from_timestamp(1_751_385_600, 0).expect("a time in 2025")
        }

        fn salt(&mut self) -> [u8; 32] {
            [5; 32]
        }
    }

    fn open() -> Open {
        Open { wait: Duration::ZERO, projector: Box::new(NoProjection), durability: Durability::EachBatch }
    }

    fn entry() -> NewEntry {
        let id = Id::from_bytes([1; 8]);
        NewEntry {
            stream: id,
            actor: id,
            role: "leader".into(),
            behalf: None,
            class: "pair".into(),
            retention: "short".into(),
            cause: None,
            kind: "noted".into(),
            occurred_on: chrono::NaiveDate::from_ymd_opt(2025, 7, 1).expect("a day"),
            fields: serde_json::Map::new(),
        }
    }

    fn read(sled: &Path) -> Result<SledReading, String> {
        let mut spool = tempfile::tempfile().map_err(|e| e.to_string())?;
        read_sled_copy(sled, &mut spool).map_err(|e| e.to_string())?;
        SledReading::from_spool(spool)
    }

    #[test]
    fn a_sled_of_another_version_is_refused_and_built_anew_by_doctor() {
        for layout in [None, Some(LAYOUT + 1)] {
            let folder = tempfile::tempdir().expect("a folder");
            let store = folder.path();
            let mut log = Store::create(store, open()).expect("created");
            let request = request_hash(Id::from_bytes([1; 8]), "key");
            let entries = vec![entry(), entry()];
            let recorded = log.append(Batch { request, expected: Vec::new(), entries }, &mut Fixed).expect("appended");
            drop(log);
            let tree = open_tree(&store.join(SLED)).expect("opened");
            let numbers = [Some(2), Some(0), layout].into_iter().flatten().flat_map(u64::to_be_bytes);
            let value = seal::seal(key::POSITION, &numbers.collect::<Vec<u8>>());
            tree.insert(key::POSITION, value).expect("inserted");
            drop(tree);
            let refused = Store::open(store, open()).err().expect("another layout").to_string();
            assert!(refused.contains("coach doctor --repair") && refused.contains("another version"), "{refused}");
            let done = repair(store, None, open(), &read).expect("repaired");
            assert_eq!(done.aside, [store.join("sled.damaged-1")]);
            let (log, notices) = Store::open(store, open()).expect("opened");
            let kept: Vec<_> = log.since(0).expect("read").map(|entry| entry.expect("right")).collect();
            assert_eq!((kept, notices), (recorded, vec![]));
        }
    }

    /// The fear: a process that is killed while sled writes a snapshot, and a store that then does not open.
    #[test]
    fn a_snapshot_that_was_begun_and_never_finished_is_none() {
        let folder = tempfile::tempdir().expect("a folder");
        let store = folder.path().join("store");
        let mut log = Store::create(&store, open()).expect("made");
        let request = request_hash(Id::from_bytes([1; 8]), "one");
        log.append(Batch { request, expected: Vec::new(), entries: vec![entry()] }, &mut Fixed).expect("recorded");
        drop(log);
        for begun in ["", "half of a snapshot, without its end"] {
            fs::write(store.join(SLED).join("snap.FFFFFFFFFFFFFFFF.generating"), begun).expect("our own folder");
            let (log, _) = Store::open(&store, open()).expect("it opens all the same");
            assert_eq!(log.head().map(|head| head.seq), Some(0));
        }
    }
}
