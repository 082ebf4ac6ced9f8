//! One contract, run on the store and on its in-memory twin: what a command may rely on, whichever it has.

mod log_support;

use coachlog::log::{
    Batch, CONTENT_DESTROYED, Durability, Entry, Log, LogError, Memory, NewEntry, NoProjection, Open, Store,
    request_hash,
};
use log_support::{Script, Streams, all, batch, id, new_entry, opened, streams};
use proptest::prelude::*;
use serde_json::json;
use std::path::Path;

/// A log that can be closed and opened again, where that means something.
trait Subject {
    fn log(&mut self) -> &mut dyn Log;
    fn reopen(&mut self);
}

struct OnDisk {
    folder: tempfile::TempDir,
    store: Option<Store>,
}

struct InMemory(Memory);

impl OnDisk {
    fn new() -> Self {
        let folder = tempfile::tempdir().expect("a folder");
        let store = Store::create(folder.path(), streams()).expect("created");
        Self { folder, store: Some(store) }
    }
}

impl Subject for OnDisk {
    fn log(&mut self) -> &mut dyn Log {
        self.store.as_mut().expect("open")
    }

    fn reopen(&mut self) {
        drop(self.store.take());
        let (store, notices) = opened(self.folder.path());
        assert_eq!(notices, Vec::<String>::new(), "a store that was closed needs no repair");
        self.store = Some(store);
    }
}

impl Subject for InMemory {
    fn log(&mut self) -> &mut dyn Log {
        &mut self.0
    }

    fn reopen(&mut self) {}
}

fn on_both(contract: impl Fn(&mut dyn Subject)) {
    contract(&mut InMemory(Memory::new(Box::new(Streams))));
    contract(&mut OnDisk::new());
}

#[test]
fn an_empty_log_is_empty() {
    on_both(|subject| {
        for _ in 0..2 {
            let log = subject.log();
            assert_eq!(log.head(), None);
            assert_eq!(log.entry(0).expect("read"), None);
            assert_eq!(log.stream(id(1)).expect("read"), []);
            assert_eq!(log.stream_len(id(1)).expect("read"), 0);
            assert_eq!(log.request(&request_hash(id(1), "key")).expect("read"), None);
            assert_eq!(log.projection().expect("read"), None);
            assert_eq!(all(log), []);
            subject.reopen();
        }
    });
}

#[test]
fn what_was_recorded_is_found_again_every_way() {
    on_both(|subject| {
        let mut stamp = Script::at(0);
        let first = subject.log().append(batch("one", &[1, 2, 1]), &mut stamp).expect("appended");
        let second = subject.log().append(batch("second", &[2]), &mut stamp).expect("appended");
        for _ in 0..2 {
            let log = subject.log();
            let head = log.head().expect("four entries");
            assert_eq!((head.seq, head.hash), (3, second[0].hash()));
            assert_eq!(head.recorded_at, second[0].header.recorded_at);
            assert_eq!(log.entry(1).expect("read").as_ref(), Some(&first[1]));
            assert_eq!(log.entry(4).expect("read"), None);
            assert_eq!(log.stream(id(1)).expect("read"), [first[0].clone(), first[2].clone()]);
            assert_eq!(log.stream(id(2)).expect("read"), [first[1].clone(), second[0].clone()]);
            assert_eq!(log.stream_len(id(2)).expect("read"), 2);
            assert_eq!(log.request(&request_hash(id(200), "one")).expect("read"), Some((0, 3)));
            assert_eq!(log.request(&request_hash(id(200), "second")).expect("read"), Some((3, 1)));
            assert_eq!(log.projection().expect("read"), Some(format!("{} {} ", id(1), id(2)).into_bytes()));
            let late: Vec<_> = log.since(2).expect("read").map(|entry| entry.expect("right")).collect();
            assert_eq!(late, [first[2].clone(), second[0].clone()]);
            assert_eq!(log.since(9).expect("read").count(), 0);
            subject.reopen();
        }
    });
}

#[test]
fn entries_are_chained_in_the_log_and_in_their_streams() {
    on_both(|subject| {
        let log = subject.log();
        log.append(batch("one", &[1, 2, 1]), &mut Script::at(0)).expect("appended");
        let entries = all(log);
        let header = |n: usize| &entries[n].header;
        assert_eq!((header(0).prev, header(0).stream_prev), (None, None));
        assert_eq!((header(1).prev, header(1).stream_prev), (Some(entries[0].hash()), None));
        assert_eq!((header(2).prev, header(2).stream_prev), (Some(entries[1].hash()), Some(entries[0].hash())));
        assert_eq!((header(2).version, header(2).batch), (1, [2, 3]));
        assert!(entries.iter().all(|entry| entry.header.recorded_at == header(0).recorded_at));
    });
}

