//! Critical messages: identified to several people, delivered to each (rule 2.K3).

use super::{World, commands::*, day, who};
use crate::domain::{Class, Command, conduct::Hold};

/// The agency with a message to Ana and Sib, and with Ana's weekly series.
fn identified() -> World {
    let command = message("00000000000000b1", &["ana", "sib"], "The counter closes at four.");
    let world = World::staffed().given("lena", "ana", &weekly());
    world.given("lena", "ana", &command).given("lena", "sib", &command)
}

#[test]
fn rule_2_k3_a_message_stands_in_the_record_of_each_who_is_to_hear_it_between_the_two() {
    let world = identified();
    for name in ["ana", "sib"] {
        let person = world.person(name);
        assert_eq!(person.messages.len(), 1, "{name}");
        assert_eq!((person.messages[0].short(), person.messages[0].by), ("000000".into(), who("lena")));
    }
    assert!(world.log.iter().rev().take(2).all(|entry| entry.class == Class::Pair));
}

#[test]
fn rule_2_k3_it_is_decided_for_each_recipient_once() {
    let command = message("00000000000000b1", &["sib", "ana", "sib"], "Said once.");
    assert_eq!(command.streams(who("lena")), [who("sib"), who("ana")]);
    assert_eq!(hold().streams(who("ana")), [who("ana")]);
}

#[test]
fn rule_2_k3_only_the_leader_identifies_and_delivers() {
    let command = message("00000000000000b2", &["ana"], "Not theirs to say.");
    for actor in ["ana", "otto", "dana", "hana"] {
        let world = identified().when(actor, "ana", &command).then_refused(&["LENA can"]);
        world.when(actor, "ana", &deliver("")).then_refused(&["LENA can"]);
    }
}

#[test]
fn rule_2_k3_a_delivery_names_the_one_that_waits_or_its_digits() {
    let world = identified().when("lena", "ana", &deliver("")).then_recorded(&["critical-message-delivered"]);
    assert_eq!(world.person("ana").messages[0].delivered.as_ref().expect("delivered").on, world.today);
    assert!(world.person("sib").messages[0].delivered.is_none(), "to each alone");
    let world = world.when("lena", "ana", &deliver("")).then_refused(&["No critical message to ANA waits", "2.K3"]);
    let world = world.when("lena", "ana", &deliver("000000")).then_refused(&["was delivered to ANA on 2025-07-02"]);
    let world = world.given("lena", "ana", &message("ff000000000000b3", &["ana"], "A second."));
    let world = world.given("lena", "ana", &message("fe000000000000b4", &["ana"], "A third."));
    let several = ["2 critical messages to ANA fit", "ff0000 of 2025-07-02: A second.", "fe0000"];
    let world = world.when("lena", "ana", &deliver("")).then_refused(&several);
    let world = world.when("lena", "ana", &deliver("0f")).then_refused(&["begins with \"0f\"", "A second."]);
    world.when("lena", "ana", &deliver("FF")).then_recorded(&["critical-message-delivered"]);
}

#[test]
fn rule_2_k3_a_meeting_delivers_messages_too() {
    let hold = Command::Hold(Hold { delivered: vec![String::new()], ..Hold::default() });
    let world = identified().when("lena", "ana", &hold);
    let world = world.then_recorded(&["meeting-held", "critical-message-delivered"]);
    let delivery = world.person("ana").messages[0].delivered.clone().expect("delivered");
    assert_eq!(delivery.meeting.expect("in one").date(), day("2025-07-02"));
    world.when("lena", "ana", &hold).then_refused(&["No critical message"]);
    let twice = Command::Hold(Hold { delivered: vec!["00".into(), "00".into()], ..Hold::default() });
    identified().when("lena", "ana", &twice).then_refused(&["twice"]);
}

#[test]
fn rule_2_k3_nothing_is_delivered_before_it_was_identified() {
    let world = identified().at("2025-07-04");
    let world = world.given("lena", "ana", &message("ff000000000000b3", &["ana"], "Later."));
    world.when_on(day("2025-07-03"), "lena", "ana", &deliver("ff")).then_refused(&["after 2025-07-03"]);
}
