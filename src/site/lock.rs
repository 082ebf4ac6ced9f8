//! One publish at a time: a lock file beside the site, waited for a bounded while.

use super::error::SiteError;
use std::{
    fs::{self, File, OpenOptions, TryLockError},
    path::Path,
    thread::sleep,
    time::Duration,
};

/// Between two tries for the lock.
const PAUSE: Duration = Duration::from_millis(50);

/// The lock, held until this is dropped; the operating system drops it too when the process dies.
pub(super) struct PublishLock {
    _file: File,
}

impl PublishLock {
    /// Takes the lock at `path`, waiting at most `wait` for another publish to end.
    ///
    /// # Errors
    /// [`SiteError::Busy`] naming the holder; [`SiteError::Disk`] if the file cannot be opened.
    pub(super) fn take(path: &Path, wait: Duration) -> Result<Self, SiteError> {
        let file = open(path).map_err(SiteError::disk("open the publish lock", path))?;
        let tries = wait.as_millis() / PAUSE.as_millis() + 1;
        for left in (0..tries).rev() {
            match file.try_lock() {
                Ok(()) => {
                    // The note helps whoever waits; without it the lock holds just as well.
                    let _ = fs::write(path, format!("process {}\n", std::process::id()));
                    return Ok(Self { _file: file });
                }
                Err(TryLockError::WouldBlock) if left > 0 => sleep(PAUSE),
                Err(TryLockError::WouldBlock) => break,
                Err(TryLockError::Error(error)) => return Err(SiteError::disk("lock", path)(error)),
            }
        }
        let holder = fs::read_to_string(path).unwrap_or_default();
        let holder =
            if holder.trim().is_empty() { "which did not say its name".to_owned() } else { holder.trim().to_owned() };
        Err(SiteError::Busy { path: path.to_owned(), holder })
    }
}

fn open(path: &Path) -> std::io::Result<File> {
    let mut options = OpenOptions::new();
    options.read(true).write(true).create(true).truncate(false);
    #[cfg(unix)]
    {
        use std::os::unix::fs::OpenOptionsExt;
        options.mode(0o600);
    }
    options.open(path)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_second_publish_waits_a_while_and_then_names_the_holder() {
        let folder = tempfile::tempdir().expect("a folder");
        let path = folder.path().join("site.lock");
        let held = PublishLock::take(&path, Duration::ZERO).expect("free");
        let error = PublishLock::take(&path, Duration::from_millis(120)).err().expect("held").to_string();
        assert!(error.contains(&format!("process {}", std::process::id())), "{error}");
        drop(held);
        PublishLock::take(&path, Duration::ZERO).expect("free again");
    }
}
