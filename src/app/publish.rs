//! Publishing: everything that is recorded becomes the site, and nothing is recorded by it.

use super::{Everything, Failure, Place};
use crate::{
    domain::Refusal,
    site::{self, Head, Options, Report, SiteInput},
};
use chrono::{DateTime, NaiveDate, Utc};
use std::time::Duration;

/// How to publish.
#[derive(Clone, Copy, Debug)]
pub struct Publishing {
    /// The day whose state the pages show; what happened after it is left out.
    pub as_of: NaiveDate,
    /// When the site is built.
    pub built_at: DateTime<Utc>,
    /// Write every page again, whatever stands there.
    pub full: bool,
    /// How long to wait for another publish to end.
    pub wait: Duration,
}

/// Publishes a store's site, from the journal and without the store's lock.
///
/// # Errors
/// The journal is damaged, or the site could not be put in place; then the old one stands whole.
pub fn publish(place: &Place, publishing: &Publishing) -> Result<Report, Failure> {
    let everything = Everything::read(&place.store, |entry| site::counts(entry, publishing.as_of))?;
    if everything.directory.agency.is_none() {
        let what = format!("Nothing had been recorded by {}.", publishing.as_of);
        return Err(Refusal::new(what, "Publish as of a later day; the site stands as it was.").into());
    }
    let Some((seq, hash)) = everything.head else {
        return Err(Failure::Site("the store has no entries yet, so there is nothing to publish.".into()));
    };
    let head = Head { seq, hash };
    let input = SiteInput {
        directory: &everything.directory,
        people: &everything.people,
        copies: &everything.copies,
        head: &head,
        as_of: publishing.as_of,
        built_at: publishing.built_at,
    };
    let options = Options {
        full: publishing.full,
        templates: place.templates.clone(),
        wait: publishing.wait,
        ..Options::default()
    };
    site::publish(&input, &place.output, &options).map_err(|error| Failure::Site(error.to_string()))
}
