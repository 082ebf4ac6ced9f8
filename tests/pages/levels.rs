//! Leaders at all levels coach (N.levels): what is counted below one goes on above, however deep, and tier by tier.

use crate::{fixture::*, year::year};
use coachlog::{
    domain::Event,
    views::{
        Sight, Summary,
        roll_up::{Roll, roll_up},
        summary::summary,
    },
};

/// Puts somebody into another tier, as the roster says it.
fn promoted(log: &mut Log, who: u8, tier: &str) {
    let people = log.people();
    let spot = people.iter().find(|person| person.id == id(who)).expect("hired");
    let entries = log.stream(spot.id);
    let position = entries.iter().rev().find_map(|entry| match &entry.event {
        Event::PositionAssigned(position) => Some(position.clone()),
        _ => None,
    });
    let mut position = position.expect("everybody has a position");
    position.tier = tier.to_owned();
    log.record(who, RUTH, "2026-06-01", Event::PositionAssigned(position));
}

#[test]
fn rule_n_levels_everybody_below_is_counted_at_any_depth_and_tier_by_tier() {
    let mut log = year();
    promoted(&mut log, TOM, "supervisors");
    let (people, on) = (log.people(), day("2026-06-30"));
    let of = |who: u8| -> Summary {
        let person = people.iter().find(|person| person.id == id(who)).expect("hired");
        summary(&Sight::of(person, &log.directory, on))
    };
    let [ruth, tom, ana, ben] = [RUTH, TOM, ANA, BEN].map(of);
    let front = Roll::of([(&ana, None), (&ben, None)], on);
    let middle = Roll::of([(&tom, Some(&front))], on);
    let top = Roll::of([(&ruth, Some(&middle))], on);
    assert_eq!([&front, &middle, &top].map(|roll| roll.all().people), [2, 3, 4]);
    let held = [&ruth, &tom, &ana, &ben].map(|one| Roll::of([(one, None)], on).all().held);
    assert!(held[2] > 0 && held[3] > 0, "somebody met: {held:?}");
    assert_eq!(top.all().held, held.iter().sum::<usize>(), "each 1:1 is counted once, however many are above");
    let page = roll_up(ruth.person.clone(), &middle, [(&tom, &front, false)], on);
    let tiers: Vec<_> = page.tiers.iter().map(|tier| (&*tier.name, tier.rolled.people)).collect();
    assert_eq!(tiers, [("frontline", 2), ("supervisors", 1)]);
    assert_eq!(page.leaders[0].rolled.people, 2, "leader by leader, with everybody below");
}
