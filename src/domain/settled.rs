//! What the two settle: decisions, agreements (4.K3), and a new baseline of performance (4.K2).

use super::{
    decide::{Context, Proposed},
    event::Event,
    meeting::Fact,
    names::MeetingId,
    person::Person,
    records::Recorded,
    refusal::{Refusal, clean, clean_if_any},
};
use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

/// `decision-made`
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct DecisionMade {
    /// The meeting it was made in.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub meeting: Option<MeetingId>,
    /// What was decided.
    pub text: String,
}

/// `agreement-reached`
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct AgreementReached {
    /// The meeting it was reached in.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub meeting: Option<MeetingId>,
    /// What both agreed on.
    pub text: String,
}

/// `baseline-established`
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct BaselineEstablished {
    /// The meeting it was established in.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub meeting: Option<MeetingId>,
    /// Where performance stands now.
    pub text: String,
    /// What is different from the last baseline.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub difference: Option<String>,
}

/// Folds one entry into what the person's record has as settled.
pub(super) fn evolve(person: &mut Person, entry: &Recorded) {
    match &entry.event {
        Event::DecisionMade(it) => person.decisions.push(Fact::of(it, entry)),
        Event::AgreementReached(it) => person.agreements.push(Fact::of(it, entry)),
        Event::BaselineEstablished(it) => person.baselines.push(Fact::of(it, entry)),
        _ => {}
    }
}

/// Records what was settled: `coach decide`, `coach agree`, `coach baseline`.
#[derive(Clone, Debug, PartialEq)]
pub struct Settle {
    /// The original date of the meeting; the one held that day where nothing is said.
    pub meeting: Option<NaiveDate>,
    /// What.
    pub what: Settled,
}

/// One thing that was settled.
#[derive(Clone, Debug, PartialEq)]
pub enum Settled {
    /// A decision.
    Decision(String),
    /// An agreement.
    Agreement(String),
    /// A baseline, and what is different from the last.
    Baseline(String, Option<String>),
}

impl Settled {
    /// The title of the entry it becomes.
    pub const fn title(&self) -> &'static str {
        match self {
            Settled::Decision(_) => "Decision",
            Settled::Agreement(_) => "Agreement",
            Settled::Baseline(..) => "Baseline of performance",
        }
    }
}

impl Settle {
    /// # Errors
    /// Refuses an empty text, a named day without a meeting under way, and a difference from no earlier baseline.
    pub fn decide(&self, context: &Context<'_>, person: &Person) -> Result<Vec<Proposed>, Refusal> {
        let meeting = person.meeting_for_note(self.meeting, context)?;
        let event = match &self.what {
            Settled::Decision(text) => Event::DecisionMade(DecisionMade { meeting, text: clean("decision", text)? }),
            Settled::Agreement(text) => {
                Event::AgreementReached(AgreementReached { meeting, text: clean("agreement", text)? })
            }
            Settled::Baseline(text, difference) => {
                let (text, difference) = (clean("baseline", text)?, clean_if_any("difference", difference.as_deref())?);
                if difference.is_some() && person.baselines.is_empty() {
                    let what = format!("{} has no earlier baseline to differ from.", context.directory.name(person.id));
                    return Err(Refusal::new(what, "Leave --difference out of the first one.").by("4.K2"));
                }
                Event::BaselineEstablished(BaselineEstablished { meeting, text, difference })
            }
        };
        context.record(person, vec![event])
    }
}
