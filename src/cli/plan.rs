use super::{
    Desk,
    said::reference,
    text::{Purpose, Text, if_any, typed},
};
use crate::{
    app::Failure,
    domain::{
        Class, Command,
        dates::Direction,
        development,
        names::{ActionId, ConcernId},
    },
    views::{EntryRef, Sight, development::development},
};
use clap::Args;

/// Shows a development plan, or opens one, plans an action, completes one, reviews it, states an interest
///
/// It may be read by the employee, the chain of leaders above, and HR.
#[derive(Args, Debug)]
pub struct Plan {
    /// The employee: id, login or part of the name
    person: String,
    /// Opens a plan, with what it is for
    #[arg(long, value_name = "FOCUS", allow_hyphen_values = true, value_parser = typed)]
    open: Option<String>,
    /// Plans an action
    #[arg(long, value_name = "TEXT", requires = "due", allow_hyphen_values = true, value_parser = typed)]
    action: Option<String>,
    /// The day the action is due
    #[arg(long, value_name = "DATE", requires = "action")]
    due: Option<String>,
    /// The concern that the action answers, such as n1
    #[arg(long, value_name = "CONCERN", requires = "action")]
    answers: Option<ConcernId>,
    /// Completes an action, such as a1; -m says what came of it
    #[arg(long, value_name = "ACTION")]
    done: Option<ActionId>,
    /// Reviews the plan; -m says what was found and what is next
    #[arg(long, conflicts_with_all = ["done", "interest"])]
    review: bool,
    /// The original date of the 1:1 it was reviewed in
    #[arg(long, value_name = "DATE", requires = "review", allow_hyphen_values = true)]
    meeting: Option<String>,
    /// Where you want to go, said by the employee; as the last word, with --draft, it is in the draft
    #[arg(long, value_name = "TEXT", num_args = 0..=1, default_missing_value = "", allow_hyphen_values = true,
        value_parser = typed, conflicts_with_all = ["message", "done", "open", "action"])]
    interest: Option<String>,
    /// The day it happened on; that of a 1:1 named with --meeting, else today
    #[arg(long, value_name = "DATE", allow_hyphen_values = true)]
    on: Option<String>,
    #[command(flatten)]
    text: Text,
}

impl Plan {
    pub(super) fn run(self, desk: &mut Desk<'_>) -> Result<(), Failure> {
        let person = desk.person(&self.person)?;
        let states = self.interest.is_some();
        if self.open.is_none() && self.action.is_none() && self.done.is_none() && !self.review && !states {
            return show(desk, person);
        }
        let answers = self.answers;
        let (open, done, review) = (self.open, self.done, self.review);
        let (asks, kind) = match done {
            _ if states => ("Where do you want to go?", "a career interest".to_owned()),
            _ if review => ("What was found, and what is next?", "a review of the plan".to_owned()),
            Some(action) => ("What came of it?", format!("what came of {action}")),
            None => ("What came of it?", String::new()),
        };
        let purpose = Purpose::new("plan", asks, person).kind(kind);
        let purpose = if review || states { purpose } else { purpose.optional() };
        let interest = self.interest.filter(|text| !text.is_empty());
        if interest.is_some() && self.text.draft {
            return Err(Failure::Usage("The interest is in the draft: say --draft --interest alone.".into()));
        }
        let text = Text { message: self.text.message.or(interest), ..self.text };
        let (meeting, on) = desk.said_when((&text, &purpose), self.meeting.as_deref(), self.on.as_ref())?;
        let due = desk.date_if_any(self.due.as_deref(), person, Direction::Future)?;
        let (action, purpose) = (self.action.zip(due), purpose.on(on.as_deref()));
        desk.record_text(&text, &purpose, |text| {
            let develop = development::Develop { open, action, meeting, ..development::Develop::default() };
            let develop = match done {
                _ if states => development::Develop { interest: Some(text), ..develop },
                _ if review => development::Develop { review: Some(text), ..develop },
                Some(action) => development::Develop { done: Some((action, if_any(text))), ..develop },
                None => develop,
            };
            Ok(Command::Develop(develop).answering(answers))
        })
    }
}

fn show(desk: &mut Desk<'_>, id: crate::id::Id) -> Result<(), Failure> {
    desk.may_look(id, Class::Person)?;
    let json = desk.globals.json;
    let today = desk.today(Some(id))?;
    let (directory, person) = desk.app()?.seen(id)?;
    let name = directory.name(id);
    let view = development(&Sight::of(person, directory, today));
    if json {
        desk.say_json(&view);
        return Ok(());
    }
    let entry = |it: &Option<EntryRef>| reference(it.as_ref());
    let mut lines = Vec::new();
    for plan in &view.plans {
        lines.push(format!("{} {} — opened {}{}", plan.id, plan.focus, plan.opened, entry(&plan.entry)));
        for it in &plan.actions {
            let state = match it.completed {
                Some(on) => {
                    let outcome = it.outcome.as_ref().map_or_else(String::new, |text| format!(": {text}"));
                    format!("completed {on}{outcome}{}", entry(&it.done_entry))
                }
                None => format!("due {}", it.due),
            };
            lines.push(format!("  {} {} — {state}{}", it.id, it.text, entry(&it.entry)));
        }
        lines.extend(plan.reviews.iter().map(|it| format!("  reviewed {}: {}{}", it.on, it.text, entry(&it.entry))));
        lines.push(format!("  idle since {} ({} days) [2E.K2]", plan.idle_since, plan.idle_days));
    }
    if view.plans.is_empty() {
        lines.push(format!("{name} has no development plan yet [2E.K1]. Open one: coach plan {name:?} --open FOCUS"));
    }
    lines.extend(view.interests.iter().map(|it| format!("interest, {}: {}{}", it.on, it.text, entry(&it.entry))));
    lines.iter().for_each(|line| desk.say(line));
    Ok(())
}
