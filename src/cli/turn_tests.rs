//! The fear: an answer that says "recorded" of what a failed commit has taken along.

use super::*;
use crate::{
    app::{DirectoryProjector, Script, moment},
    cli::{
        init::{Founding, found},
        wire::PROGRAM,
    },
    domain::dates,
    id::Id,
    log::{Batch, Entry, Hash, Head, Log, Memory, Stamp},
    serve::{Account, Peer},
};
use serde_json::json;
use std::{cell::Cell, path::PathBuf, rc::Rc, sync::mpsc::Receiver};

/// How the next commit fails.
#[derive(Clone, Copy)]
enum Fails {
    Io,
    Afterwards,
}

/// A log in memory whose commit fails when it is told to, and which nobody may read as a whole.
struct Failing {
    log: Memory,
    next: Rc<Cell<Option<Fails>>>,
}

impl Log for Failing {
    fn stage(&mut self, batch: Batch, stamp: &mut dyn Stamp) -> Result<Vec<Entry>, LogError> {
        self.log.stage(batch, stamp)
    }

    fn commit(&mut self) -> Result<(), LogError> {
        match self.next.take() {
            None => self.log.commit(),
            Some(Fails::Io) => {
                Err(LogError::Io { path: "journal".into(), cause: io::Error::other("the disk is full") })
            }
            Some(Fails::Afterwards) => Err(LogError::Recorded { first: 0, last: 1, what: "sled is full".into() }),
        }
    }

    fn head(&self) -> Option<Head> {
        self.log.head()
    }

    fn entry(&self, seq: u64) -> Result<Option<Entry>, LogError> {
        self.log.entry(seq)
    }

    fn stream(&self, id: Id) -> Result<Vec<Entry>, LogError> {
        self.log.stream(id)
    }

    fn stream_len(&self, id: Id) -> Result<u64, LogError> {
        self.log.stream_len(id)
    }

    fn request(&self, request: &Hash) -> Result<Option<(u64, u32)>, LogError> {
        self.log.request(request)
    }

    fn projection(&self) -> Result<Option<Vec<u8>>, LogError> {
        self.log.projection()
    }

    fn since(&self, seq: u64) -> Result<Box<dyn Iterator<Item = Result<Entry, LogError>> + '_>, LogError> {
        let cause = io::Error::other("the whole log was read in a turn");
        Err(LogError::Io { path: format!("journal from #{seq}").into(), cause })
    }
}

/// A counter over an agency of one officer, and the switch for its commits.
fn counter() -> (Counter, Rc<Cell<Option<Fails>>>) {
    let next = Rc::new(Cell::new(None));
    let log = Failing { log: Memory::new(Box::new(DirectoryProjector)), next: Rc::clone(&next) };
    let noon = moment(dates::parse_local("2025-07-01T12:00").expect("a time"), chrono_tz::Tz::UTC).expect("it exists");
    let mut app = App::over(Box::new(log), Box::new(Script::at(noon))).expect("an empty log");
    let founding = Founding {
        agency: "Parks".into(),
        zone: chrono_tz::Tz::UTC,
        officer: "Olive".into(),
        login: "olive".into(),
        demo: true,
        as_of: None,
    };
    found(&mut app, &founding).expect("an agency");
    app.record_together();
    let place = Place::of(PathBuf::from("nowhere"), None);
    let bounds = Bounds::default();
    let readers = Readers::begin(&place, bounds);
    (Counter { app, place, publisher: None, bounds, readers, broken: None }, next)
}

const CADENCE: [&str; 8] =
    ["standard", "cadence", "--minutes", "45", "--effective", "2025-08-01", "-m", "A closer look this year"];

fn asked(words: &[&str], retry: &str) -> (Call, Receiver<Vec<u8>>) {
    let words: Vec<_> = ["coach", "--now", "2025-07-01T12:00"].iter().chain(words).collect();
    let request = json!({"program": PROGRAM, "words": words, "retry": retry, "given": []});
    let peer = Peer { uid: 1000, account: Account::Login("olive".into()) };
    Call::of(peer, request.to_string().into_bytes())
}

