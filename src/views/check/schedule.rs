//! Step 1, SCHEDULE: everybody meets regularly, for as long as the standard asks, and each 1:1 has a tick.

use super::{
    super::{
        cause::cause_today,
        entry::EntryRef,
        words::{count, day, month as month_words},
        year::{Verdict, month},
    },
    Found, Ground,
    steer::serves_an_objective,
    strategy::serves_a_published_objective,
};
use crate::domain::meeting::Meeting;
use chrono::{Datelike, Months, NaiveDate};

/// Rule 1: the running series pins a version of the standard, and its rule plans what next month asks for.
pub(super) fn follows_the_standard(ground: &Ground<'_>) -> Vec<Found> {
    let sight = &ground.sight;
    let person = sight.person;
    let Some(series) = person.series.iter().find(|series| series.is_running(sight.as_of)) else { return Vec::new() };
    let (name, entry) = (series.started.series, sight.entry(series.seq));
    let mut found = Vec::new();
    if series.started.standard == 0 {
        let todo = format!("{} starts it again: coach schedule --replace.", ground.leader());
        found
            .push(Found::new(format!("series {name} follows no version of the standard work"), todo).by(entry.clone()));
    }
    if let Some((first, last)) = next_month(sight.as_of) {
        let planned = person.meetings_between(first, last).into_iter().filter(|meeting| meeting.cancelled.is_none());
        let planned: u32 = planned.map(|meeting| person.planned_minutes(meeting.id)).sum();
        let asked = sight.directory.asked_of(person.id, first).minutes.map_or(0, |asked| asked.value);
        if planned < asked {
            let what = format!("{planned} of {asked} minutes are planned for {}", month_words(first));
            let todo = format!("{} plans more: coach schedule --replace, or a further 1:1.", ground.leader());
            found.push(Found::new(what, todo).by(entry));
        }
    }
    found
}

/// The first and the last day of the month after a day's.
fn next_month(after: NaiveDate) -> Option<(NaiveDate, NaiveDate)> {
    let first = after.with_day(1)?.checked_add_months(Months::new(1))?;
    Some((first, first.checked_add_months(Months::new(1))?.pred_opt()?))
}

/// Rule 1.K1: everybody has regularly scheduled 1:1s. A cause, such as that nobody leads the person, is said and never
/// hides the row.
pub(super) fn is_scheduled(ground: &Ground<'_>) -> Vec<Found> {
    let sight = &ground.sight;
    let away = cause_today(sight).map_or_else(String::new, |away| format!("; {away}"));
    if let Some(line) = sight.directory.vacancy_on(sight.person.id, sight.as_of) {
        // The series may still run by its rule: there is nobody to hold it.
        let gone = sight.directory.people.get(&line.leader);
        let since = gone.and_then(|gone| gone.standing.gone.iter().rev().find(|it| it.from <= sight.as_of));
        let todo = "HR records who leads them, or stands in: coach line PERSON --leader LOGIN [--acting].";
        let found = Found::new(format!("no leader to meet{away}"), todo);
        return vec![found.since(since.map(|since| since.from))];
    }
    if sight.next_meeting().is_some() {
        return Vec::new();
    }
    let last = sight.person.series.iter().max_by_key(|series| series.last);
    let ended = last.and_then(|series| series.last);
    let leader = sight.leader();
    let cause = if leader.is_none() { "; nobody leads them on record" } else { &away };
    let what = match ended {
        Some(ended) => format!("no 1:1 is scheduled since the series ended on {}{cause}", day(ended)),
        None => format!("no 1:1 has been scheduled{cause}"),
    };
    let todo = match leader {
        Some(leader) => format!("{} schedules one: coach schedule.", leader.name),
        None => "HR records who leads them: coach roster import.".to_owned(),
    };
    let since = ended.and_then(|ended| ended.succ_opt()).or_else(|| sight.since());
    let ending = sight.person.entries.iter().rev().find(|entry| entry.event.kind() == "series-ended");
    vec![Found::new(what, todo).since(since).by(ending.map(|entry| EntryRef::of(entry, sight.as_of)))]
}

/// Rule 1.K2: leader standard work has a tick for each 1:1, or says who called it off.
pub(super) fn is_ticked(ground: &Ground<'_>) -> Vec<Found> {
    let silent: Vec<_> = ground.past.iter().filter(|meeting| meeting.is_to_come()).map(Meeting::date).collect();
    let Some(first) = silent.first() else { return Vec::new() };
    let which = if silent.len() == 1 { "on" } else { "the first on" };
    let what = format!("{} neither held nor cancelled on record, {which} {}", count(silent.len(), "1:1"), day(*first));
    let todo = format!("{} records what became of it: coach hold, or coach cancel with the reason.", ground.leader());
    vec![Found::new(what, todo).since(first.succ_opt())]
}

/// Rule 1.R1: the minutes of each month, and the objective of each goal: it names one, and one that is published.
pub(super) fn minutes_and_purpose(ground: &Ground<'_>) -> Vec<Found> {
    let mut found = minutes_a_month(ground);
    found.extend(serves_an_objective(ground));
    found.extend(serves_a_published_objective(ground));
    found
}

/// The minutes of each calendar month against the policy in force in it; a later one never judges backwards.
fn minutes_a_month(ground: &Ground<'_>) -> Vec<Found> {
    let sight = &ground.sight;
    let short =
        ground.cycle.months().into_iter().map(|first| month(sight, first)).filter(|m| m.verdict == Verdict::Short);
    let found = short.map(|short| {
        let (asked, by) = (short.asked.unwrap_or(0), short.by.unwrap_or_default());
        let name = month_words(short.month);
        let causes: String = short.causes.iter().map(|cause| format!("; {cause}")).collect();
        let what = format!("{} of {asked} minutes held in {name} ({by}){causes}", short.minutes);
        let todo = format!("If a 1:1 of {name} took place, record it; the record will say that it was late.");
        Found::new(what, todo).since(Some(short.month)).by(short.entry)
    });
    found.collect()
}
