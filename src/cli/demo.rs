use super::{
    Desk, Line,
    ask::{Ask, Given},
    init::{Founding, found},
    perform,
    publish::say_published,
    roster,
};
use crate::{
    app::{
        App, DirectoryProjector, Failure, Place, Publishing, Script, moment, open_options, place::private_folder,
        publish,
    },
    domain::{Refusal, dates},
    log::{Entry, Memory, copies, is_store},
    sample,
};
use chrono_tz::Tz;
use clap::Args;
use std::{
    collections::HashMap,
    io,
    path::{Path, PathBuf},
};

/// Makes the sample agency, 42 people through one appraisal year, and publishes its site
///
/// It is told as the commands its people gave, and is the same at every run. An existing sample is published again
/// with whatever you added to it; --fresh makes it anew.
#[derive(Args, Debug)]
pub struct Demo {
    /// Makes it anew; what was recorded in the old one is gone
    #[arg(long)]
    fresh: bool,
}

impl Demo {
    pub(super) fn run(self, desk: &mut Desk<'_>) -> Result<(), Failure> {
        let place = Place::of(desk.new_store()?, desk.globals.output.clone());
        if is_store(&place.store) {
            must_be_the_sample(desk, &place)?;
            if self.fresh {
                std::fs::remove_dir_all(&place.store).map_err(|e| Failure::file("Removing", &place.store, &e))?;
            }
        }
        if is_store(&place.store) {
            desk.say(format!("The sample agency is in {} already; --fresh makes it anew.", place.store.display()));
        } else {
            desk.say(format!("{}: one appraisal year, as its people recorded it …", sample::AGENCY));
            let lines = tell()?;
            keep(desk, &lines, &place.store)?;
            desk.say(format!("  {} entries in {}", lines.len(), place.store.display()));
        }
        let zone = zone();
        let as_of = sample::AS_OF.parse().expect("the sample's last day is a date");
        let built_at = moment(dates::parse_local(&format!("{}T17:00", sample::AS_OF))?, zone)?;
        let publishing = Publishing { as_of, built_at, full: false, wait: desk.wait() };
        let report = publish(&place, &publishing)?;
        say_published(desk, &report);
        farewell(desk, &place);
        Ok(())
    }
}

fn zone() -> Tz {
    sample::ZONE.parse().expect("the sample's zone is one")
}

/// A demo never touches a store that holds anything else.
fn must_be_the_sample(desk: &Desk<'_>, place: &Place) -> Result<(), Failure> {
    let (app, _) = App::open(&place.store, desk.wait(), Box::new(crate::app::System))?;
    let agency = app.directory().agency.as_ref();
    if agency.is_some_and(|agency| agency.demo && agency.as_of.is_some() && agency.name == sample::AGENCY) {
        return Ok(());
    }
    let what = format!("{} holds another record; the demo leaves it alone.", place.store.display());
    Err(Refusal::new(what, "Make the demo elsewhere: coach demo --store DIR.").into())
}

/// Tells the sample's year through the commands that a person gives, on the in-memory twin of the log.
fn tell() -> Result<Vec<Entry>, Failure> {
    let clock = |at, number| Ok::<_, Failure>(Box::new(Script::seeded(moment(at, zone())?, sample::AGENCY, number)));
    let started = dates::parse_local(sample::STARTED)?;
    let mut app = App::over(Box::new(Memory::new(Box::new(DirectoryProjector))), clock(started, 0)?)?;
    let founding = Founding {
        agency: sample::AGENCY.into(),
        zone: zone(),
        officer: sample::OFFICER.into(),
        login: sample::OFFICER_LOGIN.into(),
        demo: true,
        as_of: Some(sample::AS_OF.parse().expect("the sample's last day is a date")),
    };
    found(&mut app, &founding)?;
    let files = tempfile::tempdir().map_err(|error| Failure::file("Making", "a temporary folder".as_ref(), &error))?;
    let mut labels = files_by_label(files.path())?;
    let (mut out, mut notices) = (io::sink(), io::sink());
    let mut desk = Desk::over(app, &mut out, &mut notices);
    desk.globals.acting_as = Some(sample::OFFICER_LOGIN.into());
    roster::import(&mut desk, sample::ROSTER.as_bytes(), false, false)?;
    for (number, line) in sample::script().into_iter().enumerate() {
        let app = desk.app()?;
        let next = app.log().head().map_or(0, |head| head.seq + 1);
        app.set_clock(clock(line.at, number as u64 + 1)?);
        let words = line.argv.iter().map(|word| with_labels(word, &labels));
        let argv = ["coach", "--as", &line.actor].map(String::from).into_iter().chain(words);
        let told = Line::parse(argv.map(Into::into).collect()).map_err(|error| Failure::Usage(error.to_string()));
        told.and_then(|line| tell_line(&line, &mut desk)).map_err(|failure| {
            Failure::Usage(format!("The sample's line {} {} {:?}: {failure}", line.at, line.actor, line.argv))
        })?;
        labels.extend(line.label.map(|label| (label, next.to_string())));
    }
    let app = desk.close().expect("the desk keeps its store until here");
    app.log().since(0)?.map(|entry| entry.map_err(Failure::from)).collect()
}

/// Performs a line of the script; its texts stand in it, and its files were written before.
fn tell_line(line: &Line, desk: &mut Desk<'_>) -> Result<(), Failure> {
    loop {
        let done = perform(line.cli(), desk);
        let Some(Ask::File { path }) = desk.asks.take() else { return done };
        let bytes = std::fs::read(&path).map_err(|error| Failure::file("Reading", path.as_ref(), &error))?;
        desk.given.push_back(Given::File(bytes.into()));
    }
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

/// Makes the store of the told entries, whole: it is imported, so every chain is verified on the way.
fn keep(desk: &Desk<'_>, entries: &[Entry], store: &Path) -> Result<(), Failure> {
    let lines: String = entries.iter().map(|entry| entry.to_line() + "\n").collect();
    private_folder(store)?;
    copies::import(store, &mut lines.as_bytes(), open_options(desk.wait())).map(drop).map_err(Failure::from)
}

/// Commands worth trying after the demo, with what they show.
const TO_TRY: [(&str, &str); 3] = [
    ("--as dsorensen next tsosie", "the agenda of Calvin Tsosie's next 1:1: every line says why it is there"),
    (
        "--as jwhitaker replay obinna --as-known 2026-02-28",
        "Grace Obinna's record as it was known that day, beside what was recorded late or corrected since",
    ),
    (
        "--as kbarnes note ltso -m \"Seen from another office\"",
        "a refusal: it names the rule and who could; nothing is recorded",
    ),
];

fn farewell(desk: &mut Desk<'_>, place: &Place) {
    let index =
        std::path::absolute(place.output.join("index.html")).unwrap_or_else(|_| place.output.join("index.html"));
    desk.say(format!("\nOpen file://{}", index.display()));
    desk.say(format!("The pages stand still on {}, the last day of the sample's year.\n", sample::AS_OF));
    desk.say("Three things to try:");
    let store = desk.globals.store.as_ref().map_or_else(String::new, |store| format!(" --store {}", store.display()));
    for (command, shows) in TO_TRY {
        desk.say(format!("  coach{store} {command}\n      {shows}"));
    }
    if desk.globals.store.is_none() {
        desk.say("(without an installed coach: cargo run --release -- in its place)");
    }
}
