//! What a correction must not turn round: of problems, ideas, concerns, commitments, 1:1s and development actions each
//! step comes on or after the one it follows, and what rests on a decision keeps it.

use super::Recorded;
use crate::domain::{
    concern::Concern,
    decide::Context,
    event::Event,
    idea::{Decision, Idea},
    improvement::Improvement,
    meeting::{Fact, Meeting},
    person::Person,
    problem::Problem,
    refusal::Refusal,
};
use chrono::NaiveDate;

/// Something that happened, as a sentence begins with it: its words, its entry, its day.
type Step = (String, u64, NaiveDate);

fn step<T>(words: String, fact: &Fact<T>) -> Step {
    (words, fact.seq, fact.on)
}

/// Refuses a correction after which a step would come before the one it follows, or after which an idea that was
/// implemented would be a declined one.
///
/// # Errors
/// It would; the field is named.
pub(super) fn in_order(
    context: &Context<'_>,
    person: &Person,
    entry: &Recorded,
    on: NaiveDate,
    event: &Event,
) -> Result<(), Refusal> {
    let improvement = &person.improvement;
    if let Event::IdeaDecided(it) = event {
        let done = improvement.ideas.get(&it.idea).and_then(|idea| idea.implemented.as_ref());
        if let Some(done) = done.filter(|_| it.decision == Decision::Declined) {
            let what = format!(
                "The field \"decision\" cannot say declined: {} was implemented on {} (#{}).",
                it.idea, done.on, done.seq
            );
            return Err(Refusal::new(what, "Correct its reason, or leave it as it is.").by("2C.K3"));
        }
    }
    if on == entry.occurred_on {
        return Ok(());
    }
    let moved = |(words, seq, known): Step| (words, if seq == entry.seq { on } else { known });
    let orders = improvement.problems.values().flat_map(|problem| of_problem(improvement, problem));
    let orders = orders.chain(improvement.ideas.values().flat_map(of_idea)).chain(of_promises(person));
    let orders = orders.chain(person.concerns.values().flat_map(|concern| of_concern(person, concern)));
    let orders = orders.chain(person.meetings.values().flat_map(of_meeting));
    let touched = orders.filter(|(before, after)| [before.1, after.1].contains(&entry.seq));
    // What whoever corrects may not read is neither named nor dated to them.
    let open = |seq| person.entry(seq).is_none_or(|entry| context.reads(entry));
    for (before, after) in touched {
        let hidden = !open(before.1) || !open(after.1);
        let ((earlier, first), (later, then)) = (moved(before), moved(after));
        if then < first {
            let what = match hidden {
                true => {
                    "The field \"occurred_on\" turns the order round of this entry and of one that rests on it.".into()
                }
                false => format!(
                    "The field \"occurred_on\" turns the order round: {later} on {then}, before {earlier} on {first}."
                ),
            };
            return Err(Refusal::new(what, "Give a day that keeps the order, or correct the other entry first."));
        }
    }
    Ok(())
}

/// Each step about a problem with the one it follows.
fn of_problem(improvement: &Improvement, problem: &Problem) -> Vec<(Step, Step)> {
    let id = problem.opened.what.problem;
    let opened = || step(format!("{id} was opened"), &problem.opened);
    let causes = problem.causes.iter().map(|it| step(format!("a cause of {id} was identified"), it));
    let taken = problem.escalations.iter().map(|it| step(format!("{id} was taken further up"), it));
    let closed = problem.closed.iter().map(|it| step(format!("{id} was closed"), it));
    let follow = causes.chain(taken).chain(closed);
    let mut orders: Vec<_> = follow.map(|after| (opened(), after)).collect();
    for it in improvement.against(id) {
        let name = it.adopted.what.countermeasure;
        let adopted = || step(format!("{name} was adopted"), &it.adopted);
        orders.push((opened(), adopted()));
        orders.extend(it.checked.iter().map(|checked| (adopted(), step(format!("{name} was checked"), checked))));
    }
    orders
}

