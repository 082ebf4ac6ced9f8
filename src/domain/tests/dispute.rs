//! Disputes: asked for by the employee in time, answered in turn by whom the forum names, decided by no party, and judged
//! by the forum as it was.

use super::{World, appraising::*, commands::*, day, disputing::*, who};
use crate::domain::{
    Command, Event, Role,
    appraise::Which,
    course::Course,
    dispute::{Outcome, Turn},
    forum::{Answers, Counted, DisputeForumSet, ForumStep, Matter},
    meeting::Stance,
    proceeding::{Ask, Proceeding, Subject},
    revision::Authority,
    roster::Office,
    staffing::Staffing,
};

fn refused(world: &World, actor: &str, command: &Command, words: &[&str]) {
    world.clone().when(actor, "ana", command).then_refused(words);
}

#[test]
fn a_forum_has_versions_windows_and_somebody_who_decides() {
    let world = delivered(true);
    let plain = || forum();
    for (wrong, word) in [
        (DisputeForumSet { forum: " ".into(), ..plain() }, "empty"),
        (DisputeForumSet { forum: "a\nb".into(), ..plain() }, "several lines"),
        (DisputeForumSet { decided_by: String::new(), ..plain() }, "empty"),
        (DisputeForumSet { ask_days: 0, ..plain() }, "1 to 366"),
        (DisputeForumSet { decide_days: 367, ..plain() }, "1 to 366"),
        (
            DisputeForumSet { steps: vec![ForumStep { name: "Talk".into(), by: Answers::Leader, days: 0 }], ..plain() },
            "1 to 366",
        ),
        (DisputeForumSet { effective: day("2026-06-19"), ..plain() }, "never judges backwards"),
    ] {
        let refusal = world.sets_forum("hana", wrong).expect_err(word).to_string();
        assert!(refusal.contains(word), "{refusal}");
    }
    let refusal = world.sets_forum("lena", plain()).expect_err("human resources alone").to_string();
    assert!(refusal.contains("authority.writer"), "{refusal}");
    let world = world.with_forum();
    let refusal = world.sets_forum("hana", plain()).expect_err("the same").to_string();
    assert!(refusal.contains("says the same"), "{refusal}");
    let later = DisputeForumSet { forum: "REVIEW".into(), ask_days: 20, effective: day("2026-07-01"), ..plain() };
    let world = world.sets_forum("hana", later.clone()).expect("a version");
    let names = |on: &str| {
        let sets = world.directory.forums_on(who("ana"), day(on));
        sets.iter().map(|set| (set.what.forum.clone(), set.what.version)).collect::<Vec<_>>()
    };
    assert_eq!(names("2026-06-19"), []);
    assert_eq!(names("2026-06-30"), [("Review".to_owned(), 1)]);
    assert_eq!(names("2026-07-01"), [("Review".to_owned(), 2)]);
    let earlier = DisputeForumSet { effective: day("2026-06-25"), ..later };
    let refusal = world.sets_forum("hana", earlier).expect_err("before the last").to_string();
    assert!(refusal.contains("Version 2 is in force from 2026-07-01"), "{refusal}");
}

#[test]
fn rule_dispute_windows_a_review_is_asked_for_within_the_forums_days() {
    let last = disputable().at("2026-06-30");
    last.clone().when("ana", "ana", &ask()).then_recorded(&["review-requested"]);
    let late = last.at("2026-07-01");
    refused(&late, "ana", &ask(), &["until 2026-06-30", "dispute.windows", "not extended"]);
    // Naming an earlier day makes it no earlier.
    late.when_on(day("2026-06-28"), "ana", "ana", &ask()).then_refused(&["today is 2026-07-01"]);
    // A delivery that was recorded later than it happened begins the days when it was recorded.
    let (world, seq) = concerned(opened(), true);
    let world = world.at("2026-06-18").given("lena", "ana", &rate("Pace", "low", "So.", &[seq]));
    let mut world = world.given("dana", "ana", &approve()).at("2026-06-28");
    let batch = world.tries("lena", "ana", day("2026-06-20"), &deliver_appraisal(None)).expect("late, and allowed");
    world.record(who("lena"), batch);
    let later = DisputeForumSet { effective: day("2026-06-28"), ..forum() };
    let world = world.sets_forum("hana", later).expect("a forum").at("2026-07-07");
    world.when("ana", "ana", &ask()).then_recorded(&["review-requested"]);
}

