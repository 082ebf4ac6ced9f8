//! What durability, a whole command and a full publish cost, each beside the bare work, measured in the same run.
//!
//! `cargo bench --bench ratios` with 100,000 entries of 1,000 people; `-- --entries 2000 --people 100 --runs 5` for a
//! short run. Figures are medians; runs of the two sides take turns, so that a busy disk is busy for both.

use coachlog::{
    app::{Everything, Place, Publishing, open_options, publish},
    id::Id,
    log::{Batch, Durability, Entry, Hash, Log, NewEntry, Open, Stamp, Store, copies::export, journal::Reader},
};
use serde_json::{Value, json};
use std::{
    error::Error,
    fs::{self, File},
    io::Write,
    path::{Path, PathBuf},
    process::{Command, Stdio},
    time::{Duration, Instant},
};

type Done<T = ()> = Result<T, Box<dyn Error>>;

/// The program as it is released; cargo builds it for the benchmark.
const COACH: &str = env!("CARGO_BIN_EXE_coach");
/// On the file system of the checkout, so that no figure is of a disk in memory.
const FOLDER: &str = env!("CARGO_TARGET_TMPDIR");
const WAIT: Duration = Duration::from_secs(10);
/// How many entries one batch has while a store is filled.
const FILL: usize = 1_000;
/// Words for entries of the length that people write.
const TEXT: &str = "Went through the calls of the week. The two that came back were the same form; she rewrites its \
    second page with the counter, and we look at the numbers again on the first of the month.";

struct Size {
    entries: usize,
    people: usize,
    runs: usize,
}

fn main() -> Done {
    let size = size()?;
    let folder = tempfile::Builder::new().prefix("ratios-").tempdir_in(FOLDER)?;
    let store = folder.path().join("store");
    let cores = std::thread::available_parallelism().map_or(1, usize::from);
    println!("coach {}, {cores} cores, {}", env!("CARGO_PKG_VERSION"), std::env::consts::OS);
    let people = found(&store, size.people)?;
    let small = folder.path().join("small");
    let few = found(&small, 10)?;
    let filled = Instant::now();
    fill(&store, &people, size.entries)?;
    let rate = size.entries as f64 / filled.elapsed().as_secs_f64();
    println!("{} entries of {} people, filled at {rate:.0} entries a second\n", size.entries, people.len());
    appends(&store, &people, size.runs)?;
    groups(&store, &people, size.runs)?;
    reading(&store, size.runs.min(5))?;
    whole_process((&store, &people), (&small, &few), size.runs)?;
    publishing(&store, folder.path(), size.runs.min(5))
}

fn size() -> Done<Size> {
    let mut size = Size { entries: 100_000, people: 1_000, runs: 21 };
    let mut words = std::env::args().skip(1);
    while let Some(word) = words.next() {
        let target = match word.as_str() {
            "--bench" => continue,
            "--entries" => &mut size.entries,
            "--people" => &mut size.people,
            "--runs" => &mut size.runs,
            other => return Err(format!("{other}? There are --entries, --people and --runs.").into()),
        };
        *target = words.next().ok_or("a number is missing")?.parse()?;
    }
    Ok(size)
}

/// A person and the leader who coaches them: id and login.
struct Pair {
    person: Id,
    login: String,
    leader: Id,
    leader_login: String,
}

/// Makes a store through the command, with a roster of so many people.
fn found(store: &Path, people: usize) -> Done<Vec<Pair>> {
    coach(store, &["init", "--agency", "Bench", "--officer", "Olga Officer", "--login", "officer", "--demo"])?;
    let mut roster = String::from(
        "employee_number,name,login,position,tier,unit,manager,office,time_zone,hired,probation_end,covered\n",
    );
    for number in 1..=people {
        let leader = if number == 1 { String::new() } else { (number / 8 + 1).min(number - 1).to_string() };
        roster += &format!(
            "{number},Person {number},p{number},Analyst,staff,Unit {},{leader},Phoenix,America/Phoenix,2020-01-06,,yes\n",
            number / 25
        );
    }
    let file = store.with_extension("csv");
    fs::write(&file, roster)?;
    coach(store, &["--as", "officer", "roster", "import", &file.display().to_string()])?;
    let listed: Value = serde_json::from_slice(&coach(store, &["who", "--json"])?)?;
    let listed = listed.as_array().ok_or("coach who --json is no array")?;
    let word = |one: &Value, name: &str| one[name].as_str().unwrap_or_default().to_owned();
    let mut pairs = Vec::new();
    for one in listed.iter().filter(|one| one["leader"].is_string()) {
        let (person, leader) = (word(one, "id").parse()?, word(one, "leader"));
        let of_leader = listed.iter().find(|other| word(other, "id") == leader).ok_or("a leader is nobody")?;
        let (login, leader_login) = (word(one, "login"), word(of_leader, "login"));
        pairs.push(Pair { person, login, leader: leader.parse()?, leader_login });
    }
    Ok(pairs)
}

