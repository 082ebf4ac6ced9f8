//! What is asked of a person on a day: the strictest of all layers, field by field, each with the entry it comes from
//! (1.R1, N.cadence, N.discretion). Every page, check and warning asks here and nowhere else.

use super::{
    directory::{Directory, Set},
    policy::{Policy, version_on},
    scope::Scope,
    standard::StandardWorkRevised,
};
use crate::id::Id;
use chrono::NaiveDate;

/// Where a number comes from.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum By<'d> {
    /// The minimum of the standard work in force.
    Standard(&'d Set<StandardWorkRevised>),
    /// A layer of policies.
    Policy(&'d Set<Policy>),
}

impl<'d> By<'d> {
    /// The number of the entry.
    pub fn seq(&self) -> u64 {
        match self {
            By::Standard(set) => set.seq,
            By::Policy(set) => set.seq,
        }
    }

    /// The hash of the entry, 64 digits.
    pub fn hash(&self) -> &'d str {
        match self {
            By::Standard(set) => &set.hash,
            By::Policy(set) => &set.hash,
        }
    }

    /// Since when it is in force.
    pub fn since(&self) -> NaiveDate {
        match self {
            By::Standard(set) => set.what.effective,
            By::Policy(set) => set.what.effective,
        }
    }

    /// What it is, in words: `minimum of standard version 2`, `cadence policy version 1 for tier supervisor`.
    pub fn words(&self, directory: &Directory) -> String {
        match self {
            By::Standard(set) => match directory.added_setter(set.seq) {
                Some(agency) => {
                    let name = directory.agency_name(agency);
                    format!("minimum of standard version {} of {name}", set.what.version)
                }
                None => format!("minimum of standard version {}", set.what.version),
            },
            By::Policy(set) => match &set.what.scope {
                Scope::Agency => format!("cadence policy version {}", set.what.version),
                scope => format!("cadence policy version {} for {}", set.what.version, scope.words(directory)),
            },
        }
    }
}

/// A number that is asked for, and where it comes from.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Demand<'d> {
    /// The number.
    pub value: u32,
    /// Where it comes from: of layers that ask for the same, the widest.
    pub by: By<'d>,
}

/// What is asked on a day; a field that nothing asks for is empty.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Asked<'d> {
    /// Minutes held in the calendar month, at least.
    pub minutes: Option<Demand<'d>>,
    /// Days from one meeting held to the next, at most.
    pub max_gap_days: Option<Demand<'d>>,
    /// Minutes of each meeting held, at least.
    pub minutes_a_meeting: Option<Demand<'d>>,
}

impl<'d> Asked<'d> {
    /// Takes a policy in, wherever it asks for more.
    fn tighten(&mut self, set: &'d Set<Policy>) {
        let by = By::Policy(set);
        let stricter = |field: &mut Option<Demand<'d>>, value: Option<u32>, is_stricter: fn(u32, u32) -> bool| {
            if let Some(value) = value.filter(|value| field.is_none_or(|known| is_stricter(*value, known.value))) {
                *field = Some(Demand { value, by });
            }
        };
        stricter(&mut self.minutes, set.what.asks.minutes, |new, known| new > known);
        stricter(&mut self.max_gap_days, set.what.asks.max_gap_days, |new, known| new < known);
        stricter(&mut self.minutes_a_meeting, set.what.asks.minutes_a_meeting, |new, known| new > known);
    }

    /// Takes the minimum of a standard in, if it is higher.
    fn at_least(&mut self, standard: &'d Set<StandardWorkRevised>) {
        let value = standard.what.minimum_minutes;
        if self.minutes.is_none_or(|known| value > known.value) {
            self.minutes = Some(Demand { value, by: By::Standard(standard) });
        }
    }
}

fn is_tier(scope: &Scope) -> bool {
    matches!(scope, Scope::Tier(_))
}

fn is_role(scope: &Scope) -> bool {
    matches!(scope, Scope::Role(_))
}

impl Directory {
    /// What is asked of a person on a day, by the position and agency they were in then.
    pub fn asked_of(&self, person: Id, on: NaiveDate) -> Asked<'_> {
        let scope = Scope::Person(person);
        let agency = self.agency_of(person, on);
        let mut asked = self.asked_above(&scope, agency, on);
        let own = self.policies_of(&scope, agency);
        version_on(own, on).into_iter().for_each(|set| asked.tighten(set));
        asked
    }

    /// What is asked of everybody in an agency, before tiers, positions and persons; of everybody in the store where
    /// no other agency is named.
    pub fn asked_in(&self, agency: Option<Id>, on: NaiveDate) -> Asked<'_> {
        let mut asked = Asked::default();
        version_on(self.policies_of(&Scope::Agency, None), on).into_iter().for_each(|set| asked.tighten(set));
        self.minimum_on(on).into_iter().for_each(|standard| asked.at_least(standard));
        if let Some(id) = agency {
            self.standard_on(id, on).into_iter().for_each(|standard| asked.at_least(standard));
            let own = Scope::OtherAgency(id);
            version_on(self.policies_of(&own, agency), on).into_iter().for_each(|set| asked.tighten(set));
        }
        asked
    }

    /// What the wider layers ask for where a scope's policy would hold, set by an agency: what it may tighten and not
    /// loosen. A person's is that of the tier and position they were in.
    pub fn asked_above(&self, scope: &Scope, agency: Option<Id>, on: NaiveDate) -> Asked<'_> {
        match scope {
            Scope::Agency => {
                let mut minimum = Asked::default();
                self.minimum_on(on).into_iter().for_each(|standard| minimum.at_least(standard));
                minimum
            }
            Scope::OtherAgency(id) => {
                let mut asked = self.asked_in(None, on);
                self.standard_on(*id, on).into_iter().for_each(|standard| asked.at_least(standard));
                asked
            }
            Scope::Tier(_) | Scope::Role(_) => self.asked_in(agency, on),
            Scope::Person(id) => {
                let mut asked = self.asked_in(agency, on);
                if let Some(employee) = self.people.get(id) {
                    for kind in [is_tier, is_role] {
                        let own = agency.map_or(&[][..], |agency| self.own(agency).policies);
                        let layer = own.iter().filter(|set| kind(&set.what.scope));
                        let layer = layer.filter(|set| set.what.scope.holds_for(self, employee, on));
                        version_on(layer, on).into_iter().for_each(|set| asked.tighten(set));
                    }
                }
                asked
            }
        }
    }

    /// The versions of a scope's policy, oldest first; tiers and positions are those of the agency that set it.
    pub fn policies_of<'d>(
        &'d self,
        scope: &Scope,
        agency: Option<Id>,
    ) -> impl DoubleEndedIterator<Item = &'d Set<Policy>> + use<'d> {
        let own = match scope {
            Scope::Agency => &self.policies,
            Scope::Person(id) => self.people.get(id).map_or(&[][..], |employee| &employee.policies),
            Scope::OtherAgency(id) => self.own(*id).policies,
            Scope::Tier(_) | Scope::Role(_) => agency.map_or(&[][..], |agency| self.own(agency).policies),
        };
        let scope = scope.clone();
        own.iter().filter(move |set| set.what.scope.is(&scope))
    }
}
