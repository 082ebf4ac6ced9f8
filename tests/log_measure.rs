//! Not a test: how long things take. `cargo test --release --test log_measure -- --ignored --nocapture`.

mod log_support;

use coachlog::log::{Durability, Log, Open, Store, journal::Reader};
use log_support::{Script, all, batch, filled, id, opened, streams};
use std::time::Instant;

#[test]
#[ignore = "measures and asserts nothing"]
fn how_long_things_take() {
    let folder = tempfile::tempdir().expect("a folder");
    let timed = |what: &str, times: u32, started: Instant| println!("{what}: {:?}", started.elapsed() / times);
    drop(filled(folder.path(), 1));
    let (mut log, _) =
        Store::open(folder.path(), Open { durability: Durability::OnClose, ..streams() }).expect("opened");
    let started = Instant::now();
    for n in 0..100_u32 {
        let many: Vec<u8> = (0..1000_u32).map(|at| ((n * 7 + at) % 250) as u8).collect();
        log.append(batch(&format!("many {n}"), &many), &mut Script::at(1000 + i64::from(n))).expect("appended");
    }
    log.close().expect("closed");
    timed("append in batches of 1,000, each entry", 100_000, started);
    let started = Instant::now();
    let (mut log, _) = opened(folder.path());
    timed("open with 100,000 entries", 1, started);
    let started = Instant::now();
    for n in 0..50 {
        log.append(batch(&format!("one {n}"), &[1]), &mut Script::at(2000 + n)).expect("appended");
    }
    timed("append one entry, durable", 50, started);
    let started = Instant::now();
    let entries = log.stream(id(3)).expect("read").len();
    timed(&format!("a stream of {entries}, each entry"), u32::try_from(entries).expect("few"), started);
    let started = Instant::now();
    assert_eq!(all(&log).len(), 100_051);
    timed("scan of sled, each entry", 100_051, started);
    drop(log);
    let started = Instant::now();
    assert_eq!(Reader::open(folder.path()).expect("readable").count(), 100_051);
    timed("the journal verified, each entry", 100_051, started);
}
