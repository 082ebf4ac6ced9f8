//! Appraisals: no surprises, evidence, what is due by R2-5A-702 and by the cycle's windows.

use super::*;
use crate::domain::{
    Event,
    appraisal_cycle::CycleOpened,
    expectations::Expect,
    roster::{PositionAssigned, ProbationStarted, ReportingLineEnded},
    standing::EmployeeSeparated,
    tests::{appraising::*, line, who},
};
use crate::views::{
    docket::{Standing, docket},
    handover::expectations_due,
};

#[test]
fn rule_4_r2_a_low_rating_cites_an_earlier_concern_and_recognition_is_cited() {
    holds(&delivered(true), "4.R2", "2026-06-25");
    let what = "1 rating below the middle level in 2025-26, annual, without an earlier concern acknowledged";
    falls_short(&delivered(false), "4.R2", "2026-06-25", &[(what, Some("2026-06-20"))]);
    let too_late = delivered(false).given("ana", "ana", &ack_concern("n1"));
    falls_short(&too_late, "4.R2", "2026-06-25", &[(what, Some("2026-06-20"))]);
    holds(&delivered(false).given("hana", "ana", &revise_rating("Pace", "middle")), "4.R2", "2026-06-25");
    let world = opened().given("lena", "ana", &recognise("Ninety in a week."));
    let (seq, other) = (last(&world), world.given("lena", "ana", &baseline("Sixty.", None)));
    let rated = |evidence| {
        let world = other.clone().given("lena", "ana", &rate("Pace", "high", "Fast.", &[evidence]));
        world.given("dana", "ana", &approve()).given("lena", "ana", &deliver_appraisal(None))
    };
    holds(&rated(seq), "4.R2", "2025-07-03");
    let uncited = [("1 recognition of the cycle that no rating of 2025-26, annual cites", Some("2025-07-02"))];
    falls_short(&rated(seq + 1), "4.R2", "2025-07-03", &uncited);
}

#[test]
fn rule_n_notes_what_a_rating_cites_still_stands() {
    let world = opened().given("lena", "ana", &note("2B", "Late on Monday."));
    let seq = last(&world);
    let world = world.given("lena", "ana", &rate("Pace", "middle", "So.", &[seq])).given("dana", "ana", &approve());
    let world = world.given("lena", "ana", &deliver_appraisal(None));
    holds(&world, "N.notes", "2025-07-03");
    let bare = [("1 rating of 2025-26, annual cited nothing of the cycle that still stands", Some("2025-07-02"))];
    falls_short(&world.given("lena", "ana", &misfiled(seq, "sib")), "N.notes", "2025-07-03", &bare);
}

/// The cycle of June on, in whose first month Lena became Ana's leader, with so many days for expectations.
fn from_june(plan_days: u32) -> World {
    let (from, to, due) = (day("2025-06-01"), day("2026-05-31"), day("2026-06-15"));
    World::staffed().opens("hana", CycleOpened { from, to, due, plan_days, ..cycle() }).expect("a cycle")
}

#[test]
fn rule_702_expectations_are_communicated_within_the_days_of_the_cycle() {
    let missing = "not done: expectations communicated within 30 days by LENA, due on 1 July 2025";
    falls_short(&from_june(30), "702.expectations", "2025-07-02", &[(missing, Some("2025-07-02"))]);
    let late = "expectations communicated within 30 days by LENA, 1 day late: due on 1 July 2025, done on 2 July 2025";
    let told = from_june(30).given("lena", "ana", &expect(&["Pace"], true));
    falls_short(&told, "702.expectations", "2025-07-03", &[(late, Some("2025-07-02"))]);
    holds(&from_june(40), "702.expectations", "2025-07-11");
    let silent = from_june(40).given("lena", "ana", &expect(&["Pace"], false));
    let missing = "not done: expectations communicated within 40 days by LENA";
    falls_short(&silent, "702.expectations", "2025-07-12", &[(missing, Some("2025-07-12"))]);
    holds(&from_june(40).given("lena", "ana", &expect(&["Pace"], true)), "702.expectations", "2025-07-12");
}