fn answers(counter: &mut Counter, asked: Vec<(Call, Receiver<Vec<u8>>)>) -> Vec<Answer> {
    let (calls, answers): (Vec<_>, Vec<_>) = asked.into_iter().unzip();
    let _ = counter.turn(calls.into_iter().map(Waiting::Call).collect());
    let read = |answer: Receiver<Vec<u8>>| serde_json::from_slice(&answer.recv().expect("an answer")).expect("JSON");
    answers.into_iter().map(read).collect()
}

#[test]
fn what_rests_on_a_commit_that_failed_is_taken_back_and_nothing_else() {
    let (mut counter, next) = counter();
    next.set(Some(Fails::Io));
    let requests = vec![
        asked(&["who", "olive"], "a"),
        asked(&CADENCE, "b"),
        // The same request once more: found there, in the same turn.
        asked(&CADENCE, "b"),
        asked(&["standard"], "c"),
    ];
    let answers = answers(&mut counter, requests);
    let codes: Vec<_> = answers.iter().map(|answer| answer.code).collect();
    assert_eq!((codes[0], answers[0].said.is_empty()), (0, false), "it rests on nothing: {:?}", answers[0]);
    for answer in &answers[1..] {
        assert_ne!(answer.code, 0, "{answer:?}");
        assert!(answer.said.is_empty() && answer.asks.is_none(), "{answer:?}");
        assert!(answer.failure.contains("the disk is full"), "{answer:?}");
    }
    assert!(counter.broken.is_none(), "nothing was recorded, and so it goes on");
}

#[test]
fn what_only_read_stands_where_the_entries_are_recorded_all_the_same() {
    let (mut counter, next) = counter();
    next.set(Some(Fails::Afterwards));
    let answers = answers(&mut counter, vec![asked(&CADENCE, "b"), asked(&CADENCE, "b")]);
    assert!(answers[0].failure.contains("recorded, within the entries"), "{:?}", answers[0]);
    assert_eq!(answers[1].code, 0, "{:?}", answers[1]);
    assert!(counter.broken.is_some(), "the log says to begin anew");
}

#[test]
fn nobody_is_attended_to_after_the_log_has_ended() {
    let (mut counter, _) = counter();
    counter.broken = Some(Failure::Site("it ended".into()));
    let answers = answers(&mut counter, vec![asked(&CADENCE, "b")]);
    assert_eq!((answers[0].code, answers[0].failure.as_str()), (3, ENDS));
    assert!(counter.app.log().head().is_some_and(|head| head.seq < 7), "nothing was recorded");
}

/// The fear: whoever says a used key with other words has the whole log read, on the one thread that records.
#[test]
fn a_key_that_comes_again_with_other_content_is_refused_without_reading_the_whole_log() {
    let (mut counter, _) = counter();
    let another = ["role", "olive", "--grant", "auditor"];
    for (key, first, other) in [("k1", &CADENCE[..], &CADENCE[..6]), ("k2", &another[..], &["leave", "olive"][..])] {
        let keyed = |words: &[&str], retry| asked(&[&["--key", key], words].concat(), retry);
        let other = match key {
            "k1" => [other, &["-m", "Another look"]].concat(),
            _ => [other, &["--from", "2025-07-01"]].concat(),
        };
        let requests = vec![keyed(first, "a"), keyed(first, "b"), keyed(&other, "c")];
        let answers = answers(&mut counter, requests);
        let codes: Vec<_> = answers.iter().map(|answer| answer.code).collect();
        assert_eq!(codes, [0, 0, 1], "{answers:?}");
        assert!(answers[2].failure.contains("This key was used for something else"), "{:?}", answers[2]);
    }
}
