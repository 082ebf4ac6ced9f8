use super::{
    Desk,
    text::{Purpose, Text},
};
use crate::{
    app::Failure,
    domain::{Command, dates::Direction},
};
use clap::Args;

/// Records your reflection on a 1:1 that was held (step 4)
///
/// It may be read by the employee, the chain of leaders above, and HR.
#[derive(Args, Debug)]
pub struct Reflect {
    /// The employee: id, login or part of the name
    person: String,
    /// The original date of the 1:1; the last one held where nothing is said
    #[arg(long, value_name = "DATE", allow_hyphen_values = true)]
    meeting: Option<String>,
    /// The day of the reflection
    #[arg(long, value_name = "DATE", allow_hyphen_values = true)]
    on: Option<String>,
    #[command(flatten)]
    text: Text,
}

impl Reflect {
    pub(super) fn run(self, desk: &mut Desk<'_>) -> Result<(), Failure> {
        let person = desk.person(&self.person)?;
        let meeting = desk.date_if_any(self.meeting.as_deref(), person, Direction::Past)?;
        let purpose = Purpose::new("reflect", "What will you take from it?", person).on(self.on.as_deref());
        desk.record_text(&self.text, &purpose, |text| Ok(Command::Reflect(meeting, text)))
    }
}
