//! Disputes: the review of an appraisal or an entry that the employee asks for in a forum, its steps, who extended what,
//! what was sealed, and how it ended. Which of it is awaited, and by when, is in [`super::course`].
//!
//! What the parties say is of the class `person`. No entry of a dispute is corrected: the next step is a new entry.

use super::{
    appraisal::AppraisalId,
    audience::{UnknownWord, closed_list},
    directory::Directory,
    event::Event,
    forum::Matter,
    meeting::Fact,
    names::{DisputeId, NotAName, as_text},
    person::Person,
    records::Recorded,
};
use crate::id::Id;
use chrono::NaiveDate;
use serde::{Deserialize, Serialize};
use std::{fmt, str::FromStr};

closed_list! {
    /// What a review came to.
    Outcome {
        /// All of the redress that was asked for.
        Granted = "granted",
        /// A part of it, or another redress.
        PartlyGranted = "partly-granted",
        /// Nothing of it.
        Denied = "denied",
    }
}

/// What is disputed: an appraisal, `2025-26/annual`, or an entry, `#123`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Disputed {
    /// An appraisal that was delivered.
    Appraisal(AppraisalId),
    /// An entry, by its number.
    Entry(u64),
}

impl fmt::Display for Disputed {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Disputed::Appraisal(id) => id.fmt(f),
            Disputed::Entry(seq) => write!(f, "#{seq}"),
        }
    }
}

impl FromStr for Disputed {
    type Err = NotAName;

    fn from_str(text: &str) -> Result<Self, NotAName> {
        let wrong = || NotAName { text: text.to_owned(), wanted: "an appraisal such as 2025-26/annual, or #123" };
        match text.strip_prefix('#') {
            Some(seq) => seq.parse().map(Disputed::Entry).map_err(|_| wrong()),
            None => text.parse().map(Disputed::Appraisal).map_err(|_| wrong()),
        }
    }
}

as_text!(Disputed);

/// What a dispute waits for: `filing-1`, `answer-1`, `decision`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Turn {
    /// A step, from 1 on, is filed.
    Filing(u32),
    /// A step is answered.
    Answer(u32),
    /// The decision.
    Decision,
}

impl fmt::Display for Turn {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Turn::Filing(step) => write!(f, "filing-{step}"),
            Turn::Answer(step) => write!(f, "answer-{step}"),
            Turn::Decision => f.write_str("decision"),
        }
    }
}

impl FromStr for Turn {
    type Err = NotAName;

    fn from_str(text: &str) -> Result<Self, NotAName> {
        let step = |digits: &str| digits.parse().ok().filter(|step| *step > 0);
        let of_step = |prefix: &str, turn: fn(u32) -> Turn| text.strip_prefix(prefix).and_then(step).map(turn);
        let found = of_step("filing-", Turn::Filing).or_else(|| of_step("answer-", Turn::Answer));
        found.or_else(|| (text == "decision").then_some(Turn::Decision)).ok_or_else(|| NotAName {
            text: text.to_owned(),
            wanted: "what a dispute waits for, such as filing-1, answer-1 or decision",
        })
    }
}

as_text!(Turn);

/// `review-requested`
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ReviewRequested {
    /// The dispute's name in this person's stream.
    pub dispute: DisputeId,
    /// What is disputed.
    pub of: Disputed,
    /// The forum that is asked.
    pub forum: String,
    /// The forum's version in force on the day of asking, by which all of it is judged.
    pub version: u32,
    /// How it came about, what it says, or both.
    pub about: Matter,
    /// Why.
    pub grounds: String,
    /// What the employee asks for.
    pub redress: String,
}

/// `step-filed`
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct StepFiled {
    /// Which dispute.
    pub dispute: DisputeId,
    /// Which step of its forum, from 1 on.
    pub step: u32,
    /// What the employee says in it.
    pub text: String,
}

/// `step-answered`
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct StepAnswered {
    /// Which dispute.
    pub dispute: DisputeId,
    /// Which step.
    pub step: u32,
    /// The answer.
    pub text: String,
}

