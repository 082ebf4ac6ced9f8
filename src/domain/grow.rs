//! GROW notes: goal, reality, options and will; each option says who proposed it (2B.K3), and the will becomes a
//! commitment (2C.R).

use super::{
    audience::Side,
    commitment::Promise,
    decide::{Context, Proposed},
    event::Event,
    meeting::Fact,
    names::{CommitmentId, MeetingId},
    person::Person,
    records::Recorded,
    refusal::{Refusal, clean},
};
use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

/// One option of a GROW note.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct GrowOption {
    /// Who proposed it.
    pub by: Side,
    /// What it is.
    pub text: String,
}

/// `grow-noted`
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct GrowNoted {
    /// The meeting, if it was in one.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub meeting: Option<MeetingId>,
    /// The topic of the standard agenda.
    pub topic: String,
    /// Goal: what is wanted.
    pub goal: String,
    /// Reality: where things stand.
    pub reality: String,
    /// Options: what could be done.
    pub options: Vec<GrowOption>,
    /// Will: the commitment that came of it.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub will: Option<CommitmentId>,
    /// How sure the employee is of doing it, 1 to 10.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub confidence: Option<u32>,
}

impl GrowNoted {
    /// Refuses a note without an option, and a confidence that is none.
    pub(super) fn fits(&self) -> Result<(), Refusal> {
        if self.options.is_empty() {
            let next = "Give each with who proposed it: --option employee:TEXT.";
            return Err(Refusal::new("The GROW note has no option.", next).by("2B.K3"));
        }
        match self.confidence.filter(|confidence| !(1..=10).contains(confidence)) {
            Some(odd) => Err(Refusal::new(format!("A confidence of {odd}."), "Give 1 to 10.").by("2B.R")),
            None => Ok(()),
        }
    }
}

/// Folds one entry into the person's GROW notes.
pub(super) fn evolve(person: &mut Person, entry: &Recorded) {
    if let Event::GrowNoted(it) = &entry.event {
        person.grows.push(Fact::of(it, entry));
    }
}

/// What came of a GROW note: a commitment of either side.
#[derive(Clone, Debug, PartialEq)]
pub struct Will {
    /// What is promised.
    pub text: String,
    /// When it is due.
    pub due: NaiveDate,
    /// Whose promise.
    pub by: Side,
}

/// Records a GROW note: `coach grow`.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Grow {
    /// The original date of the meeting; the one held that day where nothing is said.
    pub meeting: Option<NaiveDate>,
    /// The topic.
    pub topic: String,
    /// What is wanted.
    pub goal: String,
    /// Where things stand.
    pub reality: String,
    /// What could be done, with who proposed it.
    pub options: Vec<(Side, String)>,
    /// What will be done.
    pub will: Option<Will>,
    /// How sure the employee is, 1 to 10.
    pub confidence: Option<u32>,
}

impl Grow {
    /// # Errors
    /// Refuses an unknown topic, an empty part, no option at all, a confidence outside 1 to 10, and what a commitment
    /// is refused for.
    pub fn decide(&self, context: &Context<'_>, person: &Person) -> Result<Vec<Proposed>, Refusal> {
        let meeting = person.meeting_for_note(self.meeting, context)?;
        let topic = context.topic(&self.topic)?;
        let (goal, reality) = (clean("goal", &self.goal)?, clean("reality", &self.reality)?);
        let option = |(by, text): &(Side, String)| Ok(GrowOption { by: *by, text: clean("option", text)? });
        let options = self.options.iter().map(option).collect::<Result<Vec<_>, Refusal>>()?;
        let confidence = self.confidence;
        let note = GrowNoted { meeting, topic, goal, reality, options, will: None, confidence };
        note.fits()?;
        let mut proposed = Vec::new();
        let mut will = None;
        if let Some(it) = &self.will {
            let promise = Promise { text: it.text.clone(), due: it.due, by: Some(it.by), meeting: self.meeting };
            proposed = promise.decide(context, person)?;
            will = proposed.iter().find_map(|proposed| match &proposed.event {
                Event::CommitmentMade(made) => Some(made.commitment),
                _ => None,
            });
        }
        proposed.extend(context.record(person, vec![Event::GrowNoted(GrowNoted { will, ..note })])?);
        Ok(proposed)
    }
}
