//! Tests of the views over what commands record, named by the rules they answer for.

mod meetings;
