use super::{
    Desk,
    forms::{FormArgs, how_to_fill, left_as_it_was, unread},
    text::{Purpose, Text, typed},
};
use crate::{
    app::Failure,
    domain::{
        Class, Command, Side,
        dates::Direction,
        grow::{self, Will},
        meeting::TEAM_DYNAMICS,
    },
    id::Id,
    intake::form,
};
use clap::Args;

/// Records a GROW note: goal, reality, options with who proposed each, and the will, which becomes a commitment
///
/// It may be read by the employee, the chain of leaders above, and HR; under team dynamics (topic 2D) only by the
/// employee and the leader, but a commitment of it by all of them.
#[derive(Args, Debug)]
pub struct Grow {
    /// The employee: id, login or part of the name
    #[arg(required_unless_present = "why")]
    person: Option<String>,
    /// The topic of the standard agenda
    #[arg(long, default_value = "2B")]
    topic: String,
    /// Goal: what is wanted
    #[arg(long, value_name = "TEXT", allow_hyphen_values = true, value_parser = typed)]
    goal: Option<String>,
    /// Reality: where things stand
    #[arg(long, value_name = "TEXT", allow_hyphen_values = true, value_parser = typed)]
    reality: Option<String>,
    /// An option with who proposed it, such as employee:"Start earlier"; may be given several times
    #[arg(long = "option", value_name = "SIDE:TEXT", value_parser = form::grow::option)]
    options: Vec<(Side, String)>,
    /// Will: what is promised; the chain of leaders above and HR may read it too, whatever the topic
    #[arg(long, value_name = "TEXT", allow_hyphen_values = true, value_parser = typed, requires = "due")]
    will: Option<String>,
    /// When it is due
    #[arg(long, value_name = "DATE", allow_hyphen_values = true, requires = "will")]
    due: Option<String>,
    /// Whose promise: employee or leader
    #[arg(long, value_name = "SIDE", default_value = "employee", requires = "will")]
    by: Side,
    /// How sure the employee is of doing it, 1 to 10
    #[arg(long, value_name = "NUMBER")]
    confidence: Option<u32>,
    /// The original date of the 1:1 it was in; the one held that day where nothing is said
    #[arg(long, value_name = "DATE", allow_hyphen_values = true)]
    meeting: Option<String>,
    /// The day it was noted; that of a 1:1 named with --meeting, else today
    #[arg(long, value_name = "DATE", allow_hyphen_values = true)]
    on: Option<String>,
    /// Takes up the draft that was kept when this was refused or interrupted
    #[arg(long)]
    draft: bool,
    #[command(flatten)]
    forms: FormArgs,
    /// Says the key points and reasons of the step
    #[arg(long)]
    why: bool,
}

impl Grow {
    pub(super) fn run(self, desk: &mut Desk<'_>) -> Result<(), Failure> {
        let Some(words) = self.person.as_ref().filter(|_| !self.why) else {
            return desk.say_why(&["2B", "2C"]);
        };
        let person = desk.person(words)?;
        let meeting = desk.date_if_any(self.meeting.as_deref(), person, Direction::Past)?;
        let on = desk.day_of(person, self.on.clone(), meeting)?;
        let standard = desk.standard_for_forms(person, on.as_deref())?;
        let class = if self.topic.eq_ignore_ascii_case(TEAM_DYNAMICS) { Class::Pair } else { Class::Person };
        let name = desk.app()?.directory().name(person);
        let commitment = match class {
            Class::Pair => format!("; a commitment of it by {}", Class::Person.readers()),
            _ => String::new(),
        };
        let guidance = how_to_fill(format!(
            "A GROW note about {name}, topic {}. It may be read by {}{commitment}.",
            self.topic,
            class.readers()
        ));
        let blank = form::grow::print(&grow::Grow::default(), &guidance);
        if self.forms.blank {
            desk.write(|out| out.write_all(blank.as_bytes()));
            return Ok(());
        }
        let options = self.form(desk, person)?;
        if self.will.is_some() && class == Class::Pair {
            // A form says so where it is filled in; what is typed as options is told so before it is recorded.
            desk.notice(&format!(
                "the GROW note may be read by {}; the commitment of it by {}",
                class.readers(),
                Class::Person.readers()
            ));
        }
        let said = Text { message: options, draft: self.draft };
        let purpose = Purpose::new("grow", "A GROW note", person).for_class(class).on(on.as_deref()).form(blank);
        let text = desk.form_or(&self.forms, said, "an option that says a part of the note", &purpose)?;
        desk.record_text(&text, &purpose, |form| {
            let grow = form::grow::parse(&form, standard.reading()).map_err(unread)?;
            if grow == grow::Grow::default() {
                return Err(left_as_it_was());
            }
            Ok(Command::Grow(grow::Grow { meeting, topic: self.topic.clone(), ..grow }))
        })
    }

    /// What the options say, as the form that an editor would have shown; a refused one is kept in this shape.
    fn form(&self, desk: &mut Desk<'_>, person: Id) -> Result<Option<String>, Failure> {
        let due = desk.date_if_any(self.due.as_deref(), person, Direction::Future)?;
        let will = self.will.clone().zip(due).map(|(text, due)| Will { text, due, by: self.by });
        let grow = grow::Grow {
            goal: self.goal.clone().unwrap_or_default(),
            reality: self.reality.clone().unwrap_or_default(),
            options: self.options.clone(),
            will,
            confidence: self.confidence,
            ..grow::Grow::default()
        };
        Ok((grow != grow::Grow::default()).then(|| form::grow::print(&grow, &[])))
    }
}
