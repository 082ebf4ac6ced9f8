//! Looks for words in every file below a folder, in blocks that are compressed too.

use std::{fs, io::Read, path::Path};

const ZSTD: [u8; 4] = [0x28, 0xb5, 0x2f, 0xfd];

/// The files below a folder that hold a word, plainly or within a compressed block.
pub fn files_with(folder: &Path, word: &str) -> Vec<String> {
    let mut found = Vec::new();
    for item in fs::read_dir(folder).expect("readable") {
        let path = item.expect("readable").path();
        if path.is_dir() {
            found.extend(files_with(&path, word));
        } else if holds(&fs::read(&path).expect("readable"), word.as_bytes()) {
            found.push(path.display().to_string());
        }
    }
    found
}

fn holds(bytes: &[u8], word: &[u8]) -> bool {
    let plain = |bytes: &[u8]| bytes.windows(word.len()).any(|part| part == word);
    let frames = bytes.windows(ZSTD.len()).enumerate().filter(|(_, part)| *part == ZSTD);
    plain(bytes)
        || frames.into_iter().any(|(at, _)| {
            let mut text = Vec::new();
            let frame = zstd::stream::read::Decoder::new(&bytes[at..]).map(zstd::stream::read::Decoder::single_frame);
            let _ = frame.map(|decoder| decoder.take(64 << 20).read_to_end(&mut text));
            plain(&text)
        })
}
