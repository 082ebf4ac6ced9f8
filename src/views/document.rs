//! The standard-work documents of an agency: which there are, what a version of one says, what supports it (J.purpose,
//! J.versions, J.documents, J.columns).

use super::{
    difference::{Difference, difference},
    entry::{EntryRef, copy_page, document_page, version_page},
    standard::{StepView, TopicName, step},
    words::size,
};
use crate::{
    domain::{
        Directory,
        copy::Format,
        directory::Set,
        document::{COACHING, Revision},
        names::DocumentId,
        supporting::{SupportingDocumentLinked, SupportingDocumentUnlinked},
    },
    id::Id,
};
use chrono::NaiveDate;
use serde::Serialize;

/// A document in a list of all.
#[derive(Clone, Debug, Serialize)]
pub struct DocumentLine {
    /// Its given name, `w1`.
    pub id: DocumentId,
    /// What people call it.
    pub name: String,
    /// Its page on the site.
    pub at: String,
    /// The version in force, if one is.
    pub in_force: Option<VersionName>,
    /// The version that comes next, if one is recorded.
    pub next: Option<VersionName>,
    /// How many versions there are.
    pub versions: usize,
    /// How many documents support it.
    pub supporting: usize,
}

/// A version by name.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct VersionName {
    /// Its number.
    pub version: u32,
    /// The first day it is in force.
    pub effective: NaiveDate,
    /// Its page on the site.
    pub at: String,
    /// Its entry.
    pub entry: EntryRef,
}

/// A row of the version table: Version #, Revision Date, Edited By, Changelog (J.versions).
#[derive(Clone, Debug, Serialize)]
pub struct VersionRow {
    /// The version; numbers are never reused.
    pub version: u32,
    /// The revision date.
    pub revised_on: NaiveDate,
    /// Who edited it.
    pub edited_by: String,
    /// What changed.
    pub changelog: String,
    /// In force from.
    pub effective: NaiveDate,
    /// Its page on the site.
    pub at: String,
    /// The entry.
    pub entry: EntryRef,
}

/// A supporting or related document (J.documents).
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct SupportingRow {
    /// Its name.
    pub name: String,
    /// What it is.
    pub description: String,
    /// Where it is kept.
    pub uri: String,
    /// The BLAKE3 hash of its bytes, where it was recorded.
    pub hash: Option<String>,
    /// The copy of them that is kept.
    pub copy: Option<CopyRow>,
    /// The entry.
    pub entry: EntryRef,
}

/// A kept copy of a supporting document (N.links).
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct CopyRow {
    /// Where the site has it.
    pub at: String,
    /// What it is.
    pub format: Format,
    /// How long it is, in words: `42 kB`.
    pub size: String,
    /// The entry that holds it.
    pub entry: EntryRef,
}

/// A document that supported a standard once.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct RemovedRow {
    /// Its name.
    pub name: String,
    /// Why it was taken away.
    pub reason: String,
    /// The entry.
    pub entry: EntryRef,
}

/// What supports a document, and what did.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Supporting {
    /// What does, in the order it was first linked.
    pub rows: Vec<SupportingRow>,
    /// What was taken away.
    pub taken_away: Vec<RemovedRow>,
}

impl Supporting {
    /// The last entry behind it.
    pub fn last(&self) -> Option<&EntryRef> {
        let removed = self.taken_away.iter().map(|row| &row.entry);
        let copies = self.rows.iter().flat_map(|row| &row.copy).map(|copy| &copy.entry);
        self.rows.iter().map(|row| &row.entry).chain(removed).chain(copies).max_by_key(|entry| entry.seq)
    }
}

/// What a version stands for on a day.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Standing {
    /// It is in force.
    InForce,
    /// It will be.
    ToCome,
    /// A later one is.
    Replaced,
}

/// One version of a document, whole.
#[derive(Clone, Debug, Serialize)]
pub struct SheetView {
    /// The document's given name.
    pub id: DocumentId,
    /// The agency that keeps it, where it is another than the first one.
    pub agency: Option<String>,
    /// What people call it.
    pub name: String,
    /// The version's row of the table.
    pub row: VersionRow,
    /// What it stands for on the day.
    pub standing: Standing,
    /// The version that takes its place, if one is recorded.
    pub replaced_by: Option<VersionName>,
    /// Its purpose.
    pub purpose: String,
    /// Its scope.
    pub scope: String,
    /// The steps: WHAT, HOW, WHY.
    pub steps: Vec<StepView>,
    /// The topics of the standard agenda; the coaching standard's alone.
    pub topics: Vec<TopicName>,
    /// The minutes a calendar month below which no policy may go; the coaching standard's alone.
    pub minimum_minutes: Option<u32>,
    /// What it says otherwise than the version before it; nothing for the first.
    pub difference: Option<Difference>,
}

