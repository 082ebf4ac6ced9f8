//! Ordered destruction: what may be destroyed, what carries the same words and so has to go with it, and the order.

use super::{
    appraisal::Verdict,
    audience::{Class, Retention, Role},
    authority::{another_officer, may_read},
    decide::{Context, Proposed},
    directory::Directory,
    dispute::step_of,
    event::{Event, Writer},
    expectations::{PerformancePlanIssued, PerformancePlanModified, is_element},
    legal_hold::must_not_hold,
    records::Recorded,
    refusal::{Refusal, clean, rule},
};
use crate::id::Id;
use chrono::NaiveDate;
use serde::{Deserialize, Serialize};
use serde_json::Value;
use std::collections::BTreeSet;

/// `expungement-ordered`: an authority orders entries destroyed. It orders; `content-destroyed` says that it was done.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ExpungementOrdered {
    /// Who ordered it, and under which number.
    pub authority: String,
    /// The entries to destroy, in order: with everything that carries the same words.
    pub targets: Vec<u64>,
    /// Why.
    pub reason: String,
}

/// `content-destroyed`: what stood in these entries is destroyed; their headers stay. The log itself knows this kind.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ContentDestroyed {
    /// The entry that ordered it.
    pub order: u64,
    /// The entries, in order: those of the order, and what has repeated their words since.
    pub targets: Vec<u64>,
}

/// Whether another entry carries words of an entry, so that destroying one alone would leave them: a correction and
/// what it corrects, a misfiled entry and the one in the right record, a rating and the appraisal that delivers it, two
/// versions of a performance plan that share an element; and what the employee said against it. So does what would come
/// back without it: a rating that it took back or replaced, and the approvals before it; a dispute that it ended. Of a
/// request for a review every step goes with it.
pub fn carries(one: &Recorded, other: &Recorded) -> bool {
    let corrects = |by: &Recorded, what: &Recorded| match &by.event {
        Event::EntryCorrected(correction) => correction.target == what.seq,
        _ => false,
    };
    let moved = |to: &Recorded, from: &Recorded| to.cause == Some(from.seq) && to.stream != from.stream;
    let handed = handed_on(&other.event);
    let shares = one.stream == other.stream && handed_on(&one.event).iter().any(|part| handed.contains(part));
    // What was said against an entry may quote it, and not the other way round.
    let contested = matches!(&other.event, Event::EntryContested(contested) if contested.target == one.seq);
    let revives = one.stream == other.stream && other.seq < one.seq && holds_down(&one.event, &other.event);
    // So may what was transcribed of a paper about it.
    let papers = matches!(&other.event, Event::PaperTranscribed(paper) if paper.target == Some(one.seq));
    let asked = matches!(one.event, Event::ReviewRequested(_));
    let steps = asked && one.stream == other.stream && of_one_dispute(&one.event, &other.event);
    contested
        || papers
        || steps
        || revives
        || corrects(one, other)
        || corrects(other, one)
        || moved(one, other)
        || moved(other, one)
        || shares
}

fn of_one_dispute(one: &Event, other: &Event) -> bool {
    step_of(one).is_some_and(|dispute| step_of(other) == Some(dispute))
}

/// Whether an earlier entry of the same record would stand again without a later one: of the ratings in the making, and
/// of a dispute that ended.
fn holds_down(later: &Event, earlier: &Event) -> bool {
    let (appraisal, element) = match later {
        Event::ReviewWithdrawn(_) | Event::ReviewDecided(_) => return of_one_dispute(later, earlier),
        Event::RatingProposed(it) => (&it.appraisal, &it.element),
        Event::RatingWithdrawn(it) => (&it.appraisal, &it.element),
        _ => return false,
    };
    match earlier {
        Event::RatingProposed(it) => it.appraisal == *appraisal && is_element(&it.element, element),
        Event::ManagementReviewed(it) => it.appraisal == *appraisal && it.verdict == Verdict::Approve,
        _ => false,
    }
}

/// What a kind hands on word for word to a later entry: of which appraisal or plan, of which element, and the words.
fn handed_on(event: &Event) -> Vec<(String, &str, &str)> {
    match event {
        Event::RatingProposed(it) => vec![(it.appraisal.to_string(), &it.element, &it.text)],
        Event::AppraisalDelivered(it) => {
            let of = it.appraisal.to_string();
            it.ratings.iter().map(|rating| (of.clone(), &*rating.element, &*rating.text)).collect()
        }
        Event::PerformancePlanIssued(PerformancePlanIssued { plan, elements })
        | Event::PerformancePlanModified(PerformancePlanModified { plan, elements, .. }) => {
            elements.iter().map(|element| (plan.to_string(), &*element.name, &*element.expectation)).collect()
        }
        _ => Vec::new(),
    }
}

