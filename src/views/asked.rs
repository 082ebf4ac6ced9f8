//! What is asked of a person's 1:1s, each number with where it comes from (1.R1, N.cadence), and where meetings fall
//! short of it: too far apart, or too short. Each is judged by what was in force on its day, never by what came later.

use super::{
    cadence::Finding,
    cycle::Cycle,
    entry::EntryRef,
    sight::Sight,
    words::{count, day},
};
use crate::domain::{
    asked::{By, Demand},
    scope::Scope,
};
use chrono::{Days, Months, NaiveDate};
use serde::Serialize;

/// One number that is asked for.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct AskedLine {
    /// What it asks for: `at least 60 minutes in each calendar month`.
    pub what: String,
    /// The number.
    pub value: u32,
    /// Where it comes from: `cadence policy version 1 for tier supervisor`.
    pub by: String,
    /// Since when that is in force.
    pub since: NaiveDate,
    /// Its entry.
    pub entry: EntryRef,
}

/// What is asked of the person on a day, in words, the minutes a month first.
pub fn asked_lines(sight: &Sight<'_>, on: NaiveDate) -> Vec<AskedLine> {
    let asked = sight.directory.asked_of(sight.person.id, on);
    let line = |demand: &Demand<'_>, what: String| AskedLine {
        what,
        value: demand.value,
        by: demand.by.words(sight.directory),
        since: demand.by.since(),
        entry: entry_of(sight, &demand.by),
    };
    let minutes = |value: u32| format!("at least {} in each calendar month", count(value as usize, "minute"));
    let gap = |value: u32| format!("at most {} from one 1:1 to the next", count(value as usize, "day"));
    let meeting = |value: u32| format!("at least {} each 1:1", count(value as usize, "minute"));
    let fields = [
        asked.minutes.map(|it| line(&it, minutes(it.value))),
        asked.max_gap_days.map(|it| line(&it, gap(it.value))),
        asked.minutes_a_meeting.map(|it| line(&it, meeting(it.value))),
    ];
    fields.into_iter().flatten().collect()
}

/// The entry that a number comes from: of the agency, or of the person whom alone it is asked of.
pub fn entry_of(sight: &Sight<'_>, by: &By<'_>) -> EntryRef {
    let own = match by {
        By::Policy(set) if matches!(set.what.scope, Scope::Person(_)) => sight.entry(set.seq),
        _ => None,
    };
    own.unwrap_or_else(|| EntryRef::of_agency(by.seq(), by.hash()))
}

/// Meetings of a cycle that were too short, and stretches of it without one that were too long (N.cadence).
pub(super) fn meetings_asked(sight: &Sight<'_>, cycle: Cycle) -> Vec<Finding> {
    let mut findings = too_short(sight, cycle);
    findings.extend(too_far_apart(sight, cycle));
    findings.sort_by_key(|finding| finding.since);
    findings
}

/// The days on which the person's meetings took place, in order, up to the day, with their minutes.
fn held(sight: &Sight<'_>) -> Vec<(NaiveDate, u32, u64)> {
    let held = sight.person.meetings.values().filter_map(|meeting| meeting.held.as_ref());
    let held = held.map(|held| (held.what.start.date(), held.what.minutes, held.seq));
    let mut held: Vec<_> = held.filter(|(on, ..)| *on <= sight.as_of).collect();
    held.sort_unstable();
    held
}

fn too_short(sight: &Sight<'_>, cycle: Cycle) -> Vec<Finding> {
    let judged = held(sight).into_iter().filter(|(on, ..)| cycle.contains(*on));
    let short = judged.filter_map(|(on, minutes, _)| {
        let asked = sight.directory.asked_of(sight.person.id, on).minutes_a_meeting?;
        (minutes < asked.value).then(|| Finding {
            rule: "N.cadence",
            person: sight.named(),
            what: format!(
                "{minutes} of {} minutes in the 1:1 of {} ({})",
                asked.value,
                day(on),
                asked.by.words(sight.directory)
            ),
            since: Some(on),
            todo: "Plan the next ones longer: coach schedule --replace. If it was longer, correct its entry."
                .to_owned(),
            entry: Some(entry_of(sight, &asked.by)),
        })
    });
    short.collect()
}

fn too_far_apart(sight: &Sight<'_>, cycle: Cycle) -> Vec<Finding> {
    let days: Vec<_> = held(sight).into_iter().map(|(on, ..)| on).collect();
    let first = sight.person.series.first().map(|series| series.started.start.date());
    let begin = first.into_iter().chain(days.first().copied()).min();
    let Some(begin) = begin.filter(|begin| *begin <= sight.as_of) else { return Vec::new() };
    // Each stretch ends with the meeting that ended it; the last one with today.
    let mut from = begin;
    let mut findings = Vec::new();
    for end in days.iter().map(|on| Some(*on)).chain([None]) {
        findings.extend(overrun(sight, cycle, from, end));
        from = end.unwrap_or(from);
    }
    findings
}

/// The first day, between a meeting and the next one, on which the days that were asked had passed. They are counted
/// from the meeting, or from the day since when they are asked, so that no policy judges what lay before it.
fn overrun(sight: &Sight<'_>, cycle: Cycle, from: NaiveDate, end: Option<NaiveDate>) -> Option<Finding> {
    let last = end.map_or(sight.as_of, |end| end.pred_opt().unwrap_or(end));
    let mut start = from;
    while start <= last {
        let next = start.checked_add_months(Months::new(1)).map(super::words::month_of)?;
        let demand = sight.directory.asked_of(sight.person.id, start).max_gap_days;
        let passed = demand.and_then(|asked| {
            let counted = from.max(asked.by.since());
            let over = counted.checked_add_days(Days::new(u64::from(asked.value) + 1))?.max(start);
            (over < next && over <= last).then_some((asked, over))
        });
        if let Some((asked, over)) = passed {
            let led = sight.directory.leader_on(sight.person.id, over).is_some();
            let counts = led && cycle.contains(over);
            return counts.then(|| Finding {
                rule: "N.cadence",
                person: sight.named(),
                what: match end {
                    Some(end) => format!(
                        "{} from the 1:1 of {} to that of {}, at most {} asked ({})",
                        count((end - from).num_days() as usize, "day"),
                        day(from),
                        day(end),
                        asked.value,
                        asked.by.words(sight.directory)
                    ),
                    None => format!(
                        "no 1:1 since {}, at most {} asked ({})",
                        day(from),
                        count(asked.value as usize, "day"),
                        asked.by.words(sight.directory)
                    ),
                },
                since: Some(over),
                todo: match end {
                    Some(_) => {
                        "If a 1:1 took place between them, record it; the record will say that it was late.".to_owned()
                    }
                    None => "Hold the next one, and record it: coach hold.".to_owned(),
                },
                entry: Some(entry_of(sight, &asked.by)),
            });
        }
        start = next;
    }
    None
}
