//! Problems, countermeasures and ideas (rules 2C.K1, 2C.K2, 2C.K3, 2D.K2, 2D.R, J.purpose).

use super::{World, commands::*, day, solving::*};
use crate::domain::{
    Class, Command, Event, Side,
    problem::Phase,
    suggest::{Revision, Suggest},
};

/// The phase of Ana's first problem on a day.
fn phase(world: &World, on: &str) -> Phase {
    let ana = world.person("ana");
    let problem = ana.improvement.problems.values().next().expect("p1");
    ana.improvement.phase(problem, day(on))
}

fn classes(world: &World) -> Vec<(&'static str, Class)> {
    let kinds = |kind: &str| kind.starts_with("problem") || kind.starts_with("counter") || kind.starts_with("cause");
    let entries = world.log.iter().filter(|entry| kinds(entry.event.kind()));
    entries.map(|entry| (entry.event.kind(), entry.class)).collect()
}

#[test]
fn rule_2c_k1_a_problem_goes_through_plan_do_check_act_until_it_is_closed() {
    let world =
        World::staffed().when("ana", "ana", &open_problem("2c", "Forms come back.")).then_recorded(&["problem-opened"]);
    assert_eq!(phase(&world, "2025-07-02"), Phase::Plan);
    let world = world.when("lena", "ana", &cause("p1", "Page two.")).then_recorded(&["cause-identified"]);
    let adopt = adopt("p1", Side::Employee, "2025-07-16");
    let world = world.when("lena", "ana", &adopt).then_recorded(&["countermeasure-adopted"]);
    assert_eq!((phase(&world, "2025-07-15"), phase(&world, "2025-07-16")), (Phase::Do, Phase::Check));
    let world = world.at("2025-07-16").when("lena", "ana", &close_problem("p1")).then_refused(&["2C.K1", "k1"]);
    let world = world.when("ana", "ana", &check_countermeasure("k1")).then_recorded(&["countermeasure-checked"]);
    assert_eq!(phase(&world, "2025-07-16"), Phase::Act);
    let world = world.when("ana", "ana", &close_problem("p1")).then_recorded(&["problem-closed"]);
    assert_eq!(phase(&world, "2025-07-16"), Phase::Closed);
    for late in [cause("p1", "More."), adopt, escalate("p1", "Help."), close_problem("p1")] {
        world.tries("ana", "ana", world.today, &late).expect_err("closed");
    }
    assert!(classes(&world).iter().all(|(_, class)| *class == Class::Person), "{:?}", classes(&world));
}

#[test]
fn rule_2c_k1_what_is_done_names_what_is_there_and_comes_after_it() {
    let world = World::staffed().given("ana", "ana", &open_problem("2C", "Forms come back."));
    let early = adopt("p1", Side::Leader, "2025-07-01");
    let world = world.when("ana", "ana", &early).then_refused(&["2C.K1", "before"]);
    let world = world.when("ana", "ana", &cause("p2", "None.")).then_refused(&["2C.K1", "p1", "Forms come back"]);
    let world = world.when("ana", "ana", &check_countermeasure("k1")).then_refused(&["2C.K1", "no countermeasure k1"]);
    let world = world.when("ana", "ana", &problem_of(Some("g1"), None)).then_refused(&["no goal g1"]);
    let world = world.when("ana", "ana", &problem_of(None, Some("e1"))).then_refused(&["2C.K3", "no idea e1"]);
    let world = world.when("ana", "ana", &open_problem("9Z", "Else.")).then_refused(&["N.adapt"]);
    let before = world.when_on(day("2025-07-01"), "ana", "ana", &cause("p1", "Earlier.")).then_refused(&["after"]);
    let world = before.given("ana", "ana", &adopt("p1", Side::Leader, "2025-07-09"));
    let world = world.when_on(day("2025-07-01"), "ana", "ana", &check_countermeasure("k1")).then_refused(&["after"]);
    let world = world.given("ana", "ana", &check_countermeasure("k1"));
    world.when("ana", "ana", &check_countermeasure("k1")).then_refused(&["was checked"]);
}

#[test]
fn rule_2c_k2_a_countermeasure_says_whose_it_is_whoever_records_it() {
    let world = World::staffed().given("lena", "ana", &open_problem("2C", "Forms come back."));
    let world = world.given("lena", "ana", &adopt("p1", Side::Employee, "2025-07-09"));
    let world = world.given("ana", "ana", &adopt_text("p1", Side::Leader, "2025-07-09", "A second desk."));
    let ana = world.person("ana");
    let said: Vec<_> = ana.improvement.countermeasures.values().map(|it| it.adopted.what.author).collect();
    assert_eq!(said, [Side::Employee, Side::Leader]);
}

