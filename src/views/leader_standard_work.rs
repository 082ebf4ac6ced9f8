//! Leader standard work: every 1:1 that a leader planned, ticked by what was held (1.K2). It is derived from the series
//! and the record, and typed by nobody. A fold over the summaries of the reports.

use super::{
    cycle::Cycle,
    sight::Named,
    summary::{Summary, TopicTally, week_of},
    tick::{Tally, Tick},
    words::month_of,
    year::Verdict,
};
use chrono::{Days, NaiveDate};
use serde::Serialize;

/// How many weeks before the one of the day are shown, and how many after it.
const WEEKS: (u64, u64) = (8, 3);

/// A leader's standard work on a day.
#[derive(Clone, Debug, Serialize)]
pub struct LeaderStandardWork {
    /// Whose.
    pub leader: Named,
    /// The cycle that is counted.
    pub cycle: Cycle,
    /// The weeks that are shown one by one, by their Mondays.
    pub weeks: Vec<NaiveDate>,
    /// The week of the day.
    pub this_week: NaiveDate,
    /// The months of the cycle.
    pub months: Vec<NaiveDate>,
    /// A row for each report, by name.
    pub rows: Vec<LswRow>,
    /// All reports together, month by month.
    pub by_month: Vec<Tally>,
    /// All of the cycle up to the day.
    pub total: Tally,
}

/// One report's row.
#[derive(Clone, Debug, Serialize)]
pub struct LswRow {
    /// Who.
    pub person: Named,
    /// The position.
    pub position: Option<String>,
    /// What was planned in each of the weeks.
    pub weeks: Vec<Vec<Tick>>,
    /// Each month of the cycle.
    pub months: Vec<LswMonth>,
    /// The cycle up to the day.
    pub total: Tally,
}

/// One month of one report.
#[derive(Clone, Copy, Debug, Serialize)]
pub struct LswMonth {
    /// What was planned and what became of it.
    #[serde(flatten)]
    pub tally: Tally,
    /// How the month is judged.
    pub verdict: Verdict,
}

/// The standard work of a leader over the summaries of the reports, all of the same day.
pub fn leader_standard_work<'a>(
    leader: Named,
    reports: impl IntoIterator<Item = &'a Summary>,
    as_of: NaiveDate,
) -> LeaderStandardWork {
    let cycle = Cycle::containing(as_of);
    let (months, this_week) = (cycle.months(), week_of(as_of).0);
    let first = this_week.checked_sub_days(Days::new(7 * WEEKS.0)).unwrap_or(this_week);
    let week = |n: u64| first.checked_add_days(Days::new(7 * n));
    let weeks: Vec<_> = (0..=WEEKS.0 + WEEKS.1).filter_map(week).collect();
    let mut reports: Vec<_> = reports.into_iter().collect();
    reports.sort_by(|a, b| a.person.cmp(&b.person));
    let rows = reports.iter().map(|report| row(report, &weeks, &months, cycle, as_of)).collect();
    let all = || reports.iter().flat_map(|report| &report.ticks);
    LeaderStandardWork {
        leader,
        cycle,
        this_week,
        rows,
        by_month: months.iter().map(|month| Tally::of(all().filter(|tick| month_of(tick.on) == *month))).collect(),
        total: Tally::of(all().filter(|tick| has_come(tick, cycle, as_of))),
        weeks,
        months,
    }
}

fn has_come(tick: &Tick, cycle: Cycle, as_of: NaiveDate) -> bool {
    cycle.contains(tick.on) && tick.on <= as_of
}

fn row(report: &Summary, weeks: &[NaiveDate], months: &[NaiveDate], cycle: Cycle, as_of: NaiveDate) -> LswRow {
    let within = |monday: &NaiveDate| {
        let ticks = report.ticks.iter().filter(|tick| week_of(tick.on).0 == *monday);
        ticks.copied().collect()
    };
    let month = |(month, verdict): (&NaiveDate, &Verdict)| LswMonth {
        tally: Tally::of_month(&report.ticks, *month),
        verdict: *verdict,
    };
    LswRow {
        person: report.person.clone(),
        position: report.row.position.clone(),
        weeks: weeks.iter().map(within).collect(),
        months: months.iter().zip(&report.verdicts).map(month).collect(),
        total: Tally::of(report.ticks.iter().filter(|tick| has_come(tick, cycle, as_of))),
    }
}

/// With how many of several people a topic came up.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct TopicReach {
    /// Its number.
    pub id: String,
    /// What people call it.
    pub label: String,
    /// With how many in each month of the cycle.
    pub months: Vec<usize>,
    /// With how many it is past its gap.
    pub overdue: usize,
}

/// With how many of some people each topic came up, month by month (N.topics).
pub fn topic_reach<'a>(people: impl IntoIterator<Item = &'a Summary>) -> Vec<TopicReach> {
    let mut all: Vec<TopicReach> = Vec::new();
    for topic in people.into_iter().flat_map(|person| &person.topics) {
        let at = all.iter().position(|known| known.id == topic.id).unwrap_or_else(|| {
            all.push(begun(topic));
            all.len() - 1
        });
        let known = &mut all[at];
        known.months.iter_mut().zip(&topic.counts).for_each(|(sum, count)| *sum += usize::from(*count > 0));
        known.overdue += usize::from(topic.state == super::coverage::TopicState::Overdue);
    }
    all
}

fn begun(topic: &TopicTally) -> TopicReach {
    TopicReach { id: topic.id.clone(), label: topic.label.clone(), months: vec![0; topic.counts.len()], overdue: 0 }
}
