//! Who may record and who may read: every writer and every class, for every way to stand to a person.

use super::{World, day, who};
use crate::domain::{
    Class, Event, Proposed, Role,
    authority::{Readable, may_keep_roster, may_read, may_write},
    event::Writer,
    roster::{Office, RoleRevoked},
};

/// Everybody in their relation to Ana: herself, her leader, that one's leader, a sibling, the leader before, human
/// resources, a stranger, a stranger's leader.
const EVERYBODY: [&str; 8] = ["ana", "lena", "dana", "sib", "frank", "hana", "stan", "otto"];

#[test]
fn may_record_for_every_writer_and_relation() {
    let world = World::staffed();
    for (writer, on, allowed) in [
        (Writer::Employee, "2025-07-02", &[("ana", Role::Employee)][..]),
        (Writer::Leader, "2025-07-02", &[("lena", Role::Leader)]),
        (Writer::Either, "2025-07-02", &[("ana", Role::Employee), ("lena", Role::Leader)]),
        (Writer::Hr, "2025-07-02", &[("hana", Role::Hr)]),
        (Writer::Leader, "2025-05-31", &[("frank", Role::Leader)]),
        (Writer::Either, "2025-05-31", &[("ana", Role::Employee), ("frank", Role::Leader)]),
        (Writer::Leader, "2024-12-31", &[]),
        (Writer::Reviewer, "2025-07-02", &[("dana", Role::Reviewer)]),
        (Writer::Reviewer, "2025-05-31", &[("dana", Role::Reviewer)]),
        (Writer::Reviewer, "2024-12-31", &[("hana", Role::Hr)]),
        (Writer::LeaderOrHr, "2025-07-02", &[("lena", Role::Leader), ("hana", Role::Hr)]),
        (Writer::LeaderOrHr, "2024-12-31", &[("hana", Role::Hr)]),
        (Writer::HrOrAuditor, "2025-07-02", &[("hana", Role::Hr)]),
    ] {
        for actor in EVERYBODY {
            let role = may_write(&world.directory, who(actor), who("ana"), writer, "Something", day(on));
            let expected = allowed.iter().find(|(name, _)| *name == actor).map(|(_, role)| *role);
            assert_eq!(role.as_ref().ok(), expected.as_ref(), "{writer:?} {actor} on {on}");
            if let Err(refusal) = role {
                assert!(
                    refusal.rule.is_some() && (refusal.next.contains("can") || refusal.next.contains("Hana Reyes")),
                    "{actor}: {refusal}"
                );
            }
        }
        let unknown = may_write(&world.directory, who("nobody"), who("ana"), writer, "Something", day(on));
        assert!(unknown.expect_err("unknown").what.contains("not employed here"));
    }
}

/// Pam of Parks, led by Lena of the first agency; Hedda is human resources of Parks, Hana of the first agency.
const BOTH: [&str; 7] = ["pam", "hedda", "lena", "dana", "hana", "ana", "sib"];

#[test]
fn human_resources_record_for_the_agency_that_somebody_belongs_to_on_the_day() {
    let world = World::two();
    let role = |actor: &str, about: &str, writer, on: &str| {
        may_write(&world.directory, who(actor), who(about), writer, "Something", day(on))
    };
    for (writer, about, on, allowed) in [
        (Writer::Hr, "pam", "2025-07-02", &["hedda"][..]),
        (Writer::Hr, "parks", "2025-07-02", &["hedda"]),
        (Writer::Hr, "ana", "2025-07-02", &["hana"]),
        (Writer::Hr, "agency", "2025-07-02", &["hana"]),
        (Writer::Hr, "sib", "2025-09-30", &["hana"]),
        (Writer::Hr, "sib", "2025-10-01", &["hedda"]),
        (Writer::Leader, "pam", "2025-07-02", &["lena"]),
        (Writer::Either, "pam", "2025-07-02", &["pam", "lena"]),
        (Writer::Leader, "sib", "2025-10-01", &["lena"]),
        (Writer::Employee, "pam", "2025-07-02", &["pam"]),
    ] {
        for actor in BOTH {
            let may = role(actor, about, writer, on);
            assert_eq!(may.is_ok(), allowed.contains(&actor), "{writer:?} {actor} about {about} on {on}");
            let elsewhere = writer == Writer::Hr && ["hana", "hedda"].contains(&actor);
            if let Err(refusal) = may.map_err(|refusal| refusal.rule).map(drop) {
                assert_eq!(refusal == Some("authority.agency"), elsewhere, "{actor} about {about} on {on}");
            }
        }
    }
    let refusal = role("hana", "pam", Writer::Hr, "2025-07-02").expect_err("another agency's").to_string();
    assert!(refusal.contains("[rule authority.agency]") && refusal.contains("Human resources can: HEDDA"), "{refusal}");
}

