//! Leave, leaving, coming back, who stands in, and the roles: recorded by human resources, in days and never reasons.

use super::{World, commands::*, day, who};
use crate::domain::{
    Class, Event, agency,
    authority::{Readable, may_read, may_write},
    event::Writer,
    roster::{EmployeeDetailsChanged, Office, RoleGranted},
    staffing::Staffing::*,
};

fn left() -> World {
    // Lena's last day is 11 July; Ana and Sib were led by her.
    World::staffed().given("lena", "ana", &weekly()).given("ana", "ana", &promise("own", "2025-07-20", None)).given(
        "hana",
        "lena",
        &staffing(Separate(day("2025-07-11"))),
    )
}

#[test]
fn human_resources_alone_record_leave_in_days() {
    let leave = staffing(Leave(day("2025-07-07"), Some(day("2025-07-18"))));
    let world = World::staffed()
        .when("lena", "ana", &leave)
        .then_refused(&["LENA cannot record \"Leave started\"", "Hana Reyes"])
        .when("hana", "ana", &leave)
        .then_recorded(&["leave-started", "leave-ended"]);
    let ana = &world.directory.people[&who("ana")];
    for (on, away) in [("2025-07-06", false), ("2025-07-07", true), ("2025-07-18", true), ("2025-07-19", false)] {
        assert_eq!(ana.leave_on(day(on)).is_some(), away, "{on}");
    }
    world
        .when("hana", "ana", &staffing(Leave(day("2025-07-18"), None)))
        .then_refused(&["has a leave from 2025-07-07 to 2025-07-18"])
        .when("hana", "ana", &staffing(Leave(day("2025-08-02"), Some(day("2025-08-01")))))
        .then_refused(&["lies before the first"])
        .when("hana", "sib", &staffing(Back(day("2025-07-09"))))
        .then_refused(&["no leave on record"])
        .when("hana", "ana", &staffing(Back(day("2025-07-11"))))
        .then_recorded(&["leave-ended"]);
}

#[test]
fn nobody_of_human_resources_says_who_leads_themselves() {
    let lines = [
        Line(who("otto"), day("2025-07-02")),
        Acting(who("otto"), day("2025-07-02"), None),
        ActingEnds(day("2025-07-02")),
    ];
    let world = World::staffed();
    for line in &lines {
        let words = ["who leads themselves", "Another officer", "name a second one first", "[rule authority.writer]"];
        world.clone().when("hana", "hana", &staffing(line.clone())).then_refused(&words);
    }
    let world = world.given("hana", "dana", &staffing(Grant(Office::Hr)));
    let refused = world.tries("hana", "hana", world.today, &staffing(lines[0].clone())).expect_err("her own");
    assert!(!refused.next.contains("second"), "{refused}");
    world.when("dana", "hana", &staffing(lines[0].clone())).then_recorded(&["reporting-line-assigned"]);
}

#[test]
fn a_role_is_given_from_the_first_day_on() {
    let hired = |day: &str| EmployeeDetailsChanged { hired: Some(day.parse().expect("a day")), ..Default::default() };
    let mut world = World::staffed();
    world.by_hr("ana", Event::EmployeeDetailsChanged(hired("2025-07-14")));
    for role in [Office::Hr, Office::Auditor] {
        let grant = staffing(Grant(role));
        world.clone().when("hana", "ana", &grant).then_refused(&["ANA is not there yet; 2025-07-14 is the first day"]);
        world.clone().at("2025-07-14").when("hana", "ana", &grant).then_recorded(&["role-granted"]);
    }
    let officer = agency::officer(&world.context("hana", world.today), who("ana"), false).expect_err("not there yet");
    assert!(officer.to_string().contains("2025-07-14"), "{officer}");
    let back = World::staffed().given("hana", "stan", &staffing(Separate(day("2025-07-01"))));
    let back = back.given("hana", "stan", &staffing(Rehire(day("2025-07-21"))));
    let grant = staffing(Grant(Office::Auditor));
    back.clone().when("hana", "stan", &grant).then_refused(&["2025-07-21 is the first day"]);
    back.at("2025-07-21").when("hana", "stan", &grant).then_recorded(&["role-granted"]);
}