/// Runs the command and answers with what it printed.
fn coach(store: &Path, words: &[&str]) -> Done<Vec<u8>> {
    let done = command().arg("--store").arg(store).args(words).output()?;
    if !done.status.success() {
        return Err(format!("coach {words:?}: {}", String::from_utf8_lossy(&done.stderr)).into());
    }
    Ok(done.stdout)
}

fn command() -> Command {
    let mut command = Command::new(COACH);
    command.env_clear().env("HOME", FOLDER).stdin(Stdio::null());
    command
}

/// The system's clock, and salts that are counted: a benchmark has nothing to hide.
struct Counted(u64);

impl Stamp for Counted {
    fn now(&mut self) -> chrono::DateTime<chrono::Utc> {
        chrono::Utc::now()
    }

    fn salt(&mut self) -> [u8; 32] {
        self.0 += 1;
        *Hash::of(&self.0.to_le_bytes()).as_bytes()
    }
}

fn opened(store: &Path, durability: Durability) -> Done<Store> {
    Ok(Store::open(store, Open { durability, ..open_options(WAIT) })?.0)
}

fn note(pair: &Pair, number: u64) -> NewEntry {
    let fields = json!({"topic": "2B", "text": format!("{number}. {TEXT}")});
    NewEntry {
        stream: pair.person,
        actor: pair.leader,
        role: "leader".into(),
        behalf: None,
        class: "person".into(),
        retention: "coaching".into(),
        cause: None,
        kind: "topic-discussed".into(),
        occurred_on: chrono::Utc::now().date_naive(),
        fields: fields.as_object().expect("an object above").clone(),
    }
}

fn batch(stamp: &mut Counted, entries: Vec<NewEntry>) -> Batch {
    Batch { request: Hash::from_bytes(stamp.salt()), expected: Vec::new(), entries }
}

/// Fills the store through the log, as a restored or imported one would be: durable once, at the end.
fn fill(store: &Path, people: &[Pair], entries: usize) -> Done {
    let mut log = opened(store, Durability::OnClose)?;
    let mut stamp = Counted(0);
    let numbers: Vec<usize> = (0..entries).collect();
    for numbers in numbers.chunks(FILL) {
        let notes = numbers.iter().map(|number| note(&people[number % people.len()], *number as u64)).collect();
        let batch = batch(&mut stamp, notes);
        log.append(batch, &mut stamp)?;
    }
    Ok(log.close()?)
}

/// One entry made durable in the log, beside its line written to a plain file and synced.
fn appends(store: &Path, people: &[Pair], runs: usize) -> Done {
    let mut log = opened(store, Durability::EachBatch)?;
    let mut stamp = Counted(u64::MAX / 2);
    let mut bare = File::create(store.with_extension("bare"))?;
    let (mut of_log, mut of_bare) = (Vec::new(), Vec::new());
    let mut line = String::new();
    for number in 0..runs as u64 * 20 {
        let batch = batch(&mut stamp, vec![note(&people[0], number)]);
        let (entry, took) = timed(|| Ok(log.append(batch, &mut stamp)?))?;
        of_log.push(took);
        line = entry.first().map(Entry::to_line).ok_or("nothing was appended")? + "\n";
        let ((), took) = timed(|| {
            bare.write_all(line.as_bytes())?;
            Ok(bare.sync_all()?)
        })?;
        of_bare.push(took);
    }
    log.close()?;
    let what = format!("one entry of {} bytes, durable", line.len());
    compare(&what, &mut of_log, "the same bytes, write + fsync", &mut of_bare);
    Ok(())
}

/// Commands of many people made durable together, beside each by itself and beside their bytes written and synced once.
fn groups(store: &Path, people: &[Pair], runs: usize) -> Done {
    let mut log = opened(store, Durability::EachBatch)?;
    let mut stamp = Counted(u64::MAX / 4);
    let mut bare = File::create(store.with_extension("bare"))?;
    for group in [8, 32] {
        let (mut singly, mut together, mut of_bare) = (Vec::new(), Vec::new(), Vec::new());
        for run in 0..runs {
            let batches = |stamp: &mut Counted| {
                let notes = (0..group).map(|n| note(&people[(run * group + n) % people.len()], n as u64));
                notes.map(|note| batch(stamp, vec![note])).collect::<Vec<_>>()
            };
            let mut lines = String::new();
            let one_by_one = batches(&mut stamp);
            let ((), took) = timed(|| {
                for batch in one_by_one {
                    log.append(batch, &mut stamp)?;
                }
                Ok(())
            })?;
            singly.push(took);
            let at_once = batches(&mut stamp);
            let ((), took) = timed(|| {
                for batch in at_once {
                    let staged = log.stage(batch, &mut stamp)?;
                    lines.extend(staged.iter().map(|entry| entry.to_line() + "\n"));
                }
                Ok(log.commit()?)
            })?;
            together.push(took);
            let ((), took) = timed(|| {
                bare.write_all(lines.as_bytes())?;
                Ok(bare.sync_all()?)
            })?;
            of_bare.push(took);
        }
        let what = format!("{group} commands committed together");
        compare(&format!("{group} commands, each durable by itself"), &mut singly, &what, &mut together);
        compare(&what, &mut together, "the same bytes, one write + fsync", &mut of_bare);
    }
    Ok(log.close()?)
}

