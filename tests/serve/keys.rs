//! The fear: an answer that is lost on its way, and a command that is therefore recorded twice, or not at all.

use crate::{
    served::{PATIENCE, Served, recorded, signal},
    support::Coach,
    writing::{frame, raw_keyed},
};
use std::{
    io::Write,
    os::unix::net::UnixStream,
    sync::atomic::{AtomicUsize, Ordering},
    thread::{self, sleep},
    time::{Duration, Instant},
};

/// Nobody knows who of several at once is first, so their clocks show the same.
const NOON: &str = "2025-07-01T12:00";

#[test]
fn a_lost_answer_is_asked_for_again_by_the_same_key_and_recorded_once() {
    let coach = Coach::agency();
    let served = Served::of(&coach);
    let words = ["--as", "sam", "note", "ben", "-m", "Said into the dark"];
    let all: Vec<_> = std::iter::once("coach").chain(words).collect();
    let request = serde_json::json!({"program": "0", "words": all, "retry": "lost", "given": []}).to_string();
    let mut gone = UnixStream::connect(&served.socket).expect("it is served");
    gone.write_all(&frame(1, 0, request.as_bytes())).expect("it takes the request");
    drop(gone);
    let started = Instant::now();
    while recorded(&coach.store(), "Said into the dark") == 0 {
        assert!(started.elapsed() < PATIENCE, "{}", served.log());
        sleep(Duration::from_millis(5));
    }
    let again = raw_keyed(&served.socket, &words, "lost");
    assert_eq!(again["code"], 0, "{again}");
    assert!(again["said"][0]["Out"].as_str().expect("an answer").starts_with("Recorded already #"), "{again}");
    assert_eq!(recorded(&coach.store(), "Said into the dark"), 1);
    // Another request with the same words is another wish, and is asked about like one.
    let other = raw_keyed(&served.socket, &words, "another");
    assert!(other["failure"].as_str().expect("a sentence").contains("stands in this record"), "{other}");
    // Somebody else's key of the same name is their own.
    let mine = ["--as", "dana", "note", "sam", "-m", "Of another author"];
    assert_eq!(raw_keyed(&served.socket, &mine, "lost")["code"], 0);
    // A file that was imported is told as imported, not as one that brings nothing new.
    let import = |key| {
        let csv = "employee_number,name,login,position,tier,unit,manager,office,time_zone,hired,probation_end,covered\n\
                   E-9,Ana Lee,ana,Clerk,staff,Permits,E-4,Tucson,America/Phoenix,2025-06-30,,yes\n";
        let words = ["coach", "--as", "olive", "roster", "import", "x.csv"];
        let given = serde_json::json!([{"File": {"Text": csv}}]);
        let request = serde_json::json!({"program": "0", "words": words, "retry": key, "given": given}).to_string();
        let answer = crate::writing::send(&served.socket, &frame(1, 0, request.as_bytes()));
        serde_json::from_slice::<serde_json::Value>(&answer[11..]).expect("JSON")["said"].to_string()
    };
    assert!(import("file").contains("entries (#"));
    assert!(import("file").contains("already"));
    assert!(import("other").contains("Nothing differs"));
}

#[test]
fn through_restarts_every_client_is_answered_in_the_end_and_every_entry_is_there_once() {
    const CLIENTS: usize = 4;
    const EACH: usize = 6;
    let coach = Coach::agency();
    let answered = AtomicUsize::new(0);
    let first = Served::of(&coach);
    let socket = first.socket.display().to_string();
    thread::scope(|scope| {
        let clients: Vec<_> = (0..CLIENTS)
            .map(|client| {
                let words = |note: usize| {
                    let text = format!("Note {note} of client {client}.");
                    let words = ["--socket", &socket, "--as", "sam", "--wait", "60", "note", "ben", "-m", &text];
                    words.map(str::to_owned)
                };
                let commands: Vec<_> = (0..EACH).map(|note| coach.at(NOON).command(&words(note))).collect();
                let answered = &answered;
                scope.spawn(move || {
                    for mut command in commands {
                        let output = command.output().expect("the program was built beside this test");
                        let said = String::from_utf8_lossy(&output.stdout).into_owned();
                        assert!(said.starts_with("Recorded "), "{said} {}", String::from_utf8_lossy(&output.stderr));
                        answered.fetch_add(1, Ordering::SeqCst);
                    }
                })
            })
            .collect();
        let (mut served, mut times) = (first, 0);
        // However quick the clients are, it is ended and killed while some of them still ask: the first time at once.
        while times < 3 || clients.iter().any(|client| !client.is_finished()) {
            sleep(Duration::from_millis(if times == 0 { 20 } else { 150 }));
            times += 1;
            // In turns asked to end, and killed where it stands.
            if times % 2 == 0 {
                served.kill()
            } else {
                assert!(served.end().success())
            }
            served = Served::of(&coach);
        }
        for client in clients {
            client.join().expect("every client is answered");
        }
        assert!(served.end().success());
    });
    assert_eq!(answered.load(Ordering::SeqCst), CLIENTS * EACH);
    for client in 0..CLIENTS {
        for note in 0..EACH {
            assert_eq!(recorded(&coach.store(), &format!("Note {note} of client {client}.")), 1);
        }
    }
    coach.run("verify").ok();
}

#[test]
fn what_was_taken_before_the_end_is_answered_and_a_second_signal_changes_nothing() {
    let coach = Coach::agency();
    let served = Served::of(&coach);
    let mut half = UnixStream::connect(&served.socket).expect("it is served");
    let words = ["coach", "--as", "sam", "note", "ben", "-m", "Half sent at the end"];
    let request = serde_json::json!({"program": "0", "words": words, "retry": "half", "given": []}).to_string();
    let bytes = frame(1, 0, request.as_bytes());
    half.write_all(&bytes[..20]).expect("it takes it");
    sleep(Duration::from_millis(100));
    let (pid, ending) = (served.pid(), thread::spawn(move || served.end()));
    sleep(Duration::from_millis(100));
    signal("TERM", pid);
    half.write_all(&bytes[20..]).expect("it was accepted before, so it is heard out");
    let mut answer = Vec::new();
    std::io::Read::read_to_end(&mut half, &mut answer).expect("an answer");
    let answer = String::from_utf8_lossy(&answer);
    assert!(answer.contains("Recorded #"), "{answer}");
    assert!(ending.join().expect("it ends").success());
    coach.run("verify").ok();
}
