//! Finding words: candidates from the tracked lines, the freshest of them taken.

use super::Pair;
use crate::sample::slots::Bound;
use chrono::NaiveDate;

/// How much of a text may have been said before; above this an optional text is left unsaid.
const STALE: usize = 60;

impl Pair<'_> {
    fn candidates(&mut self, bases: &[&str], tails: &str, bound: &Bound, day: NaiveDate) -> Vec<String> {
        let start = usize::try_from(self.chance.between(0, bases.len() as u64 - 1)).expect("few lines");
        let tails: Vec<&str> = self.scene.words.list(tails).to_vec();
        if self.fresh.is_heedless() {
            let tail = if tails.is_empty() || self.chance.percent(40) { "" } else { *self.chance.pick(&tails) };
            let text = if tail.is_empty() { bases[start].to_owned() } else { joined(bases[start], tail) };
            return vec![self.scene.fill(&text, bound, &mut self.chance, day)];
        }
        let mut all = Vec::new();
        for round in 0..6 {
            for turn in 0..bases.len() {
                let base = bases[(start + turn) % bases.len()];
                let text = if round == 0 || tails.is_empty() {
                    base.to_owned()
                } else {
                    joined(base, self.chance.pick::<&str>(&tails))
                };
                all.push(self.scene.fill(&text, bound, &mut self.chance, day));
            }
        }
        if !tails.is_empty() && self.chance.percent(25) {
            all.rotate_left(bases.len());
        }
        all
    }

    /// A text that must be said: the freshest there is.
    pub(super) fn must(&mut self, bases: &[&str], tails: &str, bound: &Bound, day: NaiveDate) -> String {
        let candidates = self.candidates(bases, tails, bound, day);
        self.fresh.choose(candidates.into_iter())
    }

    /// A text that may be left unsaid, when it would repeat what somebody has said.
    pub(super) fn may(&mut self, bases: &[&str], tails: &str, bound: &Bound, day: NaiveDate) -> Option<String> {
        if bases.is_empty() {
            return None;
        }
        let candidates = self.candidates(bases, tails, bound, day);
        let fresh = candidates.into_iter().find(|text| self.fresh.repeats(text) <= STALE)?;
        self.fresh.say(&fresh);
        Some(fresh)
    }

    /// A text from a list for everyone that needs no matter; what `<it>` is comes from the latest one.
    pub(crate) fn spoken(&mut self, list: &str, day: NaiveDate) -> String {
        let bound = self.latest();
        let bases = self.scene.words.list(list).to_vec();
        self.must(&bases, "", &bound, day)
    }

    /// As `spoken`, but left unsaid when stale; one person's pages use a line of a list once.
    pub(super) fn perhaps(&mut self, list: &str, bound: &Bound, day: NaiveDate) -> Option<String> {
        let all = self.scene.words.list(list).to_vec();
        let mut bases: Vec<&str> = all.into_iter().filter(|line| !self.used.contains(line)).collect();
        while !bases.is_empty() {
            let chosen = usize::try_from(self.chance.between(0, bases.len() as u64 - 1)).expect("a short list");
            let base = bases.swap_remove(chosen);
            if let Some(text) = self.may(&[base], "", bound, day) {
                if !self.fresh.is_heedless() {
                    self.used.insert(base);
                }
                return Some(text);
            }
        }
        None
    }

    /// The name of the matter that was taken up last, and nothing else of it.
    pub(super) fn latest(&self) -> Bound {
        let it = self.threads.last().map_or("the round in spring".to_owned(), |thread| thread.bound["it"].clone());
        Bound::from([("it".to_owned(), it)])
    }

    /// The name of a matter alone, so that other slots are filled anew.
    pub(super) fn name_of(&self, thread: usize) -> Bound {
        Bound::from([("it".to_owned(), self.threads[thread].bound["it"].clone())])
    }
}

/// A line and its tail: a clause goes before the line's full stop, a sentence after it.
fn joined(base: &str, tail: &str) -> String {
    match tail.chars().next() {
        Some(',' | ';') => format!("{}{tail}", base.trim_end_matches('.')),
        Some('.') => format!("{}{tail}", base.trim_end_matches('.')),
        _ => format!("{base} {tail}"),
    }
}
