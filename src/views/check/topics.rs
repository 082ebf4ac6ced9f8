//! The topics of the standard agenda: not each every time, and each again within its gap (N.topics).

use super::{
    super::{
        coverage::{TopicState, TopicView},
        words::day,
    },
    Found, Ground,
};
use crate::domain::meeting::TEAM_DYNAMICS;

/// Rule 2D.K1: the health of the team is talked about within the gap of its topic.
pub(super) fn team_dynamics(ground: &Ground<'_>) -> Vec<Found> {
    overdue(ground, |topic| topic.id == TEAM_DYNAMICS)
}

/// Rule N.topics: every other topic is talked about within its gap.
pub(super) fn recur(ground: &Ground<'_>) -> Vec<Found> {
    overdue(ground, |topic| topic.id != TEAM_DYNAMICS)
}

fn overdue(ground: &Ground<'_>, counts: impl Fn(&TopicView) -> bool) -> Vec<Found> {
    let topics = &ground.coverage().topics;
    let overdue: Vec<_> = topics.iter().filter(|it| it.state == TopicState::Overdue && counts(it)).collect();
    if overdue.is_empty() {
        return Vec::new();
    }
    let said = |topic: &&TopicView| match topic.last {
        Some(last) => format!("{} last talked about on {}", topic.id, day(last)),
        None => format!("{} not talked about since the first 1:1", topic.id),
    };
    let what = overdue.iter().map(said).collect::<Vec<_>>().join("; ");
    let since = overdue.iter().filter_map(|topic| topic.due).min().and_then(|due| due.succ_opt());
    let policy = overdue[0].policy.clone();
    vec![Found::new(what, "It is on the next agenda: coach next.").since(since).by(Some(policy))]
}
