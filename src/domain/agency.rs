//! The agencies of a store. The first one is founded by the genesis entry; its coaching standard is the minimum for all
//! (J.scope). Others are added to it. Each sets its own standard, policies and topics on top of that minimum, in a
//! stream of its own (N.adapt, N.discretion), and a person belongs to one of them on each day.

use super::{
    authority::{may_record, may_write},
    decide::{Context, Proposed},
    directory::{Directory, Set},
    document::Shelf,
    event::{Event, Writer},
    forum::DisputeForumSet,
    policy::Policy,
    refusal::{Refusal, clean},
    roster::{Employee, Office, PositionAssigned, RoleGranted, RoleRevoked},
    staffing::holds_office,
    standard::StandardWorkRevised,
    topics::{TopicPolicySet, TopicRecurrenceSet},
};
use crate::id::Id;
use chrono::NaiveDate;
use chrono_tz::Tz;
use serde::{Deserialize, Serialize};

/// `agency-added`: the first entry of a further agency's own stream.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct AgencyAdded {
    /// Its name.
    pub name: String,
    /// Its time zone.
    pub zone: Tz,
}

/// `agency-joined`: from a day on, a person belongs to an agency.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct AgencyJoined {
    /// The agency.
    pub agency: Id,
    /// The first day.
    pub from: NaiveDate,
}

/// An agency that was added to the store, with what it set for itself.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct AddedAgency {
    /// The id of its stream.
    pub id: Id,
    /// Its name.
    pub name: String,
    /// Its own time zone.
    pub zone: Tz,
    /// The number of the entry that added it.
    pub seq: u64,
    /// That entry's hash, 64 digits.
    pub hash: String,
    /// Its own revisions of standard work, oldest first.
    pub standards: Vec<Set<StandardWorkRevised>>,
    /// Its own cadence policies, oldest first.
    pub policies: Vec<Set<Policy>>,
    /// Its own topic policies, oldest first.
    pub topics: Vec<Set<TopicPolicySet>>,
    /// How often single topics recur there, oldest first.
    pub recurrences: Vec<Set<TopicRecurrenceSet>>,
    /// Its own dispute forums, in the order of setting.
    #[serde(skip_serializing_if = "Vec::is_empty", default)]
    pub forums: Vec<Set<DisputeForumSet>>,
}

impl AddedAgency {
    /// An agency that has set nothing yet.
    pub(super) fn new(id: Id, it: &AgencyAdded, (seq, hash): (u64, &str)) -> Self {
        Self {
            id,
            name: it.name.clone(),
            zone: it.zone,
            seq,
            hash: hash.to_owned(),
            standards: Vec::new(),
            policies: Vec::new(),
            topics: Vec::new(),
            recurrences: Vec::new(),
            forums: Vec::new(),
        }
    }
}

/// What one agency set for itself; of the first one, what it set for all.
#[derive(Clone, Copy, Debug, Default)]
pub struct Own<'d> {
    /// The revisions of standard work, oldest first.
    pub standards: &'d [Set<StandardWorkRevised>],
    /// The cadence policies, oldest first.
    pub policies: &'d [Set<Policy>],
    /// The topic policies, oldest first.
    pub topics: &'d [Set<TopicPolicySet>],
    /// How often single topics recur, oldest first.
    pub recurrences: &'d [Set<TopicRecurrenceSet>],
    /// The dispute forums, in the order of setting.
    pub forums: &'d [Set<DisputeForumSet>],
    /// The further documents and what supports them, if it ever kept any.
    pub(super) shelf: Option<&'d Shelf>,
}

impl Own<'_> {
    /// Whether anything is set.
    pub fn is_empty(&self) -> bool {
        let sets = [self.standards.len(), self.policies.len(), self.topics.len(), self.recurrences.len()];
        sets == [0; 4] && self.forums.is_empty() && self.shelf.is_none()
    }

    fn has(&self, seq: u64) -> bool {
        fn any<T>(sets: &[Set<T>], seq: u64) -> bool {
            sets.iter().any(|set| set.seq == seq)
        }
        any(self.standards, seq)
            || any(self.policies, seq)
            || any(self.topics, seq)
            || any(self.recurrences, seq)
            || any(self.forums, seq)
    }
}

