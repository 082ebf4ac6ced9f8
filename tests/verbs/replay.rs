//! What was known when: late entries, corrections, and texts that were recorded for the wrong person.

use crate::support::Coach;

const MISFILED: &str = "MARKER the misfiled words";

#[test]
fn a_replay_as_known_then_lacks_what_was_recorded_late_and_reads_as_it_read() {
    let coach = Coach::agency();
    coach.say("sam", "note ben -m 'Eleven inspections'").ok();
    let seq = coach.last("sam", "ben");
    coach.at("2025-07-10T08:00");
    coach.say("sam", "note ben -m 'Helped at the counter' --on 2025-07-01").ok();
    coach.say("sam", &format!("correct {seq} --set 'text=Twelve inspections' --reason Miscounted")).ok();
    insta::assert_snapshot!(coach.say("sam", "replay ben --as-known 2025-07-01").ok());
    let replay = coach.say("sam", "replay ben --as-known 2025-07-01 --json").ok().json();
    let texts = |of: &str| replay[of].to_string();
    assert!(texts("entries").contains("Eleven") && !texts("entries").contains("Helped"), "{replay}");
    assert!(texts("recorded_since").contains("Helped"), "{replay}");
    assert!(texts("changed_since").contains("Twelve"), "{replay}");
    coach.say("sam", "replay ben --as-known today").ok().says(&["Nothing differs from what is known now."]);
    coach.say("sam", "replay ben --as-of 2025-06-30").ok().hides(&["inspections"]);
}

#[test]
fn a_text_for_the_other_maria_garcia_is_gone_for_everybody_else_in_replays_too() {
    let coach = Coach::agency();
    coach.say("sam", "note 'Maria Garcia' -m 'To whom?'").refused().says(&["login maria", "login mgarcia"]);
    coach.say("sam", &format!("note maria -m '{MISFILED}'")).ok();
    let seq = coach.last("sam", "maria");
    coach.at("2025-07-03T08:00");
    coach.say("sam", &format!("correct {seq} --misfiled --to mgarcia")).ok();
    // The wrong Maria sees that something was recorded for another person, and the chain above not a word of it.
    coach.say("maria", "log maria").ok().says(&["Recorded for another person"]).hides(&[MISFILED]);
    for login in ["maria", "dana"] {
        for line in
            ["log maria --json", "log", "replay maria", "replay maria --as-known 2025-07-01", "replay maria --json"]
        {
            coach.say(login, line).ok();
        }
        for line in
            ["log maria --json", "replay maria --as-known 2025-07-01", "replay maria --as-known 2025-07-01 --json"]
        {
            coach.say(login, line).hides(&[MISFILED]);
        }
        coach.say(login, &format!("show {seq}")).refused().hides(&[MISFILED]);
    }
    // The right Maria has it, and its author keeps seeing where it stood.
    coach.say("mgarcia", "log mgarcia").ok().says(&[MISFILED]);
    coach.say("sam", &format!("show {seq}")).ok().says(&[MISFILED, "recorded for another person"]);
    coach.say("olive", &format!("show {seq}")).ok().says(&[MISFILED]);
    coach.say("lena", "log maria").refused().hides(&[MISFILED]);
}

#[test]
fn a_corrected_text_that_turns_out_to_be_misfiled_leaves_nothing_behind() {
    let coach = Coach::agency();
    coach.say("sam", "note maria -m 'MARKER before'").ok();
    let seq = coach.last("sam", "maria");
    coach.say("sam", &format!("correct {seq} --set 'text=MARKER after' --reason 'MARKER because'")).ok();
    let correction = coach.last("sam", "maria");
    coach.say("sam", &format!("correct {seq} --misfiled --to mgarcia")).ok();
    for login in ["maria", "dana"] {
        let lines = [
            "log maria",
            "log maria --json",
            "replay maria --as-of today",
            "replay maria",
            "replay maria --json",
            "next",
        ];
        for line in lines.map(String::from).into_iter().chain([format!("show {seq}"), format!("show {correction}")]) {
            coach.say(login, &line).hides(&["MARKER"]);
        }
    }
    coach.say("mgarcia", "log").ok().says(&["MARKER after"]);
}

#[test]
fn words_that_a_line_rests_on_are_said_as_they_were_known_then() {
    let coach = Coach::agency();
    coach.say("sam", "promise ben -m 'One tablet' --due +1w").ok();
    let seq = coach.last("sam", "ben");
    coach.say("sam", "done ben c1").ok();
    coach.at("2025-07-10T08:00");
    coach.say("sam", &format!("correct {seq} --set 'text=Two tablets' --reason Miscounted")).ok();
    let told = coach.say("sam", "replay ben --as-known 2025-07-01").ok().out;
    let (then, since) = told.split_once("Recorded since then").expect("the correction is new");
    assert!(then.contains("Commitment: c1: One tablet") && !then.contains("Two tablets"), "{told}");
    assert!(since.contains("Two tablets"), "{told}");
}

#[test]
fn rule_lesson_2_what_was_recorded_late_is_marked_so_wherever_it_is_shown() {
    let coach = Coach::agency();
    coach.at("2025-07-10T08:00");
    coach.say("sam", "note ben -m 'Helped at the counter' --on 2025-07-01").ok().says(&[", recorded 9 days late"]);
    let seq = coach.last("sam", "ben");
    coach.say("sam", "note ben -m 'And again' --on yesterday").ok().says(&[", recorded 1 day late"]);
    coach.say("sam", "note ben -m 'On the day'").ok().hides(&["late"]);
    for line in ["log ben", "replay ben", &format!("show {seq}")] {
        coach.say("ben", line).ok().says(&["2025-07-10 08:00 MST", ", 9 days late"]);
    }
    let entry = coach.say("ben", &format!("show {seq} --json")).ok().json();
    assert_eq!(entry["late_days"], 9);
    let late: Vec<_> = coach.entries("ben", "ben").iter().filter_map(|entry| entry["late_days"].as_i64()).collect();
    assert_eq!(late, [9, 1]);
    coach.say("ben", "replay ben --json").ok().says(&["\"late_days\": 9"]);
    let receipt = coach.say("sam", "--json note ben -m 'Once more' --on 2025-07-08").ok().json();
    assert_eq!(receipt[0]["late_days"], 2);
}

#[test]
fn days_that_have_not_come_are_not_judged() {
    let coach = Coach::agency();
    for line in
        ["check --as-of +3m", "check ben --as-of tomorrow", "replay ben --as-known tomorrow", "replay ben --as-of +1w"]
    {
        coach.say("sam", line).refused().says(&["lies after today, 2025-07-01", "Name today or a day before it."]);
    }
    coach.say("sam", "check --as-of today").ok();
    coach.say("sam", "replay ben --as-known today --as-of today").ok();
}
