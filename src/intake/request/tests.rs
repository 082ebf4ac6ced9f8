use super::*;
use crate::domain::{
    Event,
    commitment::{Promise, Status},
    conduct::Note,
};

fn wrong(line: &str) -> Wrong {
    read(line).expect_err(line)
}

#[test]
fn every_kind_of_event_is_taken_or_says_why_not() {
    let mut all: Vec<_> = taken().chain(NOT_TAKEN.iter().map(|(kind, _)| *kind)).collect();
    all.sort_unstable();
    let mut kinds = Event::KINDS.to_vec();
    kinds.sort_unstable();
    assert_eq!(all, kinds, "the two lists are the register, each kind once");
    assert!(NOT_TAKEN.iter().all(|(_, why)| !why.is_empty()));
}

#[test]
fn a_line_is_the_command_that_a_person_would_have_given() {
    let line = r#"{"key":"k","about":"ben","on":"2027-01-06","kind":"topic-discussed",
        "fields":{"topic":"2C","facet":"result","text":"A word","meeting":"2027-01-05"}}"#;
    let request = read(line).expect("it reads");
    let day = |text: &str| text.parse().expect("a date");
    assert_eq!((request.key.as_deref(), &*request.about, request.kind), (Some("k"), "ben", "topic-discussed"));
    assert_eq!((request.on, request.said_in), (Some(day("2027-01-06")), Some(day("2027-01-05"))));
    let (facet, meeting) = ("result".parse().ok(), Some(day("2027-01-05")));
    let note = Note { meeting, topic: "2C".into(), facet, sign: None, text: "A word".into() };
    assert_eq!(request.command(Vec::new(), Id::from_bytes([1; 8])), Command::Note(note));
}

#[test]
fn the_day_of_a_meeting_held_is_its_own_unless_the_line_says_another() {
    let held = |on: &str| {
        let request = read(&format!(r#"{{"about":"ben",{on}"kind":"meeting-held","fields":{{}}}}"#)).expect("it reads");
        match request.command(Vec::new(), Id::from_bytes([1; 8])) {
            Command::Hold(hold) => hold.on_its_day,
            other => panic!("{other:?}"),
        }
    };
    assert_eq!((held(""), held(r#""on":"2027-01-06","#)), (true, false));
}

#[test]
fn a_message_goes_to_whoever_was_found_with_an_id_of_its_own() {
    let line =
        r#"{"about":"ben","kind":"critical-message-identified","fields":{"text":"Hear this","also":["kai","E-3"]}}"#;
    let request = read(line).expect("it reads");
    assert_eq!(request.also, ["kai", "E-3"]);
    let [fresh, ben, kai] = [1, 2, 3].map(|byte| Id::from_bytes([byte; 8]));
    let Command::Message(identify) = request.command(vec![ben, kai], fresh) else { panic!("a message") };
    assert_eq!((identify.message, identify.to), (fresh, vec![ben, kai]));
}

#[test]
fn a_change_of_plan_answers_a_concern_and_a_commitment_is_found_on_track() {
    let read = |kind: &str, fields: &str| {
        let line = format!(r#"{{"about":"ben","kind":"{kind}","fields":{fields}}}"#);
        read(&line).expect(&line).command(Vec::new(), Id::from_bytes([1; 8]))
    };
    let made = read("commitment-made", r#"{"text":"Call","due":"2027-02-01","by":"leader","answers":"n1"}"#);
    let Command::Answering(concern, promise) = made else { panic!("{made:?}") };
    assert_eq!(concern.to_string(), "n1");
    assert!(matches!(*promise, Command::Promise(Promise { by: Some(crate::domain::Side::Leader), .. })));
    let Command::Revisit(revisit) = read("commitment-revisited", r#"{"commitment":"c2","status":"on-track"}"#) else {
        panic!("an answer");
    };
    assert_eq!((revisit.status, revisit.text), (Some(Status::OnTrack), None));
}

#[test]
fn what_is_wrong_with_a_line_is_said_by_field_and_never_in_its_words() {
    let cases = [
        ("{", "the line is not JSON"),
        ("[1]", "the line is JSON and no object"),
        ("\"secret\"", "the line is JSON and no object"),
        (r#"{"about":"ben","about":"kai"}"#, "the line names a field twice"),
        (r#"{"about":"ben","kind":"goal-set","fields":{"text":"secret","text":"b"}}"#, "the line names a field twice"),
        (r#"{"about":"ben"}"#, "kind is missing"),
        (r#"{"about":"ben","kind":7}"#, "kind is not a text"),
        (r#"{"about":"ben","kind":"secret"}"#, "kind is no kind that is known; taken are coaching-series-started, "),
        (r#"{"about":"ben","kind":"entry-corrected"}"#, "kind puts right what a person recorded"),
        (r#"{"about":"ben","kind":"store-initialised"}"#, "kind is the agency's own"),
        (r#"{"kind":"goal-set","fields":{}}"#, "about is missing"),
        (r#"{"about":"ben","kind":"goal-set"}"#, "fields is missing"),
        (r#"{"about":"ben","kind":"goal-set","fields":"secret"}"#, "fields is not an object"),
        (r#"{"about":"ben","kind":"goal-set","fields":{}}"#, "fields.text is missing"),
        (r#"{"about":"ben","kind":"goal-set","fields":{"text":null}}"#, "fields.text is not a text"),
        (r#"{"about":"ben","kind":"goal-set","fields":{"text":"a","target":90}}"#, "fields.target is not a number in"),
        (
            r#"{"about":"ben","kind":"goal-set","fields":{"text":"a","secret":1}}"#,
            "fields has a field that is not taken; taken are text, metric, unit, baseline, target, due, objective, answers",
        ),
        (
            r#"{"about":"ben","kind":"goal-set","fields":{"text":"a"},"actor":"kai"}"#,
            "the line has a field that is not taken; taken are kind, key, about, on, fields",
        ),
        (r#"{"about":"ben","on":"today","kind":"goal-set","fields":{"text":"a"}}"#, "on is not a day such as"),
        (r#"{"about":"ben","key":" ","kind":"goal-set","fields":{"text":"a"}}"#, "key is empty"),
        (
            r#"{"about":"ben","kind":"preparation-submitted","fields":{"items":[{"topic":"2C"}]}}"#,
            "fields.items.text is missing",
        ),
        (
            r#"{"about":"ben","kind":"preparation-submitted","fields":{"items":[{"topic":"2C","text":"a","by":"x"}]}}"#,
            "fields.items has a field that is not taken; taken are topic, text",
        ),
        (
            r#"{"about":"ben","kind":"meeting-held","fields":{"start":"9:00"}}"#,
            "fields.start is not a time of day such as",
        ),
        (r#"{"about":"ben","kind":"meeting-held","fields":{"minutes":-1}}"#, "fields.minutes is not a whole number"),
        (r#"{"about":"ben","kind":"no-show-recorded","fields":{"who":"secret"}}"#, "fields.who is neither employee"),
    ];
    for (line, said) in cases {
        let told = wrong(line).to_string();
        assert!(told.starts_with(said), "{line}: {told}");
        assert!(!told.contains("secret"), "{line}: {told}");
    }
    assert_eq!(wrong(r#"{"about":"ben","kind":"goal-set","fields":{}}"#).kind, Some("goal-set"));
    assert!(read(&format!("{}1{}", "[".repeat(10_000), "]".repeat(10_000))).is_err(), "depth is bounded");
}
