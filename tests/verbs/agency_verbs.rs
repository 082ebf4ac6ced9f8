//! What concerns the agency as a whole: its founding, its standards and policies, its clock.

use crate::support::Coach;

#[test]
fn a_store_is_made_verified_and_told_about() {
    let coach = Coach::bare();
    coach.at("2025-07-01T08:00");
    let told = [
        "init --agency 'Desert Agency' --zone America/Phoenix --officer 'Olive Harper' --login olive --demo",
        "verify",
        "doctor",
        "--as olive who",
        "--as ghost who",
        "--store other --as olive who",
    ]
    .map(|line| coach.run(line).to_string());
    insta::assert_snapshot!(told.concat());
}

#[test]
fn hr_sets_policies_from_a_first_of_a_month_on_and_revises_the_standard() {
    let coach = Coach::agency();
    let mut sheet = coach.say("olive", "standard --json").ok().json()["standard"].clone();
    for (field, value) in [("revised_on", "2025-07-01"), ("edited_by", "Olive Harper"), ("effective", "2025-08-01")] {
        sheet[field] = value.into();
    }
    sheet["changelog"] = "Names the tablet".into();
    sheet["version"] = 2.into();
    coach.write("sheet.json", sheet.to_string());
    let told = [
        ("olive", "standard cadence --minutes 45 --effective 2025-08-01 -m Why"),
        ("olive", "standard topics --gap 60 --effective 2025-08-01"),
        ("olive", "standard revise sheet.json"),
        ("sam", "standard revise sheet.json"),
        ("olive", "standard topics --gap 0 --effective 2025-09-01"),
    ]
    .map(|(login, line)| coach.say(login, line).to_string());
    insta::assert_snapshot!(told.concat());
    coach.say("kai", "standard").ok().says(&["version 1, in force", "Cadence: 30 minutes"]);
    coach.at("2025-08-01T08:00");
    coach.say("kai", "standard").ok().says(&[
        "version 2, in force",
        "Cadence: 45 minutes",
        "every 60 days",
        "Names the tablet",
    ]);
    coach.write("sheet.json", "{\"version\": 3,\n  \"oops\": 1}");
    coach.say("olive", "standard revise sheet.json").misused().says(&["line 2", "as its member `standard`"]);
    // The whole answer, as it was saved and changed.
    let mut answer = coach.say("olive", "standard --json").ok().json();
    for (field, value) in [("revised_on", "2025-08-01"), ("effective", "2025-09-01"), ("changelog", "Once more")] {
        answer["standard"][field] = value.into();
    }
    answer["standard"]["version"] = 3.into();
    coach.write("sheet.json", answer.to_string());
    coach.say("olive", "standard revise sheet.json").ok();
    answer["standard"]["version"] = "four".into();
    coach.write("sheet.json", answer.to_string());
    coach.say("olive", "standard revise sheet.json").misused().says(&["invalid type"]);
}

#[test]
fn a_clock_that_went_back_records_nothing_until_hr_accepts_it() {
    let coach = Coach::agency();
    coach.at("2025-09-01T08:00");
    coach.say("sam", "note ben -m 'From the future'").ok();
    coach.at("2025-07-02T08:00");
    let before = coach.export();
    coach.say("sam", "note ben -m 'Now'").refused().says(&["2025-07-02T15:01", "2025-09-01T15:00", "clock"]);
    coach.say("sam", "clock accept --reason 'I say so'").refused();
    assert_eq!(coach.export(), before);
    coach.at("2025-07-02T08:10");
    coach.say("olive", "clock accept --reason 'The battery was changed'").ok();
    let accepted = coach.export();
    coach.say("sam", "clock accept --reason 'Once more'").refused().says(&["Human resources can"]);
    coach.say("olive", "clock accept --reason 'Once more'").refused().says(&["There is nothing to accept"]);
    assert_eq!(coach.export(), accepted);
    coach.say("sam", "note ben -m 'Now'").ok();
    // What the clock said wrongly counts as known no later than what was recorded after it.
    coach.say("sam", "replay ben --as-known 2025-07-02").ok().says(&["From the future", "Now"]);
    coach.run("verify").ok();
}
