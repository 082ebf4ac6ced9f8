//! What the verbs of the roster share: one change of one person, recorded by human resources.

use super::Desk;
use crate::{
    app::Failure,
    domain::{Command, dates::Direction, staffing::Staffing},
    id::Id,
};
use chrono::NaiveDate;

impl Desk<'_> {
    /// Records a change of the roster and says the receipt.
    ///
    /// # Errors
    /// A refusal, or the log.
    pub(super) fn staff(&mut self, person: Id, change: Staffing) -> Result<(), Failure> {
        let receipt = self.record(person, None, &Command::Staffing(change))?;
        self.say_receipt(Some(person), &receipt)
    }

    /// A day of the roster: a bare weekday is the next one, as most of them are said ahead.
    ///
    /// # Errors
    /// It does not read as a date.
    pub(super) fn roster_day(&mut self, words: &str, person: Id) -> Result<NaiveDate, Failure> {
        self.date(words, Some(person), Direction::Future)
    }
}
