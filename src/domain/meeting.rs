//! 1:1 meetings: scheduled, prepared, held, documented (N.pdca). The first event that touches a meeting
//! materialises it; until then it is only what its series' rule says.

use super::{
    appointment::{MeetingScheduled, NoShowRecorded},
    audience::{Side, UnknownWord, closed_list},
    names::MeetingId,
    person::Person,
    preparation::Preparation,
    records::Recorded,
    refusal::Refusal,
    review::{LeaderStandardWorkReviewed, Review},
};
use crate::{domain::event::Event, id::Id};
use chrono::{NaiveDate, NaiveDateTime};
use serde::{Deserialize, Serialize};
use std::{fmt, str::FromStr};

/// The topic whose notes stay between the two (2D.K1).
pub const TEAM_DYNAMICS: &str = "2D";
/// The topic that belongs to the employee (2F).
pub const EMPLOYEE_TOPICS: &str = "2F";

closed_list! {
    /// How two people met.
    Mode {
        /// In one room.
        InPerson = "in-person",
        /// By video.
        Video = "video",
        /// By phone.
        Phone = "phone",
    }
}

closed_list! {
    /// What a discussion entry is about (3.K1).
    Facet {
        /// What is being done.
        Activity = "activity",
        /// How.
        Behaviour = "behaviour",
        /// What came of it.
        Result = "result",
        /// Professional growth.
        Growth = "growth",
    }
}

closed_list! {
    /// Whether a discussion entry celebrates or calls for growth (3.K2).
    Sign {
        /// A success.
        Success = "success",
        /// An opportunity for growth.
        Opportunity = "opportunity",
    }
}

closed_list! {
    /// What an employee says to a meeting's record: receipt is not agreement (learnt the hard way, 4).
    Stance {
        /// Read, and nothing more.
        Read = "read",
        /// Read and agreed.
        Agree = "agree",
        /// Read and disagreed.
        Disagree = "disagree",
    }
}

/// `meeting-rescheduled`
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct MeetingRescheduled {
    /// Which meeting.
    pub meeting: MeetingId,
    /// The new start, local time of the office.
    pub to: NaiveDateTime,
    /// Who moved it.
    pub by: Side,
    /// Why.
    pub reason: String,
}

/// `meeting-cancelled`
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct MeetingCancelled {
    /// Which meeting.
    pub meeting: MeetingId,
    /// Who cancelled it.
    pub by: Side,
    /// Why.
    pub reason: String,
}

/// `meeting-held`
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct MeetingHeld {
    /// Which meeting.
    pub meeting: MeetingId,
    /// When it began, local time of the office.
    pub start: NaiveDateTime,
    /// How long it took, in minutes.
    pub minutes: u32,
    /// How they met.
    pub mode: Mode,
    /// Who facilitated (3.R).
    pub facilitator: Id,
}

/// `topic-discussed`: a discussion entry, in a meeting or between two.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct TopicDiscussed {
    /// The meeting, if it was in one.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub meeting: Option<MeetingId>,
    /// The topic of the standard agenda.
    pub topic: String,
    /// What it is about (3.K1).
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub facet: Option<Facet>,
    /// Success or opportunity (3.K2).
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub sign: Option<Sign>,
    /// What was discussed.
    pub text: String,
}

/// `employee-topics-declined`: the employee's own "nothing today" (2F).
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct EmployeeTopicsDeclined {
    /// In which meeting.
    pub meeting: MeetingId,
}

/// `employee-topics-asked`: the leader's "asked, and this was the answer", shown as unconfirmed (2F).
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct EmployeeTopicsAsked {
    /// In which meeting.
    pub meeting: MeetingId,
    /// What the employee answered, in the leader's words.
    pub answer: String,
}

/// `reflection-recorded` (step 4)
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ReflectionRecorded {
    /// On which meeting.
    pub meeting: MeetingId,
    /// Whose reflection.
    pub side: Side,
    /// The reflection.
    pub text: String,
}

/// `meeting-record-finalised`
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct MeetingRecordFinalised {
    /// Which meeting.
    pub meeting: MeetingId,
}

/// `meeting-acknowledged`
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct MeetingAcknowledged {
    /// Which meeting.
    pub meeting: MeetingId,
    /// Read, agreed or disagreed.
    pub stance: Stance,
    /// In the employee's words.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub comment: Option<String>,
}

/// A fact about a meeting with the entry that says it.
#[derive(Clone, Debug, PartialEq)]
pub struct Fact<T> {
    /// What is said.
    pub what: T,
    /// The entry.
    pub seq: u64,
    /// When it happened.
    pub on: NaiveDate,
    /// Who recorded it.
    pub by: Id,
}

impl<T: Clone> Fact<T> {
    pub(super) fn of(what: &T, entry: &Recorded) -> Self {
        Self { what: what.clone(), seq: entry.seq, on: entry.occurred_on, by: entry.actor }
    }
}

