//! The geometry of pictures made of marks: the year as lanes of days, and the calendar of a leader's 1:1s. Each shape of
//! a lane is one path, so that a picture of a few hundred marks stays small.

use crate::views::{
    Cycle,
    heatmap::Heatmap,
    year_line::{Mark, Shape, YearLine},
};
use chrono::NaiveDate;
use serde::Serialize;
use std::{collections::BTreeMap, fmt::Write};

const WIDTH: f64 = 760.0;

/// Marks that look the same, as one path.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Drawn {
    /// The style.
    pub class: &'static str,
    /// The path.
    pub d: String,
}

/// Words at a place.
#[derive(Clone, Debug, Serialize)]
pub struct Label {
    /// From the left.
    pub x: f64,
    /// From the top.
    pub y: f64,
    /// The words.
    pub words: String,
}

/// A picture made of marks.
#[derive(Clone, Debug, Serialize)]
pub struct Marks {
    /// Its width.
    pub width: f64,
    /// Its height.
    pub height: f64,
    /// The names of the lanes.
    pub lanes: Vec<Label>,
    /// The names of the months.
    pub months: Vec<Label>,
    /// The lines between the months, and under the lanes.
    pub grid: String,
    /// The marks.
    pub drawn: Vec<Drawn>,
}

/// How many lanes a picture has at least room for, and how high each is.
const LANE: f64 = 30.0;
const LANES_TOP: f64 = 28.0;
const LANES_LEFT: f64 = 152.0;

/// The year of a person: a lane for each thing, a mark for each day.
pub fn lanes(line: &YearLine) -> Marks {
    let days = (line.cycle.to - line.cycle.from).num_days() as f64;
    let x = |on: NaiveDate| {
        let at = (on - line.cycle.from).num_days() as f64;
        round(LANES_LEFT + 8.0 + (WIDTH - LANES_LEFT - 16.0) * at / days)
    };
    let y = |n: usize| LANES_TOP + LANE * (n as f64 + 0.5);
    let bottom = LANES_TOP + LANE * line.lanes.len() as f64;
    let mut paths = Paths::default();
    for (n, lane) in line.lanes.iter().enumerate() {
        lane.marks.iter().for_each(|Mark { on, shape }| paths.round(*shape, x(*on), y(n)));
    }
    let mut grid = String::new();
    let months = line.cycle.months();
    for month in &months {
        let _ = write!(grid, "M{} {LANES_TOP}V{bottom}", x(*month));
    }
    for n in 0..line.lanes.len() {
        let _ = write!(grid, "M0 {}H{WIDTH}", LANES_TOP + LANE * n as f64);
    }
    let month = |month: &NaiveDate| Label { x: x(*month) + 2.0, y: 18.0, words: month.format("%b").to_string() };
    Marks {
        width: WIDTH,
        height: bottom + 4.0,
        lanes: line.lanes.iter().enumerate().map(|(n, lane)| label(0.0, y(n) + 4.5, lane.name)).collect(),
        months: months.iter().map(month).collect(),
        grid,
        drawn: paths.drawn(),
    }
}

const ROW: f64 = 24.0;
const CALENDAR_LEFT: f64 = 168.0;

/// The calendar of a leader's 1:1s: a row for each report, a square for each week.
pub fn calendar(map: &Heatmap, cycle: Cycle) -> Marks {
    let step = (WIDTH - CALENDAR_LEFT) / map.weeks.len().max(1) as f64;
    let left = |n: usize| round(CALENDAR_LEFT + step * n as f64 + 1.0);
    let y = |n: usize| LANES_TOP + ROW * n as f64;
    let size = round(step - 2.0);
    let mut paths = Paths::default();
    for (n, row) in map.rows.iter().enumerate() {
        for (week, shape) in row.weeks.iter().enumerate().filter_map(|(week, shape)| Some((week, (*shape)?))) {
            paths.square(shape, left(week), y(n) + 4.0, size, ROW - 8.0);
        }
    }
    let bottom = y(map.rows.len());
    let mut grid = String::new();
    let mut months = Vec::new();
    for month in cycle.months() {
        let at = map.weeks.iter().rposition(|monday| *monday <= month).unwrap_or(0);
        let x = round(left(at) - 1.0);
        let _ = write!(grid, "M{x} {LANES_TOP}V{bottom}");
        months.push(Label { x: x + 2.0, y: 18.0, words: month.format("%b").to_string() });
    }
    for n in 0..=map.rows.len() {
        let _ = write!(grid, "M0 {}H{WIDTH}", y(n));
    }
    Marks {
        width: WIDTH,
        height: bottom + 4.0,
        lanes: map
            .rows
            .iter()
            .enumerate()
            .map(|(n, row)| label(0.0, y(n) + 16.5, &fitting(&row.person.name)))
            .collect(),
        months,
        grid,
        drawn: paths.drawn(),
    }
}

