//! The record of a meeting: held, finalised, acknowledged, reflected upon (rules 2F, 3 and 4).

use super::{World, commands::*, day};
use crate::domain::{
    Command,
    commitment::{Promise, Revisit},
    conduct::Hold,
    meeting::Stance,
    preparation::Outcome::{Deferred, Discussed},
};

#[test]
fn rule_3_r_a_meeting_is_held_once_as_planned_unless_said_otherwise() {
    let world = held();
    let ana = world.person("ana");
    let fact = ana.last_held().and_then(|meeting| meeting.held.as_ref()).expect("held");
    assert_eq!((fact.what.minutes, fact.what.start.to_string()), (30, "2025-07-02 09:00:00".into()));
    assert_eq!(fact.what.facilitator, super::who("lena"));
    let again = Command::Hold(Hold { minutes: Some(20), ..Hold::default() });
    world.when("lena", "ana", &again).then_refused(&["recorded as held", "coach correct"]);
    for minutes in [0, 481] {
        let odd = Command::Hold(Hold { minutes: Some(minutes), ..Hold::default() });
        World::staffed().given("lena", "ana", &weekly()).when("lena", "ana", &odd).then_refused(&["1 to 480"]);
    }
}

#[test]
fn rule_2a_k2_finalise_is_refused_with_the_list_and_then_allowed() {
    let world = World::staffed().given("lena", "ana", &weekly());
    let world = world.given("ana", "ana", &promise("Call the lab.", "2025-07-02", None));
    let world = world.given("lena", "ana", &promise("Ask for a budget.", "2025-07-02", None));
    let world = world.given("lena", "ana", &prepare(&[("2B", "The new route."), ("2C", "The scale.")]));
    let world = world.given("lena", "ana", &hold());
    let world = world.when("lena", "ana", &finalise()).then_refused(&[
        "5 unanswered",
        "c1 (due 2025-07-02) has no answer: Call the lab. [2A.K2]",
        "c2 (due 2025-07-02) has no answer: Ask for a budget. [2A.K2]",
        "i1 (2B) is not ended as discussed, deferred or dropped: The new route. [3.K3]",
        "i2 (2C)",
        "[2F]",
    ]);
    let world = world.given("lena", "ana", &slip("c1")).given("lena", "ana", &on_track("c2"));
    let world = world.given("lena", "ana", &end(&[(1, Discussed), (2, Deferred)]));
    let world = world.when("lena", "ana", &finalise()).then_refused(&["1 unanswered", "2F"]);
    let world = world.given("ana", "ana", &nothing_today());
    let world = world.when("lena", "ana", &finalise()).then_recorded(&["meeting-record-finalised"]);
    let world = world.when("lena", "ana", &finalise()).then_refused(&["no 1:1"]);
    let named = Command::Finalise(Some(day("2025-07-02")));
    let world = world.when("lena", "ana", &named).then_refused(&["was finalised on 2025-07-02"]);
    let further = Command::Hold(Hold { meeting: Some(day("2025-07-02")), ..Hold::default() });
    world.when("lena", "ana", &further).then_refused(&["is finalised"]);
}

#[test]
fn rule_2a_k2_a_commitment_made_in_the_meeting_waits_for_the_next() {
    let world = held().given("lena", "ana", &promise("New.", "2025-07-09", None)).given("ana", "ana", &nothing_today());
    let world = world.when("lena", "ana", &finalise()).then_recorded(&["meeting-record-finalised"]);
    let world = world.at("2025-07-09").given("lena", "ana", &hold()).given("ana", "ana", &nothing_today());
    world.when("lena", "ana", &finalise()).then_refused(&["c1", "2A.K2"]);
}

#[test]
fn rule_2f_the_employees_topics_are_there_declined_or_asked_for() {
    for (actor, command) in [("ana", nothing_today()), ("lena", asked("Nothing."))] {
        held()
            .given(actor, "ana", &command)
            .when("lena", "ana", &finalise())
            .then_recorded(&["meeting-record-finalised"]);
    }
    let world = held().when("ana", "ana", &raise("The Friday route.")).then_recorded(&["agenda-item-raised"]);
    let world = world.when("lena", "ana", &finalise()).then_refused(&["i1 (2F)"]);
    world
        .given("lena", "ana", &end(&[(1, Discussed)]))
        .when("lena", "ana", &finalise())
        .then_recorded(&["meeting-record-finalised"]);
}

#[test]
fn rule_2f_nobody_declines_or_raises_for_the_employee_and_the_employee_does_not_ask() {
    let world = held().when("lena", "ana", &nothing_today()).then_refused(&["Only ANA can"]);
    let world = world.when("lena", "ana", &raise("x")).then_refused(&["Only ANA can"]);
    world.when("ana", "ana", &asked("x")).then_refused(&["LENA can"]);
}

