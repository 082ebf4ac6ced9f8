//! Where the store is, and where the site goes (LOG.md, "Who may touch it"; CONTRIBUTING.md).

use super::Failure;
use crate::log::is_store;
use std::path::{Path, PathBuf};

/// The store's folder inside a project: `events/store`.
const INSIDE: [&str; 2] = ["events", "store"];

/// The folders of one store.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Place {
    /// The store.
    pub store: PathBuf,
    /// Where the site is published.
    pub output: PathBuf,
    /// Where the templates are overridden from, if such a folder is there.
    pub templates: Option<PathBuf>,
}

impl Place {
    /// The store of a folder: `events/store` in it, the site in `output/site`.
    pub fn in_folder(folder: &Path) -> Self {
        Self::of(folder.join(INSIDE[0]).join(INSIDE[1]), None)
    }

    /// The place of a store, its site where the caller says, else beside it.
    pub fn of(store: PathBuf, output: Option<PathBuf>) -> Self {
        let project = store.ends_with(INSIDE.join("/")).then(|| store.ancestors().nth(2)).flatten();
        let beside = || {
            let mut name = store.file_name().unwrap_or_default().to_owned();
            name.push(".site");
            store.with_file_name(name)
        };
        let output = output.unwrap_or_else(|| match project {
            Some(project) => project.join("output").join("site"),
            None => beside(),
        });
        let templates = project.map(|project| project.join("site-templates")).filter(|folder| folder.is_dir());
        Self { output, templates, store }
    }

    /// Finds the store: the one named (`--store`, `COACH_STORE`), else the nearest folder from `from` upwards that is
    /// a store or has one in `events/store`. A store that was found and not named must belong to the caller: a
    /// planted one captures nothing.
    ///
    /// # Errors
    /// There is none, or it belongs to another account.
    pub fn find(named: Option<PathBuf>, output: Option<PathBuf>, from: &Path) -> Result<Self, Failure> {
        if let Some(store) = named {
            if !is_store(&store) {
                let store = store.display();
                return Err(Failure::Usage(format!(
                    "{store} is not a store: it has neither a journal/ nor a sled/ folder. Nothing was read or \
                     recorded. Name the store's folder with --store, or make one: coach init --store {store} …"
                )));
            }
            return Ok(Self::of(store, output));
        }
        match nearest(from) {
            Some(store) if !belongs_to_caller(&store) => Err(Failure::Usage(format!(
                "{} belongs to another account, so it was not opened. If it is the one you mean, name it: --store.",
                store.display()
            ))),
            Some(store) => Ok(Self::of(store, output)),
            None => Err(Failure::Usage(
                "No store was found here or in any folder above. For a look around: coach demo. For real records: \
                 coach init. For a store elsewhere: --store DIR or COACH_STORE."
                    .into(),
            )),
        }
    }

    /// Whether the store lies in a git checkout, where real records don't belong.
    pub fn in_git_checkout(&self) -> bool {
        let absolute = std::path::absolute(&self.store).unwrap_or_else(|_| self.store.clone());
        absolute.ancestors().any(|folder| folder.join(".git").exists())
    }
}

/// The nearest store upwards from a folder: that folder, or `events/store` in it.
pub(super) fn nearest(from: &Path) -> Option<PathBuf> {
    let inside = |folder: &Path| folder.join(INSIDE[0]).join(INSIDE[1]);
    let both = |folder: &Path| [folder.to_path_buf(), inside(folder)].into_iter().find(|store| is_store(store));
    from.ancestors().find_map(both)
}

/// The uid of the account that runs this process.
#[cfg(unix)]
pub(super) fn caller() -> u32 {
    nix::unistd::geteuid().as_raw()
}

/// The uid that a folder belongs to, if it can be seen.
#[cfg(unix)]
pub(super) fn owner(folder: &Path) -> Option<u32> {
    use std::os::unix::fs::MetadataExt;
    std::fs::metadata(folder).ok().map(|metadata| metadata.uid())
}

/// Where accounts have no uids, there is one.
#[cfg(not(unix))]
pub(super) fn caller() -> u32 {
    0
}

/// Where accounts have no uids, everything belongs to the one.
#[cfg(not(unix))]
pub(super) fn owner(folder: &Path) -> Option<u32> {
    folder.exists().then_some(0)
}

/// Whether a folder belongs to the account that runs this process.
pub(super) fn belongs_to_caller(folder: &Path) -> bool {
    owner(folder) == Some(caller())
}

/// Refuses to keep a store for others that is not one's own, or that others could read past us.
///
/// # Errors
/// It is so; the message says how to mend it.
#[cfg(unix)]
pub fn must_be_closed(store: &Path) -> Result<(), Failure> {
    use std::os::unix::fs::MetadataExt;
    let metadata = std::fs::metadata(store).map_err(|error| Failure::file("Reading", store, &error))?;
    let (uid, mode, path) = (metadata.uid(), metadata.mode() & 0o777, store.display());
    if uid != caller() {
        return Err(Failure::Usage(format!(
            "The store {path} belongs to uid {uid}, and this account has uid {}. Nothing is served. Serve it as the \
             account that keeps it.",
            caller()
        )));
    }
    if mode & 0o077 != 0 {
        return Err(Failure::Usage(format!(
            "The store {path} has the mode {mode:o}, so others could read it past the socket. Nothing is served. Close \
             it first: chmod 700 {path}"
        )));
    }
    Ok(())
}

/// Makes a store in a folder that was not there, or tries to: what fails leaves nothing behind.
///
/// # Errors
/// What `make` says.
pub fn new_folder<T>(store: &Path, make: impl FnOnce() -> Result<T, Failure>) -> Result<T, Failure> {
    let was_there = store.exists();
    let made = make();
    if made.is_err() && !was_there {
        // Only the lock that was taken meanwhile: a folder with anything else in it stays.
        let _ = std::fs::remove_file(store.join("lock"));
        let _ = std::fs::remove_dir(store);
    }
    made
}

/// Makes a folder that only its owner may look into.
///
/// # Errors
/// The folder cannot be made.
pub fn private_folder(folder: &Path) -> Result<(), Failure> {
    let made = std::fs::create_dir_all(folder).and_then(|()| close_to_others(folder));
    made.map_err(|error| Failure::file("Making the folder", folder, &error))
}

#[cfg(unix)]
fn close_to_others(folder: &Path) -> std::io::Result<()> {
    use std::os::unix::fs::PermissionsExt;
    std::fs::set_permissions(folder, std::fs::Permissions::from_mode(0o700))
}

#[cfg(not(unix))]
fn close_to_others(_: &Path) -> std::io::Result<()> {
    Ok(())
}
