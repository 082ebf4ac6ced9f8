//! The command line: one verb a file; its help is its doc comment.

mod ack;
mod adoption;
mod agency;
mod agree;
mod answer;
mod appraise;
mod ask;
#[cfg(unix)]
mod asking;
mod assess;
mod backup;
mod baseline;
mod cancel;
mod check;
mod clock;
mod completions;
mod concern;
mod correct;
mod cycle;
mod days;
mod decide;
mod demo;
mod desk;
mod destroy;
mod docket;
mod doctor;
mod documents;
mod done;
mod drafts;
mod expect;
mod export;
mod expunge;
mod finalise;
mod forms;
mod goal;
mod grow;
#[cfg(unix)]
mod heard;
mod held;
mod hold;
mod idea;
mod import;
mod improve_plan;
mod improvement;
#[cfg(unix)]
mod inbox;
mod init;
mod legal_hold;
mod line;
mod log;
mod message;
mod move_;
mod next;
mod noshow;
mod note;
mod obstacle;
mod person;
#[cfg(unix)]
mod piece;
mod plan;
mod policies;
mod prep;
mod problem;
mod progress;
mod promise;
mod publish;
mod rated;
#[cfg(unix)]
mod readers;
mod reading;
mod rebut;
mod recognise;
mod reference;
mod reflect;
mod release;
mod renegotiate;
mod replay;
mod restore;
mod retention;
mod review;
mod roster;
mod said;
mod schedule;
#[cfg(unix)]
mod serve;
mod settle;
mod show;
mod slip;
mod standard;
mod strategy;
mod terms;
mod text;
mod today;
mod topics;
#[cfg(unix)]
mod turn;
mod verify;
#[cfg(unix)]
mod watch;
mod way;
mod who;
mod wire;

mod access;
mod cadence;
mod contest;
mod handover;
mod leave;
mod line_;
mod rehire;
mod role;
mod separate;
mod staffing;
mod transcribe;

pub use desk::{Desk, Globals};
pub use line::Line;

use crate::app::{Failure, Reached, Served};
use clap::{CommandFactory, Parser, Subcommand};
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
            /// Runs it at a desk.
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
    Agency(agency::Agency),
    Who(who::Who),
    Standard(standard::Standard),
    Schedule(schedule::Schedule),
    Move(move_::Move),
    Cancel(cancel::Cancel),
    Noshow(noshow::Noshow),
    Prep(prep::Prep),
    Next(next::Next),
    Hold(hold::Hold),
    Note(note::Note),
    Grow(grow::Grow),
    Decide(decide::Decide),
    Agree(agree::Agree),
    Baseline(baseline::Baseline),
    Message(message::Message),
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
    Goal(goal::Goal),
    Obstacle(obstacle::Obstacle),
    #[command(alias = "recognize")]
    Recognise(recognise::Recognise),
    Concern(concern::Concern),
    Problem(problem::Problem),
    Idea(idea::Idea),
    Cycle(cycle::Cycle),
    Expect(expect::Expect),
    Assess(assess::Assess),
    Appraise(appraise::Appraise),
    Review(review::Review),
    Rebut(rebut::Rebut),
    ImprovePlan(improve_plan::ImprovePlan),
    Docket(docket::Docket),
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
    Watch(watch::Watch),
    Serve(serve::Serve),
    Completions(completions::Completions),
    LegalHold(legal_hold::LegalHold),
    Expunge(expunge::Expunge),
    Destroy(destroy::Destroy),
    Retention(retention::Retention),
    Leave(leave::Leave),
    Separate(separate::Separate),
    Rehire(rehire::Rehire),
    #[command(name = "line")]
    Lead(line_::Lead),
    Role(role::Role),
    Handover(handover::Handover),
    Cadence(cadence::Cadence),
    #[command(hide = true)]
    Reference(reference::Reference),
    Strategy(strategy::Strategy),
    Adoption(adoption::Adoption),
    Access(access::Access),
    Contest(contest::Contest),
    Transcribe(transcribe::Transcribe),
}

