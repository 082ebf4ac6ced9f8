//! The fear: a long journal is decoded on several threads, and comes out in another order, or with something left out,
//! or goes on after what is wrong.

mod log_support;

use coachlog::log::{
    Durability, Entry, Log, LogError, Open, Store,
    journal::{Reader, stream_at},
};
use log_support::{Script, all, batch, filled, id, opened, streams};
use std::{fs, path::Path};

const BATCHES: u64 = 70;

/// A store of two segments and more entries than one thread reads.
fn long(store: &Path) -> Vec<Entry> {
    let mut log = Store::create(store, Open { durability: Durability::OnClose, ..streams() }).expect("created");
    let mut stamp = Script::at(0);
    let mut entries = Vec::new();
    for n in 0..BATCHES {
        let to: Vec<u8> = (0..70).map(|at| (at * 7 + n) as u8).collect();
        let mut batch = batch(&format!("key {n}"), &to);
        for entry in &mut batch.entries {
            entry.fields.insert("long".into(), "x".repeat(1_500).into());
        }
        entries.extend(log.append(batch, &mut stamp).expect("appended"));
    }
    log.close().expect("closed");
    entries
}

fn segments(store: &Path) -> Vec<std::path::PathBuf> {
    let items = fs::read_dir(store.join("journal")).expect("readable").map(|item| item.expect("readable").path());
    let mut found: Vec<_> = items.filter(|path| path.extension().is_some()).collect();
    found.sort();
    found
}

/// What a reader gives until it ends, and what is wrong then.
fn read(store: &Path) -> (Vec<Entry>, Option<LogError>) {
    let mut entries = Vec::new();
    for entry in Reader::open(store).expect("the head is right") {
        match entry {
            Ok(entry) => entries.push(entry),
            Err(e) => return (entries, Some(e)),
        }
    }
    (entries, None)
}

#[test]
fn a_long_journal_is_read_in_order_whole_or_up_to_what_is_wrong() {
    let folder = tempfile::tempdir().expect("a folder");
    let store = folder.path();
    let entries = long(store);
    let [first, second] = segments(store).try_into().expect("two segments");
    let mut reader = Reader::open(store).expect("readable");
    for entry in &entries {
        assert_eq!(reader.next().expect("there is more").expect("right"), *entry);
        assert_eq!(
            (reader.line(), reader.passed_head().map(|head| head.seq)),
            (&*entry.to_line(), Some(entry.header.seq))
        );
    }
    assert!(reader.next().is_none());
    let spots: Vec<_> = {
        let mut reader = Reader::open(store).expect("readable");
        std::iter::from_fn(|| reader.next().map(|entry| (entry.expect("right").header.stream, reader.spot()))).collect()
    };
    let of_one: Vec<_> = spots.iter().filter(|(stream, _)| *stream == id(7)).map(|(_, spot)| *spot).collect();
    let again: Vec<_> = stream_at(store, &of_one).expect("readable").into_iter().map(|(entry, _)| entry).collect();
    let right: Vec<_> = entries.iter().filter(|entry| entry.header.stream == id(7)).cloned().collect();
    assert!(right.len() > 9 && again == right);
    drop(Reader::open(store).expect("readable").nth(300));

    let lines_of_first: usize = fs::read(&first).expect("readable").iter().filter(|byte| **byte == b'\n').count();
    for wrong in [40, 255, 256, 2_000, lines_of_first - 1, lines_of_first, entries.len() - 2] {
        let (path, line) = if wrong < lines_of_first { (&first, wrong) } else { (&second, wrong - lines_of_first) };
        let bytes = fs::read(path).expect("readable");
        let lines: Vec<&[u8]> = bytes.split_inclusive(|byte| *byte == b'\n').collect();
        let at = lines[..line].iter().map(|line| line.len()).sum::<usize>() + 40;
        // A byte flipped, and the whole line gone: damage of an entry by itself, and of the chain.
        let mut flipped = bytes.clone();
        flipped[at] ^= 1;
        let gone = [&lines[..line], &lines[line + 1..]].concat().concat();
        // Without a line of the last segment, its end is not where the head says, which opening tells.
        let damages = if path == &first { vec![flipped, gone] } else { vec![flipped] };
        for damaged in damages {
            fs::write(path, damaged).expect("written");
            let (read, e) = read(store);
            assert_eq!(read, entries[..wrong], "{wrong}");
            let e = e.expect("damage").to_string();
            let place = format!("jsonl, line {}", line + 1);
            // Where a segment's last line is gone, it is the next one that is missing.
            assert!(e.contains(&place) || wrong == lines_of_first - 1 && e.contains(".jsonl"), "{wrong}: {e}");
        }
        fs::write(path, &bytes).expect("as it was");
    }

    let bytes = fs::read(&second).expect("readable");
    fs::remove_file(&second).expect("removed");
    assert!(Reader::open(store).is_err(), "the second segment holds the head");
    fs::write(&second, &bytes).expect("as it was");
    let bytes = fs::read(&first).expect("readable");
    fs::write(&first, &bytes[..bytes.len() / 2]).expect("written");
    let (half, e) = read(store);
    assert_eq!(half, entries[..half.len()]);
    assert!(e.is_some() && half.len() < lines_of_first, "{} entries of half a segment, {e:?}", half.len());
}

#[test]
fn a_reader_goes_on_when_the_head_has_moved() {
    let folder = tempfile::tempdir().expect("a folder");
    let store = folder.path();
    let mut entries = long(store);
    let mut reader = Reader::open(store).expect("readable");
    let mut read: Vec<Entry> = reader.by_ref().take(500).map(|entry| entry.expect("right")).collect();
    let more = |key: &str| {
        let (mut log, _) = opened(store);
        log.append(batch(key, &[1, 2]), &mut Script::at(9_000)).expect("appended")
    };
    entries.extend(more("while it reads"));
    reader.move_on().expect("longer");
    read.extend(reader.by_ref().map(|entry| entry.expect("right")));
    assert_eq!(read, entries);
    entries.extend(more("after it read"));
    assert!(reader.next().is_none(), "it has not looked again");
    reader.move_on().expect("longer");
    read.extend(reader.map(|entry| entry.expect("right")));
    assert_eq!(read, entries);
}

#[test]
fn a_short_journal_is_read_as_it_stands() {
    let folder = tempfile::tempdir().expect("a folder");
    for (batches, name) in [(0, "empty"), (1, "one"), (40, "more")] {
        let store = folder.path().join(name);
        let entries = filled(&store, batches);
        let (read, wrong) = read(&store);
        assert!(wrong.is_none(), "{wrong:?}");
        assert_eq!(read, entries);
        assert_eq!(read, all(&opened(&store).0));
    }
}
