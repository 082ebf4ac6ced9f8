//! A promise on one line: `employee by 2026-03-04: text`.

use super::Reading;
use crate::domain::{
    Side,
    dates::{Direction, parse_date},
};
use chrono::NaiveDate;

/// What a promise looks like, as guidance and errors say it.
pub(super) const SHAPE: &str = "- employee by 2026-03-04: text";

/// Reads a promise: whose, by when, what.
///
/// # Errors
/// Another shape, an unknown side, a date that does not read.
pub(super) fn read(text: &str, reading: Reading<'_>) -> Result<(Side, NaiveDate, String), String> {
    let shape = || format!("is no promise; write `{SHAPE}`");
    let (head, what) = text.split_once(':').ok_or_else(shape)?;
    let (side, due) = head.split_once(" by ").ok_or_else(shape)?;
    let side = side.trim().parse().map_err(|error| format!("{error}; write `{SHAPE}`"))?;
    let due =
        parse_date(due, reading.today, Direction::Future).map_err(|refusal| refusal.to_string().replace('\n', " "))?;
    match what.trim() {
        "" => Err("promises nothing; write what is promised after the colon".to_owned()),
        what => Ok((side, due, what.to_owned())),
    }
}

/// A promise as a form holds it.
pub(super) fn line(by: Side, due: NaiveDate, text: &str) -> String {
    super::page::item(&format!("{by} by {due}: {text}"))
}
