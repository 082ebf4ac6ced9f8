use super::{Desk, said::day};
use crate::{
    app::{Expiring, Failure},
    domain::{Context, Recorded, Retention as Series, destruction::named, retention},
    id::Id,
    views::{
        Sight,
        retention::{SeriesView, due, past as past_in, series},
        words::{count, entries},
    },
};
use clap::{Args, Subcommand};
use serde::Serialize;
use std::collections::BTreeSet;

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
                let (today, mut past) = (desk.today(Some(agency))?, BTreeSet::new());
                each(desk, agency, |sight| {
                    let waits = |seq: &u64| sight.directory.keeping.is_ordered(*seq);
                    past.extend(past_in(sight, series).iter().map(|entry| entry.seq).filter(|seq| !waits(seq)));
                })?;
                let app = desk.app()?;
                let expiring = app.expiring(&past)?;
                let (kin, out) = (&expiring.entries, left_out(&expiring));
                let rows: Vec<_> =
                    kin.iter().map(|entry| named(app.directory(), (actor, agency), entry, today)).collect();
                let targets = kin.iter().map(|entry| entry.seq).collect();
                let expire = |context: &Context<'_>| retention::expire(context, series, (targets, &out));
                let receipt = app.agency_command(actor, key.as_deref(), Some(agency), expire)?;
                if !desk.globals.json {
                    rows.iter().for_each(|row| desk.say(format!("  {row}")));
                }
                out.iter().for_each(|line| desk.notice(line));
                receipt
            }
        };
        desk.say_receipt(None, &receipt)
    }
}

/// How much is left out though it is past its period, and why.
fn left_out(expiring: &Expiring) -> Vec<String> {
    let some = |number: usize, why: &str| {
        (number > 0).then(|| format!("left out, because {why}: {} past the period", entries(number)))
    };
    let held = some(expiring.held, "a legal hold is in the way");
    let early = some(expiring.early, "what would go with it is not past its own period");
    held.into_iter().chain(early).collect()
}

/// Looks at the record of each person of an agency.
fn each(desk: &mut Desk<'_>, agency: Id, mut look: impl FnMut(&Sight<'_>)) -> Result<(), Failure> {
    let today = desk.today(Some(agency))?;
    let app = desk.app()?;
    let directory = app.directory();
    let people = directory.people.keys().filter(|id| directory.agency_of(**id, today) == Some(agency));
    for id in people.copied().collect::<Vec<_>>() {
        let (directory, person) = app.seen(id)?;
        look(&Sight::of(person, directory, today));
    }
    Ok(())
}

/// A series, with the entries that are past its period by number.
#[derive(Serialize)]
struct Listed {
    #[serde(flatten)]
    view: SeriesView,
    past: Vec<u64>,
}

fn list(desk: &mut Desk<'_>) -> Result<(), Failure> {
    let (actor, agency) = (desk.actor()?, desk.must_read_record_keeping()?);
    let today = desk.today(Some(agency))?;
    let (mut records, mut rows) = (Vec::new(), Vec::new());
    each(desk, agency, |sight| {
        records.push((sight.named(), due(sight)));
        for series in Series::ALL {
            let row = |entry: &Recorded| (*series, entry.seq, named(sight.directory, (actor, agency), entry, today));
            rows.extend(past_in(sight, *series).into_iter().map(row));
        }
    })?;
    rows.sort_by_key(|(_, seq, _)| *seq);
    let records = records.iter().map(|(person, due)| (person, &due[..]));
    let mut listed = Vec::new();
    for view in series(desk.app()?.directory(), agency, records, today) {
        let own = rows.iter().filter(|(series, ..)| *series == view.series);
        if desk.globals.json {
            let past = own.map(|(_, seq, _)| *seq).collect();
            listed.push(Listed { view, past });
            continue;
        }
        match &view.period {
            Some(period) => desk.say(format!(
                "{}: kept for {} (#{}), so from {} on; past that: {}",
                view.series,
                count(period.years as usize, "year"),
                period.entry.seq,
                day(period.before),
                view.past.sentence()
            )),
            None => desk.say(format!("{}: no period is set", view.series)),
        }
        own.for_each(|(.., row)| desk.say(format!("  {row}")));
    }
    if desk.globals.json {
        desk.say_json(&listed);
    }
    Ok(())
}