#[test]
fn only_the_employee_acknowledges_and_only_a_finalised_record() {
    let agree = acknowledge(Stance::Agree, None);
    let early = Command::Acknowledge(Some(day("2025-07-02")), Stance::Agree, None);
    held().when("ana", "ana", &early).then_refused(&["not finalised yet"]);
    let world = finalised();
    let world = world.when("lena", "ana", &agree).then_refused(&["Only ANA can, and nobody for them."]);
    let world = world.when("hana", "ana", &agree).then_refused(&["Only ANA can"]);
    let world = world.when("ana", "ana", &agree).then_recorded(&["meeting-acknowledged"]);
    let again = Command::Acknowledge(Some(day("2025-07-02")), Stance::Disagree, None);
    world.when("ana", "ana", &again).then_refused(&["was acknowledged on 2025-07-02", "coach correct"]);
}

#[test]
fn rule_lesson_4_disagreeing_is_a_fact_of_its_own_with_the_employees_words() {
    let command = acknowledge(Stance::Disagree, Some("The route was for August."));
    let world = finalised().when("ana", "ana", &command).then_recorded(&["meeting-acknowledged"]);
    let ana = world.person("ana");
    let said = ana.last_held().and_then(|meeting| meeting.acknowledged.as_ref()).expect("acknowledged");
    assert_eq!((said.what.stance, said.what.comment.as_deref()), (Stance::Disagree, Some("The route was for August.")));
}

#[test]
fn rule_4_each_side_reflects_on_a_meeting_that_was_held() {
    let world = held().given("ana", "ana", &reflect("It helped.")).given("lena", "ana", &reflect("I talked too much."));
    assert_eq!(world.person("ana").last_held().expect("held").reflections.len(), 2);
    let to_come = Command::Reflect(Some(day("2025-07-09")), "Early.".into());
    world.when("ana", "ana", &to_come).then_refused(&["was not held"]);
}

#[test]
fn rule_3_a_note_stands_in_the_meeting_of_its_day_or_between_two() {
    let world = held().given("lena", "ana", &note("2B", "Two days early.")).at("2025-07-04");
    let world = world.given("lena", "ana", &note("2E", "Asked about the audit."));
    let meetings: Vec<_> = world.person("ana").discussions.iter().map(|note| note.what.meeting.is_some()).collect();
    assert_eq!(meetings, [true, false]);
}

#[test]
fn an_entry_says_what_has_happened() {
    let tomorrow = day("2025-07-03");
    held().when_on(tomorrow, "lena", "ana", &note("2B", "x")).then_refused(&["2025-07-03 is in the future"]);
    held().when("lena", "ana", &note("2B", " ")).then_refused(&["note is empty"]);
}

#[test]
fn rule_3_nothing_is_added_to_a_named_meeting_that_is_finalised_cancelled_or_not_held() {
    let world = finalised().at("2025-07-04");
    let refused = |world: World, named: &str, words: &[&str]| {
        let meeting = Some(day(named));
        let promise = Promise { text: "New.".into(), due: day("2025-08-09"), by: None, meeting };
        let answer = Revisit { commitment: "c1".parse().expect("a name"), status: None, text: None, meeting };
        let world = world.when("lena", "ana", &note_in(named, "Late.")).then_refused(words);
        let world = world.when("lena", "ana", &Command::Promise(promise)).then_refused(words);
        world.when("lena", "ana", &Command::Revisit(answer)).then_refused(words)
    };
    let world = refused(world, "2025-07-02", &["is finalised", "Leave --meeting out", "coach correct"]);
    let world = refused(world, "2025-07-09", &["was not held", "leave --meeting out"]);
    let world = refused(world.given("lena", "ana", &cancel()), "2025-07-09", &["was cancelled"]);
    let world = world.at("2025-07-16").given("lena", "ana", &hold());
    world.when("lena", "ana", &note_in("2025-07-16", "In it.")).then_recorded(&["topic-discussed"]);
}

#[test]
fn rule_3_r_hold_never_turns_a_missed_meeting_into_a_held_one_by_itself() {
    let world = World::staffed().given("lena", "ana", &weekly()).at("2025-07-09");
    let world = world.given("lena", "ana", &hold()).given("ana", "ana", &nothing_today());
    let world = world.given("lena", "ana", &finalise());
    let world =
        world.when("lena", "ana", &hold()).then_refused(&["2025-07-09 was held", "2025-07-02 09:00", "--meeting"]);
    let world = world.when("lena", "ana", &hold_of("2025-07-02")).then_recorded(&["meeting-held"]);
    assert_eq!(world.log.last().expect("held").occurred_on, day("2025-07-02"));
}

#[test]
fn rule_3_r_a_meeting_is_not_held_long_before_its_day() {
    let world = World::staffed().given("lena", "ana", &weekly());
    let world = world.when("lena", "ana", &hold_of("2025-07-16")).then_refused(&["still to come", "move it first"]);
    let world = world.at("2025-07-08");
    world.when("lena", "ana", &hold_of("2025-07-09")).then_recorded(&["meeting-held"]);
}
