//! What is expected of a person, what was said of their work outside the ratings, and their improvement plans, as the page
//! of appraisals shows them.

use super::{
    appraisal::{StepView, step},
    papers::{in_words, papers},
    sight::Sight,
    statement::{appraisal_name, ending, going},
    words::day,
};
use crate::domain::{expectations::Element, improvement_plan::Improvement, paper::Paper};
use chrono::NaiveDate;
use serde::Serialize;

/// One version of a performance plan.
#[derive(Clone, Debug, Serialize)]
pub struct PlanView {
    /// The plan's name, `v1`.
    pub plan: String,
    /// The number of the version.
    pub version: u32,
    /// Whether it is in force.
    pub in_force: bool,
    /// What is expected.
    pub elements: Vec<Element>,
    /// That it was made, every time the employee was told of it, and that they have it.
    pub steps: Vec<StepView>,
}

/// One improvement plan.
#[derive(Clone, Debug, Serialize)]
pub struct ImprovementView {
    /// Its name, `u1`.
    pub id: String,
    /// The concern it follows from.
    pub concern: Option<String>,
    /// What is short.
    pub gap: String,
    /// What is expected by the end.
    pub expectation: String,
    /// What the leader does to help.
    pub support: String,
    /// Its last day, as extended.
    pub until: NaiveDate,
    /// How it ended.
    pub ended: Option<&'static str>,
    /// The first day after its last one, where it has no end on record.
    pub overdue_since: Option<NaiveDate>,
    /// What was done.
    pub steps: Vec<StepView>,
}

fn steps(sight: &Sight<'_>, all: impl IntoIterator<Item = (u64, String, Option<String>)>) -> Vec<StepView> {
    let mut all: Vec<_> = all.into_iter().collect();
    all.sort_by_key(|(seq, ..)| *seq);
    all.into_iter().filter_map(|(seq, what, text)| Some(step(sight, sight.person.entry(seq)?, what, text))).collect()
}

/// The performance plans, the version in force first.
pub fn plans(sight: &Sight<'_>) -> Vec<PlanView> {
    let all = sight.person.expectations.iter().rev().flat_map(|plan| plan.versions.iter().rev());
    let view = |(at, version): (usize, &crate::domain::expectations::Version)| {
        let made = &version.made;
        let (what, reason) = match made.what.version {
            1 => ("Issued", None),
            _ => ("Modified", Some(made.what.reason.clone())),
        };
        let told = version.notified.iter().map(|it| (it.seq, "The employee was notified".to_owned(), None));
        let has = version.acknowledged.iter().map(|it| (it.seq, "Acknowledged as received".to_owned(), None));
        PlanView {
            plan: made.what.plan.to_string(),
            version: made.what.version,
            in_force: at == 0,
            elements: made.what.elements.clone(),
            steps: steps(sight, [(made.seq, what.to_owned(), reason)].into_iter().chain(told).chain(has)),
        }
    };
    all.enumerate().map(view).collect()
}

/// What was said of the work outside the ratings, oldest first.
pub fn assessments(sight: &Sight<'_>) -> Vec<StepView> {
    let all = &sight.person.assessments;
    let own = all.own.iter().map(|it| {
        (it.seq, format!("Self-assessment for {}", appraisal_name(&it.what.appraisal)), Some(it.what.text.clone()))
    });
    let mid = all
        .mid_year
        .iter()
        .map(|it| (it.seq, format!("Mid-year review of {}", it.what.cycle), Some(it.what.text.clone())));
    let interim = all
        .interim
        .iter()
        .map(|it| (it.seq, "Interim assessment of an outgoing leader".to_owned(), Some(it.what.text.clone())));
    let signed = papers(sight).filter(|(_, it)| it.of == Paper::SelfAssessment);
    let signed = signed.map(|(entry, it)| (entry.seq, in_words(sight, entry, it), Some(it.text.clone())));
    steps(sight, own.chain(mid).chain(interim).chain(signed))
}

/// The improvement plans, the last first.
pub fn improvements(sight: &Sight<'_>) -> Vec<ImprovementView> {
    sight.person.improvements.values().rev().map(|it| improvement(sight, it)).collect()
}

fn improvement(sight: &Sight<'_>, it: &Improvement) -> ImprovementView {
    let issued = &it.issued.what;
    let first = (it.issued.seq, format!("Issued, until {}", day(issued.until)), None);
    let check_ins = it
        .check_ins
        .iter()
        .map(|it| (it.seq, format!("Check-in: {}", going(it.what.progress)), Some(it.what.text.clone())));
    let extended = it
        .extensions
        .iter()
        .map(|it| (it.seq, format!("Extended until {}", day(it.what.until)), Some(it.what.reason.clone())));
    let concluded = it
        .concluded
        .iter()
        .map(|it| (it.seq, format!("Concluded: {}", ending(it.what.ending)), Some(it.what.text.clone())));
    let waits = it.concluded.is_none() && it.until() < sight.as_of;
    ImprovementView {
        id: issued.improvement.to_string(),
        concern: issued.concern.map(|concern| concern.to_string()),
        gap: issued.gap.clone(),
        expectation: issued.expectation.clone(),
        support: issued.support.clone(),
        until: it.until(),
        ended: it.concluded.as_ref().map(|it| ending(it.what.ending)),
        overdue_since: if waits { it.until().succ_opt() } else { None },
        steps: steps(sight, [first].into_iter().chain(check_ins).chain(extended).chain(concluded)),
    }
}
