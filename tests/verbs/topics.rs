//! Topics of the standard agenda as an agency adapts them (N.topics, N.adapt).

use crate::support::Coach;

#[test]
fn rule_n_adapt_an_added_topic_is_on_the_agenda_from_its_day_and_in_no_month_before() {
    let coach = Coach::agency();
    coach.say("sam", "schedule ben --rule 'FREQ=WEEKLY;BYDAY=WE' --start 2025-07-02T09:00").ok();
    let mut sheet = coach.say("olive", "standard --json").ok().json()["standard"].clone();
    for (field, value) in [("effective", "2025-09-01"), ("changelog", "Safety has a place of its own")] {
        sheet[field] = value.into();
    }
    sheet["version"] = 2.into();
    sheet["topics"].as_array_mut().expect("topics").push(serde_json::json!({"id": "2G", "label": "Safety at work"}));
    coach.write("sheet.json", sheet.to_string());
    coach.say("olive", "standard revise sheet.json").ok();
    coach.say("olive", "standard topics --topic 2E --gap 40 --effective 2025-08-01").ok();
    coach.say("olive", "standard topics --topic 2Z --gap 40 --effective 2025-08-01").refused().says(&["N.adapt"]);
    coach.at("2025-07-30T08:00");
    coach.say("sam", "next ben").ok().hides(&["Safety", "2E Employee", "[N.topics]\n  2"]);
    coach.at("2025-08-05T08:00");
    // Three quarters of forty days have passed by the next 1:1, on 6 August.
    coach.say("sam", "next ben").ok().says(&["2E", "75 % of 40 days passed on 1 August 2025"]).hides(&["Safety"]);
    coach.say("sam", "note ben -m 'Gloves' --topic 2G").refused().says(&["N.adapt", "2025-08-05"]);
    coach.at("2025-08-28T08:00");
    // The next 1:1 is on 3 September, when the revision is in force.
    coach.say("sam", "next ben").ok().says(&["Safety at work", "2G is new in the standard since 1 September 2025"]);
    coach.at("2025-09-03T09:40");
    coach.say("ben", "standard").ok().says(&["2E at least every 40 days"]);
    coach.say("sam", "hold ben").ok();
    coach.say("sam", "note ben -m 'Gloves on the roof' --topic 2g").ok();
    coach.at("2025-09-04T08:00");
    coach.say("sam", "next ben").ok().hides(&["2G is new"]);
}
