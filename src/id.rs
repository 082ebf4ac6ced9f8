//! The one kind of identity: eight random bytes, written as sixteen lower-case hexadecimal digits.
//!
//! A person and the agency are each known by the id of their stream (LOG.md, "Entry": a random id, never the
//! employee's number). Both the log and the domain speak of it, so it stands beside them and knows neither.

use crate::hex;
use serde::{Deserialize, Deserializer, Serialize, Serializer};
use std::{fmt, str::FromStr};

/// The identity of a stream, and of the person or agency whose stream it is.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Id([u8; 8]);

impl Id {
    /// An id from its eight bytes; the caller draws them at random (or, in the sample agency, by script).
    pub const fn from_bytes(bytes: [u8; 8]) -> Self {
        Self(bytes)
    }

    /// The eight bytes.
    pub const fn as_bytes(&self) -> &[u8; 8] {
        &self.0
    }

    /// The folder that pages of this id are spread over: its first two digits (SITE.md, "Access").
    pub fn shard(&self) -> String {
        format!("{:02x}", self.0[0])
    }
}

impl fmt::Display for Id {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(hex::digits(&self.0, &mut [0; 16]))
    }
}

impl fmt::Debug for Id {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Display::fmt(self, f)
    }
}

/// What an id must look like, said when it does not.
#[derive(Debug, thiserror::Error)]
#[error("an id is sixteen digits 0-9 a-f, not {0:?}")]
pub struct NotAnId(String);

impl FromStr for Id {
    type Err = NotAnId;

    fn from_str(text: &str) -> Result<Self, NotAnId> {
        hex::bytes(text).map(Self).ok_or_else(|| NotAnId(text.to_owned()))
    }
}

impl Serialize for Id {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(hex::digits(&self.0, &mut [0; 16]))
    }
}

impl<'de> Deserialize<'de> for Id {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        hex::deserialize(deserializer)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_id_reads_back_as_it_was_written() {
        let id: Id = "00ab34cd56ef7890".parse().expect("sixteen digits");
        assert_eq!(id.to_string(), "00ab34cd56ef7890");
        assert_eq!(id.shard(), "00");
    }

    #[test]
    fn anything_else_is_refused() {
        for wrong in ["", "00AB34CD56EF7890", "00ab34cd56ef789", "00ab34cd56ef78900", "../../../../etc/x"] {
            assert!(wrong.parse::<Id>().is_err(), "{wrong}");
        }
    }
}
