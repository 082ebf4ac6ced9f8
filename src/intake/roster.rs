//! A roster file: which columns it has, and each line as a row or as what is wrong with it.

use super::{
    checks,
    fields::Fields,
    table::{LineError, NotText, Record, records},
};
use chrono::NaiveDate;
use chrono_tz::Tz;
use std::collections::BTreeMap;

/// The columns of a roster, in the order the HR system names them.
pub const COLUMNS: [&str; 13] = [
    "employee_number",
    "name",
    "login",
    "position",
    "tier",
    "unit",
    "manager",
    "office",
    "time_zone",
    "hired",
    "probation_end",
    "covered",
    AGENCY,
];

/// The columns that a file may leave out.
const OPTIONAL: [&str; 2] = [UNIT, AGENCY];
const UNIT: &str = "unit";
const AGENCY: &str = "agency";

/// One person as a roster file names them.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Row {
    /// The line it begins on, counted from 1.
    pub line: usize,
    /// The HR system's number, by which files name people.
    pub employee_number: String,
    /// The name people go by.
    pub name: String,
    /// The login of the operating system.
    pub login: String,
    /// The position's title.
    pub position: String,
    /// The tier.
    pub tier: String,
    /// The unit, where the file names one.
    pub unit: Option<String>,
    /// The employee number of the leader; nothing for the head.
    pub manager: Option<String>,
    /// The office.
    pub office: String,
    /// The office's zone.
    pub time_zone: Tz,
    /// When they were hired.
    pub hired: Option<NaiveDate>,
    /// The last day of probation.
    pub probation_end: Option<NaiveDate>,
    /// Covered or uncovered.
    pub covered: bool,
    /// The agency by name, where the file names one.
    pub agency: Option<String>,
}

/// A line that is not fit to record, as far as it says whom it is about.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct LeftOut {
    /// The line.
    pub line: usize,
    /// The number it names, where it reads.
    pub employee_number: Option<String>,
    /// The login it names, where it reads.
    pub login: Option<String>,
}

/// A roster file as it was read: good rows, and what is wrong with the others.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RosterFile {
    /// The good rows, in the order of the file.
    pub rows: Vec<Row>,
    /// The lines that are not among the rows.
    pub left_out: Vec<LeftOut>,
    /// What is wrong with those, by line.
    pub errors: Vec<LineError>,
    /// The extra columns, which nothing is read from, as the file names them.
    pub ignored: Vec<String>,
    /// Whether the file has a column for units; without one, recorded units stay.
    pub has_units: bool,
}

/// Where each known column stands in the file, how many there are, and the names of the others.
pub(super) struct Header {
    pub(super) at: BTreeMap<&'static str, usize>,
    width: usize,
    ignored: Vec<String>,
}

/// Reads a roster: columns in any order, comma or semicolon, with or without a byte order mark.
///
/// # Errors
/// The file has no readable header with every required column, or nobody in it. What is wrong with single lines is in
/// [`RosterFile::errors`]; who leads whom is checked by [`plan`](super::plan()), which knows who is recorded already.
pub fn read_roster(bytes: &[u8]) -> Result<RosterFile, Vec<LineError>> {
    let records = records(bytes).map_err(|error| vec![error])?;
    let Some((first, lines)) = records.split_first() else {
        return Err(vec![LineError::of_line(1, format!("the file is empty; it needs {}", needed().join(",")))]);
    };
    let header = header(first)?;
    if lines.is_empty() {
        return Err(vec![LineError::of_line(first.line, "the file has a header and nobody below it")]);
    }
    let mut file = RosterFile {
        rows: Vec::new(),
        left_out: Vec::new(),
        errors: Vec::new(),
        has_units: header.at.contains_key(UNIT),
        ignored: header.ignored.clone(),
    };
    for record in lines {
        match row(&header, record) {
            Ok(row) => file.rows.push(row),
            Err((left_out, errors)) => {
                file.left_out.push(left_out);
                file.errors.extend(errors);
            }
        }
    }
    checks::duplicates(&mut file);
    file.errors.sort();
    Ok(file)
}

