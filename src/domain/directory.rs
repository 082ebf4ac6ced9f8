//! The agency's folded state and the directory: what every command reads beside one person's stream.

use super::{
    access::{self, Access},
    adoption::Adoption,
    agency::AddedAgency,
    appraisal_cycle::CycleOpened,
    audience::Side,
    dispute,
    document::Documents,
    event::Event,
    forum::DisputeForumSet,
    keeping::Keeping,
    names::DisputeId,
    policy::Policy,
    records::Recorded,
    roster::{self, Employee, Office},
    scope::Scope,
    standard::StandardWorkRevised,
    strategy::Strategy,
    topics::{TopicPolicySet, TopicRecurrenceSet},
};
use crate::id::Id;
use chrono::NaiveDate;
use chrono_tz::Tz;
use serde::{Deserialize, Serialize};
use std::collections::{BTreeMap, BTreeSet};

/// The agency, as the genesis entry names it.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Agency {
    /// The id of its stream.
    pub id: Id,
    /// Its name.
    pub name: String,
    /// Its own time zone.
    pub zone: Tz,
    /// Whether this is a demo store.
    pub demo: bool,
    /// The day on which a demonstration stands still, if it does.
    pub as_of: Option<NaiveDate>,
    /// Who opened the record: the first HR officer.
    pub founder: Id,
}

/// Something configured, with the entry that set it.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Set<T> {
    /// What was set.
    pub what: T,
    /// The entry's sequence number.
    pub seq: u64,
    /// The entry's hash, 64 digits.
    pub hash: String,
}

/// The folded state of the agency and of everybody in it. It is kept in step with the log as one blob.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Directory {
    /// The agency; nothing only before the genesis entry.
    pub agency: Option<Agency>,
    /// The first agency's revisions of standard work, oldest first: the minimum for all.
    pub standards: Vec<Set<StandardWorkRevised>>,
    /// The first agency's cadence policies, oldest first; a person's own are with the person.
    pub policies: Vec<Set<Policy>>,
    /// The first agency's topic policies, oldest first.
    pub topics: Vec<Set<TopicPolicySet>>,
    /// How often single topics recur, where the first agency set that, oldest first.
    #[serde(skip_serializing_if = "Vec::is_empty", default)]
    pub recurrences: Vec<Set<TopicRecurrenceSet>>,
    /// The agencies beside the first one, by id.
    #[serde(skip_serializing_if = "BTreeMap::is_empty", default)]
    pub added: BTreeMap<Id, AddedAgency>,
    /// The standard-work documents beside the coaching standard, and the supporting documents of all.
    #[serde(skip_serializing_if = "Documents::is_empty", default)]
    pub(super) documents: Documents,
    /// The appraisal cycles, in the order of opening.
    #[serde(skip_serializing_if = "Vec::is_empty", default)]
    pub cycles: Vec<Set<CycleOpened>>,
    /// Legal holds, orders of destruction and periods of retention.
    #[serde(skip_serializing_if = "Keeping::is_empty", default)]
    pub keeping: Keeping,
    /// The strategic plans and objectives.
    #[serde(skip_serializing_if = "Strategy::is_empty", default)]
    pub strategy: Strategy,
    /// Deployments, trainings and assessments.
    #[serde(skip_serializing_if = "Adoption::is_empty", default)]
    pub adoption: Adoption,
    /// Who opened whose record with a purpose, by the record's owner; or what an agency keeps.
    #[serde(skip_serializing_if = "BTreeMap::is_empty", default)]
    pub(super) accesses: BTreeMap<Id, Vec<Access>>,
    /// The first agency's dispute forums, in the order of setting.
    #[serde(skip_serializing_if = "Vec::is_empty", default)]
    pub forums: Vec<Set<DisputeForumSet>>,
    /// The disputes that are open, by whose they are, so that whoever has a turn in one is told.
    #[serde(skip_serializing_if = "BTreeMap::is_empty", default)]
    pub(super) disputes: BTreeMap<Id, BTreeSet<DisputeId>>,
    /// Everybody, by id.
    pub people: BTreeMap<Id, Employee>,
}

