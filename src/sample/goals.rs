//! Goals with their metrics: set in July by the leader, observed each month, so that run charts show a year.

use super::{chance::Chance, meeting::Pair, people::date};
use chrono::{Datelike, Duration, Months, NaiveDate, NaiveDateTime, Weekday};

fn working(mut day: NaiveDate, minute: i64) -> NaiveDateTime {
    while matches!(day.weekday(), Weekday::Sat | Weekday::Sun) {
        day += Duration::days(1);
    }
    day.and_hms_opt(16, 0, 0).expect("an hour of the day") + Duration::minutes(minute)
}

/// The goal of one person, from the tracked list; who is not on it has none.
pub(crate) fn goal(pair: &mut Pair<'_>) {
    let me = pair.scene.me.login.clone();
    let rows = include_str!("../../events/sample/goals.txt").lines().filter(|row| !row.starts_with('#'));
    let Some(row) = rows.map(|row| row.split(" | ").collect::<Vec<_>>()).find(|row| row[0] == me) else { return };
    let &[_, text, metric, unit, baseline, target, objective, source, values] = row.as_slice() else {
        unreachable!("a goal has nine parts");
    };
    let mut chance = Chance::of(&format!("goal {me}"));
    let days = |most: u64, chance: &mut Chance| i64::try_from(chance.between(0, most)).expect("few days");
    let leader = pair.leader.login.clone();
    let set = working(date(2025, 7, 7) + Duration::days(days(10, &mut chance)), days(40, &mut chance));
    let goal = ["goal", "", "set", "--metric", metric, "--unit", unit, "--baseline", baseline, "--target", target];
    let goal = goal.into_iter().chain(["--due", super::AS_OF, "--objective", objective, "-m", text]);
    pair.push(set, &leader, &goal.collect::<Vec<_>>());
    for (month, value) in (1..).zip(values.split(' ')) {
        let next = date(2025, 7, 1) + Months::new(month);
        let period = (next - Duration::days(1)).to_string();
        let seen = working(next + Duration::days(days(4, &mut chance)), days(50, &mut chance));
        // The last month is measured on its last day, which is the sample's.
        let seen = seen.min(date(2026, 6, 30).and_hms_opt(15, 30, 0).expect("an afternoon"));
        if value != "-" {
            let observed = ["--value", value, "--period", &period, "--source", source];
            let argv = ["goal", "", "observe", "g1"].into_iter().chain(observed).collect::<Vec<_>>();
            pair.push(seen, &leader, &argv);
        }
    }
}
