//! Step 4, DOCUMENT, and what the newsletter says of the whole: four phases, a dialogue of two.

use super::{
    super::words::{count, day, list},
    Found, Ground,
    ground::some_of,
};
use crate::domain::{Side, meeting::Meeting};

/// Rule 4.K1: the record is finalised, so that what is left of it is on the next agenda.
pub(super) fn finalised(ground: &Ground<'_>) -> Vec<Found> {
    let unfinished: Vec<_> = ground.held().filter(|meeting| meeting.is_unfinished()).collect();
    let Some(first) = unfinished.first() else { return Vec::new() };
    let what = format!("the record is not finalised of {}", some_of(&unfinished, ground.held().count(), "1:1s held"));
    let todo = format!("{} finalises it: coach finalise.", ground.leader());
    vec![Found::new(what, todo).since(first.date().succ_opt()).by(ground.held_entry(first))]
}

/// Rule 4.K3: a finalised record says something: a discussion entry, an ended item, an answer or a next step.
pub(super) fn captures(ground: &Ground<'_>) -> Vec<Found> {
    let person = ground.sight.person;
    let says = |meeting: &Meeting| {
        let id = Some(meeting.id);
        !meeting.discussed.is_empty()
            || !meeting.reflections.is_empty()
            || person.grows.iter().any(|note| note.what.meeting == id)
            || person.decisions.iter().any(|decision| decision.what.meeting == id)
            || person.agreements.iter().any(|agreement| agreement.what.meeting == id)
            || person.improvement.problems.values().any(|it| it.opened.what.meeting == id)
            || person.improvement.countermeasures.values().any(|it| {
                it.adopted.what.meeting == id || it.checked.as_ref().is_some_and(|checked| checked.what.meeting == id)
            })
            || person.baselines.iter().any(|baseline| baseline.what.meeting == id)
            || person.items.values().any(|item| item.end_in(meeting.id).is_some())
            || person.commitments.values().any(|it| it.meeting == id || it.answers.iter().any(|a| a.meeting == id))
    };
    let empty: Vec<_> = ground.finalised().filter(|meeting| !says(meeting)).collect();
    let Some(first) = empty.first() else { return Vec::new() };
    let all = ground.finalised().count();
    let what = format!("the record captures nothing of {}", some_of(&empty, all, "finalised 1:1s"));
    let todo = format!("{} records what is still known: coach note, with --on the day of the 1:1.", ground.leader());
    vec![Found::new(what, todo).since(Some(first.date())).by(ground.held_entry(first))]
}

/// Rule 4.R1: after the last finalised record both have something open to do.
pub(super) fn call_to_action(ground: &Ground<'_>) -> Vec<Found> {
    let person = ground.sight.person;
    let last = person.meetings.values().filter(|meeting| meeting.finalised.is_some()).max_by_key(|it| it.starts());
    let Some(last) = last.filter(|meeting| meeting.date() < ground.sight.as_of) else { return Vec::new() };
    let idle = |side: &&Side| !person.open_commitments().any(|it| it.side(person.id) == **side);
    let found = Side::ALL.iter().filter(idle).map(|side| {
        let what = format!("the {side} has no next step after the 1:1 of {}", day(last.date()));
        let todo = format!("{} records one: coach promise.", ground.name(*side));
        Found::new(what, todo).since(last.date().succ_opt()).by(ground.held_entry(last))
    });
    found.collect()
}

/// A phase that a meeting may lack: in words, and whether it does.
type Lack = (&'static str, fn(&Meeting) -> bool);

/// Rule N.pdca: no 1:1 of the year lacks a whole phase.
pub(super) fn four_phases(ground: &Ground<'_>) -> Vec<Found> {
    let planned: Vec<_> = ground.past.iter().filter(|meeting| meeting.cancelled.is_none()).collect();
    let phases: [Lack; 3] = [
        ("prepared by nobody", |meeting| meeting.preparations.is_empty()),
        ("not conducted", |meeting| meeting.held.is_none()),
        ("not concluded", |meeting| meeting.is_unfinished()),
    ];
    let lacks = |meeting: &&&Meeting| phases.iter().any(|(_, lacks)| lacks(meeting));
    let incomplete: Vec<&Meeting> = planned.iter().filter(lacks).copied().collect();
    let Some(first) = incomplete.first() else { return Vec::new() };
    let number = |(words, lacks): &Lack| {
        let number = planned.iter().filter(|meeting| lacks(meeting)).count();
        (number > 0).then(|| format!("{number} {words}"))
    };
    let parts: Vec<_> = phases.iter().filter_map(number).collect();
    let what = format!("{} lack a phase: {}", some_of(&incomplete, planned.len(), "1:1s"), list(&parts));
    let todo = "Take the next one through all four: schedule, prepare, conduct, conclude.";
    vec![Found::new(what, todo).since(Some(first.date()))]
}

/// Rule N.twoway: the record holds the employee's own word, and finalised records have their answer.
pub(super) fn two_way(ground: &Ground<'_>) -> Vec<Found> {
    let person = ground.sight.person;
    let own = |entry: &&crate::domain::Recorded| {
        entry.actor == person.id && !entry.withdrawn && ground.holds(entry.occurred_on)
    };
    let Some(first) = ground.held().next() else { return Vec::new() };
    let todo = format!("{} answers the record: coach ack.", ground.name(Side::Employee));
    if !person.entries.iter().any(|entry| own(&entry)) {
        let held = count(ground.held().count(), "1:1");
        let what = format!("{held} held in this year, and no entry by the employee’s own hand");
        return vec![Found::new(what, todo).since(Some(first.date()))];
    }
    let waiting: Vec<_> = ground.finalised().filter(|meeting| meeting.acknowledged.is_none()).collect();
    let Some(first) = waiting.first() else { return Vec::new() };
    let all = ground.finalised().count();
    let what = format!("the employee has not answered {}", some_of(&waiting, all, "finalised records"));
    let since = first.finalised.as_ref().map(|finalised| finalised.on);
    let entry = first.finalised.as_ref().and_then(|finalised| ground.sight.entry(finalised.seq));
    vec![Found::new(what, todo).since(since).by(entry)]
}
