//! Who is there on a day: leave, leaving and coming back, and who stands in for a leader.
//!
//! What is recorded are days alone, never a reason. Who leads whom on a day, and that a leader's place is vacant, is
//! derived from them.

use super::{
    directory::Directory,
    event::Event,
    records::Recorded,
    roster::{Employee, Line},
};
use crate::id::Id;
use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

/// `leave-started`; never a reason
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct LeaveStarted {
    /// The first day of the leave.
    pub from: NaiveDate,
}

/// `leave-ended`
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct LeaveEnded {
    /// The last day of the leave.
    pub last: NaiveDate,
}

/// `employee-separated`; never a reason
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct EmployeeSeparated {
    /// The last day of employment.
    pub last: NaiveDate,
}

/// `employee-rehired`
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct EmployeeRehired {
    /// The first day of the new employment.
    pub from: NaiveDate,
}

/// `acting-line-assigned`
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ActingLineAssigned {
    /// Who stands in for the leader of record.
    pub leader: Id,
    /// The first day.
    pub from: NaiveDate,
    /// The last day, where it is known.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub until: Option<NaiveDate>,
}

/// `acting-line-ended`
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ActingLineEnded {
    /// Who stood in.
    pub leader: Id,
    /// The last day.
    pub to: NaiveDate,
}

/// Days from one to another, both included; open where no last day is known.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Stretch {
    /// The first day.
    pub from: NaiveDate,
    /// The last day, once it is known.
    pub to: Option<NaiveDate>,
}

impl Stretch {
    /// Whether it covers a day.
    pub fn covers(&self, on: NaiveDate) -> bool {
        self.from <= on && self.to.is_none_or(|to| on <= to)
    }
}

/// When somebody was away, and who stood in for their leader.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Standing {
    /// The leaves, in the order of recording.
    #[serde(skip_serializing_if = "Vec::is_empty", default)]
    pub leaves: Vec<Stretch>,
    /// The days they were not employed, from the day after their last one to the day before they came back.
    #[serde(skip_serializing_if = "Vec::is_empty", default)]
    pub gone: Vec<Stretch>,
    /// Who stood in for their leader, in the order of recording.
    #[serde(skip_serializing_if = "Vec::is_empty", default)]
    pub acting: Vec<Line>,
}

impl Standing {
    /// Whether nothing of it was ever recorded.
    pub fn is_empty(&self) -> bool {
        *self == Self::default()
    }

    /// Whether an earlier last day takes the place of the newest one: they have not come back since, unless on the very
    /// next day.
    pub(super) fn gives_way(&self, last: NaiveDate) -> bool {
        let open = |gone: &Stretch| gone.to.is_none_or(|to| to < gone.from);
        let newest = self.gone.last().filter(|gone| open(gone));
        newest.is_some_and(|gone| last.succ_opt().is_some_and(|from| from < gone.from))
    }

    /// The leave that a last day is of: the one that began last by then, whenever it was recorded.
    pub(super) fn leave_to_end(&self, last: NaiveDate) -> Option<usize> {
        let begun = self.leaves.iter().enumerate().filter(|(_, leave)| leave.from <= last);
        begun.max_by_key(|(_, leave)| leave.from).map(|(at, _)| at)
    }

    /// The acting line that a last day is of: who stands in on it, else who began last by then.
    pub(super) fn acting_to_end(&self, to: NaiveDate, is: impl Fn(&Line) -> bool) -> Option<usize> {
        let begun = || self.acting.iter().enumerate().filter(|(_, line)| line.from <= to && is(line));
        let stands = begun().rfind(|(_, line)| line.covers(to));
        stands.or_else(|| begun().max_by_key(|(_, line)| line.from)).map(|(at, _)| at)
    }
}

/// Folds one entry; says whether it was about somebody's coming, going or being led by who stands in.
pub(super) fn evolve(employee: &mut Employee, entry: &Recorded) -> bool {
    let standing = &mut employee.standing;
    match &entry.event {
        Event::LeaveStarted(it) => standing.leaves.push(Stretch { from: it.from, to: None }),
        Event::LeaveEnded(it) => {
            if let Some(at) = standing.leave_to_end(it.last) {
                standing.leaves[at].to = Some(it.last);
            }
        }
        Event::EmployeeSeparated(it) => {
            if standing.gives_way(it.last) {
                standing.gone.pop();
            }
            standing.gone.extend(it.last.succ_opt().map(|from| Stretch { from, to: None }));
        }
        Event::EmployeeRehired(it) => {
            if let Some(gone) = standing.gone.last_mut() {
                gone.to = it.from.pred_opt();
            }
        }
        Event::ActingLineAssigned(it) => {
            standing.acting.push(Line { leader: it.leader, from: it.from, to: it.until });
        }
        Event::ActingLineEnded(it) => {
            if let Some(at) = standing.acting_to_end(it.to, |line| line.leader == it.leader) {
                standing.acting[at].to = Some(it.to);
            }
        }
        _ => return false,
    }
    true
}

impl Employee {
    /// Whether they are employed on a day: not after their last day, unless they came back.
    pub fn is_employed(&self, on: NaiveDate) -> bool {
        !self.standing.gone.iter().any(|gone| gone.covers(on))
    }

