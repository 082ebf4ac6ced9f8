//! Many at once: one after the other gets its turn, and who has to wait too long is told for whom.

use crate::support::Coach;
use coachlog::{app::open_options, log::Store};
use std::{process::Stdio, time::Duration};

#[test]
fn twenty_notes_at_once_are_twenty_entries_none_lost_none_twice() {
    let coach = Coach::agency();
    let texts: Vec<_> = (1..=20).map(|number| format!("Note number {number}.")).collect();
    let started: Vec<_> = texts
        .iter()
        .map(|text| {
            coach.at("2025-07-01T09:00");
            let mut command = coach.command(&["--as", "sam", "note", "ben", "-m", text]);
            command.stdout(Stdio::piped()).stderr(Stdio::piped()).spawn().expect("a process starts")
        })
        .collect();
    for (child, text) in started.into_iter().zip(&texts) {
        let output = child.wait_with_output().expect("it ends");
        coach.ran(text, output).ok().says(&["Recorded #"]);
    }
    let entries = coach.entries("sam", "ben");
    let mut found: Vec<_> = entries.iter().filter_map(|entry| entry["body"]["text"].as_str()).collect();
    found.sort_by_key(|text| {
        text.trim_end_matches('.').rsplit(' ').next().and_then(|number| number.parse::<u32>().ok())
    });
    assert_eq!(found, texts);
    coach.run("verify").ok();
}

#[test]
fn the_same_request_twenty_times_at_once_is_one_entry() {
    let coach = Coach::agency();
    let started: Vec<_> = (0..20)
        .map(|_| {
            coach.at("2025-07-01T09:00");
            let mut command = coach.command(&["--as", "sam", "--key", "once", "note", "ben", "-m", "Once"]);
            command.stdout(Stdio::piped()).stderr(Stdio::piped()).spawn().expect("a process starts")
        })
        .collect();
    let said = started.into_iter().map(|child| child.wait_with_output().expect("it ends"));
    let said: Vec<_> = said.map(|output| coach.ran("note", output).ok().out).collect();
    let first = said.iter().filter(|out| out.starts_with("Recorded #")).count();
    let already = said.iter().filter(|out| out.starts_with("Recorded already #")).count();
    assert_eq!((first, already), (1, 19), "{said:#?}");
    assert_eq!(coach.entries("sam", "ben").iter().filter(|entry| entry["kind"] == "topic-discussed").count(), 1);
}

#[test]
fn who_waits_too_long_is_told_who_holds_the_store() {
    let coach = Coach::agency();
    let before = coach.export();
    let (held, _) = Store::open(&coach.store(), open_options(Duration::ZERO)).expect("nobody else is here");
    let holder = format!("process {}", std::process::id());
    for line in ["--wait 1 note ben -m 'While it is held'", "--wait 0 next ben", "--wait 0 hold ben"] {
        coach.say("sam", line).failed().says(&["the log is in use by", &holder, "Nothing was read or recorded"]);
    }
    // What reads the journal alone does not wait.
    assert_eq!(coach.export(), before);
    coach.run("backup copy").ok();
    drop(held);
    coach.say("sam", "--wait 1 note ben -m 'When it is free'").ok();
}
