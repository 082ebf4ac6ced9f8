//! Tests of the views over what commands record, named by the rules they answer for.

mod adoption;
mod improvement;
mod meetings;
mod pictures;
mod preparation;
mod reach;
mod record;
mod roll_up;
mod standard_work;
mod today;
mod topics;

use crate::{
    domain::{
        Event, Person, Proposed, Role,
        roster::PositionAssigned,
        tests::{World, day, who},
    },
    views::{Sight, Summary, summary::summary},
};

/// A person on the world's day.
fn sight<'w>(world: &'w World, person: &'w Person) -> Sight<'w> {
    Sight::of(person, &world.directory, world.today)
}

/// Somebody in small, on the world's day.
fn summed(world: &World, name: &str) -> Summary {
    summary(&sight(world, &world.person(name)))
}

/// Where people are of these tiers.
fn by_tier(mut world: World, tiers: &[(&str, &str)]) -> World {
    for (name, tier) in tiers {
        let position = PositionAssigned {
            position: "Clerk".into(),
            tier: (*tier).into(),
            unit: None,
            office: "Phoenix".into(),
            time_zone: chrono_tz::America::Phoenix,
            from: day("2025-01-01"),
        };
        let proposed = Proposed::new(who(name), Role::Hr, world.today, Event::PositionAssigned(position));
        world.record(who("hana"), vec![proposed]);
    }
    world
}
