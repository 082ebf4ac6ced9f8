//! A change of leader loses nothing, and the length of a running series.

use super::{World, commands::*, day, who};
use crate::domain::{
    Command,
    commitment::{Found, Revisit, Status},
    staffing::Staffing,
};

/// On 14 July Ana's leader is Otto; c1 is hers, c2 and c3 were Lena's, c4 was hers and is done.
fn changed() -> World {
    World::staffed()
        .given("lena", "ana", &weekly())
        .given("ana", "ana", &promise("own", "2025-07-30", None))
        .given("lena", "ana", &promise("leader's", "2025-07-30", None))
        .given("lena", "ana", &promise("another", "2025-07-30", None))
        .given("ana", "ana", &promise("done by then", "2025-07-30", None))
        .given("ana", "ana", &done("c4"))
        .given("lena", "ana", &give("otto", "Ask for the case list."))
        .given("hana", "ana", &staffing(Staffing::Line(who("otto"), day("2025-07-14"))))
        .at("2025-07-14")
}

#[test]
fn rule_2a_handover_a_new_leader_adopts_or_declines_each_open_commitment() {
    let world = changed();
    let taking = world.directory.taking_on(who("ana"), world.today).expect("led");
    assert_eq!((taking.leader, taking.former), (who("otto"), Some(who("lena"))));
    assert_eq!(taking.expectations_due(&world.directory), day("2025-08-13"), "thirty days, by themselves");
    let waits = |world: &World| {
        let ana = world.person("ana");
        ana.commitments.values().filter(|it| taking.waits(it)).map(|it| it.id.to_string()).collect::<Vec<_>>()
    };
    assert_eq!(waits(&world), ["c1", "c2", "c3"]);
    let world = world.when("otto", "ana", &take(&["c1", "c2"], &["c3"], Some("The lab does it."))).then_recorded(&[
        "commitment-adopted",
        "commitment-adopted",
        "commitment-declined",
    ]);
    assert!(waits(&world).is_empty());
    let ana = world.person("ana");
    let commitment = |name: &str| &ana.commitments[&name.parse().expect("a name")];
    assert_eq!((commitment("c1").owner, commitment("c2").owner), (who("ana"), who("otto")));
    assert!(commitment("c2").is_open());
    assert_eq!(commitment("c3").ended().map(|answer| answer.found), Some(Found::Declined));
    assert_eq!(ana.handed_over[0].what.note, "Ask for the case list.");
}

#[test]
fn rule_2a_handover_only_who_took_over_answers_and_only_what_is_of_an_earlier_time() {
    changed()
        .when("lena", "ana", &take(&["c2"], &[], None))
        .then_refused(&["LENA cannot record \"Commitment adopted\"", "OTTO can"])
        .when("otto", "ana", &take(&["c4"], &[], None))
        .then_refused(&["c4 was recorded as fulfilled"])
        .when("otto", "ana", &take(&["c9"], &[], None))
        .then_refused(&["has no commitment c9"])
        .when("otto", "ana", &take(&["c1"], &["c1"], Some("why")))
        .then_refused(&["c1 is named twice"])
        .when("otto", "ana", &take(&[], &["c1"], None))
        .then_refused(&["reason"])
        .given("otto", "ana", &take(&["c2"], &[], None))
        .when("otto", "ana", &take(&[], &["c2"], Some("no")))
        .then_refused(&["c2 was adopted already"])
        .given("otto", "ana", &promise("mine", "2025-07-30", None))
        .when("otto", "ana", &take(&["c5"], &[], None))
        .then_refused(&["in your own time"])
        .when("otto", "stan", &take(&["c1"], &[], None))
        .then_refused(&["nothing of an earlier leader of STAN"])
        .when("otto", "ana", &give("otto", "to myself"))
        .then_refused(&["cannot take these 1:1s over"]);
}

#[test]
fn a_declined_commitment_is_opened_again_by_saying_why() {
    let again = Command::Revisit(Revisit {
        commitment: "c3".parse().expect("a name"),
        status: Some(Status::NotReached),
        text: Some("The lab does not.".into()),
        meeting: None,
    });
    changed()
        .given("otto", "ana", &take(&[], &["c3"], Some("The lab does it.")))
        .when("otto", "ana", &done("c3"))
        .then_refused(&["c3 was recorded as declined"])
        .when("otto", "ana", &again)
        .then_recorded(&["commitment-revisited"]);
}

#[test]
fn rule_n_cadence_the_length_of_a_running_series_changes_from_a_day_on() {
    let world = World::staffed()
        .when("lena", "ana", &lengthen(45))
        .then_refused(&["has no series that runs"])
        .given("lena", "ana", &weekly())
        .at("2025-07-10")
        .when("lena", "ana", &lengthen(30))
        .then_refused(&["planned for 30 minutes on 2025-07-10 already"])
        .when("lena", "ana", &lengthen(45))
        .then_recorded(&["cadence-changed"]);
    let ana = world.person("ana");
    let planned = ana.meetings_between(day("2025-07-02"), day("2025-07-16")).into_iter();
    assert_eq!(planned.map(|it| ana.planned_minutes(it.id)).collect::<Vec<_>>(), [30, 30, 45]);
    assert_eq!(ana.series.len(), 1, "the series goes on");
}
