//! A store that is served: the same verbs, asked for over a socket by whoever the operating system says.

#![cfg(unix)]

mod accounts;
mod bounds;
mod handed;
mod inbox;
mod keys;
mod planted;
mod same;
mod served;
#[path = "../support/mod.rs"]
mod support;
mod unheard;
mod writing;
