//! Commitments: next steps of either side (2A.K1), revisited at every 1:1 (2A.K2).

use super::{
    audience::Side,
    decide::{Context, Proposed},
    event::Event,
    names::{CommitmentId, MeetingId},
    person::Person,
    records::Recorded,
    refusal::{Refusal, clean, clean_if_any},
};
use crate::{domain::audience::closed_list, id::Id};
use chrono::NaiveDate;
use serde::{Deserialize, Serialize};
use std::{fmt, str::FromStr};

closed_list! {
    /// What was found when a commitment was revisited without being fulfilled.
    Status {
        /// Still under way, and not late.
        OnTrack = "on-track",
        /// Not reached; an answer like any other, and it shows (2A.K2).
        NotReached = "not-reached",
    }
}
use super::audience::UnknownWord;

/// `commitment-made`
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct CommitmentMade {
    /// Its name in this person's stream.
    pub commitment: CommitmentId,
    /// Who promised: the employee or a leader.
    pub owner: Id,
    /// The day it is due.
    pub due: NaiveDate,
    /// What was promised.
    pub text: String,
    /// The meeting it was made in.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub meeting: Option<MeetingId>,
}

/// `commitment-revisited`
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct CommitmentRevisited {
    /// Which commitment.
    pub commitment: CommitmentId,
    /// The meeting it was revisited in.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub meeting: Option<MeetingId>,
    /// What was found.
    pub status: Status,
    /// In words.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub note: Option<String>,
}

/// `commitment-fulfilled`
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct CommitmentFulfilled {
    /// Which commitment.
    pub commitment: CommitmentId,
    /// The meeting it was revisited in.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub meeting: Option<MeetingId>,
    /// What shows it.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub evidence: Option<String>,
}

/// What an answer says of a commitment.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Found {
    /// It was revisited, and waits.
    Revisited(Status),
    /// It waits for another day: from the day it was due until then, to the new one.
    Renegotiated {
        /// The day it was due until then.
        from: NaiveDate,
        /// The day it is due since.
        to: NaiveDate,
    },
    /// It was kept.
    Fulfilled,
    /// It need not be kept any more.
    Released,
    /// A new leader took it over.
    Adopted,
    /// A new leader did not take it over.
    Declined,
}

/// An answer to a commitment: when, in which meeting, and what.
#[derive(Clone, Debug, PartialEq)]
pub struct Answer {
    /// The entry.
    pub seq: u64,
    /// When.
    pub on: NaiveDate,
    /// In which meeting.
    pub meeting: Option<MeetingId>,
    /// What was found.
    pub found: Found,
    /// The note, the reason or the evidence.
    pub text: Option<String>,
}

/// A commitment as it stands.
#[derive(Clone, Debug, PartialEq)]
pub struct Commitment {
    /// Its name.
    pub id: CommitmentId,
    /// Who promised.
    pub owner: Id,
    /// When it is due, as last agreed.
    pub due: NaiveDate,
    /// The day it was due when it was made.
    pub first_due: NaiveDate,
    /// What was promised.
    pub text: String,
    /// The meeting it was made in.
    pub meeting: Option<MeetingId>,
    /// The entry that made it.
    pub seq: u64,
    /// When it was made.
    pub made_on: NaiveDate,
    /// Every answer since, oldest first.
    pub answers: Vec<Answer>,
}

impl Commitment {
    /// The answer that ended it: kept, released, or declined by a new leader. The last answer decides, so that one given by mistake is taken back.
    pub fn ended(&self) -> Option<&Answer> {
        self.answers
            .last()
            .filter(|answer| matches!(answer.found, Found::Fulfilled | Found::Released | Found::Declined))
    }

    /// The answer that fulfilled it.
    pub fn fulfilled(&self) -> Option<&Answer> {
        self.ended().filter(|answer| answer.found == Found::Fulfilled)
    }

    /// Whether it still waits to be fulfilled.
    pub fn is_open(&self) -> bool {
        self.ended().is_none()
    }

    /// The answers that found it not reached, oldest first.
    pub fn slips(&self) -> impl DoubleEndedIterator<Item = &Answer> {
        self.answers.iter().filter(|answer| answer.found == Found::Revisited(Status::NotReached))
    }

    /// How often another day was agreed for it.
    pub fn renegotiations(&self) -> usize {
        self.answers.iter().filter(|answer| matches!(answer.found, Found::Renegotiated { .. })).count()
    }

    /// Whose promise it is: the employee's own, or a leader's.
    pub fn side(&self, employee: Id) -> Side {
        if self.owner == employee { Side::Employee } else { Side::Leader }
    }
}

/// Folds one entry into the person's commitments.
pub(super) fn evolve(person: &mut Person, entry: &Recorded) {
    let (id, meeting, found, text) = match &entry.event {
        Event::CommitmentMade(made) => {
            let commitment = Commitment {
                id: made.commitment,
                owner: made.owner,
                due: made.due,
                first_due: made.due,
                text: made.text.clone(),
                meeting: made.meeting,
                seq: entry.seq,
                made_on: entry.occurred_on,
                answers: Vec::new(),
            };
            person.commitments.insert(made.commitment, commitment);
            return;
        }
        Event::CommitmentRevisited(it) => (it.commitment, it.meeting, Found::Revisited(it.status), it.note.clone()),
        Event::CommitmentFulfilled(it) => (it.commitment, it.meeting, Found::Fulfilled, it.evidence.clone()),
        Event::CommitmentReleased(it) => (it.commitment, it.meeting, Found::Released, Some(it.reason.clone())),
        Event::CommitmentDeclined(it) => (it.commitment, None, Found::Declined, Some(it.reason.clone())),
        Event::CommitmentAdopted(it) => {
            // A leader's promise is from now on that of who adopts it; the employee's stays theirs.
            let Some(commitment) = person.commitments.get_mut(&it.commitment) else { return };
            if commitment.side(person.id) == Side::Leader {
                commitment.owner = entry.actor;
            }
            (it.commitment, None, Found::Adopted, None)
        }
        Event::CommitmentRenegotiated(it) => {
            let Some(commitment) = person.commitments.get_mut(&it.commitment) else { return };
            let from = std::mem::replace(&mut commitment.due, it.due);
            let found = Found::Renegotiated { from, to: it.due };
            (it.commitment, it.meeting, found, Some(it.reason.clone()))
        }
        _ => return,
    };
    if let Some(commitment) = person.commitments.get_mut(&id) {
        commitment.answers.push(Answer { seq: entry.seq, on: entry.occurred_on, meeting, found, text });
    }
}

