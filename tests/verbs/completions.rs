//! Completions: verbs, options, and the people whom somebody may look up, asked for as a shell asks.

use crate::support::{COACH, Coach};
use std::{
    path::Path,
    process::{Command, Stdio},
};

/// What a shell is told where the last of the words is being typed.
fn told(coach: &Coach, shell: &str, words: &[&str]) -> Vec<String> {
    let all: Vec<_> = ["--", "coach"].iter().chain(words).collect();
    let mut asked = coach.command(&all);
    asked.env("COACH_COMPLETE", shell).env("_CLAP_IFS", "\n").env("_CLAP_COMPLETE_INDEX", words.len().to_string());
    let output = asked.output().expect("the program was built beside this test");
    assert!(output.status.success() && output.stderr.is_empty(), "{}", String::from_utf8_lossy(&output.stderr));
    String::from_utf8(output.stdout).expect("text").lines().map(str::to_owned).collect()
}

/// What bash is told.
fn completed(coach: &Coach, words: &[&str]) -> Vec<String> {
    told(coach, "bash", words)
}

#[test]
fn a_script_is_printed_for_every_shell_and_asks_the_program() {
    let coach = Coach::bare();
    for shell in ["bash", "zsh", "fish", "elvish", "powershell"] {
        coach.run(&format!("completions {shell}")).ok().says(&["COACH_COMPLETE", "coach"]);
    }
}

#[test]
fn verbs_and_options_are_completed_without_a_store() {
    let coach = Coach::bare();
    assert_eq!(completed(&coach, &["finali"]), ["finalise"]);
    assert_eq!(completed(&coach, &["standard", "dif"]), ["diff"]);
    assert!(completed(&coach, &["note", "--top"]).contains(&"--topic".to_owned()));
    assert!(!completed(&coach, &[""]).contains(&"reference".to_owned()), "what is hidden stays so");
    assert_eq!(completed(&coach, &["note", "b"]), [""; 0], "there is nobody, and no complaint either");
}

#[test]
fn people_are_completed_by_login_or_by_a_part_of_the_name() {
    let coach = Coach::agency();
    assert_eq!(completed(&coach, &["--as", "sam", "note", "be"]), ["ben"]);
    let everybody = completed(&coach, &["--as=sam", "promise", ""]);
    assert!(["ben", "sam", "olive"].iter().all(|login| everybody.contains(&(*login).to_owned())), "{everybody:?}");
    let people = coach.say("sam", "who --json").ok().json();
    let ben = people.as_array().expect("people").iter().find(|it| it["login"] == "ben").expect("ben");
    let last = ben["name"].as_str().and_then(|name| name.split(' ').next_back()).expect("a name").to_lowercase();
    assert_eq!(completed(&coach, &["--as", "sam", "note", &last]), ["ben"], "{last}");
    assert_eq!(completed(&coach, &["--as", "sam", "note", "zz"]), [""; 0]);
    assert_eq!(completed(&coach, &["--as", "sam", "log", "be"]), ["ben"], "a person who may be left out too");
}

#[test]
fn shells_that_say_more_than_the_word_are_told_who_it_is() {
    let coach = Coach::agency();
    for (shell, between) in [("zsh", ":"), ("fish", "\t")] {
        let lines = told(&coach, shell, &["--as", "sam", "note", "be"]);
        let [line] = &lines[..] else { panic!("{shell}: {lines:?}") };
        assert!(line.starts_with(&format!("ben{between}Ben Yazzie, ")), "{shell}: {line}");
    }
}

#[test]
fn whoever_is_nobody_in_the_roster_is_told_of_nobody() {
    let coach = Coach::agency();
    assert_eq!(completed(&coach, &["--as", "nobody-of-here", "note", "b"]), [""; 0]);
    let store = coach.store();
    let elsewhere = Coach::bare();
    let store = store.to_str().expect("UTF-8");
    assert_eq!(completed(&elsewhere, &["--store", store, "--as", "sam", "note", "be"]), ["ben"]);
}

#[test]
#[cfg(unix)]
fn bash_completes_people_by_the_script() {
    let coach = Coach::agency();
    let script = coach.run("completions bash").ok().out;
    coach.write("coach.bash", script);
    let folder = Path::new(COACH).parent().expect("a folder").display().to_string();
    let typed = "source ./coach.bash; COMP_WORDS=(coach --as sam note be); COMP_CWORD=4; \
         _clap_complete_coach coach be note; printf '%s\\n' \"${COMPREPLY[@]}\"";
    let mut bash = Command::new("bash");
    bash.current_dir(coach.dir()).env_clear().env("PATH", format!("{folder}:/usr/bin:/bin")).stdin(Stdio::null());
    let output = bash.args(["--norc", "-c", typed]).output().expect("bash starts");
    assert_eq!(String::from_utf8_lossy(&output.stdout), "ben\n", "{}", String::from_utf8_lossy(&output.stderr));
}
