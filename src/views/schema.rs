//! A JSON Schema of each kind (draft 2020-12), made of its file in the catalogue: what the fields of an entry are.

use crate::domain::catalogue::{Documented, Field};
use serde_json::{Map, Value, json};

/// The names of things within one stream, each a letter and a number from 1 on.
const NAMED: &[(&str, char)] = &[
    ("series", 's'),
    ("agenda item", 'i'),
    ("commitment", 'c'),
    ("development plan", 'd'),
    ("development action", 'a'),
    ("goal", 'g'),
    ("obstacle", 'o'),
    ("concern", 'n'),
    ("document", 'w'),
    ("problem", 'p'),
    ("countermeasure", 'k'),
    ("idea", 'e'),
    ("objective", 't'),
    ("improvement plan", 'u'),
    ("dispute", 'r'),
    ("performance plan", 'v'),
];

/// The schema of a kind's fields; nothing where the catalogue gives a field a type that is not known here.
pub fn schema(documented: &Documented) -> Option<Value> {
    let mut properties = Map::new();
    for field in &documented.fields {
        properties.insert(field.name.clone(), described(field)?);
    }
    let required: Vec<_> = documented.fields.iter().filter(|field| field.required).map(|field| &field.name).collect();
    let note = documented.note.as_ref().map_or_else(String::new, |note| format!(" {note}"));
    Some(json!({
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "$id": format!("urn:coachlog:kind:{}", documented.kind),
        "title": documented.title,
        "description": format!("The fields of an entry of the kind {}.{note}", documented.kind),
        "x-writer": documented.writer,
        "x-class": documented.class,
        "x-retention": documented.retention,
        "x-rules": documented.rules,
        "type": "object",
        "properties": properties,
        "required": required,
        "additionalProperties": false,
        "examples": [documented.example],
    }))
}

fn described(field: &Field) -> Option<Value> {
    let mut schema = Map::from_iter([("description".to_owned(), Value::from(&*field.doc))]);
    let Value::Object(of_type) = of_type(&field.r#type)? else { return None };
    schema.extend(of_type);
    Some(Value::Object(schema))
}

/// The schema of a type as the catalogue words it.
fn of_type(words: &str) -> Option<Value> {
    if let Some(each) = words.strip_prefix("list of ") {
        return Some(json!({"type": "array", "items": of_type(each)?}));
    }
    if let Some(members) = words.strip_prefix('{').and_then(|rest| rest.strip_suffix('}')) {
        return members_of(members);
    }
    if let Some(list) = words.strip_prefix("one of ") {
        return Some(json!({"enum": list.split(", ").collect::<Vec<_>>()}));
    }
    if let Some(list) = either(words) {
        return Some(json!({"enum": list}));
    }
    if let Some((_, letter)) = NAMED.iter().find(|(name, _)| *name == words) {
        return Some(matching(&format!("^{letter}[1-9][0-9]*$")));
    }
    Some(match words {
        "boolean" => json!({"type": "boolean"}),
        "integer" => json!({"type": "integer"}),
        "whole number" | "number" | "sequence number" | "entry" | "entry number" | "entry numbers" => {
            json!({"type": "integer", "minimum": 0})
        }
        "id" | "ids" | "person" => matching("^[0-9a-f]{16}$"),
        "meeting" => matching("^s[0-9]+@[0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9]{2}:[0-9]{2}$"),
        "date" => json!({"type": "string", "format": "date"}),
        "instant (UTC)" => json!({"type": "string", "format": "date-time"}),
        "local date and time" => matching("^[0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9]{2}:[0-9]{2}:[0-9]{2}$"),
        "decimal" => matching("^-?[0-9]+[.]?[0-9]*$"),
        "element" => return members_of("name, expectation"),
        "rating" => return members_of("element, level, text, evidence: list of entry"),
        "object: field to value" => json!({"type": "object"}),
        "text"
        | "time zone (IANA)"
        | "recurrence rule (RFC 5545)"
        | "topic of the standard"
        | "topic of the standard agenda"
        | "appraisal"
        | "level"
        | "retention series" => json!({"type": "string"}),
        // A text of a shape that its words describe.
        _ if words.starts_with("text: ") => json!({"type": "string", "$comment": words}),
        _ => return None,
    })
}

/// The words of `a, b or c`.
fn either(words: &str) -> Option<Vec<&str>> {
    let (first, last) = words.rsplit_once(" or ")?;
    let all: Vec<_> = first.split(", ").chain([last]).collect();
    let is_word = |word: &&str| word.bytes().all(|byte| byte.is_ascii_lowercase() || byte == b'-');
    all.iter().all(is_word).then_some(all)
}

fn matching(pattern: &str) -> Value {
    json!({"type": "string", "pattern": pattern})
}

/// `id, what, key_points: list of text`: members without a type are texts. Which of them may be left out, each kind's
/// page says.
fn members_of(list: &str) -> Option<Value> {
    let mut members = Map::new();
    for member in list.split(", ") {
        let (name, words) = member.split_once(": ").unwrap_or((member, "text"));
        members.insert(name.to_owned(), of_type(words)?);
    }
    Some(json!({"type": "object", "properties": members, "additionalProperties": false}))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_type_of_the_catalogue_is_known_or_nothing_is_made_up() {
        let of = |words: &str| of_type(words);
        assert_eq!(of("goal"), Some(json!({"type": "string", "pattern": "^g[1-9][0-9]*$"})));
        assert_eq!(of("one of a, b"), Some(json!({"enum": ["a", "b"]})));
        assert_eq!(of("read, agree or dis-agree"), Some(json!({"enum": ["read", "agree", "dis-agree"]})));
        assert_eq!(of("a spoon or a fork"), None, "words, not sentences");
        let rating = of("list of rating").expect("known");
        assert_eq!(rating["items"]["properties"]["evidence"]["items"], json!({"type": "integer", "minimum": 0}));
        let list = of("list of {id, points: list of text}").expect("known");
        assert_eq!(list["items"]["properties"]["points"]["items"], json!({"type": "string"}));
        assert_eq!([of("list of spoons"), of("spoon"), of("{a: spoon}")], [None, None, None]);
    }
}
