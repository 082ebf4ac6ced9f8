//! Who may write: one at a time, by a lock of the operating system, which a dead holder cannot keep.

use super::LogError;
use std::{
    fs::{File, OpenOptions, TryLockError},
    io::{Read, Seek, SeekFrom, Write},
    path::Path,
    time::{Duration, Instant},
};

/// The lock file's name within the store.
pub(crate) const LOCK: &str = "lock";

const LONGEST_TEXT: u64 = 200;

/// The lock, held until dropped.
pub(crate) struct Lock {
    _file: File,
}

impl Lock {
    /// Takes the lock of a store, waiting for its holder at most so long.
    pub(crate) fn acquire(store: &Path, wait: Duration) -> Result<Self, LogError> {
        let path = store.join(LOCK);
        let io = LogError::io;
        let open = OpenOptions::new().read(true).write(true).create(true).truncate(false).open(&path);
        let mut file = open.map_err(io(&path))?;
        let started = Instant::now();
        let mut pause = Duration::from_millis(2);
        loop {
            match file.try_lock() {
                Ok(()) => break,
                Err(TryLockError::Error(e)) => return Err(io(&path)(e)),
                Err(TryLockError::WouldBlock) if started.elapsed() >= wait => {
                    return Err(LogError::Busy { holder: holder(&mut file), waited: wait });
                }
                Err(TryLockError::WouldBlock) => std::thread::sleep(pause.min(wait.saturating_sub(started.elapsed()))),
            }
            pause = (pause * 2).min(Duration::from_millis(50));
        }
        // The text only serves the message above; the lock holds without it.
        let _ = sign(&mut file);
        Ok(Self { _file: file })
    }
}

fn sign(file: &mut File) -> std::io::Result<()> {
    let program = std::env::current_exe().ok();
    let program = program.as_deref().and_then(Path::file_name).map(|name| name.to_string_lossy().into_owned());
    let program = program.unwrap_or_else(|| "a program".into());
    file.set_len(0)?;
    file.seek(SeekFrom::Start(0))?;
    let since = super::written(chrono::Utc::now());
    writeln!(file, "{program}, process {}, since {since}", std::process::id())
}

/// What the holder wrote about itself. The text proves nothing, so a damaged one is shown as far as it can be.
fn holder(file: &mut File) -> String {
    let mut bytes = Vec::new();
    let read = file.seek(SeekFrom::Start(0)).and_then(|_| file.take(LONGEST_TEXT).read_to_end(&mut bytes));
    let text: String = String::from_utf8_lossy(&bytes).chars().filter(|c| !c.is_control()).collect();
    if read.is_err() || text.trim().is_empty() { "somebody who left no name".into() } else { text }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_second_waits_and_is_told_who_holds_it() {
        let store = tempfile::tempdir().expect("a folder");
        let held = Lock::acquire(store.path(), Duration::ZERO).expect("free");
        let started = Instant::now();
        let wait = Duration::from_millis(60);
        let busy = Lock::acquire(store.path(), wait).err().expect("held").to_string();
        assert!(started.elapsed() >= wait);
        assert!(busy.contains(&format!("process {}", std::process::id())), "{busy}");
        std::fs::write(store.path().join(LOCK), [0xff, 0, 7]).expect("damaged on purpose");
        assert!(Lock::acquire(store.path(), Duration::ZERO).is_err());
        drop(held);
        Lock::acquire(store.path(), Duration::ZERO).expect("free again");
    }
}
