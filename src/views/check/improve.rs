//! Step 2C, problem solving; and of 2D what lingers. A finding names dates and names of things, and labels nobody.

use super::{
    super::{
        problems::{authored, reads},
        words::{count, day},
    },
    Found, Ground,
};
use crate::domain::{
    Class,
    meeting::{Meeting, TEAM_DYNAMICS},
    problem::{Phase, Problem},
};

/// The problems that stand and that the chain may read.
fn standing<'g>(ground: &'g Ground<'_>) -> impl Iterator<Item = &'g Problem> {
    let all = ground.sight.person.improvement.problems.values();
    all.filter(|it| it.closed.is_none() && reads(&ground.sight, it, Class::Person))
}

/// How many 1:1s were held after the day a problem was opened.
fn held_since(ground: &Ground<'_>, problem: &Problem) -> usize {
    let as_of = ground.sight.as_of;
    let held = ground.sight.person.meetings.values().filter(|meeting| meeting.held.is_some());
    held.filter(|meeting: &&Meeting| meeting.date() > problem.opened.on && meeting.date() < as_of).count()
}

/// Rule 2C.K1: an open problem has a countermeasure after the next 1:1 at the latest, and it is checked by its day.
pub(super) fn problems_are_solved(ground: &Ground<'_>) -> Vec<Found> {
    let (sight, improvement) = (&ground.sight, &ground.sight.person.improvement);
    let mut found = Vec::new();
    for problem in standing(ground) {
        let (id, opened) = (problem.opened.what.problem, &problem.opened);
        if improvement.phase(problem, sight.as_of) == Phase::Plan && held_since(ground, problem) > 0 {
            let what =
                format!("problem {id} of {} has no countermeasure, after {}", day(opened.on), held(ground, problem));
            let todo = format!("Both look for the cause and a countermeasure: coach problem … adopt {id}.");
            found.push(Found::new(what, todo).since(Some(opened.on)).by(sight.entry(opened.seq)));
        }
        for waiting in improvement.unchecked(id).filter(|it| it.adopted.what.check_on < sight.as_of) {
            let adopted = &waiting.adopted;
            let (name, check_on) = (adopted.what.countermeasure, adopted.what.check_on);
            let what = format!("countermeasure {name} against {id} was to be checked on {}", day(check_on));
            let todo = format!("Both say what came of it and what was learned: coach problem … check {name}.");
            found.push(Found::new(what, todo).since(check_on.succ_opt()).by(sight.entry(adopted.seq)));
        }
    }
    found
}

fn held(ground: &Ground<'_>, problem: &Problem) -> String {
    count(held_since(ground, problem), "1:1")
}

/// Rule 2C.K2: of the countermeasures of the cycle, some are the employee's.
pub(super) fn the_employee_authors(ground: &Ground<'_>) -> Vec<Found> {
    let share = authored(&ground.sight, ground.cycle, Class::Person);
    if share.all == 0 || share.by_employee > 0 {
        return Vec::new();
    }
    let adopted = super::super::problems::countermeasures(&ground.sight, Class::Person).map(|it| &it.adopted);
    let first = adopted.filter(|it| ground.holds(it.on)).min_by_key(|it| (it.on, it.seq));
    let what = format!("{} of this year, none of them the employee’s own", count(share.all, "countermeasure"));
    let todo = format!(
        "{} asks for the employee’s own countermeasure first: coach grow, coach problem … adopt.",
        ground.leader()
    );
    let found = Found::new(what, todo).since(first.map(|it| it.on));
    vec![found.by(first.and_then(|it| ground.sight.entry(it.seq)))]
}

/// Rule 2C.K3: within the stretch an idea was asked for, or came unasked; and one that came is decided after the next
/// 1:1 at the latest.
pub(super) fn ideas_are_asked_for(ground: &Ground<'_>) -> Vec<Found> {
    let (sight, ideas) = (&ground.sight, &ground.sight.person.improvement.ideas);
    let mut found = Vec::new();
    let days = |it: &crate::domain::idea::Idea| {
        let solicited = it.solicited.as_ref().map(|it| it.on);
        solicited.max(it.submitted.as_ref().map(|it| it.on))
    };
    let last = ideas.values().filter_map(days).max();
    if let Some(from) = ground.stretch().filter(|from| last.is_none_or(|last| last < *from)) {
        let what = match last {
            Some(last) => format!("an idea was last asked for or brought on {}", day(last)),
            None => "no idea was asked for or brought".to_owned(),
        };
        found.push(
            Found::new(what, format!("{} asks for one: coach idea … solicit.", ground.leader())).since(Some(from)),
        );
    }
    for (id, idea) in ideas.iter().filter(|(_, idea)| idea.is_undecided()) {
        let Some(submitted) = &idea.submitted else { continue };
        let held = sight.person.meetings.values().filter(|meeting| meeting.held.is_some()).map(Meeting::date);
        if held.into_iter().any(|held| held > submitted.on && held < sight.as_of) {
            let what = format!("idea {id} of {} is not decided", day(submitted.on));
            let todo = format!("{} accepts or declines it, and says why: coach idea … accept {id}.", ground.leader());
            found.push(Found::new(what, todo).since(Some(submitted.on)).by(sight.entry(submitted.seq)));
        }
    }
    found
}

/// Of rule 2D.R: problems of the team that stood through two 1:1s with no countermeasure under way, and were not taken
/// further up.
pub(super) fn lingering(ground: &Ground<'_>) -> Vec<Found> {
    let improvement = &ground.sight.person.improvement;
    let waits = |it: &&Problem| {
        let idle = matches!(improvement.phase(it, ground.sight.as_of), Phase::Plan | Phase::Check | Phase::Act);
        it.opened.what.topic == TEAM_DYNAMICS && idle && it.escalations.is_empty() && held_since(ground, it) > 1
    };
    let found = improvement.problems.values().filter(waits).map(|it| {
        let id = it.opened.what.problem;
        let what = format!("problem {id} has stood through {}", held(ground, it));
        let todo = format!("Both adopt a countermeasure, or take it further up: coach problem … escalate {id}.");
        Found::new(what, todo).since(Some(it.opened.on)).by(ground.sight.entry(it.opened.seq))
    });
    found.collect()
}
