//! Story 10 of the sample: soliciting an idea leads to a problem, a countermeasure, a better metric and version 2 of a
//! standard. It is told to a log in memory, and found in what the pages print.

use super::*;
use crate::{
    domain::{Class, Person, Side, problem::Phase},
    views::{
        Sight,
        goals::{Aimed, goals},
        ideas::ideas,
        problems::{authored, problems},
        record::record,
        standard::standard,
    },
};
use chrono::NaiveDate;

/// What is said of one person in the whole year, and for the agency.
fn told_about(login: &str, look: impl Fn(&Sight<'_>)) {
    let folder = tempfile::tempdir().expect("a folder");
    // A message is identified for many at once, whose lines are not told here.
    let own = |line: &Line| line.argv[1] == login && line.argv[0] != "message";
    let about = |line: &Line| ["standard", "cycle"].contains(&&*line.argv[0]) || own(line);
    let script: Vec<_> = sample::script().into_iter().filter(about).collect();
    let (mut out, mut notices) = (io::sink(), io::sink());
    let log = Box::new(Memory::new(Box::new(DirectoryProjector)));
    let mut year = Year::new(log, script, folder.path(), (&mut out, &mut notices)).expect("founded");
    year.until(NaiveDateTime::MAX).expect("what is written by hand is no mistake");
    let app = year.desk.app().expect("open");
    let id = app.directory().by_login(login).expect("employed").id;
    let person: Person = app.person(id).expect("a record").clone();
    let as_of: NaiveDate = sample::AS_OF.parse().expect("a date");
    look(&Sight::of(&person, app.directory(), as_of));
}

#[test]
fn an_idea_that_was_asked_for_leads_to_a_countermeasure_a_better_metric_and_version_2() {
    told_about("praman", |sight| {
        let idea = ideas(sight, Class::Person).remove(0);
        assert_eq!((idea.stands(), idea.problems.as_slice()), ("implemented", ["p1".to_owned()].as_slice()));
        let (asked, brought) = (idea.solicited.expect("asked for"), idea.submitted.expect("submitted"));
        assert_eq!((&*asked.by, &*brought.by, asked.on <= brought.on), ("Harold Nakamura", "Priya Raman", true));
        let revision = idea.revision.expect("it became part of the standard");
        let sheet =
            standard(sight.directory, sight.directory.first_agency().expect("founded"), sight.as_of).expect("a sheet");
        let row = sheet.versions.iter().find(|row| row.version == revision.version).expect("version 2");
        assert_eq!((revision.version, revision.entry.map(|it| it.seq)), (2, Some(row.entry.seq)));
        let problem = problems(sight, Class::Person).remove(0);
        assert_eq!((problem.phase, problem.days), (Some(Phase::Closed), Some(56)));
        let words = problem.words.expect("for the chain");
        assert_eq!((words.idea.as_deref(), words.goal.as_deref()), (Some("e1"), Some("g1")));
        let countermeasure = &words.countermeasures[0];
        assert_eq!((countermeasure.author, countermeasure.checked), (Side::Employee, Some(countermeasure.check_on)));
        let share = authored(sight, sight.cycle(), Class::Person);
        assert_eq!((share.by_employee, share.all), (1, 1));
        let goal = goals(sight).into_iter().find(|goal| goal.id == "g1").expect("the goal of the problem");
        assert_eq!(goal.aimed, Aimed::OnTarget);
        assert!(goal.observations[0].reaches == Some(false), "it was not reached at first");
        let meeting = sight.person.meetings.values().find(|it| it.date() == countermeasure.check_on).expect("held");
        let record = record(sight, meeting, Class::Person).expect("held");
        assert_eq!(record.countermeasures.len(), 1, "the check stands in the record of its 1:1");
    });
}

#[test]
fn a_problem_of_the_team_is_taken_further_up_in_words_of_its_own() {
    told_about("hweiss", |sight| {
        let chain = problems(sight, Class::Person).remove(0);
        assert_eq!((chain.words, chain.escalations.len(), chain.escalations[0].days), (None, 1, 11));
        let two = problems(sight, Class::Pair).remove(0).words.expect("for the two");
        assert!(two.closed.is_some() && two.countermeasures[0].author == Side::Employee);
    });
}
