//! Dates and small words as pages and the command line print them.

use chrono::{Datelike, NaiveDate, NaiveDateTime};

/// A date as people write it here: `14 May 2026`.
pub fn day(date: NaiveDate) -> String {
    date.format("%-d %B %Y").to_string()
}

/// A month: `May 2026`.
pub fn month(date: NaiveDate) -> String {
    date.format("%B %Y").to_string()
}

/// A local start with its weekday: `Wednesday 2 July 2025, 09:00`.
pub fn start(at: NaiveDateTime) -> String {
    at.format("%A %-d %B %Y, %H:%M").to_string()
}

/// A number with its noun: `1 day`, `3 days`.
pub fn count(number: usize, noun: &str) -> String {
    if number == 1 { format!("1 {noun}") } else { format!("{number} {noun}s") }
}

/// Several things as a sentence lists them: `a, b and c`.
pub fn list(things: &[String]) -> String {
    match things {
        [] => String::new(),
        [one] => one.clone(),
        [first @ .., last] => format!("{} and {last}", first.join(", ")),
    }
}

/// The first day of a date's month.
pub fn month_of(date: NaiveDate) -> NaiveDate {
    date.with_day(1).expect("every month has a first")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn dates_and_lists_read_as_people_write_them() {
        let date = NaiveDate::from_ymd_opt(2026, 5, 4).expect("a date");
        assert_eq!(day(date), "4 May 2026");
        assert_eq!(month(date), "May 2026");
        assert_eq!(count(1, "day") + ", " + &count(3, "day"), "1 day, 3 days");
        assert_eq!(list(&["a".into(), "b".into(), "c".into()]), "a, b and c");
        assert_eq!(month_of(date).to_string(), "2026-05-01");
    }
}
