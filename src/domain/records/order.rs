//! What a correction must not turn round: of problems and ideas each step comes on or after the one it follows, and what
//! rests on a decision keeps it.

use super::Recorded;
use crate::domain::{
    event::Event,
    idea::{Decision, Idea},
    improvement::Improvement,
    meeting::Fact,
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
pub(super) fn in_order(person: &Person, entry: &Recorded, on: NaiveDate, event: &Event) -> Result<(), Refusal> {
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
    let orders = orders.chain(improvement.ideas.values().flat_map(of_idea));
    let touched = orders.filter(|(before, after)| [before.1, after.1].contains(&entry.seq));
    for (before, after) in touched {
        let ((earlier, first), (later, then)) = (moved(before), moved(after));
        if then < first {
            let what = format!(
                "The field \"occurred_on\" turns the order round: {later} on {then}, before {earlier} on {first}."
            );
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
