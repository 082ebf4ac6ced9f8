//! Steps 2A to 2F, and the topics as a whole.

use super::*;
use crate::domain::{Side, grow::Grow, preparation::Outcome};

#[test]
fn rule_2a_k1_a_finalised_meeting_leaves_a_next_step() {
    holds(&a_whole_record(), "2A.K1", "2025-07-03");
    let what = "no next step stood on record after 1 of 1 finalised 1:1s, on 2 July 2025";
    falls_short(&finalised(), "2A.K1", "2025-07-03", &[(what, Some("2025-07-02"))]);
}

#[test]
fn rule_2a_k2_every_open_commitment_is_answered_in_the_next_meeting() {
    let world = a_whole_record().at("2025-07-09").given("lena", "ana", &hold());
    let what = "2 commitments without an answer in the 1:1 of 9 July 2025: c1, c2";
    falls_short(&world, "2A.K2", "2025-07-10", &[(what, Some("2025-07-10"))]);
    holds(&world.given("lena", "ana", &on_track("c1")).given("ana", "ana", &done("c2")), "2A.K2", "2025-07-10");
}

#[test]
fn rule_2a_r_both_promise_and_both_keep_it() {
    let world = a_whole_record();
    holds(&world, "2A.R", "2025-07-16");
    let late = [
        ("1 commitment of the leader past due", Some("2025-07-17")),
        ("1 commitment of the employee past due", Some("2025-07-17")),
    ];
    falls_short(&world, "2A.R", "2025-07-20", &late);
    let one_sided = held().given("ana", "ana", &promise("Call the lab.", "2025-07-30", Some(Side::Employee)));
    let what = "1 commitment made in this year, none of them by the leader";
    falls_short(&one_sided, "2A.R", "2025-07-03", &[(what, Some("2025-07-02"))]);
}

#[test]
fn rule_2b_k3_the_employee_proposes_options_too() {
    holds(&held(), "2B.K3", "2025-07-03");
    let told = Grow {
        meeting: None,
        topic: "2B".into(),
        goal: "On time.".into(),
        reality: "Late.".into(),
        options: vec![(Side::Leader, "Start earlier.".into())],
        will: None,
        confidence: None,
    };
    let asked = Grow { options: vec![(Side::Employee, "Ask the lab.".into())], ..told.clone() };
    let world = held().given("lena", "ana", &Command::Grow(told));
    let what = "1 option in 1 GROW note of this year, none proposed by the employee";
    falls_short(&world, "2B.K3", "2025-07-03", &[(what, Some("2025-07-02"))]);
    holds(&world.given("lena", "ana", &Command::Grow(asked)), "2B.K3", "2025-07-03");
}

/// A 1:1 of 2 July, and one of 29 October with this said in it.
fn with_an_opportunity() -> World {
    let world = World::staffed().given("lena", "ana", &weekly()).given("lena", "ana", &hold()).at("2025-10-29");
    world.given("lena", "ana", &hold_of("2025-10-29")).given("lena", "ana", &said(Facet::Growth, Sign::Opportunity))
}

#[test]
fn rule_2b_r_the_grow_model_is_used_where_there_was_an_opportunity() {
    holds(&held(), "2B.R", "2025-11-01");
    let what = "1 opportunity for growth noted since 4 July 2025, and no GROW note";
    falls_short(&with_an_opportunity(), "2B.R", "2025-11-01", &[(what, Some("2025-10-29"))]);
    holds(&with_an_opportunity().given("lena", "ana", &grow("2B", None)), "2B.R", "2025-11-01");
    // What is asked of performance alone counts, and not what is asked of every topic or of another.
    let early = World::staffed().given("lena", "ana", &weekly()).given("lena", "ana", &hold()).at("2025-08-20");
    let early = early.given("lena", "ana", &hold_of("2025-08-20"));
    let early = early.given("lena", "ana", &said(Facet::Growth, Sign::Opportunity));
    holds(&tighter(early.clone(), "2E"), "2B.R", "2025-09-01");
    let what = "1 opportunity for growth noted since 2 August 2025, and no GROW note";
    falls_short(&tighter(early, "2B"), "2B.R", "2025-09-01", &[(what, Some("2025-08-20"))]);
}

#[test]
fn rule_2e_k3_the_leader_brings_their_standard_work() {
    let what = "leader standard work was brought to no 1:1";
    falls_short(&with_an_opportunity(), "2E.K3", "2025-11-01", &[(what, Some("2025-07-04"))]);
    holds(&with_an_opportunity(), "2E.K3", "2025-10-20");
    let brought = Hold { meeting: Some(day("2025-10-29")), standard_work: true, ..Hold::default() };
    holds(&with_an_opportunity().given("lena", "ana", &Command::Hold(brought)), "2E.K3", "2025-11-01");
    holds(&tighter(held(), "2B"), "2E.K3", "2025-09-01");
    falls_short(&tighter(held(), "2E"), "2E.K3", "2025-09-01", &[(what, Some("2025-08-02"))]);
}

#[test]
fn rule_2d_k1_the_health_of_the_team_is_talked_about_within_its_gap() {
    let world = held();
    holds(&world, "2D.K1", "2025-10-30");
    let never = [("2D not talked about since the first 1:1", Some("2025-10-31"))];
    falls_short(&world, "2D.K1", "2025-10-31", &never);
    let coached = world.clone().at("2025-07-09").given("lena", "ana", &grow("2D", None));
    holds(&coached, "2D.K1", "2025-11-06");
    falls_short(&coached, "2D.K1", "2025-11-07", &[("2D last talked about on 9 July 2025", Some("2025-11-07"))]);
    let world = world.given("lena", "ana", &note("2D", "Tired of it."));
    holds(&world, "2D.K1", "2025-10-30");
    falls_short(&world, "2D.K1", "2025-10-31", &[("2D last talked about on 2 July 2025", Some("2025-10-31"))]);
}

