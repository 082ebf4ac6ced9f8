//! The two ways to a store: opened by the command itself, or asked for at its socket. The verbs are the same.

use super::{
    Desk, Line,
    ask::{Ask, Given, Typed},
};
use crate::app::{Failure, Place, Reached, Served};
use std::{
    collections::VecDeque,
    io::{self, Write},
};

/// What came of performing a command line once.
pub struct Performed {
    /// Whether it was done.
    pub done: Result<(), Failure>,
    /// What it asks of the person's side; then nothing was done yet.
    pub asks: Option<Ask>,
    /// What became of the text that was typed.
    pub typed: Option<Typed>,
}

impl Performed {
    /// A command that did not get as far as its verb.
    pub fn stopped(failure: Failure) -> Self {
        Self { done: Err(failure), asks: None, typed: None }
    }
}

/// A way to a store.
pub trait Way {
    /// Performs the command line with what the person's side has supplied so far.
    fn perform(&mut self, given: &VecDeque<Given>) -> Performed;
    /// Says something beside the answer.
    fn notice(&mut self, text: &str);
    /// Lets go of the store while the person writes.
    fn rest(&mut self);
}

/// A store that the command opens itself.
pub struct Direct<'l, 'w> {
    /// The command line.
    pub line: &'l Line,
    /// Where it is performed.
    pub desk: Desk<'w>,
}

impl Way for Direct<'_, '_> {
    fn perform(&mut self, given: &VecDeque<Given>) -> Performed {
        self.desk.given.clone_from(given);
        let done = super::perform(self.line.cli(), &mut self.desk);
        Performed { done, asks: self.desk.asks.take(), typed: self.desk.typed.take() }
    }

    fn notice(&mut self, text: &str) {
        self.desk.notice(text);
    }

    fn rest(&mut self) {
        self.desk.close();
    }
}

/// Writes the answer of a served store as it comes.
pub struct Voice<'w> {
    /// The standard output.
    pub out: &'w mut dyn Write,
    /// The standard error.
    pub notices: &'w mut dyn Write,
    unwritten: Option<io::Error>,
}

impl<'w> Voice<'w> {
    /// A voice that has said nothing yet.
    pub fn new(out: &'w mut dyn Write, notices: &'w mut dyn Write) -> Self {
        Self { out, notices, unwritten: None }
    }

    /// Says a part of the answer.
    pub fn say(&mut self, text: &str) {
        if self.unwritten.is_none() {
            self.unwritten = self.out.write_all(text.as_bytes()).err();
        }
    }

    /// Says something beside the answer, as it was said.
    pub fn aside(&mut self, text: &str) {
        let _ = self.notices.write_all(text.as_bytes());
    }

    /// Hands over what was said, and says why not all of it could be.
    ///
    /// # Errors
    /// The first error of writing.
    pub fn finish(&mut self) -> io::Result<()> {
        match self.unwritten.take() {
            Some(error) => Err(error),
            None => self.out.flush(),
        }
    }
}

/// The door of a served store.
#[cfg(unix)]
pub fn door(served: &Served) -> crate::serve::Door {
    crate::serve::Door { socket: served.socket.clone(), keepers: served.keepers.clone() }
}

/// Whether a served store is to be asked, or opened after all: by its keeper, where nobody serves it any more.
#[cfg(unix)]
pub fn is_served(served: &Served) -> bool {
    served.own.is_none() || door(served).is_kept()
}

/// Whether a served store is to be asked: there are no sockets here.
#[cfg(not(unix))]
pub fn is_served(_: &Served) -> bool {
    false
}

/// Whether a store is served at the moment.
pub fn is_served_now(place: &Place) -> bool {
    matches!(Reached::at(place.clone()), Reached::Served(served) if is_served(&served))
}
