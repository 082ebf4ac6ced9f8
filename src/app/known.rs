//! What was known by the end of a day, from the journal alone: what was recorded later is left out.

use super::{Failure, convert::recorded, next_of};
use crate::{
    domain::{Directory, Recorded},
    id::Id,
    log::{Entry, journal, known_at},
};
use chrono::NaiveDate;
use chrono_tz::Tz;
use std::path::Path;

/// The entries of a person's stream, or an agency's, that were known by the end of a day in a zone.
///
/// # Errors
/// The journal is damaged.
pub fn known_entries(store: &Path, id: Id, day: NaiveDate, zone: Tz) -> Result<Vec<Recorded>, Failure> {
    let mut of_person = Vec::new();
    let known = known_by(store, day, zone, |entry| {
        if entry.header.stream == id {
            of_person.push(recorded(entry)?);
        }
        Ok(())
    })?;
    Ok(of_person.into_iter().filter(|entry| known.has(entry.seq)).collect())
}

/// The agencies and everybody in them as they were known by the end of a day in a zone: the cycles, the lines, the
/// leave of that day's knowledge.
///
/// # Errors
/// As [`known_entries`].
pub fn known_directory(store: &Path, day: NaiveDate, zone: Tz) -> Result<Directory, Failure> {
    let known = known_by(store, day, zone, |_| Ok(()))?;
    let (mut reader, mut directory) = (journal::Reader::open(store)?, Directory::default());
    while let Some(entry) = next_of(&mut reader)? {
        if known.has(entry.seq) {
            directory.evolve(&entry);
        }
    }
    Ok(directory)
}

/// Which entries were known by a day.
struct Known(Vec<bool>);

impl Known {
    /// Whether this one was. What was appended since the journal was read was not.
    fn has(&self, seq: u64) -> bool {
        usize::try_from(seq).ok().and_then(|seq| self.0.get(seq).copied()).unwrap_or(false)
    }
}

/// Which entries were known by the end of a day in a zone; `each` is told of every entry.
fn known_by(
    store: &Path,
    day: NaiveDate,
    zone: Tz,
    mut each: impl FnMut(&Entry) -> Result<(), Failure>,
) -> Result<Known, Failure> {
    let mut times = Vec::new();
    for entry in journal::Reader::open(store)? {
        let entry = entry?;
        times.push(entry.header.recorded_at);
        each(&entry)?;
    }
    Ok(Known(known_at(&times).iter().map(|at| at.with_timezone(&zone).date_naive() <= day).collect()))
}
