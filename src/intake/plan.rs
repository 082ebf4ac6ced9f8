//! From rows to what an import would record: only the differences, shown before anything happens.

use super::{
    checks::{Known, between, leave_out},
    difference::{Side, difference},
    homes,
    roster::{RosterFile, Row},
    table::LineError,
};
use crate::{
    domain::{Directory, Proposed, Refusal, authority::may_keep_roster, roster::Employee},
    id::Id,
};
use chrono::NaiveDate;
use std::{
    collections::{BTreeMap, BTreeSet},
    fmt,
};

/// What an import rests on beside the file.
#[derive(Clone, Copy, Debug)]
pub struct Import<'a> {
    /// The agency and everybody in it.
    pub directory: &'a Directory,
    /// Who imports.
    pub actor: Id,
    /// The local day.
    pub today: NaiveDate,
    /// Whether bad lines are left out; without it a bad file records nothing.
    pub skip_bad: bool,
}

/// One difference between the file and what is recorded, in words.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Change {
    /// The line of the file it comes from.
    pub line: usize,
    /// Whom it is about.
    pub person: Id,
    /// What changes: `Ana Begay (E-102): position Inspector -> Senior Inspector`.
    pub text: String,
}

impl fmt::Display for Change {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.text)
    }
}

/// What an import would record.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Plan {
    /// The differences, in the order of the file.
    pub changes: Vec<Change>,
    /// The events they become, one atomic batch.
    pub proposed: Vec<Proposed>,
    /// What is wrong with the file, by line. Without `skip_bad` any error leaves changes and events empty.
    pub errors: Vec<LineError>,
    /// The lines that were left out.
    pub left_out: Vec<usize>,
    /// What a person should know and nothing is recorded about.
    pub notes: Vec<String>,
}

/// Plans the import of a file: compares it with what is recorded. `new_id` draws an id for each new person.
///
/// # Errors
/// Refuses anyone but HR, and rows about people whose roster another agency's HR keep. What is wrong with the file is in [`Plan::errors`].
pub fn plan(import: &Import<'_>, file: &RosterFile, new_id: &mut dyn FnMut() -> Id) -> Result<Plan, Refusal> {
    let Some(agency) = &import.directory.agency else {
        return Err(Refusal::new("The store has no agency yet.", "Run `coach init` first."));
    };
    let own = import.directory.agency_now(import.actor).unwrap_or(agency.id);
    let role = may_keep_roster(import.directory, import.actor, own, "Roster import", import.today)?;
    let mut plan = Plan { errors: file.errors.clone(), ..Plan::default() };
    let (mut rows, mut left_out) = (file.rows.clone(), file.left_out.clone());
    let known = Known::of(import.directory);
    homes::authority(import, &known, &rows)?;
    loop {
        let mut found = between(import.directory, &known, &rows, &left_out, import.skip_bad);
        found.extend(locked_out(import, &known, &rows));
        found.extend(homes::unknown(import.directory, &rows));
        found.extend(homes::leaves(import, &known, &rows));
        found.extend(homes::last_officers(import, &known, &rows));
        let bad: BTreeSet<_> = found.iter().map(|error| error.line).collect();
        plan.errors.extend(found);
        if bad.is_empty() || !import.skip_bad {
            break;
        }
        leave_out(&mut rows, &mut left_out, &bad);
    }
    plan.errors.sort();
    plan.left_out = left_out.iter().map(|gone| gone.line).collect();
    plan.left_out.sort_unstable();
    if !plan.errors.is_empty() && !import.skip_bad {
        plan.left_out = plan.errors.iter().map(|error| error.line).collect();
        plan.left_out.dedup();
        return Ok(plan);
    }
    let people = People::of(import.directory, &known, &rows, new_id);
    for row in &rows {
        let side = Side { import, file, known: &known, people: &people, role };
        plan.notes.extend(namesake(import, &known, row));
        difference(&side, row, &mut plan);
    }
    plan.notes.extend(absent(import.directory, file, (&people, &homes::kept(import, &known, &rows)), import.today));
    Ok(plan)
}

