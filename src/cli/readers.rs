//! Long readings of a served store: beside the recording, which does not wait for them. They see what is recorded when
//! they look, and are bounded like everything else.

use super::{
    heard::{Heard, at_fault},
    turn::Done,
};
use crate::{
    app::{App, Failure, Place, System},
    log::Log,
    serve::{Bounds, Call},
};
use std::{
    panic::{AssertUnwindSafe, catch_unwind},
    sync::{
        Arc, Mutex,
        mpsc::{Receiver, SyncSender, TrySendError, sync_channel},
    },
    thread::{self, JoinHandle},
};

/// How many read at once.
const AT_ONCE: usize = 2;
/// How many wait for them, beyond which one is told to come again.
const WAITING: usize = 16;

/// A request that only reads, with the log it reads from.
pub struct Reading {
    /// Who waits for it.
    pub call: Call,
    /// What is asked.
    pub heard: Heard,
    /// The log, for this thread alone.
    pub log: Box<dyn Log + Send>,
}

/// The threads that read.
pub struct Readers {
    readings: SyncSender<Reading>,
    threads: Vec<JoinHandle<()>>,
}

impl Readers {
    /// Begins to read for a store.
    pub fn begin(place: &Place, bounds: Bounds) -> Self {
        let (readings, coming) = sync_channel(WAITING);
        let coming = Arc::new(Mutex::new(coming));
        let threads = (0..AT_ONCE).map(|_| {
            let (place, coming) = (place.clone(), Arc::clone(&coming));
            thread::spawn(move || read(&place, &bounds, &coming))
        });
        Self { readings, threads: threads.collect() }
    }

    /// Takes a reading; gives the call back where too many wait.
    pub fn take(&self, reading: Reading) -> Option<Call> {
        match self.readings.try_send(reading) {
            Ok(()) => None,
            Err(TrySendError::Full(reading) | TrySendError::Disconnected(reading)) => Some(reading.call),
        }
    }

    /// Reads what was taken, and ends: before the store is let go.
    pub fn finish(self) {
        drop(self.readings);
        for thread in self.threads {
            // A reader that panicked has said so; nothing was recorded by it.
            let _ = thread.join();
        }
    }
}

fn read(place: &Place, bounds: &Bounds, coming: &Mutex<Receiver<Reading>>) {
    loop {
        let next = coming.lock().expect("nobody fails while holding it").recv();
        let Ok(Reading { call, heard, log }) = next else { return };
        let verb = heard.line.verb().to_owned();
        let answer = catch_unwind(AssertUnwindSafe(|| {
            let app = App::over(log, Box::new(System));
            app.map_or_else(|failure| no(&failure), |mut app| heard.perform(&mut app, place, bounds))
        }));
        Done::told(call, verb, answer.unwrap_or_else(|_| at_fault())).reply();
    }
}

fn no(failure: &Failure) -> super::wire::Answer {
    super::wire::Answer::no(failure.number(), failure.to_string())
}
