//! The CSV beneath a roster: encoding, separator, fields, and the lines as a person's editor numbers them.

use csv::{ByteRecord, ReaderBuilder};
use std::fmt;

/// One thing that is wrong with a file: where, and why.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct LineError {
    /// The line, counted from 1 as an editor shows it.
    pub line: usize,
    /// The column, by its name; nothing where the whole line is meant.
    pub column: Option<String>,
    /// What is wrong with it.
    pub why: String,
}

impl LineError {
    /// Something wrong with a whole line.
    pub(super) fn of_line(line: usize, why: impl Into<String>) -> Self {
        Self { line, column: None, why: why.into() }
    }

    /// Something wrong with one field of a line.
    pub(super) fn of_field(line: usize, column: &str, why: impl Into<String>) -> Self {
        Self { line, column: Some(column.to_owned()), why: why.into() }
    }
}

impl fmt::Display for LineError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match &self.column {
            Some(column) => write!(f, "line {}, {column}: {}", self.line, self.why),
            None => write!(f, "line {}: {}", self.line, self.why),
        }
    }
}

/// A line of the table: its fields are trimmed text, or bytes that are not UTF-8.
#[derive(Debug)]
pub(super) struct Record {
    /// The line it begins on.
    pub line: usize,
    /// The line it ends on; another than `line` only where a quoted field holds line breaks.
    pub last_line: usize,
    /// The fields.
    pub fields: Vec<Result<String, NotText>>,
}

/// A field whose bytes are not UTF-8.
#[derive(Clone, Copy, Debug)]
pub(super) struct NotText;

/// Where each line begins: after `\n`, `\r\n`, or a lone `\r`.
struct Lines(Vec<usize>);

impl Lines {
    fn of(bytes: &[u8]) -> Self {
        let breaks = |at: &usize| bytes[*at] == b'\n' || (bytes[*at] == b'\r' && bytes.get(at + 1) != Some(&b'\n'));
        Self(std::iter::once(0).chain((0..bytes.len()).filter(breaks).map(|at| at + 1)).collect())
    }

    /// The number of the line that holds a byte.
    fn at(&self, byte: usize) -> usize {
        self.0.partition_point(|start| *start <= byte)
    }
}

/// The records of a file, blank lines left out. The first is the header.
pub(super) fn records(bytes: &[u8]) -> Result<Vec<Record>, LineError> {
    if bytes.starts_with(&[0xFF, 0xFE]) || bytes.starts_with(&[0xFE, 0xFF]) {
        return Err(LineError::of_line(1, "the file is UTF-16; save it as \"CSV UTF-8\""));
    }
    let bytes = bytes.strip_prefix(b"\xEF\xBB\xBF").unwrap_or(bytes);
    let lines = Lines::of(bytes);
    let mut reader =
        ReaderBuilder::new().delimiter(separator(bytes)).flexible(true).has_headers(false).from_reader(bytes);
    let mut records = Vec::new();
    let mut raw = ByteRecord::new();
    loop {
        let before = reader.position().byte() as usize;
        let more = reader
            .read_byte_record(&mut raw)
            .map_err(|error| LineError::of_line(lines.at(before), format!("the line does not read as CSV: {error}")))?;
        if !more {
            return Ok(records);
        }
        let after = reader.position().byte() as usize;
        let is_break = |byte: &u8| matches!(byte, b'\r' | b'\n');
        let first = before + bytes[before..after].iter().take_while(|byte| is_break(byte)).count();
        let last = after - bytes[first..after].iter().rev().take_while(|byte| is_break(byte)).count();
        let text = |field: &[u8]| match std::str::from_utf8(field) {
            Ok(text) => Ok(text.trim().to_owned()),
            Err(_) => Err(NotText),
        };
        let fields: Vec<_> = raw.iter().map(text).collect();
        if fields.iter().any(|field| !matches!(field, Ok(text) if text.is_empty())) {
            let last_line = lines.at(last.saturating_sub(1).max(first));
            records.push(Record { line: lines.at(first), last_line, fields });
        }
    }
}

/// Comma or semicolon: whichever the header has more of, outside quotes.
fn separator(bytes: &[u8]) -> u8 {
    let (mut commas, mut semicolons, mut quoted, mut anything) = (0, 0, false, false);
    for byte in bytes {
        match byte {
            b'"' => quoted = !quoted,
            b',' if !quoted => commas += 1,
            b';' if !quoted => semicolons += 1,
            b'\r' | b'\n' if !quoted && anything => break,
            b'\r' | b'\n' => continue,
            _ => {}
        }
        anything = true;
    }
    if semicolons > commas { b';' } else { b',' }
}
