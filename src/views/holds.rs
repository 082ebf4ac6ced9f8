//! Legal holds: what an agency holds or held, for which matter, since when and by whom.

use super::{
    entry::{EntryRef, keeping_entry},
    sight::Named,
    words,
};
use crate::{
    domain::{
        Directory,
        keeping::{Act, Held},
        legal_hold::LegalHoldReleased,
    },
    id::Id,
};
use chrono::NaiveDate;
use serde::Serialize;

/// One hold.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct HoldView {
    /// The matter, as those who asked for the hold name it.
    pub matter: String,
    /// Why it was placed.
    pub reason: String,
    /// Whose whole record is held, by name.
    pub people: Vec<Named>,
    /// The entries that are held by number: `#3 and #7`.
    pub entries: Option<String>,
    /// Since when.
    pub since: NaiveDate,
    /// Who placed it.
    pub by: Named,
    /// The entry that placed it.
    pub entry: EntryRef,
    /// Its end; nothing while it is in force.
    pub released: Option<ReleaseView>,
}

/// The end of a hold.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct ReleaseView {
    /// When.
    pub on: NaiveDate,
    /// Who released it.
    pub by: Named,
    /// Why.
    pub reason: String,
    /// The entry.
    pub entry: EntryRef,
}

/// The holds of an agency: those in force, oldest first, then those released, the last released first.
pub fn holds(directory: &Directory, agency: Id) -> Vec<HoldView> {
    let own = || directory.keeping.holds.iter().filter(|held| held.agency == agency);
    let mut released: Vec<_> = own().filter(|held| !held.is_in_force()).collect();
    released.sort_by_key(|held| std::cmp::Reverse(held.released.as_ref().map(|it| it.dated.seq)));
    let all = own().filter(|held| held.is_in_force()).chain(released);
    all.map(|held| hold(directory, held)).collect()
}

fn hold(directory: &Directory, held: &Held) -> HoldView {
    let (placed, it) = (&held.placed.dated, &held.placed.dated.what);
    let mut people: Vec<_> = it.people.iter().map(|id| Named::of(directory, *id)).collect();
    people.sort();
    let mut entries = it.entries.clone();
    entries.sort_unstable();
    let release = |act: &Act<LegalHoldReleased>| ReleaseView {
        on: act.dated.on,
        by: Named::of(directory, act.by),
        reason: act.dated.what.reason.clone(),
        entry: keeping_entry(held.agency, &act.dated),
    };
    HoldView {
        matter: it.matter.clone(),
        reason: it.reason.clone(),
        people,
        entries: words::first_numbers(&entries),
        since: placed.on,
        by: Named::of(directory, held.placed.by),
        entry: keeping_entry(held.agency, placed),
        released: held.released.as_ref().map(release),
    }
}

impl HoldView {
    /// What it holds, in words: `the whole record of Ana Ruiz, #3 and #7`.
    pub fn what(&self) -> String {
        let people: Vec<_> = self.people.iter().map(|it| it.name.clone()).collect();
        let records = if people.len() == 1 { "the whole record of" } else { "the whole records of" };
        let people = (!people.is_empty()).then(|| format!("{records} {}", words::list(&people)));
        people.into_iter().chain(self.entries.clone()).collect::<Vec<_>>().join(", ")
    }
}
