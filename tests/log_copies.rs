//! Backup and restore, export and import: what leaves a store comes back as it was, or not at all.

mod log_support;

use coachlog::log::{
    Log, LogError, Store,
    copies::{backup, export, import, restore},
    is_store,
    journal::Reader,
};
use log_support::{Script, all, batch, filled, opened, streams};
use std::fs;

#[test]
fn a_backup_is_taken_while_the_store_is_held_and_restores_whole() {
    let folder = tempfile::tempdir().expect("a folder");
    let (store, saved, new) = (folder.path().join("store"), folder.path().join("saved"), folder.path().join("new"));
    let mut entries = filled(&store, 60);
    let (mut log, _) = opened(&store);
    entries.extend(log.append(batch("held", &[1]), &mut Script::at(900)).expect("appended"));
    let head = backup(&store, &saved).expect("no lock is needed");
    assert_eq!(head, log.head());
    log.append(batch("after", &[1]), &mut Script::at(901)).expect("appended");
    assert!(matches!(backup(&store, &saved), Err(LogError::Exists { .. })));
    assert!(!is_store(&saved));
    assert!(matches!(Store::open(&saved, streams()).err(), Some(LogError::NotAStore { .. })));
    assert_eq!(restore(&saved, &new, streams()).expect("restored"), head);
    assert_eq!(all(&opened(&new).0), entries);
    assert!(matches!(restore(&saved, &new, streams()), Err(LogError::Exists { .. })));
}

#[test]
fn a_damaged_backup_is_not_restored() {
    let folder = tempfile::tempdir().expect("a folder");
    let (store, saved, new) = (folder.path().join("store"), folder.path().join("saved"), folder.path().join("new"));
    filled(&store, 10);
    backup(&store, &saved).expect("saved");
    let segment = saved.join("journal/00000000000000000000.jsonl");
    let mut bytes = fs::read(&segment).expect("readable");
    let middle = bytes.len() / 2;
    bytes[middle] ^= 1;
    fs::write(&segment, bytes).expect("writable");
    assert!(matches!(restore(&saved, &new, streams()), Err(LogError::Damaged { .. })));
    assert!(!is_store(&new));
}

#[test]
fn an_export_imports_into_an_empty_store_only() {
    let folder = tempfile::tempdir().expect("a folder");
    let (store, new) = (folder.path().join("store"), folder.path().join("new"));
    let entries = filled(&store, 20);
    let mut lines = Vec::new();
    assert_eq!(export(&store, &mut lines).expect("exported"), entries.len() as u64);
    drop(Store::create(&new, streams()).expect("an empty store"));
    import(&new, &mut lines.as_slice(), streams()).expect("imported");
    assert_eq!(all(&opened(&new).0), entries);
    assert!(matches!(import(&new, &mut lines.as_slice(), streams()), Err(LogError::Exists { .. })));
    let segment = "journal/00000000000000000000.jsonl";
    assert_eq!(fs::read(store.join(segment)).expect("read"), fs::read(new.join(segment)).expect("read"));
}

#[test]
fn an_import_names_the_line_at_fault_and_keeps_nothing() {
    let folder = tempfile::tempdir().expect("a folder");
    let (store, new) = (folder.path().join("store"), folder.path().join("new"));
    filled(&store, 20);
    let mut exported = Vec::new();
    export(&store, &mut exported).expect("exported");
    let text = String::from_utf8(exported).expect("text");
    let lines: Vec<&str> = text.lines().collect();
    let without = |gone: usize| {
        let kept = lines.iter().enumerate().filter(|(at, _)| *at != gone);
        kept.map(|(_, line)| format!("{line}\n")).collect::<String>()
    };
    let cases = [
        (without(4), "line 5 "),
        (text.replacen("entry 5", "entry 6", 1), "line"),
        (format!("{text}{}\n", lines[3]), "line 40 "),
        (text[..text.len() - 1].to_owned(), "line 39 "),
        (format!("{}\n", lines[..2].join("\n")), "line 3 "),
        (text.replacen("{\"body\"", "{ \"body\"", 1), "line 1 "),
    ];
    for (wrong, line) in cases {
        let refusal = import(&new, &mut wrong.as_bytes(), streams()).expect_err("wrong");
        assert!(refusal.to_string().contains(line), "{line}: {refusal}");
        assert!(!is_store(&new));
    }
    import(&new, &mut text.as_bytes(), streams()).expect("the right one still goes in");
}

#[test]
fn a_reader_sees_what_was_durable_when_it_began_and_may_move_on() {
    let folder = tempfile::tempdir().expect("a folder");
    let entries = filled(folder.path(), 5);
    let (mut log, _) = opened(folder.path());
    let mut reader = Reader::open(folder.path()).expect("readable");
    let later = log.append(batch("later", &[1, 2]), &mut Script::at(900)).expect("appended");
    assert_eq!(reader.by_ref().map(|entry| entry.expect("right")).collect::<Vec<_>>(), entries);
    reader.move_on().expect("there is more");
    assert_eq!(reader.by_ref().map(|entry| entry.expect("right")).collect::<Vec<_>>(), later);
    assert_eq!(reader.head(), log.head());
}
