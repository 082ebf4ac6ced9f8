//! Waiting for folders to change, until it is time to end.
//!
//! What the system tells of a folder is a hint that it is worth a look, and no more: whoever waits here looks anyway
//! now and then, because folders on other machines tell nothing. Folders are watched, never single files, which
//! editors replace.

use notify_debouncer_full::{
    DebounceEventResult, Debouncer, RecommendedCache, new_debouncer,
    notify::{
        EventKind, RecommendedWatcher, RecursiveMode,
        event::{AccessKind, AccessMode},
    },
};
use signal_hook::{
    consts::{SIGINT, SIGTERM},
    flag,
};
use std::{
    io,
    path::{Path, PathBuf},
    sync::{
        Arc,
        atomic::{AtomicBool, Ordering},
        mpsc::{Receiver, RecvTimeoutError, channel},
    },
    time::Duration,
};

/// How long changes are gathered before they are told, so that a file written in pieces is one change.
const GATHER: Duration = Duration::from_millis(40);
/// How long a wait takes at most: how often it is looked whether it is time to end.
pub const LOOK: Duration = Duration::from_millis(200);

/// Folders that are watched.
pub struct Watching {
    folders: Vec<PathBuf>,
    changed: Receiver<DebounceEventResult>,
    end: Arc<AtomicBool>,
    _debouncer: Debouncer<RecommendedWatcher, RecommendedCache>,
}

/// What there was to wait for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Waited {
    /// Something changed in these folders, by their places in the list that was given.
    Changed(Vec<usize>),
    /// Nothing did.
    Quiet,
    /// It is time to end: SIGTERM or SIGINT came.
    End,
}

impl Watching {
    /// Begins to watch folders, each without those below it, and to heed SIGTERM and SIGINT.
    ///
    /// # Errors
    /// A folder cannot be watched, or a signal cannot be taken.
    pub fn begin(folders: &[&Path]) -> io::Result<Self> {
        let (tell, changed) = channel();
        let mut debouncer = new_debouncer(GATHER, None, tell).map_err(io::Error::other)?;
        let folders: Vec<_> = folders.iter().map(std::fs::canonicalize).collect::<io::Result<_>>()?;
        for folder in &folders {
            debouncer.watch(folder, RecursiveMode::NonRecursive).map_err(io::Error::other)?;
        }
        let end = Arc::new(AtomicBool::new(false));
        for signal in [SIGTERM, SIGINT] {
            flag::register(signal, Arc::clone(&end))?;
        }
        Ok(Self { folders, changed, end, _debouncer: debouncer })
    }

    /// Whether it is time to end.
    pub fn is_over(&self) -> bool {
        self.end.load(Ordering::Relaxed)
    }

    /// Waits a moment, or until something changes.
    pub fn wait(&self) -> Waited {
        let told = self.changed.recv_timeout(LOOK);
        if self.is_over() {
            return Waited::End;
        }
        let mut changed: Vec<usize> = match told {
            Ok(Ok(events)) => events
                .iter()
                .filter(|event| changes(&event.kind))
                .flat_map(|event| &event.paths)
                .filter_map(|path| self.folders.iter().position(|folder| path.starts_with(folder)))
                .collect(),
            // The system lost count: everything is worth a look.
            Ok(Err(_)) => (0..self.folders.len()).collect(),
            Err(RecvTimeoutError::Timeout | RecvTimeoutError::Disconnected) => Vec::new(),
        };
        changed.sort_unstable();
        changed.dedup();
        if changed.is_empty() { Waited::Quiet } else { Waited::Changed(changed) }
    }
}

/// Whether something is otherwise now: reading, which whoever waits does too, changes nothing.
fn changes(kind: &EventKind) -> bool {
    match kind {
        EventKind::Access(access) => *access == AccessKind::Close(AccessMode::Write),
        _ => true,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::fs;

    fn next(watching: &Watching) -> Waited {
        (0..100).map(|_| watching.wait()).find(|waited| *waited != Waited::Quiet).unwrap_or(Waited::Quiet)
    }

    #[test]
    fn a_change_is_told_with_its_folder_and_reading_is_none() {
        let folder = tempfile::tempdir().expect("a folder");
        let (one, two) = (folder.path().join("one"), folder.path().join("two"));
        fs::create_dir(&one).expect("mkdir");
        fs::create_dir(&two).expect("mkdir");
        fs::write(one.join("old"), "old").expect("write");
        let watching = Watching::begin(&[&one, &two]).expect("watches");
        fs::read(one.join("old")).expect("reads");
        fs::write(two.join("new"), "new").expect("write");
        assert_eq!(next(&watching), Waited::Changed(vec![1]));
        fs::write(one.join("old.new"), "newer").expect("write");
        fs::rename(one.join("old.new"), one.join("old")).expect("rename");
        assert_eq!(next(&watching), Waited::Changed(vec![0]));
    }
}
