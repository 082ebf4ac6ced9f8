//! Every recording verb, by everybody who may not.

use crate::support::Coach;

/// Who may record what a line records.
#[derive(Clone, Copy, PartialEq)]
enum Writer {
    Leader,
    Employee,
    Either,
    Reviewer,
    LeaderOrHr,
    Hr,
}
use Writer::{Either, Employee, Hr, Leader, LeaderOrHr, Reviewer};

/// Every recording verb about Ben, with who may. Each of them is in order but for who asks.
const LINES: &[(Writer, &str)] = &[
    (Leader, "schedule ben --rule FREQ=DAILY --start 2025-08-01T09:00 --replace --reason 'MARKER mine'"),
    (Either, "move ben --to 2025-07-17T10:00 -m 'MARKER mine'"),
    (Either, "cancel ben -m 'MARKER mine'"),
    (Either, "prep ben -m 'MARKER mine'"),
    (Leader, "hold ben --meeting 2025-07-09"),
    (Leader, "hold ben --meeting 2025-07-02 --discussed i1"),
    (Leader, "hold ben --meeting 2025-07-02 --discussed i99"),
    (Leader, "hold ben --meeting 2025-07-02 --on-track c1"),
    (Leader, "note ben -m 'MARKER mine'"),
    (Leader, "note ben -m 'MARKER mine' --topic 2D"),
    (Either, "promise ben -m 'MARKER mine' --due +2w"),
    (Either, "done ben c1 -m 'MARKER mine'"),
    (Either, "done ben c99"),
    (Either, "slip ben c1 -m 'MARKER mine'"),
    (Either, "renegotiate ben c1 --due +3w -m 'MARKER mine'"),
    (Either, "renegotiate ben c99 --due +3w -m 'MARKER mine'"),
    (Either, "release ben c1 -m 'MARKER mine'"),
    (Either, "release ben c99 -m 'MARKER mine'"),
    (Employee, "topics ben -m 'MARKER mine'"),
    (Employee, "topics ben --none"),
    (Leader, "topics ben --asked 'MARKER mine'"),
    (Leader, "finalise ben"),
    (Employee, "ack ben --meeting 2025-07-02 --agree"),
    (Either, "reflect ben -m 'MARKER mine'"),
    (Either, "plan ben --open 'MARKER mine'"),
    (Either, "plan ben --review -m 'MARKER mine'"),
    (Employee, "plan ben --interest 'MARKER mine'"),
    (Leader, "goal ben set -m 'MARKER mine'"),
    (Leader, "goal ben revise g1 --target 9 --reason 'MARKER mine'"),
    (Leader, "goal ben revise g99 --target 9 --reason 'MARKER mine'"),
    (Leader, "goal ben observe g1 --value 7.5 --period 2025-07-01 --source 'MARKER mine'"),
    (Either, "obstacle ben -m 'MARKER mine' --goal g99"),
    (Either, "obstacle ben --removed o1 -m 'MARKER mine'"),
    (Leader, "recognise ben -m 'MARKER mine'"),
    (Leader, "concern ben --facts 'MARKER mine' --expectation 'MARKER mine' --support 'MARKER mine'"),
    (Employee, "ack ben --concern n1"),
    (Employee, "ack ben --concern n99"),
    (Either, "promise ben -m 'MARKER mine' --due +2w --answers n99"),
    (Either, "plan ben --done a1"),
    (Either, "plan ben --done a99"),
    (Either, "problem ben open -m 'MARKER mine'"),
    (Either, "problem ben open --topic 2D -m 'MARKER mine' --goal g99"),
    (Either, "problem ben cause p1 -m 'MARKER mine'"),
    (Either, "problem ben cause p99 -m 'MARKER mine'"),
    (Either, "problem ben adopt p2 --author employee --expect 'MARKER mine' --check-on +1w -m 'MARKER mine'"),
    (Either, "problem ben check k1 --actual 'MARKER mine' --learned 'MARKER mine'"),
    (Either, "problem ben check k99 --actual 'MARKER mine' --learned 'MARKER mine'"),
    (Either, "problem ben escalate p1 -m 'MARKER mine'"),
    (Either, "problem ben close p2 -m 'MARKER mine'"),
    (Leader, "idea ben solicit -m 'MARKER mine'"),
    (Employee, "idea ben submit -m 'MARKER mine'"),
    (Employee, "idea ben submit --for e99 -m 'MARKER mine'"),
    (Leader, "idea ben accept e1 -m 'MARKER mine'"),
    (Leader, "idea ben decline e99 -m 'MARKER mine'"),
    (Leader, "idea ben implement e1 -m 'MARKER mine'"),
    (Leader, "expect ben --element 'Care: MARKER mine'"),
    (Leader, "expect ben --notified"),
    (Leader, "expect ben --modify --element 'Care: MARKER mine' -m 'MARKER mine'"),
    (Employee, "ack ben --plan"),
    (Employee, "assess ben --self -m 'MARKER mine'"),
    (Leader, "assess ben --mid-year -m 'MARKER mine'"),
    (Leader, "assess ben --interim -m 'MARKER mine'"),
    (Leader, "appraise ben --element Pace --level low --cites 1 -m 'MARKER mine'"),
    (Leader, "appraise ben --element Pace --level low --cites 9999 -m 'MARKER mine'"),
    (Leader, "appraise ben --blank"),
    (Leader, "appraise ben --deliver"),
    (Reviewer, "review ben --approve"),
    (Reviewer, "review ben --return --why 'MARKER mine'"),
    (Employee, "ack ben --appraisal --agree"),
    (LeaderOrHr, "ack ben --appraisal --declined --witness kai"),
    (Employee, "rebut ben -m 'MARKER mine'"),
    (Leader, "rebut ben --answer -m 'MARKER mine'"),
    (LeaderOrHr, "appraise ben --finalise"),
    (Hr, "appraise ben --revise --element Pace --level high --authority 'MARKER mine' -m 'MARKER mine'"),
    (Leader, "improve-plan ben issue --gap 'MARKER mine' --expectation mine --support mine --until 2025-12-01"),
    (Leader, "improve-plan ben check-in --progress behind -m 'MARKER mine'"),
    (Leader, "improve-plan ben conclude --ending succeeded --plan u9 -m 'MARKER mine'"),
];

