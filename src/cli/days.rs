//! Days at the desk: today where somebody works, and days in words.

use super::Desk;
use crate::{
    app::Failure,
    domain::{
        Context, Refusal,
        dates::{self, Direction},
    },
    id::Id,
};
use chrono::NaiveDate;

impl Desk<'_> {
    /// Today for a person's office, an agency, or the first one.
    ///
    /// # Errors
    /// As [`Desk::app`].
    pub fn today(&mut self, of: Option<Id>) -> Result<NaiveDate, Failure> {
        let app = self.app()?;
        let zone = of.map_or_else(|| app.directory().zone(), |id| app.directory().zone_of(id));
        Ok(app.today(zone))
    }

    /// A date in words.
    ///
    /// # Errors
    /// It does not read as one.
    pub fn date(&mut self, words: &str, of: Option<Id>, direction: Direction) -> Result<NaiveDate, Failure> {
        let today = self.today(of)?;
        Ok(dates::parse_date(words, today, direction)?)
    }

    /// The day that something said of a named meeting happened on: the one given, else the meeting's own, if it has
    /// come. A meeting that is not there is left to the decision, which first asks who may know of it.
    ///
    /// # Errors
    /// As [`Desk::actor`].
    pub fn day_of(
        &mut self,
        person: Id,
        on: Option<String>,
        meeting: Option<NaiveDate>,
    ) -> Result<Option<String>, Failure> {
        match on {
            Some(on) => Ok(Some(on)),
            None => {
                let key = self.globals.key.clone();
                Ok(self.day_of_meeting(person, meeting, key.as_deref())?.map(|day| day.to_string()))
            }
        }
    }

    /// The day of a named meeting, if it is there and has come. A request whose key was answered already happened on the
    /// day it was answered for, wherever its meeting was moved since, and whether or not that had come by then.
    ///
    /// # Errors
    /// As [`Desk::actor`].
    pub fn day_of_meeting(
        &mut self,
        person: Id,
        meeting: Option<NaiveDate>,
        key: Option<&str>,
    ) -> Result<Option<NaiveDate>, Failure> {
        let Some(date) = meeting else { return Ok(None) };
        let (actor, today) = (self.actor()?, self.today(Some(person))?);
        if let Some(key) = key
            && self.app()?.was_answered(actor, key)?
        {
            return Ok(None);
        }
        let (directory, person) = self.app()?.seen(person)?;
        let found = person.meeting_on(date, &Context { directory, actor, about: person.id, today, on: today }).ok();
        Ok(found.map(|meeting| meeting.date()).filter(|day| *day <= today))
    }

    /// A date in words, if any were given.
    ///
    /// # Errors
    /// As [`Desk::date`].
    pub fn date_if_any(
        &mut self,
        words: Option<&str>,
        of: Id,
        direction: Direction,
    ) -> Result<Option<NaiveDate>, Failure> {
        words.map(|words| self.date(words, Some(of), direction)).transpose()
    }

    /// The day that an option names, which has come: the future is not judged.
    ///
    /// # Errors
    /// It does not read as a date, or lies after today.
    pub fn day_that_came(&mut self, option: &str, words: &str, of: Option<Id>) -> Result<NaiveDate, Failure> {
        let (day, today) = (self.date(words, of, Direction::Past)?, self.today(of)?);
        if day > today {
            let what = format!("{option} {day} lies after today, {today}, and nothing is on record for it yet.");
            return Err(Refusal::new(what, "Name today or a day before it.").into());
        }
        Ok(day)
    }
}
