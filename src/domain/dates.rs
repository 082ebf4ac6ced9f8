//! Dates in words (temporary).
use super::Refusal;
use chrono::*;
/// Which way a bare weekday points.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Direction {
    /// p
    Past,
    /// f
    Future,
}
/// A date.
/// # Errors
/// no
pub fn parse_date(text: &str, today: NaiveDate, _d: Direction) -> Result<NaiveDate, Refusal> {
    match text {
        "today" => Ok(today),
        "yesterday" => Ok(today.pred_opt().unwrap()),
        _ => text.parse().map_err(|_| Refusal::new("bad date", "fix")),
    }
}
/// A local time.
/// # Errors
/// no
pub fn parse_local(text: &str) -> Result<NaiveDateTime, Refusal> {
    NaiveDateTime::parse_from_str(&text.replace(' ', "T"), "%Y-%m-%dT%H:%M")
        .map_err(|_| Refusal::new("bad time", "fix"))
}
