use super::{
    Desk,
    text::{Purpose, Text},
};
use crate::{
    app::Failure,
    domain::{Command, dates::Direction, rhythm::Lengthen},
};
use clap::Args;

/// Changes how long the 1:1s of a running series are planned, with the reason; another rule is coach schedule --replace
///
/// It may be read by the employee, the chain of leaders above, and HR.
#[derive(Args, Debug)]
pub struct Cadence {
    /// The employee: id, login or part of the name
    person: String,
    /// How long each 1:1 is planned from then on
    #[arg(long)]
    minutes: u32,
    /// The first day it holds for; the day it was decided where nothing is said
    #[arg(long, value_name = "DATE", allow_hyphen_values = true)]
    from: Option<String>,
    /// The day it was decided
    #[arg(long, value_name = "DATE", allow_hyphen_values = true)]
    on: Option<String>,
    #[command(flatten)]
    reason: Text,
}

impl Cadence {
    pub(super) fn run(self, desk: &mut Desk<'_>) -> Result<(), Failure> {
        let person = desk.person(&self.person)?;
        let minutes = self.minutes;
        let purpose = Purpose::new("cadence", "Why another length?", person).on(self.on.as_deref());
        desk.in_hand(&self.reason, &purpose)?;
        let from = desk.date_if_any(self.from.as_deref(), person, Direction::Future)?;
        desk.record_text(&self.reason, &purpose, |reason| Ok(Command::Lengthen(Lengthen { minutes, from, reason })))
    }
}
