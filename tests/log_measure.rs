//! Not a test: how long things take. `cargo test --release --test log_measure -- --ignored --nocapture`, with the
//! number of entries in `COACHLOG_TEST_ENTRIES`.

#[path = "log_support/folders.rs"]
mod folders;
#[expect(dead_code, reason = "each test program uses its own part of this")]
mod log_support;

use coachlog::{
    id::Id,
    log::{Batch, Durability, Entry, Log, Open, Projector, Store, copies::export, journal::Reader, request_hash},
};
use folders::copy;
use log_support::{Script, all, id, new_entry, open_with};
use std::{
    env, fs,
    path::Path,
    time::{Duration, Instant},
};

const STREAMS: u64 = 1_000;

/// A blob as large as the directory of a thousand people; changed by an entry now and then.
struct Large;

impl Projector for Large {
    fn project(&self, current: Option<&[u8]>, entries: &[Entry]) -> Option<Vec<u8>> {
        let changes = current.is_none() || entries.iter().any(|entry| entry.kind() == Some("changed"));
        let seed = entries.first().map_or(0, |entry| entry.header.seq as u8);
        changes.then(|| (0..300_000_u32).map(|at| (at.wrapping_mul(2_654_435_761) >> 24) as u8 ^ seed).collect())
    }
}

fn options() -> Open {
    open_with(Box::new(Large))
}

fn stream(n: u64) -> Id {
    Id::from_bytes((n % STREAMS).wrapping_mul(0x9e37_79b9_7f4a_7c15).to_be_bytes())
}

fn notes(from: u64, count: u64) -> Batch {
    let entries = (from..from + count).map(|n| {
        let mut entry = new_entry(1, n);
        entry.stream = stream(n);
        entry
    });
    Batch { request: request_hash(id(200), &format!("{from}")), expected: Vec::new(), entries: entries.collect() }
}

fn fill(store: &Path, entries: u64) {
    let mut log = Store::create(store, Open { durability: Durability::OnClose, ..options() }).expect("created");
    let mut stamp = Script::at(0);
    for from in (0..entries).step_by(1_000) {
        log.append(notes(from, 1_000.min(entries - from)), &mut stamp).expect("appended");
    }
    log.close().expect("closed");
}

fn size(folder: &Path) -> u64 {
    let items = fs::read_dir(folder).expect("readable").map(|item| item.expect("readable"));
    items
        .map(|item| if item.path().is_dir() { size(&item.path()) } else { item.metadata().expect("there").len() })
        .sum()
}

/// The bytes this process has had written to the disk.
fn written() -> u64 {
    let io = fs::read_to_string("/proc/self/io").unwrap_or_default();
    let line = io.lines().find_map(|line| line.strip_prefix("write_bytes: "));
    line.and_then(|number| number.parse().ok()).unwrap_or_default()
}

fn median(mut times: Vec<Duration>) -> Duration {
    times.sort_unstable();
    times[times.len() / 2]
}

#[test]
#[ignore = "measures and asserts nothing"]
fn how_long_things_take() {
    let entries: u64 = env::var("COACHLOG_TEST_ENTRIES").map_or(10_000, |count| count.parse().expect("a number"));
    let folder = tempfile::tempdir_in(env!("CARGO_TARGET_TMPDIR")).expect("a folder");
    let store = folder.path().join("store");
    let started = Instant::now();
    fill(&store, entries);
    let mb = |bytes: u64| bytes as f64 / 1e6;
    let each = |since: Instant, count: u64| since.elapsed() / u32::try_from(count).expect("few");
    println!("{entries} entries in batches of 1,000: {:?} each", each(started, entries));
    println!("journal {:.1} MB, sled {:.1} MB", mb(size(&store.join("journal"))), mb(size(&store.join("sled"))));
    let mut next = entries;
    let mut second = 2_000_000;
    let mut append = |log: &mut Store, kind: &str| {
        let mut batch = notes(next, 1);
        batch.entries[0].kind = kind.into();
        (next, second) = (next + 1, second + 2);
        log.append(batch, &mut Script::at(second)).expect("appended");
    };
    let (mut opens, mut commands) = (Vec::new(), Vec::new());
    let before = written();
    for _ in 0..21 {
        let started = Instant::now();
        let (mut log, _) = Store::open(&store, options()).expect("opened");
        opens.push(started.elapsed());
        append(&mut log, "noted");
        log.close().expect("closed");
        commands.push(started.elapsed());
    }
    println!(
        "open {:?}, open + append + close {:?}, {:.2} MB written each",
        median(opens),
        median(commands),
        mb(written() - before) / 21.0
    );
    let (mut log, _) = Store::open(&store, options()).expect("opened");
    for (kind, count) in [("noted", 500), ("noted", 2_000), ("noted", 500), ("changed", 100)] {
        let (before, started) = (written(), Instant::now());
        for _ in 0..count {
            append(&mut log, kind);
        }
        println!(
            "append one {kind}, durable: {:?}, {:.1} kB written each",
            each(started, count),
            mb(written() - before) * 1e3 / count as f64
        );
    }
    let started = Instant::now();
    let found = log.stream(stream(7)).expect("read").len() as u64;
    println!("a stream of {found}: {:?} each", each(started, found));
    let count = next;
    let started = Instant::now();
    assert_eq!(all(&log).len() as u64, count);
    println!("scan of sled: {:?} each", each(started, count));
    log.close().expect("closed");
    println!("sled {:.1} MB", mb(size(&store.join("sled"))));
    let started = Instant::now();
    assert_eq!(Reader::open(&store).expect("readable").count() as u64, count);
    println!("the journal verified: {:?} each", each(started, count));
    let mut text = Vec::new();
    export(&store, &mut text).expect("exported");
    let text = String::from_utf8(text).expect("text");
    let started = Instant::now();
    text.lines().for_each(|line| drop(Entry::from_line(line).expect("right")));
    println!("its lines decoded on one thread: {:?} each", each(started, count));
    let killed = folder.path().join("killed");
    copy(&store, &killed);
    fs::remove_dir_all(killed.join("sled")).expect("removed");
    let started = Instant::now();
    Store::open(&killed, options()).expect("opened").0.close().expect("closed");
    println!("sled built anew: {:?} each", each(started, count));
}
