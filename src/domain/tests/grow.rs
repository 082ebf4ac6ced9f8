//! GROW notes (rules 2B.K3, 2B.R and 2C.R).

use super::{commands::*, who};
use crate::domain::{Class, Command, Event, Side, grow::Grow};

#[test]
fn rule_2c_r_the_will_becomes_a_commitment_in_the_same_batch() {
    let world = held().when("lena", "ana", &grow("2B", Some("2025-07-09")));
    let world = world.then_recorded(&["commitment-made", "grow-noted"]);
    let ana = world.person("ana");
    let (note, will) = (&ana.grows[0].what, ana.commitments.values().next().expect("a commitment"));
    assert_eq!(note.will, Some(will.id));
    assert_eq!((will.owner, will.text.as_str(), will.meeting), (who("ana"), "Start at seven on Monday.", note.meeting));
    assert!(note.meeting.is_some(), "it was noted in the meeting of its day");
    let open = world.at("2025-07-09").given("lena", "ana", &hold()).given("ana", "ana", &nothing_today());
    open.when("lena", "ana", &finalise()).then_refused(&["c1", "2A.K2"]);
}

#[test]
fn rule_2b_k3_each_option_says_who_proposed_it() {
    let world = held().when("lena", "ana", &grow("2C", None)).then_recorded(&["grow-noted"]);
    let sides: Vec<_> = world.person("ana").grows[0].what.options.iter().map(|option| option.by).collect();
    assert_eq!(sides, [Side::Employee, Side::Leader]);
    let Command::Grow(note) = grow("2C", None) else { unreachable!("a GROW note") };
    let none = Command::Grow(Grow { options: vec![], ..note });
    world.when("lena", "ana", &none).then_refused(&["no option", "2B.K3"]);
}

#[test]
fn rule_2b_r_a_note_that_does_not_fit_is_refused_whole() {
    let Command::Grow(note) = grow("2B", Some("2025-07-09")) else { unreachable!("a GROW note") };
    let odd = Command::Grow(Grow { confidence: Some(11), ..note.clone() });
    let world = held().when("lena", "ana", &odd).then_refused(&["confidence of 11"]);
    let world =
        world.when("lena", "ana", &Command::Grow(Grow { goal: " ".into(), ..note })).then_refused(&["goal is empty"]);
    let world = world.when("lena", "ana", &grow("9Z", None)).then_refused(&["9Z", "N.adapt"]);
    let world =
        world.when("lena", "ana", &grow("2B", Some("2025-07-01"))).then_refused(&["due on 2025-07-01", "2A.K1"]);
    let world = world.when("ana", "ana", &grow("2B", None)).then_refused(&["LENA can"]);
    assert!(world.person("ana").commitments.is_empty());
}

#[test]
fn rule_2d_k1_a_grow_note_on_team_dynamics_is_between_the_two() {
    let world = held().given("lena", "ana", &grow("2d", None));
    assert_eq!(world.log.last().expect("an entry").class, Class::Pair);
    let corrected = correct(last(&world), "topic", "2B");
    world.when("lena", "ana", &corrected).then_refused(&["who may read"]);
}

#[test]
fn rule_2b_k3_a_correction_keeps_a_note_whole() {
    let world = held().given("lena", "ana", &grow("2B", None));
    let seq = last(&world);
    let world = world.when("lena", "ana", &correct(seq, "options", serde_json::json!([]))).then_refused(&["no option"]);
    let world = world.when("lena", "ana", &correct(seq, "will", "c9")).then_refused(&["cannot change"]);
    let world = world.given("lena", "ana", &correct(seq, "reality", "Twelve are done."));
    assert_eq!(world.person("ana").grows[0].what.reality, "Twelve are done.");
    assert!(matches!(world.log.last().expect("an entry").event, Event::EntryCorrected(_)));
    // The options are given whole, each with who proposed it.
    let option = |by: &str, text: &str| serde_json::json!({"by": by, "text": text});
    let empty = serde_json::json!([option("employee", " ")]);
    let world = world.when("lena", "ana", &correct(seq, "options", empty)).then_refused(&["options is empty"]);
    let whole = serde_json::json!([option("employee", "Start at six."), option("employee", "Borrow the van.")]);
    let world = world.given("lena", "ana", &correct(seq, "options", whole));
    let sides: Vec<_> = world.person("ana").grows[0].what.options.iter().map(|option| option.by).collect();
    assert_eq!(sides, [Side::Employee; 2]);
}
