//! Orders of destruction: what has to go together, and who may order what.

use super::{World, appraising::*, commands::*, contest::transcribe, disputing::*, line, who};
use crate::domain::{
    Command, Event, Person, Proposed, Recorded, Refusal,
    appraise::Step,
    destruction::{Expunge, carries, named},
    legal_hold::{LegalHoldPlaced, place, release},
    paper::Paper,
    roster::Office,
    staffing::Staffing::Grant,
};
use std::collections::{BTreeMap, BTreeSet};

/// What an order of somebody comes to that names these entries alone.
fn ordered(world: &World, actor: &str, targets: &[u64]) -> Result<Vec<Proposed>, Refusal> {
    let targets: BTreeSet<u64> = targets.iter().copied().collect();
    let mut found: BTreeSet<u64> = targets.clone();
    let entry = |seq: u64| world.log.iter().find(|entry| entry.seq == seq).expect("there");
    let mut waiting: Vec<u64> = targets.iter().copied().collect();
    while let Some(seq) = waiting.pop() {
        let with_it = world.log.iter().filter(|other| carries(entry(seq), other)).map(|other| other.seq);
        waiting.extend(with_it.filter(|seq| found.insert(*seq)));
    }
    let kin: Vec<Recorded> = found.iter().map(|seq| entry(*seq).clone()).collect();
    let order = Expunge { authority: "Court 7".into(), targets, with_copies: false, reason: "False.".into() };
    order.decide(&world.context(actor, world.today), &kin)
}

fn back(element: &str) -> Command {
    appraise(Step::Withdraw(element.into(), "It was wrong.".into()))
}

#[test]
fn what_was_taken_back_does_not_come_back_by_destruction() {
    let (world, cited) = concerned(opened().given("lena", "ana", &expect(&["Pace", "Care"], true)), true);
    let world = world.at("2026-06-18");
    let world = world.given("lena", "ana", &rate("Care", "middle", "As agreed.", &[cited]));
    let care = last(&world);
    let world = world.given("lena", "ana", &rate("Pace", "middle", "On time.", &[cited]));
    let first = last(&world);
    let world = world.given("dana", "ana", &approve());
    let approval = last(&world);
    let world = world.given("lena", "ana", &rate("pace", "middle", "Mostly on time.", &[cited]));
    let second = last(&world);
    let world = world.given("lena", "ana", &back("Pace"));
    let withdrawal = last(&world);
    for (named, left) in [(vec![withdrawal], vec![first, second, approval]), (vec![second], vec![first, approval])] {
        let refusal = ordered(&world, "hana", &named).expect_err("it would come back").to_string();
        for seq in left {
            assert!(refusal.contains(&format!("#{seq} of ")), "#{seq}: {refusal}");
        }
        assert!(!refusal.contains(&format!("#{care} of ")), "another rating stays: {refusal}");
    }
    ordered(&world, "hana", &[withdrawal, second, first, approval]).expect("all of them");
    // What came before is held down by nothing, and goes alone.
    ordered(&world, "hana", &[first]).expect("the first alone");
}

#[test]
fn a_dispute_that_ended_is_not_open_again_by_destruction() {
    let world = disputed();
    let asked = last(&world);
    let world = world.given("ana", "ana", &file("The queue was counted twice."));
    let filed = last(&world);
    let world = world.given("ana", "ana", &withdraw());
    let ended = last(&world);
    for (named, left) in [(ended, [asked, filed]), (asked, [filed, ended])] {
        let refusal = ordered(&world, "hana", &[named]).expect_err("the others stay").to_string();
        for seq in left {
            assert!(refusal.contains(&format!("#{seq} of ")), "#{named} without #{seq}: {refusal}");
        }
    }
    ordered(&world, "hana", &[asked, filed, ended]).expect("all of it");
    ordered(&world, "hana", &[filed]).expect("a step alone");
}