#[test]
fn a_corrected_countermeasure_keeps_its_day_of_check_and_its_problem() {
    let world = World::staffed().given("lena", "ana", &open_problem("2D", "Two crews, one van."));
    let world = world.given("lena", "ana", &adopt("p1", Side::Employee, "2025-07-09"));
    let entry = last(&world);
    let world = world.when("lena", "ana", &correct(entry, "check_on", "2025-07-01")).then_refused(&["2C.K1", "before"]);
    let world = world.when("lena", "ana", &correct(entry, "problem", "p2")).then_refused(&["what the entry is about"]);
    let world = world.given("lena", "ana", &correct(entry, "text", "Take turns."));
    assert_eq!(world.log.last().map(|entry| entry.class), Some(Class::Pair), "as guarded as what it corrects");
    let world = world.when("lena", "ana", &correct(entry - 1, "topic", "2C")).then_refused(&["who may read"]);
    let world = world.given("ana", "ana", &escalate("p1", "A second van."));
    world.when("ana", "ana", &correct(entry + 2, "to", "00000000000000aa")).then_refused(&["what the entry is about"]);
}

#[test]
fn rule_2d_k2_the_employee_opens_a_problem_of_the_team_and_says_when_it_is_closed() {
    let world = World::staffed().given("ana", "ana", &open_problem("2d", "Nobody says good morning."));
    let world = world.given("lena", "ana", &cause("p1", "The shifts overlap by nothing."));
    let world = world.given("lena", "ana", &adopt("p1", Side::Leader, "2025-07-02"));
    let world = world.given("lena", "ana", &check_countermeasure("k1"));
    let world = world.when("lena", "ana", &close_problem("p1")).then_refused(&["2D.K2", "ANA"]);
    let world = world.given("ana", "ana", &close_problem("p1"));
    assert!(classes(&world).iter().all(|(_, class)| *class == Class::Pair), "{:?}", classes(&world));
    let world = world.given("lena", "ana", &open_problem("2C", "Forms come back."));
    world.when("lena", "ana", &close_problem("p2")).then_recorded(&["problem-closed"]);
}

#[test]
fn rule_2d_r_a_problem_is_taken_to_the_next_leader_up_and_the_chain_reads_what_is_asked() {
    let world = World::staffed().given("ana", "ana", &open_problem("2D", "Nobody says good morning."));
    let world = world
        .at("2025-07-20")
        .when("ana", "ana", &escalate("p1", "Please sit in."))
        .then_recorded(&["problem-escalated"]);
    let entry = world.log.last().expect("recorded");
    let Event::ProblemEscalated(escalated) = &entry.event else { panic!("{entry:?}") };
    assert_eq!((escalated.to, entry.class), (super::who("dana"), Class::Person));
    let world =
        world.when("lena", "ana", &escalate("p1", "Again.")).then_refused(&["2D.R", "DANA", "nobody leads them"]);
    let world = world.given("dana", "lena", &open_problem("2C", "Two desks, one printer."));
    world
        .when("lena", "lena", &escalate("p1", "A printer."))
        .then_refused(&["2D.R", "Nobody leads the leader of LENA"]);
}

#[test]
fn rule_2c_k3_an_idea_is_asked_for_submitted_decided_and_implemented() {
    let world = World::staffed().when("lena", "ana", &solicit("The form?")).then_recorded(&["idea-solicited"]);
    let world = world.when("lena", "ana", &accept("e1")).then_refused(&["2C.K3", "nothing is submitted"]);
    let world = world.when("ana", "ana", &submit(Some("e1"), "A page less.")).then_recorded(&["idea-submitted"]);
    let world = world.when("ana", "ana", &submit(Some("e1"), "Two pages less.")).then_refused(&["2C.K3", "--for"]);
    let world = world.when("ana", "ana", &submit(None, "A bell.")).then_recorded(&["idea-submitted"]);
    let world = world.when("lena", "ana", &implement("e1", None)).then_refused(&["2C.K3", "not decided"]);
    let world = world.when("lena", "ana", &accept("e1")).then_recorded(&["idea-decided"]);
    let world = world.given("lena", "ana", &decline("e2"));
    let world = world.when("lena", "ana", &decline("e1")).then_refused(&["2C.K3", "accepted"]);
    let world = world.when("lena", "ana", &implement("e2", None)).then_refused(&["2C.K3", "declined"]);
    let world = world.when("lena", "ana", &implement("e1", None)).then_recorded(&["idea-implemented"]);
    let world = world.when("lena", "ana", &implement("e1", None)).then_refused(&["2C.K3", "was implemented"]);
    world.when("lena", "ana", &accept("e9")).then_refused(&["2C.K3", "e1: A page less.", "e2: A bell."]);
}

#[test]
fn rule_2c_k3_the_leader_asks_and_decides_and_the_employee_submits() {
    let world = World::staffed().given("lena", "ana", &solicit("The form?"));
    for (command, wrong) in [(solicit("A bell?"), "ana"), (submit(Some("e1"), "Mine."), "lena"), (accept("e1"), "ana")]
    {
        let refusal = world.tries(wrong, "ana", world.today, &command).expect_err("not theirs").to_string();
        assert!(refusal.contains("authority."), "{refusal}");
    }
}

