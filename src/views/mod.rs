//! The views: one question a file, answered as plain data from folded state and a date.
//!
//! A view never touches the disk, the environment or a clock: `as_of` says which day it is. It belongs to nobody's
//! page: the site prints it, the command line prints it, and `replay` is the timeline over fewer entries. Views are
//! their own types, never the domain's.

pub mod agenda;
pub mod asked;
pub mod check;
pub mod commitments;
pub mod concerns;
pub mod coverage;
pub mod cycle;
pub mod desk;
pub mod development;
pub mod directory;
pub mod entry;
pub mod goals;
pub mod grow;
pub mod heatmap;
pub mod leader_standard_work;
pub mod meetings;
pub mod obstacles;
pub mod progress;
pub mod reach;
pub mod record;
pub mod roll_up;
pub mod sight;
pub mod standard;
pub mod statement;
pub mod strategy;
pub mod structure;
pub mod summary;
pub mod tick;
pub mod timeline;
pub mod today;
pub mod trend;
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
