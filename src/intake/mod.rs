//! What other systems and people's editors hand over: the roster of the HR system as a CSV file, requests of other
//! programs, and filled forms.
//!
//! Like the domain it is pure: bytes in, rows or named errors out, and a plan of what to record. It never opens a file.

mod checks;
mod difference;
mod fields;
pub mod form;
mod homes;
mod plan;
pub mod request;
mod roster;
mod table;

pub use plan::{Change, Import, Plan, plan};
pub use roster::{COLUMNS, LeftOut, RosterFile, Row, read_roster};
pub use table::LineError;
#[cfg(test)]
mod tests;
