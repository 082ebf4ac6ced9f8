//! What a person typed is not lost: a refused text is kept until it is recorded.

use crate::support::Coach;

#[test]
fn a_refused_text_is_kept_taken_up_recorded_and_then_gone() {
    let coach = Coach::agency();
    let refused = coach.say("sam", "note ben -m 'A long thought' --topic 9Z").refused();
    assert_eq!(coach.drafts(), ["A long thought"]);
    let taken = coach.say("sam", "note ben --draft --topic 2C").ok();
    assert!(coach.drafts().is_empty());
    let again = coach.say("sam", "note ben --draft").misused();
    insta::assert_snapshot!(format!("{refused}{taken}{again}"));
    assert_eq!(coach.entries("sam", "ben").last().expect("recorded")["body"]["text"], "A long thought");
}

#[test]
fn two_texts_refused_one_after_the_other_are_both_kept_and_come_back_one_by_one() {
    let coach = Coach::agency();
    for text in ["First", "Second", "Third"] {
        coach.say("sam", &format!("note ben -m '{text} thought' --topic 9Z")).refused();
    }
    coach.say("sam", "note ben -m 'Third thought' --topic 9Z").refused();
    assert_eq!(coach.drafts().len(), 3, "{:?}", coach.drafts());
    coach.say("sam", "note ben -m 'Something else'").ok().says(&["an earlier text is kept"]);
    assert_eq!(coach.drafts().len(), 3, "a text of its own takes no draft away");
    for (text, left) in [("Third", 2), ("Second", 1), ("First", 0)] {
        coach.say("sam", "note ben --draft --topic 2B").ok();
        let entries = coach.entries("sam", "ben");
        assert_eq!(entries.last().expect("recorded")["body"]["text"], format!("{text} thought"));
        assert_eq!(coach.drafts().len(), left);
    }
}

#[test]
fn a_draft_belongs_to_its_author_its_person_its_verb_and_its_store() {
    let coach = Coach::agency();
    coach.say("sam", "note ben -m 'For Ben' --topic 9Z").refused();
    for (login, line) in [
        ("sam", "note maria --draft"),
        ("sam", "reflect ben --draft"),
        ("dana", "note ben --draft"),
        ("lena", "note kai --draft"),
    ] {
        coach.say(login, line).misused().says(&["No draft is kept"]).hides(&["For Ben"]);
    }
    assert_eq!(coach.drafts(), ["For Ben"]);
}

#[test]
fn what_somebody_may_not_record_is_kept_for_them_all_the_same() {
    let coach = Coach::agency();
    coach.say("lena", "note ben -m 'Not my report'").refused().says(&["Sam Ortega can", "your text is kept in"]);
    assert_eq!(coach.drafts(), ["Not my report"]);
}

#[test]
fn a_text_is_kept_where_a_day_beside_it_does_not_read() {
    let coach = Coach::agency();
    for (login, line) in [
        ("sam", "note ben --meeting someday"),
        ("sam", "recognise ben --meeting someday"),
        ("sam", "promise ben --due someday"),
        ("sam", "promise ben --due 2025-08-01 --meeting someday"),
        ("ben", "done ben c1 --meeting someday"),
        ("sam", "release ben c1 --meeting someday"),
        ("sam", "renegotiate ben c1 --due someday"),
        ("sam", "decide ben --meeting someday"),
        ("ben", "topics ben --meeting someday"),
        ("sam", "cancel ben --meeting someday"),
        ("sam", "move ben --meeting someday --to 2025-08-01T09:00"),
        ("sam", "move ben --to someday"),
        ("sam", "noshow ben --who employee --meeting someday"),
        ("ben", "ack ben --meeting someday"),
        ("sam", "reflect ben --meeting someday"),
        ("sam", "cadence ben --minutes 45 --from someday"),
        ("sam", "plan ben --review --meeting someday"),
        ("sam", "goal ben set --due someday"),
        ("sam", "problem ben open --meeting someday"),
        ("sam", "problem ben adopt p1 --author employee --expect Less --check-on someday"),
    ] {
        let text = format!("Said beside: {line}");
        let ran = coach.say(login, &format!("{line} -m '{text}'")).refused();
        ran.says(&["your text is kept in", "someday"]);
        assert!(coach.drafts().contains(&text), "{line}: {:?}", coach.drafts());
    }
}

#[test]
fn a_preparation_of_several_lines_is_kept_in_the_form_it_is_taken_up_from() {
    let coach = Coach::agency();
    let line = "prep ben --item '2C:The queue' --item '2F:Leave' --win 'All closed' --growth 'Speak up'";
    coach.say("ben", line).refused().says(&["your text is kept in"]);
    coach.say("sam", "schedule ben --rule FREQ=WEEKLY --start 2025-07-02T09:00").ok();
    coach.say("ben", "prep ben --draft").ok().says(&["as i1, i2"]);
    let body = coach.entries("ben", "ben").last().expect("recorded")["body"].clone();
    assert_eq!((&body["win"], &body["items"][1]["text"]), (&"All closed".into(), &"Leave".into()), "{body}");
}

#[test]
fn a_text_given_by_m_that_meets_a_store_in_use_is_recorded_by_saying_it_again() {
    let coach = Coach::agency();
    let held = std::fs::File::open(coach.store().join("lock")).expect("a store has a lock");
    held.lock().expect("nobody holds it");
    let line = "--wait 0 note ben -m 'While it is held'";
    coach.say("sam", line).failed();
    drop(held);
    // Nothing was opened, so nobody knows yet who Ben is: the text is still in the shell's history.
    coach.say("sam", line).ok();
}
