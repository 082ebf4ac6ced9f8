//! Why a 1:1 was not held: the leader, the employee, leave of either, a vacancy (learnt the hard way, 7). A cause is
//! derived from what is on record, and never hides the row it belongs to (1.K1).

use super::{
    entry::EntryRef,
    sight::Sight,
    words::{day, month_of},
};
use crate::{
    domain::{Side, meeting::Meeting, standing::Stretch},
    id::Id,
};
use chrono::{Months, NaiveDate};
use serde::Serialize;

/// To whom, or to what, an absence is attributed.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Cause {
    /// The leader: called off, did not come, or said nothing of it.
    Leader,
    /// The employee: called off, or did not come.
    Employee,
    /// The employee was on leave.
    EmployeeLeave,
    /// The leader was on leave, and nobody stood in.
    LeaderLeave,
    /// The leader had left, and nobody led the employee.
    Vacancy,
}

/// What stood in the way on a day, or who stood in.
#[derive(Clone, Debug, PartialEq, Eq)]
struct Absence {
    /// The cause; nothing where somebody stood in for the leader, or the employee had left.
    cause: Option<Cause>,
    /// In few words: `the employee was on leave`.
    short: String,
    /// With its days: `the employee was on leave from 3 October 2025 to 5 December 2025`.
    long: String,
}

/// A meeting that was not held, and why.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Attributed {
    /// The meeting's day.
    pub on: NaiveDate,
    /// To whom it is attributed.
    pub cause: Cause,
    /// In words: `cancelled by the leader while the employee was on leave`.
    pub words: String,
    /// The entry that says so, where it is one of the person's own record.
    pub entry: Option<EntryRef>,
}

/// A stretch of the cycle without a 1:1, longer than a month, into which planned ones fell.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Gap {
    /// The last 1:1 before it.
    pub from: NaiveDate,
    /// The first one after it; nothing while it lasts.
    pub to: Option<NaiveDate>,
    /// How many days lie between them, or since.
    pub days: i64,
    /// Why, in words, in the order of the days.
    pub causes: Vec<String>,
}

/// Longer than the longest month.
const A_MONTH: i64 = 31;

/// Why a meeting that is past or fell out was not held; nothing of one that was, or that is to come.
pub fn cause_of(sight: &Sight<'_>, meeting: &Meeting) -> Option<Attributed> {
    let on = meeting.date();
    if meeting.held.is_some() || meeting.is_to_come() && on >= sight.as_of {
        return None;
    }
    let by = |side: Side| if side == Side::Employee { Cause::Employee } else { Cause::Leader };
    let (said, own, seq) = match (&meeting.cancelled, meeting.missed()) {
        (Some(it), _) => (format!("cancelled by the {}", it.what.by), by(it.what.by), Some(it.seq)),
        (None, Some(it)) => (format!("missed: the {} did not come", it.what.who), by(it.what.who), Some(it.seq)),
        (None, None) => ("neither held nor cancelled on record".to_owned(), Cause::Leader, None),
    };
    let absence = absence_on(sight, on);
    let words = absence.as_ref().map_or_else(|| said.clone(), |it| format!("{said} while {}", it.short));
    let cause = absence.and_then(|it| it.cause).unwrap_or(own);
    Some(Attributed { on, cause, words, entry: seq.and_then(|seq| sight.entry(seq)) })
}

/// Why a month was short, in words: each 1:1 that was not held, then the leave and the vacancy that fell into it.
pub fn causes_in(sight: &Sight<'_>, month: NaiveDate) -> Vec<String> {
    let next = month.checked_add_months(Months::new(1)).unwrap_or(month);
    let last = next.pred_opt().unwrap_or(month).min(sight.as_of);
    causes_between(sight, month, last)
}

/// The same of days, both included.
fn causes_between(sight: &Sight<'_>, from: NaiveDate, to: NaiveDate) -> Vec<String> {
    let fell_out = not_held(sight, from, to).into_iter();
    let fell_out = fell_out.map(|it| format!("{} {}", day(it.on), it.words));
    fell_out.chain(absences(sight, from, to)).collect()
}

/// The meetings of some days that were not held, each with its cause.
pub fn not_held(sight: &Sight<'_>, from: NaiveDate, to: NaiveDate) -> Vec<Attributed> {
    sight.person.meetings_between(from, to).iter().filter_map(|meeting| cause_of(sight, meeting)).collect()
}

