//! The views: one question a file, answered as plain data from folded state and a date.
//!
//! A view never touches the disk, the environment or a clock: `as_of` says which day it is. It belongs to nobody's
//! page: the site prints it, the command line prints it, and `replay` is the timeline over fewer entries. Views are
//! their own types, never the domain's.

pub mod access;
pub mod adoption;
pub mod agenda;
pub mod appraisal;
pub mod asked;
pub mod catalogue;
pub mod cause;
pub mod check;
pub mod commitments;
pub mod compared;
pub mod concerns;
pub mod coverage;
pub mod cycle;
pub mod desk;
pub mod destruction;
pub mod development;
pub mod difference;
pub mod directory;
pub mod dispute;
pub mod docket;
pub mod document;
pub mod entry;
pub mod expectations;
pub mod goals;
pub mod grow;
pub mod handover;
pub mod heatmap;
pub mod holds;
pub mod ideas;
pub mod improvement;
pub mod leader_standard_work;
pub mod meetings;
pub mod obstacles;
pub mod papers;
pub mod pinned;
pub mod prepared;
pub mod problems;
pub mod progress;
pub mod reach;
pub mod record;
pub mod replay;
pub mod retention;
pub mod roll_up;
pub mod schema;
pub mod sight;
pub mod standard;
pub mod statement;
pub mod strategy;
pub mod structure;
pub mod summary;
pub mod surprise;
pub mod tick;
pub mod timeline;
pub mod today;
pub mod trend;
pub mod waiting;
pub mod words;
pub mod year;
pub mod year_line;

#[cfg(test)]
mod tests;

pub use cycle::Cycle;
pub use entry::EntryRef;
pub use sight::{Named, Sight};
pub use structure::Structure;
pub use summary::Summary;
