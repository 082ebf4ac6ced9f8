//! Turning views into pages: the templates, compiled in or overridden from a folder, parsed once for all pages.
//!
//! Every template's name ends in `.html`, so that everything a template prints is escaped; no template uses `safe`.

use super::error::SiteError;
use crate::domain::Directory;
use chrono::{NaiveDate, NaiveDateTime};
use serde::Serialize;
use std::{
    fs,
    path::{Path, PathBuf},
};
use tera::{Context, Kwargs, State, Tera};

/// The templates, compiled in.
const TEMPLATES: &[(&str, &str)] = &[
    ("base.html", include_str!("../../site-templates/base.html")),
    ("parts.html", include_str!("../../site-templates/parts.html")),
    ("head.html", include_str!("../../site-templates/head.html")),
    ("record.html", include_str!("../../site-templates/record.html")),
    ("entries.html", include_str!("../../site-templates/entries.html")),
    ("sheet.html", include_str!("../../site-templates/sheet.html")),
    ("directory.html", include_str!("../../site-templates/directory.html")),
    ("strategy.html", include_str!("../../site-templates/strategy.html")),
    ("adoption.html", include_str!("../../site-templates/adoption.html")),
    ("unit.html", include_str!("../../site-templates/unit.html")),
    ("standard.html", include_str!("../../site-templates/standard.html")),
    ("document.html", include_str!("../../site-templates/document.html")),
    ("person.html", include_str!("../../site-templates/person.html")),
    ("pair.html", include_str!("../../site-templates/pair.html")),
    ("desk.html", include_str!("../../site-templates/desk.html")),
    ("goals.html", include_str!("../../site-templates/goals.html")),
    ("improvement.html", include_str!("../../site-templates/improvement.html")),
    ("work.html", include_str!("../../site-templates/work.html")),
    ("roll.html", include_str!("../../site-templates/roll.html")),
    ("appraised.html", include_str!("../../site-templates/appraised.html")),
    ("disputes.html", include_str!("../../site-templates/disputes.html")),
    ("replay.html", include_str!("../../site-templates/replay.html")),
    ("appraisal.html", include_str!("../../site-templates/appraisal.html")),
    ("review.html", include_str!("../../site-templates/review.html")),
    ("keeping.html", include_str!("../../site-templates/keeping.html")),
    ("kept.html", include_str!("../../site-templates/kept.html")),
    ("catalogue.html", include_str!("../../site-templates/catalogue.html")),
    ("marks.html", include_str!("../../site-templates/marks.html")),
    ("people.html", include_str!("../../site-templates/people.html")),
];

/// What is published as it is.
const ASSETS: &[(&str, &str)] = &[
    ("assets/style.css", include_str!("../../site-templates/assets/style.css")),
    ("assets/icon.svg", include_str!("../../site-templates/assets/icon.svg")),
];

/// The page that is being made while none is: the templates are read.
const NO_PAGE: &str = "(none yet)";

/// The templates, ready.
pub(super) struct Renderer {
    tera: Tera,
    folder: Option<PathBuf>,
}

impl Renderer {
    /// Parses every template; one that lies in `folder` takes the place of the one compiled in.
    ///
    /// # Errors
    /// [`SiteError::Template`] with the template and the line; [`SiteError::Disk`] if one cannot be read.
    pub(super) fn new(folder: Option<&Path>) -> Result<Self, SiteError> {
        let mut tera = Tera::default();
        register(&mut tera);
        let mut sources = Vec::new();
        for (name, compiled) in TEMPLATES {
            sources.push((*name, overridden(folder, name)?.unwrap_or_else(|| (*compiled).to_owned())));
        }
        tera.add_raw_templates(sources).map_err(|error| SiteError::template(NO_PAGE, &error))?;
        Ok(Self { tera, folder: folder.map(Path::to_owned) })
    }

    /// The templates, with what every page of an agency prints.
    ///
    /// # Errors
    /// As [`Renderer::new`].
    pub(super) fn of(directory: &Directory, folder: Option<&Path>) -> Result<Self, SiteError> {
        let mut renderer = Self::new(folder)?;
        renderer.share("agency", &directory.agency.as_ref().map_or("The agency", |agency| agency.name.as_str()));
        renderer.share("demo", &directory.is_demo());
        Ok(renderer)
    }

    /// What every page of a publish may print.
    fn share<T: Serialize>(&mut self, key: &'static str, value: &T) {
        self.tera.global_context().insert(key, value);
    }

    /// Renders one page.
    ///
    /// # Errors
    /// [`SiteError::Template`] naming the page, the template and the line.
    pub(super) fn page(&self, path: &str, template: &str, context: &Context) -> Result<String, SiteError> {
        self.tera.render(template, context).map_err(|error| SiteError::template(path, &error))
    }

