//! Step 3, FACILITATE: what is talked about, with what was prepared, led by the leader.

use super::{
    super::words::{count, day, list},
    Found, Ground,
    ground::some_of,
};
use crate::domain::{
    conclude::waiting,
    meeting::{Facet, Fact, Meeting, Sign, TopicDiscussed},
};

/// The discussion entries of the stretch in which everything is to recur; nothing while that is too short.
fn recent<'g>(ground: &'g Ground<'_>) -> Option<(chrono::NaiveDate, Vec<&'g Fact<TopicDiscussed>>)> {
    let from = ground.stretch()?;
    let inside = |note: &&Fact<TopicDiscussed>| (from..=ground.sight.as_of).contains(&note.on);
    Some((from, ground.sight.person.discussions.iter().filter(inside).collect()))
}

/// Rule 3.K1: within the stretch, entries are about activities, behaviours, results and growth.
pub(super) fn four_facets(ground: &Ground<'_>) -> Vec<Found> {
    let Some((from, notes)) = recent(ground) else { return Vec::new() };
    let absent = |facet: &&Facet| !notes.iter().any(|note| note.what.facet == Some(**facet));
    let absent: Vec<_> = Facet::ALL.iter().filter(absent).map(ToString::to_string).collect();
    if absent.is_empty() {
        return Vec::new();
    }
    let what = format!("{} since {}, none about {}", entries(notes.len()), day(from), list(&absent));
    vec![Found::new(what, "Say of an entry what it is about: coach note --facet ….").since(Some(from))]
}

/// Rule 3.K2: within the stretch, there is a success and an opportunity for growth.
pub(super) fn both_signs(ground: &Ground<'_>) -> Vec<Found> {
    let Some((from, notes)) = recent(ground) else { return Vec::new() };
    let absent = |sign: &&Sign| !notes.iter().any(|note| note.what.sign == Some(**sign));
    let said = |sign: &Sign| match sign {
        Sign::Success => "a success".to_owned(),
        Sign::Opportunity => "an opportunity for growth".to_owned(),
    };
    let absent: Vec<_> = Sign::ALL.iter().filter(absent).map(said).collect();
    if absent.is_empty() {
        return Vec::new();
    }
    let what = format!("{} since {}, none as {}", entries(notes.len()), day(from), absent.join(" or as "));
    vec![Found::new(what, "Say of an entry what it is: coach note --sign ….").since(Some(from))]
}

fn entries(number: usize) -> String {
    if number == 1 { "1 discussion entry".to_owned() } else { format!("{number} discussion entries") }
}

/// Rule 3.K3: each prepared item ended in the 1:1 as discussed, deferred or dropped.
pub(super) fn prepared_items(ground: &Ground<'_>) -> Vec<Found> {
    let found = ground.held().filter(|meeting| meeting.is_unfinished()).filter_map(|meeting| {
        let items = waiting(ground.sight.person, meeting).items;
        let names: Vec<_> = items.iter().map(ToString::to_string).collect();
        let (number, date) = (count(items.len(), "prepared item"), day(meeting.date()));
        let what = format!("{number} not ended in the 1:1 of {date}: {}", names.join(", "));
        let todo = format!("{} ends each: coach hold --discussed, --deferred or --dropped.", ground.leader());
        let found = Found::new(what, todo).since(meeting.date().succ_opt()).by(ground.held_entry(meeting));
        (!items.is_empty()).then_some(found)
    });
    found.collect()
}

/// Rule 3.R: the leader of the day facilitates.
pub(super) fn by_the_leader(ground: &Ground<'_>) -> Vec<Found> {
    let by_another = |meeting: &&Meeting| {
        let facilitator = meeting.held.as_ref().map(|held| held.what.facilitator);
        facilitator != ground.sight.directory.leader_on(ground.sight.person.id, meeting.date())
    };
    let (all, others): (usize, Vec<_>) = (ground.held().count(), ground.held().filter(by_another).collect());
    let Some(first) = others.first() else { return Vec::new() };
    let what =
        format!("facilitated by somebody else than the leader of the day: {}", some_of(&others, all, "1:1s held"));
    let todo = "HR records an acting leader where there was one: coach roster import.";
    vec![Found::new(what, todo).since(Some(first.date())).by(ground.held_entry(first))]
}
