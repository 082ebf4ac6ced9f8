//! The views' answers, by the rules they answer for.

use crate::{fixture::*, year::year};
use coachlog::{
    domain::{Class, Person, authority::Readable, standard::Topic},
    views::{
        Cycle, Sight,
        agenda::agenda,
        check::{Finding, check},
        commitments::commitments,
        coverage::{TopicState, coverage},
        desk::desk,
        meetings::{MeetingState, PartState, meetings},
        standard::standard,
        summary::summary,
        timeline::{Body, timeline},
    },
};

fn person(people: &[Person], who: u8) -> &Person {
    people.iter().find(|person| person.id == id(who)).expect("hired")
}

/// The fixture's year and everybody in it.
fn a_year() -> (Log, Vec<Person>) {
    let log = year();
    let people = log.people();
    (log, people)
}

fn all(_: Readable) -> bool {
    true
}

/// What a rule finds in a cycle, as the chain of leaders reads it.
fn by_rule(sight: &Sight<'_>, rule: &str) -> Vec<Finding> {
    check(sight, sight.cycle(), Class::Person).into_iter().filter(|finding| finding.rule == rule).collect()
}

/// 4.K1, 2F, 2A.K2, 3.K3, N.topics: the order of the agenda, and that each line says why it is there.
#[test]
fn the_agenda_lists_each_kind_of_line_and_says_why() {
    let (log, people) = a_year();
    let sight = Sight::of(person(&people, ANA), &log.directory, day("2026-06-30"));
    let agenda = agenda(&sight);
    let titles: Vec<_> = agenda.parts.iter().map(|part| part.title).collect();
    assert_eq!(
        titles,
        [
            "The employee’s items",
            "Open commitments",
            "Goals, obstacles and concerns",
            "Problems and ideas",
            "Critical messages",
            "The leader’s items",
            "Put off, and back",
            "Topics falling due"
        ]
    );
    let whys: Vec<_> = agenda.parts.iter().flat_map(|part| &part.lines).map(|line| (&*line.name, &*line.why)).collect();
    assert_eq!(
        whys,
        [
            ("i2", "brought by Ana Ruiz on 29 June 2026"),
            ("c21", "Tom Begay: open since 20 May 2026, due 3 June 2026, overdue since 4 June 2026"),
            ("c22", "Ana Ruiz: open since 3 June 2026, due 17 June 2026, overdue since 18 June 2026"),
            ("c23", "Ana Ruiz: open since 17 June 2026, due 1 July 2026; not reached on 17 June 2026"),
            ("i1", "deferred on 3 June 2026; brought by the employee on 1 June 2026"),
            ("2C", "2C last discussed on 5 November 2025; 75 % of 120 days passed on 3 February 2026"),
        ]
    );
    assert_eq!(agenda.wins[0].text, "No sample was re-drawn in June");
    let meeting = agenda.meeting.expect("one is to come");
    assert_eq!((meeting.start, &*meeting.zone), (start("2026-07-02T10:00"), "MST"));
    let states: Vec<_> = meeting.strip.iter().map(|part| part.state).collect();
    assert_eq!(states, [PartState::Done, PartState::PartDone, PartState::Open, PartState::Open]);
}

/// 1.R1: each month is judged by the policy in force in it; a raise in January never judges December.
#[test]
fn each_month_is_judged_by_the_policy_of_its_day() {
    let (log, people) = a_year();
    let sight = Sight::of(person(&people, ANA), &log.directory, day("2026-06-30"));
    let found: Vec<_> = by_rule(&sight, "1.R1").into_iter().map(|it| (it.rule, it.what)).collect();
    let what = "30 of 45 minutes held in January 2026 (cadence policy version 2); 14 January 2026 neither held nor cancelled on record";
    assert_eq!(found, [("1.R1", what.to_owned())], "September had 30 of 30, by version 1");
}

/// 1.R1: a standard with a higher minimum is asked for from its month on, and named where it falls short.
#[test]
fn rule_j_scope_a_higher_minimum_of_the_standard_is_what_the_months_are_judged_by() {
    let (log, people) = a_year();
    let mut directory = log.directory.clone();
    let mut tighter = directory.standards[0].clone();
    (tighter.what.version, tighter.what.minimum_minutes, tighter.what.effective) = (2, 300, day("2026-05-01"));
    directory.standards.push(tighter);
    let sight = Sight::of(person(&people, ANA), &directory, day("2026-06-30"));
    let found: Vec<_> = by_rule(&sight, "1.R1").into_iter().map(|finding| finding.what).collect();
    assert_eq!(found.len(), 3, "January by the policy, May and June by the standard: {found:?}");
    assert!(
        found[0].ends_with("(cadence policy version 2); 14 January 2026 neither held nor cancelled on record"),
        "{found:?}"
    );
    assert!(found[1].contains("of 300 minutes held in May 2026 (minimum of standard version 2)"), "{found:?}");
}

