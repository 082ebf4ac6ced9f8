//! Retention: how long the series are kept is recorded configuration; what is past its period is expired by an entry,
//! which is an order of destruction like any other (EVENTS.md, "What must hold").

use super::{
    audience::Retention,
    decide::{Context, Proposed},
    destruction::may_be_destroyed,
    directory::Directory,
    event::Event,
    person::Person,
    records::Recorded,
    refusal::{Refusal, clean, rule},
};
use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

/// `retention-period-set`: how long entries of a series are kept.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct RetentionPeriodSet {
    /// The series.
    pub series: Retention,
    /// Years after the day it happened.
    pub years: u32,
    /// By which schedule.
    pub reason: String,
}

/// `retention-expired`: entries of a series that happened before a day are past its period, and ordered destroyed.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct RetentionExpired {
    /// The series.
    pub series: Retention,
    /// The day before which they happened.
    pub before: NaiveDate,
    /// The entries to destroy, in order: with everything that carries the same words.
    pub targets: Vec<u64>,
}

/// Whether an entry of a person is past the period of a series that is kept from a day on, and may be destroyed. It
/// counts from the day it happened, as first recorded or as corrected, whichever is later; of what lasts, from the day
/// that ended.
pub fn is_past(
    person: &Person,
    entry: &Recorded,
    series: Retention,
    (kept_from, today): (NaiveDate, NaiveDate),
) -> bool {
    let happened = entry.original.as_ref().map_or(entry.occurred_on, |(on, _)| entry.occurred_on.max(*on));
    let lasted = || person.lasted(entry, today).is_none_or(|over| over < kept_from);
    entry.event.retention() == series && happened < kept_from && may_be_destroyed(entry) && lasted()
}

/// Whether an entry of a person is past the period of its own series, in the agency that the person belongs to.
pub fn is_past_its_own(directory: &Directory, person: &Person, seq: u64, today: NaiveDate) -> bool {
    let past = || {
        let (agency, entry) = (directory.agency_of(person.id, today)?, person.entry(seq)?);
        let series = entry.event.retention();
        let kept_from = directory.keeping.kept_from(agency, series, today)?;
        Some(is_past(person, entry, series, (kept_from, today)))
    };
    past().unwrap_or(false)
}

/// Sets a period: `coach retention set`.
///
/// # Errors
/// Refuses anyone but HR, and what is no period.
pub fn set(context: &Context<'_>, series: Retention, years: u32, reason: &str) -> Result<Vec<Proposed>, Refusal> {
    context.hr_only("Retention period set")?;
    if !(1..=100).contains(&years) {
        let what = format!("{years} years is no period of retention.");
        return Err(Refusal::new(what, "Give 1 to 100 years.").by(rule::RETENTION));
    }
    if context.directory.keeping.period(context.agency(), series).is_some_and(|period| period.years() == years) {
        let what = format!("Entries of the series {series} are kept for {years} years already.");
        return Err(Refusal::new(what, "Nothing would change.").by(rule::RETENTION));
    }
    let reason = clean("reason", reason)?;
    context.for_agency(vec![Event::RetentionPeriodSet(RetentionPeriodSet { series, years, reason })])
}

/// Expires what is past a series' period: `coach retention expire`. What is past it is found by who calls, closed over
/// what carries the same words, and without what is left out for now, of which the lines say how much.
///
/// # Errors
/// Refuses anyone but HR, a series without a period, and one of which nothing is past it.
pub fn expire(
    context: &Context<'_>,
    series: Retention,
    (targets, left_out): (Vec<u64>, &[String]),
) -> Result<Vec<Proposed>, Refusal> {
    context.hr_only("Retention expired")?;
    let Some(before) = context.directory.keeping.kept_from(context.agency(), series, context.today) else {
        let what = format!("How long entries of the series {series} are kept is not set.");
        return Err(Refusal::new(what, "Set it: coach retention set SERIES YEARS -m WHY.").by(rule::RETENTION));
    };
    if targets.is_empty() {
        let what = format!("Nothing of the series {series} from before {before} is left to be ordered destroyed.");
        return Err(Refusal::new(what, "Nothing is to be done.").by(rule::RETENTION).listing(left_out.to_vec()));
    }
    context.for_agency(vec![Event::RetentionExpired(RetentionExpired { series, before, targets })])
}
