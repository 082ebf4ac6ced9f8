//! The live site: after one full publish, from new entries to exactly the pages they touch, at a cost that does not
//! grow with the number of people.
//!
//! What it cannot follow so, such as a new standard or a new day, it says, and is then started anew from everything
//! that is recorded. Either way the site is the one that a rebuild from nothing would make.

use super::{
    Copies, Head, Options, Report, SiteInput, built_json, counts,
    error::SiteError,
    everyone::Everyone,
    groups::{self, Group, Job, Marks, Printed},
    kept::{Kept, Streams},
    lock::PublishLock,
    manifest::{Mark, tree_of},
    pages::Ground,
    publish_with,
    render::Renderer,
    replace::{Changes, replace},
    stage::{Places, fold_tail},
    tail::Tail,
    touched::{Mentioned, Touched, moves_others},
};
use crate::{
    domain::{Directory, Person, Recorded},
    id::Id,
    views::{Sight, Summary, summary::summary},
};
use chrono::{DateTime, NaiveDate, Utc};
use std::{collections::BTreeMap, path::Path, time::Duration};

/// A site that is kept in step with the log.
pub struct Live {
    directory: Directory,
    everyone: Everyone,
    mentioned: Mentioned,
    as_of: NaiveDate,
    head: Head,
    renderer: Renderer,
    marks: Marks,
    kept: Kept,
    places: Places,
    wait: Duration,
    tail: Tail,
    touched: Touched,
    anew: Option<&'static str>,
}

/// How many people are folded out at once, beside those that are kept: so that an update of everybody stays small.
const AT_ONCE: usize = 16;

/// What was made again.
#[derive(Default)]
struct Remade {
    /// The pages that differ from what stands.
    changes: Changes,
    /// The marks of all.
    marks: Marks,
    /// How many were made.
    made: usize,
}

impl Remade {
    /// Takes in the pages of a group; `old` are the marks of those that stand.
    fn take(&mut self, old: Option<&BTreeMap<String, Mark>>, group: Group, printed: Printed) {
        let mut new = BTreeMap::new();
        for (path, text) in printed {
            let mark = Mark::of(text.as_bytes());
            if old.and_then(|old| old.get(&path)) != Some(&mark) {
                self.changes.insert(path.clone(), Some((text.into_bytes(), mark.clone())));
            }
            new.insert(path, mark);
            self.made += 1;
        }
        let gone = old.into_iter().flat_map(BTreeMap::keys).filter(|path| !new.contains_key(*path));
        self.changes.extend(gone.map(|path| (path.clone(), None)));
        self.marks.insert(group, new);
    }
}

/// What one update of a live site did.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Update {
    /// Pages that were made to see whether they differ.
    pub made: usize,
    /// Of these, replaced because they do.
    pub written: usize,
    /// Pages that are no more.
    pub removed: usize,
}

/// What became of new entries.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Followed {
    /// The site shows them.
    Shown(Update),
    /// The site is to be started anew from everything that is recorded, for this reason; it stands as it was.
    Anew(&'static str),
}

impl Live {
    /// Publishes everything once and keeps what is needed to go on from there.
    ///
    /// # Errors
    /// As [`super::publish`].
    pub fn start(
        directory: Directory,
        (people, copies): (Vec<Person>, &Copies),
        (head, as_of, built_at): (Head, NaiveDate, DateTime<Utc>),
        output: &Path,
        options: &Options,
    ) -> Result<(Self, Report), SiteError> {
        let renderer = Renderer::of(&directory, options.templates.as_deref())?;
        let input = SiteInput { directory: &directory, people: &people, copies, head: &head, as_of, built_at };
        let everyone = Everyone::of(&input);
        let places = Places::around(output)?;
        let lock = PublishLock::take(&places.lock, options.wait)?;
        let mut marks = Marks::new();
        let around = (Places::around(output)?, options.full);
        let done = publish_with(&input, &everyone, &renderer, around, |group, path, mark| {
            marks.entry(group).or_default().insert(path, mark);
        })?;
        let tail = Tail::begin(&places.tail, &tree_of(&places.site))?;
        drop(lock);
        let mut mentioned = Mentioned::default();
        let mut kept = Kept::new(options.keep);
        for person in people {
            person.entries.iter().for_each(|entry| mentioned.add(entry));
            kept.put(person);
        }
        let (wait, touched) = (options.wait, Touched::default());
        let live = Self {
            directory,
            everyone,
            mentioned,
            as_of,
            head,
            renderer,
            marks,
            kept,
            places,
            wait,
            tail,
            touched,
            anew: None,
        };
        Ok((live, Report::of(done, output)))
    }

    /// The last entry that the site was built from.
    pub fn head(&self) -> &Head {
        &self.head
    }

    /// The day whose state the pages show.
    pub fn as_of(&self) -> NaiveDate {
        self.as_of
    }

    /// Takes in new entries, in the order of the log, and replaces the pages they touch. After an error the same is
    /// tried again with the next ones.
    ///
    /// # Errors
    /// Any [`SiteError`]; but for [`SiteError::HalfWay`] the site stands as it was.
    pub fn entries(
        &mut self,
        entries: &[Recorded],
        built_at: DateTime<Utc>,
        streams: &mut dyn Streams,
    ) -> Result<Followed, SiteError> {
        for entry in entries {
            self.head = Head { seq: entry.seq, hash: entry.hash.clone() };
            if counts(entry, self.as_of) {
                self.take_in(entry);
            }
        }
        if let Some(reason) = self.anew {
            return Ok(Followed::Anew(reason));
        }
        let Remade { changes, marks, made } = self.remake(streams)?;
        let _lock = PublishLock::take(&self.places.lock, self.wait)?;
        if !self.tail.is_of(&self.places.site) {
            self.anew = Some("somebody else published in between");
            return Ok(Followed::Anew("somebody else published in between"));
        }
        let built = built_json(&self.head, self.as_of, built_at);
        if let Err(error) = replace(&self.places, &mut self.tail, &changes, &built) {
            if matches!(error, SiteError::HalfWay { .. }) {
                self.anew = Some("an update ended half-way");
            }
            return Err(error);
        }
        self.marks.extend(marks);
        self.touched = Touched::default();
        let written = changes.values().filter(|page| page.is_some()).count();
        Ok(Followed::Shown(Update { made, written, removed: changes.len() - written }))
    }

