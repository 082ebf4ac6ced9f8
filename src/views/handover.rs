//! A change of leader (learnt the hard way, 6): what is open, what waits for the new leader's word, and the clock for
//! expectations that starts by itself.

use super::{
    agenda::agenda,
    commitments::CommitmentView,
    cycle::Cycle,
    entry::EntryRef,
    sight::{Named, Sight},
};
use crate::domain::{Class, handover::Taking};
use chrono::NaiveDate;
use serde::Serialize;

/// The clock of R2-5A-702: expectations are communicated within 30 days of becoming somebody's supervisor.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Expectations {
    /// Whose they are to communicate.
    pub leader: Named,
    /// The day they took over.
    pub since: NaiveDate,
    /// The last day of the thirty.
    pub due: NaiveDate,
    /// When they were communicated: when the leader first notified the employee of a performance plan since then.
    pub communicated: Option<NaiveDate>,
}

/// What an outgoing leader wrote for the next.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct HandedOver {
    /// By whom.
    pub by: String,
    /// To whom.
    pub to: String,
    /// When.
    pub on: NaiveDate,
    /// What the new leader should know.
    pub note: String,
    /// The entry.
    pub entry: Option<EntryRef>,
}

/// What a new leader takes over.
#[derive(Clone, Debug, Serialize)]
pub struct HandoverView {
    /// Who leads since.
    pub leader: Named,
    /// Since when.
    pub since: NaiveDate,
    /// Who led before.
    pub former: Option<Named>,
    /// Who leads the leader: the reviewing leader.
    pub reviewer: Option<Named>,
    /// The clock for expectations.
    pub expectations: Expectations,
    /// The notes of outgoing leaders, the last first.
    pub notes: Vec<HandedOver>,
    /// The open commitments of an earlier leader's time that wait to be adopted or declined.
    pub waiting: Vec<CommitmentView>,
    /// The other open commitments.
    pub open: Vec<CommitmentView>,
    /// The goals, by name.
    pub goals: Vec<String>,
    /// Development plans.
    pub plans: usize,
    /// Their open actions.
    pub actions: usize,
    /// Concerns on record.
    pub concerns: usize,
    /// Items that stand on the next agenda, for who reads what is between the two: how many is theirs to know.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub items: Option<usize>,
}

/// When expectations are due, of who has a leader of record.
pub fn expectations_due(sight: &Sight<'_>) -> Option<Expectations> {
    let taking = taking(sight)?;
    let leader = Named::of(sight.directory, taking.leader);
    let told = sight.person.told_by(taking.leader, taking.since, Some(sight.as_of));
    let (due, communicated) = (taking.expectations_due(sight.directory), told.map(|told| told.on));
    Some(Expectations { leader, since: taking.since, due, communicated })
}

/// What the leader of record of the day took over, for readers of a class; nothing where nobody leads.
pub fn handover(sight: &Sight<'_>, class: Class) -> Option<HandoverView> {
    let (taking, expectations) = (taking(sight)?, expectations_due(sight)?);
    let (directory, person) = (sight.directory, sight.person);
    let named = |id| Named::of(directory, id);
    let (waiting, open): (Vec<_>, Vec<_>) = person.open_commitments().partition(|it| taking.waits(it));
    let views = |list: Vec<_>| {
        let mut views: Vec<_> = list.into_iter().map(|it| sight.commitment(it)).collect();
        views.sort_by_key(|it| it.due);
        views
    };
    let note = |it: &crate::domain::meeting::Fact<crate::domain::handover::SeriesHandedOver>| HandedOver {
        by: directory.name(it.by),
        to: directory.name(it.what.to),
        on: it.on,
        note: it.what.note.clone(),
        entry: sight.entry(it.seq),
    };
    Some(HandoverView {
        leader: named(taking.leader),
        since: taking.since,
        former: taking.former.map(named),
        reviewer: directory.reviewer_on(person.id, sight.as_of).map(named),
        expectations,
        notes: person.handed_over.iter().rev().map(note).collect(),
        waiting: views(waiting),
        open: views(open),
        goals: person.goals.iter().map(|(id, goal)| format!("{id}: {}", goal.now.text)).collect(),
        plans: person.plans.len(),
        actions: person.actions().filter(|action| action.completed.is_none()).count(),
        concerns: person.concerns.len(),
        items: (class == Class::Pair).then(|| agenda(sight).parts.iter().map(|part| part.lines.len()).sum()),
    })
}

/// The same, where the leader changed in a cycle: a change is told in the year in which it came.
pub fn handover_in(sight: &Sight<'_>, cycle: Cycle) -> Option<HandoverView> {
    taking(sight)
        .filter(|it| it.former.is_some() && cycle.contains(it.since))
        .and_then(|_| handover(sight, Class::Person))
}

/// How the leader of record took over.
fn taking(sight: &Sight<'_>) -> Option<Taking> {
    sight.directory.taking_on(sight.person.id, sight.as_of)
}
