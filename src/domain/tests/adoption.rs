//! Deployment, training and maturity (N.training, N.adoption, J.purpose).

use super::{World, day, who};
use crate::domain::{
    Event, Proposed, Role,
    adoption::{AgencyAdoption, Step, Trained},
    roster::PositionAssigned,
};

impl World {
    /// With somebody in a unit.
    pub(crate) fn in_unit(mut self, login: &str, unit: &str) -> Self {
        let assigned = Event::PositionAssigned(PositionAssigned {
            position: "Technician".into(),
            tier: "frontline".into(),
            unit: Some(unit.into()),
            office: "Phoenix".into(),
            time_zone: chrono_tz::America::Phoenix,
            from: day("2025-01-01"),
        });
        let proposed = Proposed::new(who(login), Role::Hr, self.today, assigned);
        self.record(who("hana"), vec![proposed]);
        self
    }

    /// Where Hana recorded a step of the adoption.
    pub(crate) fn stepped(self, step: &Step) -> Self {
        self.set_by_hr(|context| step.decide(context))
    }

    fn adopted(&self) -> &AgencyAdoption {
        self.directory.adoption.of(who("agency")).expect("something is on record")
    }
}

fn refused(world: &World, step: &Step, words: &[&str]) {
    let refusal = step.decide(&world.context("hana", world.today)).expect_err("a refusal").to_string();
    words.iter().for_each(|word| assert!(refusal.contains(word), "{word:?} is not in: {refusal}"));
}

fn placed() -> World {
    World::staffed().in_unit("ana", "Wells").in_unit("sib", "Wells").in_unit("stan", "Permits")
}

#[test]
fn rule_n_adoption_the_standard_is_deployed_once_to_a_unit_or_to_all() {
    let world = placed().stepped(&Step::Deploy(Some("wells".into())));
    let deployed = |world: &World, unit| world.adopted().is_deployed_to(unit, day("2025-07-02"));
    assert!(deployed(&world, Some("Wells")) && !deployed(&world, Some("Permits")) && !deployed(&world, None));
    assert!(!world.adopted().is_deployed_to(Some("Wells"), day("2025-07-01")), "not before its day");
    refused(&world, &Step::Deploy(Some("WELLS".into())), &["N.adoption", "deployed to Wells on 2025-07-02"]);
    refused(&world, &Step::Deploy(Some("Roads".into())), &["N.adoption", "Roads", "- Permits", "- Wells"]);
    let world = world.stepped(&Step::Deploy(None));
    assert!(deployed(&world, None) && deployed(&world, Some("Permits")));
    refused(&world, &Step::Deploy(Some("Permits".into())), &["deployed to the whole agency"]);
    let refusal = Step::Deploy(None).decide(&world.context("dana", world.today)).expect_err("HR's").to_string();
    assert!(refusal.contains("authority.writer"), "{refusal}");
}

#[test]
fn rule_j_purpose_a_training_names_the_revision_that_was_trained() {
    let world = placed().stepped(&Step::Train(1, Trained::Unit("Wells".into())));
    refused(&world, &Step::Train(2, Trained::Number(3)), &["J.purpose", "no version 2", "version 1"]);
    let world = world.stepped(&Step::Train(1, Trained::People(vec![who("stan"), who("stan")])));
    let world = world.stepped(&Step::Train(1, Trained::Number(38)));
    let trainings: Vec<_> =
        world.adopted().trainings.iter().map(|it| (it.what.attended, it.what.people.len())).collect();
    assert_eq!(trainings, [(2, 2), (1, 1), (38, 0)]);
    let named = |version, on| world.adopted().trained_by_name(version, day(on)).count();
    assert_eq!((named(1, "2025-07-02"), named(1, "2025-07-01"), named(2, "2025-07-02")), (2, 0, 0));
}

#[test]
fn rule_n_training_somebody_took_part() {
    let world = placed().stepped(&Step::Trainers(vec![" The office ".into()], 6));
    assert_eq!(world.adopted().sessions[0].what.trainers, ["The office"]);
    refused(&world, &Step::Trainers(vec!["The office".into()], 0), &["N.training", "--attended"]);
    refused(&world, &Step::Trainers(vec![" ".into()], 3), &["trainer is empty"]);
    refused(&world, &Step::Train(1, Trained::Number(0)), &["N.training"]);
    refused(&world, &Step::Train(1, Trained::Unit("Roads".into())), &["Roads"]);
}

#[test]
fn rule_n_adoption_maturity_is_a_level_of_one_to_five() {
    let assess = |level| Step::Assess("The office".into(), level, Some("Steady.".into()));
    let world = placed().stepped(&assess(3));
    assert_eq!(world.adopted().assessments[0].what.level, 3);
    for level in [0, 6] {
        refused(&world, &assess(level), &["N.adoption", "no level of maturity"]);
    }
    let before = world.set_by_hr_on(day("2025-06-30"), |context| assess(2).decide(context));
    assert_eq!(before.adopted().assessments[1].on, day("2025-06-30"), "of the day it happened on");
    let late = assess(2).decide(&before.context("hana", day("2025-07-03"))).expect_err("tomorrow").to_string();
    assert!(late.contains("in the future"), "{late}");
}
