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
    /// The first day of which anything is on record, where no plan is (2E.K1).
    pub missing_since: Option<NaiveDate>,
    /// Where the employee wants to go, the last said first.
    pub interests: Vec<Said>,
}

/// Something that was said about development.
#[derive(Clone, Debug, Serialize)]
pub struct Said {
    /// When.
    pub on: NaiveDate,
    /// What.
    pub text: String,
    /// The entry.
    pub entry: Option<EntryRef>,
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
    /// Its reviews, the last first.
    pub reviews: Vec<Said>,
    /// The last day on which an action was planned or completed, or the plan opened.
    pub moved: NaiveDate,
    /// Since when it is idle: the last day on which it moved or was reviewed (2E.K2).
    pub idle_since: NaiveDate,
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
    let person = sight.person;
    let interests = person.interests.iter().rev();
    Development {
        plans: person.plans.iter().rev().map(|plan| plan_view(sight, plan)).collect(),
        missing_since: if person.plans.is_empty() { sight.since() } else { None },
        interests: interests.map(|it| said(sight, it.on, &it.what.text, it.seq)).collect(),
    }
}

fn said(sight: &Sight<'_>, on: NaiveDate, text: &str, seq: u64) -> Said {
    Said { on, text: text.to_owned(), entry: sight.entry(seq) }
}

/// The last day on which an action of a plan was planned or completed, or it was opened.
fn moved(plan: &Plan) -> NaiveDate {
    let touched = plan.actions.iter().flat_map(|it| [Some(it.planned_on), it.completed.as_ref().map(|done| done.0)]);
    touched.flatten().fold(plan.opened_on, NaiveDate::max)
}

/// The last day on which a plan moved or was reviewed (2E.K2).
pub(super) fn idle_since(plan: &Plan) -> NaiveDate {
    plan.reviews.iter().map(|review| review.on).fold(moved(plan), NaiveDate::max)
}

fn plan_view(sight: &Sight<'_>, plan: &Plan) -> PlanView {
    let actions: Vec<_> = plan.actions.iter().map(|action| action_view(sight, action)).collect();
    let idle_since = idle_since(plan);
    PlanView {
        id: plan.id.to_string(),
        focus: plan.focus.clone(),
        opened: plan.opened_on,
        entry: sight.entry(plan.seq),
        next: actions.iter().filter(|action| action.completed.is_none()).min_by_key(|action| action.due).cloned(),
        actions,
        reviews: plan.reviews.iter().rev().map(|it| said(sight, it.on, &it.what.text, it.seq)).collect(),
        moved: moved(plan),
        idle_since,
        idle_days: (sight.as_of - idle_since).num_days(),
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
