//! A copy of sled to read: opening sled, even to read, writes, and a damaged one may bring down whoever reads it.
//!
//! It lies in the store's own folder, closed to others as the store is. Whoever opens the store removes one whose reader
//! was killed, and a destruction removes every one: it holds what the store held.

use super::{super::lock::Lock, LogError, SLED, copy_folder};
use std::{
    fs,
    path::{Path, PathBuf},
    time::Duration,
};

/// What the names of the folders begin with.
const READING: &str = "sled.reading-";

/// A copy, removed when it is dropped.
pub(crate) struct Copied {
    folder: tempfile::TempDir,
    /// Says that its reader is there.
    _lock: Lock,
}

impl Copied {
    /// Copies the sled of a store whose lock the caller holds; nothing where it has none.
    pub(crate) fn of(store: &Path) -> Result<Option<Self>, LogError> {
        let sled = store.join(SLED);
        if !sled.is_dir() {
            return Ok(None);
        }
        let mut builder = tempfile::Builder::new();
        builder.prefix(READING);
        #[cfg(unix)]
        builder.permissions(std::os::unix::fs::PermissionsExt::from_mode(0o700));
        let folder = builder.tempdir_in(store).map_err(LogError::io(store))?;
        let lock = Lock::acquire(folder.path(), Duration::ZERO)?;
        let copied = Self { folder, _lock: lock };
        copy_folder(&sled, &copied.sled()).map_err(LogError::io(&sled))?;
        Ok(Some(copied))
    }

    /// The copy of the folder.
    pub(crate) fn sled(&self) -> PathBuf {
        self.folder.path().join(SLED)
    }
}

/// Whether this is the name of a copy's folder.
pub(crate) fn is_copy(name: &str) -> bool {
    name.starts_with(READING)
}

/// Removes the copies whose readers were killed. The caller holds the store's lock.
pub(crate) fn remove_left(store: &Path) -> Result<(), LogError> {
    for item in fs::read_dir(store).map_err(LogError::io(store))? {
        let item = item.map_err(LogError::io(store))?;
        let is_left = || Lock::acquire(&item.path(), Duration::ZERO).is_ok();
        if is_copy(&item.file_name().to_string_lossy()) && is_left() {
            fs::remove_dir_all(item.path()).map_err(LogError::io(&item.path()))?;
        }
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_copy_is_closed_to_others_and_goes_with_its_reader_or_when_the_store_is_opened() {
        let store = tempfile::tempdir().expect("a folder");
        assert!(Copied::of(store.path()).expect("read").is_none(), "there is no sled");
        fs::create_dir(store.path().join(SLED)).expect("made");
        fs::write(store.path().join(SLED).join("db"), "words").expect("written");
        let copies = || {
            let names = fs::read_dir(store.path()).expect("readable").map(|item| item.expect("one").path());
            names.filter(|path| is_copy(&path.file_name().expect("named").to_string_lossy())).collect::<Vec<_>>()
        };
        let read = Copied::of(store.path()).expect("copied").expect("there");
        assert_eq!(fs::read_to_string(read.sled().join("db")).expect("copied"), "words");
        #[cfg(unix)]
        {
            let meta = fs::metadata(&copies()[0]).expect("there");
            let mode = std::os::unix::fs::PermissionsExt::mode(&meta.permissions());
            assert_eq!(mode & 0o777, 0o700);
        }
        remove_left(store.path()).expect("none is left");
        assert!(read.sled().is_dir(), "its reader is there");
        drop(read);
        assert!(copies().is_empty());
        // A killed reader removes nothing, and holds no lock.
        let Copied { folder, .. } = Copied::of(store.path()).expect("copied").expect("there");
        std::mem::forget(folder);
        assert_eq!(copies().len(), 1);
        remove_left(store.path()).expect("removed");
        assert!(copies().is_empty());
    }
}