/// A meeting as it stands.
#[derive(Clone, Debug, PartialEq)]
pub struct Meeting {
    /// Which meeting.
    pub id: MeetingId,
    /// That it was scheduled outside every rule.
    pub scheduled: Option<Fact<MeetingScheduled>>,
    /// Every time it was moved, oldest first.
    pub moves: Vec<Fact<MeetingRescheduled>>,
    /// That it was cancelled.
    pub cancelled: Option<Fact<MeetingCancelled>>,
    /// Every time somebody did not come, oldest first.
    pub no_shows: Vec<Fact<NoShowRecorded>>,
    /// Who went through the agenda, oldest first.
    pub reviews: Vec<Review>,
    /// What the two prepared, oldest first.
    pub preparations: Vec<Preparation>,
    /// That it was held.
    pub held: Option<Fact<MeetingHeld>>,
    /// The discussion entries recorded in it.
    pub discussed: Vec<Fact<TopicDiscussed>>,
    /// The employee's own "nothing today".
    pub declined: Option<Fact<EmployeeTopicsDeclined>>,
    /// The leader's "asked, and this was the answer".
    pub asked: Option<Fact<EmployeeTopicsAsked>>,
    /// That the leader brought their leader standard work.
    pub standard_work: Option<Fact<LeaderStandardWorkReviewed>>,
    /// Both sides' reflections.
    pub reflections: Vec<Fact<ReflectionRecorded>>,
    /// That its record was finalised.
    pub finalised: Option<Fact<MeetingRecordFinalised>>,
    /// What the employee said to the record.
    pub acknowledged: Option<Fact<MeetingAcknowledged>>,
}

impl Meeting {
    /// A meeting that nothing has touched yet.
    pub fn untouched(id: MeetingId) -> Self {
        Self {
            id,
            scheduled: None,
            moves: Vec::new(),
            cancelled: None,
            no_shows: Vec::new(),
            reviews: Vec::new(),
            preparations: Vec::new(),
            held: None,
            discussed: Vec::new(),
            declined: None,
            asked: None,
            standard_work: None,
            reflections: Vec::new(),
            finalised: None,
            acknowledged: None,
        }
    }

    /// When it begins as things stand: as held, else as last moved, else as the rule says. Local time of the office.
    pub fn starts(&self) -> NaiveDateTime {
        let moved = self.moves.last().map_or(self.id.start, |moved| moved.what.to);
        self.held.as_ref().map_or(moved, |held| held.what.start)
    }

    /// Its day as things stand.
    pub fn date(&self) -> NaiveDate {
        self.starts().date()
    }

    /// Whether it waits to be held.
    pub fn is_to_come(&self) -> bool {
        self.held.is_none() && self.cancelled.is_none() && self.missed().is_none()
    }

    /// That somebody did not come, where that is how it ended: it was given no new time since.
    pub fn missed(&self) -> Option<&Fact<NoShowRecorded>> {
        let moved = self.moves.last().map_or(0, |moved| moved.seq);
        self.no_shows.last().filter(|missed| self.held.is_none() && missed.seq > moved)
    }

    /// How it ended without being held, in a word.
    pub fn fell_out(&self) -> Option<&'static str> {
        let cancelled = self.cancelled.as_ref().map(|_| "cancelled");
        cancelled.or_else(|| self.missed().map(|_| "missed")).filter(|_| self.held.is_none())
    }

    /// Whether it was held and its record is not finalised.
    pub fn is_unfinished(&self) -> bool {
        self.held.is_some() && self.finalised.is_none()
    }

    /// Whether a side prepared.
    pub fn prepared(&self, side: Side) -> bool {
        self.preparations.iter().any(|preparation| preparation.side == side)
    }
}

/// Folds one entry into the person's meetings.
pub(super) fn evolve(person: &mut Person, entry: &Recorded) {
    match &entry.event {
        Event::MeetingScheduled(it) => person.touch(it.meeting).scheduled = Some(Fact::of(it, entry)),
        Event::NoShowRecorded(it) => person.touch(it.meeting).no_shows.push(Fact::of(it, entry)),
        Event::MeetingRescheduled(it) => person.touch(it.meeting).moves.push(Fact::of(it, entry)),
        Event::MeetingCancelled(it) => person.touch(it.meeting).cancelled = Some(Fact::of(it, entry)),
        Event::MeetingHeld(it) => person.touch(it.meeting).held = Some(Fact::of(it, entry)),
        Event::TopicDiscussed(it) => {
            person.discussions.push(Fact::of(it, entry));
            if let Some(meeting) = it.meeting {
                person.touch(meeting).discussed.push(Fact::of(it, entry));
            }
        }
        Event::EmployeeTopicsDeclined(it) => person.touch(it.meeting).declined = Some(Fact::of(it, entry)),
        Event::EmployeeTopicsAsked(it) => person.touch(it.meeting).asked = Some(Fact::of(it, entry)),
        Event::LeaderStandardWorkReviewed(it) => person.touch(it.meeting).standard_work = Some(Fact::of(it, entry)),
        Event::ReflectionRecorded(it) => person.touch(it.meeting).reflections.push(Fact::of(it, entry)),
        Event::MeetingRecordFinalised(it) => person.touch(it.meeting).finalised = Some(Fact::of(it, entry)),
        Event::MeetingAcknowledged(it) => person.touch(it.meeting).acknowledged = Some(Fact::of(it, entry)),
        _ => {}
    }
}

/// Refuses a length that no meeting has.
pub(super) fn held_minutes(minutes: u32) -> Result<(), Refusal> {
    match minutes {
        1..=480 => Ok(()),
        _ => Err(Refusal::new(format!("A meeting of {minutes} minutes."), "Give 1 to 480 minutes.")),
    }
}
