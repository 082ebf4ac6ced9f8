//! Coaching to develop: GROW notes, leader standard work that is brought along, and a new baseline.

use super::{
    super::{
        coverage::{DEVELOPMENT, PERFORMANCE},
        words::{count, day},
    },
    Found, Ground,
};
use crate::domain::{
    Side,
    grow::GrowNoted,
    meeting::{Fact, Sign, TEAM_DYNAMICS},
};

/// The GROW notes that the chain may read: those on team dynamics stay between the two.
fn notes<'g>(ground: &'g Ground<'_>) -> impl Iterator<Item = &'g Fact<GrowNoted>> {
    ground.sight.person.grows.iter().filter(|note| note.what.topic != TEAM_DYNAMICS)
}

/// Rule 2B.K3: of the options in the cycle's GROW notes, some are the employee's.
pub(super) fn the_employee_proposes(ground: &Ground<'_>) -> Vec<Found> {
    let all: Vec<_> = notes(ground).filter(|note| ground.holds(note.on)).collect();
    let options = || all.iter().flat_map(|note| &note.what.options);
    let Some(first) = all.first().filter(|_| !options().any(|option| option.by == Side::Employee)) else {
        return Vec::new();
    };
    let (options, notes) = (count(options().count(), "option"), count(all.len(), "GROW note"));
    let what = format!("{options} in {notes} of this year, none proposed by the employee");
    let todo = format!("{} asks for the employee’s own options first: coach grow.", ground.leader());
    vec![Found::new(what, todo).since(Some(first.on)).by(ground.sight.entry(first.seq))]
}

/// Rule 2B.R: where there was an opportunity for growth within the gap of performance, there is a GROW note too.
pub(super) fn grow(ground: &Ground<'_>) -> Vec<Found> {
    let Some(from) = ground.stretch_of(PERFORMANCE) else { return Vec::new() };
    let inside = |on| (from..=ground.sight.as_of).contains(&on);
    let opportunity = |note: &&Fact<crate::domain::meeting::TopicDiscussed>| {
        note.what.sign == Some(Sign::Opportunity) && note.what.topic != TEAM_DYNAMICS && inside(note.on)
    };
    let opportunities: Vec<_> = ground.sight.person.discussions.iter().filter(opportunity).collect();
    let Some(first) = opportunities.first().filter(|_| !notes(ground).any(|note| inside(note.on))) else {
        return Vec::new();
    };
    let number = opportunities.len();
    let noun = if number == 1 { "1 opportunity" } else { "opportunities" };
    let noun = if number == 1 { noun.to_owned() } else { format!("{number} {noun}") };
    let what = format!("{noun} for growth noted since {}, and no GROW note", day(from));
    let todo = format!("{} uses the model for one of them: coach grow.", ground.leader());
    vec![Found::new(what, todo).since(Some(first.on)).by(ground.sight.entry(first.seq))]
}

/// Rule 2E.K3: within the gap of development, the leader brought their leader standard work to a 1:1.
pub(super) fn brings_standard_work(ground: &Ground<'_>) -> Vec<Found> {
    let Some(from) = ground.stretch_of(DEVELOPMENT) else { return Vec::new() };
    let brought = ground.sight.person.meetings.values().filter_map(|meeting| meeting.standard_work.as_ref());
    let last = brought.map(|brought| brought.on).max();
    let what = match last {
        Some(last) if last >= from => return Vec::new(),
        Some(last) => format!("leader standard work was last brought to a 1:1 on {}", day(last)),
        None => "leader standard work was brought to no 1:1".to_owned(),
    };
    let todo = format!("{} brings it to the next one: coach hold --reviewed-standard-work.", ground.leader());
    vec![Found::new(what, todo).since(Some(from))]
}

/// Rule 4.K2: within the gap of performance, a baseline of it was established.
pub(super) fn baseline(ground: &Ground<'_>) -> Vec<Found> {
    let Some(from) = ground.stretch_of(PERFORMANCE) else { return Vec::new() };
    let last = ground.sight.person.baselines.iter().max_by_key(|baseline| baseline.on);
    let what = match last {
        Some(last) if last.on >= from => return Vec::new(),
        Some(last) => format!("the last baseline of performance is of {}", day(last.on)),
        None => "no baseline of performance on record".to_owned(),
    };
    let todo = format!("{} establishes one after the next 1:1: coach baseline.", ground.leader());
    let entry = last.and_then(|last| ground.sight.entry(last.seq));
    vec![Found::new(what, todo).since(Some(from)).by(entry)]
}
