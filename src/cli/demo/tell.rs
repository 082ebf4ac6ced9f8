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
mod story_10;
#[cfg(test)]
mod story_6;

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{
        app::recorded,
        domain::{Recorded, commitment::Found},
        views::{Sight, cause::gaps, handover::handover},
    };

    /// The agency's own lines, so that topics and minutes are judged by what is in force.
    fn agency() -> Vec<Line> {
        sample::script().into_iter().filter(Line::is_the_agencys).collect()
    }

    fn events(log: &dyn Log) -> Vec<Recorded> {
        let entries = log.since(0).expect("the log reads");
        entries.map(|entry| recorded(&entry.expect("an entry")).expect("a known kind")).collect()
    }

    /// Stories 2, 3 and 15 stand in what is projected, not in the script alone.
    #[test]
    fn the_stories_of_who_comes_goes_and_changes_leaders_are_in_the_projections() {
        let folder = tempfile::tempdir().expect("a folder");
        let of = ["oquintero", "mgarcia", "hnakamura", "nabernathy"];
        let told = |line: &Line| of.contains(&&*line.argv[1]) && !["correct", "message"].contains(&&*line.argv[0]);
        let script = sample::script().into_iter().filter(|line| line.argv[0] == "standard" || told(line)).collect();
        let (mut out, mut notices) = (io::sink(), io::sink());
        let log = Box::new(Memory::new(Box::new(DirectoryProjector)));
        let mut year = Year::new(log, script, folder.path(), (&mut out, &mut notices)).expect("founded");
        year.until(NaiveDateTime::MAX).expect("what is composed is no mistake");
        let app = year.desk.app().expect("open");
        let as_of = sample::AS_OF.parse().expect("a date");
        let mut seen = |login: &str| {
            let id = app.directory().by_login(login).expect("in the roster").id;
            let person = app.person(id).expect("recorded").clone();
            (person, app.directory().clone())
        };
        let day = |text: &str| text.parse().expect("a date");

        let (oscar, directory) = seen("oquintero");
        let taken = handover(&Sight::of(&oscar, &directory, as_of)).expect("he is led");
        assert_eq!((taken.leader.name.as_str(), taken.since), ("Teresa Holguin", day("2026-01-12")));
        assert_eq!(taken.former.map(|it| it.name).as_deref(), Some("Harold Nakamura"));
        assert!(taken.waiting.is_empty() && taken.notes.len() == 1);
        assert_eq!(taken.expectations.due, day("2026-02-11"));
        let answers =
            |found| oscar.commitments.values().filter(|it| it.answers.iter().any(|a| a.found == found)).count();
        assert_eq!((answers(Found::Adopted), answers(Found::Declined)), (3, 1));

        let (maria, directory) = seen("mgarcia");
        let sight = Sight::of(&maria, &directory, as_of);
        let gaps = gaps(&sight, (sight.cycle().from, as_of));
        let gap = gaps.iter().find(|gap| gap.days == 47).expect("47 days");
        assert_eq!((gap.from, gap.to), (day("2025-07-23"), Some(day("2025-09-08"))));
        let why = gap.causes.last().expect("a cause");
        assert!(why.starts_with("the leader was on leave and nobody stood in: Harold Nakamura"), "{why}");

        let (neil, directory) = seen("nabernathy");
        let here = |on| directory.is_employed(neil.id, day(on));
        assert_eq!(["2025-11-14", "2025-11-15", "2026-01-19", "2026-01-20"].map(here), [true, false, false, true]);
        assert!(neil.meetings_between(day("2025-11-15"), day("2026-01-19")).is_empty());
        assert!(neil.meetings_between(day("2026-01-20"), as_of).iter().any(|meeting| meeting.held.is_some()));
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

    /// The stories of the appraisals, told alone and found in the projections.
    #[test]
    fn the_stories_of_the_appraisals_are_found_in_the_projections() {
        use crate::{
            domain::Class,
            views::{
                Cycle, Sight,
                appraisal::appraisals,
                check::{Ground, Rule},
                docket::{Standing, docket},
                expectations::improvements,
            },
        };
        let verbs = ["cycle", "expect", "assess", "appraise", "review", "rebut", "improve-plan", "concern", "baseline"];
        let mine = |line: &Line| {
            let of_a_meeting = line.argv.iter().any(|it| it == "--meeting");
            let routine = line.label.as_deref() == Some("ad-routine");
            routine || !of_a_meeting && (verbs.contains(&&*line.argv[0]) || line.argv[0] == "ack")
        };
        let script: Vec<_> = sample::script().into_iter().filter(mine).collect();
        let folder = tempfile::tempdir().expect("a folder");
        let (mut out, mut notices) = (io::sink(), io::sink());
        let log = Box::new(Memory::new(Box::new(DirectoryProjector)));
        let mut year = Year::new(log, script, folder.path(), (&mut out, &mut notices)).expect("founded");
        year.until(NaiveDateTime::MAX).expect("the stories");
        let as_of = sample::AS_OF.parse().expect("a date");
        let app = year.desk.app().expect("open");
        let mut look = |login: &str| {
            let id = app.directory().by_login(login).expect("of the sample").id;
            let (directory, person) = app.seen(id).expect("a stream");
            (directory.clone(), person.clone())
        };
        let findings = |of: &(crate::domain::Directory, crate::domain::Person), rule: &str| {
            let sight = Sight::of(&of.1, &of.0, as_of);
            Rule::named(rule).expect("a rule").judge(&Ground::of(&sight, Cycle::containing(as_of), Class::Person)).len()
        };
        let wade = look("whutchins");
        let view = appraisals(&Sight::of(&wade.1, &wade.0, as_of), Class::Person).remove(0);
        let rating = &view.ratings[0];
        assert_eq!((&*rating.level, rating.revised.as_deref()), ("needs improvement", Some("meets expectations")));
        assert_eq!(rating.cites[0].late_days, Some(206));
        assert_eq!(findings(&wade, "4.R2"), 0, "no low rating stands");
        let amit = look("adesai");
        let view = appraisals(&Sight::of(&amit.1, &amit.0, as_of), Class::Person).remove(0);
        let steps: Vec<_> = view.steps.iter().map(|step| step.what.split(' ').next().expect("a word")).collect();
        assert_eq!((view.state, steps), ("final", vec!["Delivered", "Acknowledged:", "Rebuttal", "Answer", "Final"]));
        assert!(view.surprise.low[0].warned && findings(&amit, "4.R2") == 0);
        let tyler = look("tbrandt");
        let view = appraisals(&Sight::of(&tyler.1, &tyler.0, as_of), Class::Person).remove(0);
        assert!(view.steps.iter().any(|step| step.what == "Acknowledgement declined before Vernon Benally"));
        let dominic = look("dfarrell");
        assert_eq!(improvements(&Sight::of(&dominic.1, &dominic.0, as_of))[0].ended, Some("succeeded"));
        let priya = look("praman");
        let lines = docket(&Sight::of(&priya.1, &priya.0, as_of));
        let line = lines.iter().find(|line| line.rule == "702.probation").expect("story 12");
        assert_eq!((line.standing, line.done.map(|done| (line.due - done).num_days())), (Standing::Done, Some(2)));
        assert_eq!(findings(&priya, "702.probation"), 0);
    }
}
