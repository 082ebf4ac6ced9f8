//! The fear: the sample's script tells its stories, and the pages made of the finished sample do not.
//!
//! Each story is looked up by its number in the views over what the demo recorded, which is made once for all of them.

#[path = "../support/mod.rs"]
#[expect(dead_code, reason = "each test program uses its own part of this")]
mod support;

mod appraisals;
mod dispute;
mod improvement;
mod keeping;
mod meetings;
mod people;

use chrono::NaiveDate;
use coachlog::{
    app::Everything,
    domain::{Class, Person},
    sample,
    views::{
        Cycle, Sight, Summary,
        check::{Ground, Rule},
        summary::summary,
    },
};
use std::{collections::BTreeSet, fs, path::Path, sync::OnceLock};
use support::Coach;

fn day(text: &str) -> NaiveDate {
    text.parse().expect("a date")
}

/// The finished sample.
struct Sample {
    all: Everything,
}

impl Sample {
    /// The one that all stories are looked up in.
    fn made() -> &'static Self {
        static SAMPLE: OnceLock<Sample> = OnceLock::new();
        SAMPLE.get_or_init(|| {
            let coach = Coach::bare();
            coach.run("demo").ok();
            Self { all: Everything::read(&coach.store(), |_| true).expect("the demo recorded it") }
        })
    }

    fn person(&self, login: &str) -> &Person {
        let id = self.all.directory.by_login(login).expect("one of the 42").id;
        self.all.people.iter().find(|person| person.id == id).expect("a record")
    }

    fn sight(&self, login: &str) -> Sight<'_> {
        Sight::of(self.person(login), &self.all.directory, day(sample::AS_OF))
    }

    /// Everybody whom somebody leads, in small.
    fn reports(&self, leader: &str) -> Vec<Summary> {
        let leader = self.all.directory.by_login(leader).expect("a leader").id;
        let reports = self.all.directory.reports_on(leader, day(sample::AS_OF));
        reports.iter().map(|report| summary(&self.sight(&report.login))).collect()
    }

    /// How many findings of a rule there are about somebody in the cycle.
    fn findings(&self, login: &str, rule: &str) -> usize {
        let cycle = Cycle::containing(day(sample::AS_OF));
        let sight = self.sight(login);
        Rule::named(rule).expect("a rule").judge(&Ground::of(&sight, cycle, Class::Person)).len()
    }
}

/// Where stories are looked up: here, and where the script is told, since a destroyed text is looked for in every file.
const FOLDERS: [&str; 2] = ["tests/stories", "src/cli/demo/tell"];

#[test]
fn every_story_has_a_test_of_its_number() {
    let mut numbers = BTreeSet::new();
    for folder in FOLDERS {
        for item in fs::read_dir(Path::new(env!("CARGO_MANIFEST_DIR")).join(folder)).expect("a folder of the checkout")
        {
            let text = fs::read_to_string(item.expect("readable").path()).expect("source is text");
            let named = text.lines().filter_map(|line| line.trim_start().strip_prefix("fn story_"));
            numbers.extend(named.filter_map(|name| name.split('_').next()?.parse::<u32>().ok()));
        }
    }
    let none: Vec<_> = (1..=15).filter(|number| !numbers.contains(number)).collect();
    assert!(none.is_empty(), "these stories have no test of their number, `fn story_NN_…`: {none:?}");
    assert!(numbers.iter().all(|number| (1..=15).contains(number)), "{numbers:?}");
}
