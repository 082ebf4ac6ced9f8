//! One 1:1 from its schedule to what is corrected afterwards, every command with all that it says.

use crate::{support::Coach, told::tell};

/// A story told in commands: each line as somebody, all of them answered.
/// The record of Ben's first 1:1 up to the point where its leader would finalise it.
fn until_documented(coach: &Coach) -> String {
    let mut told = tell(
        coach,
        &[
            ("sam", "schedule ben --rule 'FREQ=WEEKLY;BYDAY=WE' --start 2025-07-02T09:00 --minutes 45"),
            (
                "ben",
                "prep ben --item '2C:The backlog at the counter' --win 'All June inspections closed' --growth 'Speak up earlier'",
            ),
            ("sam", "prep ben -m 'Ladder checks' --topic 2B"),
            ("ben", "topics ben -m 'Leave in August'"),
            ("ben", "promise ben -m 'Write the ladder checklist' --due +1w"),
            ("sam", "promise ben -m 'Ask for a second tablet' --due 2025-07-04"),
        ],
    );
    coach.at("2025-07-02T09:46");
    told += &tell(
        coach,
        &[
            ("sam", "hold ben --minutes 40 --mode video --discussed i1 --on-track c1"),
            ("sam", "note ben -m 'Closed twelve inspections in a week' --facet result --sign success"),
            ("sam", "promise ben -m 'Shadow the north route' --due +2w --by employee"),
            ("sam", "finalise ben"),
        ],
    );
    told
}

#[test]
fn both_sides_prepare_meet_and_promise_and_an_unanswered_record_is_not_finalised_2a_k2() {
    let coach = Coach::agency();
    insta::assert_snapshot!(until_documented(&coach));
}

#[test]
fn the_record_is_finalised_acknowledged_reflected_on_planned_from_and_corrected() {
    let coach = Coach::agency();
    until_documented(&coach);
    let mut told = tell(
        &coach,
        &[
            ("sam", "slip ben c2 -m 'The form went back'"),
            ("sam", "hold ben --deferred i2 --discussed i3"),
            ("sam", "finalise ben"),
            ("ben", "ack ben --disagree -m 'It was fourteen inspections'"),
            ("ben", "reflect ben -m 'I bring the numbers next time'"),
            ("sam", "reflect ben -m 'Ask before I tell'"),
            ("sam", "plan ben --open 'Lead inspector' --action 'Course on scaffolds' --due 2025-09-30"),
            ("ben", "plan ben --done a1 -m 'Passed'"),
            ("ben", "done ben c1 -m 'It hangs at the counter'"),
        ],
    );
    let note = coach.entries("sam", "ben").iter().find(|entry| entry["kind"] == "topic-discussed").cloned();
    let seq = note.expect("the note is in the log")["seq"].clone();
    told += &tell(
        &coach,
        &[
            (
                "sam",
                &format!("correct {seq} --set 'text=Closed fourteen inspections in a week' --reason 'Ben counted'"),
            ),
            ("sam", &format!("show {seq}")),
            ("ben", "next"),
            ("sam", "today"),
            ("sam", "check ben"),
            ("ben", "plan ben"),
            ("ben", "log ben"),
            ("ben", "replay ben --as-known 2025-07-01"),
        ],
    );
    insta::assert_snapshot!(told);
    coach.run("verify").ok().says(&["every chain and every commitment holds"]);
}

#[test]
fn a_meeting_is_moved_and_another_cancelled_with_reasons() {
    let coach = Coach::agency();
    let told = tell(
        &coach,
        &[
            ("sam", "schedule kai --rule FREQ=WEEKLY --start 2025-07-02T09:00"),
            ("lena", "schedule kai --rule 'FREQ=MONTHLY;BYDAY=1TU' --start 2025-07-01T14:00"),
            ("kai", "move kai --to 2025-07-03T10:00 -m 'Dentist'"),
            ("lena", "cancel kai --meeting 2025-08-05 -m 'Budget week'"),
            ("kai", "cancel kai --meeting 2025-08-05 -m 'Again'"),
            ("lena", "schedule kai --rule FREQ=DAILY --start 2025-07-02T09:00 --replace --reason 'A closer watch'"),
            ("lena", "schedule kai --rule FREQ=SOMETIMES --start 2025-07-02T09:00"),
            ("kai", "next"),
        ],
    );
    insta::assert_snapshot!(told);
}

