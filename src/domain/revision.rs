//! The revision of a rating that was delivered: by authority, or by the decision of a dispute, which is then its cause.

use super::{
    appraisal::{Appraisal, AppraisalDelivered, RatingRevised},
    appraisal_cycle::CycleOpened,
    authority::another_officer,
    decide::Context,
    dispute::{Disputed, Outcome},
    event::Event,
    expectations::is_element,
    meeting::Fact,
    names::DisputeId,
    person::Person,
    refusal::{Refusal, clean, rule},
};

/// By whose decision a rating is revised.
#[derive(Clone, Debug, PartialEq)]
pub enum Authority {
    /// Somebody's, as it is said.
    Said(String),
    /// That of a dispute.
    Dispute(DisputeId),
}

/// Another level of a rating.
#[derive(Clone, Debug, PartialEq)]
pub struct Revision {
    /// The element whose rating is revised.
    pub element: String,
    /// Its level from now on.
    pub level: String,
    /// By whose decision.
    pub by: Authority,
    /// Why.
    pub reason: String,
}

fn order(what: impl Into<String>, next: impl Into<String>) -> Refusal {
    Refusal::new(what, next).by("appraisal.order")
}

impl Revision {
    /// The revision of a rating of an appraisal, and the decision that led to it.
    ///
    /// # Errors
    /// Refuses somebody's own rating, one that is not there or has the level already, and a dispute that did not grant a
    /// change of this appraisal.
    pub(super) fn decide(
        &self,
        context: &Context<'_>,
        person: &Person,
        (appraisal, delivered): (&Appraisal, &Fact<AppraisalDelivered>),
        cycle: &CycleOpened,
    ) -> Result<(Event, Option<u64>), Refusal> {
        if context.actor == person.id {
            return Err(Refusal::new("Nobody revises their own rating.", another_officer(context)).by(rule::WRITER));
        }
        let (authority, cause) = self.by.named(context, person, appraisal)?;
        let reason = clean("reason", &self.reason)?;
        let Some(rating) = delivered.what.ratings.iter().find(|it| is_element(&it.element, &self.element)) else {
            let list = delivered.what.ratings.iter().map(|it| format!("{}: {}", it.element, it.level)).collect();
            let what = format!("{} has no rating of {:?}.", appraisal.id, self.element);
            return Err(order(what, "Name one of these.").listing(list));
        };
        let Some(level) = cycle.level(&self.level).cloned() else {
            let what = format!("{:?} is no level of the cycle {}.", self.level, cycle.cycle);
            return Err(Refusal::new(what, "Use one of these.").by("appraisal.scale").listing(cycle.scale.clone()));
        };
        if appraisal.level(&rating.element) == Some(&level) {
            let what = format!("{} is rated {level} already.", rating.element);
            return Err(order(what, "Give the level that it has from now on."));
        }
        let (appraisal, element) = (appraisal.id.clone(), rating.element.clone());
        Ok((Event::RatingRevised(RatingRevised { appraisal, element, level, authority, reason }), cause))
    }
}

impl Authority {
    /// Whose decision it is, in words, and its entry where it is one of a dispute.
    fn named(
        &self,
        context: &Context<'_>,
        person: &Person,
        appraisal: &Appraisal,
    ) -> Result<(String, Option<u64>), Refusal> {
        let id = match self {
            Authority::Said(words) => return Ok((clean("authority", words)?, None)),
            Authority::Dispute(id) => *id,
        };
        let refused = |what: String, next: &str| Err(Refusal::new(what, next).by("dispute.order"));
        let dispute = person.disputes.get(&id);
        let Some(decided) = dispute.and_then(|dispute| dispute.decided.as_ref()) else {
            let what = format!("{id} was not decided.");
            return refused(what, "Name a dispute of this appraisal that was, or say --authority.");
        };
        let of = dispute.map(|dispute| &dispute.asked.what.of);
        if of != Some(&Disputed::Appraisal(appraisal.id.clone())) {
            let what = format!("{id} is not about {}.", appraisal.id);
            return refused(what, "Name the dispute of this appraisal, or say --authority.");
        }
        if decided.what.outcome == Outcome::Denied {
            return refused(format!("{id} was denied (#{}).", decided.seq), "The rating stays as it is.");
        }
        if context.on < decided.on {
            let what = format!("{id} was decided on {}, after {}.", decided.on, context.on);
            return refused(what, "Give a day on or after that one with --on.");
        }
        Ok((format!("{}, on the review {id}", decided.what.authority), Some(decided.seq)))
    }
}
