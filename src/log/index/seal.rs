//! How sled's values are laid out: sealed, so that a damaged one is an error and never wrong data
//! (docs/FORMAT.md, "sled").

use crate::{id::Id, log::Hash};
use std::{cell::RefCell, sync::LazyLock};
use zstd::bulk::{Compressor, Decompressor};

/// The derive-key context of the check (docs/FORMAT.md, "Every hash").
pub(crate) const SEAL_CONTEXT: &str = "coachlog v1 sled value check: key and payload";

const CHECK: usize = 16;

/// How many entries a block holds.
pub(crate) const BLOCK: u64 = 128;

/// How many sequences one posting list holds.
pub(crate) const POSTINGS: u64 = 256;

/// The version of the keys and of what lies under them (docs/FORMAT.md, "sled").
pub(crate) const LAYOUT: u64 = 2;

/// The keys, told apart by their first byte.
///
/// sled keeps up to sixteen neighbours in one leaf and writes the whole leaf again after a few changes to any of them.
/// So the large values, which seldom change, stand before all others: the projection, then the blocks. Requests, of
/// which one leaf seldom gets two, keep them apart from what every append changes.
pub(crate) mod key {
    use super::{Hash, Id};

    pub(crate) const PROJECTION: &[u8] = b"a";
    pub(crate) const HEAD: &[u8] = b"h";
    pub(crate) const POSITION: &[u8] = b"k";

    pub(crate) fn block(number: u64) -> Vec<u8> {
        numbered(b'b', number)
    }

    pub(crate) fn entry(seq: u64) -> Vec<u8> {
        numbered(b'e', seq)
    }

    pub(crate) fn stream(id: Id) -> Vec<u8> {
        [b"s".as_slice(), id.as_bytes()].concat()
    }

    pub(crate) fn postings(id: Id, list: u64) -> Vec<u8> {
        [b"p".as_slice(), id.as_bytes(), &list.to_be_bytes()].concat()
    }

    pub(crate) fn request(request: &Hash) -> Vec<u8> {
        [b"c".as_slice(), request.as_bytes()].concat()
    }

    fn numbered(prefix: u8, number: u64) -> Vec<u8> {
        [[prefix].as_slice(), &number.to_be_bytes()].concat()
    }
}

/// A payload with the check over its key and itself in front.
pub(crate) fn seal(key: &[u8], payload: &[u8]) -> Vec<u8> {
    [check(key, payload).as_slice(), payload].concat()
}

/// The payload of a value, or `None` when it is not what was written under this key.
pub(crate) fn unseal<'a>(key: &[u8], value: &'a [u8]) -> Option<&'a [u8]> {
    let (found, payload) = value.split_at_checked(CHECK)?;
    (found == check(key, payload)).then_some(payload)
}

fn check(key: &[u8], payload: &[u8]) -> [u8; CHECK] {
    static SEALER: LazyLock<blake3::Hasher> = LazyLock::new(|| blake3::Hasher::new_derive_key(SEAL_CONTEXT));
    let mut hasher = SEALER.clone();
    hasher.update(key).update(payload);
    let mut check = [0; CHECK];
    hasher.finalize_xof().fill(&mut check);
    check
}

/// A key as messages show it.
pub(crate) fn shown(key: &[u8]) -> String {
    let (prefix, rest) = key.split_at(key.len().min(1));
    let name = match prefix {
        b"a" => "projection",
        b"b" => "block",
        b"c" => "request",
        b"e" => "entry",
        b"h" => "head",
        b"k" => "position",
        b"p" => "postings",
        b"s" => "stream",
        _ => "unknown key",
    };
    let rest: String = rest.iter().map(|byte| format!("{byte:02x}")).collect();
    format!("sled, {name} {rest}").trim_end().to_owned()
}