#[test]
fn a_review_is_asked_of_what_was_delivered_and_of_what_others_recorded() {
    let (world, seq) = concerned(opened(), true);
    let world = world.at("2026-06-20").with_forum();
    refused(&world, "ana", &ask(), &["was not delivered"]);
    let late = ask_of(Subject::Entry(seq), Matter::Content);
    refused(&world, "ana", &late, &["until 2025-07-11"]);
    let world = world.given("lena", "ana", &note("2B", "Late again.")).given("lena", "ana", &note("2D", "Team."));
    let (own, pair) = (last(&world), last(&world));
    let entry = |seq| ask_of(Subject::Entry(seq), Matter::Content);
    refused(&world, "ana", &entry(pair), &["no entry about you that the chain"]);
    refused(&world, "ana", &entry(999), &["no entry about you"]);
    let joined = world.log.iter().find(|entry| entry.stream == who("ana")).expect("she was hired").seq;
    refused(&world, "ana", &entry(joined), &["is not disputed so"]);
    let world = world.given("ana", "ana", &interest("Mine."));
    refused(&world, "ana", &entry(last(&world)), &["is not disputed so"]);
    let world = world.when("ana", "ana", &entry(own - 1)).then_recorded(&["review-requested"]);
    assert_eq!(world.person("ana").disputes[&r(1)].asked.what.of.to_string(), format!("#{}", own - 1));
}

#[test]
fn a_forum_takes_what_it_says_and_is_named_where_there_are_several() {
    refused(&delivered(true), "ana", &ask(), &["No forum for disputes", "coach dispute forum set"]);
    let process = DisputeForumSet { takes: Matter::Process, ..forum() };
    let world = delivered(true).sets_forum("hana", process).expect("a forum");
    refused(&world, "ana", &ask(), &["takes the process alone"]);
    let which = || Subject::Appraisal(Which::default());
    world.clone().when("ana", "ana", &ask_of(which(), Matter::Process)).then_recorded(&["review-requested"]);
    let board = DisputeForumSet { forum: "Board".into(), counted_from: Counted::Finalising, ..forum() };
    let world = world.sets_forum("hana", board).expect("another");
    refused(&world, "ana", &ask(), &["2 forums are in force", "- Board", "- Review"]);
    let named = |name: &str| proceeding(Proceeding::Ask(Ask { forum: Some(name.into()), ..asking(which()) }));
    refused(&world, "ana", &named("Court"), &["No forum called \"Court\""]);
    refused(&world, "ana", &named("board"), &["once it is final", "dispute.windows"]);
    let agreed = world.given("ana", "ana", &ack_appraisal(Stance::Agree, None));
    let world = agreed.given("lena", "ana", &finalise_appraisal());
    world.when("ana", "ana", &named("board")).then_recorded(&["review-requested"]);
}

#[test]
fn rule_dispute_order_each_step_in_its_turn_and_nothing_after_the_end() {
    let world = disputable();
    refused(&world, "ana", &file("One."), &["has no dispute r1", "dispute.order"]);
    let world = disputed();
    refused(&world, "ana", &ask(), &["is disputed in r1"]);
    refused(&world, "dana", &answer_step("No."), &["once the employee has filed it"]);
    refused(&world, "hana", &decide_review(Outcome::Denied, None), &["waits for the filing of step 1, Talk"]);
    let world = world.given("ana", "ana", &file("One."));
    refused(&world, "ana", &file("Two."), &["waits for the answer to step 1, Talk, due on 2026-06-27"]);
    refused(&world, "hana", &decide_review(Outcome::Denied, None), &["waits for the answer to step 1"]);
    let world = heard();
    refused(&world, "ana", &file("Three."), &["waits for the decision of The director, due on 2026-07-06"]);
    refused(&world, "hana", &decide_review(Outcome::Granted, None), &["says what is granted"]);
    refused(&world, "hana", &decide_review(Outcome::Denied, Some("A day.")), &["grants no redress"]);
    world
        .clone()
        .when_on(day("2026-06-25"), "hana", "ana", &decide_review(Outcome::Denied, None))
        .then_refused(&["Something was said in r1 on 2026-06-26"]);
    let decided = world.clone().when("hana", "ana", &decide_review(Outcome::Denied, None));
    let decided = audits(decided.then_recorded(&["review-decided"]));
    let withdrawn = audits(world.given("ana", "ana", &withdraw()));
    for (world, how) in [(decided, "r1 was decided"), (withdrawn, "r1 was withdrawn")] {
        for (actor, command) in [
            ("ana", file("More.")),
            ("hana", answer_step("More.")),
            ("hana", extend_turn(None, "2026-12-01")),
            ("stan", seal()),
            ("ana", withdraw()),
            ("hana", decide_review(Outcome::Denied, None)),
        ] {
            refused(&world, actor, &command, &[how, "Nothing comes after"]);
        }
        refused(&world, "ana", &ask(), &["was disputed there in r1"]);
    }
}

