//! `coach watch` as a process: what commands record directly is on the pages, and it ends when it is told to.

use crate::support::{Coach, read_folder};
use std::{
    io::Read,
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

/// A watch that was begun, and its first publish.
fn watching(coach: &Coach) -> Running {
    let mut command = coach.at("2025-07-02T09:00").command(&["watch"]);
    let child = command.stdout(Stdio::null()).stderr(Stdio::piped()).spawn().expect("coach starts");
    let running = Running(child);
    assert!(shows(coach, "The record of 1:1 coaching"), "the first publish");
    running
}

fn tell(running: &Running, signal: &str) {
    let id = running.0.id().to_string();
    assert!(std::process::Command::new("kill").args([signal, &id]).status().expect("kill runs").success());
}

/// Tells it to end; says how it did, and all that it had said.
fn ended(mut running: Running) -> (Option<i32>, String) {
    tell(&running, "-TERM");
    let mut said = String::new();
    running.0.stderr.take().expect("piped").read_to_string(&mut said).expect("text");
    (running.0.wait().expect("it ends").code(), said)
}

#[test]
fn what_is_recorded_while_it_watches_is_on_the_pages_and_it_ends_when_told_to() {
    let coach = Coach::agency();
    let running = watching(&coach);
    coach.at("2025-07-02T09:00").say("sam", "note ben -m 'While somebody watched'").ok();
    assert!(shows(&coach, "While somebody watched"));
    assert_eq!(ended(running).0, Some(0));
}

#[test]
fn a_destruction_while_it_watches_is_no_damage_and_the_words_leave_the_pages() {
    let coach = Coach::agency();
    let running = watching(&coach);
    coach.at("2025-07-02T09:00").say("sam", "note ben -m 'To be destroyed'").ok();
    let gone = coach.last("sam", "ben");
    assert!(shows(&coach, "To be destroyed"));
    let said = coach.say("olive", &format!("expunge {gone} --authority A -m Why")).ok().out;
    let order = said[said.find("--order ").expect("the order's number") + 8..].trim().to_owned();
    // It is slower than the destruction, and reads nothing of it before the journal was written anew.
    tell(&running, "-STOP");
    coach.run(&format!("destroy --order {order}")).ok().says(&["published again"]);
    coach.say("sam", "note ben -m 'After the destruction'").ok();
    tell(&running, "-CONT");
    assert!(shows(&coach, "After the destruction"));
    let (code, said) = ended(running);
    assert_eq!(code, Some(0), "{said}");
    assert!(!said.contains("stale") && !said.contains("damage"), "{said}");
    assert!(!super::site(&coach).contains("To be destroyed"));
}
