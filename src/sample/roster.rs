//! Who is away in the featured year, and who gets another leader: nothing is composed where nobody could record it.

use super::{Line, featured::option, people::date};
use chrono::NaiveDate;

/// Days on which somebody meets nobody.
struct Away {
    login: String,
    from: NaiveDate,
    to: NaiveDate,
    /// They are not employed: nothing at all is recorded about them.
    gone: bool,
}

/// Somebody's other leader from a day on.
struct Moved {
    login: String,
    leader: String,
    from: NaiveDate,
}

/// What the featured lines of human resources say.
#[derive(Default)]
pub(crate) struct Roster {
    away: Vec<Away>,
    moved: Vec<Moved>,
}

fn day(line: &Line, name: &str) -> Option<NaiveDate> {
    option(&line.argv, name).map(|words| words.parse().expect("a date of the sample's own"))
}

impl Roster {
    /// Reads it from the featured lines.
    pub(crate) fn of(featured: &[Line]) -> Self {
        let mut roster = Self::default();
        let end = date(2026, 12, 31);
        for line in featured {
            let login = line.argv[1].clone();
            match line.argv[0].as_str() {
                "leave" => match (day(line, "--from"), day(line, "--until")) {
                    (Some(from), to) => {
                        roster.away.push(Away { login, from, to: to.unwrap_or(end), gone: false });
                    }
                    (None, to) => roster.until(&login, to.expect("a leave has a day")),
                },
                "separate" => {
                    let from = day(line, "--on").and_then(|last| last.succ_opt()).expect("a last day");
                    roster.away.push(Away { login, from, to: end, gone: true });
                }
                "rehire" => {
                    let last = day(line, "--on").and_then(|first| first.pred_opt()).expect("a first day");
                    roster.until(&login, last);
                }
                "line" => {
                    let leader = option(&line.argv, "--leader").expect("a leader").to_owned();
                    let from = day(line, "--from").expect("a first day");
                    roster.moved.push(Moved { login, leader, from });
                }
                _ => {}
            }
        }
        roster
    }

    fn until(&mut self, login: &str, to: NaiveDate) {
        let away = self.away.iter_mut().rev().find(|away| away.login == login);
        away.expect("who comes back was away").to = to;
    }

    /// Whether somebody meets nobody on a day.
    pub(crate) fn is_away(&self, login: &str, on: NaiveDate) -> bool {
        self.away.iter().any(|away| away.login == login && (away.from..=away.to).contains(&on))
    }

    /// Whether somebody is not employed on a day.
    pub(crate) fn is_gone(&self, login: &str, on: NaiveDate) -> bool {
        self.away.iter().any(|away| away.gone && away.login == login && (away.from..=away.to).contains(&on))
    }

    /// What was composed of somebody with their first leader, told by who led them on its day; nothing of days on
    /// which they were not employed.
    pub(crate) fn told(&self, login: &str, leader: &str, lines: &mut Vec<Line>) {
        lines.retain(|line| !self.is_gone(login, line.at.date()));
        for moved in self.moved.iter().filter(|moved| moved.login == login) {
            let later = lines.iter_mut().filter(|line| line.at.date() >= moved.from && line.actor == leader);
            later.for_each(|line| line.actor.clone_from(&moved.leader));
        }
    }
}