/// Texts of Ben and Sam in every class that a coaching record has.
fn planted() -> Coach {
    let coach = Coach::agency();
    for (login, line) in [
        ("sam", "schedule ben --rule 'FREQ=WEEKLY;BYDAY=WE' --start 2025-07-02T09:00"),
        ("ben", "prep ben --item '2C:SECRET item' --win 'SECRET win' --growth 'SECRET growth'"),
        ("sam", "promise ben -m 'SECRET promise' --due +1w"),
        ("sam", "plan ben --open 'SECRET focus' --action 'SECRET action' --due +1w"),
        (
            "sam",
            "goal ben set -m 'SECRET goal' --metric 'SECRET metric' --baseline 1 --target 8 --objective 'SECRET aim'",
        ),
        ("ben", "obstacle ben -m 'SECRET obstacle' --goal g1"),
        ("sam", "recognise ben -m 'SECRET recognition'"),
        (
            "olive",
            "cycle open 2025-26 --from 2025-07-01 --to 2026-06-30 --levels low,middle,high --middle middle --rebuttal-days 5 --answer-days 5",
        ),
        ("sam", "expect ben --element 'Pace: SECRET expected'"),
        ("sam", "improve-plan ben issue --gap 'SECRET gap' --expectation SECRET --support SECRET --until 2025-12-01"),
        ("sam", "concern ben --facts 'SECRET facts' --expectation 'SECRET expectation' --support 'SECRET support'"),
        ("ben", "problem ben open --topic 2D -m 'SECRET gap of the team'"),
        ("ben", "problem ben open -m 'SECRET gap'"),
        (
            "sam",
            "problem ben adopt p1 --author leader --expect 'SECRET hope' --check-on +1w -m 'SECRET countermeasure'",
        ),
        ("sam", "idea ben solicit -m 'SECRET question'"),
    ] {
        coach.say(login, line).ok();
    }
    coach.at("2025-07-02T09:40");
    coach.say("sam", "hold ben").ok();
    coach.say("sam", "note ben -m 'SECRET note'").ok();
    coach.at("2025-07-09T12:00");
    coach
}

#[test]
fn nobody_outside_the_pair_records_anything_and_every_refusal_names_the_rule_and_who_could() {
    let coach = planted();
    let before = coach.export();
    for login in ["lena", "dana", "olive", "maria", "kai"] {
        let may = |writer: &Writer| match login {
            "dana" => *writer == Reviewer,
            "olive" => [LeaderOrHr, Hr].contains(writer),
            _ => false,
        };
        for (writer, line) in LINES.iter().filter(|(writer, _)| !may(writer)) {
            let ran = coach.say(login, line).refused().hides(&["SECRET"]).says(&["[rule authority."]);
            let can: &[&str] = match writer {
                Leader => &["Sam Ortega can, who led Ben Yazzie on that day"],
                Employee => &["Only Ben Yazzie can"],
                Either => &["Sam Ortega can, who led Ben Yazzie on that day, or Ben Yazzie."],
                Reviewer => &["Dana Whitehorse can, who led the leader of Ben Yazzie on that day"],
                LeaderOrHr => &["Sam Ortega, who led Ben Yazzie on that day, or human resources can: Olive Harper"],
                Hr => &["Human resources can: Olive Harper"],
            };
            assert!(ran.out.is_empty(), "{ran}");
            ran.says(can);
        }
    }
    assert_eq!(coach.export(), before, "a refused command recorded something");
}