/// Runs one command line and answers with its exit code.
pub fn run(argv: impl IntoIterator<Item = OsString>) -> ExitCode {
    let argv: Vec<_> = argv.into_iter().collect();
    if let [_, verb, copy] = &argv[..]
        && verb == verify::CHILD
    {
        return verify::as_a_child(copy.as_ref());
    }
    if let Some(code) = completions::answered(&argv) {
        return code;
    }
    let line = match Line::parse(argv) {
        Ok(line) => line,
        Err(error) => {
            // Clap prints help to the standard output and usage errors to the other one, and knows their exit codes.
            let code = if error.use_stderr() { 2 } else { 0 };
            let printed = error.print();
            if error.kind() == clap::error::ErrorKind::ArgumentConflict {
                let _ = writeln!(io::stderr(), "\nNothing was recorded. Leave one of the two out.");
            }
            return told(printed, ExitCode::from(code));
        }
    };
    let (mut out, mut notices) = (io::stdout().lock(), io::stderr());
    let (done, written) = answer(&line, &mut out, &mut notices);
    match done {
        Ok(()) => told(written, ExitCode::SUCCESS),
        Err(failure) => {
            let text = failure.to_string();
            if !text.is_empty() {
                let _ = writeln!(notices, "coach: {text}");
            }
            told(written, failure.code())
        }
    }
}

/// Performs a command line where its store is: opened here, or served.
fn answer(line: &Line, out: &mut dyn Write, notices: &mut dyn Write) -> (Result<(), Failure>, io::Result<()>) {
    let cli = line.cli();
    let globals = cli.globals.or_environment();
    if cli.verb.is_the_keepers() {
        let mut desk = Desk::new(out, notices);
        desk.globals = globals;
        let done = cli.verb.run(&mut desk);
        return (done, desk.finish());
    }
    let reached = desk::here().and_then(|here| Reached::of(&globals.named(), &here));
    let (reached, notice) = match reached {
        Ok(reached) => reached,
        Err(failure) => return (Err(failure), Ok(())),
    };
    if let Some(notice) = notice {
        let _ = writeln!(notices, "coach: {notice}");
    }
    let store = match &reached {
        Reached::Own(place) => place.store.clone(),
        Reached::Served(served) => served.identity.clone(),
    };
    let mut person = person::Person::new(store, line.options());
    let place = match reached {
        Reached::Served(served) if way::is_served(&served) => return ask_for(line, &mut person, &served, out, notices),
        Reached::Served(Served { own: None, .. }) => unreachable!("one that is not the caller's own is always asked"),
        Reached::Own(place) | Reached::Served(Served { own: Some(place), .. }) => place,
    };
    let mut direct = way::Direct { line, desk: Desk::new(out, notices) };
    let done = person.see_through(&mut direct);
    let written = direct.desk.finish();
    match (done, Reached::at(place)) {
        (Err(Failure::Served), Reached::Served(served)) => ask_for(line, &mut person, &served, out, notices),
        (done, _) => (done, written),
    }
}

/// Performs a command line at a served store.
#[cfg(unix)]
fn ask_for(
    line: &Line,
    person: &mut person::Person,
    served: &Served,
    out: &mut dyn Write,
    notices: &mut dyn Write,
) -> (Result<(), Failure>, io::Result<()>) {
    let mut asking = asking::Asking::new(line, served, way::Voice::new(out, notices));
    let done = person.see_through(&mut asking);
    (done, asking.voice.finish())
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

impl Verb {
    /// Whether it is done to a store as a whole, by the account that keeps it, and never asked for over a socket.
    fn is_the_keepers(&self) -> bool {
        match self {
            #[cfg(unix)]
            Verb::Serve(serve) => !serve.status,
            Verb::Init(_) | Verb::Demo(_) | Verb::Publish(_) | Verb::Watch(_) => true,
            Verb::Completions(_) | Verb::Reference(_) => true,
            Verb::Verify(_) | Verb::Doctor(_) | Verb::Backup(_) | Verb::Restore(_) => true,
            Verb::Export(_) | Verb::Import(_) | Verb::Destroy(_) => true,
            _ => false,
        }
    }
}

/// The whole command with its verbs and options, for completions and the reference.
fn command() -> clap::Command {
    Cli::command()
}
