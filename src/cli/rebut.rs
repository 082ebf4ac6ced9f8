use super::{
    Desk,
    assess::WhichArgs,
    text::{Purpose, Text},
};
use crate::{
    app::Failure,
    domain::{
        Command,
        appraise::{Appraise, Step},
    },
};
use clap::Args;

/// Files your rebuttal of an appraisal that was delivered; or answers one, as the leader
///
/// Nobody edits it, and it stands beside the appraisal wherever that is shown. It may be read by the employee, the chain of
/// leaders above, and HR.
#[derive(Args, Debug)]
pub struct Rebut {
    /// The employee; yourself where nothing is said
    person: Option<String>,
    /// Answers the first rebuttal that waits, as the leader
    #[arg(long, requires = "person")]
    answer: bool,
    #[command(flatten)]
    which: WhichArgs,
    /// The day it was said
    #[arg(long, value_name = "DATE", allow_hyphen_values = true)]
    on: Option<String>,
    #[command(flatten)]
    text: Text,
}

impl Rebut {
    pub(super) fn run(self, desk: &mut Desk<'_>) -> Result<(), Failure> {
        let person = match &self.person {
            Some(words) => desk.person(words)?,
            None => desk.actor()?,
        };
        let (asks, kind) = match self.answer {
            true => ("What do you answer?", "an answer to a rebuttal"),
            false => ("What is wrong with the appraisal?", "a rebuttal"),
        };
        let (which, answer) = (self.which.into(), self.answer);
        let purpose = Purpose::new("rebut", asks, person).on(self.on.as_deref()).kind(kind);
        desk.record_text(&self.text, &purpose, |text| {
            let step = if answer { Step::Answer(text) } else { Step::Rebut(text) };
            Ok(Command::Appraise(Appraise { which, step }))
        })
    }
}
