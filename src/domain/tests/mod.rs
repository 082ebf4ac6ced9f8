//! Tests of the domain, one noun a file: given what is recorded, when somebody gives a command, then this is recorded
//! or refused.

pub(crate) mod access;
mod adoption;
mod agencies;
mod appointment;
mod appraisal;
pub(crate) mod appraising;
mod authority;
pub(crate) mod commands;
mod commitment;
pub(crate) mod contest;
mod corrected;
mod destruction;
mod development;
mod disputants;
mod dispute;
pub(crate) mod disputing;
mod document;
mod expectations;
mod filled;
mod goal;
mod grow;
mod handover;
mod improvement;
mod meeting;
mod message;
mod policy;
mod preparation;
mod rating;
mod records;
mod refusals;
mod sequences;
mod series;
mod settled;
pub(crate) mod solving;
mod staffing;
mod standard;
mod strategy;
mod topics;
mod world;

pub(crate) use world::{World, day, line, who};