#[test]
fn an_employee_does_not_record_as_the_leader_nor_a_leader_as_the_employee() {
    let coach = planted();
    let before = coach.export();
    for (login, refused) in [("ben", &[Leader, Reviewer, LeaderOrHr, Hr][..]), ("sam", &[Employee, Reviewer, Hr])] {
        for (_, line) in LINES.iter().filter(|(writer, _)| refused.contains(writer)) {
            coach.say(login, line).refused().says(&["[rule authority.", " can"]);
        }
    }
    assert_eq!(coach.export(), before, "a refused command recorded something");
}

#[test]
fn the_two_themselves_are_not_refused_for_who_they_are() {
    for (login, refused) in [("ben", &[Leader, Reviewer, LeaderOrHr, Hr][..]), ("sam", &[Employee, Reviewer, Hr])] {
        let coach = planted();
        for (_, line) in LINES.iter().filter(|(writer, _)| !refused.contains(writer)) {
            coach.say(login, line).hides(&["[rule authority."]);
        }
    }
}

#[test]
fn only_its_author_or_hr_corrects_an_entry_and_only_who_may_read_it_learns_that_it_is_there() {
    let coach = planted();
    let before = coach.export();
    let of = |kind: &str| {
        let entries = coach.entries("ben", "ben");
        entries.iter().find(|entry| entry["kind"] == kind).expect("it was planted")["seq"].to_string()
    };
    let (note, preparation) = (of("topic-discussed"), of("preparation-submitted"));
    let correct = |seq: &str| format!("correct {seq} --set 'text=MARKER mine' --reason 'MARKER mine'");
    coach.say("ben", &correct(&note)).refused().says(&["recorded by Sam Ortega", "only its author or HR"]);
    coach.say("dana", &correct(&note)).refused().says(&["Sam Ortega"]).hides(&["SECRET"]);
    for login in ["lena", "maria", "kai"] {
        coach
            .say(login, &correct(&note))
            .refused()
            .says(&["no entry", "that you may read"])
            .hides(&["SECRET", "Sam", "Ben"]);
    }
    for login in ["lena", "maria", "kai", "dana", "olive"] {
        coach
            .say(login, &correct(&preparation))
            .refused()
            .says(&["that you may read"])
            .hides(&["SECRET", "Sam", "Ben"]);
    }
    coach.say("sam", &format!("correct {note} --misfiled --to kai")).refused().says(&["Lena Fox can"]);
    assert_eq!(coach.export(), before, "a refused command recorded something");
    coach.say("olive", &correct(&note)).ok();
}

#[test]
fn a_leader_of_earlier_days_records_what_happened_then_and_sees_nothing_of_what_came_after() {
    let coach = planted();
    let head = "employee_number,name,login,position,tier,unit,manager,office,time_zone,hired,probation_end,covered";
    let ben = "E-5,Ben Yazzie,ben,Inspector,staff,Permits,E-4,Phoenix,America/Phoenix,2023-06-05,,yes";
    coach.at("2025-07-20T08:00");
    coach.write("moved.csv", format!("{head}\n{ben}\n"));
    coach.say("olive", "roster import moved.csv").ok();
    coach.at("2025-07-22T08:00");
    coach.say("lena", "note ben -m 'LATER of the new pair' --topic 2D").ok();
    coach.say("lena", "promise ben -m 'LATER promise' --due +2w").ok();
    coach.say("ben", "prep ben --item '2C:LATER item'").ok();
    coach.say("sam", "note ben -m 'Today?'").refused().says(&["Lena Fox can"]);
    coach.say("sam", "note ben -m 'What we said then' --on 2025-07-10").ok();
    coach.say("lena", "note ben -m 'Before my time' --on 2025-07-10").refused().says(&["Sam Ortega can"]);
    for line in [
        "hold ben --on 2025-07-10 --meeting 2025-07-02 --discussed i99",
        "finalise ben --on 2025-07-10",
        "done ben c99 --on 2025-07-10",
        "plan ben --done a99 --on 2025-07-10",
        "next ben",
        "log ben",
        "replay ben",
    ] {
        coach.say("sam", line).hides(&["LATER"]);
    }
}