/// Who led on without a day between has no second clock; who came back after one has.
#[test]
fn rule_702_expectations_the_docket_and_the_handover_go_by_one_clock() {
    let clocks = |world: &World| {
        let ana = world.person("ana");
        let sight = Sight::of(&ana, &world.directory, day("2025-08-15"));
        let rows = docket(&sight).into_iter().filter(|it| it.rule == "702.expectations");
        (rows.map(|it| it.due.to_string()).collect::<Vec<_>>(), expectations_due(&sight).expect("led").due.to_string())
    };
    let ends = |to: &str| Event::ReportingLineEnded(ReportingLineEnded { leader: who("lena"), to: day(to) });
    let mut world = from_june(40);
    world.by_hr("ana", ends("2025-07-09"));
    world.by_hr("ana", line("lena", "2025-07-10"));
    assert_eq!(clocks(&world), (vec!["2025-07-11".to_owned()], "2025-07-11".to_owned()));
    world.by_hr("ana", ends("2025-07-20"));
    world.by_hr("ana", line("lena", "2025-08-01"));
    assert_eq!(clocks(&world), (vec!["2025-07-11".to_owned(), "2025-09-10".to_owned()], "2025-09-10".to_owned()));
}

#[test]
fn rule_702_notice_of_every_change_is_given_on_its_day() {
    let world = opened().given("lena", "ana", &expect(&["Pace"], true));
    let silent = world.clone().given("lena", "ana", &expect_anew(&["Pace", "Care"], "The desk.", false));
    let what = "not done: notified of v1 in version 2, due on 2 July 2025";
    falls_short(&silent, "702.notice", "2025-07-03", &[(what, Some("2025-07-03"))]);
    let told = world.given("lena", "ana", &expect_anew(&["Pace", "Care"], "The desk.", true));
    holds(&told, "702.notice", "2025-07-03");
    // A plan issued anew is a change as well, and its first version no less than the next ones.
    let anew = told.at("2025-07-10").given("lena", "ana", &expect(&["Reach"], false));
    let what = "not done: notified of v2 in version 1, due on 10 July 2025";
    falls_short(&anew, "702.notice", "2025-07-11", &[(what, Some("2025-07-11"))]);
    holds(&anew.given("lena", "ana", &Command::Expect(Expect::Notify)), "702.notice", "2025-07-11");
    // The very first is what the days for expectations are of.
    holds(&opened().given("lena", "ana", &expect(&["Pace"], false)), "702.notice", "2025-07-03");
}

fn position(position: &str, from: &str) -> Event {
    Event::PositionAssigned(PositionAssigned {
        position: position.into(),
        tier: "staff".into(),
        unit: None,
        office: "Phoenix".into(),
        time_zone: chrono_tz::America::Phoenix,
        from: day(from),
    })
}

/// Ana gets another position on 2 July.
fn promoted() -> World {
    let mut world = opened();
    world.by_hr("ana", position("Inspector I", "2025-01-01"));
    world.by_hr("ana", position("Inspector II", "2025-07-02"));
    world
}

#[test]
fn rule_702_duties_another_position_is_followed_by_another_plan() {
    let what = "not done: a first performance plan made for another position, due on 1 August 2025";
    falls_short(&promoted(), "702.duties", "2025-08-02", &[(what, Some("2025-08-02"))]);
    holds(&promoted(), "702.duties", "2025-08-01");
    holds(&promoted().given("lena", "ana", &expect(&["Pace"], true)), "702.duties", "2025-08-02");
}

