//! Which meeting a command means: by a date, or as the nearest that fits.

use super::{decide::Context, meeting::Meeting, names::MeetingId, person::Person, refusal::Refusal};
use chrono::{Days, NaiveDate};

impl Person {
    /// The meeting somebody means by a date: its original day or the day it was moved to.
    ///
    /// # Errors
    /// Refuses a day without a meeting, naming the nearest ones, and a day with two.
    pub fn meeting_on(&self, date: NaiveDate, context: &Context<'_>) -> Result<Meeting, Refusal> {
        let month = Days::new(31);
        let around = self.meetings_between(
            date.checked_sub_days(month).unwrap_or(date),
            date.checked_add_days(month).unwrap_or(date),
        );
        let said = |m: &Meeting| {
            let planned = self.planned_minutes(m.id);
            let state = if m.held.is_some() { "held" } else { m.fell_out().unwrap_or("to come") };
            format!("{} ({planned} minutes, {state})", m.starts().format("%Y-%m-%d %H:%M"))
        };
        // The original day names a meeting; the day it was moved to does where no other meeting is original to it.
        // A meeting moved far away is still named by its original day.
        let stands = self.meetings.values().filter(|m| !self.has_lapsed(m));
        let far = stands.filter(|m| m.id.date() == date && !around.iter().any(|near| near.id == m.id));
        let mut fits: Vec<_> = around.iter().filter(|m| m.id.date() == date).chain(far).collect();
        if fits.is_empty() {
            fits = around.iter().filter(|m| m.date() == date).collect();
        }
        match fits.as_slice() {
            [one] => Ok((*one).clone()),
            [] => {
                let what = format!("{} has no 1:1 on {date}.", context.directory.name(self.id));
                let next = if around.is_empty() { "Schedule one: coach schedule." } else { "Pick one with --meeting." };
                Err(Refusal::new(what, next).by("1").listing(around.iter().map(said).collect()))
            }
            several => {
                let what = format!("{} has {} 1:1s on {date}.", context.directory.name(self.id), several.len());
                let next = "Two series meet that day; end one of them with coach schedule --replace.";
                Err(Refusal::new(what, next).by("1").listing(several.iter().map(|m| said(m)).collect()))
            }
        }
    }

    /// The meeting a preparation, a move or a cancellation is for: the one named, else the next.
    ///
    /// # Errors
    /// Refuses a meeting that was held, cancelled or missed, and where none comes.
    pub fn meeting_to_come(&self, date: Option<NaiveDate>, context: &Context<'_>) -> Result<MeetingId, Refusal> {
        let meeting = match date {
            Some(date) => self.meeting_on(date, context)?,
            None => self.next_meeting(context.on).ok_or_else(|| {
                let what = format!("{} has no 1:1 to come.", context.directory.name(self.id));
                Refusal::new(what, "Schedule one: coach schedule PERSON --rule … --start … --minutes …").by("1.K1")
            })?,
        };
        if !meeting.is_to_come() {
            let state = meeting.fell_out().unwrap_or("held");
            let what = format!("The 1:1 of {} was {state}.", meeting.date());
            return Err(Refusal::new(what, "Pick a meeting to come with --meeting."));
        }
        Ok(meeting.id)
    }

    /// The meeting a finished or reflected record is about: the one named, else the last held that `fits`; `none` says
    /// what is missing and what to do.
    ///
    /// # Errors
    /// Refuses where no meeting fits.
    pub fn held_meeting(
        &self,
        date: Option<NaiveDate>,
        context: &Context<'_>,
        fits: impl Fn(&Meeting) -> bool,
        (none, next): (&str, &str),
    ) -> Result<Meeting, Refusal> {
        if let Some(date) = date {
            return self.meeting_on(date, context);
        }
        let held = self.meetings.values().filter(|meeting| meeting.held.is_some() && fits(meeting));
        held.max_by_key(|meeting| meeting.starts()).cloned().ok_or_else(|| {
            let what = format!("{} has no 1:1 {none}.", context.directory.name(self.id));
            Refusal::new(what, next)
        })
    }

    /// The meeting somebody names for something said in it: held, and its record not finalised.
    fn meeting_under_way(&self, date: NaiveDate, context: &Context<'_>) -> Result<MeetingId, Refusal> {
        let meeting = self.meeting_on(date, context)?;
        let (state, next) = if meeting.finalised.is_some() {
            (
                "is finalised".to_owned(),
                "Leave --meeting out: it stands after the meeting; or coach correct what stands in it.",
            )
        } else if let Some(state) = meeting.fell_out() {
            (format!("was {state}"), "Leave --meeting out: it then stands between two meetings.")
        } else if meeting.held.is_none() {
            ("was not held".to_owned(), "Record it as held first (coach hold), or leave --meeting out.")
        } else {
            return Ok(meeting.id);
        };
        Err(Refusal::new(format!("The 1:1 of {} {state}.", meeting.date()), next).by("3"))
    }

    /// The meeting an answer to a commitment belongs to: the one named, else the one whose record is under way.
    ///
    /// # Errors
    /// Refuses a named day without a meeting whose record is under way.
    pub fn meeting_for_answer(
        &self,
        date: Option<NaiveDate>,
        context: &Context<'_>,
    ) -> Result<Option<MeetingId>, Refusal> {
        match date {
            Some(date) => self.meeting_under_way(date, context).map(Some),
            None => Ok(self.unfinished_meeting().map(|meeting| meeting.id)),
        }
    }

    /// The meeting a note or a promise belongs to: the one named, else the one held that day whose record is under
    /// way; otherwise it stands between two meetings.
    ///
    /// # Errors
    /// Refuses a named day without a meeting whose record is under way.
    pub fn meeting_for_note(
        &self,
        date: Option<NaiveDate>,
        context: &Context<'_>,
    ) -> Result<Option<MeetingId>, Refusal> {
        match date {
            Some(date) => self.meeting_under_way(date, context).map(Some),
            None => Ok(self.unfinished_meeting().filter(|meeting| meeting.date() == context.on).map(|m| m.id)),
        }
    }
}
