//! One screen for a day: an employee's own, and a supervisor's over everybody they lead.

use super::{day, sight};
use crate::{
    domain::{
        Side,
        tests::{World, commands::*},
    },
    views::today::{Today, today},
};

/// The screen of somebody with these reports.
fn screen(world: &World, name: &str, reports: &[&str]) -> Today {
    let own = world.person(name);
    let mut view = today(&sight(world, &own));
    let summaries: Vec<_> = reports.iter().map(|report| view.lead(&sight(world, &world.person(report)))).collect();
    view.with_desk(&summaries)
}

#[test]
fn rule_1_k1_a_day_with_nothing_planned_says_so() {
    let view = screen(&World::staffed(), "ana", &[]);
    assert!(view.next.is_none() && view.desk.is_none() && view.week.is_empty());
    assert_eq!((view.own_due.len(), view.due.len(), view.topics.len()), (0, 0, 0));
    assert_eq!(view.leader.map(|leader| leader.name).as_deref(), Some("LENA"));
    assert_eq!(view.own_findings, 2, "no series and no development plan");
}

#[test]
fn rule_2a_k2_a_promise_shows_when_it_is_overdue_or_due_within_a_week() {
    let world = World::staffed().given("ana", "ana", &promise("late", "2025-07-02", None));
    let world = world.given("ana", "ana", &promise("soon", "2025-07-10", None));
    let world = world.given("ana", "ana", &promise("later", "2025-07-11", None));
    let world = world.given("lena", "ana", &promise("hers", "2025-07-04", Some(Side::Leader))).at("2025-07-03");
    let own = |view: &[crate::views::today::Due]| {
        view.iter().map(|due| (due.text.clone(), due.overdue_since)).collect::<Vec<_>>()
    };
    let (late, soon) = (("late".to_owned(), Some(day("2025-07-03"))), ("soon".to_owned(), None));
    assert_eq!(own(&screen(&world, "ana", &[]).own_due), [late.clone(), soon.clone()]);
    let lenas = screen(&world, "lena", &["ana"]);
    assert_eq!(own(&lenas.due), [late, ("hers".to_owned(), None), soon], "both sides, the longest due first");
    assert!(lenas.own_due.is_empty(), "what she promised Ana is in Ana's record");
}

#[test]
fn rule_2_k2_the_leaders_week_names_who_has_not_prepared() {
    let world = World::staffed().given("lena", "sib", &schedule("FREQ=WEEKLY;BYDAY=FR", "2025-07-04T09:00:00", None));
    let world = world.given("lena", "ana", &weekly()).given("ana", "ana", &prepare(&[("2C", "one")]));
    let view = screen(&world, "lena", &["sib", "ana"]);
    let week: Vec<_> = view.week.iter().map(|it| (&*it.person.name, &*it.meeting.strip[1].text)).collect();
    let ana = "employee 2 July 2025; leader not yet in writing";
    assert_eq!(week, [("ANA", ana), ("SIB", "neither side yet in writing")], "by the hour they begin");
    let desk = view.desk.expect("she leads two");
    assert_eq!(desk.this_week[0].prepared.text, "1 of 2 sides in writing, 1 not yet", "the published desk counts");
    let called_off = world.given("ana", "ana", &cancel());
    assert_eq!(screen(&called_off, "lena", &["sib", "ana"]).week.len(), 1);
}

#[test]
fn rule_n_topics_reports_whose_topics_return_are_listed() {
    let world = World::staffed().given("lena", "ana", &weekly()).given("lena", "ana", &hold());
    let world = world.given("lena", "sib", &weekly());
    let before = screen(&world.clone().at("2025-09-29"), "lena", &["ana", "sib"]);
    assert!(before.topics.is_empty(), "75 % of 120 days have not passed");
    let world = world.at("2025-09-30").given("lena", "ana", &note("2C", "The scale drifts."));
    let after = screen(&world, "lena", &["ana", "sib"]);
    let topics: Vec<_> = after.topics.iter().map(|it| (&*it.person.name, it.topics.join(" "))).collect();
    assert_eq!(topics, [("ANA", "2A 2B 2D 2E 2F".to_owned()), ("SIB", "2A 2B 2C 2D 2E 2F".to_owned())]);
}

#[test]
fn rule_2_k3_the_leaders_screen_names_who_has_not_heard_a_message() {
    let message = message("1f03ab00000000b1", &["ana", "sib"], "The counter closes at four.");
    let world = World::staffed().given("lena", "ana", &weekly());
    let world = world.given("lena", "ana", &message).given("lena", "sib", &message).given("lena", "ana", &deliver(""));
    let desk = screen(&world, "lena", &["ana", "sib"]).desk.expect("she leads two");
    let names: Vec<_> = desk.reach[0].waiting.iter().map(|it| &*it.name).collect();
    assert_eq!((names, desk.reach[0].delivered, desk.reach[0].of), (vec!["SIB"], 1, 2));
}
