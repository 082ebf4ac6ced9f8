//! Publishing as a process: what stands on the pages, and on those of an earlier day.

#[path = "../support/mod.rs"]
#[expect(dead_code, reason = "each test program uses its own part of this")]
mod support;

mod live;
#[cfg(unix)]
mod watch;

use support::Coach;

/// The whole published site as one text.
fn site(coach: &Coach) -> String {
    let files = support::read_folder(&coach.dir().join("output/site"));
    files.into_iter().map(|(_, bytes)| String::from_utf8_lossy(&bytes).into_owned()).collect()
}

#[test]
fn a_misfiled_text_is_on_no_page_of_a_day_before_it_was_found_either() {
    let coach = Coach::agency();
    coach.at("2025-07-02T09:00").say("sam", "note maria -m 'Meant for the other one'").ok();
    let note = coach.last("sam", "maria").to_string();
    coach.at("2025-07-02T10:00").say("sam", "publish").ok();
    assert!(site(&coach).contains("Meant for the other one"), "the check below would prove nothing");
    coach.at("2025-07-04T09:00").say("sam", &format!("correct {note} --misfiled --to mgarcia")).ok();
    coach.at("2025-07-04T10:00").say("sam", "publish --as-of 2025-07-03").ok();
    let pages = site(&coach);
    let shown = pages.matches("Meant for the other one").count();
    let right = coach.run("who mgarcia --json").json()[0]["id"].as_str().expect("an id").to_owned();
    let page = coach.dir().join(format!("output/site/e/{}/{right}/person/index.html", &right[..2]));
    let on_the_right_page = std::fs::read_to_string(page).expect("a page").matches("Meant for the other one").count();
    assert_eq!(shown, on_the_right_page, "the text stands on a page that is not the right person's");
    assert!(pages.contains("ecorded for another person"), "the wrong person's page says what became of it");
}

#[test]
fn a_day_to_come_and_a_day_before_the_record_publish_nothing() {
    let coach = Coach::agency();
    coach.at("2025-07-02T09:00").say("olive", "publish").ok();
    let before = site(&coach);
    coach.say("olive", "publish --as-of 2025-07-03").refused().says(&["has not come yet"]);
    coach.say("olive", "publish --as-of 2025-01-01").refused().says(&["Nothing had been recorded by 2025-01-01"]);
    assert_eq!(site(&coach), before);
}

#[test]
fn a_publish_without_news_writes_no_page() {
    let coach = Coach::agency();
    coach.at("2025-07-02T09:00").say("olive", "publish").ok().says(&[" 0 unchanged"]);
    coach.say("olive", "publish").ok().says(&[" 0 written"]);
    coach.say("sam", "note ben -m 'Checked the ladders'").ok();
    coach.say("olive", "publish").ok().says(&[" written, "]).hides(&[" 0 written"]);
    coach.say("olive", "publish --full").ok().says(&[" 0 unchanged"]);
}
