//! What the verbs with a form share: the file or blank form, the standard that a form is read by, and how what does not
//! read is said.

use super::{
    Desk,
    text::{Purpose, Text},
};
use crate::{
    app::Failure,
    domain::{Class, Refusal, dates::Direction, standard::Topic},
    id::Id,
    intake::form::{FormErrors, Reading},
    views::{standard::standard, words},
};
use chrono::NaiveDate;
use clap::Args;
use std::path::PathBuf;

/// The options of a verb with a form.
#[derive(Args, Clone, Debug, Default)]
pub struct FormArgs {
    /// Takes a filled form from a file
    #[arg(long, value_name = "FILE")]
    pub form: Option<PathBuf>,
    /// Prints the form, to be filled in and given with --form, and records nothing
    #[arg(long, conflicts_with = "form")]
    pub blank: bool,
}

/// The topics of the standard in force on the day of a form, and today.
pub struct FormStandard {
    topics: Vec<Topic>,
    today: NaiveDate,
}

impl FormStandard {
    /// What a form is read with.
    pub fn reading(&self) -> Reading<'_> {
        Reading { topics: &self.topics, today: self.today }
    }
}

/// What is said of a form that does not read; it is kept as a draft.
pub fn unread(errors: FormErrors) -> Failure {
    Failure::Usage(errors.to_string())
}

/// What is said of a form in which nothing was filled in.
pub fn left_as_it_was() -> Failure {
    Failure::Usage("The form was left as it was; nothing was recorded.".into())
}

/// The lines that every form begins with, after what it is.
pub fn how_to_fill(what: String) -> Vec<String> {
    let how = "Lines that begin with > are for you alone. Write items as `- text`; a text goes on in lines that begin with two spaces.";
    vec![what, how.to_owned()]
}

impl Desk<'_> {
    /// What a form about somebody on a day is read with.
    ///
    /// # Errors
    /// The day does not read, or the store cannot be opened.
    pub fn standard_for_forms(&mut self, person: Id, on: Option<&str>) -> Result<FormStandard, Failure> {
        let today = self.today(Some(person))?;
        let on = self.date_if_any(on, person, Direction::Past)?.unwrap_or(today);
        Ok(FormStandard { topics: self.app()?.directory().topics_of(person, on).into_iter().cloned().collect(), today })
    }

    /// The text of the file that `--form` names, from the person's side; what `options` say where it names none.
    ///
    /// # Errors
    /// It cannot be read, or is not text; or both were given, of which one would be left out. What the options say is
    /// kept then.
    pub fn form_or(
        &mut self,
        args: &FormArgs,
        said: Text,
        options: &str,
        purpose: &Purpose<'_>,
    ) -> Result<Text, Failure> {
        let Some(path) = &args.form else { return Ok(said) };
        if said.message.is_some() {
            let what = format!("--form {} and {options} were both given.", path.display());
            let next = "One of them would be left out, so nothing was recorded; write all of it into the form.";
            self.in_hand(&said, purpose)?;
            return Err(Failure::Usage(format!("{what} {next}")));
        }
        let content = self.file(path)?;
        let text = String::from_utf8(content.bytes().to_vec());
        let text = text.map_err(|_| Failure::Usage(format!("{} is not a text file (UTF-8).", path.display())))?;
        Ok(Text { message: Some(text), draft: said.draft })
    }

    /// The next 1:1 of somebody, for the head of a form; only for who may know of it.
    ///
    /// # Errors
    /// The store cannot be opened.
    pub fn next_for_forms(&mut self, person: Id) -> Result<String, Failure> {
        if self.may_look(person, Class::Person).is_err() {
            return Ok(String::new());
        }
        let today = self.today(Some(person))?;
        let (_, seen) = self.app()?.seen(person)?;
        let next = seen.next_meeting(today);
        Ok(next.map_or_else(String::new, |next| format!("; the next one is on {}", words::start(next.starts()))))
    }

    /// Says the key points and reasons of steps of the standard in force today, with their rule ids (N.tools).
    ///
    /// # Errors
    /// No standard is in force.
    pub fn say_why(&mut self, steps: &[&str]) -> Result<(), Failure> {
        let agency = self.agency(None)?;
        let today = self.today(Some(agency))?;
        let view = standard(self.app()?.directory(), agency, today).ok_or_else(|| {
            Refusal::new("No standard work is on record.", "An HR officer records it: coach standard revise.")
        })?;
        self.say(format!("{}, version {}", view.document, view.version));
        for step in view.steps.iter().filter(|step| steps.contains(&step.id.as_str())) {
            self.say(format!("\n{} {}", step.id, step.what));
            for (title, points) in [("How", &step.key_points), ("Why", &step.reasons)] {
                self.say(format!("  {title}"));
                for point in points {
                    let rule = point.rule.as_deref().unwrap_or_default();
                    self.say(format!("    {rule} {}", point.text));
                }
            }
        }
        Ok(())
    }
}
