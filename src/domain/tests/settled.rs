//! Decisions, agreements, baselines, and the leader's own standard work (rules 2.K1, 2E.K3, 4.K2, 4.K3).

use super::{World, commands::*, day};
use crate::domain::{
    Command, Side,
    conduct::Hold,
    preparation::Prepare,
    settled::{Settle, Settled},
};

#[test]
fn rule_4_k3_discussion_points_decisions_agreements_and_actions_are_kinds_of_their_own() {
    let world = held().given("lena", "ana", &note("2B", "Two days early."));
    let world = world.when("lena", "ana", &decision("The east side first.")).then_recorded(&["decision-made"]);
    let world = world.when("lena", "ana", &agreement("Late ones by noon.")).then_recorded(&["agreement-reached"]);
    let world = world.when("lena", "ana", &promise("Call.", "2025-07-09", None)).then_recorded(&["commitment-made"]);
    let ana = world.person("ana");
    let meeting = ana.last_held().expect("held").id;
    assert_eq!(ana.decisions[0].what.meeting, Some(meeting));
    assert_eq!(ana.agreements[0].what.meeting, Some(meeting));
    let world = world.when("ana", "ana", &decision("Not mine.")).then_refused(&["LENA can", "Decision"]);
    world.when("lena", "ana", &decision(" ")).then_refused(&["decision is empty"]);
}

#[test]
fn rule_4_k2_a_baseline_differs_from_an_earlier_one_or_is_the_first() {
    let world = held().when("lena", "ana", &baseline("Nine a week.", Some("Three more."))).then_refused(&["4.K2"]);
    let world = world.given("lena", "ana", &baseline("Nine a week.", None)).at("2025-07-30");
    let world = world.when("lena", "ana", &baseline("Twelve a week.", Some("Three more.")));
    let world = world.then_recorded(&["baseline-established"]);
    assert_eq!(world.person("ana").baselines[1].what.difference.as_deref(), Some("Three more."));
    assert_eq!(world.person("ana").baselines[1].what.meeting, None, "between two");
}

#[test]
fn rule_4_k3_nothing_is_settled_in_a_meeting_that_was_not_held() {
    let world = World::staffed().given("lena", "ana", &weekly());
    let named = Command::Settle(Settle { meeting: Some(day("2025-07-02")), what: Settled::Decision("x".into()) });
    world.when("lena", "ana", &named).then_refused(&["was not held", "coach hold"]);
}

#[test]
fn rule_2e_k3_the_leader_brings_their_standard_work_once_a_meeting() {
    let brought = Command::Hold(Hold { standard_work: true, ..Hold::default() });
    let world = World::staffed().given("lena", "ana", &weekly()).when("lena", "ana", &brought);
    let world = world.then_recorded(&["meeting-held", "leader-standard-work-reviewed"]);
    assert!(world.person("ana").last_held().expect("held").standard_work.is_some());
    world.when("lena", "ana", &brought).then_refused(&["is on record (#", "2E.K3"]);
}

#[test]
fn rule_2_k1_each_side_records_its_review_of_the_agenda_with_highlights() {
    let review = |highlights: &[&str]| {
        let highlights = highlights.iter().map(|text| (*text).to_owned()).collect();
        Command::Prepare(Prepare { reviewed: true, highlights, ..Prepare::default() })
    };
    let world = World::staffed().given("lena", "ana", &weekly());
    let world = world.when("ana", "ana", &review(&["The scale first."])).then_recorded(&["agenda-reviewed"]);
    let world = world.when("lena", "ana", &review(&[])).then_recorded(&["agenda-reviewed"]);
    let meeting = world.person("ana").next_meeting(world.today).expect("one");
    let said: Vec<_> = meeting.reviews.iter().map(|it| (it.side, it.highlights.len())).collect();
    assert_eq!(said, [(Side::Employee, 1), (Side::Leader, 0)]);
    assert!(!meeting.prepared(Side::Employee), "going through the agenda is no written preparation");
    let both = Prepare { reviewed: true, win: Some("Paid.".into()), ..Prepare::default() };
    let kinds = ["agenda-reviewed", "preparation-submitted"];
    world.when("ana", "ana", &Command::Prepare(both)).then_recorded(&kinds);
}