/// The columns that a file must have.
fn needed() -> Vec<&'static str> {
    COLUMNS.into_iter().filter(|column| !OPTIONAL.contains(column)).collect()
}

fn header(record: &Record) -> Result<Header, Vec<LineError>> {
    let mut header = Header { at: BTreeMap::new(), width: record.fields.len(), ignored: Vec::new() };
    let mut errors = Vec::new();
    for (at, field) in record.fields.iter().enumerate() {
        let Ok(name) = field else {
            errors.push(LineError::of_line(record.line, format!("the name of column {} is not UTF-8", at + 1)));
            continue;
        };
        let plain = name.to_lowercase().replace([' ', '-'], "_");
        match COLUMNS.iter().find(|known| **known == plain) {
            Some(known) if header.at.insert(known, at).is_some() => {
                errors.push(LineError::of_field(record.line, known, "the column is there twice"));
            }
            Some(_) => {}
            None if name.is_empty() => header.ignored.push(format!("column {} (unnamed)", at + 1)),
            None => header.ignored.push(name.escape_debug().to_string()),
        }
    }
    let missing: Vec<_> = needed().into_iter().filter(|column| !header.at.contains_key(column)).collect();
    if !missing.is_empty() {
        let why = format!("the header lacks {}", missing.join(", "));
        errors.push(LineError::of_line(record.line, why));
    }
    if errors.is_empty() { Ok(header) } else { Err(errors) }
}

fn row(header: &Header, record: &Record) -> Result<Row, (LeftOut, Vec<LineError>)> {
    let line = record.line;
    if record.fields.len() != header.width {
        let found = record.fields.len();
        let why =
            format!("it has {found} fields where the header has {}; a comma in a field needs quotes", header.width);
        let number = header.at.get("employee_number").and_then(|at| record.fields.get(*at)?.as_ref().ok());
        let left_out = LeftOut { line, employee_number: number.cloned(), login: None };
        return Err((left_out, vec![LineError::of_line(line, why)]));
    }
    let mut fields = Fields { header, record, errors: Vec::new() };
    let column_at = |at: usize| header.at.iter().find(|(_, place)| **place == at).map(|(name, _)| *name);
    for (at, field) in record.fields.iter().enumerate() {
        if let Err(NotText) = field {
            let why = "it is not UTF-8; save the file as \"CSV UTF-8\"";
            let column = column_at(at).map(str::to_owned);
            fields.errors.push(LineError { line, column, why: why.to_owned() });
        }
    }
    let number = fields.needed("employee_number");
    let (name, login) = (fields.needed("name"), fields.login());
    let (position, tier, unit) = (fields.needed("position"), fields.needed("tier"), fields.text(UNIT));
    let (manager, office, zone) = (fields.text("manager"), fields.needed("office"), fields.zone());
    let (hired, probation_end, covered) = (fields.date("hired"), fields.date("probation_end"), fields.covered());
    let agency = fields.text(AGENCY);
    if manager.is_some() && manager == number {
        fields.wrong("manager", "they would report to themselves");
    }
    if let (Some(hired), Some(end)) = (hired, probation_end)
        && end < hired
    {
        fields.wrong("probation_end", format!("probation ends on {end}, before they were hired on {hired}"));
    }
    let errors = std::mem::take(&mut fields.errors);
    let left_out = LeftOut { line, employee_number: number.clone(), login: login.clone() };
    let row = || {
        Some(Row {
            line,
            employee_number: number?,
            name: name?,
            login: login?,
            position: position?,
            tier: tier?,
            unit,
            manager,
            office: office?,
            time_zone: zone?,
            hired,
            probation_end,
            covered: covered?,
            agency,
        })
    };
    match row() {
        Some(row) if errors.is_empty() => Ok(row),
        _ => Err((left_out, errors)),
    }
}
