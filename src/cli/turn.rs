//! One turn of a served store: the requests that wait are performed one after the other, by the verbs that everybody
//! has, committed together, and only then answered.

use super::{
    Desk, Line, Verb,
    desk::set_clock,
    way::Performed,
    wire::{Answer, PROGRAM, Request, Said},
};
use crate::{
    app::{App, Caller, Failure, News, Place, Publisher},
    log::LogError,
    serve::{Account, Bounds, Call},
};
use std::{
    cell::RefCell,
    io::{self, Write},
    ops::ControlFlow,
    panic::{AssertUnwindSafe, catch_unwind},
};

/// A store that is open for everybody.
pub struct Counter {
    /// The store.
    pub app: App,
    /// Its place.
    pub place: Place,
    /// What keeps the site in step; nothing where somebody else does.
    pub publisher: Option<Publisher>,
    /// What the socket takes.
    pub bounds: Bounds,
    /// Why it can go on no longer.
    pub broken: Option<Failure>,
}

/// A request that was performed and waits for the commit.
struct Done {
    call: Call,
    verb: String,
    answer: Answer,
    /// The first and the last entry it recorded.
    recorded: Option<(u64, u64)>,
}

impl Counter {
    /// Performs what waits, commits, and answers.
    pub fn turn(&mut self, calls: Vec<Call>) -> ControlFlow<()> {
        let mut done: Vec<_> = calls.into_iter().map(|call| self.attend(call)).collect();
        let committed = self.app.commit();
        match committed {
            Ok(entries) if entries.is_empty() => {}
            Ok(entries) => self.tell(entries),
            Err(failure) => {
                done.iter_mut().filter(|done| done.recorded.is_some()).for_each(|done| done.take_back(&failure));
                self.after(failure);
            }
        }
        done.into_iter().for_each(Done::reply);
        if self.broken.is_some() { ControlFlow::Break(()) } else { ControlFlow::Continue(()) }
    }

    /// Hands what was recorded to whoever publishes.
    pub fn tell(&mut self, entries: Vec<crate::domain::Recorded>) {
        let now = self.app.now();
        let as_of = now.with_timezone(&self.app.directory().zone()).date_naive();
        if let Some(publisher) = &self.publisher {
            publisher.tell(News { entries, as_of, now });
        }
    }

    /// Goes on after a commit that failed, where the log says that nothing was recorded; else ends.
    fn after(&mut self, failure: Failure) {
        eprintln!("coach serve: committing failed: {failure}");
        let nothing_recorded = matches!(failure, Failure::Log(LogError::Io { .. } | LogError::ClockBehind { .. }));
        match self.app.reload() {
            Ok(()) if nothing_recorded => {}
            _ => self.broken = Some(failure),
        }
    }

    fn attend(&mut self, call: Call) -> Done {
        let before = self.app.uncommitted().len();
        let performed = catch_unwind(AssertUnwindSafe(|| self.perform(&call)));
        let (verb, answer) = performed.unwrap_or_else(|_| {
            let failure = "The program that serves the store has a fault in this command; whether it was recorded is \
                           not known: `coach log` shows it. Tell whoever keeps the store; its log says where.";
            // What was half done is forgotten: what the log has is what counts.
            let settled = self.app.commit().and_then(|entries| {
                self.tell(entries);
                self.app.reload()
            });
            self.broken = settled.err();
            ("?".into(), Answer::no(3, failure.into()))
        });
        let recorded = self.app.uncommitted().get(before..).and_then(|new| Some((new.first()?.seq, new.last()?.seq)));
        Done { call, verb, answer, recorded }
    }

    /// Performs one request. Nothing of it is believed but what it asks for: who asks is the peer.
    fn perform(&mut self, call: &Call) -> (String, Answer) {
        let unread = |why: String| ("?".to_owned(), Answer::no(2, why));
        let request: Request = match serde_json::from_slice(&call.content) {
            Ok(request) => request,
            Err(_) => {
                return unread(format!(
                    "The request does not read; the store is served by coach {PROGRAM}. Nothing was recorded. Install \
                     the same version on both sides."
                ));
            }
        };
        let line = match Line::parse(request.words.iter().map(Into::into).collect()) {
            Ok(line) => line,
            Err(error) => return unread(unknown_words(&error, &request.program)),
        };
        let verb = line.verb().to_owned();
        let cli = line.cli();
        if cli.verb.is_the_keepers() {
            let next = "It is done by the account that keeps the store, and not over the socket. Nothing was recorded.";
            return (verb.clone(), Answer::no(2, format!("coach {verb} is done to a store as a whole. {next}")));
        }
        let caller = match &call.peer.account {
            Account::Login(login) => Caller::Login(login.clone()),
            Account::Nobody(why) => Caller::Nobody((*why).to_owned()),
        };
        self.app.set_retry(Some(request.retry));
        if let Err(failure) = set_clock(&mut self.app, cli.globals.now.as_deref()) {
            return (verb, Answer::no(failure.number(), failure.to_string()));
        }
        if let Verb::Serve(_) = cli.verb {
            return (verb, self.status());
        }
        let said = RefCell::new(Spoken { said: Vec::new(), room: self.bounds.answer });
        let (mut out, mut aside) = (Capture { said: &said, aside: false }, Capture { said: &said, aside: true });
        let mut desk = Desk::lent((&mut self.app, self.place.clone()), caller, &mut out, &mut aside);
        desk.given = request.given;
        desk.globals = super::Globals { store: None, output: None, socket: None, ..cli.globals };
        let done = cli.verb.run(&mut desk);
        let (asks, typed) = (desk.asks.take(), desk.typed.take());
        let written = desk.finish();
        let performed =
            Performed { done: done.and_then(|()| written.map_err(|_| too_much(&self.bounds))), asks, typed };
        (verb, answer(performed, said.into_inner().said))
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
    fn reply(self) {
        let Self { call, verb, answer, recorded } = self;
        let recorded = recorded.map_or_else(String::new, |(first, last)| match first == last {
            true => format!(" recorded #{first}"),
            false => format!(" recorded #{first} to #{last}"),
        });
        let (uid, code, took) = (call.peer.uid, answer.code, call.waited().as_millis());
        let asks = if answer.asks.is_some() { " asks back" } else { "" };
        eprintln!("coach serve: uid {uid} {verb}:{recorded}{asks} exit {code}, {took} ms");
        call.answer(answer.to_bytes());
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
