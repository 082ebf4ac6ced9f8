//! One row against what is recorded about that person.

use super::{
    checks::Known,
    homes,
    plan::{Change, Import, People, Plan},
    roster::{RosterFile, Row},
};
use crate::{
    domain::{Event, Proposed, Role, agency::AgencyJoined, roster::*},
    id::Id,
};
use chrono::NaiveDate;
use std::fmt::Display;

/// What every row is compared with.
pub(super) struct Side<'a> {
    /// The import.
    pub import: &'a Import<'a>,
    /// The file.
    pub file: &'a RosterFile,
    /// Everybody on record.
    pub known: &'a Known<'a>,
    /// Who each row is about.
    pub people: &'a People,
    /// In which part it is recorded.
    pub role: Role,
}

/// The differences of one row, in the making.
struct Differences<'a> {
    side: &'a Side<'a>,
    row: &'a Row,
    id: Id,
    plan: &'a mut Plan,
}

impl Differences<'_> {
    fn record(&mut self, event: Event) {
        self.plan.proposed.push(Proposed::new(self.id, self.side.role, self.side.import.today, event));
    }

    fn say(&mut self, what: impl Display) {
        let text = format!("{}: {what}", self.side.people.label(self.id));
        self.plan.changes.push(Change { line: self.row.line, person: self.id, text });
    }

    fn note(&mut self, what: impl Display) {
        self.plan.notes.push(format!("{}: {what}", self.side.people.label(self.id)));
    }

    /// Says a field's difference, if there is one, and gives the new value.
    fn field<T: Clone + PartialEq>(
        &mut self,
        name: &str,
        old: Option<&T>,
        new: &T,
        say: impl Fn(&T) -> String,
    ) -> Option<T> {
        if old == Some(new) {
            return None;
        }
        let old = old.map_or_else(|| "(none)".to_owned(), &say);
        self.say(format!("{name} {old} -> {}", say(new)));
        Some(new.clone())
    }
}

/// Adds what a row changes to the plan.
pub(super) fn difference(side: &Side<'_>, row: &Row, plan: &mut Plan) {
    let known = side.known.row(row);
    let mut differences = Differences { side, row, id: side.people.id(row), plan };
    match known {
        None => differences.join(),
        Some(employee) if !employee.is_employed(side.import.today) => differences.is_back(employee),
        Some(employee) => {
            differences.details(employee);
            differences.agency(employee);
            differences.position(employee);
            differences.probation(employee);
            differences.line(employee);
        }
    }
}