#[test]
fn who_left_records_nothing_any_more_not_even_late() {
    let world = left().at("2025-07-12");
    for on in ["2025-07-12", "2025-07-10"] {
        let refusal = world.tries("lena", "ana", day(on), &note("2B", "a note")).expect_err("she left").to_string();
        assert!(refusal.contains("no longer employed here; 2025-07-11 was the last day"), "{refusal}");
        assert!(world.tries("lena", "lena", day(on), &open_plan("focus")).is_err());
    }
    assert!(left().at("2025-07-11").tries("lena", "ana", day("2025-07-11"), &note("2B", "a note")).is_ok());
    // The line is vacant: nobody records as leader, and who led her answers for her people without being theirs.
    let (ana, on) = (who("ana"), day("2025-07-12"));
    assert_eq!(world.directory.leader_on(ana, on), None);
    assert_eq!(world.directory.vacancy_on(ana, on).map(|line| line.leader), Some(who("lena")));
    assert_eq!(world.directory.above_on(ana, on), Some(who("dana")));
    assert_eq!(world.directory.chain_on(ana, on), [who("dana")]);
    assert_eq!(world.directory.vacancy_on(who("dana"), on), None, "nobody was ever to lead the director");
    world
        .when("dana", "ana", &note("2B", "a note"))
        .then_refused(&["Nobody led ANA on that day"])
        .when("hana", "ana", &staffing(Line(who("otto"), on)))
        .then_recorded(&["reporting-line-assigned"])
        .when("otto", "ana", &note("2B", "a note"))
        .then_recorded(&["topic-discussed"]);
}

#[test]
fn the_record_of_who_left_stays_with_the_chain_of_the_last_day_and_human_resources() {
    let world = World::staffed()
        .given("lena", "ana", &weekly())
        .given("hana", "ana", &staffing(Separate(day("2025-07-11"))))
        .given("hana", "sib", &staffing(Line(who("otto"), day("2025-07-12"))))
        .at("2025-09-01");
    let reads = |reader: &str, class| {
        let entry = Readable { stream: who("ana"), class, author: who("stan"), withdrawn: false };
        may_read(&world.directory, who(reader), entry, world.today)
    };
    for (reader, person, pair) in [
        ("lena", true, true),
        ("dana", true, false),
        ("hana", true, false),
        ("otto", false, false),
        ("ana", false, false),
    ] {
        assert_eq!((reads(reader, Class::Person), reads(reader, Class::Pair)), (person, pair), "{reader}");
    }
    assert!(world.person("ana").meetings_between(day("2025-07-12"), day("2025-12-31")).is_empty(), "none is planned");
    assert_eq!(world.person("ana").meetings_between(day("2025-07-01"), day("2025-07-11")).len(), 2);
}

#[test]
fn a_rehire_takes_up_the_record_and_no_line_comes_back_by_itself() {
    let world = left()
        .at("2025-09-01")
        .when("hana", "lena", &staffing(Rehire(day("2025-07-11"))))
        .then_refused(&["has not left on record by 2025-07-11"])
        .when("hana", "lena", &staffing(Rehire(day("2025-09-01"))))
        .then_recorded(&["employee-rehired"]);
    let on = day("2025-09-01");
    assert!(
        world.directory.is_employed(who("lena"), on) && !world.directory.is_employed(who("lena"), day("2025-08-31"))
    );
    assert_eq!(world.directory.leader_on(who("ana"), on), None, "her people are not hers again");
    assert_eq!(world.directory.leader_on(who("lena"), on), None, "nor is she led");
    let world = world
        .when("lena", "lena", &open_plan("focus"))
        .then_recorded(&["development-plan-opened"])
        .when("hana", "lena", &staffing(Line(who("dana"), on)))
        .then_recorded(&["reporting-line-assigned"]);
    assert_eq!(world.directory.leader_on(who("lena"), on), Some(who("dana")));
    world.when("hana", "ana", &staffing(Rehire(on))).then_refused(&["has not left"]);
}

