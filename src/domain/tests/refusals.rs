//! The fear: a refusal shows one person's record to another, who has no business there. A mark is planted in every
//! text of Ana's record, and everybody else tries every command.

use super::{
    World,
    access::{end_access, open},
    appraising::*,
    commands::*,
    contest::{contest, transcribe},
    day,
    disputing::*,
    solving::*,
    who,
};
use crate::domain::{
    Command, Side,
    assessment::Kind,
    forum::{Answers, DisputeForumSet, ForumStep},
    meeting::Stance,
    names::GoalId,
    paper::Paper,
    preparation::Outcome::{Deferred, Discussed},
    proceeding::{Ask, Proceeding, Subject},
    steer::{Aim, Steer},
};

fn goal(name: &str) -> GoalId {
    name.parse().expect("a name")
}

const MARK: &str = "xyzzy";

/// The commands that add something, some in several forms.
pub(super) fn adding() -> Vec<Command> {
    let far = Some(day("2025-07-09"));
    vec![
        weekly(),
        schedule("FREQ=DAILY", "2025-07-03T09:00:00", Some("why")),
        move_to(None, "2025-07-04T09:00:00"),
        move_to(far, "2025-07-02T09:00:00"),
        cancel(),
        once("2025-07-03T11:00:00"),
        once("2025-07-02T09:00:00"),
        no_show(Side::Leader),
        grow("2B", Some("2025-07-09")),
        grow("9Z", None),
        grow("2B", Some("2025-01-09")),
        decision("decision"),
        agreement("agreement"),
        baseline("baseline", None),
        baseline("baseline", Some("difference")),
        message("00000000000000b1", &["ana"], "message"),
        deliver(""),
        deliver("00"),
        deliver("ff"),
        filled(vec![hold(), note("2B", "note"), promise("promise", "2025-07-09", None)]),
        filled(vec![done("c1"), slip("c99")]),
        filled(vec![]),
        prepare(&[("2B", "item")]),
        prepare(&[("9Z", "item")]),
        hold(),
        end(&[(1, Discussed), (2, Deferred)]),
        end(&[(99, Discussed)]),
        on_track("c1"),
        on_track("c99"),
        note("2B", "note"),
        note("9Z", "note"),
        promise("promise", "2025-07-09", None),
        slip("c99"),
        done("c1"),
        renegotiate("c1", "2025-07-30"),
        renegotiate("c99", "2025-07-30"),
        release("c1"),
        release("c2"),
        release("c99"),
        nothing_today(),
        asked("answer"),
        raise("topic"),
        finalise(),
        Command::Finalise(Some(day("2025-07-02"))),
        acknowledge(Stance::Agree, None),
        Command::Acknowledge(Some(day("2025-07-02")), Stance::Read, None),
        reflect("reflection"),
        open_plan("focus"),
        act("action", "2025-07-09"),
        review("review"),
        interest("interest"),
        set_goal("goal", Aim::default()),
        set_goal("goal", Aim { unit: Some("hours".into()), ..Aim::default() }),
        revise_goal(Aim::default()),
        revise_goal(Aim { objective: Some("objective".into()), ..Aim::default() }),
        Command::Goal(Steer::Observe(goal("g1"), "1.5".parse().expect("a decimal"), day("2025-05-01"), "book".into())),
        Command::Goal(Steer::Observe(goal("g99"), "1.5".parse().expect("a decimal"), day("2025-05-01"), "book".into())),
        raise_obstacle("obstacle", Some("g99")),
        raise_obstacle("obstacle", None),
        remove_obstacle("o1"),
        remove_obstacle("o99"),
        recognise("recognition"),
        raise_concern("concern"),
        ack_concern("n1"),
        ack_concern("n99"),
        promise("promise", "2025-07-09", None).answering(Some("n99".parse().expect("a name"))),
        act("action", "2025-07-09").answering(Some("n1".parse().expect("a name"))),
        note("2B", "note").answering(Some("n99".parse().expect("a name"))),
        complete("a1"),
        complete("a99"),
        open_problem("2C", "gap"),
        open_problem("2D", "gap"),
        problem_of(Some("g99"), None),
        problem_of(None, Some("e99")),
        cause("p1", "cause"),
        cause("p99", "cause"),
        adopt("p2", Side::Leader, "2025-07-09"),
        adopt("p2", Side::Leader, "2025-01-09"),
        check_countermeasure("k1"),
        check_countermeasure("k99"),
        escalate("p1", "text"),
        escalate("p2", "text"),
        close_problem("p1"),
        close_problem("p2"),
        close_problem("p99"),
        solicit("question"),
        submit(Some("e1"), "idea"),
        submit(Some("e99"), "idea"),
        accept("e1"),
        accept("e99"),
        implement("e1", Some(9)),
        Command::Staffing(crate::domain::staffing::Staffing::Separate(day("2025-07-02"))),
        give("otto", "note"),
        take(&["c1"], &[], None),
        take(&["c99"], &["c1"], Some("why")),
        lengthen(45),
        open("purpose", None),
        open("purpose", Some("2026-07-09")),
        end_access(None),
        end_access(Some(20)),
        contest(20, "why"),
        contest(40, "why"),
        contest(9999, "why"),
        transcribe(Paper::SelfAssessment, None),
        transcribe(Paper::Appraisal, Some(40)),
    ]
}

