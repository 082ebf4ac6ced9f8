//! The employee contests an entry of their own record. What they say stands beside it, and the entry stays.

use super::{
    decide::{Context, Proposed},
    event::Event,
    person::Person,
    records::followed,
    refusal::{Refusal, clean, rule},
};
use serde::{Deserialize, Serialize};

/// `entry-contested`: what the employee has against an entry. It is read by whoever reads that entry.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct EntryContested {
    /// The sequence number of the entry.
    pub target: u64,
    /// What is wrong with it, in the employee's words.
    pub why: String,
}

/// Contests an entry of one's own record: `coach contest`.
#[derive(Clone, Debug, PartialEq)]
pub struct Contest {
    /// The entry.
    pub target: u64,
    /// What is wrong with it.
    pub why: String,
}

/// The refusal where a record has no such entry, or none that its employee may read.
pub fn nothing_to_contest(target: u64) -> Refusal {
    let what = format!("There is no entry #{target} of your record that you may read.");
    Refusal::new(what, "`coach log` lists those you may.").by(rule::CONTEST)
}

impl Contest {
    /// # Errors
    /// Refuses an entry that is not in the record or not to be read, one's own, what was destroyed, what is said about an
    /// entry, and the same words again.
    pub fn decide(&self, context: &Context<'_>, person: &Person) -> Result<Vec<Proposed>, Refusal> {
        let target = self.target;
        // Whether it is not there or not to be read is not told apart.
        let Some(entry) = person.entry(target).filter(|entry| context.reads(entry)) else {
            return Err(nothing_to_contest(target));
        };
        if entry.event.is_destroyed() {
            let what = format!("What stood in #{target} was destroyed by order.");
            return Err(Refusal::new(what, "Nothing of it is left to contest.").by(rule::CONTEST));
        }
        if entry.actor == context.actor {
            let what = format!("Entry #{target} is your own.");
            let next = match followed(entry) {
                Some(refusal) => format!("{} {}", refusal.what, refusal.next),
                None => format!("Correct it: coach correct {target} --set FIELD=VALUE --reason WHY."),
            };
            return Err(Refusal::new(what, next).by(rule::CONTEST));
        }
        if let Event::EntryCorrected(it) = &entry.event {
            let what = format!("Entry #{target} is a correction of #{}, which reads as corrected.", it.target);
            return Err(Refusal::new(what, format!("Contest that one: coach contest {}.", it.target)).by(rule::CONTEST));
        }
        if matches!(entry.event, Event::EntryWithdrawn(_)) {
            let what = format!("Entry #{target} took out what was recorded for another person.");
            return Err(Refusal::new(what, "Nothing of it counts for you.").by(rule::CONTEST));
        }
        let why = clean("reason", &self.why)?;
        if let Some(same) = entry.contests.iter().find(|it| it.why == why) {
            let what = format!("You contested #{target} in the same words: #{}.", same.seq);
            let next = "It stands beside the entry. What you have to add is a further one, in other words.";
            return Err(Refusal::new(what, next).by(rule::CONTEST));
        }
        let event = Event::EntryContested(EntryContested { target, why });
        let mut proposed = context.record(person, vec![event])?;
        for it in &mut proposed {
            (it.class, it.cause) = (entry.class, Some(target));
        }
        Ok(proposed)
    }
}
