//! What the parent makes of a child's reading: nothing in it is believed that does not check.

use super::child::{FIRST_LINE, LAST_LINE};
use crate::{
    id::Id,
    log::{Entry, Hash},
};
use std::{
    cell::RefCell,
    collections::{BTreeMap, HashMap},
    fs::File,
    io::{BufRead, BufReader, Read, Seek, SeekFrom},
    process::{Command, Stdio},
    time::{Duration, Instant},
};

/// How long the child may take.
const PATIENCE: Duration = Duration::from_secs(120);

/// What could be read out of a copy of sled.
pub struct SledReading {
    spool: RefCell<File>,
    pub(crate) entries: BTreeMap<u64, Spot>,
    pub(crate) streams: HashMap<Id, (u64, Hash)>,
    pub(crate) postings: HashMap<Id, BTreeMap<u64, Vec<u64>>>,
    pub(crate) requests: HashMap<Hash, Vec<u64>>,
    pub(crate) head: Option<(u64, Hash)>,
    pub(crate) position: Option<Vec<u64>>,
    pub(crate) projection: Option<Hash>,
    /// What is wrong: where, and what.
    pub(crate) damage: Vec<(String, String)>,
}

/// An intact entry: where in the spool its line stands, and its links.
pub(crate) struct Spot {
    offset: u64,
    length: usize,
    pub(crate) hash: Hash,
    pub(crate) prev: Option<Hash>,
    /// Whether it has no body.
    pub(crate) bare: bool,
}

impl SledReading {
    /// Runs the child and reads what it writes to its standard output, for at most two minutes; whatever it wrote
    /// before it hung, panicked or was aborted is kept, and how it ended is part of the reading.
    ///
    /// # Errors
    /// Says why the child could not be started.
    pub fn from_child(command: Command) -> Result<Self, String> {
        Self::from_child_within(command, PATIENCE)
    }

    /// As [`SledReading::from_child`], with another patience.
    ///
    /// # Errors
    /// Says why the child could not be started.
    pub fn from_child_within(mut command: Command, patience: Duration) -> Result<Self, String> {
        let spool = tempfile::tempfile().map_err(|e| format!("no temporary file: {e}"))?;
        let output = spool.try_clone().map_err(|e| e.to_string())?;
        command.stdin(Stdio::null()).stdout(output).stderr(Stdio::null());
        let mut child = command.spawn().map_err(|e| format!("the child did not start: {e}"))?;
        let started = Instant::now();
        let ended = loop {
            match child.try_wait() {
                Ok(Some(status)) if status.success() => break None,
                Ok(Some(status)) => break Some(format!("the process reading it ended with {status}")),
                Ok(None) if started.elapsed() < patience => std::thread::sleep(Duration::from_millis(5)),
                Ok(None) => {
                    let what = format!("the process reading it did not end within {} s", patience.as_secs_f32());
                    break Some(child.kill().and_then(|()| child.wait()).map_or_else(|e| e.to_string(), |_| what));
                }
                Err(e) => break Some(e.to_string()),
            }
        };
        let mut reading = Self::from_spool(spool)?;
        reading.damage.extend(ended.map(|what| ("sled".to_owned(), what)));
        Ok(reading)
    }

    /// Takes the lines of a reading, wherever they come from.
    ///
    /// # Errors
    /// Says why the file could not be read; whatever is wrong in it is part of the reading.
    pub fn from_spool(mut spool: File) -> Result<Self, String> {
        spool.seek(SeekFrom::Start(0)).map_err(|e| e.to_string())?;
        let lines = BufReader::new(spool.try_clone().map_err(|e| e.to_string())?);
        let (entries, streams, postings, requests) = Default::default();
        let (head, position, projection, damage) = Default::default();
        let spool = RefCell::new(spool);
        let mut reading = Self { spool, entries, streams, postings, requests, head, position, projection, damage };
        reading.take(lines).map_err(|e| e.to_string())?;
        Ok(reading)
    }

    fn take(&mut self, mut lines: impl BufRead) -> std::io::Result<()> {
        let (mut offset, mut number, mut ended) = (0, 0, false);
        let mut bytes = Vec::new();
        loop {
            bytes.clear();
            let length = lines.read_until(b'\n', &mut bytes)?;
            if length == 0 {
                break;
            }
            let line = bytes.strip_suffix(b"\n").and_then(|line| std::str::from_utf8(line).ok());
            ended = line == Some(LAST_LINE);
            let understood = match line {
                Some(line) if number == 0 => line == FIRST_LINE,
                Some(line) => ended || self.line(line, offset).is_some(),
                None => false,
            };
            if !understood {
                self.wrong("sled", "a line of the reading is not understood");
            }
            (offset, number) = (offset + length as u64, number + 1);
        }
        if !ended {
            self.wrong("sled", "the reading breaks off");
        }
        Ok(())
    }

    fn wrong(&mut self, place: &str, what: &str) {
        self.damage.push((place.to_owned(), what.to_owned()));
    }

    fn line(&mut self, line: &str, offset: u64) -> Option<()> {
        let (name, rest) = line.split_once('\t')?;
        let (first, second) = rest.split_once('\t')?;
        match name {
            "entry" => {
                let seq: u64 = first.parse().ok()?;
                match Entry::from_line(second) {
                    Ok(entry) if entry.header.seq == seq => {
                        let offset = offset + (line.len() - second.len()) as u64;
                        let (length, hash, prev) = (second.len(), entry.hash(), entry.header.prev);
                        let spot = Spot { offset, length, hash, prev, bare: entry.body.is_none() };
                        if self.entries.insert(seq, spot).is_some() {
                            self.wrong(&format!("sled, entry #{seq}"), "it is there twice");
                        }
                    }
                    Ok(_) => self.wrong(&format!("sled, entry #{seq}"), "another entry stands in its place"),
                    Err(e) => self.wrong(&format!("sled, entry #{seq}"), &e.to_string()),
                }
            }
            "stream" | "head" => {
                let (number, hash) = second.split_once('\t')?;
                let end = (number.parse().ok()?, hash.parse().ok()?);
                match name {
                    "head" => self.head = Some(end),
                    _ => _ = self.streams.insert(first.parse().ok()?, end),
                }
            }
            "postings" => {
                let (id, list) = first.split_at_checked(16)?;
                let list = u64::from_str_radix(list, 16).ok()?;
                self.postings.entry(id.parse().ok()?).or_default().insert(list, numbers(second)?);
            }
            "request" => _ = self.requests.insert(first.parse().ok()?, numbers(second)?),
            "position" => self.position = Some(numbers(second)?),
            "projection" => self.projection = Some(second.split_once('\t')?.1.parse().ok()?),
            "damage" => self.wrong(first, second),
            _ => return None,
        }
        Some(())
    }

    /// The line of an intact entry.
    pub(crate) fn entry_line(&self, seq: u64) -> Option<String> {
        let Spot { offset, length, .. } = *self.entries.get(&seq)?;
        let mut spool = self.spool.borrow_mut();
        let mut bytes = vec![0; length];
        spool.seek(SeekFrom::Start(offset)).ok()?;
        spool.read_exact(&mut bytes).ok()?;
        String::from_utf8(bytes).ok()
    }
}

fn numbers(text: &str) -> Option<Vec<u64>> {
    text.split(' ').map(|number| number.parse().ok()).collect()
}