#[test]
fn a_commitment_is_given_another_day_and_another_is_released() {
    let coach = Coach::agency();
    let told = tell(
        &coach,
        &[
            ("lena", "schedule kai --rule 'FREQ=WEEKLY;BYDAY=TU' --start 2025-07-08T14:00"),
            ("kai", "promise kai -m 'Sort the old permits' --due +1w"),
            ("lena", "promise kai -m 'Ask for a scanner' --due +1w"),
            ("kai", "renegotiate kai c1 --due 2025-07-29 -m 'The archive is closed'"),
            ("kai", "release kai c1 -m 'Too much'"),
            ("lena", "release kai c2 -m 'No money'"),
            ("kai", "release kai c2 -m 'The old one was mended'"),
            ("kai", "next"),
            ("kai", "log"),
        ],
    );
    insta::assert_snapshot!(told);
}

#[test]
fn a_development_plan_is_reviewed_and_the_employee_says_where_they_want_to_go_2e_k2() {
    let coach = Coach::agency();
    let mut told = tell(
        &coach,
        &[
            ("lena", "plan kai --review -m 'Nothing yet'"),
            ("lena", "plan kai --open 'Permits on their own' --action 'Shadow two reviews' --due 2025-08-29"),
            ("lena", "plan kai --interest 'Leading'"),
            ("kai", "plan kai --interest 'The review team'"),
        ],
    );
    coach.at("2025-07-15T09:00");
    told += &tell(&coach, &[("kai", "plan kai")]);
    coach.at("2025-07-16T09:00");
    told += &tell(&coach, &[("lena", "plan kai --review -m 'One review shadowed; the second on Friday'")]);
    coach.at("2025-07-20T09:00");
    told += &tell(&coach, &[("kai", "plan kai")]);
    insta::assert_snapshot!(told);
}

#[test]
fn a_goal_is_set_observed_hindered_recognised_and_a_concern_answered_1_r2() {
    let coach = Coach::agency();
    let mut told = tell(
        &coach,
        &[
            ("kai", "goal kai"),
            (
                "lena",
                "goal kai set -m 'Scan the backlog' --metric 'Permits scanned' --unit permits --baseline 40 --target 90.5 --due 2025-12-19 --objective 'Every permit online by 2027'",
            ),
            ("lena", "goal kai set -m 'Know the new code'"),
            ("lena", "goal kai observe g1 --value 52 --period 2025-06-30 --source 'The scan log'"),
            ("kai", "obstacle kai --goal g1 -m 'The scanner is down every other day'"),
            (
                "lena",
                "concern kai --facts 'Two scans of June were\nnot filed' --expectation 'Filed the same day' --support 'The early desk is yours'",
            ),
        ],
    );
    coach.at("2025-07-07T09:00");
    told += &tell(
        &coach,
        &[
            ("lena", "schedule kai --rule 'FREQ=WEEKLY;BYDAY=TU' --start 2025-07-08T14:00"),
            ("kai", "ack --concern n1"),
            ("lena", "goal kai revise g1 --target 80 --reason 'The second scanner is late' --answers n1"),
            ("kai", "promise kai -m 'File at four' --due +1w --answers n1"),
            ("lena", "goal kai observe g1 --value 81.5 --period 2025-07-04 --source 'The scan log'"),
            ("lena", "obstacle kai --removed o1 -m 'It was mended'"),
            ("kai", "obstacle kai -m 'No key to the archive'"),
            ("lena", "recognise kai --goal g1 -m 'Past the target in a week'"),
            ("lena", "goal kai set --target 9 -m 'Answer the phone'"),
            ("lena", "goal kai set --draft --metric Calls --baseline 1 --target 9"),
            ("kai", "goal kai"),
            ("kai", "next"),
        ],
    );
    insta::assert_snapshot!(told);
    coach.say("ben", "goal kai").refused().says(&["[rule audience]"]).hides(&["scanner"]);
}

#[test]
fn the_employee_may_bring_nothing_and_the_leader_may_say_that_they_asked_2f() {
    let coach = Coach::agency();
    coach.say("lena", "schedule kai --rule FREQ=WEEKLY --start 2025-07-01T09:00").ok();
    coach.at("2025-07-01T09:31");
    coach.say("lena", "hold kai").ok();
    coach.say("lena", "finalise kai").refused().says(&["[2F]", "not declined, and not asked for"]);
    coach.say("lena", "topics kai --none").refused().says(&["Only Kai Long can"]);
    coach.say("kai", "topics kai --asked 'Nothing'").refused().says(&["Lena Fox can"]);
    coach.say("lena", "topics kai --asked 'Nothing this week'").ok();
    coach.say("lena", "finalise kai").ok();
    coach.say("kai", "prep kai --item '2C:The scanner'").ok();
    coach.at("2025-07-08T09:31");
    coach.say("lena", "hold kai --dropped i1").ok();
    coach.say("kai", "next").ok().hides(&["The scanner"]);
    coach.say("kai", "topics kai --none").ok();
    coach.say("lena", "finalise kai").ok();
}
