//! Hashes and salts: thirty-two bytes, written as sixty-four lower-case hexadecimal digits.
//!
//! Which hash is taken of what stands in one table, docs/FORMAT.md, "Every hash".

use crate::{hex, id::Id};
use serde::{Deserialize, Deserializer, Serialize, Serializer};
use std::{fmt, str::FromStr};

/// The derive-key context of [`request_hash`] (docs/FORMAT.md, "Every hash").
pub const REQUEST_CONTEXT: &str = "coachlog v1 request: actor id and idempotency key";

/// A BLAKE3 hash of thirty-two bytes (LOG.md, "Entry").
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Hash([u8; 32]);

/// The one random salt of a body, from which every field's key is derived (LOG.md, "Entry").
///
/// Its `Debug` shows nothing: who holds the salt can disclose the whole body.
#[derive(Clone, Copy, PartialEq, Eq)]
pub struct Salt([u8; 32]);

/// What a hash or salt must look like, said when it does not.
#[derive(Debug, thiserror::Error)]
#[error("a hash is sixty-four digits 0-9 a-f, not {0:?}")]
pub struct NotAHash(String);

impl Hash {
    /// A hash from its thirty-two bytes.
    pub const fn from_bytes(bytes: [u8; 32]) -> Self {
        Self(bytes)
    }

    /// Plain BLAKE3 of some bytes.
    pub fn of(bytes: &[u8]) -> Self {
        Self(*blake3::hash(bytes).as_bytes())
    }

    /// The thirty-two bytes.
    pub const fn as_bytes(&self) -> &[u8; 32] {
        &self.0
    }

    /// The first eight digits: enough for a person to tell two hashes apart, never enough to prove anything.
    pub fn short(&self) -> String {
        self.to_string()[..8].to_owned()
    }
}

impl Salt {
    /// A salt from its thirty-two bytes; the caller draws them at random.
    pub const fn from_bytes(bytes: [u8; 32]) -> Self {
        Self(bytes)
    }

    /// The thirty-two bytes.
    pub const fn as_bytes(&self) -> &[u8; 32] {
        &self.0
    }
}

/// The name under which a request is remembered, so that a rebuilt store still knows what was answered
/// (LOG.md, "Entry"): BLAKE3 derive-key of the actor's sixteen digits followed by the idempotency key.
pub fn request_hash(actor: Id, key: &str) -> Hash {
    let mut hasher = blake3::Hasher::new_derive_key(REQUEST_CONTEXT);
    hasher.update(actor.to_string().as_bytes());
    hasher.update(key.as_bytes());
    Hash(*hasher.finalize().as_bytes())
}

fn read_hex(text: &str) -> Result<[u8; 32], NotAHash> {
    hex::bytes(text).ok_or_else(|| NotAHash(text.chars().take(80).collect()))
}

impl fmt::Display for Hash {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(hex::digits(&self.0, &mut [0; 64]))
    }
}

impl fmt::Debug for Hash {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(hex::digits(&self.0, &mut [0; 64]))
    }
}

impl fmt::Display for Salt {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(hex::digits(&self.0, &mut [0; 64]))
    }
}

impl fmt::Debug for Salt {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Salt(…)")
    }
}

impl FromStr for Hash {
    type Err = NotAHash;

    fn from_str(text: &str) -> Result<Self, NotAHash> {
        read_hex(text).map(Self)
    }
}

impl FromStr for Salt {
    type Err = NotAHash;

    fn from_str(text: &str) -> Result<Self, NotAHash> {
        read_hex(text).map(Self)
    }
}

impl Serialize for Hash {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(hex::digits(&self.0, &mut [0; 64]))
    }
}

impl Serialize for Salt {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(hex::digits(&self.0, &mut [0; 64]))
    }
}

impl<'de> Deserialize<'de> for Hash {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        hex::deserialize(deserializer)
    }
}

impl<'de> Deserialize<'de> for Salt {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        hex::deserialize(deserializer)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_hash_reads_back_as_it_was_written() {
        let hash = Hash::of(b"");
        assert_eq!(hash.to_string(), "af1349b9f5f9a1a6a0404dea36dcc9499bcb25c9adc112b7cc9a93cae41f3262");
        assert_eq!(hash.to_string().parse::<Hash>().expect("hex"), hash);
        assert_eq!(hash.short(), "af1349b9");
    }

    #[test]
    fn anything_else_is_refused() {
        let upper = Hash::of(b"").to_string().to_uppercase();
        for wrong in ["", "af13", upper.as_str(), &"ä".repeat(32)] {
            assert!(wrong.parse::<Hash>().is_err(), "{wrong}");
        }
    }

    #[test]
    fn a_salt_is_not_shown_by_accident() {
        assert_eq!(format!("{:?}", Salt::from_bytes([7; 32])), "Salt(…)");
    }
}
