//! The year in numbers: minutes held in each calendar month against what was asked for in it (1.R1), and what
//! else happened in it. The picture of a year is drawn from this.

use super::{
    asked::entry_of,
    cause::{causes_in, employed_through},
    cycle::Cycle,
    entry::{EntryRef, late_days},
    sight::Sight,
    words::month_of,
};
use crate::domain::{Class, Recorded};
use chrono::{Months, NaiveDate};
use serde::Serialize;

/// A month judged.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Verdict {
    /// The minutes were held.
    Met,
    /// Fewer minutes were held than the policy asks for.
    Short,
    /// The month is not over.
    NotOver,
    /// The month lies before the first whole month on record, nobody was ever to lead the person then, or they were not
    /// employed to its end: it is not judged.
    NotJudged,
}

/// One month.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct MonthView {
    /// Its first day.
    pub month: NaiveDate,
    /// Meetings held.
    pub held: usize,
    /// Minutes held.
    pub minutes: u32,
    /// The minutes asked for that month: by the strictest policy in force, or by the standard's minimum where that is higher.
    pub asked: Option<u32>,
    /// What asks for them, in words: the strictest policy, or the standard's minimum.
    pub by: Option<String>,
    /// Its entry.
    pub entry: Option<EntryRef>,
    /// The judgement.
    pub verdict: Verdict,
    /// Why it was short, in words: what was not held, leave and vacancy; empty for a month that was not.
    pub causes: Vec<String>,
    /// Meetings cancelled.
    pub cancelled: usize,
    /// Meetings that somebody did not come to.
    pub missed: usize,
    /// Meetings moved.
    pub moved: usize,
    /// Entries recorded later than the day they happened.
    pub late: usize,
    /// Commitments made, by both sides.
    pub made: usize,
    /// Commitments kept, by both sides.
    pub kept: usize,
}

/// The twelve months of a cycle.
#[derive(Clone, Debug, Serialize)]
pub struct Year {
    /// The cycle.
    pub cycle: Cycle,
    /// The months.
    pub months: Vec<MonthView>,
    /// Meetings held.
    pub held: usize,
    /// Minutes held.
    pub minutes: u32,
    /// Months judged.
    pub judged: usize,
    /// Months met, of those judged.
    pub met: usize,
}

/// The year of a person.
pub fn year(sight: &Sight<'_>, cycle: Cycle) -> Year {
    let months: Vec<_> = cycle.months().into_iter().map(|first| month(sight, first)).collect();
    let verdicts = |wanted: Verdict| months.iter().filter(|month| month.verdict == wanted).count();
    Year {
        cycle,
        held: months.iter().map(|month| month.held).sum(),
        minutes: months.iter().map(|month| month.minutes).sum(),
        judged: verdicts(Verdict::Met) + verdicts(Verdict::Short),
        met: verdicts(Verdict::Met),
        months,
    }
}

/// One month of a person, judged by the policies in force on its first day.
pub fn month(sight: &Sight<'_>, first: NaiveDate) -> MonthView {
    let person = sight.person;
    let within = |day: NaiveDate| month_of(day) == first && day <= sight.as_of;
    let held = || {
        let held = person.meetings.values().filter_map(|meeting| meeting.held.as_ref());
        held.filter(|held| within(held.what.start.date()))
    };
    let minutes = held().map(|held| held.what.minutes).sum();
    let demand = sight.directory.asked_of(person.id, first).minutes;
    let asked = demand.map(|demand| demand.value);
    let verdict = verdict(sight, first, minutes, asked);
    let zone = sight.zone();
    let counts = |entry: &&Recorded| !entry.withdrawn && entry.class <= Class::Pair && within(entry.occurred_on);
    let entries = || person.entries.iter().filter(counts);
    MonthView {
        month: first,
        held: held().count(),
        minutes,
        asked,
        by: demand.map(|demand| demand.by.words(sight.directory)),
        entry: demand.map(|demand| entry_of(sight, &demand.by)),
        verdict,
        causes: if verdict == Verdict::Short { causes_in(sight, first) } else { Vec::new() },
        cancelled: person.meetings.values().filter(|m| m.cancelled.is_some() && within(m.date())).count(),
        missed: person.meetings.values().filter(|m| m.missed().is_some() && within(m.date())).count(),
        moved: person.meetings.values().flat_map(|m| &m.moves).filter(|moved| within(moved.on)).count(),
        late: entries().filter(|entry| late_days(entry, zone).is_some()).count(),
        made: person.commitments.values().filter(|it| within(it.made_on)).count(),
        kept: person.commitments.values().filter_map(|it| it.fulfilled()).filter(|answer| within(answer.on)).count(),
    }
}

fn verdict(sight: &Sight<'_>, first: NaiveDate, minutes: u32, asked: Option<u32>) -> Verdict {
    let Some(next) = first.checked_add_months(Months::new(1)) else { return Verdict::NotJudged };
    let on_record = sight.since().is_some_and(|since| since <= first);
    // A vacancy is a cause and hides no month; who left within it is not judged by it.
    let (directory, id) = (sight.directory, sight.person.id);
    let led = directory.leader_on(id, first).is_some() || directory.vacancy_on(id, first).is_some();
    let led = led && employed_through(sight, first);
    match asked {
        Some(asked) if on_record && led && minutes >= asked => Verdict::Met,
        Some(_) if on_record && led && next.pred_opt().is_some_and(|last| last <= sight.as_of) => Verdict::Short,
        Some(_) if on_record && led => Verdict::NotOver,
        _ => Verdict::NotJudged,
    }
}
