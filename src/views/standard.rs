//! Standard work: the three-column sheet in force, its version table, and the policies beside it (J.purpose,
//! J.versions, J.documents, J.columns).

use super::{
    entry::EntryRef,
    words::{asks, count},
};
use crate::{
    domain::{
        Directory,
        directory::Set,
        standard::{StandardWorkRevised, Step, Topic},
    },
    id::Id,
};
use chrono::NaiveDate;
use serde::Serialize;

/// The standard work of the agency on a day.
#[derive(Clone, Debug, Serialize)]
pub struct StandardView {
    /// The agency, where it is another than the first one.
    pub agency: Option<String>,
    /// Whether it has a revision of its own.
    pub own: bool,
    /// The document's name.
    pub document: String,
    /// The version in force.
    pub version: u32,
    /// Since when it is in force.
    pub effective: NaiveDate,
    /// Its purpose.
    pub purpose: String,
    /// Its scope.
    pub scope: String,
    /// The steps of the sheet, with the rule ids of their key points and reasons.
    pub steps: Vec<StepView>,
    /// The topics of the standard agenda.
    pub topics: Vec<TopicName>,
    /// Every version, oldest first, as the document's own table has them.
    pub versions: Vec<VersionRow>,
    /// The cadence policies, oldest first.
    pub cadences: Vec<PolicyRow>,
    /// The topic policies, oldest first.
    pub gaps: Vec<PolicyRow>,
    /// The entry of the version in force.
    pub entry: EntryRef,
}

/// One step: WHAT, HOW, WHY.
#[derive(Clone, Debug, Serialize)]
pub struct StepView {
    /// Its number.
    pub id: String,
    /// WHAT.
    pub what: String,
    /// HOW.
    pub key_points: Vec<Point>,
    /// WHY.
    pub reasons: Vec<Point>,
}

/// A key point or a reason with its rule id.
#[derive(Clone, Debug, Serialize)]
pub struct Point {
    /// The rule id: `2A.K1`.
    pub rule: String,
    /// What it says.
    pub text: String,
}

/// A topic of the standard agenda.
#[derive(Clone, Debug, Serialize)]
pub struct TopicName {
    /// Its number.
    pub id: String,
    /// Its label.
    pub label: String,
}

/// A row of the version table: Version #, Revision Date, Edited By, Changelog.
#[derive(Clone, Debug, Serialize)]
pub struct VersionRow {
    /// The version; numbers are never reused.
    pub version: u32,
    /// The revision date.
    pub revised_on: NaiveDate,
    /// Who edited it.
    pub edited_by: String,
    /// What changed.
    pub changelog: String,
    /// In force from.
    pub effective: NaiveDate,
    /// The entry.
    pub entry: EntryRef,
}

/// A version of a policy.
#[derive(Clone, Debug, Serialize)]
pub struct PolicyRow {
    /// For whom: `the agency`, `tier supervisor`.
    pub scope: String,
    /// The version.
    pub version: u32,
    /// What it asks for.
    pub what: String,
    /// Why, in the words of whoever set it.
    pub reason: Option<String>,
    /// In force from.
    pub effective: NaiveDate,
    /// The entry.
    pub entry: EntryRef,
}

/// The coaching standard of an agency on a day; nothing before its first version is in force.
pub fn standard(directory: &Directory, agency: Id, as_of: NaiveDate) -> Option<StandardView> {
    let set = directory.standard_on(agency, as_of).or_else(|| directory.standards.first())?;
    let it = &set.what;
    let topics = directory.topics_of(agency, as_of);
    let topics = if topics.is_empty() { it.topics.iter().collect() } else { topics };
    let is_first = directory.first_agency() == Some(agency);
    // What the minimum has beyond the agency's own revision holds there too.
    let minimum = directory.minimum_on(as_of).map_or(&[][..], |minimum| &minimum.what.steps);
    let beyond = minimum.iter().filter(|step| !it.steps.iter().any(|known| known.id == step.id));
    Some(StandardView {
        agency: (!is_first).then(|| directory.agency_name(agency)),
        own: !directory.own(agency).standards.is_empty(),
        document: it.document.clone(),
        version: it.version,
        effective: it.effective,
        purpose: it.purpose.clone(),
        scope: it.scope.clone(),
        steps: it.steps.iter().chain(beyond).map(step).collect(),
        topics: topics
            .into_iter()
            .map(|Topic { id, label }| TopicName { id: id.clone(), label: label.clone() })
            .collect(),
        versions: directory.revisions_of(agency).iter().map(|set| version(directory, set)).collect(),
        cadences: policy_rows(directory, agency),
        gaps: gap_rows(directory, agency),
        entry: EntryRef::of_agency(directory, set.seq, &set.hash),
    })
}

