//! Between the log's entries and the domain's: the one place that knows both shapes.

use super::{Failure, impossible};
use crate::{
    domain::{Directory, Event, Proposed, Recorded, event::Writer},
    id::Id,
    log::{Entry, Hash, NewEntry, Projector},
};

/// A stored entry with its event understood.
///
/// # Errors
/// The entry is of a kind or a shape this program does not know: a newer one wrote it.
pub fn recorded(entry: &Entry) -> Result<Recorded, Failure> {
    recorded_as(entry.clone(), entry.hash())
}

/// As [`recorded`], of an entry that is needed no more and whose hash is known from reading it.
pub(super) fn recorded_as(entry: Entry, hash: Hash) -> Result<Recorded, Failure> {
    let Entry { header, body } = entry;
    let unknown = |what: &str, why: String| {
        Failure::Log(impossible(format!("entry #{} has {what} that this version does not know ({why})", header.seq)))
    };
    let (occurred_on, event) = match body {
        Some(body) => {
            let event = Event::parse(&body.kind, body.fields);
            let event = event.map_err(|e| unknown("a kind or fields", format!("{}: {e}", body.kind)))?;
            (body.occurred_on, event)
        }
        // When it happened is gone with what happened; when it was recorded is what is left.
        None => (header.recorded_at.date_naive(), Event::Destroyed),
    };
    Ok(Recorded {
        seq: header.seq,
        hash: hash.to_string(),
        stream: header.stream,
        recorded_at: header.recorded_at,
        occurred_on,
        actor: header.actor,
        role: header.role.parse().map_err(|e| unknown("a role", format!("{e}")))?,
        class: header.class.parse().map_err(|e| unknown("an audience class", format!("{e}")))?,
        cause: header.cause,
        event,
        original: None,
        corrections: Vec::new(),
        contests: Vec::new(),
        withdrawn: false,
    })
}

/// A decided event as the log takes it.
pub fn new_entry(actor: Id, proposed: Proposed) -> NewEntry {
    NewEntry {
        stream: proposed.stream,
        actor,
        role: proposed.role.to_string(),
        behalf: None,
        class: proposed.class.to_string(),
        retention: proposed.retention.to_string(),
        cause: proposed.cause,
        kind: proposed.event.kind().to_owned(),
        occurred_on: proposed.occurred_on,
        fields: proposed.event.fields(),
    }
}

/// The directory, kept in step with the log as JSON.
#[derive(Clone, Copy, Debug, Default)]
pub struct DirectoryProjector;

/// The directory of a blob that the projector wrote; an empty one before the first.
pub(super) fn directory(blob: Option<&[u8]>) -> Directory {
    blob.map_or_else(Directory::default, |blob| {
        serde_json::from_slice(blob).expect("the blob's shape is the version the store was opened with")
    })
}

impl Projector for DirectoryProjector {
    fn project(&self, current: Option<&[u8]>, entries: &[Entry]) -> Option<Vec<u8>> {
        // Most entries are not of the roster, nor say who reads what: those cost no more than a look at their kind.
        let of_the_directory = |kind: &str| {
            let opens_or_ends = ["review-requested", "review-withdrawn"].contains(&kind);
            let kept = |writer| matches!(writer, Writer::Hr | Writer::HrOrAuditor | Writer::Auditor);
            opens_or_ends || Event::about_kind(kind).is_none_or(|(writer, ..)| kept(writer))
        };
        if !entries.iter().any(|entry| entry.kind().is_some_and(of_the_directory)) {
            return None;
        }
        let mut directory = directory(current);
        let mut changed = false;
        for entry in entries.iter().filter_map(|entry| recorded(entry).ok()) {
            changed |= directory.evolve(&entry);
        }
        changed.then(|| serde_json::to_vec(&directory).expect("a directory is plain data"))
    }

    fn version(&self) -> u32 {
        5
    }
}
