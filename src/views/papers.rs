//! What somebody signed on paper, as human resources transcribed it.

use super::sight::Sight;
use crate::domain::{Event, Recorded, paper::PaperTranscribed};

/// The papers of a record, in the order of recording.
pub fn papers<'a>(sight: &Sight<'a>) -> impl Iterator<Item = (&'a Recorded, &'a PaperTranscribed)> {
    let entries = sight.person.entries.iter().filter(|entry| !entry.withdrawn);
    entries.filter_map(|entry| match &entry.event {
        Event::PaperTranscribed(it) => Some((entry, it)),
        _ => None,
    })
}

/// What a paper is and by what it is checked, in one line.
pub fn in_words(sight: &Sight<'_>, entry: &Recorded, it: &PaperTranscribed) -> String {
    let by = sight.directory.name(entry.actor);
    format!("{} on paper, transcribed by {by}; scan blake3:{}", it.of.words(), it.scan)
}
