//! Forms: what an editor shows, what a filled one records, and that nothing of one that does not read is lost.

#![cfg(unix)]

use crate::support::{Coach, Ran};
use std::{fs, os::unix::fs::PermissionsExt};

/// Runs a command with a small program that stands in for an editor; it gets the form's path as `$1`.
fn with_editor(coach: &Coach, words: &[&str], body: &str) -> Ran {
    let path = coach.write("editor", format!("#!/bin/sh\ncp \"$1\" \"$HOME/form\"\n{body}\n"));
    fs::set_permissions(&path, fs::Permissions::from_mode(0o755)).expect("it is the test's own file");
    let mut command = coach.command(words);
    command.env("EDITOR", path);
    coach.ran(&words.join(" "), command.output().expect("the program was built beside this test"))
}

fn form(coach: &Coach) -> String {
    fs::read_to_string(coach.dir().join("home").join("form")).expect("the editor saw a form")
}

/// Sam's 1:1 with Ben, prepared by both, with a promise of each and a message, a quarter to an hour later.
fn before_the_meeting() -> Coach {
    let coach = Coach::agency();
    for (login, line) in [
        ("sam", "schedule ben --rule 'FREQ=WEEKLY;BYDAY=WE' --start 2025-07-02T09:00"),
        ("ben", "prep ben --item '2C:The backlog at the counter'"),
        ("sam", "prep ben --item '2B:Ladder checks'"),
        ("ben", "promise ben -m 'Write the ladder checklist' --due 2025-07-02"),
        ("sam", "message --to ben -m 'The counter closes at four'"),
    ] {
        coach.say(login, line).ok();
    }
    coach.at("2025-07-02T09:46");
    coach
}

/// Ticks and fills the form that the editor finds.
const FILLS: &str = r#"sed -i \
  -e 's/^Minutes: 30/Minutes: 40/' -e 's/^Mode: .*/Mode: video/' \
  -e 's/^i1: \[ \] discussed/i1: [x] discussed/' -e 's/\[ \] deferred \[ \] dropped$/[ ] deferred [ ] dropped/' \
  -e '/^i2:/s/\[ \] deferred/[x] deferred/' \
  -e 's/^c1: \[ \] done/c1: [x] done/' \
  -e 's/\[ \] delivered/[x] delivered/' \
  -e '/^## 2B/a - (behaviour, success) Asked the applicants first' \
  -e '/^## 2D/a - The counter is short of one' \
  -e '/^## Decisions/a - The east side comes first' \
  -e '/^## Asked for/a - Nothing today' \
  -e '/^## Recognition/a - A calm counter all week' \
  -e '/^## New commitments/a - employee by 2025-07-09: Clear the backlog\n- leader by 2025-07-04: Ask for a tablet' "$1""#;

const HOLD: &[&str] = &["--as", "sam", "hold", "ben"];

#[test]
fn a_filled_form_of_a_meeting_is_one_batch() {
    let coach = before_the_meeting();
    let ran = with_editor(&coach, HOLD, FILLS).ok();
    insta::assert_snapshot!(format!("{}\n----\n{ran}", messages_redacted(&coach.redacted(&form(&coach)))));
    assert!(coach.drafts().is_empty());
    coach.say("sam", "finalise ben").ok();
}

/// The first digits of a message's id are random.
fn messages_redacted(form: &str) -> String {
    let id = form.lines().find_map(|line| line.strip_suffix(": [ ] delivered"));
    id.map_or_else(|| form.to_owned(), |id| form.replace(id, "[message]"))
}

#[test]
fn a_form_left_as_it_was_or_emptied_records_nothing_and_keeps_nothing() {
    let coach = before_the_meeting();
    let before = coach.export();
    for verb in ["hold", "prep", "grow", "reflect"] {
        let words = ["--as", "sam", verb, "ben"];
        with_editor(&coach, &words, "true").misused().says(&["left as it was; nothing was recorded"]);
        with_editor(&coach, &words, ": > \"$1\"").misused().says(&["left empty; nothing was recorded"]);
        let blank = coach.say("sam", &format!("{verb} ben --blank")).ok();
        coach.write("blank.md", &blank.out);
        let file = coach.dir().join("blank.md");
        coach.say("sam", &format!("{verb} ben --form {}", file.display())).misused().says(&["left as it was"]);
        coach.write("headings.md", "## Decisions\n");
    }
    assert_eq!(coach.export(), before);
}

#[test]
fn a_form_that_does_not_read_is_kept_with_every_error_by_line_and_taken_up_again() {
    let coach = before_the_meeting();
    let before = coach.export();
    let wrong = format!("{FILLS}\nsed -i -e 's/\\[ \\] dropped/[x] dropped/' -e 's/2025-07-09/someday/' \"$1\"");
    let ran = with_editor(&coach, HOLD, &wrong).misused();
    ran.says(&["3 lines do not read; nothing was recorded", "two boxes are ticked", "\"someday\" is not a date"]);
    assert_eq!(coach.export(), before);
    // The kept form opens again, is put right, and recorded; what was ticked before is still ticked.
    let right = "sed -i -e 's/\\[x\\] dropped/[ ] dropped/' -e 's/someday/2025-07-09/' \"$1\"";
    with_editor(&coach, HOLD, right).ok().says(&["taking up the draft", "1:1 held"]);
    assert!(form(&coach).contains("Asked the applicants first"));
    assert!(coach.drafts().is_empty());
    coach.say("sam", "finalise ben").ok();
}

