//! Decimal numbers as people type them, kept and compared exactly: a metric's baseline, target and values.

use serde::{Deserialize, Deserializer, Serialize, Serializer, de::Error};
use std::{cmp::Ordering, fmt, str::FromStr};

/// The most digits that a number may have, so that comparing two never overflows.
const MOST_DIGITS: usize = 15;
/// The most digits after the point.
const MOST_PLACES: u32 = 6;

/// A text that does not read as a decimal number.
#[derive(Debug, thiserror::Error)]
#[error(
    "{text:?} is not a decimal number such as 12, -3 or 61.5, of {MOST_DIGITS} digits at most, {MOST_PLACES} after the point"
)]
pub struct NotADecimal {
    text: String,
}

/// A decimal number. It keeps the places it was typed with, so that 90.0 stays 90.0, and equals 90.
#[derive(Clone, Copy, Debug)]
pub struct Decimal {
    units: i64,
    places: u32,
}

impl Decimal {
    /// How many digits stand after the point.
    pub const fn places(self) -> u32 {
        self.places
    }

    /// The number times ten to the power of `places`, exact for `places` that are no fewer than its own.
    ///
    /// # Panics
    /// With fewer places than its own, which would drop digits.
    pub fn scaled(self, places: u32) -> i128 {
        let more = places.checked_sub(self.places).expect("no digit is dropped");
        i128::from(self.units) * 10_i128.pow(more)
    }
}

impl Ord for Decimal {
    fn cmp(&self, other: &Self) -> Ordering {
        let places = self.places.max(other.places);
        self.scaled(places).cmp(&other.scaled(places))
    }
}

impl PartialOrd for Decimal {
    fn partial_cmp(&self, other: &Self) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}

impl PartialEq for Decimal {
    fn eq(&self, other: &Self) -> bool {
        self.cmp(other).is_eq()
    }
}

impl Eq for Decimal {}

impl FromStr for Decimal {
    type Err = NotADecimal;

    fn from_str(text: &str) -> Result<Self, NotADecimal> {
        let wrong = || NotADecimal { text: text.to_owned() };
        let unsigned = text.strip_prefix('-').unwrap_or(text);
        let (whole, fraction) = unsigned.split_once('.').map_or((unsigned, None), |(whole, rest)| (whole, Some(rest)));
        let digits = |part: &str| !part.is_empty() && part.bytes().all(|byte| byte.is_ascii_digit());
        if !digits(whole) || !fraction.is_none_or(digits) {
            return Err(wrong());
        }
        let all = [whole, fraction.unwrap_or_default()].concat();
        let places = u32::try_from(fraction.map_or(0, str::len)).map_err(|_| wrong())?;
        if all.len() > MOST_DIGITS || places > MOST_PLACES {
            return Err(wrong());
        }
        let units: i64 = all.parse().map_err(|_| wrong())?;
        Ok(Self { units: if unsigned.len() < text.len() { -units } else { units }, places })
    }
}

impl fmt::Display for Decimal {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let sign = if self.units < 0 { "-" } else { "" };
        let (one, units) = (10_u64.pow(self.places), self.units.unsigned_abs());
        write!(f, "{sign}{}", units / one)?;
        match self.places {
            0 => Ok(()),
            places => write!(f, ".{:0width$}", units % one, width = places as usize),
        }
    }
}

impl Serialize for Decimal {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(self)
    }
}

impl<'de> Deserialize<'de> for Decimal {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        String::deserialize(deserializer)?.parse().map_err(D::Error::custom)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn number(text: &str) -> Decimal {
        text.parse().unwrap_or_else(|error| panic!("{error}"))
    }

    #[test]
    fn a_decimal_reads_back_as_it_was_typed() {
        for text in ["0", "12", "-3", "61.5", "90.0", "0.05", "-0.5", "999999999999999", "123456789.123456"] {
            assert_eq!(number(text).to_string(), text);
        }
        assert_eq!(number("007").to_string(), "7");
        assert_eq!(number("-0.0").to_string(), "0.0");
    }

    #[test]
    fn what_is_no_decimal_is_refused() {
        for text in [
            "",
            "-",
            "1,5",
            "1.",
            ".5",
            "1e3",
            "+1",
            "--1",
            "1.2.3",
            "NaN",
            " 1",
            "１",
            "1.1234567",
            "1234567890123456",
        ] {
            assert!(text.parse::<Decimal>().is_err(), "{text}");
        }
    }

    #[test]
    fn decimals_compare_exactly_whatever_their_places() {
        assert_eq!(number("90"), number("90.0"));
        assert!(number("0.3") > number("0.299999") && number("-2") < number("-1.5"));
        assert!(number("999999999999999") > number("999999999.999999"));
        assert_eq!(number("-2.5").scaled(3), -2500);
    }
}
