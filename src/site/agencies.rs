//! What the pages of an agency print: its own page, of the first one the front page, its units and its standard work.

use super::{
    adopting::flagged,
    documents,
    everyone::Everyone,
    pages::{Ground, Page, laid_out, page},
    picture::{Bars, Column, bars},
    table::{Kind, Row, agencys, unit_page, unit_path},
};
use crate::{
    domain::Directory,
    id::Id,
    views::{
        EntryRef,
        catalogue::kinds,
        directory::{AgencyLine, DirectoryView, UnitLine, directory, unit as unit_view},
        entry::keeping_page,
        standard::standard,
        structure::Unit,
    },
};
use serde::Serialize;

/// A unit on the front page, with the path of its own.
#[derive(Serialize)]
struct UnitLink {
    #[serde(flatten)]
    line: UnitLine,
    at: String,
}

/// An agency of several, with the path of its page.
#[derive(Serialize)]
struct AgencyLink {
    #[serde(flatten)]
    line: AgencyLine,
    at: String,
}

/// The page of an agency with its units and its counts; the first one's is the front page.
pub(super) fn front(ground: &Ground<'_>, agency: Option<Id>) -> Page {
    let Ground { directory: all, everyone, as_of } = *ground;
    let mut view = directory(all, agency, (&everyone.structure, &everyone.counts), as_of);
    let units: Vec<_> = view.units.drain(..).map(|line| UnitLink { at: unit_path(&line.unit), line }).collect();
    let link = |line: AgencyLine| AgencyLink { at: agency_index(line.agency).1, line };
    let agencies: Vec<_> = view.agencies.drain(..).map(link).collect();
    let own = agency.map(|id| all.own(id)).unwrap_or_default();
    let standards = all.standards.iter().chain(own.standards).map(|set| (set.seq, &set.hash));
    let cadences = all.policies.iter().chain(own.policies).map(|set| (set.seq, &set.hash));
    let set = standards.chain(cadences).max().map(|(seq, hash)| EntryRef::of_agency(all, seq, hash));
    let changes = view.changes.iter().map(|change| change.entry.clone());
    let last = set.into_iter().chain(changes).chain(everyone.counts.newest(agency).cloned());
    let last = last.max_by_key(|entry| entry.seq);
    let (row, path) = agency_index(agency);
    let mut page = laid_out(row, path, last);
    page.context.insert("page", if agency.is_some() { "agency" } else { "directory" });
    page.context.insert("keeping_at", &agency.or_else(|| all.first_agency()).map(keeping_page));
    page.context.insert("picture", &held_picture(&view));
    page.context.insert("units", &units);
    page.context.insert("agencies", &agencies);
    page.context.insert("v", &view);
    page.context.insert("zone", &zone(all, agency));
    in_agency(ground, agency, page)
}

/// The row and the path of an agency's own page.
fn agency_index(agency: Option<Id>) -> (&'static Row, String) {
    agencys(Kind::Directory, Kind::OtherAgency, agency)
}

/// The clock that the pages of an agency name.
pub(super) fn zone(directory: &Directory, agency: Option<Id>) -> String {
    agency.map_or_else(|| directory.zone(), |id| directory.zone_of(id)).to_string()
}

/// A page with the way to its agency's page and to the standard work that holds there, where that is not the first
/// one's.
pub(super) fn in_agency(ground: &Ground<'_>, agency: Option<Id>, mut page: Page) -> Page {
    if let Some(id) = agency {
        page.context.insert("agency_at", &agency_index(agency).1);
        if ground.directory.sets_for_itself(id).is_some() {
            page.context.insert("standard_at", &agencys(Kind::Standard, Kind::OtherStandard, agency).1);
        }
    }
    page
}

/// The standard work of an agency, once there is a sheet: the coaching standard with the policies, its versions, and the
/// agency's other documents; of another than the first one, once it has set anything for itself.
pub(super) fn sheets(ground: &Ground<'_>, agency: Option<Id>) -> Vec<Page> {
    let directory = ground.directory;
    let mut pages: Vec<_> = agency.is_none().then(|| catalogue(ground)).into_iter().collect();
    let id = agency.map_or_else(|| directory.first_agency(), |id| directory.sets_for_itself(id));
    if let Some(id) = id {
        pages.extend(sheet(ground, (agency, id)));
        pages.extend(documents::pages(ground, id));
    }
    pages
}

/// What can be recorded. It is the program's: no entry changes it.
fn catalogue(ground: &Ground<'_>) -> Page {
    let mut page = page(Kind::Catalogue, None, ground.cycle(), None);
    page.context.insert("page", "catalogue");
    page.context.insert("groups", &kinds());
    page.context.insert("zone", &zone(ground.directory, None));
    page
}

fn sheet(ground: &Ground<'_>, (agency, id): (Option<Id>, Id)) -> Option<Page> {
    let directory = ground.directory;
    let view = standard(directory, id, ground.as_of)?;
    let rows = view.versions.iter().map(|row| &row.entry);
    let rows = rows.chain(view.cadences.iter().chain(&view.gaps).map(|row| &row.entry));
    let rows = rows.chain(view.cycles.iter().map(|row| &row.entry));
    let last = rows.max_by_key(|entry| entry.seq).cloned();
    let (row, path) = agencys(Kind::Standard, Kind::OtherStandard, agency);
    let mut page = laid_out(row, path, None);
    let beside = documents::of_coaching(ground, id, &mut page);
    page.context.insert("changed", &last.into_iter().chain(beside).max_by_key(|entry| entry.seq));
    page.context.insert("page", "standard");
    page.context.insert("v", &view);
    page.context.insert("zone", &zone(directory, agency));
    Some(in_agency(ground, agency, page))
}

/// The page of one unit.
pub(super) fn unit(ground: &Ground<'_>, unit: &Unit) -> Page {
    let Everyone { structure, summaries, .. } = ground.everyone;
    let people = structure.people_of(unit).filter_map(|id| summaries.get(&id));
    let view = unit_view(ground.directory, unit, structure, people);
    let (row, path) = unit_page(unit);
    let mut page = laid_out(row, path, None);
    page.context.insert("rests_on", &view.rests_on);
    page.context.insert("page", "unit");
    page.context.insert("v", &view);
    page.context.insert("zone", &zone(ground.directory, unit.agency));
    in_agency(ground, unit.agency, page)
}

fn held_picture(view: &DirectoryView) -> Bars {
    let column = |it: &crate::views::adoption::HeldMonth| Column {
        label: it.month.format("%b").to_string(),
        value: it.count,
        level: None,
        short: false,
    };
    let months: Vec<_> = view.held.months.iter().map(|it| it.month).collect();
    flagged(bars(&view.held.months.iter().map(column).collect::<Vec<_>>(), ""), &months, &view.changes)
}
