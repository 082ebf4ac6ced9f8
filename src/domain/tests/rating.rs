//! Ratings as they stand proposed: one of each element however it is spelt, and none that was taken back.

use super::{World, appraising::*, commands::*, day, who, world::line};
use crate::domain::{
    Command, Event,
    agency::AgencyJoined,
    appraise::Step,
    roster::{EmployeeOnboarded, Office, RoleGranted},
    standing::EmployeeSeparated,
};

fn take_back(element: &str, why: &str) -> Command {
    appraise(Step::Withdraw(element.into(), why.into()))
}

/// The elements and levels that are delivered when the ratings as they stand are approved and delivered.
fn delivered_of(world: World) -> Vec<(String, String)> {
    let world = world.given("dana", "ana", &approve()).given("lena", "ana", &deliver_appraisal(None));
    let Event::AppraisalDelivered(it) = &world.log.last().expect("delivered").event else { panic!("delivered last") };
    it.ratings.iter().map(|rating| (rating.element.clone(), rating.level.clone())).collect()
}

#[test]
fn an_element_is_one_however_it_is_spelt_also_where_no_plan_spells_it() {
    let (world, seq) = concerned(opened(), true);
    let world = world.given("lena", "ana", &rate("Pace", "low", "Late.", &[seq]));
    let world = world.when("lena", "ana", &rate(" pace ", "low", "Late.", &[seq]));
    let world = world.then_refused(&["nothing would change"]);
    let world = world.given("lena", "ana", &rate("PACE", "middle", "Late at times.", &[seq]));
    assert_eq!(delivered_of(world), [("Pace".to_owned(), "middle".to_owned())]);
    // Ratings may come before the plan; the plan that comes then spells them.
    let (world, seq) = concerned(opened(), true);
    let world = world.given("lena", "ana", &rate("élan", "low", "Late.", &[seq]));
    let world = world.given("lena", "ana", &expect(&["Élan"], true));
    let world = world.given("lena", "ana", &rate("élan", "high", "Not late.", &[seq]));
    assert_eq!(delivered_of(world), [("Élan".to_owned(), "high".to_owned())]);
}

#[test]
fn rule_702_review_a_rating_that_is_taken_back_is_not_delivered_and_the_rest_is_reviewed_anew() {
    let (world, seq) = concerned(opened(), true);
    let world = world.when("lena", "ana", &take_back("Pace", "Wrong.")).then_refused(&["stands proposed"]);
    let world = world.given("lena", "ana", &rate("Pace", "low", "Late.", &[seq]));
    let world = world.given("lena", "ana", &rate("Care", "high", "Careful.", &[seq]));
    let world = world.given("dana", "ana", &approve());
    for actor in ["ana", "dana", "hana", "sib"] {
        let refusal = world.tries(actor, "ana", world.today, &take_back("Pace", "Wrong.")).expect_err(actor);
        assert!(refusal.to_string().contains("LENA can"), "{refusal}");
    }
    let world = world.when("lena", "ana", &take_back("Grace", "Wrong.")).then_refused(&["Pace: low", "Care: high"]);
    let world = world.when("lena", "ana", &take_back("pace", " ")).then_refused(&["reason"]);
    let world = world.when("lena", "ana", &take_back("pace", "Wrong.")).then_recorded(&["rating-withdrawn"]);
    let world = world.when("lena", "ana", &take_back("pace", "Wrong.")).then_refused(&["stands proposed"]);
    let world = world.when("lena", "ana", &deliver_appraisal(None)).then_refused(&["702.review"]);
    // Proposed again, it stands again.
    let again = world.clone().given("lena", "ana", &rate("PACE", "low", "Late.", &[seq]));
    assert_eq!(delivered_of(again).len(), 2);
    let world = world.at("2025-07-03");
    assert_eq!(delivered_of(world.clone()), [("Care".to_owned(), "high".to_owned())]);
    let none = world.given("lena", "ana", &take_back("Care", "Wrong too."));
    none.when("dana", "ana", &approve()).then_refused(&["No rating"]);
}

#[test]
fn what_was_delivered_is_not_taken_back() {
    delivered(true).when("lena", "ana", &take_back("Pace", "Wrong.")).then_refused(&["was delivered"]);
}

#[test]
fn where_the_only_officer_is_rated_or_rates_the_refusal_says_to_name_a_second_one() {
    let mut world = opened();
    world.by_hr("hana", line("dana", "2025-06-01"));
    let world = world.given("dana", "hana", &recognise("For the plan."));
    let seq = last(&world);
    let world = world.given("dana", "hana", &rate("Pace", "high", "Fast.", &[seq]));
    let second = "name a second one first: coach role PERSON --grant hr";
    for actor in ["hana", "dana", "lena"] {
        let refusal = world.tries(actor, "hana", world.today, &approve()).expect_err(actor).to_string();
        assert!(refusal.contains(second), "{refusal}");
        assert!(!refusal.contains("human resources can: Hana Reyes"), "{refusal}");
    }
    let mut named = world;
    named.by_hr("otto", Event::RoleGranted(RoleGranted { role: Office::Hr }));
    let refusal = named.tries("hana", "hana", named.today, &approve()).expect_err("herself").to_string();
    assert!(refusal.contains("human resources can: OTTO."), "{refusal}");
    let named = named.given("otto", "hana", &approve()).given("dana", "hana", &deliver_appraisal(None));
    let refusal = named.tries("hana", "hana", named.today, &finalise_appraisal()).expect_err("herself").to_string();
    assert!(refusal.contains("DANA, who led Hana Reyes on that day, or human resources can: OTTO."), "{refusal}");
    let refusal = named.tries("hana", "hana", named.today, &revise_rating("Pace", "low")).expect_err("herself");
    assert!(!refusal.to_string().contains(second), "there is a second one: {refusal}");
    // Who rates as the only officer, and whom nobody leads.
    let mut rates = opened();
    rates.by_hr("stan", line("hana", "2025-07-01"));
    let rates = rates.given("hana", "stan", &recognise("For the list."));
    let seq = last(&rates);
    let rates = rates.given("hana", "stan", &rate("Pace", "high", "Fast.", &[seq]));
    rates.when("hana", "stan", &approve()).then_refused(&["has no other officer", second]);
}

#[test]
fn rule_lesson_4_a_witness_was_employed_in_the_same_agency_on_the_day() {
    let mut world = delivered(true);
    world.by_hr("otto", Event::EmployeeSeparated(EmployeeSeparated { last: day("2026-06-19") }));
    let late = EmployeeOnboarded {
        employee_number: None,
        name: "NEW".into(),
        login: "new".into(),
        hired: Some(day("2026-07-01")),
        covered: None,
    };
    world.by_hr("new", Event::EmployeeOnboarded(late));
    world.by_hr("stan", Event::AgencyJoined(AgencyJoined { agency: who("parks"), from: day("2026-06-01") }));
    for (witness, why) in [("otto", "left"), ("new", "not hired yet"), ("stan", "of another agency")] {
        let refusal = world.tries("lena", "ana", world.today, &decline(witness, None)).expect_err(why).to_string();
        assert!(refusal.contains("appraisal.witness") && refusal.contains("same agency"), "{why}: {refusal}");
    }
    world.when("lena", "ana", &decline("sib", None)).then_recorded(&["acknowledgement-declined"]);
}
