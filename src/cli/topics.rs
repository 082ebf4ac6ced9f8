use super::{
    Desk,
    text::{Purpose, Text, typed},
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
    /// The leader asked, and this was the answer; as the last word, with --draft, it is in the draft
    #[arg(long, value_name = "ANSWER", num_args = 0..=1, default_missing_value = "", allow_hyphen_values = true,
        value_parser = typed, conflicts_with = "message")]
    asked: Option<String>,
    /// The original date of the 1:1; the one whose record is under way, else the next one
    #[arg(long, value_name = "DATE", allow_hyphen_values = true)]
    meeting: Option<String>,
    /// The day it was said; that of a 1:1 named with --meeting, else today
    #[arg(long, value_name = "DATE", allow_hyphen_values = true)]
    on: Option<String>,
    #[command(flatten)]
    text: Text,
}

impl Topics {
    pub(super) fn run(self, desk: &mut Desk<'_>) -> Result<(), Failure> {
        let person = desk.person(&self.person)?;
        if self.none {
            let meeting = desk.date_if_any(self.meeting.as_deref(), person, Direction::Past)?;
            let on = desk.day_of(person, self.on.clone(), meeting)?;
            let receipt = desk.record(person, on.as_deref(), &Command::Topics(meeting, conduct::Topics::None))?;
            return desk.say_receipt(Some(person), &receipt);
        }
        let asked = self.asked.is_some();
        let class = if asked { Class::Person } else { Class::Pair };
        let answer = self.asked.filter(|answer| !answer.is_empty());
        if answer.is_some() && self.text.draft {
            return Err(Failure::Usage("The answer is in the draft: say --draft --asked alone.".into()));
        }
        let text = Text { message: self.text.message.or(answer), ..self.text };
        let asks = "What do you want to talk about?";
        let purpose = Purpose::new("topics", asks, person).for_class(class);
        let purpose = purpose.kind(if asked { "the answer to what the leader asked" } else { "a topic" });
        let (meeting, on) = desk.said_when((&text, &purpose), self.meeting.as_deref(), self.on.as_ref())?;
        let purpose = purpose.on(on.as_deref());
        desk.record_text(&text, &purpose, |text| {
            let topics = if asked { conduct::Topics::Asked(text) } else { conduct::Topics::Raised(text) };
            Ok(Command::Topics(meeting, topics))
        })
    }
}
