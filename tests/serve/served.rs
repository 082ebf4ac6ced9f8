//! `coach serve` beside a test: begun, asked, ended.

use crate::support::{COACH, Coach};
use std::{
    fs::{self, File},
    os::unix::{fs::PermissionsExt, net::UnixStream},
    path::{Path, PathBuf},
    process::{Child, Command, ExitStatus, Stdio},
    thread::sleep,
    time::{Duration, Instant},
};

/// How long anything of a test may take before it counts as hanging.
pub const PATIENCE: Duration = Duration::from_secs(60);

/// A store that is served until this is dropped.
pub struct Served {
    child: Child,
    log: PathBuf,
    /// The socket.
    pub socket: PathBuf,
}

impl Served {
    /// Serves the store of a test's folder, without publishing.
    pub fn of(coach: &Coach) -> Self {
        Self::with(coach, &["--no-publish"])
    }

    /// Serves it with these options.
    pub fn with(coach: &Coach, options: &[&str]) -> Self {
        // The copied store of a test is closed as `coach init` closes one.
        let closed = fs::set_permissions(coach.store(), fs::Permissions::from_mode(0o700));
        closed.expect("the test's own folder");
        let socket = coach.dir().join("run").join("coach.sock");
        let log = coach.dir().join("serve.log");
        let mut command = Command::new(COACH);
        command.env_clear().env("PATH", "/usr/bin:/bin").env("TZ", "UTC").env("TMPDIR", coach.dir().join("tmp"));
        command.current_dir(coach.dir()).arg("serve").arg("--socket").arg(&socket).args(options);
        let noted = File::options().create(true).append(true).open(&log).expect("the test's own folder");
        command.stdin(Stdio::null()).stdout(Stdio::null()).stderr(noted);
        let child = command.spawn().expect("the program was built beside this test");
        let mut served = Self { child, log, socket };
        // What a killed one left behind says nothing: it has begun when somebody listens.
        let listens = |served: &Self| UnixStream::connect(&served.socket).is_ok();
        served.wait(|served| listens(served) || served.child.try_wait().expect("our child").is_some());
        assert!(listens(&served), "it did not begin: {}", served.log());
        served
    }

    /// Waits until something is so of it.
    pub fn wait(&mut self, until: impl Fn(&mut Self) -> bool) {
        let started = Instant::now();
        while !until(self) {
            assert!(started.elapsed() < PATIENCE, "it takes too long: {}", self.log());
            sleep(Duration::from_millis(5));
        }
    }

    /// What it has told whoever keeps the store, those before it in the same folder too.
    pub fn log(&self) -> String {
        fs::read_to_string(&self.log).unwrap_or_default()
    }

    /// Its process.
    pub fn pid(&self) -> u32 {
        self.child.id()
    }

    /// Asks it to end, and waits until it has.
    pub fn end(mut self) -> ExitStatus {
        signal("TERM", self.pid());
        let started = Instant::now();
        loop {
            if let Some(status) = self.child.try_wait().expect("our child") {
                return status;
            }
            assert!(started.elapsed() < PATIENCE, "it does not end: {}", self.log());
            sleep(Duration::from_millis(5));
        }
    }

    /// Kills it where it stands.
    pub fn kill(mut self) {
        self.child.kill().expect("our child");
        self.child.wait().expect("our child");
    }
}

impl Drop for Served {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

/// Sends a signal to a process.
pub fn signal(name: &str, pid: u32) {
    let sent = Command::new("kill").arg(format!("-{name}")).arg(pid.to_string()).status();
    assert!(sent.expect("kill is there").success());
}

/// A line of the journal that holds a text.
pub fn recorded(store: &Path, text: &str) -> usize {
    let journal = store.join("journal");
    let lines = fs::read_dir(journal).expect("a store has a journal").filter_map(|item| {
        let path = item.expect("it can be read").path();
        path.extension().is_some_and(|ending| ending == "jsonl").then(|| fs::read_to_string(path).expect("text"))
    });
    lines.map(|lines| lines.matches(text).count()).sum()
}
