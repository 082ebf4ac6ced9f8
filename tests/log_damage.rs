//! The fear: a disk, a cable or a person changes bytes, and the log goes on as if nothing had happened.
//!
//! Single bits of every file are flipped. Either verify finds it, or all entries read back as they were; what is read
//! is never wrong; and doctor brings every entry back, because there are two copies.

#[path = "log_support/folders.rs"]
mod folders;
mod log_support;

use coachlog::log::{
    Entry, Log, LogError, Store,
    doctor::{Copy, repair},
    verify::{Report, SledReading, read_sled_copy, verify},
};
use folders::copy;
use log_support::{Script, Streams, all, batch, filled, opened, streams};
use std::{
    env,
    fs::{self, File},
    io::Write,
    path::{Path, PathBuf},
    process::{Command, Stdio},
    time::{Duration, Instant},
};

const SLED: &str = "COACHLOG_TEST_SLED";
const OUT: &str = "COACHLOG_TEST_OUT";

/// Not a test of its own: the process that reads a copy of sled, when a test below starts this binary again.
#[test]
fn child_reads_sled() {
    if let (Some(sled), Some(out)) = (env::var_os(SLED), env::var_os(OUT)) {
        let mut out = File::create(out).expect("a file");
        read_sled_copy(Path::new(&sled), &mut out).expect("written");
        out.flush().expect("written");
    }
}

fn read_in_child(sled: &Path) -> Result<SledReading, String> {
    let out = sled.with_extension("reading");
    let mut child = Command::new(env::current_exe().map_err(|e| e.to_string())?)
        .args(["--exact", "child_reads_sled", "--nocapture"])
        .env(SLED, sled)
        .env(OUT, &out)
        .stdout(Stdio::null())
        .stderr(Stdio::null())
        .spawn()
        .map_err(|e| e.to_string())?;
    let started = Instant::now();
    while child.try_wait().map_err(|e| e.to_string())?.is_none() {
        if started.elapsed() > Duration::from_secs(20) {
            child.kill().and_then(|()| child.wait()).map_err(|e| e.to_string())?;
        }
        std::thread::sleep(Duration::from_millis(1));
    }
    SledReading::from_spool(File::open(out).map_err(|e| e.to_string())?)
}

fn verified(store: &Path) -> Report {
    verify(store, Duration::from_secs(5), &Streams, &read_in_child)
}

struct Sample {
    folder: tempfile::TempDir,
    entries: Vec<Entry>,
}

impl Sample {
    fn new(batches: u64) -> Self {
        let folder = tempfile::tempdir().expect("a folder");
        let entries = filled(&folder.path().join("store"), batches);
        // Opened once more, so that sled has a snapshot to be damaged too.
        drop(opened(&folder.path().join("store")));
        Self { folder, entries }
    }

    fn store(&self) -> PathBuf {
        self.folder.path().join("store")
    }

    /// A copy of the store to be damaged.
    fn victim(&self) -> (tempfile::TempDir, PathBuf) {
        let folder = tempfile::tempdir().expect("a folder");
        let store = folder.path().join("store");
        copy(&self.store(), &store);
        (folder, store)
    }

    /// Verify, read, repair: nothing wrong is ever read, and nothing is lost.
    fn survives(&self, store: &Path, damage: &str, read_sled: &dyn Fn(&Path) -> Result<SledReading, String>) -> bool {
        let report = verify(store, Duration::from_secs(5), &Streams, read_sled);
        if !report.is_sound() {
            let done = repair(store, None, streams(), read_sled);
            let done = done.unwrap_or_else(|e| panic!("{damage}: {e}; {report:?}"));
            assert_eq!(done.entries, self.entries.len() as u64, "{damage}: {done:?}; {report:?}");
        }
        let (log, _) = Store::open(store, streams()).unwrap_or_else(|e| panic!("{damage}: {e}; {report:?}"));
        assert_eq!(all(&log), self.entries, "{damage}");
        !report.is_sound()
    }
}

