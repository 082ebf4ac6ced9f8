//! Cadence policies in layers: the agency, a tier, a position, a person (N.cadence). Each layer may tighten what the
//! wider ones and the minimum standard ask for, field by field, and never loosen it (N.discretion, 1.R1).
//!
//! A policy is replaced by a later version of its scope, as a whole. It is never withdrawn: the loosest version a scope
//! can have asks for what the wider layers ask for anyway. It is never retroactive either: each month and each meeting
//! is judged by the versions in force on its day.

use super::{
    asked::{Asked, Demand},
    decide::{Context, Proposed},
    directory::{Directory, Set},
    event::{Event, Writer},
    refusal::{Refusal, clean},
    scope::Scope,
    standard::{first_of_a_month, not_before_the_last},
};
use crate::domain::authority::may_write;
use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

/// `cadence-policy-set`: the minutes of 1:1 in a calendar month (1.R1), as a store begins with them. Every later
/// version is a `cadence-tightened`.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct CadencePolicySet {
    /// The version of the policy.
    pub version: u32,
    /// Minutes held in each calendar month, at least.
    pub minutes: u32,
    /// The first month it is in force, by its first day.
    pub effective: NaiveDate,
}

/// `cadence-tightened`: the next version of a scope's policy, whole. A field that is left out asks for nothing.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct CadenceTightened {
    /// For whom.
    pub scope: Scope,
    /// The version of this scope's policy.
    pub version: u32,
    /// Minutes held in each calendar month, at least.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub minutes: Option<u32>,
    /// Days from one meeting held to the next, at most.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub max_gap_days: Option<u32>,
    /// Minutes of each meeting held, at least.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub minutes_a_meeting: Option<u32>,
    /// The first month it is in force, by its first day.
    pub effective: NaiveDate,
    /// Why.
    pub reason: String,
}

/// What a policy asks for, field by field.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Asks {
    /// Minutes held in each calendar month, at least.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub minutes: Option<u32>,
    /// Days from one meeting held to the next, at most.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub max_gap_days: Option<u32>,
    /// Minutes of each meeting held, at least.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub minutes_a_meeting: Option<u32>,
}

/// One version of one scope's policy, as the directory keeps it.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Policy {
    /// For whom.
    pub scope: Scope,
    /// The version of this scope's policy.
    pub version: u32,
    /// What it asks for.
    pub asks: Asks,
    /// The first month it is in force, by its first day.
    pub effective: NaiveDate,
    /// Why; nothing for a person's own, whose words stay in that person's record.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub reason: Option<String>,
}

impl From<&CadencePolicySet> for Policy {
    fn from(it: &CadencePolicySet) -> Self {
        let asks = Asks { minutes: Some(it.minutes), ..Asks::default() };
        Self { scope: Scope::Agency, version: it.version, asks, effective: it.effective, reason: None }
    }
}

impl From<&CadenceTightened> for Policy {
    fn from(it: &CadenceTightened) -> Self {
        let own = matches!(it.scope, Scope::Person(_));
        Self {
            scope: it.scope.clone(),
            version: it.version,
            asks: Asks { minutes: it.minutes, max_gap_days: it.max_gap_days, minutes_a_meeting: it.minutes_a_meeting },
            effective: it.effective,
            reason: (!own).then(|| it.reason.clone()),
        }
    }
}

/// The last version of those of one scope whose effective day has come.
pub(super) fn version_on<'s>(
    policies: impl DoubleEndedIterator<Item = &'s Set<Policy>>,
    on: NaiveDate,
) -> Option<&'s Set<Policy>> {
    policies.rev().find(|set| set.what.effective <= on)
}

/// Sets the next version of a scope's cadence policy: `coach standard cadence`.
#[derive(Clone, Debug, PartialEq)]
pub struct Tighten {
    /// For whom.
    pub scope: Scope,
    /// What it asks for.
    pub asks: Asks,
    /// The first month it is in force, by its first day.
    pub effective: NaiveDate,
    /// Why.
    pub reason: String,
}

