//! One fear: that something which said "Recorded" is gone, is there twice, or is there by half, after a crowd, a kill
//! or a damaged disk.
//!
//! Processes are started at once, killed at moments spread over their lives, and the files of a store are damaged bit
//! by bit, spread over every file. What a process printed a receipt for has to be there afterwards, once.

#[path = "../support/mod.rs"]
#[expect(dead_code, reason = "each test program uses its own part of this")]
mod support;

mod crowd;
mod flips;
mod kill;