/// Records a commitment of either side: `coach promise`.
#[derive(Clone, Debug, PartialEq)]
pub struct Promise {
    /// What is promised.
    pub text: String,
    /// When it is due.
    pub due: NaiveDate,
    /// Whose promise; the recorder's own side where nothing is said.
    pub by: Option<Side>,
    /// The original date of the meeting it was made in.
    pub meeting: Option<NaiveDate>,
}

impl Promise {
    /// # Errors
    /// Refuses a due date before the day it was made, and an employee who promises for the leader.
    pub fn decide(&self, context: &Context<'_>, person: &Person) -> Result<Vec<Proposed>, Refusal> {
        let text = clean("commitment", &self.text)?;
        if self.due < context.on {
            let what = format!("The commitment is due on {}, before it was made on {}.", self.due, context.on);
            return Err(Refusal::new(what, "Give a due date on or after that day.").by("2A.K1"));
        }
        let own = context.side(person.id);
        let by = self.by.unwrap_or(own);
        if own == Side::Employee && by == Side::Leader {
            let what = "An employee cannot promise for the leader; each records their own, and a leader both sides'.";
            return Err(Refusal::new(what, format!("{} can record it.", context.leader_or_hr(person.id))).by("2A.K1"));
        }
        let leader = context.directory.leader_on(person.id, context.on);
        let owner = match by {
            Side::Employee => person.id,
            Side::Leader => leader.unwrap_or(context.actor),
        };
        let commitment = CommitmentId::next(person.commitments.keys());
        let meeting = person.meeting_for_note(self.meeting, context)?;
        context.record(
            person,
            vec![Event::CommitmentMade(CommitmentMade { commitment, owner, due: self.due, text, meeting })],
        )
    }
}

/// Answers a commitment: `coach done` and `coach slip`.
#[derive(Clone, Debug, PartialEq)]
pub struct Revisit {
    /// Which one.
    pub commitment: CommitmentId,
    /// What was found; nothing for fulfilled.
    pub status: Option<Status>,
    /// The note, or what shows it.
    pub text: Option<String>,
    /// The original date of the meeting it is revisited in.
    pub meeting: Option<NaiveDate>,
}

impl Revisit {
    /// # Errors
    /// Refuses unknown commitments, and fulfilled ones but for a slip that says why it is opened again.
    pub fn decide(&self, context: &Context<'_>, person: &Person) -> Result<Vec<Proposed>, Refusal> {
        let meeting = person.meeting_for_answer(self.meeting, context)?;
        context.record(person, vec![self.event(context, person, meeting)?])
    }

    /// The event that the answer becomes.
    pub(super) fn event(
        &self,
        context: &Context<'_>,
        person: &Person,
        meeting: Option<MeetingId>,
    ) -> Result<Event, Refusal> {
        let commitment = self.commitment;
        let text = clean_if_any("text", self.text.as_deref())?;
        let says_why = self.status == Some(Status::NotReached) && text.is_some();
        let known = known(context, person, commitment)?;
        if !(says_why && known.ended().is_some_and(|answer| answer.on <= context.on)) {
            still_open(known)?;
        }
        Ok(match self.status {
            Some(status) => Event::CommitmentRevisited(CommitmentRevisited { commitment, meeting, status, note: text }),
            None => Event::CommitmentFulfilled(CommitmentFulfilled { commitment, meeting, evidence: text }),
        })
    }
}

/// A commitment that can be answered on the day.
///
/// # Errors
/// Refuses an unknown one, and a day before it was made.
pub(super) fn known<'p>(
    context: &Context<'_>,
    person: &'p Person,
    commitment: CommitmentId,
) -> Result<&'p Commitment, Refusal> {
    let Some(known) = person.commitments.get(&commitment) else {
        let shown = |c: &Commitment| format!("{}: {}", c.id, context.shown(person, c.seq, &c.text));
        let open = person.open_commitments().map(shown).collect();
        let what = format!("{} has no commitment {commitment}.", context.directory.name(person.id));
        return Err(Refusal::new(what, "Name one of the open commitments.").listing(open));
    };
    if context.on < known.made_on {
        let what = format!("{commitment} was made on {}, after {}.", known.made_on, context.on);
        return Err(Refusal::new(what, "Give the day it was revisited on with --on."));
    }
    Ok(known)
}

/// Refuses a commitment that has ended.
///
/// # Errors
/// It was kept or released; the refusal says when, and how it is opened again.
pub(super) fn still_open(known: &Commitment) -> Result<(), Refusal> {
    let Some(answer) = known.ended() else { return Ok(()) };
    let ended = match answer.found {
        Found::Released => "released",
        Found::Declined => "declined",
        _ => "fulfilled",
    };
    let what = format!("{} was recorded as {ended} on {} (#{}).", known.id, answer.on, answer.seq);
    let next = format!("If that was wrong, open it again: coach slip PERSON {} -m WHY.", known.id);
    Err(Refusal::new(what, next).by("2A.K2"))
}
