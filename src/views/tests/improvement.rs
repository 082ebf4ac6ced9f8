//! Problems and ideas as readers see them (rules 2C.K1, 2C.K2, 2C.K3, 2D.R and J.purpose).

use super::day;
use crate::{
    domain::{
        Class, Side,
        problem::Phase,
        tests::{World, commands::*, solving::*},
    },
    views::{
        Sight,
        agenda::agenda,
        ideas::ideas,
        improvement::improving,
        problems::{authored, problems},
        statement::Glossary,
    },
};

/// Ana's problems: one of the form, with a countermeasure; one of the team.
fn solving() -> World {
    let world =
        held().given("lena", "ana", &solicit("The form?")).given("ana", "ana", &submit(Some("e1"), "A page less."));
    let world =
        world.given("lena", "ana", &problem_of(None, Some("e1"))).given("ana", "ana", &cause("p1", "Page two."));
    let world = world.given("lena", "ana", &adopt("p1", Side::Employee, "2025-07-16"));
    world.given("ana", "ana", &open_problem("2D", "Nobody says good morning."))
}

#[test]
fn rule_2c_k1_problems_have_an_age_and_a_place_in_plan_do_check_act() {
    let world = solving();
    let ana = world.person("ana");
    let seen = |on: &str| {
        let sight = Sight::of(&ana, &world.directory, day(on));
        problems(&sight, Class::Pair)
            .into_iter()
            .map(|it| (it.id.clone(), it.phase.expect("read"), it.days.expect("read")))
            .collect::<Vec<_>>()
    };
    let all = |phase, days| vec![("p1".to_owned(), phase, days), ("p2".to_owned(), Phase::Plan, days)];
    assert_eq!((seen("2025-07-10"), seen("2025-07-16")), (all(Phase::Do, 8), all(Phase::Check, 14)));
    let world = world.at("2025-07-16").given("ana", "ana", &check_countermeasure("k1")).given(
        "lena",
        "ana",
        &close_problem("p1"),
    );
    let ana = world.person("ana");
    let sight = Sight::of(&ana, &world.directory, day("2025-08-01"));
    let last = problems(&sight, Class::Pair).pop().expect("the closed one is last");
    assert_eq!((&*last.id, last.phase, last.days, last.stands()), ("p1", Some(Phase::Closed), Some(14), "closed"));
}

#[test]
fn rule_2d_r_a_problem_of_the_team_is_for_the_two_until_it_is_taken_further_up() {
    let world = solving();
    let shown = |world: &World, class| {
        let ana = world.person("ana");
        let sight = Sight::of(&ana, &world.directory, day("2025-07-20"));
        (serde_json::to_string(&problems(&sight, class)).expect("JSON"), improving(&sight))
    };
    let (chain, counted) = shown(&world, Class::Person);
    assert!(!chain.contains("p2") && counted.open == 1 && counted.escalated == 0, "{chain}");
    assert!(shown(&world, Class::Pair).0.contains("good morning"));
    let up = world.at("2025-07-20").given("ana", "ana", &escalate("p2", "Please sit in."));
    let (chain, counted) = shown(&up, Class::Person);
    assert!(chain.contains("Please sit in.") && !chain.contains("good morning"), "{chain}");
    assert_eq!((counted.open, counted.escalated), (2, 1));
    let ana = up.person("ana");
    let sight = Sight::of(&ana, &up.directory, day("2025-07-21"));
    let taken = problems(&sight, Class::Person).into_iter().find(|it| it.id == "p2").expect("taken further up");
    assert_eq!((taken.escalations[0].days, &*taken.escalations[0].to, taken.words), (18, "DANA", None));
    assert_eq!((taken.phase, taken.days), (None, None), "how it stands is between the two");
    let glossary = Glossary { directory: &up.directory, person: Some(&ana) };
    let entry = &ana.entries.last().expect("the escalation").event;
    assert!(!format!("{:?}", glossary.statement(entry)).contains("good morning"), "its statement is for the chain");
}

#[test]
fn rule_2c_k2_the_share_of_countermeasures_is_counted_by_whose_they_are() {
    let world = solving().given("lena", "ana", &adopt_text("p1", Side::Leader, "2025-07-16", "A second desk."));
    let world = world.given("ana", "ana", &adopt_text("p2", Side::Employee, "2025-07-16", "Say it first."));
    let ana = world.person("ana");
    let sight = Sight::of(&ana, &world.directory, day("2025-07-20"));
    let share = |class| {
        let share = authored(&sight, sight.cycle(), class);
        (share.by_employee, share.all)
    };
    assert_eq!((share(Class::Person), share(Class::Pair)), ((1, 2), (2, 3)));
}

#[test]
fn rule_2c_k1_the_next_agenda_has_the_problems_that_stand_and_the_checks_that_are_due_by_its_day() {
    let lines = |on: &str| {
        let world = solving();
        let ana = world.person("ana");
        let agenda = agenda(&Sight::of(&ana, &world.directory, day(on)));
        let part = agenda.parts.into_iter().find(|part| part.title == "Problems and ideas").expect("the part");
        part.lines.into_iter().map(|line| (line.name, line.topic, line.overdue_since)).collect::<Vec<_>>()
    };
    let line = |name: &str, topic: &str, since: Option<&str>| (name.to_owned(), topic.to_owned(), since.map(day));
    let (p1, p2, e1) = (line("p1", "2C", None), line("p2", "2D", None), line("e1", "2C", None));
    assert_eq!(lines("2025-07-08"), [p1.clone(), p2.clone(), e1.clone()], "the next 1:1 is on the ninth");
    assert_eq!(lines("2025-07-10"), [p1.clone(), line("k1", "2C", None), p2.clone(), e1.clone()]);
    assert_eq!(lines("2025-07-17")[1], line("k1", "2C", Some("2025-07-17")));
}

#[test]
fn rule_2c_k3_an_idea_stands_with_what_it_led_to_and_leaves_the_agenda_once_implemented() {
    let world = solving().given("lena", "ana", &accept("e1")).given("lena", "ana", &implement("e1", None));
    let ana = world.person("ana");
    let sight = Sight::of(&ana, &world.directory, day("2025-07-10"));
    let view = ideas(&sight, Class::Person).remove(0);
    assert_eq!((view.stands(), view.problems, view.revision), ("implemented", vec!["p1".to_owned()], None));
    let agenda = agenda(&sight);
    assert!(!agenda.parts.iter().flat_map(|part| &part.lines).any(|line| line.name == "e1"));
    let counted = improving(&sight);
    assert_eq!((counted.submitted, counted.implemented, counted.undecided), (1, 1, 0));
}
