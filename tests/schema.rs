//! The fear: a program that writes what a schema allows and the record does not take, or the other way round.
//!
//! `events/schema/` has a JSON Schema of each kind, made of the catalogue. `REWRITE=1 cargo test --test schema` makes
//! them anew. The check here knows the keywords that they use, and fails on any other.

use coachlog::{
    domain::catalogue::{Documented, catalogue},
    views::schema::schema,
};
use serde_json::{Map, Value, json};
use std::{
    collections::{BTreeMap, BTreeSet},
    env, fs,
    path::Path,
};

fn made(documented: &Documented) -> Value {
    let kind = &documented.kind;
    schema(documented).unwrap_or_else(|| panic!("{kind} has a type that src/views/schema.rs does not know"))
}

#[test]
fn each_kind_has_the_schema_that_its_file_makes() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("events/schema");
    let text = |it: &Documented| serde_json::to_string_pretty(&made(it)).expect("JSON") + "\n";
    let wanted: BTreeMap<_, _> = catalogue().iter().map(|it| (format!("{}.json", it.kind), text(it))).collect();
    if env::var_os("REWRITE").is_some() {
        fs::create_dir_all(&folder).expect("the folder");
        wanted.iter().for_each(|(name, text)| fs::write(folder.join(name), text).expect("a file"));
    }
    let names = fs::read_dir(&folder).expect("the schemas are there");
    let names: BTreeSet<_> = names.map(|it| it.expect("a file").file_name().into_string().expect("plain")).collect();
    assert_eq!(names, wanted.keys().cloned().collect());
    for (name, text) in wanted {
        let kept = fs::read_to_string(folder.join(&name)).expect("a schema");
        assert!(kept == text, "events/schema/{name} is another: REWRITE=1 cargo test --test schema");
    }
}

#[test]
fn each_example_is_valid_and_stops_being_so_when_it_is_spoilt() {
    for documented in catalogue() {
        let (kind, schema) = (&documented.kind, made(&documented));
        let example = documented.example.clone();
        assert_eq!(wrong(&schema, &example.clone().into()), None, "{kind}");
        let spoilt = |change: &dyn Fn(&mut Map<String, Value>)| {
            let mut fields = example.clone();
            change(&mut fields);
            wrong(&schema, &fields.into())
        };
        assert!(spoilt(&|it| drop(it.insert("imagined".into(), 1.into()))).is_some(), "{kind} with another field");
        for field in &documented.fields {
            let name = &field.name;
            let without = spoilt(&|it| drop(it.remove(name)));
            assert_eq!(without.is_some(), field.required, "{kind} without {name}");
            assert!(spoilt(&|it| drop(it.insert(name.clone(), Value::Null))).is_some(), "{kind} with null in {name}");
        }
    }
}

#[test]
fn the_check_of_these_tests_finds_what_is_wrong() {
    let name = json!({"type": "string", "pattern": "^g[1-9][0-9]*$"});
    assert_eq!(wrong(&name, &"g12".into()), None);
    for other in ["g0", "g", "h1", "g1 ", "ag1"] {
        assert!(wrong(&name, &other.into()).is_some(), "{other}");
    }
    let decimal = json!({"type": "string", "pattern": "^-?[0-9]+[.]?[0-9]*$"});
    assert!(["61.5", "-3", "90"].iter().all(|it| wrong(&decimal, &(*it).into()).is_none()));
    assert!(["", "-", "a", "1.2.3"].iter().all(|it| wrong(&decimal, &(*it).into()).is_some()));
    assert!(wrong(&json!({"type": "string", "format": "date"}), &"2025-02-30".into()).is_some());
    assert!(wrong(&json!({"enum": ["a", "b"]}), &"c".into()).is_some());
    assert!(wrong(&json!({"type": "array", "items": {"type": "integer", "minimum": 0}}), &json!([1, -1])).is_some());
}

