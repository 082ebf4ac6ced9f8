//! coachlog: the record of 1:1 coaching.
//!
//! ```text
//! argv -> cli -> app -> domain::decide -> log::append -> views -> site -> output/
//! ```

pub mod id;
pub mod sample;
