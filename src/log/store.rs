//! The store: the journal, which decides what has happened, and sled, where it is looked up (LOG.md, "Two copies").

use super::{
    Batch, Entry, Hash, Head, Log, LogError, Projector, Stamp,
    beside::Beside,
    chain::StreamEnd,
    destroy, destruction,
    index::{Index, SLED, copied::remove_left},
    journal::{Builder, FRESH, Files, Folder, JOURNAL, Tail, Writer, private_folder, sync_folder},
    lock::Lock,
    staged::Staged,
    turn::{self, Known},
};
use crate::id::Id;
use std::{
    fs,
    path::{Path, PathBuf},
    sync::Arc,
    time::Duration,
};

/// How a store is opened.
pub struct Open {
    /// How long to wait for whoever holds the store.
    pub wait: Duration,
    /// What folds entries into the projection.
    pub projector: Box<dyn Projector>,
    /// When batches become durable.
    pub durability: Durability,
}

/// When what was appended is synced to the disk.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Durability {
    /// With every commit, before it returns.
    EachBatch,
    /// Once, in [`Store::close`]: only for building a sample store in a fresh folder.
    OnClose,
}

/// The file that marks a backup, so that nobody records in one.
pub(crate) const BACKUP: &str = "backup";

/// A log on disk, held by this process alone until it is dropped.
pub struct Store {
    pub(super) dir: PathBuf,
    pub(super) index: Index,
    journal: Writer,
    pub(super) projector: Box<dyn Projector>,
    pub(super) durability: Durability,
    staged: Staged,
    /// Why nothing more may be appended, once something failed that only opening again can settle.
    pub(super) broken: Option<String>,
    /// Last, so that everything else is closed before somebody else may open it.
    _lock: Lock,
}

/// Whether a folder holds a store, whole or damaged; a backup is none.
pub fn is_store(dir: &Path) -> bool {
    !dir.join(BACKUP).exists() && [JOURNAL, SLED].iter().any(|copy| dir.join(copy).is_dir())
}

impl Store {
    /// Makes an empty store; the folder may exist, a store in it must not.
    ///
    /// # Errors
    /// [`LogError::Exists`], [`LogError::Busy`] or [`LogError::Io`].
    pub fn create(dir: &Path, open: Open) -> Result<Self, LogError> {
        private_folder(dir).map_err(LogError::io(dir))?;
        let lock = Lock::acquire(dir, open.wait)?;
        if is_store(dir) || dir.join(BACKUP).exists() {
            return Err(LogError::Exists { path: dir.to_owned() });
        }
        Builder::new(dir)?.finish()?;
        Self::open_locked(dir, open, lock).map(|(store, _)| store)
    }

    /// Opens a store, and brings sled in step with the journal; says in notices what it had to do for that.
    ///
    /// # Errors
    /// [`LogError::NotAStore`], [`LogError::Busy`], [`LogError::Damaged`] or [`LogError::Io`].
    pub fn open(dir: &Path, open: Open) -> Result<(Self, Vec<String>), LogError> {
        must_be_store(dir)?;
        let lock = Lock::acquire(dir, open.wait)?;
        Self::open_locked(dir, open, lock)
    }

    pub(crate) fn open_locked(dir: &Path, open: Open, lock: Lock) -> Result<(Self, Vec<String>), LogError> {
        Self::open_with(dir, open, lock, Box::new(Folder(dir.join(JOURNAL))))
    }

