//! Steps 3 and 4, and the newsletter's words about the whole.

use super::*;
use crate::domain::{
    Event,
    meeting::{MeetingHeld, Mode},
    preparation::Outcome,
    tests::who,
};

/// A 1:1 of 2 July with entries of these facets and signs, and one more 1:1 well after the gap of the topics.
fn with_notes(notes: &[(Facet, Sign)]) -> World {
    let world = World::staffed().given("lena", "ana", &weekly());
    let mut world = weeks_held(world, &["2025-07-02", "2025-10-29"]);
    for (facet, sign) in notes {
        world = world.given("lena", "ana", &said(*facet, *sign));
    }
    world
}

#[test]
fn rule_3_k1_entries_are_about_all_four_facets() {
    use {Facet::*, Sign::*};
    let all = [(Activity, Success), (Behaviour, Success), (Result, Success), (Growth, Opportunity)];
    holds(&with_notes(&all), "3.K1", "2025-11-01");
    let what = "2 discussion entries since 4 July 2025, none about behaviour and growth";
    let some = with_notes(&[(Activity, Success), (Result, Success)]);
    falls_short(&some, "3.K1", "2025-11-01", &[(what, Some("2025-07-04"))]);
    holds(&held(), "3.K1", "2025-07-10");
    // The stretch is the longest gap that is asked of any topic: shorter only once every topic's own is.
    let five = ["2A", "2B", "2C", "2D", "2E"].into_iter().fold(held(), tighter);
    holds(&five, "3.K1", "2025-09-01");
    let what = "0 discussion entries since 2 August 2025, none about activity, behaviour, result and growth";
    falls_short(&tighter(five.clone(), "2F"), "3.K1", "2025-09-01", &[(what, Some("2025-08-02"))]);
}

#[test]
fn rule_3_k2_successes_and_opportunities_both_show() {
    holds(&with_notes(&[(Facet::Result, Sign::Success), (Facet::Growth, Sign::Opportunity)]), "3.K2", "2025-11-01");
    let what = "1 discussion entry since 4 July 2025, none as a success";
    let only = with_notes(&[(Facet::Growth, Sign::Opportunity)]);
    falls_short(&only, "3.K2", "2025-11-01", &[(what, Some("2025-07-04"))]);
    let five = ["2A", "2B", "2C", "2D", "2E"].into_iter().fold(held(), tighter);
    holds(&five, "3.K2", "2025-09-01");
    let what = "0 discussion entries since 2 August 2025, none as a success or as an opportunity for growth";
    falls_short(&tighter(five, "2F"), "3.K2", "2025-09-01", &[(what, Some("2025-08-02"))]);
}

#[test]
fn rule_3_k3_what_was_prepared_is_used() {
    let world =
        World::staffed().given("lena", "ana", &weekly()).given("ana", "ana", &prepare(&[("2C", "a"), ("2B", "b")]));
    let world = world.given("lena", "ana", &end(&[(1, Outcome::Discussed)]));
    let what = "1 prepared item not ended in the 1:1 of 2 July 2025: i2";
    falls_short(&world, "3.K3", "2025-07-03", &[(what, Some("2025-07-03"))]);
    holds(&world.given("lena", "ana", &end(&[(2, Outcome::Deferred)])), "3.K3", "2025-07-03");
}

#[test]
fn rule_3_r_the_leader_of_the_day_facilitates() {
    holds(&held(), "3.R", "2025-07-03");
    let mut world = World::staffed().given("lena", "ana", &weekly());
    let batch = world.tries("lena", "ana", day("2025-07-02"), &hold()).expect("held");
    let another = batch.into_iter().map(|mut proposed| {
        if let Event::MeetingHeld(it) = &proposed.event {
            let by = MeetingHeld { facilitator: who("otto"), mode: Mode::Video, ..it.clone() };
            proposed.event = Event::MeetingHeld(by);
        }
        proposed
    });
    let another = another.collect();
    world.record(who("lena"), another);
    let what = "facilitated by somebody else than the leader of the day: 1 of 1 1:1s held, on 2 July 2025";
    falls_short(&world, "3.R", "2025-07-03", &[(what, Some("2025-07-02"))]);
}

#[test]
fn rule_4_k1_the_record_is_finalised_for_the_next_agenda() {
    holds(&held(), "4.K1", "2025-07-02");
    let what = "the record is not finalised of 1 of 1 1:1s held, on 2 July 2025";
    falls_short(&held(), "4.K1", "2025-07-03", &[(what, Some("2025-07-03"))]);
    holds(&finalised(), "4.K1", "2025-07-03");
}

#[test]
fn rule_4_k2_a_baseline_is_established_within_the_stretch() {
    let world = with_notes(&[]);
    let what = "no baseline of performance on record";
    falls_short(&world, "4.K2", "2025-11-01", &[(what, Some("2025-07-04"))]);
    holds(&world.given("lena", "ana", &baseline("Two reports a week.", None)), "4.K2", "2025-11-01");
    holds(&tighter(held(), "2E"), "4.K2", "2025-09-01");
    falls_short(&tighter(held(), "2B"), "4.K2", "2025-09-01", &[(what, Some("2025-08-02"))]);
}

#[test]
fn rule_4_k3_a_finalised_record_captures_something() {
    let what = "the record captures nothing of 1 of 1 finalised 1:1s, on 2 July 2025";
    falls_short(&finalised(), "4.K3", "2025-07-03", &[(what, Some("2025-07-02"))]);
    holds(&a_whole_record(), "4.K3", "2025-07-03");
}

#[test]
fn rule_4_r1_both_have_something_to_do_after_the_meeting() {
    holds(&a_whole_record(), "4.R1", "2025-07-03");
    let world = a_whole_record().given("ana", "ana", &done("c2"));
    let what = "the employee has no next step after the 1:1 of 2 July 2025";
    falls_short(&world, "4.R1", "2025-07-03", &[(what, Some("2025-07-03"))]);
}

#[test]
fn rule_n_pdca_no_meeting_lacks_a_whole_phase() {
    holds(&a_whole_record(), "N.pdca", "2025-07-09");
    let what =
        "2 of 2 1:1s, the last on 9 July 2025 lack a phase: 2 prepared by nobody, 1 not conducted and 1 not concluded";
    falls_short(&held(), "N.pdca", "2025-07-10", &[(what, Some("2025-07-02"))]);
}

#[test]
fn rule_n_twoway_the_employee_has_a_word_in_the_record() {
    holds(&a_whole_record(), "N.twoway", "2025-07-03");
    let silent = held().given("lena", "ana", &asked("Nothing."));
    let what = "1 1:1 held in this year, and no entry by the employee’s own hand";
    falls_short(&silent, "N.twoway", "2025-07-03", &[(what, Some("2025-07-02"))]);
    let what = "the employee has not answered 1 of 1 finalised records, on 2 July 2025";
    falls_short(&finalised(), "N.twoway", "2025-07-03", &[(what, Some("2025-07-02"))]);
}
