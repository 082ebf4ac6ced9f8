//! Whatever is commanded in whatever order: nothing panics, and folding entry by entry comes to what folding all at
//! once comes to.

use super::{
    World,
    commands::{correct, last, misfiled},
    refusals::adding,
    who,
};
use crate::domain::{Command, Directory, Person, Recorded};
use chrono::Days;
use proptest::prelude::*;

/// Folds the whole log anew, each stream at once.
fn folded(log: &[Recorded]) -> (Directory, Vec<Person>) {
    let mut directory = Directory::default();
    for entry in log {
        directory.evolve(entry);
    }
    let mut streams: Vec<_> = log.iter().map(|entry| entry.stream).collect();
    streams.sort_unstable();
    streams.dedup();
    let of = |stream| log.iter().filter(move |entry| entry.stream == stream).cloned();
    (directory, streams.into_iter().map(|stream| Person::fold(stream, of(stream))).collect())
}

/// One thing somebody tries: adds something, or corrects or misfiles one of the latest entries.
#[derive(Clone, Debug)]
enum Step {
    Add(prop::sample::Index),
    Correct(u64),
    Misfile(u64),
}

impl Step {
    fn command(&self, world: &World) -> Command {
        let entry = |back: u64| last(world).saturating_sub(back);
        match self {
            Step::Add(which) => which.get(&adding()).clone(),
            Step::Correct(back) => correct(entry(*back), "text", format!("other {back}")),
            Step::Misfile(back) => misfiled(entry(*back), "sib"),
        }
    }
}

fn step() -> impl Strategy<Value = Step> {
    prop_oneof![
        6 => any::<prop::sample::Index>().prop_map(Step::Add),
        2 => (0..8_u64).prop_map(Step::Correct),
        1 => (0..8_u64).prop_map(Step::Misfile),
    ]
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 64, ..ProptestConfig::default() })]

    #[test]
    fn folding_step_by_step_is_folding_at_once(
        steps in proptest::collection::vec((step(), 0..5_usize, 0..4_usize, 0..5_u64, 0..9_u64), 20..80),
    ) {
        let mut world = World::staffed().given("lena", "ana", &adding()[0]);
        for (step, actor, about, late, ahead) in steps {
            let (actor, about) = (["lena", "lena", "ana", "ana", "hana"][actor], ["ana", "ana", "ana", "sib"][about]);
            let on = world.today.checked_sub_days(Days::new(late / 4)).expect("a day");
            let command = step.command(&world);
            // Most tries are of the wrong side or too early; another person of the 1:1 tries what the first may not.
            let tried = |actor| world.tries(actor, about, on, &command).map(|batch| (actor, batch));
            if let Ok((actor, batch)) = tried(actor).or_else(|_| tried("lena")).or_else(|_| tried(about)) {
                prop_assert!(!batch.is_empty() && batch.iter().all(|proposed| proposed.occurred_on <= world.today));
                world.record(who(actor), batch);
            }
            world.today = world.today.checked_add_days(Days::new(ahead / 8)).expect("a day");
        }
        let (directory, people) = folded(&world.log);
        prop_assert_eq!(&directory, &world.directory);
        for person in people.iter().filter(|person| person.id != who("agency")) {
            prop_assert_eq!(Some(person), world.people.get(&person.id));
            prop_assert_eq!(person.employee.as_ref(), directory.people.get(&person.id));
        }
    }
}
