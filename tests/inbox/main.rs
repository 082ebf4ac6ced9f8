//! The inbox: files that other systems drop, taken once, for whoever owns them, and answered.

#![cfg(unix)]

#[path = "../support/mod.rs"]
#[expect(dead_code, reason = "each test program uses its own part of this")]
mod support;

mod crash;
mod requests;
mod watching;
