//! Performance plans and improvement plans.

use super::{World, appraising::*, commands::*, day};
use crate::domain::{
    Command,
    expectations::Expect,
    improvement_plan::{Improve, Progress},
};

#[test]
fn rule_702_notice_the_plan_is_issued_modified_and_the_employee_told() {
    let world =
        World::staffed().when("lena", "ana", &Command::Expect(Expect::Notify)).then_refused(&["no performance plan"]);
    let world = world.when("lena", "ana", &expect(&["Pace"], true));
    let world = world.then_recorded(&["performance-plan-issued", "plan-notified"]);
    let world =
        world.when("lena", "ana", &expect_anew(&["Pace"], "Nothing.", false)).then_refused(&["nothing would change"]);
    let world = world.when("lena", "ana", &expect_anew(&["Pace", "Care"], "The desk.", false));
    let world = world.then_recorded(&["performance-plan-modified"]);
    let plan = world.person("ana").expected().expect("a plan").clone();
    assert_eq!((plan.now().made.what.version, plan.now().notified.len(), plan.versions[0].notified.len()), (2, 0, 1));
    let world = world.when("lena", "ana", &Command::Expect(Expect::Notify)).then_recorded(&["plan-notified"]);
    let world = world.when("lena", "ana", &Command::Expect(Expect::Acknowledge)).then_refused(&["Only ANA can"]);
    let world = world.when("ana", "ana", &Command::Expect(Expect::Acknowledge)).then_recorded(&["plan-acknowledged"]);
    world.when("ana", "ana", &Command::Expect(Expect::Acknowledge)).then_refused(&["was acknowledged on"]);
}

#[test]
fn a_plan_has_elements_each_of_its_own_name_and_is_not_corrected() {
    let world = World::staffed();
    for (names, word) in [(&[][..], "at least one"), (&["Pace", "PACE"], "another name"), (&[" "], "name is empty")] {
        let refusal = world.tries("lena", "ana", world.today, &expect(names, false)).expect_err(word).to_string();
        assert!(refusal.contains(word), "{refusal}");
    }
    let world = world.given("lena", "ana", &expect(&["Pace"], false));
    let entry = last(&world);
    world.when("lena", "ana", &correct(entry, "plan", "v2")).then_refused(&["appraisal.stands"]);
}

#[test]
fn rule_1_r2_a_changed_plan_answers_a_concern() {
    let (world, concern) = concerned(World::staffed(), true);
    let n1 = || Some("n1".parse().expect("a name"));
    let world = world.when("lena", "ana", &expect(&["Pace"], true).answering(n1()));
    let world = world.then_recorded(&["performance-plan-issued", "plan-notified"]);
    let issued = &world.log[world.log.len() - 2];
    assert_eq!(issued.cause, Some(concern));
    assert!(world.person("ana").concerns.values().next().expect("n1").answered().is_some());
}

#[test]
fn an_improvement_plan_is_led_to_its_end() {
    let world = World::staffed().when("lena", "ana", &check_in("Before.")).then_refused(&["0 improvement plans"]);
    let world = world.when("lena", "ana", &improve("Late", "2025-07-02")).then_refused(&["not after"]);
    let world = world.when("lena", "ana", &improve("Late", "2025-08-31")).then_recorded(&["improvement-plan-issued"]);
    let world =
        world.when("lena", "ana", &check_in("Two of three.")).then_recorded(&["improvement-plan-check-in-held"]);
    let world = world.when("lena", "ana", &extend("2025-08-31", "Leave.")).then_refused(&["not after its last day"]);
    let world =
        world.when("lena", "ana", &extend("2025-09-30", "Leave.")).then_recorded(&["improvement-plan-extended"]);
    assert_eq!(world.person("ana").improvements.values().next().expect("u1").until(), day("2025-09-30"));
    for actor in ["ana", "dana", "hana"] {
        assert!(world.tries(actor, "ana", world.today, &conclude("Done.")).is_err(), "{actor}");
    }
    let world = world.when("lena", "ana", &conclude("Eight weeks.")).then_recorded(&["improvement-plan-concluded"]);
    let world = world.when("lena", "ana", &check_in("After.")).then_refused(&["0 improvement plans"]);
    let world =
        world.given("lena", "ana", &improve("Loud", "2025-08-31")).given("lena", "ana", &improve("Late", "2025-08-31"));
    let world = world.when("lena", "ana", &check_in("Which?")).then_refused(&["2 improvement plans", "u2", "u3"]);
    let named = Command::Improve(Improve::CheckIn(Some("u3".parse().expect("a name")), Progress::Behind, "So.".into()));
    world.when("lena", "ana", &named).then_recorded(&["improvement-plan-check-in-held"]);
}
