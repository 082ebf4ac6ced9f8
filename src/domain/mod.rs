//! The functional core: what may happen to a record of coaching, and what it then means.
//!
//! `decide` turns a command into events or a refusal; `fold` turns entries into state. Both are pure: no clock, no
//! disk, no store. One noun a file (HOUSE.md): its events, its commands, its rules.

pub mod adoption;
pub mod agency;
pub mod appointment;
pub mod appraisal;
pub mod appraisal_cycle;
pub mod appraise;
pub mod asked;
pub mod assessment;
pub mod audience;
pub mod authority;
pub mod catalogue;
pub mod commitment;
pub mod concern;
pub mod conclude;
pub mod conduct;
pub mod copy;
pub mod dates;
pub mod decide;
pub mod decimal;
pub mod destruction;
pub mod development;
pub mod directory;
pub mod document;
pub mod event;
pub mod expectations;
pub mod filled;
pub mod find;
pub mod goal;
pub mod grow;
pub mod handover;
pub mod idea;
pub mod improvement;
pub mod improvement_plan;
pub mod keeping;
pub mod legal_hold;
pub mod meeting;
pub mod message;
pub mod names;
pub mod obstacle;
pub mod person;
pub mod policy;
pub mod preparation;
pub mod problem;
mod rating;
pub mod records;
pub mod refusal;
pub mod renegotiate;
pub mod retention;
pub mod review;
pub mod rhythm;
pub mod roster;
pub mod scope;
pub mod series;
pub mod settled;
pub mod sheet;
pub mod solve;
pub mod staffing;
pub mod standard;
pub mod standing;
pub mod steer;
pub mod strategy;
pub mod suggest;
pub mod supporting;
#[cfg(test)]
pub(crate) mod tests;
pub mod topics;

pub use audience::{Class, Retention, Role, Side};
pub use decide::{Command, Context, Proposed, decide};
pub use directory::Directory;
pub use event::Event;
pub use person::Person;
pub use records::{Correction, Recorded};
pub use refusal::Refusal;
