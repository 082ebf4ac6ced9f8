//! Ending gracefully: on a signal, or when the caller cannot go on.

use nix::poll::{PollFd, PollFlags, PollTimeout, poll};
use signal_hook::{
    consts::{SIGINT, SIGTERM},
    low_level::pipe,
};
use std::{
    io::{self, Write},
    os::{
        fd::AsFd,
        unix::net::{UnixListener, UnixStream},
    },
    time::Duration,
};

/// What ends the serving: one end is written to, the other is waited for beside the connections.
#[derive(Debug)]
pub struct Stop {
    told: UnixStream,
    tell: UnixStream,
}

impl Stop {
    /// Ends when it is told to.
    ///
    /// # Errors
    /// No pair of sockets is to be had.
    pub fn new() -> io::Result<Self> {
        let (told, tell) = UnixStream::pair()?;
        tell.set_nonblocking(true)?;
        Ok(Self { told, tell })
    }

    /// Ends on SIGTERM or SIGINT too.
    ///
    /// # Errors
    /// The signals cannot be taken.
    pub fn on_signals() -> io::Result<Self> {
        let stop = Self::new()?;
        for signal in [SIGTERM, SIGINT] {
            pipe::register(signal, stop.tell.try_clone()?)?;
        }
        Ok(stop)
    }

    /// Tells it to end.
    pub fn now(&self) {
        // Where there is no room for a byte, enough of them wait already.
        let _ = (&self.tell).write(&[0]);
    }

    /// Waits a while; false when it is time to end.
    pub(super) fn wait(&self, a_while: Duration) -> bool {
        let mut waited = [PollFd::new(self.told.as_fd(), PollFlags::POLLIN)];
        let timeout = PollTimeout::try_from(a_while).unwrap_or(PollTimeout::MAX);
        matches!(poll(&mut waited, timeout), Ok(0) | Err(nix::Error::EINTR))
    }

    /// Waits for a connection; false when it is time to end.
    pub(super) fn wait_for(&self, listener: &UnixListener) -> io::Result<bool> {
        let mut waited = [self.told.as_fd(), listener.as_fd()].map(|fd| PollFd::new(fd, PollFlags::POLLIN));
        match poll(&mut waited, PollTimeout::NONE) {
            Ok(_) => Ok(!waited[0].any().unwrap_or(true)),
            Err(nix::Error::EINTR) => Ok(true),
            Err(error) => Err(error.into()),
        }
    }
}
