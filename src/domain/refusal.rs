//! The domain's expected no: what was refused, by which rule, and what to do next.

use std::fmt;

/// The rules that are the software's own, beside those of the standard work; docs/RULES.md says what each asks.
pub mod rule {
    /// Each kind of entry has those who may record it.
    pub const WRITER: &str = "authority.writer";
    /// Human resources record and read for the agency that somebody belongs to on the day.
    pub const AGENCY: &str = "authority.agency";
    /// A leader's entry needs a reporting line that was active on the day it happened.
    pub const LINE: &str = "authority.line";
    /// An entry is corrected by its author or by HR, what an employee recorded by the employee alone.
    pub const AUTHOR: &str = "authority.author";
    /// Who acts is the account, never a word of the command.
    pub const ACCOUNT: &str = "authority.account";
    /// An entry is read by those whom its audience class includes.
    pub const AUDIENCE: &str = "audience";
    /// Human resources and auditors read more than their right with a recorded purpose alone.
    pub const PURPOSE: &str = "records.purpose";
    /// The employee alone contests, an entry of their own record.
    pub const CONTEST: &str = "records.contest";
    /// A paper is transcribed with the hash of its scan, and is no act of the employee's here.
    pub const PAPER: &str = "records.paper";
    /// A change of leader loses nothing: what is open is adopted or declined by the new one.
    pub const HANDOVER: &str = "2A.handover";
    /// One key, one request.
    pub const KEY: &str = "idempotency";
    /// What a legal hold holds is not destroyed.
    pub const HOLD: &str = "records.hold";
    /// What is destroyed is ordered first, with all that carries the same words.
    pub const ORDER: &str = "records.order";
    /// Each series is kept for a period that is recorded.
    pub const RETENTION: &str = "records.retention";
}

/// Why a command was refused. Nothing was recorded.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Refusal {
    /// The rule id behind the refusal, where there is one: of the standard work, or of [`rule`].
    pub rule: Option<&'static str>,
    /// What happened, in one sentence.
    pub what: String,
    /// Everything that is in the way, one line each; empty where `what` says it all.
    pub list: Vec<String>,
    /// What to do next.
    pub next: String,
    /// The entry that already says the same, when that is the reason (`--again` records it once more).
    pub already: Option<u64>,
}

impl Refusal {
    /// A refusal with what happened and what to do next.
    pub fn new(what: impl Into<String>, next: impl Into<String>) -> Self {
        Self { rule: None, what: what.into(), list: Vec::new(), next: next.into(), already: None }
    }

    /// The same, by this rule.
    pub fn by(mut self, rule: &'static str) -> Self {
        self.rule = Some(rule);
        self
    }

    /// The same, with everything that is in the way.
    pub fn listing(mut self, list: Vec<String>) -> Self {
        self.list = list;
        self
    }
}

impl fmt::Display for Refusal {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.what)?;
        if let Some(rule) = self.rule {
            write!(f, " [rule {rule}]")?;
        }
        for line in &self.list {
            write!(f, "\n  - {line}")?;
        }
        write!(f, "\n{}", self.next)
    }
}

impl std::error::Error for Refusal {}

/// The longest text that one field takes, in characters; longer ones belong in a document that is linked.
const LONGEST: usize = 20_000;

/// A typed text made fit to record: line ends as `\n`, no space at the ends.
///
/// # Errors
/// Refuses an empty text, one over 20,000 characters, and control characters.
pub fn clean(field: &str, text: &str) -> Result<String, Refusal> {
    let text = text.replace("\r\n", "\n");
    let text = text.trim();
    if text.is_empty() {
        return Err(Refusal::new(format!("The {field} is empty."), "Write it, or leave the option out."));
    }
    let length = text.chars().count();
    if length > LONGEST {
        let what = format!("The {field} has {length} characters; one entry takes {LONGEST}.");
        return Err(Refusal::new(what, "Shorten it, or record it in parts."));
    }
    if let Some(wrong) = text.chars().find(|c| c.is_control() && *c != '\n' && *c != '\t') {
        let what = format!("The {field} holds the control character U+{:04X}.", wrong as u32);
        return Err(Refusal::new(what, "Take it out and try again."));
    }
    Ok(text.to_owned())
}

/// [`clean`] for a text that may be left out.
///
/// # Errors
/// As [`clean`], for a text that is there.
pub fn clean_if_any(field: &str, text: Option<&str>) -> Result<Option<String>, Refusal> {
    text.map(|text| clean(field, text)).transpose()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_text_is_trimmed_and_keeps_its_lines() {
        assert_eq!(clean("note", "  one\r\ntwo \n").expect("clean"), "one\ntwo");
    }

    #[test]
    fn empty_endless_and_unprintable_texts_are_refused_by_name() {
        for (text, word) in [(" \n", "empty"), ("a\u{7}b", "U+0007"), ("\u{1b}[2J", "U+001B")] {
            let refusal = clean("note", text).expect_err(word).to_string();
            assert!(refusal.contains("note") && refusal.contains(word), "{refusal}");
        }
        assert!(clean("note", &"x".repeat(LONGEST + 1)).is_err());
    }
}