impl Tighten {
    /// # Errors
    /// Refuses anyone but HR, a policy that asks for nothing or for what nobody can hold, a day that is not the first
    /// of a month or lies before the scope's last version, a scope that is nobody's, a version that says nothing new,
    /// and any field that is looser than what the wider layers or the minimum standard ask for.
    pub fn decide(self, context: &Context<'_>) -> Result<Vec<Proposed>, Refusal> {
        let directory = context.directory;
        let agency = context.agency();
        let stream = match self.scope {
            Scope::Person(id) | Scope::OtherAgency(id) => id,
            _ => agency,
        };
        let title = "Cadence policy set";
        let role = may_write(directory, context.actor, stream, Writer::Hr, title, context.today)?;
        first_of_a_month(context, self.effective)?;
        self.fits()?;
        let reason = clean("reason", &self.reason)?;
        let scope = self.known(context)?;
        let last = directory.policies_of(&scope, Some(stream)).last().map(|set| &set.what);
        if let Some(last) = last {
            let name = format!("The cadence policy for {}:", scope.words(directory));
            not_before_the_last(&name, last.version, last.effective, self.effective)?;
            if last.asks == self.asks && self.effective >= last.effective {
                let what = format!("{name} version {} asks for the same already.", last.version);
                return Err(Refusal::new(what, "Change a number, or leave the policy as it is.").by("N.discretion"));
            }
        }
        let whose = directory.agency_of(stream, self.effective);
        let wider = directory.asked_above(&scope, whose, self.effective);
        let looser = looser(directory, self.asks, &wider);
        if !looser.is_empty() {
            let what = format!("The policy for {} is looser than what holds there already.", scope.words(directory));
            let next = "A narrower policy tightens, field by field; what it leaves out stays as the wider one asks.";
            return Err(Refusal::new(what, next).by("N.discretion").listing(looser));
        }
        let Asks { minutes, max_gap_days, minutes_a_meeting } = self.asks;
        let event = Event::CadenceTightened(CadenceTightened {
            scope,
            version: last.map_or(0, |last| last.version) + 1,
            minutes,
            max_gap_days,
            minutes_a_meeting,
            effective: self.effective,
            reason,
        });
        Ok(vec![Proposed::new(stream, role, context.today, event)])
    }

    /// Whether people can hold what the numbers say.
    fn fits(&self) -> Result<(), Refusal> {
        let Asks { minutes, max_gap_days, minutes_a_meeting } = self.asks;
        if self.asks == Asks::default() {
            let next = "Give at least one of --minutes, --gap and --meeting-minutes.";
            return Err(Refusal::new("The policy asks for nothing.", next).by("N.cadence"));
        }
        for (what, value, from, to) in [
            ("minutes a calendar month", minutes, 1, 2_400),
            ("days between two meetings", max_gap_days, 1, 92),
            ("minutes a meeting", minutes_a_meeting, 5, 480),
        ] {
            if let Some(value) = value.filter(|value| !(from..=to).contains(value)) {
                let what = format!("{value} {what} is nothing that people can hold to.");
                return Err(Refusal::new(what, format!("Give {from} to {to}.")).by("N.cadence"));
            }
        }
        Ok(())
    }

    /// The scope as rosters write it: a policy for a tier or a position that nobody has would be a slip of the pen.
    fn known(&self, context: &Context<'_>) -> Result<Scope, Refusal> {
        let (directory, agency) = (context.directory, context.agency());
        let (kind, wanted, all): (_, _, Vec<&str>) = match &self.scope {
            Scope::Tier(tier) => ("tier", tier, directory.positions_in(agency).map(|it| &*it.tier).collect()),
            Scope::Role(role) => ("position", role, directory.positions_in(agency).map(|it| &*it.position).collect()),
            Scope::Person(id) if !directory.people.contains_key(id) => {
                return Err(Refusal::new(format!("{id} is nobody of the roster."), "Name a person: coach who."));
            }
            Scope::OtherAgency(id) if !directory.added.contains_key(id) => {
                return Err(Refusal::new(format!("{id} is no agency."), "Name one: coach agency list."));
            }
            // What another agency asks of everybody in it.
            Scope::Agency if directory.added.contains_key(&agency) => return Ok(Scope::OtherAgency(agency)),
            other => return Ok(other.clone()),
        };
        if let Some(found) = all.iter().find(|held| held.eq_ignore_ascii_case(wanted.trim())) {
            let found = (*found).to_owned();
            return Ok(if kind == "tier" { Scope::Tier(found) } else { Scope::Role(found) });
        }
        let known: std::collections::BTreeSet<_> = all.into_iter().map(str::to_owned).collect();
        let what = match directory.added.is_empty() {
            true => format!("Nobody on the roster is in the {kind} {wanted:?}."),
            false => format!("Nobody of {} is in the {kind} {wanted:?}.", directory.agency_name(agency)),
        };
        Err(Refusal::new(what, format!("Name a {kind} that somebody holds."))
            .by("N.cadence")
            .listing(known.into_iter().collect()))
    }
}

/// Each field in which a policy is looser than what holds already, with the entry that asks for more.
fn looser(directory: &Directory, asks: Asks, wider: &Asked<'_>) -> Vec<String> {
    let says = |what: &str, value: u32, asked: &Demand<'_>| {
        let (by, seq, short) = (asked.by.words(directory), asked.by.seq(), &asked.by.hash()[..8]);
        format!("{value} {what}: the {by} asks for {} (#{seq} {short})", asked.value)
    };
    let fewer = |what: &str, value: Option<u32>, asked: Option<Demand<'_>>| {
        let (value, asked) = (value?, asked?);
        (value < asked.value).then(|| says(what, value, &asked))
    };
    let more = |what: &str, value: Option<u32>, asked: Option<Demand<'_>>| {
        let (value, asked) = (value?, asked?);
        (value > asked.value).then(|| says(what, value, &asked))
    };
    let lines = [
        fewer("minutes a month", asks.minutes, wider.minutes),
        more("days between meetings", asks.max_gap_days, wider.max_gap_days),
        fewer("minutes a meeting", asks.minutes_a_meeting, wider.minutes_a_meeting),
    ];
    lines.into_iter().flatten().collect()
}
