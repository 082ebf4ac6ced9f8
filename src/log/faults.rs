//! The fear: the disk refuses a write or a sync, and the log says the wrong thing about it.
//!
//! Every call of a commit is made to fail twice: once without having done anything, once having done all of it. What
//! the log answers must be true either way, and whatever it answers, the store opens again with all of the batch or
//! none of it.

use super::{
    Batch, Durability, Entry, Log, LogError, NewEntry, NoProjection, Open, Stamp, Store,
    journal::{Files, Folder, JOURNAL, SEGMENT},
    lock::Lock,
    request_hash,
};
use crate::id::Id;
use chrono::{DateTime, NaiveDate, Utc};
use std::{
    io,
    path::{Path, PathBuf},
    sync::{Arc, Mutex},
    time::Duration,
};

/// Which calls fail, counted from the first after the fault is set.
#[derive(Clone, Copy, Debug, Default)]
struct Fault {
    calls: u32,
    /// The call that fails.
    at: Option<u32>,
    /// The number of calls that fail from there on.
    length: u32,
    /// Whether a failing call does its work nevertheless.
    persists: bool,
}

struct Faulty {
    folder: Folder,
    longest: u64,
    fault: Arc<Mutex<Fault>>,
}

impl Faulty {
    fn call<T>(&mut self, run: impl FnOnce(&mut Folder) -> io::Result<T>) -> io::Result<T> {
        let mut fault = self.fault.lock().expect("one thread");
        let call = fault.calls;
        fault.calls += 1;
        let fails = fault.at.is_some_and(|at| (at..at + fault.length).contains(&call));
        let persists = fault.persists;
        drop(fault);
        if !fails {
            return run(&mut self.folder);
        }
        if persists {
            run(&mut self.folder)?;
        }
        Err(io::Error::other(format!("call {call} fails on purpose")))
    }
}

impl Files for Faulty {
    fn append(&mut self, name: &str, at: u64, bytes: &[u8]) -> io::Result<()> {
        // A write that fails may have written a part.
        let half = &bytes[..bytes.len() / 2];
        let persists = self.fault.lock().expect("one thread").persists;
        let before = self.call(|_| Ok(()));
        match before {
            Ok(()) => self.folder.append(name, at, bytes),
            Err(e) => self.folder.append(name, at, if persists { bytes } else { half }).and(Err(e)),
        }
    }

    fn sync(&mut self, name: &str) -> io::Result<()> {
        self.call(|folder| folder.sync(name))
    }

    fn sync_folder(&mut self) -> io::Result<()> {
        self.call(Folder::sync_folder)
    }

    fn cut(&mut self, name: &str, length: u64) -> io::Result<()> {
        self.call(|folder| folder.cut(name, length))
    }

    fn remove(&mut self, name: &str) -> io::Result<()> {
        self.call(|folder| folder.remove(name))
    }

    fn replace(&mut self, name: &str, bytes: &[u8]) -> io::Result<()> {
        self.call(|folder| folder.replace(name, bytes))
    }

    fn path(&self, name: &str) -> PathBuf {
        self.folder.path(name)
    }

    fn longest(&self) -> u64 {
        self.longest
    }
}

struct Fixed;

impl Stamp for Fixed {
    fn now(&mut self) -> DateTime<Utc> {
        DateTime::from_timestamp(1_751_385_600, 0).expect("a time in 2025")
    }

    fn salt(&mut self) -> [u8; 32] {
        [5; 32]
    }
}

fn open() -> Open {
    let projector = Box::new(NoProjection);
    Open { wait: Duration::ZERO, projector, durability: Durability::EachBatch }
}

fn batch(key: &str) -> Batch {
    let actor = Id::from_bytes([1; 8]);
    let entry = NewEntry {
        stream: actor,
        actor,
        role: "leader".into(),
        behalf: None,
        class: "pair".into(),
        retention: "short".into(),
        cause: None,
        kind: "noted".into(),
        occurred_on: NaiveDate::from_ymd_opt(2025, 7, 1).expect("a day"),
        fields: serde_json::Map::new(),
    };
    Batch { request: request_hash(actor, key), expected: Vec::new(), entries: vec![entry.clone(), entry] }
}

