//! What was decided of a crowd, person by person, kept in a file a week until it is recorded in the order of time.

use crate::{
    app::Failure,
    domain::{Event, Proposed, Role},
    id::Id,
};
use chrono::{NaiveDate, NaiveDateTime};
use serde::{Deserialize, Serialize};
use serde_json::{Map, Value};
use std::{
    collections::{BTreeMap, btree_map::Entry},
    fs::File,
    io::{BufRead, BufReader, BufWriter, Write},
    path::PathBuf,
};

/// The entries of one command, decided and not recorded yet.
#[derive(Debug, Serialize, Deserialize)]
pub(super) struct Told {
    /// When it is given, in the agency's time.
    pub(super) at: NaiveDateTime,
    /// Who gives it.
    pub(super) actor: Id,
    stream: Id,
    entries: Vec<Decided>,
}

#[derive(Debug, Serialize, Deserialize)]
struct Decided {
    role: Role,
    on: NaiveDate,
    kind: String,
    fields: Map<String, Value>,
}

impl Told {
    pub(super) fn of(at: NaiveDateTime, actor: Id, stream: Id, proposed: &[Proposed]) -> Self {
        let decided = |new: &Proposed| Decided {
            role: new.role,
            on: new.occurred_on,
            kind: new.event.kind().to_owned(),
            fields: new.event.fields(),
        };
        Self { at, actor, stream, entries: proposed.iter().map(decided).collect() }
    }

    /// The events, as they were decided.
    ///
    /// # Errors
    /// The file is not as it was written.
    pub(super) fn proposed(self) -> Result<Vec<Proposed>, serde_json::Error> {
        let stream = self.stream;
        let event = |new: Decided| {
            Event::parse(&new.kind, new.fields).map(|event| Proposed::new(stream, new.role, new.on, event))
        };
        self.entries.into_iter().map(event).collect()
    }
}

/// The files, by the week they begin with.
pub(super) struct Spool {
    folder: PathBuf,
    weeks: BTreeMap<i64, BufWriter<File>>,
}

impl Spool {
    /// Files in a folder that is there and empty.
    pub(super) fn new(folder: PathBuf) -> Self {
        Self { folder, weeks: BTreeMap::new() }
    }

    fn path(&self, week: i64) -> PathBuf {
        self.folder.join(format!("{week}.jsonl"))
    }

    /// Keeps what a command decided.
    ///
    /// # Errors
    /// The disk.
    pub(super) fn keep(&mut self, told: &Told) -> Result<(), Failure> {
        let week = (told.at.date() - NaiveDate::default()).num_days().div_euclid(7);
        let path = self.path(week);
        let failed = |error: std::io::Error| Failure::file("Writing", &path, &error);
        let file = match self.weeks.entry(week) {
            Entry::Occupied(open) => open.into_mut(),
            Entry::Vacant(new) => new.insert(BufWriter::new(File::create(&path).map_err(failed)?)),
        };
        serde_json::to_writer(&mut *file, told).map_err(std::io::Error::from).map_err(failed)?;
        file.write_all(b"\n").map_err(failed)
    }

    /// Everything in order of time, a week in memory at once; what belongs to one minute stays in the order it was
    /// kept in.
    ///
    /// # Errors
    /// The disk, or what `tell` says.
    pub(super) fn replay(mut self, mut tell: impl FnMut(Told) -> Result<(), Failure>) -> Result<(), Failure> {
        for (week, mut file) in std::mem::take(&mut self.weeks) {
            let path = self.path(week);
            let failed = |error: std::io::Error| Failure::file("Reading", &path, &error);
            file.flush().map_err(failed)?;
            let mut told = Vec::new();
            for line in BufReader::new(File::open(&path).map_err(failed)?).lines() {
                let line = line.map_err(failed)?;
                told.push(serde_json::from_str::<Told>(&line).map_err(|error| failed(error.into()))?);
            }
            std::fs::remove_file(&path).map_err(failed)?;
            told.sort_by_key(|told| told.at);
            told.into_iter().try_for_each(&mut tell)?;
        }
        Ok(())
    }
}
