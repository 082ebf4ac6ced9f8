//! One leader and one employee through their year: what is on their minds, and what a meeting of theirs records.

mod after;
mod record;
mod say;
mod talk;

use super::{
    Line,
    chance::Chance,
    fresh::Fresh,
    people::{Person, Series},
    slots::{Bound, Scene},
    words::Matter,
};
use chrono::{NaiveDate, NaiveDateTime};
use std::collections::BTreeSet;

/// A matter that the two are dealing with.
struct Thread<'a> {
    matter: &'a Matter,
    bound: Bound,
    notes_left: usize,
    /// A result was reached and is still to be told, by this line of the matter's results.
    result: Option<usize>,
    won: bool,
}

/// A commitment that was composed and is still open.
struct Promise {
    label: String,
    by_leader: bool,
    line: usize,
    thread: usize,
    /// Meetings until it is done; slips on the way.
    wait: u64,
    slips: u64,
}

/// The two, and what has been recorded of them.
pub(crate) struct Pair<'a> {
    pub(crate) scene: Scene<'a>,
    pub(crate) leader: &'a Person,
    pub(crate) series: Series,
    pub(crate) lines: Vec<Line>,
    fresh: &'a mut Fresh,
    chance: Chance,
    matters: Vec<&'a Matter>,
    threads: Vec<Thread<'a>>,
    open: Vec<Promise>,
    labels: u64,
    item_topics: bool,
    /// Lines of the lists for everyone that this person's pages have.
    used: BTreeSet<&'a str>,
}

impl<'a> Pair<'a> {
    /// Nothing has been recorded yet.
    pub(crate) fn new(scene: Scene<'a>, leader: &'a Person, series: Series, fresh: &'a mut Fresh) -> Self {
        let chance = Chance::of(&format!("the year of {}", scene.me.login));
        let mut matters: Vec<&Matter> = scene.words.matters.iter().filter(|m| concerns(m, scene.me)).collect();
        matters.sort_by_key(|m| *blake3::hash(format!("{} {}", scene.me.login, m.title).as_bytes()).as_bytes());
        let (threads, open) = (Vec::new(), Vec::new());
        Self {
            scene,
            leader,
            series,
            lines: Vec::new(),
            fresh,
            chance,
            matters,
            threads,
            open,
            labels: 0,
            item_topics: false,
            used: BTreeSet::new(),
        }
    }

    /// Adds a command; an empty word in second place stands for this employee's login.
    pub(crate) fn push(&mut self, at: NaiveDateTime, actor: &str, argv: &[&str]) {
        let mut argv: Vec<String> = argv.iter().map(|word| (*word).to_owned()).collect();
        if argv[1].is_empty() {
            argv[1].clone_from(&self.scene.me.login);
        }
        self.lines.push(Line { at, actor: actor.to_owned(), argv, label: None });
    }

    /// Names the last command's first entry.
    pub(crate) fn label(&mut self, label: &str) {
        if let Some(line) = self.lines.last_mut() {
            line.label = Some(label.to_owned());
        }
    }

    /// Something new comes up, unless its topic is one that this person's last months leave out.
    fn take_up(&mut self, day: NaiveDate) -> Option<usize> {
        for _ in 0..self.matters.len() {
            let matter = self.matters.remove(0);
            self.matters.push(matter);
            if !rests(&self.scene.me.login, matter.topic, day) {
                let bound = self.scene.bind(matter, &mut self.chance, day);
                self.threads.push(Thread { matter, bound, notes_left: 3, result: None, won: false });
                return Some(self.threads.len() - 1);
            }
        }
        None
    }

    fn next_label(&mut self) -> String {
        self.labels += 1;
        format!("{}.{}", self.scene.me.login, self.labels)
    }
}

/// The same person's last commitments are the featured ones, so that the README's agenda is short enough to read.
fn promises_rest(login: &str, day: NaiveDate) -> bool {
    // Nothing composed is open where another hands over four promises that were written by hand.
    let handed_over =
        login == "oquintero" && (super::people::date(2025, 10, 13)..super::people::date(2026, 1, 12)).contains(&day);
    handed_over || login == "ctsosie" && day >= super::people::date(2026, 3, 1)
}

/// One person's topic falls due at the end of the year, for the README: nothing of it is composed from March on.
fn rests(login: &str, topic: &str, day: NaiveDate) -> bool {
    login == "ctsosie" && topic == "2E" && day >= super::people::date(2026, 3, 1)
}

fn concerns(matter: &Matter, me: &Person) -> bool {
    let trades: &[&str] = match (me.tier.as_str(), me.trade()) {
        ("manager" | "supervisor", _) => &["lead"],
        (_, "Retail Fuel") => &["field", "fuel", "any"],
        (_, "Scales and Packages") => &["field", "scales", "any"],
        (_, "Southern Office" | "Northern Office") => &["field", "fuel", "scales", "any"],
        (_, "Licensing") => &["licence", "any"],
        _ if me.login == "cdelgado" || me.login == "nabernathy" => &["desk", "any"],
        _ => &["lab", "any"],
    };
    trades.contains(&matter.trade) && matter.unit.is_none_or(|unit| unit == me.trade())
}
