//! What a served store takes: many clients at once beside one alone, over raw sockets and as whole commands, each beside
//! a store that every command opens itself; and how far behind the last of them the site is.
//!
//! `cargo bench --bench served -- --seconds 60 --clients 32`; what is acknowledged is counted in the journal afterwards.
//! `--beside 5` gives the rows before the last, which is the one that is published, another time than it.

mod support;

use std::{
    fs::{self, Permissions},
    io::{Read, Write},
    net::Shutdown,
    os::unix::{fs::PermissionsExt, net::UnixStream},
    path::{Path, PathBuf},
    process::{Child, Command, Stdio},
    thread,
    time::{Duration, Instant},
};
use support::{COACH, Done, FOLDER, head, ok, option};

/// Words for entries of the length that people write.
const TEXT: &str = "Went through the calls of the week. The two that came back were the same form; she rewrites its \
    second page with the counter, and we look at the numbers again on the first of the month.";

/// How a client says its note.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Mode {
    /// A request on the socket, without a process.
    Raw,
    /// A command, start to end.
    Process,
}

fn main() -> Done {
    let (seconds, clients) = (option("--seconds", 60)?, option("--clients", 32)?);
    let [time, beside] = [seconds, option("--beside", seconds)?].map(Duration::from_secs);
    let folder = tempfile::Builder::new().prefix("served-").tempdir_in(FOLDER)?;
    let store = found(folder.path(), clients)?;
    head();
    println!("{:<44} {:>8} {:>9} {:>9} {:>9}", "notes", "count", "a second", "p50 ms", "p99 ms");
    let mut acknowledged = told("one command after the other, not served", beside, 1, &|n, round| {
        command(&store, None, n, round, "alone")
    })?;
    let socket = folder.path().join("run/coach.sock");
    let mut serving = serve(&store, &socket, &["--no-publish"])?;
    for (mode, count) in [(Mode::Raw, 1), (Mode::Raw, clients), (Mode::Process, 1), (Mode::Process, clients)] {
        let name =
            format!("served, {count} at once, {}", if mode == Mode::Raw { "raw socket" } else { "whole commands" });
        acknowledged += told(&name, beside, count, &|n, round| match mode {
            Mode::Raw => raw(&socket, n, round, &name),
            Mode::Process => command(&store, Some(&socket), n, round, &name),
        })?;
    }
    end(&mut serving)?;
    let mut serving = serve(&store, &socket, &[])?;
    published(&store, &socket)?;
    let name = format!("served and published, {clients} at once, raw socket");
    acknowledged += told(&name, time, clients, &|n, round| raw(&socket, n, round, &name))?;
    let behind = published(&store, &socket)?;
    println!("\nthe site shows all of it {:.0} ms after the last answer", behind.as_secs_f64() * 1000.0);
    end(&mut serving)?;
    let recorded = journal(&store)?.matches("topic-discussed").count();
    println!("{acknowledged} acknowledged, {recorded} in the journal");
    if recorded != acknowledged {
        return Err("what was acknowledged is not what was recorded".into());
    }
    let verified = coach(&store).arg("verify").output()?;
    print!("{}", String::from_utf8_lossy(&verified.stdout));
    if verified.status.success() { Ok(()) } else { Err("the store does not verify".into()) }
}

fn coach(store: &Path) -> Command {
    let mut command = Command::new(COACH);
    command.env("COACH_DRAFTS", store.with_file_name("drafts")).arg("--store").arg(store);
    command
}

/// A demo store with one leader, and an employee for every client.
fn found(folder: &Path, clients: u64) -> Done<PathBuf> {
    let store = folder.join("store");
    let mut roster = String::from(
        "employee_number,name,login,position,tier,unit,manager,office,time_zone,hired,probation_end,covered\n\
         E-0,Sam Ortega,sam,Supervisor,supervisor,Field,,Phoenix,America/Phoenix,2018-01-08,,yes\n",
    );
    for n in 0..clients {
        let row = ",Inspector,staff,Field,E-0,Phoenix,America/Phoenix,2020-01-06,,yes\n";
        roster.push_str(&format!("E-1{n:03},Employee Number{n:03},e{n:03}{row}"));
    }
    fs::write(folder.join("roster.csv"), roster)?;
    ok(coach(&store).args(["init", "--agency", "Benchmark", "--demo", "--login", "olive"]))?;
    ok(coach(&store).args(["--as", "olive", "roster", "import"]).arg(folder.join("roster.csv")))?;
    fs::set_permissions(&store, Permissions::from_mode(0o700))?;
    Ok(store)
}

fn serve(store: &Path, socket: &Path, options: &[&str]) -> Done<Child> {
    let mut command = coach(store);
    command.arg("serve").args(options).arg("--output").arg(store.with_file_name("site"));
    command.arg("--socket").arg(socket).stderr(Stdio::null());
    let child = command.spawn()?;
    while UnixStream::connect(socket).is_err() {
        thread::sleep(Duration::from_millis(5));
    }
    Ok(child)
}