#[test]
fn the_roster_of_an_agency_is_kept_by_the_first_one_until_it_has_an_officer() {
    let keeps = |world: &World, actor: &str, about: &str| {
        may_keep_roster(&world.directory, who(actor), who(about), "Roster import", world.today).is_ok()
    };
    let mut world = World::two();
    assert_eq!(["hana", "hedda", "lena"].map(|actor| keeps(&world, actor, "pam")), [false, true, false]);
    assert_eq!(["hana", "hedda"].map(|actor| keeps(&world, actor, "ana")), [true, false]);
    let ended = Event::RoleRevoked(RoleRevoked { role: Office::Hr });
    world.record(who("hana"), vec![Proposed::new(who("hedda"), Role::Hr, world.today, ended)]);
    assert_eq!(["hana", "hedda"].map(|actor| keeps(&world, actor, "pam")), [true, false]);
    let policy = may_write(&world.directory, who("hana"), who("pam"), Writer::Hr, "Cadence policy set", world.today);
    assert_eq!(policy.expect_err("the roster alone").rule, Some("authority.agency"));
}

#[test]
fn human_resources_read_of_the_agency_that_somebody_belongs_to_on_the_day_of_reading() {
    let world = World::two();
    for (class, of, on, readers) in [
        (Class::Agency, "parks", "2025-07-02", &BOTH[..]),
        (Class::Agency, "agency", "2025-07-02", &BOTH),
        (Class::Person, "pam", "2025-07-02", &["pam", "hedda", "lena", "dana"]),
        (Class::Pair, "pam", "2025-07-02", &["pam", "lena"]),
        (Class::Review, "pam", "2025-07-02", &["hedda", "lena", "dana"]),
        (Class::Hr, "pam", "2025-07-02", &["hedda"]),
        (Class::Person, "ana", "2025-07-02", &["ana", "lena", "dana", "hana"]),
        (Class::Hr, "ana", "2025-07-02", &["hana"]),
        (Class::Person, "sib", "2025-09-30", &["sib", "lena", "dana", "hana"]),
        (Class::Person, "sib", "2025-10-01", &["sib", "lena", "dana", "hedda"]),
        (Class::Hr, "sib", "2025-10-01", &["hedda"]),
    ] {
        for reader in BOTH {
            let reads = |withdrawn| {
                let entry = Readable { stream: who(of), class, author: who("nobody"), withdrawn };
                may_read(&world.directory, who(reader), entry, day(on))
            };
            assert_eq!(reads(false), readers.contains(&reader), "{class} of {of}: {reader} on {on}");
            let hr = if ["pam", "parks"].contains(&of) || on == "2025-10-01" { "hedda" } else { "hana" };
            assert_eq!(reads(true), reader == hr, "{class} of {of}, withdrawn: {reader} on {on}");
        }
    }
}

#[test]
fn every_kind_of_the_agency_is_recorded_by_hr() {
    for kind in Event::KINDS {
        let (writer, retention, _) = Event::about_kind(kind).expect("registered");
        let agency = retention == crate::domain::Retention::Agency;
        assert!(!agency || writer == Writer::Hr, "{kind}");
    }
}

#[test]
fn may_read_for_every_class_and_relation() {
    let world = World::staffed();
    for (class, readers) in [
        (Class::Agency, &EVERYBODY[..]),
        (Class::Person, &["ana", "lena", "dana", "hana"]),
        (Class::Pair, &["ana", "lena"]),
        (Class::Review, &["lena", "dana", "hana"]),
        (Class::Hr, &["hana"]),
    ] {
        for reader in EVERYBODY {
            let read = |author: &str, withdrawn| {
                let entry = Readable { stream: who("ana"), class, author: who(author), withdrawn };
                may_read(&world.directory, who(reader), entry, world.today)
            };
            let is_reader = readers.contains(&reader);
            assert_eq!(read("lena", false), is_reader || reader == "lena", "{class} {reader}");
            assert_eq!(read("frank", false), is_reader || reader == "frank", "{class} {reader}: a former leader's own");
            assert_eq!(read("lena", true), ["lena", "hana"].contains(&reader), "{class} {reader}: withdrawn");
        }
        let entry = Readable { stream: who("ana"), class, author: who("nobody"), withdrawn: false };
        assert!(!may_read(&world.directory, who("nobody"), entry, world.today), "{class}: not employed");
    }
}

#[test]
fn the_chain_is_that_of_the_day_of_reading() {
    let world = World::staffed();
    let entry = Readable { stream: who("ana"), class: Class::Pair, author: who("ana"), withdrawn: false };
    let reads = |reader: &str, on: &str| may_read(&world.directory, who(reader), entry, day(on));
    assert!(reads("frank", "2025-05-31") && !reads("frank", "2025-06-01"));
    assert!(reads("lena", "2025-06-01") && !reads("lena", "2025-05-31"));
}
