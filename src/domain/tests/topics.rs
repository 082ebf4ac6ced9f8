//! How often topics recur, and which topics there are (N.topics, N.adapt).

use super::{World, commands::*, day, who};
use crate::domain::{
    Proposed, Refusal,
    standard::{Topic, revise},
    topics::{set_recurrence, set_topics},
};

impl World {
    fn gives(mut self, proposed: Result<Vec<Proposed>, Refusal>) -> Self {
        self.record(who("hana"), proposed.expect("HR may"));
        self
    }

    /// A revision from 1 October that adds a topic and relabels another.
    fn with_safety(self) -> Self {
        let mut sheet = self.directory.standards[0].what.clone();
        sheet.version = 0;
        sheet.changelog = "Safety has a place of its own.".into();
        sheet.effective = day("2025-10-01");
        sheet.topics.push(Topic { id: "2G".into(), label: "Safety at work".into() });
        sheet.topics[2].label = "Improvement".into();
        let proposed = revise(&self.context("hana", self.today), sheet);
        self.gives(proposed)
    }

    fn recurs(&self, topic: &str, on: &str) -> Option<(u32, u32, Option<String>, String)> {
        let all = self.directory.recurrences_of(who("ana"), day(on));
        let one = all.iter().find(|it| it.topic.id == topic)?;
        let added = one.added.map(|added| added.to_string());
        Some((one.gap_days, one.rises_after_days(), added, one.topic.label.clone()))
    }
}

fn refused(result: Result<Vec<Proposed>, Refusal>, words: &[&str]) {
    let refusal = result.expect_err("a refusal").to_string();
    words.iter().for_each(|word| assert!(refusal.contains(word), "{word:?} is not in: {refusal}"));
}

#[test]
fn rule_n_topics_one_topic_recurs_in_its_own_time_and_rises_at_three_quarters_of_it() {
    let world = World::staffed();
    let context = world.context("hana", world.today);
    let own = set_recurrence(&context, "2e", 60, day("2025-08-01"));
    let world = world.clone().gives(own);
    let numbers = |topic: &str, on: &str| world.recurs(topic, on).map(|(gap, rises, ..)| (gap, rises));
    assert_eq!((numbers("2E", "2025-07-31"), numbers("2E", "2025-08-01")), (Some((120, 90)), Some((60, 45))));
    assert_eq!(numbers("2D", "2025-08-01"), Some((120, 90)), "the others stay as they were");
    // What holds for all of them may change; the topic keeps its own.
    let all = set_topics(&world.context("hana", world.today), 200, day("2025-09-01"));
    let world = world.clone().gives(all);
    let gap = |topic: &str| world.recurs(topic, "2025-09-01").map(|it| it.0);
    assert_eq!((gap("2E"), gap("2D")), (Some(60), Some(200)));
}

#[test]
fn rule_n_topics_a_recurrence_that_does_not_fit_is_refused() {
    let world = World::staffed();
    let context = world.context("hana", world.today);
    let set = |topic: &str, days: u32, from: &str| set_recurrence(&context, topic, days, day(from));
    refused(set("2E", 366, "2025-08-01"), &["N.topics", "annual cycle"]);
    refused(set("2E", 0, "2025-08-01"), &["N.topics"]);
    refused(set("2G", 60, "2025-08-01"), &["N.adapt", "\"2G\"", "2C"]);
    refused(set("2E", 60, "2025-08-02"), &["first of a month"]);
    let world = world.clone().gives(set("2E", 60, "2025-09-01"));
    let context = world.context("hana", world.today);
    refused(set_recurrence(&context, "2E", 60, day("2025-10-01")), &["version 1 already"]);
    refused(set_recurrence(&context, "2E", 90, day("2025-08-01")), &["version 1 is in force from 2025-09-01"]);
    let lena = world.context("lena", world.today);
    refused(set("2E", 200, "2025-10-01"), &["looser than the 120 days", "N.discretion"]);
    refused(set_recurrence(&lena, "2E", 90, day("2025-10-01")), &["LENA cannot record", "Hana Reyes"]);
}

#[test]
fn rule_n_adapt_topics_belong_to_the_revision_of_the_day() {
    let world = World::staffed().with_safety();
    assert_eq!(world.recurs("2G", "2025-09-30"), None);
    let safety = (120, 90, Some("2025-10-01".into()), "Safety at work".into());
    assert_eq!(world.recurs("2G", "2025-10-01"), Some(safety));
    let label = |on: &str| world.recurs("2C", on).map(|it| it.3);
    assert_ne!(label("2025-09-30"), label("2025-10-01"));
    assert_eq!(label("2025-10-01").as_deref(), Some("Improvement"));
    // A topic is talked about from the day it is one: neither before, nor by a number that no revision has.
    let world = world.at("2025-10-02").when("lena", "ana", &note("2G", "Gloves")).then_recorded(&["topic-discussed"]);
    world
        .clone()
        .when_on(day("2025-09-30"), "lena", "ana", &note("2G", "Gloves"))
        .then_refused(&["N.adapt", "2025-09-30"]);
    world.when("lena", "ana", &note("2H", "Gloves")).then_refused(&["N.adapt", "2G Safety at work"]);
    let early = World::staffed().with_safety();
    let own = set_recurrence(&early.context("hana", early.today), "2G", 30, day("2025-10-01"));
    assert_eq!(early.clone().gives(own).recurs("2G", "2025-10-01").map(|it| it.0), Some(30));
    refused(set_recurrence(&early.context("hana", early.today), "2G", 30, day("2025-09-01")), &["N.adapt"]);
}
