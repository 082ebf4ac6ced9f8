//! What to do about what is left: a pure decision.
//!
//! An intact head names the last hash, each header names the one before it: walking back from the head finds exactly
//! the entries that head stands for, whichever copy they are in, and nothing else.

use super::{
    Copy,
    gather::{Claim, Gathered, Pick, Source},
};
use crate::log::{Hash, LogError, chain::Chain, journal::HeadFile};
use std::collections::BTreeSet;

/// What is to become of the journal.
#[derive(Debug)]
pub(super) enum JournalPlan {
    /// It is right as it is.
    Keep,
    /// Only its head file is to be written anew.
    Head(HeadFile),
    /// It is to be built anew from the chain.
    Rebuild,
    /// No complete chain is left.
    Salvage,
}

/// What to do.
#[derive(Debug)]
pub(super) struct Plan {
    pub(super) journal: JournalPlan,
    /// The entries of the log, in order.
    pub(super) chain: Vec<Pick>,
    /// The sequences that are in no copy, as ranges.
    pub(super) missing: Vec<(u64, u64)>,
    /// Whether an intact head says where the log ends.
    pub(super) confirmed: bool,
    /// The entries whose bodies were ordered destroyed: no copy gives one back.
    pub(super) destroyed: BTreeSet<u64>,
}

impl Plan {
    /// How many entries only sled had.
    pub(super) fn count_from_sled(&self) -> usize {
        self.chain.iter().filter(|pick| matches!(pick.source, Source::Sled)).count()
    }
}

/// Decides what to do, from both copies or from the one named.
pub(super) fn decide(all: &Gathered, from: Option<Copy>) -> Result<Plan, LogError> {
    let claims = match from {
        None => [all.journal_claim, all.sled_claim],
        Some(Copy::Journal) => [all.journal_claim, None],
        Some(Copy::Sled) => [None, all.sled_claim],
    };
    let claimed = claims.into_iter().flatten().reduce(|best, next| if next.0 > best.0 { next } else { best });
    let confirmed = claimed.is_some();
    let top = claimed.unwrap_or_else(|| highest(all, from));
    let top = if from.is_none() { extended(all, top)? } else { top };
    let (mut chain, missing) = walk_back(all, from, top);
    let destroyed = if missing.is_empty() { whole(all, &mut chain)? } else { None };
    let links = destroyed.is_some();
    if links && from.is_none() {
        must_be_on_it(all, &chain)?;
    }
    let end = chain.last().map(|pick| pick.hash);
    let journal = if !links {
        JournalPlan::Salvage
    } else if all.journal_usable && all.journal_claim == Some((chain.len() as u64, end)) {
        JournalPlan::Keep
    } else {
        match &all.natural {
            Some(natural) if natural.hash == end && end.is_some() => JournalPlan::Head(natural.clone()),
            _ => JournalPlan::Rebuild,
        }
    };
    let destroyed = destroyed.unwrap_or_default();
    Ok(Plan { journal, chain, missing, confirmed, destroyed })
}

fn usable(all: &Gathered, from: Option<Copy>, seq: u64) -> impl Iterator<Item = &Pick> {
    let picks = all.picks.get(&seq).into_iter().flatten();
    picks.filter(move |pick| match from {
        None => true,
        Some(Copy::Journal) => matches!(pick.source, Source::Journal(..)),
        Some(Copy::Sled) => matches!(pick.source, Source::Sled),
    })
}

/// Without an intact head, the entry with the highest sequence.
fn highest(all: &Gathered, from: Option<Copy>) -> Claim {
    let seqs = all.picks.keys().rev().copied();
    let best = seqs.filter_map(|seq| usable(all, from, seq).next()).next();
    best.map_or((0, None), |pick| (pick.seq + 1, Some(pick.hash)))
}

/// Complete batches that follow the head and that only lack being named by it.
fn extended(all: &Gathered, top: Claim) -> Result<Claim, LogError> {
    let (mut best, mut at) = (top, top);
    while let Some(pick) = usable(all, None, at.0).find(|pick| pick.prev == at.1) {
        let (entry, _) = all.read(pick)?;
        at = (at.0 + 1, Some(pick.hash));
        if entry.header.batch[0] + 1 == entry.header.batch[1] {
            best = at;
        }
    }
    Ok(best)
}

/// Walks back along the hashes; where an entry is missing, goes on with whatever is intact before it.
fn walk_back(all: &Gathered, from: Option<Copy>, top: Claim) -> (Vec<Pick>, Vec<(u64, u64)>) {
    let (mut chain, mut missing) = (Vec::new(), Vec::<(u64, u64)>::new());
    let mut named: Option<Option<Hash>> = Some(top.1);
    // A head claiming more than can be there must not make us count to 2^64.
    let highest = all.picks.keys().next_back().map_or(0, |seq| seq + 1);
    let start = top.0.min(highest);
    if start < top.0 {
        missing.push((start, top.0 - 1));
        named = None;
    }
    for seq in (0..start).rev() {
        let fits = |pick: &&Pick| named.is_none_or(|named| named == Some(pick.hash));
        // Of the same entry with and without its body, the one that has it: whether it may stand is decided below.
        match usable(all, from, seq).filter(fits).min_by_key(|pick| pick.bare) {
            Some(pick) => {
                named = Some(pick.prev);
                chain.push(pick.clone());
            }
            None => {
                named = None;
                match missing.last_mut() {
                    Some((first, _)) if *first == seq + 1 => *first = seq,
                    _ => missing.push((seq, seq)),
                }
            }
        }
    }
    chain.reverse();
    missing.reverse();
    (chain, missing)
}

/// Whether the entries form one chain, and then which bodies were ordered destroyed; an incomplete batch at the end is
/// dropped.
fn whole(all: &Gathered, picks: &mut Vec<Pick>) -> Result<Option<BTreeSet<u64>>, LogError> {
    let mut chain = Chain::default();
    for pick in picks.iter() {
        let (entry, _) = all.read(pick)?;
        if chain.pass(&entry, entry.hash()).is_err() {
            return Ok(None);
        }
    }
    if chain.gone.unexplained().is_some() {
        return Ok(None);
    }
    if let Some(first) = chain.links.incomplete() {
        picks.truncate(usize::try_from(first).unwrap_or(usize::MAX));
    }
    Ok(Some(chain.gone.named().clone()))
}

/// Both copies' intact heads must be on the chain, and a journal that is right in itself must be all of it.
fn must_be_on_it(all: &Gathered, chain: &[Pick]) -> Result<(), LogError> {
    let on_it = |(count, hash): Claim| match usize::try_from(count).ok().and_then(|count| count.checked_sub(1)) {
        None => true,
        Some(last) => chain.get(last).is_some_and(|pick| Some(pick.hash) == hash),
    };
    let count = |claim: Option<Claim>| claim.map_or(0, |(count, _)| count);
    let (journal, sled) = (count(all.journal_claim), count(all.sled_claim));
    if !all.journal_claim.is_none_or(on_it) || !all.sled_claim.is_none_or(on_it) {
        let what = format!("the journal ends with entry {journal}, sled with {sled}, and they are not of one chain");
        return Err(LogError::Choose { what });
    }
    if all.journal_clean && journal < chain.len() as u64 {
        let what = format!("the journal has {journal} entries, sled goes on to {}", chain.len());
        return Err(LogError::Choose { what });
    }
    Ok(())
}
