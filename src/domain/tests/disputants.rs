//! Disputes as somebody would bend them: who may not know of one, what is disputed twice, an earlier day that is named,
//! what was destroyed, and a leader, an officer or an agency that changes in the middle.

use super::{
    World,
    access::open,
    appraising::*,
    commands::*,
    contest::{contest, transcribe},
    day,
    disputing::*,
    line, who,
};
use crate::domain::{
    Class, Command, Event, Person, Role,
    agency::AgencyJoined,
    appraise::Which,
    authority::{Readable, may_read},
    dispute::Outcome,
    forum::{Answers, DisputeForumSet, ForumStep, Matter},
    paper::Paper,
    proceeding::{Ask, Proceeding, Subject},
    roster::{Office, ReportingLineEnded},
    staffing::Staffing,
};

/// Refused, and not a word of whether there is a dispute, nor since when.
fn told_nothing(world: &World, actor: &str, on: &str, command: &Command) {
    let refusal = world.tries(actor, "ana", day(on), command).expect_err("who may not read it").to_string();
    for word in ["2026-06-22", "has no dispute", "waits", "since", "was "] {
        assert!(!refusal.contains(word), "{actor}: {word:?} in {refusal}");
    }
}

#[test]
fn who_may_not_read_a_dispute_takes_no_part_in_it_and_learns_nothing_of_it() {
    let seal = |number| proceeding(Proceeding::Seal(r(number), 12, "0".repeat(64)));
    let answer = |number| proceeding(Proceeding::Answer(r(number), "No.".into()));
    let world = audited(disputed());
    for number in [1, 9] {
        told_nothing(&world, "stan", "2026-06-22", &seal(number));
    }
    world.clone().when("stan", "ana", &seal(1)).then_refused(&["records.purpose", "coach access"]);
    let opened = world.given("stan", "ana", &open("Order 14", None));
    opened.clone().when("stan", "ana", &seal(9)).then_refused(&["has no dispute r9"]);
    opened.when("stan", "ana", &seal(1)).then_recorded(&["evidence-sealed"]);
    // Who led her when it was filed, and leads her no more, names a day of then.
    let leader = |step: ForumStep| ForumStep { by: Answers::Leader, ..step };
    let steps = forum().steps.into_iter().map(leader).collect();
    let world = delivered(true).sets_forum("hana", DisputeForumSet { steps, ..forum() }).expect("a forum");
    let mut world = world.at("2026-06-22").given("ana", "ana", &ask()).given("ana", "ana", &file("One."));
    world.by_hr("ana", Event::ReportingLineEnded(ReportingLineEnded { leader: who("lena"), to: day("2026-06-23") }));
    world.by_hr("ana", line("otto", "2026-06-24"));
    let world = world.at("2026-06-25");
    for number in [1, 9] {
        told_nothing(&world, "lena", "2026-06-23", &answer(number));
    }
    world.when("otto", "ana", &answer(1)).then_recorded(&["step-answered"]);
}

#[test]
fn human_resources_that_she_left_take_no_part_any_more() {
    let mut world = World::two().at("2026-06-20").with_forum().given("lena", "ana", &note("2B", "Late."));
    let of = Subject::Entry(last(&world));
    world = world.given("ana", "ana", &ask_of(of, Matter::Both)).given("ana", "ana", &file("One."));
    world.by_hr("ana", Event::AgencyJoined(AgencyJoined { agency: who("parks"), from: day("2026-06-23") }));
    let world = world.at("2026-06-24");
    world.clone().when("hedda", "ana", &extend_turn(None, "2026-07-20")).then_recorded(&["extension-granted"]);
    told_nothing(&world, "hana", "2026-06-21", &proceeding(Proceeding::Answer(r(9), "No.".into())));
    world.when_on(day("2026-06-21"), "hana", "ana", &extend_turn(None, "2026-07-20")).then_refused(&["audience"]);
}

#[test]
fn what_a_dispute_is_about_is_asked_for_by_its_name_and_a_step_of_one_is_no_matter_of_its_own() {
    let world = disputed();
    let seq = |kind: &str| world.log.iter().rev().find(|entry| entry.event.kind() == kind).expect("recorded").seq;
    let of = |seq| ask_of(Subject::Entry(seq), Matter::Both);
    world.clone().when("ana", "ana", &of(seq("appraisal-delivered"))).then_refused(&["dispute.order", "delivers"]);
    let decided = heard().given("hana", "ana", &decide_review(Outcome::Denied, None));
    let decision = last(&decided);
    decided.clone().when("ana", "ana", &of(decision)).then_refused(&["is a step of r1", "dispute.order"]);
    let answered = decided.log.iter().find(|entry| entry.event.kind() == "step-answered").expect("answered").seq;
    decided.when("ana", "ana", &of(answered)).then_refused(&["is a step of r1"]);
}

#[test]
fn rule_dispute_windows_an_earlier_day_that_is_named_extends_nothing_and_chooses_no_forum() {
    // Answered three days late: the day named would have made it none.
    let world = disputed().given("ana", "ana", &file("One.")).at("2026-06-30");
    let back = world.clone().when_on(day("2026-06-26"), "hana", "ana", &extend_turn(None, "2026-06-29"));
    back.then_refused(&["dispute.windows", "2026-06-30"]);
    world
        .when_on(day("2026-06-26"), "hana", "ana", &extend_turn(None, "2026-07-01"))
        .then_recorded(&["extension-granted"]);
    // Two days to ask from 23 June on: who asks on the 24th is late, and the version of the 22nd is none of theirs.
    let shorter = DisputeForumSet { ask_days: 2, effective: day("2026-06-23"), ..forum() };
    let world = disputable().at("2026-06-22").sets_forum("hana", shorter).expect("version 2").at("2026-06-24");
    world.clone().when("ana", "ana", &ask()).then_refused(&["until 2026-06-22"]);
    world.when_on(day("2026-06-22"), "ana", "ana", &ask()).then_refused(&["until 2026-06-22", "dispute.windows"]);
}

