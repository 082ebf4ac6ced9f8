//! Who leads whom in an agency of any size: units of about eight, leaders of about eight leaders, as deep as it takes.

use crate::sample::{chance::Chance, people::Person};
use chrono::NaiveDate;
use std::collections::HashMap;

/// The director's employee number in the roster of the 42.
pub(super) const DIRECTOR: &str = "20411";

/// One further person.
pub(super) struct Member {
    pub(super) person: Person,
    pub(super) position: String,
    pub(super) hired: NaiveDate,
    /// The leader's place; the director's where there is none.
    pub(super) leader: Option<usize>,
    /// The places of those they lead.
    pub(super) reports: Vec<usize>,
    /// Which of the leader's reports this is, from 0.
    pub(super) turn: usize,
}

/// The employee number of a place.
pub(super) fn number(place: usize) -> String {
    (100_000 + place).to_string()
}

/// A leader whose unit is being filled.
struct Open {
    place: usize,
    left: u64,
}

/// The agency while it grows; `open[0]` is the unit whose staff is being hired, `open[1]` its leaders' leader …
struct Growth {
    members: Vec<Member>,
    open: Vec<Option<Open>>,
    logins: HashMap<String, u32>,
    names: [Vec<&'static str>; 2],
    units: HashMap<String, u32>,
    chance: Chance,
    beneath_the_director: usize,
}

/// So many people beside those there are.
pub(super) fn grow(count: usize, known: &[Person]) -> Vec<Member> {
    let mut list = include_str!("../../../events/sample/names.txt").lines().filter(|line| !line.starts_with('['));
    let mut names = || list.next().expect("two lists of names").split(' ').collect();
    let mut growth = Growth {
        members: Vec::with_capacity(count),
        open: (0..depth(count)).map(|_| None).collect(),
        logins: known.iter().map(|person| (person.login.clone(), 1)).collect(),
        names: [names(), names()],
        units: HashMap::new(),
        chance: Chance::of("the further people"),
        beneath_the_director: 0,
    };
    while growth.members.len() < count {
        growth.hire();
    }
    growth.members
}

/// How many levels of leaders stand between the director and the staff, so that the director leads eight at most.
fn depth(count: usize) -> usize {
    let (mut depth, mut reach) = (1, 9);
    while count > 8 * reach || (count >= 12 && depth < 2) {
        depth += 1;
        reach = 8 * reach + 1;
    }
    depth
}

impl Growth {
    /// The next person: staff where the lowest leader has room, else the leader that is missing.
    fn hire(&mut self) {
        let levels = self.open.len();
        let full = |open: &Option<Open>| open.as_ref().is_none_or(|open| open.left == 0);
        let level = (0..levels).take_while(|level| full(&self.open[*level])).count();
        // A leader of that level is missing, or at level 0 a member of the staff.
        let leader = self.open.get_mut(level).and_then(Option::as_mut).map(|open| {
            open.left -= 1;
            open.place
        });
        let turn = match leader {
            Some(leader) => self.members[leader].reports.len(),
            None => self.beneath_the_director,
        };
        let place = self.members.len();
        match leader {
            Some(leader) => self.members[leader].reports.push(place),
            None => self.beneath_the_director += 1,
        }
        let member = self.member(level, leader, turn);
        self.members.push(member);
        if level > 0 {
            // One unit in sixty is as large as leaders can bear.
            let large = level == 1 && self.chance.between(1, 60) == 60;
            let left = if large { self.chance.between(40, 60) } else { self.chance.between(6, 10) };
            self.open[level - 1] = Some(Open { place, left });
        }
    }

    fn member(&mut self, level: usize, leader: Option<usize>, turn: usize) -> Member {
        let (name, login) = self.name();
        let (unit, office) = self.unit(level, leader);
        let tier = ["staff", "supervisor"].get(level).unwrap_or(&"manager");
        let zone = if office.starts_with("Navajo") { "America/Shiprock" } else { "America/Phoenix" };
        let person = Person {
            name,
            login,
            unit,
            tier: (*tier).to_owned(),
            office: office.to_owned(),
            zone: zone.to_owned(),
            // Lines name the leader by login.
            leader: leader.map(|leader| self.members[leader].person.login.clone()),
        };
        let position = match level {
            0 => (*self.chance.pick(titles(person.trade()))).to_owned(),
            1 => format!("{} Supervisor", person.trade()),
            top if top == self.open.len() => "Assistant Director".to_owned(),
            2 => "Section Chief".to_owned(),
            3 => "Bureau Chief".to_owned(),
            _ => "Deputy Assistant Director".to_owned(),
        };
        let (year, month) = (self.chance.between(2001, 2024), self.chance.between(1, 12));
        let day = self.chance.between(1, 28);
        let hired = format!("{year}-{month:02}-{day:02}").parse().expect("a day of the calendar");
        Member { person, position, hired, leader, reports: Vec::new(), turn }
    }

