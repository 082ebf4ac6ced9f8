//! Strategy: the plans an agency adopts and the objectives it publishes under them, which goals name (1.R1).

use super::{
    decide::{Context, Proposed},
    directory::Directory,
    event::Event,
    names::ObjectiveId,
    records::Recorded,
    refusal::{Refusal, clean, clean_if_any},
};
use crate::id::Id;
use chrono::NaiveDate;
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

/// `strategic-plan-adopted`
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct StrategicPlanAdopted {
    /// Its name.
    pub name: String,
    /// The first day of its term.
    pub from: NaiveDate,
    /// The last day of its term.
    pub to: NaiveDate,
}

/// `objective-published`
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ObjectivePublished {
    /// Its name in this agency, by which goals name it.
    pub objective: ObjectiveId,
    /// What is to be achieved, as people read it.
    pub title: String,
    /// The plan that it is of, by name.
    pub plan: String,
}

/// `objective-retired`
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ObjectiveRetired {
    /// Which objective.
    pub objective: ObjectiveId,
    /// Why.
    pub reason: String,
}

/// Something of an agency that happened on a day, with the entry that says so.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Dated<T> {
    /// What happened.
    pub what: T,
    /// The day.
    pub on: NaiveDate,
    /// The entry's sequence number.
    pub seq: u64,
    /// The entry's hash, 64 digits.
    pub hash: String,
}

impl<T: Clone> Dated<T> {
    pub(super) fn of(what: &T, entry: &Recorded) -> Self {
        Self { what: what.clone(), on: entry.occurred_on, seq: entry.seq, hash: entry.hash.clone() }
    }
}

/// A published objective.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Objective {
    /// What was published, and when.
    pub published: Dated<ObjectivePublished>,
    /// Its end, where it was retired.
    pub retired: Option<Dated<ObjectiveRetired>>,
}

/// The plans and objectives of one agency, in the order they were recorded.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct AgencyStrategy {
    /// Its plans.
    pub plans: Vec<Dated<StrategicPlanAdopted>>,
    /// Its objectives.
    pub objectives: Vec<Objective>,
}

/// The strategies of all agencies.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Strategy {
    agencies: BTreeMap<Id, AgencyStrategy>,
}

impl Objective {
    /// Its name, `t1`.
    pub fn id(&self) -> ObjectiveId {
        self.published.what.objective
    }

    /// What it says.
    pub fn title(&self) -> &str {
        &self.published.what.title
    }

    /// Whether words name it: its name or its whole title, in any case of letters.
    fn is_named(&self, words: &str) -> bool {
        let same = |known: &str| known.to_lowercase() == words.to_lowercase();
        same(&self.id().to_string()) || same(self.title())
    }
}

impl AgencyStrategy {
    /// The plan with a name, in any case of letters.
    pub fn plan(&self, name: &str) -> Option<&Dated<StrategicPlanAdopted>> {
        self.plans.iter().find(|plan| plan.what.name.to_lowercase() == name.to_lowercase())
    }

    /// The objective with a name.
    pub fn objective(&self, id: ObjectiveId) -> Option<&Objective> {
        self.objectives.iter().find(|objective| objective.id() == id)
    }

    /// The objectives that are published on a day: before the term of their plan ends, and not retired.
    pub fn published_on(&self, on: NaiveDate) -> impl Iterator<Item = &Objective> {
        self.objectives.iter().filter(move |objective| {
            let plan = self.plan(&objective.published.what.plan);
            let in_term = plan.is_some_and(|plan| on <= plan.what.to);
            let retired = objective.retired.as_ref().is_some_and(|retired| retired.on <= on);
            objective.published.on <= on && in_term && !retired
        })
    }
}

impl Strategy {
    /// Whether nothing was ever adopted or published.
    pub fn is_empty(&self) -> bool {
        self.agencies.is_empty()
    }

    /// What an agency adopted and published.
    pub fn of(&self, agency: Id) -> Option<&AgencyStrategy> {
        self.agencies.get(&agency)
    }

