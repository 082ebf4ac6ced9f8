//! Stories of people: who comes, goes, changes leaders, and is taken for another.

use super::{Sample, day};
use chrono::NaiveDate;
use coachlog::{
    domain::{Class, Event, authority::may_read, commitment::Found},
    sample,
    views::{
        cause::gaps,
        docket::{Standing, docket},
        expectations::assessments,
        handover::handover,
        timeline::timeline,
    },
};

/// Story 2: Oscar Quintero goes from Harold Nakamura to Teresa Holguin.
#[test]
fn story_02_the_leader_changes_and_expectations_are_communicated_four_days_late() {
    let sample = Sample::made();
    let (sight, oscar) = (sample.sight("oquintero"), sample.person("oquintero"));
    let taken = handover(&sight, Class::Person).expect("he is led");
    assert_eq!((taken.leader.name.as_str(), taken.since), ("Teresa Holguin", day("2026-01-12")));
    assert_eq!(taken.former.map(|it| it.name).as_deref(), Some("Harold Nakamura"));
    assert!(taken.waiting.is_empty() && taken.notes.len() == 1);
    let answers = |found| oscar.commitments.values().filter(|it| it.answers.iter().any(|a| a.found == found)).count();
    assert_eq!((answers(Found::Adopted), answers(Found::Declined)), (3, 1));
    // What the outgoing leader leaves behind, on his last working day.
    let interim: Vec<_> = assessments(&sight).into_iter().filter(|step| step.what.starts_with("Interim")).collect();
    assert_eq!(interim.len(), 1, "{interim:?}");
    assert_eq!((interim[0].by.as_str(), interim[0].on), ("Harold Nakamura", day("2026-01-09")));
    assert!(interim[0].text.as_ref().is_some_and(|text| text.contains("down from six a month to three")));
    // Thirty days from 12 January, and told after thirty-four: the docket and the handover go by one clock.
    let lines = docket(&sight);
    let row = lines.iter().find(|it| it.rule == "702.expectations" && it.due == day("2026-02-11")).expect("a row");
    assert!(row.what.ends_with("by Teresa Holguin"), "{row:?}");
    assert_eq!((row.done, row.late_days, row.standing), (Some(day("2026-02-15")), Some(4), Standing::Late));
    assert_eq!((taken.expectations.due, taken.expectations.communicated), (row.due, row.done));
    assert_eq!((row.done.expect("told") - taken.since).num_days(), 34);
    assert_eq!(sample.findings("oquintero", "702.expectations"), 1);
}

/// Story 3: the supervisor was on leave, and nobody stood in.
#[test]
fn story_03_a_gap_of_47_days_has_its_cause() {
    let sample = Sample::made();
    let sight = sample.sight("mgarcia");
    let gaps = gaps(&sight, (sight.cycle().from, day(sample::AS_OF)));
    let gap = gaps.iter().find(|gap| gap.days == 47).expect("47 days");
    assert_eq!((gap.from, gap.to), (day("2025-07-23"), Some(day("2025-09-08"))));
    let why = gap.causes.last().expect("a cause");
    assert!(why.starts_with("the leader was on leave and nobody stood in: Harold Nakamura"), "{why}");
}

/// Story 7: what was recorded for one Maria Garcia is the other's; the first one's page no longer has a word of it.
#[test]
fn story_07_a_note_against_the_wrong_maria_garcia_is_corrected() {
    let sample = Sample::made();
    let words = "pump complaint from Superior";
    let said = |login: &str| {
        let (sight, reader) = (sample.sight(login), sample.person(login).id);
        let reads = |entry| may_read(&sample.all.directory, reader, entry, day(sample::AS_OF));
        serde_json::to_string(&timeline(&sight, sight.cycle(), reads)).expect("JSON")
    };
    assert!(!said("mgarcia").contains(words), "gone from where it never belonged");
    assert!(said("mgarcia2").contains(words), "it stands in the right record");
    let withdrawn: Vec<_> = sample.person("mgarcia").entries.iter().filter(|entry| entry.withdrawn).collect();
    assert_eq!(withdrawn.len(), 1);
    let right = sample.person("mgarcia2").entries.iter().find(|entry| entry.cause == Some(withdrawn[0].seq));
    let right = right.expect("moved in one batch");
    assert!(matches!(right.event, Event::TopicDiscussed(_)) && right.class == Class::Person);
    assert_eq!((right.occurred_on, withdrawn[0].occurred_on), (day("2025-09-18"), day("2025-09-18")));
}

/// Story 15: Neil Abernathy leaves in November, and is back in January.
#[test]
fn story_15_a_rehire_goes_on_where_the_record_stood() {
    let sample = Sample::made();
    let (neil, directory) = (sample.person("nabernathy"), &sample.all.directory);
    let here = |on| directory.is_employed(neil.id, day(on));
    assert_eq!(["2025-11-14", "2025-11-15", "2026-01-19", "2026-01-20"].map(here), [true, false, false, true]);
    assert!(neil.meetings_between(day("2025-11-15"), day("2026-01-19")).is_empty());
    let as_of: NaiveDate = day(sample::AS_OF);
    assert!(neil.meetings_between(day("2026-01-20"), as_of).iter().any(|meeting| meeting.held.is_some()));
}
