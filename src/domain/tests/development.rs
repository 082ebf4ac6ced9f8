//! Development plans (rule 2E).

use super::{World, commands::*};

#[test]
fn rule_2e_k1_a_plan_is_opened_by_either_side_and_its_actions_are_completed() {
    let world =
        World::staffed().when("ana", "ana", &open_plan("Lead an audit.")).then_recorded(&["development-plan-opened"]);
    let world =
        world.when("lena", "ana", &act("Shadow one.", "2025-10-01")).then_recorded(&["development-action-planned"]);
    let world =
        world.when("ana", "ana", &complete("a2")).then_refused(&["no development action a2", "a1: Shadow one."]);
    let world = world.when("ana", "ana", &complete("a1")).then_recorded(&["development-action-completed"]);
    world.when("lena", "ana", &complete("a1")).then_refused(&["recorded as completed", "--set outcome"]);
}

#[test]
fn rule_2e_an_action_needs_a_plan_and_a_day_to_come() {
    let world =
        World::staffed().when("ana", "ana", &act("Shadow one.", "2025-10-01")).then_refused(&["2E.K1", "--open"]);
    let world = world.given("ana", "ana", &open_plan("Lead an audit."));
    world.when("ana", "ana", &act("Shadow one.", "2025-07-01")).then_refused(&["2E.K2", "before it was planned"]);
}
