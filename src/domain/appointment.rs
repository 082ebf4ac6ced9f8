//! Meetings outside a rule, and meetings that somebody did not come to (N.pdca; learnt the hard way, 7).

use super::{
    audience::Side,
    decide::{Context, Proposed},
    event::Event,
    meeting::{Meeting, Mode},
    names::{MeetingId, SeriesId},
    person::Person,
    refusal::{Refusal, clean_if_any},
    series::on_the_clock,
};
use chrono::{Days, NaiveDate, NaiveDateTime};
use serde::{Deserialize, Serialize};

/// `meeting-scheduled`: a 1:1 that no rule puts.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct MeetingScheduled {
    /// Which meeting: of no series, `s0`, at its start, local time of the office.
    pub meeting: MeetingId,
    /// How long it is planned, in minutes.
    pub minutes: u32,
    /// How the two will meet.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub mode: Option<Mode>,
    /// Why it is held beside the regular ones.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub reason: Option<String>,
}

/// `no-show-recorded`: the meeting's time came, and somebody did not.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct NoShowRecorded {
    /// Which meeting.
    pub meeting: MeetingId,
    /// Who did not come.
    pub who: Side,
    /// In words; never a reason for leave.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub note: Option<String>,
}

/// Refuses a length that no meeting is planned with.
pub(super) fn planned_minutes(minutes: u32) -> Result<(), Refusal> {
    match minutes {
        5..=480 => Ok(()),
        _ => Err(Refusal::new(format!("A meeting of {minutes} minutes is not planned."), "Give 5 to 480 minutes.")),
    }
}

/// Schedules one 1:1 outside every rule: `coach schedule --once`.
#[derive(Clone, Debug, PartialEq)]
pub struct ScheduleOnce {
    /// The start, local time of the employee's office.
    pub start: NaiveDateTime,
    /// Minutes planned.
    pub minutes: u32,
    /// How the two will meet.
    pub mode: Option<Mode>,
    /// Why.
    pub reason: Option<String>,
}

impl ScheduleOnce {
    /// # Errors
    /// Refuses a day before it was agreed, a time that the clocks skip, and a start at which the two meet already.
    pub fn decide(&self, context: &Context<'_>, person: &Person) -> Result<Vec<Proposed>, Refusal> {
        let on = self.start.date();
        if on < context.on {
            let what = format!("The 1:1 would be on {on}, before it was agreed on {}.", context.on);
            let next = "Give a time to come; if it was agreed earlier, say when with --on.";
            return Err(Refusal::new(what, next).by("1"));
        }
        planned_minutes(self.minutes)?;
        on_the_clock(context, person, self.start)?;
        let meeting = MeetingId { series: SeriesId::NONE, start: self.start };
        let there = person.meetings_between(on, on);
        let same = |known: &&Meeting| known.starts() == self.start && known.is_to_come();
        if let Some(known) = there.iter().find(same).map(|known| known.id).or_else(|| person.taken(meeting)) {
            let what = format!("{} has a 1:1 at that time already ({known}).", context.directory.name(person.id));
            return Err(Refusal::new(what, "Give another time with --once, or move that one: coach move.").by("1"));
        }
        let reason = clean_if_any("reason", self.reason.as_deref())?;
        let (minutes, mode) = (self.minutes, self.mode);
        context.record(person, vec![Event::MeetingScheduled(MeetingScheduled { meeting, minutes, mode, reason })])
    }
}

/// Records that somebody did not come: `coach noshow`.
#[derive(Clone, Debug, PartialEq)]
pub struct NoShow {
    /// The original date of the meeting; the last one that waits where nothing is said.
    pub meeting: Option<NaiveDate>,
    /// Whether no day was given: then it was missed on its own.
    pub on_its_day: bool,
    /// Who did not come.
    pub who: Side,
    /// In words.
    pub note: Option<String>,
}

/// How far back a meeting that waits is looked for where none is named, in days.
const BACK: Days = Days::new(62);

impl NoShow {
    /// # Errors
    /// Refuses a meeting that is still to come, was held or cancelled, or has the absence on record.
    pub fn decide(&self, context: &Context<'_>, person: &Person) -> Result<Vec<Proposed>, Refusal> {
        let meeting = self.meeting(context, person)?;
        let (day, refused) = (meeting.date(), |what: String, next: &str| Err(Refusal::new(what, next).by("1.K1")));
        if let Some(held) = &meeting.held {
            return refused(
                format!("The 1:1 of {day} was recorded as held (#{}).", held.seq),
                "Pick the one that was missed with --meeting.",
            );
        }
        if let Some(cancelled) = &meeting.cancelled {
            let (by, seq) = (cancelled.what.by, cancelled.seq);
            let what = format!("The 1:1 of {day} was cancelled by the {by} on {} (#{seq}).", cancelled.on);
            return refused(what, "Nobody misses a cancelled meeting; pick another with --meeting.");
        }
        if let Some(missed) = meeting.missed() {
            let what = format!("That the {} did not come to the 1:1 of {day} is on record.", missed.what.who);
            let next =
                format!("It is #{}; its author puts it right: coach correct {} --set who=…", missed.seq, missed.seq);
            return refused(what, &next);
        }
        if day > context.on {
            let what = format!("The 1:1 of {day} is still to come on {}.", context.on);
            return refused(what, "If it is known already that it will not be held: coach cancel or coach move.");
        }
        let context = &Context { on: if self.on_its_day { day } else { context.on }, ..*context };
        let note = clean_if_any("note", self.note.as_deref())?;
        let event = NoShowRecorded { meeting: meeting.id, who: self.who, note };
        context.record(person, vec![Event::NoShowRecorded(event)])
    }

    /// The meeting named, else the last one up to the day that waits.
    fn meeting(&self, context: &Context<'_>, person: &Person) -> Result<Meeting, Refusal> {
        if let Some(date) = self.meeting {
            return person.meeting_on(date, context);
        }
        let from = context.on.checked_sub_days(BACK).unwrap_or(context.on);
        let until = person.meetings_between(from, context.on);
        until.into_iter().rev().find(Meeting::is_to_come).ok_or_else(|| {
            let what = format!("{} has no 1:1 up to {} that waits.", context.directory.name(person.id), context.on);
            Refusal::new(what, "Pick the one that was missed with --meeting DATE.").by("1.K1")
        })
    }
}
