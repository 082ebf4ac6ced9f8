use super::{Desk, said::local_time, way::is_served_now};
use crate::{
    app::{DirectoryProjector, Failure},
    log::verify::{self, Report, SledReading},
};
use clap::Args;
use serde_json::json;
use std::{
    io,
    path::Path,
    process::{Command, ExitCode},
    time::Duration,
};

/// The word by which `verify` and `doctor` start this program once more, to read a copy of sled.
pub const CHILD: &str = "--read-sled-copy";

/// Verifies the log: the journal, sled, every chain and commitment, and that both copies agree
#[derive(Args, Debug)]
pub struct Verify {}

impl Verify {
    pub(super) fn run(self, desk: &mut Desk<'_>) -> Result<(), Failure> {
        let place = desk.place()?;
        let served = is_served_now(&place);
        let wait = if served { Duration::ZERO } else { desk.wait() };
        let mut report = verify::verify(&place.store, wait, &DirectoryProjector, &read_in_a_child);
        if served {
            not_while_served(&mut report);
        }
        say_report(desk, &report, !served);
        if report.findings.is_empty() { Ok(()) } else { Err(Failure::Findings) }
    }
}

/// A store that is served holds sled for itself: that it could not be looked at is no finding then, but said.
fn not_while_served(report: &mut Report) {
    let found = report.findings.len();
    report.findings.retain(|finding| !(finding.place == "sled" && finding.what.starts_with("it was not verified")));
    if report.findings.len() < found {
        report.notices.push(
            "The store is served, so sled was not verified, nor what was recorded in the last moments. For the whole of \
             it: systemctl stop coachlog, coach verify, systemctl start coachlog; what is said meanwhile waits."
                .into(),
        );
    }
}

/// Says what verify found; `whole` where both copies were looked at.
pub fn say_report(desk: &mut Desk<'_>, report: &Report, whole: bool) {
    if desk.globals.json {
        let findings: Vec<_> = report
            .findings
            .iter()
            .map(|finding| json!({"place": finding.place, "what": finding.what, "todo": finding.todo}))
            .collect();
        let head = report.head.as_ref().map(|head| json!({"seq": head.seq, "hash": head.hash}));
        desk.say_json(
            &json!({"entries": report.entries, "head": head, "findings": findings, "notices": report.notices}),
        );
        return;
    }
    desk.say(format!("{} entries", report.entries));
    if let Some(head) = &report.head {
        let time = local_time(head.recorded_at, chrono_tz::Tz::UTC);
        desk.say(format!("head #{} {}, recorded {time}", head.seq, head.hash));
    }
    for notice in &report.notices {
        desk.notice(notice);
    }
    for finding in &report.findings {
        desk.say(format!("WRONG  {}: {}\n       {}", finding.place, finding.what, finding.todo));
    }
    if report.findings.is_empty() {
        desk.say(match whole {
            true => "the journal and sled agree; every chain and every commitment holds",
            false => "every chain and every commitment of the journal holds",
        });
    }
}

/// Starts this program once more to read a copy of sled: a damaged sled may panic, abort or hang, and takes only the
/// child with it.
///
/// # Errors
/// The child could not be started.
pub fn read_in_a_child(copy: &Path) -> Result<SledReading, String> {
    let program = std::env::current_exe().map_err(|error| format!("this program's own file is unknown: {error}"))?;
    let mut command = Command::new(program);
    command.arg(CHILD).arg(copy);
    SledReading::from_child(command)
}

/// Reads a copy of sled and writes what it holds to the standard output; not a verb that people see.
pub fn as_a_child(copy: &Path) -> ExitCode {
    match verify::read_sled_copy(copy, &mut io::stdout().lock()) {
        Ok(()) => ExitCode::SUCCESS,
        Err(_) => ExitCode::from(3),
    }
}
