//! Reading with a recorded purpose (EVENTS.md, "Audience classes"): human resources what is between two, auditors
//! anything but an appraisal in the making. The entry stands in the record that is read, where the employee sees it; what
//! an agency's record keepers keep about holds and orders is opened in the agency's own stream, where they see it.

use super::{
    audience::{Class, Role},
    authority::Readable,
    decide::{Context, Proposed},
    directory::Directory,
    event::Event,
    person::Person,
    records::Recorded,
    refusal::{Refusal, clean, rule},
    roster::{Employee, Office},
};
use crate::id::Id;
use chrono::{Days, NaiveDate};
use serde::{Deserialize, Serialize};
use std::collections::BTreeSet;

/// `record-accessed`: its author reads this record with a purpose, from this entry on to the end of a day.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct RecordAccessed {
    /// Why, in the reader's own words.
    pub purpose: String,
    /// The last day of reading.
    pub until: NaiveDate,
}

/// `keeping-accessed`: an auditor reads what an agency keeps about holds, orders and periods, with a purpose, from this
/// entry on to the end of a day.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct KeepingAccessed {
    /// Why, in the auditor's own words.
    pub purpose: String,
    /// The last day of reading.
    pub until: NaiveDate,
}

/// `access-ended`: what was opened with a purpose is open no longer, before its last day.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct AccessEnded {
    /// The entry that opened it.
    pub access: u64,
    /// Why it ends, where that was said.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub reason: Option<String>,
}

/// Who opened somebody's record, or what an agency keeps, and until when; why stands in the entry alone.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Access {
    /// Who reads.
    pub reader: Id,
    /// As what: human resources, or an auditor.
    pub role: Role,
    /// The day on which it was recorded.
    pub from: NaiveDate,
    /// The last day.
    pub until: NaiveDate,
    /// The entry.
    pub seq: u64,
    /// The day on which it was ended, where it was before that.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub ended: Option<NaiveDate>,
}

impl Access {
    /// The last day, as it came to be.
    pub fn last(&self) -> NaiveDate {
        self.ended.unwrap_or(self.until)
    }
}

/// The days for which a record is open where none are named, beside the first.
pub const DAYS: u64 = 7;
/// The days for which it may be at most, beside the first; whoever needs longer says why once more.
pub const MOST_DAYS: u64 = 30;

/// Folds who reads whose record, to which day. Those that ended before this one began are let go: they open nothing any
/// more.
pub(super) fn evolve(directory: &mut Directory, until: NaiveDate, entry: &Recorded) {
    let (reader, role, from, seq) = (entry.actor, entry.role, entry.occurred_on, entry.seq);
    let of = directory.accesses.entry(entry.stream).or_default();
    of.retain(|access| access.last() >= from);
    of.push(Access { reader, role, from, until, seq, ended: None });
}

/// Folds the early end of an access.
pub(super) fn evolve_end(directory: &mut Directory, it: &AccessEnded, entry: &Recorded) {
    let of = directory.accesses.get_mut(&entry.stream).into_iter().flatten();
    of.filter(|access| access.seq == it.access).for_each(|access| access.ended = Some(entry.occurred_on));
}

/// Lets go of what somebody opened in an office that ends: once it is granted again, a purpose is said anew.
pub(super) fn end(directory: &mut Directory, entry: &Recorded) {
    let ends = |role: Role| match &entry.event {
        Event::RoleRevoked(it) => (it.role == Office::Auditor) == (role == Role::Auditor),
        Event::AgencyJoined(_) | Event::EmployeeRehired(_) => true,
        _ => false,
    };
    if ends(Role::Auditor) || ends(Role::Hr) {
        directory.accesses.retain(|_, of| {
            of.retain(|access| access.reader != entry.stream || !ends(access.role));
            !of.is_empty()
        });
    }
}

impl Directory {
    /// Whether somebody is an auditor of the agency that a person belongs to on a day. Nobody audits themselves, nor
    /// those whom they lead or are above, be it that somebody stands in for them, or did so in the cycle that runs.
    pub fn audits(&self, who: Id, of: Id, on: NaiveDate) -> bool {
        let holds = self.people.get(&who).is_some_and(|employee| employee.offices.contains(&Office::Auditor));
        let own = self.agency_now(who) == self.agency_of(of, on);
        holds && own && who != of && !self.was_above(who, of, self.last_known_day(of, on))
    }

