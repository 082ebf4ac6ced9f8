use super::{
    Desk,
    docket::say_step,
    text::{Purpose, Text, typed},
};
use crate::{
    app::Failure,
    domain::{
        Class, Command,
        expectations::{Element, Expect as Wish},
        names::ConcernId,
    },
    views::{Sight, expectations::plans},
};
use clap::Args;

/// Shows what is expected of somebody; or issues the performance plan, modifies it, says that the employee was notified
///
/// It may be read by the employee, the chain of leaders above, and HR. The employee acknowledges it: coach ack --plan.
#[derive(Args, Debug)]
pub struct Expect {
    /// The employee: id, login or part of the name
    person: String,
    /// An element: "NAME: what is expected"; may be given several times. Ratings rate these
    #[arg(long = "element", value_name = "NAME: TEXT", allow_hyphen_values = true, value_parser = element)]
    elements: Vec<Element>,
    /// The plan in force reads so from now on; -m says why
    #[arg(long, requires = "elements")]
    modify: bool,
    /// The employee was told of it on that day; alone, of the plan in force
    #[arg(long)]
    notified: bool,
    /// The concern that this change of plan answers, such as n1
    #[arg(long, value_name = "CONCERN", requires = "elements")]
    answers: Option<ConcernId>,
    /// The day it was said
    #[arg(long, value_name = "DATE", allow_hyphen_values = true)]
    on: Option<String>,
    #[command(flatten)]
    why: Text,
}

fn element(text: &str) -> Result<Element, String> {
    let text = typed(text)?;
    let (name, expectation) = text.split_once(':').ok_or("write NAME: what is expected")?;
    Ok(Element { name: name.trim().to_owned(), expectation: expectation.trim().to_owned() })
}

impl Expect {
    pub(super) fn run(self, desk: &mut Desk<'_>) -> Result<(), Failure> {
        let person = desk.person(&self.person)?;
        let (on, answers) = (self.on.as_deref(), self.answers);
        if self.modify {
            let purpose =
                Purpose::new("expect", "Why is the plan modified?", person).on(on).kind("why the plan changes");
            let (elements, told) = (self.elements, self.notified);
            return desk.record_text(&self.why, &purpose, |why| {
                Ok(Command::Expect(Wish::Modify(elements, why, told)).answering(answers))
            });
        }
        if self.why.message.is_some() || self.why.draft {
            return Err(Failure::Usage("-m says why a plan is modified; say --modify with the elements.".into()));
        }
        let wish = match (self.elements.is_empty(), self.notified) {
            (false, told) => Wish::Issue(self.elements, told),
            (true, true) => Wish::Notify,
            (true, false) => return show(desk, person),
        };
        let receipt = desk.record(person, on, &Command::Expect(wish).answering(answers))?;
        desk.say_receipt(Some(person), &receipt)
    }
}

fn show(desk: &mut Desk<'_>, id: crate::id::Id) -> Result<(), Failure> {
    desk.may_look(id, Class::Person)?;
    let today = desk.today(Some(id))?;
    let (directory, person) = desk.app()?.seen(id)?;
    let plans = plans(&Sight::of(person, directory, today));
    let name = directory.name(id);
    if desk.globals.json {
        desk.say_json(&plans);
        return Ok(());
    }
    if plans.is_empty() {
        desk.say(format!("{name} has no performance plan on record. The leader issues one with --element."));
    }
    for plan in plans {
        let force = if plan.in_force { ", in force" } else { "" };
        desk.say(format!("{}, version {}{force}", plan.plan, plan.version));
        plan.elements.iter().for_each(|element| desk.say(format!("  {}: {}", element.name, element.expectation)));
        plan.steps.iter().for_each(|step| say_step(desk, step));
    }
    Ok(())
}