/// Asserts that a batch is refused and that nothing of it was recorded.
fn refused(subject: &mut dyn Subject, batch: Batch, second: i64) -> LogError {
    let before = all(subject.log());
    let refusal = subject.log().append(batch, &mut Script::at(second)).expect_err("it must be refused");
    subject.reopen();
    assert_eq!(all(subject.log()), before);
    refusal
}

#[test]
fn a_command_decided_on_an_older_stream_is_refused() {
    on_both(|subject| {
        subject.log().append(batch("one", &[1]), &mut Script::at(0)).expect("appended");
        let stale = Batch { expected: vec![(id(2), 0), (id(1), 0)], ..batch("two", &[1]) };
        let refusal = refused(subject, stale, 1);
        assert!(
            matches!(refusal, LogError::Conflict { expected: 0, actual: 1, stream } if stream == id(1)),
            "{refusal}"
        );
        let ahead = Batch { expected: vec![(id(2), 5)], ..batch("two", &[1]) };
        assert!(matches!(refused(subject, ahead, 1), LogError::Conflict { expected: 5, actual: 0, .. }));
        let right = Batch { expected: vec![(id(1), 1), (id(2), 0)], ..batch("two", &[1, 2]) };
        subject.log().append(right, &mut Script::at(1)).expect("decided on what is there");
    });
}

#[test]
fn a_request_is_answered_once() {
    on_both(|subject| {
        subject.log().append(batch("zero", &[1]), &mut Script::at(0)).expect("appended");
        subject.log().append(batch("one", &[1, 1]), &mut Script::at(1)).expect("appended");
        let refusal = refused(subject, batch("one", &[2]), 2);
        assert!(matches!(refusal, LogError::RequestUsed { first: 1, count: 2 }), "{refusal}");
    });
}

#[test]
fn what_the_format_does_not_hold_is_refused() {
    on_both(|subject| {
        let wrong = |change: fn(&mut NewEntry)| {
            let mut batch = batch("one", &[1, 2]);
            change(&mut batch.entries[1]);
            batch
        };
        let deep = |entry: &mut NewEntry| {
            let deep = (0..60).fold(serde_json::json!(1), |inner, _| serde_json::json!([inner]));
            entry.fields.insert("deep".into(), deep);
        };
        let unfit = [
            batch("none", &[]),
            wrong(|entry| entry.role = "Leader".into()),
            wrong(|entry| entry.class = String::new()),
            wrong(|entry| entry.retention = "x".repeat(41)),
            wrong(|entry| entry.kind = "a b".into()),
            wrong(|entry| entry.cause = Some(1)),
            wrong(|entry| drop(entry.fields.insert("salt".into(), 1.into()))),
            wrong(|entry| drop(entry.fields.insert("half".into(), serde_json::json!(0.5)))),
            wrong(|entry| drop(entry.fields.insert("big".into(), serde_json::json!(1_u64 << 60)))),
            wrong(|entry| drop(entry.fields.insert("long".into(), "x".repeat(5 << 20).into()))),
            wrong(deep),
        ];
        for batch in unfit {
            let refusal = refused(subject, batch, 0);
            assert!(matches!(refusal, LogError::Unfit { .. }), "{refusal}");
        }
        assert_eq!(subject.log().head(), None);
    });
}

#[test]
fn the_clock_may_lag_a_little_and_is_set_back_only_by_accepting_it() {
    on_both(|subject| {
        let first = subject.log().append(batch("one", &[1]), &mut Script::at(100)).expect("appended");
        let lag = subject.log().append(batch("two", &[1]), &mut Script::at(96)).expect("within five seconds");
        assert_eq!(lag[0].header.recorded_at, first[0].header.recorded_at);
        assert!(matches!(refused(subject, batch("three", &[1]), 90), LogError::ClockBehind { .. }));
        let mut two = batch("accept", &[1, 1]);
        two.entries[0].kind = "clock-accepted".into();
        assert!(matches!(refused(subject, two, 90), LogError::ClockBehind { .. }), "it stands alone in its batch");
        let mut one = batch("accept", &[1]);
        one.entries[0].kind = "clock-accepted".into();
        let accepted = subject.log().append(one, &mut Script::at(90)).expect("accepted");
        assert!(accepted[0].header.recorded_at < first[0].header.recorded_at);
        subject.log().append(batch("three", &[1]), &mut Script::at(91)).expect("recording goes on");
        subject.reopen();
        assert_eq!(all(subject.log()).len(), 4);
    });
}

