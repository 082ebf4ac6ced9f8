//! Which version of the coaching standard a person's series follow: each was started by the one in force then (rule 1).

use super::{
    entry::{EntryRef, version_page},
    sight::Sight,
    words,
};
use crate::domain::{document::COACHING, series::Series};
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
    /// That version's page on the site.
    pub at: Option<String>,
    /// The version in force on the day, where it is another.
    pub in_force: Option<u32>,
    /// The entry that started the series.
    pub entry: Option<EntryRef>,
}

/// The versions that the person's running series follow, in the order they were started.
pub fn pinned(sight: &Sight<'_>) -> Vec<Pinned> {
    let (directory, id) = (sight.directory, sight.person.id);
    let now = directory.standard_on(id, sight.as_of).map(|set| set.what.version);
    let row = |series: &Series| {
        let started = &series.started;
        let known = directory.revisions_of(id).iter().any(|set| set.what.version == started.standard);
        let version = known.then_some(started.standard);
        Pinned {
            rule: words::rule(&started.rule),
            since: started.start.date(),
            version,
            at: version.map(|version| version_page(COACHING, version)),
            in_force: now.filter(|now| Some(*now) != version),
            entry: sight.entry(series.seq),
        }
    };
    sight.person.series.iter().filter(|series| series.is_running(sight.as_of)).map(row).collect()
}
