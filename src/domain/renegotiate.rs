//! Other terms for a commitment: another day, or none any more. Both are answers (2A.K2), and both stay visible beside
//! what was first promised (2A.R).

use super::{
    audience::Side,
    commitment::{known, still_open},
    decide::{Context, Proposed},
    event::Event,
    names::{CommitmentId, MeetingId},
    person::Person,
    refusal::{Refusal, clean},
};
use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

/// `commitment-renegotiated`
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct CommitmentRenegotiated {
    /// Which commitment.
    pub commitment: CommitmentId,
    /// The day it is due from now on.
    pub due: NaiveDate,
    /// Why.
    pub reason: String,
    /// The meeting it was agreed in.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub meeting: Option<MeetingId>,
}

/// `commitment-released`
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct CommitmentReleased {
    /// Which commitment.
    pub commitment: CommitmentId,
    /// Why it need not be kept any more.
    pub reason: String,
    /// The meeting it was agreed in.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub meeting: Option<MeetingId>,
}

/// Agrees another day for a commitment: `coach renegotiate`.
#[derive(Clone, Debug, PartialEq)]
pub struct Renegotiate {
    /// Which one.
    pub commitment: CommitmentId,
    /// The new day.
    pub due: NaiveDate,
    /// Why.
    pub reason: String,
    /// The original date of the meeting it is agreed in.
    pub meeting: Option<NaiveDate>,
}

impl Renegotiate {
    /// # Errors
    /// Refuses an unknown or ended commitment, the day it is due already, and a day before this one.
    pub fn decide(&self, context: &Context<'_>, person: &Person) -> Result<Vec<Proposed>, Refusal> {
        let (commitment, due) = (self.commitment, self.due);
        let it = known(context, person, commitment)?;
        still_open(it)?;
        let reason = clean("reason", &self.reason)?;
        if due < context.on {
            let what = format!("{commitment} would be due on {due}, before that was agreed on {}.", context.on);
            return Err(Refusal::new(what, "Give a due date on or after that day.").by("2A.K1"));
        }
        if due == it.due {
            let what = format!("{commitment} is due on {due} already.");
            return Err(
                Refusal::new(what, "Give another day with --due; or say how it stands: coach slip.").by("2A.K1")
            );
        }
        let meeting = person.meeting_for_answer(self.meeting, context)?;
        let event = CommitmentRenegotiated { commitment, due, reason, meeting };
        context.record(person, vec![Event::CommitmentRenegotiated(event)])
    }
}

/// Lets a commitment go: `coach release`.
///
/// A promise is released by the one it was made to: the employee's by the leader, a leader's by the employee. Whoever
/// promised could otherwise clear their own line of what was not kept, and the two lines stand beside each other so
/// that both are held to their word (2A.R). Who wants to be released asks, and meanwhile says so with `coach slip`.
#[derive(Clone, Debug, PartialEq)]
pub struct Release {
    /// Which one.
    pub commitment: CommitmentId,
    /// Why.
    pub reason: String,
    /// The original date of the meeting it is agreed in.
    pub meeting: Option<NaiveDate>,
}

impl Release {
    /// # Errors
    /// Refuses an unknown or ended commitment, and whoever's own side promised it.
    pub fn decide(&self, context: &Context<'_>, person: &Person) -> Result<Vec<Proposed>, Refusal> {
        let commitment = self.commitment;
        let it = known(context, person, commitment)?;
        let by = it.side(person.id);
        if by == context.side(person.id) {
            let (whose, who) = match by {
                Side::Employee => ("the employee’s", context.leader_or_hr(person.id)),
                Side::Leader => ("the leader’s", context.directory.name(person.id)),
            };
            let what = format!("{commitment} is {whose} own promise, and nobody releases their own.");
            let next =
                format!("{who} can release it; meanwhile say how it stands: coach slip PERSON {commitment} -m WHY.");
            return Err(Refusal::new(what, next).by("2A.R"));
        }
        still_open(it)?;
        let reason = clean("reason", &self.reason)?;
        let meeting = person.meeting_for_answer(self.meeting, context)?;
        let event = CommitmentReleased { commitment, reason, meeting };
        context.record(person, vec![Event::CommitmentReleased(event)])
    }
}
