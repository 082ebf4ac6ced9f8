//! Appraisals as they stand: the ratings with what they cite, and every step since. What is for the employee shows what was
//! delivered and what came after; what is in the making is for its makers alone.

use super::{
    entry::{EntryRef, late_days, local},
    papers::{in_words, papers},
    sight::Sight,
    statement::{appraisal_name, verdict},
    surprise::{NoSurprise, no_surprise},
    words,
};
use crate::domain::{
    Class, Recorded,
    appraisal::{Appraisal, Rating},
    expectations::is_element,
};
use chrono::NaiveDate;
use serde::Serialize;

/// An entry that a rating cites.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Cited {
    /// What kind of entry it is.
    pub title: &'static str,
    /// When it happened.
    pub happened: NaiveDate,
    /// When it was recorded.
    pub recorded: NaiveDate,
    /// The days between the two, where it was recorded later.
    pub late_days: Option<i64>,
    /// Whether it was withdrawn since as recorded for another person.
    pub withdrawn: bool,
    /// Whether what stood in it was destroyed by order.
    pub destroyed: bool,
    /// The entry.
    pub entry: EntryRef,
}

/// One rating.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct RatingView {
    /// The element that is rated.
    pub element: String,
    /// The level that was proposed or delivered.
    pub level: String,
    /// The level it has since it was revised.
    pub revised: Option<String>,
    /// Whether the level as it now is lies below the middle one.
    pub low: bool,
    /// Why.
    pub text: String,
    /// What it cites.
    pub cites: Vec<Cited>,
}

/// One step of an appraisal.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct StepView {
    /// What was done.
    pub what: String,
    /// When.
    pub on: NaiveDate,
    /// By whom.
    pub by: String,
    /// The days until it was recorded, where that was later.
    pub late_days: Option<i64>,
    /// What was said.
    pub text: Option<String>,
    /// Who may read it.
    pub class: Class,
    /// The entry; nothing for what this page's readers do not read.
    pub entry: Option<EntryRef>,
}

/// One appraisal.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct AppraisalView {
    /// Its name on the wire, `2025-26/annual`.
    pub id: String,
    /// Its name as people say it.
    pub name: String,
    /// Where it stands.
    pub state: &'static str,
    /// The levels of its scale, from the lowest.
    pub scale: Vec<String>,
    /// The middle one.
    pub middle: String,
    /// The ratings: as delivered, or as they stand proposed.
    pub ratings: Vec<RatingView>,
    /// What was done, in the order of recording.
    pub steps: Vec<StepView>,
    /// Whether a rating came as a surprise (4.R2).
    pub surprise: NoSurprise,
}

/// The appraisals that were delivered, the last first, for readers of the class `person`; those in the making too for
/// readers of the class `review`.
pub fn appraisals(sight: &Sight<'_>, class: Class) -> Vec<AppraisalView> {
    let shown = |it: &&Appraisal| it.delivered.is_some() || (class == Class::Review && !it.proposals.is_empty());
    let mut views: Vec<_> = sight.person.appraisals.values().filter(shown).collect();
    views.sort_by_key(|it| std::cmp::Reverse(it.delivered.as_ref().map_or(u64::MAX, |delivered| delivered.seq)));
    views.into_iter().map(|it| view(sight, it, class)).collect()
}

/// What the readers of a class see of an entry of an appraisal's series: its anchor stands on that page alone.
fn view(sight: &Sight<'_>, it: &Appraisal, class: Class) -> AppraisalView {
    let proposed = || it.proposed().into_iter().map(|fact| Rating::from(&fact.what)).collect();
    let ratings: Vec<Rating> = match (&it.delivered, class) {
        (Some(delivered), Class::Agency | Class::Person) => delivered.what.ratings.clone(),
        _ => proposed(),
    };
    let cycle = it.cycle(sight.directory).map(|set| &set.what);
    let low =
        |rating: &Rating| cycle.is_some_and(|cycle| cycle.is_low(it.level(&rating.element).unwrap_or(&rating.level)));
    let revised = |rating: &Rating| {
        let last = it.revisions.iter().rev().find(|revision| is_element(&revision.what.element, &rating.element));
        last.map(|revision| revision.what.level.clone())
    };
    AppraisalView {
        id: it.id.to_string(),
        name: appraisal_name(&it.id),
        state: state(it),
        scale: cycle.map_or_else(Vec::new, |cycle| cycle.scale.clone()),
        middle: cycle.map_or_else(String::new, |cycle| cycle.middle.clone()),
        surprise: no_surprise(sight, it, &ratings),
        ratings: ratings
            .iter()
            .map(|rating| RatingView {
                element: rating.element.clone(),
                level: rating.level.clone(),
                revised: revised(rating),
                low: low(rating),
                text: rating.text.clone(),
                cites: rating.evidence.iter().filter_map(|seq| cited(sight, *seq)).collect(),
            })
            .collect(),
        steps: steps(sight, it, class),
    }
}