#[test]
fn rule_2d_k2_what_the_employee_raised_about_the_team_is_taken_up() {
    let world = World::staffed().given("lena", "ana", &weekly()).given("ana", "ana", &prepare(&[("2D", "Tired.")]));
    holds(&world, "2D.K2", "2025-07-02");
    let what = "item i1 of the employee was not taken up in the 1:1 of 2 July 2025";
    falls_short(&world, "2D.K2", "2025-07-03", &[(what, Some("2025-07-03"))]);
    holds(&world.given("lena", "ana", &end(&[(1, Outcome::Discussed)])), "2D.K2", "2025-07-03");
}

#[test]
fn rule_2d_r_nothing_about_the_team_is_put_off_twice() {
    let world = World::staffed().given("lena", "ana", &weekly()).given("ana", "ana", &prepare(&[("2D", "Tired.")]));
    let world = world.given("lena", "ana", &end(&[(1, Outcome::Deferred)]));
    holds(&world, "2D.R", "2025-07-03");
    let world = world.given("ana", "ana", &nothing_today()).given("lena", "ana", &finalise()).at("2025-07-09");
    let twice = world.clone().given("lena", "ana", &end(&[(1, Outcome::Deferred)]));
    falls_short(&twice, "2D.R", "2025-07-10", &[("item i1 was put off 2 times", Some("2025-07-02"))]);
    holds(&world.given("lena", "ana", &end(&[(1, Outcome::Discussed)])), "2D.R", "2025-07-10");
}

#[test]
fn rule_2e_k1_everybody_has_a_development_plan() {
    falls_short(&World::staffed(), "2E.K1", "2025-07-03", &[("no development plan on record", Some("2025-07-01"))]);
    holds(&World::staffed().given("ana", "ana", &open_plan("Lead a crew.")), "2E.K1", "2025-07-03");
}

#[test]
fn rule_2e_k2_a_plan_has_a_next_step_that_is_not_past_due() {
    let world = World::staffed().given("ana", "ana", &open_plan("Lead a crew."));
    falls_short(&world, "2E.K2", "2025-07-03", &[("plan d1 has no next step", Some("2025-07-02"))]);
    let world = world.given("ana", "ana", &act("Take the course.", "2025-07-20"));
    holds(&world, "2E.K2", "2025-07-20");
    let late = [("1 development action of plan d1 past due", Some("2025-07-21"))];
    falls_short(&world, "2E.K2", "2025-07-21", &late);
    let world = world.at("2025-07-18").given("ana", "ana", &complete("a1"));
    falls_short(&world, "2E.K2", "2025-07-21", &[("plan d1 has no next step", Some("2025-07-18"))]);
    // A review counts as much as an action: the plan is idle since the last of them.
    let world = world.at("2025-07-20").given("ana", "ana", &review("The course helped."));
    falls_short(&world, "2E.K2", "2025-07-21", &[("plan d1 has no next step", Some("2025-07-20"))]);
}

#[test]
fn rule_2e_k2_a_plan_is_not_idle_for_longer_than_the_gap_of_development() {
    let world = held().given("ana", "ana", &open_plan("Lead a crew."));
    let world = world.given("ana", "ana", &act("Take the course.", "2026-03-31"));
    holds(&world, "2E.K2", "2025-10-30");
    let idle = "plan d1 is idle: no action and no review since 2 July 2025";
    falls_short(&world, "2E.K2", "2025-10-31", &[(idle, Some("2025-07-02"))]);
    falls_short(&tighter(world.clone(), "2E"), "2E.K2", "2025-08-02", &[(idle, Some("2025-07-02"))]);
    let reviewed = world.at("2025-10-01").given("ana", "ana", &review("Half of it is done."));
    holds(&reviewed, "2E.K2", "2025-10-31");
}

#[test]
fn rule_2f_the_employee_had_the_chance() {
    let what = "the employee’s own topics are not there, declined or asked for in 1 of 1 1:1s held, on 2 July 2025";
    falls_short(&held(), "2F", "2025-07-03", &[(what, Some("2025-07-03"))]);
    holds(&held().given("ana", "ana", &nothing_today()), "2F", "2025-07-03");
    holds(&held().given("lena", "ana", &asked("Nothing.")), "2F", "2025-07-03");
}

#[test]
fn rule_n_topics_each_topic_recurs_within_its_gap() {
    let world = held();
    holds(&world, "N.topics", "2025-10-30");
    let what = "2A not talked about since the first 1:1; 2B not talked about since the first 1:1; 2C";
    falls_short(&world, "N.topics", "2025-10-31", &[(what, Some("2025-10-31"))]);
    assert!(!found(&world, "N.topics", "2025-10-31")[0].what.contains("2D"), "2D has a rule of its own");
    let said = |world: &World| found(world, "N.topics", "2025-10-31")[0].what.clone();
    let coached = world.clone().given("lena", "ana", &grow("2C", None));
    assert!(said(&world).contains("2C not talked about") && said(&coached).contains("2C last talked about on 2 July"));
    let mut world = world;
    for topic in ["2A", "2B", "2C", "2E", "2F"] {
        world = world.given("lena", "ana", &note(topic, "Talked about."));
    }
    holds(&world, "N.topics", "2025-10-30");
}
