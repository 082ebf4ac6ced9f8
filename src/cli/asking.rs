//! The client's side of a served store: one request a try, by one key, until it is answered.

use super::{
    Line,
    ask::Given,
    desk::made_key,
    way::{Performed, Voice, Way, door},
    wire::{Answer, PROGRAM, Request, Said},
};
use crate::{
    app::{Failure, Served},
    serve::{Bounds, Door, Reply, Trouble},
};
use std::{collections::VecDeque, time::Duration};

/// A store that is asked over its socket.
pub struct Asking<'w> {
    door: Door,
    words: Option<Vec<String>>,
    /// The program's own key for this command line.
    retry: String,
    /// Whether the person gave one.
    own_key: bool,
    wait: Duration,
    /// Where the answer is written.
    pub voice: Voice<'w>,
}

impl<'w> Asking<'w> {
    /// A command line for a served store.
    pub fn new(line: &Line, served: &Served, voice: Voice<'w>) -> Self {
        let wait = Duration::from_secs(line.cli().globals.wait.unwrap_or(30));
        let own_key = line.cli().globals.key.is_some();
        Self { door: door(served), words: line.to_send(), retry: made_key(), own_key, wait, voice }
    }

    fn ask(&mut self, given: &VecDeque<Given>) -> Result<Answer, Failure> {
        let Some(words) = self.words.clone() else {
            let what = "A word of this command is not UTF-8, and a served store takes only such. Nothing was recorded.";
            return Err(Failure::Usage(what.into()));
        };
        let request = Request { program: PROGRAM.into(), words, retry: self.retry.clone(), given: given.clone() };
        let request = serde_json::to_vec(&request).expect("a request is plain data");
        let (voice, seconds, socket) = (&mut self.voice, self.wait.as_secs(), self.door.socket.display());
        let mut waiting = |why: &str| {
            voice.aside(&format!("coach: {why} at {socket}; waiting for up to {seconds} s (--wait)\n"));
        };
        let reply = self.door.insist(&request, &Bounds::default(), self.wait, &mut waiting);
        let content = match reply.map_err(|trouble| self.trouble(trouble, given))? {
            Reply::Answer(content) => content,
            Reply::Busy(sentence) => return Err(Failure::Told(3, format!("{sentence} Say it again in a moment."))),
            Reply::Refused(sentence) => return Err(Failure::Told(2, sentence)),
        };
        serde_json::from_slice(&content).map_err(|error| {
            Failure::Told(3, format!(
                "The answer of {socket} does not read ({error}). Whether it was recorded is not known: `coach log` shows it. \
                 This is coach {PROGRAM}; install the same version on both sides."
            ))
        })
    }

    /// How the same is said again without being recorded twice: by the key that this command line had.
    fn again(&self, given: &VecDeque<Given>) -> String {
        let in_a_draft = given.iter().any(|given| matches!(given, Given::Text { key: Some(_), .. }));
        match (self.own_key, in_a_draft) {
            (true, _) => "Say it again with the same --key".into(),
            (false, true) => "Take the kept draft up with --draft, as it is".into(),
            (false, false) => format!("Say it again with --key {}", self.retry),
        }
    }

    fn trouble(&self, trouble: Trouble, given: &VecDeque<Given>) -> Failure {
        let (socket, seconds) = (self.door.socket.display(), self.wait.as_secs());
        match trouble {
            Trouble::Absent(error) => Failure::Told(
                3,
                format!(
                    "Nobody serves the store at {socket} ({error}), for {seconds} s now. Nothing was recorded. Start it: \
                 systemctl start coachlog.socket, or coach serve by the account that keeps it; --wait SECONDS waits longer."
                ),
            ),
            Trouble::Planted(what) => Failure::Usage(format!(
                "The socket {socket} is not kept by the account that should keep it. {what} Nothing was sent to it. If a \
                 store of your own account is served there, name it with --socket; else tell whoever keeps this machine."
            )),
            Trouble::Broken(why) => Failure::Told(
                3,
                format!(
                    "The store at {socket} was asked for {seconds} s, and {why}. Whether it was recorded is not known. {}: then \
                     nothing is recorded twice.",
                    self.again(given)
                ),
            ),
        }
    }
}

impl Way for Asking<'_> {
    fn perform(&mut self, given: &VecDeque<Given>) -> Performed {
        let answer = match self.ask(given) {
            Ok(answer) => answer,
            Err(failure) => return Performed::stopped(failure),
        };
        for said in &answer.said {
            match said {
                Said::Out(text) => self.voice.say(text),
                Said::Aside(text) => self.voice.aside(text),
            }
        }
        let done = match (answer.code, &answer.asks) {
            (0, None) => Ok(()),
            _ => Err(Failure::Told(answer.code, answer.failure)),
        };
        Performed { done, asks: answer.asks, typed: answer.typed }
    }

    fn notice(&mut self, text: &str) {
        self.voice.aside(&format!("coach: {text}\n"));
    }

    fn rest(&mut self) {}
}
