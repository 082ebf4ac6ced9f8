//! Fills the slots of a text: `<town>`, `<me>`, `<A:3-9>`; what belongs to one matter keeps its place and figures.

use super::{
    chance::Chance,
    people::Person,
    words::{Matter, Words},
};
use chrono::{Datelike, NaiveDate};
use std::collections::BTreeMap;

const MONTHS: [&str; 12] = [
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
];

/// Whom and what a person's texts can speak of.
pub(crate) struct Scene<'a> {
    pub(crate) words: &'a Words,
    pub(crate) me: &'a Person,
    /// First names of colleagues of the same unit, of reports, and of peers.
    pub(crate) mates: Vec<&'a str>,
    pub(crate) staff: Vec<&'a str>,
    pub(crate) peers: Vec<&'a str>,
}

/// What the slots of one matter stand for.
pub(crate) type Bound = BTreeMap<String, String>;

impl Scene<'_> {
    fn towns(&self) -> &[&'static str] {
        self.words.list(match self.me.office.as_str() {
            "Tucson" => "town.tucson",
            "Flagstaff" => "town.flagstaff",
            "Phoenix" => "town.phoenix",
            _ => "town.navajo",
        })
    }

    fn value(&self, slot: &str, chance: &mut Chance, day: NaiveDate, past: bool) -> String {
        if let Some((_, range)) = slot.split_once(':') {
            let (low, high) = range.split_once('-').expect("a range has two ends");
            let end = |text: &str| text.parse().expect("the end of a range is a number");
            let number = chance.between(end(low), end(high));
            return if number >= 1000 { format!("{},{:03}", number / 1000, number % 1000) } else { number.to_string() };
        }
        let others = |names: &[&str], chance: &mut Chance| (*chance.pick(names)).to_owned();
        match slot {
            "me" => self.me.first().to_owned(),
            "town" => (*chance.pick(self.towns())).to_owned(),
            "mate" => others(&self.mates, chance),
            "staff" => others(&self.staff, chance),
            "peer" => others(&self.peers, chance),
            "day" => (*chance.pick(&["Monday", "Tuesday", "Wednesday", "Thursday", "Friday"])).to_owned(),
            "month" => {
                let months = usize::try_from(chance.between(1, 3)).expect("few months");
                let this = day.month0() as usize;
                MONTHS[if past { this + 12 - months } else { this + months } % 12].to_owned()
            }
            name => (*chance.pick(self.words.list(name))).to_owned(),
        }
    }

    /// The slots of a matter, filled once for all its texts.
    pub(crate) fn bind(&self, matter: &Matter, chance: &mut Chance, day: NaiveDate) -> Bound {
        let mut bound = Bound::new();
        for text in std::iter::once(matter.title).chain(matter.all()) {
            for slot in slots(text) {
                let loose = matches!(slot, "me" | "it" | "day" | "month") && !matter.title.contains(slot);
                let name = slot.split(':').next().unwrap_or(slot);
                if !loose && slot != "me" && !bound.contains_key(name) {
                    bound.insert(name.to_owned(), self.value(slot, chance, day, false));
                }
            }
        }
        let title = self.fill(matter.title, &bound, chance, day);
        bound.insert("it".to_owned(), title);
        bound
    }

    /// The text with its slots filled; a slot that begins a sentence begins it with a capital.
    pub(crate) fn fill(&self, text: &str, bound: &Bound, chance: &mut Chance, day: NaiveDate) -> String {
        let mut out = String::new();
        let mut rest = text;
        while let Some((before, after)) = rest.split_once('<') {
            let (slot, after) = after.split_once('>').expect("a slot is closed");
            out.push_str(before);
            let past = out.ends_with("since ") || out.ends_with("from ");
            let name = slot.split(':').next().unwrap_or(slot);
            let value = bound.get(name).cloned().unwrap_or_else(|| self.value(slot, chance, day, past));
            let starts = out.is_empty() || [". ", "? ", "! "].iter().any(|end| out.ends_with(end));
            if starts {
                out.push_str(&capital(&value))
            } else {
                out.push_str(&value)
            }
            rest = after;
        }
        out.push_str(rest);
        out
    }
}

fn slots(text: &str) -> impl Iterator<Item = &str> {
    text.split('<').skip(1).filter_map(|part| part.split_once('>').map(|(slot, _)| slot))
}

/// The text as a sentence begins.
pub(crate) fn capital(text: &str) -> String {
    let mut letters = text.chars();
    letters.next().map_or_else(String::new, |first| first.to_uppercase().chain(letters).collect())
}
