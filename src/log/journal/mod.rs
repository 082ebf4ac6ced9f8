//! The journal: a folder of append-only segments, one canonical line an entry (docs/FORMAT.md, "Journal").

use super::{Entry, Head, LogError};
use std::path::Path;

/// Reads the entries up to the durable head without a lock, checking the whole chain as it goes.
pub struct Reader {}

impl Reader {
    /// Opens the journal of a store or of a backup.
    ///
    /// # Errors
    /// [`LogError::NotAStore`], [`LogError::Damaged`] when the head cannot be read, [`LogError::Io`].
    pub fn open(dir: &Path) -> Result<Self, LogError> {
        let _ = dir;
        Err(LogError::Unfit { what: "the journal is being built".into() })
    }

    /// The durable head when the reader was opened.
    pub fn head(&self) -> Option<Head> {
        None
    }
}

impl Iterator for Reader {
    type Item = Result<Entry, LogError>;

    fn next(&mut self) -> Option<Self::Item> {
        None
    }
}