#[test]
fn who_stands_in_leads_on_their_days_alone() {
    let acting = Acting(who("sib"), day("2025-07-03"), Some(day("2025-07-09")));
    let world =
        World::staffed().given("lena", "ana", &weekly()).given("hana", "ana", &staffing(acting)).at("2025-07-10");
    let notes = |actor: &str, on: &str| world.tries(actor, "ana", day(on), &note("2B", "a note")).is_ok();
    for (on, leads) in [("2025-07-02", "lena"), ("2025-07-03", "sib"), ("2025-07-09", "sib"), ("2025-07-10", "lena")] {
        for actor in ["lena", "sib", "dana"] {
            assert_eq!(notes(actor, on), actor == leads, "{actor} on {on}");
        }
    }
    let pair = Readable { stream: who("ana"), class: Class::Pair, author: who("ana"), withdrawn: false };
    assert!(may_read(&world.directory, who("sib"), pair, day("2025-07-05")));
    assert!(!may_read(&world.directory, who("sib"), pair, day("2025-07-10")));
    world
        .when("hana", "ana", &staffing(ActingEnds(day("2025-07-04"))))
        .then_recorded(&["acting-line-ended"])
        .when("hana", "sib", &staffing(Acting(who("sib"), day("2025-07-11"), None)))
        .then_refused(&["report to themselves"])
        .when("hana", "stan", &staffing(ActingEnds(day("2025-07-11"))))
        .then_refused(&["Nobody stands in"]);
}

#[test]
fn a_line_is_given_once_and_never_in_a_circle() {
    let on = day("2025-07-02");
    World::staffed()
        .when("lena", "ana", &staffing(Line(who("otto"), on)))
        .then_refused(&["LENA cannot record \"Reports to\""])
        .when("hana", "ana", &staffing(Line(who("lena"), on)))
        .then_refused(&["reports to LENA on 2025-07-02 already"])
        .when("hana", "dana", &staffing(Line(who("ana"), on)))
        .then_refused(&["DANA would report to themselves, through ANA"])
        .when("hana", "ana", &staffing(Line(who("nobody"), on)))
        .then_refused(&["not employed"])
        .when("hana", "ana", &staffing(Line(who("otto"), day("2025-06-01"))))
        .then_refused(&["reports to another since 2025-06-01"]);
}

#[test]
fn roles_are_granted_and_taken_and_one_officer_stays() {
    let world = World::staffed()
        .when("lena", "otto", &staffing(Grant(Office::Hr)))
        .then_refused(&["LENA cannot record \"Role granted\""])
        .when("hana", "otto", &staffing(Grant(Office::Auditor)))
        .then_recorded(&["role-granted"])
        .when("hana", "otto", &staffing(Grant(Office::Auditor)))
        .then_refused(&["has the role auditor already"])
        .when("hana", "hana", &staffing(Revoke(Office::Hr)))
        .then_refused(&["the only officer of human resources"])
        .when("hana", "otto", &staffing(Separate(day("2025-07-31"))))
        .then_refused(&["OTTO still has the role auditor", "coach role otto --revoke auditor"])
        .when("hana", "otto", &staffing(Revoke(Office::Auditor)))
        .then_recorded(&["role-revoked"])
        .when("hana", "otto", &staffing(Separate(day("2025-07-31"))))
        .then_recorded(&["employee-separated"]);
    assert_eq!(world.directory.reviewer_on(who("ana"), world.today), Some(who("dana")));
    world.when("hana", "otto", &staffing(Separate(day("2025-08-31")))).then_refused(&["OTTO left"]);
}

