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
}

impl Counter {
    /// Performs what waits, commits, and answers.
    pub fn turn(&mut self, waiting: Vec<Waiting<Handed>>) -> ControlFlow<()> {
        let perform = |waiting| match waiting {
            Waiting::Call(call) => self.attend(call).map(|done| Performed::Request(done.into())),
            Waiting::Beside(Handed { piece, reply }) => Some(Performed::Piece(reply, self.take(piece))),
        };
        let mut done: Vec<_> = waiting.into_iter().filter_map(perform).collect();
        let committed = self.app.commit();
        match committed {
            Ok(entries) if entries.is_empty() => {}
            Ok(_) => self.tell(),
            Err(failure) => {
                done.iter_mut().for_each(|done| done.take_back(&failure));
                self.after(failure);
            }
        }
        done.into_iter().for_each(Performed::reply);
        if self.broken.is_some() { ControlFlow::Break(()) } else { ControlFlow::Continue(()) }
    }

    /// Performs a piece of a file from the inbox.
    fn take(&mut self, piece: Piece) -> Result<Vec<Line>, Failure> {
        let performed = catch_unwind(AssertUnwindSafe(|| {
            set_clock(&mut self.app, None)?;
            let (mut out, mut aside) = (io::sink(), io::sink());
            let mut desk = Desk::lent((&mut self.app, self.place.clone()), piece.caller.clone(), &mut out, &mut aside);
            piece::perform(&mut desk, piece)
        }));
        performed.unwrap_or_else(|_| {
            self.settle();
            Ok(vec![piece::at_fault()])
        })
    }

    /// Goes on after a fault of the program: what was half done is forgotten, and what the log has is what counts.
    fn settle(&mut self) {
        let settled = self.app.commit().and_then(|_| {
            self.tell();
            self.app.reload()
        });
        self.broken = settled.err();
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
    fn attend(&mut self, call: Call) -> Option<Done> {
        let heard = match Heard::of(&call) {
            Ok(heard) => heard,
            Err(answer) => return Some(Done { call, verb: "?".into(), answer: *answer, recorded: None }),
        };
        let verb = heard.line.verb().to_owned();
        if heard.line.reads_much()
            && let Some(log) = self.app.beside()
        {
            return self.readers.take(Reading { call, heard, log }).map(|call| {
                let sentence = "Several long readings are under way. Nothing was recorded. Say it again in a moment.";
                Done { call, verb, answer: Answer::no(3, sentence.into()), recorded: None }
            });
        }
        if let Verb::Serve(_) = heard.line.cli().verb {
            return Some(Done { call, verb, answer: self.status(), recorded: None });
        }
        let before = self.app.uncommitted().len();
        let performed = catch_unwind(AssertUnwindSafe(|| heard.perform(&mut self.app, &self.place, &self.bounds)));
        let answer = performed.unwrap_or_else(|_| {
            self.settle();
            at_fault()
        });
        let recorded = self.app.uncommitted().get(before..).and_then(|new| Some((new.first()?.seq, new.last()?.seq)));
        Some(Done { call, verb, answer, recorded })
    }
}

impl Performed {
    /// What was not committed was not recorded.
    fn take_back(&mut self, failure: &Failure) {
        match self {
            Performed::Request(done) if done.recorded.is_some() => done.take_back(failure),
            Performed::Request(_) => {}
            Performed::Piece(_, done) => *done = Err(Failure::Told(failure.number(), failure.to_string())),
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
    /// What was not committed was not recorded, whatever had been said.
    fn take_back(&mut self, failure: &Failure) {
        self.answer.said.clear();
        (self.answer.code, self.answer.failure) = (failure.number(), failure.to_string());
        if let Some(typed) = &mut self.answer.typed {
            let recorded = matches!(failure, Failure::Log(LogError::Recorded { .. }));
            (typed.recorded, typed.worth_keeping) = (recorded, !recorded);
        }
    }

    /// Answers, and leaves a line for whoever keeps the store: who by uid, what by verb and numbers, never a word.
    pub fn reply(self) {
        let Self { call, verb, answer, recorded } = self;
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
