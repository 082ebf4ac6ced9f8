//! An appraisal from the plan to what is final, by the verbs of everybody who has a part in it.

use crate::support::Coach;
use std::fmt::Write;

const OPEN: &str = "cycle open 2025-26 --from 2025-07-01 --to 2026-06-30 --levels below,meets,above --middle meets \
     --due 2026-08-31 --rebuttal-days 10 --answer-days 5";

/// Everything that is said, one command after the other, each on its day.
fn told(coach: &Coach, lines: &[(&str, &str, &str)]) -> String {
    let mut told = String::new();
    for (at, login, line) in lines {
        write!(told, "{}", coach.at(at).say(login, line).ok()).expect("a text takes text");
    }
    told
}

/// Ben's year up to an approved rating, which cites a concern recorded late.
fn approved(coach: &Coach) -> String {
    let mut said = told(
        coach,
        &[
            ("2025-07-01T09:00", "olive", OPEN),
            (
                "2025-07-02T09:00",
                "sam",
                "expect ben --element 'Pace: Orders within a day' --element 'Care: No order twice' --notified",
            ),
            ("2025-07-02T10:00", "ben", "ack --plan"),
            (
                "2025-10-06T09:00",
                "sam",
                "expect ben --modify --element 'Pace: Orders within two days' --element 'Care: No order twice' --notified -m 'The east side is his now'",
            ),
            ("2026-01-20T09:00", "sam", "assess ben --mid-year -m 'Pace is what it should be; care is not'"),
            ("2026-05-20T09:00", "ben", "assess ben --self -m 'The east side took more than it gave'"),
            (
                "2026-06-12T09:00",
                "sam",
                "concern ben --on 2025-11-18 --facts 'Four orders late' --expectation 'Within two days' --support 'A call on Fridays'",
            ),
        ],
    );
    let concern = coach.last("sam", "ben");
    let rate = format!("appraise ben --element pace --level below --cites {concern} -m 'Four orders late in November'");
    said += &told(
        coach,
        &[
            ("2026-06-12T10:00", "sam", &rate),
            ("2026-06-12T11:00", "dana", "review ben --return --why 'Say what was agreed since'"),
            ("2026-06-12T12:00", "sam", &format!("{rate} --level meets").replace(" --level below", "")),
            ("2026-06-12T12:30", "sam", &rate),
            ("2026-06-12T13:00", "dana", "review ben --approve"),
            ("2026-06-12T14:00", "dana", "review ben"),
        ],
    );
    said
}

#[test]
fn an_appraisal_goes_from_the_plan_to_what_is_final() {
    let coach = Coach::agency();
    let mut said = approved(&coach);
    said += &told(
        &coach,
        &[
            ("2026-06-15T09:00", "sam", "appraise ben --deliver -m 'A year of two halves'"),
            ("2026-06-16T09:00", "ben", "ack --appraisal --disagree -m 'November was the flood'"),
            ("2026-06-17T09:00", "ben", "rebut -m 'The four orders were of the east side, on its first day'"),
            ("2026-06-18T09:00", "sam", "rebut ben --answer -m 'They were; the other side took a week longer too'"),
            ("2026-06-19T09:00", "sam", "appraise ben --finalise"),
            (
                "2026-06-24T09:00",
                "olive",
                "appraise ben --revise --element Pace --level meets --authority 'Dana Whitehorse, director' -m 'The concern was recorded after the year'",
            ),
            (
                "2026-06-24T10:00",
                "sam",
                "improve-plan ben issue --gap 'Orders twice' --expectation 'None twice' --support 'A list' --until 2026-09-30 --concern n1",
            ),
            ("2026-06-25T10:00", "sam", "improve-plan ben check-in --progress on-track -m 'None this week'"),
            ("2026-06-26T10:00", "sam", "improve-plan ben extend --until 2026-10-31 -m 'His leave'"),
            ("2026-06-29T10:00", "sam", "improve-plan ben conclude --ending succeeded -m 'None in a month'"),
            ("2026-06-29T11:00", "ben", "improve-plan ben"),
            ("2026-06-29T12:00", "ben", "expect ben"),
            ("2026-06-29T13:00", "ben", "docket"),
            ("2026-06-29T14:00", "kai", "cycle"),
        ],
    );
    insta::assert_snapshot!(coach.redacted(&said));
}

