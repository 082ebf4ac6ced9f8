//! Standard work and the policies beside it: data with versions, never constants in code (J.purpose, J.scope).

use super::{
    decide::{Context, Proposed},
    directory::Directory,
    event::Event,
    policy::CadencePolicySet,
    refusal::{Refusal, clean},
    topics::{FIRST_GAP_DAYS, RISES_AT_PERCENT, TopicPolicySet},
};
use crate::id::Id;
use chrono::{Datelike, NaiveDate};
use chrono_tz::Tz;
use serde::{Deserialize, Serialize};

/// The Job Breakdown Sheet that this record starts from: version 1, as its own version table says (J.versions).
const JOB_BREAKDOWN_SHEET: &str = include_str!("../../events/standard/job-breakdown-sheet.json");

/// `store-initialised`: the genesis entry.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct StoreInitialised {
    /// The agency's name.
    pub agency: String,
    /// Its time zone.
    pub zone: Tz,
    /// Whether this store is a demonstration: only then may somebody act as another, and the clock be scripted.
    pub demo: bool,
    /// The day on which a demonstration stands still, if it does: the last one of the sample agency's year.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub as_of: Option<NaiveDate>,
}

/// One row of the three-column sheet (J.columns).
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Step {
    /// The step's number, `2A`.
    pub id: String,
    /// WHAT: a logical segment of the process that advances the work.
    pub what: String,
    /// HOW: what will make or break the process.
    pub key_points: Vec<String>,
    /// WHY: the reasons for the key points.
    pub reasons: Vec<String>,
}

/// A topic of the standard agenda; agencies add and relabel (N.adapt).
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Topic {
    /// The topic's number, `2C`.
    pub id: String,
    /// What people call it.
    pub label: String,
}

/// `standard-work-revised`: one version of the sheet, whole.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct StandardWorkRevised {
    /// The document's name.
    pub document: String,
    /// The version; numbers are never reused.
    #[serde(default)]
    pub version: u32,
    /// The revision date of the version table.
    pub revised_on: NaiveDate,
    /// Who edited it.
    pub edited_by: String,
    /// What changed.
    pub changelog: String,
    /// The first day it is in force, the first of a month.
    pub effective: NaiveDate,
    /// The document's purpose.
    pub purpose: String,
    /// The document's scope.
    pub scope: String,
    /// The minutes a calendar month below which no policy may go (1.R1).
    pub minimum_minutes: u32,
    /// The steps.
    pub steps: Vec<Step>,
    /// The topics of the standard agenda.
    pub topics: Vec<Topic>,
}

/// Version 1 of the standard work, and the policies it implies: what `coach init` records after the genesis entry.
pub fn first_version() -> Vec<Event> {
    let mut sheet: StandardWorkRevised =
        serde_json::from_str(JOB_BREAKDOWN_SHEET).expect("the sheet is compiled in, and a test reads it");
    sheet.version = 1;
    let (minutes, effective) = (sheet.minimum_minutes, sheet.effective);
    let topics =
        TopicPolicySet { version: 1, max_gap_days: FIRST_GAP_DAYS, rises_at_percent: RISES_AT_PERCENT, effective };
    vec![
        Event::StandardWorkRevised(sheet),
        Event::CadencePolicySet(CadencePolicySet { version: 1, minutes, effective }),
        Event::TopicPolicySet(topics),
    ]
}

pub(super) fn first_of_a_month(context: &Context<'_>, effective: NaiveDate) -> Result<(), Refusal> {
    let month = context.today.with_day(1).expect("every month has a first");
    if effective.day() != 1 || effective < month {
        let what = format!("{effective} cannot be its first day: months are judged whole, and past ones stay judged.");
        return Err(Refusal::new(what, format!("Give the first of a month, {month} or later.")).by("N.adapt"));
    }
    Ok(())
}

/// Refuses a day before the last policy's: what was set for later would silently never come into force.
pub(super) fn not_before_the_last(
    what: &str,
    version: u32,
    last: NaiveDate,
    effective: NaiveDate,
) -> Result<(), Refusal> {
    if effective < last {
        let what = format!("{what} version {version} is in force from {last}, after {effective}.");
        return Err(Refusal::new(what, "Give the same month or a later one.").by("N.adapt"));
    }
    Ok(())
}

/// The next number of a document's versions. A file made from the last version's, or from that of the minimum which it
/// begins with, may still say that one's number.
pub(super) fn next_number(said: u32, last: u32, made_from: u32) -> Result<u32, Refusal> {
    if ![0, made_from, last + 1].contains(&said) {
        let what = format!("The file says version {said}; the next one is {}.", last + 1);
        let next = "Numbers are never reused: leave `version` out, or give the next.";
        return Err(Refusal::new(what, next).by("J.versions"));
    }
    Ok(last + 1)
}

/// Refuses a file in which two topics or two steps have one number.
pub(super) fn each_once<'i>(what: &str, ids: impl Iterator<Item = &'i str>) -> Result<(), Refusal> {
    let mut seen = Vec::new();
    for id in ids {
        if seen.contains(&id) {
            let what = format!("The file has the {what} {id} twice.");
            return Err(Refusal::new(what, "Give each a number of its own.").by("N.adapt"));
        }
        seen.push(id);
    }
    Ok(())
}

/// Refuses a version that would be in force before the last one.
pub(super) fn in_order(version: u32, last: NaiveDate, effective: NaiveDate) -> Result<(), Refusal> {
    if effective < last {
        let what = format!("Version {version} is in force from {last}, after {effective}.");
        return Err(Refusal::new(what, "Give the same day or a later one.").by("J.versions"));
    }
    Ok(())
}

