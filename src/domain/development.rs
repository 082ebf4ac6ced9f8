//! Development plans: a documented plan for each employee (2E.K1), with next steps (2E.K2).

use super::{
    decide::{Context, Proposed},
    event::Event,
    meeting::Fact,
    names::{ActionId, MeetingId, PlanId},
    person::Person,
    records::Recorded,
    refusal::{Refusal, clean, clean_if_any},
};
use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

/// `development-plan-opened`
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct DevelopmentPlanOpened {
    /// Its name in this person's stream.
    pub plan: PlanId,
    /// What the plan is for.
    pub focus: String,
}

/// `development-action-planned`
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct DevelopmentActionPlanned {
    /// Its name in this person's stream.
    pub action: ActionId,
    /// The plan it belongs to.
    pub plan: PlanId,
    /// What is to be done.
    pub text: String,
    /// By when.
    pub due: NaiveDate,
}

/// `development-action-completed`
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct DevelopmentActionCompleted {
    /// Which action.
    pub action: ActionId,
    /// What came of it.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub outcome: Option<String>,
}

/// `development-plan-reviewed`
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct DevelopmentPlanReviewed {
    /// Which plan.
    pub plan: PlanId,
    /// The meeting it was reviewed in.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub meeting: Option<MeetingId>,
    /// What was found, and what is next.
    pub text: String,
}

/// `career-interest-stated`
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct CareerInterestStated {
    /// Where the employee wants to go, in their own words.
    pub text: String,
}

/// A development plan as it stands.
#[derive(Clone, Debug, PartialEq)]
pub struct Plan {
    /// Its name.
    pub id: PlanId,
    /// What it is for.
    pub focus: String,
    /// The entry that opened it.
    pub seq: u64,
    /// When it was opened.
    pub opened_on: NaiveDate,
    /// Its actions, in the order they were planned.
    pub actions: Vec<Action>,
    /// Its reviews, oldest first.
    pub reviews: Vec<Fact<DevelopmentPlanReviewed>>,
}

/// An action of a plan as it stands.
#[derive(Clone, Debug, PartialEq)]
pub struct Action {
    /// Its name.
    pub id: ActionId,
    /// What is to be done.
    pub text: String,
    /// By when.
    pub due: NaiveDate,
    /// The entry that planned it.
    pub seq: u64,
    /// When it was planned.
    pub planned_on: NaiveDate,
    /// When it was completed, by which entry, and what came of it.
    pub completed: Option<(NaiveDate, u64, Option<String>)>,
}

/// Folds one entry into the person's plans.
pub(super) fn evolve(person: &mut Person, entry: &Recorded) {
    match &entry.event {
        Event::DevelopmentPlanOpened(it) => person.plans.push(Plan {
            id: it.plan,
            focus: it.focus.clone(),
            seq: entry.seq,
            opened_on: entry.occurred_on,
            actions: Vec::new(),
            reviews: Vec::new(),
        }),
        Event::DevelopmentActionPlanned(it) => {
            if let Some(plan) = person.plans.iter_mut().find(|plan| plan.id == it.plan) {
                plan.actions.push(Action {
                    id: it.action,
                    text: it.text.clone(),
                    due: it.due,
                    seq: entry.seq,
                    planned_on: entry.occurred_on,
                    completed: None,
                });
            }
        }
        Event::DevelopmentActionCompleted(it) => {
            let mut actions = person.plans.iter_mut().flat_map(|plan| &mut plan.actions);
            if let Some(action) = actions.find(|action| action.id == it.action) {
                action.completed = Some((entry.occurred_on, entry.seq, it.outcome.clone()));
            }
        }
        Event::DevelopmentPlanReviewed(it) => {
            if let Some(plan) = person.plans.iter_mut().find(|plan| plan.id == it.plan) {
                plan.reviews.push(Fact::of(it, entry));
            }
        }
        Event::CareerInterestStated(it) => person.interests.push(Fact::of(it, entry)),
        _ => {}
    }
}

/// Opens a plan, reviews one, adds an action, completes one, states an interest: `coach plan`. Several at once are one
/// batch.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Develop {
    /// The focus of a plan to open.
    pub open: Option<String>,
    /// An action to plan, with its due date.
    pub action: Option<(String, NaiveDate)>,
    /// An action that was completed, with what came of it.
    pub done: Option<(ActionId, Option<String>)>,
    /// What a review of the current plan found.
    pub review: Option<String>,
    /// The original date of the meeting it was reviewed in.
    pub meeting: Option<NaiveDate>,
    /// Where the employee wants to go; theirs alone to say.
    pub interest: Option<String>,
}

impl Develop {
    /// # Errors
    /// Refuses an action or a review without a plan, a due date in the past of the entry, an unknown or completed action,
    /// and an interest that somebody else states.
    pub fn decide(&self, context: &Context<'_>, person: &Person) -> Result<Vec<Proposed>, Refusal> {
        let mut events = Vec::new();
        let mut plan = person.plans.last().map(|plan| plan.id);
        if let Some(focus) = &self.open {
            let opened = PlanId::next(person.plans.iter().map(|plan| &plan.id));
            plan = Some(opened);
            events.push(Event::DevelopmentPlanOpened(DevelopmentPlanOpened {
                plan: opened,
                focus: clean("focus", focus)?,
            }));
        }
        let plan = || {
            plan.ok_or_else(|| {
                let what = format!("{} has no development plan yet.", context.directory.name(person.id));
                Refusal::new(what, "Open one in the same command: --open \"what it is for\".").by("2E.K1")
            })
        };
        if let Some(text) = &self.review {
            let meeting = person.meeting_for_note(self.meeting, context)?;
            let (plan, text) = (plan()?, clean("review", text)?);
            events.push(Event::DevelopmentPlanReviewed(DevelopmentPlanReviewed { plan, meeting, text }));
        }
        if let Some((text, due)) = &self.action {
            let plan = plan()?;
            if *due < context.on {
                let what = format!("The action is due on {due}, before it was planned on {}.", context.on);
                return Err(Refusal::new(what, "Give a due date on or after that day.").by("2E.K2"));
            }
            let action = ActionId::next(person.actions().map(|action| &action.id));
            let text = clean("action", text)?;
            events.push(Event::DevelopmentActionPlanned(DevelopmentActionPlanned { action, plan, text, due: *due }));
        }
        if let Some((id, outcome)) = &self.done {
            events.push(complete(context, person, *id, outcome.as_deref())?);
        }
        if let Some(text) = &self.interest {
            events.push(Event::CareerInterestStated(CareerInterestStated { text: clean("interest", text)? }));
        }
        context.record(person, events)
    }
}

fn complete(context: &Context<'_>, person: &Person, id: ActionId, outcome: Option<&str>) -> Result<Event, Refusal> {
    let Some(action) = person.actions().find(|action| action.id == id) else {
        let open = person.actions().filter(|a| a.completed.is_none());
        let what = format!("{} has no development action {id}.", context.directory.name(person.id));
        let list = open.map(|a| format!("{}: {}", a.id, context.shown(person, a.seq, &a.text))).collect();
        return Err(Refusal::new(what, "Name one of the open actions.").listing(list));
    };
    if let Some((on, seq, _)) = &action.completed {
        let what = format!("{id} was recorded as completed on {on} (#{seq}).");
        let next = format!("Correct what came of it: coach correct {seq} --set outcome=…; or plan what is left anew.");
        return Err(Refusal::new(what, next));
    }
    let outcome = clean_if_any("outcome", outcome)?;
    Ok(Event::DevelopmentActionCompleted(DevelopmentActionCompleted { action: id, outcome }))
}
