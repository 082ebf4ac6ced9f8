//! Step 2, PREPARE: both sides in writing, with a win and a growth item.

use super::{
    super::words::{count, list},
    Found, Ground,
    ground::some_of,
};
use crate::domain::{Class, Side, meeting::Meeting, message::Message, preparation::Preparation};

/// The 1:1s held that a side has left something out of. The two who meet read it of each side by itself; everybody else
/// reads a number, since which side it was is between the two.
fn left_out(ground: &Ground<'_>, done: impl Fn(&Meeting, Side) -> bool, what: &str, todo: &str) -> Vec<Found> {
    let held = ground.held().count();
    let missing = |side: Side| ground.held().filter(|meeting| !done(meeting, side)).collect::<Vec<_>>();
    if ground.class < Class::Pair {
        let lacks = |meeting: &&Meeting| Side::ALL.iter().any(|side| !done(meeting, *side));
        let number: usize = Side::ALL.iter().map(|side| missing(*side).len()).sum();
        let Some(first) = ground.held().find(lacks) else { return Vec::new() };
        let what = format!("{what} is missing for {number} of {} sides in {} held", 2 * held, count(held, "1:1"));
        let todo = format!("Their own page says to the two whose it is; each {todo}");
        return vec![Found::new(what, todo).since(Some(first.date())).by(ground.held_entry(first))];
    }
    let of_side = |side: &Side| {
        let missing = missing(*side);
        let first = missing.first()?;
        let what = format!("{what} of the {side} is missing for {}", some_of(&missing, held, "1:1s held"));
        let todo = format!("{} {todo}", ground.name(*side));
        Some(Found::new(what, todo).since(Some(first.date())).by(ground.held_entry(first)).between_two())
    };
    Side::ALL.iter().filter_map(of_side).collect()
}

/// Rule 2.K1: before each meeting held, both sides went through the agenda.
pub(super) fn agenda_reviewed(ground: &Ground<'_>) -> Vec<Found> {
    let reviewed = |meeting: &Meeting, side| meeting.reviews.iter().any(|review| review.side == side);
    left_out(ground, reviewed, "review of the agenda", "reviews the next one: coach prep --reviewed.")
}

/// Rule 2.K2: of each meeting held, both sides prepared in writing.
pub(super) fn in_writing(ground: &Ground<'_>) -> Vec<Found> {
    left_out(ground, Meeting::prepared, "written preparation", "prepares the next one: coach prep.")
}

/// Rule 2.K3: a critical message is delivered in the next 1:1 at the latest.
pub(super) fn critical_messages(ground: &Ground<'_>) -> Vec<Found> {
    let person = ground.sight.person;
    let passed = |message: &&Message| {
        let mut held = person.meetings.values().filter_map(|meeting| meeting.held.as_ref());
        message.delivered.is_none() && held.any(|held| held.what.start.date() > message.on)
    };
    let waiting: Vec<_> = person.messages.iter().filter(passed).collect();
    let Some(first) = waiting.first() else { return Vec::new() };
    let what = format!("{} not delivered, though a 1:1 was held since", count(waiting.len(), "critical message"));
    let todo = format!("{} delivers it in the next 1:1: coach message --delivered.", ground.leader());
    vec![Found::new(what, todo).since(Some(first.on)).by(ground.sight.entry(first.seq))]
}

/// Rule 2.R: each preparation brings one win and one growth item.
pub(super) fn a_win_and_a_growth_item(ground: &Ground<'_>) -> Vec<Found> {
    let of_side = |side: &Side| {
        let meetings = ground.sight.person.meetings.values();
        let written: Vec<&Preparation> = meetings
            .flat_map(|meeting| &meeting.preparations)
            .filter(|it| it.side == *side && ground.holds(it.on))
            .collect();
        let without = |lacks: fn(&Preparation) -> bool, noun: &str| {
            let lacking: Vec<_> = written.iter().filter(|it| lacks(it)).collect();
            (!lacking.is_empty()).then(|| (format!("{} without a {noun}", lacking.len()), lacking[0].on))
        };
        let lacking = [without(|it| it.win.is_none(), "win"), without(|it| it.growth.is_none(), "growth item")];
        let (parts, days): (Vec<_>, Vec<_>) = lacking.into_iter().flatten().unzip();
        let since = days.into_iter().min()?;
        let what = format!("of {} of the {side}: {}", count(written.len(), "preparation"), list(&parts));
        let todo = format!("{} adds both to the next one: coach prep --win … --growth ….", ground.name(*side));
        Some(Found::new(what, todo).since(Some(since)))
    };
    Side::ALL.iter().filter_map(of_side).collect()
}
