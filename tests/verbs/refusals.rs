//! The main refusal of every recording verb, whole: what happened, by which rule, and what to do next.

use crate::support::Coach;
use std::fmt::Write;

/// Runs each line as somebody; all must be refused and leave the log as it was.
fn refused(coach: &Coach, lines: &[(&str, &str)]) -> String {
    let before = coach.export();
    let mut told = String::new();
    for (login, line) in lines {
        write!(told, "{}", coach.say(login, line).refused()).expect("a text takes text");
    }
    assert_eq!(coach.export(), before, "a refused command recorded something");
    told
}

#[test]
fn what_rests_on_nothing_is_refused_by_every_verb() {
    let coach = Coach::agency();
    let told = refused(
        &coach,
        &[
            ("sam", "schedule ben --rule 'FREQ=WEEKLY;BYDAY=XX' --start 2025-07-02T09:00"),
            ("sam", "schedule ben --rule FREQ=WEEKLY --start noon"),
            ("sam", "move ben --to 2025-07-03T10:00 -m Dentist"),
            ("sam", "cancel ben -m 'Budget week'"),
            ("sam", "prep ben -m 'Ladder checks'"),
            ("sam", "hold ben"),
            ("sam", "note ben -m 'A text' --topic 9Z"),
            ("sam", "note ben -m '  '"),
            ("sam", "promise ben -m 'Too late' --due 2025-06-01"),
            ("sam", "done ben c1"),
            ("sam", "slip ben c1 -m 'Not there'"),
            ("sam", "renegotiate ben c1 --due +2w -m 'Not there'"),
            ("sam", "release ben c1 -m 'Not there'"),
            ("ben", "topics ben -m 'No meeting'"),
            ("sam", "finalise ben"),
            ("ben", "ack ben"),
            ("sam", "reflect ben -m 'On nothing'"),
            ("sam", "plan ben --action 'Without a plan' --due +2w"),
            ("sam", "plan ben --done a1"),
            ("sam", "goal ben revise g1 --target 4 --reason 'No goal yet'"),
            ("sam", "goal ben observe g1 --value 4 --period today --source 'The book'"),
            ("sam", "goal ben set -m 'More of it' --target 4"),
            ("ben", "obstacle ben -m 'Rain' --goal g1"),
            ("ben", "obstacle ben --removed o1 -m 'Sun'"),
            ("sam", "recognise ben -m 'Well done' --goal g1"),
            ("sam", "concern ben --facts 'Late twice' --expectation 'By eight' --support ' '"),
            ("ben", "ack ben --concern n1"),
            ("ben", "problem ben open -m 'Forms come back' --idea e1"),
            ("ben", "problem ben cause p1 -m 'Page two'"),
            ("sam", "problem ben adopt p1 --author leader --expect Less --check-on +1w -m 'Call first'"),
            ("sam", "problem ben check k1 --actual None --learned Nothing"),
            ("sam", "problem ben escalate p1 -m 'Please help'"),
            ("sam", "problem ben close p1 -m 'It is gone'"),
            ("ben", "idea ben submit --for e1 -m 'A bell'"),
            ("sam", "idea ben accept e1 -m 'Good'"),
            ("sam", "idea ben implement e1 --revision 1 -m 'Done'"),
            ("sam", "promise ben -m 'A call at seven' --due +1w --answers n1"),
            ("sam", "correct 9999 --set text=x --reason y"),
            ("sam", "correct 0 --set agency=x --reason y"),
            ("sam", "show 9999"),
            ("sam", "note ben -m 'Tomorrow already' --on tomorrow"),
            ("sam", "clock accept --reason 'I say so'"),
            ("sam", "standard cadence --minutes 60 --effective 2025-08-01 -m Why"),
            ("olive", "standard cadence --minutes 60 --effective 2025-08-02 -m Why"),
            ("sam", "strategy plan 'Clear water' --from 2025-07-01 --to 2028-06-30"),
            ("olive", "strategy objective 'Every well is tested'"),
            ("olive", "strategy retire t1 -m 'It is law'"),
            ("olive", "adoption train --version 7 --attended 3"),
            ("olive", "adoption deploy Nowhere"),
            ("olive", "adoption assess --by 'The office' --level 9"),
        ],
    );
    insta::assert_snapshot!(told);
}

#[test]
fn what_was_done_already_is_refused_with_the_entry_that_did_it() {
    let coach = Coach::agency();
    coach.say("sam", "schedule ben --rule 'FREQ=WEEKLY;BYDAY=WE' --start 2025-07-02T09:00").ok();
    coach.say("ben", "prep ben --item '2C:Queue'").ok();
    coach.say("sam", "promise ben -m 'Ask for a tablet' --due +1w").ok();
    coach.say("sam", "done ben c1").ok();
    coach.say("sam", "promise ben -m 'Ask for a ladder' --due +1w").ok();
    coach.say("ben", "release ben c2 -m 'There is one'").ok();
    coach.at("2025-07-02T09:40");
    coach.say("sam", "hold ben --discussed i1").ok();
    let told = refused(
        &coach,
        &[
            ("sam", "schedule ben --rule FREQ=DAILY --start 2025-07-03T09:00"),
            ("sam", "hold ben"),
            ("sam", "hold ben --minutes 20"),
            ("sam", "hold ben --discussed i1"),
            ("sam", "hold ben --discussed i9"),
            ("sam", "done ben c1"),
            ("sam", "done ben c2"),
            ("sam", "renegotiate ben c2 --due +3w -m 'Later'"),
            ("sam", "release ben c1 -m 'My own'"),
            ("sam", "move ben --meeting 2025-07-02 --to 2025-07-03T10:00 -m Late"),
            ("ben", "prep ben --meeting 2025-07-02 -m Late"),
            ("ben", "prep ben --meeting 2025-07-04 -m 'No such day'"),
            ("ben", "ack ben"),
            ("ben", "promise ben -m 'Not mine to say' --due +1w --by leader"),
        ],
    );
    insta::assert_snapshot!(told);
}

#[test]
fn words_that_do_not_fit_end_with_exit_code_2() {
    let coach = Coach::agency();
    for line in [
        "",
        "nonsense",
        "note",
        "note ben --sign good -m x",
        "done ben x1",
        "hold ben --start 9",
        "topics ben --none -m x",
        "plan ben --action x",
        "goal ben observe g1 --value 1,5 --period today --source book",
        "goal ben set",
        "goal ben revise c1 --reason x",
        "concern ben --facts 'Late twice'",
        "obstacle ben --removed o1 --goal g1 -m x",
        "ack ben --concern n1 --agree",
        "correct 3",
        "note ben",
        "prep ben --item nothing",
        "roster import nowhere.csv",
        "--store nowhere who",
        "completions tcsh",
        "strategy retire c1 -m x",
        "strategy plan x --from today",
        "adoption train",
        "adoption train --version 1 --trainers x --attended 3",
        "adoption train --version 1 --who ben --attended 3",
        "adoption train --trainers x",
    ] {
        let ran = coach.say("sam", line).misused();
        assert!(ran.out.is_empty() && !ran.err.is_empty(), "{ran}");
    }
}
