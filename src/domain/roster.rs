//! The roster: who is employed, in which position, who leads whom, who holds which role.
//!
//! Every row of a roster file becomes the differences between what it says and what is recorded.

use super::{
    agency::AgencyJoined,
    audience::closed_list,
    directory::Set,
    event::Event,
    policy::Policy,
    records::Recorded,
    standing::{self, Standing},
};
use crate::id::Id;
use chrono::NaiveDate;
use chrono_tz::Tz;
use serde::{Deserialize, Serialize};
use std::{fmt, str::FromStr};

use super::audience::UnknownWord;

closed_list! {
    /// How a leader holds a reporting line.
    LineNature {
        /// The leader of record.
        Permanent = "permanent",
    }
}

closed_list! {
    /// What a person may be granted beyond being employed and leading.
    Office {
        /// Officer of human resources.
        Hr = "hr",
        /// Auditor.
        Auditor = "auditor",
    }
}

/// `employee-onboarded`
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct EmployeeOnboarded {
    /// The HR system's number, by which a roster names people.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub employee_number: Option<String>,
    /// The name people go by.
    pub name: String,
    /// The login of the operating system.
    pub login: String,
    /// When they were hired.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub hired: Option<NaiveDate>,
    /// Covered by the state personnel system, or uncovered.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub covered: Option<bool>,
}

/// `employee-details-changed`: only what changed is there.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct EmployeeDetailsChanged {
    /// The HR system's number.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub employee_number: Option<String>,
    /// The name.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub name: Option<String>,
    /// The login.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub login: Option<String>,
    /// When they were hired.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub hired: Option<NaiveDate>,
    /// Covered or uncovered.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub covered: Option<bool>,
}

/// `position-assigned`
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct PositionAssigned {
    /// The position's title.
    pub position: String,
    /// The tier: frontline, supervisor, executive … as the agency names it.
    pub tier: String,
    /// The unit, where the HR system knows one.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub unit: Option<String>,
    /// The office.
    pub office: String,
    /// The office's time zone, by its IANA name.
    pub time_zone: Tz,
    /// Since when.
    pub from: NaiveDate,
}

/// `probation-started`
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ProbationStarted {
    /// Its last day.
    pub ends: NaiveDate,
}

/// `reporting-line-assigned`
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ReportingLineAssigned {
    /// The leader.
    pub leader: Id,
    /// The first day.
    pub from: NaiveDate,
    /// How it is held.
    pub nature: LineNature,
}

/// `reporting-line-ended`
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ReportingLineEnded {
    /// The leader.
    pub leader: Id,
    /// The last day.
    pub to: NaiveDate,
}

/// `role-granted`
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct RoleGranted {
    /// The role.
    pub role: Office,
}

/// `role-revoked`
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct RoleRevoked {
    /// The role.
    pub role: Office,
}

/// A reporting line with its first and last day.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Line {
    /// The leader.
    pub leader: Id,
    /// The first day.
    pub from: NaiveDate,
    /// The last day, once it ended.
    pub to: Option<NaiveDate>,
}

impl Line {
    /// Whether the line is active on a day.
    pub fn covers(&self, on: NaiveDate) -> bool {
        self.from <= on && self.to.is_none_or(|to| on <= to)
    }
}

/// An employee as the roster knows them. The directory keeps one for everybody.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Employee {
    /// The id, which is the id of their stream.
    pub id: Id,
    /// The HR system's number.
    pub employee_number: Option<String>,
    /// The name.
    pub name: String,
    /// The login.
    pub login: String,
    /// When they were hired.
    pub hired: Option<NaiveDate>,
    /// Covered or uncovered.
    pub covered: Option<bool>,
    /// The current position; nothing until a roster says one.
    pub position: Option<PositionAssigned>,
    /// The positions and tiers held before, oldest first: what was asked in a month is judged by the one held then.
    #[serde(skip_serializing_if = "Vec::is_empty", default)]
    pub earlier: Vec<Held>,
    /// The last day of probation.
    pub probation_ends: Option<NaiveDate>,
    /// Every reporting line, oldest first.
    pub lines: Vec<Line>,
    /// The roles held now.
    pub offices: Vec<Office>,
    /// The agencies they joined, oldest first; before the first of these days they belong to the store's first agency,
    /// unless they were hired into the one they joined.
    #[serde(skip_serializing_if = "Vec::is_empty", default)]
    pub agencies: Vec<AgencyJoined>,
    /// The versions of the person's own cadence policy, oldest first.
    #[serde(skip_serializing_if = "Vec::is_empty", default)]
    pub policies: Vec<Set<Policy>>,
    /// When they were away, and who stood in for their leader.
    #[serde(skip_serializing_if = "Standing::is_empty", default)]
    pub standing: Standing,
}

