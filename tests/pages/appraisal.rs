//! The fear: an appraisal in the making is read by the employee, or what was delivered loses its rebuttal on the way to a
//! page.

use crate::{fixture::*, leaks::published};
use coachlog::domain::{
    Event,
    appraisal::{
        AcknowledgementDeclined, AppraisalAcknowledged, AppraisalDelivered, AppraisalFinalised, AppraisalId,
        ManagementReviewed, Rating, RatingProposed, RatingRevised, RatingWithdrawn, RebuttalAnswered, RebuttalFiled,
        Verdict,
    },
    appraisal_cycle::CycleOpened,
    assessment::{InterimAssessmentRecorded, MidYearReviewHeld, SelfAssessmentSubmitted},
    concern::{ConcernAcknowledged, ConcernRaised},
    expectations::{Element, PerformancePlanIssued, PerformancePlanModified, PlanAcknowledged, PlanNotified},
    improvement_plan::{
        Ending, ImprovementPlanCheckInHeld, ImprovementPlanConcluded, ImprovementPlanExtended, ImprovementPlanIssued,
        Progress,
    },
    meeting::Stance,
    obstacle::RecognitionGiven,
};

const PERSON: &str = "e/33/3300000000000033/person/appraisal.html";
const YEAR: &str = "e/33/3300000000000033/person/index.html";
const REVIEW: &str = "e/33/3300000000000033/review/index.html";
const GOALS: &str = "e/33/3300000000000033/person/goals.html";

fn annual() -> AppraisalId {
    name("2025-26/annual")
}

fn rating(level: &str, text: &str, evidence: &[u64]) -> RatingProposed {
    let (appraisal, element) = (annual(), "Pace".to_owned());
    RatingProposed { appraisal, element, level: level.into(), text: text.into(), evidence: evidence.to_vec() }
}

/// Ana's appraisal up to its approval: everything in the making says REVIEW, everything for her PERSON.
fn approved() -> Log {
    let mut log = agency();
    let opened = CycleOpened {
        cycle: "2025-26".into(),
        from: day("2025-07-01"),
        to: day("2026-06-30"),
        scale: ["below", "meets", "above"].map(str::to_owned).to_vec(),
        middle: "meets".into(),
        due: day("2026-08-31"),
        mid_year: Some(day("2026-01-31")),
        plan_days: 30,
        rebuttal_days: 10,
        answer_days: 5,
    };
    log.record(0, RUTH, "2025-07-01", Event::CycleOpened(opened));
    let elements = |expectation: &str| vec![Element { name: "Pace".into(), expectation: expectation.into() }];
    let plan = || name("v1");
    let issued = PerformancePlanIssued { plan: plan(), elements: elements("PERSON-expected") };
    log.record(ANA, TOM, "2025-08-04", Event::PerformancePlanIssued(issued));
    log.record(ANA, TOM, "2025-08-04", Event::PlanNotified(PlanNotified { plan: plan(), version: 1 }));
    log.record(ANA, ANA, "2025-08-05", Event::PlanAcknowledged(PlanAcknowledged { plan: plan(), version: 1 }));
    let (reason, elements) = ("PERSON-why".into(), elements("PERSON-anew"));
    let modified = PerformancePlanModified { plan: plan(), version: 2, elements, reason };
    log.record(ANA, TOM, "2025-11-03", Event::PerformancePlanModified(modified));
    log.record(ANA, TOM, "2025-11-04", Event::PlanNotified(PlanNotified { plan: plan(), version: 2 }));
    let recognised = RecognitionGiven { text: "Ninety in a week".into(), goal: None, meeting: None };
    log.record(ANA, TOM, "2025-12-01", Event::RecognitionGiven(recognised));
    let mid_year = MidYearReviewHeld { cycle: "2025-26".into(), text: "PERSON-mid-year".into() };
    log.record(ANA, TOM, "2026-01-20", Event::MidYearReviewHeld(mid_year));
    let interim = InterimAssessmentRecorded { cycle: "2025-26".into(), text: "PERSON-interim".into() };
    log.record(ANA, TOM, "2026-02-20", Event::InterimAssessmentRecorded(interim));
    let own = SelfAssessmentSubmitted { appraisal: annual(), text: "PERSON-own".into() };
    log.record(ANA, ANA, "2026-05-20", Event::SelfAssessmentSubmitted(own));
    let concern = ConcernRaised {
        concern: name("n1"),
        facts: "Late in November".into(),
        expectation: "In time".into(),
        support: "A call".into(),
    };
    let cited = log.record_late(ANA, TOM, "2025-11-18", "2026-06-12", Event::ConcernRaised(concern));
    let first = RatingProposed { level: "meets".into(), ..rating("meets", "REVIEW-first", &[cited]) };
    log.record(ANA, TOM, "2026-06-12", Event::RatingProposed(first));
    let review = |verdict, text: &str| {
        Event::ManagementReviewed(ManagementReviewed { appraisal: annual(), verdict, text: Some(text.into()) })
    };
    log.record(ANA, RUTH, "2026-06-12", review(Verdict::Return, "REVIEW-returned"));
    let withdrawn = RatingWithdrawn { appraisal: annual(), element: "Pace".into(), reason: "REVIEW-taken-back".into() };
    log.record(ANA, TOM, "2026-06-13", Event::RatingWithdrawn(withdrawn));
    log.record(ANA, TOM, "2026-06-13", Event::RatingProposed(rating("below", "BOTH-rated", &[cited])));
    log.record(ANA, RUTH, "2026-06-13", review(Verdict::Approve, "REVIEW-approved"));
    log
}

