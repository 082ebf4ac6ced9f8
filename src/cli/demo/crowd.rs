//! Deciding the further people of a large sample, one person's whole record after the other.
//!
//! A decision rests on the person's own stream and on the directory alone. So nothing else of the agency is in memory
//! while a person's record is decided, and afterwards it waits on disk for its place in the order of time.

use super::{
    meaning,
    spool::{Spool, Told},
};
use crate::{
    app::{Failure, moment},
    domain::{Context, Directory, Person, Proposed, Recorded, decide::decide},
    id::Id,
    sample::{Line, crowd::Crowd},
};
use chrono::NaiveDateTime;
use chrono_tz::Tz;
use std::collections::HashMap;

/// The agency's directory from a moment on: it changes only where the roster or a standard does.
pub(super) struct Since {
    pub(super) at: NaiveDateTime,
    pub(super) directory: Directory,
}

/// Everybody's record, decided and spooled. `joined` gives a person as the roster made them.
///
/// # Errors
/// A line that is refused, or the disk.
pub(super) fn decide_all(
    crowd: &Crowd,
    directories: &[Since],
    mut joined: impl FnMut(Id) -> Result<Person, Failure>,
    spool: &mut Spool,
) -> Result<(), Failure> {
    let Some(last) = directories.last() else { return Ok(()) };
    let ids: HashMap<&str, Id> = last.directory.people.values().map(|e| (e.login.as_str(), e.id)).collect();
    for place in 0..crowd.len() {
        let mut telling = Telling { directories, person: joined(ids[crowd.login(place)])? };
        for line in crowd.lines(place) {
            let told = telling.tell(&line, ids[line.actor.as_str()]);
            spool.keep(&told.map_err(|failure| at_fault(&line, &failure))?)?;
        }
    }
    Ok(())
}

/// A failure with the line that it is about.
pub(super) fn at_fault(line: &Line, failure: &Failure) -> Failure {
    Failure::Usage(format!("The sample's line {} {} {:?}: {failure}", line.at, line.actor, line.argv))
}

/// One person while their record is decided.
struct Telling<'a> {
    directories: &'a [Since],
    person: Person,
}

impl Telling<'_> {
    fn tell(&mut self, line: &Line, actor: Id) -> Result<Told, Failure> {
        let since = self.directories.iter().rev().find(|since| since.at <= line.at);
        let directory = &since.or(self.directories.first()).expect("there is one at least").directory;
        let zone = directory.zone_of(self.person.id);
        let at = moment(line.at, directory.zone())?;
        let today = at.with_timezone(&zone).date_naive();
        let mut context = Context { directory, actor, about: self.person.id, today, on: today };
        context.on = meaning::day(&line.argv, &context, &self.person);
        let proposed = decide(&context, &self.person, &meaning::command(&line.argv)?)?;
        let told = Told::of(line.at, actor, self.person.id, &proposed);
        self.fold(actor, at, proposed);
        Ok(told)
    }

    /// What was decided counts for what is decided next. Its number stands for its place in the person's own stream;
    /// nothing that a crowd records speaks of an entry by its number.
    fn fold(&mut self, actor: Id, at: chrono::DateTime<chrono::Utc>, proposed: Vec<Proposed>) {
        let next = self.person.entries.last().map_or(0, |entry| entry.seq + 1);
        let recorded = |(new, seq): (Proposed, u64)| Recorded {
            seq,
            hash: String::new(),
            stream: new.stream,
            recorded_at: at,
            occurred_on: new.occurred_on,
            actor,
            role: new.role,
            class: new.class,
            cause: new.cause,
            event: new.event,
            original: None,
            corrections: Vec::new(),
            contests: Vec::new(),
            withdrawn: false,
        };
        self.person.extend(proposed.into_iter().zip(next..).map(recorded));
    }
}

/// The zone in which the sample's lines are dated.
pub(super) fn zone() -> Tz {
    crate::sample::ZONE.parse().expect("the sample's zone is one")
}
