//! What the employee says against an entry, and what they signed on paper.

use super::{appraising::*, commands::*, day, who};
use crate::domain::{
    Class, Command, Proposed, Role,
    contest::Contest,
    event::Event,
    paper::{Paper, Transcribe},
};

pub(crate) fn contest(target: u64, why: &str) -> Command {
    Command::Contest(Contest { target, why: why.into() })
}

pub(crate) fn transcribe(of: Paper, target: Option<u64>) -> Command {
    Command::Transcribe(Transcribe { of, target, text: "Read, not agreed.".into(), scan: "ab".repeat(32) })
}

#[test]
fn the_employee_alone_contests_and_the_entry_stays() {
    let world = held().given("lena", "ana", &note("2B", "Two days early.")).given("lena", "ana", &note("2D", "Team."));
    let (note, team) = (last(&world) - 1, last(&world));
    for other in ["lena", "dana", "hana", "sib", "frank"] {
        let refusal = world.tries(other, "ana", world.today, &contest(note, "No")).expect_err(other).to_string();
        assert!(refusal.contains("Only ANA can"), "{refusal}");
    }
    let world = world.when("ana", "ana", &contest(note, "Three.")).then_recorded(&["entry-contested"]);
    let said = world.log.last().expect("an entry");
    assert_eq!((said.class, said.role, said.cause), (Class::Person, Role::Employee, Some(note)));
    let world = world.given("ana", "ana", &contest(team, "We do speak."));
    assert_eq!(world.log.last().expect("an entry").class, Class::Pair, "as what it contests");
    let ana = world.person("ana");
    let entry = ana.entry(note).expect("there");
    assert_eq!(
        (entry.event.text(), entry.contests.len(), &*entry.contests[0].why),
        (Some("Two days early."), 1, "Three.")
    );
    assert_eq!(ana.discussions.len(), 2, "it counts as before");
}

#[test]
fn what_was_destroyed_is_not_contested() {
    let mut world = held();
    let (ana, today) = (who("ana"), world.today);
    let body = Proposed { class: Class::Person, ..Proposed::new(ana, Role::Leader, today, Event::Destroyed) };
    world.record(who("lena"), vec![body]);
    let gone = contest(last(&world), "It was wrong.");
    world.when("ana", "ana", &gone).then_refused(&["was destroyed by order", "left to contest"]);
}

#[test]
fn an_entry_is_contested_once_more_in_other_words_and_never_ones_own_or_a_correction() {
    let world =
        held().given("lena", "ana", &note("2B", "Early.")).given("ana", "ana", &promise("Call", "2025-07-09", None));
    let (note, own) = (last(&world) - 1, last(&world));
    let world =
        world.given("lena", "ana", &correct(note, "text", "Late.")).given("ana", "ana", &contest(note, "Neither."));
    let (correction, contested) = (last(&world) - 1, last(&world));
    for (target, why, words) in [
        (note, " Neither. ", &["in the same words"][..]),
        (own, "No", &["your own", "coach correct"]),
        (contested, "No", &["your own", "stands as it is", "once more, in other words"]),
        (correction, "No", &["coach contest"]),
        (999, "No", &["no entry #999 of your record"]),
    ] {
        world.clone().when("ana", "ana", &contest(target, why)).then_refused(words);
    }
    let refused = world.tries("ana", "ana", world.today, &contest(contested, "No")).expect_err("her own").to_string();
    assert!(!refused.contains("coach correct"), "it would be refused: {refused}");
    let edit = correct(contested, "why", "Other words");
    world.clone().when("ana", "ana", &edit).then_refused(&["stands as it is", "once more"]);
    let world = world.given("ana", "ana", &contest(note, "I measured it."));
    assert_eq!(world.person("ana").entry(note).expect("there").contests.len(), 2);
}

#[test]
fn what_is_in_the_making_is_not_told_by_contesting_it() {
    let world = opened().given("lena", "ana", &recognise("Cited"));
    let cited = last(&world);
    let world = world.given("lena", "ana", &rate("Pace", "low", "In the making", &[cited]));
    let refused =
        |target| world.tries("ana", "ana", world.today, &contest(target, "No")).expect_err("not hers").to_string();
    let (there, not) = (last(&world), last(&world) + 7);
    assert_eq!(refused(there), refused(not).replace(&not.to_string(), &there.to_string()));
}

