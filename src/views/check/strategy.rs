//! The agency's strategy and its trainings, as far as they reach one person: goals serve a published objective, and
//! who is coached by the standard is trained in it.

use super::{
    super::{entry::EntryRef, trend::adoption_page, words::count},
    Found, Ground,
};
use crate::domain::goal::Goal;

/// Rule 1.R1, of the objectives that goals name: where any is published, each goal that still runs names one of them.
/// That a goal names none at all is not judged here.
pub(super) fn serves_a_published_objective(ground: &Ground<'_>) -> Vec<Found> {
    let sight = &ground.sight;
    let (id, as_of) = (sight.person.id, sight.as_of);
    let Some(own) = sight.directory.strategy_of(id, as_of).filter(|_| ground.is_current()) else { return Vec::new() };
    let Some(since) = own.published_on(as_of).map(|objective| objective.published.on).min() else { return Vec::new() };
    let runs = |goal: &&Goal| goal.set_on <= as_of && goal.now.due.is_none_or(|due| due >= as_of);
    let astray = |goal: &Goal| {
        let words = goal.now.objective.as_deref()?;
        let named = sight.directory.objective_of(id, words, goal.objective_said_on());
        let published = own.published_on(as_of).any(|it| named.is_some_and(|named| named == it));
        let ended = named.and_then(|named| named.retired.as_ref()).map(|retired| retired.on);
        (!published).then(|| (goal.now.goal, ended.unwrap_or(since.max(goal.objective_said_on())), goal.seq))
    };
    let goals = sight.person.goals.values().filter(runs);
    let found = goals.filter_map(astray).map(|(goal, since, seq)| {
        let what = format!("{goal} serves no objective that is published");
        let todo =
            format!("{} says which one it serves: coach goal PERSON revise {goal} --objective ….", ground.leader());
        Found::new(what, todo).since(Some(since)).by(sight.entry(seq))
    });
    found.collect()
}

/// Rule N.training: where the standard is deployed, and who was trained in the revision in force is on record by name,
/// whoever is led is among them.
pub(super) fn is_trained(ground: &Ground<'_>) -> Vec<Found> {
    let sight = &ground.sight;
    let (id, as_of) = (sight.person.id, sight.as_of);
    let agency = sight.directory.agency_of(id, as_of).unwrap_or(id);
    let own = sight.directory.adoption.of(agency);
    let (Some(own), Some(standard)) = (own, sight.directory.standard_on(id, as_of)) else { return Vec::new() };
    let position = sight.directory.people.get(&id).and_then(|employee| employee.position.as_ref());
    let unit = position.and_then(|position| position.unit.as_deref());
    let version = standard.what.version;
    let trainings = || own.trained_by_name(version, as_of);
    let is_there = trainings().any(|training| training.what.people.contains(&id));
    let led = sight.directory.leader_on(id, as_of).is_some();
    let Some(first) = trainings().min_by_key(|training| training.on) else { return Vec::new() };
    if is_there || !led || !own.is_deployed_to(unit, as_of) {
        return Vec::new();
    }
    let trained: usize = trainings().map(|training| training.what.people.len()).sum();
    let what =
        format!("not among those trained in version {version} of the standard; {} on record", count(trained, "name"));
    let todo = "HR has them trained, or records that they were: coach adoption train --version … --who ….";
    let since = first.on.max(standard.what.effective);
    let entry = EntryRef::on_page(&adoption_page(sight.directory, agency), first.seq, &first.hash);
    vec![Found::new(what, todo).since(Some(since)).by(Some(entry))]
}