/// An entry as a rating cites it.
pub fn cited(sight: &Sight<'_>, seq: u64) -> Option<Cited> {
    let entry = sight.person.entry(seq)?;
    Some(Cited {
        title: entry.event.title(),
        happened: entry.occurred_on,
        recorded: local(entry, sight.zone()).date(),
        late_days: late_days(entry, sight.zone()),
        withdrawn: entry.withdrawn,
        destroyed: entry.event.is_destroyed(),
        entry: EntryRef::of(entry, sight.as_of),
    })
}

/// Where an appraisal stands, in words.
pub fn state(it: &Appraisal) -> &'static str {
    let unanswered = it.rebuttals.len() > it.answers.len();
    match (&it.delivered, &it.finalised) {
        (_, Some(_)) if !it.revisions.is_empty() => "final, and revised since",
        (_, Some(_)) => "final",
        (Some(_), None) if unanswered => "rebutted; the answer waits",
        (Some(_), None) if !it.revisions.is_empty() => "delivered, and revised since",
        (Some(_), None) if it.acknowledged.is_some() || it.declined.is_some() => {
            "delivered and answered by the employee"
        }
        (Some(_), None) => "delivered; the employee has not said anything to it",
        (None, None) => match it.reviewed().map(|review| review.what.verdict) {
            _ if it.proposals.is_empty() => "not begun",
            _ if it.proposed().is_empty() => "every rating was taken back",
            None => "proposed; the review above waits",
            Some(crate::domain::appraisal::Verdict::Approve) => "approved; the delivery waits",
            Some(crate::domain::appraisal::Verdict::Return) => "returned to the leader",
        },
    }
}

/// The steps that readers of a class may read, in the order of recording.
fn steps(sight: &Sight<'_>, it: &Appraisal, class: Class) -> Vec<StepView> {
    let mut all: Vec<(u64, String, Option<String>)> = Vec::new();
    let mut add = |seq: u64, what: String, text: Option<&String>| all.push((seq, what, text.cloned()));
    if class == Class::Review {
        it.proposals.iter().for_each(|f| {
            add(f.seq, format!("{} proposed as {}", f.what.element, f.what.level), Some(&f.what.text));
        });
        it.withdrawn.iter().for_each(|f| add(f.seq, format!("{} taken back", f.what.element), Some(&f.what.reason)));
        it.reviews
            .iter()
            .for_each(|f| add(f.seq, format!("Reviewed above: {}", verdict(f.what.verdict)), f.what.text.as_ref()));
    }
    it.delivered.iter().for_each(|f| add(f.seq, "Delivered".to_owned(), f.what.summary.as_ref()));
    it.acknowledged.iter().for_each(|f| {
        add(f.seq, format!("Acknowledged: {}", words::stance(f.what.stance)), f.what.comment.as_ref());
    });
    it.declined.iter().for_each(|f| {
        let witness = sight.directory.name(f.what.witness);
        add(f.seq, format!("Acknowledgement declined before {witness}"), f.what.note.as_ref());
    });
    it.rebuttals.iter().for_each(|f| add(f.seq, "Rebuttal of the employee".to_owned(), Some(&f.what.text)));
    it.answers.iter().for_each(|f| add(f.seq, "Answer to the rebuttal".to_owned(), Some(&f.what.text)));
    it.finalised.iter().for_each(|f| add(f.seq, "Final".to_owned(), None));
    it.revisions.iter().for_each(|f| {
        let what = &f.what;
        add(
            f.seq,
            format!("{} revised to {} by authority of {}", what.element, what.level, what.authority),
            Some(&what.reason),
        );
    });
    let signed = papers(sight).filter(|(_, paper)| it.delivered.as_ref().is_some_and(|f| paper.target == Some(f.seq)));
    signed.for_each(|(entry, paper)| add(entry.seq, in_words(sight, entry, paper), Some(&paper.text)));
    all.sort_by_key(|(seq, ..)| *seq);
    let step =
        |(seq, what, text): (u64, String, Option<String>)| Some(step(sight, sight.person.entry(seq)?, what, text));
    all.into_iter().filter_map(step).collect()
}

/// One step by its entry.
pub fn step(sight: &Sight<'_>, entry: &Recorded, what: String, text: Option<String>) -> StepView {
    StepView {
        what,
        on: entry.occurred_on,
        by: sight.directory.name(entry.actor),
        late_days: late_days(entry, sight.zone()),
        text,
        class: entry.class,
        entry: Some(EntryRef::of(entry, sight.as_of)),
    }
}
