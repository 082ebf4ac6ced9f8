//! What is said in the room: old commitments answered, topics discussed, new commitments made.

use super::{
    Pair, Promise,
    record::{Now, days},
};
use crate::sample::chance::Chance;
use chrono::NaiveDate;

impl Pair<'_> {
    /// Each open commitment: done, slipped, or on track (which `hold` says).
    pub(super) fn revisit(&mut self, now: &mut Now) {
        for promise in std::mem::take(&mut self.open) {
            if let Some(still) = self.answer(now, promise) {
                self.open.push(still);
            }
        }
    }

    fn answer(&mut self, now: &mut Now, mut promise: Promise) -> Option<Promise> {
        if promise.wait > 0 {
            promise.wait -= 1;
            return Some(promise);
        }
        let named = self.name_of(promise.thread);
        let id = format!("{{c:{}}}", promise.label);
        let mut argv = vec![if promise.slips > 0 { "slip" } else { "done" }, "", &id];
        let text = match (promise.slips > 0, promise.by_leader) {
            (true, true) => self.perhaps("slip.l", &named, now.day),
            (true, false) => self.perhaps("slip", &named, now.day),
            (false, true) => self.perhaps("done.l", &named, now.day),
            (false, false) => {
                let (matter, bound) = (self.threads[promise.thread].matter, self.threads[promise.thread].bound.clone());
                let line = matter.lines('d')[promise.line.min(1)];
                self.may(&[line], "tail.d", &bound, now.day)
            }
        };
        text.iter().for_each(|text| argv.extend(["-m", text]));
        self.write(now, promise.by_leader, &argv);
        if promise.slips > 0 {
            promise.slips -= 1;
            return Some(promise);
        }
        let thread = &mut self.threads[promise.thread];
        thread.result = Some(usize::from(promise.by_leader));
        thread.won = !promise.by_leader;
        None
    }

    pub(super) fn promise(&mut self, now: &mut Now, thread: usize) {
        if super::promises_rest(&self.scene.me.login, now.day) {
            return;
        }
        let (matter, bound) = (self.threads[thread].matter, self.threads[thread].bound.clone());
        for (kind, tails, share) in [('p', "tail.p", 62), ('q', "tail.q", 34)] {
            let lines = matter.lines(kind);
            let line = usize::try_from(self.chance.between(0, lines.len() as u64 - 1)).expect("few lines");
            if !self.chance.percent(share) {
                continue;
            }
            let Some(text) = self.may(&[lines[line]], tails, &bound, now.day) else { continue };
            let weeks = self.series.rule.weeks.map_or(4, |weeks| u64::try_from(weeks).expect("weeks"));
            let wait = if weeks == 4 { 0 } else { self.chance.between(0, 2) };
            // Most are due at a 1:1 or soon after it, so that most are kept in time; months are longer than four weeks.
            let slack = if weeks == 4 { 7 } else { 4 };
            let due = now.day + days((wait + 1) * weeks * 7 + slack - self.chance.between(0, 6));
            let slips = if self.chance.percent(16) { self.chance.between(1, 2) } else { 0 };
            let wait = if self.chance.percent(4) { wait + 3 } else { wait };
            let by_leader = kind == 'q';
            self.write(now, by_leader, &["promise", "", "-m", &text, "--due", &due.to_string()]);
            let label = self.next_label();
            self.label(&label);
            self.open.push(Promise { label, by_leader, line, thread, wait, slips });
        }
    }

    /// What is said of each topic: the new, the results of the old, and a word on what was promised.
    pub(super) fn discuss(&mut self, now: &mut Now, new: &[usize]) {
        let terse = self.leader.login == "dsorensen" && self.chance.percent(45);
        for thread in new {
            self.note(now, *thread, 'n');
        }
        for thread in 0..self.threads.len() {
            if self.threads[thread].result.is_some() && !terse {
                self.note(now, thread, 'r');
                self.threads[thread].result = None;
            }
        }
        let older = self.threads.len().saturating_sub(new.len() + 1);
        if !terse
            && older < self.threads.len()
            && !new.contains(&older)
            && self.threads[older].notes_left > 1
            && self.chance.percent(45)
        {
            self.note(now, older, 'n');
        }
        let rounds = if terse { 0 } else { self.chance.between(1, 2) };
        for _ in 0..rounds {
            self.note_more(now);
        }
        let common = if self.item_topics { ("2F", 80) } else { ("2A", 14) };
        if !terse && self.chance.percent(common.1) {
            let bound = self.latest();
            if let Some(text) = self.perhaps(common.0, &bound, now.day) {
                let name = now.name.clone();
                self.write(now, true, &["note", "", "-m", &text, "--topic", common.0, "--meeting", &name]);
            }
        }
    }

    /// Now and then something is decided or agreed on. It is drawn apart from what else is said, and not for a crowd.
    pub(super) fn settle(&mut self, now: &mut Now) {
        if self.fresh.is_heedless() || self.scene.me.login == "ctsosie" {
            return;
        }
        let own = Chance::of(&format!("{} settles {}", self.scene.me.login, now.name));
        let year = std::mem::replace(&mut self.chance, own);
        let verb = ["decide", "agree"].into_iter().find(|_| self.chance.percent(9));
        let said = verb.and_then(|verb| {
            let bound = self.latest();
            self.perhaps(verb, &bound, now.day).map(|text| (verb, text))
        });
        if let Some((verb, text)) = said {
            let name = now.name.clone();
            self.write(now, true, &[verb, "", "-m", &text, "--meeting", &name]);
        }
        self.chance = year;
    }

    fn note(&mut self, now: &mut Now, thread: usize, kind: char) {
        let (matter, bound) = (self.threads[thread].matter, self.threads[thread].bound.clone());
        let mut lines = matter.lines(kind);
        if let (Some(result), 'r') = (self.threads[thread].result, kind) {
            lines = lines.into_iter().skip(result).take(1).collect();
        }
        let Some(text) = self.may(&lines, "tail.l", &bound, now.day) else { return };
        self.threads[thread].notes_left = self.threads[thread].notes_left.saturating_sub(1);
        let name = now.name.clone();
        let mut argv = vec!["note", "", "-m", &text, "--topic", matter.topic, "--meeting", &name];
        let facet = match (kind, matter.topic) {
            (_, "2E") => "growth",
            ('r', _) => "result",
            (_, "2D") => "behaviour",
            _ => "activity",
        };
        argv.extend(["--facet", facet]);
        match kind {
            'r' => argv.extend(["--sign", "success"]),
            'n' if self.chance.percent(30) => argv.extend(["--sign", "opportunity"]),
            _ => {}
        }
        self.write(now, true, &argv);
    }

    /// A word on a matter that has been going on for some time.
    fn note_more(&mut self, now: &mut Now) {
        let Some((topic, text)) = self.older(now.day, "note.more") else { return };
        let name = now.name.clone();
        let facet = if topic == "2E" { "growth" } else { "activity" };
        self.write(now, true, &["note", "", "-m", &text, "--topic", topic, "--meeting", &name, "--facet", facet]);
    }

    pub(super) fn about_older(&mut self, day: NaiveDate, list: &str) -> Option<String> {
        self.older(day, list).map(|(topic, text)| format!("{topic}:{text}"))
    }

    /// A line of a list about one of the last few matters, with that matter's topic.
    fn older(&mut self, day: NaiveDate, list: &str) -> Option<(&'static str, String)> {
        let last = u64::try_from(self.threads.len()).ok()?.checked_sub(1)?;
        let thread = usize::try_from(self.chance.between(last.saturating_sub(5), last)).expect("few matters");
        let topic = self.threads[thread].matter.topic;
        if super::rests(&self.scene.me.login, topic, day) {
            return None;
        }
        let named = self.name_of(thread);
        self.perhaps(list, &named, day).map(|text| (topic, text))
    }
}
