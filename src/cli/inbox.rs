//! Taking what lies in an inbox: each file is read, judged piece by piece for its owner, answered with a report and set
//! aside. The same for `coach serve`, whose recording thread takes each piece as a turn, and `coach watch`, which opens
//! the store for it.

use super::piece::{Piece, Work};
use crate::{
    app::{Caller, Failure, os_login},
    domain::refusal::rule,
    inbox::{Bounds, Dropped, Inbox, Judgement, Kind, Line, Reading, Report},
    serve::Account,
};
use std::{
    collections::HashMap,
    io::{self, Write},
    path::Path,
    time::Duration,
};

/// Requests that take one turn together, so that a long file keeps nobody waiting.
const A_TURN: usize = 64;
/// How long until the next look where nothing waits, where something does, and after the log did not take a file.
const PAUSES: [Duration; 3] = [Duration::from_secs(1), Duration::from_millis(300), Duration::from_secs(5)];

/// How often in a row the log may not take a file before others go first.
const STUCK: u32 = 3;

/// What records a piece of a file.
pub type Recording<'r> = &'r mut dyn FnMut(Piece) -> Result<Vec<Line>, Failure>;

/// An inbox whose files are taken.
#[derive(Debug)]
pub struct Taking {
    inbox: Inbox,
    /// Whether the files of the account that keeps it are that account's own wishes.
    own: bool,
    verb: &'static str,
    pause: Duration,
    told: Option<String>,
    /// How often in a row the log did not take a file; one that it does not take lets the others pass.
    stuck: HashMap<String, u32>,
}

impl Taking {
    /// Opens an inbox for a verb.
    ///
    /// # Errors
    /// As [`Inbox::open`].
    pub fn open(folder: &Path, own: bool, verb: &'static str) -> Result<Self, Failure> {
        let inbox = Inbox::open(folder, Bounds::default()).map_err(|error| {
            Failure::Usage(format!(
                "{} cannot be the inbox: {error}. Nothing was taken. docs/INBOX.md says how one is made.",
                folder.display()
            ))
        })?;
        Ok(Self { inbox, own, verb, pause: PAUSES[0], told: None, stuck: HashMap::new() })
    }

    /// How long until the next look.
    pub fn pause(&self) -> Duration {
        self.pause
    }

    /// Looks once, and takes what is ready. What goes wrong with the store leaves the file where it is, for a later
    /// look, and is said once.
    pub fn look(&mut self, recording: Recording<'_>) {
        let taken = self.take(recording);
        self.pause = match (&taken, self.inbox.waits()) {
            (Err(_), _) => PAUSES[2],
            (Ok(()), true) => PAUSES[1],
            (Ok(()), false) => PAUSES[0],
        };
        let trouble = taken.err();
        if let Some(why) = trouble.as_ref().filter(|_| trouble != self.told) {
            self.say(&format!("what lies there waits. {why}"));
        }
        self.told = trouble;
    }

    fn take(&mut self, recording: Recording<'_>) -> Result<(), String> {
        let ready = self.inbox.look().map_err(|error| format!("{}: {error}", self.inbox.folder().display()))?;
        let lets_pass = |name: &Dropped| self.stuck.get(&name.shown()).is_some_and(|times| *times >= STUCK);
        let (last, first): (Vec<_>, Vec<_>) = ready.into_iter().partition(lets_pass);
        let mut failed = Ok(());
        for mut dropped in first.into_iter().chain(last) {
            let judged = self.judge(&mut dropped, recording).map_err(|failure| {
                *self.stuck.entry(dropped.shown()).or_default() += 1;
                failure.to_string()
            })?;
            let Some(judgement) = judged else {
                self.stuck.remove(&dropped.shown());
                continue;
            };
            let report = Report::of(&dropped, judgement);
            // One file that cannot be set aside keeps nobody else's waiting.
            let settled = match self.inbox.settle(&dropped, &report) {
                Ok(settled) => settled,
                Err(error) => {
                    *self.stuck.entry(dropped.shown()).or_default() += 1;
                    failed = failed.and(Err(format!("{}: {error}", report.file)));
                    continue;
                }
            };
            self.stuck.remove(&dropped.shown());
            let counts = report.counts();
            let became = match (settled, report.why()) {
                (false, _) => "; it was changed meanwhile, and is looked at again".into(),
                (true, Some(why)) => format!("; refused: {why}"),
                (true, None) => String::new(),
            };
            self.say(&format!(
                "uid {} {}: {} recorded, {} before, {} refused{became}",
                dropped.uid, report.file, counts.recorded, counts.before, counts.refused
            ));
        }
        failed
    }

