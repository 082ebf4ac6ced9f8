//! Looking into the folder: what lies there, and whether it has changed since.

use super::name::is_left_alone;
use std::{
    collections::{BTreeMap, HashMap},
    ffi::OsString,
    fs::{self, Metadata},
    io,
    os::unix::fs::MetadataExt,
    path::Path,
};

/// What of a file is another as soon as it is another file, or another content.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Look {
    pub device: u64,
    pub inode: u64,
    pub size: u64,
    pub written: (i64, i64),
    pub changed: (i64, i64),
}

impl Look {
    pub(super) fn of(it: &Metadata) -> Self {
        Self {
            device: it.dev(),
            inode: it.ino(),
            size: it.size(),
            written: (it.mtime(), it.mtime_nsec()),
            changed: (it.ctime(), it.ctime_nsec()),
        }
    }

    /// Whether both are one file, whatever became of its name.
    pub(super) fn is_one_file_with(&self, other: &Self) -> bool {
        (self.device, self.inode) == (other.device, other.inode)
    }

    /// Whether both are one file of the same content, whatever became of its name.
    pub(super) fn holds_the_same_as(&self, other: &Self) -> bool {
        self.is_one_file_with(other) && (self.size, self.written) == (other.size, other.written)
    }
}

/// Something that lies in the folder.
#[derive(Debug)]
pub(super) struct Spotted {
    pub name: OsString,
    pub uid: u32,
    pub look: Look,
}

/// What lies in a folder and is meant, by name. Of each account only the first `most` names are kept, so that a million
/// files of one cost it time, and nobody else their turn.
pub(super) fn list(folder: &Path, ours: &[&str], most: usize) -> io::Result<Vec<Spotted>> {
    let mut kept: HashMap<u32, BTreeMap<OsString, Look>> = HashMap::new();
    for item in fs::read_dir(folder)? {
        let item = item?;
        let name = item.file_name();
        if is_left_alone(&name) || ours.iter().any(|ours| *ours == name) {
            continue;
        }
        // What is gone meanwhile was taken back.
        let Ok(there) = item.metadata() else { continue };
        let of_account = kept.entry(there.uid()).or_default();
        of_account.insert(name, Look::of(&there));
        if of_account.len() > most {
            of_account.pop_last();
        }
    }
    let spotted = |(uid, names): (u32, BTreeMap<OsString, Look>)| {
        names.into_iter().map(move |(name, look)| Spotted { name, uid, look })
    };
    let mut all: Vec<_> = kept.into_iter().flat_map(spotted).collect();
    all.sort_by(|one, other| one.name.cmp(&other.name));
    Ok(all)
}
