//! Legal holds: what a hold covers is not destroyed, whoever orders it, until the hold is released.

use super::{
    authority::{another_officer, may_write},
    decide::{Context, Proposed},
    destruction::must_be_of_the_agency,
    event::{Event, Writer},
    refusal::{Refusal, clean, rule},
};
use crate::id::Id;
use serde::{Deserialize, Serialize};
use std::collections::{BTreeMap, BTreeSet};

/// `legal-hold-placed`: whole records of people, or single entries, are held for a matter.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct LegalHoldPlaced {
    /// The matter, as those who asked for the hold name it.
    pub matter: String,
    /// Whose whole record is held.
    #[serde(skip_serializing_if = "Vec::is_empty", default)]
    pub people: Vec<Id>,
    /// The entries that are held.
    #[serde(skip_serializing_if = "Vec::is_empty", default)]
    pub entries: Vec<u64>,
    /// Why.
    pub reason: String,
}

/// `legal-hold-released`: a hold is over.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct LegalHoldReleased {
    /// The entry that placed the hold.
    pub hold: u64,
    /// Why.
    pub reason: String,
}

/// Places a hold: `coach legal-hold place`.
///
/// # Errors
/// Refuses anyone but HR, a hold on nothing, entries that are not there (`there` has those that are, each with the stream
/// it is in) or were destroyed, and what is of another agency.
pub fn place(
    context: &Context<'_>,
    mut wish: LegalHoldPlaced,
    there: &BTreeMap<u64, Id>,
) -> Result<Vec<Proposed>, Refusal> {
    context.hr_only("Legal hold placed")?;
    if wish.people.is_empty() && wish.entries.is_empty() {
        let next = "Name whose record it holds (--person), or which entries (--entry).";
        return Err(Refusal::new("A legal hold on nothing.", next).by(rule::HOLD));
    }
    if let Some(missing) = wish.entries.iter().find(|seq| !there.contains_key(seq)) {
        let what = format!("There is no entry #{missing}.");
        return Err(Refusal::new(what, "`coach log PERSON` lists the entries with their numbers."));
    }
    for stream in &wish.people {
        may_write(context.directory, context.actor, *stream, Writer::Hr, "Legal hold placed", context.today)?;
    }
    must_be_of_the_agency(context, wish.entries.iter().filter_map(|seq| Some((*seq, *there.get(seq)?))))?;
    if let Some(gone) = wish.entries.iter().find(|seq| context.directory.keeping.is_destroyed(**seq)) {
        let what = format!("What stood in #{gone} was destroyed by order.");
        return Err(Refusal::new(what, "Nothing is left to hold; leave it out.").by(rule::HOLD));
    }
    // What is named twice is held once.
    let (mut people, mut entries) = (BTreeSet::new(), BTreeSet::new());
    wish.people.retain(|id| people.insert(*id));
    wish.entries.retain(|seq| entries.insert(*seq));
    let (matter, reason) = (clean("matter", &wish.matter)?, clean("reason", &wish.reason)?);
    context.for_agency(vec![Event::LegalHoldPlaced(LegalHoldPlaced { matter, reason, ..wish })])
}

/// Releases a hold: `coach legal-hold release`.
///
/// # Errors
/// Refuses anyone but HR of the agency that placed it, HR whose own record it holds or an entry of that (`there` has the
/// stream each entry that is held stands in), and what is no hold in force.
pub fn release(
    context: &Context<'_>,
    hold: u64,
    reason: &str,
    there: &BTreeMap<u64, Id>,
) -> Result<Vec<Proposed>, Refusal> {
    context.hr_only("Legal hold released")?;
    let holds = || context.directory.keeping.holds_of(context.agency());
    let Some(held) = holds().find(|held| held.seq() == hold) else {
        let list = holds().map(|held| format!("#{}", held.seq())).collect();
        let what = format!("#{hold} is no legal hold of yours in force.");
        return Err(Refusal::new(what, "`coach legal-hold list` lists those that are.").by(rule::HOLD).listing(list));
    };
    let what = &held.placed.dated.what;
    if what.people.iter().chain(what.entries.iter().filter_map(|seq| there.get(seq))).any(|of| *of == context.actor) {
        let what = "Nobody releases a hold on their own record.";
        return Err(Refusal::new(what, another_officer(context)).by(rule::HOLD));
    }
    let reason = clean("reason", reason)?;
    context.for_agency(vec![Event::LegalHoldReleased(LegalHoldReleased { hold, reason })])
}

/// Refuses what a hold holds: entries by number, each with the stream it is in.
///
/// # Errors
/// The holds that are in the way, and what each of them holds.
pub(super) fn must_not_hold(context: &Context<'_>, entries: &[(Id, u64)]) -> Result<(), Refusal> {
    let held = context.directory.keeping.holds.iter().filter_map(|hold| {
        let held = entries.iter().filter(|(stream, seq)| hold.holds(*stream, *seq)).map(|(_, seq)| format!("#{seq}"));
        let held: Vec<_> = held.collect();
        (!held.is_empty()).then(|| format!("legal hold #{} holds {}", hold.seq(), held.join(", ")))
    });
    let held: Vec<_> = held.collect();
    if held.is_empty() {
        return Ok(());
    }
    let what = "A legal hold is in the way. Nothing was destroyed.";
    let next = "Once the matter is over, human resources releases it: coach legal-hold release NUMBER -m WHY.";
    Err(Refusal::new(what, next).by(rule::HOLD).listing(held))
}
