//! How long and how far apart meetings are, where a policy asks for it (N.cadence). Each is judged by what was in force
//! on its day, never by what came later.

use super::{
    super::{
        asked::entry_of,
        cause::absences,
        sight::Sight,
        words::{count, day, month_of},
    },
    Found, Ground,
};
use chrono::{Days, Months, NaiveDate};

/// Rule N.cadence: meetings of a cycle that were too short, and stretches of it without one that were too long.
pub(super) fn meetings_asked(ground: &Ground<'_>) -> Vec<Found> {
    let mut found = too_short(ground);
    found.extend(too_far_apart(ground));
    found.sort_by_key(|found| found.since);
    found
}

/// The days on which the person's meetings took place, in order, up to the day, with their minutes.
fn held(sight: &Sight<'_>) -> Vec<(NaiveDate, u32)> {
    let held = sight.person.meetings.values().filter_map(|meeting| meeting.held.as_ref());
    let held = held.map(|held| (held.what.start.date(), held.what.minutes));
    let mut held: Vec<_> = held.filter(|(on, _)| *on <= sight.as_of).collect();
    held.sort_unstable();
    held
}

fn too_short(ground: &Ground<'_>) -> Vec<Found> {
    let sight = &ground.sight;
    let short = held(sight).into_iter().filter(|(on, _)| ground.holds(*on)).filter_map(|(on, minutes)| {
        let asked = sight.directory.asked_of(sight.person.id, on).minutes_a_meeting?;
        let (value, by) = (asked.value, asked.by.words(sight.directory));
        let what = || format!("{minutes} of {value} minutes in the 1:1 of {} ({by})", day(on));
        let todo = "Plan the next ones longer: coach schedule --replace. If it was longer, correct its entry.";
        let found = || Found::new(what(), todo).since(Some(on)).by(Some(entry_of(sight, &asked.by)));
        (minutes < value).then(found)
    });
    short.collect()
}

fn too_far_apart(ground: &Ground<'_>) -> Vec<Found> {
    let sight = &ground.sight;
    let days: Vec<_> = held(sight).into_iter().map(|(on, _)| on).collect();
    let first = sight.person.series.first().map(|series| series.started.start.date());
    let begin = first.into_iter().chain(days.first().copied()).min();
    let Some(begin) = begin.filter(|begin| *begin <= sight.as_of) else { return Vec::new() };
    // Each stretch ends with the meeting that ended it; the last one with today.
    let mut from = begin;
    let mut found = Vec::new();
    for end in days.iter().map(|on| Some(*on)).chain([None]) {
        found.extend(overrun(ground, from, end));
        from = end.unwrap_or(from);
    }
    found
}

/// The first day, between a meeting and the next one, on which the days that were asked had passed. They are counted
/// from the meeting, or from the day since when they are asked, so that no policy judges what lay before it.
fn overrun(ground: &Ground<'_>, from: NaiveDate, end: Option<NaiveDate>) -> Option<Found> {
    let sight = &ground.sight;
    let last = end.map_or(sight.as_of, |end| end.pred_opt().unwrap_or(end));
    let mut start = from;
    while start <= last {
        let next = start.checked_add_months(Months::new(1)).map(month_of)?;
        let asked = sight.directory.asked_of(sight.person.id, start).max_gap_days;
        let passed = asked.and_then(|asked| {
            let counted = from.max(asked.by.since());
            let over = counted.checked_add_days(Days::new(u64::from(asked.value) + 1))?.max(start);
            (over < next && over <= last).then_some((asked, over))
        });
        let Some((asked, over)) = passed else {
            start = next;
            continue;
        };
        let by = asked.by.words(sight.directory);
        let (what, todo) = match end {
            Some(end) => (
                format!(
                    "{} from the 1:1 of {} to that of {}, at most {} asked ({by})",
                    count((end - from).num_days() as usize, "day"),
                    day(from),
                    day(end),
                    asked.value
                ),
                "If a 1:1 took place between them, record it; the record will say that it was late.",
            ),
            None => (
                format!("No 1:1 since {}, at most {} asked ({by})", day(from), count(asked.value as usize, "day")),
                "Hold the next one, and record it: coach hold.",
            ),
        };
        let (directory, id) = (sight.directory, sight.person.id);
        let led = directory.leader_on(id, over).is_some() || directory.vacancy_on(id, over).is_some();
        let causes = absences(sight, from, last);
        let causes: String = causes.iter().map(|cause| format!("; {cause}")).collect();
        let found = Found::new(format!("{what}{causes}"), todo).since(Some(over)).by(Some(entry_of(sight, &asked.by)));
        return (led && ground.holds(over)).then_some(found);
    }
    None
}
