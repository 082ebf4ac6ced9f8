use super::{
    Desk,
    text::{Purpose, Text, if_any},
};
use crate::{
    app::Failure,
    domain::{Command, commitment, dates::Direction, names::CommitmentId},
};
use clap::Args;

/// Records a commitment as fulfilled
///
/// It may be read by the employee, the chain of leaders above, and HR.
#[derive(Args, Debug)]
pub struct Done {
    /// The employee: id, login or part of the name
    person: String,
    /// The commitment, such as c3
    commitment: CommitmentId,
    /// The original date of the 1:1 it is revisited in; the one whose record is under way where nothing is said
    #[arg(long, value_name = "DATE", allow_hyphen_values = true)]
    meeting: Option<String>,
    /// The day it was found; that of a 1:1 named with --meeting, else today
    #[arg(long, value_name = "DATE", allow_hyphen_values = true)]
    on: Option<String>,
    #[command(flatten)]
    text: Text,
}

impl Done {
    pub(super) fn run(self, desk: &mut Desk<'_>) -> Result<(), Failure> {
        let person = desk.person(&self.person)?;
        let meeting = desk.date_if_any(self.meeting.as_deref(), person, Direction::Past)?;
        let on = desk.day_of(person, self.on.clone(), meeting)?;
        let purpose = Purpose::new("done", "What shows it?", person).on(on.as_deref()).optional();
        let purpose = purpose.kind(format!("what fulfilled {}", self.commitment));
        let (commitment, status) = (self.commitment, None);
        desk.record_text(&self.text, &purpose, |text| {
            Ok(Command::Revisit(commitment::Revisit { commitment, status, text: if_any(text), meeting }))
        })
    }
}