/// The same, delivered, disagreed with, rebutted, answered, final and revised, beside an improvement plan.
fn delivered() -> Log {
    let mut log = approved();
    let proposed = log.entries().into_iter().rev().find_map(|entry| match entry.event {
        Event::RatingProposed(it) => Some(Rating::from(&it)),
        _ => None,
    });
    let ratings = vec![proposed.expect("one was proposed")];
    let what = AppraisalDelivered { appraisal: annual(), ratings, summary: Some("PERSON-summary".into()) };
    let approval = log.entries().last().expect("approved").seq;
    log.record_because(approval, ANA, TOM, "2026-06-15", Event::AppraisalDelivered(what));
    let declined =
        AcknowledgementDeclined { appraisal: annual(), witness: id(BEN), note: Some("PERSON-declined".into()) };
    log.record(ANA, TOM, "2026-06-15", Event::AcknowledgementDeclined(declined));
    log.record(ANA, ANA, "2026-06-15", Event::ConcernAcknowledged(ConcernAcknowledged { concern: name("n1") }));
    let (stance, comment) = (Stance::Disagree, Some("PERSON-disagreed".into()));
    let said = AppraisalAcknowledged { appraisal: annual(), stance, comment };
    log.record(ANA, ANA, "2026-06-16", Event::AppraisalAcknowledged(said));
    let rebuttal = RebuttalFiled { appraisal: annual(), text: "PERSON-rebuttal".into() };
    log.record(ANA, ANA, "2026-06-17", Event::RebuttalFiled(rebuttal));
    let answered = RebuttalAnswered { appraisal: annual(), text: "PERSON-answer".into() };
    log.record(ANA, TOM, "2026-06-18", Event::RebuttalAnswered(answered));
    log.record(ANA, TOM, "2026-06-19", Event::AppraisalFinalised(AppraisalFinalised { appraisal: annual() }));
    let revised = RatingRevised {
        appraisal: annual(),
        element: "Pace".into(),
        level: "meets".into(),
        authority: "PERSON-authority".into(),
        reason: "PERSON-reason".into(),
    };
    log.record(ANA, RUTH, "2026-06-24", Event::RatingRevised(revised));
    let u1 = || name("u1");
    let issued = ImprovementPlanIssued {
        improvement: u1(),
        concern: Some(name("n1")),
        gap: "PERSON-gap".into(),
        expectation: "PERSON-by-the-end".into(),
        support: "PERSON-support".into(),
        until: day("2026-06-20"),
    };
    log.record(ANA, TOM, "2026-06-16", Event::ImprovementPlanIssued(issued));
    let (progress, text) = (Progress::Behind, "PERSON-check-in".into());
    let check_in = ImprovementPlanCheckInHeld { improvement: u1(), progress, text };
    log.record(ANA, TOM, "2026-06-18", Event::ImprovementPlanCheckInHeld(check_in));
    let (until, reason) = (day("2026-06-26"), "PERSON-extended".into());
    let extended = ImprovementPlanExtended { improvement: u1(), until, reason };
    log.record(ANA, TOM, "2026-06-19", Event::ImprovementPlanExtended(extended));
    let (ending, text) = (Ending::Succeeded, "PERSON-concluded".into());
    let concluded = ImprovementPlanConcluded { improvement: u1(), ending, text };
    log.record(ANA, TOM, "2026-06-25", Event::ImprovementPlanConcluded(concluded));
    log
}

