use super::{
    Desk,
    text::{Purpose, Text},
};
use crate::{
    app::Failure,
    domain::{
        Command,
        dates::{self, Direction},
    },
};
use clap::Args;

/// Moves a 1:1 that has not been held to another time, with the reason
///
/// The entry may be read by the employee, the chain of leaders above, and HR.
#[derive(Args, Debug)]
pub struct Move {
    /// The employee: id, login or part of the name
    person: String,
    /// The meeting's original date; the next one where nothing is said
    #[arg(long, value_name = "DATE", allow_hyphen_values = true)]
    meeting: Option<String>,
    /// The new start, local time of the employee's office: 2026-03-04T10:00
    #[arg(long, value_name = "TIME")]
    to: String,
    /// The day it was moved
    #[arg(long, value_name = "DATE", allow_hyphen_values = true)]
    on: Option<String>,
    #[command(flatten)]
    reason: Text,
}

impl Move {
    pub(super) fn run(self, desk: &mut Desk<'_>) -> Result<(), Failure> {
        let person = desk.person(&self.person)?;
        let purpose = Purpose::new("move", "Why is the 1:1 moved?", person).on(self.on.as_deref());
        desk.in_hand(&self.reason, &purpose)?;
        let meeting = desk.date_if_any(self.meeting.as_deref(), person, Direction::Future)?;
        let to = dates::parse_local(&self.to)?;
        desk.record_text(&self.reason, &purpose, |reason| Ok(Command::Move(meeting, to, reason)))
    }
}
