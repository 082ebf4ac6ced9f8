//! The no-surprise check, both ways (4.R2): a rating below the middle level cites a concern that the employee acknowledged
//! earlier; and recognition that no rating cites is listed too.

use super::{
    entry::{EntryRef, local},
    sight::Sight,
};
use crate::domain::{
    appraisal::{Appraisal, Occasion, Rating},
    concern::Concern,
};
use chrono::NaiveDate;
use serde::Serialize;

/// A rating below the middle level, and the concern that it should not surprise by.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Low {
    /// The element.
    pub element: String,
    /// The level as it now is.
    pub level: String,
    /// Whether an earlier concern that the employee acknowledged is cited.
    pub warned: bool,
    /// What the concerns cited say about that, in one sentence.
    pub why: String,
    /// The concern that comes nearest.
    pub entry: Option<EntryRef>,
}

/// A recognition that no rating cites.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Uncited {
    /// When it was given.
    pub on: NaiveDate,
    /// The entry.
    pub entry: Option<EntryRef>,
}

/// What the check found of one appraisal.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
pub struct NoSurprise {
    /// The ratings below the middle level.
    pub low: Vec<Low>,
    /// The recognition of the cycle that no rating cites; of an annual appraisal alone.
    pub uncited: Vec<Uncited>,
}

impl NoSurprise {
    /// The low ratings that came without an earlier concern.
    pub fn unwarned(&self) -> impl Iterator<Item = &Low> {
        self.low.iter().filter(|low| !low.warned)
    }
}

/// Checks ratings of an appraisal, as of its delivery, or of the day while it is in the making.
pub fn no_surprise(sight: &Sight<'_>, appraisal: &Appraisal, ratings: &[Rating]) -> NoSurprise {
    let Some(cycle) = appraisal.cycle(sight.directory).map(|set| &set.what) else { return NoSurprise::default() };
    let delivered = appraisal.delivered.as_ref().map_or(sight.as_of, |delivered| delivered.on);
    let standing = |rating: &Rating| appraisal.level(&rating.element).unwrap_or(&rating.level).to_owned();
    let low = ratings.iter().filter(|rating| cycle.is_low(&standing(rating)));
    let recorded = |seq| sight.person.entry(seq).map(|entry| local(entry, sight.zone()).date());
    // What was recorded after the delivery no rating could cite.
    let known = |seq| recorded(seq).is_some_and(|on| on <= delivered);
    let recognised = sight.person.recognitions.iter();
    let recognised = recognised.filter(|it| cycle.contains(it.on) && it.on <= delivered && known(it.seq));
    let cited = |seq: u64| ratings.iter().any(|rating| rating.evidence.contains(&seq));
    let annual = appraisal.id.occasion == Occasion::Annual;
    let uncited = recognised.filter(|it| annual && !ratings.is_empty() && !cited(it.seq));
    NoSurprise {
        low: low.map(|rating| warned(sight, rating, standing(rating), delivered)).collect(),
        uncited: uncited.map(|it| Uncited { on: it.on, entry: sight.entry(it.seq) }).collect(),
    }
}

/// Whether a concern that a rating cites was acknowledged before the delivery, by both clocks.
fn warned(sight: &Sight<'_>, rating: &Rating, level: String, delivered: NaiveDate) -> Low {
    let cites = |it: &&Concern| {
        let acknowledged = it.acknowledged.as_ref().map(|it| it.seq);
        [Some(it.raised.seq), acknowledged].into_iter().flatten().any(|seq| rating.evidence.contains(&seq))
    };
    let recorded = |seq| sight.person.entry(seq).map(|entry| local(entry, sight.zone()).date());
    let earlier = |it: &&Concern| {
        let raised = it.raised.on < delivered;
        let said = it
            .acknowledged
            .as_ref()
            .filter(|it| it.on < delivered && recorded(it.seq).is_some_and(|on| on < delivered));
        raised && said.is_some()
    };
    let all: Vec<_> = sight.person.concerns.values().filter(cites).collect();
    let found = all.iter().copied().find(|it| earlier(it));
    let nearest = found.or_else(|| all.first().copied());
    let why = match (found, nearest) {
        (Some(it), _) => format!("{}, acknowledged before the delivery", it.raised.what.concern),
        (None, Some(it)) if it.acknowledged.is_none() => {
            format!("{}, which the employee did not acknowledge", it.raised.what.concern)
        }
        (None, Some(it)) => format!("{}, which was not acknowledged before the delivery", it.raised.what.concern),
        (None, None) => "cites no concern".to_owned(),
    };
    let entry = nearest.and_then(|it| sight.entry(it.raised.seq));
    Low { element: rating.element.clone(), level, warned: found.is_some(), why, entry }
}
