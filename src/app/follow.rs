//! Following the journal: from what was appended to the site, and anew where that does not do.

use super::{
    Clock, Everything, Failure, Place, convert,
    live::{Inner, LiveState, Shared},
    moment, next_of,
};
use crate::{
    domain::{Directory, Recorded, directory::Agency},
    id::Id,
    log::{
        is_under_way,
        journal::{Reader, Spot, stream_at},
    },
    site::{Followed, Head, Live, Options, Streams, counts},
};
use chrono::{DateTime, NaiveDate, Utc};
use std::{
    collections::HashMap,
    panic::{AssertUnwindSafe, catch_unwind},
    path::PathBuf,
    sync::{Arc, PoisonError},
    time::Duration,
};

/// How long after a failure the same is tried again.
const AGAIN: Duration = Duration::from_secs(5);

/// Who is told of a failure.
pub(super) type Told = Box<dyn Fn(&str) + Send>;

/// The thread's own.
pub(super) struct Follower {
    place: Place,
    clock: Box<dyn Clock + Send>,
    poll: Duration,
    shared: Arc<Shared>,
    tell: Told,
    following: Option<Following>,
    failed: Option<FailedFull>,
    state: LiveState,
}

/// A full publish that failed: why, how often in a row, and how many looks pass before it is tried again, so that a
/// broken template does not keep a whole agency's journal being read.
struct FailedFull {
    why: String,
    times: u32,
    pass: u32,
}

/// A live site with where its reading stands.
struct Following {
    live: Live,
    reader: Reader,
    spots: Spots,
    agency: Agency,
    last: DateTime<Utc>,
    /// Entries that were read and not yet shown.
    waiting: Vec<Recorded>,
}

/// Where the entries of each stream stand in the journal.
struct Spots {
    store: PathBuf,
    of: HashMap<Id, Vec<Spot>>,
}

impl Streams for Spots {
    fn stream(&mut self, id: Id) -> Result<Vec<Recorded>, String> {
        let spots = self.of.get(&id).map_or(&[][..], Vec::as_slice);
        let entries = stream_at(&self.store, spots).map_err(|error| error.to_string())?;
        let understood = entries.into_iter().map(|(entry, hash)| convert::recorded_as(entry, hash));
        understood.collect::<Result<_, _>>().map_err(|error| error.to_string())
    }
}

impl Follower {
    pub(super) fn new(
        place: Place,
        clock: Box<dyn Clock + Send>,
        poll: Duration,
        (shared, tell): (Arc<Shared>, Told),
    ) -> Self {
        let (following, failed, state) = Default::default();
        Self { place, clock, poll, shared, tell, following, failed, state }
    }

    /// Looks; a fault of the program is a failure like another, told and tried again after a while, and never an end
    /// of the publishing that nobody hears of.
    fn look_guarded(&mut self, templates: bool) -> Result<(), Failure> {
        // A destruction by another process writes the journal anew: meanwhile it is no journal to read, and damage to
        // nobody. What is done with it ends with a journal that is read from its first line.
        if is_under_way(&self.place.store) {
            self.following = None;
            return Ok(());
        }
        let looked = catch_unwind(AssertUnwindSafe(|| self.look(templates)));
        if matches!(looked, Ok(Err(_))) && is_under_way(&self.place.store) {
            (self.following, self.failed) = (None, None);
            return Ok(());
        }
        looked.unwrap_or_else(|_| {
            self.following = None;
            let why = "a fault of this program stopped the publish; what is recorded stands, and the site is as it was";
            let times = self.failed.as_ref().map_or(0, |failed| failed.times) + 1;
            self.failed = Some(FailedFull { why: why.into(), times, pass: 1 << times.min(6) });
            Err(Failure::Site(why.into()))
        })
    }

    /// Follows until it is told to stop.
    pub(super) fn run(mut self) {
        let mut templates = true;
        loop {
            let done = self.look_guarded(templates).and_then(|()| self.standing());
            let failed = done.is_err();
            self.say(done, false);
            let stop = {
                let quiet = |inner: &mut Inner| !(inner.appended || inner.templates || inner.stop);
                let pause = if failed { AGAIN.min(self.poll) } else { self.poll };
                let waited = self.shared.nudged.wait_timeout_while(self.shared.inner(), pause, quiet);
                let mut inner = waited.unwrap_or_else(PoisonError::into_inner).0;
                templates = std::mem::take(&mut inner.templates);
                inner.appended = false;
                inner.stop
            };
            if stop {
                let done = self.look_guarded(templates).and_then(|()| self.finish());
                return self.say(done, true);
            }
        }
    }

    /// Tells whoever waits what stands now, all of it at once.
    fn say(&mut self, done: Result<(), Failure>, ended: bool) {
        let failure = done.err().map(|failure| failure.to_string());
        if let Some(why) = failure.as_ref().filter(|_| failure != self.state.failure) {
            (self.tell)(why);
        }
        self.state.failure = failure;
        let mut inner = self.shared.inner();
        inner.state = self.state.clone();
        inner.ended = ended;
        self.shared.done.notify_all();
    }

