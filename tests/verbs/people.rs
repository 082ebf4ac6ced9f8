//! People who come, go and change leaders, as human resources, leaders and they themselves say and see it.

use crate::support::Coach;
use std::fmt::Write;

/// Says these lines in order, each by somebody, and gives all that was said.
fn told(coach: &Coach, lines: &[(&str, &str)]) -> String {
    let mut told = String::new();
    for (login, line) in lines {
        write!(told, "{}", coach.say(login, line)).expect("a text takes text");
    }
    told
}

#[test]
fn rule_lesson_6_a_change_of_leader_loses_nothing() {
    let coach = Coach::agency();
    let said = told(
        &coach,
        &[
            ("sam", "schedule ben --rule 'FREQ=WEEKLY;BYDAY=WE' --start 2025-07-02T09:00"),
            ("sam", "promise ben --due 2025-08-29 -m 'Get him the new truck'"),
            ("ben", "promise ben --due 2025-08-15 -m 'Write the route down'"),
            ("sam", "handover ben --to lena --note 'Ask for the weak point first.'"),
            ("sam", "line ben --leader lena"),
            ("olive", "line ben --leader lena --from 2025-07-02"),
        ],
    );
    coach.at("2025-07-02T10:00");
    let then = told(
        &coach,
        &[
            ("sam", "handover ben --adopt c1"),
            ("kai", "handover ben"),
            ("lena", "handover ben"),
            ("lena", "check ben --rule 2A.handover"),
            ("lena", "handover ben --adopt c1 --decline c2 --why 'The route is gone.'"),
            ("lena", "handover ben --adopt c1"),
            ("lena", "handover ben"),
            ("lena", "cadence ben --minutes 45 -m 'There is more to say.'"),
        ],
    );
    insta::assert_snapshot!(said + &then);
}

#[test]
fn who_left_says_nothing_any_more_and_a_rehire_takes_up_the_record() {
    let coach = Coach::agency();
    let first = told(
        &coach,
        &[
            ("sam", "separate sam --on 2025-07-01"),
            ("olive", "leave ben --from 2025-07-07 --until 2025-07-11"),
            ("olive", "leave ben --from 2025-07-09"),
            ("olive", "separate olive --on 2025-07-01"),
            ("olive", "separate sam --on 2025-07-01"),
        ],
    );
    coach.at("2025-07-02T08:00");
    let then = told(
        &coach,
        &[
            ("sam", "note ben -m 'One more thing'"),
            ("sam", "note ben -m 'One more thing' --on 2025-07-01"),
            ("dana", "note ben -m 'In the place of Sam'"),
            ("olive", "check ben --rule 1.K1"),
            ("olive", "line ben --leader lena --acting --from 2025-07-02 --until 2025-07-18"),
            ("lena", "note ben -m 'In the place of Sam'"),
            ("olive", "line ben --acting --until 2025-07-04"),
            ("olive", "who sam"),
            ("olive", "rehire sam --on 2025-07-02"),
            ("sam", "note ben -m 'Is he mine?'"),
            ("olive", "line ben --leader sam"),
            ("olive", "role kai --grant auditor"),
            ("olive", "role kai --revoke hr"),
        ],
    );
    insta::assert_snapshot!(first + &then);
}

/// The fear: the chain reads off how a problem between the two goes on, or that one of them brought an item.
#[test]
fn rule_2d_r_how_much_stands_on_the_next_agenda_is_told_to_the_two_alone() {
    let coach = Coach::agency();
    coach.say("sam", "schedule ben --rule 'FREQ=WEEKLY;BYDAY=WE' --start 2025-07-02T09:00").ok();
    coach.say("ben", "prep ben --item '2D:Who speaks to whom'").ok();
    for login in ["ben", "sam"] {
        coach.say(login, "handover ben").ok().says(&["items on the next agenda"]);
        coach.say(login, "handover ben --json").ok().says(&["\"items\""]);
    }
    for login in ["dana", "olive"] {
        coach.say(login, "handover ben").ok().says(&["development plans"]).hides(&["agenda"]);
        coach.say(login, "handover ben --json").ok().hides(&["\"items\""]);
    }
    coach.say("olive", "access ben --purpose 'Grievance 3'").ok();
    coach.say("olive", "handover ben").ok().says(&["items on the next agenda"]);
}
