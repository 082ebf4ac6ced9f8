//! Reading with a purpose, contesting an entry, and what is on paper, by the verbs.

use crate::support::Coach;

fn coach() -> Coach {
    let coach = Coach::agency();
    coach.say("olive", "role kai --grant auditor").ok();
    coach.say("sam", "schedule ben --rule 'FREQ=WEEKLY;BYDAY=WE' --start 2025-07-02T09:00").ok();
    coach.say("ben", "prep ben --item '2C:Orders that are entered twice'").ok();
    coach.at("2025-07-02T09:40");
    coach.say("sam", "hold ben --discussed i1").ok();
    coach.say("sam", "note ben -m 'Four orders were late' --sign opportunity").ok();
    coach
}

#[test]
fn a_record_is_opened_read_and_closed_and_the_employee_sees_by_whom() {
    let coach = coach();
    let note = coach.last("sam", "ben");
    let mut said = String::new();
    let mut tell = |login: &str, line: &str| said += &coach.say(login, line).to_string();
    for line in ["log ben", "replay ben", "docket ben", "next ben"] {
        tell("kai", line);
    }
    tell("kai", &format!("show {note}"));
    tell("olive", "log ben");
    tell("kai", "access ben --purpose 'Order 2025-14: how late orders were followed up' --until +2d");
    tell("kai", "log ben");
    tell("kai", &format!("show {note}"));
    tell("kai", "docket ben");
    tell("ben", "access --list");
    coach.at("2025-07-05T08:00");
    tell("kai", "log ben");
    tell("kai", "access ben --purpose 'The same' --until 2025-09-01");
    tell("dana", "access ben --list");
    tell("sam", "access ben --purpose Curious");
    tell("kai", "access kai --purpose Mine");
    insta::assert_snapshot!(said);
}

#[test]
fn the_form_of_a_purpose_says_who_reads_it_and_to_quote_nothing() {
    let coach = coach();
    let editor = coach.write("editor.sh", "#!/bin/sh\ncat \"$1\" > form.txt\nprintf 'Order 14' > \"$1\"\n");
    let mut command = coach.command(&["--as", "kai", "access", "ben"]);
    let output = command.env("EDITOR", format!("sh {}", editor.display())).output().expect("runs");
    coach.ran("access ben", output).ok().says(&["Record read with a purpose"]);
    let form = std::fs::read_to_string(coach.dir().join("form.txt")).expect("the form was seen");
    for words in
        ["The employee reads what you write; quote nothing of the record", "the employee, the chain of leaders"]
    {
        assert!(form.contains(words), "{form}");
    }
    coach.say("ben", "access --list").ok().says(&["Kai Long, auditor: Order 14", "2025-07-02 to 2025-07-09"]);
}

/// The fear: an auditor never reads what is held and destroyed, or nobody sees that they did.
#[test]
fn what_is_kept_about_holds_and_orders_is_opened_read_and_closed_in_the_sight_of_human_resources() {
    let coach = coach();
    coach.say("olive", "legal-hold place 'CV-417' --person ben -m 'Claim'").ok();
    let list = coach.say("olive", "legal-hold list --json").ok().json();
    let hold = list[0]["entry"]["seq"].as_u64().expect("its number");
    let show = format!("show {hold}");
    let agency = "log --agency 'Desert Agency'";
    let mut said = String::new();
    let mut tell = |login: &str, line: &str| said += &coach.say(login, line).to_string();
    let read = ["legal-hold list", "retention list", &show, agency];
    for line in ["access ben --purpose 'Order 14'", "legal-hold list", "access --list --agency", &show, agency] {
        tell("kai", line);
    }
    tell("sam", "access --agency --purpose Curious");
    tell("olive", "access --agency --purpose Mine");
    tell("kai", "access --agency Nowhere --purpose 'Order 15'");
    tell("kai", "access --agency --purpose 'Order 15: how holds are placed' --until +2d --key k1");
    tell("kai", "access --agency --purpose 'Order 15: how holds are placed' --until +2d --key k1");
    read.iter().for_each(|line| tell("kai", line));
    tell("kai", "retention expire coaching");
    tell("kai", "expunge --list");
    tell("kai", &format!("expunge {} --authority Mine -m Mine --show", hold - 1));
    tell("kai", &format!("legal-hold release {hold} -m Mine"));
    tell("olive", "access --list --agency");
    tell("kai", "access --agency --end");
    tell("kai", "legal-hold list");
    tell("olive", "access --list --agency");
    insta::assert_snapshot!(said);
}

#[test]
fn an_access_ends_before_its_last_day_by_its_reader_or_human_resources() {
    let coach = coach();
    coach.say("kai", "access ben --purpose 'Order 14'").ok();
    let first = coach.last("olive", "ben");
    coach.say("sam", &format!("access ben --end --entry {first}")).refused().says(&["cannot record"]);
    coach.say("olive", "access ben --end -m 'Called off'").refused().says(&[
        "You have no access",
        &format!("#{first}, of Kai Long, until 2025-07-09"),
        "your text is kept in",
    ]);
    coach.say("olive", &format!("access ben --end --entry {first} -m 'Called off'")).ok().says(&["Access ended"]);
    coach.say("kai", "docket ben").refused().says(&[&format!("Your access, #{first}, ended on 2025-07-02")]);
    coach.say("ben", "access --list").ok().says(&["Order 14", "ended on 2025-07-02 by Olive", ": Called off"]);
    coach.say("ben", "log ben").ok().says(&["Access ended", "Called off"]);
    coach.say("kai", "access ben --end").refused().says(&["Nothing is left to end"]);
    coach.say("kai", "access ben --purpose 'Order 15'").ok();
    coach.say("kai", "access ben --end").ok().says(&["Access ended"]);
    coach.say("kai", "docket ben").refused();
    coach.say("kai", "access ben --entry 5").misused();
}

