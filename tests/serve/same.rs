//! The fear: a verb that answers otherwise over the socket than it does on a store of one's own.
//!
//! The same command lines are given to two stores that begin alike, one opened by each command, one served, and what
//! is said, where, and with which exit code is compared.

use crate::{served::Served, support::Coach};

/// Lines of a day's work, of reading, of refusals and of words that are off; `{}` is a login.
const LINES: &[(&str, &str)] = &[
    ("olive", "who"),
    ("olive", "who gar --json"),
    ("sam", "schedule ben --rule FREQ=WEEKLY --start 2025-07-02T09:00"),
    ("sam", "schedule ben --rule FREQ=MONTHLY;BYMONTHDAY=31 --start 2025-07-31T09:00 --replace --reason 'Too often'"),
    ("ben", "prep ben --item '2C:The queue' --item '2F:Leave' --win 'All closed' --growth 'Speak up'"),
    ("sam", "prep ben -m 'From the leader'"),
    ("ben", "next"),
    ("sam", "next ben --json"),
    ("sam", "today"),
    ("sam", "today --json"),
    ("sam", "note ben -m 'Went through the backlog'"),
    ("sam", "note ben -m 'Went through the backlog'"),
    ("sam", "note ben -m 'Went through the backlog' --again"),
    ("sam", "note ben -m 'By a key' --key k1 --json"),
    ("sam", "note ben -m 'By a key' --key k1"),
    ("sam", "note ben -m 'Something else' --key k1"),
    ("sam", "note ben -m '-- a list\n- of two' --topic 2D"),
    ("sam", "note ben -m 'A wrong topic' --topic 9Z"),
    ("sam", "note ben -m 'Another wrong one' --topic 9Z"),
    ("sam", "note ben --draft --topic 2B"),
    ("sam", "note ben -m 'Beside a draft'"),
    ("sam", "note ben --draft"),
    ("sam", "note ben --draft --topic 2C"),
    ("sam", "note ben --draft"),
    ("sam", "note ben"),
    ("lena", "note ben -m 'Not my report'"),
    ("lena", "note maria -m 'Which of them'"),
    ("sam", "note nobody -m 'For whom'"),
    ("sam", "note"),
    ("sam", "promise ben --due 2025-08-01 -m 'Inspect them all'"),
    ("sam", "promise ben --due yesterday -m 'Too late'"),
    ("ben", "done ben c1 -m 'The list is empty'"),
    ("ben", "slip ben c9"),
    ("sam", "reflect ben -m 'Listen longer'"),
    ("sam", "plan ben --open 'Leading a crew'"),
    ("sam", "plan ben --action 'Shadow a supervisor' --due 2025-09-01"),
    ("sam", "plan ben --done a1 -m 'It helped'"),
    ("ben", "plan ben --json"),
    ("sam", "correct 40 --set text=Other --reason 'It read wrong'"),
    ("ben", "show 3"),
    ("olive", "show 0 --json"),
    ("sam", "show 9999"),
    ("ben", "log ben"),
    ("sam", "log ben --json"),
    ("ben", "log"),
    ("lena", "log ben"),
    ("sam", "check ben"),
    ("dana", "check --json"),
    ("dana", "check --strict"),
    ("ben", "replay ben --as-known 2025-07-01"),
    ("sam", "replay ben --as-of 2025-07-01 --json"),
    ("lena", "replay ben"),
    ("olive", "standard"),
    ("olive", "standard --json"),
    ("olive", "standard --version 9"),
    ("sam", "standard cadence --minutes 90 --effective 2025-08-01"),
    ("olive", "standard cadence --minutes 90 --effective 2025-08-01"),
    ("olive", "standard revise sheet.json"),
    ("olive", "standard revise broken.json"),
    ("olive", "standard revise bytes.json"),
    ("olive", "standard revise absent.json"),
    ("olive", "roster import more.csv --dry-run"),
    ("olive", "roster import more.csv"),
    ("olive", "roster import more.csv"),
    ("olive", "roster import bad.csv"),
    ("sam", "roster import more.csv"),
    ("olive", "roster import absent.csv"),
    ("olive", "clock accept --reason 'It was ahead'"),
    ("olive", "role kai --grant auditor"),
    ("kai", "log ben"),
    ("kai", "access ben --purpose 'Order 14'"),
    ("kai", "log ben"),
    ("kai", "next ben"),
    ("ben", "contest 34 -m 'Not so'"),
    ("ben", "contest 9999 -m 'Not so'"),
    ("olive", "transcribe ben --of self-assessment-submitted --signed 2025-06-30 --scan bytes.json -m 'On paper'"),
    ("olive", "transcribe ben --of self-assessment-submitted --signed 2025-06-30 --scan absent.json -m 'On paper'"),
    ("ben", "access --list"),
    ("ghost", "who"),
    ("sam", "who --now tomorrow"),
];

