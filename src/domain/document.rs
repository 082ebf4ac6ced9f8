//! Standard-work documents beside the coaching standard, and the supporting documents of each (J.purpose, J.versions,
//! J.documents, J.columns). The coaching standard is `w1`; its own versions are `standard-work-revised`.

use super::{
    copy::Kept,
    directory::{Directory, Set},
    event::Event,
    names::DocumentId,
    records::Recorded,
    refusal::Refusal,
    sheet::Sheet,
    standard::{StandardWorkRevised, Step, Topic},
    supporting::{SupportingDocumentLinked, SupportingDocumentUnlinked},
};
use crate::id::Id;
use chrono::NaiveDate;
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

/// The coaching standard, by the name that it has beside an agency's other documents.
pub const COACHING: DocumentId = DocumentId(1);

/// `standard-document-opened`: an agency keeps a further standard-work document.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct StandardDocumentOpened {
    /// Its name in the agency's stream.
    pub document: DocumentId,
    /// What people call it.
    pub name: String,
}

/// `standard-document-revised`: one version of such a document, whole.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct StandardDocumentRevised {
    /// Which document.
    pub document: DocumentId,
    /// The version; numbers are never reused.
    pub version: u32,
    /// The revision date of the version table.
    pub revised_on: NaiveDate,
    /// Who edited it.
    pub edited_by: String,
    /// What changed.
    pub changelog: String,
    /// The first day it is in force.
    pub effective: NaiveDate,
    /// The document's purpose.
    pub purpose: String,
    /// The document's scope.
    pub scope: String,
    /// The steps.
    pub steps: Vec<Step>,
}

/// A further document of an agency.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
struct Document {
    opened: Set<StandardDocumentOpened>,
    revisions: Vec<Set<StandardDocumentRevised>>,
}

impl Document {
    fn versions(&self, added: Option<Id>) -> impl Iterator<Item = Revision<'_>> {
        self.revisions.iter().map(move |set| Revision::of(added, &self.opened.what.name, set))
    }
}

/// What one agency keeps beside its coaching standard.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub(super) struct Shelf {
    documents: Vec<Document>,
    supporting: Vec<Set<SupportingDocumentLinked>>,
    taken_away: Vec<Set<SupportingDocumentUnlinked>>,
    copies: Vec<Kept>,
}

/// Every agency's further documents, by the id of its stream.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Documents(BTreeMap<Id, Shelf>);

impl Documents {
    /// Whether no agency keeps any.
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// What an agency keeps, if it ever kept anything.
    pub(super) fn of(&self, agency: Id) -> Option<&Shelf> {
        self.0.get(&agency)
    }

    /// Folds one entry of an agency's stream.
    pub(super) fn evolve(&mut self, entry: &Recorded) {
        fn set<T: Clone>(what: &T, entry: &Recorded) -> Set<T> {
            Set { what: what.clone(), seq: entry.seq, hash: entry.hash.clone() }
        }
        let shelf = self.0.entry(entry.stream).or_default();
        match &entry.event {
            Event::StandardDocumentOpened(it) => {
                shelf.documents.push(Document { opened: set(it, entry), revisions: Vec::new() });
            }
            Event::StandardDocumentRevised(it) => {
                if let Some(document) = shelf.documents.iter_mut().find(|its| its.opened.what.document == it.document) {
                    document.revisions.push(set(it, entry));
                }
            }
            Event::SupportingDocumentLinked(it) => {
                match shelf.supporting.iter_mut().find(|its| its.what.is(it.document, &it.name)) {
                    Some(linked) => *linked = set(it, entry),
                    None => shelf.supporting.push(set(it, entry)),
                }
            }
            Event::SupportingDocumentUnlinked(it) => {
                shelf.supporting.retain(|its| !its.what.is(it.document, &it.name));
                shelf.taken_away.push(set(it, entry));
            }
            Event::SupportingDocumentKept(it) => {
                shelf.copies.push(Kept::of(it, entry));
            }
            _ => {}
        }
    }
}

/// One version of a document, of whatever kind its entry is.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Revision<'d> {
    /// The agency that keeps it, where it is another than the first one.
    pub added: Option<Id>,
    /// The document's name.
    pub document: &'d str,
    /// The version.
    pub version: u32,
    /// The revision date of the version table.
    pub revised_on: NaiveDate,
    /// Who edited it.
    pub edited_by: &'d str,
    /// What changed.
    pub changelog: &'d str,
    /// The first day it is in force.
    pub effective: NaiveDate,
    /// The document's purpose.
    pub purpose: &'d str,
    /// The document's scope.
    pub scope: &'d str,
    /// The steps.
    pub steps: &'d [Step],
    /// The minutes a calendar month below which no policy may go; the coaching standard's alone.
    pub minimum_minutes: Option<u32>,
    /// The topics of the standard agenda; the coaching standard's alone.
    pub topics: &'d [Topic],
    /// Its entry.
    pub seq: u64,
    /// The entry's hash, 64 digits.
    pub hash: &'d str,
}