    /// Folds one entry of an agency's stream.
    pub(super) fn evolve(&mut self, entry: &Recorded) {
        let own = self.agencies.entry(entry.stream).or_default();
        match &entry.event {
            Event::StrategicPlanAdopted(it) => own.plans.push(Dated::of(it, entry)),
            Event::ObjectivePublished(it) => {
                own.objectives.push(Objective { published: Dated::of(it, entry), retired: None });
            }
            Event::ObjectiveRetired(it) => {
                if let Some(objective) = own.objectives.iter_mut().find(|known| known.id() == it.objective) {
                    objective.retired = Some(Dated::of(it, entry));
                }
            }
            _ => {}
        }
    }
}

impl Directory {
    /// The strategy of the agency that somebody belongs to on a day.
    pub fn strategy_of(&self, of: Id, on: NaiveDate) -> Option<&AgencyStrategy> {
        self.strategy.of(self.agency_of(of, on)?)
    }

    /// The objective that a goal of somebody names, by what it said on a day; nothing for words of a goal's own.
    pub fn objective_of(&self, of: Id, words: &str, on: NaiveDate) -> Option<&Objective> {
        self.strategy_of(of, on)?.objective(words.parse().ok()?)
    }

    /// What the objective of a goal reads like: the title of a published one, else the words themselves.
    pub fn objective_words(&self, of: Id, words: &str, on: NaiveDate) -> String {
        self.objective_of(of, words, on).map_or_else(|| words.to_owned(), |known| known.title().to_owned())
    }
}

impl Context<'_> {
    /// The objective that a goal is to name: a published one of the day, by its name or title; free words, which are no
    /// name, only where none is published.
    ///
    /// # Errors
    /// Refuses words that name none of those that are published.
    pub(super) fn objective(&self, words: Option<&str>) -> Result<Option<String>, Refusal> {
        let Some(words) = clean_if_any("objective", words)? else { return Ok(None) };
        let own = self.directory.strategy_of(self.about, self.on);
        let open: Vec<_> = own.into_iter().flat_map(|own| own.published_on(self.on)).collect();
        if open.is_empty() && !is_a_name(&words) {
            return Ok(Some(words));
        }
        match open.iter().find(|objective| objective.is_named(&words)) {
            Some(objective) => Ok(Some(objective.id().to_string())),
            None => {
                let what = format!("{words:?} is no strategic objective that is published on {}.", self.on);
                let list = open.iter().map(|it| format!("{}: {}", it.id(), it.title())).collect();
                let next = "Name one of these; human resources publishes another: coach strategy objective TITLE.";
                Err(Refusal::new(what, next).by("1.R1").listing(list))
            }
        }
    }
}

/// Whether words read as the name of an objective, in any case of letters.
fn is_a_name(words: &str) -> bool {
    words.to_lowercase().parse::<ObjectiveId>().is_ok()
}

/// One event of the agency that the context is about, on the day that the context names.
///
/// # Errors
/// Refuses a day to come.
pub(super) fn happened(context: &Context<'_>, event: Event) -> Result<Vec<Proposed>, Refusal> {
    if context.on > context.today {
        let what = format!("{} is in the future; an entry says what has happened.", context.on);
        return Err(Refusal::new(what, format!("Give the day it happened on, {} at the latest.", context.today)));
    }
    let mut proposed = context.for_agency(vec![event])?;
    proposed.iter_mut().for_each(|proposed| proposed.occurred_on = context.on);
    Ok(proposed)
}

fn own<'c>(context: &Context<'c>) -> Option<&'c AgencyStrategy> {
    context.directory.strategy.of(context.about)
}

