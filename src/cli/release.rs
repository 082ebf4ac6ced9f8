use super::{
    Desk,
    text::{Purpose, Text},
};
use crate::{
    app::Failure,
    domain::{Command, names::CommitmentId, renegotiate},
};
use clap::Args;

/// Lets a commitment go, with the reason: the leader an employee's promise, the employee a leader's
///
/// It may be read by the employee, the chain of leaders above, and HR.
#[derive(Args, Debug)]
pub struct Release {
    /// The employee: id, login or part of the name
    person: String,
    /// The commitment, such as c3
    commitment: CommitmentId,
    /// The original date of the 1:1 it is agreed in; the one whose record is under way where nothing is said
    #[arg(long, value_name = "DATE", allow_hyphen_values = true)]
    meeting: Option<String>,
    /// The day it was agreed; that of a 1:1 named with --meeting, else today
    #[arg(long, value_name = "DATE", allow_hyphen_values = true)]
    on: Option<String>,
    #[command(flatten)]
    reason: Text,
}

impl Release {
    pub(super) fn run(self, desk: &mut Desk<'_>) -> Result<(), Failure> {
        let person = desk.person(&self.person)?;
        let commitment = self.commitment;
        let purpose = Purpose::new("release", "Why need it not be kept?", person);
        let purpose = purpose.kind(format!("why {commitment} is released"));
        let (meeting, on) = desk.said_when((&self.reason, &purpose), self.meeting.as_deref(), self.on.as_ref())?;
        let purpose = purpose.on(on.as_deref());
        desk.record_text(&self.reason, &purpose, |reason| {
            Ok(Command::Release(renegotiate::Release { commitment, reason, meeting }))
        })
    }
}
