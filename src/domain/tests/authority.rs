//! Who may record and who may read: every writer and every class, for every way to stand to a person.

use super::{World, day, who};
use crate::domain::{
    Class, Event, Role,
    authority::{Readable, may_read, may_write},
    event::Writer,
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
