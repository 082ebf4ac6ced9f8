//! Layered cadence policies (1.R1, N.cadence, N.discretion).

use super::{World, commands::*, day, who};
use crate::domain::{
    Event, Proposed, Refusal, Role,
    asked::By,
    policy::{Asks, Tighten},
    roster::PositionAssigned,
    scope::Scope,
    standard::{StandardWorkRevised, revise},
};

/// Minutes a month, the gap in days, minutes a meeting.
type Numbers = (Option<u32>, Option<u32>, Option<u32>);

fn tighten(scope: &Scope, (minutes, max_gap_days, minutes_a_meeting): Numbers, effective: &str) -> Tighten {
    let asks = Asks { minutes, max_gap_days, minutes_a_meeting };
    Tighten { scope: scope.clone(), asks, effective: day(effective), reason: "More time in the first year.".into() }
}

fn tier(name: &str) -> Scope {
    Scope::Tier(name.into())
}

fn month(minutes: u32) -> Numbers {
    (Some(minutes), None, None)
}

impl World {
    /// With Ana and Stan as frontline technicians, and Lena as a supervisor.
    fn placed() -> Self {
        let mut world = Self::staffed();
        for (login, position, tier) in
            [("ana", "Technician", "frontline"), ("stan", "Clerk", "frontline"), ("lena", "Lead", "supervisor")]
        {
            world.place(login, position, tier, "2025-01-01");
        }
        world
    }

    fn place(&mut self, login: &str, position: &str, tier: &str, from: &str) {
        let assigned = Event::PositionAssigned(PositionAssigned {
            position: position.into(),
            tier: tier.into(),
            unit: None,
            office: "Phoenix".into(),
            time_zone: chrono_tz::America::Phoenix,
            from: day(from),
        });
        let proposed = Proposed::new(who(login), Role::Hr, self.today, assigned);
        self.record(who("hana"), vec![proposed]);
    }

    fn sets(&self, policy: Tighten) -> Result<Vec<Proposed>, Refusal> {
        policy.decide(&self.context("hana", self.today))
    }

    fn set(mut self, scope: &Scope, numbers: Numbers, effective: &str) -> Self {
        let proposed = self.sets(tighten(scope, numbers, effective)).expect("HR may");
        self.record(who("hana"), proposed);
        self
    }

    fn refused(&self, scope: &Scope, numbers: Numbers, effective: &str, words: &[&str]) {
        let refusal = self.sets(tighten(scope, numbers, effective)).expect_err("a refusal").to_string();
        words.iter().for_each(|word| assert!(refusal.contains(word), "{word:?} is not in: {refusal}"));
    }

    /// Minutes a month, gap, minutes a meeting as asked of somebody.
    fn asked(&self, login: &str, on: &str) -> Numbers {
        let asked = self.directory.asked_of(who(login), day(on));
        let value = |demand: Option<crate::domain::asked::Demand<'_>>| demand.map(|demand| demand.value);
        (value(asked.minutes), value(asked.max_gap_days), value(asked.minutes_a_meeting))
    }

    fn by(&self, login: &str, on: &str) -> String {
        let asked = self.directory.asked_of(who(login), day(on)).minutes.expect("minutes are asked for");
        asked.by.words(&self.directory)
    }
}

#[test]
fn rule_n_discretion_a_layer_tightens_field_by_field_and_never_loosens() {
    let world = World::placed().set(&Scope::Agency, (Some(45), Some(31), None), "2025-08-01");
    let frontline = tier("frontline");
    world.refused(
        &frontline,
        month(40),
        "2025-08-01",
        &["N.discretion", "40 minutes a month", "asks for 45 (#", "cadence policy version 2"],
    );
    world.refused(&frontline, (Some(60), Some(35), None), "2025-08-01", &["35 days between meetings", "asks for 31"]);
    world.refused(&frontline, (Some(40), Some(35), None), "2025-08-01", &["40 minutes", "35 days"]);
    // Equal is not looser, and a field that is left out stays as the wider layer asks.
    let world = world.set(&frontline, (Some(45), None, Some(30)), "2025-08-01");
    assert_eq!(world.asked("ana", "2025-08-01"), (Some(45), Some(31), Some(30)));
    let ana = Scope::Person(who("ana"));
    world.refused(
        &ana,
        (Some(90), None, Some(20)),
        "2025-08-01",
        &["ANA", "20 minutes a meeting", "for tier frontline", "asks for 30"],
    );
    let world = world.set(&ana, (Some(90), Some(14), None), "2025-09-01");
    assert_eq!(world.asked("ana", "2025-09-01"), (Some(90), Some(14), Some(30)));
    assert_eq!(world.asked("stan", "2025-09-01"), (Some(45), Some(31), Some(30)));
    assert_eq!(world.asked("lena", "2025-09-01"), (Some(45), Some(31), None));
}

