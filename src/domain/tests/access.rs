//! Reading with a recorded purpose: who opens a record, what that opens, from when to when.

use super::{World, appraising::*, commands::*, day, who};
use crate::domain::{
    Class, Command, Event, Role,
    access::{EndAccess, MOST_DAYS, OpenRecord},
    appraisal_cycle::{CycleOpened, OpenCycle},
    authority::{Readable, may_read},
    destruction::named,
    roster::{Office, RoleRevoked},
    staffing::Staffing::{Grant, Revoke, Separate},
    standing::ActingLineAssigned,
};

pub(crate) fn open(purpose: &str, until: Option<&str>) -> Command {
    Command::OpenRecord(OpenRecord { purpose: purpose.into(), until: until.map(day) })
}

pub(crate) fn end_access(access: Option<u64>) -> Command {
    Command::EndAccess(EndAccess { access, reason: Some("over".into()) })
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

/// The fear: a refusal sends somebody to nobody, or to the one whom it is about.
#[test]
fn who_could_open_a_record_is_named_and_never_an_empty_list_or_the_person_themselves() {
    let refused = |world: &World, about: &str| {
        world.tries("lena", about, world.today, &open("Purpose", None)).expect_err("no office").to_string()
    };
    let world = World::staffed().given("hana", "ana", &staffing(Grant(Office::Auditor)));
    assert!(refused(&world, "sib").contains("its auditors (ANA) can."));
    let own = refused(&world, "ana");
    assert!(own.contains("Human resources of that agency (Hana Reyes) can.") && !own.contains("(ANA)"), "{own}");
    // Parks, with nobody of human resources: somebody has to be named first, and an auditor of theirs can.
    let two = World::two().given("hedda", "pam", &staffing(Grant(Office::Auditor)));
    let mut two = two.given("hedda", "hedda", &staffing(Grant(Office::Auditor)));
    for role in [Office::Hr, Office::Auditor] {
        two.by_hr("hedda", Event::RoleRevoked(RoleRevoked { role }));
    }
    let nobody = refused(&two, "pam");
    assert!(
        nobody.contains("no officer of human resources yet") && nobody.contains("coach agency officer"),
        "{nobody}"
    );
    let auditor = refused(&two, "hedda");
    assert!(
        auditor.contains("no officer of human resources yet; where") && auditor.contains("(PAM) can."),
        "{auditor}"
    );
    for said in [nobody, auditor] {
        assert!(!said.contains("()"), "{said}");
    }
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
    world
        .clone()
        .when("hana", "ana", &correct(note, "text", "other"))
        .then_refused(&["recorded by LENA", "no correcting"]);
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
        let opens = matches!(command, Command::OpenRecord(it) if it.until.is_none())
            || matches!(command, Command::EndAccess(it) if it.access.is_none());
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
fn what_was_opened_ends_at_once_by_its_reader_or_human_resources_and_by_nobody_else() {
    let opened =
        audited().given("otto", "ana", &open("Order 14", None)).given("hana", "ana", &open("Grievance 3", None));
    let seq = last(&opened) - 1;
    let world = opened.when("otto", "ana", &end_access(Some(seq + 1))).then_refused(&["is the access of Hana Reyes"]);
    for actor in ["ana", "lena", "sib"] {
        world.clone().when(actor, "ana", &end_access(Some(seq))).then_refused(&["cannot record \"Access ended\""]);
    }
    let ended = world.clone().when("otto", "ana", &end_access(None)).then_recorded(&["access-ended"]);
    let entry = ended.log.last().expect("an entry");
    assert_eq!((entry.role, entry.class, entry.cause), (Role::Auditor, Class::Person, Some(seq)));
    assert_eq!(reads(&ended, "otto", "ana", "2025-07-02"), [""; 0]);
    assert_eq!(reads(&ended, "hana", "ana", "2025-07-02"), ["person", "pair", "review", "hr"], "another's stays");
    let ended = ended.when("otto", "ana", &end_access(None)).then_refused(&["no access", "Nothing is left to end"]);
    let other = ended.clone().when("hana", "ana", &end_access(Some(seq))).then_refused(&["is no access"]);
    other.when("hana", "ana", &end_access(None)).then_recorded(&["access-ended"]);
    let by_hr = world.clone().when("hana", "ana", &end_access(Some(seq))).then_recorded(&["access-ended"]);
    assert_eq!(by_hr.log.last().expect("an entry").role, Role::Hr);
    assert_eq!(reads(&by_hr, "otto", "ana", "2025-07-02"), [""; 0]);
    // What is open to others is named to human resources alone.
    let other = world.given("hana", "ana", &end_access(None));
    let listed = format!("#{seq}, of OTTO, until 2025-07-09");
    other.clone().when("hana", "ana", &end_access(None)).then_refused(&[&listed, "--entry NUMBER"]);
    let again = ended.given("otto", "ana", &open("Order 15", None));
    assert_eq!(reads(&again, "otto", "ana", "2025-07-02"), ["person", "pair", "hr"], "once more why");
}

#[test]
fn of_several_accesses_the_last_to_end_is_told_of() {
    let world = audited().given("otto", "ana", &open("Long", Some("2025-07-30")));
    let long = last(&world);
    let world = world.given("otto", "ana", &open("Short", Some("2025-07-04")));
    let ended = |world: &World, on: &str| {
        world.directory.ended_access(who("otto"), who("ana"), day(on)).map(|it| (it.seq, it.last()))
    };
    assert_eq!(ended(&world, "2025-07-05"), Some((long + 1, day("2025-07-04"))));
    assert_eq!(ended(&world, "2025-07-31"), Some((long, day("2025-07-30"))));
    let world = world.at("2025-07-10").when("otto", "ana", &end_access(None)).then_recorded(&["access-ended"]);
    assert_eq!(ended(&world, "2025-07-31"), Some((long, day("2025-07-10"))), "ended early");
}

/// What the agency keeps about holds and orders is open to its auditors with a purpose, and to nobody else by one.
#[test]
fn an_auditor_reads_holds_and_orders_with_a_purpose_of_the_agency() {
    let world = audited();
    let world = world.given("otto", "ana", &open("Order 14", None));
    assert_eq!(reads(&world, "otto", "agency", "2025-07-02"), [""; 0], "a person's record opens no other");
    let world =
        world.when("hana", "agency", &open("Why", None)).then_refused(&["without a purpose", "legal-hold list"]);
    for actor in ["lena", "ana"] {
        let refused = ["for the agency", "An auditor can: DANA, OTTO."];
        world.clone().when(actor, "agency", &open("Why", None)).then_refused(&refused);
    }
    let world =
        world.when("otto", "agency", &open("Order 15", Some("2025-07-04"))).then_recorded(&["keeping-accessed"]);
    let entry = world.log.last().expect("an entry");
    assert_eq!((entry.role, entry.class, entry.stream), (Role::Auditor, Class::Hr, who("agency")));
    for (on, open) in [("2025-07-01", false), ("2025-07-02", true), ("2025-07-04", true), ("2025-07-05", false)] {
        assert_eq!(reads(&world, "otto", "agency", on).contains(&"hr"), open, "{on}");
    }
    assert!(!reads(&world, "dana", "agency", "2025-07-02").contains(&"hr"), "an auditor who said no purpose");
    let opened = &world.directory.keeping.opened;
    assert_eq!((opened.len(), opened[0].access.by, opened[0].ended.is_none()), (1, who("otto"), true));
    let seq = last(&world);
    world.clone().when("otto", "agency", &correct(seq, "purpose", "other")).then_refused(&["stands as it is"]);
    let world = world.when("hana", "agency", &end_access(Some(seq))).then_recorded(&["access-ended"]);
    assert_eq!(world.log.last().expect("an entry").class, Class::Hr);
    assert!(!reads(&world, "otto", "agency", "2025-07-02").contains(&"hr"));
    assert!(world.directory.keeping.opened[0].ended.is_some());
    let revoked = world.given("otto", "agency", &open("Order 16", None));
    let revoked = revoked.given("hana", "otto", &staffing(Revoke(Office::Auditor)));
    assert!(!reads(&revoked, "otto", "agency", "2025-07-02").contains(&"hr"));
    // Another agency's is opened by none of this one.
    let two = World::two().given("hana", "otto", &staffing(Grant(Office::Auditor)));
    two.when("otto", "parks", &open("Why", None)).then_refused(&["cannot record"]);
}

/// Who led somebody in the cycle that runs has rated or could have: they do not audit it from another desk.
#[test]
fn whoever_led_somebody_in_the_running_cycle_audits_nothing_of_theirs() {
    let world = World::staffed();
    let auditors = ["frank", "dana", "otto", "lena"];
    let world = auditors.iter().fold(world, |world, who| world.given("hana", who, &staffing(Grant(Office::Auditor))));
    // Frank led Ana to the end of May; no cycle runs yet.
    world.clone().when("frank", "ana", &open("Purpose", None)).then_recorded(&["record-accessed"]);
    let opened = CycleOpened { from: day("2025-05-31"), ..cycle() };
    let later = CycleOpened { from: day("2025-06-01"), ..cycle() };
    let runs = |world: &World, cycle: CycleOpened| world.clone().set_by_hr(|context| OpenCycle(cycle).decide(context));
    let inside = runs(&world, opened);
    for who in ["frank", "dana", "lena"] {
        inside.clone().when(who, "ana", &open("Purpose", None)).then_refused(&["cannot record"]);
    }
    let inside = inside.when("otto", "ana", &open("Purpose", None)).then_recorded(&["record-accessed"]);
    inside.when("frank", "sib", &open("Purpose", None)).then_recorded(&["record-accessed"]);
    runs(&world, later).when("frank", "ana", &open("Purpose", None)).then_recorded(&["record-accessed"]);
    // Who stood in for some days of it did so too, and what was open by then is open no longer.
    let mut acted = runs(&world, cycle()).given("otto", "ana", &open("Purpose", Some("2025-07-30")));
    assert_eq!(reads(&acted, "otto", "ana", "2025-07-04"), ["person", "pair", "hr"]);
    let (from, until) = (day("2025-07-03"), Some(day("2025-07-04")));
    acted.by_hr("ana", Event::ActingLineAssigned(ActingLineAssigned { leader: who("otto"), from, until }));
    assert_eq!(reads(&acted, "otto", "ana", "2025-07-10"), [""; 0]);
}

/// The fear: by the list of what is past its period an auditor learns what stands in which record, or is in the making.
#[test]
fn what_is_past_its_period_is_named_to_an_auditor_without_its_kind() {
    let world = opened().given("lena", "ana", &recognise("Cited"));
    let world = world.clone().given("lena", "ana", &rate("Pace", "low", "In the making", &[last(&world)]));
    let world = world.given("hana", "otto", &staffing(Grant(Office::Auditor)));
    let world = world.given("otto", "agency", &open("Order 15", None));
    let named = |world: &World, reader: &str, class: Class| {
        let ana = world.person("ana");
        let entry = ana.entries.iter().rfind(|it| it.class == class && !it.event.is_of_the_roster()).expect("there");
        named(&world.directory, (who(reader), who("agency")), entry, world.today)
    };
    for class in [Class::Person, Class::Review] {
        assert!(named(&world, "hana", class).contains("audience"), "human resources order by it");
        let told = named(&world, "otto", class);
        assert!(told.ends_with(", about ANA") && !told.contains("Rating") && !told.contains("audience"), "{told}");
    }
    let world = world.given("otto", "ana", &open("Order 14", None));
    assert!(named(&world, "otto", Class::Person).contains("audience person"), "their record is open too");
    assert!(!named(&world, "otto", Class::Review).contains("Rating"), "and never what is in the making");
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
