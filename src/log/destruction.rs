//! Bodies that were lawfully destroyed: which lines may be without one, and which entry says so (LOG.md, "Destruction";
//! docs/FORMAT.md, "Rules across entries").
//!
//! The order of things is always the same: first an entry says which bodies are destroyed, then they are. So a line
//! without a body that no later entry names is damage, and a body that one names is a destruction under way.

use super::{Batch, Entry, LogError, time::CLOCK_ACCEPTED};
use serde_json::{Map, Value};
use std::collections::BTreeSet;

/// The kind of the entry that says whose bodies are destroyed: the only one without which a line must have its body.
pub const CONTENT_DESTROYED: &str = "content-destroyed";

/// Which bodies are gone and which are to be, as far as a log was read.
#[derive(Clone, Debug, Default)]
pub(crate) struct Gone {
    /// The lines without a body.
    bare: BTreeSet<u64>,
    /// The entries that were named.
    named: BTreeSet<u64>,
    /// The entries whose bodies the log itself rests on.
    lasting: BTreeSet<u64>,
}

impl Gone {
    /// Takes the next entry, or says why it cannot stand so.
    pub(crate) fn pass(&mut self, entry: &Entry) -> Result<(), String> {
        let seq = entry.header.seq;
        let Some(body) = &entry.body else {
            self.bare.insert(seq);
            return Ok(());
        };
        if lasts(&body.kind) {
            self.lasting.insert(seq);
        }
        if body.kind == CONTENT_DESTROYED {
            for target in targets(&body.fields).map_err(|what| format!("entry #{seq} {what}"))? {
                if target >= seq || self.lasting.contains(&target) {
                    return Err(format!("entry #{seq} names #{target}, whose body cannot be destroyed"));
                }
                self.named.insert(target);
            }
        }
        Ok(())
    }

    /// The first line without a body that no entry names.
    pub(crate) fn unexplained(&self) -> Option<u64> {
        self.bare.difference(&self.named).next().copied()
    }

    /// The entries that were named and still have their bodies.
    pub(crate) fn waiting(&self) -> BTreeSet<u64> {
        self.named.difference(&self.bare).copied().collect()
    }

    /// All entries that were named.
    pub(crate) fn named(&self) -> &BTreeSet<u64> {
        &self.named
    }
}

/// Whether the log itself rests on a kind's body, so that it is never destroyed.
fn lasts(kind: &str) -> bool {
    [CONTENT_DESTROYED, CLOCK_ACCEPTED].contains(&kind)
}

/// The entries that a `content-destroyed` names.
fn targets(fields: &Map<String, Value>) -> Result<Vec<u64>, String> {
    let listed = fields.get("targets").and_then(|targets| targets.as_array());
    let targets: Option<Vec<u64>> = listed.and_then(|list| list.iter().map(Value::as_u64).collect());
    match targets {
        Some(targets) if !targets.is_empty() && targets.is_sorted_by(|one, next| one < next) => Ok(targets),
        _ => Err("does not name its targets as a list of numbers that rise".into()),
    }
}

/// Refuses a batch that says that bodies are destroyed and would leave them there.
pub(crate) fn must_not_be_in(batch: &Batch) -> Result<(), LogError> {
    match batch.entries.iter().any(|entry| entry.kind == CONTENT_DESTROYED) {
        true => Err(unfit("a destruction is recorded by carrying it out")),
        false => Ok(()),
    }
}

/// The targets of a batch that carries a destruction out: one entry, which names bodies that are there.
pub(crate) fn carried_out(
    batch: &Batch,
    entry: impl Fn(u64) -> Result<Option<Entry>, LogError>,
) -> Result<BTreeSet<u64>, LogError> {
    let [new] = batch.entries.as_slice() else { return Err(unfit("a destruction is one entry")) };
    if new.kind != CONTENT_DESTROYED {
        return Err(unfit("a destruction is an entry of its own kind"));
    }
    let targets = targets(&new.fields).map_err(|what| unfit(&format!("a destruction that {what}")))?;
    for target in &targets {
        match entry(*target)?.and_then(|entry| entry.body) {
            Some(body) if !lasts(&body.kind) => {}
            Some(body) => return Err(unfit(&format!("#{target} is a {}, which is never destroyed", body.kind))),
            None => return Err(unfit(&format!("#{target} has no body that could be destroyed"))),
        }
    }
    Ok(targets.into_iter().collect())
}

fn unfit(what: &str) -> LogError {
    LogError::Unfit { what: what.into() }
}
