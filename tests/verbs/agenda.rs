//! The next agenda is made from the record, and every line says why it is there (4.K1).

use crate::support::Coach;

#[test]
fn an_open_commitment_a_deferred_item_and_a_topic_falling_due_are_on_the_next_agenda_with_why_4_k1() {
    let coach = Coach::agency();
    coach.say("sam", "schedule ben --rule 'FREQ=WEEKLY;BYDAY=WE' --start 2025-07-02T09:00").ok();
    coach.say("ben", "prep ben --item '2C:The counter queue'").ok();
    coach.at("2025-07-02T09:31");
    coach.say("sam", "hold ben --deferred i1").ok();
    coach.say("sam", "note ben -m 'Standards of the north route' --topic 2B").ok();
    coach.say("sam", "promise ben -m 'Send the route map' --due 2025-07-30").ok();
    // The policy of the first standard is 120 days, rising at 75 %: on the ninetieth day, and not on the day before.
    let topics = |coach: &Coach| {
        let agenda = coach.say("ben", "next --json").ok().json();
        let part =
            agenda["parts"].as_array().expect("an agenda has parts").iter().find(|part| part["rule"] == "N.topics");
        part.expect("one part is the topics")["lines"].to_string()
    };
    coach.at("2025-09-17T10:00");
    assert_eq!(topics(&coach), "[]", "the next meeting is on the eighty-fourth day");
    coach.at("2025-09-30T10:00");
    assert!(topics(&coach).contains("2B"), "the next meeting is on the ninety-first day");
    insta::assert_snapshot!(coach.say("ben", "next ben").ok());
}

#[test]
fn an_agenda_is_for_the_two_who_meet_and_for_nobody_else() {
    let coach = Coach::agency();
    coach.say("sam", "next ben").ok();
    for login in ["dana", "olive", "lena", "maria", "kai"] {
        coach.say(login, "next ben").refused().says(&["[rule audience]", "the employee and the leader"]);
    }
}
