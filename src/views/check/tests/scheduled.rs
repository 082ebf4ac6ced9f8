//! Step 1.

use super::*;
use crate::domain::{
    policy::{Asks, Tighten},
    scope::Scope,
    series::Schedule,
};

#[test]
fn rule_1_a_running_series_plans_what_the_standard_asks_for() {
    let world = World::staffed().given("lena", "ana", &weekly());
    holds(&world, "1", "2025-07-03");
    holds(&World::staffed(), "1", "2025-07-03");
    let start = "2025-07-02T09:00:00".parse().expect("a local time");
    let short = Schedule { rule: "FREQ=MONTHLY;BYDAY=1WE".into(), start, minutes: 20, replace: None };
    let world = World::staffed().given("lena", "ana", &Command::Schedule(short));
    falls_short(&world, "1", "2025-07-03", &[("20 of 30 minutes are planned for August 2025", None)]);
    // A policy for Ana alone asks more of August than the agency's does.
    let own = Asks { minutes: Some(150), ..Asks::default() };
    let world = World::staffed().given("lena", "ana", &weekly());
    let world = world.asking(Scope::Person(crate::domain::tests::who("ana")), own, "2025-08-01");
    falls_short(&world, "1", "2025-07-03", &[("120 of 150 minutes are planned for August 2025", None)]);
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
    let world = world.asking(Scope::Agency, Asks { minutes: Some(60), ..Asks::default() }, "2025-09-01");
    falls_short(
        &world,
        "1.R1",
        "2025-10-01",
        &[("0 of 60 minutes held in September 2025 (cadence policy version 2)", Some("2025-09-01"))],
    );
}

#[test]
fn rule_n_cadence_meetings_are_as_long_and_as_close_as_their_policies_ask() {
    let world = World::staffed().given("lena", "ana", &weekly());
    let asks = Asks { max_gap_days: Some(10), minutes_a_meeting: Some(30), ..Asks::default() };
    let world = world.given("lena", "ana", &Command::Hold(Hold { minutes: Some(20), ..Hold::default() }));
    let world = world.asking(Scope::Person(crate::domain::tests::who("ana")), asks, "2025-08-01");
    holds(&world, "N.cadence", "2025-07-31");
    // What lies before the policy is not judged by it: ten days from 1 August have passed on the eleventh.
    holds(&world, "N.cadence", "2025-08-11");
    let since = "No 1:1 since 2 July 2025, at most 10 days asked (cadence policy version 1 for ANA)";
    falls_short(&world, "N.cadence", "2025-08-12", &[(since, Some("2025-08-12"))]);
    let world = world.at("2025-08-13");
    let world = world.given("lena", "ana", &Command::Hold(Hold { minutes: Some(25), ..Hold::default() }));
    falls_short(
        &world,
        "N.cadence",
        "2025-08-13",
        &[
            ("42 days from the 1:1 of 2 July 2025 to that of 13 August 2025, at most 10 asked", Some("2025-08-12")),
            ("25 of 30 minutes in the 1:1 of 13 August 2025", Some("2025-08-13")),
        ],
    );
}

impl World {
    /// Where human resources set a cadence policy.
    fn asking(mut self, scope: Scope, asks: Asks, effective: &str) -> Self {
        let tighten = Tighten { scope, asks, effective: day(effective), reason: "Closer.".into() };
        let proposed = tighten.decide(&self.context("hana", self.today)).expect("HR may");
        self.record(crate::domain::tests::who("hana"), proposed);
        self
    }
}
