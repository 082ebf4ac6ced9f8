//! Requests of other programs: one JSON object a line, `{"key"?, "about", "on"?, "kind", "fields"}`, read into the
//! command that a person would have given.
//!
//! What is wrong with a line is told in fixed sentences with the names of fields ([`Wrong`]), and never with a word of
//! the line: the answer may be seen by others than the one who wrote it.

mod kinds;
mod members;
mod strict;
#[cfg(test)]
mod tests;

pub use kinds::{NOT_TAKEN, taken};
pub use members::Wrong;

use crate::{domain::Command, id::Id};
use chrono::NaiveDate;
use members::Members;

/// The longest name of a request, in characters.
const LONGEST_KEY: usize = 200;

/// What one line asks for.
#[derive(Clone, Debug, PartialEq)]
pub struct Request {
    /// The request's name, where the line gives one.
    pub key: Option<String>,
    /// Whom it is about: an id, a login, a whole name or an employee number.
    pub about: String,
    /// The day it happened on, where the line says it.
    pub on: Option<NaiveDate>,
    /// The kind of the event that it asks for.
    pub kind: &'static str,
    /// The meeting it was said in, by its original date: then it happened on that meeting's day, unless `on` says
    /// otherwise.
    pub said_in: Option<NaiveDate>,
    /// Further people that it is about, named like the first.
    pub also: Vec<String>,
    command: Command,
}

impl Request {
    /// The command about people who have been found, the first of them `about`; `fresh` is an id that nothing has yet.
    pub fn command(&self, people: Vec<Id>, fresh: Id) -> Command {
        let mut command = self.command.clone();
        if let Command::Message(identify) = &mut command {
            (identify.message, identify.to) = (fresh, people);
        }
        command
    }
}

/// Reads one line.
///
/// # Errors
/// It is no such object, its kind is not taken, or a field is missing, unknown or not what it should be.
pub fn read(line: &str) -> Result<Request, Wrong> {
    let object = strict::object(line)?;
    let mut top = Members::of(&object);
    let typed = top.text("kind")?;
    let (kind, wanted) = kinds::of(&typed)?;
    let of_kind = |wrong: Wrong| Wrong { kind: Some(kind), ..wrong };
    let mut request = || {
        let key = top.text_if_any("key")?;
        if key.as_ref().is_some_and(|key| key.trim().is_empty() || key.chars().count() > LONGEST_KEY) {
            return Err(Wrong::of("key", "is empty or has more than 200 characters"));
        }
        let (about, on) = (top.text("about")?, top.day_if_any("on")?);
        let fields = top.object("fields")?;
        top.end()?;
        let mut fields = Members::within("fields", fields);
        let command = wanted(&mut fields, on)?;
        fields.end()?;
        let (said_in, also) = (fields.said_in, std::mem::take(&mut fields.also));
        Ok(Request { key, about, on, kind, said_in, also, command })
    };
    request().map_err(of_kind)
}
