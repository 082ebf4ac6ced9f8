//! Filled forms: several commands as one, recorded whole or refused whole.

use super::{World, commands::*};
use crate::domain::{Command, preparation::Outcome::Discussed};

fn prepared() -> World {
    let world = World::staffed().given("lena", "ana", &weekly()).given("ana", "ana", &prepare(&[("2B", "one")]));
    world.given("ana", "ana", &promise("Call the lab.", "2025-07-02", None))
}

#[test]
fn a_form_is_decided_part_after_part_on_what_came_before() {
    let form = filled(vec![
        end(&[(1, Discussed)]),
        done("c1"),
        note("2B", "Two days early."),
        asked("Nothing today."),
        promise("Write it up.", "2025-07-09", None),
        promise("Show it to Sib.", "2025-07-16", None),
        finalise(),
    ]);
    let world = prepared().when("lena", "ana", &form).then_recorded(&[
        "meeting-held",
        "agenda-item-ended",
        "commitment-fulfilled",
        "topic-discussed",
        "employee-topics-asked",
        "commitment-made",
        "commitment-made",
        "meeting-record-finalised",
    ]);
    let ana = world.person("ana");
    let names: Vec<_> = ana.commitments.keys().map(ToString::to_string).collect();
    assert_eq!(names, ["c1", "c2", "c3"], "each part sees the names that those before it gave");
    assert!(ana.discussions[0].what.meeting.is_some(), "the note stands in the meeting that the first part held");
}

#[test]
fn one_part_that_is_refused_refuses_the_form_and_names_its_line() {
    let form = filled(vec![hold(), note("2B", "Fine."), note("9Z", "Of no topic."), done("c1")]);
    let world = prepared().when("lena", "ana", &form).then_refused(&["Line 3: \"9Z\"", "N.adapt"]);
    assert!(world.person("ana").last_held().is_none());
    world.when("lena", "ana", &Command::Filled(vec![])).then_refused(&["says nothing that is not on record"]);
}

#[test]
fn each_part_of_a_form_asks_who_may_record_it() {
    let form = filled(vec![reflect("It helped."), promise("Call.", "2025-07-09", None)]);
    held().when("ana", "ana", &form).then_recorded(&["reflection-recorded", "commitment-made"]);
    let form = filled(vec![reflect("It helped."), decision("Not theirs.")]);
    held().when("ana", "ana", &form).then_refused(&["Line 2: ANA cannot record \"Decision\"", "LENA can"]);
    held().when("otto", "ana", &filled(vec![hold()])).then_refused(&["Line 1", "LENA can"]);
}
