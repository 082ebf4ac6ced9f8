//! The fear: somebody edits the shape of a kind that is already in people's records, and old entries change meaning or
//! no longer read. Each kind has a file in `events/catalogue/` that is documentation, golden file and contract at once,
//! and `LOCK.json` holds a digest of each.

use coachlog::domain::{Event, catalogue::Documented};
use serde_json::{Map, Value};
use std::{
    collections::{BTreeMap, BTreeSet},
    fs,
    path::{Path, PathBuf},
};

const WHAT_TO_DO: &str = "An entry, once appended, never changes meaning: a new shape is a new kind (EVENTS.md, \"What \
     must hold\"). Put the old file back, and give the new shape a kind, a file and a line in LOCK.json of its own.";

fn folder() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("events/catalogue")
}

fn files() -> BTreeMap<String, Vec<u8>> {
    let entries = fs::read_dir(folder()).expect("the catalogue is there");
    let names = entries.map(|entry| entry.expect("an entry").file_name().into_string().expect("a plain name"));
    let files = names.filter(|name| name != "LOCK.json");
    files.map(|name| (name.clone(), fs::read(folder().join(name)).expect("a readable file"))).collect()
}

fn pages() -> Vec<Documented> {
    let read = |(name, bytes): (String, Vec<u8>)| -> Documented {
        let page: Documented = serde_json::from_slice(&bytes).unwrap_or_else(|error| panic!("{name}: {error}"));
        assert_eq!(name, format!("{}.json", page.kind));
        page
    };
    files().into_iter().map(read).collect()
}

fn without(fields: &Map<String, Value>, name: &str) -> Map<String, Value> {
    let mut fields = fields.clone();
    fields.remove(name).unwrap_or_else(|| panic!("the example has {name}"));
    fields
}

#[test]
fn every_kind_has_a_file_and_every_file_a_kind() {
    let kinds: BTreeSet<_> = Event::KINDS.iter().map(|kind| format!("{kind}.json")).collect();
    let names: BTreeSet<_> = files().into_keys().collect();
    assert_eq!(names, kinds);
}

#[test]
fn no_file_of_a_recorded_kind_was_edited() {
    let lock = fs::read(folder().join("LOCK.json")).expect("the lock is there");
    let lock: BTreeMap<String, String> = serde_json::from_slice(&lock).expect("the lock reads");
    let digests = files().into_iter().map(|(name, bytes)| (name, blake3::hash(&bytes).to_hex().to_string()));
    let digests: BTreeMap<_, _> = digests.collect();
    for (name, locked) in &lock {
        let digest = digests.get(name).unwrap_or_else(|| panic!("{name} is locked and gone. {WHAT_TO_DO}"));
        assert_eq!(digest, locked, "{name} was edited. {WHAT_TO_DO}");
    }
    let line = |(name, digest): (&String, &String)| format!("  \"{name}\": \"{digest}\"");
    let open: Vec<_> = digests.iter().filter(|(name, _)| !lock.contains_key(*name)).map(line).collect();
    assert!(open.is_empty(), "a new kind is locked from its first day; add to LOCK.json:\n{}", open.join(",\n"));
}

#[test]
fn the_example_reads_and_is_written_again_as_it_was() {
    for page in pages() {
        let event = Event::parse(&page.kind, page.example.clone()).unwrap_or_else(|e| panic!("{}: {e}", page.kind));
        assert_eq!(event.fields(), page.example, "{}", page.kind);
        assert_eq!(event.kind(), page.kind);
    }
}

#[test]
fn a_page_says_what_the_register_says() {
    for page in pages() {
        let event = Event::parse(&page.kind, page.example.clone()).expect("the example reads");
        let said = (&*page.title, &*page.writer, &*page.class, &*page.retention);
        let (class, retention) = (event.class(), event.retention());
        let registered = (event.title(), event.writer().letters(), class.as_str(), retention.as_str());
        assert_eq!(said, registered, "{}", page.kind);
        assert!(page.since >= 1 && page.note.is_none_or(|note| note.ends_with('.')), "{}", page.kind);
        assert!(page.rules.iter().all(|rule| !rule.is_empty()), "{}", page.kind);
    }
}

#[test]
fn a_page_documents_every_field_and_no_other() {
    for page in pages() {
        let named: BTreeSet<_> = page.fields.iter().map(|field| field.name.clone()).collect();
        assert_eq!(named, page.example.keys().cloned().collect(), "{}: the example shows every field", page.kind);
        for field in &page.fields {
            let reserved = ["kind", "occurred_on", "salt"].contains(&&*field.name);
            assert!(!reserved, "{}: {} is a word of the envelope", page.kind, field.name);
            assert!(field.doc.ends_with('.') && !field.r#type.is_empty(), "{}: {}", page.kind, field.name);
        }
        let mut extra = page.example.clone();
        extra.insert("imagined".into(), Value::Null);
        let refused = Event::parse(&page.kind, extra).expect_err("an unknown field is refused").to_string();
        let (_, expected) = refused.split_once("expected").unwrap_or_else(|| panic!("{}: {refused}", page.kind));
        let known: BTreeSet<_> = expected.split('`').skip(1).step_by(2).map(str::to_owned).collect();
        assert_eq!(named, known, "{}: the fields that the code reads", page.kind);
    }
}

#[test]
fn required_fields_are_required_and_the_others_are_not() {
    for page in pages() {
        for field in &page.fields {
            let read = Event::parse(&page.kind, without(&page.example, &field.name));
            assert_eq!(read.is_err(), field.required, "{} without {}", page.kind, field.name);
        }
    }
}
