//! Telling the sample's year: its people's commands in the order of time, into a store that nobody has seen yet.

use super::{
    batched::Batched,
    crowd::{Since, at_fault, decide_all, zone},
    spool::{Spool, Told},
};
use crate::{
    app::{App, DirectoryProjector, Failure, Script, moment, open_options},
    cli::{
        Desk, Line as Parsed,
        init::{Founding, found},
        perform, roster,
    },
    domain::dates,
    log::{Durability, Log, Memory, Open, Store},
    sample::{self, Line, crowd::Crowd},
};
use chrono::NaiveDateTime;
use std::{
    collections::HashMap,
    io,
    iter::{Enumerate, Peekable},
    path::{Path, PathBuf},
    time::Duration,
    vec::IntoIter,
};

/// Draws for the roster of the crowd and for its lines, apart from those for the script's.
const CROWD: u64 = 1 << 40;

/// Tells the whole sample into a store that is made in a folder; returns how many entries it has.
///
/// # Errors
/// A line that is refused, or the disk.
pub(super) fn tell(
    store: &Path,
    scratch: &Path,
    (script, crowd): (Vec<Line>, &Crowd),
    wait: Duration,
) -> Result<u64, Failure> {
    let mut spool = Spool::new(scratch.to_owned());
    if !crowd.is_empty() {
        decide_crowd(crowd, &script, scratch, &mut spool)?;
    }
    let open = Open { durability: Durability::OnClose, ..open_options(wait) };
    let (mut out, mut notices) = (io::sink(), io::sink());
    let log = Batched::over(Store::create(store, open)?);
    let mut year = Year::new(Box::new(log.clone()), script, scratch, (&mut out, &mut notices))?;
    if !crowd.is_empty() {
        year.until(crowd.joins())?;
        year.join(crowd)?;
    }
    let mut told = 0;
    spool.replay(|line| {
        year.until(line.at)?;
        told += 1;
        year.record(line, CROWD + told)
    })?;
    year.until(NaiveDateTime::MAX)?;
    let app = year.desk.close().expect("the desk keeps its store until here");
    let entries = app.log().head().map_or(0, |head| head.seq + 1);
    drop(app);
    log.close()?;
    Ok(entries)
}

/// Decides the crowd's record on a twin in memory, to which only the roster and the agency's own lines are told.
fn decide_crowd(crowd: &Crowd, script: &[Line], scratch: &Path, spool: &mut Spool) -> Result<(), Failure> {
    let (mut out, mut notices) = (io::sink(), io::sink());
    let agency: Vec<_> = script.iter().filter(|line| line.is_the_agencys()).cloned().collect();
    let later: Vec<_> = agency.iter().map(|line| line.at).filter(|at| *at > crowd.joins()).collect();
    let log = Box::new(Memory::new(Box::new(DirectoryProjector)));
    let mut year = Year::new(log, agency, scratch, (&mut out, &mut notices))?;
    year.until(crowd.joins())?;
    year.join(crowd)?;
    let mut directories = vec![Since { at: crowd.joins(), directory: year.desk.app()?.directory().clone() }];
    for at in later {
        year.until(at)?;
        directories.push(Since { at, directory: year.desk.app()?.directory().clone() });
    }
    let app = year.desk.app()?;
    decide_all(crowd, &directories, |id| app.person(id).cloned(), spool)
}

/// The year while it is told.
struct Year<'w> {
    desk: Desk<'w>,
    script: Peekable<Enumerate<IntoIter<Line>>>,
    /// Entries and files by the labels that lines name them by.
    labels: HashMap<String, String>,
}

impl<'w> Year<'w> {
    /// The agency founded and its first roster imported.
    fn new(
        log: Box<dyn Log>,
        script: Vec<Line>,
        scratch: &Path,
        (out, notices): (&'w mut dyn io::Write, &'w mut dyn io::Write),
    ) -> Result<Self, Failure> {
        let started = dates::parse_local(sample::STARTED)?;
        let mut app = App::over(log, clock(started, 0)?)?;
        let founding = Founding {
            agency: sample::AGENCY.into(),
            zone: zone(),
            officer: sample::OFFICER.into(),
            login: sample::OFFICER_LOGIN.into(),
            demo: true,
            as_of: Some(sample::AS_OF.parse().expect("the sample's last day is a date")),
        };
        found(&mut app, &founding)?;
        let mut desk = Desk::over(app, out, notices);
        desk.globals.acting_as = Some(sample::OFFICER_LOGIN.into());
        roster::import(&mut desk, sample::ROSTER.as_bytes(), false, false)?;
        let labels = files_by_label(scratch)?;
        Ok(Self { desk, script: script.into_iter().enumerate().peekable(), labels })
    }

    /// The further people join the agency's record.
    fn join(&mut self, crowd: &Crowd) -> Result<(), Failure> {
        self.desk.app()?.set_clock(clock(crowd.joins(), CROWD)?);
        self.desk.globals.acting_as = Some(sample::OFFICER_LOGIN.into());
        roster::import(&mut self.desk, crowd.roster().as_bytes(), false, false)
    }

    /// Tells the script up to a moment, what is said at that moment too.
    fn until(&mut self, at: NaiveDateTime) -> Result<(), Failure> {
        while let Some((number, line)) = self.script.next_if(|(_, line)| line.at <= at) {
            self.tell(number, line)?;
        }
        Ok(())
    }

