//! Strategy and adoption as HR records them and everybody reads them (1.R1, N.training, N.adoption).

use crate::support::Coach;
use std::fmt::Write;

#[test]
fn rule_1_r1_hr_publishes_objectives_which_goals_name_and_records_how_the_standard_came_into_use() {
    let coach = Coach::agency();
    let mut told = String::new();
    for (login, line) in [
        ("kai", "strategy"),
        ("olive", "strategy plan 'Clear water' --from 2025-07-01 --to 2028-06-30"),
        ("olive", "strategy objective 'Every well is tested'"),
        ("olive", "strategy objective 'Permits are quick' --plan 'clear water'"),
        ("sam", "goal ben set -m 'Ten wells a week' --objective 'Safe water'"),
        ("sam", "goal ben set -m 'Ten wells a week' --objective 'every well is tested'"),
        ("ben", "goal ben"),
        ("olive", "strategy retire t1 -m 'It is law'"),
        ("ben", "goal ben"),
        ("ben", "check ben --rule 1.R1"),
        ("kai", "strategy list"),
        ("kai", "adoption"),
        ("olive", "adoption deploy"),
        ("olive", "adoption train --trainers 'Office of Change' --attended 6 --on 2025-06-30"),
        ("olive", "adoption train --version 1 --unit field"),
        ("olive", "adoption train --version 1 --who kai --who olive"),
        ("olive", "adoption assess --by 'Office of Change' --level 2 -m 'Steady'"),
        ("sam", "adoption deploy Field"),
        ("kai", "adoption list"),
        ("lena", "check lena --rule N.training"),
        ("kai", "check kai --rule N.training"),
    ] {
        write!(told, "{}", coach.say(login, line)).expect("a text takes text");
    }
    insta::assert_snapshot!(told);
    let list = coach.say("kai", "strategy --json").ok().json();
    assert_eq!(list["plans"][0]["objectives"][0]["retired"], "2025-07-01");
    let steps = coach.say("kai", "adoption --json").ok().json();
    assert_eq!(steps["steps"][0]["on"], "2025-06-30", "by the day it happened on");
    assert_eq!(steps["assessments"][0]["level"], 2);
    coach.say("olive", "adoption deploy --key once --on 2025-06-30").refused();
    coach.say("olive", "strategy objective 'A third one' --key k1").ok();
    coach.say("olive", "strategy objective 'A third one' --key k1").ok().says(&["Recorded already"]);
}
