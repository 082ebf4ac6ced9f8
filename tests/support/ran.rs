//! A finished command: what it said, with which exit code, fit for a snapshot.

use std::{fmt, path::Path, process::Output};

/// What a command said.
#[derive(Clone, Debug)]
pub struct Ran {
    /// The standard output.
    pub out: String,
    /// The standard error.
    pub err: String,
    /// The exit code; -1 where a signal ended it.
    pub code: i32,
    line: String,
    dir: String,
}

impl Ran {
    pub(super) fn of(line: &str, output: Output, dir: &Path) -> Self {
        let text = |bytes| String::from_utf8(bytes).expect("the program says text");
        let ran = Self {
            out: text(output.stdout),
            err: text(output.stderr),
            code: output.status.code().unwrap_or(-1),
            line: line.to_owned(),
            dir: dir.display().to_string(),
        };
        for said in [&ran.out, &ran.err] {
            assert!(!said.contains("panicked at") && !said.contains("RUST_BACKTRACE"), "a panic was shown:\n{ran}");
        }
        ran
    }

    fn ended(self, code: i32) -> Self {
        assert_eq!(self.code, code, "another exit code was due:\n{self}");
        self
    }

    /// It did what was asked: exit code 0.
    pub fn ok(self) -> Self {
        self.ended(0)
    }

    /// It was refused: exit code 1, and nothing on the standard output says otherwise.
    pub fn refused(self) -> Self {
        self.ended(1)
    }

    /// Its words were off: exit code 2.
    pub fn misused(self) -> Self {
        self.ended(2)
    }

    /// The log failed it: exit code 3.
    pub fn failed(self) -> Self {
        self.ended(3)
    }

    /// The output and the error together.
    pub fn both(&self) -> String {
        format!("{}{}", self.out, self.err)
    }

    /// It said each of these somewhere.
    pub fn says(self, parts: &[&str]) -> Self {
        for part in parts {
            assert!(self.both().contains(part), "{part:?} was not said:\n{self}");
        }
        self
    }

    /// It said none of these anywhere.
    pub fn hides(self, parts: &[&str]) -> Self {
        for part in parts {
            assert!(!self.both().contains(part), "{part:?} was said:\n{self}");
        }
        self
    }

    /// The output as one JSON value.
    pub fn json(&self) -> serde_json::Value {
        serde_json::from_str(&self.out).unwrap_or_else(|error| panic!("the answer is not JSON ({error}):\n{self}"))
    }

    /// The output as one JSON value a line.
    pub fn json_lines(&self) -> Vec<serde_json::Value> {
        let value = |line| serde_json::from_str(line);
        let values: Result<_, _> = self.out.lines().map(value).collect();
        values.unwrap_or_else(|error| panic!("the lines are not JSON ({error}):\n{self}"))
    }
}

/// The whole of it, as a terminal shows it, with ids, hashes and the test's folder made the same at every run.
impl fmt::Display for Ran {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        writeln!(f, "$ coach {}", redacted(&self.line, &self.dir))?;
        f.write_str(&redacted(&self.out, &self.dir))?;
        for line in redacted(&self.err, &self.dir).lines() {
            writeln!(f, "! {line}")?;
        }
        if self.code != 0 {
            writeln!(f, "[exit code {}]", self.code)?;
        }
        writeln!(f)
    }
}

/// A text in which every id reads `[id]`, every hash `[hash]`, and the test's folder `[dir]`.
pub(super) fn redacted(text: &str, dir: &str) -> String {
    let text = text.replace(dir, "[dir]");
    let mut kept = String::new();
    let mut rest = &*text;
    while !rest.is_empty() {
        let word = rest.find(|c: char| !c.is_ascii_alphanumeric()).unwrap_or(rest.len());
        let (run, after) = rest.split_at(word);
        let hex = run.bytes().all(|byte| matches!(byte, b'0'..=b'9' | b'a'..=b'f'));
        kept.push_str(match run.len() {
            8 | 64 if hex => "[hash]",
            16 if hex => "[id]",
            _ => run,
        });
        let other = after.find(|c: char| c.is_ascii_alphanumeric()).unwrap_or(after.len());
        let (between, next) = after.split_at(other);
        kept.push_str(between);
        rest = next;
    }
    kept
}
