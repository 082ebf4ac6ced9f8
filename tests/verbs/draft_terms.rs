//! A draft keeps what it was typed for: it never reaches other readers than those its author was told of.

use crate::support::Coach;

/// A meeting of Ben's that is held, so that everything can be said about it.
fn held() -> Coach {
    let coach = Coach::agency();
    coach.say("sam", "schedule ben --rule 'FREQ=WEEKLY;BYDAY=WE' --start 2025-07-02T09:00").ok();
    coach.at("2025-07-02T09:40");
    coach
}

#[test]
fn a_draft_for_the_pair_is_not_recorded_for_the_chain() {
    let coach = held();
    let refused = coach.say("sam", "note ben --topic 2D -m 'MARKER secret' --on +3d").refused();
    let before = coach.export();
    let forgotten = coach.say("sam", "note ben --draft").refused();
    assert_eq!((coach.export(), coach.drafts()), (before, vec!["MARKER secret".to_owned()]));
    let other = coach.say("sam", "note ben --draft --topic 2C").refused();
    let taken = coach.say("sam", "note ben --draft --topic 2D").ok();
    insta::assert_snapshot!(format!("{refused}{forgotten}{other}{taken}"));
    assert!(coach.drafts().is_empty());
    coach.say("ben", "log ben").ok().says(&["MARKER"]);
    coach.say("dana", "log ben").ok().hides(&["MARKER"]);
}

#[test]
fn a_draft_of_one_thing_does_not_become_another() {
    let coach = held();
    coach.say("sam", "promise ben -m 'A fleet tablet' --due +1w").ok();
    coach.say("sam", "promise ben -m 'A second one' --due +1w").ok();
    for (login, typed, forgotten, repeated) in [
        (
            "sam",
            "promise ben --by employee --due -1w -m X",
            "promise ben --due +1w",
            "promise ben --by employee --due +1w",
        ),
        ("sam", "topics ben --on +3d --asked X", "topics ben", "topics ben --asked"),
        ("sam", "slip ben c1 --on +3d -m X", "slip ben c2", "slip ben c1"),
        ("sam", "done ben c2 --on +3d -m X", "done ben c1", "done ben c2"),
    ] {
        coach.say(login, typed).refused().says(&["your text is kept in"]);
        let take = |line: &str| line.replacen(" ben", " ben --draft", 1);
        coach.say(login, &take(forgotten)).refused().says(&["The draft was written", "The draft is kept."]);
        assert_eq!(coach.drafts(), ["X"], "{typed}");
        coach.say(login, &take(repeated)).ok().says(&["the draft about Ben Yazzie may be read by"]);
        assert!(coach.drafts().is_empty(), "{typed}");
    }
    coach.say("ben", "log ben").ok().says(&["employee"]);
}

#[test]
fn the_same_words_for_other_readers_are_two_drafts_and_options_left_out_are_named() {
    let coach = Coach::agency();
    coach.say("sam", "note ben --topic 2D -m Same --on +3d").refused();
    coach.say("sam", "note ben --sign success -m Same --on +3d").refused();
    assert_eq!(coach.drafts(), ["Same", "Same"]);
    coach.say("sam", "note ben --draft").ok().says(&["typed with --sign success --on +3d, which is left out now"]);
    coach.say("sam", "note ben --draft").refused().says(&["--topic 2D"]);
    coach.say("sam", "note ben --draft --topic 2D").ok();
    assert!(coach.drafts().is_empty());
}

#[test]
fn a_mistyped_topic_is_put_right_and_not_left_out() {
    let coach = Coach::agency();
    coach.say("sam", "note ben --topic 2DD -m 'MARKER secret'").refused();
    coach.say("sam", "note ben --draft").refused().says(&["which decides its readers", "--topic 2DD"]);
    coach
        .say("sam", "note ben --draft --topic 2D")
        .ok()
        .says(&["the employee and the leader, with a recorded purpose also HR and auditors (pair)"]);
    assert!(coach.drafts().is_empty());
    coach.say("dana", "log ben").ok().hides(&["MARKER"]);
}