impl<'d> From<&'d AddedAgency> for Own<'d> {
    fn from(it: &'d AddedAgency) -> Self {
        let AddedAgency { standards, policies, topics, recurrences, forums, .. } = it;
        Self { standards, policies, topics, recurrences, forums, shelf: None }
    }
}

impl Directory {
    /// The agency that the store began with; nothing only before the genesis entry.
    pub fn first_agency(&self) -> Option<Id> {
        self.agency.as_ref().map(|agency| agency.id)
    }

    /// Whether a stream is an agency's.
    pub fn is_agency(&self, id: Id) -> bool {
        self.first_agency() == Some(id) || self.added.contains_key(&id)
    }

    /// The agency somebody belongs to on a day, which is the first one unless they joined another; an agency itself is
    /// its own.
    pub fn agency_of(&self, of: Id, on: NaiveDate) -> Option<Id> {
        if self.added.contains_key(&of) {
            return Some(of);
        }
        self.people.get(&of).and_then(|employee| employee.agency_on(on)).or_else(|| self.first_agency())
    }

    /// The same, where it is another than the first one.
    pub fn added_agency_of(&self, of: Id, on: NaiveDate) -> Option<Id> {
        self.agency_of(of, on).filter(|agency| self.added.contains_key(agency))
    }

    /// The agency somebody belongs to by the newest that the roster says: where they hold their office.
    pub fn agency_now(&self, of: Id) -> Option<Id> {
        self.agency_of(of, NaiveDate::MAX)
    }

    /// The name of an agency; its id where none of that id is known.
    pub fn agency_name(&self, id: Id) -> String {
        let first = self.agency.iter().find(|agency| agency.id == id).map(|agency| agency.name.clone());
        first.or_else(|| self.added.get(&id).map(|it| it.name.clone())).unwrap_or_else(|| id.to_string())
    }

    /// Every agency with its name: the first one, then the others by name.
    pub fn agencies(&self) -> Vec<(Id, &str)> {
        let mut added: Vec<_> = self.added.values().map(|it| (it.id, &*it.name)).collect();
        added.sort_by_key(|(id, name)| (*name, *id));
        self.agency.iter().map(|agency| (agency.id, &*agency.name)).chain(added).collect()
    }

    /// The agency of a name, whatever its case, or of an id.
    pub fn agency_named(&self, words: &str) -> Option<Id> {
        let wanted = words.trim();
        let named = |(id, name): &(Id, &str)| name.eq_ignore_ascii_case(wanted) || id.to_string() == wanted;
        self.agencies().into_iter().find(named).map(|(id, _)| id)
    }

