//! What every rule looks at: one person, one cycle, and what several rules would otherwise each work out again.

use super::super::{coverage::Coverage, coverage::coverage, cycle::Cycle, entry::EntryRef, sight::Sight, words};
use crate::domain::{Class, Side, meeting::Meeting};
use chrono::NaiveDate;
use std::cell::OnceCell;

/// One person in one cycle, up to the day.
pub struct Ground<'a> {
    /// The person, the agency and the day.
    pub sight: Sight<'a>,
    /// The cycle that is judged.
    pub cycle: Cycle,
    /// For whom it is judged: the two who meet read of a side what others read as a number.
    pub class: Class,
    /// The meetings of the cycle whose day has passed, in order. A meeting of today still has its day.
    pub past: Vec<Meeting>,
    coverage: OnceCell<Coverage>,
}

impl<'a> Ground<'a> {
    /// The ground of a person in a cycle, for readers of a class.
    pub fn of(sight: &Sight<'a>, cycle: Cycle, class: Class) -> Self {
        let to = sight.as_of.pred_opt().unwrap_or(sight.as_of).min(cycle.to);
        let past = sight.person.meetings_between(cycle.from, to);
        Self { sight: *sight, cycle, class, past, coverage: OnceCell::new() }
    }

    /// Whether the cycle is the one that contains the day, and the person is employed on it.
    pub fn is_current(&self) -> bool {
        self.cycle.contains(self.sight.as_of) && !self.sight.has_left()
    }

    /// Whether something happened in the cycle and has come to pass.
    pub fn holds(&self, day: NaiveDate) -> bool {
        self.cycle.contains(day) && day <= self.sight.as_of
    }

    /// The past meetings that were held.
    pub fn held(&self) -> impl Iterator<Item = &Meeting> {
        self.past.iter().filter(|meeting| meeting.held.is_some())
    }

    /// The past meetings whose record is finalised.
    pub fn finalised(&self) -> impl Iterator<Item = &Meeting> {
        self.held().filter(|meeting| meeting.finalised.is_some())
    }

    /// The topics' coverage.
    pub fn coverage(&self) -> &Coverage {
        self.coverage.get_or_init(|| coverage(&self.sight, self.cycle))
    }

    /// The first day of the stretch in which everything is to recur once: the longest gap between two talks about a
    /// topic, ending on the day. Nothing while the first 1:1 is younger than that, or no policy says how long it is.
    pub fn stretch(&self) -> Option<NaiveDate> {
        self.since_gap(|_| true)
    }

    /// The same for what belongs to one topic: the gap that is asked of it.
    pub fn stretch_of(&self, topic: &str) -> Option<NaiveDate> {
        self.since_gap(|known| known == topic)
    }

    fn since_gap(&self, counts: impl Fn(&str) -> bool) -> Option<NaiveDate> {
        let recurrences = self.sight.directory.recurrences_of(self.sight.person.id, self.sight.as_of);
        let gaps = recurrences.iter().filter(|it| counts(&it.topic.id)).map(|it| it.gap_days);
        let from = self.sight.as_of.checked_sub_days(chrono::Days::new(u64::from(gaps.max()?)))?;
        let first = self.sight.person.meetings.values().find_map(|meeting| meeting.held.as_ref());
        first.filter(|held| held.what.start.date() <= from).map(|_| from)
    }

    /// The name of the leader of the day, as a sentence begins with it.
    pub fn leader(&self) -> String {
        self.sight.leader().map_or_else(|| "The leader".to_owned(), |leader| leader.name)
    }

    /// The name of one of the two.
    pub fn name(&self, side: Side) -> String {
        match side {
            Side::Employee => self.sight.named().name,
            Side::Leader => self.leader(),
        }
    }

    /// The entry that a meeting was held by.
    pub fn held_entry(&self, meeting: &Meeting) -> Option<EntryRef> {
        meeting.held.as_ref().and_then(|held| self.sight.entry(held.seq))
    }
}

/// `3 of 12 1:1s held, the last on 3 June 2026`
pub(super) fn some_of(some: &[&Meeting], all: usize, what: &str) -> String {
    let last = some.last().map_or_else(String::new, |meeting| words::day(meeting.date()));
    match some.len() {
        1 => format!("1 of {all} {what}, on {last}"),
        number => format!("{number} of {all} {what}, the last on {last}"),
    }
}