/// Story 1, its first half: as known on the day of the delivery, the concern of November had been recorded three days
/// before.
#[test]
fn a_replay_of_the_delivery_day_shows_the_concern_that_was_recorded_late() {
    let coach = Coach::agency();
    approved(&coach);
    coach.at("2026-06-15T09:00").say("sam", "appraise ben --deliver").ok();
    coach.at("2026-06-24T09:00");
    coach.say("olive", "appraise ben --revise --element Pace --level meets --authority Dana -m 'It was late'").ok();
    coach.say("ben", "replay ben --as-known 2026-06-15").ok().says(&[
        "Concern raised",
        "206 days late",
        "Appraisal delivered",
    ]);
    coach.say("ben", "replay ben --as-known 2026-06-11").ok().says(&["Recorded since then"]);
    let then = coach.say("ben", "docket --as-known 2026-06-15").ok();
    then.says(&["Pace: below", "recorded 2026-06-12 (206 days late)", "a surprise [4.R2]"]).hides(&["revised"]);
    coach.say("ben", "docket").ok().says(&["Pace: below, revised to meets"]);
    coach.say("ben", "docket --as-known 2026-06-11").ok().hides(&["Appraisal 2025-26"]);
}

/// The fear: a docket as it was known says that somebody was late by a cycle that nobody had opened yet.
#[test]
fn rule_lesson_1_a_docket_as_known_on_a_day_judges_by_what_was_known_of_the_agency_too() {
    let coach = Coach::agency();
    coach.at("2026-03-02T09:00");
    coach.say("olive", "line ben --leader lena --from 2025-11-03").ok();
    coach.at("2026-06-30T09:00").say("olive", OPEN).ok();
    let told = "expectations communicated within 30 days by";
    let now = coach.say("ben", "docket").ok();
    let now = now.says(&[&format!("{told} Lena Fox")]);
    coach.say("ben", "docket --as-known 2026-06-29").ok().says(&["Nothing was due"]).hides(&[told]);
    let then = coach.say("ben", "docket --as-known 2026-06-30").ok();
    assert_eq!(then.out.split_once('\n').map(|it| it.1), now.out.split_once('\n').map(|it| it.1), "what is known now");
}

#[test]
fn the_employee_learns_nothing_of_what_is_in_the_making() {
    let coach = Coach::agency();
    approved(&coach);
    let secret = ["Four orders late in November", "Say what was agreed", "Rating proposed", "Management review"];
    for line in
        ["log ben", "log ben --json", "replay ben", "docket", "docket --json", "check ben", "expect ben", "today"]
    {
        coach.say("ben", line).ok().hides(&secret);
    }
    coach.say("ben", "review ben").refused().says(&["[rule audience]"]).hides(&secret);
    coach.say("ben", "appraise ben --blank").refused().says(&["[rule authority."]).hides(&secret[..2]);
    coach.say("dana", "log ben").ok().says(&["Rating proposed", "Management review"]);
    coach.say("olive", "review ben").ok().says(&["Four orders late in November"]);
    coach.say("lena", "review ben").refused().hides(&secret);
}

#[test]
fn the_form_begins_with_the_elements_of_the_plan_and_records_what_differs() {
    let coach = Coach::agency();
    approved(&coach);
    let blank = coach.at("2026-06-13T09:00").say("sam", "appraise ben --blank").ok().out;
    assert!(blank.contains("## Pace\nLevel: below\n") && blank.contains("## Care\nLevel: \nCites: \n- \n"), "{blank}");
    assert!(blank.contains("concern n1, 2025-11-18, not acknowledged"), "{blank}");
    coach.write("as-it-was.md", &blank);
    coach.say("sam", "appraise ben --form as-it-was.md").misused().says(&["left as it was"]);
    let concern =
        blank.split("Pace\nLevel: below\nCites: ").nth(1).and_then(|rest| rest.lines().next()).expect("cited");
    let care = |level: &str, cites: &str| {
        blank.replace(
            "## Care\nLevel: \nCites: \n- \n",
            &format!("## Care\nLevel: {level}\nCites: {cites}\n- Twice in May\n"),
        )
    };
    coach.write("wrong.md", care("fair", "12, x"));
    coach.say("sam", "appraise ben --form wrong.md").misused().says(&["line ", "no number of an entry"]);
    coach.write("scale.md", care("fair", concern));
    coach.say("sam", "appraise ben --form scale.md").refused().says(&["Line ", "[rule appraisal.scale]", "below"]);
    coach.write("filled.md", care("meets", concern));
    let before = coach.last("sam", "ben");
    coach.say("sam", "appraise ben --form filled.md").ok().says(&["Rating proposed", "review: the leader"]);
    assert_eq!(coach.last("sam", "ben"), before + 1, "the rating that stands is not proposed again");
}

