//! Every reading verb, by everybody: no text of a class reaches somebody whom the class does not include.

use crate::support::Coach;

/// What is planted about Ben: a marker of each audience class, by its word.
const MARKERS: [&str; 2] = ["PERSON-MARKER", "PAIR-MARKER"];

fn planted() -> Coach {
    let coach = Coach::agency();
    for (login, line) in [
        ("sam", "schedule ben --rule 'FREQ=WEEKLY;BYDAY=WE' --start 2025-07-02T09:00"),
        ("ben", "prep ben --item '2C:PAIR-MARKER item' --win 'PAIR-MARKER win' --growth 'PAIR-MARKER growth'"),
        ("ben", "topics ben -m 'PAIR-MARKER topic'"),
        ("sam", "prep ben -m 'PAIR-MARKER of the leader'"),
    ] {
        coach.say(login, line).ok();
    }
    coach.at("2025-07-02T09:40");
    for (login, line) in [
        ("sam", "hold ben --discussed i1,i2 --deferred i3"),
        ("sam", "note ben -m 'PAIR-MARKER on the team' --topic 2D --sign success"),
        ("sam", "note ben -m 'PERSON-MARKER note' --sign success"),
        ("sam", "promise ben -m 'PERSON-MARKER promise' --due 2025-07-03"),
        ("ben", "promise ben -m 'PERSON-MARKER own promise' --due 2025-07-03"),
        ("sam", "finalise ben"),
        ("ben", "ack ben --disagree -m 'PERSON-MARKER comment'"),
        ("ben", "reflect ben -m 'PERSON-MARKER reflection'"),
        ("sam", "plan ben --open 'PERSON-MARKER focus' --action 'PERSON-MARKER action' --due +1w"),
        ("ben", "cancel ben -m 'PERSON-MARKER reason'"),
    ] {
        coach.say(login, line).ok();
    }
    coach.at("2025-07-10T12:00");
    let entries = coach.entries("sam", "ben");
    let note =
        entries.iter().find(|entry| entry["body"]["text"].to_string().contains("PAIR-MARKER on")).expect("planted");
    let correct = format!("correct {} --set 'text=PAIR-MARKER corrected' --reason 'PAIR-MARKER because'", note["seq"]);
    coach.say("sam", &correct).ok();
    coach
}

/// Every reading verb that could show something of Ben's.
fn lines(coach: &Coach) -> Vec<String> {
    let verbs = [
        "who",
        "who ben",
        "standard",
        "next ben",
        "next",
        "today",
        "check",
        "check ben",
        "log",
        "log ben",
        "plan ben",
        "replay ben",
        "replay ben --as-known 2025-07-02",
        "replay ben --as-of 2025-07-02",
        "prep ben --draft",
        "note ben --draft",
    ];
    let last = coach.last("sam", "ben");
    let shown = (last - 24..=last + 1).map(|seq| format!("show {seq} --json"));
    verbs.into_iter().flat_map(|line| [line.to_owned(), format!("{line} --json")]).chain(shown).collect()
}

/// Which of the markers somebody got to see anywhere.
fn seen(coach: &Coach, lines: &[String], login: &str) -> Vec<&'static str> {
    let said: String = lines.iter().map(|line| coach.say(login, line).both()).collect();
    MARKERS.into_iter().filter(|marker| said.contains(marker)).collect()
}

#[test]
fn nobody_reads_a_text_of_a_class_that_does_not_include_them() {
    let coach = planted();
    let lines = lines(&coach);
    for login in ["lena", "maria"] {
        assert_eq!(seen(&coach, &lines, login), [] as [&str; 0], "{login} is neither in the chain nor in HR");
    }
    for login in ["dana", "olive"] {
        assert_eq!(
            seen(&coach, &lines, login),
            ["PERSON-MARKER"],
            "{login} reads what is for the chain and HR, and no more"
        );
    }
}