/// A position that was held before the current one.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Held {
    /// The position's title.
    pub position: String,
    /// The tier.
    pub tier: String,
    /// Its last day.
    pub to: NaiveDate,
}

impl Employee {
    fn joined(id: Id, it: &EmployeeOnboarded) -> Self {
        Self {
            id,
            employee_number: it.employee_number.clone(),
            name: it.name.clone(),
            login: it.login.clone(),
            hired: it.hired,
            covered: it.covered,
            position: None,
            probation_ends: None,
            lines: Vec::new(),
            offices: Vec::new(),
            earlier: Vec::new(),
            policies: Vec::new(),
            agencies: Vec::new(),
            standing: Standing::default(),
        }
    }

    /// The agency they had joined by a day; nothing while they belong to the store's first one. Who was hired into an
    /// agency was never of the first: what is of a day before is that agency's too.
    pub fn agency_on(&self, on: NaiveDate) -> Option<Id> {
        let joined = self.agencies.iter().rev().find(|joined| joined.from <= on);
        let hired_into = || self.agencies.first().filter(|first| self.hired.is_some_and(|hired| first.from <= hired));
        joined.or_else(hired_into).map(|joined| joined.agency)
    }

    /// The tier on a day; of a day before the first position, that one's.
    pub fn tier_on(&self, on: NaiveDate) -> Option<&str> {
        let earlier = self.earlier.iter().find(|held| on <= held.to).map(|held| &*held.tier);
        earlier.or(self.position.as_ref().map(|position| &*position.tier))
    }

    /// The position on a day; of a day before the first, that one.
    pub fn position_on(&self, on: NaiveDate) -> Option<&str> {
        let earlier = self.earlier.iter().find(|held| on <= held.to).map(|held| &*held.position);
        earlier.or(self.position.as_ref().map(|position| &*position.position))
    }

    /// Takes a new position in, and keeps the one before where tier or title differ.
    fn assign(&mut self, new: &PositionAssigned) {
        let differs = |old: &PositionAssigned| (&old.position, &old.tier) != (&new.position, &new.tier);
        if let (Some(old), Some(to)) = (self.position.take().filter(differs), new.from.pred_opt()) {
            self.earlier.push(Held { position: old.position, tier: old.tier, to });
        }
        self.position = Some(new.clone());
    }

    /// The line that has not ended.
    pub fn open_line(&self) -> Option<&Line> {
        self.lines.iter().rev().find(|line| line.to.is_none())
    }

    /// The zone of the office, if a position was assigned.
    pub fn zone(&self) -> Option<Tz> {
        self.position.as_ref().map(|position| position.time_zone)
    }
}

/// Folds one entry of a person's stream into what the roster knows; says whether anything was of the roster.
pub fn evolve(employee: &mut Option<Employee>, entry: &Recorded) -> bool {
    if let Event::EmployeeOnboarded(it) = &entry.event {
        *employee = Some(Employee::joined(entry.stream, it));
        return true;
    }
    let Some(employee) = employee else { return false };
    match &entry.event {
        Event::EmployeeDetailsChanged(it) => {
            employee.name = it.name.clone().unwrap_or_else(|| employee.name.clone());
            employee.login = it.login.clone().unwrap_or_else(|| employee.login.clone());
            employee.employee_number = it.employee_number.clone().or(employee.employee_number.take());
            employee.hired = it.hired.or(employee.hired);
            employee.covered = it.covered.or(employee.covered);
        }
        Event::PositionAssigned(it) => employee.assign(it),
        Event::AgencyJoined(it) => employee.agencies.push(it.clone()),
        Event::ProbationStarted(it) => employee.probation_ends = Some(it.ends),
        Event::ReportingLineAssigned(it) => {
            employee.lines.push(Line { leader: it.leader, from: it.from, to: None });
        }
        Event::ReportingLineEnded(it) => {
            if let Some(line) = employee.lines.iter_mut().rev().find(|l| l.leader == it.leader && l.to.is_none()) {
                line.to = Some(it.to);
            }
        }
        Event::RoleGranted(it) if !employee.offices.contains(&it.role) => employee.offices.push(it.role),
        Event::RoleGranted(_) => {}
        Event::RoleRevoked(it) => employee.offices.retain(|office| *office != it.role),
        _ => return standing::evolve(employee, entry),
    }
    true
}
