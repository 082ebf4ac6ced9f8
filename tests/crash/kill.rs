//! `kill -9` at any moment: the whole entry or none of it, and what said "Recorded" is there.

use crate::support::Coach;
use std::{
    collections::BTreeMap,
    process::Stdio,
    thread::sleep,
    time::{Duration, Instant},
};

const ROUNDS: u32 = 72;

/// Numbers that fall everywhere between 0 and 1, and fall there again at every run.
fn spread(round: u32) -> f64 {
    (f64::from(round) * 0.618_033_988_749_895).fract()
}

/// How long a note takes here and now.
fn usual(coach: &Coach) -> Duration {
    let times = (0..3).map(|number| {
        let started = Instant::now();
        coach.say("sam", &format!("note ben -m 'Warm-up {number}'")).ok();
        started.elapsed()
    });
    let mut times: Vec<_> = times.collect();
    times.sort();
    times[1]
}

#[test]
fn a_killed_note_is_there_wholly_or_not_at_all_and_one_with_a_receipt_is_there() {
    let coach = Coach::agency();
    let usual = usual(&coach);
    let mut receipts = Vec::new();
    let mut killed = 0;
    for round in 0..ROUNDS {
        coach.at("2025-07-01T09:00");
        let text = format!("Round {round}.");
        let mut command = coach.command(&["--as", "sam", "note", "ben", "-m", &text]);
        let mut child = command.stdout(Stdio::piped()).stderr(Stdio::piped()).spawn().expect("a process starts");
        sleep(usual.mul_f64(spread(round) * 1.1));
        child.kill().expect("it can be killed, even when it ended by itself");
        let output = child.wait_with_output().expect("it ends");
        killed += u32::from(output.status.code().is_none());
        if String::from_utf8_lossy(&output.stdout).contains("Recorded #") {
            receipts.push(text);
        }
        if round % 24 == 0 {
            coach.run("verify").ok();
        }
    }
    assert!(killed > ROUNDS / 8, "only {killed} of {ROUNDS} were killed before they ended");
    coach.run("verify").ok();
    coach.say("sam", "note ben -m 'And it goes on'").ok();
    coach.run("verify").ok();
    let mut times: BTreeMap<String, u32> = BTreeMap::new();
    for entry in coach.entries("sam", "ben") {
        if let Some(text) = entry["body"]["text"].as_str() {
            *times.entry(text.to_owned()).or_default() += 1;
        }
    }
    for text in &receipts {
        assert!(times.contains_key(text), "{text:?} had its receipt and is gone");
    }
    for (text, times) in &times {
        assert_eq!(*times, 1, "{text:?} is there {times} times");
    }
    let rounds = times.keys().filter(|text| text.starts_with("Round ")).count();
    eprintln!("{ROUNDS} rounds: {killed} killed, {} receipts, {rounds} recorded", receipts.len());
}

#[test]
fn a_killed_command_of_several_entries_leaves_all_of_them_or_none() {
    let coach = Coach::agency();
    coach.say("sam", "plan ben --open Focus").ok();
    let usual = usual(&coach);
    for round in 0..16 {
        coach.at("2025-07-01T09:00");
        let (focus, action) = (format!("Focus {round}"), format!("Action {round}"));
        let words = ["--as", "sam", "plan", "ben", "--open", &focus, "--action", &action, "--due", "+2w"];
        let mut child = coach.command(&words).stdout(Stdio::null()).stderr(Stdio::null()).spawn().expect("it starts");
        sleep(usual.mul_f64(0.3 + 0.7 * spread(round)));
        child.kill().expect("it can be killed, even when it ended by itself");
        child.wait().expect("it ends");
    }
    let plans = coach.say("sam", "plan ben --json").ok().json();
    for plan in plans["plans"].as_array().expect("a list of plans").iter().filter(|plan| plan["focus"] != "Focus") {
        assert_eq!(plan["actions"].as_array().map(Vec::len), Some(1), "half of a command is there: {plan}");
    }
    coach.run("verify").ok();
}

#[test]
fn a_killed_import_of_a_roster_leaves_everybody_or_nobody() {
    let coach = Coach::agency();
    let head = "employee_number,name,login,position,tier,unit,manager,office,time_zone,hired,probation_end,covered";
    let usual = usual(&coach);
    for round in 0..8 {
        let rows = (0..30)
            .map(|n| format!("R{round}-{n},Person {n},r{round}n{n},Clerk,staff,U,E-4,Tucson,America/Phoenix,,,yes"));
        coach.write("more.csv", format!("{head}\n{}\n", rows.collect::<Vec<_>>().join("\n")));
        coach.at("2025-07-01T10:00");
        let words = ["--as", "olive", "roster", "import", "more.csv"];
        let mut child = coach.command(&words).stdout(Stdio::null()).stderr(Stdio::null()).spawn().expect("it starts");
        sleep(usual.mul_f64(0.3 + 1.2 * spread(round)));
        child.kill().expect("it can be killed, even when it ended by itself");
        child.wait().expect("it ends");
        let people = coach.say("olive", "who --json").ok().json();
        let logins = people.as_array().expect("people").iter().filter_map(|person| person["login"].as_str());
        let here = logins.filter(|login| login.starts_with(&format!("r{round}n"))).count();
        assert!(here == 0 || here == 30, "{here} of thirty people are there after round {round}");
    }
    coach.run("verify").ok();
}
