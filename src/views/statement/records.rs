//! What the entries say that tell of the record itself: who reads it with a purpose, what is contested, what is on paper.

use super::{Glossary, Statement};
use crate::{domain::Event, views::words::day};

impl Glossary<'_> {
    /// What an event of this kind says; the title alone of any other.
    pub(super) fn of_records(&self, said: Statement, event: &Event) -> Statement {
        let entry = |seq: u64| format!("#{seq}");
        match event {
            Event::RecordAccessed(it) => said.text(&it.purpose).fact("Reads until", day(it.until)),
            Event::KeepingAccessed(it) => said.text(&it.purpose).fact("Reads until", day(it.until)),
            Event::AccessEnded(it) => {
                it.reason.iter().fold(said, |said, reason| said.text(reason)).fact("Access", entry(it.access))
            }
            Event::EntryContested(it) => said.text(&it.why).fact("Entry", entry(it.target)),
            Event::PaperTranscribed(it) => said
                .text(&it.text)
                .fact("Paper", it.of.words())
                .fact_if("Entry", it.target.map(entry))
                .fact("Counts as", "no act of the employee’s own")
                .fact("Scan, BLAKE3", &it.scan),
            _ => said,
        }
    }
}
