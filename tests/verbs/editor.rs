//! Without `-m` an editor opens a form; who reads the text is said before it is typed.

#![cfg(unix)]

use crate::support::{Coach, Ran};
use std::{fs, os::unix::fs::PermissionsExt, path::PathBuf};

/// A small program that stands in for an editor; it gets the form's path as `$1`.
fn editor(coach: &Coach, body: &str) -> PathBuf {
    let path = coach.write("editor", format!("#!/bin/sh\ncp \"$1\" \"$HOME/form\"\n{body}\n"));
    fs::set_permissions(&path, fs::Permissions::from_mode(0o755)).expect("it is the test's own file");
    path
}

fn with_editor(coach: &Coach, words: &[&str], body: &str) -> Ran {
    let path = editor(coach, body);
    let mut command = coach.command(words);
    command.env("EDITOR", path);
    coach.ran(&words.join(" "), command.output().expect("the program was built beside this test"))
}

/// The form as the editor found it.
fn form(coach: &Coach) -> String {
    fs::read_to_string(coach.dir().join("home").join("form")).expect("the editor saw a form")
}

const NOTE: &[&str] = &["--as", "sam", "note", "ben"];
const WRITES: &str = "printf 'Written in an editor\\n%s' \"$(cat \"$1\")\" > \"$1\"";

#[test]
fn rule_lesson_3_the_form_says_who_reads_the_text_before_it_is_typed_and_none_of_that_is_recorded() {
    let coach = Coach::agency();
    let ran = with_editor(&coach, NOTE, WRITES).ok();
    insta::assert_snapshot!(format!("{}\n----\n{ran}", coach.redacted(&form(&coach))));
    assert_eq!(coach.entries("sam", "ben").last().expect("recorded")["body"]["text"], "Written in an editor");
    assert!(coach.drafts().is_empty());
    with_editor(&coach, &["--as", "sam", "note", "ben", "--topic", "2d"], WRITES).ok();
    assert!(
        form(&coach).contains("the employee and the leader, with a recorded purpose also HR and auditors (pair)"),
        "{}",
        form(&coach)
    );
}

#[test]
fn a_form_left_empty_records_nothing_and_keeps_nothing() {
    let coach = Coach::agency();
    let before = coach.export();
    with_editor(&coach, NOTE, "true").misused().says(&["The form was left empty; nothing was recorded."]);
    with_editor(&coach, NOTE, ": > \"$1\"").misused();
    with_editor(&coach, NOTE, "rm \"$1\"").misused();
    assert_eq!((coach.export(), coach.drafts()), (before, vec![]));
}

#[test]
fn an_editor_that_fails_or_is_killed_leaves_the_text_in_a_draft() {
    for end in ["exit 3", "kill -9 $$", "kill -TERM $$"] {
        let coach = Coach::agency();
        with_editor(&coach, NOTE, &format!("{WRITES}\n{end}"))
            .misused()
            .says(&["What you wrote so far is kept in", "--draft"]);
        // The next form begins with it; an editor that changes nothing records it.
        let ran = with_editor(&coach, NOTE, "true").ok().says(&["taking up the draft"]);
        assert!(form(&coach).starts_with("Written in an editor"), "{ran}");
        assert_eq!(coach.entries("sam", "ben").last().expect("recorded")["body"]["text"], "Written in an editor");
        assert!(coach.drafts().is_empty());
    }
}

#[test]
fn an_edited_text_that_is_refused_is_kept_and_what_an_m_text_says_beside_it_does_not_replace_it() {
    let coach = Coach::agency();
    with_editor(&coach, &["--as", "sam", "note", "ben", "--topic", "9Z"], WRITES).refused();
    coach.say("sam", "note ben -m 'Typed beside it' --topic 9Z").refused();
    let drafts = coach.drafts();
    assert!(
        ["Written in an editor", "Typed beside it"].iter().all(|text| drafts.iter().any(|d| d.contains(text))),
        "{drafts:?}"
    );
    coach.say("sam", "note ben --draft --topic 2B").ok();
    coach.say("sam", "note ben --draft --topic 2B").ok();
    assert!(coach.drafts().is_empty());
}

#[test]
fn while_somebody_types_others_record() {
    let coach = Coach::agency();
    let other = format!(
        "COACH_DRAFTS=\"$HOME\" {} --as lena --now 2025-07-01T08:10 --wait 1 note kai -m 'Meanwhile' || exit 9\n{WRITES}",
        crate::support::COACH
    );
    with_editor(&coach, NOTE, &other).ok();
    coach.say("lena", "log kai").ok().says(&["Meanwhile"]);
}

#[test]
fn an_editor_is_a_command_of_words_and_one_that_is_not_there_is_named() {
    let coach = Coach::agency();
    let run = |editor: &str| {
        let mut command = coach.command(NOTE);
        command.env("EDITOR", editor);
        coach.ran("note ben", command.output().expect("the program was built beside this test"))
    };
    run("/nowhere/at/all").misused().says(&["did not start"]);
    run("'unfinished").misused().says(&["does not read as a command"]);
    let path = editor(&coach, "[ \"$1\" = --wait ] && echo 'With an option' > \"$2\"");
    run(&format!("{} --wait", path.display())).ok();
    run("").misused().says(&["No text was given", "may be read by the employee, the chain of leaders above, and HR"]);
}

#[test]
fn the_same_words_written_on_another_day_are_another_entry() {
    let coach = Coach::agency();
    with_editor(&coach, NOTE, WRITES).ok().says(&["Recorded #"]);
    coach.at("2025-08-01T08:00");
    with_editor(&coach, NOTE, WRITES).ok().says(&["Recorded #", "2025-08-01"]);
}

#[test]
fn a_draft_whose_recording_was_interrupted_is_not_recorded_twice() {
    let coach = Coach::agency();
    with_editor(&coach, NOTE, &format!("{WRITES}\nexit 3")).misused();
    let drafts = crate::support::read_folder(&coach.dir().join("drafts"));
    coach.say("sam", "note ben --draft").ok().says(&["Recorded #"]);
    // Killed between the entry and the end of the draft: the draft lies there still.
    for (name, bytes) in drafts {
        coach.write(&format!("drafts/{}", name.display()), bytes);
    }
    coach.say("sam", "note ben --draft").ok().says(&["Recorded already #"]);
    assert!(coach.drafts().is_empty());
}

#[test]
fn a_text_written_while_the_store_went_away_is_kept_until_it_is_back() {
    let coach = Coach::agency();
    let (store, away) = (coach.store(), coach.dir().join("away"));
    let body = format!("{WRITES}\nmv '{}' '{}'", store.display(), away.display());
    with_editor(&coach, NOTE, &body).misused().says(&["your text is kept in", "No store was found"]);
    fs::rename(away, store).expect("it comes back");
    coach.say("sam", "note ben --draft").ok();
    assert_eq!(coach.entries("sam", "ben").last().expect("recorded")["body"]["text"], "Written in an editor");
    assert!(coach.drafts().is_empty());
}
