//! Goals and the published objectives; training in the revision in force.

use super::*;
use crate::domain::{
    adoption::{Step, Trained},
    steer::Aim,
    strategy::{adopt, publish, retire},
    tests::who,
};

fn serving(objective: &str) -> Command {
    set_goal("Ten wells.", Aim { objective: Some(objective.into()), ..Aim::default() })
}

#[test]
fn rule_1_r1_goals_serve_a_published_objective() {
    let world = World::staffed().given("lena", "ana", &serving("Safe water"));
    holds(&world, "1.R1", "2025-07-03");
    let world = world.at("2025-07-04");
    let world = world.set_by_hr(|context| adopt(context, "Clear water", day("2025-07-01"), day("2026-06-30")));
    let world = world.set_by_hr(|context| publish(context, "Every well is tested", None));
    let world = world.set_by_hr(|context| publish(context, "Permits are quick", None));
    holds(&world, "1.R1", "2025-07-03");
    falls_short(&world, "1.R1", "2025-07-05", &[("g1 serves no objective that is published", Some("2025-07-04"))]);
    let revised = Aim { objective: Some("t1".into()), ..Aim::default() };
    let world = world.given("lena", "ana", &revise_goal(revised));
    holds(&world, "1.R1", "2025-07-05");
    let world = world.at("2025-07-10");
    let world = world.set_by_hr(|context| retire(context, "t1".parse().expect("a name"), "It is law."));
    holds(&world, "1.R1", "2025-07-09");
    falls_short(&world, "1.R1", "2025-07-10", &[("g1 serves no objective that is published", Some("2025-07-10"))]);
    let said = &found(&world, "1.R1", "2025-07-10")[0];
    assert!(!format!("{said:?}").contains("wells"), "a finding quotes nobody: {said:?}");
}

#[test]
fn rule_n_training_whoever_is_led_is_trained_in_the_revision_in_force() {
    let world = World::staffed().in_unit("ana", "Wells").in_unit("sib", "Wells").in_unit("stan", "Permits");
    let world = world.stepped(&Step::Train(1, Trained::People(vec![who("sib")])));
    holds(&world, "N.training", "2025-07-03");
    let world = world.at("2025-07-04").stepped(&Step::Deploy(Some("Wells".into())));
    holds(&world, "N.training", "2025-07-03");
    let short = ("not among those trained in version 1 of the standard; 1 name on record", Some("2025-07-02"));
    falls_short(&world, "N.training", "2025-07-04", &[short]);
    assert_eq!(with("stan", &world, "N.training", "2025-07-04"), [], "it is not deployed there");
    assert_eq!(with("sib", &world, "N.training", "2025-07-04"), []);
    let counted = world.clone().stepped(&Step::Train(1, Trained::Number(40)));
    falls_short(&counted, "N.training", "2025-07-04", &[short]);
    let world = world.stepped(&Step::Train(1, Trained::Unit("Wells".into())));
    holds(&world, "N.training", "2025-07-04");
}
