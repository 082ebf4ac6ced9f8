//! The person's side of a command: their editor, their files, their drafts. One for every way to a store.

use super::{
    ask::{Ask, Asked, Given, Typed},
    drafts::{Draft, SCISSORS},
    terms::Terms,
    way::Way,
};
use crate::app::Failure;
use std::{collections::VecDeque, path::PathBuf};

/// Whoever typed the command line.
pub struct Person {
    /// What tells this store's drafts from another's.
    store: PathBuf,
    /// The options beside the text, as they were typed; a draft is kept with them.
    options: Vec<String>,
    /// What was supplied so far.
    given: VecDeque<Given>,
    /// The text that was supplied last, until it is known what became of it.
    supplied: Option<(Asked, String)>,
}

/// Whether a path is a word of this process's own command line, alone or behind an option's `=`.
fn was_typed(path: &str) -> bool {
    std::env::args_os().skip(1).any(|word| {
        let word = word.to_string_lossy();
        word == path || word.split_once('=').is_some_and(|(_, value)| value == path)
    })
}

impl Person {
    /// Somebody who typed these options for a store.
    pub fn new(store: PathBuf, options: Vec<String>) -> Self {
        Self { store, options, given: VecDeque::new(), supplied: None }
    }

    /// Performs the command line, supplying what it asks for, until it is done; then keeps or forgets the draft.
    ///
    /// # Errors
    /// What stopped the command; [`Failure::Served`] where it is to be seen through on the other way.
    pub fn see_through(&mut self, way: &mut dyn Way) -> Result<(), Failure> {
        loop {
            let performed = way.perform(&self.given);
            match (performed.asks, performed.done) {
                (Some(ask), _) => match self.supply(&ask, way) {
                    Ok(given) => self.given.push_back(given),
                    Err(failure) => {
                        // A text that was given is not lost with what was to be supplied beside it.
                        if performed.typed.is_some() {
                            self.settle(performed.typed, false, way)?;
                        }
                        return Err(failure);
                    }
                },
                // There is another way now, on which this one goes on.
                (None, Err(Failure::Served)) => return Err(Failure::Served),
                (None, done) => {
                    self.settle(performed.typed, done.is_ok(), way)?;
                    return done;
                }
            }
        }
    }

    fn supply(&mut self, ask: &Ask, way: &mut dyn Way) -> Result<Given, Failure> {
        match ask {
            // Whoever serves a store could name any file of this account's: only one that was typed is read and sent.
            Ask::File { path } | Ask::Hash { path } if !was_typed(path) => Err(Failure::Usage(
                "The other side asked for a file that this command does not name. Nothing was sent or recorded. Whoever \
                 keeps the store should look at what serves it."
                    .into(),
            )),
            Ask::File { .. } | Ask::Hash { .. } => {
                Ok(ask.of_a_file()?.expect("a file was asked for, and what is given is of the same kind"))
            }
            Ask::Text(asked) => {
                let draft = self.draft(asked)?;
                let text = self.text(asked, &draft, way)?;
                let key = draft.key(&text);
                self.supplied = Some((asked.clone(), text.clone())).filter(|(_, text)| !text.is_empty());
                Ok(Given::Text { text, key })
            }
        }
    }

    fn draft(&self, asked: &Asked) -> Result<Draft, Failure> {
        let filed = asked.entry.map_or_else(|| asked.verb.clone(), |seq| format!("{}-{seq}", asked.verb));
        Draft::of(&self.store, &filed, asked.about, asked.author)
    }

    /// What a text is typed for by this command line.
    fn terms(&self, asked: &Asked) -> Terms {
        Terms { class: asked.class, kind: asked.kind.clone(), options: self.options.clone() }
    }

    /// The text of a draft or of an editor.
    fn text(&self, asked: &Asked, draft: &Draft, way: &mut dyn Way) -> Result<String, Failure> {
        let kept = draft.kept();
        let terms = self.terms(asked);
        let name = &asked.name;
        let readers = format!("may be read by {} ({})", asked.class.readers(), asked.class);
        if let Some(typed) = draft.terms().filter(|_| kept.is_some()) {
            typed.still_hold(&terms)?;
            let left_out = typed.left_out(&terms);
            if !left_out.is_empty() {
                way.notice(&format!("the draft was typed with {}, which is left out now", left_out.join(" ")));
            }
        }
        if asked.draft {
            let kept = kept.ok_or_else(|| {
                Failure::Usage(format!(
                    "No draft is kept for this verb and person{} ({}).",
                    asked.entry.map_or_else(String::new, |seq| format!(" about #{seq}")),
                    draft.path().display()
                ))
            })?;
            way.notice(&format!("the draft about {name} {readers}"));
            return Ok(kept);
        }
        let editor = std::env::var("VISUAL").or_else(|_| std::env::var("EDITOR")).ok().filter(|e| !e.trim().is_empty());
        let Some(editor) = editor else {
            if asked.bare {
                return Ok(String::new());
            }
            let offer = kept.map_or("", |_| " A draft is kept for this: --draft takes it up.");
            return Err(Failure::Usage(format!(
                "No text was given. Give it with -m, or set EDITOR to write it in a form. It {readers}.{offer}"
            )));
        };
        if kept.is_some() {
            way.notice(&format!("taking up the draft kept in {}", draft.path().display()));
        }
        way.notice(&format!("what you write about {name} {readers}"));
        let form = format!(
            "{}\n\n{SCISSORS}\n# {} — {name}\n# It {readers}.\n# Save and leave to record; leave it empty to record \
             nothing. Until it is recorded it is kept in this file.\n{}\n{}\n",
            kept.or_else(|| asked.form.clone()).unwrap_or_default().trim_end(),
            asked.asks,
            terms.line(),
            draft.mark()
        );
        draft.keep(&form)?;
        // While a person writes, nobody else waits for the store.
        way.rest();
        edit(&editor, draft)?;
        let nothing = |how: &str| {
            draft.forget();
            Failure::Usage(format!("The form was left {how}; nothing was recorded."))
        };
        match draft.kept() {
            None => Err(nothing("empty")),
            Some(text) if asked.form.as_ref().is_some_and(|form| form.trim() == text) => Err(nothing("as it was")),
            Some(text) => Ok(text),
        }
    }

    /// Forgets the draft of what was recorded, and keeps what was not. A text that was supplied and never heard of
    /// again is kept too.
    fn settle(&mut self, typed: Option<Typed>, done: bool, way: &mut dyn Way) -> Result<(), Failure> {
        let lost = self.supplied.take().filter(|_| !done);
        let lost = lost.map(|(asked, text)| Typed { asked, text, recorded: false, worth_keeping: true });
        let Some(typed) = typed.or(lost) else { return Ok(()) };
        let draft = self.draft(&typed.asked)?;
        if typed.recorded {
            if draft.kept().is_none_or(|kept| kept == typed.text.trim()) {
                draft.forget();
            }
            if draft.kept().is_some() {
                let path = draft.path().display();
                way.notice(&format!("an earlier text is kept in {path} still; --draft takes it up"));
            }
        } else if typed.worth_keeping {
            let terms = self.terms(&typed.asked);
            if let Some(behind) = draft.keep_beside(&typed.text, &terms)? {
                way.notice(&format!("the text that was kept before lies in {}", behind.display()));
            }
            let (path, verb) = (draft.path().display(), &typed.asked.verb);
            let words: String = terms.options.iter().map(|option| format!(" {option}")).collect();
            way.notice(&format!(
                "your text is kept in {path}; the same command with --draft instead of -m takes it up (coach {verb} … --draft{words})"
            ));
        }
        Ok(())
    }
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
