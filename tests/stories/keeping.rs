//! The stories of what must go, as the page of holds and destructions tells them.

use super::{Sample, day};
use coachlog::views::{destruction::orders, holds::holds};
use std::collections::BTreeMap;

/// Story 6: the hold on Leona Tso's record was released, the order of the board was carried out, and nothing of what was
/// said of her is in either.
#[test]
fn story_06_the_hold_and_the_destruction_are_told_to_human_resources() {
    let directory = &Sample::made().all.directory;
    let agency = directory.first_agency().expect("an agency");
    let [hold] = &holds(directory, agency)[..] else { panic!("one hold") };
    let released = hold.released.as_ref().expect("it was released");
    assert_eq!((hold.matter.as_str(), hold.people[0].name.as_str()), ("CV-2026-00417", "Leona Tso"));
    assert_eq!((hold.since, released.on), (day("2026-03-30"), day("2026-05-11")));
    let [order] = &orders(directory, agency, &BTreeMap::new())[..] else { panic!("one order") };
    let done = order.carried_out.as_ref().expect("it was carried out");
    assert_eq!((order.authority.as_str(), order.number), ("State Personnel Board, order 26-018", 2));
    assert_eq!((order.on, done.on), (day("2026-04-02"), day("2026-05-12")));
    assert_eq!(order.blocks, []);
}