impl<'d> Revision<'d> {
    /// A version of the coaching standard: of the minimum, or of the own one of another agency than the first.
    pub fn coaching(added: Option<Id>, set: &'d Set<StandardWorkRevised>) -> Self {
        let it = &set.what;
        Self {
            added,
            document: &it.document,
            version: it.version,
            revised_on: it.revised_on,
            edited_by: &it.edited_by,
            changelog: &it.changelog,
            effective: it.effective,
            purpose: &it.purpose,
            scope: &it.scope,
            steps: &it.steps,
            minimum_minutes: Some(it.minimum_minutes),
            topics: &it.topics,
            seq: set.seq,
            hash: &set.hash,
        }
    }

    fn of(added: Option<Id>, name: &'d str, set: &'d Set<StandardDocumentRevised>) -> Self {
        let it = &set.what;
        Self {
            added,
            document: name,
            version: it.version,
            revised_on: it.revised_on,
            edited_by: &it.edited_by,
            changelog: &it.changelog,
            effective: it.effective,
            purpose: &it.purpose,
            scope: &it.scope,
            steps: &it.steps,
            minimum_minutes: None,
            topics: &[],
            seq: set.seq,
            hash: &set.hash,
        }
    }

    /// The version as a file of the command line has it.
    pub fn sheet(&self) -> Sheet {
        Sheet {
            document: self.document.to_owned(),
            version: self.version,
            revised_on: self.revised_on,
            edited_by: self.edited_by.to_owned(),
            changelog: self.changelog.to_owned(),
            effective: self.effective,
            purpose: self.purpose.to_owned(),
            scope: self.scope.to_owned(),
            steps: self.steps.to_vec(),
        }
    }
}

impl Directory {
    /// The standard-work documents of an agency: the coaching standard, then the others as they were opened.
    pub fn documents_of(&self, agency: Id) -> Vec<DocumentId> {
        let coaching = (!self.revisions_of(agency).is_empty()).then_some(COACHING);
        coaching.into_iter().chain(self.shelf(agency).map(|document| document.opened.what.document)).collect()
    }

    /// The versions of a document that an agency goes by, oldest first; none of a document that there is not.
    pub fn versions_of(&self, agency: Id, document: DocumentId) -> Vec<Revision<'_>> {
        let added = self.added.contains_key(&agency).then_some(agency);
        if document == COACHING {
            let added = added.filter(|_| self.has_own_standard(agency));
            return self.revisions_of(agency).iter().map(|set| Revision::coaching(added, set)).collect();
        }
        let found = self.shelf(agency).find(|its| its.opened.what.document == document);
        found.map(|its| its.versions(added).collect()).unwrap_or_default()
    }

    /// The kept copy of what is linked so, if an agency keeps one.
    pub fn copy_of(&self, agency: Id, linked: &SupportingDocumentLinked) -> Option<&Kept> {
        self.documents.of(agency)?.copies.iter().find(|kept| kept.is_of(linked))
    }

    /// The supporting documents of a document, in the order they were first linked.
    pub fn supporting_of(&self, agency: Id, document: DocumentId) -> Vec<&Set<SupportingDocumentLinked>> {
        let all = self.documents.of(agency).into_iter().flat_map(|shelf| &shelf.supporting);
        all.filter(|set| set.what.document == document).collect()
    }

    /// What supported a document once and was taken away, in that order.
    pub fn taken_away_from(&self, agency: Id, document: DocumentId) -> Vec<&Set<SupportingDocumentUnlinked>> {
        let all = self.documents.of(agency).into_iter().flat_map(|shelf| &shelf.taken_away);
        all.filter(|set| set.what.document == document).collect()
    }

    /// The refusal of a document that an agency does not have.
    pub fn no_document(&self, agency: Id, document: DocumentId) -> Refusal {
        let all = self.documents_of(agency).into_iter();
        let name = |id| self.versions_of(agency, id).last().map(|last| format!("{id} {}", last.document));
        let what = format!("There is no standard-work document {document} here.");
        Refusal::new(what, "Name one of these.").listing(all.filter_map(name).collect())
    }

    fn shelf(&self, agency: Id) -> impl Iterator<Item = &Document> {
        self.documents.of(agency).into_iter().flat_map(|shelf| &shelf.documents)
    }
}
