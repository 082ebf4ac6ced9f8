//! What the entries say that tell of people who come, go and change leaders.

use super::{Glossary, Statement};
use crate::{domain::Event, views::words::day};

impl Glossary<'_> {
    /// What an event of this kind says; the title alone of any other.
    pub(super) fn of_people(&self, said: Statement, event: &Event) -> Statement {
        match event {
            Event::LeaveStarted(it) => said.fact("First day", day(it.from)),
            Event::LeaveEnded(it) => said.fact("Last day", day(it.last)),
            Event::EmployeeSeparated(it) => said.fact("Last day", day(it.last)),
            Event::EmployeeRehired(it) => said.fact("First day", day(it.from)),
            Event::ActingLineAssigned(it) => said
                .fact("Stands in", self.name(it.leader))
                .fact("From", day(it.from))
                .fact_if("Last day", it.until.map(day)),
            Event::ActingLineEnded(it) => said.fact("Stood in", self.name(it.leader)).fact("Last day", day(it.to)),
            Event::CadenceChanged(it) => {
                said.text(&it.reason).fact("Series", it.series).fact("Minutes", it.minutes).fact("From", day(it.from))
            }
            Event::SeriesHandedOver(it) => said.text(&it.note).fact("To", self.name(it.to)),
            Event::CommitmentAdopted(it) => said.fact("Commitment", self.commitment(it.commitment)),
            Event::CommitmentDeclined(it) => said.text(&it.reason).fact("Commitment", self.commitment(it.commitment)),
            _ => said,
        }
    }
}