/// The first thing that is wrong with a value by a schema.
fn wrong(schema: &Value, value: &Value) -> Option<String> {
    let schema = schema.as_object().expect("a schema is an object");
    let member = |word: &str| schema.get(word);
    schema.iter().find_map(|(word, asked)| {
        let fits = match &**word {
            "type" => is_of(asked.as_str().expect("a type"), value),
            "enum" => asked.as_array().expect("a list").contains(value),
            "minimum" => value.as_i64() >= asked.as_i64(),
            "pattern" => matches(asked.as_str().expect("a pattern"), value.as_str().unwrap_or_default()),
            "format" => is_day_or_instant(asked.as_str().expect("a format"), value.as_str().unwrap_or_default()),
            "items" => return value.as_array()?.iter().find_map(|each| wrong(asked, each)),
            "required" => {
                asked.as_array().expect("a list").iter().all(|it| value.get(it.as_str().expect("a name")).is_some())
            }
            "properties" => return asked.as_object()?.iter().find_map(|(n, of)| wrong(of, value.get(n)?)),
            "additionalProperties" => {
                let known = member("properties").and_then(Value::as_object).expect("it has properties");
                value.as_object().is_none_or(|it| it.keys().all(|name| known.contains_key(name)))
            }
            "$schema" | "$id" | "$comment" | "title" | "description" | "examples" => true,
            other if other.starts_with("x-") => true,
            other => panic!("{other} is a keyword that this check does not know"),
        };
        (!fits).then(|| format!("{word}: {value}"))
    })
}

fn is_of(name: &str, value: &Value) -> bool {
    match name {
        "object" => value.is_object(),
        "array" => value.is_array(),
        "string" => value.is_string(),
        "integer" => value.is_i64() || value.is_u64(),
        "boolean" => value.is_boolean(),
        other => panic!("{other} is a type that this check does not know"),
    }
}

fn is_day_or_instant(format: &str, text: &str) -> bool {
    match format {
        "date" => text.parse::<chrono::NaiveDate>().is_ok(),
        "date-time" => text.parse::<chrono::DateTime<chrono::Utc>>().is_ok(),
        other => panic!("{other} is a format that this check does not know"),
    }
}

/// Patterns of one character or class after the other, each with `?`, `*`, `+` or `{n}`, from `^` to `$`.
fn matches(pattern: &str, text: &str) -> bool {
    let inner = pattern.strip_prefix('^').and_then(|rest| rest.strip_suffix('$')).expect("a whole pattern");
    rest_matches(inner, text)
}

fn rest_matches(pattern: &str, text: &str) -> bool {
    let Some(first) = pattern.chars().next() else { return text.is_empty() };
    let end = if first == '[' { pattern.find(']').expect("a class ends") + 1 } else { first.len_utf8() };
    let (one, rest) = pattern.split_at(end);
    let (least, most, rest) = match rest.chars().next() {
        Some('?') => (0, 1, &rest[1..]),
        Some('*') => (0, usize::MAX, &rest[1..]),
        Some('+') => (1, usize::MAX, &rest[1..]),
        Some('{') => {
            let (count, rest) = rest[1..].split_once('}').expect("a count ends");
            let count = count.parse().expect("a count");
            (count, count, rest)
        }
        _ => (1, 1, rest),
    };
    let run = text.bytes().take_while(|byte| is_in(one, *byte)).count().min(most);
    (least..=run).any(|taken| rest_matches(rest, &text[taken..]))
}

/// Whether a byte is the character, or in the class, `[0-9a-f]`.
fn is_in(one: &str, byte: u8) -> bool {
    let Some(class) = one.strip_prefix('[').and_then(|it| it.strip_suffix(']')) else {
        return one.as_bytes() == [byte];
    };
    let class = class.as_bytes();
    match class {
        [only] => *only == byte,
        _ => class.chunks(3).any(|range| matches!(range, [from, b'-', to] if (*from..=*to).contains(&byte))),
    }
}