fn flip(path: &Path, bit: usize) {
    let mut bytes = fs::read(path).expect("readable");
    bytes[bit / 8] ^= 1 << (bit % 8);
    fs::write(path, bytes).expect("writable");
}

fn files(folder: &Path) -> Vec<PathBuf> {
    let mut found = Vec::new();
    for item in fs::read_dir(folder).expect("readable") {
        let path = item.expect("readable").path();
        if path.is_dir() { found.extend(files(&path)) } else { found.push(path) }
    }
    found.sort();
    found
}

/// How many times more bits than usual are flipped: for a run over night, set `COACHLOG_TEST_BITS`.
fn times_more() -> usize {
    env::var("COACHLOG_TEST_BITS").ok().and_then(|more| more.parse().ok()).unwrap_or(1)
}

/// So many bits, spread over the bytes that hold something and a few that do not.
fn sampled(path: &Path, count: usize) -> Vec<usize> {
    let count = count * times_more();
    let bytes = fs::read(path).expect("readable");
    let full: Vec<usize> = (0..bytes.len()).filter(|at| bytes[*at] != 0).collect();
    let spread = |among: usize, count: usize| (0..count.min(among)).map(move |n| n * among / count.min(among));
    let mut bits: Vec<usize> = spread(full.len(), count).map(|at| full[at] * 8 + at % 8).collect();
    bits.extend(spread(bytes.len() * 8, count / 8));
    bits
}

#[test]
fn a_sound_store_is_sound() {
    let sample = Sample::new(80);
    let report = verified(&sample.store());
    assert_eq!((report.findings, report.notices), (vec![], vec![]));
    assert_eq!(report.entries, sample.entries.len() as u64);
    assert_eq!(report.head.map(|head| head.hash), sample.entries.last().map(Entry::hash));
    let done = repair(&sample.store(), None, streams(), &read_in_child).expect("nothing to do");
    assert_eq!((done.did.len(), done.aside), (1, vec![]), "{:?}", done.did);
}

#[test]
fn any_bit_of_the_journal_may_flip() {
    let sample = Sample::new(70);
    let (_folder, sound) = sample.victim();
    let reading = sound.with_extension("reading");
    read_sled_copy(&sound.join("sled"), &mut File::create(&reading).expect("a file")).expect("read");
    // sled is as it was, so its reading is too.
    let same = |_: &Path| SledReading::from_spool(File::open(&reading).expect("the reading"));
    for name in ["head", "00000000000000000000.jsonl"] {
        let path = sample.store().join("journal").join(name);
        let bits = match name {
            "head" => (0..fs::read(&path).expect("readable").len() * 8).step_by(41).collect(),
            _ => sampled(&path, 60),
        };
        let (_folder, store) = sample.victim();
        for (bit, n) in bits.into_iter().zip(0..) {
            fs::copy(&path, store.join("journal").join(name)).expect("as it was");
            flip(&store.join("journal").join(name), bit);
            let report = verify(&store, Duration::from_secs(5), &Streams, &same);
            assert!(!report.is_sound(), "{name}, bit {bit} was not found");
            if n % 8 == 0 {
                // Repairing syncs a lot, so that not every bit can be repaired in the time a test may take.
                sample.survives(&store, &format!("{name}, bit {bit}"), &same);
            }
        }
    }
}

#[test]
fn any_bit_of_sled_may_flip() {
    let sample = Sample::new(70);
    let mut found = 0;
    let mut tried = 0;
    for path in files(&sample.store().join("sled")) {
        let name = path.strip_prefix(sample.store()).expect("within").to_owned();
        let count = if name.ends_with("db") { 32 } else { 8 };
        for bit in sampled(&path, count) {
            let (_folder, store) = sample.victim();
            flip(&store.join(&name), bit);
            tried += 1;
            found += u32::from(sample.survives(&store, &format!("{}, bit {bit}", name.display()), &read_in_child));
        }
    }
    println!("{tried} bits of sled flipped, {found} found, the others harmless");
    assert!(found > tried / 4, "{found} of {tried}");
}

