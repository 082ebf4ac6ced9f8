//! The year as one picture: what became of each 1:1, how far it was prepared, what was promised and kept, and how much was noted.
//! Days and shapes; the site draws them, and a table of the same numbers stands beneath.

use super::{
    commitments::Standing,
    cycle::Cycle,
    sight::Sight,
    tick::{Fate, Tally, Tick, ticks},
    words::month_of,
};
use crate::domain::{Class, Event, Side};
use chrono::NaiveDate;
use serde::Serialize;

/// How a mark looks, so that no colour is needed to tell it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Shape {
    /// Done.
    Full,
    /// Done, but late, on another day, or by one of the two.
    Half,
    /// Not done, or not yet.
    Hollow,
    /// Not done, and its day has passed.
    Cross,
    /// Called off.
    Stroke,
}

/// A mark on a day.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
pub struct Mark {
    /// The day.
    pub on: NaiveDate,
    /// How it looks.
    pub shape: Shape,
}

/// A lane of the picture.
#[derive(Clone, Debug, Serialize)]
pub struct Lane {
    /// What it is called.
    pub name: &'static str,
    /// Its marks, by day.
    pub marks: Vec<Mark>,
}

/// The year of a person as one picture.
#[derive(Clone, Debug, Serialize)]
pub struct YearLine {
    /// The cycle.
    pub cycle: Cycle,
    /// The lanes, from the top.
    pub lanes: Vec<Lane>,
    /// The months, with the same in numbers.
    pub months: Vec<LineMonth>,
}

/// One month in numbers.
#[derive(Clone, Debug, Serialize)]
pub struct LineMonth {
    /// Its first day.
    pub month: NaiveDate,
    /// Its 1:1s.
    #[serde(flatten)]
    pub tally: Tally,
    /// Discussion entries that the chain may read.
    pub notes: usize,
    /// Commitments due in it, of the employee.
    pub employee_due: usize,
    /// Of these, kept by now.
    pub employee_kept: usize,
    /// Commitments due in it, of leaders.
    pub leader_due: usize,
    /// Of these, kept by now.
    pub leader_kept: usize,
}

/// The year of a person as one picture.
pub fn year_line(sight: &Sight<'_>, cycle: Cycle) -> YearLine {
    let all = ticks(sight, cycle);
    let ticks: Vec<_> = all.into_iter().filter(|tick| cycle.contains(tick.on)).collect();
    let lane = |name, shape: &dyn Fn(&Tick) -> Option<Shape>| {
        let mark = |tick: &Tick| Some(Mark { on: tick.on, shape: shape(tick)? });
        Lane { name, marks: ticks.iter().filter_map(mark).collect() }
    };
    let written = |tick: &Tick| match (tick.prepared, tick.fate) {
        (0, Fate::Held | Fate::ToCome) => Some(Shape::Hollow),
        (0, Fate::Silent | Fate::Cancelled | Fate::Missed) => None,
        (1, _) => Some(Shape::Half),
        _ => Some(Shape::Full),
    };
    let lanes = vec![
        lane("1:1s", &|tick| Some(fate(tick))),
        lane("Prepared in writing", &written),
        Lane { name: "Promises: employee", marks: promises(sight, cycle, Side::Employee) },
        Lane { name: "Promises: leader", marks: promises(sight, cycle, Side::Leader) },
    ];
    let months = cycle.months().into_iter().map(|first| month(sight, first, &ticks)).collect();
    YearLine { cycle, lanes, months }
}

fn fate(tick: &Tick) -> Shape {
    match tick.fate {
        Fate::Held if tick.moved => Shape::Half,
        Fate::Held => Shape::Full,
        Fate::ToCome => Shape::Hollow,
        Fate::Silent | Fate::Missed => Shape::Cross,
        Fate::Cancelled => Shape::Stroke,
    }
}

/// The promises of one side, each on the day it is due.
fn promises(sight: &Sight<'_>, cycle: Cycle, side: Side) -> Vec<Mark> {
    let own = sight.person.commitments.values().filter(|it| it.side(sight.person.id) == side && cycle.contains(it.due));
    let mut marks: Vec<_> = own
        .map(|it| {
            let shape = match sight.standing(it) {
                Standing::Kept => Shape::Full,
                Standing::KeptRenegotiated | Standing::KeptLate => Shape::Half,
                Standing::Open => Shape::Hollow,
                Standing::Overdue => Shape::Cross,
                Standing::Released => Shape::Stroke,
            };
            Mark { on: it.due, shape }
        })
        .collect();
    marks.sort_by_key(|mark| (mark.on, mark.shape));
    marks
}

fn month(sight: &Sight<'_>, first: NaiveDate, ticks: &[Tick]) -> LineMonth {
    let person = sight.person;
    let noted = person.entries.iter().filter(|entry| {
        let read = !entry.withdrawn && entry.class <= Class::Person && entry.occurred_on <= sight.as_of;
        read && month_of(entry.occurred_on) == first && matches!(entry.event, Event::TopicDiscussed(_))
    });
    let due = |side: Side| {
        let own = person.commitments.values().filter(move |it| it.side(person.id) == side);
        own.filter(|it| month_of(it.due) == first)
    };
    let kept = |side: Side| due(side).filter(|it| it.fulfilled().is_some()).count();
    LineMonth {
        month: first,
        tally: Tally::of_month(ticks, first),
        notes: noted.count(),
        employee_due: due(Side::Employee).count(),
        employee_kept: kept(Side::Employee),
        leader_due: due(Side::Leader).count(),
        leader_kept: kept(Side::Leader),
    }
}