#[test]
fn a_rating_is_taken_back_before_it_is_delivered() {
    let coach = Coach::agency();
    approved(&coach);
    coach.at("2026-06-12T15:00").say("sam", "appraise ben --withdraw -m 'No words'").misused().says(&["--element"]);
    let back = "appraise ben --element PACE --withdraw -m 'It was the flood'";
    coach.say("dana", back).refused().says(&["Sam Ortega"]);
    coach.say("sam", back).ok().says(&["Rating taken back", "review: the leader"]);
    coach.say("sam", back).refused().says(&["stands proposed"]);
    coach.say("sam", "appraise ben --deliver").refused().says(&["[rule 702.review]"]);
    let shown = coach.say("dana", "review ben").ok();
    shown.says(&["every rating was taken back", "Pace taken back", "It was the flood"]).hides(&["  Pace: below"]);
    coach.say("ben", "log ben").ok().hides(&["It was the flood", "taken back"]);
}

#[test]
fn who_would_not_sign_did_so_before_a_witness() {
    let coach = Coach::agency();
    approved(&coach);
    coach.at("2026-06-15T09:00").say("sam", "appraise ben --deliver").ok();
    coach.say("sam", "ack ben --appraisal --declined --witness sam").refused().says(&["[rule appraisal.witness]"]);
    coach.say("maria", "ack ben --appraisal --declined --witness kai").refused().says(&["Sam Ortega"]);
    coach.say("sam", "ack ben --appraisal --declined --witness kai -m 'He put the pen down'").ok();
    coach.say("sam", "appraise ben --finalise").refused().says(&["may rebut it until 2026-06-25"]);
    coach.at("2026-06-26T09:00").say("sam", "appraise ben --finalise").ok();
    coach.say("ben", "docket").ok().says(&["Acknowledgement declined before Kai Long", "final"]);
}

#[test]
fn a_form_and_a_rating_or_a_delivery_are_not_said_at_once() {
    let coach = Coach::agency();
    approved(&coach);
    coach.write("filled.md", "## Pace\n");
    for (line, other) in [
        ("appraise ben --element Pace --level below --cites 1 -m why --form filled.md", "--form"),
        ("appraise ben --element Pace --blank", "--blank"),
        ("appraise ben --deliver --form filled.md", "--form"),
        ("appraise ben --deliver --blank", "--blank"),
        ("appraise ben --finalise --form filled.md", "--form"),
    ] {
        coach.say("sam", line).misused().says(&["cannot be used with", other, "Leave one of the two out"]);
    }
}

#[test]
fn what_was_said_in_a_review_that_is_refused_is_kept() {
    let coach = Coach::agency();
    approved(&coach);
    coach.say("dana", "review ben --return --why 'Say what was agreed in May'").refused().says(&["were reviewed"]);
    assert_eq!(coach.drafts(), ["Say what was agreed in May"]);
    coach.say("sam", "appraise ben --element care --level meets --cites 1 -m 'No order twice'").refused();
    let concern = coach.say("sam", "appraise ben --blank").ok().out;
    let cites = concern.split("Pace\nLevel: below\nCites: ").nth(1).and_then(|it| it.lines().next()).expect("cited");
    let rate = format!("appraise ben --element care --level meets --cites {cites} -m 'No order twice'");
    coach.say("sam", &rate).ok();
    coach.say("dana", "review ben --return --draft").ok().says(&["Management review"]);
    coach.say("dana", "review ben").ok().says(&["Say what was agreed in May"]);
    assert!(coach.drafts().iter().all(|draft| !draft.contains("agreed in May")));
}
