//! An answer that could not be written does not count as given; a reader that went away is no failure.

#![cfg(unix)]

use crate::support::{Coach, Ran};
use std::{
    io::pipe,
    process::{Command, Stdio},
};

const LINES: [&str; 5] =
    ["--as sam who", "--as sam log ben", "--as sam note ben -m 'A text of its own' --again", "export", "--help"];

fn run(coach: &Coach, line: &str, set: impl FnOnce(&mut Command) -> &mut Command) -> Ran {
    let mut command = coach.command(&shell_words::split(line).expect("quoted right"));
    set(&mut command);
    coach.ran(line, command.output().expect("the program was built beside this test"))
}

#[cfg(target_os = "linux")]
#[test]
fn an_answer_that_finds_no_room_is_told_and_ends_with_exit_code_4() {
    let coach = Coach::agency();
    for line in LINES {
        let full = std::fs::File::options().write(true).open("/dev/full").expect("linux has it");
        let ran = run(&coach, line, |command| command.stdout(full));
        assert_eq!(ran.code, 4, "{ran}");
        ran.says(&["Writing the answer did not work", "What was recorded stays recorded."]).hides(&["exported"]);
    }
    let full = std::fs::File::options().write(true).open("/dev/full").expect("linux has it");
    run(&coach, "--as olive check --strict", |command| command.stdout(full)).refused();
    coach.say("sam", "log ben").ok().says(&["A text of its own"]);
}

#[test]
fn a_reader_that_went_away_is_met_in_silence() {
    let coach = Coach::agency();
    for line in LINES {
        let (reader, writer) = pipe().expect("a pipe");
        drop(reader);
        let ran = run(&coach, line, |command| command.stdout(writer)).ok();
        assert_eq!(ran.err, "", "{ran}");
    }
}

#[test]
fn a_reader_of_both_outputs_that_went_away_ends_no_command_in_a_panic() {
    let coach = Coach::agency();
    for (line, code) in LINES.map(|line| (line, 0)).into_iter().chain([("--as sam note ben -m x --topic 9Z", 1)]) {
        let (reader, writer) = pipe().expect("a pipe");
        drop(reader);
        let other = writer.try_clone().expect("a second end");
        let mut command = coach.command(&shell_words::split(line).expect("quoted right"));
        let status = command.stdin(Stdio::null()).stdout(writer).stderr(other).status();
        assert_eq!(status.expect("the program was built beside this test").code(), Some(code), "{line}");
    }
}