/// Whether another entry says the same words: in the same record, or in the same command to several people. The words of
/// an entry are its text, and of a correction all that it puts in the place of others.
pub fn repeats(one: &Recorded, other: &Recorded) -> bool {
    let together = one.stream == other.stream || (one.actor, one.recorded_at) == (other.actor, other.recorded_at);
    let said = if together { words(&one.event) } else { Vec::new() };
    !said.is_empty() && words(&other.event).iter().any(|words| said.contains(words))
}

/// The words of an entry.
fn words(event: &Event) -> Vec<&str> {
    match event {
        Event::EntryCorrected(correction) => {
            let mut words = Vec::new();
            correction.new.iter().for_each(|(name, value)| gather(name, value, &mut words));
            words
        }
        _ => event.text().into_iter().collect(),
    }
}

/// The words within a new value: a text, or more than one word; not a day, a number or a name.
fn gather<'a>(name: &str, value: &'a Value, words: &mut Vec<&'a str>) {
    match value {
        Value::String(text) if name == "text" || text.contains(' ') => words.push(text),
        Value::Array(list) => list.iter().for_each(|value| gather(name, value, words)),
        Value::Object(map) => map.iter().for_each(|(name, value)| gather(name, value, words)),
        _ => {}
    }
}

/// Whether a kind says nothing but of another entry, and goes with it, however old it is.
pub fn says_of_another(event: &Event) -> bool {
    match event {
        Event::EntryCorrected(_) | Event::EntryContested(_) => true,
        Event::PaperTranscribed(paper) => paper.target.is_some(),
        _ => false,
    }
}

/// Whether an entry's content may be ordered destroyed: what is said in coaching may. The roster and the agency's own
/// entries hold nobody's words of that kind; a withdrawal holds none, and without it misfiled words would come back. Of
/// what human resources records, a revised rating alone is of the person's appraisal.
pub fn may_be_destroyed(entry: &Recorded) -> bool {
    let kept = matches!(entry.event, Event::EntryWithdrawn(_) | Event::Destroyed);
    let keeps = matches!(entry.event.writer(), Writer::Hr | Writer::HrOrAuditor);
    let records = keeps && entry.event.retention() != Retention::Appraisal;
    !kept && !records && entry.class != Class::Agency
}

/// An entry as an order of an agency names it: number, day, kind and audience, and never a word of it; of another
/// agency's record, and of the reader's own, the number alone: what is in the making about them is not theirs to know. An
/// auditor is told no kind of what they may not read.
pub fn named(directory: &Directory, (reader, agency): (Id, Id), entry: &Recorded, on: NaiveDate) -> String {
    if entry.stream == reader {
        return format!("#{}, in your own record", entry.seq);
    }
    if directory.agency_of(entry.stream, on) != Some(agency) {
        return format!("#{}, in a record of another agency", entry.seq);
    }
    let (title, kind, about) = (entry.event.title(), entry.event.kind(), directory.name(entry.stream));
    // Of what was destroyed the day of recording is left, which is the office's.
    let happened = match entry.event {
        Event::Destroyed => entry.recorded_on(directory.zone_of(entry.stream)),
        _ => entry.occurred_on,
    };
    // An auditor reads which entries are past their period; of what kind they are is read with that record.
    if !directory.is_hr_of(reader, entry.stream, on) && !may_read(directory, reader, entry.into(), on) {
        return format!("#{} of {happened}, about {about}", entry.seq);
    }
    format!("#{} of {happened}: {title} ({kind}), audience {}, about {about}", entry.seq, entry.class)
}

/// Refuses entries of another agency by their numbers alone: whose they are, and of which agency, is not told.
///
/// # Errors
/// The refusal.
pub(super) fn must_be_of_the_agency(
    context: &Context<'_>,
    entries: impl Iterator<Item = (u64, Id)>,
) -> Result<(), Refusal> {
    let elsewhere = |stream: Id| !context.directory.is_hr_of(context.actor, stream, context.today);
    let elsewhere: Vec<_> =
        entries.filter(|(_, stream)| elsewhere(*stream)).map(|(seq, _)| format!("#{seq}")).collect();
    if elsewhere.is_empty() {
        return Ok(());
    }
    let what = "These stand in a record of another agency.";
    let next = "Leave them out; that agency's own human resources see to them.";
    Err(Refusal::new(what, next).by(rule::AGENCY).listing(elsewhere))
}

/// Orders a destruction: `coach expunge`.
#[derive(Clone, Debug, PartialEq)]
pub struct Expunge {
    /// Who ordered it, and under which number.
    pub authority: String,
    /// The entries named.
    pub targets: BTreeSet<u64>,
    /// Whether what carries the same words goes with them.
    pub with_copies: bool,
    /// Why.
    pub reason: String,
}