    /// What a file comes to; nothing where it is not ready after all.
    fn judge(&self, dropped: &mut Dropped, recording: Recording<'_>) -> Result<Option<Judgement>, Failure> {
        let whole = |rule, why| Ok(Some(Judgement::Whole { rule, why }));
        let (kind, bytes) = match dropped.read(&self.inbox.bounds()) {
            Reading::Later => return Ok(None),
            Reading::Unfit(why) => return whole(None, why.as_str()),
            Reading::Read(kind, bytes) => (kind, bytes),
        };
        let caller = match self.owner(dropped.uid) {
            Ok(login) => Caller::Owner(login),
            Err(why) => return whole(Some(rule::ACCOUNT), why),
        };
        let pieces = match kind {
            // Of a roster the same bytes may be meant again, after others: what tells it is the file.
            Kind::Roster => vec![(key(&[dropped.identity().as_bytes(), &bytes]), Work::Roster(bytes))],
            Kind::Requests => {
                let lines = lines(&bytes);
                if lines.len() > self.inbox.bounds().lines {
                    return whole(None, "it has more than 10,000 lines; split it into several");
                }
                let key = key(&[&bytes]);
                lines.chunks(A_TURN).map(|lines| (key.clone(), Work::Lines(lines.to_vec()))).collect()
            }
        };
        if pieces.is_empty() {
            return whole(None, "it is empty");
        }
        let mut done = Vec::new();
        for (key, work) in pieces {
            match recording(Piece { caller: caller.clone(), key, work }) {
                Ok(lines) => done.extend(lines),
                Err(Failure::Refused(refusal)) => return whole(refusal.rule, "its owner is nobody in this store"),
                Err(failure) => return Err(failure),
            }
        }
        Ok(Some(Judgement::Lines(done)))
    }

    /// The login of a file's owner, or why it is nobody's.
    fn owner(&self, uid: u32) -> Result<String, &'static str> {
        if self.own && uid == self.inbox.own() {
            return os_login().ok_or("the account that keeps the inbox has no login");
        }
        match Account::of(uid, self.inbox.own()) {
            Account::Login(login) => Ok(login),
            Account::Nobody(why) => Err(why),
        }
    }

    /// A line for whoever keeps the store: uids, numbers, and names of files that are plain.
    fn say(&self, what: &str) {
        let _ = writeln!(io::stderr(), "coach {}: inbox: {what}", self.verb);
    }
}

/// The lines that say anything, with their numbers.
fn lines(bytes: &[u8]) -> Vec<(usize, Vec<u8>)> {
    let bytes = bytes.strip_prefix(b"\xEF\xBB\xBF").unwrap_or(bytes);
    let lines = bytes.split(|byte| *byte == b'\n').enumerate();
    let says = |line: &[u8]| !line.trim_ascii().is_empty();
    lines.filter(|(_, line)| says(line)).map(|(at, line)| (at + 1, line.to_vec())).collect()
}

/// What names the requests of a file: the same file again asks for the same.
fn key(parts: &[&[u8]]) -> String {
    let mut hash = blake3::Hasher::new();
    for part in parts {
        hash.update(&(part.len() as u64).to_be_bytes()).update(part);
    }
    format!("inbox {}", hash.finalize().to_hex())
}