#[test]
fn rule_702_duties_positions_in_odd_orders_ask_for_one_plan_each_that_is_held_long_enough() {
    let asked = |world: &World, on: &str| -> Vec<String> {
        let ana = world.person("ana");
        let lines = docket(&Sight::of(&ana, &world.directory, day(on)));
        lines.into_iter().filter(|it| it.rule == "702.duties").map(|it| format!("{} {}", it.due, it.what)).collect()
    };
    let planned = |world: World, on: &str| world.at(on).given("lena", "ana", &expect(&["Pace"], true));
    // A plan before the change is the one that is made anew.
    let mut world = planned(opened(), "2025-07-02").at("2025-09-01");
    world.by_hr("ana", position("Inspector I", "2025-01-01"));
    world.by_hr("ana", position("Inspector II", "2025-09-01"));
    let anew = "2025-10-01 the performance plan made anew for another position";
    assert_eq!(asked(&world, "2025-09-02"), [anew]);
    // An earlier position that is recorded later changes nothing before it, and the same one twice is no change.
    let mut late = world.clone();
    late.by_hr("ana", position("Clerk", "2024-01-01"));
    late.by_hr("ana", position("Inspector II", "2025-09-05"));
    assert_eq!(asked(&late, "2025-10-02"), [anew]);
    // Of two from one day the later word holds.
    late.by_hr("ana", position("Inspector I", "2025-09-01"));
    assert_eq!(asked(&late, "2025-10-02"), ["2025-10-05 the performance plan made anew for another position"]);
    // A position held for fewer days than there are to make a plan asks for none of its own.
    let mut short = world.clone();
    short.by_hr("ana", position("Lead inspector", "2025-09-20"));
    assert_eq!(asked(&short, "2025-09-10"), [anew], "as that day knew it");
    assert_eq!(asked(&short, "2025-10-30"), ["2025-10-20 the performance plan made anew for another position"]);
    // Who left before it was due was not due to have one.
    let mut gone = world;
    gone.by_hr("ana", Event::EmployeeSeparated(EmployeeSeparated { last: day("2025-09-15") }));
    assert!(asked(&gone, "2025-10-30").is_empty());
}

#[test]
fn rule_702_annual_everybody_is_evaluated_in_each_cycle() {
    let what = "not done: annual appraisal of 2025-26 delivered, due on 31 August 2026";
    falls_short(&opened(), "702.annual", "2026-09-05", &[(what, Some("2026-09-01"))]);
    holds(&opened(), "702.annual", "2026-08-31");
    holds(&delivered(true), "702.annual", "2026-09-05");
}

#[test]
fn rule_702_probation_is_evaluated_before_it_ends() {
    let mut world = opened();
    world.by_hr("ana", Event::ProbationStarted(ProbationStarted { ends: day("2025-12-02") }));
    let what = "not done: evaluated before probation ends, due on 2 December 2025";
    falls_short(&world, "702.probation", "2025-12-03", &[(what, Some("2025-12-03"))]);
    let (world, seq) = concerned(world, true);
    let world = world.given("lena", "ana", &on_probation(rate("Pace", "middle", "It goes.", &[seq])));
    let world = world.given("dana", "ana", &on_probation(approve())).at("2025-11-30");
    holds(&world.given("lena", "ana", &on_probation(deliver_appraisal(None))), "702.probation", "2025-12-03");
}

