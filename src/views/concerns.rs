//! Concerns: what was seen, what is expected, what helps; whether the employee has it, and how many days passed until a
//! change of plan answered it (1.R2).

use super::{entry::EntryRef, sight::Sight};
use crate::domain::concern::Concern;
use chrono::NaiveDate;
use serde::Serialize;

/// One concern.
#[derive(Clone, Debug, Serialize)]
pub struct ConcernView {
    /// Its name, `n1`.
    pub id: String,
    /// When it was raised.
    pub raised: NaiveDate,
    /// By whom.
    pub by: String,
    /// What was seen.
    pub facts: String,
    /// What is expected instead.
    pub expectation: String,
    /// What the leader does to help.
    pub support: String,
    /// The entry that raised it.
    pub entry: Option<EntryRef>,
    /// When the employee acknowledged it: receipt, not agreement.
    pub acknowledged: Option<NaiveDate>,
    /// The entry that says so.
    pub acknowledged_entry: Option<EntryRef>,
    /// The first change of plan that answers it.
    pub answered: Option<NaiveDate>,
    /// What kind of change that was.
    pub answer: Option<&'static str>,
    /// The entry of the change.
    pub answer_entry: Option<EntryRef>,
    /// The days between the two (1.R2).
    pub days: Option<i64>,
}

/// The concerns about a person: those without an answer first, the oldest first of each.
pub fn concerns(sight: &Sight<'_>) -> Vec<ConcernView> {
    let mut views: Vec<_> = sight.person.concerns.values().map(|it| concern(sight, it)).collect();
    views.sort_by_key(|it| (it.answered.is_some(), it.raised));
    views
}

fn concern(sight: &Sight<'_>, it: &Concern) -> ConcernView {
    let raised = &it.raised;
    let answer = it.answered();
    let entry = answer.and_then(|(_, seq)| sight.person.entry(seq));
    ConcernView {
        id: raised.what.concern.to_string(),
        raised: raised.on,
        by: sight.directory.name(raised.by),
        facts: raised.what.facts.clone(),
        expectation: raised.what.expectation.clone(),
        support: raised.what.support.clone(),
        entry: sight.entry(raised.seq),
        acknowledged: it.acknowledged.as_ref().map(|it| it.on),
        acknowledged_entry: it.acknowledged.as_ref().and_then(|it| sight.entry(it.seq)),
        answered: answer.map(|(on, _)| on),
        answer: entry.map(|entry| entry.event.title()),
        answer_entry: answer.and_then(|(_, seq)| sight.entry(seq)),
        days: answer.map(|(on, _)| (on - raised.on).num_days()),
    }
}