#[test]
fn rule_1_r1_no_layer_goes_below_the_minimum_of_the_standard() {
    let mut world = World::placed();
    world.refused(
        &Scope::Agency,
        month(29),
        "2025-08-01",
        &["29 minutes a month", "minimum of standard version 1", "asks for 30"],
    );
    let sheet = world.directory.standards[0].what.clone();
    let sheet = StandardWorkRevised {
        version: 0,
        minimum_minutes: 60,
        changelog: "An hour".into(),
        effective: day("2025-09-01"),
        ..sheet
    };
    let proposed = revise(&world.context("hana", world.today), sheet).expect("HR may");
    world.record(who("hana"), proposed);
    world.refused(&tier("frontline"), month(45), "2025-09-01", &["minimum of standard version 2", "asks for 60"]);
    let world = world.set(&tier("frontline"), month(45), "2025-08-01");
    // The standard's later minimum is the stricter one from its month on.
    assert_eq!(
        (world.asked("ana", "2025-08-01").0, world.by("ana", "2025-08-01")),
        (Some(45), "cadence policy version 1 for tier frontline".into())
    );
    assert_eq!(
        (world.asked("ana", "2025-09-01").0, world.by("ana", "2025-09-01")),
        (Some(60), "minimum of standard version 2".into())
    );
    assert_eq!(
        (world.asked("ana", "2017-12-31"), world.by("ana", "2025-07-01")),
        ((None, None, None), "cadence policy version 1".into())
    );
}

#[test]
fn rule_n_discretion_a_later_wider_policy_that_is_tighter_wins() {
    let world = World::placed().set(&tier("frontline"), (Some(60), Some(21), None), "2025-08-01");
    let world = world.set(&Scope::Agency, (Some(75), Some(28), None), "2025-09-01");
    assert_eq!(world.asked("ana", "2025-08-31"), (Some(60), Some(21), None));
    assert_eq!(world.asked("ana", "2025-09-01"), (Some(75), Some(21), None), "the strictest of all layers, per field");
    assert_eq!(world.by("ana", "2025-09-01"), "cadence policy version 2");
}

#[test]
fn rule_n_discretion_a_next_version_may_loosen_its_own_scope_and_no_wider_one() {
    let world = World::placed().set(&tier("frontline"), (Some(60), Some(14), None), "2025-08-01");
    world.refused(&tier("frontline"), (Some(60), Some(14), None), "2025-09-01", &["asks for the same already"]);
    let world = world.set(&tier("Frontline"), month(30), "2025-09-01");
    assert_eq!(world.asked("ana", "2025-08-01"), (Some(60), Some(14), None));
    assert_eq!(world.asked("ana", "2025-09-01"), (Some(30), None, None), "the version is replaced as a whole");
    world.refused(&tier("frontline"), month(20), "2025-10-01", &["looser", "asks for 30"]);
    world.refused(&tier("frontline"), month(45), "2025-08-01", &["version 2 is in force from 2025-09-01"]);
    world.refused(&Scope::Agency, month(20), "2025-10-01", &["looser"]);
}