    fn take_in(&mut self, entry: &Recorded) {
        let id = entry.stream;
        let before = self.directory.people.get(&id).cloned();
        let of_roster = self.directory.evolve(entry);
        let Some(now) = self.directory.people.get(&id) else {
            self.anew = Some("the agency itself recorded something");
            return;
        };
        if moves_others(entry, &self.directory) {
            self.anew = Some("somebody who led others comes or goes");
            return;
        }
        self.mentioned.add(entry);
        self.touched.entry_about(id);
        if let Some(mut person) = self.kept.take(id) {
            person.extend([entry.clone()]);
            self.kept.put(person);
        }
        if of_roster {
            let spot = self.everyone.structure.renew(&self.directory, id, self.as_of);
            let structure = &self.everyone.structure;
            let ground = (&self.directory, structure);
            self.touched.roster((before.as_ref(), now), spot.as_ref(), ground, &self.mentioned);
        }
    }

    /// Makes again what is touched. Whose record is new is summed up and printed while it is at hand, as nobody's own
    /// pages look at others' summaries; the pages that do follow when everybody is summed up.
    fn remake(&mut self, streams: &mut dyn Streams) -> Result<Remade, SiteError> {
        let mut remade = Remade::default();
        let people: Vec<_> = self.touched.people.iter().copied().collect();
        for some in people.chunks(AT_ONCE) {
            let people = self.people(some, streams)?;
            people.iter().for_each(|person| self.sum_up(person));
            let own: Vec<_> = some.iter().map(|id| Group::Own(*id)).collect();
            self.print(&own, people, &mut remade)?;
        }
        let left = self.touched.groups.iter().filter(|group| !remade.marks.contains_key(*group));
        let left: Vec<_> = left.cloned().collect();
        for some in left.chunks(AT_ONCE) {
            let own = some.iter().filter_map(|group| match group {
                Group::Own(id) => self.everyone.summaries.contains_key(id).then_some(*id),
                _ => None,
            });
            let people = self.people(&own.collect::<Vec<_>>(), streams)?;
            self.print(some, people, &mut remade)?;
        }
        Ok(remade)
    }

    /// Makes the summary of somebody again about whom something new is known.
    fn sum_up(&mut self, person: &Person) {
        let now = summary(&Sight::of(person, &self.directory, self.as_of));
        let before = self.everyone.put(now.clone());
        self.touched.summed_up(before.as_ref(), &now, &self.directory);
        self.roll_up(before.as_ref(), &now);
    }

    /// Sums up anew what is counted above somebody, where they stood and where they stand.
    fn roll_up(&mut self, before: Option<&Summary>, now: &Summary) {
        if before == Some(now) {
            return;
        }
        let leader = |summary: &Summary| summary.above;
        let moved = before.map(leader) != Some(leader(now));
        for id in before.into_iter().chain([now]).filter_map(leader) {
            for above in self.everyone.roll_above(Some(id), moved) {
                self.touched.groups.insert(Group::RollUp(above));
                if moved {
                    self.touched.groups.extend([Group::Lead(above), Group::Own(above)]);
                }
            }
        }
    }

    /// Prints groups, with the people that they are about, who are kept afterwards; of the pages, those that differ
    /// from what stands are changes.
    fn print(&mut self, groups: &[Group], people: Vec<Person>, remade: &mut Remade) -> Result<(), SiteError> {
        let ground = Ground { directory: &self.directory, everyone: &self.everyone, as_of: self.as_of };
        let about = |group: &Group| people.iter().find(|person| *group == Group::Own(person.id));
        let jobs: Vec<Job<'_>> = groups.iter().map(|group| (group.clone(), about(group))).collect();
        groups::print_all(&self.renderer, &ground, &jobs, |group, printed| {
            remade.take(self.marks.get(&group), group, printed);
            Ok(())
        })?;
        people.into_iter().for_each(|person| self.kept.put(person));
        Ok(())
    }

    /// People folded.
    fn people(&mut self, ids: &[Id], streams: &mut dyn Streams) -> Result<Vec<Person>, SiteError> {
        ids.iter().map(|id| self.person(*id, streams)).collect()
    }

    /// Somebody folded: from memory, else from their stream.
    fn person(&mut self, id: Id, streams: &mut dyn Streams) -> Result<Person, SiteError> {
        if let Some(person) = self.kept.take(id) {
            return Ok(person);
        }
        let entries = streams.stream(id).map_err(|what| SiteError::Stream { what })?;
        Ok(Person::fold(id, entries.into_iter().filter(|entry| counts(entry, self.as_of))))
    }

    /// Ends the live site: what was replaced is folded into the manifest, so that it is believed in the next run of
    /// the system too.
    ///
    /// # Errors
    /// [`SiteError::Busy`], [`SiteError::Disk`]; the site is as it should be all the same.
    pub fn end(self) -> Result<(), SiteError> {
        let _lock = PublishLock::take(&self.places.lock, self.wait)?;
        if self.anew.is_some() || !self.tail.is_of(&self.places.site) {
            return Ok(());
        }
        fold_tail(&self.places)
    }
}
