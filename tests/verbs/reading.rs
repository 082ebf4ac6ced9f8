//! The reading verbs, whole, in words and as JSON.

use crate::support::Coach;
use serde_json::Value;
use std::fmt::Write;

fn keys(value: &Value) -> Vec<&str> {
    value.as_object().expect("an object").keys().map(String::as_str).collect()
}

#[test]
fn who_standard_today_check_and_plan_say_all_they_know() {
    let coach = Coach::agency();
    coach.say("lena", "schedule kai --rule 'FREQ=WEEKLY;BYDAY=TU' --start 2025-07-01T14:00").ok();
    let mut told = String::new();
    for (login, line) in [
        ("kai", "who"),
        ("kai", "who permits"),
        ("kai", "who nobody"),
        ("kai", "standard"),
        ("kai", "today"),
        ("lena", "today"),
        ("olive", "check"),
        ("lena", "check kai"),
        ("kai", "plan kai"),
        ("kai", "log"),
        ("kai", "show 0"),
    ] {
        write!(told, "{}", coach.say(login, line).ok()).expect("a text takes text");
    }
    insta::assert_snapshot!(told);
}

#[test]
fn who_as_json_is_one_array_of_people() {
    let coach = Coach::agency();
    let people = coach.say("ben", "who --json").ok().json();
    let people = people.as_array().expect("one array");
    assert_eq!(people.len(), 8);
    for person in people {
        for key in ["id", "name", "login", "leader", "unit"] {
            assert!(person.get(key).is_some(), "{key} is missing in {person}");
        }
    }
    let of = |login: &str| people.iter().find(|person| person["login"] == login).expect("everybody is there");
    assert_eq!(of("ben")["leader"], of("sam")["id"]);
    assert_eq!(of("dana")["leader"], Value::Null);
}

#[test]
fn log_as_json_is_one_object_a_line_with_the_fields_of_the_event_under_body() {
    let coach = Coach::agency();
    coach.say("sam", "note ben -m 'Good week' --topic 2C --sign success").ok();
    let entries = coach.entries("ben", "ben");
    for entry in &entries {
        for key in ["seq", "recorded_at", "occurred_on", "kind", "actor", "hash", "body"] {
            assert!(entry.get(key).is_some(), "{key} is missing in {entry}");
        }
    }
    let note = entries.last().expect("the note is the last");
    assert_eq!(note["body"], serde_json::json!({"topic": "2C", "sign": "success", "text": "Good week"}));
    assert_eq!(note["occurred_on"], "2025-07-01");
    assert_eq!(coach.say("ben", &format!("show {} --json", note["seq"])).ok().json(), *note);
}

#[test]
fn every_reading_verb_answers_as_json() {
    let coach = Coach::agency();
    coach.say("sam", "schedule ben --rule FREQ=WEEKLY --start 2025-07-02T09:00").ok();
    coach.say("sam", "plan ben --open Focus --action Course --due +2w").ok();
    for line in [
        "next ben",
        "today",
        "check",
        "plan ben",
        "goal ben",
        "problem ben",
        "idea ben",
        "standard",
        "replay ben",
        "replay ben --as-known yesterday",
        "verify",
    ] {
        let answer = coach.say("sam", &format!("{line} --json")).ok().json();
        assert!(answer.is_object() || answer.is_array(), "{line}: {answer}");
    }
    let receipt = coach.say("sam", "--json note ben -m 'Good week'").ok().json();
    assert_eq!(keys(&receipt[0]), ["before", "class", "hash", "kind", "seq"]);
}

#[test]
fn a_strict_check_with_findings_ends_with_exit_code_1() {
    let coach = Coach::agency();
    coach.say("lena", "check kai").ok().says(&["1.K1"]);
    coach.say("lena", "check kai --strict").refused();
    coach.say("ben", "check kai").refused().says(&["[rule audience]"]);
}
