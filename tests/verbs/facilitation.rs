//! The loop at full width: meetings outside the series and missed ones, critical messages, GROW notes, what was settled.

use crate::{support::Coach, told::tell};
use std::fmt::Write;

#[test]
fn a_single_meeting_is_scheduled_a_missed_one_says_whose_absence_and_gets_a_new_time() {
    let coach = Coach::agency();
    let mut told = tell(
        &coach,
        &[
            ("lena", "schedule kai --rule FREQ=WEEKLY --start 2025-07-01T09:00"),
            ("lena", "schedule kai --once 2025-07-03T15:00 --minutes 20 --mode video -m 'The new scanner'"),
            ("lena", "schedule kai --once 2025-07-03T15:00"),
            ("lena", "schedule kai --rule FREQ=WEEKLY --start 2025-07-01T09:00 -m 'A reason of nothing'"),
            ("kai", "schedule kai --once 2025-07-04T15:00"),
        ],
    );
    coach.at("2025-07-01T09:31");
    told += &tell(
        &coach,
        &[
            ("kai", "noshow kai --who leader -m 'Waited until 9:20'"),
            ("lena", "noshow kai --who leader --meeting 2025-07-01"),
            ("lena", "hold kai --meeting 2025-07-01"),
            ("lena", "move kai --meeting 2025-07-01 --to 2025-07-02T10:00 -m 'I was called to Tucson'"),
            ("kai", "next"),
        ],
    );
    insta::assert_snapshot!(told);
}

#[test]
fn a_critical_message_goes_to_several_people_in_one_batch_and_is_delivered_to_each_2_k3() {
    let coach = Coach::agency();
    let mut told = tell(
        &coach,
        &[
            ("sam", "schedule ben --rule 'FREQ=WEEKLY;BYDAY=WE' --start 2025-07-02T09:00"),
            ("sam", "message --to all -m 'The counter closes at four from October'"),
            ("sam", "message --to ben -m 'The counter closes at four from October'"),
            ("sam", "message --to ben,kai -m 'Not mine to say to Kai'"),
            ("ben", "message --to all -m 'Nobody to say it to'"),
            ("sam", "message"),
            ("ben", "next"),
        ],
    );
    coach.at("2025-07-02T09:46");
    told += &tell(
        &coach,
        &[
            ("sam", "hold ben --delivered --reviewed-standard-work"),
            ("sam", "message mgarcia --delivered"),
            ("sam", "message mgarcia --delivered"),
            ("sam", "message"),
            ("sam", "message --draft --to ben"),
        ],
    );
    insta::assert_snapshot!(redact_messages(&told));
    // One batch: three streams, one message.
    let marks: Vec<_> = ["ben", "maria", "mgarcia"]
        .iter()
        .map(|login| {
            let entries = coach.entries("sam", login);
            let entry = entries.iter().find(|entry| entry["kind"] == "critical-message-identified").cloned();
            entry.expect("it stands in each record")["body"]["message"].clone()
        })
        .collect();
    assert!(marks.iter().all(|mark| *mark == marks[0]), "{marks:?}");
    coach.run("verify").ok();
}

/// The first digits of a message's id are random.
fn redact_messages(told: &str) -> String {
    let mut redacted = told.to_owned();
    let ids: std::collections::BTreeSet<String> = told
        .split(|c: char| !c.is_ascii_alphanumeric())
        .filter(|word| word.len() == 6 && word.bytes().all(|b| b.is_ascii_digit() || (b'a'..=b'f').contains(&b)))
        .map(str::to_owned)
        .collect();
    for id in ids {
        redacted = redacted.replace(&id, "[message]");
    }
    redacted
}

#[test]
fn a_key_names_a_message_to_several_people_and_records_it_once() {
    let coach = Coach::agency();
    let line = "--key m1 message --to all -m 'The counter closes at four'";
    coach.say("sam", line).ok().says(&["Recorded #"]);
    let before = coach.export();
    coach.say("sam", line).ok().says(&["Recorded already #"]);
    coach.say("sam", "--key m1 message --to ben -m 'The counter closes at four'").refused().says(&["idempotency"]);
    assert_eq!(coach.export(), before);
}

#[test]
fn a_grow_note_a_decision_an_agreement_and_a_baseline_stand_in_the_meeting() {
    let coach = Coach::agency();
    coach.say("sam", "schedule ben --rule 'FREQ=WEEKLY;BYDAY=WE' --start 2025-07-02T09:00").ok();
    coach.at("2025-07-02T09:46");
    let told = tell(
        &coach,
        &[
            ("sam", "hold ben"),
            (
                "sam",
                "grow ben --goal 'Thirty scales by August' --reality 'Eleven are done' --option 'employee:Start earlier' \
                 --option 'leader:Borrow the van' --will 'Start at seven' --due +1w --confidence 8",
            ),
            ("sam", "grow ben --goal 'No option' --reality 'At all'"),
            ("sam", "grow ben --goal x --reality y --option 'somebody:Else'"),
            ("sam", "decide ben -m 'The east side comes first'"),
            ("sam", "agree ben -m 'Late ones are called in before noon'"),
            ("sam", "baseline ben -m 'Nine a week' --difference 'There was none before'"),
            ("sam", "baseline ben -m 'Nine a week'"),
            ("ben", "decide ben -m 'Not mine'"),
            ("ben", "log ben"),
        ],
    );
    insta::assert_snapshot!(told);
}

#[test]
fn a_preparation_says_that_the_agenda_was_reviewed_and_what_stands_out() {
    let coach = Coach::agency();
    coach.say("sam", "schedule ben --rule 'FREQ=WEEKLY;BYDAY=WE' --start 2025-07-02T09:00").ok();
    let told = tell(
        &coach,
        &[
            (
                "ben",
                "prep ben --reviewed --highlight 'The backlog first' --highlight 'Then leave' --item '2C:The backlog'",
            ),
            ("sam", "prep ben --reviewed"),
            ("sam", "prep ben --item 'No topic at all'"),
            ("sam", "prep ben --item '9Z:Of no topic'"),
            ("sam", "prep ben --draft"),
            ("ben", "next"),
        ],
    );
    insta::assert_snapshot!(told);
}

#[test]
fn the_options_of_a_grow_note_are_corrected_whole_and_its_will_says_before_who_reads_it() {
    let coach = Coach::agency();
    let mut told = tell(
        &coach,
        &[
            ("sam", "grow ben --goal 'Thirty scales' --reality 'Eleven' --option 'leader:Start earlier'"),
            (
                "sam",
                "grow ben --topic 2D --goal 'A calm desk' --reality 'It is loud' --option 'employee:Take turns' \
                 --will 'Ask the others on Monday' --due +1w",
            ),
        ],
    );
    let entries = coach.entries("sam", "ben");
    let note = entries.iter().find(|entry| entry["kind"] == "grow-noted").expect("the note")["seq"].clone();
    for set in [
        "--set 'options=Start earlier'",
        "--set 'options=employee: Start earlier' --set 'options=leader: Borrow the van'",
        "--set options=employee:",
    ] {
        let line = format!("correct {note} {set} --reason 'It was Ben’s own idea'");
        write!(told, "{}", coach.say("sam", &line)).expect("a text takes text");
    }
    write!(told, "{}", coach.say("sam", &format!("show {note}"))).expect("a text takes text");
    insta::assert_snapshot!(told);
}
