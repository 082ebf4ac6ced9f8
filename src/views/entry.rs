//! How a view names the entry that a statement comes from: `#1234 ab12cd34`, and where on the site it stands.

use super::cycle::Cycle;
use crate::{
    domain::{Class, Directory, Recorded, copy::Format, document::COACHING, names::DocumentId, strategy::Dated},
    id::Id,
};
use chrono::{NaiveDate, NaiveDateTime};
use chrono_tz::Tz;
use serde::Serialize;

/// An entry by name.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct EntryRef {
    /// Its number in the log.
    pub seq: u64,
    /// The first eight digits of its hash.
    pub short: String,
    /// Its place on the site: the owner's page and the anchor.
    pub at: String,
    /// Whether the employee contests it, for the readers of the class `person`. Of what is between two that is too.
    #[serde(skip_serializing_if = "std::ops::Not::not")]
    pub contested: bool,
}

impl EntryRef {
    /// The name of an entry; `as_of` says which cycle the owner's page shows.
    pub fn of(entry: &Recorded, as_of: NaiveDate) -> Self {
        let page = match entry.class {
            Class::Agency => document_page(None, COACHING),
            // What is in the making, and what is held and destroyed, stands on one page, whatever the year.
            class @ (Class::Review | Class::Hr) => format!("{}/index.html", folder(entry.stream, class)),
            class => person_page(entry.stream, class, Cycle::containing(entry.occurred_on), as_of),
        };
        let contested = entry.class == Class::Person && !entry.withdrawn && !entry.contests.is_empty();
        Self { seq: entry.seq, short: entry.short_hash().to_owned(), at: format!("{page}#e{}", entry.seq), contested }
    }

    /// The same without that mark, for a page that everyone employed reads: who contests what is not theirs to know.
    pub fn unmarked(self) -> Self {
        Self { contested: false, ..self }
    }

    /// The name of an entry that stands on a page of its own kind, from its number and hash.
    pub fn on_page(page: &str, seq: u64, hash: &str) -> Self {
        Self { seq, short: hash[..8].to_owned(), at: format!("{page}#e{seq}"), contested: false }
    }

    /// The name of an entry by which an agency set something, from its number and hash: it stands on the page of that
    /// agency's standard work.
    pub fn of_agency(directory: &Directory, seq: u64, hash: &str) -> Self {
        Self::of_document(directory.added_setter(seq), COACHING, seq, hash)
    }

    /// The name of an entry about a standard-work document, which stands on that document's page; `added` is the agency
    /// that keeps it, where that is another than the first one.
    pub fn of_document(added: Option<Id>, document: DocumentId, seq: u64, hash: &str) -> Self {
        Self::on_page(&document_page(added, document), seq, hash)
    }
}

/// The page of an agency's holds, orders of destruction and periods of retention.
pub fn keeping_page(agency: Id) -> String {
    format!("{}/index.html", folder(agency, Class::Hr))
}

/// The name of an entry of an agency's record keeping, which stands on the page of it.
pub fn keeping_entry<T>(agency: Id, dated: &Dated<T>) -> EntryRef {
    EntryRef::on_page(&keeping_page(agency), dated.seq, &dated.hash)
}

/// The page of a standard-work document of an agency as it is in force; the coaching standard's has the policies too.
pub fn document_page(added: Option<Id>, document: DocumentId) -> String {
    match document {
        COACHING => agency_page(added, "standard-work.html"),
        other => agency_page(added, &format!("standard-work/{other}.html")),
    }
}

/// The page of one version of a standard-work document of an agency.
pub fn version_page(added: Option<Id>, document: DocumentId, version: u32) -> String {
    agency_page(added, &format!("standard-work/version/{document}-{version}.html"))
}

/// Where the kept copy of a supporting document is published: by the hash of its bytes.
pub fn copy_page(added: Option<Id>, hash: &str, format: Format) -> String {
    agency_page(added, &format!("standard-work/copy/{}.{format}", &hash[..hash.len().min(32)]))
}

/// When an entry was recorded, on the clock of a zone.
pub fn local(entry: &Recorded, zone: Tz) -> NaiveDateTime {
    entry.recorded_at.with_timezone(&zone).naive_local()
}

/// The days between happening and recording, on the clock of a zone, where an entry was recorded later.
pub fn late_days(entry: &Recorded, zone: Tz) -> Option<i64> {
    // Of what was destroyed it is not known when it happened.
    if entry.event.is_destroyed() {
        return None;
    }
    let days = (local(entry, zone).date() - entry.occurred_on).num_days();
    (days > 0).then_some(days)
}

/// A page of an agency: those of the first one lie above the folders of the others.
pub fn agency_page(added: Option<Id>, name: &str) -> String {
    added.map_or_else(|| format!("agency/{name}"), |id| format!("agency/{id}/{name}"))
}

/// The folder of the pages of one owner and one class: the path alone says who may read (SITE.md, "Access").
pub fn folder(owner: Id, class: Class) -> String {
    format!("e/{}/{owner}/{class}", owner.shard())
}

/// The page of an owner and a class that shows a cycle: the current one is the folder's index.
pub fn person_page(owner: Id, class: Class, cycle: Cycle, as_of: NaiveDate) -> String {
    let folder = folder(owner, class);
    if cycle >= Cycle::containing(as_of) {
        format!("{folder}/index.html")
    } else {
        format!("{folder}/{}.html", cycle.name())
    }
}
