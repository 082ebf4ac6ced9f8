//! What the verbs with a form share: the standard that a form is read by, and how what does not read is said.

use super::Desk;
use crate::{
    app::Failure,
    domain::{dates::Direction, standard::Topic},
    id::Id,
    intake::form::{FormErrors, Reading},
};
use chrono::NaiveDate;

/// The topics of the standard in force on the day of a form, and today.
pub struct FormStandard {
    topics: Vec<Topic>,
    today: NaiveDate,
}

impl FormStandard {
    /// What a form is read with.
    pub fn reading(&self) -> Reading<'_> {
        Reading { topics: &self.topics, today: self.today }
    }
}

/// What is said of a form that does not read; it is kept as a draft.
pub fn unread(errors: FormErrors) -> Failure {
    Failure::Usage(errors.to_string())
}

impl Desk<'_> {
    /// What a form about somebody on a day is read with.
    ///
    /// # Errors
    /// The day does not read, or the store cannot be opened.
    pub fn standard_for_forms(&mut self, person: Id, on: Option<&str>) -> Result<FormStandard, Failure> {
        let today = self.today(Some(person))?;
        let on = self.date_if_any(on, person, Direction::Past)?.unwrap_or(today);
        let standard = self.app()?.directory().standard_on(on);
        Ok(FormStandard { topics: standard.map(|set| set.what.topics.clone()).unwrap_or_default(), today })
    }
}