#[test]
fn nobody_orders_the_destruction_of_what_stands_in_their_own_record() {
    let mut world = World::staffed();
    world.by_hr("hana", line("lena", "2025-06-01"));
    let world = world.given("lena", "hana", &recognise("Well kept."));
    let own = last(&world);
    let refusal = ordered(&world, "hana", &[own]).expect_err("their own").to_string();
    for words in ["Nobody orders", &format!("#{own}"), "name a second one first", "[rule records.order]"] {
        assert!(refusal.contains(words), "{words:?} is not in: {refusal}");
    }
    let world = world.given("hana", "otto", &staffing(Grant(Office::Hr)));
    let refusal = ordered(&world, "hana", &[own]).expect_err("still their own").to_string();
    assert!(!refusal.contains("second one"), "{refusal}");
    ordered(&world, "otto", &[own]).expect("another officer");
}

#[test]
fn nobody_releases_a_hold_on_their_own_record() {
    let world = World::staffed();
    let there = BTreeMap::from([(1, who("hana")), (2, who("ana"))]);
    for (people, entries, own) in
        [(vec![who("ana")], vec![2], false), (vec![who("ana"), who("hana")], vec![], true), (vec![], vec![2, 1], true)]
    {
        let wish = LegalHoldPlaced { matter: "CV-1".into(), people, entries, reason: "Claim.".into() };
        let world = world.clone().set_by_hr(|context| place(context, wish, &there));
        let world = world.given("hana", "otto", &staffing(Grant(Office::Hr)));
        let hold = world.directory.keeping.holds.last().expect("placed").seq();
        let by = |actor| release(&world.context(actor, world.today), hold, "Over.", &there);
        assert_eq!(by("hana").is_err(), own, "{:?}", by("hana"));
        by("otto").expect("another officer");
    }
}

#[test]
fn a_paper_goes_with_the_entry_that_it_is_about() {
    let (world, concern) = concerned(World::staffed(), false);
    let world = world.given("hana", "ana", &transcribe(Paper::Concern, Some(concern)));
    let paper = last(&world);
    let refusal = ordered(&world, "hana", &[concern]).expect_err("the paper stays").to_string();
    assert!(refusal.contains(&format!("#{paper} of ")), "{refusal}");
    ordered(&world, "hana", &[concern, paper]).expect("both");
    ordered(&world, "hana", &[paper]).expect("the paper alone");
}

#[test]
fn of_ones_own_record_the_number_alone_is_named() {
    let (world, seq) = concerned(World::staffed(), false);
    let line = |reader: &str| {
        let entry = world.log.iter().find(|entry| entry.seq == seq).expect("there");
        named(&world.directory, (who(reader), who("agency")), entry, world.today)
    };
    assert_eq!(line("ana"), format!("#{seq}, in your own record"));
    assert!(line("hana").contains("concern-raised"), "{}", line("hana"));
}

#[test]
fn of_what_was_destroyed_the_offices_day_is_left() {
    let mut world = World::staffed();
    world.by_hr("hana", line("lena", "2025-06-01"));
    let position =
        r#"{"position":"Officer","tier":"staff","office":"Mesa","time_zone":"America/Phoenix","from":"2025-06-01"}"#;
    let position = Event::parse("position-assigned", serde_json::from_str(position).expect("fields"));
    world.by_hr("hana", position.expect("it reads"));
    let world = world.given("lena", "hana", &recognise("Well kept."));
    let mut entries = world.person("hana").entries;
    let gone = entries.last_mut().expect("recorded");
    // It is read so: of the day of recording the log knows the moment alone.
    (gone.event, gone.occurred_on) = (Event::Destroyed, gone.recorded_at.date_naive());
    let days = |person: Person| person.entries.last().map(|entry| entry.occurred_on);
    let on = world.today.pred_opt();
    assert_eq!(days(Person::fold(who("hana"), entries.clone())), on, "midnight in Greenwich is five in Phoenix");
    let last = entries.split_off(entries.len() - 1);
    let mut before = Person::fold(who("hana"), entries);
    before.extend(last);
    assert_eq!(days(before), on);
}
