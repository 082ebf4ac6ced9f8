//! The fear: the format drifts, and what is recorded today cannot be checked in ten years.
//!
//! tests/vectors/entry.json was computed by tests/vectors/make.py, which shares no code with us, BLAKE3 included. Here
//! the same values come out once of our functions and once of nothing but calls of the blake3 crate.

use coachlog::log::{Entry, Hash, REQUEST_CONTEXT, Salt, commitment, request_hash};
use serde_json::Value;

fn vector() -> Value {
    serde_json::from_str(include_str!("vectors/entry.json")).expect("JSON")
}

fn text<'a>(value: &'a Value, name: &str) -> &'a str {
    value[name].as_str().expect("a text")
}

fn texts(value: &Value) -> Vec<String> {
    value.as_array().expect("a list").iter().map(|text| text.as_str().expect("a text").to_owned()).collect()
}

fn bytes(hex: &str) -> [u8; 32] {
    *hex.parse::<Hash>().expect("sixty-four digits").as_bytes()
}

#[test]
fn our_functions_give_the_vector() {
    let vector = vector();
    let salt: Salt = text(&vector, "salt").parse().expect("a salt");
    for row in vector["fields"].as_array().expect("fields") {
        let key = commitment::field_key(&salt, text(row, "name"));
        assert_eq!(Hash::from_bytes(key).to_string(), text(row, "field_key"));
        assert_eq!(commitment::leaf(&key, text(row, "name"), &row["value"]).to_string(), text(row, "leaf"));
    }
    for (padding, n) in texts(&vector["padding"]).iter().zip(0..) {
        assert_eq!(&commitment::padding_leaf(&salt, n).to_string(), padding);
    }
    let line = text(&vector, "line");
    let entry = Entry::from_line(line).expect("an entry");
    assert_eq!(entry.to_line(), line);
    let body = entry.body.as_ref().expect("a body");
    let leaves: Vec<String> = commitment::leaves(body).iter().map(Hash::to_string).collect();
    assert_eq!(leaves, texts(&vector["leaves"]));
    assert_eq!(commitment::commitment(body).to_string(), text(&vector, "commitment"));
    assert_eq!(entry.hash().to_string(), text(&vector, "header_hash"));
    let destroyed = Entry::from_line(text(&vector, "destroyed")).expect("an entry without its body");
    assert_eq!((destroyed.to_line().as_str(), destroyed.hash()), (text(&vector, "destroyed"), entry.hash()));
    assert_eq!((destroyed.body, destroyed.header), (None, entry.header));
    let request = &vector["request"];
    let actor = text(request, "actor").parse().expect("an id");
    assert_eq!(request_hash(actor, text(request, "key")).to_string(), text(request, "hash"));
    assert_eq!(REQUEST_CONTEXT, text(&vector["contexts"], "request"));
}

#[test]
fn blake3_alone_gives_the_vector() {
    let vector = vector();
    let salt = bytes(text(&vector, "salt"));
    let mut leaves = texts(&vector["padding"]);
    for (padding, n) in leaves.iter().zip(0..) {
        assert_eq!(blake3::keyed_hash(&salt, format!("p{n}").as_bytes()).to_hex().as_str(), padding);
    }
    for row in vector["fields"].as_array().expect("fields") {
        let key = blake3::keyed_hash(&salt, format!("f{}", text(row, "name")).as_bytes());
        assert_eq!(key.to_hex().as_str(), text(row, "field_key"));
        let leaf = blake3::keyed_hash(key.as_bytes(), text(row, "hashed").as_bytes());
        assert_eq!(leaf.to_hex().as_str(), text(row, "leaf"));
        leaves.push(text(row, "leaf").to_owned());
    }
    leaves.sort();
    assert_eq!(leaves.len(), 8);
    let list = format!("[\"{}\"]", leaves.join("\",\""));
    assert_eq!(blake3::hash(list.as_bytes()).to_hex().as_str(), text(&vector, "commitment"));
    assert_eq!(blake3::hash(text(&vector, "header").as_bytes()).to_hex().as_str(), text(&vector, "header_hash"));
    let (request, contexts) = (&vector["request"], &vector["contexts"]);
    let input = format!("{}{}", text(request, "actor"), text(request, "key"));
    let hash = blake3::derive_key(text(contexts, "request"), input.as_bytes());
    assert_eq!(Hash::from_bytes(hash).to_string(), text(request, "hash"));
    let seal = &vector["seal"];
    let check = blake3::derive_key(
        text(contexts, "seal"),
        format!("{}{}", text(seal, "key"), text(seal, "payload")).as_bytes(),
    );
    assert_eq!(&Hash::from_bytes(check).to_string()[..32], text(seal, "check"));
}

#[test]
fn a_line_with_any_bit_flipped_is_refused_or_another_entry() {
    let vector = vector();
    let line = text(&vector, "line");
    let right = Entry::from_line(line).expect("an entry");
    for bit in 0..line.len() * 8 {
        let mut wrong = line.as_bytes().to_vec();
        wrong[bit / 8] ^= 1 << (bit % 8);
        let Ok(wrong) = String::from_utf8(wrong) else { continue };
        // The header may become another well-formed one; its hash is then another, which the chain tells.
        if let Ok(entry) = Entry::from_line(&wrong) {
            assert_eq!(entry.body, right.body);
            assert_ne!(entry.hash(), right.hash());
        }
    }
}

#[test]
fn what_is_not_written_by_us_is_not_read() {
    let line = text(&vector(), "line").to_owned();
    let wrong = [
        line.replace("\"v\":1", "\"v\":2"),
        line.replace("\"v\":1", "\"v\":1,\"w\":1"),
        line.replace("\"v\":1", "\"v\":1.0"),
        line.replace("\"v\":1", "\"v\":1,\"v\":1"),
        line.replace("\"minutes\":30", "\"minutes\":30.5"),
        line.replace("\"minutes\":30", "\"minutes\":3e1"),
        line.replace("9007199254740992", "9007199254740993"),
        line.replace("ü", "\\u00fc"),
        line.replace(".000123Z", ".000123+00:00"),
        line.replace("leader", "Leader"),
        line.replace("\"batch\":[0,1]", "\"batch\":[1,1]"),
        text(&vector(), "destroyed").replace("null,\"header\"", "{},\"header\""),
        text(&vector(), "destroyed").replace("\"body\":null,\"header\"", "\"header\""),
        format!("{line}\n"),
        format!(" {line}"),
        String::new(),
        "[".repeat(100_000),
    ];
    for wrong in wrong {
        assert!(Entry::from_line(&wrong).is_err(), "{}", wrong.chars().take(300).collect::<String>());
    }
}