/// `extension-granted`
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ExtensionGranted {
    /// Which dispute.
    pub dispute: DisputeId,
    /// What is due later.
    pub turn: Turn,
    /// The day it is due by from now on.
    pub due: NaiveDate,
    /// Why.
    pub reason: String,
}

/// `evidence-sealed`: the log as it stood, by its last entry. Whoever keeps these digits can show later that nothing
/// before them was changed.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct EvidenceSealed {
    /// Which dispute.
    pub dispute: DisputeId,
    /// The number of the log's last entry.
    pub head: u64,
    /// That entry's hash, 64 digits.
    pub hash: String,
}

/// `review-withdrawn`
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ReviewWithdrawn {
    /// Which dispute.
    pub dispute: DisputeId,
    /// Why, where the employee says it.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub reason: Option<String>,
}

/// `review-decided`
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ReviewDecided {
    /// Which dispute.
    pub dispute: DisputeId,
    /// What it came to.
    pub outcome: Outcome,
    /// Who decided: the name of whoever holds the office that the forum names.
    pub authority: String,
    /// The redress that is granted, where any is.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub redress: Option<String>,
    /// Why.
    pub reason: String,
}

/// `dispute-step-noted`: a step that human resources take among themselves, such as a hearing that was set or advice that
/// was asked for. They alone read it; it changes nothing of the dispute's course.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct DisputeStepNoted {
    /// Which dispute.
    pub dispute: DisputeId,
    /// What was done.
    pub text: String,
}

/// A dispute as it stands.
#[derive(Clone, Debug, PartialEq)]
pub struct Dispute {
    /// That it was asked for.
    pub asked: Fact<ReviewRequested>,
    /// The steps that were filed, in order.
    pub filed: Vec<Fact<StepFiled>>,
    /// The steps that were answered, in order.
    pub answered: Vec<Fact<StepAnswered>>,
    /// What was extended, oldest first.
    pub extensions: Vec<Fact<ExtensionGranted>>,
    /// What was sealed, oldest first.
    pub seals: Vec<Fact<EvidenceSealed>>,
    /// What human resources noted among themselves, oldest first; nobody else learns of it.
    pub notes: Vec<Fact<DisputeStepNoted>>,
    /// That the employee withdrew it.
    pub withdrawn: Option<Fact<ReviewWithdrawn>>,
    /// How it was decided.
    pub decided: Option<Fact<ReviewDecided>>,
}

impl Dispute {
    /// Its name.
    pub fn id(&self) -> DisputeId {
        self.asked.what.dispute
    }

    /// The filing of a step.
    pub fn filing(&self, step: u32) -> Option<&Fact<StepFiled>> {
        self.filed.iter().find(|it| it.what.step == step)
    }

    /// The answer to a step.
    pub fn answer(&self, step: u32) -> Option<&Fact<StepAnswered>> {
        self.answered.iter().find(|it| it.what.step == step)
    }

    /// How it ended: the day, the entry, and the word for it.
    pub fn ended(&self) -> Option<(NaiveDate, u64, &'static str)> {
        let withdrawn = self.withdrawn.as_ref().map(|it| (it.on, it.seq, "withdrawn"));
        withdrawn.or_else(|| self.decided.as_ref().map(|it| (it.on, it.seq, "decided")))
    }

    /// Whether somebody is a party to it: the employee, who rated or delivered what is disputed, who recorded it.
    pub fn is_party(&self, person: &Person, who: Id) -> bool {
        let made = match &self.asked.what.of {
            Disputed::Entry(seq) => person.entry(*seq).is_some_and(|entry| entry.actor == who),
            Disputed::Appraisal(id) => {
                let appraisal = person.appraisal(id);
                appraisal.proposals.iter().any(|it| it.by == who) || appraisal.delivered.is_some_and(|it| it.by == who)
            }
        };
        made || who == person.id
    }

    /// The last day on which anything was said in it.
    pub fn last_day(&self) -> NaiveDate {
        let filed = self.filed.iter().map(|it| it.on);
        let answered = self.answered.iter().map(|it| it.on);
        filed.chain(answered).chain(self.ended().map(|(on, ..)| on)).max().unwrap_or(self.asked.on).max(self.asked.on)
    }
}

