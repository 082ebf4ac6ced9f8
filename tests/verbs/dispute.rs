//! A dispute from the request to the revision, by the verbs of everybody who has a part in it.

use crate::support::Coach;
use std::fmt::Write;

const OPEN: &str = "cycle open 2025-26 --from 2025-07-01 --to 2026-06-30 --levels below,meets,above --middle meets \
     --due 2026-08-31 --rebuttal-days 10 --answer-days 5";
const FORUM: &str = "dispute forum set 'Review of ratings' --ask-days 10 --file-days 5 --step 'With the leader above:reviewer:5' \
     --decided-by 'The director' --decide-days 10";

/// Everything that is said, one command after the other, each on its day.
fn told(coach: &Coach, lines: &[(&str, &str, &str)]) -> String {
    let mut told = String::new();
    for (at, login, line) in lines {
        write!(told, "{}", coach.at(at).say(login, line).ok()).expect("a text takes text");
    }
    told
}

/// Ben's rating, delivered on 15 June on a concern of November that was recorded on 12 June.
fn delivered(coach: &Coach) -> String {
    let mut said = told(
        coach,
        &[
            ("2025-07-01T09:00", "olive", OPEN),
            ("2025-07-01T09:05", "olive", FORUM),
            ("2025-07-01T09:10", "kai", "dispute forum"),
        ],
    );
    told(
        coach,
        &[(
            "2026-06-12T09:00",
            "sam",
            "concern ben --on 2025-11-18 --facts 'Four orders late' --expectation 'In time' --support 'A call'",
        )],
    );
    let rate =
        format!("appraise ben --element Pace --level below --cites {} -m 'Four orders late'", coach.last("sam", "ben"));
    said += &told(
        coach,
        &[
            ("2026-06-12T10:00", "sam", &rate),
            ("2026-06-12T13:00", "dana", "review ben --approve"),
            ("2026-06-15T09:00", "sam", "appraise ben --deliver"),
        ],
    );
    said
}

#[test]
fn rule_dispute_order_a_dispute_goes_from_the_request_to_the_revision() {
    let coach = Coach::agency();
    let mut said = delivered(&coach);
    said += &told(
        &coach,
        &[
            (
                "2026-06-16T09:00",
                "ben",
                "dispute ask --grounds 'It was recorded three days before' --redress 'The rating of the year'",
            ),
            ("2026-06-16T09:30", "ben", "dispute file r1 -m 'Nobody spoke of it'"),
            ("2026-06-17T09:00", "olive", "dispute ben extend r1 --due 2026-06-23 -m 'The hearing'"),
            ("2026-06-18T09:00", "olive", "role kai --grant auditor"),
            ("2026-06-18T09:30", "kai", "access ben --purpose 'The seal of r1'"),
            ("2026-06-18T10:00", "kai", "dispute ben seal r1"),
            ("2026-06-19T09:00", "dana", "dispute ben answer r1 -m 'It was said at the truck'"),
            ("2026-06-22T09:00", "dana", "dispute ben"),
            (
                "2026-06-23T09:00",
                "olive",
                "dispute ben decide r1 --outcome granted --authority 'Dana Whitehorse, director' --redress 'Pace meets' -m 'It warned nobody'",
            ),
            (
                "2026-06-24T09:00",
                "olive",
                "appraise ben --revise --element Pace --level meets --dispute r1 -m 'The decision of 23 June'",
            ),
            ("2026-06-25T09:00", "ben", "dispute"),
            ("2026-06-25T10:00", "ben", "docket"),
        ],
    );
    insta::assert_snapshot!(coach.redacted(&said));
}

#[test]
fn the_seal_of_an_auditor_names_the_last_entry_of_the_log() {
    let coach = Coach::agency();
    delivered(&coach);
    coach.at("2026-06-16T09:00").say("ben", "dispute ask --grounds 'Late' --redress 'Another'").ok();
    coach.say("olive", "role kai --grant auditor").ok();
    coach.say("kai", "dispute ben seal r1").refused().says(&["may not read disputes of Ben Yazzie", "coach access"]);
    coach.say("kai", "access ben --purpose 'The seal of r1'").ok();
    let head = coach.last("kai", "ben");
    coach.say("kai", "dispute ben seal r1").ok();
    let entries = coach.entries("ben", "ben");
    let sealed = entries.last().expect("recorded");
    assert!(sealed["body"]["head"].as_u64() == Some(head), "{sealed}");
    assert_eq!(sealed["body"]["hash"].as_str().map(str::len), Some(64));
}

