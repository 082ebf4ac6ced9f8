//! What the last publish made: every page's hash and length, kept beside the site and never inside it.

use super::error::SiteError;
use serde::{Deserialize, Serialize};
use std::{collections::BTreeMap, fs, path::Path};

/// One page as it was published.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub(super) struct Mark {
    /// BLAKE3 of its bytes.
    pub hash: String,
    /// Its length in bytes.
    pub bytes: u64,
}

impl Mark {
    /// The mark of these bytes.
    pub(super) fn of(bytes: &[u8]) -> Self {
        Self { hash: blake3::hash(bytes).to_hex().to_string(), bytes: bytes.len() as u64 }
    }

    /// The mark of a page that may be anything: no bytes have it.
    pub(super) fn doubtful() -> Self {
        Self { hash: String::new(), bytes: 0 }
    }
}

/// Everything one publish made, and of which folder that is true.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub(super) struct Manifest {
    /// Which folder this describes (on unix its device and inode), so that a manifest left behind by a crash between
    /// the swap and its own renaming is never believed about another tree.
    pub tree: String,
    /// Path within the site to mark.
    pub pages: BTreeMap<String, Mark>,
}

impl Manifest {
    /// Reads the manifest at `path`; `None` if there is none or it cannot be understood (then every page is new).
    pub(super) fn read(path: &Path) -> Option<Manifest> {
        serde_json::from_slice(&fs::read(path).ok()?).ok()
    }

    /// Believes nothing of any page but that it may be there; true, so that a caller can say it in passing.
    pub(super) fn doubt_all(&mut self) -> bool {
        self.pages.values_mut().for_each(|mark| *mark = Mark::doubtful());
        true
    }

    /// Writes it to `path`, for the owner's eyes only.
    pub(super) fn write(&self, path: &Path) -> Result<(), SiteError> {
        let bytes = serde_json::to_vec(self).expect("strings and numbers always serialise");
        super::disk::write_private(path, &bytes)
    }
}

/// The identity of the folder at `path`, empty where the system has none to give.
pub(super) fn tree_of(path: &Path) -> String {
    #[cfg(unix)]
    {
        use std::os::unix::fs::MetadataExt;
        fs::metadata(path).map(|m| format!("{}:{}", m.dev(), m.ino())).unwrap_or_default()
    }
    #[cfg(not(unix))]
    {
        let _ = path;
        String::new()
    }
}
