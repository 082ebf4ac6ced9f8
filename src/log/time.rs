//! When an entry was recorded, and the one rule that keeps those times in order.
//!
//! recorded_at never goes backwards, except in an entry of kind [`CLOCK_ACCEPTED`] (LOG.md, "Appending").

use super::LogError;
use chrono::{DateTime, Datelike, SecondsFormat, SubsecRound, TimeDelta, Utc};
use serde::{Deserialize, Deserializer, Serializer, de::Error};

/// The kind of the only entry whose recorded_at may step back: it accepts the observed clock after the log has held
/// a time from the future.
pub const CLOCK_ACCEPTED: &str = "clock-accepted";

/// How far, in seconds, a clock may be behind the last entry and still count as in step with it.
pub const TOLERANCE_SECONDS: i64 = 5;

/// A time as the log writes it: UTC, six digits of microseconds.
pub fn written(time: DateTime<Utc>) -> String {
    time.to_rfc3339_opts(SecondsFormat::Micros, true)
}

/// The recorded_at of a batch decided now, given the last entry's.
///
/// # Errors
/// [`LogError::ClockBehind`] when the clock is more than [`TOLERANCE_SECONDS`] behind the last entry and the batch
/// is not the acceptance of that clock; [`LogError::Unfit`] for a year that takes more than four digits.
pub(crate) fn recorded_at(
    now: DateTime<Utc>,
    last: Option<DateTime<Utc>>,
    accepts_clock: bool,
) -> Result<DateTime<Utc>, LogError> {
    let now = now.trunc_subsecs(6);
    if !(1..=9999).contains(&now.year()) {
        return Err(LogError::Unfit { what: format!("the clock shows the year {}", now.year()) });
    }
    match last {
        Some(last) if now < last && !accepts_clock => {
            if last - now > TimeDelta::seconds(TOLERANCE_SECONDS) {
                return Err(LogError::ClockBehind { last, observed: now });
            }
            Ok(last)
        }
        _ => Ok(now),
    }
}

/// For each entry, in log order, the earliest recorded_at at or after it: "as known on" a day means the entries whose
/// time here is not later (LOG.md, "Appending"). An entry recorded under a clock from the future was known at the
/// latest when the next one with a right clock was.
pub fn known_at(times: &[DateTime<Utc>]) -> Vec<DateTime<Utc>> {
    let mut known = times.to_vec();
    for at in (1..known.len()).rev() {
        known[at - 1] = known[at - 1].min(known[at]);
    }
    known
}

pub(super) fn serialize<S: Serializer>(time: &DateTime<Utc>, serializer: S) -> Result<S::Ok, S::Error> {
    serializer.serialize_str(&written(*time))
}

pub(super) fn deserialize<'de, D: Deserializer<'de>>(deserializer: D) -> Result<DateTime<Utc>, D::Error> {
    let text = String::deserialize(deserializer)?;
    let time = DateTime::parse_from_rfc3339(&text).map_err(D::Error::custom)?.to_utc();
    if written(time) == text { Ok(time) } else { Err(D::Error::custom(format!("{text:?} is not UTC in microseconds"))) }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn at(second: i64) -> DateTime<Utc> {
        DateTime::from_timestamp(1_751_385_600 + second, 0).expect("a time in 2025")
    }

    #[test]
    fn a_clock_a_little_behind_records_the_last_time_again() {
        assert_eq!(recorded_at(at(1), Some(at(6)), false).expect("within five seconds"), at(6));
        assert_eq!(recorded_at(at(7), Some(at(6)), false).expect("ahead"), at(7));
        assert_eq!(recorded_at(at(7), None, false).expect("the first"), at(7));
    }

    #[test]
    fn a_clock_far_behind_is_refused_with_both_times_unless_it_is_accepted() {
        let refused = recorded_at(at(0), Some(at(6)), false).expect_err("six seconds");
        assert!(refused.to_string().contains("2025-07-01T16:00:06.000000Z"), "{refused}");
        assert!(refused.to_string().contains("2025-07-01T16:00:00.000000Z"), "{refused}");
        assert_eq!(recorded_at(at(0), Some(at(6)), true).expect("accepted"), at(0));
    }

    #[test]
    fn what_a_clock_from_the_future_recorded_is_known_from_the_next_right_time() {
        let times = [at(0), at(1), at(900), at(901), at(5), at(7)];
        assert_eq!(known_at(&times), [at(0), at(1), at(5), at(5), at(5), at(7)]);
        assert!(known_at(&[]).is_empty());
    }
}