/// The fear: the role goes to somebody who is gone, then the last one who is there gives it up, and nobody can ever
/// grant it again.
#[test]
fn a_role_is_given_to_who_stays_and_who_left_counts_for_no_officer() {
    let gone = |world: World| world.given("hana", "otto", &staffing(Separate(day("2025-07-01"))));
    let mut world = gone(World::staffed())
        .when("hana", "otto", &staffing(Grant(Office::Hr)))
        .then_refused(&["OTTO left; 2025-07-01 was the last day", "coach rehire"])
        .given("hana", "sib", &staffing(Separate(day("2025-07-31"))))
        .when("hana", "sib", &staffing(Grant(Office::Hr)))
        .then_refused(&["SIB is to leave by what is on record", "who stays"]);
    assert!(agency::officer(&world.context("hana", world.today), who("otto"), false).is_err());
    // As it was recorded before this was refused.
    for name in ["otto", "sib"] {
        let granted = [Office::Hr, Office::Auditor].map(|role| Event::RoleGranted(RoleGranted { role }));
        granted.into_iter().for_each(|event| world.by_hr(name, event));
    }
    assert_eq!(world.directory.hr().map(|it| it.id).collect::<Vec<_>>(), [who("hana")]);
    assert!(world.directory.is_last_officer(who("hana")) && !world.directory.is_last_officer(who("ana")));
    assert!(agency::officer(&world.context("hana", world.today), who("hana"), true).is_err());
    let refusal = world.tries("lena", "ana", world.today, &staffing(Grant(Office::Hr))).expect_err("no officer");
    assert!(!refusal.to_string().contains("OTTO") && refusal.to_string().contains("can: Hana Reyes"), "{refusal}");
    let audit = may_write(&world.directory, who("lena"), who("ana"), Writer::Auditor, "Heard", world.today);
    let refusal = audit.expect_err("no auditor").to_string();
    assert!(refusal.contains("grants the role") && !refusal.contains("SIB"), "{refusal}");
    world
        .when("hana", "hana", &staffing(Revoke(Office::Hr)))
        .then_refused(&["the only officer of human resources who stays"])
        .when("hana", "otto", &staffing(Revoke(Office::Hr)))
        .then_recorded(&["role-revoked"])
        .when("hana", "ana", &staffing(Grant(Office::Hr)))
        .then_recorded(&["role-granted"])
        .when("hana", "hana", &staffing(Revoke(Office::Hr)))
        .then_recorded(&["role-revoked"]);
}

/// The fear: a last day ends the leave that was recorded last, and the one that runs stays open.
#[test]
fn a_last_day_is_of_the_leave_that_began_last_by_date() {
    let world = World::staffed()
        .given("hana", "ana", &staffing(Leave(day("2025-05-01"), None)))
        .given("hana", "ana", &staffing(Leave(day("2025-03-01"), Some(day("2025-03-10")))))
        .when("hana", "ana", &staffing(Back(day("2025-04-20"))))
        .then_refused(&["On 2025-04-20 nobody was on leave", "from 2025-03-01 was over on 2025-03-10"])
        .when("hana", "ana", &staffing(Back(day("2025-05-20"))))
        .then_recorded(&["leave-ended"]);
    let ana = &world.directory.people[&who("ana")];
    for (on, away) in [("2025-03-10", true), ("2025-03-11", false), ("2025-05-20", true), ("2025-05-21", false)] {
        assert_eq!(ana.leave_on(day(on)).is_some(), away, "{on}");
    }
    world
        .given("hana", "ana", &staffing(Leave(day("2025-06-30"), Some(day("2025-07-04")))))
        .when("hana", "ana", &staffing(Back(day("2025-07-11"))))
        .then_recorded(&["leave-ended"]);
}