fn end(serving: &mut Child) -> Done {
    Command::new("kill").arg(serving.id().to_string()).status()?;
    serving.wait().map(drop).map_err(Into::into)
}

/// Waits until the site shows everything that is recorded, and says how long that took.
fn published(store: &Path, socket: &Path) -> Done<Duration> {
    let started = Instant::now();
    let mut status = Command::new(COACH);
    status.args(["serve", "--status", "--socket"]).arg(socket);
    let said = String::from_utf8(status.output()?.stdout)?;
    let recorded: u64 = said.lines().find_map(recorded_up_to).ok_or("nothing is recorded")?;
    let built = store.with_file_name("site").join("built.json");
    loop {
        let shown = fs::read(&built).ok().and_then(|bytes| serde_json::from_slice::<serde_json::Value>(&bytes).ok());
        if shown.and_then(|shown| shown["head"]["seq"].as_u64()).is_some_and(|shown| shown >= recorded) {
            return Ok(started.elapsed());
        }
        if started.elapsed() > Duration::from_secs(120) {
            return Err(format!("the site does not show #{recorded} after two minutes").into());
        }
        thread::sleep(Duration::from_millis(2));
    }
}

/// The number in `Recorded: up to #12.`
fn recorded_up_to(line: &str) -> Option<u64> {
    line.strip_prefix("Recorded: up to #")?.strip_suffix('.')?.parse().ok()
}

/// Lets clients say notes for so long, and says how many were acknowledged and how fast.
fn told(name: &str, time: Duration, clients: u64, say: &(dyn Fn(u64, usize) -> Done + Sync)) -> Done<usize> {
    let started = Instant::now();
    let client = |n: u64| -> Done<Vec<f64>> {
        let mut took = Vec::new();
        while started.elapsed() < time {
            let begun = Instant::now();
            say(n, took.len())?;
            took.push(begun.elapsed().as_secs_f64() * 1000.0);
        }
        Ok(took)
    };
    let all: Done<Vec<_>> = thread::scope(|scope| {
        let clients: Vec<_> = (0..clients)
            .map(|n| {
                scope.spawn({
                    let client = &client;
                    move || client(n)
                })
            })
            .collect();
        clients.into_iter().map(|client| client.join().expect("a client does not panic")).collect()
    });
    let mut took: Vec<f64> = all?.into_iter().flatten().collect();
    let rate = took.len() as f64 / started.elapsed().as_secs_f64();
    took.sort_by(f64::total_cmp);
    let part = |part: usize| took[(took.len() - 1) * part / 100];
    println!("{name:<44} {:>8} {rate:>9.1} {:>9.2} {:>9.2}", took.len(), part(50), part(99));
    Ok(took.len())
}

fn note(n: u64, round: usize, name: &str) -> [String; 6] {
    let text = format!("{name}, {n}, {round}. {TEXT}");
    ["--as".into(), "sam".into(), "note".into(), format!("e{n:03}"), "-m".into(), text]
}

fn command(store: &Path, socket: Option<&Path>, n: u64, round: usize, name: &str) -> Done {
    let mut command = match socket {
        None => coach(store),
        Some(socket) => {
            let mut command = Command::new(COACH);
            command.env("COACH_DRAFTS", store.with_file_name("drafts")).arg("--socket").arg(socket);
            command
        }
    };
    ok(command.args(note(n, round, name))).map(drop)
}

/// A note as docs/SERVE.md says a request is, by a client that is not this program.
fn raw(socket: &Path, n: u64, round: usize, name: &str) -> Done {
    let words: Vec<_> = std::iter::once("coach".to_owned()).chain(note(n, round, name)).collect();
    let retry = format!("{name} {n} {round}");
    let request = serde_json::json!({"program": "bench", "words": words, "retry": retry, "given": []}).to_string();
    let length = u32::try_from(request.len())?.to_be_bytes();
    let mut stream = UnixStream::connect(socket)?;
    stream.write_all(&[b"coach\x01\x00".as_slice(), &length, request.as_bytes()].concat())?;
    stream.shutdown(Shutdown::Write)?;
    let mut answer = Vec::new();
    stream.read_to_end(&mut answer)?;
    let answer: serde_json::Value = serde_json::from_slice(answer.get(11..).ok_or("no answer")?)?;
    if answer["code"] == 0 { Ok(()) } else { Err(answer.to_string().into()) }
}

fn journal(store: &Path) -> Done<String> {
    let mut lines = String::new();
    for item in fs::read_dir(store.join("journal"))? {
        let path = item?.path();
        if path.extension().is_some_and(|ending| ending == "jsonl") {
            lines.push_str(&fs::read_to_string(path)?);
        }
    }
    Ok(lines)
}
