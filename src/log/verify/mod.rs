//! Verify: the whole journal, the whole of sled, and their agreement (LOG.md, "Two copies").
//!
//! The journal is read without the lock, so that others may go on recording. sled is copied under the lock, because
//! opening it, even to read, writes; the copy lies in the store's own folder; and it is read in a child process, because a damaged one may make sled
//! panic, hang or abort.

pub(crate) mod agreement;
mod child;
mod facts;
mod reading;

pub use child::read_sled_copy;
pub use reading::SledReading;

pub(crate) use facts::Facts;

use super::{
    Head, LogError, Projector, destroy,
    index::{SLED, copied::Copied, guarded},
    journal::{FRESH, JOURNAL, Reader, Tail, segment_name, segments},
    lock::Lock,
    store::must_be_store,
};
use std::{path::Path, time::Duration};

/// What verify found.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Report {
    /// How many entries of the journal were read and are right, up to its durable head when nothing is wrong with it.
    pub entries: u64,
    /// The last of them.
    pub head: Option<Head>,
    /// What is wrong; nothing is, when it is empty.
    pub findings: Vec<Finding>,
    /// What is worth knowing and not wrong.
    pub notices: Vec<String>,
}

/// One thing that is wrong.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Finding {
    /// Which file, key or entry.
    pub place: String,
    /// What is wrong with it.
    pub what: String,
    /// What to do next.
    pub todo: String,
}

/// How a copy of sled is read: the caller starts itself as a child with a hidden verb that calls
/// [`read_sled_copy`], and hands the child's command to [`SledReading::from_child`].
pub type ReadSled<'a> = dyn Fn(&Path) -> Result<SledReading, String> + 'a;

/// The most findings a report lists; more of them would say nothing new.
const MOST: usize = 100;

impl Report {
    /// Whether nothing is wrong.
    pub fn is_sound(&self) -> bool {
        self.findings.is_empty()
    }

    pub(crate) fn found(&mut self, place: impl Into<String>, what: impl Into<String>, todo: &str) {
        if self.findings.len() < MOST {
            self.findings.push(Finding { place: place.into(), what: what.into(), todo: todo.into() });
        }
    }

    pub(crate) fn damage(&mut self, error: LogError) {
        match error {
            LogError::Damaged { where_, what, .. } => self.found(where_, what, DOCTOR),
            LogError::Busy { .. } => self.found(
                SLED,
                format!("it was not verified: {error}"),
                "Run `coach verify` again when the log is free; the findings on the journal stand",
            ),
            LogError::NotAStore { .. } => {
                self.found("the store", error.to_string(), "Name the folder of the store with --store");
            }
            other => {
                self.found("the store", other.to_string(), "See to the disk or the permissions, then verify again")
            }
        }
    }
}

const GONE: &str = "it was not verified: a destruction took the copy away that was being read";
pub(crate) const DOCTOR: &str = "Run `coach doctor`: it rebuilds one copy from the other and keeps what it replaces";

/// Verifies a store. Never panics; whatever is wrong is a finding.
///
/// `projector` folds the journal's entries once more, to hold sled's projection against; it must be the one the store
/// is opened with.
pub fn verify(store: &Path, wait: Duration, projector: &dyn Projector, read_sled: &ReadSled<'_>) -> Report {
    let mut report = Report::default();
    if let Err(e) = must_be_store(store) {
        report.damage(e);
        return report;
    }
    let mut facts = Facts::new(projector);
    let mut journal = Reader::open(store).inspect_err(|_| report.found_names(store));
    if let Ok(reader) = &mut journal {
        facts.take(reader, &mut report);
    }
    let copied = Lock::acquire(store, wait).and_then(|_lock| {
        if let Ok(reader) = &mut journal {
            to_the_end(store, reader, &mut facts, &mut report);
        }
        Copied::of(store)
    });
    report.entries = facts.entries();
    report.head = facts.head;
    if let Err(e) = journal {
        report.damage(e);
    }
    match copied {
        Ok(Some(copy)) => {
            let reading = guarded(|| read_sled(&copy.sled())).and_then(|reading| reading);
            match reading {
                _ if !copy.sled().is_dir() => report.found(SLED, GONE, "Run `coach verify` again"),
                Ok(reading) => agreement::check(&reading, &facts, &mut report),
                Err(what) => report.found(SLED, format!("it could not be read: {what}"), DOCTOR),
            }
        }
        Ok(None) if facts.entries() == 0 && report.is_sound() => {}
        Ok(None) => report.found(SLED, "it is missing", "The next command rebuilds it from the journal, and says so"),
        Err(e) => report.damage(e),
    }
    report
}

/// Under the lock: what became durable meanwhile, and what lies beyond the head.
pub(crate) fn to_the_end(store: &Path, reader: &mut Reader, facts: &mut Facts<'_>, report: &mut Report) {
    if !report.is_sound() {
        return report.found_names(store);
    }
    if let Err(e) = reader.move_on() {
        return report.damage(e);
    }
    facts.take(reader, report);
    for seq in reader.waiting() {
        let what = "its body was ordered destroyed, and is still there";
        report.found(format!("{JOURNAL}, entry #{seq}"), what, destroy::FINISH);
    }
    if report.is_sound() {
        match Tail::read(store, reader.durable()) {
            Ok(tail) => {
                facts.take_tail(&tail, report);
            }
            Err(e) => report.damage(e),
        }
    }
    report.found_names(store);
    for first in segments(&store.join(JOURNAL)).map_or_else(|_| Vec::new(), |(starts, _)| starts) {
        if first < reader.durable().segment && !reader.visited(first) {
            report.found(format!("{JOURNAL}/{}", segment_name(first)), "the journal has no such segment", DOCTOR);
        }
    }
}

impl Report {
    /// Files that do not belong into the journal.
    fn found_names(&mut self, store: &Path) {
        match segments(&store.join(JOURNAL)) {
            Ok((_, strange)) => {
                for name in strange {
                    if name == "head.new" {
                        self.notices
                            .push("An interrupted command left journal/head.new; the next one replaces it.".into());
                    } else {
                        let todo = "Find out who put it there, and move it out of the journal";
                        self.found(format!("{JOURNAL}/{name}"), "the journal has no such file", todo);
                    }
                }
            }
            Err(e) => self.damage(e),
        }
        if destroy::is_under_way(store) {
            self.notices.push("A destruction is under way; the next command that opens the store finishes it.".into());
        } else if store.join(FRESH).exists() {
            self.notices.push(format!("A repair was interrupted and left {FRESH}; `coach doctor` goes on with it."));
        }
    }
}
