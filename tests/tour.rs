//! The fear: the README's tour is the first thing a person tries, and nobody walks it after the day it was written.
//!
//! Every line of its console blocks is run, in their order, as it stands there. A test may not depend on the clock, so
//! the real record of the tour is made a demonstration's, whose clock can be set: that alone is added to the lines.

#[expect(dead_code, reason = "each test program uses its own part of this")]
mod support;

use std::fs;
use support::Coach;

const README: &str = include_str!("../README.md");
/// The day on which the tour's record is opened, and a time at which its first 1:1 is just over.
const OPENED: &str = "2027-01-04T09:00";
const MET: &str = "2027-01-06T09:40";

/// The fenced blocks of one language, each with its heading.
fn blocks(language: &str) -> Vec<(String, Vec<String>)> {
    let (mut heading, mut blocks, mut open) = (String::new(), Vec::<(String, Vec<String>)>::new(), false);
    for line in README.lines() {
        match line {
            "```" if open => open = false,
            _ if open => blocks.last_mut().expect("a block is open").1.push(line.to_owned()),
            _ if line.strip_prefix("```") == Some(language) => {
                open = true;
                blocks.push((heading.clone(), Vec::new()));
            }
            _ => heading = line.strip_prefix("## ").map_or(heading, str::to_owned),
        }
    }
    assert!(!open, "a block of {language} has no end");
    blocks
}

/// The commands of the blocks under a heading, without the prompt.
fn commands(heading: &str) -> Vec<Vec<String>> {
    let under = blocks("console").into_iter().filter(|(above, _)| above == heading);
    let command = |line: String| line.strip_prefix("$ ").unwrap_or_else(|| panic!("no prompt: {line:?}")).to_owned();
    let commands: Vec<Vec<String>> = under.map(|(_, lines)| lines.into_iter().map(command).collect()).collect();
    assert!(!commands.is_empty(), "the README has no commands under {heading:?}");
    commands
}

#[test]
fn the_readme_begins_with_two_commands() {
    assert_eq!(commands(""), [["cargo run --release -- demo", "cargo test"]]);
}

#[test]
#[ignore = "makes the whole sample agency, which takes a debug build a while"]
fn the_things_to_try_after_the_demo_answer_as_the_readme_says() {
    let coach = Coach::bare();
    coach.run("demo").ok();
    let mut answers = commands("Three things to try after the demo").concat().into_iter().map(|line| {
        let line = line.strip_prefix("coach ").expect("they are coach's").to_owned();
        coach.run(&line)
    });
    let mut next = || answers.next().expect("the README has three");
    next().ok().says(&["Calvin Tsosie"]);
    next().ok().says(&["Grace Obinna", "2026-02-28", "Recorded since then", "Reads otherwise now"]);
    next().refused().says(&["Keisha Barnes", "Leona Tso"]);
    assert!(answers.next().is_none(), "the README has a fourth, and this test does not know its answer");
}

#[test]
fn the_readmes_tour_of_a_record_can_be_walked_command_by_command() {
    let coach = Coach::bare();
    let roster = blocks("csv").into_iter().find(|(above, _)| above == "Keeping real records").expect("a roster");
    coach.write("roster.csv", roster.1.join("\n") + "\n");
    coach.at(OPENED);
    let (mut walked, mut store) = (0, None);
    for line in commands("Keeping real records").concat() {
        if let Some(at) = line.strip_prefix("export COACH_STORE=~/") {
            store = Some(coach.dir().join("home").join(at));
            continue;
        }
        let words = line.strip_prefix("coach ").unwrap_or_else(|| panic!("{line:?} is none of coach's"));
        let words = match words.starts_with("init ") {
            true => format!("{words} --demo --login dreyes"),
            false => words.to_owned(),
        };
        if words.starts_with("hold ") {
            coach.at(MET);
        }
        let store = store.as_ref().expect("the tour names its store first");
        coach.run(&format!("--store {} {words}", store.display())).ok();
        walked += 1;
    }
    assert!(walked > 8, "the tour has {walked} commands only");
    let site = coach.dir().join("home/coaching.site/index.html");
    let front = fs::read_to_string(&site).expect("the tour ends with its pages published");
    assert!(front.contains("Department of Permits"));
}
