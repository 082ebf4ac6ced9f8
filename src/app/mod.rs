//! The shell: the only place that opens a store, reads the clock, appends and publishes.
//!
//! A command reads the directory and one person's stream (a leader's views their direct reports' too), decides
//! purely, and appends once.

mod backups;
mod clock;
mod convert;
mod expunge;
mod failure;
mod follow;
mod kept;
mod known;
mod live;
mod machine;
pub mod place;
mod publish;
mod reached;
mod record;
mod who;

pub use backups::{BackedUp, Now, back_up_anew, note_backup};
pub use clock::{Clock, Script, System, moment};
pub use convert::{DirectoryProjector, recorded};
pub use expunge::{CarriedOut, Expiring};
pub use failure::Failure;
pub use known::{known_directory, known_entries};
pub use live::{LivePublisher, LiveState};
pub use machine::{MACHINE, Machine, SOCKET};
pub use place::Place;
pub use publish::{Publishing, publish};
pub use reached::{Named, POINTER, Reached, Served};
pub use record::{Receipt, Wish};
pub use who::{Caller, os_login};

use crate::{
    domain::{Directory, Event, Person, Recorded},
    id::Id,
    log::{Durability, Log, LogError, Memory, Open, Store, journal},
    site::Copies,
};
use chrono::{DateTime, NaiveDate, Utc};
use chrono_tz::Tz;
use kept::Kept;
use record::Retry;
use std::{collections::HashMap, path::Path, time::Duration};

/// An opened store with what commands rest on.
pub struct App {
    log: Box<dyn Log>,
    clock: Box<dyn Clock>,
    directory: Directory,
    people: Kept,
    retry: Option<Retry>,
    /// What was recorded since the last commit, where several commands are committed together.
    together: Option<Vec<Recorded>>,
}

/// How the store's own files are opened: bounded wait, the directory kept in step, every batch durable.
pub fn open_options(wait: Duration) -> Open {
    Open { wait, projector: Box::new(DirectoryProjector), durability: Durability::EachBatch }
}

impl App {
    /// Opens a store; says in notices what had to be done for that.
    ///
    /// # Errors
    /// As [`Store::open`].
    pub fn open(store: &Path, wait: Duration, clock: Box<dyn Clock>) -> Result<(Self, Vec<String>), Failure> {
        let (log, notices) = Store::open(store, open_options(wait))?;
        Ok((Self::over(Box::new(log), clock)?, notices))
    }

    /// The shell over a log that is open already.
    ///
    /// # Errors
    /// The log's projection cannot be read.
    pub fn over(log: Box<dyn Log>, clock: Box<dyn Clock>) -> Result<Self, Failure> {
        let directory = convert::directory(log.projection()?.as_deref());
        Ok(Self { log, clock, directory, people: Kept::default(), retry: None, together: None })
    }

    /// What the first entry of a store says of it, read from the journal without a lock: its zone, and whether it is a
    /// demo. Nothing is recorded through it.
    ///
    /// # Errors
    /// The journal is damaged, or the folder holds none.
    pub fn glance(store: &Path, clock: Box<dyn Clock>) -> Result<Self, Failure> {
        let mut app = Self::over(Box::new(Memory::new(Box::new(DirectoryProjector))), clock)?;
        if let Some(first) = journal::Reader::open(store)?.next() {
            app.directory.evolve(&recorded(&first?)?);
        }
        Ok(app)
    }

    /// The log for a thread beside this one, which only reads; none where it is in memory alone.
    pub fn beside(&self) -> Option<Box<dyn Log + Send>> {
        self.log.beside()
    }

    /// The agency and everybody in it.
    pub fn directory(&self) -> &Directory {
        &self.directory
    }

    /// The log, for reading.
    pub fn log(&self) -> &dyn Log {
        &*self.log
    }

    /// Puts another clock in place (the sample agency's script goes from line to line).
    pub fn set_clock(&mut self, clock: Box<dyn Clock>) {
        self.clock = clock;
    }

    /// In a demonstration that stands still at the end of a day, stops the clock there, or at the last entry where
    /// somebody went on after it.
    ///
    /// # Errors
    /// That evening does not exist on the agency's clocks, which no zone brings about.
    pub fn stand_still(&mut self) -> Result<(), Failure> {
        let Some(agency) = &self.directory.agency else { return Ok(()) };
        if let Some(day) = agency.as_of.filter(|_| agency.demo) {
            let evening = moment(day.and_hms_opt(17, 0, 0).expect("five in the evening"), agency.zone)?;
            let last = self.log.head().map_or(evening, |head| head.recorded_at);
            self.clock = Box::new(Script::at(evening.max(last)));
        }
        Ok(())
    }

    /// Takes the key that the program made for the command line that comes next, if it made one.
    pub fn set_retry(&mut self, key: Option<String>) {
        self.retry = key.map(Retry::new);
    }

    /// From now on what commands record is durable only with the next [`App::commit`], which carries it all.
    pub fn record_together(&mut self) {
        self.together.get_or_insert_default();
    }

    /// How many entries wait for the next commit.
    pub fn uncommitted(&self) -> &[Recorded] {
        self.together.as_deref().unwrap_or_default()
    }

