//! What steers performance: objectives, obstacles, recognition, and concerns that are answered.

use super::*;
use crate::domain::{names::ConcernId, steer::Aim};

/// A goal that serves an objective, or none.
fn goal(objective: Option<&str>) -> Command {
    set_goal("Ninety orders a month.", Aim { objective: objective.map(str::to_owned), ..Aim::default() })
}

#[test]
fn rule_1_r1_each_goal_serves_an_objective() {
    let world = World::staffed().given("lena", "ana", &goal(Some("Accurate weights.")));
    holds(&world, "1.R1", "2025-07-03");
    let world = world.given("lena", "ana", &goal(None));
    falls_short(&world, "1.R1", "2025-07-03", &[("1 goal with no strategic objective: g2", Some("2025-07-02"))]);
    let aim = Aim { objective: Some("Accurate weights.".into()), ..Aim::default() };
    let second = crate::domain::steer::Steer::Revise("g2".parse().expect("a name"), None, aim, "Named it.".into());
    holds(&world.given("lena", "ana", &Command::Goal(second)), "1.R1", "2025-07-03");
}

/// A promise that answers the first concern.
fn answer() -> Command {
    Command::Answering(ConcernId(1), Box::new(promise("Scan before noon.", "2025-10-16", None)))
}

#[test]
fn rule_1_r2_a_change_of_plan_answers_a_concern_within_thirty_days() {
    let world = World::staffed().given("lena", "ana", &raise_concern("Two scans of June were late."));
    holds(&world, "1.R2", "2025-08-01");
    let what = "no change of plan answers n1, raised on 2 July 2025, within 30 days";
    falls_short(&world, "1.R2", "2025-08-02", &[(what, Some("2025-08-02"))]);
    let in_time = world.clone().at("2025-08-01").given("lena", "ana", &answer());
    holds(&in_time, "1.R2", "2025-12-01");
    let late = world.at("2025-08-05").given("lena", "ana", &answer());
    let what = "a change of plan answered n1, raised on 2 July 2025, after 34 days; 30 are asked";
    falls_short(&late, "1.R2", "2025-12-01", &[(what, Some("2025-08-02"))]);
    let quoted = found(&late, "1.R2", "2025-12-01");
    assert!(!quoted[0].what.contains("scans"), "it quotes nobody: {quoted:?}");
}

#[test]
fn rule_2b_k1_an_obstacle_is_in_the_way_of_a_goal_and_does_not_linger() {
    let world = World::staffed().given("lena", "ana", &goal(Some("Accurate weights.")));
    let linked = world.clone().given("ana", "ana", &raise_obstacle("The press breaks down.", Some("g1")));
    holds(&linked, "2B.K1", "2025-08-01");
    let what = "obstacle o1 stands since 2 July 2025, nothing moved since 2 July 2025";
    falls_short(&linked, "2B.K1", "2025-08-02", &[(what, Some("2025-08-02"))]);
    // A revision of its goal is a move.
    let moved = linked.clone().at("2025-07-20").given("lena", "ana", &revise_goal(Aim::due("2025-12-01")));
    holds(&moved, "2B.K1", "2025-08-19");
    let what = "obstacle o1 stands since 2 July 2025, nothing moved since 20 July 2025";
    falls_short(&moved, "2B.K1", "2025-08-20", &[(what, Some("2025-08-20"))]);
    holds(&linked.at("2025-07-20").given("ana", "ana", &remove_obstacle("o1")), "2B.K1", "2025-12-01");
    let alone = world.given("ana", "ana", &raise_obstacle("The press breaks down.", None));
    falls_short(&alone, "2B.K1", "2025-07-03", &[("obstacle o1 is in the way of no goal", Some("2025-07-02"))]);
    assert_eq!(found(&alone, "2B.K1", "2025-08-02").len(), 2, "it lingers too");
}

#[test]
fn rule_2b_k2_progress_is_recognised_within_the_gap_of_performance() {
    holds(&held(), "2B.K2", "2025-10-29");
    falls_short(&held(), "2B.K2", "2025-10-30", &[("no recognition on record", Some("2025-07-02"))]);
    let world = held().given("lena", "ana", &recognise("Two days early."));
    holds(&world, "2B.K2", "2025-10-30");
    let what = "progress was last recognised on 2 July 2025";
    falls_short(&world, "2B.K2", "2025-10-31", &[(what, Some("2025-07-03"))]);
    falls_short(&tighter(world, "2B"), "2B.K2", "2025-09-01", &[(what, Some("2025-08-02"))]);
}

impl Aim {
    /// Another due date.
    fn due(on: &str) -> Self {
        Self { due: Some(day(on)), ..Self::default() }
    }
}
