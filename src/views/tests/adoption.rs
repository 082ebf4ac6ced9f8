//! The agency's counts for everyone employed (rule N.adoption): no group under five, and none by subtraction.

use super::{day, summed};
use crate::{
    domain::tests::{World, commands::*},
    views::{
        Cycle,
        adoption::{Adoption, AgencyCounts, Promised},
    },
};

/// Who is led, and by whom.
const LED: [(&str, &str); 6] =
    [("ana", "lena"), ("sib", "lena"), ("stan", "otto"), ("lena", "dana"), ("otto", "dana"), ("frank", "dana")];

/// The first so many of them met on a day.
fn met(mut world: World, on: &str, people: usize) -> World {
    world = world.at(on);
    for (who, leader) in &LED[..people] {
        world = world.given(leader, who, &once(&format!("{on}T09:00:00"))).given(leader, who, &hold());
    }
    world
}

fn count(world: &World) -> AgencyCounts {
    let mut count = AgencyCounts::of(Cycle::containing(world.today));
    LED.iter().map(|(who, _)| *who).chain(["dana", "hana"]).for_each(|who| count.add(&summed(world, who)));
    count
}

fn shown(world: &World) -> Adoption {
    count(world).shown(None, world.today)
}

#[test]
fn rule_n_adoption_fewer_than_five_people_are_not_counted() {
    assert_eq!(shown(&World::staffed()), Adoption::default());
    assert_eq!(shown(&met(World::staffed(), "2025-07-02", 4)), Adoption::default());
    let five = shown(&met(World::staffed(), "2025-07-02", 5));
    assert_eq!((five.shown, five.total, five.minutes), (true, 5, 100));
}

#[test]
fn rule_n_adoption_a_month_of_a_few_is_left_out_and_the_total_does_not_give_it_away() {
    let world = met(met(World::staffed(), "2025-07-02", 6), "2025-08-06", 2);
    let view = shown(&world);
    let months: Vec<_> = view.months[..3].iter().map(|month| (month.begun, month.count, month.minutes)).collect();
    assert_eq!(months, [(true, Some(6), Some(120)), (true, None, None), (false, None, None)]);
    assert_eq!((view.total, view.minutes), (6, 120), "of the months shown alone");
    assert_eq!(shown(&world.at("2025-09-02")).months[2].count, Some(0), "that nobody met says nothing about a few");
}

#[test]
fn rule_n_adoption_who_has_a_meeting_to_come_is_told_unless_the_rest_are_a_few() {
    let mut world = met(World::staffed(), "2025-07-02", 6);
    for (who, leader) in &LED[..5] {
        world = world.given(leader, who, &once("2025-07-16T09:00:00"));
    }
    // Five of eight: the three others would be known by subtraction.
    assert_eq!(shown(&world).to_come, None);
    let mut count = count(&world);
    ["dana", "hana"].iter().for_each(|who| count.take_away(&summed(&world, who)));
    count.take_away(&summed(&world, "frank"));
    assert_eq!(count.shown(None, world.today).to_come, Some(5), "where nobody else is left");
}

#[test]
fn rule_n_adoption_promises_are_told_of_five_people_of_a_side() {
    let mut world = met(World::staffed(), "2025-07-02", 6);
    for (who, leader) in &LED[..5] {
        world = world.given(who, who, &promise("Call the lab.", "2025-07-09", None));
        world = world.given(leader, who, &promise("Ask for a budget.", "2025-07-09", None));
    }
    let view = shown(&world.given("ana", "ana", &done("c1")));
    assert_eq!(view.employees, Some(Promised { made: 5, kept: 1 }));
    assert_eq!(view.leaders, None, "five were promised something, by three leaders");
}

#[test]
fn what_is_put_in_and_taken_out_again_was_never_counted() {
    let world = met(World::staffed(), "2025-07-02", 6).given("ana", "ana", &promise("one", "2025-07-09", None));
    let whole = count(&world);
    let mut again = whole.clone();
    for who in ["ana", "stan", "hana"] {
        again.take_away(&summed(&world, who));
    }
    assert_ne!(again, whole);
    ["hana", "ana", "stan"].iter().for_each(|who| again.add(&summed(&world, who)));
    assert_eq!(again, whole);
    assert_eq!(whole.newest(None).map(|entry| entry.seq), Some(world.log.len() as u64), "the promise was the last");
    let few = met(World::staffed(), "2025-07-02", 4).given("ana", "ana", &promise("one", "2025-07-09", None));
    assert_eq!(count(&few).newest(None), None, "of a few it would tell when one of them did something");
    assert_eq!(whole.cycle(), Cycle::containing(day("2025-07-02")));
}
