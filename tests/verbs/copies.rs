//! Copies that leave the store and come back: equal, verified, and never over something that is there.

use crate::support::{Coach, Ran};
use std::fs;

fn recorded() -> Coach {
    let coach = Coach::agency();
    coach.say("sam", "note ben -m 'Good week'").ok();
    coach.say("sam", "note maria -m 'On team matters' --topic 2D").ok();
    coach
}

/// Runs a line as nobody in particular: copies ask for no one.
fn run(coach: &Coach, line: &str) -> Ran {
    coach.run(line)
}

#[test]
fn a_backup_restores_to_an_equal_store_and_neither_overwrites_anything() {
    let coach = recorded();
    let backup = run(&coach, "backup copy").ok();
    let again = run(&coach, "backup copy").refused();
    let over = run(&coach, "restore copy").refused();
    let restored = run(&coach, "--store new restore copy").ok();
    let over_the_new = run(&coach, "--store new restore copy").refused();
    insta::assert_snapshot!(format!("{backup}{again}{over}{restored}{over_the_new}"));
    assert_eq!(run(&coach, "--store new export").ok().out, coach.export());
    run(&coach, "--store new verify").ok();
    coach.say("sam", "--store new note ben -m 'And on it goes'").ok();
}

#[test]
fn a_backup_is_not_taken_for_a_store() {
    let coach = recorded();
    run(&coach, "backup copy").ok();
    let before = crate::support::read_folder(&coach.dir().join("copy"));
    let ran = coach.say("sam", "--store copy note ben -m 'Into the backup?'");
    assert!(ran.code == 2 || ran.code == 3, "{ran}");
    assert_eq!(crate::support::read_folder(&coach.dir().join("copy")), before);
}

#[test]
fn a_damaged_backup_is_not_restored() {
    let coach = recorded();
    run(&coach, "backup copy").ok();
    let segment = fs::read_dir(coach.dir().join("copy/journal"))
        .expect("a backup has a journal")
        .map(|item| item.expect("it can be read").path())
        .find(|path| path.extension().is_some_and(|extension| extension == "jsonl"))
        .expect("a journal has a segment");
    let mut bytes = fs::read(&segment).expect("it can be read");
    let middle = bytes.len() / 2;
    bytes[middle] ^= 1;
    fs::write(&segment, bytes).expect("damaged on purpose");
    run(&coach, "--store new restore copy").failed();
    assert!(!coach.dir().join("new/journal").exists(), "nothing of it is left behind");
}

#[test]
fn an_export_imports_to_an_equal_store_and_only_into_an_empty_one() {
    let coach = recorded();
    let lines = coach.export();
    coach.write("lines", &lines);
    run(&coach, "import lines").refused().says(&["exists already and was left as it is"]);
    let imported = run(&coach, "--store new import lines").ok();
    let again = run(&coach, "--store new import lines").refused();
    insta::assert_snapshot!(format!("{imported}{again}"));
    assert_eq!(run(&coach, "--store new export").ok().out, lines);
    run(&coach, "--store new verify").ok();
    assert_eq!(
        coach.say("sam", "--store new log --json").ok().out,
        coach.say("sam", "log --json").ok().out,
        "the same person reads the same in both"
    );
}

#[test]
fn an_export_that_was_changed_cut_or_reordered_is_not_imported() {
    let coach = recorded();
    let lines = coach.export();
    let mut swapped: Vec<_> = lines.lines().collect();
    swapped.swap(7, 8);
    let cut = lines.lines().count() - 3;
    let begun = lines.lines().take(cut).map(|line| format!("{line}\n")).collect::<String>();
    for (what, content) in [
        ("a changed text", lines.replacen("Good week", "Bad week!", 1)),
        ("another order", swapped.join("\n") + "\n"),
        ("a last line without its end", lines.trim_end().to_owned()),
        ("a cut batch", begun),
        ("no entry at all", "{}\n".to_owned()),
        ("not text", "\u{0}\n".to_owned()),
    ] {
        coach.write("lines", content);
        let ran = run(&coach, "--store new import lines").refused();
        assert!(ran.err.contains("line "), "{what} is not named by its line:\n{ran}");
        assert!(!coach.dir().join("new/journal").exists(), "{what} left something behind");
    }
}
