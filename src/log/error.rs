//! What can go wrong with the log: what happened, what it means, and what to do next.

use super::time::written;
use crate::id::Id;
use chrono::{DateTime, Utc};
use std::{io, path::Path, path::PathBuf, time::Duration};

/// Why the log did not do what was asked (LOG.md, "Appending" and "Two copies").
#[derive(Debug, thiserror::Error)]
pub enum LogError {
    /// The stream has grown, or is not as long, as when the command was decided. Nothing was recorded.
    #[error(
        "stream {stream} has {actual} entries and had {expected} when this was decided: somebody else recorded in \
         between. Nothing was recorded. Look at what is new and run the command again"
    )]
    Conflict {
        /// The stream that changed.
        stream: Id,
        /// The number of entries it had when the command was decided.
        expected: u64,
        /// The number it has.
        actual: u64,
    },
    /// The request was answered before. Nothing was recorded again.
    #[error(
        "this request is recorded already, as {count} entries from #{first} on. Nothing was recorded again. Use \
         another key if it is meant to be recorded twice"
    )]
    RequestUsed {
        /// The sequence of the first entry that answered it.
        first: u64,
        /// How many entries answered it.
        count: u32,
    },
    /// The clock is more than a few seconds behind the last entry. Nothing was recorded.
    #[error(
        "the clock shows {}, but the last entry was recorded at {}. Nothing was recorded, because the order of times \
         would be broken. Set the clock right; if the clock is right and the log holds a time from the future, an HR \
         officer records `coach clock accept --reason …`",
        written(*observed), written(*last)
    )]
    ClockBehind {
        /// When the last entry was recorded.
        last: DateTime<Utc>,
        /// What the clock shows.
        observed: DateTime<Utc>,
    },
    /// An entry, a batch or a line is not one the format allows (docs/FORMAT.md). Nothing was recorded.
    #[error("this cannot be recorded: {what}. Nothing was recorded. Correct it and run the command again")]
    Unfit {
        /// What is wrong.
        what: String,
    },
    /// Somebody else holds the log, and went on holding it while we waited.
    #[error(
        "the log is in use by {holder}; waited {} s. Nothing was read or recorded. Try again when it is done",
        waited.as_secs_f32()
    )]
    Busy {
        /// Who holds it, as the lock file tells.
        holder: String,
        /// How long we waited.
        waited: Duration,
    },
    /// A copy of the log is not what it must be.
    #[error("the log is damaged: {where_}: {what}. Nothing was recorded. {todo}")]
    Damaged {
        /// Which file, key or entry.
        where_: String,
        /// What is wrong with it.
        what: String,
        /// What to do next.
        todo: String,
    },
    /// Writing failed and taking it back failed too: whether what was committed is recorded is not known.
    #[error(
        "outcome unknown: writing to {} failed ({what}), and so did taking it back ({then}). The command may or may \
         not be recorded. Do not retry before `coach verify`; it and the next command tell what was kept",
        path.display()
    )]
    OutcomeUnknown {
        /// The file that was written to.
        path: PathBuf,
        /// Why writing failed.
        what: String,
        /// Why taking it back failed.
        then: String,
    },
    /// All that was committed together is durably in the journal, but something after that failed.
    #[error(
        "recorded, within the entries #{first} to #{last}, but afterwards: {what}. Nothing is lost: the next command \
         brings the rest in step. Do not record it again; if this repeats, run `coach verify`"
    )]
    Recorded {
        /// The sequence of the first entry committed.
        first: u64,
        /// The sequence of the last.
        last: u64,
        /// What failed after the journal had it.
        what: String,
    },
    /// There is no store in this folder.
    #[error("{} is not a store: {what}. Name the store with --store, or make one with `coach init`", path.display())]
    NotAStore {
        /// The folder.
        path: PathBuf,
        /// What is missing.
        what: String,
    },
    /// Something is already where something new was to be made. It was left alone.
    #[error("{} exists already and was left as it is. Choose another place, or move it away first", path.display())]
    Exists {
        /// The file or folder.
        path: PathBuf,
    },
    /// A line of an import is not the entry that has to come next. Nothing was imported.
    #[error("line {line} cannot be imported: {what}. Nothing was imported. Get the file again from where it came from")]
    Import {
        /// The line, counted from 1.
        line: u64,
        /// What is wrong with it.
        what: String,
    },
    /// Both copies are consistent in themselves, and differ.
    #[error(
        "the journal and sled are each consistent in themselves, and differ: {what}. Nothing was changed. Find out \
         which one is right (a backup, a printed head, a signed head), then run `coach doctor` again and name it with \
         `--from journal` or `--from sled`; the other is kept aside"
    )]
    Choose {
        /// Where they differ.
        what: String,
    },
    /// The file system refused.
    #[error("{}: {cause}. The log could not go on; nothing is known to be damaged. See to the file, the disk or the \
         permissions, then run the command again", path.display())]
    Io {
        /// The file or folder.
        path: PathBuf,
        /// What the file system said.
        cause: io::Error,
    },
}

/// What to do about most damage.
pub(crate) const SEE_DOCTOR: &str =
    "Run `coach verify` for all that is wrong, then `coach doctor`: it rebuilds one copy from the other";

impl LogError {
    pub(crate) fn damaged(place: impl Into<String>, what: impl Into<String>) -> Self {
        Self::Damaged { where_: place.into(), what: what.into(), todo: SEE_DOCTOR.into() }
    }

    /// Wraps what the file system said about a path.
    pub(crate) fn io(path: &Path) -> impl FnOnce(io::Error) -> Self + '_ {
        move |cause| Self::Io { path: path.to_owned(), cause }
    }
}
