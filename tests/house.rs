//! The fear: rooms that quietly grow into each other, until nothing can be tested, moved or understood by itself.
//!
//! Who may import whom, which crate is named where, and what no room holds, read from the text of `src/`. The checker
//! is a function over text, so that the last test can plant every violation and see it named by file and line.

use std::{fmt, fs, path::Path};

/// A room of `src/`, the rooms it may import beside itself, and the crates it may name.
struct Room {
    name: &'static str,
    rooms: &'static [&'static str],
    crates: &'static [&'static str],
}

#[rustfmt::skip]
const ROOMS: &[Room] = &[
    Room { name: "hex",    rooms: &[],                                   crates: &["serde"] },
    Room { name: "id",     rooms: &["hex"],                              crates: &["serde", "thiserror"] },
    Room { name: "domain", rooms: &["id"],                               crates: &["base64", "chrono", "chrono_tz", "rrule", "serde", "serde_json", "thiserror"] },
    Room { name: "log",    rooms: &["hex", "id"],                        crates: &["blake3", "chrono", "serde", "serde_json", "serde_json_canonicalizer", "sled", "tempfile", "thiserror", "zstd"] },
    Room { name: "views",  rooms: &["domain", "id"],                     crates: &["chrono", "chrono_tz", "serde", "serde_json"] },
    Room { name: "intake", rooms: &["domain", "id"],                     crates: &["chrono", "chrono_tz", "csv", "serde", "serde_json"] },
    Room { name: "sample", rooms: &[],                                   crates: &["blake3", "chrono", "csv", "shell_words"] },
    Room { name: "site",   rooms: &["views", "domain", "id"],            crates: &["blake3", "chrono", "nix", "serde", "serde_json", "tera", "thiserror"] },
    Room { name: "serve",  rooms: &[],                                   crates: &["listenfd", "nix", "sd_notify", "signal_hook"] },
    Room { name: "app",    rooms: &["site", "log", "domain", "id"],      crates: &["blake3", "chrono", "chrono_tz", "getrandom", "nix", "serde", "serde_json", "toml"] },
    Room { name: "inbox",  rooms: &[],                                   crates: &["blake3", "nix", "serde", "serde_json"] },
    Room { name: "watch",  rooms: &[],                                   crates: &["notify_debouncer_full", "signal_hook"] },
    Room { name: "cli",    rooms: &["app", "serve", "inbox", "watch", "sample", "site", "intake", "views", "log", "domain", "id"],
                                                                         crates: &["blake3", "chrono", "chrono_tz", "clap", "clap_complete", "clap_mangen", "serde", "serde_json", "shell_words", "tempfile"] },
    Room { name: "main",   rooms: &["cli"],                              crates: &["mimalloc"] },
    Room { name: "lib",    rooms: &[],                                   crates: &[] },
];

/// Rooms that are a function of their input: no disk, no environment, no threads, no clock.
const PURE: &[&str] = &["hex", "id", "domain", "views", "intake", "sample"];
const IMPURE_STD: &[&str] = &["fs", "env", "thread", "process", "net"];

/// Where time and randomness come from, and nowhere else: the word, and the files or folders that may hold it.
const SOURCES: &[(&str, &[&str])] = &[
    ("Utc::now", &["src/app/clock.rs", LOCK]),
    ("Local::now", &[]),
    ("SystemTime", &[]),
    ("Instant", &["src/log/", "src/serve/", PUBLISH_LOCK]),
    ("getrandom", &["src/app/clock.rs"]),
];
/// Writes into the lock file since when it is held; nothing recorded depends on it. The log and the socket may measure
/// how long they wait.
const LOCK: &str = "src/log/lock.rs";
/// Waits for a bounded time.
const PUBLISH_LOCK: &str = "src/site/lock.rs";

/// Words that say that somebody did not know what a thing is.
const VAGUE: &[&str] = &["manager", "service", "helper", "util"];
const ITEMS: &[&str] = &["fn", "struct", "enum", "trait", "type", "mod", "const", "static", "macro_rules!"];

#[derive(Debug, PartialEq)]
struct Violation {
    file: String,
    line: usize,
    what: String,
}

impl fmt::Display for Violation {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}:{}: {}", self.file, self.line, self.what)
    }
}