/// The whole journal read and verified, beside its lines decoded one after another on one thread.
fn reading(store: &Path, runs: usize) -> Done {
    let (mut whole, mut bare) = (Vec::new(), Vec::new());
    for _ in 0..runs {
        whole.push(timed(|| Ok(Reader::open(store)?.try_for_each(|entry| entry.map(drop))?))?.1);
        let mut text = Vec::new();
        export(store, &mut text)?;
        let text = String::from_utf8(text)?;
        let ((), took) = timed(|| {
            for line in text.lines() {
                Entry::from_line(line)?;
            }
            Ok(())
        })?;
        bare.push(took);
    }
    compare("the journal read and verified", &mut whole, "its lines decoded on one thread, not chained", &mut bare);
    Ok(())
}

/// `coach note`, from the start of the process to its end, in the filled store and in a fresh one, beside a process
/// that does nothing.
fn whole_process((store, people): (&Path, &[Pair]), (small, few): (&Path, &[Pair]), runs: usize) -> Done {
    let (mut full, mut fresh, mut bare) = (Vec::new(), Vec::new(), Vec::new());
    for run in 0..runs {
        for (store, people, times) in [(store, people, &mut full), (small, few, &mut fresh)] {
            let pair = &people[run * 7 % people.len()];
            let text = format!("Run {run}. {TEXT}");
            let words = ["--as", &pair.leader_login, "note", &pair.login, "-m", &text];
            times.push(timed(|| coach(store, &words))?.1);
        }
        bare.push(timed(|| Ok(command().arg("--version").output()?))?.1);
    }
    let entries = opened(store, Durability::EachBatch)?.head().map_or(0, |head| head.seq + 1);
    let of_full = format!("coach note, whole process, {entries} entries");
    compare(&of_full, &mut full, "coach --version", &mut bare);
    compare(&of_full, &mut full, "coach note in a store of 10 people", &mut fresh);
    Ok(())
}

/// A publish of every page, from the journal to the swapped folder, beside the same bytes written to fresh files.
fn publishing(store: &Path, folder: &Path, runs: usize) -> Done {
    let site = folder.join("site");
    let place = Place::of(store.to_owned(), Some(site.clone()));
    let now = chrono::Utc::now();
    let publishing = |full| Publishing { as_of: now.date_naive(), built_at: now, full, wait: WAIT };
    let (mut of_site, mut of_bare, mut of_nothing) = (Vec::new(), Vec::new(), Vec::new());
    let mut of_reading = Vec::new();
    let mut files = Vec::new();
    for run in 0..runs {
        of_site.push(timed(|| Ok(publish(&place, &publishing(true))?))?.1);
        of_nothing.push(timed(|| Ok(publish(&place, &publishing(false))?))?.1);
        of_reading.push(timed(|| Ok(Everything::read(store, |_| true)?))?.1);
        files.clear();
        read_all(&site, Path::new(""), &mut files)?;
        let fresh = folder.join(format!("bare-{run}"));
        of_bare.push(timed(|| write_all(&fresh, &files))?.1);
    }
    let bytes: usize = files.iter().map(|(_, bytes)| bytes.len()).sum();
    println!("{} files, {:.1} MB", files.len(), bytes as f64 / 1e6);
    compare("full publish, journal to site", &mut of_site, "the same bytes to fresh files", &mut of_bare);
    compare("of which reading and folding the journal", &mut of_reading, "the same bytes to fresh files", &mut of_bare);
    compare("publish again, nothing new", &mut of_nothing, "the same bytes to fresh files", &mut of_bare);
    Ok(())
}

fn read_all(site: &Path, below: &Path, files: &mut Vec<(PathBuf, Vec<u8>)>) -> Done {
    for item in fs::read_dir(site.join(below))? {
        let item = item?;
        let path = below.join(item.file_name());
        match item.file_type()?.is_dir() {
            true => read_all(site, &path, files)?,
            false => files.push((path.clone(), fs::read(site.join(&path))?)),
        }
    }
    Ok(())
}

fn write_all(folder: &Path, files: &[(PathBuf, Vec<u8>)]) -> Done {
    for (path, bytes) in files {
        let path = folder.join(path);
        let parent = path.parent().ok_or("a file has a folder")?;
        if !parent.is_dir() {
            fs::create_dir_all(parent)?;
        }
        fs::write(path, bytes)?;
    }
    Ok(())
}

fn timed<T>(work: impl FnOnce() -> Done<T>) -> Done<(T, Duration)> {
    let started = Instant::now();
    let done = work()?;
    Ok((done, started.elapsed()))
}

fn median(times: &mut [Duration]) -> Duration {
    times.sort_unstable();
    times[times.len() / 2]
}

fn compare(what: &str, times: &mut [Duration], beside: &str, bare: &mut [Duration]) {
    let (a, b) = (median(times).as_secs_f64() * 1e3, median(bare).as_secs_f64() * 1e3);
    println!("{what}: {a:.2} ms ÷ {beside}: {b:.2} ms = {:.1}", a / b);
}