    /// Tells one line of the script as its person would give it.
    fn tell(&mut self, number: usize, line: Line) -> Result<(), Failure> {
        let app = self.desk.app()?;
        let next = app.log().head().map_or(0, |head| head.seq + 1);
        app.set_clock(clock(line.at, number as u64 + 1)?);
        let mut words = line.argv.iter().map(|word| with_labels(word, &self.labels));
        if let [verb, _, _] = &line.argv[..]
            && verb == "destroy"
        {
            // There is no folder of a keeper yet, nor a site: only the log's part of the verb is done here.
            let order = words.next_back().and_then(|order| order.parse().ok()).unwrap_or_default();
            return app.carry_out(order).map(drop).map_err(|failure| at_fault(&line, &failure));
        }
        let argv = ["coach", "--as", &line.actor].map(String::from).into_iter().chain(words);
        let told = Parsed::parse(argv.map(Into::into).collect()).map_err(|error| Failure::Usage(error.to_string()));
        told.and_then(|parsed| self.perform(&parsed)).map_err(|failure| at_fault(&line, &failure))?;
        self.labels.extend(line.label.map(|label| (label, next.to_string())));
        Ok(())
    }

    /// Performs a line of the script; its texts stand in it, and its files were written before.
    fn perform(&mut self, parsed: &Parsed) -> Result<(), Failure> {
        loop {
            let done = perform(parsed.cli(), &mut self.desk);
            let Some(ask) = self.desk.asks.take() else { return done };
            let Some(given) = ask.of_a_file()? else { return done };
            self.desk.given.push_back(given);
        }
    }

    /// Records what was decided before.
    fn record(&mut self, told: Told, number: u64) -> Result<(), Failure> {
        let app = self.desk.app()?;
        app.set_clock(clock(told.at, number)?);
        let actor = told.actor;
        let proposed = told.proposed().map_err(|error| Failure::Usage(format!("What was spooled: {error}")))?;
        app.record(actor, None, proposed).map(drop)
    }
}

fn clock(at: NaiveDateTime, number: u64) -> Result<Box<Script>, Failure> {
    Ok(Box::new(Script::seeded(moment(at, zone())?, sample::AGENCY, number)))
}

/// The files that commands of the script name, written to a folder; by the label that stands for their path.
fn files_by_label(folder: &Path) -> Result<HashMap<String, String>, Failure> {
    let write = |(label, text): &(&str, &str)| {
        let path: PathBuf = folder.join(label);
        std::fs::write(&path, text).map_err(|error| Failure::file("Writing", &path, &error))?;
        Ok((String::from(*label), path.display().to_string()))
    };
    sample::FILES.iter().map(write).collect()
}

/// A word of a command with the labels of earlier entries in place of their names.
fn with_labels(word: &str, labels: &HashMap<String, String>) -> String {
    let label = word.strip_prefix('{').and_then(|word| word.strip_suffix('}'));
    label.and_then(|label| labels.get(label)).cloned().unwrap_or_else(|| word.to_owned())
}

#[cfg(test)]
mod read_and_contested;
#[cfg(test)]
mod story_6;

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{app::recorded, domain::Recorded};

    /// The agency's own lines, so that topics and minutes are judged by what is in force.
    fn agency() -> Vec<Line> {
        sample::script().into_iter().filter(Line::is_the_agencys).collect()
    }

    fn events(log: &dyn Log) -> Vec<Recorded> {
        let entries = log.since(0).expect("the log reads");
        entries.map(|entry| recorded(&entry.expect("an entry")).expect("a known kind")).collect()
    }

    #[test]
    fn a_crowd_is_told_the_same_as_through_the_command_line() {
        let folder = tempfile::tempdir().expect("a folder");
        let (crowd, script) = (Crowd::of(18, 2), agency());
        let store = folder.path().join("store");
        let told = tell(&store, folder.path(), (script.clone(), &crowd), Duration::ZERO).expect("it is told");

        let (mut out, mut notices) = (io::sink(), io::sink());
        let log = Box::new(Memory::new(Box::new(DirectoryProjector)));
        let mut year = Year::new(log, script, folder.path(), (&mut out, &mut notices)).expect("founded");
        year.until(crowd.joins()).expect("the agency's lines");
        year.join(&crowd).expect("the roster");
        let mut lines: Vec<_> = (0..crowd.len()).flat_map(|place| crowd.lines(place)).collect();
        lines.sort_by_key(|line| line.at);
        for (number, line) in lines.into_iter().enumerate() {
            year.until(line.at).expect("the agency's lines");
            year.tell(CROWD as usize + number, line).expect("what is composed is no mistake");
        }
        year.until(NaiveDateTime::MAX).expect("the agency's lines");
        let (store, _) = Store::open(&store, open_options(Duration::ZERO)).expect("a store");
        let (ours, theirs) = (events(&store), events(year.desk.app().expect("open").log()));
        assert_eq!((told, ours.len()), (ours.len() as u64, theirs.len()));
        assert!(ours.len() > 500, "{} entries", ours.len());
        let said = |entry: &Recorded| (entry.stream, entry.actor, entry.occurred_on, entry.role, entry.event.clone());
        for (one, other) in ours.iter().zip(&theirs) {
            assert_eq!(said(one), said(other));
        }
    }
}
