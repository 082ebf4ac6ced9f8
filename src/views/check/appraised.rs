//! Appraisals: no surprises, evidence behind every rating, and what was due by rule and by the cycle's windows.

use super::{
    super::{
        appraisal::cited,
        docket::{Line, Standing, docket},
        statement::appraisal_name,
        surprise::no_surprise,
        words::{count, day},
    },
    Found, Ground,
    disputed::shaken,
};
use crate::domain::{
    appraisal::{Appraisal, AppraisalDelivered, Rating},
    meeting::Fact,
};

/// The appraisals that were delivered in the cycle.
pub(super) fn delivered<'g>(
    ground: &'g Ground<'_>,
) -> impl Iterator<Item = (&'g Appraisal, &'g Fact<AppraisalDelivered>)> {
    let all = ground.sight.person.appraisals.values();
    all.filter_map(|it| Some((it, it.delivered.as_ref().filter(|delivered| ground.holds(delivered.on))?)))
}

/// Rule 4.R2: a rating below the middle level cites a concern acknowledged earlier; no recognition is left uncited.
pub(super) fn no_surprises(ground: &Ground<'_>) -> Vec<Found> {
    let mut found = Vec::new();
    for (it, fact) in delivered(ground) {
        let (name, entry) = (appraisal_name(&it.id), ground.sight.entry(fact.seq));
        let check = no_surprise(&ground.sight, it, &fact.what.ratings);
        let low = check.unwarned().count();
        if low > 0 {
            let ratings = count(low, "rating");
            let what = format!("{ratings} below the middle level in {name}, without an earlier concern acknowledged");
            let todo =
                "A rating is revised by authority: coach appraise PERSON --revise; raise concerns when they arise.";
            found.push(Found::new(what, todo).since(Some(fact.on)).by(entry.clone()));
        }
        if !check.uncited.is_empty() {
            let what =
                format!("{} of the cycle that no rating of {name} cites", count(check.uncited.len(), "recognition"));
            let todo = format!("{} weighs them when rating again.", ground.leader());
            found.push(Found::new(what, todo).since(Some(fact.on)).by(entry));
        }
    }
    found
}

/// Whether a rating still rests on something of the cycle.
pub(super) fn rests(ground: &Ground<'_>, it: &Appraisal, rating: &Rating) -> bool {
    let cycle = it.cycle(ground.sight.directory).map(|set| &set.what);
    let stands = |seq: &u64| {
        let stands = cited(&ground.sight, *seq).filter(|cited| !cited.withdrawn && !cited.destroyed);
        stands.is_some_and(|cited| cycle.is_none_or(|cycle| cycle.from <= cited.happened))
    };
    rating.evidence.iter().any(stands)
}

/// Rule N.notes: what a rating cites still stands, uncontested, and some of it happened within the cycle.
pub(super) fn evidence(ground: &Ground<'_>) -> Vec<Found> {
    let mut found = Vec::new();
    for (it, fact) in delivered(ground) {
        let bare = fact.what.ratings.iter().filter(|rating| !rests(ground, it, rating)).count();
        if bare > 0 {
            let (ratings, name) = (count(bare, "rating"), appraisal_name(&it.id));
            let what = format!("{ratings} of {name} cited nothing of the cycle that still stands");
            let todo = "Human resources revises a rating that rests on nothing: coach appraise PERSON --revise.";
            found.push(Found::new(what, todo).since(Some(fact.on)).by(ground.sight.entry(fact.seq)));
        }
        found.extend(shaken(ground, it, fact));
    }
    found
}

/// What a line of the docket that is late falls short by.
pub(super) fn short(it: &Line, todo: &str) -> Option<Found> {
    let days = count(usize::try_from(it.late_days?).unwrap_or(usize::MAX), "day");
    let what = match it.done {
        Some(done) => format!("{}, {days} late: due on {}, done on {}", it.what, day(it.due), day(done)),
        None => format!("not done: {}, due on {}", it.what, day(it.due)),
    };
    Some(Found::new(what, todo).since(it.due.succ_opt()).by(it.evidence.clone()))
}

/// What the docket says of one rule, of lines that were due in the cycle and were late.
fn late(ground: &Ground<'_>, rule: &str, todo: &str) -> Vec<Found> {
    let due = |it: &&Line| it.rule == rule && ground.cycle.contains(it.due);
    let lines = docket(&ground.sight);
    let late = lines.iter().filter(due).filter(|it| matches!(it.standing, Standing::Late | Standing::Overdue));
    late.filter_map(|it| short(it, todo)).collect()
}

/// Rule 702.expectations: within the days of the cycle, a new leader communicates what is expected.
pub(super) fn expectations(ground: &Ground<'_>) -> Vec<Found> {
    late(ground, "702.expectations", "The leader says what is expected: coach expect PERSON --notified.")
}

/// Rule 702.notice: the employee is notified of every change of the plan.
pub(super) fn notice(ground: &Ground<'_>) -> Vec<Found> {
    late(
        ground,
        "702.notice",
        "The leader tells the employee on the day of the change: coach expect PERSON --notified.",
    )
}

/// Rule 702.duties: another position is followed by another plan.
pub(super) fn duties(ground: &Ground<'_>) -> Vec<Found> {
    late(
        ground,
        "702.duties",
        "The leader makes the plan anew for the position: coach expect PERSON --element …, with --modify where one is in force.",
    )
}

/// Rule 702.annual: everybody is evaluated at least once a cycle.
pub(super) fn annual(ground: &Ground<'_>) -> Vec<Found> {
    late(ground, "702.annual", "The leader proposes ratings, has them reviewed, and delivers: coach appraise PERSON.")
}

/// Rule 702.probation: somebody on probation is evaluated before it ends.
pub(super) fn probation(ground: &Ground<'_>) -> Vec<Found> {
    late(ground, "702.probation", "The leader evaluates before probation ends: coach appraise PERSON --probation.")
}

/// Rule appraisal.windows: what the cycle sets days for is done within them.
pub(super) fn windows(ground: &Ground<'_>) -> Vec<Found> {
    late(ground, "appraisal.windows", "See what is due, and by when: coach docket PERSON.")
}