#[test]
fn a_refused_request_is_kept_as_a_form_and_taken_up_again() {
    let coach = Coach::agency();
    delivered(&coach);
    coach.at("2026-06-16T09:00");
    let line = "dispute ask --forum Court --grounds 'A long\nthought' --redress 'Another'";
    coach.say("ben", line).refused().says(&["No forum called \"Court\"", "[rule dispute.order]"]);
    assert_eq!(coach.drafts(), ["grounds: A long\n  thought\nredress: Another"]);
    coach.say("ben", "dispute ask --draft").ok().says(&["Review requested", "as r1"]);
    assert!(coach.drafts().is_empty());
    coach.say("ben", "dispute file r1 -m 'A long step' --on 2026-06-01").refused().says(&["on 2026-06-16, after"]);
    coach.say("ben", "dispute withdraw r1 --draft").refused().says(&["was written as a step of r1"]);
    coach.say("ben", "dispute file r1 --draft").ok();
    coach.say("ben", "dispute ben forum list").misused().says(&["A forum is the agency's"]);
}

#[test]
fn late_is_refused_with_the_day_it_ended() {
    let coach = Coach::agency();
    delivered(&coach);
    coach.at("2026-06-26T09:00");
    let ask = "dispute ask --grounds 'Late' --redress 'Another'";
    coach.say("ben", ask).refused().says(&["until 2026-06-25", "[rule dispute.windows]"]);
    coach
        .say("sam", &ask.replace("dispute", "dispute ben"))
        .refused()
        .says(&["Only Ben Yazzie can, and nobody for them"]);
}

#[test]
fn what_waits_for_whom_stands_in_their_day_and_in_nobody_elses() {
    let coach = Coach::agency();
    delivered(&coach);
    let title = "Disputes that wait for you";
    let silent = |login: &str| {
        let out = coach.say(login, "today").ok().out;
        assert!(!out.contains(title) && !out.contains("r1"), "{login}: {out}");
    };
    coach.at("2026-06-16T09:00").say("ben", "dispute ask --grounds 'PRIVATE' --redress 'Another'").ok();
    let files =
        "r1 due 2026-06-21 — Ben Yazzie: the filing of step 1, With the leader above: coach dispute ben file r1";
    coach.say("ben", "today").ok().says(&[title, files]);
    ["dana", "sam", "olive", "kai", "lena"].into_iter().for_each(silent);
    coach.say("ben", "dispute file r1 -m 'PRIVATE'").ok();
    coach.at("2026-06-22T09:00");
    let answers = "r1 overdue since 2026-06-22 — Ben Yazzie: the answer to step 1, With the leader above: coach dispute ben answer r1";
    let out = coach.say("dana", "today").ok().says(&[title, answers]).out;
    assert!(!out.contains("PRIVATE"), "{out}");
    ["ben", "sam", "kai", "lena"].into_iter().for_each(silent);
    coach.say("olive", "today").ok().says(&["r1 due 2026-07-01 — Ben Yazzie: the decision of The director"]);
    let json = coach.say("olive", "today --json").ok().json();
    assert_eq!((&json["disputes"][0]["verb"], &json["disputes"][0]["due"]), (&"decide".into(), &"2026-07-01".into()));
    coach.say("olive", "role kai --grant auditor").ok();
    silent("kai");
    coach.say("kai", "access ben --purpose 'The seal' --until 2026-06-24").ok();
    coach.say("kai", "today").ok().says(&["r1 due 2026-06-24", "coach dispute ben seal r1"]);
    coach.say("ben", "dispute withdraw r1").ok();
    ["ben", "dana", "olive", "kai"].into_iter().for_each(silent);
}

#[test]
fn an_internal_step_is_shown_to_human_resources_alone() {
    let coach = Coach::agency();
    delivered(&coach);
    coach.at("2026-06-16T09:00").say("ben", "dispute ask --grounds 'Late' --redress 'Another'").ok();
    coach
        .say("dana", "dispute ben note r1 -m 'Mine'")
        .refused()
        .says(&["Human resources can", "[rule authority.writer]"]);
    let noted = coach.say("olive", "dispute ben note r1 -m 'Counsel was asked'").ok();
    let seq = coach.last("olive", "ben");
    noted.says(&["Internal step of a dispute", "HR of that agency"]);
    coach
        .say("olive", "dispute ben")
        .ok()
        .says(&["internal steps, which human resources alone read", "Counsel was asked"]);
    assert_eq!(coach.say("olive", "dispute ben --json").ok().json()[0]["internal"][0]["text"], "Counsel was asked");
    for login in ["ben", "sam", "dana"] {
        for line in [
            "dispute ben",
            "dispute ben --json",
            "log ben",
            "log ben --json",
            "docket ben",
            "replay ben",
            "check ben",
            "today",
        ] {
            let ran = coach.say(login, line).ok().to_string();
            for word in ["internal", "Internal", "Counsel", &format!("#{seq} "), "not shown"] {
                assert!(!ran.contains(word), "{login}: {word} in {ran}");
            }
        }
        let none = format!("There is no entry #{seq} that you may read");
        coach.say(login, &format!("show {seq}")).refused().says(&[&none]);
    }
    let gone = coach.say("ben", &format!("correct {seq} --set text=Other --reason Mine")).refused().to_string();
    let nothing =
        coach.say("ben", &format!("correct {} --set text=Other --reason Mine", seq + 90)).refused().to_string();
    assert_eq!(gone.replace(&seq.to_string(), "N"), nothing.replace(&(seq + 90).to_string(), "N"));
}
