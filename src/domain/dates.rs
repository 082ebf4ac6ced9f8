//! Dates and times as people type them.

use super::refusal::Refusal;
use chrono::{Datelike, Days, Months, NaiveDate, NaiveDateTime, Weekday};

/// Which way a bare weekday points.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Direction {
    /// Something that happened: the most recent such day, today included.
    Past,
    /// Something to come: the next such day after today.
    Future,
}

/// What [`parse_date`] takes, as its refusal and the help of every verb say it.
pub const ACCEPTED: &str =
    "2025-07-02, today, yesterday, tomorrow, a weekday such as wed, or a distance such as -1d, +3d, +2w, +1m";

/// The years a date may lie in: others are slips of the finger.
const YEARS: std::ops::Range<i32> = 1900..2200;

/// Whether a date lies in the years that dates may lie in.
pub fn is_usual(date: NaiveDate) -> bool {
    YEARS.contains(&date.year())
}

/// A date by its ISO form or in words, counted from `today`.
///
/// # Errors
/// Refuses everything else, naming what is accepted.
pub fn parse_date(text: &str, today: NaiveDate, direction: Direction) -> Result<NaiveDate, Refusal> {
    let word = text.trim().to_lowercase();
    let date = match &*word {
        "today" => Some(today),
        "yesterday" => today.pred_opt(),
        "tomorrow" => today.succ_opt(),
        _ => weekday(&word)
            .and_then(|day| nearest(today, day, direction))
            .or_else(|| distance(&word, today))
            .or_else(|| iso(&word)),
    };
    date.filter(|date| is_usual(*date))
        .ok_or_else(|| Refusal::new(format!("{text:?} is not a date."), format!("Give one of: {ACCEPTED}.")))
}

/// A date in its ISO form alone, for programs: what is read later must not depend on the day it is read.
pub fn iso_date(text: &str) -> Option<NaiveDate> {
    iso(text).filter(|date| is_usual(*date))
}

/// A local date and time, `2025-07-02T09:00` or `2025-07-02 09:00`.
///
/// # Errors
/// Refuses everything else.
pub fn parse_local(text: &str) -> Result<NaiveDateTime, Refusal> {
    let typed = text.trim();
    let shaped = typed.len() == "2025-07-02T09:00".len();
    let formats = ["%Y-%m-%dT%H:%M", "%Y-%m-%d %H:%M"];
    let time = formats.iter().find_map(|format| NaiveDateTime::parse_from_str(typed, format).ok());
    time.filter(|time| shaped && YEARS.contains(&time.year())).ok_or_else(|| {
        let next = "Give it as 2025-07-02T09:00 or \"2025-07-02 09:00\", in the office's local time.";
        Refusal::new(format!("{text:?} is not a date and time."), next)
    })
}

fn iso(word: &str) -> Option<NaiveDate> {
    let shaped = word.len() == "2025-07-02".len() && word.starts_with(|c: char| c.is_ascii_digit());
    NaiveDate::parse_from_str(word, "%Y-%m-%d").ok().filter(|_| shaped)
}

/// A weekday by its full name or its first three letters.
fn weekday(word: &str) -> Option<Weekday> {
    let names = ["monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"];
    let at = names.iter().position(|name| *name == word || name[..3] == *word)?;
    Weekday::try_from(at as u8).ok()
}

fn nearest(today: NaiveDate, day: Weekday, direction: Direction) -> Option<NaiveDate> {
    match direction {
        Direction::Past => today.checked_sub_days(Days::new(today.weekday().days_since(day).into())),
        Direction::Future => {
            let ahead = match day.days_since(today.weekday()) {
                0 => 7,
                ahead => ahead,
            };
            today.checked_add_days(Days::new(ahead.into()))
        }
    }
}