    /// What an agency set for itself; of the first one, what it set for all.
    pub fn own(&self, agency: Id) -> Own<'_> {
        match self.added.get(&agency) {
            Some(added) => Own { shelf: self.documents.of(agency), ..added.into() },
            None if self.first_agency() != Some(agency) => Own::default(),
            None => Own {
                standards: &self.standards,
                policies: &self.policies,
                topics: &self.topics,
                recurrences: &self.recurrences,
                forums: &self.forums,
                shelf: self.documents.of(agency),
            },
        }
    }

    /// The agency other than the first whose own page of standard work its people go by: one that set anything for
    /// itself.
    pub fn sets_for_itself(&self, agency: Id) -> Option<Id> {
        (self.added.contains_key(&agency) && !self.own(agency).is_empty()).then_some(agency)
    }

    /// Whether an agency has a revision of the coaching standard of its own; of the first one, of the minimum.
    pub fn has_own_standard(&self, agency: Id) -> bool {
        !self.own(agency).standards.is_empty()
    }

    /// The agency other than the first that set something by an entry of this number.
    pub fn added_setter(&self, seq: u64) -> Option<Id> {
        self.added.values().find(|it| Own::from(*it).has(seq)).map(|it| it.id)
    }

    /// Whether somebody is of human resources of the agency that a person belongs to on a day, or of that agency.
    pub fn is_hr_of(&self, who: Id, of: Id, on: NaiveDate) -> bool {
        self.is_hr(who) && self.agency_now(who) == self.agency_of(of, on)
    }

    /// The officers of human resources of an agency, without whoever has left or is to leave.
    pub fn hr_of(&self, agency: Option<Id>) -> impl Iterator<Item = &Employee> {
        self.hr().filter(move |officer| self.agency_now(officer.id) == agency)
    }

    /// Whether somebody is an officer of human resources, and their agency has no other who stays.
    pub fn is_last_officer(&self, id: Id) -> bool {
        self.is_hr(id) && self.hr_of(self.agency_now(id)).all(|officer| officer.id == id)
    }

    /// Whether somebody keeps the roster of an agency: its own human resources, and those of the first agency until it
    /// has any.
    pub fn keeps_roster_of(&self, who: Id, agency: Option<Id>) -> bool {
        let own = self.agency_now(who);
        self.is_hr(who) && (own == agency || own == self.first_agency() && self.hr_of(agency).next().is_none())
    }

    /// The positions that people of an agency hold now.
    pub fn positions_in(&self, agency: Id) -> impl Iterator<Item = &PositionAssigned> {
        let here = move |employee: &&Employee| self.agency_now(employee.id) == Some(agency);
        self.people.values().filter(here).filter_map(|employee| employee.position.as_ref())
    }
}

/// Adds an agency to the store, with a new id: `coach agency add`.
///
/// # Errors
/// Refuses anyone but human resources of the first agency, an empty name, one of several lines, and one that another
/// agency has.
pub fn add(context: &Context<'_>, id: Id, added: &AgencyAdded) -> Result<Vec<Proposed>, Refusal> {
    let directory = context.directory;
    let first = directory.first_agency().unwrap_or(context.actor);
    let role = may_write(directory, context.actor, first, Writer::Hr, "Agency added", context.today)?;
    let name = clean("agency's name", &added.name)?;
    if name.contains(['\n', '\t']) {
        let what = "The agency's name has several lines or columns.";
        return Err(Refusal::new(what, "Give it in one, as a roster writes it."));
    }
    if directory.agency_named(&name).is_some() {
        let what = format!("There is an agency called {name} already.");
        return Err(Refusal::new(what, "Give the new one another name; `coach agency list` has them all."));
    }
    let event = Event::AgencyAdded(AgencyAdded { name, zone: added.zone });
    Ok(vec![Proposed::new(id, role, context.today, event)])
}

/// Makes somebody an officer of human resources of the agency they belong to, or ends that: `coach agency officer`.
///
/// # Errors
/// Refuses anyone but who keeps the roster of that agency, what is so already, who has left or is to leave, and ending
/// the office of the agency's last officer.
pub fn officer(context: &Context<'_>, person: Id, ends: bool) -> Result<Vec<Proposed>, Refusal> {
    let directory = context.directory;
    let event = match ends {
        true => Event::RoleRevoked(RoleRevoked { role: Office::Hr }),
        false => Event::RoleGranted(RoleGranted { role: Office::Hr }),
    };
    let role = may_record(directory, context.actor, person, &event, context.today)?;
    let (name, agency) = (directory.name(person), directory.agency_now(person));
    let called = agency.map_or_else(String::new, |agency| directory.agency_name(agency));
    if directory.is_hr(person) != ends {
        let is = if ends { "is no" } else { "is an" };
        let what = format!("{name} {is} officer of human resources of {called} already.");
        return Err(Refusal::new(what, "Nothing has to be recorded."));
    }
    let known = directory.people.get(&person);
    if let Some(employee) = known.filter(|_| !ends) {
        holds_office(employee, context.today)?;
    }
    if ends && directory.is_employed(person, context.today) && directory.is_last_officer(person) {
        let what = format!("{name} is the last officer of human resources of {called}.");
        return Err(Refusal::new(what, "Name another one first: coach agency officer PERSON."));
    }
    Ok(vec![Proposed::new(person, role, context.today, event)])
}
