//! An agency of any size: further units beside the 42, with as many people as are asked for.
//!
//! Everything follows from the number of people and of months, so the same agency comes out at every run. Their
//! meetings are composed of the same words as those of the 42; but nobody makes sure that no two texts read alike.

mod tree;

use super::{
    Line,
    calendar::Rule,
    chance::Chance,
    compose::{meetings, what_happens},
    fresh::Fresh,
    meeting::Pair,
    number,
    people::{Person, Series, date, people},
    slots::Scene,
    words::Words,
};
use chrono::{Datelike, Duration, Months, NaiveDate, NaiveDateTime, Weekday};
use tree::Member;

/// The further people of an agency that is larger than the 42.
pub struct Crowd {
    words: Words,
    members: Vec<Member>,
    director: Person,
    /// The first day of their first month.
    first: NaiveDate,
}

impl Crowd {
    /// So many further people, with a record of the year's last months (1 to 12).
    pub fn of(count: usize, months: u32) -> Self {
        let known = people();
        let director = known.iter().find(|person| person.leader.is_none()).expect("somebody directs").clone();
        let year = date(2025, 7, 1);
        let first = year + Months::new(12 - months.clamp(1, 12));
        Self { words: Words::read(), members: tree::grow(count, &known), director, first }
    }

    /// How many people.
    pub fn len(&self) -> usize {
        self.members.len()
    }

    /// Whether there is nobody.
    pub fn is_empty(&self) -> bool {
        self.members.is_empty()
    }

    /// When their roster is imported, in the agency's time: on the last working day before their first month.
    pub fn joins(&self) -> NaiveDateTime {
        Pair::day_before(self.first).and_hms_opt(7, 5, 0).expect("seven in the morning")
    }

    /// Their roster, as the HR system exports it.
    pub fn roster(&self) -> String {
        let mut csv = String::from(super::ROSTER.lines().next().expect("the roster has a head"));
        csv.push('\n');
        for (place, member) in self.members.iter().enumerate() {
            let leader = member.leader.map_or(tree::DIRECTOR.to_owned(), tree::number);
            let Person { name, login, unit, tier, office, zone, .. } = &member.person;
            let (number, position, hired) = (tree::number(place), &member.position, member.hired);
            csv.push_str(&format!(
                "{number},{name},{login},{position},{tier},{unit},{leader},{office},{zone},{hired},,yes\n"
            ));
        }
        csv
    }

    /// The login of a person by place, from 0.
    pub fn login(&self, place: usize) -> &str {
        &self.members[place].person.login
    }

    /// What is recorded of a person, in order of time, with every item and commitment numbered.
    pub fn lines(&self, place: usize) -> Vec<Line> {
        let member = &self.members[place];
        let me = &member.person;
        let leader = member.leader.map_or(&self.director, |leader| &self.members[leader].person);
        let mut fresh = Fresh::heedless();
        let mut pair = Pair::new(self.scene(member), leader, self.series(member), &mut fresh);
        let minute = i64::try_from(place % 60).expect("a minute of an hour");
        pair.schedule(self.joins() + Duration::minutes(5 + minute));
        let series = pair.series.clone();
        for (number, meeting) in meetings(&series).into_iter().enumerate() {
            what_happens(&mut pair, leader, me, meeting, number);
        }
        pair.lengthen(minute);
        let mut lines = std::mem::take(&mut pair.lines);
        super::in_order(&mut lines);
        number::resolve(lines)
    }

    fn scene<'a>(&'a self, member: &'a Member) -> Scene<'a> {
        let first = |places: &[usize]| -> Vec<&'a str> {
            let others = places.iter().map(|place| &self.members[*place].person);
            others.filter(|p| p.login != member.person.login && p.first() != "Maria").map(Person::first).collect()
        };
        let or_somebody = |names: Vec<&'a str>| if names.is_empty() { vec!["Linda", "Marcus"] } else { names };
        let beside = member.leader.map_or(&[][..], |leader| &self.members[leader].reports);
        let mates = or_somebody(first(beside));
        let staff = or_somebody(first(&member.reports));
        Scene { words: &self.words, me: &member.person, peers: mates.clone(), mates, staff }
    }

    /// A quarter meet weekly, 35 in a hundred every two weeks, 40 monthly; a leader's hours follow each other.
    fn series(&self, member: &Member) -> Series {
        let mut chance = Chance::of(&format!("the series of {}", member.person.login));
        let weekdays = [Weekday::Mon, Weekday::Tue, Weekday::Wed, Weekday::Thu, Weekday::Fri];
        let (weekday, short) = (weekdays[member.turn % 5], ["MO", "TU", "WE", "TH", "FR"][member.turn % 5]);
        let hour = i64::try_from(member.turn / 5 % 16).expect("few half hours");
        let time = date(2025, 7, 1).and_hms_opt(8, 0, 0).expect("eight o'clock").time() + Duration::minutes(30 * hour);
        let week = |weeks: i64| {
            let ahead = (weekday.num_days_from_monday() + 7 - self.first.weekday().num_days_from_monday()) % 7;
            self.first + Duration::days(i64::from(ahead)) + Duration::weeks(weeks)
        };
        let (text, day, minutes) = match chance.between(0, 99) {
            0..=24 => (format!("FREQ=WEEKLY;BYDAY={short}"), week(0), 30),
            25..=59 => (format!("FREQ=WEEKLY;INTERVAL=2;BYDAY={short}"), week(i64::from(chance.percent(50))), 30),
            _ => {
                let nth = u8::try_from(chance.between(1, 4)).expect("few weeks");
                let (year, month) = (self.first.year(), self.first.month());
                let day = NaiveDate::from_weekday_of_month_opt(year, month, weekday, nth).expect("four of each");
                (format!("FREQ=MONTHLY;BYDAY={nth}{short}"), day, 45)
            }
        };
        let mode = ["in-person", "in-person", "in-person", "video", "phone"][member.turn % 5];
        Series { rule: Rule::read(&text), start: day.and_time(time), minutes, mode: mode.to_owned(), later: None }
    }
}
