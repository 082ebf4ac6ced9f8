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

/// The roster changed in between: the command is decided again as it was then, and found to be the same.
#[test]
fn a_key_is_answered_the_same_after_the_roster_has_changed() {
    let coach = Coach::agency();
    let lines =
        ["--key r1 note ben -m 'Good week'", "--key r2 schedule ben --rule FREQ=DAILY --start 2025-07-02T09:00"];
    let first = lines.map(|line| coach.say("sam", line).ok().out);
    let moved = "employee_number,name,login,position,tier,unit,manager,office,time_zone,hired,probation_end,covered\n\
        E-5,Ben Yazzie,ben,Inspector,staff,Field,E-4,Window Rock,America/Denver,2023-06-05,,yes\n";
    coach.write("moved.csv", moved);
    coach.say("olive", "roster import moved.csv").ok();
    for (line, first) in lines.iter().zip(&first) {
        let again = coach.say("sam", line).ok();
        assert_eq!(first.replace("Recorded ", "Recorded already "), again.out);
    }
    coach.say("sam", "--key r1 note ben -m 'Another week'").refused().says(&["This key was used for something else"]);
}

/// Where no day is said it is that of the meeting; once that reads another day, the same key still means the day before.
#[test]
fn a_key_with_a_meeting_is_answered_the_same_once_the_meeting_reads_another_day() {
    let coach = Coach::agency();
    coach.say("sam", "schedule ben --rule FREQ=WEEKLY --start 2025-07-03T09:00").ok();
    coach.at("2025-07-03T12:00").say("sam", "hold ben --meeting 2025-07-03").ok();
    let held = coach.last("sam", "ben");
    let line = "--key m1 promise ben -m 'Bring the list' --due 2025-07-30 --meeting 2025-07-03";
    let first = coach.at("2025-07-05T08:00").say("sam", line).ok().out;
    coach.say("sam", &format!("correct {held} --set occurred_on=2025-07-04 --reason 'It was the day after'")).ok();
    assert_eq!(first.replace("Recorded ", "Recorded already "), coach.say("sam", line).ok().out);
    coach.say("sam", &line.replace("the list", "a list")).refused().says(&["This key was used for something else"]);
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