#[test]
fn blocks_and_postings_fill_and_go_on() {
    on_both(|subject| {
        let mut stamp = Script::at(0);
        let mut recorded = Vec::new();
        for n in 0..6_u64 {
            let streams: Vec<u8> = (0..n * 47 + 1).map(|at| if at % 4 == 0 { 9 } else { 1 }).collect();
            recorded.extend(subject.log().append(batch(&format!("{n}"), &streams), &mut stamp).expect("appended"));
            subject.reopen();
        }
        let log = subject.log();
        assert!(log.stream_len(id(1)).expect("read") > 512);
        assert_eq!(all(log), recorded);
        for entry in &recorded {
            assert_eq!(log.entry(entry.header.seq).expect("read").as_ref(), Some(entry));
        }
        for stream in [1, 9] {
            let of: Vec<_> = recorded.iter().filter(|entry| entry.header.stream == id(stream)).cloned().collect();
            assert_eq!(log.stream(id(stream)).expect("read"), of);
        }
    });
}

#[test]
fn a_store_is_not_made_over_another_nor_opened_where_there_is_none() {
    let folder = tempfile::tempdir().expect("a folder");
    assert!(matches!(Store::open(folder.path(), streams()).err(), Some(LogError::NotAStore { .. })));
    assert!(matches!(Store::open(Path::new("/no/such"), streams()).err(), Some(LogError::NotAStore { .. })));
    Store::create(folder.path(), streams()).expect("created");
    assert!(matches!(Store::create(folder.path(), streams()).err(), Some(LogError::Exists { .. })));
}

#[test]
fn a_second_opener_waits_and_is_told_who_holds_the_store() {
    let folder = tempfile::tempdir().expect("a folder");
    let _held = Store::create(folder.path(), streams()).expect("created");
    let wait = std::time::Duration::from_millis(30);
    let busy = Store::open(folder.path(), Open { wait, ..streams() }).err().expect("held");
    assert!(busy.to_string().contains(&format!("process {}", std::process::id())), "{busy}");
}

#[test]
fn a_projection_of_another_shape_is_folded_again() {
    let folder = tempfile::tempdir().expect("a folder");
    let mut store = Store::create(folder.path(), log_support::open_with(Box::new(NoProjection))).expect("created");
    store.append(batch("one", &[1, 2]), &mut Script::at(0)).expect("appended");
    assert_eq!(store.projection().expect("read"), None);
    drop(store);
    let (store, notices) = opened(folder.path());
    assert_eq!(notices.len(), 1, "{notices:?}");
    assert_eq!(store.projection().expect("read"), Some(format!("{} {} ", id(1), id(2)).into_bytes()));
}

#[test]
fn a_sample_store_is_synced_when_it_is_closed() {
    let folder = tempfile::tempdir().expect("a folder");
    let recorded = log_support::filled(folder.path(), 100);
    let (mut store, notices) = opened(folder.path());
    assert_eq!((all(&store), notices), (recorded, vec![]));
    store.append(batch("later", &[1]), &mut Script::at(1000)).expect("appended");
    drop(store);
    let quick = Open { durability: Durability::OnClose, ..streams() };
    let (mut store, _) = Store::open(folder.path(), quick).expect("opened");
    store.append(batch("never closed", &[1]), &mut Script::at(2000)).expect("appended");
    drop(store);
    assert_eq!(
        all(&opened(folder.path()).0).last().expect("entries").header.request,
        request_hash(id(200), "never closed")
    );
}

/// What a random command does.
#[derive(Clone, Debug)]
enum Step {
    Append { key: u8, streams: Vec<u8>, expected: Option<u8>, late: i64 },
    Accept(i64),
    Reopen,
}

fn steps() -> impl Strategy<Value = Vec<Step>> {
    let append = (0..30_u8, prop::collection::vec(0..4_u8, 0..90), prop::option::weighted(0.2, 0..6_u8), -8..20_i64)
        .prop_map(|(key, streams, expected, late)| Step::Append { key, streams, expected, late });
    let step = prop_oneof![8 => append, 1 => (-60..5_i64).prop_map(Step::Accept), 1 => Just(Step::Reopen)];
    prop::collection::vec(step, 0..20)
}

