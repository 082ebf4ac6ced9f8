//! A correction turns no order round: of concerns, commitments, 1:1s and development actions.

use super::{World, appraising::*, commands::*, day};
use crate::domain::{
    Command, Side,
    steer::{Aim, Steer},
};

/// On a later day, a correction of the day of an entry is refused in these words, or recorded where there are none.
fn corrected(world: &World, actor: &str, target: u64, on: &str, words: &[&str]) {
    let outcome = world.clone().at("2026-06-30").when(actor, "ana", &correct(target, "occurred_on", on));
    match words.is_empty() {
        true => drop(outcome.then_recorded(&["entry-corrected"])),
        false => drop(outcome.then_refused(words)),
    }
}

#[test]
fn rule_4_r2_no_correction_turns_a_warning_and_what_rests_on_it_round() {
    let world = delivered(true);
    let raised = world.person("ana").concerns.values().next().map(|it| it.raised.seq).expect("raised");
    corrected(&world, "lena", raised, "2026-06-21", &["\"occurred_on\"", "turns the order round", "n1 was raised"]);
    corrected(&world, "lena", raised, "2025-07-03", &["n1 was acknowledged on 2025-07-02", "n1 was raised"]);
    corrected(&world, "ana", raised + 1, "2026-06-21", &["which cites it, was delivered on 2026-06-20", "n1"]);
    corrected(&world, "ana", raised + 1, "2025-07-01", &["before n1 was raised on 2025-07-02"]);
    corrected(&world, "lena", raised, "2025-07-01", &[]);
    corrected(&world, "ana", raised + 1, "2025-07-04", &[]);
}

#[test]
fn rule_4_r2_what_was_late_stays_correctable() {
    let world = delivered(false).given("ana", "ana", &ack_concern("n1"));
    let late = last(&world);
    let world = world.at("2026-06-25");
    corrected(&world, "ana", late, "2025-07-01", &["before n1 was raised"]);
    corrected(&world, "ana", late, "2026-06-28", &["was delivered on 2026-06-20"]);
}

#[test]
fn rule_2a_k1_no_correction_puts_an_answer_before_the_promise() {
    let world = World::staffed().given("lena", "ana", &promise("Count them.", "2026-07-30", None));
    let made = last(&world);
    let world = world.at("2025-07-10").given("lena", "ana", &done("c1"));
    let kept = last(&world);
    corrected(&world, "lena", kept, "2025-07-01", &["c1 was answered on 2025-07-01, before c1 was made on 2025-07-02"]);
    corrected(&world, "lena", made, "2025-07-11", &["before c1 was made on 2025-07-11"]);
    corrected(&world, "lena", kept, "2025-07-08", &[]);
}

#[test]
fn rule_2a_k1_another_due_day_is_agreed_and_not_corrected() {
    let world = World::staffed().given("lena", "ana", &promise("Count them.", "2025-07-16", Some(Side::Employee)));
    let made = last(&world);
    let due = |seq| correct(seq, "due", "2025-07-30");
    world.clone().at("2025-07-02").when("lena", "ana", &due(made)).then_recorded(&["entry-corrected"]);
    let world = world.at("2025-07-14");
    for who in ["lena", "hana"] {
        let words =
            ["\"due\" stands", "reads 2025-07-16", "coach renegotiate PERSON c1 --due 2025-07-30", "[rule 2A.K1]"];
        world.clone().when(who, "ana", &due(made)).then_refused(&words);
    }
    world.clone().when("lena", "ana", &correct(made, "text", "Count all.")).then_recorded(&["entry-corrected"]);
    let world = world.given("ana", "ana", &renegotiate("c1", "2025-07-20"));
    let agreed = last(&world);
    let world = world.at("2025-07-18").when("ana", "ana", &due(agreed)).then_refused(&["reads 2025-07-20"]);
    let world = world.given("ana", "ana", &done("c1"));
    world.when("ana", "ana", &due(agreed)).then_refused(&["c1 has ended"]);
}

#[test]
fn no_correction_puts_a_goal_after_its_values_and_revisions() {
    let aim = || Aim { metric: Some("orders".into()), ..Aim::default() };
    let world = World::staffed().given("lena", "ana", &set_goal("Fewer late orders", aim()));
    let set = last(&world);
    let (name, value) = ("g1".parse().expect("a name"), "1.5".parse().expect("a decimal"));
    let observe = Steer::Observe(name, value, day("2025-06-30"), "the book".into());
    let world = world.at("2025-07-10").given("lena", "ana", &Command::Goal(observe));
    let observed = last(&world);
    let world = world.at("2025-07-12").given("lena", "ana", &revise_goal(Aim { unit: Some("a week".into()), ..aim() }));
    corrected(&world, "lena", set, "2025-07-11", &["a value of g1 was observed on 2025-07-10", "g1 was set"]);
    corrected(&world, "lena", observed, "2025-07-01", &["before g1 was set on 2025-07-02"]);
    corrected(&world, "lena", observed + 1, "2025-07-01", &["g1 was revised on 2025-07-01"]);
    corrected(&world, "lena", set, "2025-07-09", &[]);
}

#[test]
fn no_correction_puts_the_end_of_an_action_or_a_record_before_its_beginning() {
    let world = World::staffed().given("lena", "ana", &open_plan("Scales."));
    let world = world.given("lena", "ana", &act("Read the manual", "2026-07-30"));
    let planned = last(&world);
    let world = world.at("2025-07-10").given("lena", "ana", &complete("a1"));
    corrected(&world, "lena", planned, "2025-07-11", &["a1 was completed on 2025-07-10"]);
    corrected(&world, "lena", planned + 1, "2025-07-01", &["before a1 was planned"]);
    let world = finalised();
    let finished = last(&world);
    corrected(
        &world,
        "lena",
        finished,
        "2025-07-01",
        &["its record was finalised on 2025-07-01, before the 1:1 was held"],
    );
}
