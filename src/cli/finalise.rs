use super::Desk;
use crate::{
    app::Failure,
    domain::{Command, dates::Direction},
};
use clap::Args;

/// Finalises the record of a 1:1; refused, with the list, while something is unanswered
///
/// It may be read by the employee, the chain of leaders above, and HR.
#[derive(Args, Debug)]
pub struct Finalise {
    /// The employee: id, login or part of the name
    #[arg(required_unless_present = "why")]
    person: Option<String>,
    /// The original date of the 1:1; the last one whose record is under way where nothing is said
    #[arg(long, value_name = "DATE", allow_hyphen_values = true)]
    meeting: Option<String>,
    /// The day it was finalised
    #[arg(long, value_name = "DATE", allow_hyphen_values = true)]
    on: Option<String>,
    /// Says the key points and reasons of the step
    #[arg(long)]
    why: bool,
}

impl Finalise {
    pub(super) fn run(self, desk: &mut Desk<'_>) -> Result<(), Failure> {
        let Some(words) = self.person.as_ref().filter(|_| !self.why) else {
            return desk.say_why(&["4"]);
        };
        let person = desk.person(words)?;
        let meeting = desk.date_if_any(self.meeting.as_deref(), person, Direction::Past)?;
        let receipt = desk.record(person, self.on.as_deref(), &Command::Finalise(meeting))?;
        desk.say_receipt(Some(person), &receipt)
    }
}
