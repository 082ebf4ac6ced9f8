//! The names of things within one stream: `s1`, `i7`, `c12`, `d1`, `a3`, `g1`, `o1`, `n1`, `p1`, `k1`, `e1`, `v1`, `u1`,
//! `r1` and meetings of a person, `w1` and `t1` of an agency.

use chrono::{NaiveDate, NaiveDateTime};
use std::{fmt, str::FromStr};

/// A name that does not read as one.
#[derive(Debug, thiserror::Error)]
#[error("{text:?} is not {wanted}")]
pub struct NotAName {
    pub(super) text: String,
    pub(super) wanted: &'static str,
}

/// Serialises a type by its `Display` and reads it by its `FromStr`.
macro_rules! as_text {
    ($name:ident) => {
        impl serde::Serialize for $name {
            fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
                serializer.collect_str(self)
            }
        }

        impl<'de> serde::Deserialize<'de> for $name {
            fn deserialize<D: serde::Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
                let text = <String as serde::Deserialize>::deserialize(deserializer)?;
                text.parse().map_err(serde::de::Error::custom)
            }
        }
    };
}
pub(super) use as_text;

macro_rules! counted {
    ($(#[$doc:meta])* $name:ident, $letter:literal, $wanted:literal) => {
        $(#[$doc])*
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub struct $name(pub u32);

        impl fmt::Display for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                write!(f, concat!($letter, "{}"), self.0)
            }
        }

        impl FromStr for $name {
            type Err = NotAName;
            fn from_str(text: &str) -> Result<Self, NotAName> {
                let digits = text.strip_prefix($letter).filter(|rest| rest.bytes().all(|b| b.is_ascii_digit()));
                match digits.and_then(|digits| digits.parse().ok()) {
                    Some(number) if number > 0 => Ok(Self(number)),
                    _ => Err(NotAName { text: text.to_owned(), wanted: $wanted }),
                }
            }
        }

        as_text!($name);

        impl $name {
            /// The name after the last of those that are known: it is that of nothing that stands, be there as many of
            /// them as there are, where something before it was destroyed.
            pub fn next<'a>(known: impl IntoIterator<Item = &'a Self>) -> Self {
                Self(known.into_iter().map(|it| it.0).max().unwrap_or(0) + 1)
            }
        }
    };
}

counted!(
    /// A coaching series, `s1`.
    SeriesId, "s", "a series such as s1"
);
counted!(
    /// An agenda item, `i7`.
    ItemId, "i", "an agenda item such as i7"
);
counted!(
    /// A commitment, `c12`; it keeps this name across leaders, meetings and cycles.
    CommitmentId, "c", "a commitment such as c12"
);
counted!(
    /// A development plan, `d1`.
    PlanId, "d", "a development plan such as d1"
);
counted!(
    /// An action of a development plan, `a3`.
    ActionId, "a", "a development action such as a3"
);
counted!(
    /// A goal, `g1`.
    GoalId, "g", "a goal such as g1"
);
counted!(
    /// An obstacle, `o1`.
    ObstacleId, "o", "an obstacle such as o1"
);
counted!(
    /// A concern, `n1`.
    ConcernId, "n", "a concern such as n1"
);
counted!(
    /// A problem, `p1`.
    ProblemId, "p", "a problem such as p1"
);
counted!(
    /// A countermeasure, `k1`.
    CountermeasureId, "k", "a countermeasure such as k1"
);
counted!(
    /// An idea, `e1`.
    IdeaId, "e", "an idea such as e1"
);

counted!(
    /// A standard-work document of an agency, `w1`: the coaching standard. Others follow as they are opened.
    DocumentId, "w", "a standard-work document such as w1"
);

counted!(
    /// A performance plan, `v1`.
    ExpectationsId, "v", "a performance plan such as v1"
);
counted!(
    /// An improvement plan, `u1`.
    ImprovementId, "u", "an improvement plan such as u1"
);

counted!(
    /// A strategic objective of an agency, `t1`.
    ObjectiveId, "t", "a strategic objective such as t1"
);

counted!(
    /// A dispute, `r1`.
    DisputeId, "r", "a dispute such as r1"
);

/// A meeting: its series and its original local start, as RFC 5545's RECURRENCE-ID names it (EVENTS.md).
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct MeetingId {
    /// The series.
    pub series: SeriesId,
    /// When the rule put it, in the office's local time, whatever it was moved to later.
    pub start: NaiveDateTime,
}

impl MeetingId {
    /// The original local date, by which people pick a meeting.
    pub fn date(&self) -> NaiveDate {
        self.start.date()
    }
}

impl fmt::Display for MeetingId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}@{}", self.series, self.start.format("%Y-%m-%dT%H:%M"))
    }
}

impl FromStr for MeetingId {
    type Err = NotAName;

    fn from_str(text: &str) -> Result<Self, NotAName> {
        let wrong = || NotAName { text: text.to_owned(), wanted: "a meeting such as s1@2025-07-02T09:00" };
        let (series, start) = text.split_once('@').ok_or_else(wrong)?;
        let start = NaiveDateTime::parse_from_str(start, "%Y-%m-%dT%H:%M").map_err(|_| wrong())?;
        let none = SeriesId::NONE;
        let series = if series == none.to_string() { none } else { series.parse().map_err(|_| wrong())? };
        Ok(Self { series, start })
    }
}

as_text!(MeetingId);

impl SeriesId {
    /// What stands for the series in the name of a meeting that no rule put: `s0@2025-07-02T09:00`.
    pub const NONE: Self = Self(0);
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_read_back_as_written_and_nothing_else_does() {
        assert_eq!("c12".parse::<CommitmentId>().expect("a name").to_string(), "c12");
        let meeting = "s2@2025-11-05T09:00";
        assert_eq!(meeting.parse::<MeetingId>().expect("a meeting").to_string(), meeting);
        let outside = "s0@2025-11-05T09:00";
        assert_eq!(outside.parse::<MeetingId>().expect("a meeting of no series").series, SeriesId::NONE);
        assert!("s0".parse::<SeriesId>().is_err());
        for wrong in ["c0", "c-1", "c+1", "12", "i3", "c", "c99999999999"] {
            assert!(wrong.parse::<CommitmentId>().is_err(), "{wrong}");
        }
    }
}
