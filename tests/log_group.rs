//! The fear: batches made durable together are told apart wrongly: half of one kept, one lost that was acknowledged,
//! one kept that was refused, or another log than if each had been appended by itself.

#[path = "log_support/folders.rs"]
mod folders;
#[path = "log_support/killed.rs"]
mod killed;
mod log_support;

use coachlog::log::{
    Batch, Entry, Log, LogError, Memory, Store, request_hash,
    verify::{SledReading, read_sled_copy, verify},
};
use folders::copy;
use killed::killed_while_it_records;
use log_support::{Script, Streams, all, batch, filled, id, opened, streams};
use proptest::prelude::*;
use std::{env, fs, path::Path, time::Duration};

const SEGMENT: &str = "journal/00000000000000000000.jsonl";
const STORE: &str = "COACHLOG_TEST_STORE";

fn on_both(contract: impl Fn(&mut dyn Log)) {
    contract(&mut Memory::new(Box::new(Streams)));
    let folder = tempfile::tempdir().expect("a folder");
    contract(&mut Store::create(folder.path(), streams()).expect("created"));
}

/// Everything that can be seen of a log from outside.
fn seen(log: &dyn Log) -> Vec<String> {
    let mut told: Vec<String> = all(log).iter().map(Entry::to_line).collect();
    for stream in 0..5 {
        told.push(format!("{:?} {:?}", log.stream_len(id(stream)), log.stream(id(stream))));
    }
    for key in 0..12 {
        told.push(format!("{:?}", log.request(&request_hash(id(200), &format!("{key}")))));
    }
    let end = log.head().map_or(0, |head| head.seq + 1);
    for seq in [end / 2, end.saturating_sub(3), end.saturating_sub(1), end] {
        told.push(format!("{:?} {}", log.entry(seq), log.since(seq).expect("read").count()));
    }
    told.push(format!("{:?} {:?}", log.head(), log.projection()));
    told
}

#[test]
fn what_is_staged_is_seen_at_once_and_recorded_together() {
    on_both(|log| {
        let mut stamp = Script::at(0);
        log.append(batch("0", &[1, 2]), &mut stamp).expect("appended");
        let one = log.stage(batch("1", &[2, 3]), &mut stamp).expect("staged");
        let decided = Batch { expected: vec![(id(2), 2), (id(3), 1), (id(4), 0)], ..batch("2", &[3, 4]) };
        let two = log.stage(decided, &mut stamp).expect("decided on what is staged");
        assert_eq!((two[0].header.seq, two[0].header.version), (4, 1));
        assert_eq!(two[0].header.stream_prev, Some(one[1].hash()));
        assert_eq!(log.request(&request_hash(id(200), "1")).expect("read"), Some((2, 2)));
        assert_eq!(log.entry(3).expect("read").as_ref(), Some(&one[1]));
        assert_eq!(log.stream(id(3)).expect("read"), [one[1].clone(), two[0].clone()]);
        let blob = [1, 2, 3, 4].map(|stream| format!("{} ", id(stream))).concat();
        assert_eq!(log.projection().expect("read"), Some(blob.into_bytes()));
        let before = seen(log);
        log.commit().expect("recorded");
        assert_eq!(seen(log), before);
        log.commit().expect("there is nothing to record");
        log.stage(batch("3", &[1]), &mut stamp).expect("staged");
        let last = log.append(batch("4", &[1]), &mut stamp).expect("appended with what was staged");
        assert_eq!((last[0].header.seq, last[0].header.version), (7, 2));
    });
}

#[test]
fn a_refused_batch_leaves_what_was_staged_before_it() {
    on_both(|log| {
        log.append(batch("0", &[1, 2]), &mut Script::at(0)).expect("appended");
        log.stage(batch("1", &[1]), &mut Script::at(20)).expect("staged");
        let before = seen(log);
        let stale = Batch { expected: vec![(id(1), 1)], ..batch("2", &[1]) };
        let mut refuse = |batch: Batch, second| log.stage(batch, &mut Script::at(second)).expect_err("refused");
        assert!(matches!(refuse(stale, 21), LogError::Conflict { expected: 1, actual: 2, .. }));
        assert!(matches!(refuse(batch("1", &[2]), 21), LogError::RequestUsed { first: 2, count: 1 }));
        assert!(matches!(refuse(batch("2", &[2]), 3), LogError::ClockBehind { .. }));
        let mut wrong = batch("2", &[1, 2]);
        wrong.entries[1].kind = "A".into();
        assert!(matches!(refuse(wrong, 21), LogError::Unfit { .. }));
        assert_eq!(seen(log), before);
        log.commit().expect("recorded");
        assert_eq!(seen(log), before);
    });
}

