//! The cadence check: who has no regular 1:1, and which months fell short (1.K1, 1.R1), which
//! meetings were too short or too far apart (N.cadence).
//!
//! Each month and meeting is judged by the policies and the standard in force on its day; a later one never judges backwards. A cause, such as that nobody
//! leads the person, is said and never hides the row.

use super::{
    asked::meetings_asked,
    cycle::Cycle,
    entry::EntryRef,
    sight::{Named, Sight},
    words::{day, month as month_words},
    year::{Verdict, month},
};
use chrono::NaiveDate;
use serde::Serialize;

/// Something that falls short of a rule.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Finding {
    /// The rule id.
    pub rule: &'static str,
    /// Whose record it is about.
    pub person: Named,
    /// What falls short.
    pub what: String,
    /// Since when it holds.
    pub since: Option<NaiveDate>,
    /// What to do.
    pub todo: String,
    /// The entry that it rests on: the policy or the standard, or the end of the series.
    pub entry: Option<EntryRef>,
}

/// The findings of a person over the months of a cycle up to the day.
pub fn cadence(sight: &Sight<'_>, cycle: Cycle) -> Vec<Finding> {
    let mut findings: Vec<_> = no_series(sight).into_iter().collect();
    let short = cycle.months().into_iter().map(|first| month(sight, first)).filter(|m| m.verdict == Verdict::Short);
    findings.extend(short.map(|short| {
        let (asked, by) = (short.asked.unwrap_or(0), short.by.unwrap_or_default());
        let name = month_words(short.month);
        Finding {
            rule: "1.R1",
            person: sight.named(),
            what: format!("{} of {asked} minutes held in {name} ({by})", short.minutes),
            since: Some(short.month),
            todo: format!("If a 1:1 of {name} took place, record it; the record will say that it was late."),
            entry: short.entry,
        }
    }));
    findings.extend(meetings_asked(sight, cycle));
    findings
}

/// Rule 1.K1: everybody has regularly scheduled 1:1s.
fn no_series(sight: &Sight<'_>) -> Option<Finding> {
    let person = sight.person;
    if sight.next_meeting().is_some() {
        return None;
    }
    let last = person.series.iter().max_by_key(|series| series.last);
    let ended = last.and_then(|series| series.last);
    let leader = sight.leader();
    let cause = if leader.is_none() { "; nobody leads them on record" } else { "" };
    let what = match ended {
        Some(ended) => format!("no 1:1 is scheduled since the series ended on {}{cause}", day(ended)),
        None => format!("no 1:1 has been scheduled{cause}"),
    };
    let todo = match leader {
        Some(leader) => format!("{} schedules one: coach schedule.", leader.name),
        None => "HR records who leads them: coach roster import.".to_owned(),
    };
    let since = ended.and_then(|ended| ended.succ_opt()).or_else(|| sight.since());
    let ending = person.entries.iter().rev().find(|entry| entry.event.kind() == "series-ended");
    let entry = ending.map(|entry| EntryRef::of(entry, sight.as_of));
    Some(Finding { rule: "1.K1", person: sight.named(), what, since, todo, entry })
}
