//! The fear: the command is killed, or the power fails, in the middle of recording.
//!
//! A batch is there whole or not at all; what was acknowledged is there. Once by cutting the files at every byte of
//! the last batch, once by killing a process that records as fast as it can.

#[path = "log_support/folders.rs"]
mod folders;
#[path = "log_support/killed.rs"]
mod killed;
mod log_support;

use coachlog::log::{Log, LogError, Store};
use folders::copy;
use killed::killed_while_it_records;
use log_support::{Script, all, batch, filled, opened, streams};
use std::{env, fs, fs::OpenOptions, io::Write, path::Path};

const SEGMENT: &str = "journal/00000000000000000000.jsonl";
const STORE: &str = "COACHLOG_TEST_STORE";

fn length(path: &Path) -> u64 {
    fs::metadata(path).expect("there").len()
}

fn cut(path: &Path, to: u64) {
    OpenOptions::new().write(true).open(path).expect("writable").set_len(to).expect("cut");
}

#[test]
fn a_batch_cut_at_any_byte_is_there_whole_or_not_at_all() {
    let folder = tempfile::tempdir().expect("a folder");
    let (before, after) = (folder.path().join("before"), folder.path().join("after"));
    let entries = filled(&before, 8);
    copy(&before, &after);
    let last = opened(&after).0.append(batch("last", &[1, 2]), &mut Script::at(900)).expect("appended");
    let (start, end) = (length(&before.join(SEGMENT)), length(&after.join(SEGMENT)));
    let written = fs::read(after.join(SEGMENT)).expect("readable");
    let both = [entries.clone(), last].concat();
    // Neither sled nor the head file has the batch yet: the journal alone decides. Every byte near the ends of the
    // lines, and every 23rd in between.
    let first_line = start + written[start as usize..].iter().position(|byte| *byte == b'\n').expect("a line") as u64;
    let near = |at: u64, to: u64| at.abs_diff(to) < 4;
    let cuts = (start..=end).filter(|at| at % 23 == 0 || near(*at, start) || near(*at, first_line) || near(*at, end));
    for at in cuts {
        let mut segment = OpenOptions::new().append(true).open(before.join(SEGMENT)).expect("writable");
        segment.write_all(&written[start as usize..at as usize]).expect("written");
        drop(segment);
        let kept = before.with_extension("kept");
        let _ = fs::remove_dir_all(&kept);
        if at == end {
            copy(&before, &kept);
        }
        let store = if at == end { &kept } else { &before };
        let (log, notices) = opened(store);
        let expected = if at == end { &both } else { &entries };
        assert_eq!(&all(&log), expected, "cut at {at} of {start}..{end}");
        assert_eq!(notices.len(), usize::from(at != start), "cut at {at}: {notices:?}");
        drop(log);
        assert_eq!(length(&store.join(SEGMENT)), if at == end { end } else { start });
    }
}

#[test]
fn a_batch_sled_has_is_not_cut_but_damage() {
    let folder = tempfile::tempdir().expect("a folder");
    filled(folder.path(), 3);
    let (head, start) = (fs::read(folder.path().join("journal/head")), length(&folder.path().join(SEGMENT)));
    opened(folder.path()).0.append(batch("last", &[1, 2]), &mut Script::at(900)).expect("appended");
    // The head file of before: the rename was lost, while sled's file was not.
    fs::write(folder.path().join("journal/head"), head.expect("readable")).expect("written");
    cut(&folder.path().join(SEGMENT), start + 9);
    let refused = Store::open(folder.path(), streams()).err().expect("sled has the batch");
    assert!(matches!(refused, LogError::Damaged { .. }), "{refused}");
    assert!(refused.to_string().contains("coach doctor"), "{refused}");
    assert_eq!(length(&folder.path().join(SEGMENT)), start + 9, "nothing was cut");
}

#[test]
fn a_broken_batch_before_another_is_damage() {
    let folder = tempfile::tempdir().expect("a folder");
    filled(folder.path(), 3);
    let head = fs::read(folder.path().join("journal/head")).expect("readable");
    let start = length(&folder.path().join(SEGMENT)) as usize;
    copy(&folder.path().join("sled"), &folder.path().join("old"));
    for key in ["one", "two"] {
        opened(folder.path()).0.append(batch(key, &[1]), &mut Script::at(900)).expect("appended");
    }
    fs::write(folder.path().join("journal/head"), head).expect("written");
    fs::remove_dir_all(folder.path().join("sled")).expect("removed");
    fs::rename(folder.path().join("old"), folder.path().join("sled")).expect("renamed");
    let mut bytes = fs::read(folder.path().join(SEGMENT)).expect("readable");
    bytes[start + 30] ^= 1;
    fs::write(folder.path().join(SEGMENT), bytes).expect("written");
    assert!(matches!(Store::open(folder.path(), streams()).err(), Some(LogError::Damaged { .. })));
}

#[test]
fn a_batch_whose_head_was_lost_is_adopted() {
    let folder = tempfile::tempdir().expect("a folder");
    let mut entries = filled(folder.path(), 3);
    let head = fs::read(folder.path().join("journal/head")).expect("readable");
    entries.extend(opened(folder.path()).0.append(batch("last", &[1, 2]), &mut Script::at(900)).expect("appended"));
    fs::write(folder.path().join("journal/head"), &head).expect("written");
    assert_eq!(all(&opened(folder.path()).0), entries);
    assert_ne!(fs::read(folder.path().join("journal/head")).expect("readable"), head);
}

/// Not a test of its own: the process that is killed.
#[test]
fn child_records() {
    let Some(store) = env::var_os(STORE) else { return };
    let (mut log, _) = opened(Path::new(&store));
    for n in log.head().map_or(0, |head| head.seq + 1).. {
        let entries = log.append(batch(&format!("killed {n}"), &[1, 2, 3]), &mut Script::at(1_000 + n as i64));
        println!("acknowledged {}", entries.expect("appended")[2].header.seq);
    }
}

#[test]
fn a_killed_process_loses_nothing_it_acknowledged() {
    killed_while_it_records("child_records", STORE);
}