#[test]
fn rule_j_purpose_an_idea_names_the_revision_it_became_which_is_on_record_and_not_older() {
    let world = World::staffed().given("ana", "ana", &submit(None, "A page less."));
    let world = world.given("lena", "ana", &accept("e1"));
    let world = world.when("lena", "ana", &implement("e1", Some(1))).then_refused(&["J.purpose", "before the idea"]);
    let world = world.when("lena", "ana", &implement("e1", Some(2))).then_refused(&["J.purpose", "version 1"]);
    let mut next = world.directory.standards.last().expect("version 1").what.clone();
    (next.version, next.revised_on) = (2, day("2025-07-02"));
    let document = next.document.clone();
    let agency = super::who("agency");
    let event = Event::StandardWorkRevised(next);
    let mut world = world;
    let proposed = crate::domain::Proposed::new(agency, crate::domain::Role::Hr, world.today, event);
    world.record(super::who("hana"), vec![proposed]);
    let another = Revision { document: Some("Desk manual".into()), version: 2 };
    let named = Command::Idea(Suggest::Implement("e1".parse().expect("a name"), "Done.".into(), Some(another)));
    let world = world.when("lena", "ana", &named).then_refused(&["J.purpose", "Desk manual"]);
    let world = world.given("lena", "ana", &implement("e1", Some(2)));
    let idea = &world.person("ana").improvement.ideas[&"e1".parse().expect("a name")];
    let done = &idea.implemented.as_ref().expect("implemented").what;
    assert_eq!((done.document.as_deref(), done.version), (Some(&*document), Some(2)));
}

#[test]
fn what_is_opened_or_suggested_twice_is_noticed() {
    let world = World::staffed().given("ana", "ana", &open_problem("2C", "Forms.")).given(
        "ana",
        "ana",
        &submit(None, "A bell."),
    );
    for again in [open_problem("2C", "Forms."), submit(None, "A bell.")] {
        let proposed = world.tries("ana", "ana", world.today, &again).expect("allowed");
        assert!(crate::domain::decide::already_said(&world.person("ana"), &proposed).is_some(), "{again:?}");
    }
}

#[test]
fn a_correction_keeps_the_order_of_a_problem_and_whose_a_countermeasure_is() {
    let world = World::staffed().at("2025-07-10").given("ana", "ana", &open_problem("2C", "Forms."));
    let opened = last(&world);
    let world = world.at("2025-07-14").given("lena", "ana", &adopt("p1", Side::Employee, "2025-07-20"));
    let adopted = last(&world);
    let world = world.at("2025-07-20").given("lena", "ana", &check_countermeasure("k1"));
    let checked = last(&world);
    let world = world.at("2025-07-25");
    for (actor, target, field, value, words) in [
        ("lena", adopted, "author", "leader", ["author", "what the entry is about"]),
        ("lena", checked, "occurred_on", "2025-07-13", ["occurred_on", "k1 was checked on 2025-07-13"]),
        ("lena", adopted, "occurred_on", "2025-07-09", ["occurred_on", "before p1 was opened on 2025-07-10"]),
        ("ana", opened, "occurred_on", "2025-07-15", ["occurred_on", "k1 was adopted on 2025-07-14"]),
    ] {
        world.clone().when(actor, "ana", &correct(target, field, value)).then_refused(&words);
    }
    let kept = [(checked, "2025-07-14"), (adopted, "2025-07-20"), (adopted, "2025-07-10")];
    for (target, on) in kept {
        world.clone().when("lena", "ana", &correct(target, "occurred_on", on)).then_recorded(&["entry-corrected"]);
    }
}

#[test]
fn a_correction_keeps_the_order_of_an_idea_and_the_decision_it_was_implemented_on() {
    let world = World::staffed().at("2025-07-10").given("lena", "ana", &solicit("The form?"));
    let world = world.at("2025-07-11").given("ana", "ana", &submit(Some("e1"), "A page less."));
    let submitted = last(&world);
    let world = world.at("2025-07-12").given("lena", "ana", &accept("e1"));
    let decided = last(&world);
    world.clone().when("lena", "ana", &correct(decided, "decision", "declined")).then_recorded(&["entry-corrected"]);
    let world = world.at("2025-07-13").given("lena", "ana", &implement("e1", None));
    for (actor, target, field, value, words) in [
        ("lena", decided, "decision", "declined", ["\"decision\"", "was implemented on 2025-07-13"]),
        ("lena", decided, "occurred_on", "2025-07-10", ["occurred_on", "before e1 was submitted on 2025-07-11"]),
        ("ana", submitted, "occurred_on", "2025-07-09", ["occurred_on", "before e1 was asked for on 2025-07-10"]),
        ("ana", submitted, "occurred_on", "2025-07-13", ["occurred_on", "e1 was accepted on 2025-07-12"]),
    ] {
        world.clone().when(actor, "ana", &correct(target, field, value)).then_refused(&words);
    }
    world.when("lena", "ana", &correct(decided, "occurred_on", "2025-07-11")).then_recorded(&["entry-corrected"]);
}