    /// Whether somebody is above a person on a day, or was on one before it in the appraisal cycle that runs then.
    fn was_above(&self, who: Id, of: Id, on: NaiveDate) -> bool {
        let running = self.appraisal_cycle_on(on).filter(|cycle| cycle.what.contains(on));
        let first = running.map_or(on, |cycle| cycle.what.from);
        // Everybody who was ever above them, and the days on which one of their lines begins or is over, or one of them
        // comes or goes: between two of these nobody changes places.
        let (mut known, mut next, mut days) = (vec![of], 0, BTreeSet::from([first, on]));
        while let Some(id) = known.get(next).copied() {
            next += 1;
            let Some(employee) = self.people.get(&id) else { continue };
            let lines = || employee.lines.iter().chain(&employee.standing.acting);
            let turns = lines().map(|line| (line.from, line.to));
            let turns = turns.chain(employee.standing.gone.iter().map(|gone| (gone.from, gone.to)));
            let turns = turns.flat_map(|(from, to)| [Some(from), to.and_then(|to| to.succ_opt())]).flatten();
            days.extend(turns.filter(|day| first < *day && *day < on));
            for leader in lines().map(|line| line.leader) {
                if !known.contains(&leader) {
                    known.push(leader);
                }
            }
        }
        known[1..].contains(&who) && days.into_iter().any(|day| self.is_above(who, of, day))
    }

    /// Whether somebody is above a person on a day: as one who stands in, or as a leader of record for whom somebody does.
    fn is_above(&self, who: Id, of: Id, on: NaiveDate) -> bool {
        let (mut known, mut next) = (vec![of], 0);
        while let Some(id) = known.get(next).copied() {
            next += 1;
            let record = self.line_on(id, on).map(|line| line.leader);
            for leader in [self.above_on(id, on), record].into_iter().flatten() {
                if !known.contains(&leader) {
                    known.push(leader);
                }
            }
        }
        known[1..].contains(&who)
    }

    /// The auditors of an agency.
    pub fn auditors_of(&self, agency: Option<Id>) -> impl Iterator<Item = &Employee> {
        let auditors = self.people.values().filter(|employee| employee.offices.contains(&Office::Auditor));
        auditors.filter(move |auditor| self.agency_now(auditor.id) == agency)
    }

    /// The day by which a record is read: the last one of who left.
    pub(super) fn last_known_day(&self, of: Id, on: NaiveDate) -> NaiveDate {
        self.people.get(&of).and_then(|employee| employee.last_day(on)).unwrap_or(on)
    }

    /// Whether somebody could open a person's record with a purpose, on a day; of an agency, what it keeps about holds and
    /// orders, which its human resources read without.
    pub fn may_open(&self, who: Id, of: Id, on: NaiveDate) -> bool {
        let as_hr = self.is_hr_of(who, of, on);
        match self.is_agency(of) {
            true => !as_hr && self.audits(who, of, on),
            false => who != of && self.people.contains_key(&of) && (as_hr || self.audits(who, of, on)),
        }
    }

    /// The accesses to a record that are open on a day: opened by then, not ended, and in an office that their reader
    /// still holds there; the first to be recorded first.
    pub fn open_accesses(&self, of: Id, on: NaiveDate) -> impl DoubleEndedIterator<Item = &Access> {
        let runs = move |access: &&Access| access.ended.is_none() && (access.from..=access.until).contains(&on);
        let holds = move |access: &&Access| match access.role {
            Role::Auditor => self.audits(access.reader, of, on),
            _ => self.is_hr_of(access.reader, of, on) && access.reader != of,
        };
        self.accesses.get(&of).into_iter().flatten().filter(runs).filter(holds)
    }

    /// The access by which somebody reads a person's record on a day.
    pub fn access_on(&self, reader: Id, of: Id, on: NaiveDate) -> Option<&Access> {
        self.open_accesses(of, on).rev().find(|access| access.reader == reader)
    }

    /// Of the accesses of somebody to a person's record that have ended, the one that did so last.
    pub fn ended_access(&self, reader: Id, of: Id, on: NaiveDate) -> Option<&Access> {
        let over = |access: &&Access| access.reader == reader && (access.ended.is_some() || access.until < on);
        self.accesses.get(&of)?.iter().filter(over).max_by_key(|access| (access.last(), access.seq))
    }

    /// Whether an entry is open to somebody with a purpose: never an appraisal in the making, and nothing that was
    /// recorded for another person.
    pub(super) fn has_opened(&self, reader: Id, entry: Readable, on: NaiveDate) -> bool {
        let open = matches!(entry.class, Class::Person | Class::Pair | Class::Hr) && !entry.withdrawn;
        open && self.access_on(reader, entry.stream, on).is_some()
    }
}

