use super::{Desk, Line, answer, command};
use crate::app::Failure;
use clap::{Arg, Args, Command};
use clap_complete::{
    Shell,
    engine::{ArgValueCompleter, CompletionCandidate},
    env::{EnvCompleter, Shells},
};
use serde::Deserialize;
use std::{
    ffi::{OsStr, OsString},
    io::{self, Write},
    process::ExitCode,
};

/// Prints completions for a shell: of verbs, options, and people's logins
///
/// The shell asks the program itself at each completion, so that people are those whom you may look up with `coach who`
/// in the store that the line names.
#[derive(Args, Debug)]
pub struct Completions {
    /// bash, zsh, fish, elvish or powershell
    shell: Shell,
}

/// The variable by which a shell's script asks for a completion; it names the shell.
const ASKS: &str = "COACH_COMPLETE";
/// The arguments that take people, in whichever verb.
const PEOPLE: [&str; 2] = ["person", "to"];
/// The options that say which store, as whom and when.
const OF_THE_STORE: [&str; 4] = ["--store", "--socket", "--as", "--now"];

impl Completions {
    pub(super) fn run(self, desk: &mut Desk<'_>) -> Result<(), Failure> {
        let shell = self.shell.to_string();
        let shells = Shells::builtins();
        let script = shells.completer(&shell).expect("every shell that reads has a script");
        desk.write(|out| script.write_registration(ASKS, "coach", "coach", "coach", out));
        Ok(())
    }
}

/// Answers a shell that asks for a completion; nothing where none asks.
pub(super) fn answered(argv: &[OsString]) -> Option<ExitCode> {
    let shell = std::env::var(ASKS).ok()?;
    let typed = argv.iter().position(|word| word == "--").map(|at| argv[at + 1..].to_vec())?;
    // A shell that is not known is told nothing: whatever is said here would stand in somebody's line.
    let script: &dyn EnvCompleter = Shells::builtins().0.iter().copied().find(|script| script.is(&shell))?;
    let mut answer = Vec::new();
    let here = std::env::current_dir().ok();
    let found = script.write_complete(&mut knowing_people(&typed), typed, here.as_deref(), &mut answer);
    let said = found.and_then(|()| io::stdout().write_all(&answer));
    Some(if said.is_ok() { ExitCode::SUCCESS } else { ExitCode::FAILURE })
}

/// The command whose people are completed by the store of the line that is typed.
fn knowing_people(typed: &[OsString]) -> Command {
    let options = of_the_store(typed);
    let people = ArgValueCompleter::new(move |begun: &OsStr| people(&options, begun));
    completing(command(), &people)
}

fn completing(command: Command, people: &ArgValueCompleter) -> Command {
    let takes_people = |it: &Arg| PEOPLE.contains(&it.get_id().as_str());
    let command = command.mut_args(|it| if takes_people(&it) { it.add(people.clone()) } else { it });
    command.mut_subcommands(|inner| completing(inner, people))
}

/// The words of a line that say which store, as whom and when.
fn of_the_store(typed: &[OsString]) -> Vec<OsString> {
    let mut kept = Vec::new();
    let mut left = typed.iter().filter_map(|word| word.to_str()).take_while(|word| *word != "--");
    while let Some(word) = left.next() {
        match OF_THE_STORE.iter().find(|option| word.strip_prefix(**option).is_some_and(is_end)) {
            Some(option) if word == *option => kept.extend([word].into_iter().chain(left.next()).map(OsString::from)),
            Some(_) => kept.push(word.into()),
            None => {}
        }
    }
    kept
}

fn is_end(rest: &str) -> bool {
    rest.is_empty() || rest.starts_with('=')
}

/// A person as `coach who --json` gives them.
#[derive(Deserialize)]
struct Known {
    name: String,
    login: String,
    position: String,
}

/// The logins of those whose login, or a part of whose name, begins like this. Where the store says nothing, nobody.
fn people(options: &[OsString], begun: &OsStr) -> Vec<CompletionCandidate> {
    let Some(begun) = begun.to_str().map(str::to_lowercase) else { return Vec::new() };
    let words = ["coach", "--json", "--wait", "1"].map(OsString::from).into_iter().chain(options.iter().cloned());
    let words = words.chain(["who", "--", &begun].map(OsString::from)).collect();
    let Ok(line) = Line::parse(words) else { return Vec::new() };
    let mut said = Vec::new();
    // Nothing beside the answer: it would stand in the line that somebody is typing.
    let (done, written) = answer(&line, &mut said, &mut io::sink());
    let known: Vec<Known> = match (done, written) {
        (Ok(()), Ok(())) => serde_json::from_slice(&said).unwrap_or_default(),
        _ => Vec::new(),
    };
    let by_login = |it: &Known| it.login.to_lowercase().starts_with(&begun);
    let by_name = |it: &Known| it.name.to_lowercase().split(' ').any(|part| part.starts_with(&begun));
    let any = known.iter().any(by_login);
    let fits = known.iter().filter(|it| if any { by_login(it) } else { by_name(it) });
    fits.map(|it| CompletionCandidate::new(&it.login).help(Some(described(it).into()))).collect()
}

fn described(known: &Known) -> String {
    if known.position.is_empty() { known.name.clone() } else { format!("{}, {}", known.name, known.position) }
}