/// Folds which disputes of whom are open.
pub(super) fn opens_or_ends(directory: &mut Directory, entry: &Recorded) {
    let of = directory.disputes.entry(entry.stream).or_default();
    match &entry.event {
        Event::ReviewRequested(it) => of.insert(it.dispute),
        Event::ReviewWithdrawn(it) => of.remove(&it.dispute),
        Event::ReviewDecided(it) => of.remove(&it.dispute),
        _ => false,
    };
    if of.is_empty() {
        directory.disputes.remove(&entry.stream);
    }
}

impl Directory {
    /// The people with an open dispute in which somebody may have a turn on a day: themselves, as their leader, as who is
    /// above, as human resources, as an auditor who reads their record.
    pub fn disputes_near(&self, who: Id, on: NaiveDate) -> Vec<Id> {
        let near = |of: &Id| {
            let leads = || self.leader_on(*of, on) == Some(who) || self.reviews(who, *of, on);
            *of == who || leads() || self.is_hr_of(who, *of, on) || self.access_on(who, *of, on).is_some()
        };
        self.disputes.keys().copied().filter(near).collect()
    }
}

/// The dispute that an entry is a step of.
pub fn step_of(event: &Event) -> Option<DisputeId> {
    match event {
        Event::ReviewRequested(it) => Some(it.dispute),
        Event::StepFiled(it) => Some(it.dispute),
        Event::StepAnswered(it) => Some(it.dispute),
        Event::ExtensionGranted(it) => Some(it.dispute),
        Event::EvidenceSealed(it) => Some(it.dispute),
        Event::ReviewWithdrawn(it) => Some(it.dispute),
        Event::ReviewDecided(it) => Some(it.dispute),
        Event::DisputeStepNoted(it) => Some(it.dispute),
        _ => None,
    }
}

/// Folds one entry into the person's disputes.
pub(super) fn evolve(person: &mut Person, entry: &Recorded) {
    let mut of = |id: DisputeId, take: &dyn Fn(&mut Dispute)| {
        person.disputes.get_mut(&id).into_iter().for_each(take);
    };
    match &entry.event {
        Event::StepFiled(it) => of(it.dispute, &|that| that.filed.push(Fact::of(it, entry))),
        Event::StepAnswered(it) => of(it.dispute, &|that| that.answered.push(Fact::of(it, entry))),
        Event::ExtensionGranted(it) => of(it.dispute, &|that| that.extensions.push(Fact::of(it, entry))),
        Event::EvidenceSealed(it) => of(it.dispute, &|that| that.seals.push(Fact::of(it, entry))),
        Event::DisputeStepNoted(it) => of(it.dispute, &|that| that.notes.push(Fact::of(it, entry))),
        Event::ReviewWithdrawn(it) => of(it.dispute, &|that| that.withdrawn = Some(Fact::of(it, entry))),
        Event::ReviewDecided(it) => of(it.dispute, &|that| that.decided = Some(Fact::of(it, entry))),
        Event::ReviewRequested(it) => {
            let dispute = Dispute {
                asked: Fact::of(it, entry),
                filed: Vec::new(),
                answered: Vec::new(),
                extensions: Vec::new(),
                seals: Vec::new(),
                notes: Vec::new(),
                withdrawn: None,
                decided: None,
            };
            person.disputes.insert(it.dispute, dispute);
        }
        _ => {}
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_disputed_and_what_is_awaited_read_back_as_written() {
        for text in ["2025-26/annual", "#123"] {
            assert_eq!(text.parse::<Disputed>().expect("reads").to_string(), text);
        }
        for text in ["filing-1", "answer-12", "decision"] {
            assert_eq!(text.parse::<Turn>().expect("reads").to_string(), text);
        }
        assert!(["123", "#", "#x", "2025-26"].iter().all(|text| text.parse::<Disputed>().is_err()));
        assert!(["filing-0", "filing", "answer-x", "end"].iter().all(|text| text.parse::<Turn>().is_err()));
    }
}
