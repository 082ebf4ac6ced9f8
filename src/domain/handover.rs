//! A change of leader loses nothing (learnt the hard way, 6): the outgoing leader hands over, the new one adopts or
//! declines what is open.

use super::{
    commitment::{Commitment, Found, known, still_open},
    decide::{Context, Proposed},
    directory::Directory,
    event::Event,
    names::CommitmentId,
    person::Person,
    refusal::{Refusal, clean, rule},
    roster::{Employee, Line},
};
use crate::id::Id;
use chrono::{Days, NaiveDate};
use serde::{Deserialize, Serialize};

/// Within how many days of becoming somebody's leader expectations are communicated (R2-5A-702).
const EXPECTATIONS: Days = Days::new(30);

/// `series-handed-over`
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct SeriesHandedOver {
    /// Who leads the 1:1s from then on.
    pub to: Id,
    /// What the new leader should know.
    pub note: String,
}

/// `commitment-adopted`
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct CommitmentAdopted {
    /// Which commitment; a leader's is from then on that of who adopts it.
    pub commitment: CommitmentId,
}

/// `commitment-declined`
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct CommitmentDeclined {
    /// Which commitment.
    pub commitment: CommitmentId,
    /// Why it does not go on.
    pub reason: String,
}

/// The taking over of a person by their leader of record.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Taking {
    /// Whom they lead.
    pub person: Id,
    /// Who leads since.
    pub leader: Id,
    /// Since when.
    pub since: NaiveDate,
    /// Who led before; nobody where it is the first leader on record.
    pub former: Option<Id>,
}

impl Taking {
    /// The last day by which expectations are communicated: after the days of the cycle that the leader took over in,
    /// else after those of R2-5A-702.
    pub fn expectations_due(&self, directory: &Directory) -> NaiveDate {
        let cycle = directory.cycles.iter().find(|set| set.what.contains(self.since));
        let days = cycle.map_or(EXPECTATIONS, |set| Days::new(u64::from(set.what.plan_days)));
        self.since.checked_add_days(days).unwrap_or(self.since)
    }

    /// Whether a commitment waits for the new leader's word: it is open, another leader's or of another leader's time,
    /// and neither adopted nor declined since.
    pub fn waits(&self, commitment: &Commitment) -> bool {
        let adopted = commitment.answers.iter().any(|it| it.found == Found::Adopted && it.on >= self.since);
        let anothers = ![self.person, self.leader].contains(&commitment.owner);
        let earlier = self.former.is_some() && commitment.made_on < self.since;
        commitment.is_open() && (anothers || earlier) && !adopted
    }
}

impl Directory {
    /// The stretches in which one leader of record led somebody, as a day knows them, oldest first: lines to the same
    /// leader that follow one another without a day between are one. With each begins the clock for expectations.
    pub fn stretches_led(&self, employee: &Employee, on: NaiveDate) -> Vec<Line> {
        let mut lines: Vec<_> = employee.lines.iter().filter(|line| line.from <= on).collect();
        lines.sort_by_key(|line| line.from);
        let mut stretches: Vec<Line> = Vec::new();
        for line in lines {
            let to = self.line_ends(employee, line, on);
            let goes_on = |known: &&mut Line| {
                let next = known.to.map(|to| to.succ_opt().unwrap_or(to));
                known.leader == line.leader && next.is_none_or(|next| line.from <= next)
            };
            match stretches.last_mut().filter(goes_on) {
                Some(known) => known.to = to,
                None => stretches.push(Line { leader: line.leader, from: line.from, to }),
            }
        }
        stretches
    }

    /// How the leader of record of a day took over; nothing in a vacancy, and for who leads nobody reports to.
    pub fn taking_on(&self, id: Id, on: NaiveDate) -> Option<Taking> {
        let employee = self.people.get(&id)?;
        let line = self.line_on(id, on)?;
        let stretches = self.stretches_led(employee, on);
        let at = stretches.iter().rposition(|it| it.leader == line.leader && it.from <= line.from)?;
        let former = stretches[..at].iter().rev().find(|earlier| earlier.leader != line.leader);
        let (leader, since, former) = (line.leader, stretches[at].from, former.map(|former| former.leader));
        Some(Taking { person: id, leader, since, former })
    }

