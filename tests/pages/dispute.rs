//! The fear: a dispute whose page leaves out a word of it, tells it to others, or hides what was known late.

use crate::{fixture::*, leaks::published};
use coachlog::domain::{
    Event,
    appraisal::{AppraisalDelivered, AppraisalId, Rating, RatingRevised},
    appraisal_cycle::CycleOpened,
    concern::ConcernRaised,
    dispute::{
        DisputeStepNoted, Disputed, EvidenceSealed, ExtensionGranted, Outcome, ReviewDecided, ReviewRequested,
        ReviewWithdrawn, StepAnswered, StepFiled, Turn,
    },
    forum::{Answers, Counted, DisputeForumSet, ForumStep, Matter},
    records::{EntryCorrected, EntryWithdrawn},
};

const REPLAY: &str = "e/33/3300000000000033/person/replay.html";
const PERSON: &str = "e/33/3300000000000033/person/appraisal.html";
const YEAR: &str = "e/33/3300000000000033/person/index.html";
const STANDARD: &str = "agency/standard-work.html";

fn annual() -> AppraisalId {
    name("2025-26/annual")
}

/// Ana's rating, which rests on a concern recorded three days before the delivery, asked to be reviewed.
fn asked() -> Log {
    let mut log = agency();
    let opened = CycleOpened {
        cycle: "2025-26".into(),
        from: day("2025-07-01"),
        to: day("2026-06-30"),
        scale: ["below", "meets", "above"].map(str::to_owned).to_vec(),
        middle: "meets".into(),
        due: day("2026-08-31"),
        mid_year: None,
        plan_days: 30,
        rebuttal_days: 10,
        answer_days: 5,
    };
    log.record(0, RUTH, "2025-07-01", Event::CycleOpened(opened));
    let step = |name: &str, by| ForumStep { name: name.into(), by, days: 5 };
    let forum = DisputeForumSet {
        forum: "Review of <ratings>".into(),
        version: 1,
        takes: Matter::Both,
        counted_from: Counted::Delivery,
        ask_days: 10,
        file_days: 5,
        steps: vec![step("Talk", Answers::Reviewer), step("Paper", Answers::Hr)],
        decided_by: "The director".into(),
        decide_days: 10,
        effective: day("2025-07-01"),
    };
    log.record(0, RUTH, "2025-07-01", Event::DisputeForumSet(forum));
    let concern = ConcernRaised {
        concern: name("n1"),
        facts: "Late in November".into(),
        expectation: "In time".into(),
        support: "A call".into(),
    };
    let cited = log.record_late(ANA, TOM, "2025-11-18", "2026-06-12", Event::ConcernRaised(concern));
    let (element, level, text) = ("Pace".into(), "below".into(), "Late".into());
    let ratings = vec![Rating { element, level, text, evidence: vec![cited] }];
    let delivered = AppraisalDelivered { appraisal: annual(), ratings, summary: None };
    log.record(ANA, TOM, "2026-06-15", Event::AppraisalDelivered(delivered));
    log.record_late(ANA, TOM, "2026-06-01", "2026-06-16", note(None, "2B", "Learned after the delivery"));
    request(&mut log, "r1", Disputed::Appraisal(annual()), "2026-06-17");
    log
}

fn request(log: &mut Log, called: &str, of: Disputed, on: &str) {
    let requested = ReviewRequested {
        dispute: name(called),
        of,
        forum: "Review of <ratings>".into(),
        version: 1,
        about: Matter::Both,
        grounds: "PERSON-grounds <&>".into(),
        redress: "PERSON-redress".into(),
    };
    log.record(ANA, ANA, on, Event::ReviewRequested(requested));
}

/// The same, filed, extended, answered late, sealed, decided, and the rating revised.
fn decided() -> Log {
    let mut log = asked();
    let r1 = || name("r1");
    let filed = |step, text: &str| Event::StepFiled(StepFiled { dispute: r1(), step, text: text.into() });
    let answered = |step, text: &str| Event::StepAnswered(StepAnswered { dispute: r1(), step, text: text.into() });
    log.record(ANA, ANA, "2026-06-17", filed(1, "PERSON-filed"));
    let (turn, due, reason) = (Turn::Answer(1), day("2026-06-23"), "PERSON-extended".into());
    log.record(ANA, RUTH, "2026-06-18", Event::ExtensionGranted(ExtensionGranted { dispute: r1(), turn, due, reason }));
    log.record(ANA, RUTH, "2026-06-24", answered(1, "PERSON-answered"));
    log.record(ANA, ANA, "2026-06-25", filed(2, "PERSON-again"));
    let sealed = EvidenceSealed { dispute: r1(), head: 40, hash: "5f".repeat(32) };
    log.record(ANA, RUTH, "2026-06-25", Event::EvidenceSealed(sealed));
    log.record(ANA, RUTH, "2026-06-26", answered(2, "PERSON-paper"));
    let (outcome, redress) = (Outcome::Granted, Some("PERSON-granted".into()));
    let (authority, reason) = ("PERSON-authority".into(), "PERSON-reason".into());
    let decision = ReviewDecided { dispute: r1(), outcome, authority, redress, reason };
    let cause = log.record(ANA, RUTH, "2026-06-27", Event::ReviewDecided(decision));
    let revised = RatingRevised {
        appraisal: annual(),
        element: "Pace".into(),
        level: "meets".into(),
        authority: "PERSON-by-review".into(),
        reason: "PERSON-why".into(),
    };
    log.record_because(cause, ANA, RUTH, "2026-06-28", Event::RatingRevised(revised));
    log
}

