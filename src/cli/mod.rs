//! The command line: one verb a file; its help is its doc comment.

mod ack;
mod answer;
mod backup;
mod cancel;
mod check;
mod clock;
mod completions;
mod correct;
mod days;
mod demo;
mod desk;
mod doctor;
mod done;
mod drafts;
mod export;
mod finalise;
mod hold;
mod import;
mod init;
mod log;
mod move_;
mod next;
mod note;
mod plan;
mod policies;
mod prep;
mod promise;
mod publish;
mod reading;
mod reflect;
mod release;
mod renegotiate;
mod replay;
mod restore;
mod roster;
mod said;
mod schedule;
mod show;
mod slip;
mod standard;
mod terms;
mod text;
mod today;
mod topics;
mod verify;
mod who;

pub use desk::{Desk, Globals};

use crate::app::Failure;
use clap::{CommandFactory, FromArgMatches, Parser, Subcommand};
use std::{
    ffi::OsString,
    io::{self, Write},
    process::ExitCode,
};

/// The record of 1:1 coaching: kept in a minute, read and proved by employees, replayed by auditors.
#[derive(Debug, Parser)]
#[command(name = "coach", version, max_term_width = 100, arg_required_else_help = true)]
pub struct Cli {
    #[command(flatten)]
    globals: Globals,
    #[command(subcommand)]
    verb: Verb,
}

/// Declares the verbs: the variant, its arguments, and what runs them.
macro_rules! verbs {
    ($($(#[$attribute:meta])* $variant:ident($args:path)),+ $(,)?) => {
        #[derive(Debug, Subcommand)]
        enum Verb { $($(#[$attribute])* $variant($args)),+ }

        impl Verb {
            fn run(self, desk: &mut Desk<'_>) -> Result<(), Failure> {
                match self { $(Verb::$variant(args) => args.run(desk)),+ }
            }
        }
    };
}

verbs! {
    Init(init::Init),
    Demo(demo::Demo),
    Roster(roster::Roster),
    Who(who::Who),
    Standard(standard::Standard),
    Schedule(schedule::Schedule),
    Move(move_::Move),
    Cancel(cancel::Cancel),
    Prep(prep::Prep),
    Next(next::Next),
    Hold(hold::Hold),
    Note(note::Note),
    Promise(promise::Promise),
    Done(done::Done),
    Slip(slip::Slip),
    Renegotiate(renegotiate::Renegotiate),
    Release(release::Release),
    Topics(topics::Topics),
    Finalise(finalise::Finalise),
    Ack(ack::Ack),
    Reflect(reflect::Reflect),
    Plan(plan::Plan),
    Correct(correct::Correct),
    Today(today::Today),
    Check(check::Check),
    Log(log::Log),
    Show(show::Show),
    Replay(replay::Replay),
    Verify(verify::Verify),
    Backup(backup::Backup),
    Restore(restore::Restore),
    Export(export::Export),
    Import(import::Import),
    Doctor(doctor::Doctor),
    Clock(clock::Clock),
    Publish(publish::Publish),
    Completions(completions::Completions),
}

/// Runs one command line and answers with its exit code.
pub fn run(argv: impl IntoIterator<Item = OsString>) -> ExitCode {
    let argv: Vec<_> = argv.into_iter().collect();
    if let [_, verb, copy] = &argv[..]
        && verb == verify::CHILD
    {
        return verify::as_a_child(copy.as_ref());
    }
    let parsed = command().try_get_matches_from(argv).and_then(|matches| {
        let cli = Cli::from_arg_matches(&matches).map_err(|error| error.format(&mut command()))?;
        Ok((cli, terms::options(&matches)))
    });
    let (cli, options) = match parsed {
        Ok(parsed) => parsed,
        Err(error) => {
            // Clap prints help to the standard output and usage errors to the other one, and knows their exit codes.
            let code = if error.use_stderr() { 2 } else { 0 };
            return told(error.print(), ExitCode::from(code));
        }
    };
    let mut out = io::stdout().lock();
    let mut notices = io::stderr();
    let mut desk = Desk::new(&mut out, &mut notices);
    desk.options = options;
    let done = perform(cli, &mut desk);
    let written = desk.finish();
    match done {
        Ok(()) => told(written, ExitCode::SUCCESS),
        Err(failure) => {
            let text = failure.to_string();
            if !text.is_empty() {
                desk.notice(&text);
            }
            told(written, failure.code())
        }
    }
}

/// The exit code of a command whose answer was written, or was not: what could not be said does not count as done.
fn told(written: io::Result<()>, code: ExitCode) -> ExitCode {
    match written {
        Err(error) if error.kind() != io::ErrorKind::BrokenPipe => {
            let _ = writeln!(
                io::stderr(),
                "coach: Writing the answer did not work: {error}. What was recorded stays recorded."
            );
            if code == ExitCode::SUCCESS { ExitCode::from(4) } else { code }
        }
        _ => code,
    }
}

/// Performs one parsed command line at a desk, which may be kept for the next.
///
/// # Errors
/// What stopped the command.
pub fn perform(cli: Cli, desk: &mut Desk<'_>) -> Result<(), Failure> {
    desk.globals = cli.globals.or_environment();
    cli.verb.run(desk)
}

/// The whole command with its verbs and options, for completions.
fn command() -> clap::Command {
    Cli::command()
}
