use super::{
    Desk,
    said::entry_name,
    text::{Purpose, Text, if_any, typed},
};
use crate::{
    app::Failure,
    domain::{Class, Command, dates::Direction, development, names::ActionId},
};
use clap::Args;
use serde_json::json;

/// Shows a development plan, or opens one, plans an action, completes one
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
    /// Completes an action, such as a1; -m says what came of it
    #[arg(long, value_name = "ACTION")]
    done: Option<ActionId>,
    /// The day it happened on
    #[arg(long, value_name = "DATE", allow_hyphen_values = true)]
    on: Option<String>,
    #[command(flatten)]
    text: Text,
}

impl Plan {
    pub(super) fn run(self, desk: &mut Desk<'_>) -> Result<(), Failure> {
        let person = desk.person(&self.person)?;
        if self.open.is_none() && self.action.is_none() && self.done.is_none() {
            return show(desk, person);
        }
        let due = desk.date_if_any(self.due.as_deref(), person, Direction::Future)?;
        let (open, action, done) = (self.open, self.action.zip(due), self.done);
        let purpose = Purpose::new("plan", "What came of it?", person).on(self.on.as_deref()).optional();
        let purpose = purpose.kind(done.map_or_else(String::new, |action| format!("what came of {action}")));
        desk.record_text(&self.text, &purpose, |text| {
            let done = done.map(|action| (action, if_any(text)));
            Ok(Command::Develop(development::Develop { open, action, done }))
        })
    }
}

fn show(desk: &mut Desk<'_>, id: crate::id::Id) -> Result<(), Failure> {
    desk.may_look(id, Class::Person)?;
    let json = desk.globals.json;
    let app = desk.app()?;
    let name = app.directory().name(id);
    let person = app.person(id)?;
    let entry = |seq| person.entry(seq).map(entry_name).unwrap_or_default();
    if json {
        let plans: Vec<_> = person
            .plans
            .iter()
            .map(|plan| {
                let actions = plan.actions.iter().map(|a| {
                    let completed = a.completed.as_ref().map(|(on, seq, outcome)| json!({"on": on, "seq": seq, "outcome": outcome}));
                    json!({"action": a.id, "text": a.text, "due": a.due, "seq": a.seq, "completed": completed})
                });
                json!({"plan": plan.id, "focus": plan.focus, "opened_on": plan.opened_on, "seq": plan.seq, "actions": actions.collect::<Vec<_>>()})
            })
            .collect();
        desk.say_json(&plans);
        return Ok(());
    }
    let mut lines = Vec::new();
    for plan in &person.plans {
        lines.push(format!("{} {} — opened {} {}", plan.id, plan.focus, plan.opened_on, entry(plan.seq)));
        for action in &plan.actions {
            let state = match &action.completed {
                Some((on, seq, outcome)) => {
                    let outcome = outcome.as_ref().map_or_else(String::new, |text| format!(": {text}"));
                    format!("completed {on}{outcome} {}", entry(*seq))
                }
                None => format!("due {}", action.due),
            };
            lines.push(format!("  {} {} — {state} {}", action.id, action.text, entry(action.seq)));
        }
    }
    if lines.is_empty() {
        lines.push(format!("{name} has no development plan yet [2E.K1]. Open one: coach plan {name:?} --open FOCUS"));
    }
    lines.iter().for_each(|line| desk.say(line));
    Ok(())
}
