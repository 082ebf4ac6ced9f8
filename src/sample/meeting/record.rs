//! The commands of one meeting: prepared, held, discussed, promised, revisited, finalised, acknowledged, reflected on.

use super::Pair;
use crate::sample::{chance::Chance, slots::capital};
use chrono::{Duration, NaiveDate, NaiveDateTime};

pub(super) fn days(number: u64) -> Duration {
    Duration::days(i64::try_from(number).expect("few days"))
}

/// A meeting while it is being recorded.
pub(super) struct Now {
    /// Its original local date, by which commands name it.
    pub(super) name: String,
    pub(super) day: NaiveDate,
    pub(super) clock: NaiveDateTime,
    /// `--on DATE`, when it is written down on a later day.
    pub(super) late: Option<String>,
}

impl Pair<'_> {
    pub(super) fn write(&mut self, now: &mut Now, by_leader: bool, argv: &[&str]) {
        now.clock += Duration::seconds(i64::try_from(self.chance.between(50, 170)).expect("seconds"));
        let actor = if by_leader { self.leader.login.clone() } else { self.scene.me.login.clone() };
        let mut argv = argv.to_vec();
        if let Some(on) = &now.late {
            argv.extend(["--on", on]);
        }
        self.push(now.clock, &actor, &argv);
    }

    /// A meeting on a holiday: moved by those who meet monthly, left out by the others.
    pub(crate) fn holiday(&mut self, at: NaiveDateTime, name: &str) {
        if self.series.rule.weeks.is_none() {
            return self.hold(at, true);
        }
        let mut bound = self.latest();
        bound.insert("holiday".to_owned(), name.to_owned());
        let bases = self.scene.words.list("holiday").to_vec();
        let why = self.must(&bases, "", &bound, at.date());
        self.call_off(at, &why);
    }

    /// A meeting that is called off.
    pub(crate) fn cancel(&mut self, at: NaiveDateTime) {
        let why = self.spoken("cancel", at.date());
        self.call_off(at, &why);
    }

    fn call_off(&mut self, at: NaiveDateTime, why: &str) {
        let before = Self::day_before(at.date()).and_hms_opt(13, 5, 0).expect("early afternoon");
        let (clock, name) = (self.clock(before) + days(0), at.date().to_string());
        let actor = if self.chance.percent(70) { self.leader.login.clone() } else { self.scene.me.login.clone() };
        let minutes = Duration::minutes(i64::try_from(self.chance.between(0, 25)).expect("minutes"));
        self.push(clock + minutes, &actor, &["cancel", "", "--meeting", &name, "-m", why]);
    }

    /// Both sides get ready for a meeting that the year no longer holds.
    pub(crate) fn prepare_only(&mut self, at: NaiveDateTime) {
        if !self.chance.percent(75) {
            return;
        }
        let day = at.date();
        let thread = self.take_up(day);
        let end = NaiveDate::from_ymd_opt(2026, 6, 30).expect("the last day");
        let clock = end.and_hms_opt(14, 10, 0).expect("afternoon")
            + Duration::seconds(i64::try_from(self.chance.between(0, 7000)).expect("seconds"));
        let mut now = Now { name: day.to_string(), day, clock, late: None };
        self.prepare(&mut now, thread, false);
        if self.chance.percent(40) {
            self.prepare(&mut now, thread, true);
        }
    }

    fn prepare(&mut self, now: &mut Now, thread: Option<usize>, by_leader: bool) -> bool {
        let mut items: Vec<String> = Vec::new();
        if let Some(thread) = thread {
            let (matter, bound) = (self.threads[thread].matter, self.threads[thread].bound.clone());
            let lines = matter.lines(if by_leader { 'l' } else { 'e' });
            let said = self.may(&lines, if by_leader { "tail.lp" } else { "tail.e" }, &bound, now.day);
            items.extend(said.map(|text| format!("{}:{text}", matter.topic)));
        }
        if items.is_empty() || self.chance.percent(30) {
            items.extend(self.about_older(now.day, if by_leader { "prep.l" } else { "prep.e" }));
        }
        if !by_leader && self.item_topics {
            let bound = self.latest();
            items.extend(self.perhaps("open", &bound, now.day).map(|text| format!("2F:{text}")));
        }
        let mut argv: Vec<&str> = vec!["prep", "", "--meeting"];
        let name = now.name.clone();
        argv.push(&name);
        items.iter().for_each(|item| argv.extend(["--item", item]));
        let won = self.threads.iter().position(|t| t.won && !by_leader);
        let win = won.and_then(|thread| {
            self.threads[thread].won = false;
            let (lines, bound) = (self.threads[thread].matter.lines('w'), self.threads[thread].bound.clone());
            self.may(&lines, "tail.w", &bound, now.day)
        });
        let growth =
            if by_leader || !self.chance.percent(35) { None } else { self.perhaps("growth", &self.latest(), now.day) };
        win.iter().for_each(|text| argv.extend(["--win", text]));
        growth.iter().for_each(|text| argv.extend(["--growth", text]));
        if items.is_empty() && win.is_none() && growth.is_none() {
            return false;
        }
        // Whether the agenda was gone through, and what stands out in it, is drawn apart from everything else.
        let mut review = Chance::of(&format!("{} goes through {} {by_leader}", self.scene.me.login, now.name));
        let highlight = thread.map(|thread| capital(&self.threads[thread].bound["it"]));
        if review.percent(45) {
            argv.push("--reviewed");
            highlight.iter().filter(|_| review.percent(60)).for_each(|text| argv.extend(["--highlight", text]));
        }
        self.write(now, by_leader, &argv);
        let label = self.next_label();
        self.label(&label);
        !items.is_empty()
    }

    /// A meeting that takes place, in time order; moved to another hour first where `moved` says so.
    pub(crate) fn hold(&mut self, original: NaiveDateTime, moved: bool) {
        let (name, mut at) = (original.date().to_string(), original);
        let before = Self::day_before(original.date());
        if moved && name.as_str() < "2026-06-24" {
            at = match self.chance.between(0, 2) {
                0 => original + Duration::hours(2),
                1 if original.date() == before + days(1)
                    && crate::sample::calendar::holiday(original.date()).is_none() =>
                {
                    original + Duration::minutes(90)
                }
                _ => Self::day_before(original.date() + days(5)).and_time(original.time()),
            };
            let to = at.format("%Y-%m-%dT%H:%M").to_string();
            let why = self.spoken("move", original.date());
            let clock = self.clock(before.and_hms_opt(9, 40, 0).expect("morning"));
            let mut now = Now { name: name.clone(), day: at.date(), clock, late: None };
            let by_leader = self.chance.percent(60);
            self.write(&mut now, by_leader, &["move", "", "--meeting", &name, "--to", &to, "-m", &why]);
        }
        let rich = if self.series.rule.weeks == Some(1) && !self.threads.is_empty() { 62 } else { 100 };
        let mut new: Vec<usize> =
            if self.chance.percent(rich) { self.take_up(at.date()).into_iter().collect() } else { Vec::new() };
        let second = match self.series.rule.weeks {
            None => 75,
            Some(1) => 0,
            Some(_) => 25,
        };
        if self.chance.percent(second) {
            new.extend(self.take_up(at.date()));
        }
        let prepared = self.both_prepare(&name, at, &new);
        self.in_the_room(&name, at, &new, prepared);
        self.between(at.date());
    }

    fn both_prepare(&mut self, name: &str, at: NaiveDateTime, new: &[usize]) -> bool {
        let eve = Self::day_before(at.date()).and_hms_opt(13, 0, 0).expect("afternoon");
        let minutes = |chance: u64| Duration::minutes(i64::try_from(chance).expect("minutes"));
        let mut by_employee = false;
        self.item_topics = self.chance.percent(9);
        if self.chance.percent(84) {
            let clock = self.clock(eve) + minutes(self.chance.between(30, 200));
            let mut now = Now { name: name.to_owned(), day: at.date(), clock, late: None };
            by_employee = self.prepare(&mut now, new.first().copied(), false);
        }
        if self.chance.percent(76) {
            let clock = self.clock(at) - minutes(self.chance.between(15, 55));
            let mut now = Now { name: name.to_owned(), day: at.date(), clock, late: None };
            self.prepare(&mut now, new.get(1).copied(), true);
        }
        by_employee
    }

    fn in_the_room(&mut self, name: &str, at: NaiveDateTime, new: &[usize], prepared: bool) {
        let planned = self.series.later.filter(|_| name >= "2026").unwrap_or(self.series.minutes);
        let least = if self.series.rule.weeks.is_some() || self.chance.percent(8) { planned - 6 } else { planned };
        let minutes = self.chance.between(least, planned + 9);
        let behind = self.chance.between(0, 9);
        let start = at + Duration::minutes(if behind > 7 { 5 } else { 0 });
        let end = self.clock(start) + Duration::minutes(i64::try_from(minutes).expect("minutes"));
        let written_in_time = name > "2026-06-20";
        let late = (self.chance.percent(3) && !written_in_time).then(|| at.date().to_string());
        let clock = if late.is_some() { end + days(1) + Duration::minutes(95) } else { end };
        let mut now = Now { name: name.to_owned(), day: at.date(), clock, late };
        let fact = name.to_owned();
        let declined = !prepared && self.employee_topics(&mut now, end - Duration::minutes(12));
        let (from, minutes) = (start.format("%H:%M").to_string(), minutes.to_string());
        let mode = if self.chance.percent(8) { "phone".to_owned() } else { self.series.mode.clone() };
        let mut argv = vec![
            "hold",
            "",
            "--meeting",
            &fact,
            "--start",
            &from,
            "--minutes",
            &minutes,
            "--mode",
            &mode,
            "--discussed",
            "*",
            "--on-track",
            "*",
        ];
        // Leaders bring their leader standard work to most of their own 1:1s (2E.K3).
        let leads = self.scene.me.tier != "staff";
        if leads && Chance::of(&format!("{} brings {name}", self.scene.me.login)).percent(70) {
            argv.push("--reviewed-standard-work");
        }
        self.write(&mut now, true, &argv);
        if !prepared && !declined {
            let bound = self.latest();
            match self.perhaps("asked", &bound, now.day) {
                Some(answer) => self.write(&mut now, true, &["topics", "", "--asked", &answer, "--meeting", &fact]),
                None => self.write(&mut now, false, &["topics", "", "--none", "--meeting", &fact]),
            }
        }
        self.revisit(&mut now);
        self.discuss(&mut now, new);
        self.settle(&mut now);
        new.iter().for_each(|thread| self.promise(&mut now, *thread));
        if self.chance.percent(98) {
            now.clock += Duration::minutes(4);
            self.write(&mut now, true, &["finalise", "", "--meeting", &fact]);
            self.afterwards(now);
        }
    }

    /// The employee brings something of their own, or says that there is nothing today.
    fn employee_topics(&mut self, now: &mut Now, at: NaiveDateTime) -> bool {
        let (clock, late) = (now.clock, now.late.take());
        now.clock = at;
        let name = now.name.clone();
        let bound = self.latest();
        let own = if self.chance.percent(30) { self.perhaps("open", &bound, now.day) } else { None };
        let said = own.is_some() || self.chance.percent(60);
        match own {
            Some(text) => self.write(now, false, &["topics", "", "-m", &text, "--meeting", &name]),
            None if said => self.write(now, false, &["topics", "", "--none", "--meeting", &name]),
            None => {}
        }
        (now.clock, now.late) = (clock, late);
        said
    }
}
