//! Retention: what is past its period goes, and nothing before its time.

use crate::{
    agencies::two,
    support::{Coach, Ran},
};

/// The numbers that `retention list` lists of the series coaching.
fn past(coach: &Coach, login: &str) -> Vec<u64> {
    let listed = coach.say(login, "retention list --json").ok().json();
    let series = listed.as_array().expect("a list").iter().find(|it| it["series"] == "coaching").expect("listed");
    serde_json::from_value(series["past"].clone()).expect("numbers")
}

fn note(coach: &Coach, whom: &str, text: &str) -> u64 {
    coach.say("sam", &format!("note {whom} --topic 2B -m '{text}'")).ok();
    coach.last("sam", whom)
}

/// A period of a year for coaching, set by an agency's human resources.
fn a_year(coach: &Coach, login: &str, years: u32) {
    coach.say(login, &format!("retention set coaching {years} -m 'Schedule 20411'")).ok();
}

fn destroyed(coach: &Coach, expired: &Ran) {
    let order = expired.out.rsplit_once("Recorded as #").or(expired.out.rsplit_once('#')).expect("a number").1;
    let order: String = order.chars().take_while(char::is_ascii_digit).collect();
    coach.run(&format!("destroy --order {order}")).ok();
}

#[test]
fn the_day_that_counts_is_the_later_of_what_was_recorded_and_what_it_was_corrected_to() {
    let coach = Coach::agency();
    let later = note(&coach, "ben", "Corrected to a later day");
    let earlier = note(&coach, "ben", "Corrected to an earlier day");
    a_year(&coach, "olive", 1);
    coach.at("2026-06-30T09:00");
    coach.say("sam", &format!("correct {later} --set occurred_on=2026-06-14 --reason Slip")).ok();
    coach.say("sam", &format!("correct {earlier} --set occurred_on=2025-06-14 --reason Slip")).ok();
    coach.at("2026-07-01T09:00");
    assert_eq!(past(&coach, "olive"), Vec::<u64>::new(), "a year to the day is not past it");
    coach.at("2026-08-01T09:00");
    assert_eq!(past(&coach, "olive"), [earlier]);
    coach.at("2027-08-01T09:00");
    assert_eq!(past(&coach, "olive"), [later, earlier]);
}

#[test]
fn what_lasts_is_kept_from_the_day_it_ended() {
    let coach = Coach::agency();
    let last = || coach.last("sam", "ben");
    coach.say("sam", "schedule ben --rule FREQ=WEEKLY;BYDAY=WE --start 2025-07-02T09:00 --minutes 30").ok();
    let series = last();
    coach.say("sam", "promise ben --due 2025-07-20 -m 'Send the list'").ok();
    let promise = last();
    coach.say("sam", "problem ben open -m 'Late by a day'").ok();
    let problem = last();
    coach.say("sam", "goal ben set -m 'All of them by Friday' --objective 'On time'").ok();
    let goal = last();
    let noted = note(&coach, "ben", "Nothing that lasts");
    a_year(&coach, "olive", 1);
    coach.at("2026-09-01T09:00");
    assert_eq!(past(&coach, "olive"), [noted]);
    coach.say("sam", "done ben c1").ok();
    coach
        .say(
            "sam",
            "schedule ben --rule FREQ=WEEKLY;BYDAY=TH --start 2026-09-03T09:00 --minutes 30 --replace --reason New",
        )
        .ok();
    coach.at("2027-08-01T09:00");
    assert_eq!(past(&coach, "olive"), [noted], "not a year after they ended");
    coach.at("2027-09-10T09:00");
    assert_eq!(past(&coach, "olive")[..3], [series, promise, noted]);
    let expired = coach.say("olive", "retention expire coaching").ok();
    destroyed(&coach, &expired);
    coach.say("sam", "next ben").ok().says(&["2027-09-16 09:00"]);
    // With the last day all of it is over, but for what waits for a decision.
    coach.say("olive", "separate ben --on 2027-09-20").ok();
    coach.at("2028-09-30T09:00");
    let past = past(&coach, "olive");
    assert!(past.contains(&problem) && past.contains(&goal), "{past:?}");
}

#[test]
fn what_would_take_with_it_what_is_kept_longer_elsewhere_stays() {
    let coach = two();
    coach.say("sam", "note ben --topic 2B -m 'Meant for Pam'").ok();
    let wrong = coach.last("sam", "ben");
    coach.say("sam", &format!("correct {wrong} --misfiled --to pam")).ok();
    let free = note(&coach, "ben", "Of nobody else");
    a_year(&coach, "olive", 1);
    a_year(&coach, "hedda", 3);
    coach.at("2026-08-01T09:00");
    let early = "left out, because what would go with it is not past its own period: 1 entry past the period";
    coach
        .say("olive", "retention expire coaching")
        .ok()
        .says(&[&format!("#{free} "), early])
        .hides(&[&format!("#{wrong} ")]);
    coach.say("olive", "retention expire coaching").refused().says(&["records.retention", early]);
    coach.at("2028-08-01T09:00");
    coach
        .say("olive", "retention expire coaching")
        .ok()
        .says(&[&format!("#{wrong} "), "in a record of another agency"]);
}

#[test]
fn what_is_held_is_left_out_of_what_expires_and_the_rest_goes() {
    let coach = Coach::agency();
    let held = note(&coach, "ben", "Held words");
    coach.say("sam", &format!("correct {held} --set 'text=Held words, corrected' --reason Slip")).ok();
    let correction = coach.last("sam", "ben");
    let free = note(&coach, "maria", "Free words");
    a_year(&coach, "olive", 1);
    coach.at("2026-08-01T09:00");
    coach.say("olive", &format!("legal-hold place 'CV-417' --entry {correction} -m Claim")).ok();
    let way = "left out, because a legal hold is in the way: 1 entry past the period";
    let expired = coach.say("olive", "retention expire coaching").ok().says(&[&format!("#{free} "), way]);
    let expired = expired.hides(&[&format!("#{held} of"), &format!("#{correction} of")]);
    destroyed(&coach, &expired);
    let export = coach.export();
    assert!(!export.contains("Free words") && export.contains("Held words, corrected"));
    coach.say("olive", "retention expire coaching").refused().says(&["left to be ordered", way]);
}
