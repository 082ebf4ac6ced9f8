//! Said twice, recorded once: keys, and the same text on the same day.

use crate::support::Coach;

fn notes(coach: &Coach) -> usize {
    coach.entries("sam", "ben").iter().filter(|entry| entry["kind"] == "topic-discussed").count()
}

#[test]
fn the_same_key_records_once_and_is_answered_with_what_it_recorded() {
    let coach = Coach::agency();
    let first = coach.say("sam", "--key k1 note ben -m 'Good week'").ok();
    let second = coach.say("sam", "--key k1 note ben -m 'Good week'").ok();
    assert_eq!(first.out.replace("Recorded ", "Recorded already "), second.out);
    assert_eq!(notes(&coach), 1);
    coach.say("sam", "--key k1 note ben -m 'Another week'").refused().says(&["This key was used for something else"]);
    coach.say("sam", "--key k1 note maria -m 'Good week'").refused().says(&["This key was used for something else"]);
    coach.say("sam", "--key k1 promise ben -m 'Good week' --due +1w").refused();
    assert_eq!(notes(&coach), 1);
    // A key is its owner's own: the same word said by another leader is another key.
    coach.say("lena", "--key k1 note kai -m 'Good week'").ok().says(&["Recorded #"]);
}

#[test]
fn a_key_is_answered_the_same_after_the_record_has_grown_and_on_a_later_day() {
    let coach = Coach::agency();
    coach.say("sam", "--key p1 promise ben -m 'Call the lab' --due 2025-07-09").ok().says(&["as c1"]);
    coach.say("sam", "promise ben -m 'Call the yard' --due 2025-07-09").ok().says(&["as c2"]);
    coach.at("2025-07-20T08:00");
    coach
        .say("sam", "--key p1 promise ben -m 'Call the lab' --due 2025-07-09")
        .ok()
        .says(&["Recorded already", "as c1"]);
}

#[test]
fn the_same_text_on_the_same_day_is_refused_unless_it_is_meant() {
    let coach = Coach::agency();
    coach.say("sam", "note ben -m 'Good week'").ok();
    let refused = coach.say("sam", "note ben -m 'Good week'").refused().says(&["already, as #", "--again"]);
    assert!(coach.drafts().is_empty(), "a text that stands in the record needs no draft:\n{refused}");
    coach.say("sam", "note ben -m 'Good week' --again").ok();
    coach.at("2025-07-02T08:00");
    coach.say("sam", "note ben -m 'Good week'").ok();
    assert_eq!(notes(&coach), 3);
}

#[test]
fn answers_without_a_text_are_each_their_own() {
    let coach = Coach::agency();
    for text in ["Call the lab", "Call the yard"] {
        coach.say("sam", &format!("promise ben -m '{text}' --due +1w")).ok();
    }
    for name in ["c1", "c2"] {
        coach.say("sam", &format!("done ben {name}")).ok().says(&["Recorded #", "Commitment fulfilled"]);
        coach.say("sam", &format!("done ben {name}")).refused().says(&[name]);
    }
    for focus in ["First focus", "Second focus"] {
        coach.say("sam", &format!("plan ben --open '{focus}'")).ok().says(&["Recorded #"]);
    }
}
