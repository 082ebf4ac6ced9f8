//! From a command to the page: the time between the start of `coach note` and the employee's page with that note on
//! the disk, on a store that is served; in the sample agency, and in one of many people beside it.
//!
//! `cargo bench --bench page -- --people 5000 --notes 300`. The two agencies take turns note by note, so that what the
//! machine does meanwhile is in both figures; the same people's records are written to, so that only the number of the
//! others differs.

mod support;

use std::{
    collections::HashMap,
    fs,
    os::unix::net::UnixStream,
    path::{Path, PathBuf},
    process::{Child, Command, Stdio},
    thread,
    time::{Duration, Instant},
};
use support::{COACH, Done, FOLDER, head, ok, option};

/// People of the sample agency.
const SAMPLE: u64 = 42;
/// How often the page is looked at while it is waited for.
const LOOK: Duration = Duration::from_micros(300);
/// After which a page is not coming any more.
const PATIENCE: Duration = Duration::from_secs(60);

fn main() -> Done {
    let (people, notes) = (option("--people", 5000)?, option("--notes", 300)?);
    let folder = tempfile::Builder::new().prefix("page-").tempdir_in(FOLDER)?;
    let agency = |people: u64| Agency::of(&folder.path().join(people.to_string()), people);
    let mut agencies = [agency(SAMPLE)?, agency(people)?];
    let pairs = agencies[0].pairs()?;
    let mut took = [Vec::new(), Vec::new()];
    // The first round warms both; it does not count.
    for round in 0..=notes {
        for (agency, took) in agencies.iter().zip(&mut took) {
            let (leader, employee) = &pairs[usize::try_from(round)? % pairs.len()];
            let ms = agency.note(leader, employee, round)?;
            if round > 0 {
                took.push(ms);
            }
        }
    }
    head();
    println!("{:<32} {:>8} {:>9} {:>9}", "from `coach note` to the page", "notes", "p50 ms", "p99 ms");
    let parts = took.map(|mut took| {
        took.sort_by(f64::total_cmp);
        let part = |part: usize| took[(took.len() - 1) * part / 100];
        (took.len(), part(50), part(99))
    });
    for (agency, (count, p50, p99)) in agencies.iter().zip(parts) {
        println!("{:<32} {count:>8} {p50:>9.2} {p99:>9.2}", format!("{} people", agency.people));
    }
    let [(_, few, few_99), (_, many, many_99)] = parts;
    println!("\n{people} people to {SAMPLE}: p50 {:.2}, p99 {:.2}", many / few, many_99 / few_99);
    agencies.iter_mut().try_for_each(Agency::end)
}

/// A served agency of the demo.
struct Agency {
    people: u64,
    store: PathBuf,
    output: PathBuf,
    socket: PathBuf,
    serving: Child,
}

impl Agency {
    fn of(folder: &Path, people: u64) -> Done<Self> {
        let (store, output, socket) = (folder.join("store"), folder.join("output"), folder.join("run/coach.sock"));
        let named = |verb: &str| {
            let mut command = Command::new(COACH);
            command.arg(verb).arg("--store").arg(&store).arg("--output").arg(&output);
            command
        };
        ok(named("demo").args(["--people", &people.to_string(), "--months", "2"]))?;
        let serving = named("serve").arg("--socket").arg(&socket).stderr(Stdio::null()).spawn()?;
        let started = Instant::now();
        while UnixStream::connect(&socket).is_err() {
            if started.elapsed() > PATIENCE {
                return Err("the store is not served".into());
            }
            thread::sleep(LOOK);
        }
        Ok(Self { people, store, output, socket, serving })
    }

    fn end(&mut self) -> Done {
        ok(Command::new("kill").arg(self.serving.id().to_string()))?;
        self.serving.wait()?;
        let verified = ok(Command::new(COACH).arg("verify").arg("--store").arg(&self.store))?;
        print!("{} people: {}", self.people, verified.lines().next().map_or("", str::trim));
        println!();
        Ok(())
    }

    fn who(&self) -> Done<Vec<serde_json::Value>> {
        let answer =
            ok(Command::new(COACH).args(["who", "--json", "--as", "jwhitaker", "--socket"]).arg(&self.socket))?;
        Ok(serde_json::from_str(&answer)?)
    }

    /// The leaders and employees of the sample's people, by login.
    fn pairs(&self) -> Done<Vec<(String, String)>> {
        let who = self.who()?;
        let of = |row: &serde_json::Value, key: &str| row[key].as_str().map(str::to_owned);
        let logins: HashMap<_, _> = who.iter().filter_map(|row| Some((of(row, "id")?, of(row, "login")?))).collect();
        let pair = |row| Some((logins.get(&of(row, "leader")?)?.clone(), of(row, "login")?));
        Ok(who.iter().filter_map(pair).collect())
    }

    /// The page of somebody's record.
    fn page(&self, login: &str) -> Done<PathBuf> {
        let answer = ok(Command::new(COACH)
            .args(["who", "--json", "--as", "jwhitaker", "--socket"])
            .arg(&self.socket)
            .arg(login))?;
        let rows: Vec<serde_json::Value> = serde_json::from_str(&answer)?;
        let id = rows.iter().find(|row| row["login"] == login).and_then(|row| row["id"].as_str());
        let id = id.ok_or("nobody has that login")?;
        Ok(self.output.join("e").join(&id[..2]).join(id).join("person/index.html"))
    }

    /// Says a note and waits for it on the page; milliseconds.
    fn note(&self, leader: &str, employee: &str, round: u64) -> Done<f64> {
        let page = self.page(employee)?;
        let text = format!("Seen at the counter in round {round} of the benchmark");
        let begun = Instant::now();
        let mut command = Command::new(COACH);
        command.arg("--socket").arg(&self.socket).args(["--as", leader, "note", employee, "-m", &text]);
        let mut said = command.stdout(Stdio::null()).stderr(Stdio::null()).spawn()?;
        let mut seen = None;
        let took = loop {
            // Each page is replaced as a whole: one that was not replaced is not read again.
            let changed = fs::metadata(&page)?.modified()?;
            if seen.replace(changed) != Some(changed) && fs::read_to_string(&page)?.contains(&text) {
                break begun.elapsed();
            }
            if begun.elapsed() > PATIENCE {
                return Err(format!("the note about {employee} is not on {}", page.display()).into());
            }
            thread::sleep(LOOK);
        };
        match said.wait()?.success() {
            true => Ok(took.as_secs_f64() * 1000.0),
            false => Err("the note was refused".into()),
        }
    }
}
