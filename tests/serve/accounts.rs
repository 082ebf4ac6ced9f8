//! The fear: what holds in a demo, where the test is everybody, and not among real accounts of one machine.
//!
//! Four accounts are made and taken away again: a leader, an employee, an HR officer, and the one that keeps the store.

use crate::{served::PATIENCE, support::COACH};
use std::{
    fs::{self, File, Permissions},
    os::unix::{
        fs::{PermissionsExt, chown},
        net::UnixStream,
        process::CommandExt,
    },
    path::{Path, PathBuf},
    process::{Child, Command, Output, Stdio},
    thread::sleep,
    time::{Duration, Instant},
};
use tempfile::TempDir;

/// An account of this test, with a folder of its own; taken away with it.
struct Account {
    login: &'static str,
    uid: u32,
    home: PathBuf,
}

/// One machine with a shared store: its accounts, its configuration, and the program where all of them may run it.
struct Machine {
    base: TempDir,
    keeper: Account,
    serving: Option<Child>,
}

fn made(path: PathBuf, uid: u32, mode: u32) -> PathBuf {
    fs::create_dir_all(&path).expect("root may");
    chown(&path, Some(uid), None).expect("root may");
    fs::set_permissions(&path, Permissions::from_mode(mode)).expect("root may");
    path
}

impl Account {
    fn new(login: &'static str, base: &Path) -> Self {
        let _ = Command::new("userdel").arg(login).stderr(Stdio::null()).status();
        let added =
            Command::new("useradd").args(["--system", "--no-create-home", "--shell", "/bin/sh", login]).status();
        assert!(added.expect("useradd is there").success(), "the account {login} could not be made");
        let id = Command::new("id").args(["-u", login]).output().expect("id is there");
        let uid = String::from_utf8_lossy(&id.stdout).trim().parse().expect("a uid is a number");
        Self { login, uid, home: made(base.join(login), uid, 0o700) }
    }
}

impl Drop for Account {
    fn drop(&mut self) {
        let _ = Command::new("userdel").arg(self.login).stderr(Stdio::null()).status();
    }
}

impl Machine {
    fn new() -> Self {
        let base = tempfile::Builder::new().prefix("coachlog-machine-").tempdir().expect("a folder");
        fs::set_permissions(base.path(), Permissions::from_mode(0o755)).expect("root may");
        let keeper = Account::new("coachtest-keeper", base.path());
        let program = base.path().join("coach");
        fs::copy(COACH, &program).expect("the program was built beside this test");
        fs::set_permissions(&program, Permissions::from_mode(0o755)).expect("root may");
        made(base.path().join("etc"), 0, 0o755);
        made(base.path().join("run"), keeper.uid, 0o755);
        let inbox = base.path().join("inbox");
        fs::create_dir(&inbox).expect("root may");
        chown(&inbox, Some(keeper.uid), Some(keeper.uid)).expect("root may");
        fs::set_permissions(&inbox, Permissions::from_mode(0o3733)).expect("root may");
        let machine = Self { base, keeper, serving: None };
        let (store, socket) = (machine.store(), machine.socket());
        let text = format!("account = {:?}\nstore = {store:?}\nsocket = {socket:?}\n", machine.keeper.login);
        fs::write(machine.base.path().join("etc/coachlog.toml"), text).expect("root may");
        machine
    }

    fn store(&self) -> PathBuf {
        self.keeper.home.join("store")
    }

    fn inbox(&self) -> PathBuf {
        self.base.path().join("inbox")
    }

    fn socket(&self) -> PathBuf {
        self.base.path().join("run").join("coach.sock")
    }

    /// A program, run as an account in its own folder.
    fn command(&self, account: &Account, program: &Path) -> Command {
        let mut command = Command::new(program);
        command.env_clear().env("PATH", "/usr/bin:/bin").env("HOME", &account.home).env("TMPDIR", &account.home);
        command.env("COACH_CONFIG", self.base.path().join("etc/coachlog.toml"));
        command.current_dir(&account.home).uid(account.uid).gid(account.uid).stdin(Stdio::null());
        command
    }

    fn coach(&self, account: &Account, line: &str) -> (i32, String) {
        let words = shell_words::split(line).expect("a test's line is quoted right");
        let output = self.command(account, &self.base.path().join("coach")).args(words).output();
        said(output.expect("it runs"))
    }

    /// A line of a shell, as an account.
    fn shell(&self, account: &Account, line: &str) -> (i32, String) {
        said(self.command(account, Path::new("/bin/sh")).arg("-c").arg(line).output().expect("it runs"))
    }

    fn serve(&mut self) {
        let log = File::create(self.base.path().join("serve.log")).expect("root may");
        let mut command = self.command(&self.keeper, &self.base.path().join("coach"));
        command.args(["serve", "--no-publish", "--inbox"]).arg(self.inbox()).stderr(log);
        self.serving = Some(command.spawn().expect("it runs"));
        let started = Instant::now();
        while UnixStream::connect(self.socket()).is_err() {
            assert!(started.elapsed() < PATIENCE, "it is not served: {}", self.log());
            sleep(Duration::from_millis(10));
        }
    }

