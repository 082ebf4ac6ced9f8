//! A process that records batches of three is killed, again and again: what it acknowledged is there.

use crate::log_support::{all, filled, opened};
use std::{
    env,
    io::{BufRead, BufReader},
    process::{Command, Stdio},
    time::Duration,
};

/// Kills the named test of this program while it records into the store that a variable names to it.
pub fn killed_while_it_records(child_test: &str, store: &str) {
    let folder = tempfile::tempdir().expect("a folder");
    filled(folder.path(), 1);
    for round in 0..6_u64 {
        let mut child = Command::new(env::current_exe().expect("this binary"))
            .args(["--exact", child_test, "--nocapture"])
            .env(store, folder.path())
            .stdout(Stdio::piped())
            .spawn()
            .expect("started");
        let mut lines = BufReader::new(child.stdout.take().expect("piped")).lines().map_while(Result::ok);
        let mut acknowledged = 0;
        let mut heard = |line: Option<String>| {
            let number = line.as_deref().and_then(|line| line.rsplit_once("acknowledged ")?.1.parse().ok());
            acknowledged = number.unwrap_or(acknowledged);
        };
        for _ in 0..8 + round {
            heard(lines.next());
        }
        std::thread::sleep(Duration::from_micros(round * 731));
        child.kill().expect("killed");
        child.wait().expect("ended");
        lines.for_each(|line| heard(Some(line)));
        let entries = all(&opened(folder.path()).0);
        assert!(entries.len() as u64 > acknowledged, "{} entries, #{acknowledged} acknowledged", entries.len());
        assert_eq!(entries.len() % 3, 1, "batches of three after the first entry");
    }
}
