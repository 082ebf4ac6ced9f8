//! Leader standard work (rule 1.K2): derived from the series, ticked by what was held.

use super::{day, summed};
use crate::{
    domain::{
        Side,
        tests::{World, commands::*},
    },
    views::{
        leader_standard_work::{LeaderStandardWork, leader_standard_work, topic_reach},
        tick::Fate,
        year::Verdict,
    },
};

fn lenas(world: &World) -> LeaderStandardWork {
    let (ana, sib) = (summed(world, "ana"), summed(world, "sib"));
    leader_standard_work(ana.leader.clone().expect("Lena"), [&sib, &ana], world.today)
}

#[test]
fn rule_1_k2_who_leads_nobody_has_nothing_planned() {
    let lena = summed(&World::staffed(), "lena").person;
    let work = leader_standard_work(lena, [], day("2025-07-02"));
    assert_eq!((work.rows.len(), work.total.planned, work.months.len()), (0, 0, 12));
    assert!(work.by_month.iter().all(|month| month.planned == 0));
}

#[test]
fn rule_1_k2_each_planned_meeting_is_ticked_by_what_was_held() {
    let world = World::staffed().given("lena", "ana", &weekly()).given("lena", "ana", &hold());
    let world = world.given("lena", "ana", &move_to(Some(day("2025-07-09")), "2025-07-10T09:00:00"));
    let world = world.at("2025-07-10").given("lena", "ana", &hold_of("2025-07-09"));
    let world = world.at("2025-07-16").given("ana", "ana", &cancel()).at("2025-07-24");
    let work = lenas(&world);
    assert_eq!(work.rows.iter().map(|row| &*row.person.name).collect::<Vec<_>>(), ["ANA", "SIB"]);
    let ana = &work.rows[0];
    let fates: Vec<_> = ana.weeks.iter().flatten().map(|tick| (tick.on.to_string(), tick.fate, tick.moved)).collect();
    assert_eq!(
        fates[..4],
        [
            ("2025-07-02".into(), Fate::Held, false),
            ("2025-07-10".into(), Fate::Held, true),
            ("2025-07-16".into(), Fate::Cancelled, false),
            ("2025-07-23".into(), Fate::Silent, false),
        ]
    );
    let total = ana.total;
    assert_eq!((total.planned, total.held, total.minutes, total.moved), (4, 2, 60, 1));
    assert_eq!((total.cancelled_by_employee, total.cancelled_by_leader, total.silent), (1, 0, 1));
    assert_eq!(ana.months[0].verdict, Verdict::Met, "two of thirty minutes");
    assert_eq!((work.by_month[0].planned, work.total.held), (5, 2), "the month has one more to come");
}

#[test]
fn rule_1_k2_a_week_is_that_of_the_day_a_meeting_was_moved_to_and_what_is_to_come_is_not_counted() {
    let world = World::staffed().given("lena", "ana", &weekly()).given("lena", "ana", &hold());
    let world = world.given("lena", "ana", &move_to(Some(day("2025-07-09")), "2025-07-14T09:00:00")).at("2025-07-10");
    let work = lenas(&world);
    let at = |monday: &str| {
        let week = work.weeks.iter().position(|week| *week == day(monday)).expect("a week that is shown");
        work.rows[0].weeks[week].iter().map(|tick| tick.on.to_string()).collect::<Vec<_>>()
    };
    assert_eq!(work.this_week, day("2025-07-07"));
    assert!(at("2025-07-07").is_empty(), "it was moved out of this week");
    assert_eq!(at("2025-07-14"), ["2025-07-14", "2025-07-16"]);
    assert_eq!((work.total.planned, work.total.held), (1, 1), "up to the day alone");
    assert_eq!((work.weeks.len(), work.weeks[0]), (12, day("2025-05-12")), "eight weeks back, three ahead");
}

#[test]
fn rule_1_k2_a_missed_meeting_is_counted_for_who_did_not_come() {
    let world = World::staffed().given("lena", "ana", &weekly()).given("ana", "ana", &no_show(Side::Leader));
    let world = world.at("2025-07-09").given("lena", "ana", &no_show(Side::Employee)).at("2025-07-10");
    let total = lenas(&world).total;
    assert_eq!((total.missed_by_leader, total.missed_by_employee, total.silent, total.held), (1, 1, 0, 0));
}

#[test]
fn rule_n_topics_the_desk_counts_with_how_many_a_topic_came_up() {
    let world = World::staffed().given("lena", "ana", &weekly()).given("lena", "sib", &weekly());
    let world = world.given("lena", "ana", &note("2C", "one")).given("lena", "ana", &note("2C", "two"));
    let world = world.given("lena", "sib", &note("2C", "three")).given("lena", "sib", &note("2E", "four"));
    let people = [summed(&world, "ana"), summed(&world, "sib")];
    let reach = topic_reach(&people);
    let of = |id: &str| reach.iter().find(|topic| topic.id == id).map(|topic| (topic.months[0], topic.overdue));
    assert_eq!((of("2C"), of("2E"), of("2D")), (Some((2, 0)), Some((1, 0)), Some((0, 0))), "people, not talks");
    assert!(topic_reach([]).is_empty());
}
