//! Where the store is found, and who is at the keyboard of a real one.

use crate::support::Coach;
use std::{fs, process::Command};

/// Runs words with further settings, such as another folder or a variable.
fn run(coach: &Coach, words: &[&str], set: impl FnOnce(&mut Command) -> &mut Command) -> crate::support::Ran {
    let mut command = coach.command(words);
    set(&mut command);
    coach.ran(&words.join(" "), command.output().expect("the program was built beside this test"))
}

#[test]
fn a_real_store_takes_neither_as_nor_now() {
    let coach = Coach::real();
    coach.run("who").ok().says(&["Olive Harper"]);
    coach.run("--as ghost who").refused().says(&["this store holds real records"]);
    coach.run("--now 2025-07-01T08:00 who").refused().says(&["this store holds real records"]);
    coach.run("--store other --now 2025-07-01T08:00 init --agency X").refused().says(&["real records"]);
    assert!(!coach.dir().join("other").exists(), "a refused init makes no folder");
}

#[test]
fn the_actor_of_a_real_store_is_the_account_and_no_variable() {
    let coach = Coach::real();
    let login = coachlog::app::os_login().expect("the account that runs the tests has a login");
    let ran = run(&coach, &["today"], |command| {
        command.env("USER", "ghost").env("LOGNAME", "ghost").env("SUDO_USER", "ghost").env("COACH_AS", "ghost")
    });
    ran.ok().says(&["Olive Harper"]);
    coach.run("who").ok().says(&[&format!("({login})")]);
    let stranger = Coach::bare();
    stranger
        .run("init --agency 'Desert Agency' --officer 'Olive Harper' --login nobody-here-has-this")
        .ok()
        .says(&["will not be able to record as nobody-here-has-this"]);
    stranger.run("today").refused().says(&["is nobody's login in this store"]);
}

#[test]
fn init_warns_inside_a_git_checkout_and_never_makes_a_second_store() {
    let coach = Coach::bare();
    fs::create_dir(coach.dir().join(".git")).expect("a folder");
    coach.run("init --agency X").ok().says(&["the store lies in a git checkout; real records don't belong there"]);
    coach.run("init --agency X").refused().says(&["exists already and was left as it is"]);
    coach.run("--store demo init --agency X --demo").ok().hides(&["git checkout"]);
    for line in ["init --agency ''", "init --agency X --officer ' '", "init --agency X --login ' '"] {
        coach.run(&format!("--store new {line}")).refused().says(&["is empty"]);
    }
    coach.run("--store new init --agency X --zone America/Atlantis").misused();
    assert!(!coach.dir().join("new").exists(), "a refused init makes no folder");
}

#[test]
fn the_store_is_the_one_named_else_the_one_of_the_variable_else_the_nearest_upwards() {
    let coach = Coach::bare();
    for (store, agency) in
        [("events/store", "Outer"), ("a/b/events/store", "Inner"), ("named", "Named"), ("variable", "Variable")]
    {
        coach.run(&format!("--store {store} init --agency {agency} --demo")).ok();
    }
    let agency = |ran: crate::support::Ran| ran.ok().json()["body"]["agency"].as_str().expect("a name").to_owned();
    let show = ["--json", "show", "0"];
    let within = |folder: &str| {
        fs::create_dir_all(coach.dir().join(folder)).expect("a folder");
        agency(run(&coach, &show, |command| command.current_dir(coach.dir().join(folder))))
    };
    assert_eq!(agency(run(&coach, &show, |command| command)), "Outer");
    assert_eq!(within("a"), "Outer");
    assert_eq!(within("a/b/c/d"), "Inner");
    assert_eq!(within("a/b/events/store/journal"), "Inner", "inside the store itself");
    let variable = coach.dir().join("variable");
    assert_eq!(agency(run(&coach, &show, |command| command.env("COACH_STORE", &variable))), "Variable");
    let named = ["--store", "named", "--json", "show", "0"];
    assert_eq!(agency(run(&coach, &named, |command| command.env("COACH_STORE", &variable))), "Named");
    Coach::bare().run("who").misused().says(&[
        "No store was found here or in any folder above",
        "coach demo",
        "coach init",
    ]);
    coach.run("--store home who").misused().says(&["is not a store"]);
}

#[cfg(unix)]
#[test]
fn a_store_of_another_account_that_was_found_and_not_named_is_refused() {
    use std::os::unix::fs::chown;
    let coach = Coach::agency();
    let nobody = 65_534;
    if let Err(error) = chown(coach.store(), Some(nobody), None) {
        eprintln!("SKIPPED: only root can give a folder to another account, and this account cannot ({error})");
        return;
    }
    coach
        .say("sam", "who")
        .misused()
        .says(&["belongs to another account, so it was not opened", "--store"])
        .hides(&["Ben"]);
    coach.say("sam", "note ben -m 'Captured?'").misused();
    coach.run("verify").misused();
    coach.say("sam", "--store events/store who").ok();
}

#[cfg(unix)]
#[test]
fn the_store_the_drafts_and_a_backup_are_closed_to_others() {
    use std::os::unix::fs::PermissionsExt;
    let coach = Coach::real();
    coach.run("backup copy").ok();
    coach.run("today").ok();
    coach.run("note olive -m 'A refused text'").refused();
    for folder in [coach.store(), coach.dir().join("drafts"), coach.dir().join("copy")] {
        let mode = fs::metadata(&folder).expect("the folder").permissions().mode();
        assert_eq!(mode & 0o777, 0o700, "{}", folder.display());
    }
    for folder in ["drafts", "copy", "events"] {
        for (name, _) in crate::support::read_folder(&coach.dir().join(folder)) {
            let path = coach.dir().join(folder).join(&name);
            let mode = fs::metadata(&path).expect("the file").permissions().mode();
            let closed = path.ancestors().any(|above| {
                let open = fs::metadata(above).expect("a folder").permissions().mode() & 0o077;
                above.starts_with(coach.dir()) && above != coach.dir() && open == 0
            });
            assert!(mode & 0o077 == 0 || closed, "{} is open to others: {mode:o}", path.display());
        }
    }
}

#[test]
fn a_usage_error_does_not_take_the_variables_for_options_of_the_verb() {
    let coach = Coach::agency();
    let set = |command: &mut Command| {
        command.env("COACH_STORE", "events/store").env("COACH_OUTPUT", "pages");
    };
    let told = |words: &[&str]| {
        run(&coach, words, |command| {
            set(command);
            command
        })
    };
    told(&["note"]).misused().hides(&["--store", "--output"]).says(&["Usage: coach note", "<PERSON>"]);
    told(&["note", "--help"]).ok().says(&["COACH_STORE", "COACH_OUTPUT"]);
    run(&coach, &["--as", "sam", "who"], |command| command.env("COACH_STORE", "")).ok();
}
