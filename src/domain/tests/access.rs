//! Reading with a recorded purpose: who opens a record, what that opens, from when to when.

use super::{World, appraising::*, commands::*, day, who};
use crate::domain::{
    Class, Command, Event, Role,
    access::{MOST_DAYS, OpenRecord},
    authority::{Readable, may_read},
    roster::Office,
    staffing::Staffing::{Grant, Revoke, Separate},
    standing::ActingLineAssigned,
};

pub(crate) fn open(purpose: &str, until: Option<&str>) -> Command {
    Command::OpenRecord(OpenRecord { purpose: purpose.into(), until: until.map(day) })
}

/// Otto is an auditor, who leads Stan; Dana, who is above Ana, is one too.
fn audited() -> World {
    World::staffed().given("hana", "otto", &staffing(Grant(Office::Auditor))).given(
        "hana",
        "dana",
        &staffing(Grant(Office::Auditor)),
    )
}

/// The classes of a record that somebody reads on a day, of entries that somebody else recorded.
fn reads(world: &World, reader: &str, of: &str, on: &str) -> Vec<&'static str> {
    let read = |class: &&Class| {
        let entry = Readable { stream: who(of), class: **class, author: who("nobody"), withdrawn: false };
        may_read(&world.directory, who(reader), entry, day(on))
    };
    Class::ALL.iter().skip(1).filter(read).map(|class| class.as_str()).collect()
}

#[test]
fn an_auditor_reads_nothing_without_a_purpose_and_all_but_the_making_with_one() {
    let world = audited();
    assert_eq!(reads(&world, "otto", "ana", "2025-07-02"), [""; 0]);
    let world = world.when("otto", "ana", &open("Order 14", Some("2025-07-04"))).then_recorded(&["record-accessed"]);
    let entry = world.log.last().expect("an entry");
    assert_eq!((entry.role, entry.class, entry.stream), (Role::Auditor, Class::Person, who("ana")));
    for (on, classes) in [
        ("2025-07-01", &[][..]),
        ("2025-07-02", &["person", "pair", "hr"]),
        ("2025-07-04", &["person", "pair", "hr"]),
        ("2025-07-05", &[]),
    ] {
        assert_eq!(reads(&world, "otto", "ana", on), classes, "{on}");
    }
    assert_eq!(reads(&world, "otto", "sib", "2025-07-02"), [""; 0], "of nobody else");
    assert_eq!(reads(&world, "dana", "ana", "2025-07-02"), ["person", "review"], "and nobody else");
    let withdrawn = Readable { stream: who("ana"), class: Class::Person, author: who("lena"), withdrawn: true };
    assert!(!may_read(&world.directory, who("otto"), withdrawn, world.today), "what was for another person");
    let world = world.given("hana", "otto", &staffing(Revoke(Office::Auditor)));
    assert_eq!(reads(&world, "otto", "ana", "2025-07-03"), [""; 0], "the office is gone, and so is what it opened");
}

#[test]
fn human_resources_read_what_is_between_two_with_a_purpose_alone() {
    let world = audited();
    assert_eq!(reads(&world, "hana", "ana", "2025-07-02"), ["person", "review", "hr"]);
    let world = world.given("hana", "ana", &open("Grievance 3", None));
    assert_eq!(world.log.last().expect("an entry").role, Role::Hr);
    assert_eq!(reads(&world, "hana", "ana", "2025-07-09"), ["person", "pair", "review", "hr"], "a week");
    assert_eq!(reads(&world, "hana", "ana", "2025-07-10"), ["person", "review", "hr"]);
    let world = world.at("2025-07-20").given("hana", "ana", &open("Grievance 3, the answer", Some("2025-07-21")));
    assert_eq!(reads(&world, "hana", "ana", "2025-07-21"), ["person", "pair", "review", "hr"], "once more");
    assert_eq!(reads(&world, "hana", "ana", "2025-07-22"), ["person", "review", "hr"]);
}

#[test]
fn nobody_else_opens_a_record_nor_anybody_their_own_nor_an_auditor_one_below_them() {
    let world = audited();
    for (actor, about, words) in [
        ("lena", "ana", &["LENA cannot record", "Hana Reyes", "OTTO", "[rule authority.writer]"][..]),
        ("ana", "ana", &["about themselves", "coach log", "[rule records.purpose]"]),
        ("hana", "hana", &["about themselves"]),
        ("otto", "otto", &["about themselves"]),
        ("dana", "ana", &["DANA cannot record", "where they are not above ANA"]),
        ("otto", "stan", &["OTTO cannot record"]),
    ] {
        world.clone().when(actor, about, &open("Purpose", None)).then_refused(words);
    }
    let gone = world.given("hana", "stan", &staffing(Separate(day("2025-07-01"))));
    gone.clone().when("otto", "stan", &open("Purpose", None)).then_refused(&["OTTO cannot record"]);
    gone.when("hana", "stan", &open("Purpose", None)).then_recorded(&["record-accessed"]);
}

