//! The roll-up of a leader of leaders (rule N.levels): counts over everybody below, tier by tier.

use super::{by_tier, summed};
use crate::{
    domain::{
        Side,
        tests::{World, commands::*, who},
    },
    views::{
        Summary,
        roll_up::{Roll, RollUp, Rolled, roll_up},
        sight::Named,
    },
};
use std::collections::BTreeMap;

/// Dana's roll-up over Lena and Otto, with those they lead below them.
fn danas(world: &World) -> RollUp {
    let all: BTreeMap<_, _> = ["lena", "otto", "ana", "sib", "stan"].map(|name| (name, summed(world, name))).into();
    let below = |names: &[&str]| Roll::of(names.iter().map(|name| (&all[name], None)), world.today);
    let (lenas, ottos) = (below(&["ana", "sib"]), below(&["stan"]));
    let own = Roll::of([(&all["lena"], Some(&lenas)), (&all["otto"], Some(&ottos))], world.today);
    roll_up(named("dana"), &own, [(&all["otto"], &ottos, false), (&all["lena"], &lenas, false)], world.today)
}

fn named(name: &str) -> Named {
    Named { id: who(name), name: name.to_uppercase() }
}

#[test]
fn rule_n_levels_nobody_below_is_counted_as_nobody() {
    let none: [(&Summary, Option<&Roll>); 0] = [];
    let roll = Roll::of(none, super::day("2025-07-02"));
    let view = roll_up(named("dana"), &roll, [], super::day("2025-07-02"));
    assert_eq!((view.all, view.tiers.len(), view.leaders.len()), (Rolled::default(), 0, 0));
    assert!(view.topics.is_empty() && view.findings.is_empty());
}

#[test]
fn rule_n_levels_every_level_is_rolled_up_tier_by_tier() {
    let world = by_tier(World::staffed(), &[("lena", "supervisor"), ("otto", "supervisor"), ("ana", "staff")]);
    let world = by_tier(world, &[("sib", "staff"), ("stan", "staff")]);
    let world = world.given("lena", "ana", &weekly()).given("dana", "lena", &weekly());
    let world = world.given("ana", "ana", &prepare(&[("2C", "one")])).given("lena", "ana", &prepare(&[("2B", "two")]));
    let world = world.given("lena", "ana", &hold()).given("dana", "lena", &hold());
    let world = world.given("lena", "ana", &promise("Call the lab.", "2025-07-05", Some(Side::Leader)));
    let view = danas(&world.at("2025-07-10"));
    let tiers: Vec<_> = view.tiers.iter().map(|tier| (&*tier.name, tier.rolled.people, tier.rolled.held)).collect();
    assert_eq!(tiers, [("staff", 3, 1), ("supervisor", 2, 1)]);
    // Of the ninth nothing is on record: due and not held.
    assert_eq!((view.all.people, view.all.held, view.all.due, view.all.scheduled), (5, 2, 4, 2));
    assert_eq!((view.all.both_prepared, view.all.sides_prepared), (1, 2), "sides are counted, and not told apart");
    assert_eq!((view.all.leaders.made, view.all.leaders.overdue, view.all.employees.made), (1, 1, 0));
    let leaders: Vec<_> = view.leaders.iter().map(|line| (&*line.person.name, line.rolled.people)).collect();
    assert_eq!(leaders, [("LENA", 2), ("OTTO", 1)], "by name, each with everybody below");
}

#[test]
fn rule_n_levels_findings_and_topics_add_up_and_keep_the_order_of_the_sheet() {
    let world = World::staffed().given("lena", "ana", &weekly()).given("lena", "ana", &hold()).at("2025-12-01");
    let view = danas(&world);
    assert_eq!(view.tiers.len(), 1);
    assert_eq!(view.tiers[0].name, "no tier on record", "who has no position is counted all the same");
    for line in view.findings.iter().chain(&view.topics) {
        assert_eq!(line.tiers.iter().sum::<usize>(), line.all, "{}", line.name);
    }
    let rules: Vec<_> = view.findings.iter().map(|line| &*line.name).collect();
    let all = crate::views::check::RULES.iter().map(|rule| rule.id).filter(|id| rules.contains(id));
    assert_eq!(rules, all.collect::<Vec<_>>());
    let unscheduled = view.findings.iter().find(|line| line.name == "1.K1").expect("four have no series");
    assert_eq!(unscheduled.all, 4);
    let topic = view.topics.iter().find(|line| line.name == "2C").expect("a topic");
    assert_eq!(topic.all, 4, "with Ana it is past its gap; with the others nothing is counted from yet");
    // November is over, and nobody met in it: with Ana it is judged as short.
    assert_eq!((view.all.met_last_month, view.all.met_this_month), (0, 0));
    assert!(view.all.judged_last_month >= 1);
}

#[test]
fn rule_n_levels_a_changed_report_changes_the_sum_above_and_nothing_beside() {
    let before = World::staffed().given("otto", "stan", &weekly());
    let after = before.clone().given("otto", "stan", &hold());
    let (one, two) = (danas(&before), danas(&after));
    assert_eq!((one.all.held, two.all.held), (0, 1));
    assert_eq!(one.leaders[0].rolled, two.leaders[0].rolled, "Lena's people are as they were");
    assert_ne!(one.leaders[1].rolled, two.leaders[1].rolled);
}