    /// Brings the site in step with what is recorded by now and with the day.
    fn look(&mut self, templates: bool) -> Result<(), Failure> {
        if templates || self.following.is_none() {
            return self.anew(templates);
        }
        let now = self.clock.now();
        let following = self.following.as_mut().expect("looked at above");
        if following.read().is_err() {
            // The journal may have been written anew, without what was destroyed: then it is read anew too. What is
            // damaged is found by that.
            self.following = None;
            return self.anew(false);
        }
        if today(&following.agency, following.last, now)? != following.live.as_of() {
            return self.anew(false);
        }
        if following.waiting.is_empty() && self.state.shown == Some(following.live.head().seq) {
            return Ok(());
        }
        let waiting = std::mem::take(&mut following.waiting);
        let followed = following.live.entries(&waiting, now, &mut following.spots);
        match followed.map_err(|error| Failure::Site(error.to_string()))? {
            Followed::Anew(_) => self.anew(false),
            Followed::Shown(update) => {
                self.state.shown = Some(following.live.head().seq);
                self.state.updates += 1;
                self.state.written += update.written as u64;
                Ok(())
            }
        }
    }

    /// A failure of a full publish stands until one succeeds, even while entries are followed with what was before.
    fn standing(&self) -> Result<(), Failure> {
        self.failed.as_ref().map_or(Ok(()), |failed| Err(Failure::Site(failed.why.clone())))
    }

    /// Publishes everything that is recorded, unless the last try failed a moment ago and nothing has changed since.
    fn anew(&mut self, at_once: bool) -> Result<(), Failure> {
        if let Some(failed) = self.failed.as_mut().filter(|failed| failed.pass > 0 && !at_once) {
            failed.pass -= 1;
            return self.standing();
        }
        let done = self.everything();
        self.failed = done.as_ref().err().map(|failure| {
            let times = self.failed.as_ref().map_or(0, |failed| failed.times) + 1;
            FailedFull { why: failure.to_string(), times, pass: 1 << times.min(6) }
        });
        done
    }

    /// Publishes everything that is recorded, and goes on from there. What was followed before is kept until this
    /// has succeeded.
    fn everything(&mut self) -> Result<(), Failure> {
        let now = self.clock.now();
        let mut agency = None;
        // The day is the agency's, which only its first entry says.
        if let Some(entry) = next_of(&mut Reader::open(&self.place.store)?)? {
            let mut directory = Directory::default();
            directory.evolve(&entry);
            agency = directory.agency;
        }
        let Some(agency) = agency else { return Ok(()) };
        let mut reader = Reader::open(&self.place.store)?;
        let last = reader.head().map_or(now, |head| head.recorded_at);
        let as_of = today(&agency, last, now)?;
        let mut spots = Spots { store: self.place.store.clone(), of: HashMap::new() };
        let everything = Everything::gather(
            &mut reader,
            |entry| counts(entry, as_of),
            |entry, spot| spots.of.entry(entry.stream).or_default().push(spot),
        )?;
        let Some((seq, hash)) = everything.head else { return Ok(()) };
        let Everything { directory, people, copies, .. } = everything;
        let options = Options { templates: self.place.templates.clone(), ..Options::default() };
        let head = (Head { seq, hash }, as_of, now);
        let started = Live::start(directory, (people, &copies), head, &self.place.output, &options);
        let (live, report) = started.map_err(|error| Failure::Site(error.to_string()))?;
        self.following = Some(Following { live, reader, spots, agency, last, waiting: Vec::new() });
        self.state.shown = Some(seq);
        self.state.as_of = Some(as_of);
        self.state.updates += 1;
        self.state.full += 1;
        self.state.written += report.written as u64;
        self.state.notices = report.notices;
        Ok(())
    }

    fn finish(&mut self) -> Result<(), Failure> {
        match self.following.take() {
            Some(following) => following.live.end().map_err(|error| Failure::Site(error.to_string())),
            None => Ok(()),
        }
    }
}

impl Following {
    /// Reads what was appended since, up to the durable head.
    fn read(&mut self) -> Result<(), Failure> {
        self.reader.move_on()?;
        while let Some(entry) = next_of(&mut self.reader)? {
            self.spots.of.entry(entry.stream).or_default().push(self.reader.spot());
            self.last = entry.recorded_at;
            self.waiting.push(entry);
        }
        Ok(())
    }
}

/// The agency's day at a moment; a demonstration that stands still at the end of a day stays there.
fn today(agency: &Agency, last: DateTime<Utc>, now: DateTime<Utc>) -> Result<NaiveDate, Failure> {
    let now = match agency.as_of.filter(|_| agency.demo) {
        Some(day) => moment(day.and_hms_opt(17, 0, 0).expect("five in the evening"), agency.zone)?.max(last),
        None => now,
    };
    Ok(now.with_timezone(&agency.zone).date_naive())
}