/// The documents of an agency as they are on a day.
pub fn documents(directory: &Directory, agency: Id, as_of: NaiveDate) -> Vec<DocumentLine> {
    let line = |id: DocumentId| {
        let versions = directory.versions_of(agency, id);
        let now = position_in_force(&versions, as_of);
        let next = versions.get(now.map_or(0, |now| now + 1));
        // Until a revision of its own is in force, an agency goes by the minimum.
        let minimum = || directory.minimum_on(as_of).filter(|_| id == COACHING);
        let in_force = now.map(|now| versions[now]).or_else(|| minimum().map(|set| Revision::coaching(None, set)));
        DocumentLine {
            id,
            name: in_force.or(versions.last().copied()).map_or_else(String::new, |it| it.document.to_owned()),
            at: document_page(directory.sets_for_itself(agency), id),
            in_force: in_force.map(|it| named(id, &it)),
            next: next.map(|next| named(id, next)),
            versions: versions.len(),
            supporting: directory.supporting_of(agency, id).len(),
        }
    };
    directory.documents_of(agency).into_iter().map(line).collect()
}

/// A version of a document, or the one in force on the day, or else the first; nothing where there is none such. Until a
/// revision of the coaching standard of its own is in force, an agency's is the minimum.
pub fn sheet(
    directory: &Directory,
    (agency, id): (Id, DocumentId),
    version: Option<u32>,
    as_of: NaiveDate,
) -> Option<SheetView> {
    let versions = directory.versions_of(agency, id);
    let now = position_in_force(&versions, as_of);
    if version.is_none() && now.is_none() && id == COACHING && directory.added.contains_key(&agency) {
        let minimum = sheet(directory, (directory.first_agency()?, id), None, as_of)?;
        let own = versions.first().filter(|_| directory.has_own_standard(agency)).map(|own| named(id, own));
        return Some(SheetView { replaced_by: own.or(minimum.replaced_by), ..minimum });
    }
    let at = match version {
        Some(version) => versions.iter().position(|it| it.version == version)?,
        None => now.unwrap_or(0),
    };
    let it = versions.get(at)?;
    let standing = match now {
        Some(now) if now == at => Standing::InForce,
        Some(now) if now > at => Standing::Replaced,
        _ => Standing::ToCome,
    };
    let before = at.checked_sub(1).map(|before| &versions[before]);
    Some(SheetView {
        id,
        agency: it.added.map(|agency| directory.agency_name(agency)),
        name: it.document.to_owned(),
        row: row(id, it),
        standing,
        replaced_by: versions.get(at + 1).map(|next| named(id, next)),
        purpose: it.purpose.to_owned(),
        scope: it.scope.to_owned(),
        steps: it.steps.iter().map(|of| step(of, id == COACHING)).collect(),
        topics: it.topics.iter().map(TopicName::from).collect(),
        minimum_minutes: it.minimum_minutes,
        difference: before.map(|before| difference(before, it)),
    })
}

/// Every version of a document, oldest first, as the document's own table has them.
pub fn versions(directory: &Directory, agency: Id, id: DocumentId) -> Vec<VersionRow> {
    directory.versions_of(agency, id).iter().map(|it| row(id, it)).collect()
}

/// What supports a document, and what did.
pub fn supporting(directory: &Directory, agency: Id, id: DocumentId) -> Supporting {
    let added = directory.sets_for_itself(agency);
    let copy = |linked: &SupportingDocumentLinked| {
        let kept = directory.copy_of(agency, linked)?;
        let entry = EntryRef::of_document(added, id, kept.seq, &kept.hash);
        Some(CopyRow {
            at: copy_page(added, &kept.content, kept.format),
            format: kept.format,
            size: size(kept.bytes),
            entry,
        })
    };
    let row = |set: &Set<SupportingDocumentLinked>| SupportingRow {
        name: set.what.name.clone(),
        description: set.what.description.clone(),
        uri: set.what.uri.clone(),
        hash: set.what.hash.clone(),
        copy: copy(&set.what),
        entry: EntryRef::of_document(added, id, set.seq, &set.hash),
    };
    let removed = |set: &Set<SupportingDocumentUnlinked>| RemovedRow {
        name: set.what.name.clone(),
        reason: set.what.reason.clone(),
        entry: EntryRef::of_document(added, id, set.seq, &set.hash),
    };
    Supporting {
        rows: directory.supporting_of(agency, id).into_iter().map(row).collect(),
        taken_away: directory.taken_away_from(agency, id).into_iter().map(removed).collect(),
    }
}

/// Where the version in force on a day stands among all.
fn position_in_force(versions: &[Revision<'_>], on: NaiveDate) -> Option<usize> {
    versions.iter().rposition(|it| it.effective <= on)
}

fn named(id: DocumentId, it: &Revision<'_>) -> VersionName {
    let entry = EntryRef::of_document(it.added, id, it.seq, it.hash);
    VersionName { version: it.version, effective: it.effective, at: version_page(it.added, id, it.version), entry }
}

fn row(id: DocumentId, it: &Revision<'_>) -> VersionRow {
    VersionRow {
        version: it.version,
        revised_on: it.revised_on,
        edited_by: it.edited_by.to_owned(),
        changelog: it.changelog.to_owned(),
        effective: it.effective,
        at: version_page(it.added, id, it.version),
        entry: EntryRef::of_document(it.added, id, it.seq, it.hash),
    }
}
