//! The commitment of a body: what the header says of it without saying what it is (LOG.md, "Entry").
//!
//! Disclosing a field hands out its key, name and value, checked with the public `b3sum --keyed`. Padding leaves
//! hide how many fields there are; sorting hides which is which.

use super::{
    Body, Hash, Salt,
    canonical::{canonical, in_order, is_in_order},
};
use serde_json::Value;

/// Names a field must not have, because the commitment uses them for the body's own members.
pub const OWN_NAMES: [&str; 3] = ["kind", "occurred_on", "salt"];

const FEWEST_LEAVES: usize = 8;

/// The key of one field: keyed BLAKE3 of "f" and the field's name under the salt. Handing it out discloses this field
/// and no other.
pub fn field_key(salt: &Salt, name: &str) -> [u8; 32] {
    *under(&blake3::Hasher::new_keyed(salt.as_bytes()), b"f", name.as_bytes()).as_bytes()
}

/// The leaf of one field: keyed BLAKE3 of the canonical `[name, value]` under the field's key.
pub fn leaf(field_key: &[u8; 32], name: &str, value: &Value) -> Hash {
    let text = if is_in_order(value) { in_order(&(name, value)) } else { canonical(&(name, value)) };
    Hash::from_bytes(*blake3::keyed_hash(field_key, text.as_bytes()).as_bytes())
}

/// The padding leaf `number`, counted from 0: keyed BLAKE3 of "p" and the number in decimal digits under the salt.
pub fn padding_leaf(salt: &Salt, number: usize) -> Hash {
    padding(&blake3::Hasher::new_keyed(salt.as_bytes()), number)
}

/// All leaves of a body, padded to 8, 16, 32 … and sorted by their digits.
pub fn leaves(body: &Body) -> Vec<Hash> {
    let salted = blake3::Hasher::new_keyed(body.salt.as_bytes());
    let own = |name: &str, value: &Value| leaf(under(&salted, b"f", name.as_bytes()).as_bytes(), name, value);
    let count = body.fields.len() + 2;
    let padded = count.next_power_of_two().max(FEWEST_LEAVES);
    let mut leaves = Vec::with_capacity(padded);
    leaves.push(own("kind", &Value::from(body.kind.as_str())));
    leaves.push(own("occurred_on", &Value::from(body.occurred_on.to_string())));
    leaves.extend(body.fields.iter().map(|(name, value)| own(name, value)));
    leaves.extend((0..padded - count).map(|number| padding(&salted, number)));
    leaves.sort_unstable();
    leaves
}

/// The commitment: plain BLAKE3 of the canonical list of the sorted leaves, each as sixty-four digits.
pub fn commitment(body: &Body) -> Hash {
    of_leaves(&leaves(body))
}

/// The commitment of leaves already sorted, for who holds only some of the fields.
pub fn of_leaves(sorted: &[Hash]) -> Hash {
    Hash::of(in_order(&sorted).as_bytes())
}

/// Keyed BLAKE3 of two parts, by a hasher that has its key and nothing else yet.
fn under(keyed: &blake3::Hasher, part: &[u8], rest: &[u8]) -> blake3::Hash {
    keyed.clone().update(part).update(rest).finalize()
}

fn padding(salted: &blake3::Hasher, number: usize) -> Hash {
    Hash::from_bytes(*under(salted, b"p", number.to_string().as_bytes()).as_bytes())
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    fn body(fields: usize) -> Body {
        let fields = (0..fields).map(|n| (format!("field-{n}"), json!(n))).collect();
        let occurred_on = chrono::NaiveDate::from_ymd_opt(2025, 7, 1).expect("a day");
        Body { kind: "noted".into(), occurred_on, fields, salt: Salt::from_bytes([9; 32]) }
    }

    #[test]
    fn the_number_of_leaves_hides_the_number_of_fields() {
        assert_eq!(leaves(&body(0)).len(), 8);
        assert_eq!(leaves(&body(6)).len(), 8);
        assert_eq!(leaves(&body(7)).len(), 16);
        assert_eq!(leaves(&body(15)).len(), 32);
    }

    #[test]
    fn every_change_changes_the_commitment() {
        let first = commitment(&body(3));
        let mut other = body(3);
        other.salt = Salt::from_bytes([8; 32]);
        assert_ne!(commitment(&other), first);
        let mut other = body(3);
        other.fields.insert("field-1".into(), json!("1"));
        assert_ne!(commitment(&other), first);
        let mut other = body(3);
        other.kind = "noticed".into();
        assert_ne!(commitment(&other), first);
    }
}
