//! One command becomes one batch: decide under the lock, append once, answer a repeated request from the log.

use super::{App, Failure, convert, impossible, recorded};
use crate::{
    domain::{
        Command, Context, Directory, Event, Person, Proposed, Recorded, Refusal,
        decide::{already_said, decide, same_but_for_names},
        refusal::rule,
    },
    id::Id,
    log::{Batch, Hash, request_hash},
};
use chrono::NaiveDate;
use std::collections::BTreeSet;

/// The most people whose past is looked up for a key that is said again: somebody, whoever asks, and those above.
const REWOUND: usize = 64;

/// How a command is meant, beside what it says.
#[derive(Clone, Debug, Default)]
pub struct Wish {
    /// Who asks.
    pub actor: Option<Id>,
    /// The day it happened on; today where nothing is said.
    pub on: Option<NaiveDate>,
    /// The idempotency key; the same key with the same content records nothing twice.
    pub key: Option<String>,
    /// Record a text once more though the same stands there already.
    pub again: bool,
}

/// What was recorded.
#[derive(Clone, Debug)]
pub struct Receipt {
    /// The entries, in order.
    pub entries: Vec<Recorded>,
    /// Whether they had been recorded before, by the same request.
    pub before: bool,
}

impl Receipt {
    fn before(entries: Vec<Recorded>) -> Self {
        Self { entries, before: true }
    }
}

/// The request that a recording answers.
struct Request {
    hash: Hash,
    /// Whether its key is the program's own, for asking again after a lost answer: then the same key is the same
    /// request, and says nothing of a text that is meant twice.
    made: bool,
}

/// A key that the program made for one command line, so that asking again after a lost answer records nothing twice.
#[derive(Clone, Debug)]
pub(super) struct Retry {
    key: String,
    recordings: u32,
}

impl Retry {
    pub(super) fn new(key: String) -> Self {
        Self { key, recordings: 0 }
    }

    /// The name of the next recording: a command that records twice asks again for both.
    fn name(&self) -> String {
        match self.recordings {
            0 => self.key.clone(),
            before => format!("{} {before}", self.key),
        }
    }
}

impl App {
    /// Decides a command about a person and records what it comes to; a command over several people is decided for
    /// each on their own stream, and recorded as one batch or refused whole.
    ///
    /// # Errors
    /// A refusal, or the log.
    pub fn command(&mut self, wish: &Wish, about: Id, command: &Command) -> Result<Receipt, Failure> {
        let actor = wish.actor.expect("the command line names who asks");
        let request = self.request(actor, wish.key.as_deref());
        if let Some(answered) = self.log.request(&request.hash)? {
            return match request.made {
                true => self.answered(answered).map(Receipt::before),
                false => self.repeated(wish, about, command, answered),
            };
        }
        let streams = command.streams(about);
        let (mut proposed, mut refused) = (Vec::new(), Vec::new());
        for stream in &streams {
            match self.decided(wish, actor, *stream, command)? {
                Ok(part) => proposed.extend(part),
                Err(refusal) => refused.push((*stream, refusal)),
            }
        }
        match (refused.pop(), streams.len()) {
            (None, _) => self.append(actor, request, proposed),
            (Some((_, refusal)), 1) => Err(refusal.into()),
            (Some(last), of) => Err(self.refused_whole(refused, last, of).into()),
        }
    }

    /// What a command comes to on one stream.
    fn decided(
        &mut self,
        wish: &Wish,
        actor: Id,
        stream: Id,
        command: &Command,
    ) -> Result<Result<Vec<Proposed>, Refusal>, Failure> {
        let today = self.today(self.directory().zone_of(stream));
        self.person(stream)?;
        let on = wish.on.unwrap_or(today);
        let context = Context { directory: self.directory(), actor, about: stream, today, on };
        let person = self.people.kept(stream);
        let decided = decide(&context, person, command);
        if let (None, false, Ok(Some(seq))) =
            (&wish.key, wish.again, decided.as_ref().map(|proposed| already_said(person, proposed)))
        {
            let what = format!("The same text stands in this record for {on} already, as #{seq}.");
            let mut refusal = Refusal::new(what, "If it is meant to stand there twice, say so with --again.");
            // Of a form, one text stands there already; the rest of it does not, and is kept.
            refusal.already = Some(seq).filter(|_| !matches!(command, Command::Filled(_)));
            return Ok(Err(refusal));
        }
        Ok(decided)
    }