    fn log(&self) -> String {
        fs::read_to_string(self.base.path().join("serve.log")).unwrap_or_default()
    }
}

impl Drop for Machine {
    fn drop(&mut self) {
        if let Some(serving) = &mut self.serving {
            let _ = serving.kill();
            let _ = serving.wait();
        }
    }
}

fn said(output: Output) -> (i32, String) {
    let text = |bytes: &[u8]| String::from_utf8_lossy(bytes).into_owned();
    (output.status.code().unwrap_or(-1), text(&output.stdout) + &text(&output.stderr))
}

#[track_caller]
fn must((code, said): (i32, String), expected: i32, parts: &[&str]) -> String {
    assert_eq!(code, expected, "another exit code was due: {said}");
    parts.iter().for_each(|part| assert!(said.contains(part), "{part:?} was not said: {said}"));
    said
}

const ROSTER: &str = "\
employee_number,name,login,position,tier,unit,manager,office,time_zone,hired,probation_end,covered
E-1,Lena Fox,coachtest-leader,Supervisor,supervisor,Field,,Phoenix,America/Phoenix,2019-02-04,,yes
E-2,Ben Yazzie,coachtest-ben,Inspector,staff,Field,E-1,Phoenix,America/Phoenix,2023-06-05,,yes
E-3,Hana Reed,coachtest-hr,HR officer,staff,People,,Phoenix,America/Phoenix,2016-05-09,,no
";

#[test]
#[ignore = "needs root and makes four accounts"]
fn three_people_and_a_keeper_record_and_read_what_they_may_and_no_more() {
    if !fs::metadata("/proc/self").is_ok_and(|own| std::os::unix::fs::MetadataExt::uid(&own) == 0) {
        eprintln!("SKIPPED: only root can make accounts");
        return;
    }
    let mut machine = Machine::new();
    let base = machine.base.path().to_path_buf();
    let [leader, ben, hr] =
        ["coachtest-leader", "coachtest-ben", "coachtest-hr"].map(|login| Account::new(login, &base));
    let store = machine.store();
    let init =
        format!("--store {} init --agency 'Desert Agency' --officer 'Hana Reed' --login {}", store.display(), hr.login);
    must(machine.coach(&machine.keeper, &init), 0, &["Made the store"]);
    must(machine.coach(&leader, "--wait 0 today"), 3, &["Nobody serves the store", "systemctl start"]);
    machine.serve();

    // By command: each what their role gives, and no more.
    fs::write(hr.home.join("roster.csv"), ROSTER).expect("root may");
    must(machine.coach(&leader, "roster import roster.csv"), 2, &["Reading roster.csv did not work"]);
    must(machine.coach(&hr, "roster import roster.csv"), 0, &["Recorded"]);
    fs::write(leader.home.join("roster.csv"), ROSTER.replace("Lena", "Lea")).expect("root may");
    must(machine.coach(&leader, "roster import roster.csv"), 1, &["Refused"]);
    must(machine.coach(&leader, "note ben -m 'Inspected the new site'"), 0, &["Recorded #"]);
    must(machine.coach(&leader, "note ben --topic 2D -m 'A word on the team'"), 0, &["Recorded #", "pair"]);
    for (account, line) in
        [(&ben, "note ben -m 'Of myself'"), (&hr, "note ben -m 'By HR'"), (&ben, "note fox -m 'Upwards'")]
    {
        must(machine.coach(account, line), 1, &["Refused", "your text is kept in"]);
    }
    let kept = fs::read_dir(ben.home.join(".local/state/coachlog/drafts")).expect("the drafts are his own").count();
    assert_eq!(kept, 2, "what was refused to Ben is kept with Ben");
    let log = must(machine.coach(&ben, "log ben"), 0, &["Inspected the new site", "A word on the team"]);
    assert!(!log.contains("Of myself"), "{log}");
    must(machine.coach(&leader, "log ben"), 0, &["A word on the team"]);
    let log = must(machine.coach(&hr, "log ben"), 0, &["Inspected the new site", "are not shown"]);
    assert!(!log.contains("A word on the team"), "what is between two is not shown to HR: {log}");
    must(machine.coach(&ben, "log fox"), 1, &["may not read"]);
    must(machine.coach(&ben, "--as coachtest-hr who"), 1, &["this store holds real records"]);
    must(machine.coach(&ben, "--now 2025-01-01T09:00 who"), 1, &["this store holds real records"]);
    must(machine.coach(&machine.keeper, "note ben -m 'By the keeper'"), 1, &["You are nobody in this store"]);
    let mut root = Command::new(base.join("coach"));
    root.env_clear().env("COACH_CONFIG", base.join("etc/coachlog.toml")).env("HOME", &base).current_dir("/");
    let root = said(root.args(["log", "ben"]).stdin(Stdio::null()).output().expect("it runs"));
    assert!(must(root, 1, &["You are nobody in this store"]).contains("root is nobody"));
    for account in [&leader, &ben, &hr] {
        for line in ["verify", "export", "backup copy", "publish", "serve"] {
            must(machine.coach(account, line), 2, &["is kept by the account coachtest-keeper", "sudo -u"]);
        }
    }
    must(machine.coach(&machine.keeper, "verify"), 0, &["every commitment of the journal holds"]);
    must(machine.coach(&machine.keeper, "backup copy"), 0, &["verified"]);

    // By reading files: nothing, however one asks.
    let socket = machine.socket();
    for account in [&leader, &ben, &hr] {
        for path in
            ["", "journal", "sled", "served", "lock", "journal/00000000000000000000.jsonl", "journal/head", "sled/db"]
        {
            let path = store.join(path);
            let (code, out) = machine.shell(account, &format!("ls -la {0} && cat {0}", path.display()));
            assert!(
                code != 0 && out.contains("Permission denied"),
                "{} reads {}: {out}",
                account.login,
                path.display()
            );
        }
        let (_, found) =
            machine.shell(account, &format!("find {} -type f -readable 2>/dev/null", machine.keeper.home.display()));
        assert_eq!(found, "", "{} can read files of the keeper", account.login);
        for line in [format!("rm -f {}", socket.display()), format!("touch {}", socket.with_extension("x").display())] {
            let (code, out) = machine.shell(account, &line);
            assert!(code != 0 && out.contains("Permission denied"), "{}: {line}: {out}", account.login);
        }
        let other = if account.login == ben.login { &leader } else { &ben };
        let (code, _) = machine.shell(account, &format!("ls {}", other.home.display()));
        assert!(code != 0, "drafts are one's own");
    }
    files_are_taken_for_who_owns_them(&machine, [&leader, &ben, &hr]);
    let log = machine.log();
    for word in ["Inspected", "word on", "Ben", "Fox", "By HR", "Dropped"] {
        assert!(!log.contains(word), "the keeper's log holds {word:?}: {log}");
    }
    assert!(log.contains(&format!("uid {} note: recorded #", leader.uid)), "{log}");
}

