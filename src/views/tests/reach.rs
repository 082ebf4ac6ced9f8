//! The reach of critical messages (rule 2.K3).

use crate::{
    domain::tests::{World, commands::*, who},
    views::{
        Sight,
        agenda::agenda,
        reach::{marks, reach},
    },
};

fn two_messages() -> World {
    let first = message("1f03ab00000000b1", &["ana", "sib"], "The counter closes at four.");
    let world = World::staffed().given("lena", "ana", &weekly());
    let world = world.given("lena", "ana", &first).given("lena", "sib", &first).at("2025-07-03");
    world.given("lena", "sib", &message("2f03ab00000000b2", &["sib"], "The van is new."))
}

#[test]
fn rule_2_k3_reach_is_n_of_m_and_to_whom_not_yet() {
    let world = two_messages().given("lena", "ana", &deliver("")).given("lena", "sib", &deliver("2f"));
    let marks: Vec<_> = ["ana", "sib"]
        .iter()
        .flat_map(|name| marks(&Sight::of(&world.person(name), &world.directory, world.today)))
        .collect();
    let rows = reach(who("lena"), &marks);
    let said: Vec<_> =
        rows.iter().map(|row| (&*row.message, row.on.to_string(), row.delivered, row.of, row.waiting.len())).collect();
    let (first, second) = (("1f03ab", "2025-07-02".into(), 1, 2, 1), ("2f03ab", "2025-07-03".into(), 1, 1, 0));
    assert_eq!(said, [first, second]);
    assert_eq!(rows[0].waiting[0].name, "SIB");
    assert!(reach(who("otto"), &marks).is_empty(), "each leader sees their own");
    let words = serde_json::to_string(&(&rows, &marks)).expect("plain data");
    assert!(!words.contains("counter") && !words.contains("van"), "no word of a message: {words}");
}

#[test]
fn rule_2_k3_a_message_stands_on_the_next_agenda_until_it_is_delivered() {
    let world = two_messages();
    let lines = |world: &World| {
        let ana = world.person("ana");
        let agenda = agenda(&Sight::of(&ana, &world.directory, world.today));
        let part = agenda.parts.into_iter().find(|part| part.rule == "2.K3").expect("the part is always there");
        part.lines.into_iter().map(|line| (line.name, line.text)).collect::<Vec<_>>()
    };
    assert_eq!(lines(&world), [("1f03ab".to_owned(), "The counter closes at four.".to_owned())]);
    assert!(lines(&world.given("lena", "ana", &deliver(""))).is_empty());
}