#[test]
fn human_resources_of_another_agency_open_no_record_here() {
    let world = World::two();
    world.clone().when("hedda", "ana", &open("Purpose", None)).then_refused(&["[rule authority.agency]"]);
    let world = world.given("hedda", "pam", &open("Purpose", None));
    assert_eq!(reads(&world, "hedda", "pam", "2025-07-02"), ["person", "pair", "review", "hr"]);
    assert_eq!(reads(&world, "hana", "pam", "2025-07-02"), [""; 0]);
}

#[test]
fn a_purpose_says_something_begins_today_and_ends_within_thirty_days() {
    let world = audited();
    for (until, fits) in [("2025-07-01", false), ("2025-07-02", true), ("2025-08-01", true), ("2025-08-02", false)] {
        let tried = world.tries("otto", "ana", world.today, &open("Purpose", Some(until)));
        assert_eq!(tried.is_ok(), fits, "{until}, {MOST_DAYS} days at most");
    }
    world.clone().when("otto", "ana", &open(" ", None)).then_refused(&["purpose is empty"]);
    let yesterday = day("2025-07-01");
    world.clone().when_on(yesterday, "otto", "ana", &open("Purpose", None)).then_refused(&["[rule records.purpose]"]);
    let world = world.given("otto", "ana", &open("Purpose", None));
    let seq = last(&world);
    for field in ["until", "purpose"] {
        let longer = correct(seq, field, "2025-07-30");
        world.clone().when("otto", "ana", &longer).then_refused(&["stands as it is", "coach access"]);
    }
}

/// What is decided rests on reading by right: who reads with a purpose corrects nothing of it.
#[test]
fn a_purpose_opens_reading_and_no_recording() {
    let world =
        held().given("lena", "ana", &note("2D", "Two who do not speak")).given("hana", "ana", &open("Why", None));
    let note = world.person("ana").entries.iter().find(|entry| entry.class == Class::Pair).expect("of the two").seq;
    world.clone().when("hana", "ana", &correct(note, "text", "other")).then_refused(&["recorded by LENA"]);
    let command = Command::Note(crate::domain::conduct::Note {
        meeting: None,
        topic: "2B".into(),
        facet: None,
        sign: None,
        text: "mine".into(),
    });
    world.when("hana", "ana", &command).then_refused(&["LENA can"]);
}

#[test]
fn an_auditor_records_nothing_about_others_but_that_they_read() {
    let world = audited().given("otto", "ana", &open("Purpose", None));
    for command in super::refusals::adding().iter().chain(&every_one()) {
        let opens = matches!(command, Command::OpenRecord(it) if it.until.is_none());
        let tried = world.tries("otto", "ana", world.today, command);
        assert_eq!(tried.is_ok(), opens, "{command:?}");
    }
    let kept = |world: &World| world.log.iter().filter(|it| matches!(it.event, Event::RecordAccessed(_))).count();
    assert_eq!(kept(&world), 1);
}

#[test]
fn the_leader_of_record_audits_nobody_for_whom_another_stands_in() {
    let mut world = audited().given("hana", "lena", &staffing(Grant(Office::Auditor)));
    let (from, until) = (day("2025-07-01"), Some(day("2025-07-20")));
    world.by_hr("ana", Event::ActingLineAssigned(ActingLineAssigned { leader: who("otto"), from, until }));
    let world = world.when("lena", "ana", &open("Purpose", None)).then_refused(&["LENA cannot record"]);
    let world = world.when("dana", "ana", &open("Purpose", None)).then_refused(&["DANA cannot record"]);
    // Who is above the leader of record is above the person, whoever stands in on the way.
    let mut world = world.given("hana", "frank", &staffing(Grant(Office::Auditor)));
    world.by_hr("lena", Event::ActingLineAssigned(ActingLineAssigned { leader: who("frank"), from, until }));
    for above in ["dana", "frank"] {
        world.clone().when(above, "sib", &open("Purpose", None)).then_refused(&["cannot record"]);
    }
    world.when("otto", "sib", &open("Purpose", None)).then_recorded(&["record-accessed"]);
}

#[test]
fn a_purpose_ends_with_the_office_and_begins_with_no_later_one() {
    let opened =
        audited().given("hana", "ana", &open("Grievance 3", None)).given("otto", "ana", &open("Order 14", None));
    let again = opened.clone().given("hana", "otto", &staffing(Revoke(Office::Auditor)));
    let again = again.given("hana", "otto", &staffing(Grant(Office::Auditor)));
    assert_eq!(reads(&again, "otto", "ana", "2025-07-03"), [""; 0], "granted again, and no purpose said");
    assert_eq!(reads(&again, "hana", "ana", "2025-07-03"), ["person", "pair", "review", "hr"], "another's stays");
    let again = again.given("otto", "ana", &open("Order 15", None));
    assert_eq!(reads(&again, "otto", "ana", "2025-07-03"), ["person", "pair", "hr"]);
    // Another office of the same reader ends nothing.
    let both = opened.given("hana", "otto", &staffing(Grant(Office::Hr)));
    let both = both.given("hana", "otto", &staffing(Revoke(Office::Hr)));
    assert_eq!(reads(&both, "otto", "ana", "2025-07-03"), ["person", "pair", "hr"]);
}