/// 1.K1: nobody is left out for a cause; the cause is said.
#[test]
fn whoever_has_no_series_is_found_even_without_a_leader() {
    let (log, people) = a_year();
    let find = |who| by_rule(&Sight::of(person(&people, who), &log.directory, day("2026-06-30")), "1.K1");
    assert_eq!(find(RUTH)[0].what, "no 1:1 has been scheduled; nobody leads them on record");
    assert_eq!((find(LENA)[0].rule, &*find(LENA)[0].what), ("1.K1", "no 1:1 has been scheduled"));
}

/// 2A.R: the leader's line stands beside the employee's.
#[test]
fn both_sides_have_a_line_of_follow_through() {
    let (log, people) = a_year();
    let view = commitments(&Sight::of(person(&people, ANA), &log.directory, day("2026-06-30")));
    let lines: Vec<_> =
        view.lines.iter().map(|line| (&*line.who, line.counts.made, line.counts.kept, line.counts.overdue)).collect();
    assert_eq!(lines, [("Ana Ruiz", 17, 15, 1), ("Tom Begay", 6, 5, 1)]);
}

/// Learnt the hard way, 2 and 8: both clocks, late marked with its days, both versions of a correction.
#[test]
fn rule_lesson_2_the_timeline_shows_both_dates_and_both_versions() {
    let (log, people) = a_year();
    let sight = Sight::of(person(&people, ANA), &log.directory, day("2026-06-30"));
    let view = timeline(&sight, sight.cycle(), all);
    let late =
        view.months.iter().flat_map(|month| &month.entries).find(|it| it.late_days.is_some()).expect("one was late");
    assert_eq!((late.happened, late.recorded.date(), late.late_days), (day("2025-11-05"), day("2025-11-26"), Some(21)));
    let Body::Open { statement, corrections, .. } = &late.body else { panic!("it is open") };
    assert_eq!(statement.text.as_deref(), Some("The third report was late by 2 days."));
    assert_eq!(corrections[0].changes[0].before, "The third report was late by 5 days.");
    assert_eq!(corrections[0].reason, "The stamp says the 7th.");
}

/// `replay --as-known`: the same view over the entries recorded by then.
#[test]
fn as_known_is_the_same_view_over_fewer_entries() {
    let (log, people) = a_year();
    let now = person(&people, ANA);
    let known =
        Person::fold(now.id, now.entries.iter().filter(|it| it.recorded_at.date_naive() <= day("2025-11-20")).cloned());
    let text = |person: &Person| {
        let sight = Sight::of(person, &log.directory, day("2026-06-30"));
        serde_json::to_string(&timeline(&sight, sight.cycle(), all)).expect("JSON")
    };
    assert!(text(now).contains("The third report was late"));
    assert!(!text(&known).contains("The third report was late"), "recorded on 26 November");
}

#[test]
fn what_a_reader_may_not_read_is_a_line_without_words() {
    let (log, people) = a_year();
    let sight = Sight::of(person(&people, ANA), &log.directory, day("2026-06-30"));
    let chain = timeline(&sight, sight.cycle(), |it| it.class <= Class::Person && !it.withdrawn);
    assert_eq!(chain.entries, timeline(&sight, sight.cycle(), all).entries, "no line is missing");
    let text = serde_json::to_string(&chain).expect("JSON");
    assert!(!text.contains("covering for the empty post") && text.contains("\"shown\":\"pair\""));
}

/// N.topics: a topic rises at 75 % of its gap and not a day before.
#[test]
fn a_topic_rises_at_three_quarters_of_its_gap() {
    let (log, people) = a_year();
    let state = |as_of| {
        let sight = Sight::of(person(&people, ANA), &log.directory, day(as_of));
        coverage(&sight, sight.cycle()).topics.into_iter().find(|topic| topic.id == "2C").expect("2C").state
    };
    assert_eq!(state("2026-02-02"), TopicState::Covered);
    assert_eq!(state("2026-02-03"), TopicState::Rising);
    assert_eq!(state("2026-03-05"), TopicState::Rising);
    assert_eq!(state("2026-03-06"), TopicState::Overdue);
}

