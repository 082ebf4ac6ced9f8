//! What a rating must be to be proposed: an element of the plan, a level of the scale, words, and entries that it rests
//! on (N.notes).

use super::{
    appraisal::{AppraisalId, Rating, RatingProposed},
    appraisal_cycle::CycleOpened,
    audience::{Class, Retention},
    decide::Context,
    event::Event,
    expectations::{Element, is_element},
    meeting::Fact,
    person::Person,
    refusal::{Refusal, clean},
};

/// The rating as an event.
///
/// # Errors
/// Refuses one that does not fit, and one that reads as it stands.
pub(super) fn proposal(
    context: &Context<'_>,
    person: &Person,
    (id, cycle): (&AppraisalId, &CycleOpened),
    standing: &[&Fact<RatingProposed>],
    rating: &Rating,
) -> Result<Event, Refusal> {
    let Rating { element, level, text, evidence } = fit(context, person, cycle, (standing, rating))?;
    let proposed = RatingProposed { appraisal: id.clone(), element, level, text, evidence };
    if standing.iter().any(|known| known.what == proposed) {
        let what = format!("{} is rated so already; nothing would change.", proposed.element);
        return Err(Refusal::new(what, "Rate it anew, or leave it as it is.").by("appraisal.order"));
    }
    Ok(Event::RatingProposed(proposed))
}

/// A rating made fit to record.
fn fit(
    context: &Context<'_>,
    person: &Person,
    cycle: &CycleOpened,
    (standing, rating): (&[&Fact<RatingProposed>], &Rating),
) -> Result<Rating, Refusal> {
    let known = |element: &str| standing.iter().find(|it| is_element(&it.what.element, element));
    let element = clean("element", &rating.element)?;
    let element = match (person.element(&element), person.expected()) {
        (Some(known), _) => known.name.clone(),
        (None, None) => known(&element).map_or(element, |it| it.what.element.clone()),
        (None, Some(plan)) => {
            let now = &plan.now().made;
            let shown = |element: &Element| context.shown(person, now.seq, &element.name).to_owned();
            let list = now.what.elements.iter().map(shown).collect();
            let what = format!("{element:?} is no element of the performance plan {}.", plan.id);
            return Err(Refusal::new(what, "Rate one of these.").by("appraisal.scale").listing(list));
        }
    };
    let Some(level) = cycle.level(&rating.level).cloned() else {
        let what = format!("{:?} is no level of the cycle {}.", rating.level, cycle.cycle);
        let next = format!("Use one of these for {element:?}, from the lowest to the highest.");
        return Err(Refusal::new(what, next).by("appraisal.scale").listing(cycle.scale.clone()));
    };
    let text = clean("reason of the rating", &rating.text)?;
    let mut evidence = rating.evidence.clone();
    evidence.sort_unstable();
    evidence.dedup();
    if evidence.is_empty() {
        let what = format!("The rating of {element:?} cites no entry.");
        let next = "Name the entries it rests on by their numbers (coach log PERSON): --cites 120,134.";
        return Err(Refusal::new(what, next).by("N.notes"));
    }
    for seq in &evidence {
        is_evidence(context, person, *seq)?;
    }
    Ok(Rating { element, level, text, evidence })
}

/// Whether an entry can be cited: one of this person's coaching or appraisal, that had happened by the day, and that the
/// employee and everybody above may read. What is between the two is no evidence: who reviews the rating could not weigh
/// it.
fn is_evidence(context: &Context<'_>, person: &Person, seq: u64) -> Result<(), Refusal> {
    let refused =
        |what: String| Err(Refusal::new(what, "Cite another entry: coach log PERSON lists them.").by("N.notes"));
    let Some(entry) = person.entry(seq).filter(|entry| context.reads(entry)) else {
        return refused(format!("#{seq} is no entry of {} that you may read.", context.directory.name(person.id)));
    };
    if entry.withdrawn {
        return refused(format!("#{seq} was withdrawn as recorded for another person."));
    }
    if entry.event.is_destroyed() {
        return refused(format!("What stood in #{seq} was destroyed by order."));
    }
    if entry.class != Class::Person {
        return refused(format!("#{seq} may not be read by the employee and everybody above ({}).", entry.class));
    }
    if entry.event.retention() == Retention::Records || entry.event.retention() == Retention::Agency {
        return refused(format!("#{seq} is of the roster or of record keeping ({}).", entry.event.title()));
    }
    if entry.occurred_on > context.on {
        return refused(format!("#{seq} happened on {}, after {}.", entry.occurred_on, context.on));
    }
    Ok(())
}
