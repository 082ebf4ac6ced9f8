//! Which version of the coaching standard a person's series follow: each was started by the one in force then (rule 1).

use super::{
    entry::{EntryRef, version_page},
    sight::Sight,
    words,
};
use crate::domain::{Directory, directory::Set, document::COACHING, series::Series, standard::StandardWorkRevised};
use chrono::NaiveDate;
use serde::Serialize;

/// A running series and the version that it follows.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Pinned {
    /// How the two meet, in words.
    pub rule: String,
    /// The day of its first meeting.
    pub since: NaiveDate,
    /// The version; nothing where none was in force when it was started.
    pub version: Option<u32>,
    /// Whose version it is, where there are several agencies.
    pub of: Option<String>,
    /// That version's page on the site.
    pub at: Option<String>,
    /// The version in force on the day, where it is another.
    pub in_force: Option<u32>,
    /// Whose that one is, where there are several agencies.
    pub in_force_of: Option<String>,
    /// The entry that started the series.
    pub entry: Option<EntryRef>,
}

/// The versions that the person's running series follow, in the order they were started.
pub fn pinned(sight: &Sight<'_>) -> Vec<Pinned> {
    let now = sight.directory.standard_on(sight.person.id, sight.as_of);
    let row = |series: &Series| {
        let followed = followed(sight, series);
        let other = now.filter(|now| followed.is_none_or(|set| set.seq != now.seq));
        Pinned {
            rule: words::rule(&series.started.rule),
            since: series.started.start.date(),
            version: followed.map(|set| set.what.version),
            of: followed.and_then(|set| whose(sight.directory, set)),
            at: followed.map(|set| version_page(sight.directory.added_setter(set.seq), COACHING, set.what.version)),
            in_force: other.map(|set| set.what.version),
            in_force_of: other.and_then(|set| whose(sight.directory, set)),
            entry: sight.entry(series.seq),
        }
    };
    sight.person.series.iter().filter(|series| series.is_running(sight.as_of)).map(row).collect()
}

/// The version that a series follows: of the revisions that the agency of its first day had of its own when the series
/// was started, else of the minimum.
fn followed<'d>(sight: &Sight<'d>, series: &Series) -> Option<&'d Set<StandardWorkRevised>> {
    let (directory, first) = (sight.directory, series.started.start.date());
    let is = |set: &&Set<StandardWorkRevised>| set.what.version == series.started.standard;
    let added = directory.added_agency_of(sight.person.id, first);
    let own = added.map_or(&[][..], |agency| directory.own(agency).standards);
    let own = own.iter().filter(|set| set.seq < series.seq && set.what.effective <= first).find(is);
    own.or_else(|| directory.standards.iter().find(is))
}

/// Whose a version is, where there are several agencies.
fn whose(directory: &Directory, set: &Set<StandardWorkRevised>) -> Option<String> {
    let agency = directory.added_setter(set.seq).or_else(|| directory.first_agency())?;
    (!directory.added.is_empty()).then(|| directory.agency_name(agency))
}