/// Everything in one file of `src/` that the house does not allow.
fn violations(file: &str, text: &str, dependencies: &[String]) -> Vec<Violation> {
    let mut found = Vec::new();
    let mut say = |line: usize, what: String| found.push(Violation { file: file.to_owned(), line, what });
    if VAGUE.iter().any(|vague| file.to_lowercase().contains(vague)) {
        say(1, "the file's name says nothing: name what the thing is".into());
    }
    let text = without_comments(text);
    for (line, what) in habits(&text) {
        say(line, what);
    }
    let name = file.trim_start_matches("src/").trim_end_matches(".rs").split('/').next().expect("a path has a part");
    let Some(room) = ROOMS.iter().find(|room| room.name == name) else {
        say(1, format!("the room {name} is not in the table of tests/house.rs"));
        return found;
    };
    if is_test_file(file) {
        return found;
    }
    let text = without_tests(&text);
    for (line, other) in imports(text, "crate::").into_iter().chain(imports(text, "coachlog::")) {
        let is_room = ROOMS.iter().any(|room| room.name == other);
        if is_room && other != room.name && !room.rooms.contains(&other.as_str()) {
            say(line, format!("{name} may not import {other}"));
        }
    }
    for dependency in dependencies.iter().filter(|dependency| !room.crates.contains(&dependency.as_str())) {
        for line in mentions(text, dependency) {
            say(line, format!("{name} may not name the crate {dependency}"));
        }
    }
    if PURE.contains(&room.name) {
        for (line, part) in imports(text, "std::") {
            if IMPURE_STD.contains(&part.as_str()) {
                say(line, format!("{name} is pure: no std::{part}"));
            }
        }
    }
    for (word, files) in SOURCES {
        if !files.iter().any(|allowed| file.starts_with(allowed)) {
            for line in words(text, word) {
                say(line, format!("{word} is read in {files:?} only"));
            }
        }
    }
    found
}

/// What is asked of every file, tests too: lints are expected with a reason, ignored tests say why, names say what.
fn habits(text: &str) -> Vec<(usize, String)> {
    let mut found = Vec::new();
    for (at, line) in text.lines().enumerate() {
        let line = line.trim_start();
        if line.starts_with("#[allow(") || line.starts_with("#![allow(") {
            found.push((at + 1, "#[expect(…, reason = …)] instead of #[allow]".into()));
        }
        if line.starts_with("#[ignore") && !line.starts_with("#[ignore = \"") {
            found.push((at + 1, "an ignored test says why: #[ignore = \"…\"]".into()));
        }
        let mut before = "";
        for word in line.split(|c: char| c.is_whitespace() || "(<:;{".contains(c)) {
            let lower = word.to_lowercase();
            if ITEMS.contains(&before) && VAGUE.iter().any(|vague| lower.contains(vague)) {
                found.push((at + 1, format!("the name {word} says nothing: name what the thing is")));
            }
            before = word;
        }
    }
    found
}

fn is_test_file(file: &str) -> bool {
    file.contains("/tests/") || file.ends_with("tests.rs")
}

/// The text with its comments blanked, line for line.
fn without_comments(text: &str) -> String {
    let code = |line: &str| if line.trim_start().starts_with("//") { String::new() } else { line.to_owned() };
    text.lines().map(code).collect::<Vec<_>>().join("\n")
}

/// The text up to its own tests, which may name what they like.
fn without_tests(text: &str) -> &str {
    text.find("#[cfg(test)]\nmod tests {").map_or(text, |at| &text[..at])
}

fn line_of(text: &str, at: usize) -> usize {
    text[..at].matches('\n').count() + 1
}

fn is_word(c: char) -> bool {
    c.is_alphanumeric() || c == '_'
}

/// The first names after a path's beginning, those of `crate::{a::b, c}` too, with their lines.
fn imports(text: &str, from: &str) -> Vec<(usize, String)> {
    let mut found = Vec::new();
    for (at, _) in text.match_indices(from) {
        if text[..at].chars().next_back().is_some_and(|c| is_word(c) || c == ':') {
            continue;
        }
        let rest = &text[at + from.len()..];
        if !rest.starts_with('{') {
            found.push((line_of(text, at), rest.chars().take_while(|c| is_word(*c)).collect()));
            continue;
        }
        let (mut depth, mut first) = (0, false);
        for (offset, c) in rest.char_indices() {
            match c {
                '{' => (depth, first) = (depth + 1, depth == 0),
                '}' => depth -= 1,
                ',' => first = depth == 1,
                c if first && is_word(c) => {
                    let name = rest[offset..].chars().take_while(|c| is_word(*c)).collect();
                    found.push((line_of(text, at + from.len() + offset), name));
                    first = false;
                }
                _ => {}
            }
            if depth == 0 {
                break;
            }
        }
    }
    found
}

