//! Meetings outside a rule, and meetings that somebody did not come to (rules 1 and N.pdca).

use super::{World, commands::*, day};
use crate::domain::{
    Command, Side,
    appointment::{NoShow, ScheduleOnce},
    meeting::Mode,
};

#[test]
fn rule_1_a_single_meeting_needs_no_series_and_is_held_as_planned() {
    let world =
        World::staffed().when("lena", "ana", &once("2025-07-02T15:00:00")).then_recorded(&["meeting-scheduled"]);
    let next = world.person("ana").next_meeting(world.today).expect("one");
    assert_eq!(next.id.to_string(), "s0@2025-07-02T15:00");
    let world = world.given("lena", "ana", &hold());
    let held = world.person("ana").last_held().and_then(|meeting| meeting.held.clone()).expect("held");
    assert_eq!((held.what.minutes, held.what.start.to_string()), (20, "2025-07-02 15:00:00".into()));
}

#[test]
fn rule_1_a_single_meeting_stands_beside_the_series_and_outlives_it() {
    let world = World::staffed().given("lena", "ana", &weekly()).given("lena", "ana", &once("2025-08-07T15:00:00"));
    let later = schedule("FREQ=WEEKLY;BYDAY=MO", "2025-07-14T09:00:00", Some("Mondays."));
    let world = world.given("lena", "ana", &later);
    let days: Vec<_> = world.person("ana").meetings_between(day("2025-08-04"), day("2025-08-08"));
    let days: Vec<_> = days.iter().map(|meeting| meeting.id.to_string()).collect();
    assert_eq!(days, ["s2@2025-08-04T09:00", "s0@2025-08-07T15:00"]);
}

#[test]
fn rule_1_a_single_meeting_that_does_not_fit_is_refused() {
    let world = World::staffed().given("lena", "ana", &weekly());
    let world =
        world.when("lena", "ana", &once("2025-07-01T09:00:00")).then_refused(&["before it was agreed", "[rule 1]"]);
    let world =
        world.when("lena", "ana", &once("2025-07-09T09:00:00")).then_refused(&["at that time already", "coach move"]);
    let world = world.when("ana", "ana", &once("2025-07-10T09:00:00")).then_refused(&["LENA can"]);
    let world = world.given("lena", "ana", &once("2025-07-10T09:00:00"));
    let world = world.when("lena", "ana", &once("2025-07-10T09:00:00")).then_refused(&["s0@2025-07-10T09:00"]);
    let start = "2025-07-11T09:00:00".parse().expect("a local time");
    let long = Command::ScheduleOnce(ScheduleOnce { start, minutes: 481, mode: Some(Mode::Phone), reason: None });
    world.when("lena", "ana", &long).then_refused(&["5 to 480"]);
}

#[test]
fn rule_1_k1_either_side_records_who_did_not_come_and_the_meeting_is_over() {
    for actor in ["ana", "lena"] {
        let world = World::staffed().given("lena", "ana", &weekly());
        let world = world.when(actor, "ana", &no_show(Side::Leader)).then_recorded(&["no-show-recorded"]);
        let ana = world.person("ana");
        assert_eq!(ana.next_meeting(world.today).expect("one").date(), day("2025-07-09"));
        let world = world.when("lena", "ana", &hold()).then_refused(&["no 1:1 up to"]);
        let world =
            world.when("lena", "ana", &hold_of("2025-07-02")).then_refused(&["was missed: the leader", "coach move"]);
        let again = Command::NoShow(NoShow {
            meeting: Some(day("2025-07-02")),
            on_its_day: true,
            who: Side::Employee,
            note: None,
        });
        world.when("ana", "ana", &again).then_refused(&["is on record", "--set who="]);
    }
}

#[test]
fn rule_1_k1_a_missed_meeting_is_given_a_new_time_and_held() {
    let world = World::staffed().given("lena", "ana", &weekly()).given("ana", "ana", &no_show(Side::Leader));
    let world = world.given("lena", "ana", &move_to(Some(day("2025-07-02")), "2025-07-04T09:00:00")).at("2025-07-04");
    let world = world.given("lena", "ana", &hold());
    let ana = world.person("ana");
    let held = ana.last_held().expect("held");
    assert_eq!((held.date(), held.no_shows.len()), (day("2025-07-04"), 1), "the absence stays on record");
}

#[test]
fn rule_1_k1_nobody_misses_what_is_to_come_was_held_or_cancelled() {
    let named = |date: &str| {
        Command::NoShow(NoShow { meeting: Some(day(date)), on_its_day: true, who: Side::Employee, note: None })
    };
    let world = World::staffed().given("lena", "ana", &weekly()).given("ana", "ana", &cancel());
    let world = world.when("lena", "ana", &named("2025-07-02")).then_refused(&["was cancelled by the employee"]);
    let world = world.when("lena", "ana", &named("2025-07-09")).then_refused(&["still to come"]);
    world.when("lena", "ana", &no_show(Side::Leader)).then_refused(&["no 1:1 up to 2025-07-02"]);
    held().when("lena", "ana", &named("2025-07-02")).then_refused(&["recorded as held (#"]);
    held().when("dana", "ana", &named("2025-07-02")).then_refused(&["DANA cannot record"]);
}

#[test]
fn rule_3_k3_what_was_brought_to_a_missed_meeting_waits_for_the_next() {
    let world = World::staffed().given("lena", "ana", &weekly()).given("ana", "ana", &prepare(&[("2B", "one")]));
    let world = world.given("lena", "ana", &no_show(Side::Employee)).at("2025-07-09").given("lena", "ana", &hold());
    world.given("ana", "ana", &nothing_today()).when("lena", "ana", &finalise()).then_refused(&["i1 (2B)"]);
}