impl Expunge {
    /// Decides on the entries named and all that carries the same words.
    ///
    /// # Errors
    /// Refuses anyone but HR of the agency whose records the named entries stand in, HR where one stands in their own or
    /// goes with one that does, numbers of nothing, what is not destroyed or was already, and an order that leaves the same words elsewhere, be it in another agency's record.
    pub fn decide(&self, context: &Context<'_>, kin: &[Recorded]) -> Result<Vec<Proposed>, Refusal> {
        let targets = self.closed(context, kin)?;
        let (authority, reason) = (clean("authority", &self.authority)?, clean("reason", &self.reason)?);
        context.for_agency(vec![Event::ExpungementOrdered(ExpungementOrdered { authority, targets, reason })])
    }

    /// The entries that the order would name.
    ///
    /// # Errors
    /// As [`Expunge::decide`], but for what is wrong with its words.
    pub fn closed(&self, context: &Context<'_>, kin: &[Recorded]) -> Result<Vec<u64>, Refusal> {
        context.hr_only("Destruction ordered")?;
        if self.targets.is_empty() {
            return Err(Refusal::new("The order names no entry.", "Give the numbers of the entries.").by(rule::ORDER));
        }
        let found: BTreeSet<_> = kin.iter().map(|entry| entry.seq).collect();
        if let Some(missing) = self.targets.difference(&found).next() {
            let what = format!("There is no entry #{missing}.");
            return Err(Refusal::new(what, "`coach log PERSON` lists the entries with their numbers."));
        }
        // Also what goes with the entries named: nobody has the words about themselves destroyed.
        let own: Vec<_> = kin.iter().filter(|entry| entry.stream == context.actor).collect();
        if !own.is_empty() {
            let list = own.iter().map(|entry| format!("#{}", entry.seq)).collect();
            let what = "Nobody orders the destruction of entries in their own record.";
            return Err(Refusal::new(what, another_officer(context)).by(rule::ORDER).listing(list));
        }
        let targets = kin.iter().filter(|entry| self.targets.contains(&entry.seq));
        must_be_of_the_agency(context, targets.map(|entry| (entry.seq, entry.stream)))?;
        let line = |entry: &Recorded| named(context.directory, (context.actor, context.agency()), entry, context.today);
        let wrong = |entry: &&Recorded| self.targets.contains(&entry.seq) && !may_be_destroyed(entry);
        let wrong: Vec<_> = kin.iter().filter(wrong).map(line).collect();
        if !wrong.is_empty() {
            let what = "These are not destroyed: what was destroyed already, withdrawals, and the entries of the \
                        roster, the agency and its record keeping.";
            let next = "Leave them out; the roster is corrected by importing it again.";
            return Err(Refusal::new(what, next).by(rule::ORDER).listing(wrong));
        }
        let more: Vec<_> = kin.iter().filter(|entry| !self.targets.contains(&entry.seq)).collect();
        if !more.is_empty() && !self.with_copies {
            let what = "Other entries carry the same words, or would stand again without these; an order that leaves them \
                        destroys nothing.";
            let next = "Name them too, or say --with-copies.";
            let list = more.into_iter().map(line).collect();
            return Err(Refusal::new(what, next).by(rule::ORDER).listing(list));
        }
        Ok(found.into_iter().collect())
    }
}

/// Carries an order out, once no hold is in the way: the one entry that says so. It is recorded by the software, in the
/// ordering agency's own name, because the order is human resources' and the hand that runs the program adds nothing to it.
///
/// # Errors
/// Refuses what is no order, one that was carried out, and what a hold holds.
pub fn carry_out(context: &Context<'_>, order: u64, kin: &[Recorded]) -> Result<Proposed, Refusal> {
    let keeping = &context.directory.keeping;
    let Some(ordered) = keeping.order(order) else {
        let list = keeping.waiting().map(|order| format!("#{}", order.seq())).collect();
        let what = format!("#{order} is no order of destruction.");
        return Err(Refusal::new(what, "Name one that waits.").by(rule::ORDER).listing(list));
    };
    if let Some(done) = &ordered.carried_out {
        let what = format!("Order #{order} was carried out, as #{} says.", done.seq);
        return Err(Refusal::new(what, "What it named is gone; nothing is left to do.").by(rule::ORDER));
    }
    let there = || kin.iter().filter(|entry| may_be_destroyed(entry));
    let held: Vec<(Id, u64)> = there().map(|entry| (entry.stream, entry.seq)).collect();
    must_not_hold(context, &held)?;
    let targets: Vec<u64> = held.into_iter().map(|(_, seq)| seq).collect::<BTreeSet<_>>().into_iter().collect();
    if targets.is_empty() {
        let what = format!("Everything that order #{order} names was destroyed by another order.");
        return Err(Refusal::new(what, "Nothing is left to do.").by(rule::ORDER));
    }
    let event = Event::ContentDestroyed(ContentDestroyed { order, targets });
    let mut proposed = Proposed::new(ordered.agency, Role::Software, context.today, event);
    proposed.cause = Some(order);
    Ok(proposed)
}
