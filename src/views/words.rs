//! Dates and small words as pages and the command line print them.

use crate::domain::{commitment::Status, meeting::Stance, policy::Asks};
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

/// A number of entries: `1 entry`, `3 entries`.
pub fn entries(number: usize) -> String {
    if number == 1 { "1 entry".to_owned() } else { format!("{number} entries") }
}

/// How long something is: `812 bytes`, `42 kB`.
pub fn size(bytes: usize) -> String {
    if bytes < 1_000 { count(bytes, "byte") } else { format!("{} kB", bytes.div_ceil(1_000)) }
}

/// Several things as a sentence lists them: `a, b and c`.
pub fn list(things: &[String]) -> String {
    match things {
        [] => String::new(),
        [one] => one.clone(),
        [first @ .., last] => format!("{} and {last}", first.join(", ")),
    }
}

/// Entries by number: `#3, #7 and #12`; nothing where there are none.
pub fn numbers(entries: &[u64]) -> Option<String> {
    let named: Vec<_> = entries.iter().map(|seq| format!("#{seq}")).collect();
    (!named.is_empty()).then(|| list(&named))
}

/// The same, of many the first alone: `#3, #7 and 150 further`.
pub fn first_numbers(entries: &[u64]) -> Option<String> {
    const FIRST: usize = 200;
    let Some((first, further)) = entries.split_at_checked(FIRST).filter(|(_, further)| !further.is_empty()) else {
        return numbers(entries);
    };
    let named = first.iter().map(|seq| format!("#{seq}")).chain([format!("{} further", further.len())]);
    Some(list(&named.collect::<Vec<_>>()))
}

/// A stance towards a record, as a page says it: receipt is not agreement (learnt the hard way, 4).
pub fn stance(stance: Stance) -> &'static str {
    match stance {
        Stance::Read => "read",
        Stance::Agree => "read and agreed",
        Stance::Disagree => "read and disagreed",
    }
}

/// What a cadence policy asks for: `at least 60 minutes a calendar month, at most 14 days from one 1:1 to the next`.
pub fn asks(asks: &Asks) -> String {
    let parts = [
        asks.minutes.map(|it| format!("at least {} a calendar month", count(it as usize, "minute"))),
        asks.max_gap_days.map(|it| format!("at most {} from one 1:1 to the next", count(it as usize, "day"))),
        asks.minutes_a_meeting.map(|it| format!("at least {} each 1:1", count(it as usize, "minute"))),
    ];
    list(&parts.into_iter().flatten().collect::<Vec<_>>())
}

/// What was found of a commitment that still waits.
pub fn status(status: Status) -> &'static str {
    match status {
        Status::OnTrack => "on track",
        Status::NotReached => "not reached",
    }
}

/// A recurrence rule in words where it is one of the common ones, else as it is written.
pub fn rule(rule: &str) -> String {
    let part = |name: &str| rule.split(';').find_map(|part| part.strip_prefix(name)?.strip_prefix('='));
    let every = part("INTERVAL").and_then(|n| n.parse().ok()).unwrap_or(1u32);
    let days: Option<Vec<String>> = part("BYDAY").map(|days| days.split(',').filter_map(weekday).collect());
    let days = days.filter(|days| !days.is_empty()).map(|days| list(&days));
    match (part("FREQ"), days, every) {
        (Some("WEEKLY"), Some(days), 1) => format!("every {days}"),
        (Some("WEEKLY"), Some(days), 2) => format!("every other {days}"),
        (Some("WEEKLY"), None, 1) => "every week".to_owned(),
        (Some("WEEKLY"), None, 2) => "every other week".to_owned(),
        (Some("MONTHLY"), Some(days), 1) if part("BYSETPOS").is_none() => format!("{days} of each month"),
        _ => rule.to_owned(),
    }
}

/// `WE` is Wednesday, `1TU` the first Tuesday.
fn weekday(code: &str) -> Option<String> {
    let names = [("MO", "Monday"), ("TU", "Tuesday"), ("WE", "Wednesday"), ("TH", "Thursday"), ("FR", "Friday")];
    let (code, name) = names.into_iter().find_map(|(end, name)| Some((code.strip_suffix(end)?, name)))?;
    let place = match code {
        "" => return Some(name.to_owned()),
        "1" => "the first",
        "2" => "the second",
        "3" => "the third",
        "4" => "the fourth",
        "-1" => "the last",
        _ => return None,
    };
    Some(format!("{place} {name}"))
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
        assert_eq!((numbers(&[]), numbers(&[3, 7])), (None, Some("#3 and #7".to_owned())));
        let many: Vec<_> = (1..=203).collect();
        assert!(first_numbers(&many).is_some_and(|words| words.ends_with(", #200 and 3 further")));
        assert_eq!(first_numbers(&many[..200]), numbers(&many[..200]));
        assert_eq!(month_of(date).to_string(), "2026-05-01");
    }

    #[test]
    fn common_rules_read_as_words_and_rare_ones_as_written() {
        assert_eq!(rule("FREQ=WEEKLY;BYDAY=WE"), "every Wednesday");
        assert_eq!(rule("FREQ=WEEKLY;INTERVAL=2;BYDAY=MO"), "every other Monday");
        assert_eq!(rule("FREQ=MONTHLY;BYDAY=1TU"), "the first Tuesday of each month");
        assert_eq!(rule("FREQ=MONTHLY;BYMONTHDAY=31"), "FREQ=MONTHLY;BYMONTHDAY=31");
    }
}
