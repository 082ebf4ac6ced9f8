//! Step 2.

use super::*;
use crate::domain::preparation::Prepare;

/// The agenda reviewed, and nothing else prepared.
fn reviewed() -> Command {
    Command::Prepare(Prepare { reviewed: true, ..Prepare::default() })
}

#[test]
fn rule_2_k1_both_sides_review_the_agenda() {
    let world = World::staffed().given("lena", "ana", &weekly()).given("ana", "ana", &reviewed());
    let what = "review of the agenda of the leader is missing for 1 of 1 1:1s held, on 2 July 2025";
    let one_sided = world.clone().given("lena", "ana", &hold());
    falls_short(&one_sided, "2.K1", "2025-07-03", &[(what, Some("2025-07-02"))]);
    let chain = judged(Class::Person, "ana", &one_sided, "2.K1", "2025-07-03");
    assert_eq!(chain[0].what, "review of the agenda is missing for 1 of 2 sides in 1 1:1 held");
    holds(&world.given("lena", "ana", &reviewed()).given("lena", "ana", &hold()), "2.K1", "2025-07-03");
}

#[test]
fn rule_2_k3_a_critical_message_is_delivered_in_the_next_meeting() {
    let world = World::staffed().given("lena", "ana", &weekly());
    let world = world.given("lena", "ana", &message("00000000000000aa", &["ana"], "The office moves."));
    holds(&world, "2.K3", "2025-07-03");
    let world = world.at("2025-07-09").given("lena", "ana", &hold_of("2025-07-09"));
    let what = "1 critical message not delivered, though a 1:1 was held since";
    falls_short(&world, "2.K3", "2025-07-10", &[(what, Some("2025-07-02"))]);
    holds(&world.given("lena", "ana", &deliver("")), "2.K3", "2025-07-10");
}

#[test]
fn rule_2_k2_both_sides_prepare_in_writing() {
    holds(&a_whole_record(), "2.K2", "2025-07-03");
    let world = World::staffed().given("lena", "ana", &weekly()).given("ana", "ana", &prepare(&[("2C", "The scale.")]));
    let world = world.given("lena", "ana", &hold());
    let what = "written preparation of the leader is missing for 1 of 1 1:1s held, on 2 July 2025";
    falls_short(&world, "2.K2", "2025-07-03", &[(what, Some("2025-07-02"))]);
    let both = held();
    assert_eq!(found(&both, "2.K2", "2025-07-03").len(), 2, "each side is said by itself");
    let chain = |world: &World| judged(Class::Person, "ana", world, "2.K2", "2025-07-03");
    assert_eq!(chain(&both)[0].what, "written preparation is missing for 2 of 2 sides in 1 1:1 held");
    let (of_one, by_two) = (&chain(&world)[0], &found(&world, "2.K2", "2025-07-03")[0]);
    assert!(!format!("{}{}", of_one.what, of_one.todo).to_lowercase().contains("lena"), "{of_one:?}");
    assert_eq!((of_one.class, by_two.class), (Class::Person, Class::Pair));
    assert_eq!(chain(&a_whole_record()), []);
}

#[test]
fn rule_2_r_a_preparation_brings_a_win_and_a_growth_item() {
    holds(&a_whole_record(), "2.R", "2025-07-03");
    let world = World::staffed().given("lena", "ana", &weekly()).given("ana", "ana", &prepare(&[("2C", "The scale.")]));
    let what = "of 1 preparation of the employee: 1 without a win and 1 without a growth item";
    falls_short(&world, "2.R", "2025-07-02", &[(what, Some("2025-07-02"))]);
}
