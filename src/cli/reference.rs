use super::{Desk, command};
use crate::app::Failure;
use clap::{Arg, Args, Command, builder::StyledStr};
use std::{fmt::Write, fs, path::PathBuf};

/// Prints the command reference as one page of Markdown, or writes the manual pages
///
/// Both are made of what the program itself reads, so that they never say something else than `--help` does.
#[derive(Args, Debug)]
pub struct Reference {
    /// Writes a manual page for each command into this folder instead
    #[arg(long, value_name = "DIR")]
    man: Option<PathBuf>,
}

impl Reference {
    pub(super) fn run(self, desk: &mut Desk<'_>) -> Result<(), Failure> {
        let Some(folder) = self.man else {
            desk.write(|out| write!(out, "{}", page()));
            return Ok(());
        };
        let written = fs::create_dir_all(&folder).and_then(|()| clap_mangen::generate_to(command(), &folder));
        written.map_err(|error| Failure::file("Writing manual pages into", &folder, &error))
    }
}

/// What stands above the verbs.
const HEAD: &str = "# Commands

Made from the program itself: `coach reference > docs/COMMANDS.md`. A test fails when it is not what the program makes.
";

/// The whole page.
fn page() -> String {
    let mut command = command().disable_help_subcommand(true);
    command.build();
    let mut page = format!("{HEAD}\n{}\n", plain(command.get_about()));
    let verbs: Vec<_> = command.get_subcommands().filter(|verb| !verb.is_hide_set()).collect();
    let links: Vec<_> = verbs.iter().map(|verb| format!("[{0}](#coach-{0})", verb.get_name())).collect();
    say(&mut page, &links.join(" · "));
    say(&mut page, "## Options of every command");
    options(&mut page, command.get_arguments());
    for verb in verbs {
        section(&mut page, verb, 2);
    }
    page
}

/// A command and those below it.
fn section(page: &mut String, command: &Command, depth: usize) {
    let name = command.get_bin_name().unwrap_or_else(|| command.get_name());
    say(page, &format!("{} `{name}`", "#".repeat(depth)));
    say(page, &plain(command.get_long_about().or(command.get_about())));
    let usage = command.clone().render_usage().to_string();
    say(page, &format!("```text\n{}\n```", usage.trim_start_matches("Usage: ").trim_end()));
    options(page, command.get_arguments().filter(|argument| !argument.is_global_set()));
    let last = plain(command.get_after_long_help().or(command.get_after_help()));
    if !last.is_empty() {
        say(page, &last);
    }
    for inner in command.get_subcommands().filter(|inner| !inner.is_hide_set()) {
        section(page, inner, depth + 1);
    }
}

/// A list of arguments and options, without those that every program has.
fn options<'a>(page: &mut String, arguments: impl Iterator<Item = &'a Arg>) {
    let shown = arguments.filter(|it| !it.is_hide_set() && !["help", "version"].contains(&it.get_id().as_str()));
    let lines: Vec<_> = shown.map(line).collect();
    if !lines.is_empty() {
        say(page, &lines.join("\n"));
    }
}

fn line(argument: &Arg) -> String {
    let names = argument.get_value_names().unwrap_or_default();
    let value = names.iter().map(|name| name.as_str()).collect::<Vec<_>>().join(" ");
    let takes = argument.get_action().takes_values();
    let written = match (argument.get_short(), argument.get_long()) {
        (Some(short), Some(long)) => format!("-{short}, --{long}"),
        (Some(short), None) => format!("-{short}"),
        (None, Some(long)) => format!("--{long}"),
        (None, None) => String::new(),
    };
    let value = if takes && !written.is_empty() {
        format!(" {value}")
    } else if takes {
        value
    } else {
        String::new()
    };
    let mut line = format!("- `{written}{value}`: {}", plain(argument.get_long_help().or(argument.get_help())));
    let words: Vec<_> = argument.get_possible_values().iter().map(|it| format!("`{}`", it.get_name())).collect();
    if takes && !words.is_empty() {
        write!(line, " (one of {})", words.join(", ")).expect("a text takes text");
    }
    let usual: Vec<_> = argument.get_default_values().iter().map(|it| it.to_string_lossy()).collect();
    if takes && !usual.is_empty() {
        write!(line, " (else `{}`)", usual.join(" ")).expect("a text takes text");
    }
    line.replace("\n\n", "\n\n  ")
}

/// A paragraph after the last one.
fn say(page: &mut String, text: &str) {
    write!(page, "\n{text}\n").expect("a text takes text");
}

/// A help text as Markdown: what looks like markup outside code is text.
fn plain(text: Option<&StyledStr>) -> String {
    let text = text.map(ToString::to_string).unwrap_or_default();
    let part = |(n, part): (usize, &str)| {
        if n % 2 == 1 { part.to_owned() } else { part.replace('<', "\\<").replace('*', "\\*") }
    };
    text.split('`').enumerate().map(part).collect::<Vec<_>>().join("`")
}
