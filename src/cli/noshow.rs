use super::{
    Desk,
    text::{Purpose, Text, if_any},
};
use crate::{
    app::Failure,
    domain::{Command, Side, appointment::NoShow, dates::Direction},
};
use clap::Args;

/// Records that somebody did not come to a 1:1; `coach move` may give it a new time
///
/// It may be read by the employee, the chain of leaders above, and HR. Absence has a cause, and leave never a reason.
#[derive(Args, Debug)]
pub struct Noshow {
    /// The employee: id, login or part of the name
    person: String,
    /// Who did not come: employee or leader
    #[arg(long, value_name = "SIDE")]
    who: Side,
    /// The meeting's original date; the last one that waits where nothing is said
    #[arg(long, value_name = "DATE", allow_hyphen_values = true)]
    meeting: Option<String>,
    /// The day it was missed; its own where nothing is said
    #[arg(long, value_name = "DATE", allow_hyphen_values = true)]
    on: Option<String>,
    #[command(flatten)]
    note: Text,
}

impl Noshow {
    pub(super) fn run(self, desk: &mut Desk<'_>) -> Result<(), Failure> {
        let person = desk.person(&self.person)?;
        let (who, on_its_day) = (self.who, self.on.is_none());
        let purpose = Purpose::new("noshow", "What happened?", person).on(self.on.as_deref()).optional();
        desk.in_hand(&self.note, &purpose)?;
        let meeting = desk.date_if_any(self.meeting.as_deref(), person, Direction::Past)?;
        desk.record_text(&self.note, &purpose, |note| {
            Ok(Command::NoShow(NoShow { meeting, on_its_day, who, note: if_any(note) }))
        })
    }
}