#[test]
fn what_is_staged_and_never_committed_has_not_happened() {
    let folder = tempfile::tempdir().expect("a folder");
    let entries = filled(folder.path(), 4);
    let bytes = fs::read(folder.path().join(SEGMENT)).expect("readable");
    for close in [true, false] {
        let (mut log, _) = opened(folder.path());
        log.stage(batch("staged", &[1, 2]), &mut Script::at(900)).expect("staged");
        if close {
            log.close().expect("closed")
        } else {
            drop(log)
        }
        assert_eq!(fs::read(folder.path().join(SEGMENT)).expect("readable"), bytes);
        let (log, notices) = opened(folder.path());
        assert_eq!((all(&log), notices), (entries.clone(), vec![]));
    }
}

/// The segments of a journal: their names and bytes.
fn segments(store: &Path) -> Vec<(String, Vec<u8>)> {
    let items = fs::read_dir(store.join("journal")).expect("readable").map(|item| item.expect("readable"));
    let mut found: Vec<_> = items
        .filter(|item| item.path().extension().is_some())
        .map(|item| (item.file_name().to_string_lossy().into_owned(), fs::read(item.path()).expect("readable")))
        .collect();
    found.sort();
    found
}

/// Stages each batch in a log and commits after those that are marked; what is seen before and after closing it.
fn grouped(store: &Path, batches: &[(Batch, i64, bool)]) -> Vec<String> {
    let mut log = Store::create(store, streams()).expect("created");
    let mut told = Vec::new();
    for (batch, second, commit) in batches {
        told.push(format!("{:?}", log.stage(batch.clone(), &mut Script::at(*second)).map_err(|e| e.to_string())));
        if *commit {
            log.commit().expect("recorded");
        }
    }
    told.extend(seen(&log));
    log.commit().expect("recorded");
    drop(log);
    let (log, notices) = opened(store);
    assert_eq!(notices, Vec::<String>::new());
    told.extend(seen(&log));
    told
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 24, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn however_batches_are_grouped_the_log_is_the_same(
        batches in prop::collection::vec(
            (0..12_u8, prop::collection::vec(0..5_u8, 0..40), prop::option::weighted(0.2, 0..6_u64), any::<bool>()),
            0..14,
        ),
        late in prop::collection::vec(-7..20_i64, 14),
    ) {
        let mut second = 1000;
        let batches: Vec<_> = batches.iter().zip(late).map(|((key, to, expected, commit), late)| {
            second += late;
            let expected = expected.iter().map(|count| (id(0), *count)).collect();
            (Batch { expected, ..batch(&format!("{key}"), to) }, second, *commit)
        }).collect();
        let singly: Vec<_> = batches.iter().map(|(batch, second, _)| (batch.clone(), *second, true)).collect();
        let folder = tempfile::tempdir().expect("a folder");
        let (one, many) = (folder.path().join("one"), folder.path().join("many"));
        prop_assert_eq!(grouped(&many, &batches), grouped(&one, &singly));
        prop_assert_eq!(segments(&many), segments(&one));
    }
}

#[test]
fn a_group_goes_on_in_a_new_segment_where_single_batches_would() {
    let folder = tempfile::tempdir().expect("a folder");
    let batches = || {
        let mut batches: Vec<_> = (0..5).map(|n| (batch(&format!("{n}"), &[1, 2]), n)).collect();
        for (batch, _) in &mut batches[..3] {
            batch.entries[0].fields.insert("long".into(), "x".repeat(3 << 20).into());
        }
        batches
    };
    let stores = [true, false].map(|singly| {
        let store = folder.path().join(format!("{singly}"));
        let mut log = Store::create(&store, streams()).expect("created");
        for (batch, second) in batches() {
            log.stage(batch, &mut Script::at(second)).expect("staged");
            if singly {
                log.commit().expect("recorded");
            }
        }
        log.commit().expect("recorded");
        segments(&store)
    });
    assert_eq!(stores[0].len(), 2, "the fourth batch begins a segment");
    assert_eq!(stores[0], stores[1]);
}

/// A store, and the bytes that committing three batches together adds to its journal, with the entries of each.
struct Group {
    folder: tempfile::TempDir,
    entries: Vec<Entry>,
    batches: Vec<Vec<Entry>>,
    start: usize,
    written: Vec<u8>,
}

impl Group {
    fn new() -> Self {
        let folder = tempfile::tempdir().expect("a folder");
        let (before, after) = (folder.path().join("before"), folder.path().join("after"));
        let entries = filled(&before, 8);
        copy(&before, &after);
        let (mut log, _) = opened(&after);
        let mut stamp = Script::at(900);
        let mut stage = |key: &str, to: &[u8]| log.stage(batch(key, to), &mut stamp).expect("staged");
        let batches = vec![stage("one", &[1, 2]), stage("two", &[1]), stage("three", &[3, 1])];
        log.commit().expect("recorded");
        let start = fs::metadata(before.join(SEGMENT)).expect("there").len() as usize;
        let written = fs::read(after.join(SEGMENT)).expect("readable");
        Self { folder, entries, batches, start, written }
    }

