//! The fear: the order is carried out half, and the text comes back; or the log does not open any more.

#[path = "../../tests/log_support/search.rs"]
mod search;

use super::*;
use crate::{
    id::Id,
    log::{
        Memory, NewEntry, NoProjection, Open, doctor, request_hash,
        verify::{Report, SledReading, read_sled_copy, verify},
    },
};
use chrono::{DateTime, NaiveDate, Utc};
use search::files_with;
use serde_json::{Map, Value, json};
use std::{cell::Cell, time::Duration};

thread_local! {
    static LEFT: Cell<Option<u32>> = const { Cell::new(None) };
}

/// A place where the process may die: the test says at which.
pub(super) fn step() -> Result<(), LogError> {
    match LEFT.get() {
        Some(0) => Err(LogError::Unfit { what: "killed here".into() }),
        Some(left) => {
            LEFT.set(Some(left - 1));
            Ok(())
        }
        None => Ok(()),
    }
}

const WORD: &str = "slander that was found false";
const TARGETS: [u64; 3] = [3, 5, 140];

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
    Open { wait: Duration::ZERO, projector: Box::new(NoProjection), durability: Durability::EachBatch }
}

fn batch(key: &str, kind: &str, fields: Value) -> Batch {
    let Value::Object(fields) = fields else { unreachable!("an object") };
    let fields: Map<_, _> = fields;
    let actor = Id::from_bytes([1; 8]);
    let entry = NewEntry {
        stream: actor,
        actor,
        role: "hr".into(),
        behalf: None,
        class: "hr".into(),
        retention: "records".into(),
        cause: None,
        kind: kind.into(),
        occurred_on: NaiveDate::from_ymd_opt(2025, 7, 1).expect("a day"),
        fields,
    };
    Batch { request: request_hash(actor, key), expected: Vec::new(), entries: vec![entry] }
}

fn order(targets: &[u64]) -> Batch {
    batch("the order", destruction::CONTENT_DESTROYED, json!({ "order": 1, "targets": targets }))
}

/// A store of 150 entries, so that one block is full, with the words in three of them, and a damaged copy beside it.
fn filled(store: &Path) {
    let mut log = Store::create(store, Open { durability: Durability::OnClose, ..open() }).expect("created");
    for n in 0..150_u64 {
        let text = if TARGETS.contains(&n) { format!("{WORD} {n}") } else { format!("entry {n}") };
        log.append(batch(&format!("key {n}"), "noted", json!({ "text": text })), &mut Fixed).expect("appended");
    }
    log.close().expect("closed");
    fs::create_dir(store.join("journal.damaged-1")).expect("made");
    fs::write(store.join("journal.damaged-1/00000000000000000000.jsonl"), WORD).expect("written");
}

fn read(sled: &Path) -> Result<SledReading, String> {
    let mut spool = tempfile::tempfile().map_err(|e| e.to_string())?;
    read_sled_copy(sled, &mut spool).map_err(|e| e.to_string())?;
    SledReading::from_spool(spool)
}

fn verified(store: &Path) -> Report {
    verify(store, Duration::ZERO, &NoProjection, &read)
}

fn bare(log: &dyn Log) -> Vec<u64> {
    let entries = log.since(0).expect("readable").map(|entry| entry.expect("right"));
    entries.filter(|entry| entry.body.is_none()).map(|entry| entry.header.seq).collect()
}

/// What must be true once a destruction is over: it is verified, it goes on, and the words are in no file.
fn over(store: &Path, what: &str) {
    let (mut log, _) = Store::open(store, open()).unwrap_or_else(|error| panic!("{what}: {error}"));
    assert_eq!(bare(&log), TARGETS, "{what}");
    log.append(batch("after", "noted", json!({})), &mut Fixed).expect("recording goes on");
    drop(log);
    let report = verified(store);
    assert!(report.is_sound() && report.notices.is_empty(), "{what}: {report:?}");
    assert_eq!(files_with(store, WORD), Vec::<String>::new(), "{what}");
    let names = |name: &str| store.join(name).exists();
    assert!(!names(MARK) && !names("journal.old") && !names("sled.old") && !names(FRESH), "{what}");
}

#[test]
fn what_was_destroyed_is_in_no_file_and_the_log_still_verifies() {
    let folder = tempfile::tempdir().expect("a folder");
    filled(folder.path());
    assert_eq!(files_with(folder.path(), WORD).len(), 3, "the search finds it in both copies and in what was aside");
    let mut log = Store::open(folder.path(), open()).expect("opened").0;
    let before: Vec<_> = log.since(0).expect("readable").map(|entry| entry.expect("right").hash()).collect();
    let recorded = log.destroy(order(&TARGETS), &mut Fixed).expect("destroyed");
    assert_eq!(recorded[0].header.seq, 150);
    assert_eq!(bare(&log), TARGETS);
    let after: Vec<_> = log.since(0).expect("readable").map(|entry| entry.expect("right").hash()).collect();
    assert_eq!(after[..150], before, "every header stays, and so every proof");
    drop(log);
    over(folder.path(), "at once");
}

