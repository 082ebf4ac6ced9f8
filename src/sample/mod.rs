//! The sample agency: one invented department's appraisal year, told as the commands that its people gave.
//!
//! ```text
//! featured conversations (written by hand) ┐
//! words of each trade -> composed meetings ┴-> in order of time -> numbered (i7, c12, a3) -> script()
//! ```
//!
//! Nothing here reads a clock, a disk or a random number: the same script comes out at every run. A command names an
//! entry that an earlier line recorded as `{label}`; whoever runs the script puts the entry's number there, and the
//! path of a file of `FILES` where its label stands.

mod calendar;
mod chance;
mod compose;
pub mod crowd;
mod featured;
pub mod fresh;
mod goals;
mod meeting;
pub mod number;
mod people;
mod plans;
mod roster;
mod slots;
mod words;

use chrono::{NaiveDateTime, Timelike};

/// The agency's name.
pub const AGENCY: &str = "Arizona Department of Fair Measure";
/// The agency's own time zone, in which the script's clock runs.
pub const ZONE: &str = "America/Phoenix";
/// The first human resources officer, whom the roster completes.
pub const OFFICER: &str = "Carmen Delgado";
/// That officer's login.
pub const OFFICER_LOGIN: &str = "cdelgado";
/// When the agency's record begins, in the agency's time: init and the import of the roster.
pub const STARTED: &str = "2025-06-30T07:00";
/// The year's last day, as of which the pages are published.
pub const AS_OF: &str = "2026-06-30";
/// The roster that is imported after init.
pub const ROSTER: &str = include_str!("../../events/sample/roster.csv");
/// Files that commands name, by the label that stands for their path.
pub const FILES: [(&str, &str); 5] = [
    ("standard-v2", include_str!("../../events/sample/standard-v2.json")),
    ("board-v1", include_str!("../../events/sample/board-v1.json")),
    ("board-v2", include_str!("../../events/sample/board-v2.json")),
    ("preparation-card.txt", include_str!("../../events/sample/preparation-card.txt")),
    ("signed-plan", include_str!("../../events/sample/signed-plan.txt")),
];

/// One command of the script.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Line {
    /// When it is given, in the agency's time, to the minute.
    pub at: NaiveDateTime,
    /// Who gives it: a login.
    pub actor: String,
    /// The verb and its arguments, without the program's name and without globals.
    pub argv: Vec<String>,
    /// A name for the first entry that it records, where a later line speaks of it.
    pub label: Option<String>,
}

impl Line {
    /// Whether it is the agency's own: its standards, policies, strategy and adoption.
    pub fn is_the_agencys(&self) -> bool {
        ["standard", "strategy", "adoption"].contains(&self.argv[0].as_str())
    }
}

/// The whole year after init and the import of the roster, in order of time.
pub fn script() -> Vec<Line> {
    let featured = featured::lines();
    let mut lines = compose::year(&featured);
    lines.extend(featured);
    in_order(&mut lines);
    number::resolve(lines)
}

/// Lines in the order of their times, each of which is a full minute.
fn in_order(lines: &mut [Line]) {
    lines.sort_by_key(|line| line.at);
    for line in lines {
        line.at = line.at.with_second(0).expect("each minute begins");
    }
}