/// Each step of an idea with the one it follows.
fn of_idea(idea: &Idea) -> Vec<(Step, Step)> {
    let name = idea.submitted.as_ref().map(|it| it.what.idea).or(idea.solicited.as_ref().map(|it| it.what.idea));
    let name = name.map_or_else(|| "the idea".to_owned(), |name| name.to_string());
    let steps = [
        idea.solicited.as_ref().map(|it| step(format!("{name} was asked for"), it)),
        idea.submitted.as_ref().map(|it| step(format!("{name} was submitted"), it)),
        idea.decided.as_ref().map(|it| step(format!("{name} was {}", it.what.decision), it)),
        idea.implemented.as_ref().map(|it| step(format!("{name} was implemented"), it)),
    ];
    let steps: Vec<_> = steps.into_iter().flatten().collect();
    steps.windows(2).map(|pair| (pair[0].clone(), pair[1].clone())).collect()
}

/// Whether two steps are in order as they stand: what was never in order a correction need not put there.
fn stands((before, after): &(Step, Step)) -> bool {
    before.2 <= after.2
}

/// A concern before its acknowledgement, and both before the delivery of an appraisal that cites one of them (4.R2).
fn of_concern(person: &Person, concern: &Concern) -> Vec<(Step, Step)> {
    let id = concern.raised.what.concern;
    let raised = step(format!("{id} was raised"), &concern.raised);
    let acknowledged = concern.acknowledged.as_ref().map(|it| step(format!("{id} was acknowledged"), it));
    let both: Vec<_> = [Some(raised.clone()), acknowledged.clone()].into_iter().flatten().collect();
    let delivered = person.appraisals.values().filter_map(|it| Some((&it.id, it.delivered.as_ref()?)));
    let citing = delivered.filter(|(_, fact)| {
        fact.what.ratings.iter().any(|rating| rating.evidence.iter().any(|seq| both.iter().any(|it| it.1 == *seq)))
    });
    let citing = citing.map(|(appraisal, fact)| step(format!("{appraisal}, which cites it, was delivered"), fact));
    let before: Vec<_> = citing.flat_map(|after| both.iter().map(move |it| (it.clone(), after.clone()))).collect();
    acknowledged.into_iter().map(|it| (raised.clone(), it)).chain(before).filter(stands).collect()
}

/// A 1:1 before the record of it is finalised, and that before it is acknowledged.
fn of_meeting(meeting: &Meeting) -> Vec<(Step, Step)> {
    let steps = [
        meeting.held.as_ref().map(|it| step("the 1:1 was held".to_owned(), it)),
        meeting.finalised.as_ref().map(|it| step("its record was finalised".to_owned(), it)),
        meeting.acknowledged.as_ref().map(|it| step("its record was acknowledged".to_owned(), it)),
    ];
    let steps: Vec<_> = steps.into_iter().flatten().collect();
    steps.windows(2).map(|pair| (pair[0].clone(), pair[1].clone())).filter(stands).collect()
}

/// A commitment before each answer to it, and a development action before it is completed.
fn of_promises(person: &Person) -> Vec<(Step, Step)> {
    let answered = person.commitments.values().flat_map(|it| {
        let made = (format!("{} was made", it.id), it.seq, it.made_on);
        it.answers.iter().map(move |found| (made.clone(), (format!("{} was answered", it.id), found.seq, found.on)))
    });
    let actions = person.plans.iter().flat_map(|plan| &plan.actions);
    let completed = actions.filter_map(|it| {
        let (on, seq, _) = it.completed.as_ref()?;
        let planned = (format!("{} was planned", it.id), it.seq, it.planned_on);
        Some((planned, (format!("{} was completed", it.id), *seq, *on)))
    });
    answered.chain(completed).filter(stands).collect()
}
