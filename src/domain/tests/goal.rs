//! Goals, metrics, obstacles, recognition and concerns (rules 2B, 1.R1, 1.R2).

use super::{World, commands::*, day};
use crate::domain::{
    Command,
    decide::already_said,
    goal::Course,
    steer::{Aim, Steer},
};

fn number(text: &str) -> Option<crate::domain::decimal::Decimal> {
    Some(text.parse().expect("a decimal"))
}

fn measured(baseline: &str, target: &str) -> Aim {
    let metric = Some("Orders checked".into());
    Aim { metric, baseline: number(baseline), target: number(target), ..Aim::default() }
}

fn goal_of(world: &World) -> crate::domain::goal::Goal {
    world.person("ana").goals.values().next().expect("a goal").clone()
}

#[test]
fn rule_2b_the_leader_sets_revises_and_observes_and_nobody_else_does() {
    let world = World::staffed().when("lena", "ana", &set_goal("More orders.", measured("60", "90")));
    let world = world.then_recorded(&["goal-set"]);
    let world = world.when("lena", "ana", &observe("72.5", "2025-06-30")).then_recorded(&["metric-observed"]);
    let revised = Aim { target: number("85"), ..Aim::default() };
    let world = world.when("lena", "ana", &revise_goal(revised.clone())).then_recorded(&["goal-revised"]);
    let goal = goal_of(&world);
    assert_eq!((goal.now.target, goal.now.baseline), (number("85"), number("60")), "what is left out stays");
    for command in [set_goal("Mine.", Aim::default()), revise_goal(revised), observe("99", "2025-06-29")] {
        for actor in ["ana", "dana", "hana"] {
            let refusal = world.tries(actor, "ana", world.today, &command).expect_err("the leader's").to_string();
            assert!(refusal.contains("authority.line") && refusal.contains("LENA can"), "{refusal}");
        }
    }
}

#[test]
fn rule_2b_a_target_has_a_metric_and_a_baseline_and_a_due_day_to_come() {
    let alone = Aim { target: number("90"), ..Aim::default() };
    let world = World::staffed().when("lena", "ana", &set_goal("More.", alone)).then_refused(&["2B", "--metric"]);
    let no_start = Aim { baseline: None, ..measured("1", "90") };
    let world = world.when("lena", "ana", &set_goal("More.", no_start)).then_refused(&["2B", "--baseline"]);
    let past = Aim { due: Some(day("2025-07-01")), ..Aim::default() };
    let world = world.when("lena", "ana", &set_goal("More.", past.clone())).then_refused(&["2B", "before"]);
    let world = world.given("lena", "ana", &set_goal("More.", Aim::default()));
    let world = world.when("lena", "ana", &revise_goal(past)).then_refused(&["2B", "before"]);
    let world = world.when("lena", "ana", &revise_goal(Aim::default())).then_refused(&["nothing would change"]);
    let entry = last(&world);
    world.when("lena", "ana", &correct(entry, "due", "2025-07-01")).then_refused(&["2B", "before"]);
}

#[test]
fn rule_2b_a_value_is_of_a_metric_of_a_day_that_has_come_and_is_given_once() {
    let world = World::staffed().given("lena", "ana", &set_goal("More.", Aim::default()));
    let world = world.when("lena", "ana", &observe("1", "2025-06-30")).then_refused(&["2B", "no metric"]);
    let metric = Aim { metric: Some("Orders".into()), ..Aim::default() };
    let world = world.given("lena", "ana", &revise_goal(metric));
    let world = world.when("lena", "ana", &observe("1", "2025-07-03")).then_refused(&["2B", "cannot be known"]);
    let world =
        world.given("lena", "ana", &observe("2", "2025-06-30")).given("lena", "ana", &observe("1", "2025-05-31"));
    let values: Vec<_> = goal_of(&world).observations.iter().map(|it| it.what.value.to_string()).collect();
    assert_eq!(values, ["1", "2"], "by the day they are of, not by recording");
    let entry = last(&world);
    let world = world
        .when("lena", "ana", &observe("3", "2025-05-31"))
        .then_refused(&["has a value of 2025-05-31", &format!("coach correct {entry} --set value=")]);
    let world = world.when("lena", "ana", &correct(entry, "value", "1,5")).then_refused(&["do not fit"]);
    let world = world.when("lena", "ana", &correct(entry, "period", "2025-08-01")).then_refused(&["cannot be known"]);
    let world = world.when("lena", "ana", &correct(entry, "value", "1.5")).then_recorded(&["entry-corrected"]);
    assert_eq!(goal_of(&world).observations[0].what.value.to_string(), "1.5");
}

#[test]
fn rule_2b_whether_a_target_is_reached_depends_on_which_way_it_lies() {
    for (baseline, target, course, reached, short) in [
        ("60", "90", Course::Up, "90.0", "89.9"),
        ("12", "3", Course::Down, "3", "3.1"),
        ("0", "0", Course::Hold, "0.0", "1"),
    ] {
        let world = World::staffed().given("lena", "ana", &set_goal("So much.", measured(baseline, target)));
        assert_eq!((goal_of(&world).course(), goal_of(&world).reached()), (Some(course), None));
        let world = world.given("lena", "ana", &observe(short, "2025-05-31"));
        assert_eq!(goal_of(&world).reached(), Some(false), "{short} of {target}");
        let world = world.given("lena", "ana", &observe(reached, "2025-06-30"));
        assert_eq!(goal_of(&world).reached(), Some(true), "{reached} of {target}");
    }
}

