//! People who come, go and change leaders: causes beside the rows, which stay.

use super::*;
use crate::{
    domain::{
        staffing::Staffing::*,
        tests::{appraising::expect, who},
    },
    views::{
        cause::{Cause, cause_of, gaps},
        check::short_by_rule,
        handover::expectations_due,
        year::{Verdict, month},
    },
};

fn world() -> World {
    World::staffed().given("lena", "ana", &weekly())
}

/// What is found with Ana, whole.
fn whole(world: &World, rule: &str, as_of: &str) -> String {
    found(world, rule, as_of).into_iter().map(|it| it.what + "\n").collect()
}

#[test]
fn rule_2a_handover_what_was_open_is_adopted_or_declined_by_the_new_leader() {
    let before = world().given("ana", "ana", &promise("own", "2025-07-30", None)).given(
        "lena",
        "ana",
        &promise("leader's", "2025-07-30", None),
    );
    holds(&before, "2A.handover", "2025-07-10");
    let changed = before.given("hana", "ana", &staffing(Line(who("otto"), day("2025-07-14")))).at("2025-07-14");
    holds(&changed, "2A.handover", "2025-07-13");
    let wait = "2 open commitments of the time before OTTO took over on 14 July 2025 wait to be adopted or declined";
    falls_short(&changed, "2A.handover", "2025-07-20", &[(wait, Some("2025-07-14"))]);
    let taken = changed.given("otto", "ana", &take(&["c1"], &["c2"], Some("The lab does it.")));
    holds(&taken, "2A.handover", "2025-07-20");
    let person = taken.person("ana");
    let due = expectations_due(&Sight::of(&person, &taken.directory, day("2025-07-20"))).expect("led");
    assert_eq!((due.since, due.due, due.communicated), (day("2025-07-14"), day("2025-08-13"), None));
    // The clock ends with the new leader's word on a plan, and with no earlier one's.
    let told = taken.at("2025-07-22").given("otto", "ana", &expect(&["Audits"], true));
    let person = told.person("ana");
    let communicated = |at| expectations_due(&Sight::of(&person, &told.directory, day(at))).expect("led").communicated;
    assert_eq!((communicated("2025-07-21"), communicated("2025-07-30")), (None, Some(day("2025-07-22"))));
}

#[test]
fn rule_1_k1_a_vacancy_is_a_cause_and_the_row_stays() {
    let gone = world().given("hana", "lena", &staffing(Separate(day("2025-07-11"))));
    holds(&gone, "1.K1", "2025-07-11");
    falls_short(
        &gone,
        "1.K1",
        "2025-07-20",
        &[("no leader to meet; nobody led them: LENA left on 11 July 2025", Some("2025-07-12"))],
    );
    let months = ["July", "August"].map(|month| format!("0 of 30 minutes held in {month} 2025"));
    let short = [(&*months[0], Some("2025-07-01")), (&*months[1], Some("2025-08-01"))];
    falls_short(&gone, "1.R1", "2025-09-01", &short);
    let what = whole(&gone, "1.R1", "2025-09-01");
    assert!(what.contains("6 August 2025 neither held nor cancelled on record while nobody led them"), "{what}");
    // Who stands in takes the vacancy away.
    let acting = gone.given("hana", "ana", &staffing(Acting(who("otto"), day("2025-07-14"), None)));
    holds(&acting, "1.K1", "2025-07-20");
}

#[test]
fn rule_1_k1_leave_is_a_cause_and_excuses_no_month() {
    let leave = |of: &str| {
        world().given("hana", of, &staffing(Leave(day("2025-07-30"), Some(day("2025-08-29"))))).at("2025-09-01")
    };
    for (of, cause, words) in [
        ("ana", Cause::EmployeeLeave, "the employee was on leave from 30 July 2025 to 29 August 2025"),
        (
            "lena",
            Cause::LeaderLeave,
            "the leader was on leave and nobody stood in: LENA from 30 July 2025 to 29 August 2025",
        ),
    ] {
        let world = leave(of);
        let person = world.person("ana");
        let sight = Sight::of(&person, &world.directory, day("2025-09-01"));
        let august = month(&sight, day("2025-08-01"));
        assert_eq!(august.verdict, Verdict::Short, "{of}: the row stays");
        assert!(august.causes.contains(&words.to_owned()), "{of}: {:?}", august.causes);
        let meeting = &person.meetings_between(day("2025-08-06"), day("2025-08-06"))[0];
        assert_eq!(cause_of(&sight, meeting).map(|it| it.cause), Some(cause), "{of}");
        assert!(whole(&world, "1.R1", "2025-09-01").contains(words));
    }
}

#[test]
fn who_stands_in_is_named_and_the_cause_is_what_the_record_says() {
    let acting = Acting(who("sib"), day("2025-07-30"), Some(day("2025-08-29")));
    let world = world()
        .given("hana", "lena", &staffing(Leave(day("2025-07-30"), Some(day("2025-08-29")))))
        .given("hana", "ana", &staffing(acting))
        .at("2025-08-06")
        .given("sib", "ana", &cancel())
        .at("2025-09-01");
    let person = world.person("ana");
    let sight = Sight::of(&person, &world.directory, day("2025-09-01"));
    let cancelled = person.meetings.values().find(|meeting| meeting.cancelled.is_some()).expect("one");
    let cause = cause_of(&sight, cancelled).expect("it was not held");
    assert_eq!(
        (cause.cause, &*cause.words),
        (Cause::Leader, "cancelled by the leader while SIB stood in for the leader")
    );
}

#[test]
fn rule_lesson_7_a_gap_longer_than_a_month_is_told_with_its_causes() {
    let held = |world: World, on: &str| world.at(on).given("lena", "ana", &hold());
    let world = held(world(), "2025-07-02");
    let world = world.given("hana", "lena", &staffing(Leave(day("2025-07-08"), Some(day("2025-08-15")))));
    let on = Command::Hold(Hold { meeting: Some(day("2025-08-20")), ..Hold::default() });
    let world = world.at("2025-08-20").given("lena", "ana", &on);
    let person = world.person("ana");
    let sight = Sight::of(&person, &world.directory, day("2025-08-25"));
    let cycle = sight.cycle();
    let gaps = gaps(&sight, (cycle.from, cycle.to));
    assert_eq!(gaps.len(), 1, "{gaps:?}");
    assert_eq!((gaps[0].from, gaps[0].to, gaps[0].days), (day("2025-07-02"), Some(day("2025-08-20")), 49));
    let last = "the leader was on leave and nobody stood in: LENA from 8 July 2025 to 15 August 2025";
    assert_eq!(gaps[0].causes.last().map(String::as_str), Some(last));
    assert_eq!(gaps[0].causes.len(), 7, "six meetings and the leave: {:?}", gaps[0].causes);
}

#[test]
fn of_who_left_nothing_falls_short_any_more_and_no_month_they_left_in() {
    let gone = world().given("hana", "ana", &staffing(Separate(day("2025-08-11")))).at("2025-12-01");
    let person = gone.person("ana");
    let sight = |on: &str| Sight::of(&person, &gone.directory, day(on));
    assert!(!short_by_rule(&sight("2025-08-11")).is_empty());
    for rule in RULES.iter().filter(|rule| rule.span == NOW) {
        assert_eq!(found(&gone, rule.id, "2025-12-01"), [], "{}", rule.id);
    }
    let verdict = |first: &str| month(&sight("2025-12-01"), day(first)).verdict;
    assert_eq!(["2025-08-01", "2025-09-01"].map(verdict), [Verdict::NotJudged; 2]);
}
