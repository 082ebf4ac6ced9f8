use super::{
    Desk,
    text::{Purpose, Text},
};
use crate::{
    app::Failure,
    domain::{Command, dates::Direction},
};
use clap::Args;

/// Cancels a 1:1 that has not been held, with the reason
///
/// The entry may be read by the employee, the chain of leaders above, and HR.
#[derive(Args, Debug)]
pub struct Cancel {
    /// The employee: id, login or part of the name
    person: String,
    /// The meeting's original date; the next one where nothing is said
    #[arg(long, value_name = "DATE", allow_hyphen_values = true)]
    meeting: Option<String>,
    /// The day it was cancelled
    #[arg(long, value_name = "DATE", allow_hyphen_values = true)]
    on: Option<String>,
    #[command(flatten)]
    reason: Text,
}

impl Cancel {
    pub(super) fn run(self, desk: &mut Desk<'_>) -> Result<(), Failure> {
        let person = desk.person(&self.person)?;
        let purpose = Purpose::new("cancel", "Why is the 1:1 cancelled?", person).on(self.on.as_deref());
        desk.in_hand(&self.reason, &purpose)?;
        let meeting = desk.date_if_any(self.meeting.as_deref(), person, Direction::Future)?;
        desk.record_text(&self.reason, &purpose, |reason| Ok(Command::Cancel(meeting, reason)))
    }
}