/// The gaps of a cycle, oldest first.
pub fn gaps(sight: &Sight<'_>, (first, last): (NaiveDate, NaiveDate)) -> Vec<Gap> {
    let last = last.min(sight.as_of);
    let held = sight.person.meetings.values().filter_map(|meeting| meeting.held.as_ref());
    let mut held: Vec<_> = held.map(|held| held.what.start.date()).filter(|on| *on <= sight.as_of).collect();
    held.sort_unstable();
    let mut gaps = Vec::new();
    for (at, from) in held.iter().enumerate() {
        let to = held.get(at + 1).copied();
        let end = to.unwrap_or(last);
        let days = (end - *from).num_days();
        let inside = (first..=last).contains(from) || (first..=last).contains(&end);
        if days <= A_MONTH || !inside {
            continue;
        }
        let (after, before) = (from.succ_opt().unwrap_or(*from), end.pred_opt().unwrap_or(end));
        let causes = causes_between(sight, after, before);
        if !causes.is_empty() {
            gaps.push(Gap { from: *from, to, days, causes });
        }
    }
    gaps
}

/// Leave, vacancy and who stood in between two days, both included, in their order, each once.
pub fn absences(sight: &Sight<'_>, from: NaiveDate, to: NaiveDate) -> Vec<String> {
    if is_quiet(sight) {
        return Vec::new();
    }
    let mut found: Vec<String> = Vec::new();
    for on in from.iter_days().take_while(|on| *on <= to) {
        found.extend(absence_on(sight, on).map(|it| it.long).filter(|it| !found.contains(it)));
    }
    found
}

/// Whether neither the person nor anybody who ever led them was away: then no day needs a look.
fn is_quiet(sight: &Sight<'_>) -> bool {
    let Some(employee) = sight.directory.people.get(&sight.person.id) else { return true };
    let led_by = |id: &Id| sight.directory.people.get(id);
    employee.standing.is_empty()
        && employee.lines.iter().filter_map(|line| led_by(&line.leader)).all(|leader| leader.standing.is_empty())
}

fn absence_on(sight: &Sight<'_>, on: NaiveDate) -> Option<Absence> {
    let (directory, id) = (sight.directory, sight.person.id);
    let employee = directory.people.get(&id)?;
    let absence = |cause, short: String, days: String| Some(Absence { cause, long: format!("{short}{days}"), short });
    if let Some(gone) = employee.standing.gone.iter().find(|gone| gone.covers(on)) {
        return absence(None, "the employee had left".to_owned(), format!(": not employed{}", stretch(*gone)));
    }
    if let Some(leave) = employee.leave_on(on) {
        return absence(Some(Cause::EmployeeLeave), "the employee was on leave".to_owned(), stretch(leave));
    }
    let Some(leader) = directory.leader_on(id, on).and_then(|leader| directory.people.get(&leader)) else {
        let gone = directory.people.get(&directory.vacancy_on(id, on)?.leader)?;
        let left = gone.standing.gone.iter().rev().find(|gone| gone.from <= on).and_then(|gone| gone.from.pred_opt());
        let days = left.map_or_else(String::new, |left| format!(": {} left on {}", gone.name, day(left)));
        return absence(Some(Cause::Vacancy), "nobody led them".to_owned(), days);
    };
    if let Some(leave) = leader.leave_on(on) {
        let short = "the leader was on leave and nobody stood in".to_owned();
        return absence(Some(Cause::LeaderLeave), short, format!(": {}{}", leader.name, stretch(leave)));
    }
    let acting = directory.acting_on(id, on)?;
    let days = stretch(Stretch { from: acting.from, to: acting.to });
    absence(None, format!("{} stood in for the leader", leader.name), days)
}

/// ` from 3 October 2025 to 5 December 2025`
fn stretch(days: Stretch) -> String {
    match days.to {
        Some(to) => format!(" from {} to {}", day(days.from), day(to)),
        None => format!(" since {}", day(days.from)),
    }
}

/// Why nobody has a 1:1 to come, where leave or a vacancy is on record for the day.
pub fn cause_today(sight: &Sight<'_>) -> Option<String> {
    absence_on(sight, sight.as_of).map(|it| it.long)
}

/// How often each cause counted, of the meetings that were not held.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize)]
pub struct CauseTally {
    /// The leader.
    pub leader: usize,
    /// The employee.
    pub employee: usize,
    /// Leave of the employee.
    pub employee_leave: usize,
    /// Leave of the leader, with nobody who stood in.
    pub leader_leave: usize,
    /// A vacancy.
    pub vacancy: usize,
}

impl CauseTally {
    /// Counts one.
    pub fn add(&mut self, cause: Cause) {
        *match cause {
            Cause::Leader => &mut self.leader,
            Cause::Employee => &mut self.employee,
            Cause::EmployeeLeave => &mut self.employee_leave,
            Cause::LeaderLeave => &mut self.leader_leave,
            Cause::Vacancy => &mut self.vacancy,
        } += 1;
    }
}

/// The month that holds a day is judged only where the person was employed to its end.
pub fn employed_through(sight: &Sight<'_>, month: NaiveDate) -> bool {
    let next = month_of(month).checked_add_months(Months::new(1)).and_then(|next| next.pred_opt());
    let employed = |on| sight.directory.people.get(&sight.person.id).is_none_or(|it| it.is_employed(on));
    employed(month) && next.is_none_or(employed)
}