/// Kai is an auditor, Olive of human resources: each opens Ben's record for two days.
#[test]
fn with_a_purpose_an_auditor_and_hr_read_to_its_last_day_and_nobody_else_does() {
    let coach = planted();
    coach.say("olive", "role kai --grant auditor").ok();
    coach.say("olive", "role maria --grant auditor").ok();
    let lines = lines(&coach);
    assert_eq!(seen(&coach, &lines, "kai"), [] as [&str; 0], "the office alone opens nothing");
    coach.say("kai", "access ben --purpose 'Order 14' --until 2025-07-11").ok().hides(&["MARKER"]);
    assert_eq!(seen(&coach, &lines, "kai"), MARKERS);
    assert_eq!(seen(&coach, &lines, "maria"), [] as [&str; 0], "another auditor");
    assert_eq!(seen(&coach, &lines, "lena"), [] as [&str; 0]);
    assert_eq!(seen(&coach, &lines, "olive"), ["PERSON-MARKER"], "it opens nothing to others");
    coach.say("olive", "access ben --purpose 'Grievance 3' --until 2025-07-11").ok();
    assert_eq!(seen(&coach, &lines, "olive"), MARKERS);
    coach.at("2025-07-11T23:10");
    coach.say("kai", "log ben").ok().says(&["PAIR-MARKER"]);
    coach.at("2025-07-12T00:05");
    assert_eq!(seen(&coach, &lines, "kai"), [] as [&str; 0]);
    assert_eq!(seen(&coach, &lines, "olive"), ["PERSON-MARKER"]);
}

#[test]
fn the_two_of_the_pair_read_everything_of_theirs() {
    let coach = planted();
    for login in ["ben", "sam"] {
        assert_eq!(seen(&coach, &["log ben".into()], login), MARKERS, "{login}");
    }
}

#[test]
fn what_is_hidden_is_counted_and_said_to_be_hidden() {
    let coach = planted();
    coach.say("dana", "log ben").ok().says(&["entries are not shown: their audience class does not include you"]);
    coach.say("ben", "log ben").ok().hides(&["not shown"]);
    coach.say("kai", "log").ok().hides(&["not shown"]);
}

#[test]
fn a_record_of_which_somebody_may_read_nothing_is_refused_and_not_counted() {
    let coach = planted();
    for login in ["kai", "lena", "maria"] {
        for line in ["log ben", "log ben --json", "replay ben", "replay ben --json", "replay ben --as-known 2025-07-02"]
        {
            let ran = coach.say(login, line).refused().says(&["[rule audience]", "It may be read by"]);
            assert_eq!(ran.out, "", "{ran}");
        }
    }
}

#[test]
fn who_recorded_something_keeps_reading_it_and_learns_no_more() {
    let coach = planted();
    let moved = "employee_number,name,login,position,tier,unit,manager,office,time_zone,hired,probation_end,covered\n\
        E-5,Ben Yazzie,ben,Inspector,staff,Field,E-4,Phoenix,America/Phoenix,2023-06-05,,yes\n";
    coach.write("moved.csv", moved);
    coach.say("olive", "roster import moved.csv").ok();
    for line in ["log ben", "replay ben"] {
        let sam = coach.say("sam", line).ok().says(&["PAIR-MARKER corrected"]);
        sam.hides(&["PAIR-MARKER growth", "PERSON-MARKER reflection", "not shown"]);
        coach.say("lena", line).ok().says(&["PAIR-MARKER item"]);
    }
}

#[test]
fn that_something_was_recorded_for_another_person_is_said_to_those_it_was_meant_for_alone() {
    let coach = planted();
    coach.say("sam", "note maria -m 'PAIR-MARKER astray' --topic 2D").ok();
    let seq = coach.last("sam", "maria");
    coach.say("sam", &format!("correct {seq} --misfiled --to mgarcia")).ok();
    let (said, number) = ("Recorded for another person", format!("\"seq\":{seq},"));
    coach.say("maria", "log maria").ok().says(&[said]).hides(&["PAIR-MARKER"]);
    coach.say("maria", "log maria --json").ok().says(&[&number]);
    for login in ["dana", "kai", "lena", "ben"] {
        for line in ["log", "log --json", "log maria", "log maria --json"] {
            coach.say(login, line).hides(&[said, "PAIR-MARKER astray"]);
        }
    }
    for login in ["dana", "kai"] {
        coach.say(login, "log --json").ok().hides(&[&number]);
    }
}
