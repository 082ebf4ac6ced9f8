//! What entries of commitments, development plans, goals, obstacles and concerns say.

use super::{Glossary, Statement};
use crate::{
    domain::Event,
    views::words::{self, day},
};

impl Glossary<'_> {
    /// What an event of a promise, a plan, a goal, an obstacle or a concern says; nothing more of any other.
    pub(super) fn of_promises_and_plans(&self, said: Statement, event: &Event) -> Statement {
        match event {
            Event::CommitmentMade(it) => said
                .text(&it.text)
                .fact("Commitment", it.commitment)
                .fact("By", self.name(it.owner))
                .fact("Due", day(it.due)),
            Event::CommitmentRevisited(it) => said
                .text_if(it.note.as_ref())
                .fact("Commitment", self.commitment(it.commitment))
                .fact("Found", words::status(it.status)),
            Event::CommitmentFulfilled(it) => {
                said.text_if(it.evidence.as_ref()).fact("Commitment", self.commitment(it.commitment))
            }
            Event::CommitmentRenegotiated(it) => said
                .text(&it.reason)
                .fact("Commitment", self.commitment(it.commitment))
                .fact("Due from now on", day(it.due)),
            Event::CommitmentReleased(it) => said.text(&it.reason).fact("Commitment", self.commitment(it.commitment)),
            Event::DevelopmentPlanOpened(it) => said.text(&it.focus).fact("Plan", it.plan),
            Event::DevelopmentActionPlanned(it) => {
                said.text(&it.text).fact("Action", it.action).fact("Due", day(it.due))
            }
            Event::DevelopmentActionCompleted(it) => {
                let mut actions = self.person.into_iter().flat_map(|person| person.actions());
                let planned = actions.find(|action| action.id == it.action).map(|action| action.text.clone());
                let named = planned.map_or_else(|| it.action.to_string(), |text| format!("{}: {text}", it.action));
                said.text_if(it.outcome.as_ref()).fact("Action", named)
            }
            Event::DevelopmentPlanReviewed(it) => said
                .text(&it.text)
                .fact("Plan", it.plan)
                .fact_if("Meeting of", it.meeting.map(|meeting| day(meeting.date()))),
            Event::CareerInterestStated(it) => said.text(&it.text),
            Event::GoalSet(it) => said
                .text(&it.text)
                .fact("Goal", it.goal)
                .fact_if("Serves the objective", self.objective(it.goal, it.objective.as_deref()))
                .fact_if("Metric", it.metric.as_ref())
                .fact_if("Unit", it.unit.as_ref())
                .fact_if("Baseline", it.baseline)
                .fact_if("Target", it.target)
                .fact_if("Due", it.due.map(day)),
            Event::GoalRevised(it) => said
                .text(&it.reason)
                .fact("Goal", self.goal(it.goal))
                .fact_if("Reads now", it.text.as_ref())
                .fact_if("Serves the objective", self.objective(it.goal, it.objective.as_deref()))
                .fact_if("Metric", it.metric.as_ref())
                .fact_if("Unit", it.unit.as_ref())
                .fact_if("Baseline", it.baseline)
                .fact_if("Target", it.target)
                .fact_if("Due", it.due.map(day)),
            Event::MetricObserved(it) => said
                .fact("Goal", self.goal(it.goal))
                .fact("Value", it.value)
                .fact("Of", day(it.period))
                .fact("Source", &it.source),
            Event::ObstacleRaised(it) => said
                .text(&it.text)
                .fact("Obstacle", it.obstacle)
                .fact_if("In the way of", it.goal.map(|goal| self.goal(goal))),
            Event::ObstacleRemoved(it) => {
                let raised = self.person.and_then(|person| person.obstacles.get(&it.obstacle));
                let text = raised.map_or_else(String::new, |raised| format!(": {}", raised.raised.what.text));
                said.text(&it.text).fact("Obstacle", format!("{}{text}", it.obstacle))
            }
            Event::RecognitionGiven(it) => {
                said.text(&it.text).fact_if("Brought forward", it.goal.map(|goal| self.goal(goal)))
            }
            Event::ConcernRaised(it) => said
                .text(&it.facts)
                .fact("Concern", it.concern)
                .fact("Expected", &it.expectation)
                .fact("Support", &it.support),
            Event::ConcernAcknowledged(it) => said.fact("Concern", it.concern).fact("As", "received"),
            _ => said,
        }
    }
}