    /// The refusal of a command over several people: whoever it cannot be recorded for, each with why.
    fn refused_whole(&self, mut refused: Vec<(Id, Refusal)>, last: (Id, Refusal), of: usize) -> Refusal {
        let (rule, already) = (last.1.rule, last.1.already);
        refused.push(last);
        let what = format!("It is refused for {} of {of} people; nothing was recorded for anybody.", refused.len());
        let line = |(id, refusal): &(Id, Refusal)| format!("{}: {}", self.directory().name(*id), refusal.what);
        let list = refused.iter().map(line).collect();
        let refusal = Refusal::new(what, "Leave them out of --to, or put right what is in the way.").listing(list);
        Refusal { rule, already, ..refusal }
    }

    /// Records what was decided, as one batch.
    ///
    /// # Errors
    /// The log.
    pub fn record(&mut self, actor: Id, key: Option<&str>, proposed: Vec<Proposed>) -> Result<Receipt, Failure> {
        let request = self.request(actor, key);
        match self.log.request(&request.hash)? {
            Some(answered) if request.made => self.answered(answered).map(Receipt::before),
            _ => self.append(actor, request, proposed),
        }
    }

    /// The receipt of a file's import by the program's own key, where it was recorded before.
    ///
    /// # Errors
    /// The log.
    pub fn recorded_before(&mut self, actor: Id) -> Result<Option<Receipt>, Failure> {
        let Some(name) = self.retry.as_ref().map(Retry::name) else { return Ok(None) };
        let answered = self.log.request(&request_hash(actor, &name))?;
        answered.map(|answered| self.answered(answered).map(Receipt::before)).transpose()
    }

    /// Whether somebody's request of this key is in the log.
    ///
    /// # Errors
    /// The log.
    pub fn was_answered(&self, actor: Id, key: &str) -> Result<bool, Failure> {
        Ok(self.log.request(&request_hash(actor, key))?.is_some())
    }

    /// The request that a recording answers: by the key that was said, else by the program's own, else by none.
    fn request(&mut self, actor: Id, key: Option<&str>) -> Request {
        match (key, &mut self.retry) {
            (Some(key), _) => Request { hash: request_hash(actor, key), made: false },
            (None, Some(retry)) => {
                let hash = request_hash(actor, &retry.name());
                retry.recordings += 1;
                Request { hash, made: true }
            }
            (None, None) => Request { hash: Hash::of(&self.clock.salt()), made: false },
        }
    }

    /// The one place that appends.
    fn append(&mut self, actor: Id, request: Request, proposed: Vec<Proposed>) -> Result<Receipt, Failure> {
        let mut expected: Vec<(Id, u64)> = Vec::new();
        for stream in proposed.iter().map(|proposed| proposed.stream) {
            if !expected.iter().any(|(known, _)| *known == stream) {
                let length = match self.people.get(stream) {
                    Some(person) => person.entries.len() as u64,
                    None => self.log.stream_len(stream)?,
                };
                expected.push((stream, length));
            }
        }
        let entries = proposed.into_iter().map(|proposed| convert::new_entry(actor, proposed)).collect();
        let batch = Batch { request: request.hash, expected, entries };
        let appended = match self.together {
            Some(_) => self.log.stage(batch, &mut *self.clock)?,
            None => self.log.append(batch, &mut *self.clock)?,
        };
        let entries = appended.iter().map(recorded).collect::<Result<Vec<_>, _>>()?;
        self.keep_in_step(&entries);
        if let Some(together) = &mut self.together {
            together.extend(entries.iter().cloned());
        }
        Ok(Receipt { entries, before: false })
    }

    fn keep_in_step(&mut self, entries: &[Recorded]) {
        for entry in entries {
            self.directory.evolve(entry);
            self.people.extend(entry);
        }
    }

