//! Development plans: opened by the leader, filled by both, some actions done.

use super::{chance::Chance, meeting::Pair, people::date};
use chrono::{Datelike, Duration, NaiveDate, NaiveDateTime, Weekday};

fn working(mut day: NaiveDate, hour: u32, minute: u32) -> NaiveDateTime {
    while matches!(day.weekday(), Weekday::Sat | Weekday::Sun) {
        day += Duration::days(1);
    }
    day.and_hms_opt(hour, minute, 0).expect("an hour of the day")
}

/// The plan of one person, from the tracked list; who is not on it has none.
pub(crate) fn plan(pair: &mut Pair<'_>) {
    let (me, leader) = (pair.scene.me.login.clone(), pair.leader.login.clone());
    let rows = include_str!("../../events/sample/plans.txt").lines();
    let Some(row) = rows.filter(|row| !row.starts_with('#')).find(|row| row.split(" | ").next() == Some(&me)) else {
        return;
    };
    let mut chance = Chance::of(&format!("plan {me}"));
    let parts: Vec<&str> = row.split(" | ").collect();
    let opened = date(2025, 7, 14) + Duration::days(i64::try_from(chance.between(0, 60)).expect("days"));
    let opened = working(opened, 0, 0).date();
    let minute = u32::try_from(chance.between(0, 50)).expect("minutes");
    pair.push(working(opened, 16, minute), &leader, &["plan", "", "--open", parts[1]]);
    let mut from = opened;
    for (number, part) in parts[2..].iter().enumerate() {
        let (text, outcome) = part.split_once(" -> ").map_or((*part, None), |(text, outcome)| (text, Some(outcome)));
        let actor = if chance.percent(60) { &me } else { &leader };
        let due = from + Duration::days(i64::try_from(chance.between(60, 110)).expect("days"));
        let day = if number < 2 { opened + Duration::days(1) } else { from };
        let label = format!("plan.{me}.{number}");
        pair.push(working(day, 15, minute), actor, &["plan", "", "--action", text, "--due", &due.to_string()]);
        pair.label(&label);
        if let Some(outcome) = outcome {
            let early = i64::try_from(chance.between(0, 24)).expect("days") - 9;
            let action = format!("{{a:{label}}}");
            let done = working((due - Duration::days(early)).min(date(2026, 6, 29)), 14, minute);
            pair.push(done, &me, &["plan", "", "--done", &action, "-m", outcome]);
        }
        from = due;
    }
}