#[test]
fn an_entry_is_contested_and_says_so_wherever_it_is_read() {
    let coach = coach();
    let note = coach.last("sam", "ben");
    coach.say("ben", &format!("contest {note} -m 'Two were; the others were\nMonday'\\''s'")).ok();
    let contest = coach.last("ben", "ben");
    let mark = format!("[contested by #{contest}]");
    coach.say("sam", "log ben").ok().says(&[&mark]);
    coach.say("dana", "replay ben").ok().says(&[&mark]);
    coach.say("sam", &format!("show {note}")).ok().says(&[&format!("contested by #{contest} (Ben Yazzie"), "Two were"]);
    let json = coach.say("sam", &format!("show {note} --json")).ok().out;
    assert!(json.contains(&format!("\"contested_by\": [\n    {contest}\n  ]")), "{json}");
    coach
        .say("ben", &format!("contest {note} -m 'Two were; the others were\nMonday'\\''s'"))
        .refused()
        .says(&["same words"]);
    coach.say("sam", &format!("contest {note} -m 'Not so'")).refused().says(&["of your record"]);
    coach.say("ben", &format!("contest {contest} -m 'Not so'")).refused().says(&["Entry", "is your own"]);
    coach.at("2025-07-03T09:00");
    let known = coach.say("dana", "replay ben --as-known 2025-07-01").ok().out;
    assert_eq!(known.split("Recorded since then").map(|part| part.matches(&mark).count()).collect::<Vec<_>>(), [0, 1]);
}

#[test]
fn a_paper_is_transcribed_with_the_hash_of_its_scan_and_acknowledges_nothing() {
    let coach = coach();
    coach.say("sam", "topics ben --asked Nothing").ok();
    coach.say("sam", "finalise ben").ok();
    let finished = coach.last("sam", "ben");
    let bytes: Vec<u8> = (0..200_000_u32).map(|n| n as u8).collect();
    coach.write("scan.pdf", &bytes);
    let hash = blake3::hash(&bytes).to_hex().to_string();
    let line =
        format!("transcribe ben --of meeting-acknowledged --entry {finished} --signed 2025-07-02 --scan scan.pdf");
    coach.at("2025-07-04T10:00");
    let ran = coach.say("olive", &format!("{line} -m 'Read. B. Yazzie'")).ok();
    ran.says(&[&hash, "keep the file", "On paper, transcribed", "recorded 2 days late"]);
    coach.say("sam", "log ben").ok().says(&["On paper, transcribed", &hash, "no act of the employee’s own"]);
    coach.say("ben", "ack ben --meeting 2025-07-02 --agree").ok().says(&["Record acknowledged"]);
    coach.say("sam", &format!("{line} -m Read")).refused().says(&["Human resources can: Olive Harper"]);
    coach.say("olive", &line.replace("scan.pdf", "none.pdf")).misused().says(&["Reading none.pdf"]);
    coach.say("olive", &format!("{} -m Read", line.replace("meeting-", "rebuttal-"))).misused();
    coach.say("olive", &format!("{} -m Read", line.replace("meeting-acknowledged", "rebuttal-filed"))).refused();
}

/// The fear: what somebody wrote is gone because something beside it did not fit.
#[test]
fn a_text_is_kept_where_a_number_a_day_or_a_file_beside_it_is_refused() {
    let coach = coach();
    let note = coach.last("sam", "ben");
    let paper = "transcribe ben --of self-assessment-submitted --signed 2025-07-02 --scan none.pdf";
    for (login, line, text) in [
        ("ben", "contest 9999", "Not so"),
        ("kai", "access ben --until 9999-12-31", "Order 14"),
        ("kai", "access ben --until someday", "Order 15"),
        ("olive", paper, "A good year"),
    ] {
        coach.say(login, &format!("{line} -m '{text}'")).says(&["your text is kept in"]);
        assert!(coach.drafts().iter().any(|kept| kept == text), "{line}: {:?}", coach.drafts());
    }
    // Each entry has a draft of its own: what was to be said of one stands in the way of no other.
    coach.say("ben", &format!("contest {note} --draft")).misused().says(&["No draft is kept", &format!("#{note}")]);
    coach.say("ben", &format!("contest {note} -m 'Two were'")).ok().hides(&["kept"]);
    coach.say("ben", "contest 9999 --draft").refused().says(&["There is no entry #9999"]);
    coach.write("none.pdf", "a scan");
    coach.say("olive", &format!("{paper} --draft")).ok().says(&["On paper, transcribed"]);
    coach.say("olive", &format!("{paper} -m 'A year'")).refused().says(&["transcribed already"]);
}
