//! Step 2C, and what of 2D lingers.

use super::*;
use crate::domain::{Side, tests::solving::*};

#[test]
fn rule_2c_k1_an_open_problem_has_a_countermeasure_and_the_countermeasure_is_checked() {
    let world = held().given("ana", "ana", &open_problem("2C", "Forms come back."));
    holds(&world, "2C.K1", "2025-07-05");
    let next = world.at("2025-07-09").given("lena", "ana", &hold());
    holds(&next, "2C.K1", "2025-07-09");
    let what = "problem p1 of 2 July 2025 has no countermeasure, after 1 1:1";
    falls_short(&next, "2C.K1", "2025-07-10", &[(what, Some("2025-07-02"))]);
    let adopted = next.given("ana", "ana", &adopt("p1", Side::Employee, "2025-07-16"));
    holds(&adopted, "2C.K1", "2025-07-16");
    let what = "countermeasure k1 against p1 was to be checked on 16 July 2025";
    falls_short(&adopted, "2C.K1", "2025-07-20", &[(what, Some("2025-07-17"))]);
    holds(&adopted.given("ana", "ana", &check_countermeasure("k1")), "2C.K1", "2025-07-20");
}

#[test]
fn rule_2c_k2_some_countermeasures_are_the_employees_own() {
    let world = held().given("ana", "ana", &open_problem("2C", "Forms come back."));
    holds(&world, "2C.K2", "2025-07-03");
    let told = world.given("lena", "ana", &adopt("p1", Side::Leader, "2025-07-16"));
    let what = "1 countermeasure of this year, none of them the employee’s own";
    falls_short(&told, "2C.K2", "2025-07-03", &[(what, Some("2025-07-02"))]);
    let asked = told.given("lena", "ana", &adopt_text("p1", Side::Employee, "2025-07-16", "Call first."));
    holds(&asked, "2C.K2", "2025-07-03");
}

#[test]
fn rule_2c_k3_an_idea_is_asked_for_within_the_stretch_and_one_that_came_is_decided() {
    let world = held();
    holds(&world, "2C.K3", "2025-10-29");
    let what = "no idea was asked for or brought";
    falls_short(&world, "2C.K3", "2025-11-01", &[(what, Some("2025-07-04"))]);
    let asked = held().at("2025-09-03").given("lena", "ana", &solicit("The form?"));
    holds(&asked, "2C.K3", "2025-11-01");
    let what = "an idea was last asked for or brought on 3 September 2025";
    falls_short(&asked, "2C.K3", "2026-01-07", &[(what, Some("2025-09-09"))]);
    let came = held().at("2025-09-03").given("ana", "ana", &submit(None, "A bell.")).at("2025-09-10");
    let came = came.given("lena", "ana", &hold_of("2025-09-10"));
    let what = "idea e1 of 3 September 2025 is not decided";
    falls_short(&came, "2C.K3", "2025-09-11", &[(what, Some("2025-09-03"))]);
    holds(&came.given("lena", "ana", &decline("e1")), "2C.K3", "2025-09-11");
}

#[test]
fn rule_2d_r_a_problem_of_the_team_does_not_stand_through_two_meetings_unheeded() {
    let world = held().given("ana", "ana", &open_problem("2D", "Nobody says good morning."));
    let once = world.at("2025-07-09").given("lena", "ana", &hold_of("2025-07-09"));
    holds(&once, "2D.R", "2025-07-10");
    let twice = once.at("2025-07-16").given("lena", "ana", &hold_of("2025-07-16"));
    falls_short(&twice, "2D.R", "2025-07-17", &[("problem p1 has stood through 2 1:1s", Some("2025-07-02"))]);
    holds(&twice.clone().given("ana", "ana", &escalate("p1", "Please sit in.")), "2D.R", "2025-07-17");
    holds(&twice.given("lena", "ana", &adopt("p1", Side::Leader, "2025-07-23")), "2D.R", "2025-07-17");
}

#[test]
fn rule_4_k3_a_countermeasure_is_one_of_the_five_things_a_record_captures() {
    let empty = finalised();
    falls_short(&empty, "4.K3", "2025-07-03", &[("the record captures nothing of", Some("2025-07-02"))]);
    let world = held().given("lena", "ana", &open_problem("2C", "Forms come back."));
    let world = world.given("ana", "ana", &nothing_today()).given("lena", "ana", &finalise());
    holds(&world, "4.K3", "2025-07-03");
}

#[test]
fn nobody_is_labelled_by_what_they_were_or_were_not_asked() {
    let world = held();
    let asked = held().at("2025-09-03").given("lena", "ana", &solicit("The form?"));
    for world in [world, asked] {
        let ana = world.person("ana");
        let sight = Sight::of(&ana, &world.directory, day("2026-01-07"));
        let said =
            format!("{:?}{:?}", check(&sight, sight.cycle(), Class::Pair), crate::views::summary::summary(&sight));
        assert!(!said.to_lowercase().contains("quiet") && !said.contains("silent"), "{said}");
    }
}