    /// The files that are published as they are: path and bytes.
    ///
    /// # Errors
    /// [`SiteError::Disk`] if an overriding one cannot be read.
    pub(super) fn assets(&self) -> Result<Vec<(&'static str, String)>, SiteError> {
        let text = |(path, compiled): &(&'static str, &str)| {
            Ok((*path, overridden(self.folder.as_deref(), path)?.unwrap_or_else(|| (*compiled).to_owned())))
        };
        ASSETS.iter().map(text).collect()
    }
}

/// The text of `name` in the overriding folder, if it is there.
fn overridden(folder: Option<&Path>, name: &str) -> Result<Option<String>, SiteError> {
    let Some(path) = folder.map(|folder| folder.join(name)).filter(|path| path.is_file()) else { return Ok(None) };
    fs::read_to_string(&path).map(Some).map_err(SiteError::disk("read the template", path))
}

/// The filters that templates use beside the engine's own.
fn register(tera: &mut Tera) {
    let date = |format: &'static str| {
        move |text: &str, _: Kwargs, _: &State| {
            parsed(text)
                .map(|at| at.format(format).to_string())
                .ok_or_else(|| tera::Error::message(format!("{text:?} is not a date")))
        }
    };
    tera.register_filter("day", date("%-d %B %Y"));
    tera.register_filter("brief", date("%-d %b %Y"));
    tera.register_filter("month", date("%B %Y"));
    tera.register_filter("short_month", date("%b"));
    tera.register_filter("day_month", date("%-d %b"));
    tera.register_filter("start", date("%A %-d %B %Y, %H:%M"));
    tera.register_filter("clock", date("%H:%M"));
    tera.register_filter("slashes", date("%-m/%-d/%Y"));
    tera.register_filter("number", |number: i64, _: Kwargs, _: &State| thousands(number));
    tera.register_filter("capitalize_first", |text: &str, _: Kwargs, _: &State| {
        let mut letters = text.chars();
        letters.next().map_or_else(String::new, |first| first.to_uppercase().chain(letters).collect())
    });
}

/// A number with a comma between its thousands.
fn thousands(number: i64) -> String {
    let digits = number.unsigned_abs().to_string();
    let sign = if number < 0 { "-" } else { "" };
    let comma = |at: usize| if at > 0 && (digits.len() - at).is_multiple_of(3) { "," } else { "" };
    digits.chars().enumerate().fold(sign.to_owned(), |text, (at, digit)| format!("{text}{}{digit}", comma(at)))
}

fn parsed(text: &str) -> Option<NaiveDateTime> {
    text.parse().ok().or_else(|| text.parse::<NaiveDate>().ok()?.and_hms_opt(0, 0, 0))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_template_switches_escaping_off_or_runs_a_script() {
        for (name, text) in TEMPLATES {
            assert!(name.ends_with(".html"), "{name} would not be escaped");
            for banned in ["| safe", "|safe", "<script", " onclick", "http://", "https://", "javascript:"] {
                assert!(!text.contains(banned), "{name} contains {banned}");
            }
        }
        let style = ASSETS[0].1;
        assert!(!style.contains("@import") && !style.contains("http"), "the style sheet asks for nothing outside");
    }

    #[test]
    fn thousands_are_set_apart() {
        let all = [0, 7, 999, 1_000, 31_954, -1_234_567].map(thousands);
        assert_eq!(all, ["0", "7", "999", "1,000", "31,954", "-1,234,567"]);
    }

    #[test]
    fn a_template_in_the_folder_takes_the_place_of_the_one_compiled_in() {
        let folder = tempfile::tempdir().expect("a folder");
        fs::write(folder.path().join("standard.html"), "mine: {{ agency }}").expect("write");
        let mut renderer = Renderer::new(Some(folder.path())).expect("reads");
        renderer.share("agency", &"A & B");
        let page = renderer.page("agency/x.html", "standard.html", &Context::new()).expect("renders");
        assert_eq!(page, "mine: A &amp; B");
    }

    #[test]
    fn a_mistake_in_a_template_names_template_line_and_page() {
        let folder = tempfile::tempdir().expect("a folder");
        fs::write(folder.path().join("desk.html"), "one\n{{ nobody }}").expect("write");
        let renderer = Renderer::new(Some(folder.path())).expect("parses");
        let error = renderer.page("e/00/x/person/desk.html", "desk.html", &Context::new()).expect_err("no such name");
        let text = error.to_string();
        assert!(text.contains("desk.html line 2") && text.contains("e/00/x/person/desk.html"), "{text}");
        fs::write(folder.path().join("desk.html"), "one\ntwo\n{% if %}").expect("write");
        let text = Renderer::new(Some(folder.path())).err().expect("does not parse").to_string();
        assert!(text.contains("desk.html line 3"), "{text}");
    }
}