#[test]
fn rule_dispute_order_the_employee_asks_and_whoever_the_forum_names_answers() {
    for actor in ["lena", "dana", "hana", "sib", "stan"] {
        refused(&disputable(), actor, &ask(), &["authority.writer", "nobody for them"]);
        refused(&disputed(), actor, &file("One."), &["authority.writer"]);
        refused(&disputed(), actor, &withdraw(), &["authority.writer"]);
    }
    let world = disputed().given("ana", "ana", &file("One."));
    for actor in ["ana", "sib", "stan", "frank"] {
        refused(&world, actor, &answer_step("No."), &["Whoever the forum names for the step can", "DANA"]);
    }
    refused(&world, "lena", &answer_step("No."), &["authority.line", "DANA can"]);
    refused(&world, "hana", &answer_step("No."), &["authority.line", "DANA can"]);
    let world = world.when("dana", "ana", &answer_step("No.")).then_recorded(&["step-answered"]);
    let answered = world.log.last().expect("an entry");
    assert_eq!((answered.role, answered.cause), (Role::Reviewer, Some(answered.seq - 1)));
    let world = world.given("ana", "ana", &file("Two."));
    refused(&world, "dana", &answer_step("No."), &["Human resources can: Hana Reyes"]);
    let world = world.when("hana", "ana", &answer_step("No.")).then_recorded(&["step-answered"]);
    assert_eq!(world.log.last().map(|entry| entry.role), Some(Role::Hr));
}

#[test]
fn no_party_decides_extends_or_answers_for_human_resources() {
    let grant = |world: World, whom: &str| world.given("hana", whom, &Command::Staffing(Staffing::Grant(Office::Hr)));
    let world = grant(grant(heard(), "ana"), "lena");
    for actor in ["ana", "lena"] {
        let denied = decide_review(Outcome::Denied, None);
        refused(&world, actor, &denied, &["is a party to r1", "authority.writer", "Another officer"]);
        refused(&world, actor, &extend_turn(None, "2026-12-01"), &["is a party to r1"]);
    }
    for actor in ["sib", "stan", "dana"] {
        refused(&world, actor, &decide_review(Outcome::Denied, None), &["Human resources can"]);
    }
    let filed = disputed().given("ana", "ana", &file("One.")).given("dana", "ana", &answer_step("No."));
    let filed = grant(filed.given("ana", "ana", &file("Two.")), "lena");
    refused(&filed, "lena", &answer_step("No."), &["is a party to r1"]);
    // Of an entry, who recorded it is a party.
    let world = World::staffed().at("2026-06-20").with_forum().given("lena", "ana", &note("2B", "Late."));
    let seq = last(&world);
    let world = grant(world, "lena").given("ana", "ana", &ask_of(Subject::Entry(seq), Matter::Content));
    refused(&world, "lena", &extend_turn(None, "2026-12-01"), &["is a party to r1"]);
}

#[test]
fn rule_dispute_windows_silence_opens_the_next_step_and_then_the_decision() {
    let world = disputed().given("ana", "ana", &file("One.")).at("2026-06-27");
    refused(&world, "ana", &file("Two."), &["waits for the answer to step 1"]);
    let world = world.at("2026-06-28");
    let next = world.clone().given("ana", "ana", &file("Two."));
    refused(&next, "dana", &answer_step("Late."), &["Human resources can"]);
    // Who was late still answers while nothing was filed since.
    world.clone().when("dana", "ana", &answer_step("Late.")).then_recorded(&["step-answered"]);
    // Nobody files: the days for it end on 2 July, five after the answer was due.
    refused(&world.clone().at("2026-07-02"), "hana", &decide_review(Outcome::Denied, None), &["filing of step 2"]);
    let left = world.at("2026-07-03");
    refused(&left, "ana", &file("Two."), &["was due on 2026-07-02", "dispute.windows", "--turn filing-2"]);
    left.clone().when("hana", "ana", &decide_review(Outcome::Denied, None)).then_recorded(&["review-decided"]);
    let extended = left.given("hana", "ana", &extend_turn(Some(Turn::Filing(2)), "2026-07-10"));
    refused(&extended, "hana", &decide_review(Outcome::Denied, None), &["filing of step 2, Paper, due on 2026-07-10"]);
    extended.when("ana", "ana", &file("Two.")).then_recorded(&["step-filed"]);
}

