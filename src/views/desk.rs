//! The leader's desk: today, this week, what is overdue, and how each report stands. Counts, dates and names; never a
//! word of anybody's notes. It is a fold over the summaries of the reports.

use super::{
    check::Short,
    prepared::Prepared,
    reach::{Reach, reach},
    sight::Named,
    summary::{Summary, week_of},
    words::month_of,
    year::MonthView,
};
use chrono::{NaiveDate, NaiveDateTime};
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
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct DeskMeeting {
    /// With whom.
    pub person: Named,
    /// When, local time of the employee's office.
    pub start: NaiveDateTime,
    /// The zone's letters.
    pub zone: String,
    /// How many of the two sides prepared in writing; which of them is between the two.
    pub prepared: Prepared,
    /// Whether it was held.
    pub held: bool,
}

/// Something overdue.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct DeskLine {
    /// About whom.
    pub person: Named,
    /// What.
    pub what: String,
    /// Since when.
    pub since: NaiveDate,
}

/// How a report stands.
#[derive(Clone, Debug, PartialEq, Serialize)]
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
    /// What falls short, by rule.
    pub short: Vec<Short>,
    /// How much that is together.
    pub findings: usize,
}

/// The desk of a leader over the summaries of the reports, all of the same day.
pub fn desk<'a>(leader: Named, reports: impl IntoIterator<Item = &'a Summary>, as_of: NaiveDate) -> Desk {
    let (mut rows, mut this_week, mut overdue, mut messages) = (Vec::new(), Vec::new(), Vec::new(), Vec::new());
    for report in reports {
        this_week.extend(report.this_week.iter().cloned());
        overdue.extend(report.overdue.iter().cloned());
        messages.extend(&report.messages);
        rows.push(report.row.clone());
    }
    this_week.sort_by(|a: &DeskMeeting, b| (a.start, &a.person).cmp(&(b.start, &b.person)));
    overdue.sort_by(|a: &DeskLine, b| (a.since, &a.person).cmp(&(b.since, &b.person)));
    rows.sort_by(|a: &ReportRow, b| a.person.cmp(&b.person));
    let today = this_week.iter().filter(|it| it.start.date() == as_of).cloned().collect();
    let reach = reach(leader.id, messages);
    Desk { leader, week: week_of(as_of), today, this_week, overdue, reports: rows, reach, month: month_of(as_of) }
}