/// Opens a record for whoever asks, or what an agency keeps: `coach access`.
#[derive(Clone, Debug, PartialEq)]
pub struct OpenRecord {
    /// Why.
    pub purpose: String,
    /// The last day; a week from today where none is named.
    pub until: Option<NaiveDate>,
}

impl OpenRecord {
    /// # Errors
    /// Refuses an empty purpose, another day than today, an end that has passed or lies over 30 days ahead, and of what an
    /// agency keeps its human resources, who read it without.
    pub fn decide(&self, context: &Context<'_>, person: &Person) -> Result<Vec<Proposed>, Refusal> {
        let of_an_agency = context.directory.is_agency(person.id);
        if of_an_agency && context.directory.is_hr_of(context.actor, person.id, context.today) {
            let what = "Human resources read what is kept about holds and orders without a purpose.";
            return Err(Refusal::new(what, "coach legal-hold list, coach retention list.").by(rule::PURPOSE));
        }
        let purpose = clean("purpose", &self.purpose)?;
        let today = context.today;
        if context.on != today {
            let what = "A record is opened from the moment on at which that is recorded.";
            return Err(Refusal::new(what, "Leave the day out.").by(rule::PURPOSE));
        }
        let ahead = |days: u64| today.checked_add_days(Days::new(days)).unwrap_or(today);
        let (until, last) = (self.until.unwrap_or_else(|| ahead(DAYS)), ahead(MOST_DAYS));
        if !(today..=last).contains(&until) {
            let what = format!("A record is opened for {MOST_DAYS} days at most, and not for days that have passed.");
            let next = format!("Name a day from {today} to {last}; after it, say once more why.");
            return Err(Refusal::new(what, next).by(rule::PURPOSE));
        }
        let event = match of_an_agency {
            true => Event::KeepingAccessed(KeepingAccessed { purpose, until }),
            false => Event::RecordAccessed(RecordAccessed { purpose, until }),
        };
        context.record(person, vec![event])
    }
}

/// Ends what was opened with a purpose before its last day: `coach access --end`.
#[derive(Clone, Debug, PartialEq)]
pub struct EndAccess {
    /// The entry that opened it; everything that the actor has open where none is named.
    pub access: Option<u64>,
    /// Why, if that is said.
    pub reason: Option<String>,
}

impl EndAccess {
    /// # Errors
    /// Refuses what is not open, another day than today, and an access of somebody else to all but human resources.
    pub fn decide(&self, context: &Context<'_>, person: &Person) -> Result<Vec<Proposed>, Refusal> {
        let (directory, today) = (context.directory, context.today);
        if context.on != today {
            let what = "An access ends at the moment at which that is recorded.";
            return Err(Refusal::new(what, "Leave the day out.").by(rule::PURPOSE));
        }
        let open: Vec<_> = directory.open_accesses(person.id, today).collect();
        let own = |access: &Access| access.reader == context.actor;
        let ends: Vec<_> = match self.access {
            Some(seq) => open.iter().filter(|access| access.seq == seq).collect(),
            None => open.iter().filter(|access| own(access)).collect(),
        };
        let as_hr = directory.is_hr_of(context.actor, person.id, today);
        let listed = || {
            let named = |it: &&Access| format!("#{}, of {}, until {}", it.seq, directory.name(it.reader), it.until);
            open.iter().filter(|access| as_hr || own(access)).map(named).collect::<Vec<_>>()
        };
        if ends.is_empty() {
            let what = match self.access {
                Some(seq) => format!("#{seq} is no access to this record that is open."),
                None => "You have no access to this record that is open.".to_owned(),
            };
            let listed = listed();
            let next = match listed.is_empty() {
                true => "Nothing is left to end.",
                false => "What is open is ended by its number: --end --entry NUMBER.",
            };
            return Err(Refusal::new(what, next).by(rule::PURPOSE).listing(listed));
        }
        if let Some(other) = ends.iter().find(|access| !own(access) && !as_hr) {
            let what = format!("#{} is the access of {}.", other.seq, directory.name(other.reader));
            let next = "Whoever opened a record ends that, or human resources of the agency.";
            return Err(Refusal::new(what, next).by(rule::PURPOSE));
        }
        let reason = self.reason.as_deref().map(|reason| clean("reason", reason)).transpose()?;
        let end = |access: &&&Access| {
            let event = Event::AccessEnded(AccessEnded { access: access.seq, reason: reason.clone() });
            let role = if own(access) { access.role } else { Role::Hr };
            let mut proposed = Proposed::new(person.id, role, today, event);
            if directory.is_agency(person.id) {
                proposed.class = Class::Hr;
            }
            proposed.cause = Some(access.seq);
            proposed
        };
        Ok(ends.iter().map(end).collect())
    }
}