/// Every command: those that add, and corrections of every entry.
fn every_command() -> Vec<Command> {
    let entries = (1..80).flat_map(|seq| {
        [correct(seq, "text", "other"), correct(seq, "colour", "red"), misfiled(seq, "sib"), misfiled(seq, "stan")]
    });
    let commands: Vec<_> = adding().into_iter().chain(every_one()).chain(every_proceeding()).chain(entries).collect();
    let mut seen: Vec<_> = commands.iter().map(place).collect();
    seen.sort_unstable();
    seen.dedup();
    assert_eq!(seen.len(), 44, "every command is tried");
    commands
}

/// A new command does not compile here until it is given a place, and then [`every_command`] must try it.
fn place(command: &Command) -> u8 {
    match command {
        Command::Schedule(_) => 1,
        Command::Move(..) => 2,
        Command::Cancel(..) => 3,
        Command::Prepare(_) => 4,
        Command::Hold(_) => 5,
        Command::Note(_) => 6,
        Command::Promise(_) => 7,
        Command::Revisit(_) => 8,
        Command::Topics(..) => 9,
        Command::Finalise(_) => 10,
        Command::Acknowledge(..) => 11,
        Command::Reflect(..) => 12,
        Command::Develop(_) => 13,
        Command::Correct(_) => 14,
        Command::Misfiled(_) => 15,
        Command::ScheduleOnce(_) => 16,
        Command::NoShow(_) => 17,
        Command::Grow(_) => 18,
        Command::Settle(_) => 19,
        Command::Message(_) => 20,
        Command::Deliver(_) => 21,
        Command::Renegotiate(_) => 22,
        Command::Release(_) => 23,
        Command::Goal(_) => 24,
        Command::Obstacle(_) => 25,
        Command::Recognise(_) => 26,
        Command::Concern(_) => 27,
        Command::AcknowledgeConcern(_) => 28,
        Command::Answering(..) => 29,
        Command::Filled(_) => 30,
        Command::Problem(_) => 31,
        Command::Idea(_) => 32,
        Command::Expect(_) => 33,
        Command::Assess(_) => 34,
        Command::Appraise(_) => 35,
        Command::Improve(_) => 36,
        Command::Staffing(_) => 37,
        Command::Handover(_) => 38,
        Command::Lengthen(_) => 39,
        Command::OpenRecord(_) => 40,
        Command::Contest(_) => 41,
        Command::Transcribe(_) => 42,
        Command::Dispute(_) => 43,
        Command::EndAccess(_) => 44,
    }
}

