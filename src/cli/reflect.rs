use super::{
    Desk,
    forms::{FormArgs, how_to_fill, left_as_it_was, unread},
    text::{Purpose, Text},
};
use crate::{
    app::Failure,
    domain::{Class, Command, commitment::Promise, dates::Direction, filled::Part},
    intake::form::{self, Reading},
};
use chrono::NaiveDate;
use clap::Args;

/// Records your reflection on a 1:1 that was held (step 4)
///
/// It may be read by the employee, the chain of leaders above, and HR.
#[derive(Args, Debug)]
pub struct Reflect {
    /// The employee: id, login or part of the name
    #[arg(required_unless_present = "why")]
    person: Option<String>,
    /// The original date of the 1:1; the last one held where nothing is said
    #[arg(long, value_name = "DATE", allow_hyphen_values = true)]
    meeting: Option<String>,
    /// The day of the reflection
    #[arg(long, value_name = "DATE", allow_hyphen_values = true)]
    on: Option<String>,
    #[command(flatten)]
    forms: FormArgs,
    /// Says the key points and reasons of the step
    #[arg(long)]
    why: bool,
    #[command(flatten)]
    text: Text,
}

impl Reflect {
    pub(super) fn run(self, desk: &mut Desk<'_>) -> Result<(), Failure> {
        let Some(words) = self.person.as_ref().filter(|_| !self.why) else {
            return desk.say_why(&["4"]);
        };
        let person = desk.person(words)?;
        let standard = desk.standard_for_forms(person, self.on.as_deref())?;
        let name = desk.app()?.directory().name(person);
        let readers = Class::Person.readers();
        let guidance =
            how_to_fill(format!("Your reflection on the 1:1 of {name}. All of it may be read by {readers}."));
        let blank = form::reflect::print(&guidance);
        if self.forms.blank {
            desk.write(|out| out.write_all(blank.as_bytes()));
            return Ok(());
        }
        let purpose = Purpose::new("reflect", "What will you take from it?", person).on(self.on.as_deref()).form(blank);
        desk.in_hand(&self.text, &purpose)?;
        let meeting = desk.date_if_any(self.meeting.as_deref(), person, Direction::Past)?;
        let text = desk.form_or(&self.forms, self.text, "-m", &purpose)?;
        desk.record_text(&text, &purpose, |text| read(text, meeting, standard.reading()))
    }
}

/// What a text says: a filled form, or a reflection by itself.
fn read(text: String, meeting: Option<NaiveDate>, reading: Reading<'_>) -> Result<Command, Failure> {
    if !form::reflect::is_form(&text) {
        return Ok(Command::Reflect(meeting, text));
    }
    let filled = form::reflect::parse(&text, reading).map_err(unread)?;
    let reflection = filled.text.map(|(line, text)| (line, Command::Reflect(meeting, text)));
    let promises = filled
        .promises
        .into_iter()
        .map(|(line, (by, due, text))| (line, Command::Promise(Promise { text, due, by: Some(by), meeting: None })));
    let parts = reflection.into_iter().chain(promises);
    let parts: Vec<_> = parts.map(|(line, command)| Part { line: Some(line), command }).collect();
    if parts.is_empty() { Err(left_as_it_was()) } else { Ok(Command::Filled(parts)) }
}
