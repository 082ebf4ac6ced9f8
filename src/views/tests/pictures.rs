//! The calendar of a leader's 1:1s (rule N.cadence) and the year of one person as marks.

use super::{day, summed};
use crate::{
    domain::tests::{World, commands::*},
    views::{
        Cycle, Sight,
        heatmap::{Heatmap, heatmap},
        year_line::{Shape, YearLine, year_line},
    },
};

fn of_ana(world: &World) -> Heatmap {
    heatmap([&summed(world, "ana")], Cycle::containing(world.today))
}

/// The shape of the week with this Monday.
fn week(map: &Heatmap, monday: &str) -> Option<Shape> {
    let at = map.weeks.iter().position(|week| *week == day(monday)).expect("a week of the cycle");
    map.rows[0].weeks[at]
}

#[test]
fn rule_n_cadence_a_calendar_of_nobody_has_the_weeks_of_the_cycle() {
    let map = heatmap([], Cycle::containing(day("2025-07-02")));
    assert!(map.rows.is_empty());
    assert_eq!((map.weeks.len(), map.weeks[0], map.weeks[52]), (53, day("2025-06-30"), day("2026-06-29")));
    let idle = of_ana(&World::staffed());
    assert!(idle.rows[0].weeks.iter().all(Option::is_none), "nothing was planned");
}

#[test]
fn rule_n_cadence_each_week_shows_what_became_of_its_meeting() {
    let world = World::staffed().given("lena", "ana", &weekly()).given("lena", "ana", &hold());
    let world = world.given("lena", "ana", &move_to(Some(day("2025-07-09")), "2025-07-10T09:00:00"));
    let world = world.at("2025-07-10").given("lena", "ana", &hold_of("2025-07-09"));
    let map = of_ana(&world.at("2025-07-16").given("ana", "ana", &cancel()).at("2025-07-24"));
    let shapes = ["2025-06-30", "2025-07-07", "2025-07-14", "2025-07-21", "2025-07-28", "2025-09-01"];
    let shapes = shapes.map(|monday| week(&map, monday));
    use Shape::{Cross, Full, Half, Hollow, Stroke};
    assert_eq!(shapes, [Some(Full), Some(Half), Some(Stroke), Some(Cross), Some(Hollow), None]);
}

#[test]
fn rule_n_cadence_a_week_of_several_meetings_counts_what_was_held_first() {
    let world = World::staffed().given("lena", "ana", &weekly()).given("lena", "ana", &once("2025-07-03T15:00:00"));
    let world = world.given("lena", "ana", &hold_of("2025-07-02")).at("2025-07-05");
    assert_eq!(week(&of_ana(&world), "2025-06-30"), Some(Shape::Full), "the other one has no word");
    // The week that holds the first of July is of two cycles; each shows its own days of it.
    let early = World::staffed().at("2025-06-30").given("lena", "ana", &once("2025-06-30T15:00:00"));
    let early = early.given("lena", "ana", &hold_of("2025-06-30"));
    let in_june = heatmap([&summed(&early, "ana")], Cycle::containing(day("2025-06-30")));
    assert_eq!(week(&in_june, "2025-06-30"), Some(Shape::Full));
    assert_eq!(week(&of_ana(&early.at("2025-07-02")), "2025-06-30"), None);
}

fn line(world: &World) -> YearLine {
    let ana = world.person("ana");
    let sight = Sight::of(&ana, &world.directory, world.today);
    year_line(&sight, sight.cycle())
}

/// The marks of a lane up to the day.
fn lane(line: &YearLine, name: &str, to: &str) -> Vec<(String, Shape)> {
    let lane = line.lanes.iter().find(|lane| lane.name == name).expect("a lane");
    lane.marks.iter().filter(|mark| mark.on <= day(to)).map(|mark| (mark.on.to_string(), mark.shape)).collect()
}

#[test]
fn a_year_of_nothing_has_empty_lanes_and_twelve_months() {
    let line = line(&World::staffed());
    let names: Vec<_> = line.lanes.iter().map(|lane| lane.name).collect();
    assert_eq!(names, ["1:1s", "Prepared in writing", "Promises: employee", "Promises: leader"]);
    assert!(line.lanes.iter().all(|lane| lane.marks.is_empty()));
    assert!(line.months.len() == 12 && line.months.iter().all(|month| month.tally.planned == 0 && month.notes == 0));
}

#[test]
fn rule_2_k2_the_year_marks_how_far_each_meeting_was_prepared_and_not_by_whom() {
    let world = World::staffed().given("lena", "ana", &weekly());
    let one = world.clone().given("ana", "ana", &prepare(&[("2C", "one")])).given("lena", "ana", &hold());
    let other = world.clone().given("lena", "ana", &prepare(&[("2C", "one")])).given("lena", "ana", &hold());
    let shape = |world: &World| lane(&line(world), "Prepared in writing", "2025-07-02");
    assert_eq!(shape(&one), [("2025-07-02".to_owned(), Shape::Half)]);
    assert_eq!(shape(&one), shape(&other), "either side looks the same");
    assert_eq!(shape(&world.clone().given("lena", "ana", &hold())), [("2025-07-02".to_owned(), Shape::Hollow)]);
    assert_eq!(line(&one).months[0].tally.sides_prepared, 1);
    // A 1:1 that fell out, and that nobody had prepared, has no mark at all.
    assert!(shape(&world.given("ana", "ana", &cancel())).is_empty());
}

#[test]
fn rule_2a_r_each_promise_is_marked_on_the_day_it_is_due_for_its_side() {
    let world = World::staffed();
    let world = world.given("ana", "ana", &promise("one", "2025-07-09", None));
    let world = world.given("ana", "ana", &promise("two", "2025-07-10", None)).given(
        "ana",
        "ana",
        &renegotiate("c2", "2025-07-12"),
    );
    let world = world.given("ana", "ana", &promise("three", "2025-07-11", None)).given("lena", "ana", &release("c3"));
    let world = world.given("lena", "ana", &promise("four", "2025-07-08", None));
    let world = world.given("ana", "ana", &promise("five", "2025-09-01", None));
    let world = world.at("2025-07-09").given("ana", "ana", &done("c1"));
    let world = world.at("2025-07-12").given("ana", "ana", &done("c2")).at("2025-07-20");
    let line = line(&world);
    let own = |name| lane(&line, name, "2026-06-30").into_iter().map(|(on, shape)| (on[5..].to_owned(), shape));
    let wanted = [("07-09", Shape::Full), ("07-11", Shape::Stroke), ("07-12", Shape::Half), ("09-01", Shape::Hollow)];
    assert!(own("Promises: employee").eq(wanted.map(|(on, shape)| (on.to_owned(), shape))), "{:?}", line.lanes[2]);
    assert_eq!(own("Promises: leader").collect::<Vec<_>>(), [("07-08".to_owned(), Shape::Cross)]);
    let july = &line.months[0];
    assert_eq!((july.employee_due, july.employee_kept, july.leader_due, july.leader_kept), (3, 2, 1, 0));
}

#[test]
fn rule_2d_k1_the_year_counts_the_discussion_entries_that_its_readers_may_read() {
    let world = World::staffed().given("lena", "ana", &note("2B", "one")).given("lena", "ana", &note("2D", "two"));
    assert_eq!(line(&world).months[0].notes, 1, "talk of the team is between the two");
}