#[test]
fn no_party_answers_in_the_place_of_a_leader_above() {
    // Nobody is above Lena's leader: human resources review, and Stan recorded what is disputed.
    let grant = |world: World, whom: &str| world.given("hana", whom, &Command::Staffing(Staffing::Grant(Office::Hr)));
    let world = grant(World::staffed(), "stan").at("2026-06-20").with_forum();
    let world = world.given("stan", "lena", &transcribe(Paper::SelfAssessment, None));
    let world = world.clone().given("lena", "lena", &ask_of(Subject::Entry(last(&world)), Matter::Both));
    let world = world.given("lena", "lena", &file("One."));
    let answer = answer_step("No.");
    world.clone().when("stan", "lena", &answer).then_refused(&["is a party to r1", "authority.writer"]);
    world.when("hana", "lena", &answer).then_recorded(&["step-answered"]);
}

#[test]
fn who_moves_on_the_day_of_asking_takes_the_dispute_along() {
    let mut world = disputed();
    world.by_hr("ana", Event::AgencyJoined(AgencyJoined { agency: who("parks"), from: day("2026-06-22") }));
    world.when("ana", "ana", &withdraw()).then_recorded(&["review-withdrawn"]);
}

#[test]
fn a_destroyed_dispute_gives_its_name_to_no_other() {
    let board = DisputeForumSet { forum: "Board".into(), effective: day("2026-06-22"), ..forum() };
    let world = disputed().given("ana", "ana", &withdraw()).sets_forum("hana", board).expect("another");
    let again = Ask { forum: Some("Board".into()), ..asking(Subject::Appraisal(Which::default())) };
    let mut world = world.given("ana", "ana", &proceeding(Proceeding::Ask(again)));
    let first = world.log.iter().find(|entry| entry.event.kind() == "review-requested").expect("r1").seq;
    let mut entries: Vec<_> = world.person("ana").entries;
    entries.iter_mut().filter(|entry| entry.seq == first).for_each(|entry| entry.event = Event::Destroyed);
    world.people.insert(who("ana"), Person::fold(who("ana"), entries));
    let world = world.given("lena", "ana", &note("2B", "Again."));
    let of = Subject::Entry(last(&world));
    let third = proceeding(Proceeding::Ask(Ask { forum: Some("Review".into()), ..asking(of) }));
    let world = world.given("ana", "ana", &third);
    let names: Vec<_> = world.person("ana").disputes.keys().map(ToString::to_string).collect();
    assert_eq!(names, ["r2", "r3"]);
}

#[test]
fn what_human_resources_note_among_themselves_is_theirs_alone_and_tells_nobody_of_itself() {
    let world = audited(disputed());
    for actor in ["ana", "lena", "dana", "sib", "stan"] {
        world.clone().when(actor, "ana", &note_step("Secret.")).then_refused(&["authority.writer"]);
    }
    let world = world.when("hana", "ana", &note_step("Secret.")).then_recorded(&["dispute-step-noted"]);
    let entry = world.log.last().expect("an entry").clone();
    assert_eq!((entry.class, entry.role, entry.cause.is_some()), (Class::Hr, Role::Hr, true));
    let reads = |world: &World| {
        let all = ["ana", "lena", "dana", "hana", "sib", "stan", "otto"];
        let today = world.today;
        all.into_iter().filter(|it| may_read(&world.directory, who(it), (&entry).into(), today)).collect::<Vec<_>>()
    };
    assert_eq!(reads(&world), ["hana"]);
    // An officer of human resources whom it is about, and who led or rated, are not made readers or writers by the office.
    let grant = |world: World, whom: &str| world.given("hana", whom, &Command::Staffing(Staffing::Grant(Office::Hr)));
    let officers = grant(grant(world.clone(), "ana"), "otto");
    let other = { officers.clone() }.given("otto", "ana", &note_step("Another."));
    let last_one = Readable::from(other.log.last().expect("an entry"));
    assert!(!may_read(&other.directory, who("ana"), last_one, other.today), "it is about her");
    assert_eq!(reads(&officers), ["hana", "otto"]);
    officers.when("ana", "ana", &note_step("Mine.")).then_refused(&["is a party to r1"]);
    assert_eq!(reads(&world.clone().given("stan", "ana", &open("Order 14", None))), ["hana", "stan"]);
    // It is the same to the parties as a number that is of nobody's record.
    let (noted, nothing) = (entry.seq, entry.seq + 90);
    let said = |actor: &str, command: &dyn Fn(u64) -> Command, seq| {
        let refusal = world.tries(actor, "ana", world.today, &command(seq)).expect_err("not theirs").to_string();
        refusal.replace(&seq.to_string(), "N")
    };
    let commands: [&dyn Fn(u64) -> Command; 4] = [
        &|seq| correct(seq, "text", "Other."),
        &|seq| contest(seq, "Not so."),
        &|seq| ask_of(Subject::Entry(seq), Matter::Both),
        &|seq| rate("Pace", "low", "So.", &[seq]),
    ];
    for actor in ["ana", "lena", "dana"] {
        for command in commands {
            assert_eq!(said(actor, command, noted), said(actor, command, nothing), "{actor}");
        }
    }
    // And the course is what it was.
    let later = world.clone().at("2026-06-23").when_on(day("2026-06-22"), "ana", "ana", &file("One."));
    later.then_recorded(&["step-filed"]);
}
