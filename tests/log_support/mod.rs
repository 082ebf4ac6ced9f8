//! What the tests of the log share: batches, a scripted stamp, a projector, and how the store is opened.

use chrono::{DateTime, NaiveDate, TimeDelta, Utc};
use coachlog::{
    id::Id,
    log::{Batch, Durability, Entry, Log, NewEntry, Open, Projector, Stamp, Store, request_hash},
};
use serde_json::{Map, Value, json};
use std::{path::Path, time::Duration};

/// A clock that moves one second at a time, and salts that are counted.
pub struct Script {
    pub now: DateTime<Utc>,
    pub salts: u64,
}

impl Script {
    pub fn at(second: i64) -> Self {
        let now = DateTime::from_timestamp(1_751_385_600 + second, 123_000).expect("a time in 2025");
        Self { now, salts: 1_000 * second.unsigned_abs() }
    }
}

impl Stamp for Script {
    fn now(&mut self) -> DateTime<Utc> {
        self.now += TimeDelta::seconds(1);
        self.now
    }

    fn salt(&mut self) -> [u8; 32] {
        self.salts += 1;
        let mut salt = [7; 32];
        salt[..8].copy_from_slice(&self.salts.to_be_bytes());
        salt
    }
}

/// Counts entries, and keeps the streams in the order they began: changed by some appends and not by others.
pub struct Streams;

impl Projector for Streams {
    fn project(&self, current: Option<&[u8]>, entries: &[Entry]) -> Option<Vec<u8>> {
        let fresh = entries.iter().filter(|entry| entry.header.version == 0);
        let fresh: String = fresh.map(|entry| format!("{} ", entry.header.stream)).collect();
        (!fresh.is_empty()).then(|| [current.unwrap_or_default(), fresh.as_bytes()].concat())
    }

    fn version(&self) -> u32 {
        3
    }
}

pub fn id(n: u8) -> Id {
    Id::from_bytes([n; 8])
}

pub fn fields(n: u64) -> Map<String, Value> {
    let Value::Object(fields) = json!({"text": format!("entry {n} ü"), "minutes": n, "items": ["1.50", null, true]})
    else {
        unreachable!("an object")
    };
    fields
}

pub fn new_entry(stream: u8, n: u64) -> NewEntry {
    NewEntry {
        stream: id(stream),
        actor: id(200),
        role: "leader".into(),
        behalf: n.is_multiple_of(3).then(|| id(201)),
        class: "pair".into(),
        retention: "coaching-3y".into(),
        cause: None,
        kind: "noted".into(),
        occurred_on: NaiveDate::from_ymd_opt(2025, 7, 1).expect("a day"),
        fields: fields(n),
    }
}

/// A batch of one entry for each stream named.
pub fn batch(key: &str, streams: &[u8]) -> Batch {
    let entries = streams.iter().zip(key.len() as u64..).map(|(stream, n)| new_entry(*stream, n)).collect();
    Batch { request: request_hash(id(200), key), expected: Vec::new(), entries }
}

pub fn open_with(projector: Box<dyn Projector>) -> Open {
    Open { wait: Duration::from_secs(5), projector, durability: Durability::EachBatch }
}

pub fn streams() -> Open {
    open_with(Box::new(Streams))
}

pub fn opened(dir: &Path) -> (Store, Vec<String>) {
    Store::open(dir, streams()).expect("the store opens")
}

/// A store of so many batches of one to three entries over five streams.
pub fn filled(dir: &Path, batches: u64) -> Vec<Entry> {
    let mut store = Store::create(dir, Open { durability: Durability::OnClose, ..streams() }).expect("created");
    let mut stamp = Script::at(0);
    let mut entries = Vec::new();
    for n in 0..batches {
        let streams: Vec<u8> = (0..=n % 3).map(|at| ((n + at) % 5) as u8).collect();
        entries.extend(store.append(batch(&format!("key {n}"), &streams), &mut stamp).expect("appended"));
    }
    store.close().expect("closed");
    entries
}

pub fn all(log: &dyn Log) -> Vec<Entry> {
    log.since(0).expect("readable").collect::<Result<_, _>>().expect("every entry is right")
}
