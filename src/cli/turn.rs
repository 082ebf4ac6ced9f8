//! One turn of a served store: the requests that wait are performed one after the other, by the verbs that everybody
//! has, committed together, and only then answered.

use super::{
    Desk, Verb,
    desk::set_clock,
    heard::{Heard, at_fault},
    piece::{self, Piece},
    readers::{Readers, Reading},
    wire::Answer,
};
use crate::{
    app::{App, Failure, LivePublisher, Place},
    inbox::Line,
    log::LogError,
    serve::{Bounds, Call, Waiting},
};
use std::{
    io::{self, Write},
    ops::ControlFlow,
    panic::{AssertUnwindSafe, catch_unwind},
    sync::mpsc::SyncSender,
};

/// What is answered after a failure that ends the serving.
const ENDS: &str = "Whoever serves the store ends after a failure. Nothing was recorded. Say it again in a moment.";

/// A store that is open for everybody.
pub struct Counter {
    /// The store.
    pub app: App,
    /// Its place.
    pub place: Place,
    /// What keeps the site in step; nothing where somebody else does.
    pub publisher: Option<LivePublisher>,
    /// What the socket takes.
    pub bounds: Bounds,
    /// Those who read beside the recording.
    pub readers: Readers,
    /// Why it can go on no longer.
    pub broken: Option<Failure>,
}

/// A piece of a file from the inbox, and who waits for what it comes to.
pub struct Handed {
    /// The piece.
    pub piece: Piece,
    /// Where that is told, once it is committed.
    pub reply: SyncSender<Result<Vec<Line>, Failure>>,
}

/// What was performed and waits for the commit.
enum Performed {
    Request(Box<Done>),
    Piece(SyncSender<Result<Vec<Line>, Failure>>, Result<Vec<Line>, Failure>),
}

/// A request that was performed and waits for the commit.
pub struct Done {
    /// Who waits for it.
    pub call: Call,
    /// The verb.
    pub verb: String,
    /// What it is answered with.
    pub answer: Answer,
    /// The first and the last entry it recorded.
    pub recorded: Option<(u64, u64)>,
    /// Whether its answer rests on entries that wait for the commit: its own, or those of a request before it.
    pub rests: bool,
}

impl Counter {
    /// Performs what waits, commits, and answers.
    pub fn turn(&mut self, waiting: Vec<Waiting<Handed>>) -> ControlFlow<()> {
        let mut done = Vec::new();
        for waiting in waiting {
            match (waiting, &self.broken) {
                (Waiting::Call(call), None) => self.attend(call, &mut done),
                (Waiting::Call(call), Some(_)) => {
                    done.push(Performed::told(call, "?".into(), Answer::no(3, ENDS.into())));
                }
                (Waiting::Beside(Handed { piece, reply }), None) => {
                    let lines = self.take(piece, &mut done);
                    done.push(Performed::Piece(reply, lines));
                }
                // Its file lies there still, and is taken by whoever serves next.
                (Waiting::Beside(_), Some(_)) => {}
            }
        }
        self.settle(&mut done);
        done.into_iter().for_each(Performed::reply);
        if self.broken.is_some() { ControlFlow::Break(()) } else { ControlFlow::Continue(()) }
    }

    /// Performs a piece of a file from the inbox.
    fn take(&mut self, piece: Piece, done: &mut [Performed]) -> Result<Vec<Line>, Failure> {
        let performed = catch_unwind(AssertUnwindSafe(|| {
            set_clock(&mut self.app, None)?;
            let (mut out, mut aside) = (io::sink(), io::sink());
            let mut desk = Desk::lent((&mut self.app, self.place.clone()), piece.caller.clone(), &mut out, &mut aside);
            piece::perform(&mut desk, piece)
        }));
        performed.unwrap_or_else(|_| {
            self.after_a_fault(done);
            Ok(vec![piece::at_fault()])
        })
    }

    /// Goes on after a fault of the program: what was half done is forgotten, and what the log has is what counts.
    fn after_a_fault(&mut self, done: &mut [Performed]) {
        self.settle(done);
        self.broken = self.broken.take().or_else(|| self.app.reload().err());
    }

    /// Commits what was recorded; where that fails, takes back every answer that rests on it.
    fn settle(&mut self, done: &mut [Performed]) {
        match self.app.commit() {
            Ok(entries) => {
                if !entries.is_empty() {
                    self.tell();
                }
            }
            Err(failure) => {
                done.iter_mut().for_each(|done| done.take_back(&failure));
                self.after(failure);
            }
        }
        // What stands now stands, whatever becomes of the requests after it.
        done.iter_mut().for_each(Performed::stands);
    }

