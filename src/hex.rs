//! Bytes as lower-case hexadecimal digits, and back. Ids, hashes and salts are written so, a dozen in every entry of
//! the log: nothing here allocates.

use serde::{
    Deserializer,
    de::{Error, Visitor},
};
use std::{fmt, marker::PhantomData, str::FromStr};

const DIGITS: &[u8; 16] = b"0123456789abcdef";

/// What each digit stands for; more than fifteen where it is none.
const HALVES: [u8; 256] = {
    let mut halves = [255; 256];
    let mut half = 0;
    while half < 16 {
        halves[DIGITS[half as usize] as usize] = half;
        half += 1;
    }
    halves
};

/// Writes the digits of some bytes into a place of twice their length.
pub(crate) fn digits<'a>(bytes: &[u8], place: &'a mut [u8]) -> &'a str {
    for (pair, byte) in place.as_chunks_mut().0.iter_mut().zip(bytes) {
        *pair = [byte >> 4, byte & 15].map(|half| DIGITS[usize::from(half)]);
    }
    std::str::from_utf8(place).expect("they are digits and letters")
}

/// The bytes that exactly so many lower-case digits stand for.
pub(crate) fn bytes<const N: usize>(text: &str) -> Option<[u8; N]> {
    let (pairs, rest) = text.as_bytes().as_chunks::<2>();
    if pairs.len() != N || !rest.is_empty() {
        return None;
    }
    let (mut bytes, mut strange) = ([0; N], 0);
    for (byte, [high, low]) in bytes.iter_mut().zip(pairs) {
        let (high, low) = (HALVES[usize::from(*high)], HALVES[usize::from(*low)]);
        strange |= high | low;
        *byte = high << 4 | low & 15;
    }
    (strange <= 15).then_some(bytes)
}

/// Reads a string with its `FromStr`, from the text as it stands there.
pub(crate) fn deserialize<'de, D, T>(deserializer: D) -> Result<T, D::Error>
where
    D: Deserializer<'de>,
    T: FromStr<Err: fmt::Display>,
{
    deserializer.deserialize_str(Written(PhantomData))
}

struct Written<T>(PhantomData<T>);

impl<T: FromStr<Err: fmt::Display>> Visitor<'_> for Written<T> {
    type Value = T;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a string")
    }

    fn visit_str<E: Error>(self, text: &str) -> Result<T, E> {
        text.parse().map_err(E::custom)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_byte_comes_back_from_its_digits() {
        for byte in 0..=255_u8 {
            let mut place = [0; 2];
            assert_eq!(digits(&[byte], &mut place), format!("{byte:02x}"));
            assert_eq!(bytes(&format!("{byte:02x}")), Some([byte]));
        }
    }

    #[test]
    fn only_lower_case_digits_of_the_right_number_are_read() {
        for wrong in ["", "a", "abc", "AB", "0g", " 0", "ä", "é"] {
            assert_eq!(bytes::<1>(wrong), None, "{wrong}");
        }
    }
}
