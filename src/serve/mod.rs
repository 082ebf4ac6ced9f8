//! The socket: who is asking, the request, the answer. What a request means is the business of whoever calls
//! [`serve`]: here it is bytes.
//!
//! ```text
//!   connection --peer's uid, one bounded frame, by a deadline--> queue --what waits, together--> turn
//!   connection <------------------- one frame ------------------------------------------------- its answers
//! ```
//!
//! One thread takes connections, one short-lived thread attends to each, and the caller's thread alone takes turns: it
//! is handed everything that waits, so that one commit can carry it all. The numbers are in [`Bounds`].
//! Invariant: nothing here reads or keeps a word of a request.

mod attend;
mod connect;
mod door;
mod frame;
mod listen;
mod peer;
mod stop;
mod turn;

pub use door::{Door, Reply, Trouble};
pub use frame::PROTOCOL;
pub use listen::{Listening, close_new_files, ready, stopping};
pub use peer::{Account, Peer};
pub use stop::Stop;
pub use turn::{Beside, BesideIt, Call, Waiting, serve};

use std::time::Duration;

/// What the socket takes, so that nobody can fill it for the others.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Bounds {
    /// The longest request, in bytes: a roster of ten thousand people takes about 1.2 MB.
    pub request: usize,
    /// The longest answer, in bytes.
    pub answer: usize,
    /// How long a connection may take to send its request, and to take its answer.
    pub time: Duration,
    /// Connections at once.
    pub connections: usize,
    /// Connections at once of one account.
    pub of_one_account: usize,
    /// Requests in one turn, and so in one commit.
    pub group: usize,
}

impl Default for Bounds {
    fn default() -> Self {
        Self {
            request: 4 << 20,
            answer: 64 << 20,
            time: Duration::from_secs(10),
            connections: 128,
            of_one_account: 48,
            group: 64,
        }
    }
}
