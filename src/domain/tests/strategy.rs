//! Strategic plans, their objectives, and the goals that name them (1.R1).

use super::{World, commands::*, day};
use crate::domain::{
    Context, Proposed, Refusal,
    steer::Aim,
    strategy::{adopt, publish, retire},
};

fn planned() -> World {
    let world = World::staffed();
    world.set_by_hr(|context| adopt(context, "Clear water", day("2025-07-01"), day("2026-06-30")))
}

/// A plan with two objectives.
fn published() -> World {
    let world = planned().set_by_hr(|context| publish(context, "Every well is tested", None));
    world.set_by_hr(|context| publish(context, "Permits are quick", Some("CLEAR WATER")))
}

fn refused(
    world: &World,
    on: &str,
    decide: impl FnOnce(&Context<'_>) -> Result<Vec<Proposed>, Refusal>,
    words: &[&str],
) {
    let refusal = decide(&world.context("hana", day(on))).expect_err("a refusal").to_string();
    words.iter().for_each(|word| assert!(refusal.contains(word), "{word:?} is not in: {refusal}"));
}

fn serving(objective: &str) -> Aim {
    Aim { objective: Some(objective.into()), ..Aim::default() }
}

fn named(world: &World) -> Vec<Option<String>> {
    world.person("ana").goals.values().map(|goal| goal.now.objective.clone()).collect()
}

#[test]
fn rule_1_r1_a_goal_names_a_published_objective_by_name_or_title() {
    let world = published().given("lena", "ana", &set_goal("Ten wells.", serving("T1")));
    let world = world.given("lena", "ana", &set_goal("Ten days.", serving(" permits ARE quick")));
    let none = Aim::default();
    let world = world.given("lena", "ana", &set_goal("Of its own.", none));
    assert_eq!(named(&world), [Some("t1".into()), Some("t2".into()), None]);
    let astray = world.when("lena", "ana", &set_goal("More.", serving("Safe water")));
    let world = astray.then_refused(&["1.R1", "2025-07-02", "t1: Every well is tested", "t2: Permits are quick"]);
    let world = world.when("lena", "ana", &revise_goal(serving("t3"))).then_refused(&["1.R1", "t2: Permits"]);
    let world = world.given("lena", "ana", &revise_goal(serving("permits are quick")));
    assert_eq!(named(&world)[0], Some("t2".into()));
    let seq = last(&world);
    let world = world.when("lena", "ana", &correct(seq, "objective", "Wells")).then_refused(&["1.R1"]);
    let world = world.given("lena", "ana", &correct(seq, "objective", "every well is tested"));
    assert_eq!(named(&world)[0], Some("t1".into()), "a correction names it as recording does");
}

#[test]
fn rule_1_r1_where_nothing_is_published_an_objective_is_free_words() {
    let world = planned().given("lena", "ana", &set_goal("Ten wells.", serving("Safe water")));
    let world = world.set_by_hr(|context| publish(context, "Every well is tested", None));
    assert_eq!(named(&world), [Some("Safe water".into())], "what was said stays as it was said");
    let before = world.when_on(day("2025-07-01"), "lena", "ana", &set_goal("Of yesterday.", serving("Safe water")));
    let world = before.then_recorded(&["goal-set"]);
    let seq = last(&world);
    let world = world.when("lena", "ana", &correct(seq, "occurred_on", "2025-07-02")).then_refused(&["1.R1"]);
    let world = world.set_by_hr(|context| retire(context, "t1".parse().expect("a name"), "It is law."));
    let world = world.when("lena", "ana", &set_goal("Wells.", serving("T1"))).then_refused(&["1.R1", "\"T1\""]);
    world.when("lena", "ana", &set_goal("Free again.", serving("Safe water"))).then_recorded(&["goal-set"]);
}

#[test]
fn rule_1_r1_a_retired_objective_and_one_whose_plan_ended_are_named_no_more() {
    let t1 = "t1".parse().expect("a name");
    let world = published().at("2025-09-01").set_by_hr(|context| retire(context, t1, "It is law."));
    let late = world.when("lena", "ana", &set_goal("Wells.", serving("t1")));
    let world = late.then_refused(&["1.R1", "2025-09-01", "t2: Permits are quick"]);
    let then = world.when_on(day("2025-08-31"), "lena", "ana", &set_goal("Wells.", serving("t1")));
    let world = then.then_recorded(&["goal-set"]).at("2026-07-01");
    let world = world.when("lena", "ana", &set_goal("Quick.", serving("t2"))).then_refused(&["1.R1", "2026-07-01"]);
    assert_eq!(named(&world), [Some("t1".into())]);
    refused(&world, "2026-07-01", |context| publish(context, "More", None), &["1.R1", "ended on 2026-06-30"]);
}

#[test]
fn rule_1_r1_plans_and_objectives_are_recorded_once_and_in_order() {
    let world = published();
    let (from, to) = (day("2025-07-01"), day("2026-06-30"));
    refused(&world, "2025-07-02", |context| adopt(context, "clear WATER", from, to), &["1.R1", "already"]);
    refused(&world, "2025-07-02", |context| adopt(context, "Back", to, from), &["ends before it begins"]);
    refused(&world, "2025-07-02", |context| adopt(context, " ", from, to), &["empty"]);
    refused(&world, "2025-07-03", |context| adopt(context, "New", from, to), &["in the future"]);
    refused(&world, "2025-07-02", |context| publish(context, "T9", None), &["no title"]);
    refused(&world, "2025-07-02", |context| publish(context, "Permits are QUICK", None), &["t2", "already"]);
    refused(&world, "2025-07-02", |context| publish(context, "More", Some("Dry land")), &["no plan", "Clear water"]);
    refused(&World::staffed(), "2025-07-02", |context| publish(context, "More", None), &["No strategic plan"]);
    let (t1, t9) = ("t1".parse().expect("a name"), "t9".parse().expect("a name"));
    refused(&world, "2025-07-02", |context| retire(context, t9, "Why"), &["no objective t9", "t2: Permits"]);
    refused(&world, "2025-07-01", |context| retire(context, t1, "Why"), &["published on 2025-07-02"]);
    let world = world.set_by_hr(|context| retire(context, t1, "It is law."));
    refused(&world, "2025-07-02", |context| retire(context, t1, "Why"), &["was retired on 2025-07-02"]);
    let again = world.set_by_hr(|context| publish(context, "Every well is tested", None));
    let own = again.directory.strategy_of(super::who("agency"), to).expect("a strategy");
    let names: Vec<_> = own.published_on(to).map(|it| it.id().to_string()).collect();
    assert_eq!(names, ["t2", "t3"], "a name is never given twice");
    for actor in ["lena", "ana", "dana"] {
        let refusal = adopt(&again.context(actor, again.today), "Mine", from, to).expect_err("HR's").to_string();
        assert!(refusal.contains("authority.writer") && refusal.contains("Hana Reyes"), "{refusal}");
    }
}
