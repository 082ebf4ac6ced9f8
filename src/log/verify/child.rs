//! The child that reads a copy of sled: whatever a damaged file makes sled do, it does it to this process only.
//!
//! It writes one line a value, so that what was read before the end is kept, however the end comes.

use crate::log::index::{
    guarded, open_tree,
    seal::{self, BLOCK, key, shown},
};
use std::{
    fs,
    io::{self, Write},
    path::Path,
};

/// The first line; a reading of another version is not understood.
pub(super) const FIRST_LINE: &str = "coachlog reading of sled 1";
/// The last line; without it the child did not come to its end.
pub(super) const LAST_LINE: &str = "end";

/// How many blocks in a row may be missing before the search for more ends.
const GAP: u64 = 64;

/// Reads a copy of a sled folder, as far as possible, and writes what it holds; the hidden verb calls this.
///
/// Opening sled changes its files, which is why this is given a copy.
///
/// # Errors
/// Only when `out` cannot be written to: whatever is wrong with the copy is part of the reading.
pub fn read_sled_copy(dir: &Path, out: &mut dyn Write) -> io::Result<()> {
    writeln!(out, "{FIRST_LINE}")?;
    let mut out = Lines { out };
    match open_tree(dir) {
        Ok(db) => read(db, &mut out)?,
        Err(what) => {
            out.damage("sled", &what)?;
            // sled refuses a snapshot it finds damaged, but may well read its own log without one.
            if set_snapshots_aside(dir)
                && let Ok(db) = open_tree(dir)
            {
                read(db, &mut out)?;
            }
        }
    }
    writeln!(out.out, "{LAST_LINE}")?;
    out.out.flush()
}

struct Lines<'a> {
    out: &'a mut dyn Write,
}

impl Lines<'_> {
    fn damage(&mut self, place: &str, what: &str) -> io::Result<()> {
        writeln!(self.out, "damage\t{}\t{}", one_line(place), one_line(what))?;
        self.out.flush()
    }

    /// Writes one value in the reading's own terms.
    fn value(&mut self, key: &[u8], value: &[u8]) -> io::Result<()> {
        let Some(payload) = seal::unseal(key, value) else {
            return self.damage(&shown(key), "the value is not what was written");
        };
        match self.payload(key, payload)? {
            Some(()) => Ok(()),
            None => self.damage(&shown(key), "the value has not the layout it must have"),
        }
    }

    fn payload(&mut self, key: &[u8], payload: &[u8]) -> io::Result<Option<()>> {
        let hex: String = key[1..].iter().map(|byte| format!("{byte:02x}")).collect();
        match key[0] {
            b'b' => {
                let (Some(lines), Some((number, _))) = (seal::unpack(payload), seal::number(&key[1..])) else {
                    return Ok(None);
                };
                for (line, seq) in lines.iter().zip(number.saturating_mul(BLOCK)..) {
                    writeln!(self.out, "entry\t{seq}\t{}", one_line(line))?;
                }
            }
            b'e' => {
                let (Ok(line), Some((seq, _))) = (std::str::from_utf8(payload), seal::number(&key[1..])) else {
                    return Ok(None);
                };
                writeln!(self.out, "entry\t{seq}\t{}", one_line(line))?;
            }
            b's' | b'h' => {
                let Some((number, hash)) = seal::number_and_hash(payload) else { return Ok(None) };
                let name = if key[0] == b'h' { "head" } else { "stream" };
                writeln!(self.out, "{name}\t{hex}\t{number}\t{hash}")?;
            }
            b'p' | b'c' | b'k' => {
                let Some(numbers) = seal::numbers(payload) else { return Ok(None) };
                let name = match key[0] {
                    b'p' => "postings",
                    b'c' => "request",
                    _ => "position",
                };
                let numbers: Vec<String> = numbers.iter().map(u64::to_string).collect();
                writeln!(self.out, "{name}\t{hex}\t{}", numbers.join(" "))?;
            }
            b'a' => {
                let Some((position, blob)) = seal::number(payload) else { return Ok(None) };
                writeln!(self.out, "projection\t{hex}\t{position}\t{}", blake3::hash(blob).to_hex())?;
            }
            _ => return Ok(None),
        }
        self.out.flush().map(Some)
    }
}

/// Reads every key in order; where that breaks off, asks for the entries one by one.
fn read(db: sled::Db, out: &mut Lines<'_>) -> io::Result<()> {
    let mut items = db.iter();
    let broken = loop {
        match guarded(|| items.next()) {
            Ok(None) => break None,
            Ok(Some(Ok((key, value)))) if !key.is_empty() => out.value(&key, &value)?,
            Ok(Some(Ok(_))) => out.damage("sled", "it holds a value without a key")?,
            Ok(Some(Err(e))) => break Some(e.to_string()),
            Err(what) => break Some(what),
        }
    };
    if let Some(what) = broken {
        out.damage("sled", &format!("reading key by key broke off: {what}"))?;
        read_one_by_one(&db, out)?;
    }
    // Closing writes; on a damaged copy that may panic again, and there is nothing to be kept.
    std::mem::forget(items);
    std::mem::forget(db);
    Ok(())
}

fn read_one_by_one(db: &sled::Db, out: &mut Lines<'_>) -> io::Result<()> {
    let mut ask = |key: Vec<u8>| match guarded(|| db.get(&key)) {
        Ok(Ok(Some(value))) => out.value(&key, &value).map(|()| true),
        _ => Ok(false),
    };
    ask(key::HEAD.to_vec())?;
    let (mut number, mut missing) = (0, 0);
    while missing < GAP {
        let mut found = ask(key::block(number))?;
        if !found {
            for seq in number * BLOCK..(number + 1) * BLOCK {
                found |= ask(key::entry(seq))?;
            }
        }
        missing = if found { 0 } else { missing + 1 };
        number += 1;
    }
    Ok(())
}

fn set_snapshots_aside(dir: &Path) -> bool {
    let Ok(items) = fs::read_dir(dir) else { return false };
    let snapshots = items.flatten().filter(|item| item.file_name().to_string_lossy().starts_with("snap"));
    snapshots.map(|item| fs::remove_file(item.path())).filter(Result::is_ok).count() > 0
}

fn one_line(text: &str) -> String {
    text.replace(['\n', '\t', '\r'], " ")
}
