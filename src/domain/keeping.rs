//! What the agencies' record keepers have set: legal holds, orders of destruction, and the periods of retention series,
//! as the directory keeps them beside everybody. Each is of the agency in whose stream it stands. None of it holds a
//! word that anybody typed.

use super::{audience::Retention, event::Event, records::Recorded};
use crate::id::Id;
use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

/// The folded state of holds, orders and periods.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Keeping {
    /// The holds in force, oldest first.
    #[serde(skip_serializing_if = "Vec::is_empty", default)]
    pub holds: Vec<Held>,
    /// The orders of destruction, oldest first.
    #[serde(skip_serializing_if = "Vec::is_empty", default)]
    pub orders: Vec<Ordered>,
    /// The periods that were set, oldest first.
    #[serde(skip_serializing_if = "Vec::is_empty", default)]
    pub periods: Vec<Period>,
}

/// A legal hold in force.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Held {
    /// The entry that placed it, by which it is named.
    pub seq: u64,
    /// The agency that placed it.
    pub agency: Id,
    /// Whose whole record is held.
    pub people: Vec<Id>,
    /// The entries that are held.
    pub entries: Vec<u64>,
}

/// An order of destruction.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Ordered {
    /// The entry that gave it, by which it is named.
    pub seq: u64,
    /// The agency that gave it.
    pub agency: Id,
    /// The entries to destroy.
    pub targets: Vec<u64>,
    /// The entry that says it was carried out.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub carried_out: Option<u64>,
}

/// How long a series is kept, from the entry on that set it.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Period {
    /// The agency that set it, for the records of its people.
    pub agency: Id,
    /// The series.
    pub series: Retention,
    /// Years after the day it happened.
    pub years: u32,
    /// The entry.
    pub seq: u64,
}

impl Held {
    /// Whether the hold holds an entry of somebody's stream.
    pub fn holds(&self, stream: Id, seq: u64) -> bool {
        self.people.contains(&stream) || self.entries.contains(&seq)
    }
}

impl Keeping {
    /// Whether nothing was ever set: then nothing is kept of it.
    pub fn is_empty(&self) -> bool {
        self.holds.is_empty() && self.orders.is_empty() && self.periods.is_empty()
    }

    /// Folds one entry.
    pub(super) fn evolve(&mut self, entry: &Recorded) {
        let (seq, agency) = (entry.seq, entry.stream);
        let ordered = |targets: &[u64]| Ordered { seq, agency, targets: targets.to_vec(), carried_out: None };
        match &entry.event {
            Event::LegalHoldPlaced(it) => {
                self.holds.push(Held { seq, agency, people: it.people.clone(), entries: it.entries.clone() });
            }
            Event::LegalHoldReleased(it) => self.holds.retain(|held| held.seq != it.hold),
            Event::ExpungementOrdered(it) => self.orders.push(ordered(&it.targets)),
            Event::RetentionExpired(it) => self.orders.push(ordered(&it.targets)),
            Event::ContentDestroyed(it) => {
                for order in self.orders.iter_mut().filter(|order| order.seq == it.order) {
                    order.carried_out = Some(seq);
                }
            }
            Event::RetentionPeriodSet(it) => {
                self.periods.push(Period { agency, series: it.series, years: it.years, seq })
            }
            _ => {}
        }
    }

    /// The holds of an agency that are in force.
    pub fn holds_of(&self, agency: Id) -> impl Iterator<Item = &Held> {
        self.holds.iter().filter(move |held| held.agency == agency)
    }

    /// An agency's period of a series as it stands.
    pub fn period(&self, agency: Id, series: Retention) -> Option<&Period> {
        self.periods.iter().rev().find(|period| period.agency == agency && period.series == series)
    }

    /// The day before which entries of a series are past an agency's period.
    pub fn kept_from(&self, agency: Id, series: Retention, today: NaiveDate) -> Option<NaiveDate> {
        today.checked_sub_months(chrono::Months::new(12 * self.period(agency, series)?.years))
    }

    /// The order with this number.
    pub fn order(&self, seq: u64) -> Option<&Ordered> {
        self.orders.iter().find(|order| order.seq == seq)
    }
}
