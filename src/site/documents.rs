//! The pages of standard-work documents: one of each further document, and one of every version of all (J.purpose).

use super::{
    Copies,
    agencies::{in_agency, zone},
    pages::{Ground, Page, laid_out},
    table::{Kind, agencys},
};
use crate::{
    domain::{Directory, document::COACHING, names::DocumentId},
    id::Id,
    views::{
        EntryRef,
        document::{SheetView, VersionRow, documents, sheet, supporting, versions},
        entry::document_page,
    },
};
use std::collections::BTreeMap;

/// What the page of the coaching standard prints of documents, and the last entry behind that.
pub(super) fn of_coaching(ground: &Ground<'_>, agency: Id, page: &mut Page) -> Option<EntryRef> {
    let list = documents(ground.directory, agency, ground.as_of);
    let supporting = supporting(ground.directory, agency, COACHING);
    let named = list.iter().flat_map(|line| line.in_force.iter().chain(&line.next)).map(|it| &it.entry);
    let last = named.chain(supporting.last()).max_by_key(|entry| entry.seq).cloned();
    page.context.insert("documents", &list);
    page.context.insert("supporting", &supporting);
    last
}

/// The pages of an agency's documents but that of the coaching standard, and of the versions of all. Those of the
/// minimum are the first agency's, whoever goes by it.
pub(super) fn pages(ground: &Ground<'_>, agency: Id) -> Vec<Page> {
    let mut pages = Vec::new();
    let own = |id: &DocumentId| *id != COACHING || ground.directory.has_own_standard(agency);
    for id in ground.directory.documents_of(agency).into_iter().filter(own) {
        let rows = versions(ground.directory, agency, id);
        if id != COACHING {
            pages.extend(document(ground, (agency, id), &rows));
        }
        pages.extend(rows.iter().filter_map(|row| version(ground, (agency, id), row)));
    }
    pages
}

/// The kept copies that an agency's page links to: where each is published, and its bytes.
pub(super) fn copies<'c>(directory: &Directory, all: &'c Copies) -> BTreeMap<String, &'c [u8]> {
    let mut copies = BTreeMap::new();
    for (agency, _) in directory.agencies() {
        for id in directory.documents_of(agency) {
            let rows = supporting(directory, agency, id).rows;
            let kept = rows.into_iter().filter_map(|row| Some((row.copy?.at, all.get(&row.hash?)?.as_slice())));
            copies.extend(kept);
        }
    }
    copies
}

/// The page of a document as it is in force.
fn document(ground: &Ground<'_>, (agency, id): (Id, DocumentId), rows: &[VersionRow]) -> Option<Page> {
    let view = sheet(ground.directory, (agency, id), None, ground.as_of)?;
    let supporting = supporting(ground.directory, agency, id);
    let all = rows.iter().map(|row| &row.entry).chain(supporting.last());
    let last = all.max_by_key(|entry| entry.seq).cloned();
    let added = ground.directory.sets_for_itself(agency);
    let (row, _) = agencys(Kind::Document, Kind::OtherDocument, added);
    let mut page = laid_out(row, document_page(added, id), last);
    page.context.insert("supporting", &supporting);
    page.context.insert("versions", &rows);
    Some(finished(ground, added, page, &view, false))
}

/// The page of one version, with what it says otherwise than the one before.
fn version(ground: &Ground<'_>, (agency, id): (Id, DocumentId), it: &VersionRow) -> Option<Page> {
    let view = sheet(ground.directory, (agency, id), Some(it.version), ground.as_of)?;
    let next = view.replaced_by.as_ref().map(|next| &next.entry);
    let last = next.unwrap_or(&it.entry).clone();
    let added = ground.directory.sets_for_itself(agency);
    let (row, _) = agencys(Kind::Version, Kind::OtherVersion, added);
    let mut page = laid_out(row, it.at.clone(), Some(last));
    page.context.insert("versions", &[it]);
    page.context.insert("page_of", &document_page(added, id));
    Some(finished(ground, added, page, &view, true))
}

fn finished(ground: &Ground<'_>, added: Option<Id>, mut page: Page, view: &SheetView, one: bool) -> Page {
    page.context.insert("page", "document");
    page.context.insert("one", &one);
    page.context.insert("v", view);
    page.context.insert("zone", &zone(ground.directory, added));
    in_agency(ground, added, page)
}
