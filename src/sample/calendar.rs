//! The sample's calendar: the dates of a series, the state's holidays, and one office's daylight-saving time.

use super::people::date;
use chrono::{Datelike, Duration, NaiveDate, NaiveDateTime, Weekday};

/// The few shapes of RFC 5545 rules that the sample schedules.
#[derive(Clone, Debug)]
pub(crate) struct Rule {
    /// The rule as it is written.
    pub(crate) text: String,
    /// Weeks between meetings; none for a monthly rule.
    pub(crate) weeks: Option<i64>,
    nth: u8,
    weekday: Weekday,
}

impl Rule {
    /// Reads `FREQ=WEEKLY;INTERVAL=2;BYDAY=TU` or `FREQ=MONTHLY;BYDAY=2TU`.
    pub(crate) fn read(text: &str) -> Self {
        let field = |name: &str| text.split(';').find_map(|part| part.strip_prefix(name)?.strip_prefix('='));
        let day = field("BYDAY").expect("each rule of the sample names its weekday");
        let (nth, day) = day.split_at(day.len() - 2);
        let weekday = match day {
            "MO" => Weekday::Mon,
            "TU" => Weekday::Tue,
            "WE" => Weekday::Wed,
            "TH" => Weekday::Thu,
            _ => Weekday::Fri,
        };
        let weekly = field("FREQ") == Some("WEEKLY");
        let weeks = weekly.then(|| field("INTERVAL").map_or(1, |n| n.parse().expect("an interval is a number")));
        Self { text: text.to_owned(), weeks, nth: nth.parse().unwrap_or(1), weekday }
    }

    /// The meetings from `start` to the end of `last`, in local time.
    pub(crate) fn meetings(&self, start: NaiveDateTime, last: NaiveDate) -> Vec<NaiveDateTime> {
        let mut all = Vec::new();
        if let Some(weeks) = self.weeks {
            let mut at = start;
            while at.date() <= last {
                all.push(at);
                at += Duration::weeks(weeks);
            }
            return all;
        }
        let (mut year, mut month) = (start.year(), start.month());
        while let Some(day) = NaiveDate::from_weekday_of_month_opt(year, month, self.weekday, self.nth) {
            if day > last {
                break;
            }
            if day >= start.date() {
                all.push(day.and_time(start.time()));
            }
            (year, month) = if month == 12 { (year + 1, 1) } else { (year, month + 1) };
        }
        all
    }
}

/// The holiday of a day on which state offices are closed.
pub(crate) fn holiday(day: NaiveDate) -> Option<&'static str> {
    Some(match (day.year(), day.month(), day.day()) {
        (2025, 7, 4) => "Independence Day",
        (2025, 9, 1) => "Labor Day",
        (2025, 10, 13) => "Columbus Day",
        (2025, 11, 11) => "Veterans Day",
        (2025, 11, 27) => "Thanksgiving",
        (2025, 12, 25) => "Christmas Day",
        (2026, 1, 1) => "New Year's Day",
        (2026, 1, 19) => "Martin Luther King Day",
        (2026, 2, 16) => "Presidents' Day",
        (2026, 5, 25) => "Memorial Day",
        _ => return None,
    })
}

/// A local time of an office in the agency's own time: the Navajo Nation moves its clocks, the rest of Arizona does not.
pub(crate) fn agency_time(local: NaiveDateTime, zone: &str) -> NaiveDateTime {
    let day = local.date();
    let summer = day < date(2025, 11, 2) || (day >= date(2026, 3, 8) && day < date(2026, 11, 1));
    if zone == "America/Shiprock" && summer { local - Duration::hours(1) } else { local }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nine_in_window_rock_is_eight_in_phoenix_until_november() {
        let at = |m, d| date(2025, m, d).and_hms_opt(9, 0, 0).expect("nine o'clock");
        assert_eq!(agency_time(at(10, 27), "America/Shiprock"), at(10, 27) - Duration::hours(1));
        assert_eq!(agency_time(at(11, 3), "America/Shiprock"), at(11, 3));
        assert_eq!(agency_time(at(10, 27), "America/Phoenix"), at(10, 27));
    }

    #[test]
    fn a_monthly_rule_keeps_its_weekday() {
        let start = date(2025, 7, 8).and_hms_opt(10, 0, 0).expect("ten o'clock");
        let days = Rule::read("FREQ=MONTHLY;BYDAY=2TU").meetings(start, date(2025, 9, 30));
        assert_eq!(days.iter().map(|d| d.day()).collect::<Vec<_>>(), [8, 12, 9]);
    }
}
