//! Steps 2A to 2F: what each 1:1 is to touch, as far as the record can tell.

use super::{
    super::{
        coverage::DEVELOPMENT,
        development::idle_since,
        words::{count, day},
    },
    Found, Ground,
    ground::some_of,
    improve,
};
use crate::domain::{
    Side,
    commitment::Commitment,
    conclude::waiting,
    meeting::{Meeting, TEAM_DYNAMICS},
    preparation::Item,
};
use chrono::NaiveDate;

/// Rule 2A.K1: after a finalised 1:1 a next step of at least one of the two stands on record.
pub(super) fn next_steps(ground: &Ground<'_>) -> Vec<Found> {
    let stands = |it: &Commitment, day: NaiveDate| it.made_on <= day && it.ended().is_none_or(|ended| ended.on > day);
    let steps_after = |meeting: &Meeting| {
        let mut commitments = ground.sight.person.commitments.values();
        commitments.any(|it| stands(it, meeting.date()) || it.meeting == Some(meeting.id))
    };
    let all = ground.finalised().count();
    let without: Vec<_> = ground.finalised().filter(|meeting| !steps_after(meeting)).collect();
    let Some(first) = without.first() else { return Vec::new() };
    let what = format!("no next step stood on record after {}", some_of(&without, all, "finalised 1:1s"));
    let todo = "Either of the two records the next step they agree on: coach promise.";
    vec![Found::new(what, todo).since(Some(first.date())).by(ground.held_entry(first))]
}

/// Rule 2A.K2: every commitment that was open before a 1:1 has an answer in it.
pub(super) fn prior_commitments(ground: &Ground<'_>) -> Vec<Found> {
    let person = ground.sight.person;
    let open = |meeting: &Meeting| waiting(person, meeting).commitments;
    let unfinished = ground.held().filter(|meeting| meeting.is_unfinished() && !open(meeting).is_empty());
    let unfinished: Vec<_> = unfinished.collect();
    let Some(last) = unfinished.last() else { return Vec::new() };
    let open: Vec<_> = open(last).iter().map(ToString::to_string).collect();
    let (number, date) = (count(open.len(), "commitment"), day(last.date()));
    let earlier = match unfinished.len() - 1 {
        0 => String::new(),
        earlier => format!("; and in {} before", count(earlier, "1:1")),
    };
    let what = format!("{number} without an answer in the 1:1 of {date}: {}{earlier}", open.join(", "));
    let todo = "Answer each: coach done, coach slip, or coach hold --on-track.";
    let since = unfinished.first().and_then(|first| first.date().succ_opt());
    vec![Found::new(what, todo).since(since).by(ground.held_entry(last))]
}

/// Rule 2A.R: what both promised is kept by its day, and both promise.
pub(super) fn follow_through(ground: &Ground<'_>) -> Vec<Found> {
    let (person, as_of) = (ground.sight.person, ground.sight.as_of);
    let mut found = Vec::new();
    for side in Side::ALL.iter().rev() {
        let own = || person.commitments.values().filter(|it| it.side(person.id) == *side);
        let late: Vec<_> = own().filter(|it| it.is_open() && it.due < as_of).collect();
        if let Some(first) = late.iter().min_by_key(|it| (it.due, it.id)) {
            let what = format!("{} of the {side} past due", count(late.len(), "commitment"));
            let todo = format!("{} answers: coach done or coach slip.", ground.name(*side));
            found.push(Found::new(what, todo).since(first.due.succ_opt()).by(ground.sight.entry(first.seq)));
        }
        let this_year = || person.commitments.values().filter(|it| ground.holds(it.made_on));
        let (mine, all) = (this_year().filter(|it| it.side(person.id) == *side).count(), this_year().count());
        if mine == 0 && all > 0 {
            let what = format!("{} made in this year, none of them by the {side}", count(all, "commitment"));
            let todo = format!("{} says what they will do: coach promise.", ground.name(*side));
            found.push(Found::new(what, todo).since(this_year().map(|it| it.made_on).min()));
        }
    }
    found
}

/// The employee's or anybody's items on team dynamics that wait.
fn open_on_the_team<'g>(ground: &'g Ground<'_>) -> impl Iterator<Item = &'g Item> {
    ground.sight.person.items.values().filter(|item| item.topic == TEAM_DYNAMICS && item.is_open())
}

