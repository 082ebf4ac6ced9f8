//! The person's side stays with the person: editor, drafts and files are theirs, also when the store is served.

use crate::{
    served::Served,
    support::{Coach, Ran},
};
use std::{
    fs,
    io::{Read, Write},
    net::Shutdown,
    os::unix::{fs::PermissionsExt, net::UnixStream},
    path::Path,
};

/// A frame of the socket's protocol, as docs/SERVE.md has it, written out here by hand.
pub fn frame(protocol: u8, kind: u8, content: &[u8]) -> Vec<u8> {
    let length = u32::try_from(content.len()).expect("a test's request is short").to_be_bytes();
    [b"coach".as_slice(), &[protocol, kind], &length, content].concat()
}

/// Sends bytes to a socket and reads all that comes back.
pub fn send(socket: &Path, bytes: &[u8]) -> Vec<u8> {
    let mut stream = UnixStream::connect(socket).expect("it is served");
    // Who is turned away may hear of it before everything is sent.
    let _ = stream.write_all(bytes).and_then(|()| stream.shutdown(Shutdown::Write));
    let mut answer = Vec::new();
    let _ = stream.read_to_end(&mut answer);
    answer
}

/// The answer to words sent by a client that is not this program.
pub fn raw(socket: &Path, words: &[&str]) -> serde_json::Value {
    raw_keyed(socket, words, "k")
}

/// As [`raw`], with the key of the request.
pub fn raw_keyed(socket: &Path, words: &[&str], key: &str) -> serde_json::Value {
    let words: Vec<_> = std::iter::once("coach").chain(words.iter().copied()).collect();
    let request = serde_json::json!({"program": "0", "words": words, "retry": key, "given": []});
    let answer = send(socket, &frame(1, 0, request.to_string().as_bytes()));
    assert_eq!(answer.get(..7), Some(&b"coach\x01\x01"[..]), "it is no answer: {}", String::from_utf8_lossy(&answer));
    serde_json::from_slice(&answer[11..]).expect("an answer is JSON")
}

fn with_editor(coach: &Coach, line: &str, body: &str) -> Ran {
    let path = coach.write("editor", format!("#!/bin/sh\ncp \"$1\" \"$HOME/form\"\n{body}\n"));
    fs::set_permissions(&path, fs::Permissions::from_mode(0o755)).expect("it is the test's own file");
    let words = shell_words::split(line).expect("a test's line is quoted right");
    let mut command = coach.command(&words);
    command.env("EDITOR", path);
    coach.ran(line, command.output().expect("the program was built beside this test"))
}

const NOTE: &str = "--as sam note ben";
const WRITES: &str = "printf 'Written in an editor\\n%s' \"$(cat \"$1\")\" > \"$1\"";

#[test]
fn the_editor_runs_with_the_person_and_says_who_reads_before_anything_is_typed() {
    let (own, other) = (Coach::agency(), Coach::agency());
    let served = Served::of(&other);
    for (line, body) in [
        (NOTE, WRITES),
        (NOTE, "true"),
        ("--as sam note ben --topic 2d", WRITES),
        (NOTE, &format!("{WRITES}\nexit 3")),
        ("--as sam note ben --draft", "exit 9"),
        ("--as sam note ben --topic 9Z", "printf 'Refused at first' > \"$1\""),
        ("--as sam note ben --topic 9Z", "true"),
        ("--as sam note ben --draft", "exit 9"),
        ("--as sam note ben --topic 2D --draft", "exit 9"),
        ("--as lena note ben", WRITES),
    ] {
        let (here, there) = (with_editor(&own, line, body), with_editor(&other, line, body));
        assert_eq!(here.to_string(), there.to_string(), "{line} with {body}");
        assert_eq!(own.drafts(), other.drafts(), "{line} with {body}");
        let form = |coach: &Coach| coach.redacted(&fs::read_to_string(coach.dir().join("home/form")).expect("a form"));
        assert_eq!(form(&own), form(&other), "{line} with {body}");
    }
    let entry = other.entries("sam", "ben");
    assert!(entry.iter().any(|entry| entry["body"]["text"] == "Written in an editor"), "{entry:?}");
    assert!(!served.log().contains("Written"), "{}", served.log());
}

#[test]
fn a_store_that_goes_away_while_somebody_writes_loses_nothing_of_it() {
    let coach = Coach::agency();
    let served = Served::of(&coach);
    let gone = format!("kill -TERM {}\nwhile [ -S {} ]; do sleep 0.05; done", served.pid(), served.socket.display());
    let body = format!("{WRITES}\n{gone}");
    // Its keeper's own command would open the store itself: asked for by the socket alone, it cannot.
    let socket = served.socket.display().to_string();
    let line = format!("--socket {socket} --wait 1 {NOTE}");
    with_editor(&coach, &line, &body).failed().says(&["your text is kept in", "Nobody serves the store at"]);
    assert_eq!(coach.drafts(), ["Written in an editor"]);
    assert!(served.end().success());
    let again = Served::of(&coach);
    coach.run(&format!("--socket {socket} {NOTE} --draft")).ok().says(&["Recorded #"]);
    assert!(coach.drafts().is_empty());
    assert!(again.end().success());
}

#[test]
fn a_form_typed_while_others_record_holds_nobody_up() {
    let coach = Coach::agency();
    let _served = Served::of(&coach);
    let line = format!("{} --as sam --wait 0 note maria -m 'Meanwhile' --now 2025-07-01T08:10", crate::support::COACH);
    let line = line.replace("note maria", "note mgarcia");
    with_editor(&coach, NOTE, &format!("{line} >/dev/null || exit 5\n{WRITES}")).ok();
    assert_eq!(coach.entries("sam", "mgarcia").last().expect("recorded")["body"]["text"], "Meanwhile");
}
