//! The few touches of the disk that publishing needs: private files and folders, and the swap of two trees.

use super::error::SiteError;
use std::{
    fs::{self, OpenOptions},
    io::{self, Write},
    path::Path,
};

/// Writes a new file that only this account may read (0600 on unix), replacing one that is there.
pub(super) fn write_private(path: &Path, bytes: &[u8]) -> Result<(), SiteError> {
    let mut options = OpenOptions::new();
    options.write(true).create(true).truncate(true);
    #[cfg(unix)]
    {
        use std::os::unix::fs::OpenOptionsExt;
        options.mode(0o600);
    }
    let mut file = options.open(path).map_err(SiteError::disk("write", path))?;
    file.write_all(bytes).map_err(SiteError::disk("write", path))
}

/// Makes a folder and the folders above it, for this account only (0700 on unix); one that is there is fine.
pub(super) fn make_private_folder(path: &Path) -> Result<(), SiteError> {
    let mut builder = fs::DirBuilder::new();
    builder.recursive(true);
    #[cfg(unix)]
    {
        use std::os::unix::fs::DirBuilderExt;
        builder.mode(0o700);
    }
    builder.create(path).map_err(SiteError::disk("make the folder", path))
}

/// Removes a folder and all in it; one that is not there is fine.
pub(super) fn remove_folder(path: &Path) -> Result<(), SiteError> {
    match fs::remove_dir_all(path) {
        Err(error) if error.kind() != io::ErrorKind::NotFound => Err(SiteError::disk("remove", path)(error)),
        _ => Ok(()),
    }
}

/// Puts the tree `staged` where `site` is. Afterwards the old tree, if there was one, stands at `staged`.
///
/// On Linux the two names are exchanged in one step, so that a reader finds either the old page or the new one and
/// never none. Elsewhere, and on file systems without that step, the old tree is renamed aside first.
pub(super) fn swap(staged: &Path, site: &Path, aside: &Path) -> Result<(), SiteError> {
    if !site.exists() {
        return fs::rename(staged, site).map_err(SiteError::disk("put the new site at", site));
    }
    #[cfg(all(target_os = "linux", target_env = "gnu"))]
    {
        use nix::fcntl::{AT_FDCWD, RenameFlags, renameat2};
        match renameat2(AT_FDCWD, staged, AT_FDCWD, site, RenameFlags::RENAME_EXCHANGE) {
            Ok(()) => return Ok(()),
            Err(nix::Error::EINVAL | nix::Error::ENOSYS) => {}
            Err(error) => return Err(SiteError::disk("exchange the old and new site at", site)(error.into())),
        }
    }
    remove_folder(aside)?;
    fs::rename(site, aside).map_err(SiteError::disk("move the old site aside from", site))?;
    if let Err(error) = fs::rename(staged, site) {
        fs::rename(aside, site).map_err(SiteError::disk("move the old site back to", site))?;
        return Err(SiteError::disk("put the new site at", site)(error));
    }
    fs::rename(aside, staged).map_err(SiteError::disk("move the replaced site to", staged))
}
