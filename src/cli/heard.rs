//! A request, once it reads as a command: performed at a desk over the store that is open, for whoever the peer is.

use super::{
    Desk, Line,
    desk::set_clock,
    way::Performed,
    wire::{Answer, PROGRAM, Request, Said},
};
use crate::{
    app::{App, Caller, Failure, Place},
    serve::{Account, Bounds, Call},
};
use std::{
    cell::RefCell,
    io::{self, Write},
};

/// The answer where this program has a fault in a command.
pub fn at_fault() -> Answer {
    let failure = "The program that serves the store has a fault in this command; whether it was recorded is not known: \
                   `coach log` shows it. Tell whoever keeps the store; its log says where.";
    Answer::no(3, failure.into())
}

/// A request that reads as a command.
pub struct Heard {
    /// The command line.
    pub line: Line,
    request: Request,
    caller: Caller,
}

impl Heard {
    /// Reads a request. Nothing of it is believed but what it asks for: who asks is the peer.
    ///
    /// # Errors
    /// The answer that says why it is not performed.
    pub fn of(call: &Call) -> Result<Self, Box<Answer>> {
        let request: Request = serde_json::from_slice(&call.content).map_err(|_| {
            Answer::no(
                2,
                format!(
                    "The request does not read; the store is served by coach {PROGRAM}. Nothing was recorded. Install \
                     the same version on both sides."
                ),
            )
        })?;
        let line = Line::parse(request.words.iter().map(Into::into).collect());
        let line = line.map_err(|error| Answer::no(2, unknown_words(&error, &request.program)))?;
        if line.cli().verb.is_the_keepers() {
            let next = "It is done by the account that keeps the store, and not over the socket. Nothing was recorded.";
            return Err(Answer::no(2, format!("coach {} is done to a store as a whole. {next}", line.verb())).into());
        }
        let caller = match &call.peer.account {
            Account::Login(login) => Caller::Login(login.clone()),
            Account::Nobody(why) => Caller::Nobody((*why).to_owned()),
        };
        Ok(Self { line, request, caller })
    }

    /// Performs it on a store that is open.
    pub fn perform(self, app: &mut App, place: &Place, bounds: &Bounds) -> Answer {
        let Self { line, request, caller } = self;
        let cli = line.cli();
        app.set_retry(Some(request.retry));
        if let Err(failure) = set_clock(app, cli.globals.now.as_deref()) {
            return Answer::no(failure.number(), failure.to_string());
        }
        let said = RefCell::new(Spoken { said: Vec::new(), room: bounds.answer });
        let (mut out, mut aside) = (Capture { said: &said, aside: false }, Capture { said: &said, aside: true });
        let mut desk = Desk::lent((app, place.clone()), caller, &mut out, &mut aside);
        desk.given = request.given;
        desk.globals = super::Globals { store: None, output: None, socket: None, ..cli.globals };
        let done = cli.verb.run(&mut desk);
        let (asks, typed) = (desk.asks.take(), desk.typed.take());
        let written = desk.finish();
        let performed = Performed { done: done.and_then(|()| written.map_err(|_| too_much(bounds))), asks, typed };
        answer(performed, said.into_inner().said)
    }
}

fn answer(performed: Performed, said: Vec<Said>) -> Answer {
    let Performed { done, asks, typed } = performed;
    let (code, failure) = match done {
        Ok(()) => (0, String::new()),
        Err(failure) => (failure.number(), failure.to_string()),
    };
    Answer { said, asks, typed, ..Answer::no(code, failure) }
}

fn too_much(bounds: &Bounds) -> Failure {
    Failure::Usage(format!(
        "The answer is longer than the {} MiB that the socket carries. Ask for less: one person, or fewer days.",
        bounds.answer >> 20
    ))
}

/// What is said of words that this program does not know, where the other one did.
fn unknown_words(error: &clap::Error, other: &str) -> String {
    let text = error.render().to_string();
    match other == PROGRAM {
        true => text,
        false => format!(
            "The store is served by coach {PROGRAM}, which does not know these words of coach {other}. Nothing was \
             recorded. Install the same version on both sides.\n{text}"
        ),
    }
}

/// What was said, as far as there is room for it.
struct Spoken {
    said: Vec<Said>,
    room: usize,
}

/// One of the two streams of a command, kept in the order of both.
struct Capture<'s> {
    said: &'s RefCell<Spoken>,
    aside: bool,
}

impl Write for Capture<'_> {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        let mut spoken = self.said.borrow_mut();
        spoken.room = spoken.room.checked_sub(bytes.len()).ok_or(io::ErrorKind::FileTooLarge)?;
        let text = String::from_utf8_lossy(bytes);
        match (spoken.said.last_mut(), self.aside) {
            (Some(Said::Out(said)), false) | (Some(Said::Aside(said)), true) => said.push_str(&text),
            (_, false) => spoken.said.push(Said::Out(text.into_owned())),
            (_, true) => spoken.said.push(Said::Aside(text.into_owned())),
        }
        Ok(bytes.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}
