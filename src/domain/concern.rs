//! Concerns: facts, expectation and support, raised early and acknowledged, so that nothing in an appraisal surprises
//! (4.R2), and answered by a change of plan within days (1.R2).

use super::{
    decide::{Command, Context, Proposed, decide},
    event::Event,
    meeting::Fact,
    names::ConcernId,
    person::Person,
    records::Recorded,
    refusal::{Refusal, clean},
};
use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

/// `concern-raised`
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ConcernRaised {
    /// Its name in this person's stream.
    pub concern: ConcernId,
    /// What was seen.
    pub facts: String,
    /// What is expected instead.
    pub expectation: String,
    /// What the leader does to help.
    pub support: String,
}

/// `concern-acknowledged`: receipt, not agreement.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ConcernAcknowledged {
    /// Which concern.
    pub concern: ConcernId,
}

/// A concern as it stands.
#[derive(Clone, Debug, PartialEq)]
pub struct Concern {
    /// That it was raised.
    pub raised: Fact<ConcernRaised>,
    /// That the employee acknowledged it.
    pub acknowledged: Option<Fact<ConcernAcknowledged>>,
    /// The changes of plan that answer it, in the order of recording: the day and the entry.
    pub answers: Vec<(NaiveDate, u64)>,
}

impl Concern {
    /// The earliest change of plan that answers it (1.R2).
    pub fn answered(&self) -> Option<(NaiveDate, u64)> {
        self.answers.iter().min().copied()
    }
}

/// Whether an event changes the plan, so that it can answer a concern (1.R2): a goal, a commitment, a development
/// action, what is expected.
fn changes_the_plan(event: &Event) -> bool {
    matches!(
        event,
        Event::GoalSet(_)
            | Event::GoalRevised(_)
            | Event::CommitmentMade(_)
            | Event::DevelopmentActionPlanned(_)
            | Event::PerformancePlanIssued(_)
            | Event::PerformancePlanModified(_)
    )
}

/// Folds one entry into the person's concerns; also one of another noun that has a concern as its cause.
pub(super) fn evolve(person: &mut Person, entry: &Recorded) {
    match &entry.event {
        Event::ConcernRaised(it) => {
            let concern = Concern { raised: Fact::of(it, entry), acknowledged: None, answers: Vec::new() };
            person.concerns.insert(it.concern, concern);
        }
        Event::ConcernAcknowledged(it) => {
            if let Some(concern) = person.concerns.get_mut(&it.concern) {
                concern.acknowledged = Some(Fact::of(it, entry));
            }
        }
        event if changes_the_plan(event) => {
            let caused = person.concerns.values_mut().find(|it| Some(it.raised.seq) == entry.cause);
            if let Some(concern) = caused {
                concern.answers.push((entry.occurred_on, entry.seq));
            }
        }
        _ => {}
    }
}

/// Raises a concern: `coach concern`.
#[derive(Clone, Debug, PartialEq)]
pub struct RaiseConcern {
    /// What was seen.
    pub facts: String,
    /// What is expected instead.
    pub expectation: String,
    /// What the leader does to help.
    pub support: String,
}

impl RaiseConcern {
    /// # Errors
    /// Refuses a concern that lacks one of its three parts.
    pub fn decide(&self, context: &Context<'_>, person: &Person) -> Result<Vec<Proposed>, Refusal> {
        let raised = ConcernRaised {
            concern: ConcernId::next(person.concerns.keys()),
            facts: clean("facts", &self.facts)?,
            expectation: clean("expectation", &self.expectation)?,
            support: clean("support", &self.support)?,
        };
        context.record(person, vec![Event::ConcernRaised(raised)])
    }
}

/// The employee says that a concern reached them: `coach ack --concern`.
///
/// # Errors
/// Refuses an unknown concern, one that was acknowledged, and a day before it was raised.
pub(super) fn acknowledge(context: &Context<'_>, person: &Person, id: ConcernId) -> Result<Vec<Proposed>, Refusal> {
    let concern = known(context, person, id)?;
    if let Some(said) = &concern.acknowledged {
        let what = format!("{id} was acknowledged on {} (#{}).", said.on, said.seq);
        return Err(Refusal::new(what, "Nothing is left to do; bring it up with coach topics -m TEXT.").by("4.R2"));
    }
    context.record(person, vec![Event::ConcernAcknowledged(ConcernAcknowledged { concern: id })])
}

/// A command whose change of plan answers a concern: its entries have the concern as their cause.
///
/// # Errors
/// Those of the command; an unknown concern, one raised later, and a command that changes no plan.
pub(super) fn answering(
    context: &Context<'_>,
    person: &Person,
    id: ConcernId,
    command: &Command,
) -> Result<Vec<Proposed>, Refusal> {
    let mut proposed = decide(context, person, command)?;
    let concern = known(context, person, id)?;
    let mut answers = false;
    for change in proposed.iter_mut().filter(|proposed| changes_the_plan(&proposed.event)) {
        change.cause = Some(concern.raised.seq);
        answers = true;
    }
    if !answers {
        let what = format!("Nothing here changes a plan, so that it does not answer {id}.");
        let next = "A goal, a commitment or a planned action answers a concern: coach goal, promise, plan --action.";
        return Err(Refusal::new(what, next).by("1.R2"));
    }
    Ok(proposed)
}

/// The concern with a name, as of the day.
fn known<'p>(context: &Context<'_>, person: &'p Person, id: ConcernId) -> Result<&'p Concern, Refusal> {
    let Some(concern) = person.concerns.get(&id) else {
        let shown = |it: &Concern| {
            let (what, seq) = (&it.raised.what, it.raised.seq);
            format!("{}, of {}: {}", what.concern, it.raised.on, context.shown(person, seq, &what.facts))
        };
        let list: Vec<_> = person.concerns.values().map(shown).collect();
        let what = format!("{} has no concern {id} on record.", context.directory.name(person.id));
        let next = match list.is_empty() {
            true => "None is on record; the leader raises one with coach concern. Leave --answers out until then.",
            false => "Name one of these.",
        };
        return Err(Refusal::new(what, next).by("1.R2").listing(list));
    };
    if context.on < concern.raised.on {
        let what = format!("{id} was raised on {}, after {}.", concern.raised.on, context.on);
        return Err(Refusal::new(what, "Give a day on or after that one with --on."));
    }
    Ok(concern)
}
