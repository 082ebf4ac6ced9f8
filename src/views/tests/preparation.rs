//! Written preparation, each side's by itself (rules 2.K1 and 2.K2).

use crate::{
    domain::{
        Command, Person, Side,
        preparation::Prepare,
        tests::{World, commands::*},
    },
    views::{
        Sight,
        agenda::agenda,
        meetings::{PartState, Written, meeting_view},
    },
};

#[test]
fn rule_2_k2_late_preparation_is_shown_and_blocks_nothing() {
    let world = World::staffed().given("lena", "ana", &weekly()).given("ana", "ana", &prepare(&[("2B", "one")]));
    let written_at = |time: &str| {
        let mut entries = world.person("ana").entries;
        entries.last_mut().expect("the preparation").recorded_at = time.parse().expect("a time");
        let ana = Person::fold(crate::domain::tests::who("ana"), entries);
        let view =
            meeting_view(&Sight::of(&ana, &world.directory, world.today), &ana.next_meeting(world.today).expect("one"));
        (view.prepared[0].written, view.strip[1].text.clone())
    };
    // The meeting begins at nine in Phoenix, which is sixteen o'clock in Greenwich.
    let in_time = "employee 2 July 2025; leader not in writing".to_owned();
    assert_eq!(written_at("2025-07-02T15:59:59Z"), (Written::InTime, in_time.clone()));
    let late = "employee 2 July 2025 (late); leader not in writing".to_owned();
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
        let view = meeting_view(&Sight::of(&ana, &world.directory, world.today), &meeting);
        (view.prepared.iter().map(|it| (it.side, it.written)).collect::<Vec<_>>(), view.strip[1].state)
    };
    let before = [(Side::Employee, Written::NotYet), (Side::Leader, Written::InTime)];
    assert_eq!(shown(&world), (before.to_vec(), PartState::PartDone));
    let after = [(Side::Employee, Written::Missing), (Side::Leader, Written::InTime)];
    assert_eq!(shown(&world.given("lena", "ana", &hold())), (after.to_vec(), PartState::PartDone));
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
