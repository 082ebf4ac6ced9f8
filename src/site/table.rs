//! The page table: which page, whose, for whom, where, and by which template. Nothing is published that is not here.
//!
//! Each page has one owner and one audience class, and its path carries both, so that a server decides from the path
//! alone (SITE.md, "Access").

use crate::{
    domain::Class,
    id::Id,
    views::{
        Cycle,
        entry::{agency_page, folder},
        structure::Unit,
    },
};

/// A kind of page.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    /// The agency, its units and its counts.
    Directory,
    /// Who meets whom in one unit.
    Unit,
    /// The sheet, its versions and the policies.
    Standard,
    /// Another agency than the first one, its units and its counts.
    OtherAgency,
    /// Who meets whom in a unit of another agency.
    OtherUnit,
    /// What another agency set for itself: its sheet and policies.
    OtherStandard,
    /// Another standard-work document of another agency.
    OtherDocument,
    /// One version of a standard-work document of another agency.
    OtherVersion,
    /// Another standard-work document of the agency.
    Document,
    /// One version of a standard-work document.
    Version,
    /// The agency's strategic plans and objectives.
    Strategy,
    /// How far the standard is in use.
    Adoption,
    /// A person's current year.
    Year,
    /// One of a person's earlier years.
    EarlierYear,
    /// The agenda of a person's next 1:1 and what stands between the two.
    Next,
    /// What stood between the two in an earlier year.
    EarlierNotes,
    /// A person's goals and metrics, obstacles, recognition and concerns.
    Goals,
    /// A person's problems, countermeasures and ideas.
    Improvement,
    /// What is expected of a person, their appraisals as delivered, the docket, improvement plans.
    Appraisal,
    /// What was known of what a person disputes on each day, against today.
    Replay,
    /// A person's appraisals in the making.
    Review,
    /// How a leader's reports stand.
    Desk,
    /// What a leader planned, ticked by what was held.
    LeaderStandardWork,
    /// What is counted of everybody below a leader of leaders.
    RollUp,
    /// What an agency holds, has destroyed, and what is due, for its human resources.
    Keeping,
    /// Every kind of entry: its fields, who records it, who reads it.
    Catalogue,
}

/// Whose page it is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Whose {
    /// The agency's.
    Agency,
    /// The agency's, one for each unit.
    Unit,
    /// Every agency has one of its own, by its id.
    EachAgency,
    /// Another agency's than the first one.
    OtherAgency,
    /// Another agency's, one for each unit.
    OtherUnit,
    /// Another agency's, one for each further standard-work document.
    OtherDocument,
    /// Another agency's, one for each version of a standard-work document.
    OtherVersion,
    /// The agency's, one for each further standard-work document.
    Document,
    /// The agency's, one for each version of a standard-work document.
    Version,
    /// Everybody has one.
    Person,
    /// Everybody who has a leader, or a record from when they had one.
    Led,
    /// Everybody with a goal, an obstacle, a recognition or a concern on record.
    Aimed,
    /// Everybody with a problem for the chain, or an idea, on record.
    Improving,
    /// Everybody with a performance plan, an appraisal or an improvement plan on record that they may read.
    Appraised,
    /// Everybody who asked for a review.
    Disputing,
    /// Everybody of whom ratings were proposed.
    InTheMaking,
    /// Everybody who leads somebody.
    Leader,
    /// Everybody who leads somebody who leads.
    LeaderOfLeaders,
}

/// One row of the table.
#[derive(Clone, Copy, Debug)]
pub struct Row {
    /// Which page.
    pub kind: Kind,
    /// Whose.
    pub whose: Whose,
    /// For whom.
    pub class: Class,
    /// Its name within the owner's folder of that class, or within the site; `*` stands for the cycle, the unit, the
    /// document or the version.
    pub name: &'static str,
    /// The views it prints.
    pub views: &'static str,
    /// The template that prints them.
    pub template: &'static str,
}

