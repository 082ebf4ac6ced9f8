//! What the entries of record keeping say: holds, orders of destruction, periods of retention.

use super::{Glossary, Statement};
use crate::{
    domain::Event,
    views::words::{self, day},
};

impl Glossary<'_> {
    pub(super) fn of_keeping(&self, said: Statement, event: &Event) -> Statement {
        match event {
            Event::LegalHoldPlaced(it) => {
                let people: Vec<_> = it.people.iter().map(|id| self.name(*id)).collect();
                said.text(&it.reason)
                    .fact("Matter", &it.matter)
                    .fact_if("Whole records", (!people.is_empty()).then(|| words::list(&people)))
                    .fact_if("Entries", words::numbers(&it.entries))
            }
            Event::LegalHoldReleased(it) => said.text(&it.reason).fact("Hold", format!("#{}", it.hold)),
            Event::ExpungementOrdered(it) => {
                said.text(&it.reason).fact("Authority", &it.authority).fact_if("Entries", words::numbers(&it.targets))
            }
            Event::ContentDestroyed(it) => {
                said.fact("Order", format!("#{}", it.order)).fact_if("Entries", words::numbers(&it.targets))
            }
            Event::RetentionPeriodSet(it) => said
                .text(&it.reason)
                .fact("Series", it.series)
                .fact("Kept for", words::count(it.years as usize, "year")),
            Event::RetentionExpired(it) => said
                .fact("Series", it.series)
                .fact("Happened before", day(it.before))
                .fact_if("Entries", words::numbers(&it.targets)),
            _ => said,
        }
    }
}
