//! The fear: the log of a served store that nobody reads any more, and a store that therefore ends or answers nobody.

use crate::{
    served::{PATIENCE, recorded, signal},
    support::{COACH, Coach},
};
use std::{
    fs,
    io::{BufRead, BufReader},
    os::unix::fs::PermissionsExt,
    process::{Command, Stdio},
    thread::sleep,
    time::{Duration, Instant},
};

#[test]
fn a_store_whose_log_nobody_reads_records_and_answers_all_the_same() {
    let coach = Coach::agency();
    fs::set_permissions(coach.store(), fs::Permissions::from_mode(0o700)).expect("the test's own folder");
    let socket = coach.dir().join("run").join("coach.sock");
    let mut command = Command::new(COACH);
    command.env_clear().env("PATH", "/usr/bin:/bin").env("TZ", "UTC").current_dir(coach.dir());
    command.args(["serve", "--no-publish", "--socket"]).arg(&socket);
    command.stdin(Stdio::null()).stdout(Stdio::null()).stderr(Stdio::piped());
    let mut child = command.spawn().expect("the program was built beside this test");
    let mut said = BufReader::new(child.stderr.take().expect("piped"));
    let mut line = String::new();
    while !line.contains(" at ") && said.read_line(&mut line).expect("its log") > 0 {}
    // As `coach serve 2>&1 | head -1` does.
    drop(said);
    let ask = |text: &str| coach.run(&format!("--socket {} --wait 20 --as sam note ben -m '{text}'", socket.display()));
    ask("Said to a log that is closed").ok().says(&["Recorded #"]).hides(&["Recorded already"]);
    ask("And once more").ok().says(&["Recorded #"]).hides(&["Recorded already"]);
    assert_eq!(recorded(&coach.store(), "Said to a log that is closed"), 1);
    signal("TERM", child.id());
    let started = Instant::now();
    let ended = loop {
        if let Some(status) = child.try_wait().expect("our child") {
            break status;
        }
        assert!(started.elapsed() < PATIENCE, "it does not end");
        sleep(Duration::from_millis(5));
    };
    assert!(ended.success(), "{ended}");
}
