use super::{
    Desk,
    assess::WhichArgs,
    text::{Purpose, Text, if_any},
};
use crate::{
    app::Failure,
    domain::{
        Command,
        appraise::{Appraise, Step},
        dates::Direction,
        expectations::Expect,
        meeting::Stance,
        names::ConcernId,
    },
    id::Id,
};
use clap::Args;

/// Acknowledges the record of your 1:1, a concern, your performance plan or your appraisal: read, agreed or disagreed
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
    /// Your performance plan reached you, instead of a 1:1
    #[arg(long, conflicts_with_all = ["meeting", "agree", "disagree", "message", "draft", "concern"])]
    plan: bool,
    /// Your appraisal, instead of a 1:1
    #[arg(long, conflicts_with_all = ["meeting", "concern", "plan"])]
    appraisal: bool,
    /// The employee would not acknowledge the appraisal, as the leader or human resources; -m says how that came about
    #[arg(long, requires_all = ["person", "appraisal", "witness"], conflicts_with_all = ["agree", "disagree"])]
    declined: bool,
    /// Who saw it; nobody who rated
    #[arg(long, value_name = "LOGIN", requires = "declined")]
    witness: Option<String>,
    #[command(flatten)]
    which: WhichArgs,
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
        if self.plan {
            let receipt = desk.record(person, self.on.as_deref(), &Command::Expect(Expect::Acknowledge))?;
            return desk.say_receipt(Some(person), &receipt);
        }
        let stance = match (self.agree, self.disagree) {
            (true, _) => Stance::Agree,
            (_, true) => Stance::Disagree,
            _ => Stance::Read,
        };
        if self.appraisal {
            return self.appraisal(desk, person, stance);
        }
        let asks = "What do you say to the record?";
        let purpose = Purpose::new("ack", asks, person).on(self.on.as_deref()).optional();
        let purpose = purpose.kind(format!("an acknowledgement that says {stance}"));
        desk.in_hand(&self.comment, &purpose)?;
        let meeting = desk.date_if_any(self.meeting.as_deref(), person, Direction::Past)?;
        desk.record_text(&self.comment, &purpose, |comment| Ok(Command::Acknowledge(meeting, stance, if_any(comment))))
    }

    /// What is said to an appraisal, or that nothing was.
    fn appraisal(self, desk: &mut Desk<'_>, person: Id, stance: Stance) -> Result<(), Failure> {
        let witness = self.witness.as_ref().map(|words| desk.person(words)).transpose()?;
        let (asks, kind) = match witness {
            Some(_) => ("How did it come about?", "an acknowledgement that was declined".to_owned()),
            None => {
                ("What do you say to the appraisal?", format!("an acknowledgement of the appraisal that says {stance}"))
            }
        };
        let which = self.which.into();
        let purpose = Purpose::new("ack", asks, person).on(self.on.as_deref()).optional().kind(kind);
        desk.record_text(&self.comment, &purpose, |text| {
            let step = match witness {
                Some(witness) => Step::Decline(witness, if_any(text)),
                None => Step::Acknowledge(stance, if_any(text)),
            };
            Ok(Command::Appraise(Appraise { which, step }))
        })
    }
}