/// The lines that name a crate: `name::…` or `use name`, not as a part of another path.
fn mentions(text: &str, name: &str) -> Vec<usize> {
    let named = |at: usize| {
        let (before, after) = (&text[..at], &text[at + name.len()..]);
        !before.ends_with(|c: char| is_word(c) || c == ':' || c == '"')
            && (after.starts_with("::") || (before.ends_with("use ") && after.starts_with([';', ' '])))
    };
    text.match_indices(name).filter(|(at, _)| named(*at)).map(|(at, _)| line_of(text, at)).collect()
}

/// The lines that hold a word as a whole.
fn words(text: &str, word: &str) -> Vec<usize> {
    let whole = |at: usize| !text[..at].ends_with(is_word) && !text[at + word.len()..].starts_with(is_word);
    text.match_indices(word).filter(|(at, _)| whole(*at)).map(|(at, _)| line_of(text, at)).collect()
}

/// The crates of Cargo.toml, as code names them.
fn dependencies() -> Vec<String> {
    let manifest = fs::read_to_string("Cargo.toml").expect("tests run where Cargo.toml is");
    let mut inside = false;
    let mut names = Vec::new();
    for line in manifest.lines() {
        if line.starts_with('[') {
            inside = line.ends_with("dependencies]");
        } else if let (true, Some((name, _))) = (inside, line.split_once('=')) {
            names.push(name.trim().replace('-', "_"));
        }
    }
    names
}

/// Every Rust file below a folder, with its text.
fn sources(folder: &Path, found: &mut Vec<(String, String)>) {
    for item in fs::read_dir(folder).expect("a folder of the checkout").map(|item| item.expect("readable").path()) {
        if item.is_dir() {
            sources(&item, found);
        } else if item.extension().is_some_and(|ending| ending == "rs") {
            let text = fs::read_to_string(&item).expect("source is text");
            found.push((item.to_string_lossy().replace('\\', "/"), text));
        }
    }
}

fn must_be_none(found: &[Violation]) {
    let list: Vec<_> = found.iter().map(ToString::to_string).collect();
    assert!(list.is_empty(), "{} against the house (ARCHITECTURE.md, \"Rooms\"):\n{}", list.len(), list.join("\n"));
}

#[test]
fn rooms_import_only_what_the_table_allows() {
    let mut files = Vec::new();
    sources(Path::new("src"), &mut files);
    assert!(files.len() > 50, "only {} files were found", files.len());
    let dependencies = dependencies();
    assert!(dependencies.contains(&"serde_json".to_owned()), "{dependencies:?}");
    let found: Vec<_> = files.iter().flat_map(|(file, text)| violations(file, text, &dependencies)).collect();
    must_be_none(&found);
}

#[test]
fn every_invariant_names_tests_that_exist() {
    let map = fs::read_to_string("ARCHITECTURE.md").expect("the map of the house");
    let invariants = map.split("\n## ").find(|part| part.starts_with("Invariants")).expect("the invariants");
    let rows: Vec<_> = invariants.lines().filter(|line| line.starts_with("| ")).skip(2).collect();
    assert!(rows.len() > 10, "only {} invariants were found", rows.len());
    let mut files = Vec::new();
    for folder in ["src", "tests"] {
        sources(Path::new(folder), &mut files);
    }
    let mut missing = Vec::new();
    for row in rows {
        let held_by = row.trim_end_matches(" |").rsplit('|').next().expect("a last column");
        let names: Vec<_> = held_by.split('`').skip(1).step_by(2).collect();
        assert!(!names.is_empty(), "no test holds: {row}");
        for name in names {
            let exists = files.iter().any(|(_, text)| text.contains(&format!("fn {name}(")));
            if !exists {
                missing.push(name);
            }
        }
    }
    assert!(missing.is_empty(), "ARCHITECTURE.md names tests that are not there: {missing:?}");
}

