//! A sealed place to run `coach` in: its own folder, an empty environment, a clock that the test feeds.
//!
//! In a demo store the test is everybody (`--as`) at any time (`--now`). Ids and hashes are random even there, so
//! [`Ran`] shows them as `[id]` and `[hash]`.

mod agency;
mod ran;

pub use ran::Ran;

use chrono::{NaiveDateTime, TimeDelta};
use std::{
    cell::Cell,
    fs,
    path::{Path, PathBuf},
    process::{Command, Output, Stdio},
    sync::OnceLock,
};
use tempfile::TempDir;

/// The program under test.
pub const COACH: &str = env!("CARGO_BIN_EXE_coach");

/// The moment at which every agency's roster is in, and the tests begin: a Tuesday.
const BEGIN: &str = "2025-07-01T08:10";

/// A folder with nothing of this machine in it but the program.
pub struct Coach {
    dir: TempDir,
    now: Cell<Option<NaiveDateTime>>,
}

fn moment(text: &str) -> NaiveDateTime {
    NaiveDateTime::parse_from_str(text, "%Y-%m-%dT%H:%M").expect("tests write times as 2025-07-01T08:00")
}

impl Coach {
    /// A folder without a store, on the machine's own clock.
    pub fn bare() -> Self {
        let dir = tempfile::Builder::new().prefix("coachlog-").tempdir().expect("a folder for the test");
        for folder in ["drafts", "tmp", "home"] {
            fs::create_dir(dir.path().join(folder)).expect("the folder is new");
        }
        Self { dir, now: Cell::new(None) }
    }

    /// A demo store with the small agency of `agency.rs`. It is made once a test program and copied from then on.
    pub fn agency() -> Self {
        static MADE: OnceLock<Vec<(PathBuf, Vec<u8>)>> = OnceLock::new();
        let files = MADE.get_or_init(|| {
            let coach = Self::bare();
            coach.at("2025-07-01T08:00");
            coach.found("--demo --login olive");
            coach.write("roster.csv", agency::ROSTER);
            coach.say("olive", "roster import roster.csv").ok();
            read_folder(&coach.store())
        });
        let coach = Self::bare();
        write_folder(&coach.store(), files);
        coach.at(BEGIN);
        coach
    }

    /// A store of real records, whose one person is the account that runs the tests.
    pub fn real() -> Self {
        let coach = Self::bare();
        coach.found("");
        coach
    }

    fn found(&self, options: &str) -> Ran {
        self.run(&format!("init --agency 'Desert Agency' --zone America/Phoenix --officer 'Olive Harper' {options}"))
            .ok()
    }

    /// Sets the clock of the commands that follow; each of them puts it a minute on.
    pub fn at(&self, time: &str) -> &Self {
        self.now.set(Some(moment(time)));
        self
    }

    /// The folder of this test.
    pub fn dir(&self) -> &Path {
        self.dir.path()
    }

    /// The store, where a command in this folder finds it.
    pub fn store(&self) -> PathBuf {
        self.dir().join("events").join("store")
    }

    /// Writes a file for a command to read.
    pub fn write(&self, name: &str, content: impl AsRef<[u8]>) -> PathBuf {
        let path = self.dir().join(name);
        fs::write(&path, content).expect("the test's own folder takes files");
        path
    }

    /// Runs a command line as somebody of the demo store.
    pub fn say(&self, login: &str, line: &str) -> Ran {
        self.run(&format!("--as {login} {line}"))
    }

    /// Runs a command line; words are quoted as a shell quotes them, and nothing else of a shell is there.
    pub fn run(&self, line: &str) -> Ran {
        let words = shell_words::split(line).expect("a test's line is quoted right");
        self.run_words(&words, line)
    }

    /// Runs words as they are, for texts that no quoting should touch.
    pub fn run_words(&self, words: &[impl AsRef<str>], shown: &str) -> Ran {
        let output = self.command(words).output().expect("the program was built beside this test");
        self.ran(shown, output)
    }

    /// The command, to be run some other way; the clock goes a minute on.
    pub fn command(&self, words: &[impl AsRef<str>]) -> Command {
        let mut command = Command::new(COACH);
        command.env_clear().current_dir(self.dir()).stdin(Stdio::null());
        command.env("PATH", "/usr/bin:/bin").env("TZ", "UTC").env("LC_ALL", "C.UTF-8");
        for (name, folder) in [("COACH_DRAFTS", "drafts"), ("HOME", "home"), ("TMPDIR", "tmp")] {
            command.env(name, self.dir().join(folder));
        }
        if let Some(now) = self.now.get() {
            command.arg("--now").arg(now.format("%Y-%m-%dT%H:%M").to_string());
            self.now.set(Some(now + TimeDelta::minutes(1)));
        }
        command.args(words.iter().map(AsRef::as_ref));
        command
    }

    /// What a finished process of this folder said.
    pub fn ran(&self, shown: &str, output: Output) -> Ran {
        Ran::of(shown, output, self.dir())
    }

    /// The entries of a log as `log --json` gives them to somebody.
    pub fn entries(&self, login: &str, person: &str) -> Vec<serde_json::Value> {
        self.say(login, &format!("log {person} --json")).ok().json_lines()
    }

    /// The number of the last entry that somebody may read of a person.
    pub fn last(&self, login: &str, person: &str) -> u64 {
        let entries = self.entries(login, person);
        entries.last().and_then(|entry| entry["seq"].as_u64()).expect("there are entries, and they have numbers")
    }

    /// Everything that is recorded, as `export` prints it.
    pub fn export(&self) -> String {
        self.run("export").ok().out
    }

    /// The texts in the folder of drafts, without the lines below them that are for the eyes only.
    pub fn drafts(&self) -> Vec<String> {
        let text = |bytes| {
            let text = String::from_utf8(bytes).expect("a draft is text");
            text.split("\n# ---- ").next().unwrap_or_default().trim().to_owned()
        };
        read_folder(&self.dir().join("drafts")).into_iter().map(|(_, bytes)| text(bytes)).collect()
    }

    /// A text with ids, hashes and this folder made the same at every run.
    pub fn redacted(&self, text: &str) -> String {
        ran::redacted(text, &self.dir().display().to_string())
    }
}

/// Writes files below a folder, by name. What is zeros to the end of a file is left a hole: sled's segments mostly are.
pub fn write_folder(folder: &Path, files: &[(PathBuf, Vec<u8>)]) {
    for (name, bytes) in files {
        let path = folder.join(name);
        fs::create_dir_all(path.parent().expect("a file lies in a folder")).expect("the folder can be made");
        let written = bytes.iter().rposition(|byte| *byte != 0).map_or(0, |last| last + 1);
        fs::write(&path, &bytes[..written]).expect("the folder takes files");
        let file = fs::File::options().write(true).open(&path).expect("it was written above");
        file.set_len(bytes.len() as u64).expect("the file can be as long as it was");
    }
}

/// Every file below a folder with its content, by name.
pub fn read_folder(folder: &Path) -> Vec<(PathBuf, Vec<u8>)> {
    fn walk(root: &Path, folder: &Path, files: &mut Vec<(PathBuf, Vec<u8>)>) {
        for item in fs::read_dir(folder).expect("the folder is there") {
            let path = item.expect("its items can be read").path();
            if path.is_dir() {
                walk(root, &path, files);
            } else {
                let name = path.strip_prefix(root).expect("it lies below the root").to_owned();
                files.push((name, fs::read(&path).expect("the file can be read")));
            }
        }
    }
    let mut files = Vec::new();
    walk(folder, folder, &mut files);
    files.sort();
    files
}
