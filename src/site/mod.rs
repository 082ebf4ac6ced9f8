//! The site: views turned into pages, and pages into a folder that readers always find whole.
//!
//! The page table (`table`) says which page there is, whose and for whom; `pages` puts the views of each together,
//! `render` prints them by the templates, `stage` and `disk` put them in place. `live` follows the log from entry to
//! entry: `touched` says which pages an entry touches, `replace` puts those in place one by one. Publishing reads nothing but its input
//! and records nothing in the log.

mod adopting;
mod agencies;
mod disk;
mod documents;
mod error;
mod everyone;
mod groups;
mod keeping;
mod kept;
mod leading;
mod live;
mod lock;
mod manifest;
mod marks;
mod pages;
mod picture;
mod render;
mod replace;
mod run_chart;
mod stage;
pub mod table;
mod tail;
mod touched;

pub use error::SiteError;
pub use kept::Streams;
pub use live::{Followed, Live, Update};

use crate::domain::{Directory, Event, Person, Recorded};
use chrono::{DateTime, NaiveDate, SecondsFormat, Utc};
use everyone::Everyone;
use groups::Group;
use lock::PublishLock;
use manifest::Mark;
use pages::Ground;
use render::Renderer;
use serde::Serialize;
use stage::{Outcome, Places, Stage};
use std::{
    collections::BTreeMap,
    path::{Path, PathBuf},
    time::Duration,
};

/// The last entry of the log that the site is built from.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Head {
    /// Its number.
    pub seq: u64,
    /// Its hash, 64 digits.
    pub hash: String,
}

/// The bytes of kept copies, by the BLAKE3 hash of each, 64 digits.
pub type Copies = BTreeMap<String, Vec<u8>>;

/// Everything a site is built from. Nothing else goes into a page.
#[derive(Clone, Copy)]
pub struct SiteInput<'a> {
    /// The agency and everybody in it.
    pub directory: &'a Directory,
    /// Everybody's folded stream.
    pub people: &'a [Person],
    /// The kept copies of supporting documents.
    pub copies: &'a Copies,
    /// The head of the log; it stands in `built.json` and on no page.
    pub head: &'a Head,
    /// The day whose state the pages show; it stands in `built.json` and on no page.
    pub as_of: NaiveDate,
    /// When the site is built; likewise.
    pub built_at: DateTime<Utc>,
}

/// How to publish.
#[derive(Clone, Debug)]
pub struct Options {
    /// Believe nothing about the folder and write every page again.
    pub full: bool,
    /// A folder whose templates take the place of those compiled in.
    pub templates: Option<PathBuf>,
    /// How long to wait for another publish to end.
    pub wait: Duration,
    /// How many entries of folded people a live site keeps in memory; 120,000 are some 200 MB of them.
    pub keep: usize,
}

impl Default for Options {
    fn default() -> Self {
        Self { full: false, templates: None, wait: Duration::from_secs(10), keep: 120_000 }
    }
}

/// What a publish did.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Report {
    /// Pages of the site, with the style sheet and the icon.
    pub pages: usize,
    /// Of these, written because their bytes are new.
    pub written: usize,
    /// Of these, unchanged and left as they were.
    pub unchanged: usize,
    /// Pages that were there before and are no more.
    pub removed: usize,
    /// What whoever publishes should know.
    pub notices: Vec<String>,
}

impl Report {
    fn of(done: Outcome, output: &Path) -> Self {
        let Outcome { written, unchanged, removed } = done;
        Self { pages: written + unchanged, written, unchanged, removed, notices: notices(output) }
    }
}

/// `built.json`: the only place that says when a site was built, so that unchanged pages stay unchanged.
#[derive(Serialize)]
struct Built<'a> {
    as_of: NaiveDate,
    head: &'a Head,
    built_at: String,
}

/// Whether an entry counts on the pages of a day: it had happened by then. What is said of entries since holds for
/// every day: a text withdrawn as misfiled stays hidden on a page of the day before, and a correction is shown with
/// what it corrects.
pub fn counts(entry: &Recorded, as_of: NaiveDate) -> bool {
    entry.occurred_on <= as_of || matches!(entry.event, Event::EntryWithdrawn(_) | Event::EntryCorrected(_))
}

/// Publishes the site into `output`: renders and stages every page, then puts the whole in place in one step.
///
/// # Errors
/// Any [`SiteError`]; the site that stood there before still stands, whole.
pub fn publish(input: &SiteInput<'_>, output: &Path, options: &Options) -> Result<Report, SiteError> {
    let renderer = Renderer::of(input.directory, options.templates.as_deref())?;
    let everyone = Everyone::of(input);
    let places = Places::around(output)?;
    let _lock = PublishLock::take(&places.lock, options.wait)?;
    let done = publish_with(input, &everyone, &renderer, (places, options.full), |_, _, _| {})?;
    Ok(Report::of(done, output))
}

/// Publishes for whoever holds the lock; `made` is told of every page of a group, with its mark.
fn publish_with(
    input: &SiteInput<'_>,
    everyone: &Everyone,
    renderer: &Renderer,
    (places, full): (Places, bool),
    mut made: impl FnMut(Group, String, Mark),
) -> Result<Outcome, SiteError> {
    let mut stage = Stage::begin(places, full)?;
    let ground = Ground { directory: input.directory, everyone, as_of: input.as_of };
    groups::print_all(renderer, &ground, &groups::all(&ground, input.people), |group, pages| {
        for (path, text) in pages {
            let mark = stage.put(&path, text.as_bytes())?;
            made(group.clone(), path, mark);
        }
        Ok(())
    })?;
    for (path, text) in renderer.assets()? {
        stage.put(path, text.as_bytes())?;
    }
    for (path, bytes) in documents::copies(input.directory, input.copies) {
        stage.put(&path, bytes)?;
    }
    stage.finish(&built_json(input.head, input.as_of, input.built_at))
}

/// The bytes of `built.json`.
fn built_json(head: &Head, as_of: NaiveDate, built_at: DateTime<Utc>) -> Vec<u8> {
    let built = Built { as_of, head, built_at: built_at.to_rfc3339_opts(SecondsFormat::Secs, true) };
    let mut built = serde_json::to_vec_pretty(&built).expect("strings and numbers always serialise");
    built.push(b'\n');
    built
}

fn notices(output: &Path) -> Vec<String> {
    if !cfg!(unix) {
        return Vec::new();
    }
    let what = format!(
        "{} is readable by this account only (folders 0700, files 0600): the pages hold personnel records, and no web \
         server yet knows who may read which. Open it here, or see output/README.md before you serve it.",
        output.display()
    );
    vec![what]
}
