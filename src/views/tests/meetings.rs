//! What became of each meeting (N.pdca; learnt the hard way, 7).

use crate::{
    domain::{
        Class, Side,
        tests::{World, commands::*, day, who},
    },
    views::{
        Cycle, Sight,
        check::check,
        meetings::{MeetingState, MeetingView, PartState, meeting_view, meetings},
    },
};

/// A person's meetings up to the day, the last first.
fn listed(world: &World, name: &str) -> Vec<MeetingView> {
    let person = world.person(name);
    let sight = Sight::of(&person, &world.directory, world.today);
    meetings(&sight, Cycle::containing(world.today), Class::Pair)
}

#[test]
fn rule_n_pdca_every_meeting_shows_its_four_parts() {
    use PartState::{Done, Open, PartDone};
    let world = World::staffed().given("lena", "ana", &weekly()).given("ana", "ana", &prepare(&[("2B", "The route.")]));
    let world = world.given("lena", "ana", &hold()).given(
        "lena",
        "ana",
        &end(&[(1, crate::domain::preparation::Outcome::Discussed)]),
    );
    let world = world.given("ana", "ana", &nothing_today()).given("lena", "ana", &finalise()).at("2025-07-09");
    let views = listed(&world, "ana");
    let strips: Vec<Vec<_>> = views.iter().map(|view| view.strip.iter().map(|part| part.state).collect()).collect();
    assert_eq!(strips, [[Done, Open, Open, Open], [Done, PartDone, Done, Done]]);
    let names: Vec<_> = views[0].strip.iter().map(|part| part.name).collect();
    assert_eq!(names, ["Scheduled", "Prepared", "Held", "Documented"]);
}

#[test]
fn rule_1_k1_a_missed_meeting_says_who_did_not_come_and_by_whose_word() {
    let world = World::staffed().given("lena", "ana", &weekly()).given("ana", "ana", &no_show(Side::Leader));
    let world = world.at("2025-07-03");
    let view = &listed(&world, "ana")[0];
    assert_eq!(view.state, MeetingState::Missed);
    let change = &view.changes[0];
    assert_eq!(change.what, "the leader did not come on 2 July 2025, recorded by the employee (ANA)");
    assert_eq!(change.reason.as_deref(), Some("Waited until 9:20."));
    assert_eq!(view.strip[2].text, "missed: the leader did not come");
    assert!(view.entry.is_some() && view.strip[2].entry == view.entry);
}

#[test]
fn rule_1_r1_a_month_that_falls_short_names_the_causes_of_what_was_not_held() {
    let world = World::staffed().given("lena", "ana", &weekly()).given("ana", "ana", &no_show(Side::Leader));
    let world = world.at("2025-07-09").given("ana", "ana", &cancel()).at("2025-08-06");
    // The month of the first entry is not judged, so the series is told as one that began before it.
    let mut directory = world.directory.clone();
    directory.policies.clear();
    let person = world.person("ana");
    let sight = Sight::of(&person, &directory, world.today);
    let causes = crate::views::cause::not_held(&sight, day("2025-07-01"), day("2025-07-16"));
    let causes: Vec<_> = causes.into_iter().map(|it| format!("{} {:?} {}", it.on, it.cause, it.words)).collect();
    let wanted = [
        "2025-07-02 Leader missed: the leader did not come",
        "2025-07-09 Employee cancelled by the employee",
        "2025-07-16 Leader neither held nor cancelled on record",
    ];
    assert_eq!(causes, wanted);
}

#[test]
fn rule_1_r1_the_finding_of_a_short_month_carries_the_cause() {
    let world = World::staffed().given("lena", "ana", &weekly()).at("2025-08-06").given(
        "lena",
        "ana",
        &no_show(Side::Employee),
    );
    let world = world.at("2025-09-01");
    let person = world.person("ana");
    let sight = Sight::of(&person, &world.directory, world.today);
    let found = check(&sight, Cycle::containing(world.today), Class::Person);
    let august = found.iter().find(|finding| finding.what.contains("August 2025")).expect("August fell short");
    assert!(august.what.contains("; 6 August 2025 missed: the employee did not come; 13 August"), "{}", august.what);
}

#[test]
fn a_move_and_a_cancellation_say_whose_side_and_name_with_the_reason() {
    let world = World::staffed().given("lena", "ana", &weekly());
    let world = world.given("ana", "ana", &move_to(None, "2025-07-03T09:00:00"));
    let world = world.given("lena", "ana", &cancel()).at("2025-07-04");
    let changes: Vec<_> =
        listed(&world, "ana")[0].changes.iter().map(|it| (it.what.clone(), it.reason.clone())).collect();
    let moved = "moved by the employee (ANA) from Wednesday 2 July 2025, 09:00 to Thursday 3 July 2025, 09:00";
    let cancelled = "cancelled by the leader (LENA) on 2 July 2025";
    let why = |text: &str| Some(text.to_owned());
    assert_eq!(
        changes,
        [(moved.to_owned(), why("The audit begins then.")), (cancelled.to_owned(), why("Away at the fair."))]
    );
}

#[test]
fn a_meeting_of_the_window_rock_office_keeps_its_local_time_across_daylight_saving() {
    let mut world = World::staffed();
    let agency = world.directory.agency.as_mut().expect("an agency");
    agency.zone = chrono_tz::America::Denver;
    let world = world.given("lena", "ana", &schedule("FREQ=WEEKLY;BYDAY=MO", "2026-03-02T09:00:00", None));
    let world = world.given("lena", "ana", &once("2026-11-04T09:00:00")).at("2026-11-10");
    let person = world.person("ana");
    let sight = Sight::of(&person, &world.directory, world.today);
    let shown = |from: &str| {
        let meeting = person.meeting_on(day(from), &world.context("ana", world.today)).expect("one");
        let view = meeting_view(&sight, &meeting, Class::Pair);
        format!("{} {}", view.start.format("%H:%M"), view.zone)
    };
    let days = ["2026-03-02", "2026-03-09", "2026-10-26", "2026-11-04"];
    assert_eq!(days.map(shown), ["09:00 MST", "09:00 MDT", "09:00 MDT", "09:00 MST"]);
    assert_eq!(who("ana"), person.id);
}
