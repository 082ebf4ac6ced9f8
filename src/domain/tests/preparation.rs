//! Preparation and the end of each item (rules 2 and 3).

use super::{World, commands::*, day};
use crate::domain::{
    Class, Command, Side,
    names::ItemId,
    preparation::Outcome::{Deferred, Discussed, Dropped},
    preparation::Prepare,
};

#[test]
fn rule_2_k2_each_side_prepares_in_writing_and_between_the_two() {
    let world = World::staffed().given("lena", "ana", &weekly());
    let world = world.when("ana", "ana", &prepare(&[("2c", "The scale drifts.")]));
    let world = world.then_recorded(&["preparation-submitted"]);
    let world = world.when("lena", "ana", &prepare(&[("2B", "The new route.")]));
    let world = world.then_recorded(&["preparation-submitted"]);
    let ana = world.person("ana");
    let meeting = ana.meetings.values().next().expect("materialised");
    assert!(meeting.prepared(Side::Employee) && meeting.prepared(Side::Leader));
    assert_eq!((ana.items[&ItemId(1)].topic.as_str(), ana.items[&ItemId(2)].side), ("2C", Side::Leader));
    assert_eq!(world.log.last().expect("an entry").class, Class::Pair);
}

#[test]
fn rule_2_k2_an_empty_preparation_and_an_unknown_topic_are_refused() {
    let world = World::staffed().given("lena", "ana", &weekly());
    let world = world.when("ana", "ana", &prepare(&[])).then_refused(&["2.K2", "--win"]);
    world.when("ana", "ana", &prepare(&[("9Z", "x")])).then_refused(&["9Z", "2A", "2F", "N.adapt"]);
}

#[test]
fn rule_1_k1_without_a_series_there_is_nothing_to_prepare_for() {
    World::staffed().when("ana", "ana", &prepare(&[("2B", "x")])).then_refused(&["1.K1", "coach schedule"]);
}

#[test]
fn rule_3_k3_each_item_ends_once_in_a_meeting_and_a_deferred_one_returns() {
    let world = World::staffed().given("lena", "ana", &weekly());
    let world = world.given("ana", "ana", &prepare(&[("2B", "one"), ("2C", "two"), ("2E", "three")]));
    let world = world.when("lena", "ana", &end(&[(1, Discussed), (2, Deferred), (3, Dropped)]));
    let ended = "agenda-item-ended";
    let world = world.then_recorded(&["meeting-held", ended, ended, ended]);
    for item in 1..=3 {
        let again = end(&[(item, Discussed)]);
        let refusal = world.tries("lena", "ana", world.today, &again).expect_err("it has ended in this meeting");
        assert!(refusal.to_string().contains("--set outcome"), "{item}: {refusal}");
    }
    let open =
        |world: &World| world.person("ana").items.values().filter(|i| i.is_open()).map(|i| i.id.0).collect::<Vec<_>>();
    assert_eq!(open(&world), vec![2]);
    let world = world.given("ana", "ana", &prepare(&[("2F", "four")])).at("2025-07-09");
    let world = world.given("lena", "ana", &end(&[(2, Discussed)]));
    assert_eq!(open(&world), vec![4]);
}

#[test]
fn rule_3_k3_one_command_ends_an_item_once() {
    let world = World::staffed().given("lena", "ana", &weekly()).given("ana", "ana", &prepare(&[("2B", "one")]));
    let world = world.when("lena", "ana", &end(&[(1, Discussed), (1, Deferred)])).then_refused(&["i1", "twice"]);
    world.when("lena", "ana", &end(&[(7, Discussed)])).then_refused(&["i7", "i1: one", "3.K3"]);
}

#[test]
fn rule_3_k3_items_of_a_missed_or_cancelled_meeting_are_answered_in_the_next() {
    let prepared = || World::staffed().given("lena", "ana", &weekly()).given("ana", "ana", &prepare(&[("2B", "one")]));
    let cancelled = prepared().given("lena", "ana", &cancel());
    for world in [prepared(), cancelled] {
        let world = world.at("2025-07-09").given("lena", "ana", &hold()).given("ana", "ana", &nothing_today());
        let world = world.when("lena", "ana", &finalise()).then_refused(&["i1 (2B)", "3.K3"]);
        let world = world.given("lena", "ana", &end(&[(1, Discussed)]));
        world.when("lena", "ana", &finalise()).then_recorded(&["meeting-record-finalised"]);
    }
}

#[test]
fn rule_3_k3_a_deferred_item_is_answered_again_in_the_meeting_it_returns_to() {
    let world = World::staffed().given("lena", "ana", &weekly()).given("ana", "ana", &prepare(&[("2B", "one")]));
    let world = world.given("lena", "ana", &end(&[(1, Deferred)])).given("ana", "ana", &nothing_today());
    let world = world.given("lena", "ana", &finalise());
    let world = world.given("ana", "ana", &prepare(&[("2C", "for the next")])).at("2025-07-09");
    let world = world.given("lena", "ana", &hold()).given("ana", "ana", &nothing_today());
    let later =
        Prepare { meeting: Some(day("2025-07-16")), items: vec![("2E".into(), "later".into())], ..Prepare::default() };
    let world = world.given("ana", "ana", &Command::Prepare(later));
    let world = world.when("lena", "ana", &finalise()).then_refused(&["2 unanswered", "i1 (2B)", "i2 (2C)"]);
    let world = world.given("lena", "ana", &end(&[(1, Deferred), (2, Dropped)]));
    world.when("lena", "ana", &finalise()).then_recorded(&["meeting-record-finalised"]);
}
