//! What a correction must not turn round: of problems, ideas, concerns, commitments, goals, 1:1s and development actions
//! each step comes on or after the one it follows, what rests on a decision keeps it, and the day a promise is due is
//! agreed and not corrected.

use super::Recorded;
use crate::domain::{
    commitment::Commitment,
    concern::Concern,
    decide::Context,
    event::Event,
    goal::Goal,
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
    due_is_agreed(context, person, entry, event)?;
    if on == entry.occurred_on {
        return Ok(());
    }
    let moved = |(words, seq, known): Step| (words, if seq == entry.seq { on } else { known });
    let orders = improvement.problems.values().flat_map(|problem| of_problem(improvement, problem));
    let orders = orders.chain(improvement.ideas.values().flat_map(of_idea)).chain(of_promises(person));
    let orders = orders.chain(person.concerns.values().flat_map(|concern| of_concern(person, concern)));
    let orders = orders.chain(person.meetings.values().flat_map(of_meeting));
    let orders = orders.chain(person.goals.values().flat_map(of_goal));
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

/// The days after the one of recording on which a day that was mistyped is put right, beside that one.
const SLIP_DAYS: i64 = 1;

/// Refuses to correct the day a commitment is due once it has stood for a while: another day is agreed, and the first one
/// stays beside it (2A.K1).
fn due_is_agreed(context: &Context<'_>, person: &Person, entry: &Recorded, event: &Event) -> Result<(), Refusal> {
    let due = |event: &Event| match event {
        Event::CommitmentMade(it) => Some((it.commitment, it.due)),
        Event::CommitmentRenegotiated(it) => Some((it.commitment, it.due)),
        _ => None,
    };
    let (Some((id, known)), Some((_, new))) = (due(&entry.event), due(event)) else { return Ok(()) };
    let recorded = entry.recorded_at.with_timezone(&context.directory.zone_of(person.id)).date_naive();
    if known == new || (context.today - recorded).num_days() <= SLIP_DAYS {
        return Ok(());
    }
    let what = format!("The field \"due\" stands: it reads {known} since {recorded}, and is not corrected to {new}.");
    let next = match person.commitments.get(&id).is_some_and(Commitment::is_open) {
        true => format!("Agree the other day: coach renegotiate PERSON {id} --due {new} -m WHY. Both stay on record."),
        false => format!("{id} has ended, and is read by the day that was agreed."),
    };
    Err(Refusal::new(what, next).by("2A.K1"))
}

/// A goal before its revisions, and before each value that was observed of it.
fn of_goal(goal: &Goal) -> Vec<(Step, Step)> {
    let name = goal.now.goal;
    let set = || (format!("{name} was set"), goal.seq, goal.set_on);
    let revised = goal.revisions.iter().map(|it| step(format!("{name} was revised"), it));
    let observed = goal.observations.iter().map(|it| step(format!("a value of {name} was observed"), it));
    revised.chain(observed).map(|after| (set(), after)).filter(stands).collect()
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
