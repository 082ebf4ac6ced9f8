//! The development plan: its actions, the next step, and since when nothing has moved (2E.K1, 2E.K2).

use super::{entry::EntryRef, sight::Sight};
use crate::domain::development::{Action, Plan};
use chrono::NaiveDate;
use serde::Serialize;

/// Everything about a person's development.
#[derive(Clone, Debug, Serialize)]
pub struct Development {
    /// The plans, the current one first.
    pub plans: Vec<PlanView>,
}

/// One development plan.
#[derive(Clone, Debug, Serialize)]
pub struct PlanView {
    /// Its name, `d1`.
    pub id: String,
    /// What it is for.
    pub focus: String,
    /// When it was opened.
    pub opened: NaiveDate,
    /// The entry that opened it.
    pub entry: Option<EntryRef>,
    /// Its actions, in the order they were planned.
    pub actions: Vec<ActionView>,
    /// The next step: the open action that is due first.
    pub next: Option<ActionView>,
    /// The last day on which something was planned or completed.
    pub moved: NaiveDate,
    /// The days since then; a page prints the day instead.
    pub idle_days: i64,
}

/// One action.
#[derive(Clone, Debug, Serialize)]
pub struct ActionView {
    /// Its name, `a3`.
    pub id: String,
    /// What is to be done.
    pub text: String,
    /// By when.
    pub due: NaiveDate,
    /// When it was completed.
    pub completed: Option<NaiveDate>,
    /// What came of it.
    pub outcome: Option<String>,
    /// The first day on which it was overdue, if it is.
    pub overdue_since: Option<NaiveDate>,
    /// The entry that planned it.
    pub entry: Option<EntryRef>,
    /// The entry that completed it.
    pub done_entry: Option<EntryRef>,
}

/// The development plans of a person.
pub fn development(sight: &Sight<'_>) -> Development {
    Development { plans: sight.person.plans.iter().rev().map(|plan| plan_view(sight, plan)).collect() }
}

fn plan_view(sight: &Sight<'_>, plan: &Plan) -> PlanView {
    let actions: Vec<_> = plan.actions.iter().map(|action| action_view(sight, action)).collect();
    let touched = plan.actions.iter().flat_map(|it| [Some(it.planned_on), it.completed.as_ref().map(|done| done.0)]);
    let moved = touched.flatten().chain([plan.opened_on]).max().expect("the plan was opened");
    PlanView {
        id: plan.id.to_string(),
        focus: plan.focus.clone(),
        opened: plan.opened_on,
        entry: sight.entry(plan.seq),
        next: actions.iter().filter(|action| action.completed.is_none()).min_by_key(|action| action.due).cloned(),
        actions,
        moved,
        idle_days: (sight.as_of - moved).num_days(),
    }
}

fn action_view(sight: &Sight<'_>, action: &Action) -> ActionView {
    let done = action.completed.as_ref();
    ActionView {
        id: action.id.to_string(),
        text: action.text.clone(),
        due: action.due,
        completed: done.map(|done| done.0),
        outcome: done.and_then(|done| done.2.clone()),
        overdue_since: (done.is_none() && action.due < sight.as_of).then(|| action.due.succ_opt()).flatten(),
        entry: sight.entry(action.seq),
        done_entry: done.and_then(|done| sight.entry(done.1)),
    }
}
