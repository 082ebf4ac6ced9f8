//! The appraisal cycle: 1 July to 30 June.

use super::words;
use chrono::{Datelike, Months, NaiveDate};
use serde::Serialize;

/// One appraisal cycle.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize)]
pub struct Cycle {
    /// Its first day, a 1 July.
    pub from: NaiveDate,
    /// Its last day, a 30 June.
    pub to: NaiveDate,
}

impl Cycle {
    /// The cycle that a day lies in.
    pub fn containing(date: NaiveDate) -> Self {
        let year = if date.month() >= 7 { date.year() } else { date.year() - 1 };
        // A date beyond the calendar's end has a cycle too: whatever is recorded can be shown.
        let year = year.clamp(NaiveDate::MIN.year() + 1, NaiveDate::MAX.year() - 2);
        let on = |year, month, day| NaiveDate::from_ymd_opt(year, month, day).expect("a day of every year");
        Self { from: on(year, 7, 1), to: on(year + 1, 6, 30) }
    }

    /// Whether a day lies in it.
    pub fn contains(&self, date: NaiveDate) -> bool {
        (self.from..=self.to).contains(&date)
    }

    /// The first days of its twelve months.
    pub fn months(&self) -> Vec<NaiveDate> {
        (0..12).filter_map(|n| self.from.checked_add_months(Months::new(n))).collect()
    }

    /// Its name in an address: `2025-26`.
    pub fn name(&self) -> String {
        format!("{}-{:02}", self.from.year(), self.to.year() % 100)
    }

    /// Its name on a page: `1 July 2025 to 30 June 2026`.
    pub fn label(&self) -> String {
        format!("{} to {}", words::day(self.from), words::day(self.to))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_cycle_runs_from_july_to_june() {
        let on = |text: &str| Cycle::containing(text.parse().expect("a date"));
        assert_eq!(on("2025-07-01"), on("2026-06-30"));
        assert_ne!(on("2025-06-30"), on("2025-07-01"));
        assert_eq!(on("2026-02-03").name(), "2025-26");
        assert_eq!(on("2026-02-03").months().len(), 12);
    }
}
