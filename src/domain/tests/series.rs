//! Scheduling (rule 1).

use super::{World, commands::*, day};
use crate::domain::{Command, Event, preparation::Prepare};
use chrono::{Offset, TimeZone};

#[test]
fn rule_1_a_leader_schedules_a_series_that_pins_the_standard() {
    let world = World::staffed().when("lena", "ana", &weekly()).then_recorded(&["coaching-series-started"]);
    let ana = world.person("ana");
    assert_eq!((ana.series[0].started.standard, ana.series[0].started.leader), (1, super::who("lena")));
    assert_eq!(ana.next_meeting(day("2025-07-03")).expect("one").date(), day("2025-07-09"));
}

#[test]
fn rule_1_rules_that_do_not_fit_are_refused_with_an_example() {
    for rule in ["", "every week", "FREQ=WEEKLY;BYDAY=XX", "FREQ=HOURLY", "FREQ=SECONDLY", "FREQ=WEEKLY;BYSECOND=30"] {
        let command = schedule(rule, "2025-07-02T09:00:00", None);
        World::staffed().when("lena", "ana", &command).then_refused(&["[rule 1]", "FREQ=WEEKLY;BYDAY=WE"]);
    }
    for never in ["FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=30", "FREQ=WEEKLY;UNTIL=20250101T000000Z"] {
        let command = schedule(never, "2025-07-02T09:00:00", None);
        World::staffed().when("lena", "ana", &command).then_refused(&["[rule 1]"]);
    }
}

#[test]
fn rule_1_a_second_series_replaces_the_first_or_is_refused() {
    let world = World::staffed().given("lena", "ana", &weekly());
    let second = |replace| schedule("FREQ=MONTHLY;BYDAY=1TU", "2025-08-05T10:00:00", replace);
    let world = world.when("lena", "ana", &second(None)).then_refused(&["s1", "--replace"]);
    let kinds = ["series-ended", "coaching-series-started"];
    let world = world.when("lena", "ana", &second(Some("Monthly is enough."))).then_recorded(&kinds);
    let days: Vec<_> = world.person("ana").meetings_between(day("2025-07-28"), day("2025-09-30"));
    let days: Vec<_> = days.iter().map(|meeting| meeting.date().to_string()).collect();
    assert_eq!(days, ["2025-07-30", "2025-08-05", "2025-09-02"]);
}

#[test]
fn a_series_whose_rule_ran_out_needs_no_replacing() {
    let twice = schedule("FREQ=WEEKLY;COUNT=2", "2025-07-02T09:00:00", None);
    let world = World::staffed().given("lena", "ana", &twice).at("2025-08-01");
    let next = schedule("FREQ=WEEKLY", "2025-08-06T09:00:00", None);
    world.when("lena", "ana", &next).then_recorded(&["coaching-series-started"]);
}

#[test]
fn a_rule_that_skips_months_is_warned_about() {
    let Command::Schedule(on_31st) = schedule("FREQ=MONTHLY;BYMONTHDAY=31", "2025-07-31T09:00:00", None) else {
        unreachable!("a schedule")
    };
    let warnings = on_31st.warnings(&World::staffed().directory, super::who("ana")).join("\n");
    for month in ["September 2025", "November 2025", "February 2026", "April 2026", "June 2026"] {
        assert!(warnings.contains(month), "{warnings}");
    }
    assert!(!warnings.contains("August") && warnings.contains("1.R1"), "{warnings}");
    let Command::Schedule(weekly) = weekly() else { unreachable!("a schedule") };
    assert_eq!(weekly.warnings(&World::staffed().directory, super::who("ana")), Vec::<String>::new());
}

#[test]
fn a_series_keeps_its_local_time_on_both_sides_of_daylight_saving() {
    let world = World::staffed().given("lena", "ana", &schedule("FREQ=WEEKLY;BYDAY=MO", "2025-10-27T09:00:00", None));
    let ana = world.person("ana");
    let zone = chrono_tz::America::Denver;
    for (from, to, offsets) in [("2025-10-27", "2025-11-03", [-6, -7]), ("2026-03-02", "2026-03-09", [-7, -6])] {
        let starts: Vec<_> = ana.meetings_between(day(from), day(to)).iter().map(|m| m.starts()).collect();
        assert!(starts.len() == 2 && starts.iter().all(|at| at.format("%H:%M").to_string() == "09:00"), "{starts:?}");
        let local = starts.iter().map(|at| zone.from_local_datetime(at).single().expect("once"));
        let hours: Vec<_> = local.map(|at| at.offset().fix().local_minus_utc() / 3600).collect();
        assert_eq!(hours, offsets);
    }
}

