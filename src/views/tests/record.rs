//! What came of a 1:1 (rules 2B.K3, 3.K1, 3.K2, 3.R, 4.K2, 4.K3 and 4.R1).

use crate::{
    domain::{
        Class, Command, Side,
        conduct::Note,
        meeting::{Facet, Sign},
        tests::{World, commands::*, solving::*},
    },
    views::{
        Cycle, Sight,
        grow::grow_share,
        record::{RecordView, baseline as last_baseline, record},
    },
};

fn full() -> World {
    let success = Command::Note(Note {
        meeting: None,
        topic: "2B".into(),
        facet: Some(Facet::Behaviour),
        sign: Some(Sign::Success),
        text: "Asked first.".into(),
    });
    let world = held().given("lena", "ana", &success).given("lena", "ana", &note("2D", "The shift quarrels."));
    let world = world.given("lena", "ana", &decision("The east side first."));
    let world = world.given("lena", "ana", &agreement("Late ones by noon."));
    let world = world.given("ana", "ana", &open_problem("2C", "Forms come back."));
    let world = world.given("ana", "ana", &adopt("p1", Side::Employee, "2025-07-16"));
    let world = world.given("ana", "ana", &open_problem("2D", "Nobody says good morning."));
    let world = world.given("lena", "ana", &grow("2B", Some("2025-07-16")));
    let world = world.given("lena", "ana", &promise("Borrow the van.", "2025-07-09", Some(Side::Leader)));
    world.given("ana", "ana", &nothing_today()).given("ana", "ana", &reflect("It helped."))
}

fn seen(world: &World, class: Class) -> RecordView {
    let ana = world.person("ana");
    let sight = Sight::of(&ana, &world.directory, world.today);
    record(&sight, ana.last_held().expect("held"), class).expect("held")
}

#[test]
fn rule_4_k3_the_five_kinds_stand_each_by_itself() {
    let view = seen(&full(), Class::Pair);
    let points: Vec<_> = view.points.iter().map(|it| (&*it.topic, it.facet.as_deref(), it.sign.as_deref())).collect();
    assert_eq!(points[0].1.zip(points[0].2), Some(("behaviour", "success")), "3.K1, 3.K2: {points:?}");
    assert_eq!((points.len(), view.grows.len()), (2, 1));
    assert_eq!(view.decisions[0].text, "The east side first.");
    assert_eq!(view.agreements[0].text, "Late ones by noon.");
    assert_eq!(view.countermeasures[0].who.as_deref(), Some("k1, the employee’s, against p1"));
    assert_eq!((view.problems.len(), seen(&full(), Class::Person).problems.len()), (2, 1), "2D is for the two");
    let numbers = "3 discussion points, 1 decision, 1 agreement, 1 countermeasure and 2 commitments";
    assert_eq!(view.in_numbers(), numbers);
}

#[test]
fn rule_4_r1_it_ends_with_who_does_what_by_when() {
    let view = seen(&full(), Class::Person);
    let actions: Vec<_> = view.actions.iter().map(|it| (&*it.who, &*it.text, it.due.to_string())).collect();
    let own = ("ANA", "Start at seven on Monday.", "2025-07-16".to_owned());
    assert_eq!(actions, [own, ("LENA", "Borrow the van.", "2025-07-09".to_owned())]);
}

#[test]
fn rule_3_r_the_facilitator_is_named() {
    assert_eq!(seen(&full(), Class::Person).facilitator, "LENA");
}

#[test]
fn rule_2d_k1_the_chain_learns_that_there_is_more_and_not_a_word_of_it() {
    let world = full();
    let view = seen(&world, Class::Person);
    assert_eq!((view.points.len(), view.between_two), (1, 1));
    assert!(!serde_json::to_string(&view).expect("plain data").contains("quarrels"));
    assert_eq!(seen(&world, Class::Pair).between_two, 0);
}

#[test]
fn rule_2b_k3_the_share_of_options_that_the_employee_proposed_shows() {
    let world = full().given("lena", "ana", &grow("2D", None));
    let ana = world.person("ana");
    let share = grow_share(&Sight::of(&ana, &world.directory, world.today), Cycle::containing(world.today));
    assert_eq!((share.notes, share.options, share.by_employee), (2, 4, 2));
}

#[test]
fn rule_4_k2_a_baseline_stands_beside_the_last_one_with_the_days_between() {
    let world = held().given("lena", "ana", &baseline("Nine a week.", None)).at("2025-07-30");
    let world = world.given("lena", "ana", &baseline("Twelve a week.", Some("Three more.")));
    let ana = world.person("ana");
    let sight = Sight::of(&ana, &world.directory, world.today);
    let view = last_baseline(&sight).expect("there are two");
    assert_eq!((&*view.text, view.difference.as_deref()), ("Twelve a week.", Some("Three more.")));
    let last = view.last.expect("one before");
    assert_eq!((&*last.text, last.days), ("Nine a week.", 28));
    let earlier = Sight::of(&ana, &world.directory, crate::domain::tests::day("2025-07-29"));
    assert_eq!(last_baseline(&earlier).expect("the first").text, "Nine a week.");
}
