//! Commitments of both sides (rule 2A).

use super::{World, commands::*, day, who};
use crate::domain::{
    Command, Side,
    commitment::{Revisit, Status},
    decide::already_said,
};

#[test]
fn rule_2a_k1_a_commitment_has_an_owner_of_either_side_and_a_due_date() {
    let world = held();
    let world = world.given("ana", "ana", &promise("Call the lab.", "2025-07-09", None));
    let world = world.given("lena", "ana", &promise("Ask for a budget.", "2025-07-09", None));
    let world = world.given("lena", "ana", &promise("Write the list.", "2025-07-09", Some(Side::Employee)));
    let ana = world.person("ana");
    let owners: Vec<_> = ana.commitments.values().map(|commitment| commitment.owner).collect();
    assert_eq!(owners, [who("ana"), who("lena"), who("ana")]);
    assert!(ana.commitments.values().all(|commitment| commitment.meeting.is_some()), "made in the meeting of that day");
    world.when("lena", "ana", &promise("Late.", "2025-07-01", None)).then_refused(&["2A.K1", "before"]);
}

#[test]
fn rule_2a_k1_an_employee_cannot_promise_for_the_leader() {
    let command = promise("A raise.", "2025-07-09", Some(Side::Leader));
    held().when("ana", "ana", &command).then_refused(&["cannot promise for the leader", "LENA"]);
}

#[test]
fn rule_2a_k2_done_slip_and_on_track_answer_a_commitment() {
    let world = World::staffed().given("lena", "ana", &weekly());
    let world = world.given("ana", "ana", &promise("Call the lab.", "2025-07-02", None));
    let world = world.when("lena", "ana", &on_track("c1")).then_recorded(&["meeting-held", "commitment-revisited"]);
    let world = world.when("ana", "ana", &slip("c1")).then_recorded(&["commitment-revisited"]);
    assert_eq!(world.person("ana").commitments.values().next().expect("c1").slips().count(), 1);
    let world = world.when("ana", "ana", &done("c1")).then_recorded(&["commitment-fulfilled"]);
    let fulfilled = world.person("ana").commitments.values().next().expect("c1").fulfilled().expect("done").seq;
    let number = format!("#{fulfilled}");
    world.when("ana", "ana", &slip("c1")).then_refused(&["fulfilled", &number, "2A.K2"]);
}

#[test]
fn rule_2a_k2_an_unknown_commitment_is_refused_with_the_open_ones() {
    let world = held().given("ana", "ana", &promise("Call the lab.", "2025-07-09", None));
    let world = world.when("lena", "ana", &done("c9")).then_refused(&["no commitment c9", "c1: Call the lab."]);
    let before = day("2025-06-20");
    world.when_on(before, "ana", "ana", &done("c1")).then_refused(&["was made on 2025-07-02"]);
}

#[test]
fn a_commitment_keeps_its_name_across_meetings() {
    let world = held().given("ana", "ana", &promise("Call the lab.", "2025-07-09", None)).at("2025-07-09");
    let world = world.given("lena", "ana", &hold()).given("ana", "ana", &slip("c1")).at("2025-07-16");
    let world = world.given("lena", "ana", &hold()).given("ana", "ana", &done("c1"));
    let ana = world.person("ana");
    let answers = &ana.commitments.values().next().expect("c1").answers;
    assert_eq!(
        answers.iter().map(|a| a.meeting.map(|m| m.date())).collect::<Vec<_>>(),
        [Some(day("2025-07-09")), Some(day("2025-07-16"))]
    );
}

#[test]
fn a_commitment_called_done_by_mistake_is_opened_again_by_a_slip_that_says_why() {
    let world = held().given("ana", "ana", &promise("Call the lab.", "2025-07-09", None));
    let world = world.given("ana", "ana", &done("c1"));
    let too_early = world.tries("lena", "ana", day("2025-07-01"), &slip("c1"));
    assert!(too_early.is_err(), "the day before it was fulfilled, nothing is opened again");
    for again in [done("c1"), slip("c1"), on_track("c1")] {
        let refusal = world.tries("lena", "ana", world.today, &again).expect_err("fulfilled").to_string();
        assert!(refusal.contains("coach slip PERSON c1 -m"), "{refusal}");
    }
    let why = Revisit {
        commitment: "c1".parse().expect("a name"),
        status: Some(Status::NotReached),
        text: Some("The wrong lab.".into()),
        meeting: None,
    };
    let world = world.when("lena", "ana", &Command::Revisit(why)).then_recorded(&["commitment-revisited"]);
    let open = |world: &World| world.person("ana").open_commitments().count();
    assert_eq!(open(&world), 1);
    assert_eq!(open(&world.given("ana", "ana", &done("c1"))), 0);
}