    /// Tells whoever publishes that something was recorded.
    fn tell(&self) {
        if let Some(publisher) = &self.publisher {
            publisher.appended();
        }
    }

    /// Goes on after a commit that failed, where the log says that nothing was recorded; else ends.
    fn after(&mut self, failure: Failure) {
        let _ = writeln!(io::stderr(), "coach serve: committing failed: {failure}");
        let nothing_recorded = matches!(failure, Failure::Log(LogError::Io { .. } | LogError::ClockBehind { .. }));
        match self.app.reload() {
            Ok(()) if nothing_recorded => {}
            _ => self.broken = Some(failure),
        }
    }

    /// Performs a request, or hands it to those who read beside the recording.
    fn attend(&mut self, call: Call, done: &mut Vec<Performed>) {
        let heard = match Heard::of(&call) {
            Ok(heard) => heard,
            Err(answer) => return done.push(Performed::told(call, "?".into(), *answer)),
        };
        let verb = heard.line.verb().to_owned();
        if heard.line.reads_much()
            && let Some(log) = self.app.beside()
        {
            let sentence = "Several long readings are under way. Nothing was recorded. Say it again in a moment.";
            let full = self.readers.take(Reading { call, heard, log });
            return done.extend(full.map(|call| Performed::told(call, verb, Answer::no(3, sentence.into()))));
        }
        if let Verb::Serve(_) = heard.line.cli().verb {
            return done.push(Performed::told(call, verb, self.status()));
        }
        let before = self.app.uncommitted().len();
        let performed = catch_unwind(AssertUnwindSafe(|| heard.perform(&mut self.app, &self.place, &self.bounds)));
        let Ok(answer) = performed else {
            self.after_a_fault(done);
            return done.push(Performed::told(call, verb, at_fault()));
        };
        let waiting = self.app.uncommitted();
        let recorded = waiting.get(before..).and_then(|new| Some((new.first()?.seq, new.last()?.seq)));
        let rests = !waiting.is_empty();
        done.push(Performed::Request(Done { call, verb, answer, recorded, rests }.into()));
    }
}

impl Performed {
    fn told(call: Call, verb: String, answer: Answer) -> Self {
        Performed::Request(Done::told(call, verb, answer).into())
    }

    /// What was not committed was not recorded. A piece of a file is performed again, by the same keys.
    fn take_back(&mut self, failure: &Failure) {
        match self {
            Performed::Request(done) => done.take_back(failure),
            Performed::Piece(_, done) => *done = Err(Failure::Told(failure.number(), failure.to_string())),
        }
    }

    fn stands(&mut self) {
        if let Performed::Request(done) = self {
            done.rests = false;
        }
    }

    fn reply(self) {
        match self {
            Performed::Request(done) => done.reply(),
            // Whoever waited may have ended; the file lies there still.
            Performed::Piece(reply, done) => {
                let _ = reply.send(done);
            }
        }
    }
}

impl Done {
    /// An answer that rests on nothing that waits.
    pub fn told(call: Call, verb: String, answer: Answer) -> Self {
        Self { call, verb, answer, recorded: None, rests: false }
    }

    /// What was not committed was not recorded, whatever had been said of it: by who recorded it, or by who found it
    /// there in the same turn.
    fn take_back(&mut self, failure: &Failure) {
        let stands = matches!(failure, Failure::Log(LogError::Recorded { .. }));
        if !self.rests || stands && self.recorded.is_none() {
            return;
        }
        self.answer.said.clear();
        self.answer.asks = None;
        (self.answer.code, self.answer.failure) = (failure.number(), failure.to_string());
        if let Some(typed) = &mut self.answer.typed {
            (typed.recorded, typed.worth_keeping) = (stands, !stands);
        }
        if !stands {
            self.recorded = None;
        }
    }

    /// Answers, and leaves a line for whoever keeps the store: who by uid, what by verb and numbers, never a word.
    pub fn reply(self) {
        let Self { call, verb, answer, recorded, .. } = self;
        let recorded = recorded.map_or_else(String::new, |(first, last)| match first == last {
            true => format!(" recorded #{first}"),
            false => format!(" recorded #{first} to #{last}"),
        });
        let (uid, code, took) = (call.peer.uid, answer.code, call.waited().as_millis());
        let asks = if answer.asks.is_some() { " asks back" } else { "" };
        call.answer(answer.to_bytes());
        // Nobody may read these lines any more (`coach serve 2>&1 | head`): that is nothing to whoever is served.
        let _ = writeln!(io::stderr(), "coach serve: uid {uid} {verb}:{recorded}{asks} exit {code}, {took} ms");
    }
}

#[cfg(test)]
#[path = "turn_tests.rs"]
mod tests;