    pub(crate) fn open_with(
        dir: &Path,
        open: Open,
        lock: Lock,
        files: Box<dyn Files>,
    ) -> Result<(Self, Vec<String>), LogError> {
        let mut notices = Vec::new();
        remove_left(dir)?;
        let under_way = destroy::is_under_way(dir);
        if under_way {
            destroy::go_on(dir)?;
            notices.push("A destruction was interrupted; it was finished, as far as it had been recorded. Who gave it gives `coach destroy \
                 --order NUMBER` once more, for the pages, drafts and the certificate."
                    .into());
        }
        if !dir.join(JOURNAL).is_dir() {
            let what = if dir.join(FRESH).is_dir() { "it was being rebuilt" } else { "it is missing" };
            return Err(LogError::damaged(dir.join(JOURNAL).display().to_string(), what));
        }
        let Both { index, mut journal, tail, fresh } = Both::open(dir, files)?;
        let end = tail.adopted.entries;
        if index.entries() > end {
            let torn = tail.torn.map_or(String::new(), |what| format!("; after those: {what}"));
            let what = format!("sled has {} entries, the journal {end}{torn}", index.entries());
            return Err(LogError::damaged(dir.join(JOURNAL).display().to_string(), what));
        }
        if let Some(what) = &tail.torn {
            notices.push(format!(
                "An interrupted command left an incomplete batch after #{end} entries ({what}); it was cut. Whoever \
                 ran it was not told it was recorded."
            ));
        }
        journal.adopt(dir, &tail)?;
        let Open { projector, durability, .. } = open;
        let (dir, staged, broken) = (dir.to_owned(), Staged::default(), None);
        let mut store = Self { dir, index, journal, projector, durability, staged, broken, _lock: lock };
        store.catch_up(&tail, fresh, &mut notices)?;
        store.fold_anew(&mut notices)?;
        if under_way {
            store.finished()?;
        }
        Ok((store, notices))
    }

    /// Opens both copies again, after they were written anew.
    pub(super) fn open_again(&mut self) -> Result<(), LogError> {
        let Both { index, mut journal, tail, fresh } = Both::open(&self.dir, Box::new(Folder(self.dir.join(JOURNAL))))?;
        journal.adopt(&self.dir, &tail)?;
        (self.index, self.journal) = (index, journal);
        let mut notices = Vec::new();
        self.catch_up(&tail, fresh, &mut notices)?;
        self.fold_anew(&mut notices)
    }

    /// Syncs what is not synced yet and lets the store go. What is staged and not committed was never recorded.
    ///
    /// # Errors
    /// [`LogError::Io`] or [`LogError::Damaged`].
    pub fn close(mut self) -> Result<(), LogError> {
        if self.durability == Durability::OnClose { self.settle() } else { Ok(()) }
    }

    /// Makes everything that was recorded durable.
    pub(super) fn settle(&mut self) -> Result<(), LogError> {
        self.journal.settle()?;
        self.index.flush()
    }

    /// Records a batch of any kind.
    pub(super) fn record(&mut self, batch: Batch, stamp: &mut dyn Stamp) -> Result<Vec<Entry>, LogError> {
        let entries = self.decide(batch, stamp)?;
        self.commit().map(|()| entries)
    }

    fn decide(&mut self, batch: Batch, stamp: &mut dyn Stamp) -> Result<Vec<Entry>, LogError> {
        self.must_be_whole()?;
        let turn = turn::prepare(batch, self, stamp)?;
        // Before anything is written: a projector that fails must not do so after the journal has the batch.
        let projection = self.projector.project(self.blob()?.as_deref(), &turn.entries);
        let entries = turn.entries.clone();
        self.staged.add(turn, projection);
        Ok(entries)
    }

    /// What follows once the journal has everything for good.
    fn look_up(&mut self, staged: &Staged) -> Result<(), LogError> {
        let durable = self.durability == Durability::EachBatch;
        if durable {
            self.journal.settle()?;
        }
        let projection = staged.projection.as_deref();
        self.index.apply(&staged.entries, &staged.lines, projection, self.projector.version())?;
        if durable { self.index.flush() } else { Ok(()) }
    }

    /// The same log for a thread that only reads; it must be dropped before the store is let go.
    pub(crate) fn beside(&self) -> Beside {
        Beside::of(self.index.beside())
    }

    /// Refuses to go on after something only opening again can settle.
    pub(super) fn must_be_whole(&self) -> Result<(), LogError> {
        match &self.broken {
            Some(why) => Err(LogError::damaged("the opened log", format!("nothing more can be recorded since: {why}"))),
            None => Ok(()),
        }
    }

    /// The projector's blob, with what is staged.
    fn blob(&self) -> Result<Option<Arc<[u8]>>, LogError> {
        match &self.staged.projection {
            Some(blob) => Ok(Some(Arc::clone(blob))),
            None => self.index.projection(),
        }
    }
}

/// Both copies, opened.
struct Both {
    index: Index,
    journal: Writer,
    tail: Tail,
    /// Whether there was no sled before.
    fresh: bool,
}

