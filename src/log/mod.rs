//! The log: bytes, chained; it knows nothing of coaching.
//!
//! ```text
//!            Batch -> turn -> staged -> journal (decides what has happened) -> index (sled: where it is looked up)
//!                      |                   |                                    |
//!                    Memory              Reader, verify, backup, export     stream, entry, request, projection
//! ```
//!
//! The design and its measurements are in LOG.md; the format, byte by byte, in docs/FORMAT.md.
//! Invariant: nothing here reads a clock for what it records, draws a random number, or knows an event's meaning.

mod beside;
mod canonical;
mod catch_up;
mod chain;
pub mod commitment;
pub mod copies;
mod destroy;
mod destruction;
pub mod doctor;
mod entry;
mod error;
#[cfg(test)]
mod faults;
mod hash;
mod index;
pub mod journal;
mod lock;
mod memory;
mod staged;
mod store;
mod time;
mod turn;
pub mod verify;

pub use chain::Head;
pub(crate) use destroy::is_under_way;
pub use destroy::kept_aside;
pub use destruction::CONTENT_DESTROYED;
pub use entry::{Body, Entry, FORMAT, Header, LONGEST_LINE, NotAnEntry, is_word};
pub use error::LogError;
pub use hash::{Hash, NotAHash, REQUEST_CONTEXT, Salt, request_hash};
pub use memory::Memory;
pub use store::{Durability, Open, Store, is_store};
pub use time::{CLOCK_ACCEPTED, TOLERANCE_SECONDS, known_at, written};
pub use turn::{Batch, NewEntry, Stamp};

use crate::id::Id;

/// One opaque blob kept in step with the log, changed in the same atomic batch (LOG.md, "Two copies").
///
/// However the entries are grouped into calls, the same blob must come out: appending calls it once a batch, catching
/// up and verify with many batches at a time. It must not fail: it runs before anything is written.
pub trait Projector: Send {
    /// The blob after these entries, which follow what `current` stands for; `None` when they do not change it.
    fn project(&self, current: Option<&[u8]>, entries: &[Entry]) -> Option<Vec<u8>>;

    /// The version of the blob's shape. A store that holds another one folds the whole log again when it is opened.
    fn version(&self) -> u32 {
        0
    }
}

/// For who needs no projection.
#[derive(Clone, Copy, Debug, Default)]
pub struct NoProjection;

impl Projector for NoProjection {
    fn project(&self, _: Option<&[u8]>, _: &[Entry]) -> Option<Vec<u8>> {
        None
    }
}

/// The log: [`Store`] on disk, [`Memory`] without.
///
/// One command appends. Who holds the log for many may stage several batches and commit them together: they are then
/// durable by one sync, and each is still recorded whole or not at all.
pub trait Log {
    /// Stages a batch on the log as it is with everything staged before it, and returns its entries as a commit will
    /// record them. Every reading sees them at once; nobody may be told that they are recorded before
    /// [`Log::commit`] has said so. What is staged and never committed has not happened.
    ///
    /// # Errors
    /// [`LogError::Unfit`], [`LogError::RequestUsed`], [`LogError::Conflict`] and [`LogError::ClockBehind`] refuse the
    /// batch, [`LogError::Damaged`] says why it could not be decided. Whatever was staged before stays staged.
    fn stage(&mut self, batch: Batch, stamp: &mut dyn Stamp) -> Result<Vec<Entry>, LogError>;

    /// Records all that is staged; nothing is staged afterwards, however this ends.
    ///
    /// # Errors
    /// What the error says is true of each batch: after [`LogError::Io`] and [`LogError::Damaged`] none is recorded,
    /// after [`LogError::OutcomeUnknown`] any may be, after [`LogError::Recorded`] all are.
    fn commit(&mut self) -> Result<(), LogError>;

    /// Records a batch, with whatever was staged before it, and returns its entries as recorded.
    ///
    /// # Errors
    /// As for [`Log::stage`], which then leaves what was staged before as it was; then as for [`Log::commit`].
    fn append(&mut self, batch: Batch, stamp: &mut dyn Stamp) -> Result<Vec<Entry>, LogError> {
        let entries = self.stage(batch, stamp)?;
        self.commit().map(|()| entries)
    }

    /// Records that bodies are destroyed, which is the batch's one entry, and destroys them: from then on they are in no
    /// file of the store. What is staged is committed first. However this is interrupted once the entry is recorded,
    /// the next opening ends with the bodies gone.
    ///
    /// # Errors
    /// As for [`Log::stage`], also [`LogError::Unfit`] for a target without a body or one that the log rests on;
    /// nothing was destroyed then. [`LogError::Recorded`] when the next opening finishes it.
    fn destroy(&mut self, _batch: Batch, _stamp: &mut dyn Stamp) -> Result<Vec<Entry>, LogError> {
        Err(LogError::Unfit { what: "a destruction in a log that only reads or stages".into() })
    }

    /// The last entry's sequence, hash and time; `None` while the log is empty.
    fn head(&self) -> Option<Head>;

    /// One entry, or `None` when the log is not that long.
    ///
    /// # Errors
    /// [`LogError::Damaged`] when it is not what was recorded; so for every reading below.
    fn entry(&self, seq: u64) -> Result<Option<Entry>, LogError>;

    /// A whole stream, in order; empty when there is none.
    ///
    /// # Errors
    /// As for [`Log::entry`].
    fn stream(&self, id: Id) -> Result<Vec<Entry>, LogError>;

    /// How many entries a stream has.
    ///
    /// # Errors
    /// As for [`Log::entry`].
    fn stream_len(&self, id: Id) -> Result<u64, LogError>;

    /// The first sequence and the number of entries that answered a request.
    ///
    /// # Errors
    /// As for [`Log::entry`].
    fn request(&self, request: &Hash) -> Result<Option<(u64, u32)>, LogError>;

    /// The same log for a thread beside this one, which only reads, and sees what is recorded; none where the log is
    /// in memory alone. It must be dropped before the store is let go.
    fn beside(&self) -> Option<Box<dyn Log + Send>> {
        None
    }

    /// The projector's blob.
    ///
    /// # Errors
    /// As for [`Log::entry`].
    fn projection(&self) -> Result<Option<Vec<u8>>, LogError>;

    /// All entries from a sequence on, in order.
    ///
    /// # Errors
    /// As for [`Log::entry`], at once or with an entry.
    fn since(&self, seq: u64) -> Result<Box<dyn Iterator<Item = Result<Entry, LogError>> + '_>, LogError>;
}
