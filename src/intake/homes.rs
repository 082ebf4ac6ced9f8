//! To which agency each row's person belongs, and whether whoever imports keeps that agency's roster.

use super::{checks::Known, plan::Import, roster::Row, table::LineError};
use crate::{
    domain::{Directory, Refusal, refusal::rule},
    id::Id,
};
use std::collections::BTreeSet;

/// The agency that a row names, by its name; that of the person, or of whoever imports, where it names none.
pub(super) fn named(import: &Import<'_>, known: &Known<'_>, row: &Row) -> Option<Id> {
    match &row.agency {
        Some(name) => import.directory.agency_named(name),
        None => import.directory.agency_now(known.row(row).map_or(import.actor, |employee| employee.id)),
    }
}

/// The lines that name an agency that there is not.
pub(super) fn unknown(directory: &Directory, rows: &[Row]) -> Vec<LineError> {
    let wrong = |row: &Row| {
        let name = row.agency.as_ref().filter(|name| directory.agency_named(name).is_none())?;
        let known: Vec<_> = directory.agencies().into_iter().map(|(_, name)| name).collect();
        let why = format!("there is no agency called {name:?}; there is {}", known.join(", "));
        Some(LineError::of_field(row.line, "agency", why))
    };
    rows.iter().filter_map(wrong).collect()
}

/// The line by which whoever imports would leave their own agency, and with it the office in which they import.
pub(super) fn leaves(import: &Import<'_>, known: &Known<'_>, rows: &[Row]) -> Option<LineError> {
    let own = |row: &&Row| known.row(row).is_some_and(|employee| employee.id == import.actor);
    let row = rows.iter().find(own)?;
    let moves = named(import, known, row).is_some_and(|to| Some(to) != import.directory.agency_now(import.actor));
    let why = "your own office ends with a move to another agency; let another officer record it";
    moves.then(|| LineError::of_field(row.line, "agency", why))
}

/// The lines by which the last officers of human resources who stay would leave an agency, and with it their office.
pub(super) fn last_officers(import: &Import<'_>, known: &Known<'_>, rows: &[Row]) -> Vec<LineError> {
    let directory = import.directory;
    let leaves = |row: &Row| {
        let (id, to) = (known.row(row)?.id, named(import, known, row)?);
        let agency = directory.agency_now(id).filter(|agency| *agency != to)?;
        let stays = directory.hr_of(Some(agency)).any(|officer| officer.id == id);
        (stays && id != import.actor).then_some((row.line, id, agency))
    };
    let leave: Vec<_> = rows.iter().filter_map(leaves).collect();
    let last = |(line, id, agency): &(usize, Id, Id)| {
        let stays = directory.hr_of(Some(*agency)).any(|officer| !leave.iter().any(|(_, gone, _)| *gone == officer.id));
        let (name, of) = (directory.name(*id), directory.agency_name(*agency));
        let why = format!(
            "{name} is the last officer of human resources of {of}, and that office ends with a move; name another \
             first: coach role PERSON --grant hr"
        );
        (!stays).then(|| LineError::of_field(*line, "agency", why))
    };
    leave.iter().filter_map(last).collect()
}

/// Refuses rows about people whose roster somebody else keeps: where a person is now, else where they would join. Who
/// lets somebody go records that they go.
pub(super) fn authority(import: &Import<'_>, known: &Known<'_>, rows: &[Row]) -> Result<(), Refusal> {
    let directory = import.directory;
    let elsewhere = |row: &Row| {
        let now = known.row(row).and_then(|employee| directory.agency_now(employee.id));
        let agency = now.or_else(|| named(import, known, row))?;
        let kept = directory.keeps_roster_of(import.actor, Some(agency));
        (!kept).then(|| format!("line {}: {} of {}", row.line, row.name, directory.agency_name(agency)))
    };
    let lines: Vec<_> = rows.iter().filter_map(elsewhere).collect();
    match lines.is_empty() {
        true => Ok(()),
        false => {
            let what = "The roster names people of an agency whose own human resources keep its roster.";
            let next = "Leave their lines out; each agency's human resources import their own.";
            Err(Refusal::new(what, next).by(rule::AGENCY).listing(lines))
        }
    }
}

/// The agencies that rows are about, as far as whoever imports keeps their rosters.
pub(super) fn kept(import: &Import<'_>, known: &Known<'_>, rows: &[Row]) -> BTreeSet<Id> {
    let now = rows.iter().filter_map(|row| import.directory.agency_now(known.row(row)?.id));
    let then = rows.iter().filter_map(|row| named(import, known, row));
    now.chain(then).filter(|agency| import.directory.keeps_roster_of(import.actor, Some(*agency))).collect()
}