fn faulty(store: &Path, longest: u64) -> (Store, Arc<Mutex<Fault>>) {
    let fault = Arc::new(Mutex::new(Fault::default()));
    let files = Faulty { folder: Folder(store.join(JOURNAL)), longest, fault: Arc::clone(&fault) };
    let lock = Lock::acquire(store, Duration::ZERO).expect("free");
    let (store, _) = Store::open_with(store, open(), lock, Box::new(files)).expect("opened");
    (store, fault)
}

fn kept(log: &Store) -> Vec<Entry> {
    log.since(0).expect("read").collect::<Result<_, _>>().expect("right")
}

/// What is committed: after so many batches, so many together, into segments so long.
#[derive(Clone, Copy, Debug)]
struct Case {
    before: usize,
    group: usize,
    longest: u64,
}

/// One commit under one fault; returns whether the fault was met.
fn one(Case { before, group, longest }: Case, fault: Fault) -> bool {
    let folder = tempfile::tempdir().expect("a folder");
    let store = folder.path();
    let mut log = Store::create(store, open()).expect("created");
    for n in 0..before {
        log.append(batch(&format!("before {n}")), &mut Fixed).expect("appended");
    }
    drop(log);
    let (mut log, faults) = faulty(store, longest);
    let stage = |log: &mut Store| {
        for n in 0..group {
            log.stage(batch(&format!("now {n}")), &mut Fixed).expect("it can be decided");
        }
    };
    stage(&mut log);
    *faults.lock().expect("one thread") = fault;
    let answer = log.commit();
    let met = fault.at.is_some_and(|at| faults.lock().expect("one thread").calls > at);
    faults.lock().expect("one thread").at = None;
    let (old, all) = (2 * before, 2 * (before + group));
    match &answer {
        Ok(()) => assert_eq!(kept(&log).len(), all, "{fault:?}"),
        Err(LogError::Io { .. }) => {
            assert_eq!(kept(&log).len(), old, "{fault:?}");
            stage(&mut log);
            log.commit().expect("the same log may be tried again once nothing was recorded");
        }
        Err(LogError::Recorded { first, last, .. }) => {
            assert_eq!((*first, *last), (old as u64, all as u64 - 1));
            assert!(log.append(batch("next"), &mut Fixed).is_err(), "{fault:?}");
        }
        Err(LogError::OutcomeUnknown { .. }) => {
            assert!(log.append(batch("next"), &mut Fixed).is_err(), "{fault:?}");
        }
        Err(e) => panic!("{fault:?}: {e}"),
    }
    drop(log);
    let (mut log, _) = Store::open(store, open()).expect("it opens again");
    let count = kept(&log).len();
    match answer {
        Err(LogError::OutcomeUnknown { .. }) => {
            assert!((old..=all).step_by(2).any(|whole| whole == count), "{fault:?}: {count}");
        }
        _ => assert_eq!(count, all, "{fault:?}"),
    }
    log.append(batch("after"), &mut Fixed).expect("recording goes on");
    met
}

/// Fails every call once, and two and nine in a row, and expects that there are so many.
fn every_call(case: Case, expected: usize, what: &str) {
    for length in [1, 2, 9] {
        for persists in [false, true] {
            let calls = (0..20).take_while(|at| one(case, Fault { calls: 0, at: Some(*at), length, persists }));
            assert_eq!(calls.count(), expected, "{what}; {case:?}, length {length}");
        }
    }
}

#[test]
fn every_call_may_fail_lost_or_persisted() {
    for group in [1, 3] {
        every_call(Case { before: 0, group, longest: SEGMENT }, 4, "append, sync, folder, head");
        every_call(Case { before: 2, group, longest: SEGMENT }, 3, "append, sync, head");
    }
}

#[test]
fn every_call_may_fail_where_a_group_goes_on_in_a_new_segment() {
    let what = "append, sync, folder for a new segment; head once";
    every_call(Case { before: 0, group: 3, longest: 2_000 }, 7, what);
    every_call(Case { before: 1, group: 2, longest: 2_000 }, 6, what);
    every_call(Case { before: 1, group: 2, longest: 1 }, 7, what);
}