impl Differences<'_> {
    /// The first day of what a first import says: the day of hiring, so that a leader may record days since then.
    fn first_day(&self) -> NaiveDate {
        let today = self.side.import.today;
        self.row.hired.filter(|hired| *hired <= today).unwrap_or(today)
    }

    fn join(&mut self) {
        let row = self.row;
        let leader = row.manager.as_deref().map(|number| self.side.people.numbered(number));
        let led = leader.map_or_else(|| "nobody".to_owned(), |leader| self.side.people.label(leader));
        let first = self.side.import.directory.first_agency();
        let agency = homes::named(self.side.import, self.side.known, row).filter(|agency| Some(*agency) != first);
        let of = agency.map_or_else(String::new, |agency| format!(" of {}", self.agency_name(agency)));
        self.say(format!("joins as {}{of}, reports to {led}", row.position));
        self.record(Event::EmployeeOnboarded(EmployeeOnboarded {
            employee_number: Some(row.employee_number.clone()),
            name: row.name.clone(),
            login: row.login.clone(),
            hired: row.hired,
            covered: Some(row.covered),
        }));
        if let Some(agency) = agency {
            self.record(Event::AgencyJoined(AgencyJoined { agency, from: self.first_day() }));
        }
        self.record(Event::PositionAssigned(self.assigned(row.unit.clone(), self.first_day())));
        if let Some(ends) = row.probation_end {
            self.record(Event::ProbationStarted(ProbationStarted { ends }));
        }
        if let Some(leader) = leader {
            self.assign(leader, self.first_day());
        }
    }

    /// A file never brings anybody back by itself: it would take up a record that was ended on purpose.
    fn is_back(&mut self, employee: &Employee) {
        let last = employee.last_day(self.side.import.today);
        let left = last.map_or_else(String::new, |last| format!(" on {last}"));
        let login = &employee.login;
        self.note(format!("left{left}; nothing was recorded. If they came back: coach rehire {login} --on DATE."));
    }

    fn assigned(&self, unit: Option<String>, from: NaiveDate) -> PositionAssigned {
        PositionAssigned {
            position: self.row.position.clone(),
            tier: self.row.tier.clone(),
            unit,
            office: self.row.office.clone(),
            time_zone: self.row.time_zone,
            from,
        }
    }

    fn assign(&mut self, leader: Id, from: NaiveDate) {
        let nature = LineNature::Permanent;
        self.record(Event::ReportingLineAssigned(ReportingLineAssigned { leader, from, nature }));
    }

    fn details(&mut self, employee: &Employee) {
        let row = self.row;
        // A login that differs in case alone is the same login: HR systems shout, operating systems do not.
        let same_login = employee.login.eq_ignore_ascii_case(&row.login);
        let login = if same_login { employee.login.clone() } else { row.login.clone() };
        let (number, covered) = (employee.employee_number.as_ref(), employee.covered.as_ref());
        let changed = EmployeeDetailsChanged {
            employee_number: self.field("employee number", number, &row.employee_number, String::clone),
            name: self.field("name", Some(&employee.name), &row.name, String::clone),
            login: self.field("login", Some(&employee.login), &login, String::clone),
            hired: row
                .hired
                .and_then(|hired| self.field("hired", employee.hired.as_ref(), &hired, ToString::to_string)),
            covered: self.field("coverage", covered, &row.covered, |covered| {
                if *covered { "covered".into() } else { "uncovered".into() }
            }),
        };
        if let (None, Some(hired)) = (row.hired, employee.hired) {
            self.note(format!("the file has no day of hiring; {hired} stays."));
        }
        if changed != EmployeeDetailsChanged::default() {
            self.record(Event::EmployeeDetailsChanged(changed));
        }
    }

    fn agency_name(&self, agency: Id) -> String {
        self.side.import.directory.agency_name(agency)
    }

    /// A move to another agency from today on. An office is of one agency, and ends with it.
    fn agency(&mut self, employee: &Employee) {
        let import = self.side.import;
        let old = import.directory.agency_now(employee.id);
        let Some(agency) = homes::named(import, self.side.known, self.row).filter(|new| Some(*new) != old) else {
            return;
        };
        let before = old.map_or_else(|| "(none)".to_owned(), |old| self.agency_name(old));
        self.say(format!("agency {before} -> {}", self.agency_name(agency)));
        for role in employee.offices.clone() {
            self.say(format!("no longer {role} of {before}"));
            self.record(Event::RoleRevoked(RoleRevoked { role }));
        }
        self.record(Event::AgencyJoined(AgencyJoined { agency, from: import.today }));
    }

    fn position(&mut self, employee: &Employee) {
        let old = employee.position.as_ref();
        let kept = old.and_then(|old| old.unit.clone()).filter(|_| !self.side.file.has_units);
        let from = if employee.employee_number.is_none() { self.first_day() } else { self.side.import.today };
        let new = self.assigned(self.row.unit.clone().or(kept), from);
        let before = self.plan.changes.len();
        let plain = |unit: &Option<String>| unit.clone().unwrap_or_else(|| "(none)".to_owned());
        self.field("position", old.map(|old| &old.position), &new.position, String::clone);
        self.field("tier", old.map(|old| &old.tier), &new.tier, String::clone);
        if old.is_some() || new.unit.is_some() {
            self.field("unit", old.map(|old| &old.unit), &new.unit, plain);
        }
        self.field("office", old.map(|old| &old.office), &new.office, String::clone);
        self.field("time zone", old.map(|old| &old.time_zone), &new.time_zone, ToString::to_string);
        if self.plan.changes.len() > before {
            self.record(Event::PositionAssigned(new));
        }
    }

    fn probation(&mut self, employee: &Employee) {
        let old = employee.probation_ends;
        match self.row.probation_end {
            Some(ends) if old != Some(ends) => {
                self.field("probation until", old.as_ref(), &ends, ToString::to_string);
                self.record(Event::ProbationStarted(ProbationStarted { ends }));
            }
            None if old.is_some_and(|ends| ends >= self.side.import.today) => {
                let ends = old.expect("just looked at");
                self.note(format!("the file has no end of probation; {ends} stays."));
            }
            _ => {}
        }
    }

    fn line(&mut self, employee: &Employee) {
        let today = self.side.import.today;
        let directory = self.side.import.directory;
        let old = directory.open_line(employee.id, today).map(|line| line.leader);
        let new = self.row.manager.as_deref().map(|number| self.side.people.numbered(number));
        if old == new {
            return;
        }
        let label = |id: Option<Id>| id.map_or_else(|| "nobody".to_owned(), |id| self.side.people.label(id));
        let gone = |id: &Id| directory.people.get(id).is_some_and(|leader| !leader.is_employed(today));
        if let Some(left) = new.filter(gone) {
            let left = label(Some(left));
            return self.note(format!("the file names {left}, who left; nobody leads them until it names another."));
        }
        self.say(format!("reports to {} -> {}", label(old), label(new)));
        if let Some(leader) = old {
            let to = today.pred_opt().expect("a day has a day before");
            self.record(Event::ReportingLineEnded(ReportingLineEnded { leader, to }));
        }
        if let Some(leader) = new {
            let first = employee.employee_number.is_none() && employee.lines.is_empty();
            self.assign(leader, if first { self.first_day() } else { today });
        }
    }
}