#[test]
fn rule_2b_k1_either_side_raises_an_obstacle_and_it_is_removed_once() {
    let world = World::staffed().given("lena", "ana", &set_goal("More.", Aim::default()));
    let world =
        world.when("ana", "ana", &raise_obstacle("No scanner.", Some("g1"))).then_recorded(&["obstacle-raised"]);
    let world =
        world.when("ana", "ana", &raise_obstacle("None.", Some("g9"))).then_refused(&["no goal g9", "g1: More."]);
    let world = world.when("lena", "ana", &remove_obstacle("o9")).then_refused(&["2B.K1", "o1: No scanner."]);
    let world = world.when("lena", "ana", &remove_obstacle("o1")).then_recorded(&["obstacle-removed"]);
    let world =
        world.when("ana", "ana", &remove_obstacle("o1")).then_refused(&["recorded as removed", "raise it anew"]);
    world.when("ana", "ana", &raise_obstacle("No ladder.", None)).then_recorded(&["obstacle-raised"]);
}

#[test]
fn rule_2b_k2_a_leader_recognises_progress_in_the_meeting_under_way() {
    let world = held().when("lena", "ana", &recognise("Ninety in a week.")).then_recorded(&["recognition-given"]);
    assert!(world.person("ana").recognitions[0].what.meeting.is_some());
    world.when("ana", "ana", &recognise("Myself.")).then_refused(&["authority.line", "LENA can"]);
}

#[test]
fn rule_4_r2_a_concern_is_acknowledged_by_the_employee_alone_and_once() {
    let world = World::staffed().when("lena", "ana", &raise_concern("Late.")).then_recorded(&["concern-raised"]);
    let world = world.when("lena", "ana", &ack_concern("n1")).then_refused(&["authority.writer", "Only ANA can"]);
    let world =
        world.when("ana", "ana", &ack_concern("n9")).then_refused(&["no concern n9", "n1, of 2025-07-02: Late."]);
    let world = world.when("ana", "ana", &ack_concern("n1")).then_recorded(&["concern-acknowledged"]);
    world.when("ana", "ana", &ack_concern("n1")).then_refused(&["was acknowledged on 2025-07-02"]);
}

#[test]
fn rule_1_r2_a_change_of_plan_that_answers_a_concern_has_it_as_its_cause() {
    let world = World::staffed().given("lena", "ana", &raise_concern("Late."));
    let concern = last(&world);
    let world = world.given("ana", "ana", &open_plan("On time.")).at("2025-07-07");
    let n1 = || Some("n1".parse().expect("a name"));
    let world = world.when("lena", "ana", &note("2B", "Later.").answering(n1())).then_refused(&["1.R2", "n1"]);
    let unknown = promise("Be early.", "2025-07-30", None).answering(Some("n7".parse().expect("a name")));
    let world = world.when("ana", "ana", &unknown).then_refused(&["no concern n7"]);
    let before = promise("Be early.", "2025-07-30", None).answering(n1());
    assert!(world.tries("ana", "ana", day("2025-07-01"), &before).is_err(), "before it was raised");
    let answers = [
        ("ana", promise("Be early.", "2025-07-30", None), "commitment-made"),
        ("lena", act("A course.", "2025-08-01"), "development-action-planned"),
        ("lena", set_goal("In time.", Aim::default()), "goal-set"),
        ("lena", revise_goal(Aim { objective: Some("Service".into()), ..Aim::default() }), "goal-revised"),
    ];
    let mut world = world;
    for (actor, command, kind) in answers {
        world = world.when(actor, "ana", &command.answering(n1())).then_recorded(&[kind]);
        assert_eq!(world.log.last().expect("recorded").cause, Some(concern), "{kind}");
    }
    let ana = world.person("ana");
    let known = ana.concerns.values().next().expect("n1");
    assert_eq!(known.answers.len(), 4);
    assert_eq!(known.answered(), Some((day("2025-07-07"), concern + 2)));
}

#[test]
fn what_is_set_or_raised_twice_is_noticed() {
    let world = World::staffed().given("lena", "ana", &set_goal("More.", Aim::default()));
    let world = world.given("lena", "ana", &raise_concern("Late.")).given("ana", "ana", &raise_obstacle("Rain.", None));
    let said = |actor: &str, command: &Command| {
        let proposed = world.tries(actor, "ana", world.today, command).expect("allowed");
        already_said(&world.person("ana"), &proposed).is_some()
    };
    assert!(said("lena", &set_goal("More.", Aim::default())) && said("lena", &raise_concern("Late.")));
    assert!(said("ana", &raise_obstacle("Rain.", None)) && !said("lena", &raise_obstacle("Rain.", None)));
    assert!(!said("lena", &set_goal("More.", measured("1", "2"))));
}

fn observe(value: &str, period: &str) -> Command {
    let (value, source) = (value.parse().expect("a decimal"), "The order book.".into());
    Command::Goal(Steer::Observe("g1".parse().expect("a name"), value, day(period), source))
}
