//! Performance plans: what is expected, element by element, of which the employee is notified and notified of every change
//! (R2-5A-702). Ratings rate its elements.

use super::{
    decide::{Context, Proposed},
    event::{Event, Writer},
    meeting::Fact,
    names::ExpectationsId,
    person::Person,
    records::Recorded,
    refusal::{Refusal, clean},
};
use crate::id::Id;
use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

/// One element of a plan.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Element {
    /// Its name, by which ratings name it.
    pub name: String,
    /// What is expected.
    pub expectation: String,
}

/// `performance-plan-issued`: its version 1.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct PerformancePlanIssued {
    /// Its name in this person's stream.
    pub plan: ExpectationsId,
    /// What is expected.
    pub elements: Vec<Element>,
}

/// `performance-plan-modified`: its next version.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct PerformancePlanModified {
    /// Which plan.
    pub plan: ExpectationsId,
    /// The number of the version, from 2.
    pub version: u32,
    /// What is expected from now on, all of it.
    pub elements: Vec<Element>,
    /// Why.
    pub reason: String,
}

/// `plan-notified`: the leader told the employee what the plan says.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct PlanNotified {
    /// Which plan.
    pub plan: ExpectationsId,
    /// In which version.
    pub version: u32,
}

/// `plan-acknowledged`: receipt, not agreement.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct PlanAcknowledged {
    /// Which plan.
    pub plan: ExpectationsId,
    /// In which version.
    pub version: u32,
}

/// A version of a plan as it stands.
#[derive(Clone, Debug, PartialEq)]
pub struct Version {
    /// Its elements, why it was made, and by which entry.
    pub made: Fact<PerformancePlanModified>,
    /// Every time a leader told the employee, oldest first.
    pub notified: Vec<Fact<PlanNotified>>,
    /// That the employee acknowledged it.
    pub acknowledged: Option<Fact<PlanAcknowledged>>,
}

/// A performance plan as it stands.
#[derive(Clone, Debug, PartialEq)]
pub struct Expectations {
    /// Its name.
    pub id: ExpectationsId,
    /// Its versions, oldest first; there is at least one.
    pub versions: Vec<Version>,
}

impl Expectations {
    /// The version in force.
    pub fn now(&self) -> &Version {
        self.versions.last().expect("a plan is issued with its first version")
    }
}

impl Person {
    /// The performance plan in force: the last that was issued.
    pub fn expected(&self) -> Option<&Expectations> {
        self.expectations.last()
    }

    /// When a leader first told them what is expected, on the days from one to another: what ends the clock for expectations.
    pub fn told_by(&self, leader: Id, from: NaiveDate, to: Option<NaiveDate>) -> Option<&Fact<PlanNotified>> {
        let said = self.expectations.iter().flat_map(|plan| &plan.versions).flat_map(|version| &version.notified);
        said.filter(|it| it.by == leader && it.on >= from && to.is_none_or(|to| it.on <= to))
            .min_by_key(|it| (it.on, it.seq))
    }

    /// An element of a plan by its name, as the plan spells it: of the last version that has it.
    pub fn element(&self, name: &str) -> Option<&Element> {
        let versions = self.expectations.iter().rev().flat_map(|plan| plan.versions.iter().rev());
        let mut elements = versions.flat_map(|version| &version.made.what.elements);
        elements.find(|element| is_element(&element.name, name))
    }
}

/// Whether two names are of one element: whatever their case, and the blanks around them. Elements are compared so
/// everywhere.
pub fn is_element(one: &str, other: &str) -> bool {
    one.trim().to_lowercase() == other.trim().to_lowercase()
}

/// Folds one entry into the person's performance plans.
pub(super) fn evolve(person: &mut Person, entry: &Recorded) {
    let plans = &mut person.expectations;
    let version = |made: &PerformancePlanModified| Version {
        made: Fact::of(made, entry),
        notified: Vec::new(),
        acknowledged: None,
    };
    match &entry.event {
        Event::PerformancePlanIssued(it) => {
            let first = PerformancePlanModified {
                plan: it.plan,
                version: 1,
                elements: it.elements.clone(),
                reason: String::new(),
            };
            plans.push(Expectations { id: it.plan, versions: vec![version(&first)] });
        }
        Event::PerformancePlanModified(it) => {
            let plan = plans.iter_mut().find(|plan| plan.id == it.plan);
            plan.into_iter().for_each(|plan| plan.versions.push(version(it)));
        }
        Event::PlanNotified(it) => {
            let known = find(plans, it.plan, it.version);
            known.into_iter().for_each(|known| known.notified.push(Fact::of(it, entry)));
        }
        Event::PlanAcknowledged(it) => {
            let known = find(plans, it.plan, it.version);
            known.into_iter().for_each(|known| known.acknowledged = Some(Fact::of(it, entry)));
        }
        _ => {}
    }
}

