//! How a verb gets its text: by `-m`, else from the person's side, which has drafts and an editor.

use super::{
    Desk,
    ask::{Ask, Asked, Given, Typed},
    said::whose,
};
use crate::{
    app::{Failure, Receipt},
    domain::{Class, Command, dates::Direction},
    id::Id,
};
use chrono::NaiveDate;
use clap::Args;

/// The text of an entry.
#[derive(Args, Clone, Debug, Default)]
pub struct Text {
    /// The text; without it an editor opens a form, or the kept draft is taken up
    #[arg(short = 'm', long = "message", value_name = "TEXT", allow_hyphen_values = true, value_parser = typed)]
    pub message: Option<String>,
    /// Takes up the draft that was kept when this was refused or interrupted
    #[arg(long)]
    pub draft: bool,
}

/// A text as the command line takes it. It may begin with a hyphen, as lists do; a single word that does is an option
/// whose text was left out.
///
/// # Errors
/// It is such a word.
pub fn typed(text: &str) -> Result<String, String> {
    match text.starts_with('-') && text.len() > 1 && !text.contains(char::is_whitespace) {
        true => Err("this reads as an option, and the text before it is missing".into()),
        false => Ok(text.to_owned()),
    }
}

/// What a text is for.
pub struct Purpose<'a> {
    /// The verb, as the draft is filed under.
    pub verb: &'a str,
    /// What the form asks for, in one line.
    pub asks: &'a str,
    /// The number of the entry that the text is about, where each has a draft of its own.
    pub entry: Option<u64>,
    /// The person the entry is about.
    pub about: Id,
    /// Who will read it.
    pub class: Class,
    /// The day it happened on, in words.
    pub on: Option<&'a str>,
    /// What the entry will be, where the verb records several things.
    pub kind: String,
    /// Whether the entry stands without a text.
    pub optional: bool,
    /// The form that an editor begins with.
    pub form: Option<String>,
    /// Whether the verb goes on without a text where there is no editor.
    pub bare: bool,
}

impl<'a> Purpose<'a> {
    /// A text that the entry cannot do without, for a person-class entry that happened today.
    pub fn new(verb: &'a str, asks: &'a str, about: Id) -> Self {
        Self {
            verb,
            entry: None,
            asks,
            about,
            class: Class::Person,
            on: None,
            kind: String::new(),
            optional: false,
            form: None,
            bare: false,
        }
    }

    /// The same, for readers of another class.
    pub fn for_class(self, class: Class) -> Self {
        Self { class, ..self }
    }

    /// The same, for one of the things that the verb records.
    pub fn kind(self, kind: impl Into<String>) -> Self {
        Self { kind: kind.into(), ..self }
    }

    /// The same, about an entry, which has a draft of its own.
    pub fn about_entry(self, seq: u64) -> Self {
        Self { entry: Some(seq), ..self }
    }

    /// The same, happened on another day.
    pub fn on(self, on: Option<&'a str>) -> Self {
        Self { on, ..self }
    }

    /// The same, written in a form that begins like this.
    pub fn form(self, form: String) -> Self {
        Self { form: Some(form), ..self }
    }

    /// The same, for a verb that goes on without a text where there is no editor.
    pub fn or_bare(self) -> Self {
        Self { bare: true, ..self }
    }

    /// The same, for a text that may be left out.
    pub fn optional(self) -> Self {
        Self { optional: true, ..self }
    }
}

/// A text that may be left out, once it was asked for.
pub fn if_any(text: String) -> Option<String> {
    Some(text).filter(|text| !text.trim().is_empty())
}

impl Desk<'_> {
    /// What a text is asked for.
    fn asked(&mut self, text: &Text, purpose: &Purpose<'_>) -> Result<Asked, Failure> {
        Ok(Asked {
            verb: purpose.verb.to_owned(),
            entry: purpose.entry,
            about: purpose.about,
            name: whose(self.app()?.directory(), purpose.about),
            author: self.actor()?,
            asks: purpose.asks.to_owned(),
            class: purpose.class,
            kind: purpose.kind.clone(),
            draft: text.draft,
            form: purpose.form.clone(),
            bare: purpose.bare,
        })
    }

    /// Takes a text that was given in hand, before what stands beside it on the command line is looked at: where that is
    /// refused, or is the person's side to supply and cannot be, the text is kept.
    ///
    /// # Errors
    /// As [`Desk::actor`].
    pub fn in_hand(&mut self, text: &Text, purpose: &Purpose<'_>) -> Result<(), Failure> {
        if let Some(message) = text.message.clone() {
            let (asked, worth_keeping) = (self.asked(text, purpose)?, !message.trim().is_empty());
            self.typed = Some(Typed { asked, text: message, recorded: false, worth_keeping });
        }
        Ok(())
    }

    /// The 1:1 that is named beside a text, and the day it was said on.
    ///
    /// # Errors
    /// They do not read; the text is kept.
    pub fn said_when(
        &mut self,
        (text, purpose): (&Text, &Purpose<'_>),
        meeting: Option<&str>,
        on: Option<&String>,
    ) -> Result<(Option<NaiveDate>, Option<String>), Failure> {
        self.in_hand(text, purpose)?;
        let meeting = self.date_if_any(meeting, purpose.about, Direction::Past)?;
        let on = self.day_of(purpose.about, on.cloned(), meeting)?;
        Ok((meeting, on))
    }

    /// Gets the text, builds the command with it and records that. What became of the text is told to the person's
    /// side, which keeps it until it is recorded.
    ///
    /// # Errors
    /// A refusal or the log; or the text is asked of the person's side first.
    pub fn record_text(
        &mut self,
        text: &Text,
        purpose: &Purpose<'_>,
        command: impl FnOnce(String) -> Result<Command, Failure>,
    ) -> Result<(), Failure> {
        let receipt = self.with_text(text, purpose, |desk, typed, drafted| {
            let key = desk.globals.key.clone().or(drafted);
            command(typed).and_then(|command| desk.record_keyed(purpose.about, purpose.on, key, &command))
        })?;
        self.say_receipt(Some(purpose.about), &receipt)
    }

    /// Gets the text and has it recorded with the key of its draft, if it has one; the same for what is no command
    /// about a person.
    ///
    /// # Errors
    /// As [`Desk::record_text`].
    pub fn with_text(
        &mut self,
        text: &Text,
        purpose: &Purpose<'_>,
        record: impl FnOnce(&mut Self, String, Option<String>) -> Result<Receipt, Failure>,
    ) -> Result<Receipt, Failure> {
        let asked = self.asked(text, purpose)?;
        let (typed, drafted) = match &text.message {
            Some(message) => (message.clone(), None),
            None if purpose.optional && !text.draft => (String::new(), None),
            None => match self.ask(Ask::Text(asked.clone()))? {
                Given::Text { text, key } => (text, key),
                _ => unreachable!("a text was asked for, and what is given is of the same kind"),
            },
        };
        let recorded = record(self, typed.clone(), drafted);
        let worth_keeping = recorded.as_ref().err().is_some_and(|failure| worth_keeping(failure, &typed));
        self.typed = Some(Typed { asked, text: typed, recorded: recorded.is_ok(), worth_keeping });
        recorded
    }
}

/// Whether a text that could not be recorded should be kept: not one that says nothing, and not one that stands in
/// the record already.
fn worth_keeping(failure: &Failure, typed: &str) -> bool {
    let already = matches!(failure, Failure::Refused(refusal) if refusal.already.is_some());
    !already && !typed.trim().is_empty()
}
