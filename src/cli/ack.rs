use super::{
    Desk,
    text::{Purpose, Text, if_any},
};
use crate::{
    app::Failure,
    domain::{Command, dates::Direction, meeting::Stance, names::ConcernId},
};
use clap::Args;

/// Acknowledges the record of your 1:1: read, and with --agree or --disagree what you think of it; or a concern
///
/// Reading is receipt, not agreement. It may be read by you, the chain of leaders above, and HR.
#[derive(Args, Debug)]
pub struct Ack {
    /// The employee, who alone acknowledges; yourself where nothing is said
    person: Option<String>,
    /// The original date of the 1:1; the last one that waits where nothing is said
    #[arg(long, value_name = "DATE", allow_hyphen_values = true)]
    meeting: Option<String>,
    /// The record is right
    #[arg(long, conflicts_with = "disagree")]
    agree: bool,
    /// The record is not right; say what with -m
    #[arg(long)]
    disagree: bool,
    /// The day it was read
    #[arg(long, value_name = "DATE", allow_hyphen_values = true)]
    on: Option<String>,
    /// The concern that reached you, such as n1, instead of a 1:1
    #[arg(long, value_name = "CONCERN", conflicts_with_all = ["meeting", "agree", "disagree", "message", "draft"])]
    concern: Option<ConcernId>,
    #[command(flatten)]
    comment: Text,
}

impl Ack {
    pub(super) fn run(self, desk: &mut Desk<'_>) -> Result<(), Failure> {
        let person = match &self.person {
            Some(words) => desk.person(words)?,
            None => desk.actor()?,
        };
        if let Some(concern) = self.concern {
            let receipt = desk.record(person, self.on.as_deref(), &Command::AcknowledgeConcern(concern))?;
            return desk.say_receipt(Some(person), &receipt);
        }
        let meeting = desk.date_if_any(self.meeting.as_deref(), person, Direction::Past)?;
        let stance = match (self.agree, self.disagree) {
            (true, _) => Stance::Agree,
            (_, true) => Stance::Disagree,
            _ => Stance::Read,
        };
        let asks = "What do you say to the record?";
        let purpose = Purpose::new("ack", asks, person).on(self.on.as_deref()).optional();
        let purpose = purpose.kind(format!("an acknowledgement that says {stance}"));
        desk.record_text(&self.comment, &purpose, |comment| Ok(Command::Acknowledge(meeting, stance, if_any(comment))))
    }
}