#[test]
fn a_moved_meeting_keeps_its_name_and_is_found_by_both_days() {
    let world = World::staffed().given("lena", "ana", &weekly());
    let first = Some(day("2025-07-02"));
    let moved = move_to(first, "2025-09-18T14:00:00");
    let world = world.when("ana", "ana", &moved).then_recorded(&["meeting-rescheduled"]);
    let ana = world.person("ana");
    for date in ["2025-07-02", "2025-09-18"] {
        let meeting = ana.meeting_on(day(date), &world.context("ana", world.today)).expect(date);
        assert_eq!(meeting.id.to_string(), "s1@2025-07-02T09:00", "{date}");
    }
    assert_eq!(ana.next_meeting(world.today).expect("one").date(), day("2025-07-09"));
    world.when("ana", "ana", &moved).then_refused(&["already begins"]);
}

#[test]
fn a_cancelled_meeting_says_who_and_is_not_held() {
    let world = World::staffed().given("lena", "ana", &weekly());
    let world = world.when("ana", "ana", &cancel()).then_recorded(&["meeting-cancelled"]);
    let Some(Event::MeetingCancelled(it)) = world.log.last().map(|entry| &entry.event) else { panic!("cancelled") };
    assert_eq!(it.by, crate::domain::Side::Employee);
    world.when("lena", "ana", &hold()).then_refused(&["no 1:1"]);
}

#[test]
fn rule_1_a_series_starts_on_the_day_it_is_agreed_or_later() {
    let early = schedule("FREQ=WEEKLY", "2025-07-01T09:00:00", None);
    World::staffed().when("lena", "ana", &early).then_refused(&["before it was agreed on 2025-07-02"]);
}

#[test]
fn rule_1_k1_replacing_a_series_keeps_what_was_missed_even_when_recorded_late() {
    let world = World::staffed().given("lena", "ana", &weekly()).at("2025-07-17");
    let late = schedule("FREQ=WEEKLY;BYDAY=FR", "2025-07-04T09:00:00", Some("Fridays are calmer."));
    let kinds = ["series-ended", "coaching-series-started"];
    let world = world.when_on(day("2025-07-03"), "lena", "ana", &late).then_recorded(&kinds);
    let missed = world.person("ana").meetings_between(day("2025-07-01"), day("2025-07-31"));
    let missed: Vec<_> = missed.iter().filter(|m| m.id.series.0 == 1).map(|m| m.date().to_string()).collect();
    assert_eq!(missed, ["2025-07-02", "2025-07-09", "2025-07-16"]);
}

#[test]
fn rule_1_replacing_ends_every_series_that_still_runs() {
    let world = World::staffed().given("lena", "ana", &weekly());
    let world = world.given("lena", "ana", &schedule("FREQ=WEEKLY;BYDAY=TU", "2025-09-02T09:00:00", Some("Autumn.")));
    let sooner = schedule("FREQ=WEEKLY;BYDAY=FR", "2025-08-01T09:00:00", Some("Sooner."));
    let kinds = ["series-ended", "series-ended", "coaching-series-started"];
    let world = world.when("lena", "ana", &sooner).then_recorded(&kinds);
    let after = world.person("ana").meetings_between(day("2025-08-01"), day("2025-12-31"));
    assert!(after.iter().all(|meeting| meeting.id.series.0 == 3), "{after:?}");
}

#[test]
fn a_prepared_meeting_of_an_ended_series_is_not_offered_any_more() {
    let world = World::staffed().given("lena", "ana", &weekly());
    let far = Prepare { meeting: Some(day("2025-07-23")), win: Some("Paid.".into()), ..Prepare::default() };
    let world = world.given("ana", "ana", &Command::Prepare(far));
    let world = world.given("lena", "ana", &schedule("FREQ=WEEKLY;BYDAY=MO", "2025-07-14T09:00:00", Some("Mondays.")));
    let ana = world.person("ana");
    let days: Vec<_> = ana.meetings_between(day("2025-07-10"), day("2025-07-29")).iter().map(|m| m.date()).collect();
    assert_eq!(days, ["2025-07-14", "2025-07-21", "2025-07-28"].map(day));
    let named = ana.meeting_on(day("2025-07-23"), &world.context("ana", world.today));
    assert!(named.expect_err("none").to_string().contains("no 1:1 on 2025-07-23"));
}

#[test]
fn a_meeting_is_moved_neither_into_the_past_nor_to_a_time_the_clocks_skip() {
    let world = World::staffed().given("lena", "ana", &weekly()).at("2025-07-05");
    let world = world.when("ana", "ana", &move_to(None, "2025-07-04T09:00:00")).then_refused(&["is past"]);
    let mut world = world.at("2026-03-02");
    let agency = world.directory.agency.as_mut().expect("an agency");
    agency.zone = chrono_tz::America::Denver;
    let world = world.when("ana", "ana", &move_to(None, "2026-03-08T02:30:00")).then_refused(&["clocks skip"]);
    let start = schedule("FREQ=WEEKLY", "2026-03-08T02:30:00", None);
    world.when("lena", "sib", &start).then_refused(&["clocks skip", "America/Denver"]);
}