    /// Decides a command about an agency, the first one where none is named, and records what it comes to.
    ///
    /// # Errors
    /// A refusal, or the log.
    pub fn agency_command(
        &mut self,
        actor: Id,
        key: Option<&str>,
        agency: Option<Id>,
        decide: impl FnOnce(&Context<'_>) -> Result<Vec<Proposed>, Refusal>,
    ) -> Result<Receipt, Failure> {
        let about = agency.or_else(|| self.directory.first_agency()).unwrap_or(actor);
        let today = self.today(self.directory.zone_of(about));
        let request = self.request(actor, key);
        if let Some(answered) = self.log.request(&request.hash)? {
            if request.made {
                return self.answered(answered).map(Receipt::before);
            }
            let entries = self.answered(answered)?;
            let past = self.past(answered.0, entries.iter().map(|entry| entry.stream).chain([actor]))?;
            let today = entries[0].recorded_at.with_timezone(&past.zone_of(about)).date_naive();
            let again = decide(&Context { directory: &past, actor, about, today, on: today });
            return same(again, entries);
        }
        let proposed = decide(&Context { directory: self.directory(), actor, about, today, on: today })?;
        self.append(actor, request, proposed)
    }

    /// The directory as it was before an entry, as far as a decision about some people looks at it: the agencies', and
    /// the people's with those above them. Everybody else is there as they are today: whoever says a key twice must not
    /// have the whole log read.
    fn past(&self, first: u64, of: impl IntoIterator<Item = Id>) -> Result<Directory, Failure> {
        let mut past = Directory::default();
        for (agency, _) in self.directory().agencies() {
            for entry in self.before(agency, first)? {
                past.evolve(&entry);
            }
        }
        past.people = self.directory().people.clone();
        let (mut left, mut seen): (Vec<_>, BTreeSet<Id>) = (of.into_iter().collect(), BTreeSet::new());
        while let Some(id) = left.pop().filter(|_| seen.len() < REWOUND) {
            if !self.directory().people.contains_key(&id) || !seen.insert(id) {
                continue;
            }
            past.people.remove(&id);
            for entry in self.before(id, first)? {
                past.evolve(&entry);
            }
            let then = past.people.get(&id);
            left.extend(then.into_iter().flat_map(|then| &then.lines).rev().take(2).map(|line| line.leader));
            left.extend(then.into_iter().filter_map(|then| then.standing.acting.last()).map(|line| line.leader));
        }
        Ok(past)
    }

    /// The entries of a stream before one of the log.
    fn before(&self, stream: Id, first: u64) -> Result<Vec<Recorded>, Failure> {
        let entries = self.log.stream(stream)?;
        entries.iter().filter(|entry| entry.header.seq < first).map(recorded).collect()
    }

    /// The entries that answered a request.
    fn answered(&self, (first, count): (u64, u32)) -> Result<Vec<Recorded>, Failure> {
        let entry = |seq| match self.log.entry(seq)? {
            Some(entry) => recorded(&entry),
            None => Err(impossible(format!("entry #{seq} of an answered request is not there")).into()),
        };
        (first..first + u64::from(count)).map(entry).collect()
    }

    /// Answers a request whose key is in the log: with what it recorded, if it asks for the same again. The same wish
    /// on the same past decides the same events, so it is decided once more on the past of that time.
    fn repeated(
        &mut self,
        wish: &Wish,
        about: Id,
        command: &Command,
        answered: (u64, u32),
    ) -> Result<Receipt, Failure> {
        let entries = self.answered(answered)?;
        // Mostly the directory of today decides the same.
        let today = same(self.again(wish, about, command, (answered.0, &entries, self.directory()))?, entries.clone());
        if today.is_ok() {
            return today;
        }
        let past = self.past(answered.0, command.streams(about).into_iter().chain(wish.actor))?;
        same(self.again(wish, about, command, (answered.0, &entries, &past))?, entries)
    }

    /// What a wish comes to on the streams as they were before an entry, and on a directory.
    fn again(
        &self,
        wish: &Wish,
        about: Id,
        command: &Command,
        (before, entries, directory): (u64, &[Recorded], &Directory),
    ) -> Result<Result<Vec<Proposed>, Refusal>, Failure> {
        let mut again = Ok(Vec::new());
        for stream in command.streams(about) {
            let past = self.before(stream, before)?;
            let context = Context {
                directory,
                about: stream,
                actor: wish.actor.expect("the command line names who asks"),
                today: entries[0].recorded_at.with_timezone(&directory.zone_of(stream)).date_naive(),
                on: wish.on.unwrap_or(entries[0].occurred_on),
            };
            let part = decide(&context, &Person::fold(stream, past), command);
            again = again.and_then(|all| part.map(|part| [all, part].concat()));
        }
        Ok(again)
    }
}

/// The receipt of a request that was answered before, if what it decides now is what it recorded then.
fn same(again: Result<Vec<Proposed>, Refusal>, entries: Vec<Recorded>) -> Result<Receipt, Failure> {
    let equal = |(new, old): (&Proposed, &Recorded)| {
        // A new agency's stream has a name that is newly given, too.
        let is_there = new.stream == old.stream || matches!(new.event, Event::AgencyAdded(_));
        is_there && new.occurred_on == old.occurred_on && same_but_for_names(&new.event, &old.event)
    };
    if again.is_ok_and(|again| again.len() == entries.len() && again.iter().zip(&entries).all(equal)) {
        return Ok(Receipt { entries, before: true });
    }
    if let Some(gone) = entries.iter().find(|entry| entry.event.is_destroyed()).map(|entry| entry.seq) {
        let what = format!("What this key recorded, #{gone}, was destroyed by order. Nothing was recorded.");
        let refusal = Refusal::new(what, "What was destroyed is not said again.").by(rule::KEY);
        // No draft is kept of its words either.
        return Err(Refusal { already: Some(gone), ..refusal }.into());
    }
    let first = entries[0].seq;
    let what = format!("This key was used for something else, recorded as #{first}. Nothing was recorded.");
    Err(Refusal::new(what, "Use another --key for another entry.").by(rule::KEY).into())
}
