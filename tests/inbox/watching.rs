//! `coach watch --inbox` beside a test: begun, dropped into, ended.

use crate::support::Coach;
use serde_json::Value;
use std::{
    fs::{self, File, Permissions},
    os::unix::fs::PermissionsExt,
    path::PathBuf,
    process::{Child, Stdio},
    thread::sleep,
    time::{Duration, Instant},
};

/// How long anything of a test may take before it counts as hanging.
const PATIENCE: Duration = Duration::from_secs(60);
/// The folders that the inbox itself has.
const OURS: [&str; 3] = ["taken", "refused", "reports"];
/// The day on which what is dropped is recorded: a Wednesday.
pub const NOW: &str = "2027-01-13T12:00";

/// A small agency: Dana Reyes of HR leads Lee Park and Omar Diaz, and Lee Park leads Mina Chen. The account that runs the
/// tests is one of them.
pub struct Office {
    pub coach: Coach,
    /// The login of Dana Reyes.
    pub dana: String,
    /// The login of Lee Park.
    pub lee: String,
}

/// A watch that is ended with the test.
pub struct Watching(Child);

impl Drop for Watching {
    fn drop(&mut self) {
        let _ = self.0.kill();
        let _ = self.0.wait();
    }
}

fn own() -> String {
    coachlog::app::os_login().expect("the tests run as some account")
}

impl Office {
    /// One in which the account that runs the tests is Lee Park's: a leader's.
    pub fn of_a_leader() -> Self {
        Self::with("dreyes", &own())
    }

    /// One in which it is Dana Reyes's: human resources'.
    pub fn of_hr() -> Self {
        Self::with(&own(), "lpark")
    }

    fn with(dana: &str, lee: &str) -> Self {
        let coach = Coach::bare();
        coach.at("2027-01-04T08:00");
        let init = "init --agency 'Permits' --zone America/Phoenix --officer 'Dana Reyes' --demo --login";
        coach.run(&format!("{init} {dana}")).ok();
        let office = Self { coach, dana: dana.into(), lee: lee.into() };
        office.coach.write("roster.csv", office.roster());
        office.coach.say(dana, "roster import roster.csv").ok();
        let line = format!("schedule {lee} --rule 'FREQ=WEEKLY;BYDAY=TU' --start 2027-01-05T10:00");
        office.coach.say(dana, &line).ok();
        fs::create_dir(office.inbox()).expect("the test's own folder");
        office
    }

    /// The roster that is recorded.
    pub fn roster(&self) -> String {
        let head = "employee_number,name,login,position,tier,unit,manager,office,time_zone,hired,probation_end,covered";
        let of = |number: &str, name: &str, login: &str, manager: &str| {
            format!("{number},{name},{login},Clerk,staff,Permits,{manager},Phoenix,America/Phoenix,2020-01-06,,no")
        };
        let rows = [
            of("1", "Dana Reyes", &self.dana, ""),
            of("2", "Lee Park", &self.lee, "1"),
            of("3", "Mina Chen", "mchen", "2"),
            of("4", "Omar Diaz", "odiaz", "1"),
        ];
        format!("{head}\n{}\n", rows.join("\n"))
    }

    pub fn inbox(&self) -> PathBuf {
        self.coach.dir().join("inbox")
    }

    /// Drops a file as its writer should: whole, by a rename, closed to others.
    pub fn drop(&self, name: &str, content: impl AsRef<[u8]>) -> PathBuf {
        let (part, path) = (self.inbox().join(format!("{name}.part")), self.inbox().join(name));
        fs::write(&part, content).expect("the test's own folder");
        fs::set_permissions(&part, Permissions::from_mode(0o640)).expect("the test's own file");
        fs::rename(part, &path).expect("the test's own folder");
        path
    }

    /// Watches the inbox, with the clock at a time that stands still.
    pub fn watch(&self) -> Watching {
        let log = File::options().create(true).append(true).open(self.coach.dir().join("watch.log"));
        let mut command = self.coach.at(NOW).command(&["watch", "--inbox", "inbox"]);
        command.stdout(Stdio::null()).stderr(log.expect("the test's own folder"));
        Watching(command.spawn().expect("the program was built beside this test"))
    }

    /// Watches until everything that was dropped is taken.
    pub fn take(&self) {
        let _watching = self.watch();
        self.until(|| self.lying().is_empty());
    }

    /// Waits until something holds.
    pub fn until(&self, holds: impl Fn() -> bool) {
        let started = Instant::now();
        while !holds() {
            assert!(started.elapsed() < PATIENCE, "{:?} lies there still: {}", self.lying(), self.log());
            sleep(Duration::from_millis(5));
        }
    }

    /// How many lines the journal has.
    pub fn lines(&self) -> usize {
        let files = fs::read_dir(self.coach.store().join("journal")).expect("a journal");
        let files = files.map(|item| item.expect("readable").path());
        let files = files.filter(|path| path.extension().is_some_and(|ending| ending == "jsonl"));
        files.map(|path| fs::read_to_string(path).unwrap_or_default().lines().count()).sum()
    }

    /// What lies in the inbox and waits.
    pub fn lying(&self) -> Vec<String> {
        let names = fs::read_dir(self.inbox()).expect("the inbox").map(|item| item.expect("readable").file_name());
        let names = names.map(|name| name.to_string_lossy().into_owned());
        names.filter(|name| !OURS.contains(&&**name) && !name.starts_with('.')).collect()
    }

    /// What it has told whoever keeps the store.
    pub fn log(&self) -> String {
        fs::read_to_string(self.coach.dir().join("watch.log")).unwrap_or_default()
    }

    /// The text of a report.
    pub fn report_text(&self, name: &str) -> String {
        let uid = fs::metadata(self.inbox()).map(|it| std::os::unix::fs::MetadataExt::uid(&it)).expect("the inbox");
        let path = self.inbox().join(format!("reports/{uid}/{name}.report.json"));
        fs::read_to_string(&path).unwrap_or_else(|error| panic!("{}: {error}: {}", path.display(), self.log()))
    }

    /// A report.
    pub fn report(&self, name: &str) -> Value {
        serde_json::from_str(&self.report_text(name)).expect("a report is JSON")
    }

    /// How often a text stands in the journal.
    pub fn recorded(&self, text: &str) -> usize {
        self.coach.export().matches(text).count()
    }
}

/// A line that records a note about somebody.
pub fn note(about: &str, text: &str) -> String {
    format!(
        "{}\n",
        serde_json::json!({"about": about, "kind": "topic-discussed", "fields": {"topic": "2B", "text": text}})
    )
}
