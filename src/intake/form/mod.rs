//! Forms: one Markdown page with a heading for each topic and part, printed for a person to fill in and read back
//! strictly. A line that means nothing is an error by its number, all errors are told at once, and a form is one
//! command, recorded as a whole or not at all.

pub mod appraise;
mod boxes;
pub mod grow;
pub mod hold;
mod page;
pub mod prep;
mod promise;
pub mod reflect;
#[cfg(test)]
mod tests;

use crate::domain::standard::Topic;
use chrono::NaiveDate;
use std::fmt;

/// A line of a form that does not read.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FormError {
    /// Its number, from one.
    pub line: usize,
    /// What is wrong with it, and what would be right.
    pub what: String,
}

/// Everything in a form that does not read, by line.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FormErrors(pub Vec<FormError>);

impl fmt::Display for FormErrors {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let lines = if self.0.len() == 1 { "line does" } else { "lines do" };
        write!(f, "{} {lines} not read; nothing was recorded:", self.0.len())?;
        self.0.iter().try_for_each(|error| write!(f, "\n  line {}: {}", error.line, error.what))
    }
}

/// What forms are read with: the topics of the standard in force on the day, and the day that words count from.
#[derive(Clone, Copy, Debug)]
pub struct Reading<'a> {
    /// The topics, in order.
    pub topics: &'a [Topic],
    /// Today.
    pub today: NaiveDate,
}

/// A topic as a heading: `2C Problem solving`.
fn heading(topic: &Topic) -> String {
    format!("{} {}", topic.id, topic.label)
}

impl Reading<'_> {
    /// The heading of each topic.
    fn headings(&self) -> Vec<String> {
        self.topics.iter().map(heading).collect()
    }

    /// The topic that a heading's first word names.
    fn topic(&self, heading: &str) -> Option<&str> {
        let first = heading.split_whitespace().next()?;
        self.topics.iter().map(|topic| topic.id.as_str()).find(|id| id.eq_ignore_ascii_case(first))
    }
}

/// What a form is, in lines that are read by its author alone: whose, when, who may read what.
pub type Guidance = [String];