#[test]
fn rule_n_cadence_a_policy_is_for_a_position_a_tier_or_a_person_that_is_there() {
    let world = World::placed();
    world.refused(&tier("executive"), month(60), "2025-08-01", &["Nobody", "executive", "frontline", "supervisor"]);
    world.refused(&Scope::Role("Pilot".into()), month(60), "2025-08-01", &["Nobody", "Clerk", "Lead"]);
    world.refused(&tier("frontline"), (None, None, None), "2025-08-01", &["asks for nothing"]);
    for numbers in [month(0), month(2_401), (None, Some(0), None), (None, Some(93), None), (None, None, Some(4))] {
        world.refused(&tier("frontline"), numbers, "2025-08-01", &["N.cadence", "nothing that people can hold to"]);
    }
    world.refused(&tier("frontline"), month(60), "2025-08-15", &["first of a month"]);
    world.refused(&tier("frontline"), month(60), "2025-06-01", &["past ones stay judged"]);
    let world = world.set(&Scope::Role("clerk".into()), month(60), "2025-08-01");
    assert_eq!((world.asked("stan", "2025-08-01").0, world.asked("ana", "2025-08-01").0), (Some(60), Some(30)));
    assert_eq!(world.by("stan", "2025-08-01"), "cadence policy version 1 for position Clerk");
    let By::Policy(set) = world.directory.asked_of(who("stan"), day("2025-08-01")).minutes.expect("asked").by else {
        panic!("a policy asks for it")
    };
    assert_eq!(world.log[set.seq as usize - 1].event.kind(), "cadence-tightened");
}

#[test]
fn rule_n_cadence_a_month_is_judged_by_the_tier_of_its_first_day() {
    let mut world = World::placed().set(&tier("supervisor"), month(60), "2025-08-01");
    world.place("ana", "Lead", "supervisor", "2025-09-15");
    let minutes =
        ["2025-08-01", "2025-09-01", "2025-09-14", "2025-09-15", "2025-10-01"].map(|on| world.asked("ana", on).0);
    assert_eq!(minutes, [Some(30), Some(30), Some(30), Some(60), Some(60)]);
    world.place("ana", "Technician", "frontline", "2025-12-01");
    assert_eq!((world.asked("ana", "2025-08-01").0, world.asked("ana", "2025-11-30").0), (Some(30), Some(60)));
    assert_eq!(world.asked("ana", "2025-12-01").0, Some(30));
}

#[test]
fn rule_n_discretion_what_is_asked_of_one_person_is_in_that_persons_record_alone() {
    let world = World::placed();
    let ana = Scope::Person(who("ana"));
    let proposed = world.sets(tighten(&ana, month(60), "2025-08-01")).expect("HR may");
    assert_eq!((proposed[0].stream, proposed[0].class.as_str()), (who("ana"), "person"));
    let world = world.set(&ana, month(60), "2025-08-01");
    let kept = &world.directory.people[&who("ana")].policies[0].what;
    assert_eq!((kept.version, &kept.reason), (1, &None), "the reason stays out of what every command reads");
    assert_eq!(world.directory.policies.len(), 1, "only the agency's own first version is everybody's");
    let lena = tighten(&ana, month(90), "2025-08-01").decide(&world.context("lena", world.today));
    assert!(lena.expect_err("HR alone sets policies").to_string().contains("Hana Reyes"));
}

#[test]
fn rule_n_cadence_a_series_that_plans_less_than_is_asked_is_warned_about() {
    let world = World::placed().set(&tier("frontline"), (Some(60), Some(14), Some(45)), "2025-08-01");
    let warnings = |rule: &str, minutes: u32| {
        let crate::domain::Command::Schedule(mut schedule) = schedule(rule, "2025-07-02T09:00:00", None) else {
            panic!("a schedule")
        };
        schedule.minutes = minutes;
        schedule.warnings(&world.directory, who("ana")).join("\n")
    };
    let monthly = warnings("FREQ=MONTHLY;BYDAY=1WE", 30);
    for said in [
        "plans 30 of 60 minutes in August 2025 (cadence policy version 1 for tier frontline, 1.R1)",
        "planned for 30 of 45 minutes",
        "From 2025-07-02 to 2025-08-06 are 35 days, at most 14 asked",
    ] {
        assert!(monthly.contains(said), "{said:?} is not in: {monthly}");
    }
    assert_eq!(warnings("FREQ=WEEKLY;INTERVAL=2;BYDAY=WE", 45), "");
}
