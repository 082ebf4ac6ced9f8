//! One file that was dropped: opened without following or waiting, proved to be one account's, read once, set aside.

use super::{
    Bounds,
    look::{Look, Spotted},
    name::shown,
};
use nix::fcntl::OFlag;
use std::{
    ffi::OsString,
    fs::{self, File},
    io::{self, Read},
    os::unix::{
        ffi::OsStrExt,
        fs::{MetadataExt, OpenOptionsExt},
    },
    path::{Path, PathBuf},
};

/// What a file is, by the ending of its name.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    /// `.csv`
    Roster,
    /// `.jsonl`
    Requests,
}

/// A file that lies in the inbox.
#[derive(Debug)]
pub struct Dropped {
    pub(super) name: OsString,
    /// The uid of its owner, as the operating system says.
    pub uid: u32,
    path: PathBuf,
    look: Look,
    linked: bool,
    /// The group that every file made in the inbox has, where the folder gives it its own.
    group: Option<u32>,
}

/// What came of reading a file.
#[derive(Debug)]
pub enum Reading {
    /// Its bytes.
    Read(Kind, Vec<u8>),
    /// It is not taken, for this reason.
    Unfit(Unfit),
    /// It is being changed, or gone; a later look decides.
    Later,
}

/// Why a file is not taken.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Unfit(&'static str);

impl Unfit {
    /// As it is said.
    pub fn as_str(self) -> &'static str {
        self.0
    }
}

const NO_FILE: Unfit = Unfit("it is no regular file: links, pipes and folders are not taken");
const LINKED: Unfit = Unfit("it has more than one name, so that it does not prove who dropped it");
const TOO_LONG: Unfit = Unfit("it is longer than 8 MiB; split it into several");
const OTHERS_WRITE: Unfit = Unfit("accounts beside its owner may write it, so that it does not prove who wrote it");
const MOVED_IN: Unfit =
    Unfit("it was made elsewhere and moved here, so that it does not prove who dropped it: copy it");
const CLOSED: Unfit = Unfit("the account that keeps the inbox cannot read it: chmod 640 before it is renamed");
const UNKNOWN: Unfit = Unfit("its name ends neither in .csv (a roster) nor in .jsonl (requests)");

impl Dropped {
    pub(super) fn new(folder: &Path, group: Option<u32>, spotted: &Spotted) -> Self {
        let Spotted { name, uid, look } = spotted;
        Self { path: folder.join(name), name: name.clone(), uid: *uid, look: *look, linked: false, group }
    }

    /// Its name as it is written anywhere else.
    pub fn shown(&self) -> String {
        shown(&self.name)
    }

    /// When it was written, in seconds since 1970.
    pub fn written(&self) -> i64 {
        self.look.written.0
    }

    /// What tells it from every other file that was dropped, of the same bytes too.
    pub fn identity(&self) -> String {
        let Look { device, inode, written, .. } = self.look;
        format!("{device} {inode} {}.{:09}", written.0, written.1)
    }

    /// Reads it. What is believed is said of the open file, so that nothing can be put in its place meanwhile.
    pub fn read(&mut self, bounds: &Bounds) -> Reading {
        match fs::symlink_metadata(&self.path) {
            Err(_) => return Reading::Later,
            Ok(there) if !there.is_file() => return Reading::Unfit(NO_FILE),
            Ok(_) => {}
        }
        let flags = OFlag::O_NOFOLLOW | OFlag::O_NONBLOCK | OFlag::O_NOCTTY;
        let file = match File::options().read(true).custom_flags(flags.bits()).open(&self.path) {
            Ok(file) => file,
            Err(error) if error.kind() == io::ErrorKind::PermissionDenied => return Reading::Unfit(CLOSED),
            // It is something else since it was looked at.
            Err(_) => return Reading::Later,
        };
        self.of_open(&file, bounds).unwrap_or(Reading::Later)
    }

    fn of_open(&mut self, file: &File, bounds: &Bounds) -> io::Result<Reading> {
        let there = file.metadata()?;
        if Look::of(&there) != self.look {
            return Ok(Reading::Later);
        }
        self.uid = there.uid();
        self.linked = there.nlink() != 1;
        let ending = Path::new(&self.name).extension().map(|ending| ending.as_bytes().to_ascii_lowercase());
        let kind = match ending.as_deref() {
            Some(b"csv") => Some(Kind::Roster),
            Some(b"jsonl") => Some(Kind::Requests),
            _ => None,
        };
        let unfit = [
            (!there.is_file(), NO_FILE),
            (self.linked, LINKED),
            (there.mode() & 0o022 != 0, OTHERS_WRITE),
            // Who may write a shared folder can move a file of another's from there, and its group stays as it was.
            (self.group.is_some_and(|group| group != there.gid()), MOVED_IN),
            (there.size() > bounds.file, TOO_LONG),
            (kind.is_none(), UNKNOWN),
        ];
        if let Some((_, why)) = unfit.into_iter().find(|(holds, _)| *holds) {
            return Ok(Reading::Unfit(why));
        }
        let mut bytes = Vec::new();
        file.take(bounds.file + 1).read_to_end(&mut bytes)?;
        let unchanged = Look::of(&file.metadata()?) == self.look && bytes.len() as u64 == self.look.size;
        Ok(match kind.filter(|_| unchanged) {
            Some(kind) => Reading::Read(kind, bytes),
            None => Reading::Later,
        })
    }

    /// Whether it is certain that its owner put it there: a second name could be anybody's.
    pub(super) fn proves_its_owner(&self) -> bool {
        !self.linked
    }

    /// Whether what lies there by its name is what was looked at, unchanged.
    pub(super) fn is_the_same(&self) -> bool {
        fs::symlink_metadata(&self.path).is_ok_and(|there| Look::of(&there) == self.look)
    }

    /// Moves it into a folder; false where something else had come in its place, which goes back.
    pub(super) fn set_aside(&self, folder: &Path) -> io::Result<bool> {
        let mut target = folder.join(self.shown());
        let there = fs::symlink_metadata(&self.path)?;
        // A report's name is for reports, and what is no file never stands in the way of one.
        if !there.is_file() || self.shown().ends_with(".report.json") || fs::symlink_metadata(&target).is_ok() {
            let piece = blake3::hash(format!("{:?}", self.look).as_bytes()).to_hex();
            target = folder.join(format!("{}.{}", self.shown(), &piece[..16]));
        }
        match fs::rename(&self.path, &target) {
            Ok(()) => {}
            Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(false),
            // A folder of another account is moved within its own alone: out of sight, by a name that is left alone and
            // that nobody has.
            Err(error) if !there.is_dir() => return Err(error),
            Err(error) => {
                let aside = |n: u32| self.path.with_file_name(format!(".{}.{}.{n}", self.shown(), self.look.inode));
                let free = (0..64).map(aside).find(|path| fs::symlink_metadata(path).is_err());
                return fs::rename(&self.path, free.ok_or(error)?).map(|()| true);
            }
        }
        let moved = fs::symlink_metadata(&target)?;
        let now = Look::of(&moved);
        // What was written to a file after it was looked at is read too: it goes back for the next look.
        let same = if moved.is_file() { now.holds_the_same_as(&self.look) } else { now.is_one_file_with(&self.look) };
        if same {
            return Ok(true);
        }
        // Where its name was given anew once more, this one stands aside under its own.
        if fs::symlink_metadata(&self.path).is_err() {
            fs::rename(&target, &self.path)?;
        }
        Ok(false)
    }
}
