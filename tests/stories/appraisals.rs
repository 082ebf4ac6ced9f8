//! Stories of appraisals: disputed, disagreed with, not signed, and what came of a plan.

use super::Sample;
use coachlog::{
    domain::Class,
    views::{
        appraisal::{AppraisalView, appraisals},
        docket::{Standing, docket},
        expectations::improvements,
    },
};

fn appraisal(login: &str) -> AppraisalView {
    appraisals(&Sample::made().sight(login), Class::Person).remove(0)
}

/// Story 1, the appraisal: the concern it cites is dated November and was recorded three days before the delivery.
#[test]
fn story_01_a_low_rating_on_a_concern_recorded_late_is_revised() {
    let view = appraisal("whutchins");
    let rating = &view.ratings[0];
    assert_eq!((&*rating.level, rating.revised.as_deref()), ("needs improvement", Some("meets expectations")));
    assert_eq!(rating.cites[0].late_days, Some(206));
    let delivered = view.steps.iter().find(|step| step.what == "Delivered").expect("delivered");
    assert_eq!((delivered.on - rating.cites[0].recorded).num_days(), 3);
    assert_eq!(Sample::made().findings("whutchins", "4.R2"), 0, "no low rating stands");
}

#[test]
fn story_04_delivered_disagreed_rebutted_answered_unchanged() {
    let view = appraisal("adesai");
    let steps: Vec<_> = view.steps.iter().map(|step| step.what.split(' ').next().expect("a word")).collect();
    assert_eq!((view.state, steps), ("final", vec!["Delivered", "Acknowledged:", "Rebuttal", "Answer", "Final"]));
    assert!(view.ratings.iter().all(|rating| rating.revised.is_none()), "unchanged");
    assert!(view.surprise.low[0].warned && Sample::made().findings("adesai", "4.R2") == 0);
}

#[test]
fn story_05_a_refusal_to_sign_before_a_witness() {
    let view = appraisal("tbrandt");
    assert!(view.steps.iter().any(|step| step.what == "Acknowledgement declined before Vernon Benally"));
    assert!(!view.steps.iter().any(|step| step.what.starts_with("Acknowledged:")), "he never signed");
}

#[test]
fn story_08_an_improvement_plan_that_succeeds() {
    let plans = improvements(&Sample::made().sight("dfarrell"));
    assert_eq!((plans.len(), plans[0].ended), (1, Some("succeeded")));
}

#[test]
fn story_12_a_probationary_evaluation_two_days_before_its_deadline() {
    let sample = Sample::made();
    let lines = docket(&sample.sight("praman"));
    let line = lines.iter().find(|line| line.rule == "702.probation").expect("her probation ends in the year");
    assert_eq!((line.standing, line.done.map(|done| (line.due - done).num_days())), (Standing::Done, Some(2)));
    assert_eq!(sample.findings("praman", "702.probation"), 0);
}