/// Every version of how often topics recur, as an agency set them: of all of them, then of single ones.
fn gap_rows(directory: &Directory, agency: Id) -> Vec<PolicyRow> {
    let own = directory.own(agency);
    let mut gaps = rows(directory, own.topics, |it| {
        let what = format!(
            "each topic at least every {} days; it rises onto the next agenda after {} days ({} %)",
            it.max_gap_days,
            it.rises_after_days(),
            it.rises_at_percent
        );
        let scope = "all of them".to_owned();
        Said { scope, version: it.version, what, reason: None, effective: it.effective }
    });
    gaps.extend(rows(directory, own.recurrences, |it| {
        let topics = directory.revisions_of(agency).iter().rev().chain(directory.standards.iter().rev());
        let label = topics.flat_map(|set| &set.what.topics).find(|topic| topic.id == it.topic);
        let scope = label.map_or_else(|| it.topic.clone(), |topic| format!("{} {}", topic.id, topic.label));
        let what = format!("at least every {}", count(it.max_gap_days as usize, "day"));
        Said { scope, version: it.version, what, reason: None, effective: it.effective }
    }));
    gaps
}

/// Every version of the cadence policies that an agency set for itself, its tiers and its positions, oldest first.
pub fn policy_rows(directory: &Directory, agency: Id) -> Vec<PolicyRow> {
    rows(directory, directory.own(agency).policies, |it| Said {
        scope: it.scope.words(directory),
        version: it.version,
        what: asks(&it.asks),
        reason: it.reason.clone(),
        effective: it.effective,
    })
}

/// What a version of a policy says.
struct Said {
    scope: String,
    version: u32,
    what: String,
    reason: Option<String>,
    effective: NaiveDate,
}

fn rows<T>(directory: &Directory, sets: &[Set<T>], said: impl Fn(&T) -> Said) -> Vec<PolicyRow> {
    let row = |set: &Set<T>| {
        let Said { scope, version, what, reason, effective } = said(&set.what);
        let entry = EntryRef::of_agency(directory, set.seq, &set.hash);
        PolicyRow { scope, version, what, reason, effective, entry }
    };
    sets.iter().map(row).collect()
}

/// The steps whose reasons the requirements number (`1.R1`); elsewhere all reasons of a step share one id (`2A.R`).
const NUMBERED_REASONS: &[&str] = &["1", "4"];

fn step(step: &Step) -> StepView {
    let numbered = NUMBERED_REASONS.contains(&step.id.as_str());
    let points = |letter: char, numbered: bool, texts: &[String]| {
        let rule = |n: usize| match numbered {
            true => format!("{}.{letter}{}", step.id, n + 1),
            false => format!("{}.{letter}", step.id),
        };
        texts.iter().enumerate().map(|(n, text)| Point { rule: rule(n), text: text.clone() }).collect()
    };
    StepView {
        id: step.id.clone(),
        what: step.what.clone(),
        key_points: points('K', true, &step.key_points),
        reasons: points('R', numbered, &step.reasons),
    }
}

fn version(directory: &Directory, set: &Set<StandardWorkRevised>) -> VersionRow {
    VersionRow {
        version: set.what.version,
        revised_on: set.what.revised_on,
        edited_by: set.what.edited_by.clone(),
        changelog: set.what.changelog.clone(),
        effective: set.what.effective,
        entry: EntryRef::of_agency(directory, set.seq, &set.hash),
    }
}
