//! How somebody's goals, obstacles, recognition and concerns stand, in numbers and dates: for pages about several people,
//! and for the next agenda (2B, 1.R1, 1.R2).

use super::{
    agenda::AgendaLine,
    concerns::concerns,
    entry::EntryRef,
    goals::{Aimed, aimed, goals, overdue_since},
    obstacles::obstacles,
    sight::Sight,
    words::day,
};
use crate::domain::{Event, Recorded};
use chrono::NaiveDate;
use serde::Serialize;

/// How goals and what belongs to them stand; never a word of them.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
pub struct Progress {
    /// How many goals are set.
    pub goals: usize,
    /// How many of them serve no objective on record (1.R1).
    pub without_objective: usize,
    /// How many have a target that their last value does not reach.
    pub off_target: usize,
    /// Since when the one longest past due is, if any is.
    pub overdue_since: Option<NaiveDate>,
    /// How many obstacles stand (2B.K1).
    pub obstacles: usize,
    /// Since when the oldest of them stands.
    pub obstacle_since: Option<NaiveDate>,
    /// When progress was last recognised (2B.K2).
    pub last_recognised: Option<NaiveDate>,
    /// How many concerns the employee has not acknowledged (4.R2).
    pub unacknowledged: usize,
    /// Since when the oldest concern waits for a change of plan, if one does (1.R2).
    pub unanswered_since: Option<NaiveDate>,
    /// The last entry that the page of goals shows something of; without one there is no such page.
    pub last: Option<EntryRef>,
}

/// How goals and what belongs to them stand with a person.
pub fn progress(sight: &Sight<'_>) -> Progress {
    let person = sight.person;
    let goals = || person.goals.values();
    let standing = || person.obstacles.values().filter(|it| it.removed.is_none()).map(|it| it.raised.on);
    let unanswered = person.concerns.values().filter(|it| it.answers.is_empty()).map(|it| it.raised.on);
    Progress {
        goals: goals().count(),
        without_objective: goals().filter(|goal| goal.now.objective.is_none()).count(),
        off_target: goals().filter(|goal| aimed(goal) == Aimed::OffTarget).count(),
        overdue_since: goals().filter_map(|goal| overdue_since(sight, goal)).min(),
        obstacles: standing().count(),
        obstacle_since: standing().min(),
        last_recognised: person.recognitions.iter().map(|it| it.on).max(),
        unacknowledged: person.concerns.values().filter(|it| it.acknowledged.is_none()).count(),
        unanswered_since: unanswered.min(),
        last: person.entries.iter().rfind(|it| shows(sight, it)).map(|it| EntryRef::of(it, sight.as_of)),
    }
}

/// Whether the page of goals shows something of an entry: of its kinds, of what answers a concern, of what corrects one.
fn shows(sight: &Sight<'_>, entry: &Recorded) -> bool {
    match &entry.event {
        Event::GoalSet(_)
        | Event::GoalRevised(_)
        | Event::MetricObserved(_)
        | Event::ObstacleRaised(_)
        | Event::ObstacleRemoved(_)
        | Event::RecognitionGiven(_)
        | Event::ConcernRaised(_)
        | Event::ConcernAcknowledged(_) => true,
        Event::EntryCorrected(it) => sight.person.entry(it.target).is_some_and(|target| shows(sight, target)),
        Event::EntryContested(it) => sight.person.entry(it.target).is_some_and(|target| shows(sight, target)),
        _ => entry.cause.is_some_and(|cause| sight.person.concerns.values().any(|it| it.raised.seq == cause)),
    }
}

/// The lines of the next agenda: goals whose target is not reached, obstacles that stand, concerns that no change of plan
/// has answered.
pub(super) fn on_the_agenda(sight: &Sight<'_>) -> Vec<AgendaLine> {
    let line = |name: String, text: String, why: String, entry: Option<EntryRef>| AgendaLine {
        name,
        topic: "2B".to_owned(),
        text,
        why,
        overdue_since: None,
        entry,
    };
    let off = goals(sight).into_iter().filter(|goal| matches!(goal.aimed, Aimed::NoValue | Aimed::OffTarget));
    let off = off.map(|goal| AgendaLine {
        overdue_since: goal.overdue_since,
        ..line(goal.id.clone(), goal.text.clone(), goal.sentence(), goal.entry.clone())
    });
    let standing = obstacles(sight).into_iter().filter(|it| it.removed.is_none()).map(|it| {
        let of = it.goal.map_or_else(String::new, |goal| format!(", in the way of {goal}"));
        line(it.id, it.text, format!("obstacle raised by {} on {}{of}, not removed", it.by, day(it.raised)), it.entry)
    });
    let waiting = concerns(sight).into_iter().filter(|it| it.answered.is_none()).map(|it| {
        let known = it
            .acknowledged
            .map_or_else(|| "not acknowledged yet".to_owned(), |on| format!("acknowledged on {}", day(on)));
        let why = format!("concern raised by {} on {}, {known}; no change of plan answers it", it.by, day(it.raised));
        line(it.id, it.facts, why, it.entry)
    });
    off.chain(standing).chain(waiting).collect()
}
