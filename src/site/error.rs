//! What can go wrong while publishing; in every case the site that stood there before still stands.

use std::{io, path::PathBuf};

/// Why nothing was published. The old site is whole.
#[derive(Debug, thiserror::Error)]
pub enum SiteError {
    /// A template does not parse, or asked a view for something it does not have.
    #[error("{} of the page {page} failed at {}:\n{report}\nThe old site is unchanged. Mend the template, or leave it out to use the one compiled in.",
        template.as_deref().unwrap_or("A template"), place(template.as_deref(), *line))]
    Template {
        /// The page being made; `(none yet)` while the templates are read.
        page: String,
        /// The template's name, where it is known.
        template: Option<String>,
        /// The line in the template, counted from 1.
        line: Option<usize>,
        /// The template engine's own report, with the line and a mark under the place.
        report: String,
    },
    /// Something is in the way on the disk.
    #[error("could not {doing} {}: {source}. The old site is unchanged.", path.display())]
    Disk {
        /// What was being done, as a verb.
        doing: &'static str,
        /// To which file or folder.
        path: PathBuf,
        /// What the system said.
        source: io::Error,
    },
    /// Something got in the way after the first page of an update was replaced.
    #[error(
        "could not replace {path}: {source}. Some pages are those of this update and the others still those of before; none is half-written. The next update makes all of them anew."
    )]
    HalfWay {
        /// The page.
        path: String,
        /// What the system said.
        source: io::Error,
    },
    /// Somebody's entries could not be read again.
    #[error("could not read the entries that a page is made of: {what} The old site is unchanged.")]
    Stream {
        /// Why.
        what: String,
    },
    /// The folder holds something that publishing did not put there.
    #[error("{} holds {found:?}, which no publish put there. Nothing was changed. Publish to another folder with --output, or move that away first.", path.display())]
    NotOurs {
        /// The output folder.
        path: PathBuf,
        /// The first thing found there.
        found: String,
    },
    /// Another publish is under way and did not finish in time.
    #[error("another publish holds {} ({holder}). Nothing was changed. Wait for it to end, then publish again.", path.display())]
    Busy {
        /// The lock file.
        path: PathBuf,
        /// What the holder wrote into it.
        holder: String,
    },
    /// Two rows of the page table made the same path.
    #[error("two pages were made for {path}: this is a mistake in the page table. The old site is unchanged.")]
    Twice {
        /// The path.
        path: String,
    },
}

fn place(template: Option<&str>, line: Option<usize>) -> String {
    match (template, line) {
        (Some(template), Some(line)) => format!("{template} line {line}"),
        (Some(template), None) => template.to_owned(),
        (None, _) => "an unknown place".to_owned(),
    }
}

impl SiteError {
    /// A disk error's maker, for `map_err`.
    pub(super) fn disk(doing: &'static str, path: impl Into<PathBuf>) -> impl FnOnce(io::Error) -> SiteError {
        let path = path.into();
        move |source| SiteError::Disk { doing, path, source }
    }

    /// An error after the first page was replaced, for `map_err`.
    pub(super) fn half_way(path: &str) -> impl FnOnce(io::Error) -> SiteError {
        let path = path.to_owned();
        move |source| SiteError::HalfWay { path, source }
    }

    /// The template engine's error, for this page.
    pub(super) fn template(page: &str, error: &tera::Error) -> SiteError {
        let (template, line) = match error.kind() {
            tera::ErrorKind::SyntaxError(report) | tera::ErrorKind::RenderingError(report) => {
                (Some(report.filename().to_owned()), Some(report.span().start_line))
            }
            _ => (None, None),
        };
        SiteError::Template { page: page.to_owned(), template, line, report: error.to_string() }
    }
}