fn label(x: f64, y: f64, words: &str) -> Label {
    Label { x, y, words: words.to_owned() }
}

/// A name that fits beside the calendar; the whole one stands in the table beneath.
fn fitting(name: &str) -> String {
    const MOST: usize = 22;
    if name.chars().count() <= MOST {
        return name.to_owned();
    }
    name.chars().take(MOST - 1).chain(['…']).collect()
}

/// The paths of a picture, one a style.
#[derive(Default)]
struct Paths {
    by: BTreeMap<&'static str, String>,
}

impl Paths {
    fn add(&mut self, class: &'static str, d: String) {
        self.by.entry(class).or_default().push_str(&d);
    }

    /// A round mark in the middle of a place.
    fn round(&mut self, shape: Shape, x: f64, y: f64) {
        let circle = |r: f64| format!("M{} {y}a{r} {r} 0 1 0 {} 0a{r} {r} 0 1 0-{} 0", round(x - r), r * 2.0, r * 2.0);
        match shape {
            Shape::Full => self.add("m-full", circle(4.0)),
            Shape::Half => {
                self.add("m-hollow", circle(4.0));
                self.add("m-full", format!("M{x} {}a4 4 0 0 1 0 8z", y - 4.0));
            }
            Shape::Hollow => self.add("m-hollow", circle(4.0)),
            Shape::Cross => self.add("m-cross", format!("M{} {}l8 8m0-8l-8 8", round(x - 4.0), y - 4.0)),
            Shape::Stroke => self.add("m-stroke", format!("M{} {y}h10", round(x - 5.0))),
        }
    }

    /// A square mark with its upper left corner at a place.
    fn square(&mut self, shape: Shape, x: f64, y: f64, width: f64, height: f64) {
        let whole = format!("M{x} {y}h{width}v{height}h-{width}z");
        match shape {
            Shape::Full => self.add("m-full", whole),
            Shape::Half => {
                self.add("m-hollow", whole);
                self.add("m-full", format!("M{x} {}h{width}v{}h-{width}z", y + height / 2.0, height / 2.0));
            }
            Shape::Hollow => self.add("m-hollow", whole),
            Shape::Cross => {
                self.add("m-hollow", whole);
                self.add("m-cross", format!("M{x} {y}l{width} {height}m0-{height}l-{width} {height}"));
            }
            Shape::Stroke => self.add("m-stroke", format!("M{x} {}h{width}", y + height / 2.0)),
        }
    }

    fn drawn(self) -> Vec<Drawn> {
        // What is hollow comes first, so that what is drawn into it stands above it.
        let order = ["m-hollow", "m-full", "m-stroke", "m-cross"];
        let mut by = self.by;
        order.iter().filter_map(|class| by.remove(class).map(|d| Drawn { class, d })).collect()
    }
}

/// One digit after the point: enough for a picture, and the same bytes everywhere.
fn round(value: f64) -> f64 {
    (value * 10.0).round() / 10.0
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::views::year_line::Lane;

    fn day(text: &str) -> NaiveDate {
        text.parse().expect("a date")
    }

    #[test]
    fn each_shape_of_a_year_is_drawn_and_stands_within_the_picture() {
        let cycle = Cycle::containing(day("2026-01-01"));
        let all = [Shape::Full, Shape::Half, Shape::Hollow, Shape::Cross, Shape::Stroke];
        let days = ["2025-07-01", "2025-09-01", "2026-01-01", "2026-06-01", "2026-06-30"];
        let marks = days.iter().zip(all).map(|(on, shape)| Mark { on: day(on), shape }).collect();
        let line = YearLine { cycle, lanes: vec![Lane { name: "1:1s", marks }], months: Vec::new() };
        let picture = lanes(&line);
        let classes: Vec<_> = picture.drawn.iter().map(|drawn| drawn.class).collect();
        assert_eq!(classes, ["m-hollow", "m-full", "m-stroke", "m-cross"], "no shape is told by a colour");
        assert!(picture.months.len() == 12 && picture.months.iter().all(|month| month.x < picture.width));
    }

    #[test]
    fn a_calendar_has_a_row_a_report_and_no_name_runs_into_it() {
        assert_eq!(fitting("Ana Ruiz"), "Ana Ruiz");
        assert_eq!(fitting("Maria-Guadalupe de la Cruz Rodríguez").chars().count(), 22);
        let map = Heatmap { weeks: vec![day("2025-06-30"), day("2025-07-07")], rows: Vec::new() };
        let picture = calendar(&map, Cycle::containing(day("2025-07-08")));
        assert_eq!((picture.drawn.len(), picture.lanes.len()), (0, 0));
    }
}