/// The fear: the last day of who stands in is given to who was recorded last, who then leads on days that nobody gave
/// them.
#[test]
fn who_stood_in_before_gets_no_later_days_by_the_end_of_another() {
    let (early, late) = ((day("2025-06-10"), day("2025-06-12")), (day("2025-06-20"), day("2025-06-25")));
    let world = World::staffed()
        .given("hana", "ana", &staffing(Acting(who("otto"), late.0, Some(late.1))))
        .given("hana", "ana", &staffing(Acting(who("sib"), early.0, Some(early.1))))
        .when("hana", "ana", &staffing(ActingEnds(day("2025-06-15"))))
        .then_refused(&["On 2025-06-15 nobody stood in: for ANA, SIB did so to 2025-06-12"])
        .when("hana", "ana", &staffing(ActingEnds(day("2025-06-23"))))
        .then_recorded(&["acting-line-ended"]);
    let leads = |on: &str| world.directory.leader_on(who("ana"), day(on));
    for (on, leader) in [
        ("2025-06-12", "sib"),
        ("2025-06-13", "lena"),
        ("2025-06-20", "otto"),
        ("2025-06-23", "otto"),
        ("2025-06-24", "lena"),
    ] {
        assert_eq!(leads(on), Some(who(leader)), "{on}");
    }
    assert!(world.tries("sib", "ana", day("2025-06-23"), &note("2B", "a note")).is_err());
    // Of two stretches of one person, the one that covers the day.
    let world = world
        .given("hana", "stan", &staffing(Acting(who("lena"), late.0, Some(late.1))))
        .given("hana", "stan", &staffing(Acting(who("lena"), early.0, Some(early.1))))
        .given("hana", "stan", &staffing(ActingEnds(day("2025-06-21"))));
    let leads = |on: &str| world.directory.leader_on(who("stan"), day(on));
    assert_eq!(
        [leads("2025-06-13"), leads("2025-06-21"), leads("2025-06-22")],
        [Some(who("otto")), Some(who("lena")), Some(who("otto"))]
    );
}

/// The fear: a last day typed too late keeps the login of who is gone, and nothing can be done about it.
#[test]
fn a_last_day_to_come_gives_way_to_an_earlier_one_also_after_a_rehire_of_the_next_day() {
    let wrong = World::staffed().given("hana", "ana", &staffing(Separate(day("2025-12-31"))));
    let back = wrong.clone().given("hana", "ana", &staffing(Rehire(day("2026-01-01"))));
    for world in [wrong.clone(), back] {
        let world =
            world.when("hana", "ana", &staffing(Separate(day("2025-07-15")))).then_recorded(&["employee-separated"]);
        let here = |on: &str| world.directory.is_employed(who("ana"), day(on));
        assert_eq!([here("2025-07-15"), here("2025-07-16"), here("2026-02-01")], [true, false, false]);
        assert_eq!(world.directory.people[&who("ana")].last_day(day("2026-02-01")), Some(day("2025-07-15")));
        world
            .at("2025-07-20")
            .when("hana", "ana", &staffing(Separate(day("2025-07-10"))))
            .then_refused(&["gone from 2025-07-16", "their login counts no more"])
            .given("hana", "ana", &staffing(Rehire(day("2025-07-20"))))
            .when("hana", "ana", &staffing(Separate(day("2025-07-14"))))
            .then_refused(&["gone from 2025-07-16", "a last day after 2025-07-19"]);
    }
    let later = wrong.given("hana", "ana", &staffing(Rehire(day("2026-03-01"))));
    later.when("hana", "ana", &staffing(Separate(day("2025-07-15")))).then_refused(&["a last day after 2026-02-28"]);
}

/// The fear: no circle on the first day, and one from a day to come, which takes everybody above out of the chain.
#[test]
fn a_line_makes_no_circle_on_any_later_day() {
    let world = World::staffed()
        .given("hana", "lena", &staffing(Line(who("otto"), day("2025-09-01"))))
        .when("hana", "otto", &staffing(Line(who("lena"), day("2025-08-01"))))
        .then_refused(&["OTTO would report to themselves from 2025-09-01 on, through LENA", "N.levels"])
        .when("hana", "otto", &staffing(Acting(who("lena"), day("2025-08-01"), Some(day("2025-09-05")))))
        .then_refused(&["from 2025-09-01 on"])
        .when("hana", "otto", &staffing(Acting(who("lena"), day("2025-08-01"), Some(day("2025-08-31")))))
        .then_recorded(&["acting-line-assigned"]);
    // Who stands in covers a circle for as long as they do.
    World::staffed()
        .given("hana", "lena", &staffing(Line(who("otto"), day("2025-08-01"))))
        .given("hana", "lena", &staffing(Acting(who("dana"), day("2025-08-01"), Some(day("2025-08-20")))))
        .when("hana", "otto", &staffing(Line(who("lena"), day("2025-08-10"))))
        .then_refused(&["OTTO would report to themselves from 2025-08-21 on"]);
    assert_eq!(world.directory.chain_on(who("lena"), day("2025-09-02")), [who("otto"), who("dana")]);
}
