//! The geometry of a run chart: the values of a metric by the days they are of, with the line of the target. The
//! arithmetic on values is exact; only places in the picture are rounded.

use crate::{
    domain::decimal::Decimal,
    views::{goals::GoalView, words::day},
};
use chrono::NaiveDate;
use serde::Serialize;

const WIDTH: f64 = 760.0;
const LEFT: f64 = 64.0;
/// Right of the values: the words of the target and of the baseline.
const RIGHT: f64 = 640.0;
const TOP: f64 = 30.0;
const BASE: f64 = 196.0;
/// The most values that each have their number and day written beside them.
const MOST_WORDS: usize = 10;

/// A run chart.
#[derive(Clone, Debug, Serialize)]
pub struct RunChart {
    /// Its width.
    pub width: f64,
    /// Its height.
    pub height: f64,
    /// The left end of the ground line.
    pub left: f64,
    /// Where the ground line is.
    pub base: f64,
    /// What it shows, in a sentence.
    pub about: String,
    /// The line through the values.
    pub line: String,
    /// The values.
    pub points: Vec<Point>,
    /// The target.
    pub target: Option<Level>,
    /// The baseline.
    pub baseline: Option<Level>,
    /// The lines of the scale.
    pub scale: Vec<Level>,
}

/// One value.
#[derive(Clone, Debug, Serialize)]
pub struct Point {
    /// From the left.
    pub x: f64,
    /// From the top.
    pub y: f64,
    /// How it stands to the target: the shape of its mark says so, not its colour.
    pub mark: &'static str,
    /// Its number, where there is room for it.
    pub value: String,
    /// Its day, where there is room for it.
    pub day: String,
}

/// A height with what it says.
#[derive(Clone, Debug, Serialize)]
pub struct Level {
    /// From the top.
    pub y: f64,
    /// What.
    pub label: String,
}

/// The run chart of a goal; nothing without a value.
pub fn run_chart(goal: &GoalView) -> Option<RunChart> {
    let (first, last) = (goal.observations.first()?, goal.observations.last()?);
    let all: Vec<Decimal> =
        goal.observations.iter().map(|it| it.value).chain(goal.target).chain(goal.baseline).collect();
    let places = all.iter().map(|number| number.places()).max()?;
    let exact = |number: Decimal| number.scaled(places);
    let (low, high, step) =
        scale(all.iter().map(|number| exact(*number)).min()?, all.iter().map(|it| exact(*it)).max()?);
    let y = |number: i128| round(BASE - (BASE - TOP) * (number - low) as f64 / (high - low) as f64);
    let days = (last.period - first.period).num_days();
    let x = |on: NaiveDate| match days {
        0 => round((LEFT + RIGHT) / 2.0),
        days => round(LEFT + 20.0 + (RIGHT - LEFT - 40.0) * (on - first.period).num_days() as f64 / days as f64),
    };
    let every = goal.observations.len().div_ceil(MOST_WORDS);
    let points: Vec<_> = goal
        .observations
        .iter()
        .rev()
        .enumerate()
        .map(|(n, it)| {
            let worded = n % every == 0;
            let words = |text: String| if worded { text } else { String::new() };
            Point {
                x: x(it.period),
                y: y(exact(it.value)),
                mark: match it.reaches {
                    Some(true) => "reaches",
                    Some(false) => "short-of",
                    None => "observed",
                },
                value: words(it.value.to_string()),
                day: words(it.period.format("%-d %b").to_string()),
            }
        })
        .collect();
    let line = points.iter().rev().enumerate();
    let line = line.map(|(n, it)| format!("{}{} {}", if n == 0 { "M" } else { "L" }, it.x, it.y)).collect();
    let level = |number: Decimal, what: &str| Level { y: y(exact(number)), label: format!("{what} {number}") };
    Some(RunChart {
        width: WIDTH,
        height: BASE + 28.0,
        left: LEFT,
        base: BASE,
        about: about(goal),
        line,
        points,
        target: goal.target.map(|number| level(number, "target")),
        baseline: goal.baseline.filter(|number| goal.target != Some(*number)).map(|number| level(number, "baseline")),
        scale: (0..=(high - low) / step)
            .map(|n| low + n * step)
            .map(|number| Level { y: y(number), label: written(number, places) })
            .collect(),
    })
}

fn about(goal: &GoalView) -> String {
    let metric = goal.metric.as_deref().unwrap_or("The metric");
    let (first, last) = (goal.observations.first(), goal.observations.last());
    let said = |it: Option<&crate::views::goals::ObservationView>| {
        it.map_or_else(String::new, |it| format!("{} on {}", goal.counted(it.value), day(it.period)))
    };
    let target = goal.target_words().map_or_else(|| "no target".to_owned(), |target| format!("the target is {target}"));
    match goal.observations.len() {
        1 => format!("{metric}: {}; {target}.", said(last)),
        _ => format!("{metric}: from {} to {}; {target}.", said(first), said(last)),
    }
}

