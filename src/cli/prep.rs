use super::{
    Desk,
    forms::{FormArgs, how_to_fill, left_as_it_was, unread},
    text::{Purpose, Text, typed},
};
use crate::{
    app::Failure,
    domain::{Class, Command, dates::Direction, preparation::Prepare},
    intake::form::{self, Reading},
};
use clap::Args;

/// Submits your preparation for a 1:1: the agenda reviewed, items by topic, one win, one growth item
///
/// It may be read by the employee and the leader only, and by HR and auditors with a recorded purpose.
#[derive(Args, Debug)]
pub struct Prep {
    /// The employee whose 1:1 it is: id, login or part of the name
    #[arg(required_unless_present = "why")]
    person: Option<String>,
    /// The meeting's original date; the next one where nothing is said
    #[arg(long, value_name = "DATE", allow_hyphen_values = true)]
    meeting: Option<String>,
    /// An item: TOPIC:TEXT, such as 2C:"The backlog at the counter"; may be given several times
    #[arg(long = "item", value_name = "TOPIC:TEXT", allow_hyphen_values = true, value_parser = typed)]
    items: Vec<String>,
    /// The topic of -m
    #[arg(long, default_value = "2B")]
    topic: String,
    /// One win
    #[arg(long, value_name = "TEXT", allow_hyphen_values = true, value_parser = typed)]
    win: Option<String>,
    /// One growth item
    #[arg(long, value_name = "TEXT", allow_hyphen_values = true, value_parser = typed)]
    growth: Option<String>,
    /// You went through the agenda (coach next)
    #[arg(long)]
    reviewed: bool,
    /// What you want to talk about most; may be given several times
    #[arg(long = "highlight", value_name = "TEXT", allow_hyphen_values = true, value_parser = typed)]
    highlights: Vec<String>,
    /// The day it was written
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

impl Prep {
    pub(super) fn run(self, desk: &mut Desk<'_>) -> Result<(), Failure> {
        let Some(words) = self.person.as_ref().filter(|_| !self.why) else {
            return desk.say_why(&["2", "2A", "2B", "2C", "2D", "2E", "2F"]);
        };
        let person = desk.person(words)?;
        let meeting = desk.date_if_any(self.meeting.as_deref(), person, Direction::Future)?;
        let standard = desk.standard_for_forms(person, self.on.as_deref())?;
        let (name, next) = (desk.app()?.directory().name(person), desk.next_for_forms(person)?);
        let guidance = how_to_fill(format!(
            "Your preparation for the 1:1 of {name}{next}. All of it may be read by {}.",
            Class::Pair.readers()
        ));
        let blank = form::prep::print(standard.reading(), &Prepare::default(), &guidance);
        if self.forms.blank {
            desk.write(|out| out.write_all(blank.as_bytes()));
            return Ok(());
        }
        let said = Text { message: self.form(standard.reading()), draft: self.text.draft };
        let purpose = Purpose::new("prep", "Your preparation", person).for_class(Class::Pair).on(self.on.as_deref());
        let purpose = purpose.form(blank);
        let text = desk.form_or(&self.forms, said, "-m, or an option that says a part of it,", &purpose)?;
        desk.record_text(&text, &purpose, |form| {
            let prepare = form::prep::parse(&form, standard.reading()).map_err(unread)?;
            if prepare == Prepare::default() {
                return Err(left_as_it_was());
            }
            Ok(Command::Prepare(Prepare { meeting, ..prepare }))
        })
    }

    /// What the options say, as the form that an editor would have shown; a refused one is kept in this shape.
    fn form(&self, reading: Reading<'_>) -> Option<String> {
        let split = |item: &String| {
            let (topic, text) = item.split_once(':').unwrap_or(("", item));
            (topic.trim().to_owned(), text.to_owned())
        };
        let message = self.text.message.as_ref().map(|text| (self.topic.clone(), text.clone()));
        let prepare = Prepare {
            meeting: None,
            items: self.items.iter().map(split).chain(message).collect(),
            win: self.win.clone(),
            growth: self.growth.clone(),
            reviewed: self.reviewed,
            highlights: self.highlights.clone(),
        };
        (prepare != Prepare::default()).then(|| form::prep::print(reading, &prepare, &[]))
    }
}
