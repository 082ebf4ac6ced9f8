//! Canonical JSON (RFC 8785), and the two limits we set on top of it.
//!
//! RFC 8785 writes every number as an IEEE double. A decimal would come back altered and a large integer rounded,
//! so a body holds integers within ±2^53 and decimals as strings (LOG.md, "Entry").

use serde::Serialize;
use serde_json::{Map, Value};
use std::io;

/// The deepest nesting of lists and objects a field may have, well within what every JSON reader accepts.
pub const DEEPEST: usize = 32;

const LARGEST: u64 = 1 << 53;

/// The canonical bytes of a value whose numbers are known to be within the limits.
pub(crate) fn canonical<T: Serialize>(value: &T) -> String {
    serde_json_canonicalizer::to_string(value).expect("strings, integers, lists and objects with string keys")
}

/// The canonical bytes of a value whose members stand in order already: serde_json escapes as RFC 8785 does and writes
/// integers the same way, at a third of the cost.
pub(crate) fn in_order<T: Serialize>(value: &T) -> String {
    serde_json::to_string(value).expect("strings, integers, lists and objects with string keys")
}

/// Whether a value is written in RFC 8785's order when it is written as it stands, with all that is within it. Names
/// with characters from U+E000 on count as not, because UTF-16 may sort those otherwise.
pub(crate) fn is_in_order(value: &Value) -> bool {
    match value {
        Value::Array(items) => items.iter().all(is_in_order),
        Value::Object(members) => are_in_order(members),
        _ => true,
    }
}

/// Whether the members of an object are, as [`is_in_order`].
pub(crate) fn are_in_order(members: &Map<String, Value>) -> bool {
    let low = |name: &String| name.bytes().all(|byte| byte < 0xee);
    members.keys().all(low) && members.keys().is_sorted() && members.values().all(is_in_order)
}

/// What follows in a text after a value whose members stand in order, if the text begins with what is written of it;
/// nothing is written for that.
pub(crate) fn after_written<'a, T: Serialize>(value: &T, text: &'a str) -> Option<&'a str> {
    let mut rest = Rest(text.as_bytes());
    serde_json::to_writer(&mut rest, value).ok()?;
    text.get(text.len() - rest.0.len()..)
}

/// What is left of the bytes that are expected; any others are refused.
struct Rest<'a>(&'a [u8]);

impl io::Write for Rest<'_> {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.0 = self.0.strip_prefix(bytes).ok_or(io::ErrorKind::InvalidData)?;
        Ok(bytes.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}

/// Says what in a value could not be written and read back unaltered: a decimal, an integer beyond ±2^53, or
/// nesting deeper than [`DEEPEST`].
pub(crate) fn unfit(value: &Value) -> Option<String> {
    unfit_at(value, 0)
}

fn unfit_at(value: &Value, depth: usize) -> Option<String> {
    if depth > DEEPEST {
        return Some(format!("lists and objects are nested deeper than {DEEPEST}"));
    }
    match value {
        Value::Number(number) => {
            let size = number.as_u64().or_else(|| number.as_i64().map(i64::unsigned_abs));
            match size {
                Some(size) if size <= LARGEST => None,
                Some(_) => Some(format!("the integer {number} is beyond ±2^53; write it as a string")),
                None => Some(format!("the number {number} is not an integer; write decimals as strings")),
            }
        }
        Value::Array(items) => items.iter().find_map(|item| unfit_at(item, depth + 1)),
        Value::Object(members) => members.values().find_map(|member| unfit_at(member, depth + 1)),
        Value::Null | Value::Bool(_) | Value::String(_) => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    #[test]
    fn members_are_sorted_by_utf16_and_nothing_is_escaped_without_need() {
        assert_eq!(canonical(&json!({"b": 1, "a": "ü\n", "\u{10000}": 2, "\u{ffff}": 3})), {
            "{\"a\":\"ü\\n\",\"b\":1,\"\u{10000}\":2,\"\u{ffff}\":3}"
        });
    }

    #[test]
    fn what_stands_in_order_is_written_the_same_without_sorting() {
        let every: String = (0..0x300_u32).filter_map(char::from_u32).collect();
        let value = json!({"a": every, "é": {"b": [1_i64 << 53, -(1_i64 << 53), 0], "c": null}, "z\u{7f}\n": "\u{10000}\u{2028}"});
        assert!(is_in_order(&value));
        assert_eq!(in_order(&value), canonical(&value));
        assert!(!is_in_order(&json!({"\u{e000}": 1, "\u{10000}": 2})));
    }

    #[test]
    fn only_the_very_bytes_are_what_is_written() {
        let value = json!({"a": ["ü\n", null], "b": 12});
        let written = in_order(&value);
        assert_eq!(after_written(&value, &written), Some(""));
        assert_eq!(after_written(&value, &(written.clone() + " ü")), Some(" ü"));
        assert_eq!(after_written(&value, &written[..written.len() - 1]), None);
        assert_eq!(after_written(&value, &written.replace(':', ": ")), None);
    }

    #[test]
    fn what_would_be_rewritten_is_refused() {
        for fit in [json!(9_007_199_254_740_992_u64), json!(-9_007_199_254_740_992_i64), json!([null, true, "1.50"])] {
            assert_eq!(unfit(&fit), None);
        }
        for wrong in [json!(1.5), json!(1.0), json!([{"a": 9_007_199_254_740_993_u64}]), json!(i64::MIN)] {
            assert!(unfit(&wrong).is_some(), "{wrong}");
        }
        let deep = (0..40).fold(json!(1), |inner, _| json!([inner]));
        assert!(unfit(&deep).is_some());
    }
}