fn marked() -> World {
    let text = |what: &str| format!("{MARK} {what}");
    let world = opened()
        .given("lena", "ana", &weekly())
        .given("ana", "ana", &prepare(&[("2C", &text("item")), ("2D", &text("team"))]))
        .given("lena", "ana", &prepare(&[("2B", &text("leader's item"))]))
        .given("ana", "ana", &raise(&text("topic")))
        .given("ana", "ana", &promise(&text("own"), "2025-07-02", None))
        .given("lena", "ana", &promise(&text("leader's"), "2025-07-02", None))
        .given("ana", "ana", &open_plan(&text("focus")))
        .given("ana", "ana", &act(&text("action"), "2025-07-09"))
        .given("lena", "ana", &set_goal(&text("goal"), Aim { objective: Some(text("objective")), ..Aim::default() }))
        .given("ana", "ana", &raise_obstacle(&text("obstacle"), Some("g1")))
        .given("lena", "ana", &recognise(&text("recognition")))
        .given("lena", "ana", &raise_concern(&text("concern")))
        .given("ana", "ana", &open_problem("2C", &text("gap")))
        .given("ana", "ana", &open_problem("2D", &text("team gap")))
        .given("ana", "ana", &cause("p2", &text("team cause")))
        .given("ana", "ana", &adopt_text("p2", Side::Employee, "2025-07-09", &text("team countermeasure")))
        .given("lena", "ana", &solicit(&text("question")))
        .given("lena", "ana", &hold())
        .given("lena", "ana", &message("00000000000000c1", &["ana"], &text("item of a message")))
        .given("lena", "ana", &message("00000000000000c2", &["ana"], &text("item of another message")))
        .given("lena", "ana", &decision(&text("decision")))
        .given("lena", "ana", &baseline(&text("baseline"), None))
        .given("lena", "ana", &note("2B", &text("note")))
        .given("lena", "ana", &note("2D", &text("team note")))
        .given("ana", "ana", &reflect(&text("reflection")))
        .given("lena", "ana", &expect(&["Pace", &text("element")], true))
        .given("ana", "ana", &assess(Kind::Own, &text("own assessment")))
        .given("lena", "ana", &improve(&text("gap"), "2026-01-01"))
        .given("lena", "ana", &recognise(&text("cited")));
    let cited = last(&world);
    let leader = |step: ForumStep| ForumStep { by: Answers::Leader, ..step };
    let steps = forum().steps.into_iter().map(leader).collect();
    let known = DisputeForumSet { effective: world.today, steps, ..forum() };
    let world = world.sets_forum("hana", known).expect("a forum");
    let grounds = Ask { grounds: text("grounds"), redress: text("redress"), ..asking(Subject::Entry(cited)) };
    world
        .given("ana", "ana", &proceeding(Proceeding::Ask(grounds)))
        .given("ana", "ana", &file(&text("step")))
        .given("lena", "ana", &rate("Pace", "low", &text("rating"), &[cited]))
        .given("dana", "ana", &send_back(Some(&text("return"))))
        .given("lena", "ana", &rate("Pace", "low", &text("another rating"), &[cited]))
        .given("dana", "ana", &approve())
        .given("lena", "ana", &deliver_appraisal(Some(&text("summary"))))
        .given("ana", "ana", &ack_appraisal(Stance::Disagree, Some(&text("comment"))))
        .given("ana", "ana", &rebut(&text("rebuttal")))
        .given("lena", "ana", &on_probation(rate("Pace", "low", &text("in the making"), &[cited])))
}

#[test]
fn nobody_learns_a_text_from_a_refusal() {
    let world = marked();
    for actor in ["dana", "sib", "frank", "hana", "stan", "otto", "nobody"] {
        for command in every_command() {
            // Human resources correct entries that they may read, and see there what they correct; the roster is theirs.
            // They open a record with a purpose, and transcribe papers.
            let theirs = matches!(
                command,
                Command::Correct(_)
                    | Command::Appraise(_)
                    | Command::Staffing(_)
                    | Command::Dispute(_)
                    | Command::OpenRecord(_)
                    | Command::Transcribe(_)
            );
            let corrects = actor == "hana" && theirs;
            match world.tries(actor, "ana", world.today, &command) {
                Ok(_) => assert!(corrects, "{actor} may not give {command:?}"),
                Err(refusal) if !corrects => assert!(!refusal.to_string().contains(MARK), "{actor}: {refusal}"),
                Err(refusal) => {
                    let between_two = ["item", "topic", "team"].map(|what| format!("{MARK} {what}"));
                    let refusal = refusal.to_string();
                    assert!(!between_two.iter().any(|text| refusal.contains(text)), "{command:?}: {refusal}");
                }
            }
        }
    }
}

#[test]
fn human_resources_of_another_agency_learn_nothing_from_a_refusal() {
    let ana = marked();
    let mut world = World::two();
    // The same record, of somebody whose agency is not Hedda's.
    let entries: Vec<_> = ana.log.iter().filter(|entry| entry.stream == who("ana")).cloned().collect();
    world.people.insert(who("ana"), crate::domain::Person::fold(who("ana"), entries));
    for command in every_command() {
        let refusal = world.tries("hedda", "ana", world.today, &command).expect_err("not of her agency").to_string();
        assert!(!refusal.contains(MARK), "{command:?}: {refusal}");
    }
}

#[test]
fn a_former_leader_learns_nothing_by_recording_late() {
    let world = marked();
    let then = day("2025-05-20");
    for command in every_command() {
        if let Err(refusal) = world.tries("frank", "ana", then, &command) {
            assert!(!refusal.to_string().contains(MARK), "{command:?}: {refusal}");
        }
    }
    let refusal = world.tries("frank", "ana", then, &Command::Finalise(Some(day("2025-07-02")))).expect_err("a list");
    assert!(refusal.to_string().contains("c1") && refusal.to_string().contains("not for you to read"), "{refusal}");
}

#[test]
fn the_two_do_see_what_is_in_the_way() {
    let refusal = marked().tries("lena", "ana", day("2025-07-02"), &finalise()).expect_err("unanswered").to_string();
    assert_eq!(refusal.matches(MARK).count(), 6, "{refusal}");
}
