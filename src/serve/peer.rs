//! Who is on the other side of a socket, as the operating system says: never a word of the request.

use std::{fs, io, os::unix::net::UnixStream};

/// The other side of a connection.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Peer {
    /// The uid of its process when it connected.
    pub uid: u32,
    /// Whose login that is.
    pub account: Account,
}

/// What an account is to a shared store.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Account {
    /// Somebody's, by their login.
    Login(String),
    /// Nobody's, with the reason.
    Nobody(&'static str),
}

/// The uids that stand for no account: of files and containers whose owner has none here.
const OVERFLOW: [u32; 3] = [65_534, 65_535, u32::MAX];

/// The uid of the process at the other end of a socket; of a socket that was handed over, of whoever listens on it.
///
/// # Errors
/// The operating system does not say.
#[cfg(any(target_os = "linux", target_os = "android"))]
pub fn uid(stream: &UnixStream) -> io::Result<u32> {
    use nix::sys::socket::{getsockopt, sockopt::PeerCredentials};
    Ok(getsockopt(stream, PeerCredentials)?.uid())
}

/// The uid of the process at the other end of a socket.
///
/// # Errors
/// The operating system does not say.
#[cfg(not(any(target_os = "linux", target_os = "android")))]
pub fn uid(stream: &UnixStream) -> io::Result<u32> {
    Ok(nix::unistd::getpeereid(stream)?.0.as_raw())
}

impl Peer {
    /// Whoever connected.
    ///
    /// # Errors
    /// The operating system does not say who it is.
    pub fn of(stream: &UnixStream) -> io::Result<Self> {
        let uid = uid(stream)?;
        Ok(Self { uid, account: Account::of(uid, nix::unistd::geteuid().as_raw()) })
    }
}

impl Account {
    /// Whose login a uid is, asked of the password database by the account that serves.
    pub fn of(uid: u32, serving: u32) -> Self {
        let overflow = || fs::read_to_string("/proc/sys/kernel/overflowuid").ok()?.trim().parse().ok();
        match uid {
            0 => Account::Nobody("root is nobody in a shared store"),
            _ if uid == serving => Account::Nobody("the account that keeps a shared store is nobody in it"),
            _ if OVERFLOW.contains(&uid) || overflow() == Some(uid) => {
                Account::Nobody("this uid stands for accounts that are not known here")
            }
            _ => match nix::unistd::User::from_uid(uid.into()) {
                Ok(Some(user)) => Account::Login(user.name),
                Ok(None) => Account::Nobody("this uid is in no password database here"),
                Err(_) => Account::Nobody("the password database did not answer; try again"),
            },
        }
    }

    /// The login, where it is somebody's.
    pub fn login(&self) -> Option<&str> {
        match self {
            Account::Login(login) => Some(login),
            Account::Nobody(_) => None,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn root_the_serving_account_and_uids_of_nobody_are_nobody() {
        for uid in [0, 1, 65_534, 65_535, u32::MAX, 3_999_999_999] {
            assert_eq!(Account::of(uid, 1).login(), None, "{uid}");
        }
        let own = nix::unistd::geteuid().as_raw();
        assert_eq!(Account::of(own, own).login(), None, "whoever serves is nobody");
        let daemon = nix::unistd::User::from_name("daemon").ok().flatten().map(|user| user.uid.as_raw());
        if let Some(uid) = daemon.filter(|uid| *uid != 0) {
            assert_eq!(Account::of(uid, 0).login(), Some("daemon"));
        }
    }

    #[test]
    fn the_other_side_of_a_pair_is_oneself() {
        let (one, _other) = UnixStream::pair().expect("a pair of sockets");
        assert_eq!(uid(&one).expect("it says"), nix::unistd::geteuid().as_raw());
    }
}