/// The line that would take the importing account's own login away: nobody could record it back.
fn locked_out(import: &Import<'_>, known: &Known<'_>, rows: &[Row]) -> Option<LineError> {
    let own = import.directory.people.get(&import.actor)?;
    let row = rows.iter().find(|row| known.row(row).is_some_and(|employee| employee.id == own.id))?;
    let taken = !row.login.eq_ignore_ascii_case(&own.login);
    let why = || format!("{:?} would take your own login, {:?}, away from you", row.login, own.login);
    taken.then(|| LineError::of_field(row.line, "login", why()))
}

/// A note for a row that joins under the name of somebody who has no employee number yet: the same person, perhaps,
/// under another login.
fn namesake(import: &Import<'_>, known: &Known<'_>, row: &Row) -> Option<String> {
    let same = |e: &&Employee| e.employee_number.is_none() && e.name == row.name;
    let recorded = import.directory.people.values().find(same).filter(|_| known.row(row).is_none())?;
    Some(format!(
        "line {}: {} joins as another person than the one recorded with the login {:?}; if they are the same, give the \
         line that login",
        row.line, row.name, recorded.login
    ))
}

/// Who each row is about, and how everybody is named.
pub(super) struct People {
    by_line: BTreeMap<usize, Id>,
    by_number: BTreeMap<String, Id>,
    labels: BTreeMap<Id, String>,
}

impl People {
    fn of(directory: &Directory, known: &Known<'_>, rows: &[Row], new_id: &mut dyn FnMut() -> Id) -> Self {
        let mut people = Self { by_line: BTreeMap::new(), by_number: BTreeMap::new(), labels: BTreeMap::new() };
        for employee in directory.people.values() {
            people.name(employee.id, &employee.name, employee.employee_number.as_deref());
        }
        for row in rows {
            let id = known.row(row).map_or_else(&mut *new_id, |employee| employee.id);
            people.by_line.insert(row.line, id);
            people.name(id, &row.name, Some(&row.employee_number));
        }
        people
    }

    fn name(&mut self, id: Id, name: &str, number: Option<&str>) {
        self.labels.insert(id, number.map_or_else(|| name.to_owned(), |number| format!("{name} ({number})")));
        self.by_number.extend(number.map(|number| (number.to_owned(), id)));
    }

    /// Whom a row is about.
    pub(super) fn id(&self, row: &Row) -> Id {
        self.by_line[&row.line]
    }

    /// The person of a number.
    pub(super) fn numbered(&self, number: &str) -> Id {
        self.by_number[number]
    }

    /// Name and number, as changes print them.
    pub(super) fn label(&self, id: Id) -> String {
        self.labels.get(&id).cloned().unwrap_or_else(|| id.to_string())
    }
}

/// A note for everybody of these agencies who is employed on record and not in the file: an import never ends anything
/// by silence.
fn absent(
    directory: &Directory,
    file: &RosterFile,
    (people, agencies): (&People, &BTreeSet<Id>),
    today: NaiveDate,
) -> Vec<String> {
    let here: BTreeSet<_> = people.by_line.values().collect();
    let gone = |employee: &&Employee| {
        file.left_out.iter().any(|gone| {
            let login = gone.login.as_ref().is_some_and(|login| login.eq_ignore_ascii_case(&employee.login));
            login || (gone.employee_number.is_some() && gone.employee_number == employee.employee_number)
        })
    };
    let theirs = |e: &&Employee| directory.agency_now(e.id).is_some_and(|agency| agencies.contains(&agency));
    let absent = directory.people.values().filter(|e| !here.contains(&e.id)).filter(|e| !gone(e)).filter(theirs);
    let note = |employee: &Employee| {
        let (label, login) = (people.label(employee.id), &employee.login);
        format!(
            "{label} is recorded and not in the file; nothing was recorded about them. If they left: coach separate \
             {login} --on DATE."
        )
    };
    absent.filter(|employee| employee.is_employed(today)).map(note).collect()
}