#[test]
fn rule_dispute_windows_an_extension_names_what_is_due_and_a_later_day() {
    let world = disputed().given("ana", "ana", &file("One."));
    refused(&world, "hana", &extend_turn(None, "2026-06-27"), &["is due on 2026-06-27, and today is 2026-06-22"]);
    refused(&world, "hana", &extend_turn(Some(Turn::Answer(2)), "2026-07-30"), &["does not wait for answer-2"]);
    refused(&world, "lena", &extend_turn(None, "2026-07-01"), &["Human resources can"]);
    let world = world.when("hana", "ana", &extend_turn(None, "2026-07-01")).then_recorded(&["extension-granted"]);
    let person = world.person("ana");
    let course = Course::of(&world.directory, &person, &person.disputes[&r(1)]).expect("a forum");
    let awaited = course.awaited(day("2026-06-30")).expect("an answer");
    assert_eq!((awaited.turn, awaited.due), (Turn::Answer(1), day("2026-07-01")));
    let next = world.at("2026-07-02").given("ana", "ana", &file("Two."));
    refused(&next, "hana", &extend_turn(Some(Turn::Answer(1)), "2026-07-30"), &["was filed since"]);
}

#[test]
fn rule_dispute_windows_a_dispute_is_judged_by_the_forum_of_the_day_it_was_asked_for() {
    let longer = DisputeForumSet { file_days: 50, effective: day("2026-06-23"), ..forum() };
    let world = disputed().sets_forum("hana", longer).expect("version 2").at("2026-06-28");
    refused(&world, "ana", &file("One."), &["was due on 2026-06-27"]);
    assert_eq!(world.person("ana").disputes[&r(1)].asked.what.version, 1);
}

#[test]
fn an_auditor_seals_and_nobody_else() {
    let world = disputed();
    refused(&world, "stan", &seal(), &["authority.writer", "coach role PERSON --grant auditor"]);
    let world = audits(world);
    refused(&world, "hana", &seal(), &["An auditor can: STAN"]);
    let world = world.when("stan", "ana", &seal()).then_recorded(&["evidence-sealed"]);
    let sealed = world.log.last().expect("an entry");
    assert_eq!((sealed.role, sealed.cause.is_some()), (Role::Auditor, true));
    let own = world.given("hana", "ana", &Command::Staffing(Staffing::Grant(Office::Auditor)));
    refused(&own, "ana", &seal(), &["authority.writer"]);
}

#[test]
fn a_decision_that_grants_a_change_is_the_cause_of_the_revision() {
    let by = |number| revise_by(Authority::Dispute(r(number)), "Pace", "middle");
    refused(&heard(), "hana", &by(1), &["r1 was not decided", "dispute.order"]);
    let denied = heard().given("hana", "ana", &decide_review(Outcome::Denied, None));
    refused(&denied, "hana", &by(1), &["r1 was denied"]);
    let world = heard().given("hana", "ana", &decide_review(Outcome::PartlyGranted, Some("The middle.")));
    let decision = last(&world);
    refused(&world, "hana", &by(2), &["r2 was not decided"]);
    let world = world.when("hana", "ana", &by(1)).then_recorded(&["rating-revised"]);
    let revised = world.log.last().expect("an entry");
    assert_eq!(revised.cause, Some(decision));
    let Event::RatingRevised(it) = &revised.event else { panic!("{revised:?}") };
    assert_eq!(it.authority, "Dana, director, on the review r1");
}

#[test]
fn no_entry_of_a_dispute_is_corrected() {
    let world = heard();
    let seq = world.log.iter().find(|entry| entry.event.kind() == "step-filed").expect("filed").seq;
    refused(&world, "ana", &correct(seq, "text", "Other words."), &["appraisal.stands"]);
}
