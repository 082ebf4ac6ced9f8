//! Written preparation, each side's by itself (rules 2.K1 and 2.K2).

use crate::{
    domain::{
        Class, Command, Person, Side,
        preparation::Prepare,
        tests::{World, commands::*},
    },
    views::{
        Sight,
        agenda::agenda,
        desk::desk,
        meetings::{PartState, meeting_view},
        prepared::{Prepared, Written},
        summary::summary,
    },
};

#[test]
fn rule_2_k2_late_preparation_is_shown_and_blocks_nothing() {
    let world = World::staffed().given("lena", "ana", &weekly()).given("ana", "ana", &prepare(&[("2B", "one")]));
    let written_at = |time: &str| {
        let mut entries = world.person("ana").entries;
        entries.last_mut().expect("the preparation").recorded_at = time.parse().expect("a time");
        let ana = Person::fold(crate::domain::tests::who("ana"), entries);
        let view = meeting_view(
            &Sight::of(&ana, &world.directory, world.today),
            &ana.next_meeting(world.today).expect("one"),
            Class::Pair,
        );
        (view.prepared[0].written, view.strip[1].text.clone())
    };
    // The meeting begins at nine in Phoenix, which is sixteen o'clock in Greenwich.
    let in_time = "employee 2 July 2025; leader not yet in writing".to_owned();
    assert_eq!(written_at("2025-07-02T15:59:59Z"), (Written::InTime, in_time.clone()));
    let late = "employee 2 July 2025 (late); leader not yet in writing".to_owned();
    assert_eq!(written_at("2025-07-02T16:00:00Z"), (Written::Late, late));
    // Of what was recorded days later only the day is known.
    assert_eq!(written_at("2025-07-05T16:00:00Z"), (Written::InTime, in_time));
    let world = world.given("lena", "ana", &hold()).given(
        "lena",
        "ana",
        &end(&[(1, crate::domain::preparation::Outcome::Dropped)]),
    );
    world
        .given("ana", "ana", &nothing_today())
        .when("lena", "ana", &finalise())
        .then_recorded(&["meeting-record-finalised"]);
}

#[test]
fn rule_2_k2_missing_preparation_is_shown_for_each_side() {
    let world = World::staffed().given("lena", "ana", &weekly()).given("lena", "ana", &prepare(&[("2B", "one")]));
    let shown = |world: &World| {
        let ana = world.person("ana");
        let meeting = ana.meetings_between(super::day("2025-07-02"), super::day("2025-07-02")).remove(0);
        let view = meeting_view(&Sight::of(&ana, &world.directory, world.today), &meeting, Class::Pair);
        (view.prepared.iter().map(|it| (it.side, it.written)).collect::<Vec<_>>(), view.strip[1].state)
    };
    let before = [(Side::Employee, Written::NotYet), (Side::Leader, Written::InTime)];
    assert_eq!(shown(&world), (before.to_vec(), PartState::PartDone));
    let after = [(Side::Employee, Written::Missing), (Side::Leader, Written::InTime)];
    assert_eq!(shown(&world.given("lena", "ana", &hold())), (after.to_vec(), PartState::PartDone));
}

/// The desk counts the sides, and says of a 1:1 that was held that what is not there is missing.
#[test]
fn rule_2_k2_the_desk_counts_sides_and_calls_what_is_too_late_missing() {
    let world = World::staffed().given("lena", "ana", &weekly()).given("lena", "ana", &prepare(&[("2B", "one")]));
    let desk = |world: &World| {
        let ana = summary(&Sight::of(&world.person("ana"), &world.directory, world.today));
        let desk = desk(ana.leader.clone().expect("Lena"), [&ana], world.today);
        desk.this_week[0].prepared.clone()
    };
    let shown = |text: &str| Prepared { state: PartState::PartDone, text: text.to_owned() };
    assert_eq!(desk(&world), shown("1 of 2 sides in writing, 1 not yet"));
    assert_eq!(desk(&world.given("lena", "ana", &hold())), shown("1 of 2 sides in writing, 1 missing"));
    let neither = World::staffed().given("lena", "ana", &weekly());
    assert_eq!(desk(&neither).text, "0 of 2 sides in writing, 2 not yet");
}

#[test]
fn rule_2_k1_the_agenda_shows_who_went_through_it_and_what_they_marked() {
    let review = Prepare { highlights: vec!["The scale first.".into()], ..Prepare::default() };
    let world = World::staffed().given("lena", "ana", &weekly()).given("ana", "ana", &Command::Prepare(review));
    let ana = world.person("ana");
    let agenda = agenda(&Sight::of(&ana, &world.directory, world.today));
    let employee = &agenda.preparations[0];
    assert_eq!((employee.reviewed, employee.on), (Some(world.today), None));
    assert_eq!(employee.highlights, ["The scale first."]);
    assert_eq!(agenda.preparations[1].reviewed, None);
}
