//! The fields of one line, each by its own rule.

use super::{
    roster::Header,
    table::{LineError, Record},
};
use chrono::{Datelike, NaiveDate};
use chrono_tz::Tz;

/// The longest a field may be, in characters.
const LONGEST: usize = 200;

/// The fields of one line, read one after the other; what is wrong is gathered, so that a person sees all at once.
pub(super) struct Fields<'a> {
    pub(super) header: &'a Header,
    pub(super) record: &'a Record,
    pub(super) errors: Vec<LineError>,
}

impl Fields<'_> {
    pub(super) fn wrong(&mut self, column: &str, why: impl Into<String>) {
        self.errors.push(LineError::of_field(self.record.line, column, why));
    }

    /// The text of a field; nothing where it is empty, not there or unfit.
    pub(super) fn text(&mut self, column: &'static str) -> Option<String> {
        let at = *self.header.at.get(column)?;
        let Some(Ok(text)) = self.record.fields.get(at) else { return None };
        if text.is_empty() {
            return None;
        }
        if let Some(wrong) = text.chars().find(|c| is_unfit(*c)) {
            let why = match wrong {
                '\n' | '\r' if self.record.last_line > self.record.line => {
                    format!("a quoted field runs on to line {}; is a quote not closed?", self.record.last_line)
                }
                _ => format!("it holds the control character U+{:04X}", wrong as u32),
            };
            self.wrong(column, why);
            return None;
        }
        let length = text.chars().count();
        if length > LONGEST {
            self.wrong(column, format!("it has {length} characters; a field takes {LONGEST}"));
            return None;
        }
        Some(text.clone())
    }

    /// The text of a field that must be there.
    pub(super) fn needed(&mut self, column: &'static str) -> Option<String> {
        let before = self.errors.len();
        let text = self.text(column);
        let readable = self.header.at.get(column).is_some_and(|at| matches!(self.record.fields.get(*at), Some(Ok(_))));
        if text.is_none() && self.errors.len() == before && readable {
            self.wrong(column, "it is empty");
        }
        text
    }

    pub(super) fn date(&mut self, column: &'static str) -> Option<NaiveDate> {
        let text = self.text(column)?;
        let shaped = text.len() == 10 && text.bytes().all(|b| b.is_ascii_digit() || b == b'-');
        let date = NaiveDate::parse_from_str(&text, "%Y-%m-%d").ok();
        let date = date.filter(|date| shaped && (1900..2200).contains(&date.year()));
        if date.is_none() {
            self.wrong(column, format!("{text:?} is not a date such as 2025-07-02"));
        }
        date
    }

    pub(super) fn zone(&mut self) -> Option<Tz> {
        let text = self.needed("time_zone")?;
        let zone = text.parse().ok();
        if zone.is_none() {
            self.wrong("time_zone", format!("{text:?} is not a time zone such as America/Phoenix"));
        }
        zone
    }

    pub(super) fn covered(&mut self) -> Option<bool> {
        let text = self.needed("covered")?;
        match text.to_lowercase().as_str() {
            "yes" | "true" | "covered" | "1" => Some(true),
            "no" | "false" | "uncovered" | "0" => Some(false),
            _ => {
                self.wrong("covered", format!("{text:?} is none of yes, no, true, false, covered, uncovered, 1, 0"));
                None
            }
        }
    }

    pub(super) fn login(&mut self) -> Option<String> {
        let text = self.needed("login")?;
        let fits = text.len() <= 64
            && text.starts_with(|c: char| c.is_ascii_alphanumeric() || c == '_')
            && text.bytes().all(|b| b.is_ascii_alphanumeric() || b"._-@+\\".contains(&b));
        if !fits {
            let why =
                format!("{text:?} is not a login: letters, digits and . _ - @ + \\, beginning with a letter or digit");
            self.wrong("login", why);
        }
        fits.then_some(text)
    }
}

/// Characters that no field of a roster holds: control characters, line separators, and those that turn the direction
/// of what follows or are never seen.
fn is_unfit(c: char) -> bool {
    c.is_control()
        || matches!(c, '\u{200B}' | '\u{2028}' | '\u{2029}' | '\u{FEFF}' | '\u{202A}'..='\u{202E}' | '\u{2066}'..='\u{2069}')
}
