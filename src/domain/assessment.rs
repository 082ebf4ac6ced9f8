//! What is said of a whole stretch of work outside the ratings: the employee's own assessment, the review at mid-year, and
//! what an outgoing leader leaves behind.

use super::{
    appraisal::{AppraisalId, Occasion},
    appraise::Which,
    decide::{Context, Proposed},
    event::{Event, Writer},
    meeting::Fact,
    person::Person,
    records::Recorded,
    refusal::{Refusal, clean},
};
use serde::{Deserialize, Serialize};

/// `self-assessment-submitted`
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct SelfAssessmentSubmitted {
    /// The appraisal it is written for.
    pub appraisal: AppraisalId,
    /// The employee's own words.
    pub text: String,
}

/// `mid-year-review-held`
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct MidYearReviewHeld {
    /// The name of the cycle.
    pub cycle: String,
    /// What was found, and what follows for the rest of the cycle.
    pub text: String,
}

/// `interim-assessment-recorded`: what an outgoing leader leaves to the next.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct InterimAssessmentRecorded {
    /// The name of the cycle.
    pub cycle: String,
    /// How the work stands on the leader's last days.
    pub text: String,
}

/// What was said of a person's work, each oldest first.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Assessments {
    /// The employee's own.
    pub own: Vec<Fact<SelfAssessmentSubmitted>>,
    /// The mid-year reviews.
    pub mid_year: Vec<Fact<MidYearReviewHeld>>,
    /// Those of outgoing leaders.
    pub interim: Vec<Fact<InterimAssessmentRecorded>>,
}

/// Folds one entry into the person's assessments.
pub(super) fn evolve(person: &mut Person, entry: &Recorded) {
    let all = &mut person.assessments;
    match &entry.event {
        Event::SelfAssessmentSubmitted(it) => all.own.push(Fact::of(it, entry)),
        Event::MidYearReviewHeld(it) => all.mid_year.push(Fact::of(it, entry)),
        Event::InterimAssessmentRecorded(it) => all.interim.push(Fact::of(it, entry)),
        _ => {}
    }
}

/// Which of the three.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    /// The employee's own.
    Own,
    /// The review at mid-year.
    MidYear,
    /// What an outgoing leader leaves behind.
    Interim,
}

/// Says something of a stretch of work: `coach assess`.
#[derive(Clone, Debug, PartialEq)]
pub struct Assess {
    /// Which of the three.
    pub kind: Kind,
    /// The appraisal it belongs to.
    pub which: Which,
    /// What is said.
    pub text: String,
}

impl Assess {
    /// Who may give it, and what it records.
    pub fn writer(&self) -> (Writer, &'static str) {
        match self.kind {
            Kind::Own => (Writer::Employee, "Self-assessment"),
            Kind::MidYear => (Writer::Leader, "Mid-year review"),
            Kind::Interim => (Writer::Leader, "Interim assessment"),
        }
    }

    /// # Errors
    /// Refuses where no cycle was opened, and a self-assessment of an appraisal that was delivered.
    pub fn decide(&self, context: &Context<'_>, person: &Person) -> Result<Vec<Proposed>, Refusal> {
        let id = self.which.of_the_day(context)?;
        let text = clean("text", &self.text)?;
        let delivered = person.appraisals.get(&id).and_then(|known| known.delivered.as_ref());
        if let (Kind::Own, Some(delivered)) = (self.kind, delivered) {
            let what = format!("The appraisal {id} was delivered on {} (#{}).", delivered.on, delivered.seq);
            return Err(Refusal::new(what, "Say what you think of it with coach rebut.").by("appraisal.order"));
        }
        if self.kind != Kind::Own && id.occasion == Occasion::Probation {
            let next = "Leave --probation out: a mid-year review and an interim assessment are of the cycle.";
            return Err(Refusal::new("This is of no occasion.", next).by("appraisal.order"));
        }
        let event = match self.kind {
            Kind::Own => Event::SelfAssessmentSubmitted(SelfAssessmentSubmitted { appraisal: id, text }),
            Kind::MidYear => Event::MidYearReviewHeld(MidYearReviewHeld { cycle: id.cycle, text }),
            Kind::Interim => Event::InterimAssessmentRecorded(InterimAssessmentRecorded { cycle: id.cycle, text }),
        };
        context.record(person, vec![event])
    }
}
