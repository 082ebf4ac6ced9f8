//! The verbs as whole processes: what each says, with which exit code, and what it leaves behind.
//!
//! Accepted outputs lie in `snapshots/`; `cargo insta review` shows what changed.

#[path = "../support/mod.rs"]
mod support;

mod agencies;
mod agency_verbs;
mod agenda;
mod appraisal;
mod completions;
mod copies;
mod destruction;
mod dispute;
mod documents;
mod draft_terms;
mod drafts;
mod editor;
mod facilitation;
mod forms;
mod free_text;
mod help;
mod improvement;
mod once;
mod orders;
mod output;
mod people;
mod places;
mod policies;
mod purposes;
mod reading;
mod reference;
mod refusals;
mod replay;
mod retention;
mod roster;
mod strategy;
mod told;
mod topics;
mod whole_loop;
mod words;
