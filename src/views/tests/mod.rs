//! Tests of the views over what commands record, named by the rules they answer for.

mod improvement;
mod meetings;
mod preparation;
mod reach;
mod record;

use crate::domain::tests::day;