    /// Who reviews what a person's leader does and rates: the leader's own leader on the day.
    pub fn reviewer_on(&self, id: Id, on: NaiveDate) -> Option<Id> {
        let leader = self.leader_on(id, on)?;
        self.leader_on(leader, on).filter(|above| *above != id && *above != leader)
    }
}

/// Hands a person over, or takes them over: `coach handover`.
#[derive(Clone, Debug, PartialEq)]
pub enum Handover {
    /// The outgoing leader's: to whom, and what they should know.
    Give(Id, String),
    /// The new leader's: what is adopted, what is declined, and why.
    Take(Vec<CommitmentId>, Vec<CommitmentId>, Option<String>),
}

impl Handover {
    /// What it records, as a person reads it.
    pub fn title(&self) -> &'static str {
        match self {
            Handover::Give(..) => "1:1s handed over",
            Handover::Take(adopted, ..) if adopted.is_empty() => "Commitment declined",
            Handover::Take(..) => "Commitment adopted",
        }
    }

    /// # Errors
    /// Refuses to hand over to oneself, to the employee or to who is not employed; and to adopt or decline what is
    /// not of another leader's time, or has ended.
    pub fn decide(&self, context: &Context<'_>, person: &Person) -> Result<Vec<Proposed>, Refusal> {
        match self {
            Handover::Give(to, note) => give(context, person, *to, note),
            Handover::Take(adopted, declined, why) => take(context, person, adopted, declined, why.as_deref()),
        }
    }
}

fn give(context: &Context<'_>, person: &Person, to: Id, note: &str) -> Result<Vec<Proposed>, Refusal> {
    let name = context.directory.name(to);
    let wrong = if to == context.actor || to == person.id {
        Some(format!("{name} cannot take these 1:1s over."))
    } else {
        (!context.directory.is_employed(to, context.today)).then(|| format!("{name} is not employed here."))
    };
    if let Some(what) = wrong {
        return Err(Refusal::new(what, "Name who leads them from then on, with --to.").by("1.K1"));
    }
    let note = clean("note", note)?;
    context.record(person, vec![Event::SeriesHandedOver(SeriesHandedOver { to, note })])
}

fn take(
    context: &Context<'_>,
    person: &Person,
    adopted: &[CommitmentId],
    declined: &[CommitmentId],
    why: Option<&str>,
) -> Result<Vec<Proposed>, Refusal> {
    let name = context.directory.name(person.id);
    let taking = context.directory.taking_on(person.id, context.on).filter(|it| it.leader == context.actor);
    let any = |taking: &Taking| taking.former.is_some() || person.open_commitments().any(|it| taking.waits(it));
    let Some(taking) = taking.filter(any) else {
        let what = format!("There is nothing of an earlier leader of {name} for you to take over.");
        let next = "The leader of record adopts and declines, from their first day on; who stands in does not.";
        return Err(Refusal::new(what, next).by(rule::HANDOVER));
    };
    if let Some(twice) =
        adopted.iter().enumerate().find(|(at, id)| adopted[..*at].contains(id) || declined.contains(id))
    {
        let what = format!("{} is named twice.", twice.1);
        return Err(Refusal::new(what, "Adopt it or decline it.").by(rule::HANDOVER));
    }
    let check = |id: &CommitmentId| -> Result<CommitmentId, Refusal> {
        let commitment = known(context, person, *id)?;
        still_open(commitment)?;
        if taking.waits(commitment) {
            return Ok(*id);
        }
        let what = match commitment.made_on < taking.since {
            true => format!("{id} was adopted already."),
            false => format!("{id} was made on {}, in your own time as leader.", commitment.made_on),
        };
        Err(Refusal::new(what, "It stands; coach release lets a promise go.").by(rule::HANDOVER))
    };
    let mut events = Vec::new();
    for id in adopted {
        events.push(Event::CommitmentAdopted(CommitmentAdopted { commitment: check(id)? }));
    }
    for id in declined {
        let (commitment, reason) = (check(id)?, clean("reason", why.unwrap_or_default())?);
        events.push(Event::CommitmentDeclined(CommitmentDeclined { commitment, reason }));
    }
    context.record(person, events)
}
