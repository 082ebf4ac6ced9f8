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
    coach.say("kai", "log ben").ok().says(&["entries are not shown"]);
    coach.say("ben", "log ben").ok().hides(&["not shown"]);
}
