//! Stories of improvement: an idea that becomes part of the standard, which changes in the middle of the year.

use super::{Sample, day};
use coachlog::{
    domain::{Class, Side, problem::Phase},
    sample,
    views::{
        Cycle,
        check::check,
        goals::{Aimed, goals},
        grow::grow_share,
        ideas::ideas,
        obstacles::{obstacles, recognition},
        pinned::pinned,
        problems::{authored, problems},
        record::record,
        standard::standard,
        year::{Verdict, year},
    },
};

/// Story 10, the chain from the asking to version 2 of the standard.
#[test]
fn story_10_soliciting_an_idea_leads_to_a_problem_a_countermeasure_a_better_metric_and_version_2() {
    let sight = Sample::made().sight("praman");
    let idea = ideas(&sight, Class::Person).remove(0);
    assert_eq!((idea.stands(), idea.problems.as_slice()), ("implemented", ["p1".to_owned()].as_slice()));
    let (asked, brought) = (idea.solicited.expect("asked for"), idea.submitted.expect("submitted"));
    assert_eq!((&*asked.by, &*brought.by, asked.on <= brought.on), ("Harold Nakamura", "Priya Raman", true));
    let revision = idea.revision.expect("it became part of the standard");
    let sheet =
        standard(sight.directory, sight.directory.first_agency().expect("founded"), sight.as_of).expect("a sheet");
    let row = sheet.versions.iter().find(|row| row.version == revision.version).expect("version 2");
    assert_eq!((revision.version, revision.entry.map(|it| it.seq)), (2, Some(row.entry.seq)));
    let problem = problems(&sight, Class::Person).remove(0);
    assert_eq!((problem.phase, problem.days), (Some(Phase::Closed), Some(56)));
    let words = problem.words.expect("for the chain");
    assert_eq!((words.idea.as_deref(), words.goal.as_deref()), (Some("e1"), Some("g1")));
    let countermeasure = &words.countermeasures[0];
    assert_eq!((countermeasure.author, countermeasure.checked), (Side::Employee, Some(countermeasure.check_on)));
    let share = authored(&sight, sight.cycle(), Class::Person);
    assert_eq!((share.by_employee, share.all), (1, 1));
    let goal = goals(&sight).into_iter().find(|goal| goal.id == "g1").expect("the goal of the problem");
    assert_eq!(goal.aimed, Aimed::OnTarget);
    assert!(goal.observations[0].reaches == Some(false), "it was not reached at first");
    let meeting = sight.person.meetings.values().find(|it| it.date() == countermeasure.check_on).expect("held");
    let record = record(&sight, meeting, Class::Person).expect("held");
    assert_eq!(record.countermeasures.len(), 1, "the check stands in the record of its 1:1");
}

/// Story 10, what it was measured by, what hindered it, and who was recognised for it.
#[test]
fn story_10_the_idea_is_measured_hindered_and_recognised() {
    let sample = Sample::made();
    let sight = sample.sight("praman");
    let goal = goals(&sight).into_iter().find(|goal| goal.id == "g1").expect("a goal");
    assert_eq!(goal.objective.as_deref(), Some("Every employee is coached, heard and developed"));
    assert_eq!((goal.aimed, goal.overdue_since), (Aimed::OnTarget, None));
    let reached: Vec<_> = goal.observations.iter().map(|value| value.reaches == Some(true)).collect();
    assert!(reached.len() > 9 && !reached[0] && reached[6..].iter().all(|reached| *reached), "{reached:?}");
    let obstacle = obstacles(&sight).into_iter().find(|it| it.id == "o1").expect("an obstacle");
    assert_eq!((obstacle.goal.as_deref(), obstacle.days), (Some("g1"), Some(55)));
    let given = recognition(&sight);
    assert!(given.iter().any(|it| it.goal.as_deref() == Some("g1") && it.on == day("2025-12-09")), "{given:?}");
    let share = grow_share(&sight, sight.cycle());
    assert!(share.notes > 0 && share.by_employee > 0, "the option that became the idea is hers: {share:?}");
    let directory = &sample.all.directory;
    let sheet =
        standard(directory, directory.first_agency().expect("founded"), day(sample::AS_OF)).expect("a standard");
    assert!(
        sheet.versions.iter().any(|version| version.changelog.contains("Priya Raman's idea")),
        "version 2 names it"
    );
    let short: Vec<_> = check(&sight, sight.cycle(), Class::Person).into_iter().map(|it| it.rule).collect();
    assert!(!short.contains(&"2B.K1") && !short.contains(&"1.R2"), "nothing lingers: {short:?}");
    // Recognised in December, and not since: it shows by the end of the cycle.
    assert!(short.contains(&"2B.K2"), "{short:?}");
}

/// In story 9's meetings: a problem of the team is between the two, and what is asked of the chain is in words of its own.
#[test]
fn a_problem_of_the_team_is_taken_further_up_in_words_of_its_own() {
    let sight = Sample::made().sight("hweiss");
    let chain = problems(&sight, Class::Person).remove(0);
    assert_eq!((chain.words, chain.escalations.len(), chain.escalations[0].days), (None, 1, 11));
    let two = problems(&sight, Class::Pair).remove(0).words.expect("for the two");
    assert!(two.closed.is_some() && two.countermeasures[0].author == Side::Employee);
}

/// Story 11: each month is judged by what was asked for in it, and a series by the version it was started with.
#[test]
fn story_11_the_standard_changes_mid_year_and_earlier_months_are_judged_by_version_1() {
    let sample = Sample::made();
    let (sight, directory) = (sample.sight("praman"), &sample.all.directory);
    let sheet = standard(directory, directory.first_agency().expect("founded"), day(sample::AS_OF)).expect("a sheet");
    let versions: Vec<_> = sheet.versions.iter().map(|it| (it.version, it.effective)).collect();
    assert!(versions.contains(&(2, day("2026-01-01"))), "{versions:?}");
    let version = |on: &str| directory.standard_on(sight.person.id, day(on)).map(|set| set.what.version);
    assert_eq!((version("2025-12-31"), version("2026-01-01")), (Some(1), Some(2)));
    let months = year(&sight, Cycle::containing(day(sample::AS_OF))).months;
    let asked: Vec<_> = months.iter().map(|month| month.asked.expect("asked")).collect();
    assert_eq!(asked, [30, 30, 30, 30, 30, 30, 45, 45, 45, 45, 45, 45]);
    let enough = months.iter().filter(|month| month.verdict == Verdict::Met && month.minutes < 45);
    assert!(enough.clone().all(|month| month.month < day("2026-01-01")), "{:?}", enough.collect::<Vec<_>>());
    let series = pinned(&sight);
    assert!(series.iter().any(|it| it.version == Some(1) && it.in_force == Some(2)), "{series:?}");
}
