//! Step 1.

use super::*;
use crate::domain::{series::Schedule, standard::set_cadence};

#[test]
fn rule_1_a_running_series_plans_what_the_standard_asks_for() {
    let world = World::staffed().given("lena", "ana", &weekly());
    holds(&world, "1", "2025-07-03");
    holds(&World::staffed(), "1", "2025-07-03");
    let start = "2025-07-02T09:00:00".parse().expect("a local time");
    let short = Schedule { rule: "FREQ=MONTHLY;BYDAY=1WE".into(), start, minutes: 20, replace: None };
    let world = World::staffed().given("lena", "ana", &Command::Schedule(short));
    falls_short(&world, "1", "2025-07-03", &[("20 of 30 minutes are planned for August 2025", None)]);
}

#[test]
fn rule_1_k1_everybody_has_a_running_series() {
    let world = World::staffed();
    falls_short(&world, "1.K1", "2025-07-03", &[("no 1:1 has been scheduled", Some("2025-07-01"))]);
    assert_eq!(
        with("dana", &world, "1.K1", "2025-07-03")[0].what,
        "no 1:1 has been scheduled; nobody leads them on record"
    );
    holds(&world.given("lena", "ana", &weekly()), "1.K1", "2025-07-03");
}

#[test]
fn rule_1_k2_each_planned_meeting_is_ticked_or_called_off() {
    let world = World::staffed().given("lena", "ana", &weekly());
    holds(&world, "1.K2", "2025-07-02");
    falls_short(
        &world,
        "1.K2",
        "2025-07-03",
        &[("1 1:1 neither held nor cancelled on record, on 2 July 2025", Some("2025-07-03"))],
    );
    falls_short(
        &world,
        "1.K2",
        "2025-07-10",
        &[("2 1:1s neither held nor cancelled on record, the first on 2 July", Some("2025-07-03"))],
    );
    holds(&world.clone().given("lena", "ana", &hold()), "1.K2", "2025-07-09");
    holds(&world.given("lena", "ana", &cancel()), "1.K2", "2025-07-09");
}

#[test]
fn rule_1_r1_each_month_has_the_minutes_of_its_policy() {
    let world = weeks_held(World::staffed().given("lena", "ana", &weekly()), &["2025-07-02", "2025-08-06"]);
    holds(&world, "1.R1", "2025-09-15");
    falls_short(
        &world,
        "1.R1",
        "2025-10-01",
        &[("0 of 30 minutes held in September 2025 (cadence policy version 1)", Some("2025-09-01"))],
    );
    let raised = set_cadence(&world.context("hana", world.today), 60, day("2025-09-01")).expect("HR may");
    let mut world = world;
    world.record(crate::domain::tests::who("hana"), raised);
    falls_short(
        &world,
        "1.R1",
        "2025-10-01",
        &[("0 of 60 minutes held in September 2025 (cadence policy version 2)", Some("2025-09-01"))],
    );
}
