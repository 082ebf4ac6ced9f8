//! What the agencies' record keepers have set: legal holds, orders of destruction, and the periods of retention series,
//! as the directory keeps them beside everybody. Each is of the agency in whose stream it stands. Of the words it holds
//! those alone that human resources typed for it: matter, authority, reasons; never one of a record that is held or
//! destroyed.

use super::{
    access::{AccessEnded, KeepingAccessed},
    audience::Retention,
    event::Event,
    legal_hold::{LegalHoldPlaced, LegalHoldReleased},
    records::Recorded,
    retention::RetentionPeriodSet,
    strategy::Dated,
};
use crate::id::Id;
use chrono::NaiveDate;
use serde::{Deserialize, Serialize};
use std::fmt;

/// The folded state of holds, orders and periods.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Keeping {
    /// The holds, oldest first: those in force and those that were released.
    #[serde(skip_serializing_if = "Vec::is_empty", default)]
    pub holds: Vec<Held>,
    /// The orders of destruction, oldest first.
    #[serde(skip_serializing_if = "Vec::is_empty", default)]
    pub orders: Vec<Ordered>,
    /// The periods that were set, oldest first.
    #[serde(skip_serializing_if = "Vec::is_empty", default)]
    pub periods: Vec<Period>,
    /// What auditors opened of all this with a purpose, oldest first.
    #[serde(skip_serializing_if = "Vec::is_empty", default)]
    pub opened: Vec<Opened>,
}

/// What somebody recorded.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Act<T> {
    /// What, on which day, by which entry.
    pub dated: Dated<T>,
    /// Who.
    pub by: Id,
}

/// A legal hold.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Held {
    /// The agency that placed it.
    pub agency: Id,
    /// How it was placed. It is named by that entry's number.
    pub placed: Act<LegalHoldPlaced>,
    /// How it was released; nothing while it is in force.
    pub released: Option<Act<LegalHoldReleased>>,
}

/// An order of destruction.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Ordered {
    /// The agency that gave it.
    pub agency: Id,
    /// How it was given. It is named by that entry's number.
    pub given: Act<Order>,
    /// The entries to destroy; once it was carried out, those that were destroyed.
    pub targets: Vec<u64>,
    /// The entry that says it was carried out.
    pub carried_out: Option<Dated<()>>,
}

/// By what something is ordered destroyed.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub enum Order {
    /// By an authority.
    Authority {
        /// Who ordered it, and under which number.
        authority: String,
        /// Why.
        reason: String,
    },
    /// By the schedule of a series: what happened before a day is past its period.
    Schedule(Retention, NaiveDate),
}

/// How long a series is kept, from the entry on that set it.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Period {
    /// The agency that set it, for the records of its people.
    pub agency: Id,
    /// How it was set.
    pub set: Act<RetentionPeriodSet>,
}

/// What an auditor opened with a purpose.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Opened {
    /// The agency whose record keeping it is.
    pub agency: Id,
    /// How it was opened.
    pub access: Act<KeepingAccessed>,
    /// How it was ended before its last day, if it was.
    pub ended: Option<Act<AccessEnded>>,
}

impl fmt::Display for Order {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Order::Authority { authority, .. } => f.write_str(authority),
            Order::Schedule(series, _) => write!(f, "the retention schedule of the series {series}"),
        }
    }
}

impl<T: Clone> Act<T> {
    fn of(what: &T, entry: &Recorded) -> Self {
        Self { dated: Dated::of(what, entry), by: entry.actor }
    }
}

impl Held {
    /// The number of the entry that placed it.
    pub fn seq(&self) -> u64 {
        self.placed.dated.seq
    }

    /// Whether it is in force.
    pub fn is_in_force(&self) -> bool {
        self.released.is_none()
    }

    /// Whether the hold is in force and holds an entry of somebody's stream.
    pub fn holds(&self, stream: Id, seq: u64) -> bool {
        let what = &self.placed.dated.what;
        self.is_in_force() && (what.people.contains(&stream) || what.entries.contains(&seq))
    }
}

impl Ordered {
    /// The number of the entry that gave it.
    pub fn seq(&self) -> u64 {
        self.given.dated.seq
    }