/// The last of those whose effective date has come.
pub(super) fn in_force<T>(sets: &[Set<T>], effective: impl Fn(&T) -> NaiveDate, on: NaiveDate) -> Option<&Set<T>> {
    sets.iter().rev().find(|set| effective(&set.what) <= on)
}

impl Directory {
    /// Folds one entry; says whether anything of the directory changed.
    pub fn evolve(&mut self, entry: &Recorded) -> bool {
        fn set<T: Clone>(what: &T, entry: &Recorded) -> Set<T> {
            Set { what: what.clone(), seq: entry.seq, hash: entry.hash.clone() }
        }
        match &entry.event {
            Event::StoreInitialised(it) => {
                self.agency = Some(Agency {
                    id: entry.stream,
                    name: it.agency.clone(),
                    zone: it.zone,
                    demo: it.demo,
                    founder: entry.actor,
                    as_of: it.as_of,
                });
            }
            Event::AgencyAdded(it) => {
                let added = AddedAgency::new(entry.stream, it, (entry.seq, &entry.hash));
                self.added.insert(entry.stream, added);
            }
            Event::StandardWorkRevised(it) => match self.added.get_mut(&entry.stream) {
                Some(added) => added.standards.push(set(it, entry)),
                None => self.standards.push(set(it, entry)),
            },
            Event::CadencePolicySet(it) => self.policies.push(set(&Policy::from(it), entry)),
            Event::CadenceTightened(it) => {
                let policy = set(&Policy::from(it), entry);
                match &it.scope {
                    Scope::Person(id) => match self.people.get_mut(id) {
                        Some(employee) => employee.policies.push(policy),
                        None => return false,
                    },
                    _ => match self.added.get_mut(&entry.stream) {
                        Some(added) => added.policies.push(policy),
                        None => self.policies.push(policy),
                    },
                }
            }
            Event::TopicPolicySet(it) => match self.added.get_mut(&entry.stream) {
                Some(added) => added.topics.push(set(it, entry)),
                None => self.topics.push(set(it, entry)),
            },
            Event::TopicRecurrenceSet(it) => match self.added.get_mut(&entry.stream) {
                Some(added) => added.recurrences.push(set(it, entry)),
                None => self.recurrences.push(set(it, entry)),
            },
            Event::StandardDocumentOpened(_)
            | Event::StandardDocumentRevised(_)
            | Event::SupportingDocumentLinked(_)
            | Event::SupportingDocumentUnlinked(_)
            | Event::SupportingDocumentKept(_) => self.documents.evolve(entry),
            Event::CycleOpened(it) => self.cycles.push(set(it, entry)),
            Event::DisputeForumSet(it) => match self.added.get_mut(&entry.stream) {
                Some(added) => added.forums.push(set(it, entry)),
                None => self.forums.push(set(it, entry)),
            },
            Event::LegalHoldPlaced(_)
            | Event::LegalHoldReleased(_)
            | Event::ExpungementOrdered(_)
            | Event::ContentDestroyed(_)
            | Event::RetentionPeriodSet(_)
            | Event::RetentionExpired(_) => self.keeping.evolve(entry),
            Event::StrategicPlanAdopted(_) | Event::ObjectivePublished(_) | Event::ObjectiveRetired(_) => {
                self.strategy.evolve(entry);
            }
            Event::DeploymentStarted(_)
            | Event::TrainTheTrainerHeld(_)
            | Event::StandardWorkTrained(_)
            | Event::MaturityAssessed(_) => self.adoption.evolve(entry),
            Event::RecordAccessed(it) => access::evolve(self, it.until, entry),
            Event::KeepingAccessed(it) => {
                access::evolve(self, it.until, entry);
                self.keeping.evolve(entry);
            }
            Event::AccessEnded(it) => {
                access::evolve_end(self, it, entry);
                self.keeping.evolve(entry);
            }
            Event::ReviewRequested(_) | Event::ReviewWithdrawn(_) | Event::ReviewDecided(_) => {
                dispute::opens_or_ends(self, entry);
            }
            _ => {
                access::end(self, entry);
                let mut employee = self.people.remove(&entry.stream);
                let changed = roster::evolve(&mut employee, entry);
                self.people.extend(employee.map(|employee| (entry.stream, employee)));
                return changed;
            }
        }
        true
    }

