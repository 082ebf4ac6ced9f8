//! What lasts: series, commitments, plans, goals, problems and disputes. What opened them, or says how they stand, is kept
//! by the day they ended, and not by the day it was said (docs/RULES.md, records.retention).

use super::{
    dispute::{Dispute, Disputed, step_of},
    event::Event,
    names::{PlanId, SeriesId},
    person::Person,
    records::Recorded,
};
use chrono::NaiveDate;

impl Person {
    /// The day on which what an entry opened, or says how it stands, was over: today as long as it lasts, and nothing of an
    /// entry that is of nothing that lasts. Of who left, all but their disputes was over with their last day.
    pub fn lasted(&self, entry: &Recorded, today: NaiveDate) -> Option<NaiveDate> {
        let left = self.employee.as_ref().and_then(|employee| employee.last_day(today));
        let over = self.over(&entry.event, today).map(|over| left.map_or(over, |left| over.min(left)));
        let disputes = self.disputes.values().filter(|it| it.takes_in(entry));
        over.max(disputes.map(|it| it.ended().map_or(today, |(on, ..)| on.min(today))).max())
    }

    fn over(&self, event: &Event, today: NaiveDate) -> Option<NaiveDate> {
        let or_today = |ended: Option<NaiveDate>| Some(ended.map_or(today, |ended| ended.min(today)));
        let commitment = |id| or_today(self.commitments.get(id)?.ended().map(|answer| answer.on));
        let problem = |id| or_today(self.improvement.problems.get(id)?.closed.as_ref().map(|closed| closed.on));
        let goal = |id| {
            let goal = self.goals.get(id)?;
            let said = goal.revisions.iter().map(|it| it.on).chain(goal.observations.iter().map(|it| it.on)).max();
            or_today(goal.now.due.map(|due| said.map_or(due, |said| said.max(due))))
        };
        let expected = |id| {
            let at = self.expectations.iter().position(|it| it.id == id)?;
            or_today(self.expectations.get(at + 1).and_then(|next| next.versions.first()).map(|next| next.made.on))
        };
        let improvement = |id| or_today(self.improvements.get(id)?.concluded.as_ref().map(|concluded| concluded.on));
        match event {
            Event::CoachingSeriesStarted(it) => self.series_over(it.series, today),
            Event::CadenceChanged(it) => self.series_over(it.series, today),
            Event::CommitmentMade(it) => commitment(&it.commitment),
            Event::CommitmentRenegotiated(it) => commitment(&it.commitment),
            Event::CommitmentAdopted(it) => commitment(&it.commitment),
            Event::DevelopmentPlanOpened(it) => self.plan_over(it.plan, today),
            Event::DevelopmentActionPlanned(it) => {
                let action = self.actions().find(|action| action.id == it.action)?;
                or_today(action.completed.as_ref().map(|(on, ..)| *on))
            }
            Event::GoalSet(it) => goal(&it.goal),
            Event::GoalRevised(it) => goal(&it.goal),
            Event::ProblemOpened(it) => problem(&it.problem),
            Event::CauseIdentified(it) => problem(&it.problem),
            Event::CountermeasureAdopted(it) => problem(&it.problem),
            Event::ProblemEscalated(it) => problem(&it.problem),
            Event::PerformancePlanIssued(it) => expected(it.plan),
            Event::PerformancePlanModified(it) => expected(it.plan),
            Event::PlanNotified(it) => expected(it.plan),
            Event::PlanAcknowledged(it) => expected(it.plan),
            Event::ImprovementPlanIssued(it) => improvement(&it.improvement),
            Event::ImprovementPlanExtended(it) => improvement(&it.improvement),
            _ => None,
        }
    }

    /// A series is over with its last day, or the last meeting that its rule puts.
    fn series_over(&self, id: SeriesId, today: NaiveDate) -> Option<NaiveDate> {
        let series = self.series(id)?;
        if series.is_running(today) {
            return Some(today);
        }
        let first = series.started.start.date();
        let by_rule = || series.starts(first, today).last().map_or(first, |start| start.date());
        Some(series.last.unwrap_or_else(by_rule).min(today))
    }

    /// A development plan is over once another was opened and all its actions are done.
    fn plan_over(&self, id: PlanId, today: NaiveDate) -> Option<NaiveDate> {
        let at = self.plans.iter().position(|plan| plan.id == id)?;
        let Some(next) = self.plans.get(at + 1) else { return Some(today) };
        let done = |day: NaiveDate, action: &super::development::Action| {
            action.completed.as_ref().map_or(today, |(on, ..)| *on).max(day)
        };
        Some(self.plans[at].actions.iter().fold(next.opened_on, done).min(today))
    }
}

impl Dispute {
    /// Whether an entry is said in it, or is what is disputed.
    fn takes_in(&self, entry: &Recorded) -> bool {
        let id = self.id();
        match (&entry.event, &self.asked.what.of) {
            (_, Disputed::Entry(seq)) if *seq == entry.seq => true,
            (Event::AppraisalDelivered(it), Disputed::Appraisal(of)) => it.appraisal == *of,
            (step, _) => step_of(step) == Some(id),
        }
    }
}
