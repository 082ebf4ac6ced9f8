//! The fear: one connection, too long, too slow or one too many, that holds up everybody else's.

use crate::{
    served::{PATIENCE, Served, recorded},
    support::{COACH, Coach},
    writing::{frame, raw, send},
};
use std::{
    io::{Read, Write},
    os::unix::net::UnixStream,
    process::{Command, Stdio},
    time::Instant,
};

fn sentence(answer: &[u8]) -> String {
    String::from_utf8_lossy(answer.get(11..).unwrap_or_default()).into_owned()
}

#[test]
fn what_is_no_request_is_told_so_and_serving_goes_on() {
    let coach = Coach::agency();
    let served = Served::of(&coach);
    let mut long = frame(1, 0, b"");
    long[7..11].copy_from_slice(&u32::MAX.to_be_bytes());
    for (bytes, said) in [
        (long, "takes at most 4194304"),
        (frame(9, 0, b"{}"), "this command speaks protocol 9"),
        (b"GET / HTTP/1.1\r\nHost: x\r\n\r\n".to_vec(), "not a request of coach"),
        (frame(1, 1, b"{}"), "not a request of coach"),
        (frame(1, 0, b"{}"), "The request does not read"),
        (frame(1, 0, b"\xff\xfe"), "The request does not read"),
    ] {
        let answer = sentence(&send(&served.socket, &bytes));
        assert!(answer.contains(said), "{said} was not said: {answer}");
        assert!(answer.contains("othing was recorded"), "{answer}");
    }
    assert!(send(&served.socket, b"coa").is_empty(), "half a head is no request");
    assert!(send(&served.socket, b"").is_empty());
    let unknown = raw(&served.socket, &["--as", "sam", "levitate"]);
    assert_eq!(unknown["code"], 2, "{unknown}");
    assert!(unknown["failure"].as_str().expect("a sentence").contains("same version"), "{unknown}");
    coach.say("sam", "note ben -m 'All the same'").ok();
    assert!(served.end().success());
}

#[test]
fn a_text_longer_than_the_socket_takes_is_told_so_before_it_is_sent() {
    let coach = Coach::agency();
    let _served = Served::of(&coach);
    let long = coach.write("long.csv", "x".repeat(5 << 20));
    let ran = coach.say("olive", &format!("roster import {}", long.display()));
    ran.misused().says(&["takes at most 4194304", "Nothing was recorded"]);
    coach.say("sam", &format!("note ben -m '{}'", "y".repeat(30_000))).refused().says(&["one entry takes 20000"]);
}

#[test]
fn a_slow_one_is_cut_and_holds_up_nobody() {
    let coach = Coach::agency();
    let served = Served::of(&coach);
    let slow: Vec<_> = (0..20)
        .map(|_| {
            let mut stream = UnixStream::connect(&served.socket).expect("it is served");
            stream.write_all(&frame(1, 0, b"{}")[..9]).expect("it takes it");
            stream
        })
        .collect();
    let started = Instant::now();
    coach.say("sam", "note ben -m 'Past the slow ones'").ok();
    assert!(started.elapsed().as_secs() < 8, "it waited for the slow ones");
    for mut stream in slow {
        let mut answer = Vec::new();
        stream.read_to_end(&mut answer).expect("it is told, and closed");
        assert!(sentence(&answer).contains("did not arrive within 10 s"), "{}", sentence(&answer));
    }
    assert!(started.elapsed() < PATIENCE);
}

#[test]
fn who_opens_too_many_is_told_to_wait_and_is_served_when_there_is_room() {
    let coach = Coach::agency();
    let served = Served::of(&coach);
    let many = || (0..48).map(|_| UnixStream::connect(&served.socket).expect("it is served")).collect::<Vec<_>>();
    let mut idle = Vec::new();
    // Those that say nothing are cut after a while, which a busy machine may take to start a command.
    let turned_away = (0..10).map(|_| {
        idle = many();
        coach.say("sam", "--wait 0 who")
    });
    let turned_away = turned_away.into_iter().find(|ran| ran.code != 0).expect("there is no room");
    turned_away.failed().says(&["open already", "in a moment"]).hides(&["Ben"]);
    idle.truncate(10);
    coach.say("sam", "note ben -m 'Let in'").ok();
    assert!(served.end().success());
}

#[test]
fn thirty_two_at_once_are_all_recorded_in_the_order_they_were_told() {
    let coach = Coach::agency();
    let served = Served::of(&coach);
    let people = ["ben", "maria", "mgarcia"];
    let mut clients: Vec<_> = (0..32)
        .map(|client| {
            let text = format!("From client {client}.");
            let words = ["--as", "sam", "--json", "note", people[client % 3], "-m", &text];
            coach
                .at("2025-07-01T12:00")
                .command(&words)
                .stdout(Stdio::piped())
                .stderr(Stdio::piped())
                .spawn()
                .expect("it was built")
        })
        .collect();
    let mut numbers = Vec::new();
    for client in clients.drain(..) {
        let ran = coach.ran("note", client.wait_with_output().expect("it ends")).ok();
        numbers.push(ran.json()[0]["seq"].as_u64().expect("a number"));
    }
    numbers.sort_unstable();
    let first = numbers[0];
    assert_eq!(numbers, (first..first + 32).collect::<Vec<_>>(), "each has a number of its own, without a gap");
    for client in 0..32 {
        assert_eq!(recorded(&coach.store(), &format!("From client {client}.")), 1);
    }
    assert!(served.end().success());
    let verified = Command::new(COACH).arg("--store").arg(coach.store()).arg("verify").output().expect("it runs");
    assert!(verified.status.success(), "{}", String::from_utf8_lossy(&verified.stdout));
}