#[test]
fn opening_a_damaged_store_never_reads_something_wrong() {
    let sample = Sample::new(70);
    let db = sample.store().join("sled/db");
    for bit in sampled(&db, 24) {
        let (_folder, store) = sample.victim();
        flip(&store.join("sled/db"), bit);
        match Store::open(&store, streams()) {
            Err(e) => assert!(matches!(e, LogError::Damaged { .. }) && e.to_string().contains("coach doctor"), "{e}"),
            Ok((log, _)) => {
                let read = log.since(0).expect("an iterator");
                for (entry, right) in read.zip(&sample.entries) {
                    match entry {
                        Ok(entry) => assert_eq!(&entry, right, "bit {bit}"),
                        Err(e) => assert!(matches!(e, LogError::Damaged { .. }), "{e}"),
                    }
                }
            }
        }
    }
}

#[test]
fn sled_rolled_back_is_found_and_brought_in_step() {
    let folder = tempfile::tempdir().expect("a folder");
    let (store, old) = (folder.path().join("store"), folder.path().join("old"));
    let mut entries = filled(&store, 50);
    copy(&store.join("sled"), &old);
    let (mut log, _) = opened(&store);
    entries.extend(log.append(batch("later", &[1, 2]), &mut Script::at(900)).expect("appended"));
    drop(log);
    let roll_back = || {
        fs::remove_dir_all(store.join("sled")).expect("removed");
        copy(&old, &store.join("sled"));
    };
    roll_back();
    let report = verified(&store);
    assert!(report.is_sound() && report.notices.len() == 1, "the last batch only: {report:?}");
    let (mut log, notices) = opened(&store);
    assert_eq!((all(&log), notices.len()), (entries.clone(), 1));
    entries.extend(log.append(batch("latest", &[3]), &mut Script::at(950)).expect("appended"));
    drop(log);
    roll_back();
    assert!(!verified(&store).is_sound(), "more than the last batch");
    assert_eq!(all(&opened(&store).0), entries);
    assert!(verified(&store).is_sound());
}

#[test]
fn either_copy_comes_back_from_the_other() {
    let sample = Sample::new(90);
    for gone in ["sled", "journal"] {
        let (_folder, store) = sample.victim();
        let before = fs::read(store.join("journal/00000000000000000000.jsonl")).expect("readable");
        fs::remove_dir_all(store.join(gone)).expect("removed");
        assert!(!verified(&store).is_sound(), "{gone}");
        repair(&store, None, streams(), &read_in_child).expect("repaired");
        let report = verified(&store);
        assert!(report.is_sound(), "{gone}: {report:?}");
        assert_eq!(all(&opened(&store).0), sample.entries);
        let after = fs::read(store.join("journal/00000000000000000000.jsonl")).expect("readable");
        assert_eq!(before, after, "a journal built anew is byte for byte the one lost");
    }
}

