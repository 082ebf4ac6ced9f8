//! An answer to a commitment, as `done` and `slip` give it.

use super::{
    Desk,
    text::{Purpose, Text, if_any},
};
use crate::{
    app::Failure,
    domain::{
        Command,
        commitment::{Revisit, Status},
        names::CommitmentId,
    },
};
use clap::Args;

/// Which commitment, revisited when, and in what words.
#[derive(Args, Debug)]
pub struct Answer {
    /// The employee: id, login or part of the name
    person: String,
    /// The commitment, such as c3
    pub commitment: CommitmentId,
    /// The original date of the 1:1 it is revisited in; the one whose record is under way where nothing is said
    #[arg(long, value_name = "DATE", allow_hyphen_values = true)]
    meeting: Option<String>,
    /// The day it was found; that of a 1:1 named with --meeting, else today
    #[arg(long, value_name = "DATE", allow_hyphen_values = true)]
    on: Option<String>,
    #[command(flatten)]
    text: Text,
}

impl Answer {
    /// Records what was found; `kind` says what the words are, for a draft of them.
    pub fn record(
        &self,
        desk: &mut Desk<'_>,
        (verb, asks): (&str, &str),
        kind: String,
        status: Option<Status>,
    ) -> Result<(), Failure> {
        let person = desk.person(&self.person)?;
        let purpose = Purpose::new(verb, asks, person).optional().kind(kind);
        let (meeting, on) = desk.said_when((&self.text, &purpose), self.meeting.as_deref(), self.on.as_ref())?;
        let purpose = purpose.on(on.as_deref());
        let commitment = self.commitment;
        desk.record_text(&self.text, &purpose, |text| {
            Ok(Command::Revisit(Revisit { commitment, status, text: if_any(text), meeting }))
        })
    }
}
