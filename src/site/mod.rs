//! The site: views turned into pages, and pages into a folder that readers always find whole.
//!
//! The page table (`table`) says which page there is, whose and for whom; `pages` puts the views of each together,
//! `render` prints them by the templates, `stage` and `disk` put them in place. Publishing reads nothing but its input
//! and records nothing in the log.

mod disk;
mod error;
mod everyone;
mod lock;
mod manifest;
mod pages;
mod picture;
mod render;
mod stage;
pub mod table;

pub use error::SiteError;

use crate::domain::{Directory, Person};
use chrono::{DateTime, NaiveDate, SecondsFormat, Utc};
use everyone::Everyone;
use lock::PublishLock;
use pages::Ground;
use render::Renderer;
use serde::Serialize;
use stage::{Places, Stage};
use std::{
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

/// Everything a site is built from. Nothing else goes into a page.
#[derive(Clone, Copy)]
pub struct SiteInput<'a> {
    /// The agency and everybody in it.
    pub directory: &'a Directory,
    /// Everybody's folded stream.
    pub people: &'a [Person],
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
}

impl Default for Options {
    fn default() -> Self {
        Self { full: false, templates: None, wait: Duration::from_secs(10) }
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

/// `built.json`: the only place that says when a site was built, so that unchanged pages stay unchanged.
#[derive(Serialize)]
struct Built<'a> {
    as_of: NaiveDate,
    head: &'a Head,
    built_at: String,
}

/// Publishes the site into `output`: renders and stages every page, then puts the whole in place in one step.
///
/// # Errors
/// Any [`SiteError`]; the site that stood there before still stands, whole.
pub fn publish(input: &SiteInput<'_>, output: &Path, options: &Options) -> Result<Report, SiteError> {
    let mut renderer = Renderer::new(options.templates.as_deref())?;
    renderer.share("agency", &input.directory.agency.as_ref().map_or("The agency", |agency| agency.name.as_str()));
    renderer.share("demo", &input.directory.is_demo());
    let places = Places::around(output)?;
    let _lock = PublishLock::take(&places.lock, options.wait)?;
    let mut stage = Stage::begin(places, options.full)?;
    each_page(input, |page| {
        let text = renderer.page(&page.path, page.row.template, &page.context)?;
        stage.put(&page.path, text.as_bytes())
    })?;
    for (path, text) in renderer.assets()? {
        stage.put(path, text.as_bytes())?;
    }
    let built_at = input.built_at.to_rfc3339_opts(SecondsFormat::Secs, true);
    let built = Built { as_of: input.as_of, head: input.head, built_at };
    let mut built = serde_json::to_vec_pretty(&built).expect("strings and numbers always serialise");
    built.push(b'\n');
    let done = stage.finish(&built)?;
    Ok(Report {
        pages: done.written + done.unchanged,
        written: done.written,
        unchanged: done.unchanged,
        removed: done.removed,
        notices: notices(output),
    })
}

/// Makes every page of the table, one at a time.
fn each_page(
    input: &SiteInput<'_>,
    mut take: impl FnMut(pages::Page) -> Result<(), SiteError>,
) -> Result<(), SiteError> {
    let everyone = Everyone::of(input);
    let ground = Ground { directory: input.directory, everyone: &everyone, as_of: input.as_of };
    for person in input.people {
        let own = &everyone.summaries[&person.id];
        pages::person(&ground, person, own).into_iter().try_for_each(&mut take)?;
        pages::leader(&ground, own).into_iter().try_for_each(&mut take)?;
    }
    for (unit, _) in everyone.structure.units() {
        take(pages::unit(&ground, unit))?;
    }
    take(pages::front(&ground))?;
    pages::sheet(&ground).into_iter().try_for_each(&mut take)
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