#[test]
fn two_damaged_copies_complete_each_other_or_are_salvaged() {
    let sample = Sample::new(300);
    let journal = "journal/00000000000000000000.jsonl";
    let (_folder, store) = sample.victim();
    let at = fs::metadata(store.join(journal)).expect("there").len() as usize * 8 / 10;
    flip(&store.join(journal), at);
    let mut db = fs::read(store.join("sled/db")).expect("readable");
    let last = db.iter().rposition(|byte| *byte != 0).expect("not empty");
    db[last - 40] ^= 1;
    fs::write(store.join("sled/db"), db).expect("writable");
    let report = verified(&store);
    assert!(!report.is_sound());
    let done = repair(&store, None, streams(), &read_in_child).expect("one way or the other");
    match &done.salvage {
        None => assert_eq!(all(&opened(&store).0), sample.entries),
        Some(path) => {
            assert!(!done.missing.is_empty(), "{done:?}");
            assert_eq!(fs::read_to_string(path).expect("readable").lines().count() as u64, done.entries);
        }
    }
    // With sled gone altogether, what the journal lost is lost: everything else is salvaged, and named.
    let (_folder, store) = sample.victim();
    flip(&store.join(journal), at);
    fs::remove_dir_all(store.join("sled")).expect("removed");
    let done = repair(&store, None, streams(), &read_in_child).expect("salvaged");
    let lost: u64 = done.missing.iter().map(|(first, last)| last - first + 1).sum();
    assert_eq!(done.entries + lost, sample.entries.len() as u64, "{done:?}");
    let salvaged = fs::read_to_string(done.salvage.expect("a file")).expect("readable");
    assert!(salvaged.lines().all(|line| Entry::from_line(line).is_ok()));
}

#[test]
fn two_histories_are_not_chosen_between() {
    let folder = tempfile::tempdir().expect("a folder");
    let (one, other) = (folder.path().join("one"), folder.path().join("other"));
    filled(&one, 20);
    copy(&one, &other);
    for (store, key) in [(&one, "mine"), (&other, "theirs")] {
        opened(store).0.append(batch(key, &[1]), &mut Script::at(500)).expect("appended");
    }
    let theirs = all(&opened(&other).0);
    fs::remove_dir_all(one.join("sled")).expect("removed");
    copy(&other.join("sled"), &one.join("sled"));
    assert!(matches!(Store::open(&one, streams()).err(), Some(LogError::Damaged { .. })));
    assert!(!verified(&one).is_sound());
    assert!(matches!(repair(&one, None, streams(), &read_in_child), Err(LogError::Choose { .. })));
    let done = repair(&one, Some(Copy::Sled), streams(), &read_in_child).expect("chosen");
    assert_eq!(done.aside, [one.join("journal.damaged-1")]);
    assert_eq!(all(&opened(&one).0), theirs);
    assert!(verified(&one).is_sound());
}

#[test]
fn an_interrupted_repair_is_finished() {
    let sample = Sample::new(10);
    let (_folder, store) = sample.victim();
    fs::rename(store.join("journal"), store.join("journal.new")).expect("renamed");
    fs::remove_dir_all(store.join("sled")).expect("removed");
    assert!(Store::open(&store, streams()).is_err());
    repair(&store, None, streams(), &read_in_child).expect("finished");
    assert_eq!(all(&opened(&store).0), sample.entries);
}

#[test]
fn what_does_not_belong_into_the_journal_is_found() {
    let sample = Sample::new(3);
    for name in ["notes.txt", "00000000000000000001.jsonl", "1.jsonl"] {
        let (_folder, store) = sample.victim();
        fs::write(store.join("journal").join(name), "hello\n").expect("written");
        let report = verified(&store);
        assert!(!report.is_sound() || !report.notices.is_empty(), "{name}: {report:?}");
    }
}

#[test]
fn a_child_that_hangs_or_dies_is_survived() {
    let run = |script: &str| {
        let mut command = Command::new("sh");
        command.args(["-c", script]);
        SledReading::from_child_within(command, Duration::from_millis(300)).expect("it starts")
    };
    let sample = Sample::new(2);
    for script in ["sleep 60", "kill -9 $$", "printf 'coachlog reading of sled 1\\nnonsense\\n'; exit 101", "true"] {
        let report = verify(&sample.store(), Duration::from_secs(1), &Streams, &|_: &Path| Ok(run(script)));
        assert!(!report.is_sound(), "{script}");
    }
    let report = verify(&sample.store(), Duration::from_secs(1), &Streams, &|_: &Path| panic!("not even that"));
    assert!(!report.is_sound());
}
