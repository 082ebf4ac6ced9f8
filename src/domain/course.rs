//! The course of a dispute: what it waits for on a day, whose turn that is, and by when it is due, all derived from the
//! days of its forum. Silence delays a dispute and never ends it: a step that nobody answered by its day opens the next.

use super::{
    directory::Directory,
    dispute::{Dispute, Turn},
    event::Event,
    forum::DisputeForumSet,
    person::Person,
};
use chrono::{Days, NaiveDate};
use chrono_tz::Tz;

/// A turn of a dispute.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Awaited {
    /// Which.
    pub turn: Turn,
    /// By when it is due, as extended.
    pub due: NaiveDate,
    /// The entry that did it.
    pub done: Option<u64>,
}

/// A dispute with its forum, as of a day.
#[derive(Clone, Copy)]
pub struct Course<'a> {
    /// The dispute.
    pub dispute: &'a Dispute,
    /// The version of the forum that it is judged by.
    pub forum: &'a DisputeForumSet,
    person: &'a Person,
    zone: Tz,
}

/// A day and so many after it.
pub fn after(day: NaiveDate, days: u32) -> NaiveDate {
    day.checked_add_days(Days::new(u64::from(days))).unwrap_or(day)
}

/// The day since which something stood in the record, too: whoever names an earlier day shortens nobody's window.
pub fn stood(person: &Person, zone: Tz, seq: u64, on: NaiveDate) -> NaiveDate {
    let recorded = person.entry(seq).map(|entry| entry.recorded_at.with_timezone(&zone).date_naive());
    recorded.map_or(on, |recorded| recorded.max(on))
}

impl<'a> Course<'a> {
    /// The course of a dispute; nothing where its forum is not known.
    pub fn of(directory: &'a Directory, person: &'a Person, dispute: &'a Dispute) -> Option<Self> {
        let asked = &dispute.asked;
        // The agency that they belonged to when they asked: who moves later that day takes the dispute along.
        let zone = directory.zone_of(person.id);
        let (on, mut earlier) = (stood(person, zone, asked.seq, asked.on), person.entries.iter().rev());
        let agency = earlier.find_map(|entry| match &entry.event {
            Event::AgencyJoined(it) if entry.seq < asked.seq && it.from <= on => Some(it.agency),
            _ => None,
        });
        let agency = agency.or_else(|| directory.first_agency())?;
        let set = directory.forum(agency, &asked.what.forum, asked.what.version)?;
        Some(Self { dispute, forum: &set.what, person, zone })
    }

    /// The day a turn is due by: the last extension of it, else its days.
    fn due(&self, turn: Turn, from: NaiveDate, days: u32) -> NaiveDate {
        let extended = self.dispute.extensions.iter().rev().find(|it| it.what.turn == turn);
        extended.map_or_else(|| after(from, days), |it| it.what.due)
    }

    fn stood(&self, seq: u64, on: NaiveDate) -> NaiveDate {
        stood(self.person, self.zone, seq, on)
    }

    /// Every turn up to the one that is awaited on a day, in order. The last one without an entry is awaited; one before
    /// it without an entry was not taken. Nothing is awaited of a dispute that ended.
    pub fn turns(&self, on: NaiveDate) -> Vec<Awaited> {
        let (dispute, forum) = (self.dispute, self.forum);
        let ended = dispute.ended();
        let on = ended.map_or(on, |(ended, ..)| ended.min(on));
        let mut turns = self.steps(on);
        if let Some(from) = turns.1 {
            let due = self.due(Turn::Decision, from, forum.decide_days);
            turns.0.push(Awaited { turn: Turn::Decision, due, done: dispute.decided.as_ref().map(|it| it.seq) });
        }
        // Of what had time left when it ended, nothing is awaited any more.
        turns.0.retain(|it| it.done.is_some() || ended.is_none() || it.due < on);
        turns.0
    }

    /// The turns of the steps, and the day since which the decision is awaited, once it is.
    fn steps(&self, on: NaiveDate) -> (Vec<Awaited>, Option<NaiveDate>) {
        let (dispute, mut turns) = (self.dispute, Vec::new());
        let mut from = self.stood(dispute.asked.seq, dispute.asked.on);
        for (number, step) in (1..).zip(&self.forum.steps) {
            let due = self.due(Turn::Filing(number), from, self.forum.file_days);
            let filed = dispute.filing(number);
            turns.push(Awaited { turn: Turn::Filing(number), due, done: filed.map(|it| it.seq) });
            let Some(filed) = filed else {
                // Who files no further step leaves it at what was said so far.
                return (turns, (due < on).then_some(due));
            };
            let due = self.due(Turn::Answer(number), self.stood(filed.seq, filed.on), step.days);
            let answer = dispute.answer(number);
            turns.push(Awaited { turn: Turn::Answer(number), due, done: answer.map(|it| it.seq) });
            from = match answer {
                Some(answer) => self.stood(answer.seq, answer.on),
                None if due < on || dispute.filing(number + 1).is_some() => due,
                None => return (turns, None),
            };
        }
        (turns, Some(from))
    }

    /// What is awaited on a day; nothing of a dispute that ended.
    pub fn awaited(&self, on: NaiveDate) -> Option<Awaited> {
        self.turns(on).into_iter().next_back().filter(|it| it.done.is_none() && self.dispute.ended().is_none())
    }

    /// A turn as a person names it: `the answer to step 1, Meeting with the leader above`.
    pub fn words(&self, turn: Turn) -> String {
        let step = |number: u32| {
            let name = self.forum.step(number).map_or_else(String::new, |step| format!(", {}", step.name));
            format!("step {number}{name}")
        };
        match turn {
            Turn::Filing(number) => format!("the filing of {}", step(number)),
            Turn::Answer(number) => format!("the answer to {}", step(number)),
            Turn::Decision => format!("the decision of {}", self.forum.decided_by),
        }
    }
}
