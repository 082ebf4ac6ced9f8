//! One turn of a served store: the requests that wait are performed one after the other, by the verbs that everybody
//! has, committed together, and only then answered.

use super::{
    Verb,
    heard::{Heard, at_fault},
    readers::{Readers, Reading},
    wire::Answer,
};
use crate::{
    app::{App, Failure, LivePublisher, Place},
    log::LogError,
    serve::{Bounds, Call},
};
use std::{
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
    pub publisher: Option<LivePublisher>,
    /// What the socket takes.
    pub bounds: Bounds,
    /// Those who read beside the recording.
    pub readers: Readers,
    /// Why it can go on no longer.
    pub broken: Option<Failure>,
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
    pub fn turn(&mut self, calls: Vec<Call>) -> ControlFlow<()> {
        let mut done: Vec<_> = calls.into_iter().filter_map(|call| self.attend(call)).collect();
        let committed = self.app.commit();
        match committed {
            Ok(entries) if entries.is_empty() => {}
            Ok(_) => self.tell(),
            Err(failure) => {
                done.iter_mut().filter(|done| done.recorded.is_some()).for_each(|done| done.take_back(&failure));
                self.after(failure);
            }
        }
        done.into_iter().for_each(Done::reply);
        if self.broken.is_some() { ControlFlow::Break(()) } else { ControlFlow::Continue(()) }
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
            // What was half done is forgotten: what the log has is what counts.
            let settled = self.app.commit().and_then(|_| {
                self.tell();
                self.app.reload()
            });
            self.broken = settled.err();
            at_fault()
        });
        let recorded = self.app.uncommitted().get(before..).and_then(|new| Some((new.first()?.seq, new.last()?.seq)));
        Some(Done { call, verb, answer, recorded })
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
