//! Topics that come up, and return to the agenda (rule N.topics).

use crate::{
    domain::tests::{World, commands::*, day},
    views::{
        Sight,
        agenda::agenda,
        coverage::{TopicState, coverage},
    },
};

/// A GROW note of a topic is talk of it: in the matrix, for its state, and for the next agenda.
#[test]
fn rule_n_topics_a_grow_note_is_talk_of_its_topic() {
    let before = World::staffed().given("lena", "ana", &weekly()).given("lena", "ana", &hold());
    let after = before.clone().at("2025-08-06").given("lena", "ana", &grow("2C", None));
    let topic = |world: &World| {
        let ana = world.person("ana");
        let sight = Sight::of(&ana, &world.directory, day("2025-10-01"));
        let topic = coverage(&sight, sight.cycle()).topics.into_iter().find(|it| it.id == "2C").expect("a topic");
        let rising = agenda(&sight).parts.into_iter().find(|part| part.rule == "N.topics").expect("the part is there");
        let returns = rising.lines.iter().any(|line| line.topic == "2C");
        (topic.counts[1], topic.last, topic.state, returns)
    };
    assert_eq!(topic(&before), (0, None, TopicState::Rising, true));
    assert_eq!(topic(&after), (1, Some(day("2025-08-06")), TopicState::Covered, false));
    let noted = before.at("2025-08-06").given("lena", "ana", &note("2C", "The scale drifts."));
    assert_eq!(topic(&after), topic(&noted), "it counts as a discussion entry does");
}
