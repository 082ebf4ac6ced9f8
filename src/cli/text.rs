//! How a verb gets its text: `-m`, a kept draft, or an editor with a prefilled form.

use super::{
    Desk,
    drafts::{Draft, SCISSORS},
    terms::Terms,
};
use crate::{
    app::Failure,
    domain::{Class, Command},
    id::Id,
};
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
}

impl<'a> Purpose<'a> {
    /// A text that the entry cannot do without, for a person-class entry that happened today.
    pub fn new(verb: &'a str, asks: &'a str, about: Id) -> Self {
        Self { verb, asks, about, class: Class::Person, on: None, kind: String::new(), optional: false }
    }

    /// The same, for readers of another class.
    pub fn for_class(self, class: Class) -> Self {
        Self { class, ..self }
    }

    /// The same, for one of the things that the verb records.
    pub fn kind(self, kind: impl Into<String>) -> Self {
        Self { kind: kind.into(), ..self }
    }

    /// The same, happened on another day.
    pub fn on(self, on: Option<&'a str>) -> Self {
        Self { on, ..self }
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
    /// Gets the text, builds the command with it and records that; what was typed is kept until it is recorded.
    ///
    /// # Errors
    /// A refusal or the log, with the text kept as a draft; or no text was given and there is no terminal.
    pub fn record_text(
        &mut self,
        text: &Text,
        purpose: &Purpose<'_>,
        command: impl FnOnce(String) -> Result<Command, Failure>,
    ) -> Result<(), Failure> {
        let author = self.actor()?;
        let store = self.place().map(|place| place.store).unwrap_or_default();
        // The sample agency's script and other batches never keep drafts: their texts are in a file already.
        let draft = match self.keeps_drafts {
            true => Some(Draft::of(&store, purpose.verb, purpose.about, author)?),
            false => None,
        };
        let typed = match (&text.message, &draft) {
            (Some(message), _) => message.clone(),
            (None, _) if purpose.optional && !text.draft => String::new(),
            (None, Some(draft)) => self.typed(text, purpose, draft)?,
            (None, None) => return Err(Failure::Usage("Give the text with -m.".into())),
        };
        let drafted = draft.as_ref().filter(|_| text.message.is_none() && (text.draft || !purpose.optional));
        let key = self.globals.key.clone().or_else(|| drafted?.key(&typed));
        let recorded =
            command(typed.clone()).and_then(|command| self.record_keyed(purpose.about, purpose.on, key, &command));
        match recorded {
            Ok(receipt) => {
                if let Some(draft) = draft {
                    if draft.kept().is_none_or(|kept| kept == typed.trim()) {
                        draft.forget();
                    }
                    if draft.kept().is_some() {
                        let path = draft.path().display();
                        self.notice(&format!("an earlier text is kept in {path} still; --draft takes it up"));
                    }
                }
                self.say_receipt(Some(purpose.about), &receipt)
            }
            Err(failure) => {
                if let Some(draft) = draft.filter(|_| worth_keeping(&failure, &typed)) {
                    let terms = self.terms(purpose);
                    if let Some(behind) = draft.keep_beside(&typed, &terms)? {
                        self.notice(&format!("the text that was kept before lies in {}", behind.display()));
                    }
                    let (path, words) =
                        (draft.path().display(), terms.options.iter().map(|option| format!(" {option}")));
                    let words: String = words.collect();
                    self.notice(&format!(
                        "your text is kept in {path}; the same command with --draft instead of -m takes it up (coach {} … --draft{words})",
                        purpose.verb
                    ));
                }
                Err(failure)
            }
        }
    }

    /// What a text is typed for by this command line.
    fn terms(&self, purpose: &Purpose<'_>) -> Terms {
        Terms { class: purpose.class, kind: purpose.kind.clone(), options: self.options.clone() }
    }

    /// The text of a draft or of an editor.
    fn typed(&mut self, text: &Text, purpose: &Purpose<'_>, draft: &Draft) -> Result<String, Failure> {
        let kept = draft.kept();
        let terms = self.terms(purpose);
        let name = self.app()?.directory().name(purpose.about);
        let readers = format!("may be read by {} ({})", purpose.class.readers(), purpose.class);
        if let Some(typed) = draft.terms().filter(|_| kept.is_some()) {
            typed.still_hold(&terms)?;
            let left_out = typed.left_out(&terms);
            if !left_out.is_empty() {
                self.notice(&format!("the draft was typed with {}, which is left out now", left_out.join(" ")));
            }
        }
        if text.draft {
            let kept = kept.ok_or_else(|| {
                Failure::Usage(format!("No draft is kept for this verb and person ({}).", draft.path().display()))
            })?;
            self.notice(&format!("the draft about {name} {readers}"));
            return Ok(kept);
        }
        let editor = std::env::var("VISUAL").or_else(|_| std::env::var("EDITOR")).ok().filter(|e| !e.trim().is_empty());
        let Some(editor) = editor else {
            let offer = kept.map_or("", |_| " A draft is kept for this: --draft takes it up.");
            return Err(Failure::Usage(format!(
                "No text was given. Give it with -m, or set EDITOR to write it in a form. It {readers}.{offer}"
            )));
        };
        if kept.is_some() {
            self.notice(&format!("taking up the draft kept in {}", draft.path().display()));
        }
        self.notice(&format!("what you write about {name} {readers}"));
        let form = format!(
            "{}\n{SCISSORS}\n# {} — {name}\n# It {readers}.\n# Save and leave to record; leave it empty to record \
             nothing. Until it is recorded it is kept in this file.\n{}\n{}\n",
            kept.unwrap_or_default(),
            purpose.asks,
            terms.line(),
            draft.mark()
        );
        draft.keep(&form)?;
        // While a person writes, nobody else waits for the store.
        self.close();
        edit(&editor, draft)?;
        draft.kept().ok_or_else(|| {
            draft.forget();
            Failure::Usage("The form was left empty; nothing was recorded.".into())
        })
    }
}

/// Whether a text that could not be recorded should be kept: not one that says nothing, and not one that stands in
/// the record already.
fn worth_keeping(failure: &Failure, typed: &str) -> bool {
    let already = matches!(failure, Failure::Refused(refusal) if refusal.already.is_some());
    !already && !typed.trim().is_empty()
}

/// Runs the editor on the draft's file. Its words are the person's own setting; the path is handed over as one word.
fn edit(editor: &str, draft: &Draft) -> Result<(), Failure> {
    let gone = |why: String| {
        Failure::Usage(format!(
            "The editor {editor:?} {why}. What you wrote so far is kept in {}; --draft takes it up.",
            draft.path().display()
        ))
    };
    let words = shell_words::split(editor).map_err(|error| gone(format!("does not read as a command ({error})")))?;
    let (program, arguments) = words.split_first().ok_or_else(|| gone("is empty".into()))?;
    let status = std::process::Command::new(program).args(arguments).arg(draft.path()).status();
    let status = status.map_err(|error| gone(format!("did not start ({error})")))?;
    if status.success() { Ok(()) } else { Err(gone(format!("ended with {status}"))) }
}