/// What the three drop is theirs, and of nobody else's file is more to be had than its owner gives.
fn files_are_taken_for_who_owns_them(machine: &Machine, [leader, ben, hr]: [&Account; 3]) {
    let inbox = machine.inbox().display().to_string();
    let line = |text: &str| {
        format!(
            "{{\"about\":\"{}\",\"kind\":\"topic-discussed\",\"fields\":{{\"topic\":\"2B\",\"text\":\"{text}\"}}}}",
            ben.login
        )
    };
    let dropped = |account: &Account, name: &str, content: &str| {
        fs::write(account.home.join(name), content).expect("root may");
        let cp = format!("umask 027 && cd {inbox} && cat ~/{name} >.{name} && mv .{name} {name}");
        must(machine.shell(account, &cp), 0, &[]);
        let started = Instant::now();
        while machine.inbox().join(name).exists() {
            assert!(started.elapsed() < PATIENCE, "{name} lies there still: {}", machine.log());
            sleep(Duration::from_millis(20));
        }
        machine.shell(account, &format!("cat {inbox}/reports/$(id -u)/{name}.report.json")).1
    };
    let report = dropped(leader, "notes.jsonl", &line("Dropped by the leader"));
    assert!(report.contains("\"recorded\": 1") && !report.contains("Dropped by"), "{report}");
    must(machine.coach(ben, "log ben"), 0, &["Dropped by the leader"]);
    let report = dropped(ben, "mine.jsonl", &line("Dropped about himself"));
    assert!(report.contains("authority.line") && report.contains("\"recorded\": 0"), "{report}");
    let report = dropped(hr, "roster.csv", &ROSTER.replace("Inspector", "Senior Inspector"));
    assert!(report.contains("\"recorded\": 1"), "{report}");
    must(machine.coach(hr, "who ben"), 0, &["Senior Inspector"]);
    let report = dropped(leader, "roster.csv", &ROSTER.replace("Inspector", "Director"));
    assert!(report.contains("authority.writer"), "{report}");

    // A file that waits is nobody's but its owner's: not to list, read, take away, replace, or give a second name.
    must(machine.shell(leader, &format!("umask 027 && echo held >{inbox}/.held.jsonl")), 0, &[]);
    for line in [
        format!("ls {inbox}"),
        format!("cat {inbox}/.held.jsonl"),
        format!("echo x >>{inbox}/.held.jsonl"),
        format!("rm -f {inbox}/.held.jsonl"),
        format!("mv {inbox}/.held.jsonl {inbox}/bens.jsonl"),
        format!("touch {inbox}/x.jsonl.part && mv -T {inbox}/x.jsonl.part {inbox}/.held.jsonl"),
        format!("rmdir {inbox}/taken"),
        format!("ls {inbox}/taken {inbox}/refused"),
        format!("ls {inbox}/reports"),
    ] {
        let (code, out) = machine.shell(ben, &line);
        assert!(code != 0, "{line}: {out}");
    }
    let report = machine.inbox().join(format!("reports/{}/notes.jsonl.report.json", leader.uid));
    assert!(report.exists());
}
