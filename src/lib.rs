//! coachlog: the record of 1:1 coaching.
//!
//! ```text
//! argv -> cli -> app -> domain::decide -> log::append -> views -> site -> output/
//! ```

pub mod app;
pub mod cli;
pub mod domain;
mod hex;
pub mod id;
#[cfg(unix)]
pub mod inbox;
pub mod intake;
pub mod log;
pub mod sample;
#[cfg(unix)]
pub mod serve;
pub mod site;
pub mod views;
#[cfg(unix)]
pub mod watch;
