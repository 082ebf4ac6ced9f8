//! Performance steered towards goals: what each serves, what is in its way, what is recognised, and how soon a concern is
//! answered by a change of plan.

use super::{
    super::{
        coverage::PERFORMANCE,
        words::{count, day},
    },
    ANSWER_DAYS, Found, Ground,
};
use crate::domain::{concern::Concern, obstacle::Obstacle};
use chrono::{Days, NaiveDate};

/// Rule 1.R1, its second half: each goal says which strategic objective it serves.
pub(super) fn serves_an_objective(ground: &Ground<'_>) -> Vec<Found> {
    if !ground.is_current() {
        return Vec::new();
    }
    let goals = ground.sight.person.goals.values();
    let without: Vec<_> = goals.filter(|goal| goal.now.objective.is_none()).collect();
    let Some(first) = without.iter().min_by_key(|goal| goal.set_on) else { return Vec::new() };
    let names: Vec<_> = without.iter().map(|goal| goal.now.goal.to_string()).collect();
    let what = format!("{} with no strategic objective: {}", count(without.len(), "goal"), names.join(", "));
    let todo = format!("{} says which one it serves: coach goal PERSON revise … --objective ….", ground.leader());
    vec![Found::new(what, todo).since(Some(first.set_on)).by(ground.sight.entry(first.seq))]
}

/// The first day on which something that is to happen within [`ANSWER_DAYS`] of a day has not.
fn too_late(from: NaiveDate) -> Option<NaiveDate> {
    from.checked_add_days(Days::new(ANSWER_DAYS + 1))
}

/// Rule 1.R2: a change of plan answers each concern within [`ANSWER_DAYS`] days.
pub(super) fn course_is_corrected(ground: &Ground<'_>) -> Vec<Found> {
    let overrun = |concern: &&Concern| {
        let late = too_late(concern.raised.on)?;
        let (id, raised) = (concern.raised.what.concern, day(concern.raised.on));
        let of = format!("{id}, raised on {raised}");
        let found = match concern.answered() {
            Some((on, _)) if on >= late && ground.holds(on) => {
                let days = (on - concern.raised.on).num_days();
                let what = format!("a change of plan answered {of}, after {days} days; {ANSWER_DAYS} are asked");
                Found::new(what, "Correct the course of the next one sooner, and say so with --answers.")
            }
            None if late <= ground.sight.as_of => {
                let what = format!("no change of plan answers {of}, within {ANSWER_DAYS} days");
                let todo = "Record what changes and which concern it answers: coach goal, promise or plan --answers.";
                Found::new(what, format!("{todo} It is on the next agenda."))
            }
            _ => return None,
        };
        Some(found.since(Some(late)).by(ground.sight.entry(concern.raised.seq)))
    };
    ground.sight.person.concerns.values().filter_map(|concern| overrun(&concern)).collect()
}

/// The last day on which something moved about an obstacle: it was raised, or its goal was revised or observed.
fn moved(ground: &Ground<'_>, obstacle: &Obstacle) -> NaiveDate {
    let goal = obstacle.raised.what.goal.and_then(|goal| ground.sight.person.goals.get(&goal));
    let revised = goal.into_iter().flat_map(|goal| goal.revisions.iter().map(|it| it.on));
    let observed = goal.into_iter().flat_map(|goal| goal.observations.iter().map(|it| it.on));
    revised.chain(observed).fold(obstacle.raised.on, NaiveDate::max)
}

/// Rule 2B.K1: an obstacle that stands is in the way of a goal on record, and does not linger without a move.
pub(super) fn obstacles_move(ground: &Ground<'_>) -> Vec<Found> {
    let standing = ground.sight.person.obstacles.values().filter(|it| it.removed.is_none());
    let found = standing.flat_map(|obstacle| {
        let raised = &obstacle.raised;
        let id = raised.what.obstacle;
        let linked = raised.what.goal.is_some();
        let unlinked = (!linked).then(|| {
            let todo =
                "Say which: remove it and raise it anew with coach obstacle --goal …; set the goal if it is not.";
            Found::new(format!("obstacle {id} is in the way of no goal on record"), todo).since(Some(raised.on))
        });
        let since = too_late(moved(ground, obstacle)).filter(|since| *since <= ground.sight.as_of);
        let lingers = since.map(|since| {
            let last = day(moved(ground, obstacle));
            let what = format!("obstacle {id} stands since {}, nothing moved since {last}", day(raised.on));
            let todo =
                "Take it up in the next 1:1: remove it, or revise its goal: coach obstacle --removed …, coach goal PERSON revise ….";
            Found::new(what, todo).since(Some(since))
        });
        let entry = ground.sight.entry(raised.seq);
        unlinked.into_iter().chain(lingers).map(move |found| found.by(entry.clone()))
    });
    found.collect()
}

/// Rule 2B.K2: progress was recognised within the gap of performance.
pub(super) fn progress_is_recognised(ground: &Ground<'_>) -> Vec<Found> {
    let Some(from) = ground.stretch_of(PERFORMANCE) else { return Vec::new() };
    let last = ground.sight.person.recognitions.iter().max_by_key(|it| (it.on, it.seq));
    let what = match last {
        Some(last) if last.on >= from => return Vec::new(),
        Some(last) => format!("progress was last recognised on {}", day(last.on)),
        None => "no recognition on record".to_owned(),
    };
    let todo = format!("{} says what went well: coach recognise.", ground.leader());
    let entry = last.and_then(|last| ground.sight.entry(last.seq));
    vec![Found::new(what, todo).since(Some(from)).by(entry)]
}
