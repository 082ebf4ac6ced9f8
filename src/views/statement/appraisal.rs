//! What the entries of performance plans, appraisals and improvement plans say.

use super::{
    super::words::{self, count, day},
    Glossary, Statement,
};
use crate::domain::{
    Event,
    appraisal::{AppraisalId, Occasion, Rating, Verdict},
    expectations::Element,
    improvement_plan::{Ending, Progress},
};

/// An appraisal as a person names it: `2025-26, annual`.
pub fn appraisal_name(id: &AppraisalId) -> String {
    match id.occasion {
        Occasion::Annual => format!("{}, annual", id.cycle),
        Occasion::Probation => format!("{}, of the probation", id.cycle),
    }
}

/// The verdict of a review above, as a sentence has it.
pub fn verdict(verdict: Verdict) -> &'static str {
    match verdict {
        Verdict::Approve => "approved",
        Verdict::Return => "returned",
    }
}

/// How an improvement plan goes.
pub fn going(progress: Progress) -> &'static str {
    match progress {
        Progress::OnTrack => "on track",
        Progress::Behind => "behind",
    }
}

/// How an improvement plan ended.
pub fn ending(ending: Ending) -> &'static str {
    match ending {
        Ending::Succeeded => "succeeded",
        Ending::NotMet => "not met",
    }
}

fn cited(evidence: &[u64]) -> String {
    words::list(&evidence.iter().map(|seq| format!("#{seq}")).collect::<Vec<_>>())
}

fn elements(said: Statement, elements: &[Element]) -> Statement {
    elements.iter().fold(said, |said, element| said.fact(&element.name, &element.expectation))
}

fn rating(said: Statement, it: &Rating) -> Statement {
    said.fact(&it.element, format!("{}: {} (cites {})", it.level, it.text, cited(&it.evidence)))
}

impl Glossary<'_> {
    /// What an entry of these kinds says; the title alone of any other.
    pub(super) fn of_appraisal(&self, event: &Event, said: Statement) -> Statement {
        let days = |days: u32| count(days as usize, "day");
        match event {
            Event::CycleOpened(it) => said
                .fact("Cycle", &it.cycle)
                .fact("From", day(it.from))
                .fact("To", day(it.to))
                .fact("Scale, from the lowest", words::list(&it.scale))
                .fact("Middle level", &it.middle)
                .fact("Appraisals due by", day(it.due))
                .fact_if("Mid-year review due by", it.mid_year.map(day))
                .fact("To communicate expectations", days(it.plan_days))
                .fact("To rebut", days(it.rebuttal_days))
                .fact("To answer a rebuttal", days(it.answer_days)),
            Event::PerformancePlanIssued(it) => elements(said.fact("Plan", it.plan), &it.elements),
            Event::PerformancePlanModified(it) => {
                elements(said.text(&it.reason).fact("Plan", it.plan).fact("Version", it.version), &it.elements)
            }
            Event::PlanNotified(it) => said.fact("Plan", it.plan).fact("Version", it.version),
            Event::PlanAcknowledged(it) => {
                said.fact("Plan", it.plan).fact("Version", it.version).fact("As", "received")
            }
            Event::SelfAssessmentSubmitted(it) => said.text(&it.text).fact("Appraisal", appraisal_name(&it.appraisal)),
            Event::MidYearReviewHeld(it) => said.text(&it.text).fact("Cycle", &it.cycle),
            Event::InterimAssessmentRecorded(it) => said.text(&it.text).fact("Cycle", &it.cycle),
            Event::RatingProposed(it) => said
                .text(&it.text)
                .fact("Appraisal", appraisal_name(&it.appraisal))
                .fact("Element", &it.element)
                .fact("Level", &it.level)
                .fact("Cites", cited(&it.evidence)),
            Event::RatingWithdrawn(it) => {
                said.text(&it.reason).fact("Appraisal", appraisal_name(&it.appraisal)).fact("Element", &it.element)
            }
            Event::ManagementReviewed(it) => said
                .text_if(it.text.as_ref())
                .fact("Appraisal", appraisal_name(&it.appraisal))
                .fact("As", verdict(it.verdict)),
            Event::AppraisalDelivered(it) => {
                let said = said.text_if(it.summary.as_ref()).fact("Appraisal", appraisal_name(&it.appraisal));
                it.ratings.iter().fold(said, rating)
            }
            Event::AppraisalAcknowledged(it) => said
                .text_if(it.comment.as_ref())
                .fact("Appraisal", appraisal_name(&it.appraisal))
                .fact("As", words::stance(it.stance)),
            Event::AcknowledgementDeclined(it) => said
                .text_if(it.note.as_ref())
                .fact("Appraisal", appraisal_name(&it.appraisal))
                .fact("Before", self.name(it.witness)),
            Event::RebuttalFiled(it) => said.text(&it.text).fact("Appraisal", appraisal_name(&it.appraisal)),
            Event::RebuttalAnswered(it) => said.text(&it.text).fact("Appraisal", appraisal_name(&it.appraisal)),
            Event::AppraisalFinalised(it) => said.fact("Appraisal", appraisal_name(&it.appraisal)),
            Event::RatingRevised(it) => said
                .text(&it.reason)
                .fact("Appraisal", appraisal_name(&it.appraisal))
                .fact("Element", &it.element)
                .fact("Level from now on", &it.level)
                .fact("By authority of", &it.authority),
            Event::ImprovementPlanIssued(it) => said
                .text(&it.gap)
                .fact("Plan", it.improvement)
                .fact_if("Follows from", it.concern)
                .fact("Expected", &it.expectation)
                .fact("Support", &it.support)
                .fact("Until", day(it.until)),
            Event::ImprovementPlanCheckInHeld(it) => {
                said.text(&it.text).fact("Plan", it.improvement).fact("Goes", going(it.progress))
            }
            Event::ImprovementPlanExtended(it) => {
                said.text(&it.reason).fact("Plan", it.improvement).fact("Until", day(it.until))
            }
            Event::ImprovementPlanConcluded(it) => {
                said.text(&it.text).fact("Plan", it.improvement).fact("Ended", ending(it.ending))
            }
            _ => said,
        }
    }
}
