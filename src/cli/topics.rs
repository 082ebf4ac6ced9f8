use super::{
    Desk,
    text::{Purpose, Text},
};
use crate::{
    app::Failure,
    domain::{Class, Command, conduct, dates::Direction},
};
use clap::Args;

/// Records the employee's own topics of a 1:1 (2F): a topic, nothing today, or that the leader asked
///
/// A topic may be read by the employee and the leader; that nothing was brought, or was asked, also by the chain of
/// leaders above and HR.
#[derive(Args, Debug)]
pub struct Topics {
    /// The employee: id, login or part of the name
    person: String,
    /// Nothing today; said by the employee
    #[arg(long, conflicts_with_all = ["message", "asked", "draft"])]
    none: bool,
    /// The leader asked, and this was the answer
    #[arg(long, value_name = "ANSWER", conflicts_with_all = ["message", "draft"])]
    asked: Option<String>,
    /// The original date of the 1:1; the one whose record is under way, else the next one
    #[arg(long, value_name = "DATE")]
    meeting: Option<String>,
    /// The day it was said
    #[arg(long, value_name = "DATE")]
    on: Option<String>,
    #[command(flatten)]
    text: Text,
}

impl Topics {
    pub(super) fn run(self, desk: &mut Desk<'_>) -> Result<(), Failure> {
        let person = desk.person(&self.person)?;
        let meeting = desk.date_if_any(self.meeting.as_deref(), person, Direction::Past)?;
        let on = self.on.as_deref();
        if self.none {
            let receipt = desk.record(person, on, &Command::Topics(meeting, conduct::Topics::None))?;
            return desk.say_receipt(Some(person), &receipt);
        }
        let asked = self.asked.is_some();
        let class = if asked { Class::Person } else { Class::Pair };
        let text = Text { message: self.text.message.or(self.asked), ..self.text };
        let asks = "What do you want to talk about?";
        let purpose = Purpose::new("topics", asks, person).for_class(class).on(on);
        desk.record_text(&text, &purpose, |text| {
            let topics = if asked { conduct::Topics::Asked(text) } else { conduct::Topics::Raised(text) };
            Ok(Command::Topics(meeting, topics))
        })
    }
}