    /// Whether it waits to be carried out.
    pub fn waits(&self) -> bool {
        self.carried_out.is_none()
    }
}

impl Period {
    /// The series that is kept.
    pub fn series(&self) -> Retention {
        self.set.dated.what.series
    }

    /// Years after the day something happened.
    pub fn years(&self) -> u32 {
        self.set.dated.what.years
    }
}

impl Keeping {
    /// Whether nothing was ever set: then nothing is kept of it.
    pub fn is_empty(&self) -> bool {
        self.holds.is_empty() && self.orders.is_empty() && self.periods.is_empty() && self.opened.is_empty()
    }

    /// Folds one entry.
    pub(super) fn evolve(&mut self, entry: &Recorded) {
        let agency = entry.stream;
        let mut order = |what: Order, targets: &[u64]| {
            let (given, targets) = (Act::of(&what, entry), targets.to_vec());
            self.orders.push(Ordered { agency, given, targets, carried_out: None });
        };
        match &entry.event {
            Event::LegalHoldPlaced(it) => {
                self.holds.push(Held { agency, placed: Act::of(it, entry), released: None });
            }
            Event::LegalHoldReleased(it) => {
                for held in self.holds.iter_mut().filter(|held| held.seq() == it.hold) {
                    held.released = Some(Act::of(it, entry));
                }
            }
            Event::ExpungementOrdered(it) => {
                let (authority, reason) = (it.authority.clone(), it.reason.clone());
                order(Order::Authority { authority, reason }, &it.targets);
            }
            Event::RetentionExpired(it) => order(Order::Schedule(it.series, it.before), &it.targets),
            Event::ContentDestroyed(it) => {
                for order in self.orders.iter_mut().filter(|order| order.seq() == it.order) {
                    order.carried_out = Some(Dated::of(&(), entry));
                    order.targets.clone_from(&it.targets);
                }
            }
            Event::RetentionPeriodSet(it) => self.periods.push(Period { agency, set: Act::of(it, entry) }),
            Event::KeepingAccessed(it) => {
                self.opened.push(Opened { agency, access: Act::of(it, entry), ended: None });
            }
            Event::AccessEnded(it) => {
                for opened in self.opened.iter_mut().filter(|opened| opened.access.dated.seq == it.access) {
                    opened.ended = Some(Act::of(it, entry));
                }
            }
            _ => {}
        }
    }

    /// The holds of an agency that are in force.
    pub fn holds_of(&self, agency: Id) -> impl Iterator<Item = &Held> {
        self.holds.iter().filter(move |held| held.agency == agency && held.is_in_force())
    }

    /// The single entries that a hold names.
    pub fn held_by(&self, hold: u64) -> Vec<u64> {
        let held = self.holds.iter().find(|held| held.seq() == hold);
        held.map_or_else(Vec::new, |held| held.placed.dated.what.entries.clone())
    }

    /// The orders that wait to be carried out, of every agency.
    pub fn waiting(&self) -> impl Iterator<Item = &Ordered> {
        self.orders.iter().filter(|order| order.waits())
    }

    /// Whether an order that waits names an entry.
    pub fn is_ordered(&self, seq: u64) -> bool {
        // An order names entries in order.
        self.waiting().any(|order| order.targets.binary_search(&seq).is_ok())
    }

    /// Whether what stood in an entry was destroyed.
    pub fn is_destroyed(&self, seq: u64) -> bool {
        self.orders.iter().any(|order| !order.waits() && order.targets.binary_search(&seq).is_ok())
    }

    /// An agency's period of a series as it stands.
    pub fn period(&self, agency: Id, series: Retention) -> Option<&Period> {
        self.periods.iter().rev().find(|period| period.agency == agency && period.series() == series)
    }

    /// The day before which entries of a series are past an agency's period.
    pub fn kept_from(&self, agency: Id, series: Retention, today: NaiveDate) -> Option<NaiveDate> {
        today.checked_sub_months(chrono::Months::new(12 * self.period(agency, series)?.years()))
    }

    /// The order with this number.
    pub fn order(&self, seq: u64) -> Option<&Ordered> {
        self.orders.iter().find(|order| order.seq() == seq)
    }
}