/// Adopts a strategic plan: `coach strategy plan`.
///
/// # Errors
/// Refuses anyone but HR, a term that ends before it begins, and a name that a plan has already.
pub fn adopt(context: &Context<'_>, name: &str, from: NaiveDate, to: NaiveDate) -> Result<Vec<Proposed>, Refusal> {
    context.hr_only("Strategic plan adopted")?;
    let name = clean("name", name)?;
    if to < from {
        let what = format!("A term from {from} to {to} ends before it begins.");
        return Err(Refusal::new(what, "Give its first and its last day: --from DATE --to DATE.").by("1.R1"));
    }
    if let Some(known) = own(context).and_then(|own| own.plan(&name)) {
        let what = format!("There is a plan {:?} already (#{}).", known.what.name, known.seq);
        return Err(Refusal::new(what, "Give this one a name of its own.").by("1.R1"));
    }
    happened(context, Event::StrategicPlanAdopted(StrategicPlanAdopted { name, from, to }))
}

/// Publishes an objective of a plan, the last one adopted where none is named: `coach strategy objective`.
///
/// # Errors
/// Refuses anyone but HR, an unknown plan or one whose term has ended, and a title that is published already.
pub fn publish(context: &Context<'_>, title: &str, plan: Option<&str>) -> Result<Vec<Proposed>, Refusal> {
    context.hr_only("Objective published")?;
    let title = clean("title", title)?;
    let empty = AgencyStrategy::default();
    let own = own(context).unwrap_or(&empty);
    let plan = match clean_if_any("plan", plan)? {
        Some(name) => own.plan(&name).ok_or_else(|| format!("There is no plan {name:?}.")),
        None => own.plans.last().ok_or_else(|| "No strategic plan is adopted, of which it could be.".to_owned()),
    };
    let plan = plan.map_err(|what| {
        let list = own.plans.iter().map(|plan| plan.what.name.clone()).collect();
        let next = "Adopt it first: coach strategy plan NAME --from DATE --to DATE.";
        Refusal::new(what, next).by("1.R1").listing(list)
    })?;
    if plan.what.to < context.on {
        let what = format!("The term of {:?} ended on {}.", plan.what.name, plan.what.to);
        return Err(
            Refusal::new(what, "Adopt the next plan: coach strategy plan NAME --from DATE --to DATE.").by("1.R1")
        );
    }
    // A name such as t2 in the place of a title would be taken for the objective of that name.
    if is_a_name(&title) {
        let what = format!("{title} is how an objective is named, and no title.");
        return Err(Refusal::new(what, "Say what is to be achieved.").by("1.R1"));
    }
    if let Some(known) = own.published_on(context.on).find(|known| known.is_named(&title)) {
        let what = format!("{} says the same already (#{}).", known.id(), known.published.seq);
        return Err(Refusal::new(what, "Goals name it as it is.").by("1.R1"));
    }
    let objective = ObjectiveId(own.objectives.len() as u32 + 1);
    let plan = plan.what.name.clone();
    happened(context, Event::ObjectivePublished(ObjectivePublished { objective, title, plan }))
}

/// Retires an objective: `coach strategy retire`. Goals that name it fall short from that day on, until they name
/// another.
///
/// # Errors
/// Refuses anyone but HR, an unknown objective, one that is retired, and a day before it was published.
pub fn retire(context: &Context<'_>, objective: ObjectiveId, reason: &str) -> Result<Vec<Proposed>, Refusal> {
    context.hr_only("Objective retired")?;
    let reason = clean("reason", reason)?;
    let own = own(context);
    let Some(known) = own.and_then(|own| own.objective(objective)) else {
        let all = own.into_iter().flat_map(|own| &own.objectives);
        let list = all.map(|it| format!("{}: {}", it.id(), it.title())).collect();
        let what = format!("There is no objective {objective}.");
        return Err(Refusal::new(what, "Name one that is published: coach strategy.").by("1.R1").listing(list));
    };
    if let Some(retired) = &known.retired {
        let what = format!("{objective} was retired on {} (#{}).", retired.on, retired.seq);
        return Err(Refusal::new(what, "There is nothing left to do.").by("1.R1"));
    }
    if context.on < known.published.on {
        let what = format!("{objective} was published on {}, after {}.", known.published.on, context.on);
        return Err(Refusal::new(what, "Give the day it was retired on with --on.").by("1.R1"));
    }
    happened(context, Event::ObjectiveRetired(ObjectiveRetired { objective, reason }))
}