#[test]
fn a_destruction_killed_at_any_step_ends_with_the_bodies_gone() {
    let folder = tempfile::tempdir().expect("a folder");
    let whole = folder.path().join("whole");
    filled(&whole);
    let mut steps = 0;
    loop {
        let store = folder.path().join(format!("killed-{steps}"));
        crate::log::index::copy_folder(&whole, &store).expect("copied");
        let mut log = Store::open(&store, open()).expect("opened").0;
        LEFT.set(Some(steps));
        let done = log.destroy(order(&TARGETS), &mut Fixed);
        LEFT.set(None);
        drop(log);
        match done {
            Ok(_) => break,
            Err(LogError::Unfit { .. }) => {
                assert!(!is_under_way(&store), "step {steps}: nothing was recorded, so nothing is under way");
                let (mut log, _) = Store::open(&store, open()).expect("opened");
                assert_eq!(bare(&log), Vec::<u64>::new());
                log.destroy(order(&TARGETS), &mut Fixed).expect("destroyed");
            }
            Err(LogError::Recorded { first: 150, last: 150, .. }) => {
                // The opening that goes on with it dies too, one step further each time.
                for again in (0..).step_by(3) {
                    LEFT.set(Some(again));
                    let opened = Store::open(&store, open());
                    LEFT.set(None);
                    if opened.is_ok() {
                        break;
                    }
                }
            }
            Err(error) => panic!("step {steps}: {error}"),
        }
        over(&store, &format!("step {steps}"));
        fs::remove_dir_all(&store).expect("removed");
        steps += 1;
    }
    assert!(steps > 10, "only {steps} steps");
}

#[test]
fn a_body_that_is_gone_without_an_order_is_damage() {
    let folder = tempfile::tempdir().expect("a folder");
    let store = folder.path();
    filled(store);
    let segment = store.join("journal/00000000000000000000.jsonl");
    let text = fs::read_to_string(&segment).expect("readable");
    let lines = text.lines().enumerate().map(|(n, line)| match n {
        7 => super::bare(Entry::from_line(line).expect("an entry")).1,
        _ => line.to_owned(),
    });
    let lines: Vec<_> = lines.collect();
    fs::write(&segment, lines.join("\n") + "\n").expect("written");
    let mut head = crate::log::journal::HeadFile::read(store).expect("a head");
    let shorter = text.len() as u64 - lines.join("\n").len() as u64 - 1;
    (head.last, head.length) = (head.last - shorter, head.length - shorter);
    head.write(&mut Folder(store.join(JOURNAL))).expect("written");
    let report = verified(store);
    assert!(report.findings.iter().any(|finding| finding.place.contains("#7")), "{report:?}");
    let repair = doctor::repair(store, None, open(), &read).expect("sled has it still");
    assert_eq!(repair.entries, 150);
    let report = verified(store);
    assert!(report.is_sound(), "{report:?}");
    assert_eq!(bare(&Store::open(store, open()).expect("opened").0), Vec::<u64>::new(), "it is there again");
}

#[test]
fn doctor_never_gives_back_what_was_destroyed() {
    let folder = tempfile::tempdir().expect("a folder");
    let (before, store) = (folder.path().join("before"), folder.path().join("store"));
    filled(&before);
    crate::log::index::copy_folder(&before, &store).expect("copied");
    let mut log = Store::open(&store, open()).expect("opened").0;
    log.destroy(order(&TARGETS), &mut Fixed).expect("destroyed");
    drop(log);
    // Somebody puts back the sled of before, and the journal loses a line.
    fs::remove_dir_all(store.join(SLED)).expect("removed");
    crate::log::index::copy_folder(&before.join(SLED), &store.join(SLED)).expect("copied");
    let segment = store.join("journal/00000000000000000000.jsonl");
    let mut bytes = fs::read(&segment).expect("readable");
    bytes[40] ^= 1;
    fs::write(&segment, bytes).expect("written");
    assert!(!verified(&store).is_sound());
    let repair = doctor::repair(&store, None, open(), &read).expect("put together from both");
    assert_eq!((repair.entries, repair.aside), (151, Vec::new()), "what would give it back is not kept aside");
    over(&store, "after doctor");
}

#[test]
fn a_body_that_is_there_though_its_destruction_is_recorded_is_found_and_destroyed() {
    let folder = tempfile::tempdir().expect("a folder");
    let store = folder.path();
    filled(store);
    let mut log = Store::open(store, open()).expect("opened").0;
    LEFT.set(Some(1));
    log.destroy(order(&TARGETS), &mut Fixed).expect_err("killed once it was recorded");
    LEFT.set(None);
    drop(log);
    let report = verified(store);
    let waiting = report.findings.iter().filter(|finding| finding.what.contains("is still there")).count();
    assert_eq!(waiting, TARGETS.len(), "{report:?}");
    // Even where the mark was lost: doctor finishes it.
    fs::remove_file(store.join(MARK)).expect("removed");
    doctor::repair(store, None, open(), &read).expect("finished");
    over(store, "without the mark");
}

#[test]
fn what_the_log_rests_on_is_never_destroyed() {
    let folder = tempfile::tempdir().expect("a folder");
    filled(folder.path());
    let mut log = Store::open(folder.path(), open()).expect("opened").0;
    log.destroy(order(&TARGETS), &mut Fixed).expect("destroyed");
    let mut twin = Memory::new(Box::new(NoProjection));
    twin.append(batch("first", "noted", json!({})), &mut Fixed).expect("appended");
    let again = |targets: Value| batch("again", destruction::CONTENT_DESTROYED, json!({ "targets": targets }));
    for wrong in
        [json!([150]), json!([3]), json!([151]), json!([7, 4]), json!([4, 4]), json!([]), json!("4"), json!([-1])]
    {
        let refused = log.destroy(again(wrong.clone()), &mut Fixed).expect_err("it cannot be");
        assert!(matches!(refused, LogError::Unfit { .. }), "{wrong}: {refused}");
    }
    let noted = log.destroy(batch("noted", "noted", json!({ "targets": [4] })), &mut Fixed);
    assert!(matches!(noted, Err(LogError::Unfit { .. })));
    for log in [&mut log as &mut dyn Log, &mut twin] {
        let staged = log.stage(again(json!([0])), &mut Fixed).expect_err("only by carrying it out");
        assert!(matches!(staged, LogError::Unfit { .. }));
    }
    assert_eq!(log.head().expect("entries").seq, 150, "nothing was recorded");
}
