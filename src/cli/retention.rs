use super::Desk;
use crate::{
    app::Failure,
    domain::{Context, Retention as Series, destruction::named, retention},
    id::Id,
};
use clap::{Args, Subcommand};
use serde_json::json;

/// Sets how long series are kept, lists what is past its period, and orders it destroyed; human resources only
#[derive(Args, Debug)]
pub struct Retention {
    #[command(subcommand)]
    verb: Verb,
}

#[derive(Subcommand, Debug)]
enum Verb {
    /// Sets how many years a series is kept after the day something happened
    Set {
        /// agency, coaching, appraisal or records
        series: Series,
        /// Years
        years: u32,
        /// By which schedule
        #[arg(short = 'm', long = "message", value_name = "WHY")]
        reason: String,
    },
    /// Lists the series with their periods, and the entries that are past theirs
    List,
    /// Records that what is past a series' period has expired: an order, which `coach destroy` carries out
    Expire {
        /// agency, coaching, appraisal or records
        series: Series,
    },
}

impl Retention {
    pub(super) fn run(self, desk: &mut Desk<'_>) -> Result<(), Failure> {
        let (actor, key) = (desk.actor()?, desk.globals.key.clone());
        let receipt = match self.verb {
            Verb::List => return list(desk),
            Verb::Set { series, years, reason } => {
                let agency = desk.agency(None)?;
                let set = |context: &Context<'_>| retention::set(context, series, years, &reason);
                desk.app()?.agency_command(actor, key.as_deref(), Some(agency), set)?
            }
            Verb::Expire { series } => {
                let agency = desk.must_read_record_keeping()?;
                let past = past(desk, agency, series)?;
                let targets = past.iter().map(|(seq, _)| *seq).collect();
                let expire = |context: &Context<'_>| retention::expire(context, series, targets);
                let receipt = desk.app()?.agency_command(actor, key.as_deref(), Some(agency), expire)?;
                if !desk.globals.json {
                    past.iter().for_each(|(_, row)| desk.say(format!("  {row}")));
                }
                receipt
            }
        };
        desk.say_receipt(None, &receipt)
    }
}

/// What is past an agency's period of a series, by number and as an order names it.
fn past(desk: &mut Desk<'_>, agency: Id, series: Series) -> Result<Vec<(u64, String)>, Failure> {
    let today = desk.today(Some(agency))?;
    let app = desk.app()?;
    let past = app.past_their_period(agency, series, today)?;
    let directory = app.directory();
    Ok(past.iter().map(|entry| (entry.seq, named(directory, agency, entry, today))).collect())
}

fn list(desk: &mut Desk<'_>) -> Result<(), Failure> {
    let agency = desk.must_read_record_keeping()?;
    let mut answer = Vec::new();
    for series in Series::ALL {
        let period = desk.app()?.directory().keeping.period(agency, *series).cloned();
        let past = past(desk, agency, *series)?;
        if desk.globals.json {
            let numbers: Vec<_> = past.iter().map(|(seq, _)| seq).collect();
            answer.push(json!({"series": series, "years": period.map(|period| period.years), "past": numbers}));
            continue;
        }
        match period {
            Some(period) => desk.say(format!(
                "{series}: kept for {} years (#{}); {} entries are past that",
                period.years,
                period.seq,
                past.len()
            )),
            None => desk.say(format!("{series}: no period is set")),
        }
        past.iter().for_each(|(_, row)| desk.say(format!("  {row}")));
    }
    if desk.globals.json {
        desk.say_json(&answer);
    }
    Ok(())
}