/// N.pdca; learnt the hard way, 7: a meeting without a word is derived, a cancelled one has a cause.
#[test]
fn every_meeting_of_the_year_is_listed_with_its_state() {
    let (log, people) = a_year();
    let sight = Sight::of(person(&people, ANA), &log.directory, day("2026-06-30"));
    let views = meetings(&sight, sight.cycle(), Class::Person);
    let count = |state| views.iter().filter(|it| it.state == state).count();
    assert_eq!(views.len(), 26);
    assert_eq!(
        (count(MeetingState::Held), count(MeetingState::Cancelled), count(MeetingState::NotRecorded)),
        (23, 1, 2)
    );
    let cancelled = views.iter().find(|it| it.state == MeetingState::Cancelled).expect("one");
    assert_eq!(cancelled.changes[0].reason.as_deref(), Some("Flood response."));
}

/// Story 14: the office that observes daylight saving time says so in the letters of its zone.
#[test]
fn the_zone_is_named_as_it_is_on_that_day() {
    let (log, people) = a_year();
    let sight = Sight::of(person(&people, JOE), &log.directory, day("2026-06-30"));
    let views = meetings(&sight, sight.cycle(), Class::Person);
    let letters = |month: &str| {
        views
            .iter()
            .find(|it| it.start.to_string().starts_with(month))
            .map(|it| (it.start.time().to_string(), it.zone.clone()))
    };
    assert_eq!(letters("2026-02"), Some(("13:30:00".into(), "MST".into())));
    assert_eq!(letters("2026-04"), Some(("13:30:00".into(), "MDT".into())));
}

#[test]
fn rule_lesson_10_the_desk_counts_and_names_and_quotes_nobody() {
    let (log, people) = a_year();
    let sight = |who| Sight::of(person(&people, who), &log.directory, day("2026-07-02"));
    let reports = [summary(&sight(ANA)), summary(&sight(BEN))];
    let view = desk(sight(TOM).named(), &reports, day("2026-07-02"));
    assert_eq!(view.today.len(), 1, "Ana's, moved to that day");
    assert_eq!(view.reports[0].not_finalised, Some(day("2026-06-17")));
    assert_eq!((view.reports[0].employee_open, view.reports[0].leader_open), (2, 1));
    let text = serde_json::to_string(&view).expect("JSON");
    assert!(!text.contains("courier") && !text.contains("pickup"), "no word of anybody's notes");
}

/// J.versions and the rule ids of the requirements.
#[test]
fn the_sheet_carries_its_rule_ids() {
    let log = agency();
    let view = standard(&log.directory, id(0), day("2025-07-05")).expect("a standard");
    let points = view.steps.iter().flat_map(|step| step.key_points.iter().chain(&step.reasons));
    let ids: Vec<_> = points.filter_map(|it| it.rule.as_deref()).collect();
    for id in ["1.K1", "1.K2", "1.R1", "1.R2", "2.K3", "2.R", "2A.K2", "2A.R", "2E.K3", "3.R", "4.K1", "4.R1", "4.R2"] {
        assert!(ids.contains(&id), "{id} in {ids:?}");
    }
    assert_eq!(view.versions[0].edited_by, "Jeanine Inman-GTO");
}

/// N.topics, N.adapt: each month is judged by the revision in force in it; an added topic is none of the months before.
#[test]
fn rule_n_topics_a_month_is_covered_by_the_topics_of_its_own_revision() {
    let (log, people) = a_year();
    let mut directory = log.directory.clone();
    let mut wider = directory.standards[0].clone();
    (wider.what.version, wider.what.effective) = (2, day("2026-05-01"));
    wider.what.topics.push(Topic { id: "2G".into(), label: "Safety at work".into() });
    directory.standards.push(wider);
    let sight = Sight::of(person(&people, ANA), &directory, day("2026-06-30"));
    let coverage = coverage(&sight, Cycle::containing(day("2026-06-30")));
    let safety = coverage.topics.iter().find(|topic| topic.id == "2G").expect("it is in force");
    assert_eq!(
        safety.asked.iter().map(|asked| u8::from(*asked)).collect::<Vec<_>>(),
        [0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 1, 1]
    );
    assert_eq!(
        (safety.state, safety.rises, safety.due),
        (TopicState::Rising, Some(day("2026-05-01")), Some(day("2026-08-29")))
    );
    assert!(coverage.topics[0].asked.iter().all(|asked| *asked), "2A is of every revision");
}