#[test]
fn what_was_recorded_for_another_person_takes_its_contests_with_it() {
    let world = held().given("lena", "ana", &note("2B", "Of Sib.")).given("lena", "ana", &note("2B", "Other."));
    let note = last(&world) - 1;
    let world = world.given("ana", "ana", &contest(note, "That is Sib.")).given("lena", "ana", &misfiled(note, "sib"));
    let ana = world.person("ana");
    assert!(
        ana.entries
            .iter()
            .filter(|entry| entry.cause == Some(note) || entry.seq == note)
            .all(|entry| { entry.withdrawn || matches!(entry.event, Event::EntryWithdrawn(_)) })
    );
}

#[test]
fn hr_transcribes_a_paper_and_nothing_is_acknowledged_by_it() {
    let world = finalised();
    let finished = last(&world);
    let paper = transcribe(Paper::Meeting, Some(finished));
    for other in ["lena", "ana", "dana", "sib"] {
        let refusal = world.tries(other, "ana", world.today, &paper).expect_err(other).to_string();
        assert!(refusal.contains("Human resources can: Hana Reyes"), "{refusal}");
    }
    let world = world.when("hana", "ana", &paper).then_recorded(&["paper-transcribed"]);
    let entry = world.log.last().expect("an entry");
    assert_eq!((entry.role, entry.class, entry.cause), (Role::Hr, Class::Person, Some(finished)));
    let kept = world.tries("hana", "ana", world.today, &transcribe(Paper::SelfAssessment, None)).expect("it fits");
    assert_eq!(kept[0].retention, crate::domain::Retention::Appraisal);
    let ana = world.person("ana");
    assert!(ana.meetings.values().all(|meeting| meeting.acknowledged.is_none()), "not by the employee");
    world
        .when("ana", "ana", &acknowledge(crate::domain::meeting::Stance::Read, None))
        .then_recorded(&["meeting-acknowledged"]);
}

#[test]
fn what_a_paper_is_about_fits_and_comes_before_the_signature() {
    let world = delivered(true);
    let delivery = last(&world);
    for (of, target, on, words) in [
        (Paper::Appraisal, None, "2025-07-02", &["the delivery of an appraisal", "--entry SEQ"][..]),
        (Paper::Meeting, Some(delivery), "2025-07-02", &["a finalised 1:1 record"]),
        (Paper::SelfAssessment, Some(delivery), "2025-07-02", &["about no entry"]),
        (Paper::Rebuttal, Some(delivery), "2024-07-01", &["after the signature"]),
        (Paper::Rebuttal, Some(delivery), "2099-07-01", &["in the future"]),
    ] {
        let tried = world.tries("hana", "ana", day(on), &transcribe(of, target)).expect_err("unfit").to_string();
        words.iter().for_each(|word| assert!(tried.contains(word), "{tried}"));
    }
    let odd = Command::Transcribe(Transcribe {
        of: Paper::Rebuttal,
        target: Some(delivery),
        text: "x".into(),
        scan: "AB".repeat(32),
    });
    world.clone().when("hana", "ana", &odd).then_refused(&["64 digits"]);
    world.clone().when("hana", "hana", &transcribe(Paper::SelfAssessment, None)).then_refused(&["paper of their own"]);
    let world = world.given("hana", "ana", &transcribe(Paper::Appraisal, Some(delivery)));
    let ana = world.person("ana");
    assert!(ana.appraisals.values().all(|it| it.acknowledged.is_none() && it.rebuttals.is_empty()));
    // One scan is one entry of a kind, whoever transcribes it anew, of whatever day and in whatever words.
    let again = Command::Transcribe(Transcribe {
        of: Paper::Appraisal,
        target: Some(delivery),
        text: "Read, and not agreed.".into(),
        scan: "ab".repeat(32),
    });
    world.clone().when("hana", "ana", &again).then_refused(&["transcribed already", "#", "[rule records.paper]"]);
    world.when("hana", "ana", &transcribe(Paper::Rebuttal, Some(delivery))).then_recorded(&["paper-transcribed"]);
}

#[test]
fn an_order_takes_what_was_said_against_an_entry_with_it_and_leaves_who_read() {
    use crate::domain::destruction::{carries, may_be_destroyed};
    let world = finalised().given("hana", "ana", &super::access::open("Purpose", None));
    let (finished, read) = (last(&world) - 1, last(&world));
    let world = world.given("lena", "ana", &note("2B", "Early.")).given("ana", "ana", &contest(read + 1, "Late."));
    let world = world.given("hana", "ana", &transcribe(Paper::Meeting, Some(finished)));
    let ana = world.person("ana");
    let entry = |seq| ana.entry(seq).expect("there");
    let (note, contest, paper) = (entry(read + 1), entry(read + 2), entry(read + 3));
    assert!(carries(note, contest) && !carries(contest, note), "the contest alone may go alone");
    assert!(may_be_destroyed(contest) && may_be_destroyed(paper) && !may_be_destroyed(entry(read)));
}
