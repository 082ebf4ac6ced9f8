//! Cadence policies by agency, tier, position and person (N.cadence, N.discretion), as people set and see them.

use crate::support::Coach;
use std::fmt::Write;

#[test]
fn rule_n_discretion_hr_tightens_layer_by_layer_and_everybody_sees_what_is_asked_of_whom() {
    let coach = Coach::agency();
    let mut told = String::new();
    for (login, line) in [
        ("olive", "standard cadence --for agency --minutes 45 --effective 2025-08-01 -m 'Half an hour was too short.'"),
        (
            "olive",
            "standard cadence --for tier:STAFF --minutes 60 --gap 21 --effective 2025-08-01 -m 'Weekly at the counter.'",
        ),
        ("olive", "standard cadence --for role:Inspector --minutes 50 --effective 2025-08-01 -m 'Less than the tier.'"),
        (
            "olive",
            "standard cadence --for role:Inspector --meeting-minutes 20 --gap 28 --effective 2025-08-01 -m 'No quick ones.'",
        ),
        ("olive", "standard cadence --for person:ben --minutes 30 --gap 30 --effective 2025-08-01 -m 'Fewer.'"),
        (
            "olive",
            "standard cadence --for person:ben --minutes 90 --gap 14 --effective 2025-08-01 -m 'First year in the field.'",
        ),
        ("olive", "standard cadence --for tier:pilot --minutes 60 --effective 2025-08-01 -m 'Who?'"),
        ("olive", "standard cadence --for north --minutes 60 --effective 2025-08-01 -m 'Who?'"),
        ("sam", "standard cadence --for person:ben --minutes 90 --effective 2025-08-01 -m 'Not HR.'"),
        ("kai", "standard policies"),
        ("ben", "standard policies ben"),
        ("ben", "standard policies ben --as-of 2025-08-01"),
        ("kai", "standard policies kai --as-of 2025-08-01"),
        ("kai", "standard policies ben --as-of 2025-08-01"),
        ("sam", "schedule ben --rule 'FREQ=WEEKLY;INTERVAL=3;BYDAY=WE' --start 2025-08-06T09:00 --minutes 15"),
    ] {
        write!(told, "{}", coach.say(login, line)).expect("a text takes text");
    }
    insta::assert_snapshot!(told);
    // What is asked of one person alone, and why, is that person's, the chain's and HR's.
    for login in ["ben", "sam", "dana", "olive"] {
        coach.say(login, "log ben").ok().says(&["First year in the field."]);
    }
    for (login, line) in [("kai", "standard policies"), ("kai", "standard"), ("kai", "log"), ("lena", "log ben")] {
        coach.say(login, line).hides(&["First year in the field."]);
    }
    let seq = coach.last("sam", "ben");
    let own = coach.entries("sam", "ben").into_iter().find(|entry| entry["kind"] == "cadence-tightened");
    let own = own.expect("it is in the record of the person")["seq"].as_u64().expect("a number");
    assert!(own < seq);
    let corrected = coach.say("olive", &format!("correct {own} --set minutes=30 --reason 'Too much'"));
    corrected.refused().says(&["replaced and not corrected", "coach standard cadence"]);
}

#[test]
fn rule_n_cadence_meetings_are_judged_by_the_gap_and_the_length_of_their_day() {
    let coach = Coach::agency();
    coach.say("sam", "schedule ben --rule 'FREQ=WEEKLY;BYDAY=WE' --start 2025-07-02T09:00").ok();
    let hold = |date: &str, minutes: u32| {
        coach.at(&format!("{date}T10:00"));
        coach.say("sam", &format!("hold ben --meeting {date} --minutes {minutes}")).ok();
    };
    hold("2025-07-02", 15);
    hold("2025-07-23", 20);
    coach
        .say("olive", "standard cadence --for person:ben --minutes 40 --gap 10 --meeting-minutes 20 --effective 2025-08-01 -m Closer")
        .ok();
    hold("2025-08-06", 15);
    hold("2025-08-20", 30);
    coach.at("2025-09-02T08:00");
    let said = coach.say("sam", "check ben --rule N.cadence").ok().says(&[
        "N.cadence",
        "15 of 20 minutes in the 1:1 of 6 August 2025 (cadence policy version 1 for Ben Yazzie), since 6 August 2025",
        "14 days from the 1:1 of 6 August 2025 to that of 20 August 2025, at most 10 asked",
        "since 17 August 2025",
        "No 1:1 since 20 August 2025, at most 10 days asked",
        "since 31 August 2025",
    ]);
    // July lies before the policy, and the days before 1 August do not count against it.
    said.hides(&["1:1 of 2 July", "15 of 20 minutes in the 1:1 of 2 July", "since 12 August", "20 of 20"]);
}