    /// Opens a copy of the store of before with these bytes in its journal, and says how many batches are there.
    fn opens_with(&self, bytes: &[u8], what: &str) -> usize {
        let store = self.folder.path().join("kept");
        let _ = fs::remove_dir_all(&store);
        copy(&self.folder.path().join("before"), &store);
        fs::write(store.join(SEGMENT), bytes).expect("written");
        let (log, notices) = opened(&store);
        let found = all(&log);
        let whole = (0..=self.batches.len())
            .find(|count| found == [self.entries.clone(), self.batches[..*count].concat()].concat());
        let whole = whole.unwrap_or_else(|| panic!("{what}: half of a batch is there, or another one"));
        let length = fs::metadata(store.join(SEGMENT)).expect("there").len() as usize;
        assert_eq!(length, self.ends()[whole], "{what}: what is not whole is cut");
        assert!(notices.len() <= 2, "{what}: {notices:?}");
        whole
    }

    /// Where the journal ends after none, one, two or all of the batches.
    fn ends(&self) -> Vec<usize> {
        let lengths =
            self.batches.iter().map(|batch| batch.iter().map(|entry| entry.to_line().len() + 1).sum::<usize>());
        let ends = lengths.scan(self.start, |end, length| {
            *end += length;
            Some(*end)
        });
        [self.start].into_iter().chain(ends).collect()
    }
}

#[test]
fn a_group_cut_at_any_byte_keeps_whole_batches() {
    let group = Group::new();
    let ends = group.ends();
    let near = |at: usize| ends.iter().any(|end| at.abs_diff(*end) < 3);
    for at in (group.start..=group.written.len()).filter(|at| at % 89 == 0 || near(*at)) {
        let expected = ends.iter().filter(|end| **end <= at).count() - 1;
        assert_eq!(group.opens_with(&group.written[..at], &format!("cut at {at}")), expected);
    }
}

#[test]
fn a_group_whose_middle_was_never_written_ends_before_it() {
    let group = Group::new();
    let ends = group.ends();
    for from in (group.start..group.written.len()).step_by(193) {
        for length in [1, 300, 700] {
            let mut bytes = group.written.clone();
            let to = (from + length).min(bytes.len());
            bytes[from..to].fill(0);
            let expected = ends.iter().filter(|end| **end <= from).count() - 1;
            assert_eq!(group.opens_with(&bytes, &format!("{length} bytes from {from} on")), expected);
        }
    }
}

#[test]
fn a_flipped_bit_in_a_group_is_damage_and_never_cut() {
    let group = Group::new();
    let store = group.folder.path().join("before");
    let mut bytes = group.written.clone();
    bytes[group.start + 30] ^= 1;
    fs::write(store.join(SEGMENT), &bytes).expect("written");
    assert!(matches!(Store::open(&store, streams()).err(), Some(LogError::Damaged { .. })));
    assert_eq!(fs::read(store.join(SEGMENT)).expect("readable"), bytes);
}

#[test]
fn a_kill_between_the_journal_and_sled_is_no_damage() {
    let group = Group::new();
    let (before, after) = (group.folder.path().join("before"), group.folder.path().join("after"));
    for head in ["before", "after"] {
        let store = group.folder.path().join("killed");
        let _ = fs::remove_dir_all(&store);
        copy(&after, &store);
        fs::remove_dir_all(store.join("sled")).expect("removed");
        copy(&before.join("sled"), &store.join("sled"));
        fs::copy(group.folder.path().join(head).join("journal/head"), store.join("journal/head")).expect("copied");
        let report = verify(&store, Duration::from_secs(5), &Streams, &|sled: &Path| {
            let mut spool = tempfile::tempfile().map_err(|e| e.to_string())?;
            read_sled_copy(sled, &mut spool).map_err(|e| e.to_string())?;
            SledReading::from_spool(spool)
        });
        assert!(report.is_sound() && !report.notices.is_empty(), "head of {head}: {report:?}");
        assert_eq!(all(&opened(&store).0), [group.entries.clone(), group.batches.concat()].concat());
    }
}

/// Not a test of its own: the process that is killed.
#[test]
fn child_records_in_groups() {
    let Some(store) = env::var_os(STORE) else { return };
    let (mut log, _) = opened(Path::new(&store));
    for n in log.head().map_or(0, |head| head.seq + 1).. {
        for part in 0..4 {
            let stamp = &mut Script::at(1_000 + n as i64);
            log.stage(batch(&format!("killed {n} {part}"), &[1, 2, 3]), stamp).expect("staged");
        }
        log.commit().expect("recorded");
        println!("acknowledged {}", log.head().expect("entries").seq);
    }
}

#[test]
fn a_process_killed_while_it_commits_groups_loses_nothing_it_acknowledged() {
    killed_while_it_records("child_records_in_groups", STORE);
}
