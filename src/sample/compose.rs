//! Composes everybody's everyday year around the featured conversations.

use super::{
    Line,
    calendar::{Rule, agency_time, holiday},
    chance::Chance,
    featured::option,
    fresh::Fresh,
    goals,
    meeting::Pair,
    people::{Minute, Person, Series, date, people, series},
    plans,
    roster::Roster,
    slots::Scene,
    words::Words,
};
use chrono::{Duration, NaiveDate, NaiveDateTime};
use std::collections::BTreeSet;

/// The options whose values are texts; an item begins with its topic, an option with who proposed it.
const SPOKEN: [&str; 19] = [
    "-m",
    "--item",
    "--win",
    "--growth",
    "--asked",
    "--reason",
    "--open",
    "--action",
    "--goal",
    "--reality",
    "--option",
    "--will",
    "--difference",
    "--facts",
    "--expectation",
    "--support",
    "--interest",
    "--note",
    "--why",
];

/// The texts of a command that people read.
pub(crate) fn texts(argv: &[String]) -> Vec<String> {
    let pairs = argv.windows(2).filter(|pair| SPOKEN.contains(&pair[0].as_str()));
    let headed = |option: &str| matches!(option, "--item" | "--option");
    pairs
        .map(|pair| pair[1].split_once(':').filter(|_| headed(&pair[0])).map_or(&*pair[1], |(_, t)| t).to_owned())
        .collect()
}

/// Meetings that featured lines hold, cancel, move or, past the year's end, prepare: nothing is composed there.
fn taken(featured: &[Line]) -> BTreeSet<(String, String)> {
    let later = |line: &Line| line.argv[0] == "prep" && option(&line.argv, "--meeting") > Some(super::AS_OF);
    let tells = |line: &&Line| ["hold", "cancel", "move", "noshow"].contains(&line.argv[0].as_str()) || later(line);
    let told = featured.iter().filter(tells);
    told.filter_map(|line| Some((line.argv[1].clone(), option(&line.argv, "--meeting")?.to_owned()))).collect()
}

/// What is composed, by person; not yet in order of time.
pub(crate) fn year(featured: &[Line]) -> Vec<Line> {
    let (words, people, series) = (Words::read(), people(), series());
    let (taken, roster) = (taken(featured), Roster::of(featured));
    let mut fresh = Fresh::default();
    featured.iter().flat_map(|line| texts(&line.argv)).for_each(|text| fresh.say(&text));
    let mut lines = Vec::new();
    for (place, me) in people.iter().enumerate() {
        let Some(leader) = people.iter().find(|p| Some(&p.login) == me.leader.as_ref()) else { continue };
        let scene = scene(&words, &people, me);
        let mut pair = Pair::new(scene, leader, series[&me.login].clone(), &mut fresh);
        let minute = i64::try_from(place).expect("42 people");
        pair.schedule("2025-06-30T07:40".to_owned().parse_minute() + Duration::minutes(minute));
        for (number, meeting) in meetings(&series[&me.login]).into_iter().enumerate() {
            let away = [&me.login, &leader.login].iter().any(|login| roster.is_away(login, meeting.date()));
            if !away && !taken.contains(&(me.login.clone(), meeting.date().to_string())) {
                what_happens(&mut pair, leader, me, meeting, number);
            }
        }
        pair.lengthen(minute);
        plans::plan(&mut pair);
        goals::goal(&mut pair);
        roster.told(&me.login, &leader.login, &mut pair.lines);
        lines.append(&mut pair.lines);
    }
    lines
}

/// Last day whose meetings are held; those after it are only prepared.
pub(crate) const LAST: (i32, u32, u32) = (2026, 6, 30);

pub(super) fn meetings(series: &Series) -> Vec<NaiveDateTime> {
    let (year, month, day) = LAST;
    series.rule.meetings(series.start, date(year, month, day) + Duration::days(9))
}

pub(super) fn what_happens(pair: &mut Pair<'_>, leader: &Person, me: &Person, at: NaiveDateTime, number: usize) {
    let (year, month, day) = LAST;
    let mut chance = Chance::of(&format!("what happens {} {at}", me.login));
    let behind = leader.login == "rkemp" && (date(2026, 2, 2)..date(2026, 5, 1)).contains(&at.date());
    if at.date() > date(year, month, day) {
        pair.prepare_only(at);
    } else if let Some(name) = holiday(at.date()) {
        pair.holiday(at, name);
    } else if behind && chance.percent(50) || chance.percent(1) {
        // Nothing is recorded: the absence is what the pages show.
    } else if chance.percent(if (date(2025, 12, 22)..date(2026, 1, 3)).contains(&at.date()) { 45 } else { 4 })
        && number > 0
    {
        pair.cancel(at);
    } else {
        let moved = chance.percent(6);
        pair.hold(at, moved);
    }
}

fn scene<'a>(words: &'a Words, people: &'a [Person], me: &'a Person) -> Scene<'a> {
    let names = |keep: &dyn Fn(&Person) -> bool| -> Vec<&'a str> {
        let all = people.iter().filter(|p| p.login != me.login && p.first() != "Maria" && keep(p));
        all.map(Person::first).collect()
    };
    let staff = names(&|p| p.leader.as_ref() == Some(&me.login));
    let peers = names(&|p| p.tier == me.tier && p.leader.is_some());
    let mates = if me.tier == "staff" { names(&|p| p.unit == me.unit && p.tier == me.tier) } else { peers.clone() };
    Scene { words, me, mates, staff, peers }
}

impl Pair<'_> {
    /// The series is scheduled before the year begins.
    pub(super) fn schedule(&mut self, at: NaiveDateTime) {
        let (rule, start) = (self.series.rule.text.clone(), self.series.start);
        let minutes = self.series.minutes.to_string();
        let start = start.format("%Y-%m-%dT%H:%M").to_string();
        let leader = self.leader.login.clone();
        self.push(at, &leader, &["schedule", "", "--rule", &rule, "--start", &start, "--minutes", &minutes]);
    }

    /// From January 2026 a month needs 45 minutes, so the short monthly series are replaced.
    pub(super) fn lengthen(&mut self, minute: i64) {
        let Some(later) = self.series.later else { return };
        let rule: Rule = self.series.rule.clone();
        let first = rule.meetings(date(2026, 1, 1).and_time(self.series.start.time()), date(2026, 1, 31));
        let start = first[0].format("%Y-%m-%dT%H:%M").to_string();
        let at = date(2025, 12, 30).and_hms_opt(9, 0, 0).expect("nine o'clock") + Duration::minutes(7 * minute);
        let why = self.spoken("replace", at.date());
        let (leader, later) = (self.leader.login.clone(), later.to_string());
        let argv = [
            "schedule",
            "",
            "--rule",
            &rule.text,
            "--start",
            &start,
            "--minutes",
            &later,
            "--replace",
            "--reason",
            &why,
        ];
        self.push(at, &leader, &argv);
    }

    /// The agency's time of a local time of this person's office.
    pub(crate) fn clock(&self, local: NaiveDateTime) -> NaiveDateTime {
        agency_time(local, &self.scene.me.zone)
    }

    /// The working day before another.
    pub(crate) fn day_before(day: NaiveDate) -> NaiveDate {
        use chrono::{Datelike, Weekday};
        let mut before = day - Duration::days(1);
        while matches!(before.weekday(), Weekday::Sat | Weekday::Sun) || holiday(before).is_some() {
            before -= Duration::days(1);
        }
        before
    }
}
