//! Help is part of a verb: it exists, and a recording verb's says who may read what it records.

use crate::support::Coach;

/// The verbs as the help lists them.
pub fn verbs(help: &str) -> Vec<String> {
    let listed = help.lines().skip_while(|line| !line.starts_with("Commands:")).skip(1);
    let verb =
        |line: &str| Some(line.strip_prefix("  ")?.split(' ').next()?.to_owned()).filter(|verb| !verb.is_empty());
    listed.take_while(|line| !line.is_empty()).filter_map(verb).filter(|verb| verb != "help").collect()
}

#[test]
fn the_help_lists_every_verb_of_the_project() {
    let help = Coach::bare().run("--help").ok().out;
    insta::assert_snapshot!(verbs(&help).join("\n"));
}

#[test]
fn every_verb_has_a_help_of_its_own() {
    let coach = Coach::bare();
    for verb in verbs(&coach.run("--help").ok().out) {
        let help = coach.run(&format!("{verb} --help")).ok().out;
        let first = help.lines().next().unwrap_or_default();
        assert!(first.len() > 20 && help.contains("Usage: coach"), "the help of {verb} says nothing:\n{help}");
        assert_eq!(coach.run(&format!("help {verb}")).ok().out, help);
    }
}

#[test]
fn the_help_of_every_recording_verb_says_who_may_read_what_is_recorded() {
    let coach = Coach::bare();
    let recording = [
        "schedule",
        "move",
        "cancel",
        "prep",
        "hold",
        "note",
        "promise",
        "done",
        "slip",
        "topics",
        "finalise",
        "ack",
        "reflect",
        "plan",
        "renegotiate",
        "release",
        "goal",
        "obstacle",
        "recognise",
        "concern",
        "problem",
        "idea",
        "cycle",
        "expect",
        "assess",
        "appraise",
        "review",
        "rebut",
        "improve-plan",
        "docket",
        "leave",
        "separate",
        "rehire",
        "line",
        "role",
        "handover",
        "cadence",
    ];
    for verb in recording {
        let help = coach.run(&format!("{verb} --help")).ok().out.replace('\n', " ");
        assert!(help.contains("may be read by"), "the help of {verb} does not say who reads it:\n{help}");
    }
}