impl Both {
    fn open(dir: &Path, files: Box<dyn Files>) -> Result<Self, LogError> {
        let fresh = !dir.join(SLED).exists();
        let (journal, tail) = Writer::open(files, dir)?;
        let index = Index::open(dir)?;
        if fresh {
            sync_folder(dir).map_err(LogError::io(dir))?;
        }
        Ok(Self { index, journal, tail, fresh })
    }
}

/// Refuses a folder that is no store.
pub(crate) fn must_be_store(dir: &Path) -> Result<(), LogError> {
    let not = |what: &str| Err(LogError::NotAStore { path: dir.to_owned(), what: what.into() });
    if dir.join(BACKUP).exists() {
        return not("it is a backup, to be restored into a new folder with `coach restore`");
    }
    match fs::metadata(dir) {
        Err(_) => not("there is no such folder"),
        Ok(_) if !is_store(dir) && !dir.join(FRESH).is_dir() => not("it has no journal"),
        Ok(_) => Ok(()),
    }
}

impl Known for Store {
    fn head(&self) -> Option<Head> {
        self.staged.head.or(self.index.head)
    }

    fn stream_end(&self, id: Id) -> Result<Option<StreamEnd>, LogError> {
        match self.staged.stream_end(id) {
            Some(end) => Ok(Some(end)),
            None => self.index.stream_end(id),
        }
    }

    fn answered(&self, request: &Hash) -> Result<Option<(u64, u32)>, LogError> {
        match self.staged.answered(request) {
            Some(answer) => Ok(Some(answer)),
            None => self.index.request(request),
        }
    }
}

impl Log for Store {
    fn stage(&mut self, batch: Batch, stamp: &mut dyn Stamp) -> Result<Vec<Entry>, LogError> {
        destruction::must_not_be_in(&batch)?;
        self.decide(batch, stamp)
    }

    fn destroy(&mut self, batch: Batch, stamp: &mut dyn Stamp) -> Result<Vec<Entry>, LogError> {
        self.destroy_bodies(batch, stamp)
    }

    fn commit(&mut self) -> Result<(), LogError> {
        let staged = std::mem::take(&mut self.staged);
        let Some(head) = staged.head else { return Ok(()) };
        let sync = self.durability == Durability::EachBatch;
        if let Err(e) = self.journal.append(&staged.batches(), head, sync) {
            if matches!(e, LogError::OutcomeUnknown { .. }) {
                self.broken = Some(e.to_string());
            }
            return Err(e);
        }
        self.look_up(&staged).map_err(|e| {
            self.broken = Some(e.to_string());
            LogError::Recorded { first: staged.entries[0].header.seq, last: head.seq, what: e.to_string() }
        })
    }

    fn beside(&self) -> Option<Box<dyn Log + Send>> {
        Some(Box::new(self.beside()))
    }

    fn head(&self) -> Option<Head> {
        Known::head(self)
    }

    fn entry(&self, seq: u64) -> Result<Option<Entry>, LogError> {
        match seq.checked_sub(self.index.entries()) {
            Some(at) => Ok(usize::try_from(at).ok().and_then(|at| self.staged.entries.get(at)).cloned()),
            None => self.index.entry(seq),
        }
    }

    fn stream(&self, id: Id) -> Result<Vec<Entry>, LogError> {
        let mut entries = self.index.stream(id)?;
        entries.extend(self.staged.stream(id).cloned());
        Ok(entries)
    }

    fn stream_len(&self, id: Id) -> Result<u64, LogError> {
        Ok(self.stream_end(id)?.map_or(0, |(count, _)| count))
    }

    fn request(&self, request: &Hash) -> Result<Option<(u64, u32)>, LogError> {
        self.answered(request)
    }

    fn projection(&self) -> Result<Option<Vec<u8>>, LogError> {
        Ok(self.blob()?.map(|blob| blob.to_vec()))
    }

    fn since(&self, seq: u64) -> Result<Box<dyn Iterator<Item = Result<Entry, LogError>> + '_>, LogError> {
        let staged = usize::try_from(seq.saturating_sub(self.index.entries())).unwrap_or(usize::MAX);
        Ok(Box::new(self.index.since(seq).chain(self.staged.entries.iter().skip(staged).cloned().map(Ok))))
    }
}