#[test]
fn rule_2a_k2_another_day_and_a_release_answer_a_commitment_when_a_record_is_finalised() {
    let world = World::staffed().given("lena", "ana", &weekly());
    let world = world.given("ana", "ana", &promise("Call the lab.", "2025-07-02", None));
    let world = world.given("ana", "ana", &promise("Write the list.", "2025-07-02", None));
    let world = world.given("lena", "ana", &hold()).given("ana", "ana", &nothing_today());
    let world = world.when("lena", "ana", &finalise()).then_refused(&["2A.K2", "c1", "c2"]);
    let world = world.when("ana", "ana", &renegotiate("c1", "2025-07-30")).then_recorded(&["commitment-renegotiated"]);
    let world = world.when("lena", "ana", &finalise()).then_refused(&["c2"]);
    let world = world.when("lena", "ana", &release("c2")).then_recorded(&["commitment-released"]);
    let world = world.when("lena", "ana", &finalise()).then_recorded(&["meeting-record-finalised"]);
    let ana = world.person("ana");
    let c1 = &ana.commitments[&"c1".parse().expect("a name")];
    assert_eq!((c1.first_due, c1.due), (day("2025-07-02"), day("2025-07-30")), "the first day stays known");
    assert!(c1.answers.iter().all(|answer| answer.meeting.is_some()), "agreed in the meeting under way");
    assert_eq!(ana.open_commitments().map(|it| it.id.to_string()).collect::<Vec<_>>(), ["c1"]);
}

#[test]
fn rule_2a_r_a_promise_is_released_by_the_side_it_was_made_to_and_never_by_its_own() {
    let world = held().given("ana", "ana", &promise("Call the lab.", "2025-07-09", None));
    let world = world.given("lena", "ana", &promise("Ask for a budget.", "2025-07-09", None));
    let world = world.when("ana", "ana", &release("c1")).then_refused(&["2A.R", "LENA can release it", "coach slip"]);
    let world = world.when("lena", "ana", &release("c2")).then_refused(&["2A.R", "ANA can release it"]);
    let world = world.when("dana", "ana", &release("c1")).then_refused(&["authority.line"]);
    let world = world.when("lena", "ana", &release("c1")).then_recorded(&["commitment-released"]);
    let world = world.when("ana", "ana", &release("c2")).then_recorded(&["commitment-released"]);
    world.when("lena", "ana", &release("c1")).then_refused(&["was recorded as released", "coach slip PERSON c1 -m"]);
}

#[test]
fn rule_2a_k1_another_day_is_one_to_come_and_of_an_open_commitment() {
    let world = held().given("ana", "ana", &promise("Call the lab.", "2025-07-09", None));
    let world = world.when("ana", "ana", &renegotiate("c1", "2025-07-09")).then_refused(&["due on 2025-07-09 already"]);
    let world = world.when("ana", "ana", &renegotiate("c1", "2025-07-01")).then_refused(&["2A.K1", "before"]);
    let world = world.when("ana", "ana", &renegotiate("c9", "2025-07-30")).then_refused(&["no commitment c9", "c1"]);
    let world = world.given("lena", "ana", &release("c1"));
    let again = Revisit {
        commitment: "c1".parse().expect("a name"),
        status: Some(Status::NotReached),
        text: Some("It is needed after all.".into()),
        meeting: None,
    };
    let world = world.when("ana", "ana", &renegotiate("c1", "2025-07-30")).then_refused(&["released", "2A.K2"]);
    let world = world.when("ana", "ana", &Command::Revisit(again)).then_recorded(&["commitment-revisited"]);
    world.when("ana", "ana", &renegotiate("c1", "2025-07-30")).then_recorded(&["commitment-renegotiated"]);
}

#[test]
fn rule_2a_k1_a_corrected_day_is_the_one_that_was_agreed() {
    let world = held().given("ana", "ana", &promise("Call the lab.", "2025-07-09", None));
    let world = world.given("ana", "ana", &renegotiate("c1", "2025-07-30"));
    let entry = last(&world);
    let world = world.when("ana", "ana", &correct(entry, "due", "2025-07-01")).then_refused(&["2A.K1", "before"]);
    let world = world.given("ana", "ana", &correct(entry, "due", "2025-08-06"));
    let ana = world.person("ana");
    let c1 = ana.commitments.values().next().expect("c1");
    assert_eq!((c1.first_due, c1.due), (day("2025-07-09"), day("2025-08-06")));
}

#[test]
fn what_is_promised_again_is_noticed_and_what_differs_is_not() {
    let world = held().given("ana", "ana", &promise("Call the lab.", "2025-07-09", None));
    let first = last(&world);
    let said = |actor: &str, command: &Command| {
        let proposed = world.tries(actor, "ana", world.today, command).expect("allowed");
        already_said(&world.person("ana"), &proposed)
    };
    assert_eq!(said("ana", &promise("Call the lab.", "2025-07-09", None)), Some(first), "though it would be c2");
    assert_eq!(said("ana", &promise("Call the lab.", "2025-07-16", None)), None, "another day");
    assert_eq!(said("lena", &promise("Call the lab.", "2025-07-09", None)), None, "the other side's");
    assert_eq!(said("lena", &promise("Call the lab.", "2025-07-09", Some(Side::Employee))), None, "another author");
    let world = world.clone().given("lena", "ana", &note("2B", "Well done."));
    let noted = |topic| world.tries("lena", "ana", world.today, &note(topic, "Well done.")).expect("allowed");
    assert_eq!(already_said(&world.person("ana"), &noted("2B")), Some(last(&world)));
    assert_eq!(already_said(&world.person("ana"), &noted("2C")), None, "another topic");
}