    /// Makes durable what was recorded since the last commit, and says what that is.
    ///
    /// # Errors
    /// The log; then nobody may be told that it was recorded.
    pub fn commit(&mut self) -> Result<Vec<Recorded>, Failure> {
        let entries = self.together.as_mut().map(std::mem::take).unwrap_or_default();
        self.log.commit()?;
        Ok(entries)
    }

    /// Reads anew what is kept beside the log, after something failed that left it in doubt.
    ///
    /// # Errors
    /// The log's projection cannot be read.
    pub fn reload(&mut self) -> Result<(), Failure> {
        self.directory = convert::directory(self.log.projection()?.as_deref());
        self.people = Kept::default();
        Ok(())
    }

    /// What the clock shows.
    pub fn now(&mut self) -> DateTime<Utc> {
        self.clock.now()
    }

    /// Today in a zone.
    pub fn today(&mut self, zone: Tz) -> NaiveDate {
        self.now().with_timezone(&zone).date_naive()
    }

    /// A new id, at random or by script.
    pub fn new_id(&mut self) -> Id {
        loop {
            let id = self.clock.id();
            if !self.directory.people.contains_key(&id) && !self.directory.is_agency(id) {
                return id;
            }
        }
    }

    /// A person's stream, folded; read once and then kept in step.
    ///
    /// # Errors
    /// The log is damaged.
    pub fn person(&mut self, id: Id) -> Result<&Person, Failure> {
        if self.people.get(id).is_none() {
            let entries = self.log.stream(id)?;
            let entries = entries.iter().map(recorded).collect::<Result<Vec<_>, _>>()?;
            self.people.insert(Person::fold(id, entries));
        }
        Ok(self.people.kept(id))
    }

    /// A person's stream, folded, beside the directory: what a view looks at.
    ///
    /// # Errors
    /// The log is damaged.
    pub fn seen(&mut self, id: Id) -> Result<(&Directory, &Person), Failure> {
        self.person(id)?;
        Ok((&self.directory, self.people.kept(id)))
    }

    /// An agency's own entries.
    ///
    /// # Errors
    /// The log is damaged.
    pub fn agency_entries(&self, agency: Id) -> Result<Vec<Recorded>, Failure> {
        self.log.stream(agency)?.iter().map(recorded).collect()
    }

    /// One entry by its number, as it now reads.
    ///
    /// # Errors
    /// The log is damaged.
    pub fn entry(&mut self, seq: u64) -> Result<Option<Recorded>, Failure> {
        let Some(entry) = self.log.entry(seq)? else { return Ok(None) };
        let stream = entry.header.stream;
        if self.directory.people.contains_key(&stream) {
            return Ok(self.person(stream)?.entry(seq).cloned());
        }
        recorded(&entry).map(Some)
    }
}

/// Everything that is recorded, folded: what publishing and replaying read, from the journal and without a lock.
pub struct Everything {
    /// The agencies and everybody in them.
    pub directory: Directory,
    /// Everybody's stream.
    pub people: Vec<Person>,
    /// The last entry's number and hash.
    pub head: Option<(u64, String)>,
    /// The kept copies of supporting documents.
    pub copies: Copies,
}

impl Everything {
    /// Reads the journal up to its durable head; `keep` says which entries count.
    ///
    /// # Errors
    /// The journal is damaged, or the folder holds none.
    pub fn read(store: &Path, keep: impl Fn(&Recorded) -> bool) -> Result<Self, Failure> {
        Self::gather(&mut journal::Reader::open(store)?, keep, |_, _| {})
    }

    /// As [`Everything::read`], of a reader that has read nothing yet; `passed` is told of every entry and its spot.
    fn gather(
        reader: &mut journal::Reader,
        keep: impl Fn(&Recorded) -> bool,
        mut passed: impl FnMut(&Recorded, journal::Spot),
    ) -> Result<Self, Failure> {
        let mut streams: HashMap<Id, Vec<Recorded>> = HashMap::new();
        let (mut directory, mut last) = (Directory::default(), None);
        let mut copies = Copies::new();
        while let Some(entry) = next_of(reader)? {
            last = Some((entry.seq, entry.hash.clone()));
            passed(&entry, reader.spot());
            if keep(&entry) {
                directory.evolve(&entry);
                if let Event::SupportingDocumentKept(kept) = entry.event {
                    copies.insert(kept.hash, kept.content.0);
                    continue;
                }
                streams.entry(entry.stream).or_default().push(entry);
            }
        }
        streams.retain(|id, _| !directory.is_agency(*id));
        let mut people: Vec<_> = streams.into_iter().map(|(id, entries)| Person::fold(id, entries)).collect();
        people.sort_by_key(|person| person.id);
        Ok(Self { directory, people, head: last, copies })
    }
}

/// The next entry up to the reader's durable head, understood.
fn next_of(reader: &mut journal::Reader) -> Result<Option<Recorded>, Failure> {
    let Some(entry) = reader.next().transpose()? else { return Ok(None) };
    let hash = reader.passed_head().map_or_else(|| entry.hash(), |head| head.hash);
    convert::recorded_as(entry, hash).map(Some)
}

/// A log that answered something only a program at fault could cause.
fn impossible(what: String) -> LogError {
    LogError::Unfit { what }
}
