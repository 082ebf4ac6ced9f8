//! An idea that is asked for leads to a problem, a countermeasure and what came of it; a problem of the team is taken
//! further up. Every command with all that it says.

use crate::{support::Coach, told::tell};

#[test]
fn an_idea_leads_to_a_problem_and_a_countermeasure_and_is_implemented_2c_k3() {
    let coach = Coach::agency();
    coach.say("sam", "schedule ben --rule 'FREQ=WEEKLY;BYDAY=WE' --start 2025-07-02T09:00").ok();
    coach.at("2025-07-02T09:46");
    let told = tell(
        &coach,
        &[
            ("sam", "hold ben"),
            ("sam", "idea ben solicit -m 'What would you change at the counter?'"),
            ("ben", "next"),
            ("ben", "idea ben submit --for e1 -m 'Call people before they come'"),
            ("ben", "problem ben open --idea e1 --gap 'Four of ten forms come back; one should'"),
            ("ben", "problem ben cause p1 -m 'Page two asks for a number nobody has at hand'"),
            (
                "sam",
                "problem ben adopt p1 --author employee --expect 'One of ten' --check-on +1w -m 'Call the day before'",
            ),
            ("sam", "idea ben accept e1 -m 'It costs ten minutes'"),
        ],
    );
    coach.at("2025-07-10T09:00");
    let told = told
        + &tell(
            &coach,
            &[
                ("ben", "next"),
                ("ben", "problem ben check k1 --actual 'Two of ten' --learned 'Mornings are best'"),
                ("ben", "problem ben close p1 -m 'The form asks for it no more'"),
                ("sam", "idea ben implement e1 -m 'It stands in the desk manual' --revision 9"),
                ("sam", "idea ben implement e1 -m 'We call every morning'"),
                ("ben", "problem ben"),
                ("ben", "idea ben"),
                ("ben", "log ben"),
            ],
        );
    insta::assert_snapshot!(told);
}

#[test]
fn a_problem_of_the_team_stays_between_the_two_until_it_is_taken_further_up_2d_r() {
    let coach = Coach::agency();
    let told = tell(
        &coach,
        &[
            ("ben", "problem ben open --topic 2D -m 'The two shifts do not speak'"),
            ("sam", "problem ben cause p1 -m 'They never meet'"),
            ("dana", "problem ben"),
            ("ben", "problem ben escalate p1 -m 'Please let the shifts overlap by ten minutes'"),
            ("dana", "problem ben"),
            ("ben", "problem ben"),
            ("sam", "problem ben close p1 -m 'They speak now'"),
        ],
    );
    assert!(told.contains("pair: the employee and the leader"), "the audience is said");
    insta::assert_snapshot!(told);
    for reader in ["dana", "kai"] {
        for line in ["problem ben", "problem ben --json", "idea ben", "log ben", "check ben"] {
            let said = coach.say(reader, line).to_string();
            assert!(!said.contains("do not speak") && !said.contains("never meet"), "{reader}: {said}");
        }
    }
}