/// A round scale that holds everything from `least` to `most` in at most five steps: its low end, its high end, its step.
fn scale(least: i128, most: i128) -> (i128, i128, i128) {
    let range = (most - least).max(1);
    let mut ten = 1;
    let step = loop {
        if let Some(step) = [1, 2, 5].map(|n| n * ten).into_iter().find(|step| range <= step * 4) {
            break step;
        }
        ten *= 10;
    };
    let low = least.div_euclid(step) * step;
    let high = (most + step - 1).div_euclid(step) * step;
    (low, high.max(low + step), step)
}

/// A number of the scale with its point put back, and without the zeros that say nothing.
fn written(number: i128, places: u32) -> String {
    let (sign, digits) = (if number < 0 { "-" } else { "" }, number.unsigned_abs());
    let one = 10_u128.pow(places);
    let fraction = format!("{:0width$}", digits % one, width = places as usize);
    let fraction = if places == 0 { "" } else { fraction.trim_end_matches('0') };
    if fraction.is_empty() { format!("{sign}{}", digits / one) } else { format!("{sign}{}.{fraction}", digits / one) }
}

/// One digit after the point: enough for a picture, and the same bytes everywhere.
fn round(value: f64) -> f64 {
    (value * 10.0).round() / 10.0
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::views::goals::{Aimed, ObservationView};

    fn goal(baseline: &str, target: &str, values: &[(&str, &str)]) -> GoalView {
        let number = |text: &str| text.parse::<Decimal>().expect("a decimal");
        let observation = |(period, value): &(&str, &str)| ObservationView {
            period: period.parse().expect("a date"),
            value: number(value),
            reaches: Some(number(value) >= number(target)),
            source: "The book".into(),
            entry: None,
        };
        GoalView {
            id: "g1".into(),
            text: "More".into(),
            objective: None,
            objective_at: None,
            objective_retired: None,
            metric: Some("Orders".into()),
            unit: Some("a week".into()),
            baseline: Some(number(baseline)),
            target: Some(number(target)),
            course: Some("at least"),
            due: None,
            overdue_since: None,
            aimed: Aimed::OffTarget,
            set: "2025-07-01".parse().expect("a date"),
            entry: None,
            revisions: Vec::new(),
            observations: values.iter().map(observation).collect(),
        }
    }

    #[test]
    fn values_stand_at_their_height_and_day_and_their_mark_says_whether_they_reach_the_target() {
        let chart = run_chart(&goal("0", "10", &[("2025-07-01", "0"), ("2025-07-11", "10"), ("2025-07-21", "5.0")]));
        let chart = chart.expect("there are values");
        let points: Vec<_> = chart.points.iter().rev().map(|it| (it.x, it.y, it.mark)).collect();
        let middle = (TOP + BASE) / 2.0;
        assert_eq!(points, [(84.0, BASE, "short-of"), (352.0, TOP, "reaches"), (620.0, middle, "short-of")]);
        assert_eq!(chart.target.map(|it| (it.y, it.label)), Some((TOP, "target 10".to_owned())));
        assert_eq!(chart.line, "M84 196L352 30L620 113");
        assert_eq!(
            chart.about,
            "Orders: from 0 a week on 1 July 2025 to 5.0 a week on 21 July 2025; the target is at least 10 a week."
        );
    }

    #[test]
    fn one_value_and_equal_values_still_have_a_scale() {
        let chart = run_chart(&goal("3", "3", &[("2025-07-01", "3")])).expect("there is a value");
        assert_eq!((chart.points[0].x, chart.scale.len()), (352.0, 2));
        assert!(chart.baseline.is_none(), "the target is the baseline");
        assert!(run_chart(&goal("3", "4", &[])).is_none());
    }

    #[test]
    fn a_scale_is_round_and_its_numbers_are_exact() {
        assert_eq!(scale(60, 90), (60, 90, 10));
        assert_eq!(scale(-15, 4), (-15, 5, 5));
        assert_eq!(scale(0, 0), (0, 1, 1));
        for (number, places, text) in [(900, 1, "90"), (905, 1, "90.5"), (-5, 2, "-0.05"), (12, 0, "12"), (0, 3, "0")] {
            assert_eq!(written(number, places), text);
        }
    }

    #[test]
    fn of_many_values_only_some_are_worded_and_the_last_always() {
        let days: Vec<_> = (1..=25).map(|n| format!("2025-07-{n:02}")).collect();
        let values: Vec<_> = days.iter().map(|day| (day.as_str(), "4")).collect();
        let chart = run_chart(&goal("0", "10", &values)).expect("there are values");
        assert_eq!(chart.points.iter().filter(|it| !it.value.is_empty()).count(), 9);
        assert_eq!((&*chart.points[0].day, &*chart.points[0].value), ("25 Jul", "4"));
    }
}
