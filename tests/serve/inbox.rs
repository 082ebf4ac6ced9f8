//! The inbox of a served store: files take turns among the requests, for their owners, and nobody is their keeper.

use crate::{
    served::{PATIENCE, Served, recorded},
    support::Coach,
};
use std::{
    fs::{self, Permissions},
    os::unix::fs::{MetadataExt, PermissionsExt, chown},
    path::PathBuf,
    thread::sleep,
    time::Instant,
};

/// A demo agency in which the leader of Ben has the login of an account that every system has, with its inbox.
fn agency() -> (Coach, PathBuf) {
    let coach = Coach::agency();
    let roster = fs::read_to_string("tests/support/agency.rs").expect("the checkout");
    let head = "employee_number,name,login";
    let rows = roster.lines().filter(|line| line.starts_with("E-") || line.starts_with(head));
    let rows = rows.map(|row| row.trim_end_matches("\\").replace(",sam,", ",daemon,")).collect::<Vec<_>>().join("\n");
    coach.write("daemon.csv", rows);
    coach.say("olive", "roster import daemon.csv").ok();
    let inbox = coach.dir().join("inbox");
    fs::create_dir(&inbox).expect("the test's own folder");
    fs::set_permissions(&inbox, Permissions::from_mode(0o3733)).expect("the test's own folder");
    (coach, inbox)
}

fn drop_file(inbox: &std::path::Path, name: &str, uid: Option<u32>, lines: &[String]) {
    let part = inbox.join(format!("{name}.part"));
    fs::write(&part, lines.join("\n")).expect("the test's own folder");
    fs::set_permissions(&part, Permissions::from_mode(0o640)).expect("the test's own file");
    chown(&part, uid, None).expect("root may give it away, and anybody keep it");
    fs::rename(part, inbox.join(name)).expect("the test's own folder");
}

fn wait_until_taken(inbox: &std::path::Path, name: &str, served: &Served) {
    let started = Instant::now();
    while inbox.join(name).exists() {
        assert!(started.elapsed() < PATIENCE, "{name} lies there still: {}", served.log());
        sleep(std::time::Duration::from_millis(20));
    }
}

fn note(text: &str) -> String {
    serde_json::json!({"about": "ben", "kind": "topic-discussed", "fields": {"topic": "2B", "text": text}}).to_string()
}

#[test]
fn the_account_that_serves_drops_for_nobody() {
    let (coach, inbox) = agency();
    let served = Served::with(&coach, &["--no-publish", "--inbox", "inbox"]);
    drop_file(&inbox, "own.jsonl", None, &[note("By the keeper")]);
    wait_until_taken(&inbox, "own.jsonl", &served);
    let uid = fs::metadata(&inbox).expect("the inbox").uid();
    let report = fs::read_to_string(inbox.join(format!("reports/{uid}/own.jsonl.report.json"))).expect("a report");
    assert!(report.contains("authority.account") && report.contains("\"refused\""), "{report}");
    assert!(inbox.join("refused/own.jsonl").exists());
    assert_eq!(recorded(&coach.store(), "By the keeper"), 0);
    assert!(served.end().success());
}

#[test]
fn files_are_taken_as_turns_among_the_requests_of_the_socket() {
    const LINES: usize = 150;
    let (coach, inbox) = agency();
    if fs::metadata(&inbox).expect("the inbox").uid() != 0 {
        eprintln!("SKIPPED: only root can give a file to another account");
        return;
    }
    let served = Served::with(&coach, &["--no-publish", "--inbox", "inbox"]);
    let lines: Vec<_> = (0..LINES).map(|line| note(&format!("Line {line} of a file."))).collect();
    drop_file(&inbox, "notes.jsonl", Some(1), &lines);
    let mut said = 0;
    while inbox.join("notes.jsonl").exists() || said < 3 {
        // On the system's clock, as what is dropped.
        let text = format!("Request {said} beside it.");
        let socket = served.socket.display().to_string();
        let mut command = std::process::Command::new(crate::support::COACH);
        command.env_clear().current_dir(coach.dir()).env("HOME", coach.dir());
        let out = command.args(["--socket", &socket, "--as", "daemon", "note", "ben", "-m", &text]).output();
        let out = out.expect("it runs");
        assert!(out.status.success(), "{} {}", String::from_utf8_lossy(&out.stderr), served.log());
        said += 1;
        assert!(said < 500, "{}", served.log());
    }
    let report = fs::read_to_string(inbox.join("reports/1/notes.jsonl.report.json")).expect("a report");
    let report: serde_json::Value = serde_json::from_str(&report).expect("JSON");
    assert_eq!((&report["recorded"], &report["refused"]), (&LINES.into(), &0.into()), "{report:#}");
    let numbers: Vec<_> =
        report["lines"].as_array().expect("lines").iter().map(|line| line["first"].as_u64().expect("it")).collect();
    assert!(numbers.is_sorted(), "in the order of the lines");
    for line in 0..LINES {
        assert_eq!(recorded(&coach.store(), &format!("Line {line} of a file.")), 1);
    }
    for request in 0..said {
        assert_eq!(recorded(&coach.store(), &format!("Request {request} beside it.")), 1);
    }
    let log = served.log();
    assert!(log.contains("inbox: uid 1 notes.jsonl: 150 recorded, 0 before, 0 refused"), "{log}");
    assert!(!log.contains("of a file"), "{log}");
    assert!(served.end().success());
    coach.run("verify").ok();
}

#[test]
fn where_a_folder_is_no_inbox_nothing_is_served() {
    let (coach, inbox) = agency();
    fs::set_permissions(&inbox, Permissions::from_mode(0o777)).expect("the test's own folder");
    fs::set_permissions(coach.store(), Permissions::from_mode(0o700)).expect("the test's own folder");
    let words = ["--store", "events/store", "serve", "--no-publish", "--inbox", "inbox"];
    coach.run_words(&words, "serve").misused().says(&["cannot be the inbox", "not sticky", "docs/INBOX.md"]);
}
