//! The command reference: made from the program, and never behind it.

use crate::support::{Coach, read_folder};
use std::{env, fs, path::Path};

#[test]
fn the_page_of_commands_is_what_the_program_makes() {
    let made = Coach::bare().run("reference").ok().out;
    let page = Path::new(env!("CARGO_MANIFEST_DIR")).join("docs/COMMANDS.md");
    if env::var_os("REWRITE").is_some() {
        fs::write(&page, &made).expect("the page is written");
    }
    let kept = fs::read_to_string(&page).unwrap_or_default();
    let differs = kept.lines().zip(made.lines()).find(|(kept, made)| kept != made);
    assert!(
        kept == made,
        "docs/COMMANDS.md is not what the program makes: {differs:?}. Look at the difference and run: REWRITE=1 cargo test --test verbs the_page_of_commands"
    );
}

/// What stands after a heading, up to the next one.
fn part<'a>(page: &'a str, heading: &str) -> &'a str {
    let rest = page.split(&format!("\n{heading}\n")).nth(1).unwrap_or_else(|| panic!("no {heading}"));
    rest.split("\n#").next().unwrap_or_default()
}

#[test]
fn the_page_has_every_verb_with_its_options_and_no_hidden_ones() {
    let coach = Coach::bare();
    let page = coach.run("reference").ok().out;
    for verb in crate::help::verbs(&coach.run("--help").ok().out) {
        assert!(part(&page, &format!("## `coach {verb}`")).contains(&format!("coach {verb}")), "{verb}");
    }
    let note = part(&page, "## `coach note`");
    assert!(
        note.contains("<PERSON>") && note.contains("- `PERSON`: ") && note.contains("- `--topic TOPIC`: "),
        "{note}"
    );
    assert!(part(&page, "### `coach standard diff`").contains("coach standard diff"));
    assert!(part(&page, "## Options of every command").contains("- `--as LOGIN`: "));
    assert!(!page.contains("--now") && !page.contains("coach reference`\n"), "what is hidden stays so");
}

#[test]
fn every_command_has_a_manual_page() {
    let coach = Coach::bare();
    coach.run("reference --man man").ok();
    let pages = read_folder(&coach.dir().join("man"));
    let text = |name: &str| {
        let page = pages.iter().find(|(path, _)| path == Path::new(name)).unwrap_or_else(|| panic!("no {name}"));
        String::from_utf8(page.1.clone()).expect("text")
    };
    for verb in crate::help::verbs(&coach.run("--help").ok().out) {
        assert!(text(&format!("coach-{verb}.1")).contains(".SH DESCRIPTION"), "{verb}");
    }
    assert!(text("coach.1").contains("coach\\-note(1)") && text("coach-standard-diff.1").contains(".SH SYNOPSIS"));
    assert!(pages.iter().all(|(path, _)| !path.to_string_lossy().contains("reference")), "what is hidden stays so");
}

#[test]
fn a_folder_that_cannot_be_written_is_named() {
    let coach = Coach::bare();
    coach.write("taken", "a file");
    coach.run("reference --man taken").misused().says(&["taken", "did not work"]);
}
