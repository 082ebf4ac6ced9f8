//! Tests of the domain, one noun a file: given what is recorded, when somebody gives a command, then this is recorded
//! or refused.

mod world;

pub(crate) use world::{World, day, who};