/// Rule 2D.K2: what the employee raised about the team was taken up in the 1:1 that it was brought to.
pub(super) fn problems_surface(ground: &Ground<'_>) -> Vec<Found> {
    let person = ground.sight.person;
    let passed = |item: &&Item| {
        let date = person.meeting(item.meeting).date();
        item.side == Side::Employee && item.ends.is_empty() && date < ground.sight.as_of
    };
    let found = open_on_the_team(ground).filter(passed).map(|item| {
        let date = person.meeting(item.meeting).date();
        let what = format!("item {} of the employee was not taken up in the 1:1 of {}", item.id, day(date));
        let todo = format!("{} takes it up: coach hold --discussed {}.", ground.leader(), item.id);
        Found::new(what, todo).since(date.succ_opt()).by(ground.sight.entry(item.seq))
    });
    found.collect()
}

/// Rule 2D.R: nothing about the team is put off twice, and no problem of it stands through two 1:1s with nothing done.
pub(super) fn nothing_lingers(ground: &Ground<'_>) -> Vec<Found> {
    let lingering = open_on_the_team(ground).filter(|item| item.ends.len() > 1);
    let found = lingering.map(|item| {
        let what = format!("item {} was put off {}", item.id, count(item.ends.len(), "time"));
        let todo = format!("Both take it up in the next 1:1, or drop it: coach hold --discussed {}.", item.id);
        Found::new(what, todo).since(Some(item.raised_on)).by(ground.sight.entry(item.seq))
    });
    found.chain(improve::lingering(ground)).collect()
}

/// Rule 2E.K1: each employee has a documented development plan.
pub(super) fn development_plan(ground: &Ground<'_>) -> Vec<Found> {
    if !ground.sight.person.plans.is_empty() {
        return Vec::new();
    }
    let todo = format!("Either of the two opens one: coach plan --open. {} asks for it.", ground.leader());
    vec![Found::new("no development plan on record", todo).since(ground.sight.since())]
}

/// Rule 2E.K2: the plan has a next step that is not past due, and within the gap of development something moved in it or
/// it was reviewed.
pub(super) fn development_steps(ground: &Ground<'_>) -> Vec<Found> {
    let Some(plan) = ground.sight.person.plans.last() else { return Vec::new() };
    let open = || plan.actions.iter().filter(|action| action.completed.is_none());
    let late: Vec<_> = open().filter(|action| action.due < ground.sight.as_of).collect();
    if let Some(first) = late.iter().min_by_key(|action| action.due) {
        let what = format!("{} of plan {} past due", count(late.len(), "development action"), plan.id);
        let todo = "Complete it, or plan what is left anew: coach plan.";
        return vec![Found::new(what, todo).since(first.due.succ_opt()).by(ground.sight.entry(first.seq))];
    }
    let since = idle_since(plan);
    let (what, todo) = if open().next().is_none() {
        (format!("plan {} has no next step", plan.id), "Agree on one in the next 1:1: coach plan --action … --due ….")
    } else if ground.stretch_of(DEVELOPMENT).is_some_and(|from| since < from) {
        let what = format!("plan {} is idle: no action and no review since {}", plan.id, day(since));
        (what, "Go through it in the next 1:1: coach plan --review.")
    } else {
        return Vec::new();
    };
    vec![Found::new(what, todo).since(Some(since)).by(ground.sight.entry(plan.seq))]
}

/// Rule 2F: of each 1:1 held, the employee's topics are there, declined by the employee, or asked for.
pub(super) fn employee_topics(ground: &Ground<'_>) -> Vec<Found> {
    let silent = |meeting: &&Meeting| meeting.is_unfinished() && waiting(ground.sight.person, meeting).employee_topics;
    let (silent, all): (Vec<_>, usize) = (ground.held().filter(silent).collect(), ground.held().count());
    let Some(first) = silent.first() else { return Vec::new() };
    let what = format!(
        "the employee’s own topics are not there, declined or asked for in {}",
        some_of(&silent, all, "1:1s held")
    );
    let todo = format!("{} says so, or {} asks: coach topics.", ground.name(Side::Employee), ground.leader());
    vec![Found::new(what, todo).since(first.date().succ_opt()).by(ground.held_entry(first))]
}
