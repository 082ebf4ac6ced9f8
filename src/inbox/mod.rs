//! The inbox: a folder where other systems drop files, and from which each is taken once. What a file means is the
//! business of whoever looks: here it is bytes, and the uid of its owner.
//!
//! ```text
//!   a file, unchanged between two looks --opened, owner by fstat, read--> dropped --judged by whoever looks--> report
//!   then it is moved to taken/ or refused/, and its report lies in reports/UID/
//! ```
//!
//! Anybody may be able to write into the folder, so nothing of it is believed but what the operating system says of an
//! open file. Whoever keeps it is the only one who reads `taken/` and `refused/`. A report may be read by whoever knows
//! its name, because a file cannot be given to another account: so a [`Report`] can hold no word of the file.
//! Invariant: nothing here follows a link, waits for a writer, or reads more than [`Bounds`] allows.

mod dropped;
mod look;
mod name;
mod report;
#[cfg(test)]
mod tests;

pub use dropped::{Dropped, Kind, Reading, Unfit};
pub use report::{Counts, Judgement, Line, Outcome, Report};

use look::{Look, Spotted};
use std::{
    collections::HashMap,
    ffi::OsString,
    fs::{self, DirBuilder, Permissions},
    io,
    os::unix::fs::{DirBuilderExt, MetadataExt, PermissionsExt},
    path::{Path, PathBuf},
};

/// What is taken of an inbox, so that nobody can fill it for the others.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Bounds {
    /// The longest file, in bytes.
    pub file: u64,
    /// The most lines of a file of requests.
    pub lines: usize,
    /// Files of one account in one look.
    pub of_one_account: usize,
}

impl Default for Bounds {
    fn default() -> Self {
        Self { file: 8 << 20, lines: 10_000, of_one_account: 16 }
    }
}

/// Where files go that were taken.
const TAKEN: &str = "taken";
/// Where files go of which nothing was recorded.
const REFUSED: &str = "refused";
/// Where the answers lie, in a folder for each uid.
const REPORTS: &str = "reports";

/// An inbox that is looked into.
#[derive(Debug)]
pub struct Inbox {
    folder: PathBuf,
    own: u32,
    /// The group that every file made in it has, where it is setgid.
    group: Option<u32>,
    bounds: Bounds,
    seen: HashMap<OsString, Look>,
}

impl Inbox {
    /// Opens a folder as an inbox, and makes the three folders in it.
    ///
    /// # Errors
    /// It is no folder of this account's, others could take away what lies in it, or one of the three is not this
    /// account's own folder.
    pub fn open(folder: &Path, bounds: Bounds) -> io::Result<Self> {
        let own = nix::unistd::geteuid().as_raw();
        let (folder_path, seen) = (folder.to_path_buf(), HashMap::new());
        let mut inbox = Self { folder: folder_path, own, group: None, bounds, seen };
        let mode = inbox.own_folder(folder)?;
        inbox.group = (mode & 0o2000 != 0).then_some(fs::symlink_metadata(folder)?.gid());
        if mode & 0o022 != 0 && mode & 0o1000 == 0 {
            let what = "others may write into it, and it is not sticky, so that they could take files of others away";
            return Err(io::Error::other(format!("{what}: chmod 3733 {}", folder.display())));
        }
        for (name, mode) in [(TAKEN, 0o700), (REFUSED, 0o700), (REPORTS, 0o711)] {
            inbox.make(&folder.join(name), mode)?;
        }
        Ok(inbox)
    }

    /// The folder.
    pub fn folder(&self) -> &Path {
        &self.folder
    }

    /// The uid of the account that keeps it.
    pub fn own(&self) -> u32 {
        self.own
    }

    /// What is taken of it.
    pub fn bounds(&self) -> Bounds {
        self.bounds
    }

    /// Looks at what lies there, and gives what has not changed since the last look, in the order of the names; of each
    /// account at most as many as the bounds allow.
    ///
    /// # Errors
    /// The folder cannot be listed.
    pub fn look(&mut self) -> io::Result<Vec<Dropped>> {
        let ours = [TAKEN, REFUSED, REPORTS];
        let found = look::list(&self.folder, &ours, self.bounds.of_one_account)?;
        let still = |spotted: &&Spotted| self.seen.get(&spotted.name) == Some(&spotted.look);
        let ready = found.iter().filter(still).map(|spotted| Dropped::new(&self.folder, self.group, spotted)).collect();
        self.seen = found.into_iter().map(|spotted| (spotted.name, spotted.look)).collect();
        Ok(ready)
    }

    /// Whether something lies there that the next look may give.
    pub fn waits(&self) -> bool {
        !self.seen.is_empty()
    }

    /// Answers a file with its report, and sets it aside; false where it is another by now, which is left for a later
    /// look.
    ///
    /// # Errors
    /// The report cannot be written, or the file not be moved. The file is there still.
    pub fn settle(&mut self, dropped: &Dropped, report: &Report) -> io::Result<bool> {
        if !dropped.is_the_same() {
            return Ok(false);
        }
        let bytes = report.to_bytes();
        if dropped.proves_its_owner() {
            let folder = self.folder.join(REPORTS).join(dropped.uid.to_string());
            self.make(&folder, 0o711)?;
            write(&folder, &report.file, &bytes, 0o644)?;
        }
        let aside = self.folder.join(if report.is_refused() { REFUSED } else { TAKEN });
        if report.is_refused() {
            write(&aside, &report.file, &bytes, 0o600)?;
        }
        self.seen.remove(&dropped.name);
        dropped.set_aside(&aside)
    }

    /// Makes a folder, or finds it to be this account's own.
    fn make(&self, folder: &Path, mode: u32) -> io::Result<()> {
        match DirBuilder::new().mode(mode).create(folder) {
            Err(error) if error.kind() != io::ErrorKind::AlreadyExists => return Err(error),
            _ => {}
        }
        if self.own_folder(folder)? & 0o777 != mode {
            fs::set_permissions(folder, Permissions::from_mode(mode))?;
        }
        Ok(())
    }

    /// The mode of a folder of this account's own, and not of a link to one.
    fn own_folder(&self, folder: &Path) -> io::Result<u32> {
        let there = fs::symlink_metadata(folder)?;
        match there.is_dir() && there.uid() == self.own {
            true => Ok(there.mode()),
            false => Err(io::Error::other(format!("{} is no folder of the account's own", folder.display()))),
        }
    }
}

/// Writes a report whole, in the place of an earlier one of the same name.
fn write(folder: &Path, name: &str, bytes: &[u8], mode: u32) -> io::Result<()> {
    let (path, fresh) = (folder.join(format!("{name}.report.json")), folder.join(".report.new"));
    fs::write(&fresh, bytes)?;
    fs::set_permissions(&fresh, Permissions::from_mode(mode))?;
    fs::rename(&fresh, &path)
}
