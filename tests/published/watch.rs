//! `coach watch` as a process: what commands record directly is on the pages, and it ends when it is told to.

use crate::support::{Coach, read_folder};
use std::{
    process::{Child, Stdio},
    thread::sleep,
    time::Duration,
};

struct Running(Child);

impl Drop for Running {
    fn drop(&mut self) {
        // Where the test failed: nothing is left behind.
        let _ = self.0.kill();
        let _ = self.0.wait();
    }
}

/// Waits until the published site shows a text, for half a minute at most.
fn shows(coach: &Coach, text: &str) -> bool {
    let site = coach.dir().join("output/site");
    (0..600).any(|_| {
        let there =
            site.is_dir() && read_folder(&site).iter().any(|(_, bytes)| String::from_utf8_lossy(bytes).contains(text));
        if !there {
            sleep(Duration::from_millis(50));
        }
        there
    })
}

#[test]
fn what_is_recorded_while_it_watches_is_on_the_pages_and_it_ends_when_told_to() {
    let coach = Coach::agency();
    let mut command = coach.at("2025-07-02T09:00").command(&["watch"]);
    let child = command.stdout(Stdio::null()).stderr(Stdio::piped()).spawn().expect("coach starts");
    let mut running = Running(child);
    assert!(shows(&coach, "The record of 1:1 coaching"), "the first publish");
    coach.at("2025-07-02T09:00").say("sam", "note ben -m 'While somebody watched'").ok();
    assert!(shows(&coach, "While somebody watched"));
    let id = running.0.id().to_string();
    assert!(std::process::Command::new("kill").args(["-TERM", &id]).status().expect("kill runs").success());
    let status = running.0.wait().expect("it ends");
    assert_eq!(status.code(), Some(0));
}
