//! Each rule of the table in two worlds: one in which it holds, and one in which it falls short.

mod appraised;
mod documented;
mod improved;
mod people;
mod prepared;
mod scheduled;
mod steered;
mod strategic;
mod talked;

use super::{CYCLE, Finding, Ground, NOW, RULES, Rule, by_rule, check};
use crate::{
    domain::{
        Class, Command,
        conduct::{Hold, Note},
        meeting::{Facet, Sign},
        tests::{World, commands::*, day},
        topics::set_recurrence,
    },
    views::{Cycle, Sight},
};

/// What a rule finds with Ana in a world, as of a day, in the cycle of that day.
fn found(world: &World, rule: &str, as_of: &str) -> Vec<Finding> {
    with("ana", world, rule, as_of)
}

/// What a rule finds with somebody, as the two who meet read it.
fn with(who: &str, world: &World, rule: &str, as_of: &str) -> Vec<Finding> {
    judged(Class::Pair, who, world, rule, as_of)
}

/// What a rule finds with somebody, as readers of a class read it.
fn judged(class: Class, who: &str, world: &World, rule: &str, as_of: &str) -> Vec<Finding> {
    let (person, rule) = (world.person(who), Rule::named(rule).expect("a rule of the table"));
    let sight = Sight::of(&person, &world.directory, day(as_of));
    rule.judge(&Ground::of(&sight, sight.cycle(), class))
}

/// The rule finds nothing with Ana.
fn holds(world: &World, rule: &str, as_of: &str) {
    assert_eq!(found(world, rule, as_of), [], "{rule} as of {as_of}");
}

/// The rule finds exactly these things with Ana: the beginning of each, and since when.
fn falls_short(world: &World, rule: &str, as_of: &str, wanted: &[(&str, Option<&str>)]) {
    let found = found(world, rule, as_of);
    let said: Vec<_> = found.iter().map(|finding| (finding.what.as_str(), finding.since)).collect();
    assert_eq!(said.len(), wanted.len(), "{rule} as of {as_of}: {said:?}");
    for ((what, since), (begins, from)) in said.iter().zip(wanted) {
        assert!(what.starts_with(begins) && *since == from.map(day), "{rule}: {what:?} since {since:?}");
    }
    assert!(found.iter().all(|finding| !finding.todo.is_empty() && finding.rule == rule), "{found:?}");
}

/// Ana's weekly series and a whole record of her first 1:1, on 2 July 2025: both prepared, both promised.
fn a_whole_record() -> World {
    let world = World::staffed().given("lena", "ana", &weekly());
    let world = world.given("ana", "ana", &full_preparation("2C")).given("lena", "ana", &full_preparation("2B"));
    let ended =
        [(1, crate::domain::preparation::Outcome::Discussed), (2, crate::domain::preparation::Outcome::Discussed)];
    let world = world.given("lena", "ana", &end(&ended)).given("lena", "ana", &said(Facet::Result, Sign::Success));
    let world = world.given("lena", "ana", &promise("Ask for a budget.", "2025-07-16", None));
    let world = world.given("ana", "ana", &promise("Call the lab.", "2025-07-16", None));
    let world = world.given("ana", "ana", &nothing_today()).given("lena", "ana", &finalise());
    world.given("ana", "ana", &acknowledge(crate::domain::meeting::Stance::Agree, None))
}

/// A preparation with an item, a win and a growth item.
fn full_preparation(topic: &str) -> Command {
    let items = vec![(topic.to_owned(), "The scale drifts.".to_owned())];
    let (win, growth) = (Some("The fair went well.".to_owned()), Some("Write less.".to_owned()));
    Command::Prepare(crate::domain::preparation::Prepare { items, win, growth, ..Default::default() })
}

