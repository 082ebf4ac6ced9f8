//! Standard work and policies (J, N.discretion, N.topics).

use super::{World, day};
use crate::domain::{
    Event, Proposed, Refusal,
    standard::{StandardWorkRevised, revise},
    topics::set_topics,
};

fn sheet(world: &World) -> StandardWorkRevised {
    let mut sheet = world.directory.standards[0].what.clone();
    sheet.changelog = "The two forms are named.".into();
    sheet.effective = day("2025-08-01");
    sheet
}

fn refused(result: Result<Vec<Proposed>, Refusal>, words: &[&str]) {
    let refusal = result.expect_err("a refusal").to_string();
    words.iter().for_each(|word| assert!(refusal.contains(word), "{word:?} is not in: {refusal}"));
}

#[test]
fn rule_j_versions_a_revision_has_the_next_number_and_is_in_force_from_its_month() {
    let mut world = World::staffed();
    let proposed = revise(&world.context("hana", world.today), sheet(&world)).expect("HR may");
    world.record(super::who("hana"), proposed);
    let version = |on| world.directory.minimum_on(day(on)).map(|set| set.what.version);
    assert_eq!((version("2025-07-31"), version("2025-08-01"), version("2017-01-01")), (Some(1), Some(2), None));
}

#[test]
fn rule_n_discretion_a_revision_tightens_and_never_loosens() {
    let world = World::staffed();
    let context = world.context("hana", world.today);
    let with = |change: &dyn Fn(&mut StandardWorkRevised)| {
        let mut sheet = sheet(&world);
        change(&mut sheet);
        revise(&context, sheet)
    };
    refused(with(&|sheet| sheet.minimum_minutes = 20), &["N.discretion", "looser"]);
    refused(with(&|sheet| drop(sheet.topics.pop())), &["N.adapt", "topic 2F"]);
    refused(with(&|sheet| drop(sheet.steps.remove(0))), &["N.adapt", "step 1"]);
    refused(with(&|sheet| sheet.changelog.clear()), &["changelog is empty"]);
    refused(with(&|sheet| sheet.effective = day("2025-08-02")), &["first of a month"]);
    refused(with(&|sheet| sheet.effective = day("2025-06-01")), &["past ones stay judged"]);
    refused(with(&|sheet| sheet.version = 7), &["J.versions", "the next one is 2"]);
    refused(with(&|sheet| *sheet = world.directory.standards[0].what.clone()), &["cannot be its first day"]);
    refused(with(&|sheet| sheet.topics[1].id = "2A".into()), &["2A twice"]);
    refused(with(&|sheet| sheet.topics.push(sheet.topics[0].clone())), &["2A twice"]);
    refused(revise(&world.context("dana", world.today), sheet(&world)), &["DANA cannot record", "Hana Reyes"]);
}

#[test]
fn rule_n_topics_every_topic_recurs_within_the_annual_cycle() {
    let world = World::staffed();
    let context = world.context("hana", world.today);
    for days in [0, 366] {
        refused(set_topics(&context, days, day("2025-08-01")), &["N.topics"]);
    }
    let proposed = set_topics(&context, 90, day("2025-08-01")).expect("HR may");
    let Event::TopicPolicySet(policy) = &proposed[0].event else { panic!("a policy") };
    assert_eq!((policy.version, policy.rises_after_days()), (2, 67));
}

#[test]
fn rule_n_adapt_a_policy_never_cancels_one_that_was_set_for_later() {
    let mut world = World::staffed();
    let proposed = set_topics(&world.context("hana", world.today), 60, day("2025-10-01")).expect("HR may");
    world.record(super::who("hana"), proposed);
    let context = world.context("hana", world.today);
    refused(set_topics(&context, 45, day("2025-09-01")), &["version 2 is in force from 2025-10-01", "or a later one"]);
    set_topics(&context, 45, day("2025-10-01")).expect("the same month may be set anew");
}
