//! What a draft was typed for: its readers, what it was to be, and the options beside the text. They stand in the
//! draft's file, so that a text never reaches other readers than those its author was told of.

use super::command;
use crate::{
    app::Failure,
    domain::{Class, Refusal, refusal::rule},
};
use clap::{ArgMatches, parser::ValueSource};
use serde::{Deserialize, Serialize};

/// What the line with the terms begins with.
const TYPED: &str = "# typed ";

/// Options that hold a part of the text itself, by verb: the draft has them already.
const IN_THE_TEXT: &[(&str, &str)] = &[
    ("prep", "items"),
    ("prep", "topic"),
    ("prep", "win"),
    ("prep", "growth"),
    ("prep", "reviewed"),
    ("prep", "highlights"),
    ("grow", "goal"),
    ("grow", "reality"),
    ("grow", "options"),
    ("grow", "will"),
    ("grow", "due"),
    ("grow", "by"),
    ("grow", "confidence"),
    ("concern", "facts"),
    ("concern", "expectation"),
    ("concern", "support"),
    ("revise", "reason"),
    ("open", "gap"),
    ("check", "learned"),
    ("access", "purpose"),
    ("ask", "grounds"),
    ("ask", "redress"),
];

/// The options of a verb that were given on the command line, each as one would type it; not the text's own.
pub fn options(matches: &ArgMatches) -> Vec<String> {
    let (mut command, mut matches, mut options) = (command(), matches, Vec::new());
    // A verb may have verbs of its own: those of each are said.
    while let Some((verb, given)) = matches.subcommand() {
        let Some(inner) = command.find_subcommand(verb).cloned() else { break };
        of_verb(&inner, given, &mut options);
        (command, matches) = (inner, given);
    }
    options
}

/// The options of one verb that were given.
fn of_verb(command: &clap::Command, given: &ArgMatches, options: &mut Vec<String>) {
    let verb = command.get_name();
    for argument in command.get_arguments() {
        let id = argument.get_id().as_str();
        let of_the_text =
            matches!(id, "message" | "draft" | "form" | "as_planned") || IN_THE_TEXT.contains(&(verb, id));
        let Some(long) = argument.get_long().filter(|_| !of_the_text) else { continue };
        if given.value_source(id) != Some(ValueSource::CommandLine) {
            continue;
        }
        // The answer to `--asked` is the text, and so is what `--interest` says.
        let is_the_text = ["asked", "interest"].contains(&id);
        let values = given.get_raw(id).filter(|_| argument.get_action().takes_values() && !is_the_text);
        let values = values.into_iter().flatten().map(|value| value.to_string_lossy().into_owned());
        // A value that may be left out, and was.
        let may_lack = argument.get_num_args().is_some_and(|number| number.min_values() == 0);
        let values = values.filter(|value| !(may_lack && value.is_empty()));
        let words: Vec<_> = values.map(|value| shell_words::quote(&value).into_owned()).collect();
        options.push([&[format!("--{long}")], &*words].concat().join(" "));
    }
}

/// What a text was typed for.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Terms {
    /// Who was to read it.
    pub class: Class,
    /// What it was to be, where the verb records several things.
    pub kind: String,
    /// The options beside the text.
    pub options: Vec<String>,
}

impl Terms {
    /// The line of the draft's file that holds them.
    pub fn line(&self) -> String {
        format!("{TYPED}{}", serde_json::to_string(self).expect("terms are plain data"))
    }

    /// The terms among the lines below a draft; none where somebody took them out.
    pub fn among(lines: &str) -> Option<Self> {
        lines.lines().find_map(|line| serde_json::from_str(line.strip_prefix(TYPED)?).ok())
    }

    /// Whether both are for the same readers and the same thing.
    pub fn agree(&self, other: &Self) -> bool {
        (self.class, &self.kind) == (other.class, &other.kind)
    }

    /// Refuses to take up a draft of these terms by a command line that would make something else of it.
    ///
    /// # Errors
    /// Others would read it, it would be another thing, or the topic, which decides the readers, is left out; the
    /// refusal names the options that were typed.
    pub fn still_hold(&self, now: &Self) -> Result<(), Failure> {
        // A mistyped topic is put right by naming another: for the same readers, or for fewer.
        let fewer = (self.class, now.class) == (Class::Person, Class::Pair);
        let topic = self.left_out(now).iter().any(|option| option.starts_with("--topic "));
        if !topic && self.kind == now.kind && (fewer || self.class == now.class) {
            return Ok(());
        }
        let what = match self.class == now.class {
            true if topic => "The draft was written for a topic, which decides its readers; none is named now.".into(),
            false => format!(
                "The draft was written for readers: {} ({}). This command would show it to {} ({}).",
                self.class.readers(),
                self.class,
                now.class.readers(),
                now.class
            ),
            true => format!("The draft was written as {}; this command would make it {}.", self.kind, now.kind),
        };
        let next = match &*self.options {
            // Not an option differs, but what is named, such as the number of an entry.
            [] if !self.kind.is_empty() && now.options.is_empty() => {
                "Take it up as that; or give another text with -m, which leaves it where it is. The draft is kept."
                    .to_owned()
            }
            [] => "It was typed without options: leave them out. The draft is kept.".to_owned(),
            options => format!("Repeat the options it was typed with: {}. The draft is kept.", options.join(" ")),
        };
        Err(Refusal::new(what, next).by(rule::AUDIENCE).into())
    }

    /// The options that were typed then and are left out now.
    pub fn left_out<'a>(&'a self, now: &Self) -> Vec<&'a str> {
        let name = |option: &str| option.split(' ').next().unwrap_or_default().to_owned();
        let given: Vec<_> = now.options.iter().map(|option| name(option)).collect();
        self.options.iter().filter(|option| !given.contains(&name(option))).map(String::as_str).collect()
    }
}
