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

#[test]
fn rule_2e_k2_a_review_belongs_to_the_current_plan_and_to_the_meeting_under_way() {
    let world = held().when("lena", "ana", &review("Half done.")).then_refused(&["2E.K1", "--open"]);
    let world = world.given("ana", "ana", &open_plan("Lead an audit.")).given("ana", "ana", &open_plan("Lead two."));
    let world = world.when("lena", "ana", &review("Half done.")).then_recorded(&["development-plan-reviewed"]);
    let ana = world.person("ana");
    let reviews: Vec<_> = ana.plans.iter().map(|plan| plan.reviews.len()).collect();
    assert_eq!(reviews, [0, 1], "the last plan is the current one");
    assert!(ana.plans[1].reviews[0].what.meeting.is_some());
    world.when("dana", "ana", &review("From above.")).then_refused(&["authority.line"]);
}

#[test]
fn rule_2e_where_somebody_wants_to_go_is_theirs_alone_to_say() {
    let world = World::staffed();
    let world = world.when("lena", "ana", &interest("A leader.")).then_refused(&["authority.writer", "Only ANA can"]);
    let world = world.when("ana", "ana", &interest("The lab.")).then_recorded(&["career-interest-stated"]);
    assert_eq!(world.person("ana").interests[0].what.text, "The lab.");
}
