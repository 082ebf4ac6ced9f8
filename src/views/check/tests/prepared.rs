//! Step 2.

use super::*;

#[test]
fn rule_2_k2_both_sides_prepare_in_writing() {
    holds(&a_whole_record(), "2.K2", "2025-07-03");
    let world = World::staffed().given("lena", "ana", &weekly()).given("ana", "ana", &prepare(&[("2C", "The scale.")]));
    let world = world.given("lena", "ana", &hold());
    let what = "written preparation of the leader is missing for 1 of 1 1:1s held, on 2 July 2025";
    falls_short(&world, "2.K2", "2025-07-03", &[(what, Some("2025-07-02"))]);
    let both = held();
    assert_eq!(found(&both, "2.K2", "2025-07-03").len(), 2, "each side is said by itself");
}

#[test]
fn rule_2_r_a_preparation_brings_a_win_and_a_growth_item() {
    holds(&a_whole_record(), "2.R", "2025-07-03");
    let world = World::staffed().given("lena", "ana", &weekly()).given("ana", "ana", &prepare(&[("2C", "The scale.")]));
    let what = "of 1 preparation of the employee: 1 without a win and 1 without a growth item";
    falls_short(&world, "2.R", "2025-07-02", &[(what, Some("2025-07-02"))]);
}