/// The page table.
#[rustfmt::skip]
pub const PAGES: &[Row] = &[
    Row { kind: Kind::Directory,    whose: Whose::Agency, class: Class::Agency, name: "index.html",                template: "directory.html", views: "directory" },
    Row { kind: Kind::Unit,         whose: Whose::Unit,   class: Class::Agency, name: "agency/unit/*.html",        template: "unit.html",      views: "directory" },
    Row { kind: Kind::Standard,     whose: Whose::Agency, class: Class::Agency, name: "agency/standard-work.html", template: "standard.html",  views: "document, standard" },
    Row { kind: Kind::Document, whose: Whose::Document,   class: Class::Agency, name: "agency/standard-work/*.html", template: "document.html", views: "document" },
    Row { kind: Kind::Version,  whose: Whose::Version,    class: Class::Agency, name: "agency/standard-work/version/*.html", template: "document.html", views: "difference, document" },
    Row { kind: Kind::OtherAgency,   whose: Whose::OtherAgency, class: Class::Agency, name: "index.html",          template: "directory.html", views: "directory" },
    Row { kind: Kind::OtherUnit,     whose: Whose::OtherUnit,   class: Class::Agency, name: "unit/*.html",         template: "unit.html",      views: "directory" },
    Row { kind: Kind::OtherStandard, whose: Whose::OtherAgency, class: Class::Agency, name: "standard-work.html",  template: "standard.html",  views: "document, standard" },
    Row { kind: Kind::OtherDocument, whose: Whose::OtherDocument, class: Class::Agency, name: "standard-work/*.html", template: "document.html", views: "document" },
    Row { kind: Kind::OtherVersion,  whose: Whose::OtherVersion,  class: Class::Agency, name: "standard-work/version/*.html", template: "document.html", views: "difference, document" },
    Row { kind: Kind::Strategy,     whose: Whose::Agency, class: Class::Agency, name: "agency/strategy.html",      template: "strategy.html",  views: "strategy" },
    Row { kind: Kind::Adoption,     whose: Whose::Agency, class: Class::Agency, name: "agency/adoption.html",      template: "adoption.html",  views: "trend" },
    Row { kind: Kind::Year,         whose: Whose::Person, class: Class::Person, name: "index.html",                template: "person.html",    views: "access, commitments, handover, development, pinned, year, cause, year_line, check, coverage, meetings, timeline" },
    Row { kind: Kind::EarlierYear,  whose: Whose::Person, class: Class::Person, name: "*.html",                    template: "person.html",    views: "year, cause, year_line, check, coverage, meetings, timeline" },
    Row { kind: Kind::Goals,        whose: Whose::Aimed,  class: Class::Person, name: "goals.html",                template: "goals.html",     views: "goals, obstacles, concerns" },
    Row { kind: Kind::Improvement,  whose: Whose::Improving, class: Class::Person, name: "improvement.html",       template: "improvement.html", views: "problems, ideas" },
    Row { kind: Kind::Appraisal,    whose: Whose::Appraised, class: Class::Person, name: "appraisal.html",         template: "appraisal.html", views: "expectations, docket, appraisal, surprise, dispute" },
    Row { kind: Kind::Replay,       whose: Whose::Disputing, class: Class::Person, name: "replay.html",            template: "replay.html",    views: "compared, dispute, replay" },
    Row { kind: Kind::Review,       whose: Whose::InTheMaking, class: Class::Review, name: "index.html",           template: "review.html",    views: "appraisal, surprise" },
    Row { kind: Kind::Desk,         whose: Whose::Leader, class: Class::Person, name: "desk.html",                 template: "desk.html",      views: "desk, heatmap, leader_standard_work" },
    Row { kind: Kind::LeaderStandardWork, whose: Whose::Leader, class: Class::Person, name: "leader-standard-work.html", template: "work.html", views: "leader_standard_work" },
    Row { kind: Kind::RollUp, whose: Whose::LeaderOfLeaders, class: Class::Person, name: "roll-up.html",            template: "roll.html",     views: "roll_up" },
    Row { kind: Kind::Next,         whose: Whose::Led,    class: Class::Pair,   name: "index.html",                template: "pair.html",      views: "agenda, check, timeline" },
    Row { kind: Kind::EarlierNotes, whose: Whose::Led,    class: Class::Pair,   name: "*.html",                    template: "pair.html",      views: "timeline" },
    Row { kind: Kind::Keeping,      whose: Whose::EachAgency, class: Class::Hr, name: "index.html",                template: "keeping.html",   views: "destruction, holds, retention" },
    Row { kind: Kind::Catalogue,    whose: Whose::Agency, class: Class::Agency, name: "agency/catalogue.html",     template: "catalogue.html", views: "catalogue" },
];

impl Row {
    /// The row of a kind of page.
    pub fn of(kind: Kind) -> &'static Row {
        PAGES.iter().find(|row| row.kind == kind).expect("every kind has a row, and a test reads them all")
    }

    /// The path of the agency's page, or of an owner's in a cycle.
    pub fn path(&self, owner: Option<Id>, cycle: Cycle) -> String {
        match owner {
            None => self.name.to_owned(),
            Some(owner) => format!("{}/{}", folder(owner, self.class), self.name.replace('*', &cycle.name())),
        }
    }
}

