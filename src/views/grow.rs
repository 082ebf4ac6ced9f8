//! GROW notes: goal, reality, options, will; and how many of the options were the employee's own, since a leader coaches
//! to develop rather than only tells (2B.K3).

use super::{cycle::Cycle, entry::EntryRef, sight::Sight};
use crate::domain::{Class, Side, grow::GrowNoted, meeting::Fact};
use chrono::NaiveDate;
use serde::Serialize;

/// A GROW note.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct GrowView {
    /// When.
    pub on: NaiveDate,
    /// The topic, with its label.
    pub topic: String,
    /// What is wanted.
    pub goal: String,
    /// Where things stand.
    pub reality: String,
    /// What could be done, with who proposed it.
    pub options: Vec<OptionView>,
    /// What will be done, if something was promised.
    pub will: Option<String>,
    /// How sure the employee is, 1 to 10.
    pub confidence: Option<u32>,
    /// The entry.
    pub entry: Option<EntryRef>,
}

/// One option.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct OptionView {
    /// Who proposed it.
    pub by: Side,
    /// What it is.
    pub text: String,
}

/// Whose the options of a cycle's GROW notes were.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
pub struct GrowShare {
    /// The notes.
    pub notes: usize,
    /// The options in them.
    pub options: usize,
    /// Those that the employee proposed.
    pub by_employee: usize,
}

/// A note as a reader of a class sees it.
pub fn grow_view(sight: &Sight<'_>, note: &Fact<GrowNoted>) -> GrowView {
    let it = &note.what;
    let will = it.will.and_then(|will| sight.person.commitments.get(&will));
    GrowView {
        on: note.on,
        topic: sight.glossary().topic(&it.topic),
        goal: it.goal.clone(),
        reality: it.reality.clone(),
        options: it.options.iter().map(|it| OptionView { by: it.by, text: it.text.clone() }).collect(),
        will: will
            .map(|it| format!("{}, by {}: {}", sight.directory.name(it.owner), super::words::day(it.due), it.text)),
        confidence: it.confidence,
        entry: sight.entry(note.seq),
    }
}

/// Whether an entry may stand on a page of a class.
pub(super) fn stands_on(sight: &Sight<'_>, seq: u64, class: Class) -> bool {
    sight.person.entry(seq).is_some_and(|entry| entry.class <= class && !entry.withdrawn)
}

/// The share of options that the employee proposed in a cycle: counts alone.
pub fn grow_share(sight: &Sight<'_>, cycle: Cycle) -> GrowShare {
    let notes = || sight.person.grows.iter().filter(|note| cycle.contains(note.on) && note.on <= sight.as_of);
    let options = || notes().flat_map(|note| &note.what.options);
    GrowShare {
        notes: notes().count(),
        options: options().count(),
        by_employee: options().filter(|option| option.by == Side::Employee).count(),
    }
}