    /// The zone of the first agency, in which the store's days begin and end.
    pub fn zone(&self) -> Tz {
        self.agency.as_ref().map_or(Tz::UTC, |agency| agency.zone)
    }

    /// The zone of a person's office, or of their agency; an agency's own.
    pub fn zone_of(&self, id: Id) -> Tz {
        let office = self.people.get(&id).and_then(Employee::zone);
        let added = || self.agency_now(id).and_then(|agency| self.added.get(&agency)).map(|it| it.zone);
        office.or_else(added).unwrap_or_else(|| self.zone())
    }

    /// Whether this is a demo store.
    pub fn is_demo(&self) -> bool {
        self.agency.as_ref().is_some_and(|agency| agency.demo)
    }

    /// The name somebody goes by; their id where nobody of that id is known.
    pub fn name(&self, id: Id) -> String {
        self.people.get(&id).map_or_else(|| id.to_string(), |employee| employee.name.clone())
    }

    /// The person with a login.
    pub fn by_login(&self, login: &str) -> Option<&Employee> {
        self.people.values().find(|employee| employee.login == login)
    }

    /// Whether somebody is an officer of human resources.
    pub fn is_hr(&self, id: Id) -> bool {
        self.people.get(&id).is_some_and(|employee| employee.offices.contains(&Office::Hr))
    }

    /// The officers of human resources, without whoever has left or is to leave.
    pub fn hr(&self) -> impl Iterator<Item = &Employee> {
        self.people.values().filter(|employee| employee.offices.contains(&Office::Hr) && employee.stays())
    }

    /// Whether somebody reviews what a person's leader rates, on a day: the leader's leader, and human resources of the
    /// person's agency where nobody is above; never the person, and never who rates.
    pub fn reviews(&self, actor: Id, of: Id, on: NaiveDate) -> bool {
        match self.reviewer_on(of, on) {
            Some(above) => above == actor,
            None => self.is_hr_of(actor, of, on) && actor != of && self.leader_on(of, on) != Some(actor),
        }
    }

    /// The leaders above a person on a day, nearest first; a loop ends the chain, and a vacancy does not.
    pub fn chain_on(&self, id: Id, on: NaiveDate) -> Vec<Id> {
        let mut chain = Vec::new();
        let mut next = self.above_on(id, on);
        while let Some(leader) = next.filter(|leader| *leader != id && !chain.contains(leader)) {
            chain.push(leader);
            next = self.above_on(leader, on);
        }
        chain
    }

    /// The people whose leader somebody is on a day, by name and login.
    pub fn reports_on(&self, leader: Id, on: NaiveDate) -> Vec<&Employee> {
        let mut reports: Vec<_> = self.people.values().filter(|e| self.leader_on(e.id, on) == Some(leader)).collect();
        reports.sort_by(|a, b| (&a.name, &a.login).cmp(&(&b.name, &b.login)));
        reports
    }

    /// Which side somebody is on in the coaching of a person.
    pub fn side(&self, who: Id, of: Id) -> Side {
        if who == of { Side::Employee } else { Side::Leader }
    }

    /// The revision of the coaching standard in force for a person or an agency on a day: of the agency's own, and of
    /// the minimum where it has none.
    pub fn standard_on(&self, of: Id, on: NaiveDate) -> Option<&Set<StandardWorkRevised>> {
        let added = self.added_agency_of(of, on).map(|agency| &self.added[&agency]);
        let own = added.and_then(|added| in_force(&added.standards, |it| it.effective, on));
        own.or_else(|| self.minimum_on(on))
    }

    /// The revisions of the coaching standard that an agency goes by, oldest first: its own, else those of the minimum.
    pub fn revisions_of(&self, agency: Id) -> &[Set<StandardWorkRevised>] {
        let own = self.own(agency).standards;
        if own.is_empty() { &self.standards } else { own }
    }

    /// The revision of the first agency's coaching standard in force on a day: the minimum for every agency here.
    pub fn minimum_on(&self, on: NaiveDate) -> Option<&Set<StandardWorkRevised>> {
        in_force(&self.standards, |it| it.effective, on)
    }
}
