//! What is inside the frames of the socket: a request, and the answer to it. Both sides are this program.

use super::ask::{Ask, Given, Typed};
use serde::{Deserialize, Serialize};
use std::collections::VecDeque;

/// The version of this program, for the case that the two sides differ.
pub const PROGRAM: &str = env!("CARGO_PKG_VERSION");

/// One command line, to be performed for the account at the other end of the socket. No path in it is read by the
/// other side, and nothing of the environment is sent.
#[derive(Debug, Serialize, Deserialize)]
pub struct Request {
    /// The version of the program that asks.
    pub program: String,
    /// The words of the command line.
    pub words: Vec<String>,
    /// The key by which asking again records nothing twice.
    pub retry: String,
    /// What the person's side has supplied.
    pub given: VecDeque<Given>,
}

/// The answer.
#[derive(Debug, Serialize, Deserialize)]
pub struct Answer {
    /// The version of the program that answers.
    pub program: String,
    /// What was said, in order.
    pub said: Vec<Said>,
    /// The exit code.
    pub code: u8,
    /// Why it was not done, where it was not; it may be said already.
    pub failure: String,
    /// What is asked of the person's side; then nothing was done yet.
    pub asks: Option<Ask>,
    /// What became of the text that was typed.
    pub typed: Option<Typed>,
}

/// A part of what was said.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Said {
    /// On the standard output.
    Out(String),
    /// On the standard error.
    Aside(String),
}

impl Answer {
    /// An answer that says only why nothing was done.
    pub fn no(code: u8, failure: String) -> Self {
        Self { program: PROGRAM.into(), said: Vec::new(), code, failure, asks: None, typed: None }
    }

    /// Its bytes.
    pub fn to_bytes(&self) -> Vec<u8> {
        serde_json::to_vec(self).expect("an answer is plain data")
    }
}
