//! Goals and their metrics (2B): what is to be achieved, how it is measured, which strategic objective it serves
//! (1.R1), and what was observed since.

use super::{decimal::Decimal, event::Event, meeting::Fact, names::GoalId, person::Person, records::Recorded};
use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

/// `goal-set`
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct GoalSet {
    /// Its name in this person's stream.
    pub goal: GoalId,
    /// What is to be achieved.
    pub text: String,
    /// What is measured.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub metric: Option<String>,
    /// What it is counted in.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub unit: Option<String>,
    /// Where the metric stands at the start.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub baseline: Option<Decimal>,
    /// Where it is to stand.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub target: Option<Decimal>,
    /// By when.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub due: Option<NaiveDate>,
    /// The strategic objective that it serves.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub objective: Option<String>,
}

/// `goal-revised`: what it holds reads so from now on; what it leaves out stays.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct GoalRevised {
    /// Which goal.
    pub goal: GoalId,
    /// What is to be achieved.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub text: Option<String>,
    /// What is measured.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub metric: Option<String>,
    /// What it is counted in.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub unit: Option<String>,
    /// Where the metric stood at the start.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub baseline: Option<Decimal>,
    /// Where it is to stand.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub target: Option<Decimal>,
    /// By when.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub due: Option<NaiveDate>,
    /// The strategic objective that it serves.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub objective: Option<String>,
    /// Why it is revised.
    pub reason: String,
}

/// `metric-observed`
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct MetricObserved {
    /// The goal whose metric it is.
    pub goal: GoalId,
    /// Its value.
    pub value: Decimal,
    /// The day that the value is of.
    pub period: NaiveDate,
    /// Where it comes from.
    pub source: String,
}

/// Which way a metric is to go.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Course {
    /// The target lies above the baseline: reached by it and by anything higher.
    Up,
    /// It lies below: reached by it and by anything lower.
    Down,
    /// It is the baseline: reached as long as it holds.
    Hold,
}

/// A goal as it stands.
#[derive(Clone, Debug, PartialEq)]
pub struct Goal {
    /// How it reads now.
    pub now: GoalSet,
    /// The entry that set it.
    pub seq: u64,
    /// When it was set.
    pub set_on: NaiveDate,
    /// Its revisions, oldest first.
    pub revisions: Vec<Fact<GoalRevised>>,
    /// What was observed, by the day the values are of.
    pub observations: Vec<Fact<MetricObserved>>,
}

impl Goal {
    /// The last value observed.
    pub fn last(&self) -> Option<&Fact<MetricObserved>> {
        self.observations.last()
    }

    /// The day on which it was said which objective it serves.
    pub fn objective_said_on(&self) -> NaiveDate {
        let revised = self.revisions.iter().rfind(|revision| revision.what.objective.is_some());
        revised.map_or(self.set_on, |revision| revision.on)
    }

    /// Which way its metric is to go, where it has a target.
    pub fn course(&self) -> Option<Course> {
        let (baseline, target) = (self.now.baseline?, self.now.target?);
        Some(match target.cmp(&baseline) {
            std::cmp::Ordering::Greater => Course::Up,
            std::cmp::Ordering::Less => Course::Down,
            std::cmp::Ordering::Equal => Course::Hold,
        })
    }

    /// Whether a value reaches the target; nothing without one.
    pub fn reaches(&self, value: Decimal) -> Option<bool> {
        let target = self.now.target?;
        Some(match self.course()? {
            Course::Up => value >= target,
            Course::Down => value <= target,
            Course::Hold => value == target,
        })
    }

    /// Whether the last value reaches the target; nothing without a target or a value.
    pub fn reached(&self) -> Option<bool> {
        self.reaches(self.last()?.what.value)
    }
}

impl GoalSet {
    /// This goal as a revision leaves it.
    pub fn revised(&self, by: &GoalRevised) -> Self {
        let by = by.clone();
        Self {
            goal: self.goal,
            text: by.text.unwrap_or_else(|| self.text.clone()),
            metric: by.metric.or_else(|| self.metric.clone()),
            unit: by.unit.or_else(|| self.unit.clone()),
            baseline: by.baseline.or(self.baseline),
            target: by.target.or(self.target),
            due: by.due.or(self.due),
            objective: by.objective.or_else(|| self.objective.clone()),
        }
    }
}

/// Folds one entry into the person's goals.
pub(super) fn evolve(person: &mut Person, entry: &Recorded) {
    match &entry.event {
        Event::GoalSet(it) => {
            let (seq, set_on) = (entry.seq, entry.occurred_on);
            let goal = Goal { now: it.clone(), seq, set_on, revisions: Vec::new(), observations: Vec::new() };
            person.goals.insert(it.goal, goal);
        }
        Event::GoalRevised(it) => {
            if let Some(goal) = person.goals.get_mut(&it.goal) {
                goal.now = goal.now.revised(it);
                goal.revisions.push(Fact::of(it, entry));
            }
        }
        Event::MetricObserved(it) => {
            if let Some(goal) = person.goals.get_mut(&it.goal) {
                let at = goal.observations.partition_point(|known| known.what.period <= it.period);
                goal.observations.insert(at, Fact::of(it, entry));
            }
        }
        _ => {}
    }
}