    /// The unit and the office: a leader of staff founds one, everybody in it has the same; leaders above have their own.
    fn unit(&mut self, level: usize, leader: Option<usize>) -> (String, &'static str) {
        if let (0, Some(leader)) = (level, leader) {
            let Person { unit, office, .. } = &self.members[leader].person;
            return (unit.clone(), OFFICES.iter().find(|known| *known == office).expect("a known office"));
        }
        let office = match self.chance.between(0, 99) {
            0..=59 => OFFICES[0],
            60..=79 => OFFICES[1],
            80..=91 => OFFICES[2],
            _ => OFFICES[3],
        };
        let trades = ["Retail Fuel", "Scales and Packages", "Licensing", "Laboratory and Business Services"];
        let trade = match (level, office) {
            (1, "Phoenix") => *self.chance.pick(&trades),
            (1, "Tucson") => "Southern Office",
            (1, _) => "Northern Office",
            (2, _) => "Section",
            (3, _) => "Bureau",
            _ => "Division",
        };
        let number = self.units.entry(trade.to_owned()).or_insert(1);
        *number += 1;
        (format!("{trade} {number}"), office)
    }

    /// A name, and the login that goes with it; who comes later with the same login gets a number behind it.
    fn name(&mut self) -> (String, String) {
        let (first, last) = (*self.chance.pick(&self.names[0]), *self.chance.pick(&self.names[1]));
        let plain = format!("{}{last}", &first[..1]).to_lowercase();
        let taken = self.logins.entry(plain.clone()).or_insert(0);
        *taken += 1;
        let login = if *taken == 1 { plain } else { format!("{plain}{taken}") };
        (format!("{first} {last}"), login)
    }
}

const OFFICES: [&str; 4] = ["Phoenix", "Tucson", "Flagstaff", "Navajo Nation (Window Rock)"];

fn titles(trade: &str) -> &'static [&'static str] {
    match trade {
        "Retail Fuel" => &["Fuel Device Inspector I", "Fuel Device Inspector II", "Vapor Recovery Inspector"],
        "Scales and Packages" => &["Scale Inspector I", "Scale Inspector II", "Package Inspector II"],
        "Licensing" => &["Licensing Specialist I", "Licensing Specialist II", "Compliance Case Officer"],
        "Laboratory and Business Services" => &["Metrologist I", "Metrologist II"],
        _ => &["Field Inspector I", "Field Inspector II", "Field Inspector III"],
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::sample::people::people;
    use std::collections::HashSet;

    #[test]
    fn an_agency_has_the_size_asked_for_and_one_login_each() {
        for count in [0, 1, 9, 18, 700, 6_000] {
            let members = grow(count, &people());
            assert_eq!(members.len(), count);
            let logins: HashSet<_> = members.iter().map(|member| &member.person.login).collect();
            assert_eq!(logins.len(), count);
        }
    }

    #[test]
    fn a_leader_stands_before_whom_they_lead_and_has_at_most_sixty() {
        let members = grow(6_000, &people());
        let chain = |mut at: usize| {
            std::iter::from_fn(|| {
                at = members[at].leader?;
                Some(at)
            })
            .count()
        };
        assert!(members.iter().enumerate().all(|(at, member)| member.leader.is_none_or(|leader| leader < at)));
        assert!(members.iter().all(|member| member.reports.len() <= 60));
        assert!(members.iter().filter(|member| member.leader.is_none()).count() <= 8);
        assert_eq!((0..members.len()).map(chain).max(), Some(4));
        let offices: HashSet<_> = members.iter().map(|member| &*member.person.zone).collect();
        assert_eq!(offices.len(), 2);
    }
}
