//! The journal's folder as the operating system sees it: the only place that writes to it.

use std::{
    fs::{self, File, OpenOptions},
    io::{self, Seek, SeekFrom, Write},
    path::{Path, PathBuf},
};

/// What the journal asks of a file system. The store has [`Folder`]; the tests have one that fails.
pub(crate) trait Files: Send {
    /// Writes bytes at the end of a file, which must be `at` bytes long (0: it may not exist yet).
    fn append(&mut self, name: &str, at: u64, bytes: &[u8]) -> io::Result<()>;
    /// Makes a file's content durable.
    fn sync(&mut self, name: &str) -> io::Result<()>;
    /// Makes the folder's names durable.
    fn sync_folder(&mut self) -> io::Result<()>;
    /// Takes a file back to a length.
    fn cut(&mut self, name: &str, length: u64) -> io::Result<()>;
    /// Takes a file away; it is no fault when there is none.
    fn remove(&mut self, name: &str) -> io::Result<()>;
    /// Puts a small file in place of another, whole or not at all.
    fn replace(&mut self, name: &str, bytes: &[u8]) -> io::Result<()>;
    /// The path of a file, for messages.
    fn path(&self, name: &str) -> PathBuf;
    /// The length from which on a segment is closed.
    fn longest(&self) -> u64 {
        super::SEGMENT
    }
}

/// A folder on disk.
pub(crate) struct Folder(pub(crate) PathBuf);

impl Files for Folder {
    fn append(&mut self, name: &str, at: u64, bytes: &[u8]) -> io::Result<()> {
        let mut file = OpenOptions::new().write(true).create(true).truncate(false).open(self.0.join(name))?;
        let length = file.seek(SeekFrom::End(0))?;
        if length != at {
            return Err(io::Error::other(format!("it has {length} bytes where {at} were expected")));
        }
        file.write_all(bytes)
    }

    fn sync(&mut self, name: &str) -> io::Result<()> {
        File::open(self.0.join(name))?.sync_all()
    }

    fn sync_folder(&mut self) -> io::Result<()> {
        sync_folder(&self.0)
    }

    fn cut(&mut self, name: &str, length: u64) -> io::Result<()> {
        OpenOptions::new().write(true).open(self.0.join(name))?.set_len(length)
    }

    fn remove(&mut self, name: &str) -> io::Result<()> {
        match fs::remove_file(self.0.join(name)) {
            Err(e) if e.kind() != io::ErrorKind::NotFound => Err(e),
            _ => Ok(()),
        }
    }

    fn replace(&mut self, name: &str, bytes: &[u8]) -> io::Result<()> {
        // Synced before the rename: otherwise a power cut could leave the new name on an empty file, and how far the
        // journal was durable could then only be told from sled, which a power cut may have rolled back.
        let fresh = self.0.join(format!("{name}.new"));
        let mut file = File::create(&fresh)?;
        file.write_all(bytes)?;
        file.sync_data()?;
        fs::rename(&fresh, self.0.join(name))
    }

    fn path(&self, name: &str) -> PathBuf {
        self.0.join(name)
    }
}

/// Makes the names in a folder durable.
pub(crate) fn sync_folder(folder: &Path) -> io::Result<()> {
    File::open(folder)?.sync_all()
}

/// Makes a folder that only its owner may enter (LOG.md, "Who may touch it").
pub(crate) fn private_folder(folder: &Path) -> io::Result<()> {
    let mut builder = fs::DirBuilder::new();
    builder.recursive(true);
    #[cfg(unix)]
    std::os::unix::fs::DirBuilderExt::mode(&mut builder, 0o700);
    builder.create(folder)
}