/// Runs the steps and tells everything that can be seen from outside.
fn seen(subject: &mut dyn Subject, steps: &[Step]) -> Vec<String> {
    let mut told = Vec::new();
    let mut clock = 1000;
    for (step, n) in steps.iter().zip(0..) {
        let (batch, late) = match step {
            Step::Append { key, streams, expected, late } => {
                let expected = expected.iter().map(|count| (id(0), u64::from(*count))).collect();
                (Batch { expected, ..batch(&format!("{key}"), streams) }, *late)
            }
            Step::Accept(late) => {
                let mut entry = new_entry(1, n);
                entry.kind = "clock-accepted".into();
                (Batch { entries: vec![entry], ..batch(&format!("accept {n}"), &[]) }, *late)
            }
            Step::Reopen => {
                subject.reopen();
                continue;
            }
        };
        clock += late;
        match subject.log().append(batch, &mut Script::at(clock)) {
            Ok(entries) => told.extend(entries.iter().map(Entry::to_line)),
            Err(e) => told.push(e.to_string()),
        }
    }
    let log = subject.log();
    told.extend(all(log).iter().map(Entry::to_line));
    for stream in 0..4 {
        told.push(format!("{:?} {:?}", log.stream_len(id(stream)), log.stream(id(stream))));
    }
    for key in 0..30 {
        told.push(format!("{:?}", log.request(&request_hash(id(200), &format!("{key}")))));
    }
    told.push(format!("{:?} {:?}", log.head(), log.projection()));
    told
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 24, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn the_store_and_its_twin_tell_the_same(steps in steps()) {
        let twin = seen(&mut InMemory(Memory::new(Box::new(Streams))), &steps);
        prop_assert_eq!(seen(&mut OnDisk::new(), &steps), twin);
    }
}

#[test]
fn a_destruction_leaves_headers_and_no_body_and_nothing_else_does() {
    on_both(|subject| {
        let mut stamp = Script::at(0);
        let before = subject.log().append(batch("one", &[1, 2, 1]), &mut stamp).expect("appended");
        let destroyed = |key: &str, targets: serde_json::Value| {
            let fields = serde_json::Map::from_iter([("order".into(), 0.into()), ("targets".into(), targets)]);
            let entry = NewEntry { kind: CONTENT_DESTROYED.into(), fields, ..new_entry(3, 0) };
            Batch { request: request_hash(id(200), key), expected: vec![(id(3), 0)], entries: vec![entry] }
        };
        let staged = subject.log().stage(destroyed("staged", json!([0])), &mut stamp);
        assert!(matches!(staged, Err(LogError::Unfit { .. })), "only by carrying it out");
        for wrong in [json!([3]), json!([]), json!([2, 0])] {
            let refused = subject.log().destroy(destroyed("wrong", wrong), &mut stamp);
            assert!(matches!(refused, Err(LogError::Unfit { .. })));
        }
        let recorded = subject.log().destroy(destroyed("right", json!([0, 2])), &mut stamp).expect("destroyed");
        for _ in 0..2 {
            let log = subject.log();
            let entries = all(log);
            assert_eq!(
                entries.iter().map(|entry| entry.body.is_some()).collect::<Vec<_>>(),
                [false, true, false, true]
            );
            assert_eq!(
                entries[..3].iter().map(Entry::hash).collect::<Vec<_>>(),
                before.iter().map(Entry::hash).collect::<Vec<_>>()
            );
            assert_eq!(entries[3], recorded[0]);
            assert_eq!(log.stream(id(1)).expect("read").iter().filter(|entry| entry.body.is_none()).count(), 2);
            assert_eq!(
                log.entry(2).expect("read").map(|entry| entry.to_line().starts_with("{\"body\":null,")),
                Some(true)
            );
            assert_eq!(log.request(&request_hash(id(200), "right")).expect("read"), Some((3, 1)));
            let projection = format!("{} {} {} ", id(1), id(2), id(3)).into_bytes();
            assert_eq!(log.projection().expect("read"), Some(projection));
            subject.reopen();
        }
        let again = subject
            .log()
            .destroy(Batch { expected: vec![(id(3), 1)], ..destroyed("again", json!([1, 2])) }, &mut stamp);
        assert!(matches!(again, Err(LogError::Unfit { .. })), "#2 has no body any more");
        subject.log().append(batch("after", &[1]), &mut stamp).expect("recording goes on");
    });
}
