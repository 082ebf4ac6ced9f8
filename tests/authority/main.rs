//! Who may record what about whom, and who may read it: every refusal, as a process, from outside.
//!
//! A leader cannot record for someone else's report, and an employee cannot record as the leader. Texts of one
//! audience are planted as markers and looked for in everything that everybody else gets to see.

#[path = "../support/mod.rs"]
#[expect(dead_code, reason = "each test program uses its own part of this")]
mod support;

mod reading;
mod recording;