#[test]
fn rule_702_probation_in_odd_orders_each_is_judged_by_itself() {
    let ends = |day_: &str| Event::ProbationStarted(ProbationStarted { ends: day(day_) });
    let asked = |world: &World| -> Vec<(String, Standing)> {
        let ana = world.person("ana");
        let lines = docket(&Sight::of(&ana, &world.directory, day("2026-06-25")));
        let lines = lines.into_iter().filter(|it| it.rule == "702.probation");
        lines.map(|it| (it.due.to_string(), it.standing)).collect()
    };
    let evaluated = |world: World, on: &str| {
        let (world, seq) = concerned(world.at(on), true);
        let world = world.given("lena", "ana", &on_probation(rate("Pace", "middle", "It goes.", &[seq])));
        let world = world.given("dana", "ana", &on_probation(approve()));
        world.given("lena", "ana", &on_probation(deliver_appraisal(None)))
    };
    // Over before anybody said that there is one.
    let mut over = opened().at("2025-12-01");
    over.by_hr("ana", ends("2025-11-30"));
    assert_eq!(asked(&over), []);
    // Another end while it runs is of the same probation, and one evaluation is enough.
    let mut one = opened();
    one.by_hr("ana", ends("2025-09-30"));
    let mut longer = evaluated(one.clone(), "2025-09-01").at("2025-09-30");
    longer.by_hr("ana", ends("2025-12-02"));
    assert_eq!(asked(&longer), [("2025-12-02".to_owned(), Standing::Done)]);
    // Another probation later is evaluated by itself.
    let mut again = evaluated(one.clone(), "2025-09-01").at("2026-01-10");
    again.by_hr("ana", ends("2026-03-31"));
    let both = [("2025-09-30".to_owned(), Standing::Done), ("2026-03-31".to_owned(), Standing::Overdue)];
    assert_eq!(asked(&again), both);
    // Who left before its end was not due to be evaluated.
    one.by_hr("ana", Event::EmployeeSeparated(EmployeeSeparated { last: day("2025-09-15") }));
    assert_eq!(asked(&one), []);
}

#[test]
fn rule_appraisal_windows_what_the_cycle_sets_days_for_is_done_within_them() {
    let missing = ("not done: mid-year review held, due on 31 January 2026", Some("2026-02-01"));
    holds(&opened(), "appraisal.windows", "2026-01-31");
    let world = delivered(true).given("ana", "ana", &rebut("No."));
    let waits = ("not done: 2025-26, annual: rebuttal answered, due on 25 June 2026", Some("2026-06-26"));
    falls_short(&world, "appraisal.windows", "2026-06-26", &[missing, waits]);
    falls_short(&world.given("lena", "ana", &answer("Unchanged.")), "appraisal.windows", "2026-06-26", &[missing]);
    let late = delivered(true).at("2026-07-01").given("ana", "ana", &rebut("No."));
    let what = "2025-26, annual: rebutted, 1 day late: due on 30 June 2026, done on 1 July 2026";
    falls_short(&late, "appraisal.windows", "2026-06-30", &[missing]);
    let ana = late.person("ana");
    let sight = Sight::of(&ana, &late.directory, day("2026-07-02"));
    let earlier = Cycle::containing(day("2026-06-30"));
    let found = Rule::named("appraisal.windows").expect("a rule").judge(&Ground::of(&sight, earlier, Class::Person));
    assert!(found.iter().any(|finding| finding.what == what), "{found:?}");
}

/// The whole docket of a year, in the order of what is due: what, when it was done, and whether by then.
#[test]
fn rule_lesson_1_the_docket_says_what_was_due_when_it_was_done_and_by_whom() {
    let world = delivered(true).given("ana", "ana", &rebut("No.")).at("2026-06-27");
    let world = world.given("lena", "ana", &answer("Unchanged."));
    let ana = world.person("ana");
    let lines = docket(&Sight::of(&ana, &world.directory, day("2026-06-28")));
    let said: Vec<_> = lines.iter().map(|it| (it.rule, it.due.to_string(), it.by.as_deref(), it.standing)).collect();
    let line = |rule, due: &str, by, standing| (rule, due.to_owned(), by, standing);
    assert_eq!(
        said,
        [
            line("appraisal.windows", "2026-01-31", None, Standing::Overdue),
            line("702.review", "2026-06-20", Some("DANA"), Standing::Done),
            line("appraisal.windows", "2026-06-25", Some("LENA"), Standing::Late),
            line("appraisal.windows", "2026-06-30", Some("ANA"), Standing::Done),
            line("702.annual", "2026-08-31", Some("LENA"), Standing::Done),
        ]
    );
    assert_eq!(lines[2].late_days, Some(2));
    assert!(lines[1].evidence.is_none(), "what is said in the review stays with its makers");
    assert!(lines[4].evidence.is_some());
}
