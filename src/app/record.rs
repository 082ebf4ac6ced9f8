//! One command becomes one batch: decide under the lock, append once, answer a repeated request from the log.

use super::{App, Failure, convert, impossible, recorded};
use crate::{
    domain::{
        Command, Context, Directory, Person, Proposed, Recorded, Refusal,
        decide::{already_said, decide},
        refusal::rule,
    },
    id::Id,
    log::{Batch, Hash, request_hash},
};
use chrono::NaiveDate;

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

impl App {
    /// Decides a command about a person and records what it comes to.
    ///
    /// # Errors
    /// A refusal, or the log.
    pub fn command(&mut self, wish: &Wish, about: Id, command: &Command) -> Result<Receipt, Failure> {
        let actor = wish.actor.expect("the command line names who asks");
        let today = self.today(self.directory().zone_of(about));
        self.person(about)?;
        let on = wish.on.unwrap_or(today);
        if let Some(request) = wish.key.as_ref().map(|key| request_hash(actor, key))
            && let Some((first, count)) = self.log.request(&request)?
        {
            return self.repeated(wish, about, command, (first, count));
        }
        let context = Context { directory: self.directory(), actor, about, today, on };
        let person = &self.people[&about];
        let proposed = decide(&context, person, command)?;
        if let (None, false, Some(seq)) = (&wish.key, wish.again, already_said(person, &proposed)) {
            let what = format!("The same text stands in this record for {on} already, as #{seq}.");
            let mut refusal = Refusal::new(what, "If it is meant to stand there twice, say so with --again.");
            refusal.already = Some(seq);
            return Err(refusal.into());
        }
        self.record(actor, wish.key.as_deref(), proposed)
    }

    /// Records what was decided, as one batch.
    ///
    /// # Errors
    /// The log.
    pub fn record(&mut self, actor: Id, key: Option<&str>, proposed: Vec<Proposed>) -> Result<Receipt, Failure> {
        let request = match key {
            Some(key) => request_hash(actor, key),
            None => Hash::of(&self.clock.salt()),
        };
        let mut expected: Vec<(Id, u64)> = Vec::new();
        for stream in proposed.iter().map(|proposed| proposed.stream) {
            if !expected.iter().any(|(known, _)| *known == stream) {
                let length = match self.people.get(&stream) {
                    Some(person) => person.entries.len() as u64,
                    None => self.log.stream_len(stream)?,
                };
                expected.push((stream, length));
            }
        }
        let entries = proposed.into_iter().map(|proposed| convert::new_entry(actor, proposed)).collect();
        let appended = self.log.append(Batch { request, expected, entries }, &mut *self.clock)?;
        let entries = appended.iter().map(recorded).collect::<Result<Vec<_>, _>>()?;
        self.keep_in_step(&entries);
        Ok(Receipt { entries, before: false })
    }

    fn keep_in_step(&mut self, entries: &[Recorded]) {
        for entry in entries {
            self.directory.evolve(entry);
            if let Some(person) = self.people.get_mut(&entry.stream) {
                person.extend([entry.clone()]);
            }
        }
    }

    /// Decides a command about the agency and records what it comes to.
    ///
    /// # Errors
    /// A refusal, or the log.
    pub fn agency_command(
        &mut self,
        actor: Id,
        key: Option<&str>,
        decide: impl FnOnce(&Context<'_>) -> Result<Vec<Proposed>, Refusal>,
    ) -> Result<Receipt, Failure> {
        let today = self.today(self.directory().zone());
        if let Some(request) = key.map(|key| request_hash(actor, key))
            && let Some(answered) = self.log.request(&request)?
        {
            // Rare enough to read the log for: the same wish on the same past.
            let entries = self.answered(answered)?;
            let mut past = Directory::default();
            for entry in self.log.since(0)?.take(usize::try_from(answered.0).unwrap_or(usize::MAX)) {
                past.evolve(&recorded(&entry?)?);
            }
            let today = entries[0].recorded_at.with_timezone(&past.zone()).date_naive();
            let about = past.agency.as_ref().map_or(actor, |agency| agency.id);
            let again = decide(&Context { directory: &past, actor, about, today, on: today });
            return same(again, entries);
        }
        let about = self.directory.agency.as_ref().map_or(actor, |agency| agency.id);
        let proposed = decide(&Context { directory: self.directory(), actor, about, today, on: today })?;
        self.record(actor, key, proposed)
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
        let first = answered.0;
        let past = self.log.stream(about)?;
        let past = past.iter().filter(|entry| entry.header.seq < first).map(recorded).collect::<Result<Vec<_>, _>>()?;
        let context = Context {
            directory: self.directory(),
            about,
            actor: wish.actor.expect("the command line names who asks"),
            today: entries[0].recorded_at.with_timezone(&self.directory().zone_of(about)).date_naive(),
            on: wish.on.unwrap_or(entries[0].occurred_on),
        };
        let again = decide(&context, &Person::fold(about, past), command);
        same(again, entries)
    }
}

/// The receipt of a request that was answered before, if what it decides now is what it recorded then.
fn same(again: Result<Vec<Proposed>, Refusal>, entries: Vec<Recorded>) -> Result<Receipt, Failure> {
    let equal = |(new, old): (&Proposed, &Recorded)| {
        (new.stream, new.occurred_on, &new.event) == (old.stream, old.occurred_on, &old.event)
    };
    if again.is_ok_and(|again| again.len() == entries.len() && again.iter().zip(&entries).all(equal)) {
        return Ok(Receipt { entries, before: true });
    }
    let first = entries[0].seq;
    let what = format!("This key was used for something else, recorded as #{first}. Nothing was recorded.");
    Err(Refusal::new(what, "Use another --key for another entry.").by(rule::KEY).into())
}
