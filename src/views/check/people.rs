//! People who change leaders.

use super::{
    super::words::{count, day},
    Found, Ground,
};

/// Rule 2A.handover: what was open when a new leader took over is adopted or declined by them.
pub(super) fn taken_over(ground: &Ground<'_>) -> Vec<Found> {
    let sight = &ground.sight;
    let Some(taking) = sight.directory.taking_on(sight.person.id, sight.as_of) else { return Vec::new() };
    let waiting: Vec<_> = sight.person.open_commitments().filter(|it| taking.waits(it)).collect();
    let Some(first) = waiting.first() else { return Vec::new() };
    let (leader, waits) = (sight.directory.name(taking.leader), if waiting.len() == 1 { "waits" } else { "wait" });
    let what = format!(
        "{} of the time before {leader} took over on {} {waits} to be adopted or declined",
        count(waiting.len(), "open commitment"),
        day(taking.since)
    );
    let todo = format!("{leader} says which go on: coach handover PERSON --adopt …, --decline … --why ….");
    vec![Found::new(what, todo).since(Some(taking.since)).by(sight.entry(first.seq))]
}
