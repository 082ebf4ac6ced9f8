use super::{
    Desk,
    agency::OfAgency,
    said::{day, reference},
    standard::set,
};
use crate::{
    app::Failure,
    domain::{Context, Proposed, Refusal, dates::Direction, names::ObjectiveId, strategy as domain},
    views::strategy::strategy,
};
use clap::{Args, Subcommand};

/// Shows strategic plans and their objectives, or adopts a plan, publishes an objective, retires one
///
/// What is recorded may be read by everyone employed. HR records it. Where an objective is published, goals name one
/// (1.R1).
#[derive(Args, Debug)]
pub struct Strategy {
    #[command(subcommand)]
    what: Option<What>,
}

#[derive(Subcommand, Debug)]
enum What {
    /// Adopts a strategic plan
    Plan {
        /// Its name
        name: String,
        /// The first day of its term
        #[arg(long, value_name = "DATE", allow_hyphen_values = true)]
        from: String,
        /// The last day of its term
        #[arg(long, value_name = "DATE", allow_hyphen_values = true)]
        to: String,
        /// The day it was adopted
        #[arg(long, value_name = "DATE", allow_hyphen_values = true)]
        on: Option<String>,
    },
    /// Publishes an objective of a plan
    Objective {
        /// What is to be achieved
        title: String,
        /// The plan, by name; the last one adopted where none is named
        #[arg(long, value_name = "NAME")]
        plan: Option<String>,
        /// The day it was published
        #[arg(long, value_name = "DATE", allow_hyphen_values = true)]
        on: Option<String>,
    },
    /// Retires an objective; goals that name it fall short from that day on
    Retire {
        /// The objective, such as t1
        objective: ObjectiveId,
        /// Why
        #[arg(short = 'm', long = "message", value_name = "WHY")]
        reason: String,
        /// The day it was retired
        #[arg(long, value_name = "DATE", allow_hyphen_values = true)]
        on: Option<String>,
    },
    /// Shows plans and objectives
    List,
}

impl Strategy {
    pub(super) fn run(self, desk: &mut Desk<'_>) -> Result<(), Failure> {
        match self.what {
            None | Some(What::List) => show(desk),
            Some(What::Plan { name, from, to, on }) => {
                let from = desk.date(&from, None, Direction::Future)?;
                let to = desk.date(&to, None, Direction::Future)?;
                of_agency(desk, on.as_deref(), |context| domain::adopt(context, &name, from, to))
            }
            Some(What::Objective { title, plan, on }) => {
                of_agency(desk, on.as_deref(), |context| domain::publish(context, &title, plan.as_deref()))
            }
            Some(What::Retire { objective, reason, on }) => {
                of_agency(desk, on.as_deref(), |context| domain::retire(context, objective, &reason))
            }
        }
    }
}

/// Records something of the agency that happened on a day, today where none is named.
pub(super) fn of_agency(
    desk: &mut Desk<'_>,
    on: Option<&str>,
    decide: impl FnOnce(&Context<'_>) -> Result<Vec<Proposed>, Refusal>,
) -> Result<(), Failure> {
    let on = on.map(|words| desk.day_that_came("--on", words, None)).transpose()?;
    set(desk, &OfAgency::default(), |context| decide(&Context { on: on.unwrap_or(context.on), ..*context }))
}

fn show(desk: &mut Desk<'_>) -> Result<(), Failure> {
    let actor = desk.actor()?;
    let today = desk.today(None)?;
    let directory = desk.app()?.directory();
    let agency = directory.agency_of(actor, today);
    let view = agency.map(|agency| strategy(directory, agency, today)).unwrap_or_default();
    if desk.globals.json {
        desk.say_json(&view);
        return Ok(());
    }
    if view.plans.is_empty() {
        desk.say("No strategic plan is on record: coach strategy plan NAME --from DATE --to DATE");
    }
    for plan in &view.plans {
        let ended = if plan.ended { ", ended" } else { "" };
        let term = format!("{} to {}{ended}", day(plan.from), day(plan.to));
        desk.say(format!("{}, {term}{}", plan.name, reference(Some(&plan.entry))));
        for it in &plan.objectives {
            desk.say(format!("  {:<4} {}{}", it.id, it.title, reference(Some(&it.entry))));
            if let (Some(on), Some(reason)) = (it.retired, &it.reason) {
                let entry = reference(it.retired_entry.as_ref());
                desk.say(format!("       retired on {}: {reason}{entry}", day(on)));
            }
        }
    }
    Ok(())
}