/// A discussion entry of 2B with a facet and a sign.
fn said(facet: Facet, sign: Sign) -> Command {
    let (meeting, topic, text) = (None, "2B".into(), "Two days early.".into());
    Command::Note(Note { meeting, topic, facet: Some(facet), sign: Some(sign), text })
}

/// Every Wednesday from July on is held in full, so that the months have their minutes.
fn weeks_held(mut world: World, days: &[&str]) -> World {
    for day in days {
        world = world.at(day).given("lena", "ana", &hold());
        world = world.given("ana", "ana", &nothing_today());
        let open: Vec<_> = world.person("ana").open_commitments().map(|it| it.id).collect();
        if !open.is_empty() {
            let hold = Hold { on_track: open, ..Hold::default() };
            world = world.given("lena", "ana", &Command::Hold(hold));
        }
        world = world.given("lena", "ana", &finalise());
    }
    world
}

/// Where human resources ask for one topic every thirty days, from August on, in the place of every hundred and twenty.
fn tighter(mut world: World, topic: &str) -> World {
    let set = set_recurrence(&world.context("hana", world.today), topic, 30, day("2025-08-01")).expect("HR may");
    world.record(crate::domain::tests::who("hana"), set);
    world
}

#[test]
fn a_finding_about_what_is_between_two_is_for_the_two_alone() {
    let world =
        World::staffed().given("lena", "ana", &weekly()).given("ana", "ana", &prepare(&[("2D", "Tired of it.")]));
    let world = world.given("lena", "ana", &hold());
    let ana = world.person("ana");
    let sight = Sight::of(&ana, &world.directory, day("2025-07-03"));
    let rules = |class| check(&sight, sight.cycle(), class).iter().map(|it| it.rule).collect::<Vec<_>>();
    assert!(
        !rules(Class::Person).iter().any(|rule| ["2.R", "2D.K2", "3.K3"].contains(rule)),
        "{:?}",
        rules(Class::Person)
    );
    assert!(["2.R", "2D.K2", "3.K3"].iter().all(|rule| rules(Class::Pair).contains(rule)), "{:?}", rules(Class::Pair));
    let text = serde_json::to_string(&check(&sight, sight.cycle(), Class::Pair)).expect("JSON");
    assert!(!text.contains("Tired"), "a finding quotes nobody: {text}");
}

#[test]
fn how_things_stand_today_says_nothing_about_an_earlier_year() {
    let world = World::staffed();
    let ana = world.person("ana");
    let sight = Sight::of(&ana, &world.directory, day("2025-07-03"));
    let (this, last) = (sight.cycle(), Cycle::containing(day("2025-06-30")));
    let rules = |cycle| check(&sight, cycle, Class::Pair).iter().map(|it| it.rule).collect::<Vec<_>>();
    assert_eq!(rules(this), ["1.K1", "2E.K1"]);
    assert_eq!(rules(last), Vec::<&str>::new());
}

#[test]
fn findings_are_grouped_in_the_order_of_the_sheet() {
    let world = World::staffed();
    let findings = |who| {
        let person = world.person(who);
        let sight = Sight::of(&person, &world.directory, day("2025-07-03"));
        check(&sight, sight.cycle(), Class::Pair)
    };
    let groups = by_rule([findings("ana"), findings("sib")].concat());
    let groups: Vec<_> = groups.iter().map(|group| (group.rule, group.findings.len())).collect();
    assert_eq!(groups, [("1.K1", 2), ("2E.K1", 2)]);
}

#[test]
fn the_table_names_each_rule_once_with_its_step() {
    let mut ids: Vec<_> = RULES.iter().map(|rule| rule.id).collect();
    ids.sort_unstable();
    ids.dedup();
    assert_eq!(ids.len(), RULES.len());
    assert!(RULES.iter().all(|rule| rule.id.starts_with(rule.step) && rule.sentence.ends_with('.')));
    assert!(RULES.iter().any(|rule| rule.span == NOW) && RULES.iter().any(|rule| rule.span == CYCLE));
}
