use super::{
    Desk,
    text::{Purpose, Text},
};
use crate::{
    app::Failure,
    domain::{Command, Side, commitment, dates::Direction, names::ConcernId},
};
use clap::Args;

/// Records a commitment of either side, with the day it is due
///
/// It may be read by the employee, the chain of leaders above, and HR.
#[derive(Args, Debug)]
pub struct Promise {
    /// The employee: id, login or part of the name
    person: String,
    /// The day it is due
    #[arg(long, value_name = "DATE", allow_hyphen_values = true)]
    due: String,
    /// Whose promise, employee or leader; the recorder's own where nothing is said
    #[arg(long, value_name = "SIDE")]
    by: Option<Side>,
    /// The concern that it answers, such as n1
    #[arg(long, value_name = "CONCERN")]
    answers: Option<ConcernId>,
    /// The original date of the 1:1 it was made in
    #[arg(long, value_name = "DATE", allow_hyphen_values = true)]
    meeting: Option<String>,
    /// The day it was made; that of a 1:1 named with --meeting, else today
    #[arg(long, value_name = "DATE", allow_hyphen_values = true)]
    on: Option<String>,
    #[command(flatten)]
    text: Text,
}

impl Promise {
    pub(super) fn run(self, desk: &mut Desk<'_>) -> Result<(), Failure> {
        let person = desk.person(&self.person)?;
        let purpose = Purpose::new("promise", "What is promised?", person);
        let actor = desk.actor()?;
        let side = self.by.unwrap_or(desk.app()?.directory().side(actor, person));
        let purpose = purpose.kind(format!("a promise of the {side}"));
        let (meeting, on) = desk.said_when((&self.text, &purpose), self.meeting.as_deref(), self.on.as_ref())?;
        let (due, purpose) = (desk.date(&self.due, Some(person), Direction::Future)?, purpose.on(on.as_deref()));
        desk.record_text(&self.text, &purpose, |text| {
            let promise = commitment::Promise { text, due, by: self.by, meeting };
            Ok(Command::Promise(promise).answering(self.answers))
        })
    }
}
