//! Names of files that anybody may have given: which are left alone, and how one is shown.

use std::{ffi::OsStr, os::unix::ffi::OsStrExt};

/// The longest name that is shown as it is, so that a report's ending still fits behind it.
const LONGEST: usize = 120;

/// Whether a name says that its file is not meant yet: hidden, or being written.
pub(super) fn is_left_alone(name: &OsStr) -> bool {
    let name = name.as_bytes();
    name.starts_with(b".") || [&b".part"[..], b".tmp"].iter().any(|ending| name.ends_with(ending))
}

/// A name as it is written anywhere else: itself where it is plain, else a hash of it. A name with a line break or an
/// escape would write into the terminal of whoever reads of it.
pub(super) fn shown(name: &OsStr) -> String {
    let bytes = name.as_bytes();
    let plain = |byte: &u8| byte.is_ascii_alphanumeric() || b"._-".contains(byte);
    match std::str::from_utf8(bytes) {
        Ok(text) if bytes.iter().all(plain) && bytes.len() <= LONGEST && !text.starts_with(['-', '.']) => text.into(),
        _ => format!("odd-{}", &blake3::hash(bytes).to_hex()[..16]),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_plain_name_is_shown_and_any_other_is_hashed() {
        for plain in ["roster.csv", "2027-01-06_notes.jsonl", "a"] {
            assert_eq!(shown(OsStr::new(plain)), plain);
        }
        let long = "x".repeat(LONGEST + 1);
        for odd in
            [&b"a\nb.csv"[..], b"\x1b[2J.csv", b"\xff.csv", b"-rf.csv", b"a b.csv", "ü.csv".as_bytes(), long.as_bytes()]
        {
            let shown = shown(OsStr::from_bytes(odd));
            assert!(shown.starts_with("odd-") && shown.len() == 20, "{shown}");
        }
        assert_ne!(shown(OsStr::new("a b")), shown(OsStr::new("a  b")));
    }

    #[test]
    fn what_is_hidden_or_being_written_is_left_alone() {
        for name in [".roster.csv", "roster.csv.part", "roster.tmp", "."] {
            assert!(is_left_alone(OsStr::new(name)), "{name}");
        }
        for name in ["roster.csv", "part", "a.part.csv"] {
            assert!(!is_left_alone(OsStr::new(name)), "{name}");
        }
    }
}