#[test]
fn the_page_of_a_dispute() {
    let files = published(&decided(), "2026-06-29");
    let page = &files[PERSON];
    let section = page.split("id=\"disputes\">").nth(1).and_then(|rest| rest.split("id=\"assessments\">").next());
    insta::assert_snapshot!(section.expect("a section"));
}

#[test]
fn what_the_parties_say_stands_on_the_pages_of_the_chain_alone() {
    let files = published(&decided(), "2026-06-29");
    for mark in [
        "grounds &lt;&amp;&gt;",
        "redress",
        "filed",
        "extended",
        "answered",
        "again",
        "paper",
        "granted",
        "authority",
        "reason",
        "by-review",
        "why",
    ] {
        let mark = format!("PERSON-{mark}");
        let on: Vec<_> = files.iter().filter(|(_, page)| page.contains(&mark)).map(|(path, _)| path.as_str()).collect();
        assert_eq!(on, [PERSON, YEAR], "{mark}");
    }
    assert!(files[STANDARD].contains("Dispute forums") && files[STANDARD].contains("Review of &lt;ratings&gt;"));
}

#[test]
fn rule_lesson_2_the_page_of_the_replay_says_what_stood_on_each_day_against_today() {
    let mut log = decided();
    let corrected = |seq: u64, new: &str| {
        let new = [("facts".to_owned(), new.into())].into_iter().collect();
        Event::EntryCorrected(EntryCorrected { target: seq, new, reason: "As it was".into() })
    };
    let concern = log.entries().into_iter().find(|entry| entry.event.kind() == "concern-raised").expect("raised").seq;
    log.record(ANA, TOM, "2026-06-16", corrected(concern, "Late in <December>"));
    log.record(ANA, TOM, "2026-06-28", corrected(concern, "Late in both"));
    let files = published(&log, "2026-06-29");
    insta::assert_snapshot!(files[REPLAY].split("<main").nth(1).expect("the page"));
    let all: Vec<_> = files.keys().filter(|path| path.ends_with("/replay.html")).collect();
    assert_eq!(all, [REPLAY], "nobody else disputes anything");
}

#[test]
fn a_misfiled_entry_stays_closed_in_the_replay() {
    let mut log = agency();
    let forum = asked().entries().into_iter().find(|entry| entry.event.kind() == "dispute-forum-set");
    log.record(0, RUTH, "2025-07-01", forum.expect("it was set").event);
    let seq = log.record(ANA, TOM, "2026-06-10", note(None, "2B", "CLOSED <words>"));
    request(&mut log, "r1", Disputed::Entry(seq), "2026-06-12");
    log.record_because(seq, ANA, TOM, "2026-06-14", Event::EntryWithdrawn(EntryWithdrawn { target: seq }));
    let page = &published(&log, "2026-06-29")[REPLAY];
    assert!(
        page.contains("known, and read otherwise") && page.contains("withdrawn") && !page.contains("CLOSED"),
        "{page}"
    );
}

#[test]
fn no_page_changes_by_what_human_resources_note_among_themselves() {
    let mut log = asked();
    let before = published(&log, "2026-06-29");
    let noted = |text: &str| Event::DisputeStepNoted(DisputeStepNoted { dispute: name("r1"), text: text.into() });
    log.record(ANA, RUTH, "2026-06-20", noted("HR-hearing"));
    log.record_late(ANA, RUTH, "2026-06-18", "2026-06-25", noted("HR-advice"));
    let mut after = published(&log, "2026-06-29");
    let mut before = before;
    // What names the log's head changes with every entry.
    [&mut before, &mut after].into_iter().for_each(|files| drop(files.remove("built.json")));
    assert!(after.values().all(|page| !page.contains("HR-")));
    let changed: Vec<_> = after.keys().filter(|path| before.get(*path) != after.get(*path)).collect();
    assert_eq!((changed, after.len()), (Vec::<&String>::new(), before.len()));
}

#[test]
fn what_was_known_late_is_marked_with_both_its_days() {
    let files = published(&asked(), "2026-06-29");
    let (page, replay) = (&files[PERSON], &files[REPLAY]);
    assert!(page.contains("href=\"replay.html#r1\"") && replay.contains("id=\"r1\""));
    let known = replay.split("What was known when").nth(1).expect("a replay");
    for said in ["18 November 2025", "12 June 2026", "206 days late", "3 days before", "not known", ">after<"] {
        assert!(known.contains(said), "{said}");
    }
    assert!(page.contains("the decision of The director is due on"), "nobody filed, so that it waits for the decision");
}

#[test]
fn an_entry_that_is_disputed_gives_its_person_the_page() {
    let mut log = agency();
    let forum = asked().entries().into_iter().find(|entry| entry.event.kind() == "dispute-forum-set");
    log.record(0, RUTH, "2025-07-01", forum.expect("it was set").event);
    let seq = log.record(ANA, TOM, "2026-06-10", note(None, "2B", "Slow again"));
    request(&mut log, "r1", Disputed::Entry(seq), "2026-06-12");
    let withdrawn = ReviewWithdrawn { dispute: name("r1"), reason: Some("PERSON-talked".into()) };
    log.record(ANA, ANA, "2026-06-13", Event::ReviewWithdrawn(withdrawn));
    let files = published(&log, "2026-06-29");
    assert!(files[PERSON].contains("r1: entry #") && files[PERSON].contains("PERSON-talked"));
    assert!(files[PERSON].contains("Withdrawn on 13 June 2026"));
}
