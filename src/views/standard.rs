//! Standard work: the three-column sheet in force, its version table, and the policies beside it (J.purpose,
//! J.versions, J.documents, J.columns).

use super::{
    document::{VersionRow, versions},
    entry::EntryRef,
    statement::{Fact, Glossary},
    words::{asks, count},
};
use crate::{
    domain::{
        Directory, Event,
        appraisal_cycle::CycleOpened,
        directory::Set,
        document::COACHING,
        standard::{Step, Topic},
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
    /// The appraisal cycles, in the order of opening.
    pub cycles: Vec<CycleRow>,
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

/// A key point or a reason.
#[derive(Clone, Debug, Serialize)]
pub struct Point {
    /// Its rule id, `2A.K1`; the coaching standard's alone.
    pub rule: Option<String>,
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

/// An appraisal cycle.
#[derive(Clone, Debug, Serialize)]
pub struct CycleRow {
    /// Its name.
    pub name: String,
    /// What it sets.
    pub facts: Vec<Fact>,
    /// The entry.
    pub entry: EntryRef,
}

fn cycle(directory: &Directory, set: &Set<CycleOpened>) -> CycleRow {
    let glossary = Glossary { directory, person: None };
    let mut facts = glossary.statement(&Event::CycleOpened(set.what.clone())).facts;
    facts.remove(0);
    CycleRow { name: set.what.cycle.clone(), facts, entry: EntryRef::of_agency(directory, set.seq, &set.hash) }
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
        own: directory.has_own_standard(agency),
        document: it.document.clone(),
        version: it.version,
        effective: it.effective,
        purpose: it.purpose.clone(),
        scope: it.scope.clone(),
        steps: it.steps.iter().chain(beyond).map(|it| step(it, true)).collect(),
        topics: topics.into_iter().map(TopicName::from).collect(),
        versions: versions(directory, agency, COACHING),
        cadences: policy_rows(directory, agency),
        gaps: gap_rows(directory, agency),
        cycles: directory.cycles.iter().map(|set| cycle(directory, set)).collect(),
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

/// A step with the rule ids of its key points and reasons, where it is one of the coaching standard.
pub(super) fn step(step: &Step, coaching: bool) -> StepView {
    let numbered = NUMBERED_REASONS.contains(&step.id.as_str());
    let points = |letter: char, numbered: bool, texts: &[String]| {
        let rule = |n: usize| match numbered {
            true => format!("{}.{letter}{}", step.id, n + 1),
            false => format!("{}.{letter}", step.id),
        };
        let point = |(n, text): (usize, &String)| Point { rule: coaching.then(|| rule(n)), text: text.clone() };
        texts.iter().enumerate().map(point).collect()
    };
    StepView {
        id: step.id.clone(),
        what: step.what.clone(),
        key_points: points('K', true, &step.key_points),
        reasons: points('R', numbered, &step.reasons),
    }
}

impl From<&Topic> for TopicName {
    fn from(Topic { id, label }: &Topic) -> Self {
        Self { id: id.clone(), label: label.clone() }
    }
}
