//! What can be recorded: every kind with its fields, who records it, who reads it and the rules that it serves.

use crate::domain::{
    Class,
    catalogue::{Documented, Field, catalogue},
};
use serde::Serialize;

/// A kind, in words.
#[derive(Clone, Debug, Serialize)]
pub struct KindView {
    /// As it is written.
    pub kind: String,
    /// As a person reads it.
    pub title: String,
    /// Who may record it.
    pub recorded_by: &'static str,
    /// Who may read it.
    pub read_by: &'static str,
    /// The series that keeps it.
    pub retention: String,
    /// Where one entry differs from its kind.
    pub note: Option<String>,
    /// The rules that it serves.
    pub rules: Vec<String>,
    /// Its fields.
    pub fields: Vec<Field>,
    /// An example of its fields, as JSON.
    pub example: String,
}

/// Kinds that the same people read.
#[derive(Clone, Debug, Serialize)]
pub struct ReadBy {
    /// The audience class.
    pub class: String,
    /// Who that is.
    pub who: &'static str,
    /// The kinds, in the order of the register.
    pub kinds: Vec<KindView>,
}

/// Every kind, by who reads it: from those that everyone reads to those of the fewest.
pub fn kinds() -> Vec<ReadBy> {
    let all = catalogue();
    let of = |class: &Class| {
        let kinds: Vec<_> = all.iter().filter(|it| it.class == class.as_str()).map(in_words).collect();
        ReadBy { class: class.to_string(), who: readers(class.as_str()), kinds }
    };
    Class::ALL.iter().map(of).filter(|group| !group.kinds.is_empty()).collect()
}

fn in_words(documented: &Documented) -> KindView {
    let Documented { kind, title, retention, note, rules, mut fields, .. } = documented.clone();
    // The files are read as they are too, where code stands in backticks.
    let plain = |text: &str| text.replace('`', "");
    fields.iter_mut().for_each(|field| field.doc = plain(&field.doc));
    let note = note.as_deref().map(plain);
    let example = serde_json::to_string_pretty(&documented.example).expect("it was read from JSON");
    let (recorded_by, read_by) = (writers(&documented.writer), readers(&documented.class));
    KindView { kind, title, recorded_by, read_by, retention, note, rules, fields, example }
}

/// Who the letters of a writer are.
fn writers(letters: &str) -> &'static str {
    match letters {
        "H" => "Human resources",
        "L" => "The employee’s leader on that day",
        "E" => "The employee",
        "L/E" => "The leader or the employee, each for their own side",
        "M" => "The leader above the employee’s leader, and human resources where nobody is above",
        "H/A" => "Human resources or an auditor, each for what they read themselves",
        "L/H" => "The employee’s leader on that day, or human resources",
        _ => "Whoever the note names",
    }
}

/// Who a class is.
fn readers(class: &str) -> &'static str {
    match class {
        "agency" => "Everyone employed",
        "person" => {
            "The employee, the leaders above on the day of reading, and human resources; auditors with a recorded purpose"
        }
        "pair" => {
            "The employee and the leader on the day of reading; human resources and auditors with a recorded purpose"
        }
        "review" => "The leader, the leader above and human resources; never the employee",
        _ => "Human resources; auditors with a recorded purpose",
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::Event;

    #[test]
    fn every_kind_stands_once_under_those_who_read_it() {
        let groups = kinds();
        let mut all: Vec<_> = groups.iter().flat_map(|group| group.kinds.iter().map(|it| &*it.kind)).collect();
        all.sort_unstable();
        let mut known = Event::KINDS.to_vec();
        known.sort_unstable();
        assert_eq!(all, known);
        let named = groups.iter().flat_map(|group| &group.kinds).all(|it| it.recorded_by != "Whoever the note names");
        assert!(named, "every writer of the register has words");
        assert_eq!(groups[0].class, "agency");
    }
}
