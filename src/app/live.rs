//! The live publisher: a thread that keeps a store's site in step with its journal, for whoever records and for
//! whoever watches.
//!
//! It reads the journal up to its durable head, without the store's lock. Being nudged is a hint to look at once; it
//! looks by itself too, so that an entry of another process and a new day are never missed for long.

use super::{Clock, Failure, Place, follow::Follower};
use crate::log::journal::Reader;
use chrono::NaiveDate;
use std::{
    sync::{Arc, Condvar, Mutex, MutexGuard, PoisonError},
    thread::{self, JoinHandle},
    time::Duration,
};

/// A site that is kept in step, as whoever keeps it sees it.
#[derive(Debug)]
pub struct LivePublisher {
    shared: Arc<Shared>,
    thread: Option<JoinHandle<()>>,
}

/// What stands.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct LiveState {
    /// The number of the last entry that the site shows; nothing before the first publish.
    pub shown: Option<u64>,
    /// The day whose state it shows.
    pub as_of: Option<NaiveDate>,
    /// Why the last update failed, if it did: the site stands as it was, and the same is tried again.
    pub failure: Option<String>,
    /// How many updates were made, with the full ones.
    pub updates: u64,
    /// How many of them were full ones.
    pub full: u64,
    /// Pages written since the start.
    pub written: u64,
    /// What whoever publishes should know.
    pub notices: Vec<String>,
}

/// What the thread and whoever started it share.
#[derive(Debug, Default)]
pub(super) struct Shared {
    pub(super) inner: Mutex<Inner>,
    pub(super) nudged: Condvar,
    pub(super) done: Condvar,
}

/// What it is told, and what it says.
#[derive(Debug, Default)]
pub(super) struct Inner {
    pub(super) appended: bool,
    pub(super) templates: bool,
    pub(super) stop: bool,
    pub(super) ended: bool,
    pub(super) state: LiveState,
}

impl Shared {
    pub(super) fn inner(&self) -> MutexGuard<'_, Inner> {
        // What a panicking thread left here is plain data: it is as good as it was.
        self.inner.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl LivePublisher {
    /// Starts the thread, which publishes everything once and then keeps the site in step. Without a nudge it looks
    /// at the journal every `poll`. `failed` is told of every failure, once.
    ///
    /// # Errors
    /// The journal cannot be read, or no thread can be started. What goes wrong later is in [`LiveState`].
    pub fn start(
        place: &Place,
        clock: Box<dyn Clock + Send>,
        poll: Duration,
        failed: impl Fn(&str) + Send + 'static,
    ) -> Result<Self, Failure> {
        drop(Reader::open(&place.store)?);
        let shared = Arc::new(Shared::default());
        let follower = Follower::new(place.clone(), clock, poll, (Arc::clone(&shared), Box::new(failed)));
        let thread = thread::Builder::new().name("publish".into()).spawn(move || follower.run());
        let thread = thread.map_err(|error| Failure::Site(format!("no thread could be started: {error}")))?;
        Ok(Self { shared, thread: Some(thread) })
    }

    /// Says that something was appended. It never waits; whatever is appended until the thread looks is one update.
    pub fn appended(&self) {
        self.shared.inner().appended = true;
        self.shared.nudged.notify_all();
    }

    /// Says that a template or a file published as it is has changed: everything is made again. A template with a
    /// mistake is named in [`LiveState::failure`], and the site goes on with those of before.
    pub fn templates_changed(&self) {
        self.shared.inner().templates = true;
        self.shared.nudged.notify_all();
    }

    /// What stands.
    pub fn state(&self) -> LiveState {
        self.shared.inner().state.clone()
    }

    /// Waits until the site shows the entry with this number, at most so long; says whether it does.
    pub fn wait_for(&self, seq: u64, wait: Duration) -> bool {
        let waiting = |inner: &mut Inner| inner.state.shown.is_none_or(|shown| shown < seq) && !inner.ended;
        let (inner, _) = self
            .shared
            .done
            .wait_timeout_while(self.shared.inner(), wait, waiting)
            .unwrap_or_else(PoisonError::into_inner);
        inner.state.shown.is_some_and(|shown| shown >= seq)
    }

    /// Waits until the state is another than this one, at most so long, and gives it.
    pub fn wait_for_news(&self, known: &LiveState, wait: Duration) -> LiveState {
        let same = |inner: &mut Inner| inner.state == *known && !inner.ended;
        let waited = self.shared.done.wait_timeout_while(self.shared.inner(), wait, same);
        waited.unwrap_or_else(PoisonError::into_inner).0.state.clone()
    }

    /// Publishes what is recorded by now, ends the thread, and says what stands.
    pub fn stop(mut self) -> LiveState {
        self.end();
        self.state()
    }

    fn end(&mut self) {
        self.shared.inner().stop = true;
        self.shared.nudged.notify_all();
        if let Some(thread) = self.thread.take()
            && thread.join().is_err()
        {
            self.shared.inner().state.failure = Some("the publishing thread ended by a mistake in the program".into());
        }
    }
}

impl Drop for LivePublisher {
    fn drop(&mut self) {
        self.end();
    }
}
