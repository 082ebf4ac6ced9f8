//! The pages in groups that are made together: of one person, of one leader, of one unit, of the agency.

use super::{
    adopting::{adoption_page, strategy_page},
    agencies,
    error::SiteError,
    keeping::keeping_page,
    leading,
    manifest::Mark,
    pages::{self, Ground, Page},
    render::Renderer,
};
use crate::{
    domain::{Directory, Person},
    id::Id,
    views::structure::Unit,
};
use std::{
    collections::{BTreeMap, BTreeSet},
    sync::{
        atomic::{AtomicUsize, Ordering},
        mpsc::sync_channel,
    },
    thread,
};

/// Pages that are made from the same things, and so together.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Group {
    /// Those about one person alone.
    Own(Id),
    /// Those of one leader about the people they lead.
    Lead(Id),
    /// What is counted below one leader of leaders.
    RollUp(Id),
    /// The page of a unit.
    Unit(Unit),
    /// The page of an agency; of the first one the front page, and those of strategy and adoption.
    Front(Option<Id>),
    /// The standard work of an agency, with its other documents; of the first one, which is no other, the minimum and the
    /// catalogue of what can be recorded.
    Sheet(Option<Id>),
    /// What an agency holds, has destroyed, and what is due.
    Keeping(Id),
}

/// The marks of a group's pages by their paths.
pub(super) type Marks = BTreeMap<Group, BTreeMap<String, Mark>>;

/// The groups that are made without anybody's folded record.
fn shared(ground: &Ground<'_>) -> BTreeSet<Group> {
    let everyone = ground.everyone;
    let leaders = everyone.summaries.keys().filter(|id| everyone.structure.leads(**id) > 0).map(|id| Group::Lead(*id));
    let rolled = everyone.rolls.keys().filter(|id| everyone.leads_leaders(**id)).map(|id| Group::RollUp(*id));
    let units = everyone.structure.all_units().map(|unit| Group::Unit(unit.clone()));
    let agencies = of_agencies(ground.directory);
    leaders.chain(rolled).chain(units).chain(agencies).collect()
}

/// The pages of every agency as a whole.
pub(super) fn of_agencies(directory: &Directory) -> impl Iterator<Item = Group> + '_ {
    let agencies = || std::iter::once(None).chain(directory.added.keys().copied().map(Some));
    let keeping = directory.agencies().into_iter().map(|(id, _)| Group::Keeping(id));
    agencies().map(Group::Front).chain(agencies().map(Group::Sheet)).chain(keeping)
}

/// The pages of a group; `person` is needed for those about one person alone.
fn pages_of(ground: &Ground<'_>, group: &Group, person: Option<&Person>) -> Vec<Page> {
    let everyone = ground.everyone;
    match group {
        Group::Own(id) => match (person, everyone.summaries.get(id)) {
            (Some(person), Some(own)) => pages::person(ground, person, own),
            _ => Vec::new(),
        },
        Group::Lead(id) => everyone.summaries.get(id).map_or_else(Vec::new, |own| leading::leader(ground, own)),
        Group::RollUp(id) => everyone.summaries.get(id).map_or_else(Vec::new, |own| leading::rolled(ground, own)),
        Group::Unit(unit) if everyone.structure.people_of(unit).next().is_none() => Vec::new(),
        Group::Unit(unit) => vec![agencies::unit(ground, unit)],
        Group::Front(None) => {
            [agencies::front(ground, None), strategy_page(ground)].into_iter().chain(adoption_page(ground)).collect()
        }
        Group::Front(agency) => vec![agencies::front(ground, *agency)],
        Group::Sheet(agency) => agencies::sheets(ground, *agency),
        Group::Keeping(agency) => vec![keeping_page(ground, *agency)],
    }
}

/// A group's pages, printed.
pub(super) type Printed = Vec<(String, String)>;

/// Prints pages.
fn print(renderer: &Renderer, pages: Vec<Page>) -> Result<Printed, SiteError> {
    let print = |page: Page| {
        let text = renderer.page(&page.path, page.row.template, &page.context)?;
        Ok((page.path, text))
    };
    pages.into_iter().map(print).collect()
}

/// A group to print; with the person, if it is about one person alone.
pub(super) type Job<'a> = (Group, Option<&'a Person>);

/// Everybody's pages, and those that are made without anybody's folded record.
pub(super) fn all<'a>(ground: &Ground<'_>, people: &'a [Person]) -> Vec<Job<'a>> {
    let own = people.iter().map(|person| (Group::Own(person.id), Some(person)));
    own.chain(shared(ground).into_iter().map(|group| (group, None))).collect()
}

/// Prints groups on as many threads as there are cores, and hands each on as it is ready.
pub(super) fn print_all(
    renderer: &Renderer,
    ground: &Ground<'_>,
    jobs: &[Job<'_>],
    mut take: impl FnMut(Group, Printed) -> Result<(), SiteError>,
) -> Result<(), SiteError> {
    let next = AtomicUsize::new(0);
    thread::scope(|scope| {
        // Few wait to be written, so that rendering never runs ahead of the disk with everybody's pages in memory.
        let (ready, printed) = sync_channel(16);
        for _ in 0..thread::available_parallelism().map_or(1, usize::from).min(jobs.len()) {
            let ready = ready.clone();
            let next = &next;
            scope.spawn(move || {
                while let Some((group, person)) = jobs.get(next.fetch_add(1, Ordering::Relaxed)) {
                    let pages = print(renderer, pages_of(ground, group, *person));
                    if ready.send((group.clone(), pages)).is_err() {
                        return;
                    }
                }
            });
        }
        drop(ready);
        // On a failure the receiver goes, and with it whoever still prints.
        printed.into_iter().try_for_each(|(group, pages)| take(group, pages?))
    })
}