/// The lines of a block, compressed: their length as four bytes, lowest first, then zstd with its own checksum.
pub(crate) fn pack(lines: &[String]) -> std::io::Result<Vec<u8>> {
    let text = lines.join("\n");
    let length = u32::try_from(text.len()).map_err(std::io::Error::other)?;
    let mut compressor = Compressor::new(3)?;
    compressor.set_parameter(zstd::zstd_safe::CParameter::ChecksumFlag(true))?;
    Ok([length.to_le_bytes().as_slice(), &compressor.compress(text.as_bytes())?].concat())
}

/// The lines of a block, as one text: reading one stream takes a line or two from each of many blocks.
#[derive(Debug, PartialEq, Eq)]
pub(crate) struct Lines {
    text: String,
    /// Where each line ends.
    ends: Vec<usize>,
}

impl Lines {
    /// A line by its place in the block.
    pub(crate) fn get(&self, at: usize) -> Option<&str> {
        let end = *self.ends.get(at)?;
        let start = at.checked_sub(1).map_or(0, |before| self.ends[before] + 1);
        self.text.get(start..end)
    }

    /// All lines, in order.
    pub(crate) fn iter(&self) -> impl Iterator<Item = &str> {
        self.text.split('\n')
    }
}

/// The lines of a block that was unsealed.
pub(crate) fn unpack(payload: &[u8]) -> Option<Lines> {
    thread_local! {
        static DECOMPRESSOR: RefCell<Option<Decompressor<'static>>> = const { RefCell::new(None) };
    }
    let (length, packed) = payload.split_first_chunk()?;
    let length = u32::from_le_bytes(*length) as usize;
    let bytes = DECOMPRESSOR.with_borrow_mut(|kept| {
        let decompressor = match kept {
            Some(kept) => kept,
            None => kept.insert(Decompressor::new().ok()?),
        };
        decompressor.decompress(packed, length).ok()
    })?;
    let text = String::from_utf8(bytes).ok()?;
    let ends: Vec<_> = text.match_indices('\n').map(|(at, _)| at).chain([text.len()]).collect();
    (ends.len() as u64 == BLOCK).then_some(Lines { text, ends })
}

/// Numbers of eight bytes, highest first.
pub(crate) fn numbers(payload: &[u8]) -> Option<Vec<u64>> {
    let (numbers, rest) = payload.as_chunks();
    rest.is_empty().then(|| numbers.iter().map(|bytes| u64::from_be_bytes(*bytes)).collect())
}

/// A number of eight bytes, highest first, and what follows it.
pub(crate) fn number(payload: &[u8]) -> Option<(u64, &[u8])> {
    let (number, rest) = payload.split_first_chunk()?;
    Some((u64::from_be_bytes(*number), rest))
}

/// A number and a hash, as streams and the head have them.
pub(crate) fn number_and_hash(payload: &[u8]) -> Option<(u64, Hash)> {
    let (number, hash) = number(payload)?;
    Some((number, Hash::from_bytes(hash.try_into().ok()?)))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_sealed_value_opens_under_its_own_key_only() {
        let sealed = seal(b"e1", b"payload");
        assert_eq!(unseal(b"e1", &sealed), Some(b"payload".as_slice()));
        assert_eq!(unseal(b"e2", &sealed), None);
        assert_eq!(unseal(b"e1", b"short"), None);
        for bit in 0..sealed.len() * 8 {
            let mut wrong = sealed.clone();
            wrong[bit / 8] ^= 1 << (bit % 8);
            assert_eq!(unseal(b"e1", &wrong), None, "bit {bit}");
        }
    }

    #[test]
    fn a_block_unpacks_to_its_lines() {
        let lines: Vec<String> = (0..BLOCK).map(|n| format!("{{\"line\":{n}}}")).collect();
        let packed = pack(&lines).expect("packed");
        let unpacked = unpack(&packed).expect("unpacked");
        assert!(unpacked.iter().eq(&lines));
        for (at, line) in lines.iter().enumerate() {
            assert_eq!(unpacked.get(at), Some(line.as_str()));
        }
        assert_eq!(unpacked.get(lines.len()), None);
        assert_eq!(unpack(&packed[..packed.len() - 1]), None);
    }
}
