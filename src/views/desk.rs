//! The leader's desk: today, this week, what is overdue, and how each report stands. Counts, dates and names; never a
//! word of anybody's notes.

use super::{
    cadence::{Finding, cadence},
    commitments::{Standing, commitments},
    cycle::Cycle,
    reach::{Reach, marks, reach},
    sight::{Named, Sight},
    words::{count, day, month_of},
    year::{MonthView, month},
};
use crate::domain::{Directory, Person, Side};
use chrono::{Datelike, Days, NaiveDate, NaiveDateTime};
use serde::Serialize;

/// The desk of a leader on a day.
#[derive(Clone, Debug, Serialize)]
pub struct Desk {
    /// Whose desk.
    pub leader: Named,
    /// The week that contains the day, Monday to Sunday.
    pub week: (NaiveDate, NaiveDate),
    /// The meetings of the day.
    pub today: Vec<DeskMeeting>,
    /// The meetings of the week, with those of the day.
    pub this_week: Vec<DeskMeeting>,
    /// What is overdue, the longest first.
    pub overdue: Vec<DeskLine>,
    /// The reports, by name.
    pub reports: Vec<ReportRow>,
    /// How far the leader's critical messages have come (2.K3).
    pub reach: Vec<Reach>,
    /// The month that the minutes are of.
    pub month: NaiveDate,
}

/// A meeting on the desk.
#[derive(Clone, Debug, Serialize)]
pub struct DeskMeeting {
    /// With whom.
    pub person: Named,
    /// When, local time of the employee's office.
    pub start: NaiveDateTime,
    /// The zone's letters.
    pub zone: String,
    /// Whether the employee prepared in writing.
    pub employee_prepared: bool,
    /// Whether the leader did.
    pub leader_prepared: bool,
    /// Whether it was held.
    pub held: bool,
}

/// Something overdue.
#[derive(Clone, Debug, Serialize)]
pub struct DeskLine {
    /// About whom.
    pub person: Named,
    /// What.
    pub what: String,
    /// Since when.
    pub since: NaiveDate,
}

/// How a report stands.
#[derive(Clone, Debug, Serialize)]
pub struct ReportRow {
    /// Who.
    pub person: Named,
    /// The position.
    pub position: Option<String>,
    /// The next meeting.
    pub next: Option<DeskMeeting>,
    /// The last meeting held.
    pub last_held: Option<NaiveDate>,
    /// A held meeting whose record is not finalised.
    pub not_finalised: Option<NaiveDate>,
    /// The employee's open commitments.
    pub employee_open: usize,
    /// The leader's own open commitments towards them.
    pub leader_open: usize,
    /// Open commitments past due, of both.
    pub overdue: usize,
    /// The month so far, against the policy.
    pub month: MonthView,
    /// What falls short.
    pub findings: Vec<Finding>,
}

/// The desk of a leader over the folded reports.
pub fn desk<'a>(
    leader: Named,
    reports: impl IntoIterator<Item = &'a Person>,
    directory: &Directory,
    as_of: NaiveDate,
) -> Desk {
    let monday = as_of - Days::new(u64::from(as_of.weekday().num_days_from_monday()));
    let week = (monday, monday + Days::new(6));
    let (mut rows, mut this_week, mut overdue, mut messages) = (Vec::new(), Vec::new(), Vec::new(), Vec::new());
    for person in reports {
        let sight = Sight::of(person, directory, as_of);
        let meetings = person.meetings_between(week.0, week.1);
        this_week.extend(meetings.iter().filter(|it| it.fell_out().is_none()).map(|it| on_desk(&sight, it)));
        overdue.extend(overdue_of(&sight));
        messages.extend(marks(&sight));
        rows.push(row(&sight));
    }
    this_week.sort_by(|a: &DeskMeeting, b| (a.start, &a.person.name).cmp(&(b.start, &b.person.name)));
    overdue.sort_by(|a: &DeskLine, b| (a.since, &a.person.name).cmp(&(b.since, &b.person.name)));
    rows.sort_by(|a, b| a.person.name.cmp(&b.person.name));
    let today = this_week.iter().filter(|it| it.start.date() == as_of).cloned().collect();
    let reach = reach(leader.id, &messages);
    Desk { leader, week, today, this_week, overdue, reports: rows, reach, month: month_of(as_of) }
}

fn on_desk(sight: &Sight<'_>, meeting: &crate::domain::meeting::Meeting) -> DeskMeeting {
    DeskMeeting {
        person: sight.named(),
        start: meeting.starts(),
        zone: super::meetings::zone_letters(sight, meeting.starts()),
        employee_prepared: meeting.prepared(Side::Employee),
        leader_prepared: meeting.prepared(Side::Leader),
        held: meeting.held.is_some(),
    }
}

fn row(sight: &Sight<'_>) -> ReportRow {
    let commitments = commitments(sight);
    let open = |side| commitments.open.iter().filter(|it| it.side == side).count();
    let employee = sight.directory.people.get(&sight.person.id);
    ReportRow {
        person: sight.named(),
        position: employee.and_then(|it| it.position.as_ref()).map(|it| it.position.clone()),
        next: sight.next_meeting().as_ref().map(|meeting| on_desk(sight, meeting)),
        last_held: sight.person.last_held().map(|meeting| meeting.date()),
        not_finalised: sight.person.unfinished_meeting().map(|meeting| meeting.date()),
        employee_open: open(Side::Employee),
        leader_open: open(Side::Leader),
        overdue: commitments.open.iter().filter(|it| it.standing == Standing::Overdue).count(),
        month: month(sight, month_of(sight.as_of)),
        findings: cadence(sight, Cycle::containing(sight.as_of)),
    }
}

/// What is overdue with one report: passed meetings without a record, records not finalised, commitments past due.
fn overdue_of(sight: &Sight<'_>) -> Vec<DeskLine> {
    let mut lines = Vec::new();
    let mut add = |what: String, since: Option<NaiveDate>| {
        lines.extend(since.map(|since| DeskLine { person: sight.named(), what, since }));
    };
    let yesterday = sight.as_of.pred_opt().unwrap_or(sight.as_of);
    let past = sight.person.meetings_between(sight.cycle().from, yesterday);
    let silent: Vec<_> = past.iter().filter(|meeting| meeting.is_to_come()).map(|meeting| meeting.date()).collect();
    let unfinished: Vec<_> =
        past.iter().filter(|meeting| meeting.is_unfinished()).map(|meeting| meeting.date()).collect();
    for (days, what) in
        [(silent, "neither held nor cancelled on record"), (unfinished, "held, the record not finalised")]
    {
        if let Some(first) = days.first() {
            let which = if days.len() == 1 { String::new() } else { format!(" and {} since", days.len() - 1) };
            add(format!("1:1 of {}{which}: {what}", day(*first)), first.succ_opt());
        }
    }
    for side in Side::ALL {
        let late: Vec<_> = commitments(sight)
            .open
            .into_iter()
            .filter(|it| it.side == *side)
            .filter_map(|it| it.overdue_since)
            .collect();
        if let Some(since) = late.iter().min() {
            add(format!("{} of the {side} past due", count(late.len(), "commitment")), Some(*since));
        }
    }
    lines
}