    /// The leave they are on that day.
    pub fn leave_on(&self, on: NaiveDate) -> Option<Stretch> {
        let leaves = self.standing.leaves.iter().rev();
        leaves.copied().find(|leave| leave.covers(on)).filter(|_| self.is_employed(on))
    }

    /// Whether they are there from a day on for good, as far as is recorded: not gone, and no last day to come.
    pub fn stays_from(&self, on: NaiveDate) -> bool {
        self.standing.gone.iter().all(|gone| gone.to.is_some_and(|to| to < on))
    }

    /// Whether the newest that is recorded has them there.
    pub fn stays(&self) -> bool {
        self.is_employed(NaiveDate::MAX)
    }

    /// Their last day, where they are gone on a day.
    pub fn last_day(&self, on: NaiveDate) -> Option<NaiveDate> {
        self.standing.gone.iter().find(|gone| gone.covers(on)).and_then(|gone| gone.from.pred_opt())
    }

    /// Their last day before they left, where they did so between two days, or were gone on the second.
    fn left_since(&self, from: NaiveDate, on: NaiveDate) -> Option<NaiveDate> {
        let left = |gone: &&Stretch| gone.covers(on) || from < gone.from && gone.from <= on;
        self.standing.gone.iter().find(left).and_then(|gone| gone.from.pred_opt())
    }

    /// Whether they stayed from one day to another: a line that began before somebody left does not come back with
    /// them.
    fn stayed(&self, from: NaiveDate, on: NaiveDate) -> bool {
        self.left_since(from, on).is_none()
    }
}

impl Directory {
    /// Whether somebody is employed on a day; whom nobody knows is not.
    pub fn is_employed(&self, id: Id, on: NaiveDate) -> bool {
        self.people.get(&id).is_some_and(|employee| employee.is_employed(on))
    }

    /// Whether a line of somebody still holds on a day: neither of the two has left since it began.
    pub(super) fn holds(&self, employee: &Employee, line: &Line, on: NaiveDate) -> bool {
        let leader = self.people.get(&line.leader).is_none_or(|leader| leader.stayed(line.from, on));
        leader && employee.stayed(line.from, on)
    }

    /// The last day of a line of somebody as a day knows it: as recorded, or because one of the two left.
    pub fn line_ends(&self, employee: &Employee, line: &Line, on: NaiveDate) -> Option<NaiveDate> {
        let leader = self.people.get(&line.leader);
        let left = [Some(employee), leader].into_iter().flatten().filter_map(|it| it.left_since(line.from, on));
        left.chain(line.to).min()
    }

    /// The acting line of a day.
    pub fn acting_on(&self, id: Id, on: NaiveDate) -> Option<&Line> {
        let employee = self.people.get(&id)?;
        let mut acting = employee.standing.acting.iter().rev();
        acting.find(|line| line.covers(on) && self.holds(employee, line, on))
    }

    /// The line of the leader of record on a day, whoever stands in; where two overlap, the later one.
    pub fn line_on(&self, id: Id, on: NaiveDate) -> Option<&Line> {
        let employee = self.people.get(&id)?;
        let line = employee.lines.iter().rev().find(|line| line.covers(on))?;
        self.holds(employee, line, on).then_some(line)
    }

    /// The line that no entry has ended and that still holds: what a new one would take the place of.
    pub fn open_line(&self, id: Id, today: NaiveDate) -> Option<&Line> {
        let employee = self.people.get(&id)?;
        employee.open_line().filter(|line| self.holds(employee, line, today.max(line.from)))
    }

    /// The leader of a person on a day: who stands in, else the leader of record.
    pub fn leader_on(&self, id: Id, on: NaiveDate) -> Option<Id> {
        self.acting_on(id, on).or_else(|| self.line_on(id, on)).map(|line| line.leader)
    }

    /// The line whose leader has left, where nobody leads a person on a day for that alone: a vacancy.
    pub fn vacancy_on(&self, id: Id, on: NaiveDate) -> Option<&Line> {
        let employee = self.people.get(&id)?;
        let line = employee.lines.iter().rev().find(|line| line.covers(on))?;
        let vacant = employee.stayed(line.from, on) && self.leader_on(id, on).is_none();
        vacant.then_some(line)
    }

    /// Who answers for a person on a day: the leader, or in a vacancy who led the leader that left.
    pub fn above_on(&self, id: Id, on: NaiveDate) -> Option<Id> {
        if let Some(leader) = self.leader_on(id, on) {
            return Some(leader);
        }
        let mut vacated = self.vacancy_on(id, on)?.clone();
        let mut passed = vec![id];
        loop {
            if passed.contains(&vacated.leader) {
                return None;
            }
            passed.push(vacated.leader);
            let last = self.people.get(&vacated.leader)?.left_since(vacated.from, on)?;
            let line = self.line_on(vacated.leader, last)?;
            if self.people.get(&line.leader).is_none_or(|leader| leader.stayed(line.from, on)) {
                return Some(line.leader).filter(|leader| !passed.contains(leader));
            }
            vacated = line.clone();
        }
    }
}
