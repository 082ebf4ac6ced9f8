//! The pages of standard-work documents: one of each further document, and one of every version of all (J.purpose).

use super::{
    pages::{Ground, Page, laid_out},
    table::{Kind, Row},
};
use crate::{
    domain::{document::COACHING, names::DocumentId},
    id::Id,
    views::{
        EntryRef,
        document::{SheetView, VersionRow, documents, sheet, supporting, versions},
        entry::document_page,
    },
};

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

/// The pages of an agency's documents but that of the coaching standard, and of the versions of all.
pub(super) fn pages(ground: &Ground<'_>, agency: Id) -> Vec<Page> {
    let mut pages = Vec::new();
    for id in ground.directory.documents_of(agency) {
        let rows = versions(ground.directory, agency, id);
        if id != COACHING {
            pages.extend(document(ground, (agency, id), &rows));
        }
        pages.extend(rows.iter().filter_map(|row| version(ground, (agency, id), row)));
    }
    pages
}

/// The page of a document as it is in force.
fn document(ground: &Ground<'_>, (agency, id): (Id, DocumentId), rows: &[VersionRow]) -> Option<Page> {
    let view = sheet(ground.directory, (agency, id), None, ground.as_of)?;
    let supporting = supporting(ground.directory, agency, id);
    let all = rows.iter().map(|row| &row.entry).chain(supporting.last());
    let last = all.max_by_key(|entry| entry.seq).cloned();
    let mut page = laid_out(Row::of(Kind::Document), document_page(id), last);
    page.context.insert("supporting", &supporting);
    page.context.insert("versions", &rows);
    Some(finished(ground, page, &view, false))
}

/// The page of one version, with what it says otherwise than the one before.
fn version(ground: &Ground<'_>, (agency, id): (Id, DocumentId), row: &VersionRow) -> Option<Page> {
    let view = sheet(ground.directory, (agency, id), Some(row.version), ground.as_of)?;
    let next = view.replaced_by.as_ref().map(|next| &next.entry);
    let last = next.unwrap_or(&row.entry).clone();
    let mut page = laid_out(Row::of(Kind::Version), row.at.clone(), Some(last));
    page.context.insert("versions", &[row]);
    page.context.insert("page_of", &document_page(id));
    Some(finished(ground, page, &view, true))
}

fn finished(ground: &Ground<'_>, mut page: Page, view: &SheetView, one: bool) -> Page {
    page.context.insert("page", "document");
    page.context.insert("one", &one);
    page.context.insert("v", view);
    page.context.insert("zone", &ground.directory.zone().to_string());
    page
}
