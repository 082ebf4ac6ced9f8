//! Connecting to a socket without waiting for whoever listens there.

use nix::{
    errno::Errno,
    fcntl::{FcntlArg, FdFlag, fcntl},
    sys::socket::{AddressFamily, SockFlag, SockType, UnixAddr, connect, socket},
};
use std::{
    io,
    os::{fd::AsRawFd, unix::net::UnixStream},
    path::Path,
};

/// Connects, or says at once why not: [`io::ErrorKind::WouldBlock`] where so many wait already that the listener's queue
/// is full. The plain `connect` of the standard library would wait for as long as a listener takes nobody.
///
/// # Errors
/// Nobody listens there, or too many wait.
pub fn reach(path: &Path) -> io::Result<UnixStream> {
    let address = UnixAddr::new(path)?;
    let stream = UnixStream::from(socket(AddressFamily::Unix, SockType::Stream, SockFlag::empty(), None)?);
    fcntl(&stream, FcntlArg::F_SETFD(FdFlag::FD_CLOEXEC))?;
    stream.set_nonblocking(true)?;
    match connect(stream.as_raw_fd(), &address) {
        // Only a local socket's queue is meant by it.
        Err(Errno::EAGAIN) => return Err(io::ErrorKind::WouldBlock.into()),
        connected => connected?,
    }
    stream.set_nonblocking(false)?;
    Ok(stream)
}

/// Whether somebody listens, though perhaps to too many already.
pub fn is_listened_to(path: &Path) -> bool {
    reach(path).map_or_else(|error| error.kind() == io::ErrorKind::WouldBlock, |_| true)
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::os::unix::net::UnixListener;

    #[test]
    fn nobody_waits_for_a_listener_that_takes_nobody() {
        let folder = tempfile::tempdir().expect("a folder for the test");
        let path = folder.path().join("socket");
        assert!(reach(&path).is_err() && !is_listened_to(&path));
        let listener = UnixListener::bind(&path).expect("the folder is ours");
        // It never accepts: its queue is full sooner or later, and then it is said at once.
        let waiting: Vec<_> = std::iter::from_fn(|| reach(&path).ok()).take(10_000).collect();
        let full = reach(&path).expect_err("nobody was taken");
        assert_eq!(full.kind(), io::ErrorKind::WouldBlock, "after {}", waiting.len());
        assert!(is_listened_to(&path), "somebody is there all the same");
        drop(listener);
        drop(waiting);
        assert!(!is_listened_to(&path));
    }
}