fn begin() -> Coach {
    let coach = Coach::agency();
    let sheet = coach.say("olive", "standard --json").ok().out;
    coach.write("broken.json", sheet.replace("\"steps\"", "\"stops\""));
    let sheet =
        sheet.replace("\"version\": 1,", "\"version\": 2,").replace("\"changelog\": \"", "\"changelog\": \"Again. ");
    coach.write("sheet.json", sheet);
    coach.write("bytes.json", b"{\"document\": \"\xff\"}");
    let more = "employee_number,name,login,position,tier,unit,manager,office,time_zone,hired,probation_end,covered\n\
                E-9,Ana Lee,ana,Clerk,staff,Permits,E-4,Tucson,America/Phoenix,2025-06-30,,yes\n";
    coach.write("more.csv", more);
    coach.write("bad.csv", more.replace("E-4", "E-99"));
    coach.at("2025-07-01T09:00");
    coach
}

#[test]
fn the_same_words_say_the_same_on_a_store_of_ones_own_and_on_one_that_is_served() {
    let (own, other) = (begin(), begin());
    let served = Served::of(&other);
    for (login, line) in LINES {
        let (here, there) = (own.say(login, line), other.say(login, line));
        assert_eq!(here.to_string(), there.to_string(), "the line was answered otherwise over the socket");
        assert_eq!(own.drafts(), other.drafts(), "the drafts differ after: {login} {line}");
    }
    let log = served.log();
    assert!(log.contains("note: recorded #"), "the lines were not served: {log}");
    let texts = ["backlog", "Ben", "ben", "A wrong topic", "queue", "Ana"];
    assert!(!texts.iter().any(|text| log.contains(text)), "the keeper's log holds somebody's words: {log}");
    assert!(served.end().success());
    assert!(!other.store().join("served").exists(), "nothing says that it is served still");
    other.run("verify").ok();
    let said = |coach: &Coach| {
        let entries = coach.export();
        let body = |line: &str| serde_json::from_str::<serde_json::Value>(line).expect("JSON")["body"].clone();
        let words = |mut body: serde_json::Value| {
            body.as_object_mut().expect("a body").remove("salt");
            coach.redacted(&body.to_string())
        };
        entries.lines().map(body).map(words).collect::<Vec<_>>()
    };
    assert_eq!(said(&own), said(&other), "both recorded the same");
}

#[test]
fn what_is_done_to_a_store_as_a_whole_is_not_asked_over_the_socket_and_its_keeper_can_do_it_meanwhile() {
    let coach = Coach::agency();
    let served = Served::of(&coach);
    coach.say("sam", "note ben -m 'While it is served'").ok();
    coach.run("verify").ok().says(&["sled was not verified", "every commitment of the journal holds"]);
    coach.run("publish").ok().says(&["Published"]);
    coach.run("backup copy").ok().says(&["verified"]);
    coach.run("export").ok().says(&["While it is served"]);
    coach.run("serve --status").ok().says(&["Recorded: up to #", "left to `coach publish`"]);
    for line in ["verify", "export", "init --agency X", "backup there", "publish", "doctor --repair", "serve"] {
        let socket = served.socket.display();
        let words: Vec<_> = line.split(' ').collect();
        let answer = crate::writing::raw(&served.socket, &words);
        assert_eq!(answer["code"], 2, "{socket} {line}: {answer}");
        assert!(answer["failure"].as_str().expect("a sentence").contains("Nothing was recorded"), "{answer}");
    }
    assert!(!coach.dir().join("there").exists());
}

#[test]
fn a_store_nobody_serves_any_more_is_opened_by_its_keeper_and_one_killed_leaves_nothing_in_the_way() {
    let coach = Coach::agency();
    Served::of(&coach).kill();
    assert!(coach.store().join("served").exists(), "a killed one cannot tidy up");
    coach.say("sam", "note ben -m 'Opened by the command'").ok();
    let mut again = Served::of(&coach);
    coach.say("sam", "note ben -m 'Over the socket'").ok();
    // The line for the keeper is written after the answer.
    again.wait(|again| again.log().contains("note: recorded"));
    assert!(again.log().contains("note: recorded"), "{}", again.log());
    assert!(again.end().success());
    let before = coach.last("sam", "ben");
    coach.say("sam", "note ben -m 'Opened again'").ok();
    assert_eq!(coach.last("sam", "ben"), before + 1);
    coach.run("verify").ok();
}