#[test]
fn what_is_in_the_making_stands_on_the_page_of_its_makers_alone() {
    for log in [approved(), delivered()] {
        let files = published(&log, "2026-06-29");
        for mark in ["REVIEW-first", "REVIEW-returned", "REVIEW-taken-back", "REVIEW-approved"] {
            let on: Vec<_> =
                files.iter().filter(|(_, page)| page.contains(mark)).map(|(path, _)| path.as_str()).collect();
            assert_eq!(on, [REVIEW], "{mark}");
        }
    }
    let files = published(&approved(), "2026-06-29");
    let on: Vec<_> =
        files.iter().filter(|(_, page)| page.contains("BOTH-rated")).map(|(path, _)| path.as_str()).collect();
    assert_eq!(on, [REVIEW], "before it is delivered");
    // The catalogue names every kind there can be, about nobody.
    let told = |path: &str| !path.contains("/review/") && path != "agency/catalogue.html";
    for (path, page) in files.iter().filter(|(path, _)| told(path)) {
        for word in ["Rating proposed", "Rating taken back", "Management review", "review/index.html"] {
            assert!(!page.contains(word), "{path} says that something is in the making: {word}");
        }
    }
}

#[test]
fn rule_lesson_5_what_was_delivered_stands_with_its_rebuttal_and_its_answer() {
    let files = published(&delivered(), "2026-06-29");
    assert!(files[PERSON].contains("BOTH-rated") && files[YEAR].contains("BOTH-rated"));
    for mark in
        ["expected", "anew", "why", "mid-year", "interim", "own", "summary", "declined", "disagreed", "rebuttal"]
            .into_iter()
            .chain([
                "answer",
                "authority",
                "reason",
                "gap",
                "by-the-end",
                "support",
                "check-in",
                "extended",
                "concluded",
            ])
    {
        let mark = format!("PERSON-{mark}");
        assert!(files[PERSON].contains(&mark) && files[YEAR].contains(&mark), "{mark}");
        let others = files
            .iter()
            .filter(|(path, page)| ![PERSON, YEAR, GOALS, REVIEW].contains(&&***path) && page.contains(&mark));
        assert_eq!(others.count(), 0, "{mark} is on a page of somebody else");
    }
    let page = &files[PERSON];
    assert!(page.contains("recorded on 12 June 2026") && page.contains("206 days late"), "the late concern is marked");
    assert!(
        page.contains("revised to meets") && page.contains(">below"),
        "what was delivered stays beside the revision"
    );
}

#[test]
fn the_pages_of_an_appraisal() {
    let files = published(&delivered(), "2026-06-29");
    insta::assert_snapshot!("appraisal", files[PERSON]);
    insta::assert_snapshot!("review", files[REVIEW]);
}

#[test]
fn an_appraisal_page_is_there_for_who_has_something_on_it() {
    let files = published(&approved(), "2026-06-29");
    assert!(!files.keys().any(|path| path.ends_with("/appraisal.html") && path.as_str() != PERSON));
    assert!(!files[PERSON].contains("None was delivered") || !files[PERSON].contains("BOTH-rated"));
    assert!(files["agency/standard-work.html"].contains("Appraisal cycles"));
}