#[test]
fn tests_and_benches_keep_the_habits() {
    let mut files = Vec::new();
    for folder in ["tests", "benches"] {
        sources(Path::new(folder), &mut files);
    }
    let said = |(file, text): &(String, String)| {
        let file = file.clone();
        habits(&without_comments(text)).into_iter().map(move |(line, what)| Violation {
            file: file.clone(),
            line,
            what,
        })
    };
    // This file plants what it forbids.
    files.retain(|(file, _)| file != "tests/house.rs");
    must_be_none(&files.iter().flat_map(said).collect::<Vec<_>>());
}

#[test]
fn every_planted_violation_is_named_by_file_and_line() {
    let dependencies = ["sled", "getrandom", "chrono", "serde_json"].map(str::to_owned);
    let planted = [
        ("src/domain/x.rs", "//! Doc\nuse crate::log::Log;", 2, "domain may not import log"),
        (
            "src/views/x.rs",
            "use crate::{\n    domain::{Class, Role},\n    app::App,\n};",
            3,
            "views may not import app",
        ),
        ("src/log/x.rs", "fn f() {\n    crate::domain::Event::parse();\n}", 2, "log may not import domain"),
        ("src/main.rs", "fn main() {\n    coachlog::log::open()\n}", 2, "main may not import log"),
        ("src/domain/x.rs", "\nuse sled::Tree;", 2, "domain may not name the crate sled"),
        ("src/cli/x.rs", "let tree: sled::Tree;", 1, "cli may not name the crate sled"),
        ("src/domain/x.rs", "use std::{\n    collections::HashMap,\n    fs,\n};", 3, "domain is pure: no std::fs"),
        ("src/views/x.rs", "let home = std::env::var(\"HOME\");", 1, "views is pure: no std::env"),
        ("src/intake/x.rs", "\nuse std::thread;", 2, "intake is pure: no std::thread"),
        ("src/domain/x.rs", "let now = Utc::now();", 1, "Utc::now is read in"),
        ("src/cli/x.rs", "let now = chrono::Local::now();", 1, "Local::now is read in"),
        ("src/site/x.rs", "use std::time::SystemTime;", 1, "SystemTime is read in"),
        ("src/app/x.rs", "let t = Instant::now();", 1, "Instant is read in"),
        ("src/app/mod.rs", "getrandom::fill(&mut bytes)", 1, "getrandom is read in"),
        ("src/kitchen/x.rs", "", 1, "the room kitchen is not in the table"),
        ("src/app/store_manager.rs", "", 1, "the file's name says nothing"),
        ("src/app/x.rs", "pub struct LogService {", 1, "the name LogService says nothing"),
        ("src/app/x.rs", "\n\npub(crate) fn date_utils(", 3, "the name date_utils says nothing"),
        ("src/app/x.rs", "    #[allow(dead_code)]", 1, "instead of #[allow]"),
        ("src/app/x_tests.rs", "#[test]\n#[ignore]\nfn slow() {}", 2, "an ignored test says why"),
    ];
    for (file, text, line, what) in planted {
        let found = violations(file, text, &dependencies);
        let named = found.iter().any(|it| (it.file.as_str(), it.line) == (file, line) && it.what.contains(what));
        assert!(named, "{file}:{line}: {what} was not found, but {found:?}");
    }
}

#[test]
fn what_is_allowed_is_not_named() {
    let dependencies = ["sled", "chrono", "serde_json"].map(str::to_owned);
    let fine = [
        ("src/domain/x.rs", "// use crate::log;\nuse crate::id::Id;\nuse super::sled::x;\nlet unsledded = 1;"),
        ("src/app/clock.rs", "use chrono::Utc;\nlet now = Utc::now();\n#[cfg(test)]\nmod tests {\n    use std::fs;\n}"),
        ("src/domain/x.rs", "use std::{fmt, str::FromStr};\nlet instantly = \"a manager\";\nlet manager = 1;"),
        ("src/log/x.rs", "#[expect(dead_code, reason = \"soon\")]\n#[ignore = \"slow\"]\nuse std::{fs::File, thread};"),
        ("src/log/index/tests.rs", "use crate::domain::Event;"),
    ];
    for (file, text) in fine {
        assert_eq!(violations(file, text, &dependencies), [], "{file}");
    }
}
