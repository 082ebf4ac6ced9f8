//! The catalogue: what the file of each kind says, compiled in, with the rules that were given to a kind later.
//!
//! A locked file is never edited. Rules that a kind was found to serve after it was locked stand in `events/rules.json`.

use super::Event;
use serde::{Deserialize, Serialize};
use serde_json::{Map, Value};
use std::collections::BTreeMap;

/// What a file of the catalogue says of a kind.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Documented {
    /// The kind as it is written.
    pub kind: String,
    /// As a person reads it.
    pub title: String,
    /// The letters of who may record it.
    pub writer: String,
    /// Who may read it.
    pub class: String,
    /// The series that keeps it.
    pub retention: String,
    /// The first format of the log that has it.
    pub since: u32,
    /// Where one entry differs from its kind.
    #[serde(default)]
    pub note: Option<String>,
    /// The rules that it serves.
    pub rules: Vec<String>,
    /// Its fields, in the order in which they are written.
    pub fields: Vec<Field>,
    /// An entry's fields, all of them.
    pub example: Map<String, Value>,
}

/// What a file of the catalogue says of a field.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Field {
    /// Its name.
    pub name: String,
    /// Its type, in words.
    pub r#type: String,
    /// Whether each entry has it.
    pub required: bool,
    /// What it means.
    pub doc: String,
}

/// The rules of kinds that were given after they were locked.
const LATER: &str = include_str!("../../events/rules.json");

/// Every kind of the register as its file documents it, in the order of the register.
pub fn catalogue() -> Vec<Documented> {
    let mut later: BTreeMap<String, Vec<String>> = serde_json::from_str(LATER).expect("a test reads it");
    let read = |text: &&str| -> Documented {
        let mut documented: Documented = serde_json::from_str(text).expect("a test reads every file");
        documented.rules.retain(|rule| !rule.starts_with("EVENTS.md"));
        documented.rules.extend(later.remove(&documented.kind).unwrap_or_default());
        documented
    };
    Event::FILES.iter().map(read).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_kind_is_documented_with_rules_and_rules_are_given_to_no_kind_that_is_not_there() {
        let kinds: Vec<_> = catalogue().into_iter().map(|it| (it.kind, it.rules)).collect();
        assert_eq!(kinds.iter().map(|(kind, _)| &**kind).collect::<Vec<_>>(), Event::KINDS);
        for (kind, rules) in &kinds {
            assert!(!rules.is_empty(), "{kind} serves no rule: name one in events/rules.json");
        }
        let later: BTreeMap<String, Vec<String>> = serde_json::from_str(LATER).expect("JSON");
        assert!(later.keys().all(|kind| Event::KINDS.contains(&&**kind)), "{later:?}");
    }
}
