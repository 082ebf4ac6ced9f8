use super::{
    Desk,
    text::{Purpose, Text},
};
use crate::{
    app::Failure,
    domain::{Command, names::GoalId, obstacle},
};
use clap::Args;

/// Recognises progress or a contribution, as the leader (2B.K2); the next agenda opens with it
///
/// It may be read by the employee, the chain of leaders above, and HR.
#[derive(Args, Debug)]
pub struct Recognise {
    /// The employee: id, login or part of the name
    person: String,
    /// The goal that it brought forward, such as g1
    #[arg(long, value_name = "GOAL")]
    goal: Option<GoalId>,
    /// The original date of the 1:1 it was given in; the one of the day whose record is under way where nothing is said
    #[arg(long, value_name = "DATE", allow_hyphen_values = true)]
    meeting: Option<String>,
    /// The day it was given; that of a 1:1 named with --meeting, else today
    #[arg(long, value_name = "DATE", allow_hyphen_values = true)]
    on: Option<String>,
    #[command(flatten)]
    text: Text,
}

impl Recognise {
    pub(super) fn run(self, desk: &mut Desk<'_>) -> Result<(), Failure> {
        let person = desk.person(&self.person)?;
        let goal = self.goal;
        let purpose = Purpose::new("recognise", "What do you recognise?", person);
        let (meeting, on) = desk.said_when((&self.text, &purpose), self.meeting.as_deref(), self.on.as_ref())?;
        let purpose = purpose.on(on.as_deref());
        desk.record_text(&self.text, &purpose, |text| {
            Ok(Command::Recognise(obstacle::Recognise { text, goal, meeting }))
        })
    }
}