#[test]
fn a_refused_part_refuses_the_form_by_its_line_and_a_file_is_a_form_too() {
    let coach = before_the_meeting();
    let before = coach.export();
    let text = "## The meeting\nMinutes: 40\n## Prepared items\ni9: [x] discussed\n## Decisions\n- East first\n";
    let file = coach.write("filled.md", text);
    let line = format!("hold ben --form {}", file.display());
    coach.say("sam", &line).refused().says(&["has no agenda item i9"]);
    assert_eq!(coach.export(), before);
    coach.say("ben", &line).refused().says(&["Sam Ortega can"]);
    coach.say("lena", "hold ben --blank").refused().hides(&["The backlog", "ladder checklist", "counter closes"]);
    coach.write("filled.md", text.replace("i9", "i1"));
    coach.say("sam", &line).ok().says(&["1:1 held", "Agenda item ended", "Decision"]);
    coach.say("sam", "hold ben --form nowhere.md").misused().says(&["nowhere.md"]);
    let again = coach.write("again.md", "## Decisions\n- No hurry\n## Agreements\n- By noon\n");
    coach.say("sam", &format!("hold ben --form {}", again.display())).ok().hides(&["1:1 held"]);
}

/// The fear: a text given beside a form is left out, and nothing says so.
#[test]
fn a_form_and_a_text_beside_it_are_refused_together_and_the_text_is_kept() {
    let coach = before_the_meeting();
    let cycle = "--from 2025-07-01 --to 2026-06-30 --levels low,middle,high --middle middle --due 2026-08-31";
    coach.say("olive", &format!("cycle open 2025-26 {cycle} --rebuttal-days 10 --answer-days 5")).ok();
    coach.say("sam", "expect ben --element 'Pace: Within a day' --notified").ok();
    let before = coach.export();
    for (verb, beside, named, kept) in [
        ("prep", "-m 'Prep words'", "-m", "Prep words"),
        ("prep", "--win 'A win of mine'", "an option that says a part of it", "A win of mine"),
        ("grow", "--goal 'Faster answers'", "an option that says a part of the note", "Faster answers"),
        ("reflect", "-m 'More questions'", "-m", "More questions"),
        ("appraise", "-m 'All ratings'", "-m", "All ratings"),
        ("hold", "--minutes 40", "an option that says a part of it", ""),
    ] {
        // Whatever stands in the file: it is not looked at.
        coach.write("filled.md", "## Decisions\n- East first\n");
        let ran = coach.say("sam", &format!("{verb} ben --form filled.md {beside}")).misused();
        let ran = ran.says(&["--form filled.md and ", named, "both given", "nothing was recorded"]);
        if !kept.is_empty() {
            ran.says(&["your text is kept in"]);
            assert!(coach.drafts().iter().any(|draft| draft.contains(kept)), "{verb}: {:?}", coach.drafts());
        }
    }
    let both = ["--draft and an option that says a part of it were both given", "nothing was recorded"];
    coach.say("sam", "hold ben --draft --minutes 40").misused().says(&both);
    assert_eq!(coach.export(), before);
}

#[test]
fn without_an_editor_a_bare_hold_is_as_planned() {
    let coach = before_the_meeting();
    coach.say("sam", "hold ben").ok().says(&["1:1 held"]);
    let coach = before_the_meeting();
    with_editor(&coach, &["--as", "sam", "hold", "ben", "--as-planned"], "exit 9").ok().says(&["1:1 held"]);
}

#[test]
fn each_form_says_who_reads_it_and_the_other_three_record_what_is_filled_in() {
    let coach = before_the_meeting();
    coach.say("sam", "hold ben").ok();
    let mut shown = String::new();
    for (login, verb, fills) in [
        (
            "ben",
            "prep",
            "sed -i -e 's/^Reviewed: no/Reviewed: yes/' -e '/^## 2E/a - A course' -e '/^## One win/a - All closed' \"$1\"",
        ),
        (
            "sam",
            "grow",
            "sed -i -e '/^## Goal/a - Thirty scales' -e '/^## Reality/a - Eleven' -e '/^## Options/a - employee: Start earlier' -e '/^## Will/a - employee by +1w: Start at seven' -e 's/^Of ten: .*/Of ten: 8/' \"$1\"",
        ),
        (
            "ben",
            "reflect",
            "sed -i -e 's/^- $/- I ask sooner/' -e '/^## New commitments/a - employee by +1w: Ask' \"$1\"",
        ),
    ] {
        let ran = with_editor(&coach, &["--as", login, verb, "ben"], fills).ok();
        shown += &format!("{}\n----\n{ran}\n", coach.redacted(&form(&coach)));
    }
    insta::assert_snapshot!(shown);
}

#[test]
fn rule_n_tools_why_prints_key_points_and_reasons_of_the_step_in_force() {
    let coach = Coach::agency();
    coach.say("ben", "prep --why").ok().says(&["2.K1", "2.K2", "2A.K2", "2F"]);
    coach.say("sam", "hold --why").ok().says(&["3.K1", "3.R", "facilitate"]);
    coach.say("sam", "grow --why").ok().says(&["2B.K2"]);
    coach.say("sam", "reflect --why").ok().says(&["4.K1", "4.R1"]);
    coach.say("sam", "finalise --why").ok().says(&["4.K3"]);
    coach.say("sam", "schedule --why").ok().says(&["1.K1", "1.R1"]);
    coach.say("sam", "prep").misused();
}
