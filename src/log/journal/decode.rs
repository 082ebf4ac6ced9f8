//! Lines become entries, each read and checked by itself: on two more threads where there is much to read, in order.
//!
//! What entries say of each other is checked by who takes them; that is a small part of the work.

use super::chunks::{Chunk, Chunks, Place};
use crate::log::{Entry, Hash, LogError};
use std::{
    collections::BTreeMap,
    sync::{
        Arc, Mutex, MutexGuard, PoisonError,
        mpsc::{Receiver, SyncSender, sync_channel},
    },
    thread,
};

/// How many threads decode.
const THREADS: usize = 2;
/// How many entries there must be for threads to be worth starting.
const MANY: u64 = 4_096;
/// How many decoded chunks may wait for who takes them.
const WAITING: usize = 8;

/// An entry as it stands in the journal.
pub(crate) struct Read {
    pub(crate) entry: Entry,
    pub(crate) hash: Hash,
    /// Its line, without its line feed.
    pub(crate) line: String,
}

/// A chunk, decoded up to the first thing that is wrong.
pub(super) struct Decoded {
    number: u64,
    pub(super) place: Place,
    pub(super) entries: Vec<Read>,
    pub(super) wrong: Option<LogError>,
}

impl Decoded {
    fn of(chunk: Chunk) -> Self {
        let Chunk { number, place, seq, lines, mut wrong } = chunk;
        let mut entries = Vec::with_capacity(lines.len());
        for line in lines {
            match Entry::read(&line) {
                Ok((entry, hash)) => entries.push(Read { entry, hash, line }),
                Err(e) => {
                    let at = seq + entries.len() as u64;
                    wrong = Some(place.damaged(entries.len() + 1, format!("entry #{at}: {e}")));
                    break;
                }
            }
        }
        Self { number, place, entries, wrong }
    }
}

/// Decoded chunks, in order.
pub(super) struct Decoding {
    chunks: Arc<Mutex<Chunks>>,
    threads: Option<Threads>,
}

struct Threads {
    decoded: Receiver<Decoded>,
    /// What came before its turn.
    early: BTreeMap<u64, Decoded>,
    next: u64,
}

impl Decoding {
    /// Nothing is read before the first chunk is asked for.
    pub(super) fn new(chunks: Chunks) -> Self {
        Self { chunks: Arc::new(Mutex::new(chunks)), threads: None }
    }

    /// The chunks that were not read yet. A thread that panicked left them as they were.
    pub(super) fn chunks(&self) -> MutexGuard<'_, Chunks> {
        locked(&self.chunks)
    }

    /// The next chunk; `None` at the durable head, and after something wrong.
    pub(super) fn next(&mut self) -> Option<Decoded> {
        if self.threads.is_none() && self.chunks().left() >= MANY {
            self.threads = Threads::start(&self.chunks);
        }
        if let Some(threads) = &mut self.threads {
            if let Some(decoded) = threads.next() {
                return Some(decoded);
            }
            if !threads.early.is_empty() {
                // A thread ended without handing over what it had taken.
                return None;
            }
            self.threads = None;
        }
        let chunk = self.chunks().next()?;
        Some(Decoded::of(chunk))
    }
}

impl Threads {
    /// Starts threads, if the system lets us; they end by themselves, at the latest when nobody takes what they decode.
    fn start(chunks: &Arc<Mutex<Chunks>>) -> Option<Self> {
        let (sender, decoded) = sync_channel(WAITING);
        let next = locked(chunks).number();
        let mut started = false;
        for _ in 0..THREADS {
            let (chunks, sender) = (Arc::clone(chunks), sender.clone());
            let thread = thread::Builder::new().name("journal".into());
            started |= thread.spawn(move || decode(&chunks, &sender)).is_ok();
        }
        started.then_some(Self { decoded, early: BTreeMap::new(), next })
    }

    fn next(&mut self) -> Option<Decoded> {
        loop {
            if let Some(decoded) = self.early.remove(&self.next) {
                self.next += 1;
                return Some(decoded);
            }
            let decoded = self.decoded.recv().ok()?;
            self.early.insert(decoded.number, decoded);
        }
    }
}

fn decode(chunks: &Mutex<Chunks>, sender: &SyncSender<Decoded>) {
    loop {
        // In a statement of its own, so that the other thread may go on while this one decodes.
        let chunk = locked(chunks).next();
        let Some(chunk) = chunk else { return };
        if sender.send(Decoded::of(chunk)).is_err() {
            return;
        }
    }
}

fn locked(chunks: &Mutex<Chunks>) -> MutexGuard<'_, Chunks> {
    chunks.lock().unwrap_or_else(PoisonError::into_inner)
}
