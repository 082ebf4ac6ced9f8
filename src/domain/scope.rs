//! For whom a policy holds: everybody, one agency, a tier, a position, a person (N.cadence, N.discretion).

use super::{
    directory::Directory,
    names::{NotAName, as_text},
    roster::Employee,
};
use crate::id::Id;
use chrono::NaiveDate;
use std::{fmt, str::FromStr};

/// A layer of policies, the widest first. On the wire it is a text: `agency`, `agency:ID`, `tier:supervisor`,
/// `role:Permit Technician`, `person:ID`.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Scope {
    /// Everybody of the store: what the first agency sets.
    Agency,
    /// Everybody of another agency in the same store.
    OtherAgency(Id),
    /// Everybody of a tier, as rosters name it, in the agency that sets it.
    Tier(String),
    /// Everybody in a position, as rosters name it, in the agency that sets it.
    Role(String),
    /// One person.
    Person(Id),
}

impl Scope {
    /// Whether a policy of this scope holds for somebody on a day, by the position they were in then.
    pub fn holds_for(&self, directory: &Directory, employee: &Employee, on: NaiveDate) -> bool {
        let same = |held: Option<&str>, wanted: &str| held.is_some_and(|held| held.eq_ignore_ascii_case(wanted));
        match self {
            Scope::Agency => true,
            Scope::OtherAgency(id) => directory.agency_of(employee.id, on) == Some(*id),
            Scope::Tier(tier) => same(employee.tier_on(on), tier),
            Scope::Role(role) => same(employee.position_on(on), role),
            Scope::Person(id) => *id == employee.id,
        }
    }

    /// Whether two scopes are the same; words are compared as rosters are, without case.
    pub fn is(&self, other: &Scope) -> bool {
        match (self, other) {
            (Scope::Tier(one), Scope::Tier(two)) | (Scope::Role(one), Scope::Role(two)) => {
                one.eq_ignore_ascii_case(two)
            }
            _ => self == other,
        }
    }

    /// The scope as a person reads it: `the agency`, `tier supervisor`, `Ana Ruiz`.
    pub fn words(&self, directory: &Directory) -> String {
        match self {
            Scope::Agency if directory.added.is_empty() => "the agency".to_owned(),
            Scope::Agency => "every agency".to_owned(),
            Scope::OtherAgency(id) => directory.agency_name(*id),
            Scope::Tier(tier) => format!("tier {tier}"),
            Scope::Role(role) => format!("position {role}"),
            Scope::Person(id) => directory.name(*id),
        }
    }
}

impl fmt::Display for Scope {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Scope::Agency => f.write_str("agency"),
            Scope::OtherAgency(id) => write!(f, "agency:{id}"),
            Scope::Tier(tier) => write!(f, "tier:{tier}"),
            Scope::Role(role) => write!(f, "role:{role}"),
            Scope::Person(id) => write!(f, "person:{id}"),
        }
    }
}

impl FromStr for Scope {
    type Err = NotAName;

    fn from_str(text: &str) -> Result<Self, NotAName> {
        let wrong =
            || NotAName { text: text.to_owned(), wanted: "a scope such as agency, tier:supervisor or person:ID" };
        if text == "agency" {
            return Ok(Scope::Agency);
        }
        let (kind, name) = text.split_once(':').filter(|(_, name)| !name.trim().is_empty()).ok_or_else(wrong)?;
        Ok(match kind {
            "agency" => Scope::OtherAgency(name.parse().map_err(|_| wrong())?),
            "tier" => Scope::Tier(name.to_owned()),
            "role" => Scope::Role(name.to_owned()),
            "person" => Scope::Person(name.parse().map_err(|_| wrong())?),
            _ => return Err(wrong()),
        })
    }
}

as_text!(Scope);

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_scope_reads_back_as_written_and_nothing_else_does() {
        for text in
            ["agency", "agency:00000000000000aa", "tier:supervisor", "role:Clerk: night", "person:00000000000000aa"]
        {
            assert_eq!(text.parse::<Scope>().expect(text).to_string(), text);
        }
        for wrong in ["", "agency:", "agency:north", "tier:", "tier: ", "person:ana", "unit:Permits", "supervisor"] {
            assert!(wrong.parse::<Scope>().is_err(), "{wrong}");
        }
    }
}
