//! Disputes: what a forum sets days for, the revision that a decision leads to, and evidence that is contested.

use super::{
    super::{
        dispute::turns,
        docket::{Line, Standing},
        statement::appraisal_name,
        words::{day, entries},
    },
    Found, Ground,
    appraised::{rests, short},
};
use crate::domain::{
    appraisal::{Appraisal, AppraisalDelivered},
    course::Course,
    dispute::{Dispute, Disputed, Outcome},
    expectations::is_element,
    forum::Matter,
    meeting::Fact,
};
use std::collections::BTreeSet;

/// Rule dispute.windows: what a dispute's forum sets days for is done within them. What still waits is found in each
/// cycle until it is done.
pub(super) fn windows(ground: &Ground<'_>) -> Vec<Found> {
    let sight = &ground.sight;
    let of = |it: &Dispute| {
        let course = Course::of(sight.directory, sight.person, it);
        let awaited = course.and_then(|course| course.awaited(sight.as_of)).map(|it| it.due);
        let waits = |line: &Line| line.standing == Standing::Overdue && Some(line.due) == awaited;
        let counts = |line: &Line| match line.standing {
            Standing::Late | Standing::Overdue if ground.cycle.contains(line.due) => true,
            _ => ground.cycle.contains(sight.as_of) && waits(line),
        };
        let todo = "See whose turn it is: coach dispute PERSON; human resources can extend it.";
        turns(sight, it).iter().filter(|line| counts(line)).filter_map(|line| short(line, todo)).collect::<Vec<_>>()
    };
    let mut lines: Vec<_> = sight.person.disputes.values().flat_map(of).collect();
    lines.sort_by_key(Found::day);
    lines
}

/// Rule dispute.order: a decision that grants another rating is followed by the revision, which names it or comes after
/// it. Whether another rating is granted is said in words; what was disputed for what it says, and granted, is counted.
pub(super) fn revisions(ground: &Ground<'_>) -> Vec<Found> {
    let sight = &ground.sight;
    let row = |it: &Dispute| {
        let decided = it.decided.as_ref().filter(|it| it.what.outcome != Outcome::Denied && it.on < sight.as_of)?;
        let Disputed::Appraisal(id) = &it.asked.what.of else { return None };
        let appraisal = sight.person.appraisals.get(id).filter(|_| it.asked.what.about != Matter::Process)?;
        let revised = appraisal.revisions.iter().any(|revision| revision.seq > decided.seq);
        let name = appraisal_name(id);
        let what =
            format!("no rating of {name} was revised since review {} was granted, on {}", it.id(), day(decided.on));
        let todo = format!(
            "Human resources revises what the decision grants: coach appraise PERSON --revise --dispute {}.",
            it.id()
        );
        let found = Found::new(what, todo).since(decided.on.succ_opt()).by(sight.entry(decided.seq));
        (!revised).then_some(found)
    };
    sight.person.disputes.values().filter_map(row).collect()
}

/// Rule N.notes: of what ratings cite, how much the employee contests or disputes, and how much was withdrawn since. A
/// rating that was revised rests on its revision, and one that rests on nothing is found as that.
pub(super) fn shaken(ground: &Ground<'_>, it: &Appraisal, fact: &Fact<AppraisalDelivered>) -> Option<Found> {
    let sight = &ground.sight;
    let disputed = |seq: u64| {
        let of = |it: &&Dispute| it.asked.what.of == Disputed::Entry(seq);
        let denied = |it: &Dispute| it.decided.as_ref().is_some_and(|it| it.what.outcome == Outcome::Denied);
        sight.person.disputes.values().filter(of).any(|it| it.withdrawn.is_none() && !denied(it))
    };
    let revised = |element: &str| it.revisions.iter().any(|revision| is_element(&revision.what.element, element));
    let standing = fact.what.ratings.iter().filter(|rating| !revised(&rating.element) && rests(ground, it, rating));
    let cited: BTreeSet<u64> = standing.flat_map(|rating| rating.evidence.iter().copied()).collect();
    let (withdrawn, stand): (Vec<_>, Vec<_>) =
        cited.iter().filter_map(|seq| sight.person.entry(*seq)).partition(|entry| entry.withdrawn);
    let contested = stand.iter().filter(|entry| !entry.contests.is_empty() || disputed(entry.seq)).count();
    let counts = [(contested, "contested"), (withdrawn.len(), "withdrawn since")];
    let some = counts.iter().filter(|(number, _)| *number > 0);
    let parts: Vec<_> = some.map(|(number, how)| format!("{number} {how}")).collect();
    if parts.is_empty() {
        return None;
    }
    let (all, name) = (entries(contested + withdrawn.len()), appraisal_name(&it.id));
    let what = format!("{all} cited by ratings of {name}: {}", parts.join(", "));
    let todo = "Human resources weighs whether the rating stands without it: coach appraise PERSON --revise.";
    Some(Found::new(what, todo).since(Some(fact.on)).by(sight.entry(fact.seq)))
}