fn find(plans: &mut [Expectations], id: ExpectationsId, version: u32) -> Option<&mut Version> {
    let plan = plans.iter_mut().find(|plan| plan.id == id)?;
    plan.versions.iter_mut().find(|known| known.made.what.version == version)
}

/// Issues a performance plan, modifies it, notifies the employee, acknowledges it: `coach expect`.
#[derive(Clone, Debug, PartialEq)]
pub enum Expect {
    /// The elements of a new plan, and whether the employee was told of it on that day.
    Issue(Vec<Element>, bool),
    /// The elements from now on, why, and whether the employee was told of it on that day.
    Modify(Vec<Element>, String, bool),
    /// The employee was told what the plan in force says.
    Notify,
    /// The employee says that it reached them.
    Acknowledge,
}

impl Expect {
    /// Who may give it, and what it records.
    pub fn writer(&self) -> (Writer, &'static str) {
        match self {
            Expect::Issue(..) => (Writer::Leader, "Performance plan issued"),
            Expect::Modify(..) => (Writer::Leader, "Performance plan modified"),
            Expect::Notify => (Writer::Leader, "Notified of the performance plan"),
            Expect::Acknowledge => (Writer::Employee, "Performance plan acknowledged"),
        }
    }

    /// # Errors
    /// Refuses a plan without elements, one that changes nothing, where none is on record, and what was said already.
    pub fn decide(&self, context: &Context<'_>, person: &Person) -> Result<Vec<Proposed>, Refusal> {
        let (mut events, told) = match self {
            Expect::Issue(elements, told) => {
                let plan = ExpectationsId::next(person.expectations.iter().map(|plan| &plan.id));
                let elements = sound(elements)?;
                (
                    vec![Event::PerformancePlanIssued(PerformancePlanIssued { plan, elements })],
                    told.then_some((plan, 1)),
                )
            }
            Expect::Modify(elements, reason, told) => {
                let (plan, now) = in_force(context, person)?;
                let (elements, version) = (sound(elements)?, now.made.what.version + 1);
                if elements == now.made.what.elements {
                    let what = format!("{} reads so already; nothing would change.", plan.id);
                    return Err(Refusal::new(what, "Give the elements as they read from now on.").by("702.duties"));
                }
                let (plan, reason) = (plan.id, clean("reason", reason)?);
                let modified = PerformancePlanModified { plan, version, elements, reason };
                (vec![Event::PerformancePlanModified(modified)], told.then_some((plan, version)))
            }
            Expect::Notify => {
                let (plan, now) = in_force(context, person)?;
                (Vec::new(), Some((plan.id, now.made.what.version)))
            }
            Expect::Acknowledge => {
                let (plan, now) = in_force(context, person)?;
                if let Some(said) = &now.acknowledged {
                    let what = format!("{} was acknowledged on {} (#{}).", plan.id, said.on, said.seq);
                    return Err(Refusal::new(what, "Nothing is left to do; bring it up with coach topics -m TEXT."));
                }
                let acknowledged = PlanAcknowledged { plan: plan.id, version: now.made.what.version };
                (vec![Event::PlanAcknowledged(acknowledged)], None)
            }
        };
        let notified = told.map(|(plan, version)| Event::PlanNotified(PlanNotified { plan, version }));
        events.extend(notified);
        context.record(person, events)
    }
}

/// The plan in force and its last version, on a day on which it stood.
fn in_force<'p>(context: &Context<'_>, person: &'p Person) -> Result<(&'p Expectations, &'p Version), Refusal> {
    let Some(plan) = person.expected() else {
        let what = format!("{} has no performance plan on record.", context.directory.name(person.id));
        let next = "The leader issues one: coach expect PERSON --element \"NAME: what is expected\".";
        return Err(Refusal::new(what, next).by("702.expectations"));
    };
    let now = plan.now();
    if context.on < now.made.on {
        let what = format!("{} reads so since {}, after {}.", plan.id, now.made.on, context.on);
        return Err(Refusal::new(what, "Give a day on or after that one with --on."));
    }
    Ok((plan, now))
}

/// The elements made fit to record: at least one, each with a name of its own and what is expected.
fn sound(elements: &[Element]) -> Result<Vec<Element>, Refusal> {
    let fit = |element: &Element| {
        let name = clean("element's name", &element.name)?;
        if name.contains('\n') || name.chars().count() > 80 {
            let what = format!("{name:?} is no name of an element.");
            return Err(Refusal::new(what, "Give a few words on one line, then a colon and what is expected."));
        }
        Ok(Element { name, expectation: clean("expectation", &element.expectation)? })
    };
    let fitted = elements.iter().map(fit).collect::<Result<Vec<_>, _>>()?;
    let taken = |at: usize| fitted[..at].iter().any(|other| is_element(&other.name, &fitted[at].name));
    if fitted.is_empty() || (0..fitted.len()).any(taken) {
        let what = "A performance plan has at least one element, and each another name.";
        return Err(Refusal::new(what, "Say each once: --element \"NAME: what is expected\".").by("702.expectations"));
    }
    Ok(fitted)
}
