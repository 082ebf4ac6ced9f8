//! The commitment of a body: what the header says of it without saying what it is (LOG.md, "Entry").
//!
//! Disclosing a field hands out its key, name and value, checked with the public `b3sum --keyed`. Padding leaves
//! hide how many fields there are; sorting hides which is which.

use super::{Body, Hash, Salt, canonical::canonical};
use serde_json::Value;

/// Names a field must not have, because the commitment uses them for the body's own members.
pub const OWN_NAMES: [&str; 3] = ["kind", "occurred_on", "salt"];

const FEWEST_LEAVES: usize = 8;

/// The key of one field: keyed BLAKE3 of "f" and the field's name under the salt. Handing it out discloses this field
/// and no other.
pub fn field_key(salt: &Salt, name: &str) -> [u8; 32] {
    keyed(salt.as_bytes(), &[b"f", name.as_bytes()])
}

/// The leaf of one field: keyed BLAKE3 of the canonical `[name, value]` under the field's key.
pub fn leaf(field_key: &[u8; 32], name: &str, value: &Value) -> Hash {
    Hash::from_bytes(keyed(field_key, &[canonical(&(name, value)).as_bytes()]))
}

/// The padding leaf `number`, counted from 0: keyed BLAKE3 of "p" and the number in decimal digits under the salt.
pub fn padding_leaf(salt: &Salt, number: usize) -> Hash {
    Hash::from_bytes(keyed(salt.as_bytes(), &[b"p", number.to_string().as_bytes()]))
}

/// All leaves of a body, padded to 8, 16, 32 … and sorted by their digits.
pub fn leaves(body: &Body) -> Vec<Hash> {
    let own = |name: &str, value: &Value| leaf(&field_key(&body.salt, name), name, value);
    let mut leaves = vec![
        own("kind", &Value::from(body.kind.as_str())),
        own("occurred_on", &Value::from(body.occurred_on.to_string())),
    ];
    leaves.extend(body.fields.iter().map(|(name, value)| own(name, value)));
    let padded = leaves.len().next_power_of_two().max(FEWEST_LEAVES);
    leaves.extend((0..padded - leaves.len()).map(|number| padding_leaf(&body.salt, number)));
    leaves.sort_unstable();
    leaves
}

/// The commitment: plain BLAKE3 of the canonical list of the sorted leaves, each as sixty-four digits.
pub fn commitment(body: &Body) -> Hash {
    of_leaves(&leaves(body))
}

/// The commitment of leaves already sorted, for who holds only some of the fields.
pub fn of_leaves(sorted: &[Hash]) -> Hash {
    Hash::of(canonical(&sorted).as_bytes())
}

fn keyed(key: &[u8; 32], parts: &[&[u8]]) -> [u8; 32] {
    let mut hasher = blake3::Hasher::new_keyed(key);
    for part in parts {
        hasher.update(part);
    }
    *hasher.finalize().as_bytes()
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
