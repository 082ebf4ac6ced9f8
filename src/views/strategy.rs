//! Strategy: the plans of an agency with their objectives, which goals serve (1.R1).

use super::entry::EntryRef;
use crate::{
    domain::{
        Directory,
        strategy::{AgencyStrategy, Dated, Objective, StrategicPlanAdopted},
    },
    id::Id,
};
use chrono::NaiveDate;
use serde::Serialize;

/// The page on which plans and objectives stand.
pub const STRATEGY_PAGE: &str = "agency/strategy.html";

/// The strategy of an agency on a day.
#[derive(Clone, Debug, Default, Serialize)]
pub struct StrategyView {
    /// Its plans, the last adopted first.
    pub plans: Vec<PlanView>,
}

/// One plan.
#[derive(Clone, Debug, Serialize)]
pub struct PlanView {
    /// Its name.
    pub name: String,
    /// The first day of its term.
    pub from: NaiveDate,
    /// The last day of its term.
    pub to: NaiveDate,
    /// Whether its term has ended.
    pub ended: bool,
    /// The entry that adopted it.
    pub entry: EntryRef,
    /// Its objectives, in the order they were published.
    pub objectives: Vec<ObjectiveView>,
}

/// One objective.
#[derive(Clone, Debug, Serialize)]
pub struct ObjectiveView {
    /// Its name, `t1`.
    pub id: String,
    /// What is to be achieved.
    pub title: String,
    /// When it was published.
    pub published: NaiveDate,
    /// The entry that published it.
    pub entry: EntryRef,
    /// When it was retired.
    pub retired: Option<NaiveDate>,
    /// Why.
    pub reason: Option<String>,
    /// The entry that retired it.
    pub retired_entry: Option<EntryRef>,
}

/// The strategy of an agency on a day.
pub fn strategy(directory: &Directory, agency: Id, as_of: NaiveDate) -> StrategyView {
    let own = directory.strategy.of(agency);
    let plans = own.into_iter().flat_map(|own| own.plans.iter().rev().map(move |plan| (own, plan)));
    let known = plans.filter(|(_, plan)| plan.on <= as_of);
    StrategyView { plans: known.map(|(own, plan)| plan_view(own, plan, as_of)).collect() }
}

impl StrategyView {
    /// The last entry that it rests on.
    pub fn newest(&self) -> Option<&EntryRef> {
        let objectives = self.plans.iter().flat_map(|plan| &plan.objectives);
        let entries = objectives.flat_map(|it| [Some(&it.entry), it.retired_entry.as_ref()]).flatten();
        entries.chain(self.plans.iter().map(|plan| &plan.entry)).max_by_key(|entry| entry.seq)
    }
}

fn entry<T>(dated: &Dated<T>) -> EntryRef {
    EntryRef::on_page(STRATEGY_PAGE, dated.seq, &dated.hash)
}

fn plan_view(own: &AgencyStrategy, plan: &Dated<StrategicPlanAdopted>, as_of: NaiveDate) -> PlanView {
    let it = &plan.what;
    let of_it = own.objectives.iter().filter(|objective| objective.published.what.plan == it.name);
    let of_it = of_it.filter(|objective| objective.published.on <= as_of);
    PlanView {
        name: it.name.clone(),
        from: it.from,
        to: it.to,
        ended: it.to < as_of,
        entry: entry(plan),
        objectives: of_it.map(|objective| objective_view(objective, as_of)).collect(),
    }
}

fn objective_view(objective: &Objective, as_of: NaiveDate) -> ObjectiveView {
    let retired = objective.retired.as_ref().filter(|retired| retired.on <= as_of);
    ObjectiveView {
        id: objective.id().to_string(),
        title: objective.title().to_owned(),
        published: objective.published.on,
        entry: entry(&objective.published),
        retired: retired.map(|retired| retired.on),
        reason: retired.map(|retired| retired.what.reason.clone()),
        retired_entry: retired.map(entry),
    }
}