/// The refusal of a version that says what the last one says.
pub(super) fn says_nothing_new(version: u32) -> Refusal {
    let what = format!("The file says nothing else than version {version}.");
    Refusal::new(what, "Change what is to change, with a changelog.").by("J.purpose")
}

/// Records the next revision of an agency's coaching standard: `coach standard revise`. The first agency's is the
/// minimum for all; another's begins from that, with version 1 of its own.
///
/// # Errors
/// Refuses anyone but that agency's HR, an empty changelog, a day that is not the first of a month, fewer steps or
/// topics than the minimum and its own last revision (an agency adds and relabels, N.adapt), a lower minimum, and a
/// number for a new part that another agency gave to one of its own.
pub fn revise(context: &Context<'_>, mut sheet: StandardWorkRevised) -> Result<Vec<Proposed>, Refusal> {
    context.hr_only("Standard work revised")?;
    first_of_a_month(context, sheet.effective)?;
    sheet.changelog = clean("changelog", &sheet.changelog)?;
    sheet.edited_by = clean("edited_by", &sheet.edited_by)?;
    let directory = context.directory;
    let own = directory.own(context.agency()).standards.last().map(|set| &set.what);
    let minimum = directory.minimum_on(sheet.effective).or_else(|| directory.standards.last()).map(|set| &set.what);
    let Some(last) = own.or(minimum) else {
        return Err(Refusal::new("The store has no standard work yet.", "Run `coach init` first."));
    };
    sheet.version = next_number(sheet.version, own.map_or(0, |own| own.version), last.version)?;
    if sheet == (StandardWorkRevised { version: sheet.version, ..last.clone() }) {
        return Err(says_nothing_new(last.version));
    }
    each_once("topic", sheet.topics.iter().map(|topic| &*topic.id))?;
    each_once("step", sheet.steps.iter().map(|step| &*step.id))?;
    let known: Vec<_> = [Some(last), minimum].into_iter().flatten().collect();
    known.iter().try_for_each(|known| keeps(&sheet, known))?;
    if let Some(last) = own {
        in_order(last.version, last.effective, sheet.effective)?;
    }
    free_of_others(directory, context.agency(), &sheet, &known)?;
    context.for_agency(vec![Event::StandardWorkRevised(sheet)])
}

/// The parts of a sheet that have numbers: what they are, and which.
fn parts(sheet: &StandardWorkRevised) -> impl Iterator<Item = (&'static str, &str)> {
    let topics = sheet.topics.iter().map(|topic| ("topic", &*topic.id));
    topics.chain(sheet.steps.iter().map(|step| ("step", &*step.id)))
}

/// Whether a sheet keeps every part of a known one, and asks for as much.
fn keeps(sheet: &StandardWorkRevised, known: &StandardWorkRevised) -> Result<(), Refusal> {
    let gone = parts(known).filter(|part| !parts(sheet).any(|kept| kept == *part));
    let missing: Vec<_> = gone.map(|(what, id)| format!("{what} {id}")).collect();
    if !missing.is_empty() {
        let what = "The revision leaves out parts of the minimum standard.";
        let next = "Agencies add and relabel; put these back with a wording of your own.";
        return Err(Refusal::new(what, next).by("N.adapt").listing(missing));
    }
    if sheet.minimum_minutes < known.minimum_minutes {
        let what = format!("A minimum of {} minutes is looser than {}.", sheet.minimum_minutes, known.minimum_minutes);
        return Err(Refusal::new(what, "A revision may tighten the minimum, never loosen it.").by("N.discretion"));
    }
    Ok(())
}

/// Whether no part that a revision adds has a number that stands for something else already: between the minimum and
/// another agency's standard one number is one thing.
fn free_of_others(
    directory: &Directory,
    agency: Id,
    sheet: &StandardWorkRevised,
    known: &[&StandardWorkRevised],
) -> Result<(), Refusal> {
    let is_new = |part: &(&str, &str)| !known.iter().any(|sheet| parts(sheet).any(|known| known == *part));
    let new: Vec<_> = parts(sheet).filter(is_new).collect();
    let is_first = |id: Id| directory.first_agency() == Some(id);
    let mut taken = Vec::new();
    for (other, name) in directory.agencies().into_iter().filter(|(id, _)| is_first(*id) != is_first(agency)) {
        let last = directory.own(other).standards.last();
        let both = last.into_iter().flat_map(|set| parts(&set.what)).filter(|part| new.contains(part));
        taken.extend(both.map(|(what, id)| format!("{what} {id}: {name}")));
    }
    match taken.is_empty() {
        true => Ok(()),
        false => {
            let what = "A new part has a number that another agency gave to a part of its own standard.";
            Err(Refusal::new(what, "Give it another number.").by("N.adapt").listing(taken))
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn rule_j_versions_the_first_row_is_the_documents_own() {
        let Event::StandardWorkRevised(sheet) = &first_version()[0] else { panic!("the sheet comes first") };
        let row = (sheet.version, sheet.revised_on.to_string(), &*sheet.edited_by, &*sheet.changelog);
        assert_eq!(row, (1, "2018-01-05".into(), "Jeanine Inman-GTO", "Formatting to new Final Version"));
        assert_eq!(sheet.steps.len(), 10);
        let topics: Vec<_> = sheet.topics.iter().map(|topic| &*topic.id).collect();
        assert_eq!(topics, ["2A", "2B", "2C", "2D", "2E", "2F"]);
    }
}
