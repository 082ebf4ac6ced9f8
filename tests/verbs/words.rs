//! Names and dates as people type them.

use crate::support::Coach;

#[test]
fn a_name_that_fits_several_lists_them_and_one_that_fits_nobody_says_so() {
    let coach = Coach::agency();
    let said = ["note garcia -m x", "note 'maria garcia' -m x", "next zoe", "next ''"]
        .map(|line| coach.say("sam", line).refused());
    insta::assert_snapshot!(said.map(|ran| ran.to_string()).concat());
}

#[test]
fn people_are_found_by_login_number_id_and_parts_of_the_name() {
    let coach = Coach::agency();
    let who = coach.say("sam", "who yazzie --json").ok().json();
    let id = who[0]["id"].as_str().expect("an id is text").to_owned();
    for name in ["ben", "BEN", "E-5", &id, "yaz", "'ben y'", "'Ben Yazzie'"] {
        coach.say("sam", &format!("next {name}")).ok().says(&["Ben Yazzie"]);
    }
}

#[test]
fn dates_are_understood_in_words_and_point_the_way_the_verb_means() {
    let coach = Coach::agency();
    // 2 July 2025 is a Wednesday.
    coach.at("2025-07-02T09:00");
    for (word, day) in [
        ("today", "2025-07-02"),
        ("yesterday", "2025-07-01"),
        ("wed", "2025-07-02"),
        ("monday", "2025-06-30"),
        ("thu", "2025-06-26"),
        ("-1w", "2025-06-25"),
        ("2025-06-03", "2025-06-03"),
    ] {
        coach.say("sam", &format!("note ben -m 'On {word}' --on {word}")).ok().says(&[day]);
    }
    for (word, day) in [("+2w", "2025-07-16"), ("wed", "2025-07-09"), ("fri", "2025-07-04"), ("tomorrow", "2025-07-03")]
    {
        coach.say("sam", &format!("promise ben -m 'By {word}' --due {word}")).ok();
        let entries = coach.entries("sam", "ben");
        assert_eq!(entries.last().expect("it was recorded")["body"]["due"], day, "{word}");
    }
    for word in ["32.7.", "2025-02-30", "someday", "+2x", "''", "99999-01-01", "+999999999999w"] {
        coach
            .say("sam", &format!("promise ben -m 'Never' --due {word}"))
            .refused()
            .says(&["is not a date", "Give one of"]);
    }
}

#[test]
fn a_day_is_the_offices_own_and_not_the_machines() {
    let coach = Coach::agency();
    // Half past eleven at night in Phoenix is the next day in Greenwich, where this machine's clock stands.
    coach.at("2025-07-02T23:30");
    coach.say("sam", "note ben -m 'Late in the day'").ok().says(&["2025-07-02"]);
    let entries = coach.entries("sam", "ben");
    let note = entries.last().expect("it was recorded");
    assert!(note["recorded_at"].as_str().expect("a time is text").starts_with("2025-07-03T06:30"), "{note}");
}

#[test]
fn what_is_said_of_a_named_meeting_happened_on_its_day() {
    let coach = Coach::agency();
    coach.say("sam", "schedule ben --rule 'FREQ=WEEKLY;BYDAY=WE' --start 2025-07-02T09:00").ok();
    coach.at("2025-07-02T09:40").say("sam", "hold ben").ok();
    coach.at("2025-07-04T09:00").say("sam", "note ben -m 'Said on Wednesday' --meeting 2025-07-02").ok();
    coach.say("sam", "note ben -m 'Said on Thursday' --meeting 2025-07-02 --on 2025-07-03").ok();
    coach.say("sam", "note ben -m 'Said today'").ok();
    let days = coach.entries("sam", "ben");
    let day = |text: &str| days.iter().find(|e| e["body"]["text"] == text).map(|e| e["occurred_on"].clone());
    assert_eq!(day("Said on Wednesday"), Some("2025-07-02".into()));
    assert_eq!(day("Said on Thursday"), Some("2025-07-03".into()));
    assert_eq!(day("Said today"), Some("2025-07-04".into()));
    coach.say("lena", "note ben -m 'Not mine' --meeting 2025-07-05").refused().hides(&["2025-07-02"]);
}
