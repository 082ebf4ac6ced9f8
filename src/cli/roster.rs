use super::Desk;
use crate::{
    app::{Failure, Receipt},
    intake::{self, LineError, RosterFile},
};
use clap::{Args, Subcommand};
use std::path::PathBuf;

/// Keeps the roster: who is employed, where, and who leads whom; HR only
#[derive(Args, Debug)]
pub struct Roster {
    #[command(subcommand)]
    verb: Verb,
}

#[derive(Subcommand, Debug)]
enum Verb {
    /// Imports a CSV as HR systems export it; only the differences are recorded, and they are shown first
    ///
    /// Columns, in any order: employee_number, name, login, position, tier, unit, manager (an employee number),
    /// office, time_zone, hired, probation_end, covered, and where the store has several agencies, agency: its name.
    /// Who has none there stays in theirs; who is new joins yours. Each agency's own HR import its people.
    Import {
        /// The file
        file: PathBuf,
        /// Leaves bad lines out instead of refusing the file
        #[arg(long)]
        skip_bad: bool,
        /// Shows the differences and records nothing
        #[arg(long)]
        dry_run: bool,
    },
}

impl Roster {
    pub(super) fn run(self, desk: &mut Desk<'_>) -> Result<(), Failure> {
        let Verb::Import { file, skip_bad, dry_run } = self.verb;
        let content = desk.file(&file)?;
        import(desk, content.bytes(), skip_bad, dry_run)
    }
}

/// What an import came to.
pub(super) enum Brought {
    /// These entries, recorded by it or by the same request before.
    Entries(Receipt),
    /// Nothing: the file says what is recorded.
    NothingNew,
    /// Nothing, because it was only to be shown.
    Shown,
}

/// What stopped an import.
pub(super) enum Stopped {
    /// Bad lines.
    Bad(Vec<LineError>),
    /// A refusal, or the log.
    Failed(Failure),
}

impl<F: Into<Failure>> From<F> for Stopped {
    fn from(failure: F) -> Self {
        Stopped::Failed(failure.into())
    }
}

/// Imports the bytes of a roster file, and says the differences.
pub(super) fn import(desk: &mut Desk<'_>, bytes: &[u8], skip_bad: bool, dry_run: bool) -> Result<(), Failure> {
    bring(desk, bytes, skip_bad, dry_run).map(drop).map_err(|stopped| match stopped {
        Stopped::Bad(errors) => bad_file(&errors),
        Stopped::Failed(failure) => failure,
    })
}

/// As [`import`], with what it came to.
pub(super) fn bring(desk: &mut Desk<'_>, bytes: &[u8], skip_bad: bool, dry_run: bool) -> Result<Brought, Stopped> {
    let file = intake::read_roster(bytes).map_err(Stopped::Bad)?;
    let (actor, today) = (desk.actor()?, desk.today(None)?);
    if let Some(receipt) = desk.app()?.recorded_before(actor)? {
        desk.say(format!("{}.", said_recorded(&receipt)));
        return Ok(Brought::Entries(receipt));
    }
    let app = desk.app()?;
    let mut ids: Vec<_> = file.rows.iter().map(|_| app.new_id()).collect();
    let mut new_id = || ids.pop().expect("an id was drawn for every row");
    let import = intake::Import { directory: app.directory(), actor, today, skip_bad };
    let mut plan = intake::plan(&import, &file, &mut new_id)?;
    say_file(desk, &file);
    if !plan.errors.is_empty() && !skip_bad {
        return Err(Stopped::Bad(plan.errors));
    }
    plan.errors.iter().for_each(|error| desk.notice(&format!("left out: {}", said(error))));
    plan.changes.iter().for_each(|change| desk.say(change.to_string()));
    plan.notes.sort();
    plan.notes.iter().for_each(|note| desk.notice(note));
    let left_out = match plan.left_out.len() {
        0 => String::new(),
        count => format!("; {count} bad lines left out"),
    };
    if plan.proposed.is_empty() {
        desk.say(format!("Nothing differs; nothing was recorded{left_out}."));
        return Ok(Brought::NothingNew);
    }
    if dry_run {
        desk.say(format!("{} entries would be recorded{left_out}.", plan.proposed.len()));
        return Ok(Brought::Shown);
    }
    let key = desk.globals.key.clone();
    let receipt = desk.app()?.record(actor, key.as_deref(), plan.proposed)?;
    desk.say(format!("{}{left_out}.", said_recorded(&receipt)));
    Ok(Brought::Entries(receipt))
}

fn said_recorded(receipt: &Receipt) -> String {
    let (first, last) = (receipt.entries.first(), receipt.entries.last());
    let numbers =
        first.zip(last).map_or_else(String::new, |(first, last)| format!(" (#{} to #{})", first.seq, last.seq));
    let before = if receipt.before { " already" } else { "" };
    format!("Recorded {} entries{numbers}{before}", receipt.entries.len())
}

fn say_file(desk: &mut Desk<'_>, file: &RosterFile) {
    if !file.ignored.is_empty() {
        desk.notice(&format!("columns that are not read: {}", file.ignored.join(", ")));
    }
}

fn said(error: &LineError) -> String {
    let column = error.column.as_ref().map_or_else(String::new, |column| format!(", column {column}"));
    format!("line {}{column}: {}", error.line, error.why)
}

/// A refusal that has named every bad line.
fn bad_file(errors: &[LineError]) -> Failure {
    let list = errors.iter().map(said).collect();
    let what = "The roster has bad lines; nothing was recorded.";
    let next = "Correct them in the HR system's file, or leave them out with --skip-bad.";
    crate::domain::Refusal::new(what, next).listing(list).into()
}
