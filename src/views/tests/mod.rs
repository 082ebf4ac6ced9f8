//! Tests of the views over what commands record, named by the rules they answer for.

mod meetings;
mod preparation;
mod reach;
mod record;
mod topics;

use crate::domain::tests::day;
