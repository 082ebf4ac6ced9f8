//! The 42 people as the composer sees them, and when each of them meets their leader.

use super::calendar::Rule;
use chrono::{NaiveDate, NaiveDateTime};
use std::collections::BTreeMap;

/// One person of the roster.
#[derive(Clone, Debug)]
pub(crate) struct Person {
    pub(crate) name: String,
    pub(crate) login: String,
    pub(crate) unit: String,
    pub(crate) tier: String,
    pub(crate) office: String,
    pub(crate) zone: String,
    /// The leader's login; the director has none.
    pub(crate) leader: Option<String>,
}

impl Person {
    /// The first name, as colleagues use it.
    pub(crate) fn first(&self) -> &str {
        self.name.split(' ').next().expect("a name has a first word")
    }

    /// The unit's line of work: `Retail Fuel 12` is one of several units of Retail Fuel.
    pub(crate) fn trade(&self) -> &str {
        self.unit.trim_end_matches(|c: char| c.is_ascii_digit()).trim_end()
    }
}

/// A person's series as it is scheduled.
#[derive(Clone, Debug)]
pub(crate) struct Series {
    pub(crate) rule: Rule,
    pub(crate) start: NaiveDateTime,
    pub(crate) minutes: u64,
    pub(crate) mode: String,
    /// The length from January 2026, where version 2 of the standard made it longer.
    pub(crate) later: Option<u64>,
}

fn rows(text: &str) -> Vec<BTreeMap<String, String>> {
    let mut reader = csv::Reader::from_reader(text.as_bytes());
    reader.deserialize().map(|row| row.expect("the sample's table is well formed")).collect()
}

/// The people of the roster, in its order.
pub(crate) fn people() -> Vec<Person> {
    let rows = rows(super::ROSTER);
    let login = |number: &str| rows.iter().find(|r| r["employee_number"] == number).map(|r| r["login"].clone());
    let person = |row: &BTreeMap<String, String>| Person {
        name: row["name"].clone(),
        login: row["login"].clone(),
        unit: row["unit"].clone(),
        tier: row["tier"].clone(),
        office: row["office"].clone(),
        zone: row["time_zone"].clone(),
        leader: login(&row["manager"]),
    };
    rows.iter().map(person).collect()
}

/// Everybody's series by login.
pub(crate) fn series() -> BTreeMap<String, Series> {
    let read = |row: &BTreeMap<String, String>| Series {
        rule: Rule::read(&row["rule"]),
        start: row["start"].clone().parse_minute(),
        minutes: row["minutes"].parse().expect("minutes are a number"),
        mode: row["mode"].clone(),
        later: row["from_2026"].parse().ok(),
    };
    rows(include_str!("../../events/sample/series.csv")).iter().map(|row| (row["login"].clone(), read(row))).collect()
}

/// Reads `2025-07-02T09:00`.
pub(crate) trait Minute {
    /// The date and minute that the text names; the sample's own files are right.
    fn parse_minute(&self) -> NaiveDateTime;
}

impl Minute for String {
    fn parse_minute(&self) -> NaiveDateTime {
        NaiveDateTime::parse_from_str(self, "%Y-%m-%dT%H:%M").expect("a date and a minute")
    }
}

/// A date of the sample's own.
pub(crate) fn date(year: i32, month: u32, day: u32) -> NaiveDate {
    NaiveDate::from_ymd_opt(year, month, day).expect("a day of the calendar")
}
