//! The calendar of a leader's 1:1s: for each report and each week of the cycle, what became of what was planned.
//! A fold over the summaries of the reports.

use super::{
    cycle::Cycle,
    sight::Named,
    summary::{Summary, week_of},
    tick::{Fate, Tick},
    year_line::Shape,
};
use chrono::{Days, NaiveDate};
use serde::Serialize;

/// The weeks of a cycle.
#[derive(Clone, Debug, Serialize)]
pub struct Heatmap {
    /// The weeks, by their Mondays.
    pub weeks: Vec<NaiveDate>,
    /// A row for each report, by name.
    pub rows: Vec<HeatRow>,
}

/// One report's weeks.
#[derive(Clone, Debug, Serialize)]
pub struct HeatRow {
    /// Who.
    pub person: Named,
    /// What became of each week; nothing where nothing was planned.
    pub weeks: Vec<Option<Shape>>,
}

/// The calendar of some reports in a cycle.
pub fn heatmap<'a>(reports: impl IntoIterator<Item = &'a Summary>, cycle: Cycle) -> Heatmap {
    let mut weeks = Vec::new();
    let mut monday = week_of(cycle.from).0;
    while monday <= cycle.to {
        weeks.push(monday);
        let Some(next) = monday.checked_add_days(Days::new(7)) else { break };
        monday = next;
    }
    let row = |report: &Summary| HeatRow {
        person: report.person.clone(),
        weeks: weeks.iter().map(|monday| week(report, *monday, cycle)).collect(),
    };
    let mut rows: Vec<_> = reports.into_iter().map(row).collect();
    rows.sort_by(|a, b| a.person.cmp(&b.person));
    Heatmap { weeks, rows }
}

/// What became of a week: what was held counts before what was not.
fn week(report: &Summary, monday: NaiveDate, cycle: Cycle) -> Option<Shape> {
    let within = |tick: &&Tick| week_of(tick.on).0 == monday && cycle.contains(tick.on);
    let of = |tick: &Tick| match tick.fate {
        Fate::Held if tick.moved => Shape::Half,
        Fate::Held => Shape::Full,
        Fate::ToCome => Shape::Hollow,
        Fate::Silent | Fate::Missed => Shape::Cross,
        Fate::Cancelled => Shape::Stroke,
    };
    report.ticks.iter().filter(within).map(of).min()
}
