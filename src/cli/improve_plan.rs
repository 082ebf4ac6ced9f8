use super::{
    Desk,
    docket::say_step,
    text::{Purpose, Text, typed},
};
use crate::{
    app::Failure,
    domain::{
        Class, Command,
        dates::Direction,
        improvement_plan::{Ending, Improve, Progress},
        names::{ConcernId, ImprovementId},
    },
    id::Id,
    views::{Sight, expectations::improvements},
};
use clap::{Args, Subcommand};

/// Shows improvement plans; or issues one, records a check-in, extends it, concludes it, as the leader
///
/// It may be read by the employee, the chain of leaders above, and HR.
#[derive(Args, Debug)]
pub struct ImprovePlan {
    /// The employee: id, login or part of the name
    person: String,
    #[command(subcommand)]
    what: Option<What>,
}

#[derive(Debug, Subcommand)]
enum What {
    /// Issues a plan: what is short, what is expected by when, what you do to help
    Issue(Box<Issue>),
    /// Records a check-in; -m says what was found and what is next
    CheckIn {
        /// on-track or behind
        #[arg(long)]
        progress: Progress,
        #[command(flatten)]
        of: Of,
    },
    /// Extends a plan; -m says why
    Extend {
        /// Its last day from now on
        #[arg(long, value_name = "DATE", allow_hyphen_values = true)]
        until: String,
        #[command(flatten)]
        of: Of,
    },
    /// Concludes a plan; -m says what it ended with
    Conclude {
        /// succeeded or not-met
        #[arg(long)]
        ending: Ending,
        #[command(flatten)]
        of: Of,
    },
}

#[derive(Args, Debug)]
struct Issue {
    /// What is short
    #[arg(long, value_name = "TEXT", allow_hyphen_values = true, value_parser = typed)]
    gap: String,
    /// What is expected by the end
    #[arg(long, value_name = "TEXT", allow_hyphen_values = true, value_parser = typed)]
    expectation: String,
    /// What you do to help
    #[arg(long, value_name = "TEXT", allow_hyphen_values = true, value_parser = typed)]
    support: String,
    /// Its last day
    #[arg(long, value_name = "DATE", allow_hyphen_values = true)]
    until: String,
    /// The concern it follows from, such as n1
    #[arg(long, value_name = "CONCERN")]
    concern: Option<ConcernId>,
    /// The day it was issued
    #[arg(long, value_name = "DATE", allow_hyphen_values = true)]
    on: Option<String>,
}

#[derive(Args, Debug)]
struct Of {
    /// The plan, such as u1; the one that runs where nothing is said
    #[arg(long, value_name = "PLAN")]
    plan: Option<ImprovementId>,
    /// The day it was said
    #[arg(long, value_name = "DATE", allow_hyphen_values = true)]
    on: Option<String>,
    #[command(flatten)]
    text: Text,
}

impl ImprovePlan {
    pub(super) fn run(self, desk: &mut Desk<'_>) -> Result<(), Failure> {
        let person = desk.person(&self.person)?;
        match self.what {
            None => show(desk, person),
            Some(What::Issue(it)) => {
                let until = desk.date(&it.until, Some(person), Direction::Future)?;
                let Issue { gap, expectation, support, concern, on, .. } = *it;
                let issue = Improve::Issue { concern, gap, expectation, support, until };
                let receipt = desk.record(person, on.as_deref(), &Command::Improve(issue))?;
                desk.say_receipt(Some(person), &receipt)
            }
            Some(What::CheckIn { progress, of }) => {
                let plan = of.plan;
                of.record(desk, person, ("What was found, and what is next?", "a check-in"), |text| {
                    Improve::CheckIn(plan, progress, text)
                })
            }
            Some(What::Extend { until, of }) => {
                let (plan, until) = (of.plan, desk.date(&until, Some(person), Direction::Future)?);
                of.record(desk, person, ("Why is it extended?", "why the plan is extended"), |text| {
                    Improve::Extend(plan, until, text)
                })
            }
            Some(What::Conclude { ending, of }) => {
                let plan = of.plan;
                of.record(desk, person, ("What did it end with?", "how the plan ended"), |text| {
                    Improve::Conclude(plan, ending, text)
                })
            }
        }
    }
}

impl Of {
    fn record(
        &self,
        desk: &mut Desk<'_>,
        person: Id,
        (asks, kind): (&str, &str),
        wish: impl FnOnce(String) -> Improve,
    ) -> Result<(), Failure> {
        let purpose = Purpose::new("improve-plan", asks, person).on(self.on.as_deref()).kind(kind);
        desk.record_text(&self.text, &purpose, |text| Ok(Command::Improve(wish(text))))
    }
}

fn show(desk: &mut Desk<'_>, id: Id) -> Result<(), Failure> {
    desk.may_look(id, Class::Person)?;
    let today = desk.today(Some(id))?;
    let (directory, person) = desk.app()?.seen(id)?;
    let plans = improvements(&Sight::of(person, directory, today));
    let name = directory.name(id);
    if desk.globals.json {
        desk.say_json(&plans);
        return Ok(());
    }
    if plans.is_empty() {
        desk.say(format!("{name} has no improvement plan on record."));
    }
    for plan in plans {
        let state = match (plan.ended, plan.overdue_since) {
            (Some(ended), _) => ended.to_owned(),
            (None, Some(since)) => format!("not concluded, overdue since {since}"),
            (None, None) => format!("runs until {}", plan.until),
        };
        desk.say(format!("{}: {state}", plan.id));
        for (what, text) in [("short", plan.gap), ("expected", plan.expectation), ("support", plan.support)] {
            desk.say(format!("  {what}: {text}"));
        }
        plan.steps.iter().for_each(|step| say_step(desk, step));
    }
    Ok(())
}