/// `+2w`, `-1d`, `+1m`: days, weeks, months.
fn distance(word: &str, today: NaiveDate) -> Option<NaiveDate> {
    let (back, rest) = match word.split_at_checked(1)? {
        ("+", rest) => (false, rest),
        ("-", rest) => (true, rest),
        _ => return None,
    };
    let unit = rest.chars().next_back()?;
    let digits = rest.strip_suffix(unit)?;
    if digits.is_empty() || !digits.bytes().all(|byte| byte.is_ascii_digit()) {
        return None;
    }
    let number: u32 = digits.parse().ok()?;
    let days = |number: u32| match back {
        true => today.checked_sub_days(Days::new(number.into())),
        false => today.checked_add_days(Days::new(number.into())),
    };
    match (unit, back) {
        ('d', _) => days(number),
        ('w', _) => days(number.checked_mul(7)?),
        ('m', true) => today.checked_sub_months(Months::new(number)),
        ('m', false) => today.checked_add_months(Months::new(number)),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use Direction::{Future, Past};

    /// A Wednesday.
    const TODAY: &str = "2025-07-02";

    fn parsed(text: &str, direction: Direction) -> Result<String, Refusal> {
        parse_date(text, TODAY.parse().expect("a date"), direction).map(|date| date.to_string())
    }

    #[test]
    fn words_and_distances_are_counted_from_today() {
        for (text, date) in [
            ("2025-01-31", "2025-01-31"),
            ("today", "2025-07-02"),
            ("Yesterday", "2025-07-01"),
            (" tomorrow ", "2025-07-03"),
            ("+2w", "2025-07-16"),
            ("+3d", "2025-07-05"),
            ("-1d", "2025-07-01"),
            ("+1m", "2025-08-02"),
            ("-1M", "2025-06-02"),
            ("+0d", "2025-07-02"),
        ] {
            assert_eq!(parsed(text, Past).expect(text), date, "{text}");
            assert_eq!(parsed(text, Future).expect(text), date, "{text}");
        }
    }

    #[test]
    fn a_month_from_its_last_day_ends_on_the_last_day() {
        let date = parse_date("+1m", "2025-01-31".parse().expect("a date"), Future).expect("a date");
        assert_eq!(date.to_string(), "2025-02-28");
    }

    #[test]
    fn a_bare_weekday_is_the_last_one_or_the_next_one() {
        for (text, past, future) in [
            ("wednesday", "2025-07-02", "2025-07-09"),
            ("Wed", "2025-07-02", "2025-07-09"),
            ("thu", "2025-06-26", "2025-07-03"),
            ("tue", "2025-07-01", "2025-07-08"),
            ("SUNDAY", "2025-06-29", "2025-07-06"),
        ] {
            assert_eq!(parsed(text, Past).expect(text), past, "{text}");
            assert_eq!(parsed(text, Future).expect(text), future, "{text}");
        }
    }

    #[test]
    fn everything_else_is_refused_with_what_is_accepted() {
        for text in [
            "",
            "soon",
            "2025-02-30",
            "25-07-02",
            "7/2/2025",
            "2025-7-2",
            "+2",
            "+w",
            "2w",
            "++2w",
            "+-2w",
            "+2y",
            "+99999999999d",
            "+4294967295w",
            "+4294967295m",
            "0025-07-02",
            "we",
            "wedn",
            "é",
            "+é",
            "+2é",
            "٣",
        ] {
            let refusal = parsed(text, Past).expect_err(text).to_string();
            assert!(refusal.contains("is not a date") && refusal.contains("yesterday"), "{refusal}");
        }
    }

    #[test]
    fn programs_give_days_in_one_form() {
        assert_eq!(iso_date("2025-07-02").map(|date| date.to_string()).as_deref(), Some("2025-07-02"));
        for other in ["today", "+2w", "wed", "2025-7-2", "2025-02-30", " 2025-07-02", "0025-07-02", "٢٠٢٥-07-02"] {
            assert_eq!(iso_date(other), None, "{other}");
        }
    }

    #[test]
    fn a_local_time_has_a_date_and_minutes() {
        for text in ["2025-07-02T09:00", "2025-07-02 09:00", " 2025-07-02 09:00 "] {
            assert_eq!(parse_local(text).expect(text).to_string(), "2025-07-02 09:00:00");
        }
        for text in ["2025-07-02", "09:00", "2025-07-02T25:00", "2025-07-02T9:00", "2025-07-02T09:00:00Z", "é"] {
            assert!(parse_local(text).expect_err(text).next.contains("2025-07-02T09:00"), "{text}");
        }
    }
}
