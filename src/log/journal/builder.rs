//! Building a whole journal at once, beside where it will stand: for new stores, restore, import and doctor.

use super::{Folder, JOURNAL, Writer, private_folder, sync_folder};
use crate::log::{Entry, Head, LogError, chain::Chain, destroy::mark};
use std::{
    fs,
    path::{Path, PathBuf},
};

/// The folder a journal is built in; it counts for nothing until it is renamed.
pub(crate) const FRESH: &str = "journal.new";

/// A journal being built. Its segments are cut as appending cuts them, so that a rebuilt journal is byte for byte
/// the one that was lost.
pub(crate) struct Builder {
    store: PathBuf,
    writer: Writer,
    chain: Chain,
    pending: Vec<String>,
}

impl Builder {
    /// Begins a journal in a store; one left half-built by an earlier attempt is begun anew.
    pub(crate) fn new(store: &Path) -> Result<Self, LogError> {
        let folder = store.join(FRESH);
        if folder.exists() {
            fs::remove_dir_all(&folder).map_err(LogError::io(&folder))?;
        }
        private_folder(&folder).map_err(LogError::io(&folder))?;
        let writer = Writer::empty(Box::new(Folder(folder)));
        Ok(Self { store: store.to_owned(), writer, chain: Chain::default(), pending: Vec::new() })
    }

    /// Adds the next entry, or says why it cannot come here.
    pub(crate) fn push(&mut self, entry: &Entry, line: String) -> Result<Result<(), String>, LogError> {
        if let Err(what) = self.chain.pass(entry, entry.hash()) {
            return Ok(Err(what));
        }
        self.pending.push(line);
        if self.chain.links.incomplete().is_none() {
            let lines = std::mem::take(&mut self.pending);
            self.writer.append(&[lines.as_slice()], Head::of(entry), false)?;
        }
        Ok(Ok(()))
    }

    /// Why the journal cannot end here, if it cannot.
    pub(crate) fn unfinished(&self) -> Option<String> {
        self.chain.unfinished()
    }

    /// Syncs everything and leaves it beside the journal whose place it takes next.
    pub(crate) fn leave(mut self) -> Result<Option<Head>, LogError> {
        self.writer.settle()?;
        let fresh = self.store.join(FRESH);
        sync_folder(&fresh).map_err(LogError::io(&fresh))?;
        Ok(self.chain.links.head)
    }

    /// Syncs everything and puts the journal in its place, where there must be none. A destruction that it holds the
    /// order of, and that was not carried out in it, is left for the next opening.
    pub(crate) fn finish(self) -> Result<Option<Head>, LogError> {
        let store = self.store.clone();
        if !self.chain.gone.waiting().is_empty() {
            mark(&store)?;
        }
        let head = self.leave()?;
        place(&store)?;
        Ok(head)
    }

    /// Drops what was built.
    pub(crate) fn abandon(self) {
        // Nothing refers to the folder; the next attempt removes it if this fails.
        let _ = fs::remove_dir_all(self.store.join(FRESH));
    }
}

/// Renames a finished journal into its place.
pub(crate) fn place(store: &Path) -> Result<(), LogError> {
    let (fresh, journal) = (store.join(FRESH), store.join(JOURNAL));
    fs::rename(&fresh, &journal).map_err(LogError::io(&journal))?;
    sync_folder(store).map_err(LogError::io(store))
}