/// The row and the path of a page of an agency: of the first one, or of another in a folder of its own.
pub fn agencys(first: Kind, other: Kind, agency: Option<Id>) -> (&'static Row, String) {
    let row = Row::of(if agency.is_some() { other } else { first });
    (row, agency.map_or_else(|| row.name.to_owned(), |id| agency_page(Some(id), row.name)))
}

/// The row and the path of a unit's page. A unit's name is free text, so that its hash stands in the path and never the
/// name.
pub fn unit_page(unit: &Unit) -> (&'static Row, String) {
    let slug = match &unit.name {
        Some(name) => blake3::hash(name.as_bytes()).to_hex()[..16].to_owned(),
        None => "none".to_owned(),
    };
    let (row, path) = agencys(Kind::Unit, Kind::OtherUnit, unit.agency);
    (row, path.replace('*', &slug))
}

/// The path of a unit's page.
pub fn unit_path(unit: &Unit) -> String {
    unit_page(unit).1
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{
        domain::names::DocumentId,
        views::entry::{document_page, keeping_page, version_page},
    };

    #[test]
    fn every_kind_has_one_row_and_no_two_pages_share_a_path() {
        let owner: Id = "00ab34cd56ef7890".parse().expect("an id");
        let cycle = Cycle::containing("2026-06-30".parse().expect("a date"));
        let path = |row: &Row| match row.whose {
            Whose::Agency => row.path(None, cycle),
            Whose::Unit | Whose::OtherUnit => {
                let agency = Some(owner).filter(|_| row.whose == Whose::OtherUnit);
                unit_path(&Unit { agency, name: Some("Permits".to_owned()) })
            }
            Whose::OtherAgency => agency_page(Some(owner), row.name),
            Whose::Document => document_page(None, DocumentId(2)),
            Whose::Version => version_page(None, DocumentId(2), 1),
            Whose::OtherDocument => document_page(Some(owner), DocumentId(2)),
            Whose::OtherVersion => version_page(Some(owner), DocumentId(2), 1),
            _ => row.path(Some(owner), cycle),
        };
        let mut paths: Vec<_> = PAGES.iter().map(path).collect();
        assert!(paths.contains(&"e/00/00ab34cd56ef7890/pair/2025-26.html".to_owned()), "{paths:?}");
        paths.sort();
        paths.dedup();
        assert_eq!(paths.len(), PAGES.len());
    }

    #[test]
    fn documents_and_their_versions_have_the_paths_of_the_table() {
        let other: Id = "00ab34cd56ef7890".parse().expect("an id");
        for added in [None, Some(other)] {
            let of = |first, other, name: &str| agencys(first, other, added).1.replace('*', name);
            assert_eq!(document_page(added, DocumentId(1)), of(Kind::Standard, Kind::OtherStandard, ""));
            assert_eq!(document_page(added, DocumentId(2)), of(Kind::Document, Kind::OtherDocument, "w2"));
            assert_eq!(version_page(added, DocumentId(1), 3), of(Kind::Version, Kind::OtherVersion, "w1-3"));
        }
    }

    #[test]
    fn the_page_of_an_agencys_holds_is_for_its_human_resources_by_its_path() {
        let owner: Id = "00ab34cd56ef7890".parse().expect("an id");
        let row = Row::of(Kind::Keeping);
        let path = row.path(Some(owner), Cycle::containing("2026-06-30".parse().expect("a date")));
        assert_eq!(path, "e/00/00ab34cd56ef7890/hr/index.html");
        assert_eq!((path, row.class), (keeping_page(owner), Class::Hr));
    }

    #[test]
    fn a_units_name_is_in_no_path() {
        let path = |name: &str| unit_path(&Unit { agency: None, name: Some(name.to_owned()) });
        for name in ["../../etc", "Field Sampling", "", "none", "ÄÖ/\\"] {
            let slug = path(name).replace("agency/unit/", "").replace(".html", "");
            assert!(slug.len() == 16 && slug.chars().all(|c| c.is_ascii_hexdigit()), "{slug}");
        }
        assert_ne!(path("Permits"), path("permits"));
        assert_eq!(unit_path(&Unit { agency: None, name: None }), "agency/unit/none.html");
    }

    #[test]
    fn what_is_for_the_two_is_on_pages_for_the_two() {
        for row in PAGES.iter().filter(|row| row.views.contains("agenda")) {
            assert_eq!(row.class, Class::Pair, "{row:?}");
        }
    }
}
