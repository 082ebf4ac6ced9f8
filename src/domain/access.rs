//! Reading with a recorded purpose (EVENTS.md, "Audience classes"): human resources what is between two, auditors
//! anything but an appraisal in the making. The entry stands in the record that is read, where the employee sees it.

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

/// `record-accessed`: its author reads this record with a purpose, from this entry on to the end of a day.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct RecordAccessed {
    /// Why, in the reader's own words.
    pub purpose: String,
    /// The last day of reading.
    pub until: NaiveDate,
}

/// Who opened somebody's record, and until when; why stands in the entry alone.
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
}

/// The days for which a record is open where none are named, beside the first.
pub const DAYS: u64 = 7;
/// The days for which it may be at most, beside the first; whoever needs longer says why once more.
pub const MOST_DAYS: u64 = 30;

/// Folds who reads whose record. Those that ended before this one began are let go: they open nothing any more.
pub(super) fn evolve(directory: &mut Directory, it: &RecordAccessed, entry: &Recorded) {
    let of = directory.accesses.entry(entry.stream).or_default();
    of.retain(|access| access.until >= entry.occurred_on);
    of.push(Access { reader: entry.actor, role: entry.role, from: entry.occurred_on, until: it.until, seq: entry.seq });
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
    /// those whom they lead or are above, be it that somebody stands in for them.
    pub fn audits(&self, who: Id, of: Id, on: NaiveDate) -> bool {
        let holds = self.people.get(&who).is_some_and(|employee| employee.offices.contains(&Office::Auditor));
        let own = self.agency_now(who) == self.agency_of(of, on);
        holds && own && who != of && !self.is_above(who, of, self.last_known_day(of, on))
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

    /// Whether somebody could open a person's record with a purpose, on a day.
    pub fn may_open(&self, who: Id, of: Id, on: NaiveDate) -> bool {
        who != of && self.people.contains_key(&of) && (self.audits(who, of, on) || self.is_hr_of(who, of, on))
    }

    /// The access by which somebody reads a person's record on a day: opened by then, not ended, and in an office that
    /// they still hold there.
    pub fn access_on(&self, reader: Id, of: Id, on: NaiveDate) -> Option<&Access> {
        let theirs = |access: &&Access| access.reader == reader && (access.from..=access.until).contains(&on);
        let holds = |access: &&Access| match access.role {
            Role::Auditor => self.audits(reader, of, on),
            _ => self.is_hr_of(reader, of, on) && reader != of,
        };
        self.accesses.get(&of)?.iter().rev().find(|access| theirs(access) && holds(access))
    }

    /// The last access of somebody to a person's record that has ended.
    pub fn ended_access(&self, reader: Id, of: Id, on: NaiveDate) -> Option<&Access> {
        let theirs = |access: &&Access| access.reader == reader && access.until < on;
        self.accesses.get(&of)?.iter().rev().find(theirs)
    }

    /// Whether an entry is open to somebody with a purpose: never an appraisal in the making, and nothing that was
    /// recorded for another person.
    pub(super) fn has_opened(&self, reader: Id, entry: Readable, on: NaiveDate) -> bool {
        let open = matches!(entry.class, Class::Person | Class::Pair | Class::Hr) && !entry.withdrawn;
        open && self.access_on(reader, entry.stream, on).is_some()
    }
}

/// Opens a record for whoever asks: `coach access`.
#[derive(Clone, Debug, PartialEq)]
pub struct OpenRecord {
    /// Why.
    pub purpose: String,
    /// The last day; a week from today where none is named.
    pub until: Option<NaiveDate>,
}

impl OpenRecord {
    /// # Errors
    /// Refuses an empty purpose, another day than today, and an end that has passed or lies over 30 days ahead.
    pub fn decide(&self, context: &Context<'_>, person: &Person) -> Result<Vec<Proposed>, Refusal> {
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
        context.record(person, vec![Event::RecordAccessed(RecordAccessed { purpose, until })])
    }
}
