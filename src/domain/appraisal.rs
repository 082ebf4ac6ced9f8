//! Appraisals: what was proposed, reviewed above, delivered, acknowledged, rebutted, answered, finalised and revised.
//!
//! While one is in the making it is of the class `review`. What is delivered is a new entry, of the class `person`, that
//! holds the ratings; and from there on everything is for the employee too. No entry of an appraisal is corrected.

use super::{
    appraisal_cycle::CycleOpened,
    audience::closed_list,
    directory::{Directory, Set},
    event::Event,
    expectations::is_element,
    meeting::{Fact, Stance},
    names::{NotAName, as_text},
    person::Person,
    records::Recorded,
};
use crate::id::Id;
use chrono::NaiveDate;
use serde::{Deserialize, Serialize};
use std::{fmt, str::FromStr};

use super::audience::UnknownWord;

closed_list! {
    /// Why somebody is appraised.
    Occasion {
        /// Each cycle once.
        Annual = "annual",
        /// Once at least before probation ends.
        Probation = "probation",
    }
}

closed_list! {
    /// What the reviewing leader says to the ratings as they stand.
    Verdict {
        /// They may be delivered.
        Approve = "approve",
        /// They go back to who proposed them.
        Return = "return",
    }
}

/// An appraisal of one person: its cycle and its occasion, `2025-26/annual`.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct AppraisalId {
    /// The name of the cycle.
    pub cycle: String,
    /// The occasion.
    pub occasion: Occasion,
}

impl fmt::Display for AppraisalId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}/{}", self.cycle, self.occasion)
    }
}

impl FromStr for AppraisalId {
    type Err = NotAName;

    fn from_str(text: &str) -> Result<Self, NotAName> {
        let wrong = || NotAName { text: text.to_owned(), wanted: "an appraisal such as 2025-26/annual" };
        let (cycle, occasion) = text.split_once('/').ok_or_else(wrong)?;
        Ok(Self { cycle: cycle.to_owned(), occasion: occasion.parse().map_err(|_| wrong())? })
    }
}

as_text!(AppraisalId);

/// `rating-proposed`
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct RatingProposed {
    /// Which appraisal.
    pub appraisal: AppraisalId,
    /// The element of the performance plan that is rated.
    pub element: String,
    /// A level of the cycle's scale.
    pub level: String,
    /// Why this level.
    pub text: String,
    /// The entries it rests on, by their numbers (N.notes).
    pub evidence: Vec<u64>,
}

/// `rating-withdrawn`: the proposal of one element is taken back, before anything was delivered.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct RatingWithdrawn {
    /// Which appraisal.
    pub appraisal: AppraisalId,
    /// The element whose rating is taken back.
    pub element: String,
    /// Why.
    pub reason: String,
}

/// `management-reviewed`
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ManagementReviewed {
    /// Which appraisal.
    pub appraisal: AppraisalId,
    /// Whether its ratings may be delivered.
    pub verdict: Verdict,
    /// Why; a return says it always.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub text: Option<String>,
}

/// A rating as it was delivered.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Rating {
    /// The element that is rated.
    pub element: String,
    /// The level.
    pub level: String,
    /// Why this level.
    pub text: String,
    /// The entries it rests on, by their numbers.
    pub evidence: Vec<u64>,
}

impl From<&RatingProposed> for Rating {
    fn from(it: &RatingProposed) -> Self {
        Self {
            element: it.element.clone(),
            level: it.level.clone(),
            text: it.text.clone(),
            evidence: it.evidence.clone(),
        }
    }
}

/// `appraisal-delivered`: its ratings, as the employee gets them.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct AppraisalDelivered {
    /// Which appraisal.
    pub appraisal: AppraisalId,
    /// Its ratings, in the order they were first proposed in.
    pub ratings: Vec<Rating>,
    /// What the leader says to them as a whole.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub summary: Option<String>,
}

/// `appraisal-acknowledged`: receipt is not agreement.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct AppraisalAcknowledged {
    /// Which appraisal.
    pub appraisal: AppraisalId,
    /// Read, agreed or disagreed.
    pub stance: Stance,
    /// What the employee says to it.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub comment: Option<String>,
}

/// `acknowledgement-declined`: the employee would not acknowledge it, before a witness.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct AcknowledgementDeclined {
    /// Which appraisal.
    pub appraisal: AppraisalId,
    /// Who was there and saw it; nobody who rated.
    pub witness: Id,
    /// How it came about.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub note: Option<String>,
}

/// `rebuttal-filed`: the employee's words, edited by nobody.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct RebuttalFiled {
    /// Which appraisal.
    pub appraisal: AppraisalId,
    /// The rebuttal.
    pub text: String,
}

/// `rebuttal-answered`
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct RebuttalAnswered {
    /// Which appraisal.
    pub appraisal: AppraisalId,
    /// The answer.
    pub text: String,
}

/// `appraisal-finalised`
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct AppraisalFinalised {
    /// Which appraisal.
    pub appraisal: AppraisalId,
}

/// `rating-revised`: another level by an authority above the rating; what was delivered stays.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct RatingRevised {
    /// Which appraisal.
    pub appraisal: AppraisalId,
    /// The element whose rating is revised.
    pub element: String,
    /// The level it has from now on.
    pub level: String,
    /// By whose decision.
    pub authority: String,
    /// Why.
    pub reason: String,
}

/// An appraisal as it stands.
#[derive(Clone, Debug, PartialEq)]
pub struct Appraisal {
    /// Which.
    pub id: AppraisalId,
    /// Every rating that was proposed, oldest first; a later one of an element stands in the place of the earlier.
    pub proposals: Vec<Fact<RatingProposed>>,
    /// Every rating that was taken back, oldest first.
    pub withdrawn: Vec<Fact<RatingWithdrawn>>,
    /// What was said to them from above, oldest first.
    pub reviews: Vec<Fact<ManagementReviewed>>,
    /// That it was delivered.
    pub delivered: Option<Fact<AppraisalDelivered>>,
    /// That the employee acknowledged it.
    pub acknowledged: Option<Fact<AppraisalAcknowledged>>,
    /// That the employee would not.
    pub declined: Option<Fact<AcknowledgementDeclined>>,
    /// The employee's rebuttals, oldest first.
    pub rebuttals: Vec<Fact<RebuttalFiled>>,
    /// Their answers, in the same order.
    pub answers: Vec<Fact<RebuttalAnswered>>,
    /// That it is final.
    pub finalised: Option<Fact<AppraisalFinalised>>,
    /// What was revised since it was delivered, oldest first.
    pub revisions: Vec<Fact<RatingRevised>>,
}

impl Appraisal {
    /// One of which nothing is recorded.
    pub fn untouched(id: AppraisalId) -> Self {
        Self {
            id,
            proposals: Vec::new(),
            withdrawn: Vec::new(),
            reviews: Vec::new(),
            delivered: None,
            acknowledged: None,
            declined: None,
            rebuttals: Vec::new(),
            answers: Vec::new(),
            finalised: None,
            revisions: Vec::new(),
        }
    }

    /// The ratings that stand proposed: the last one of each element that was not taken back, in the order of the first.
    pub fn proposed(&self) -> Vec<&Fact<RatingProposed>> {
        let mut standing: Vec<&Fact<RatingProposed>> = Vec::new();
        for proposal in &self.proposals {
            match standing.iter_mut().find(|known| is_element(&known.what.element, &proposal.what.element)) {
                Some(known) => *known = proposal,
                None => standing.push(proposal),
            }
        }
        let taken_back = |it: &&Fact<RatingProposed>| {
            self.withdrawn.iter().any(|back| back.seq > it.seq && is_element(&back.what.element, &it.what.element))
        };
        standing.retain(|it| !taken_back(it));
        standing
    }

    /// The last entry that made the ratings as they stand proposed, and its day; nothing where none stands.
    pub fn last_change(&self) -> Option<(u64, NaiveDate)> {
        let changes = self.proposals.iter().map(|it| (it.seq, it.on));
        let last = changes.chain(self.withdrawn.iter().map(|it| (it.seq, it.on))).max();
        last.filter(|_| !self.proposed().is_empty())
    }

    /// What was said from above to the ratings as they stand proposed; nothing while the last change of them waits for it.
    pub fn reviewed(&self) -> Option<&Fact<ManagementReviewed>> {
        let (last, _) = self.last_change()?;
        self.reviews.last().filter(|review| review.seq > last)
    }

    /// The approval of the ratings as they stand proposed.
    pub fn approved(&self) -> Option<&Fact<ManagementReviewed>> {
        self.reviewed().filter(|review| review.what.verdict == Verdict::Approve)
    }

    /// The level of an element as it now is, delivered or revised.
    pub fn level(&self, element: &str) -> Option<&str> {
        let revised =
            self.revisions.iter().rev().find(|it| is_element(&it.what.element, element)).map(|it| &*it.what.level);
        revised.or_else(|| self.rating(element).map(|rating| &*rating.level))
    }

    /// The rating of an element as it was delivered.
    pub fn rating(&self, element: &str) -> Option<&Rating> {
        self.delivered.as_ref()?.what.ratings.iter().find(|rating| is_element(&rating.element, element))
    }

    /// The cycle that it belongs to.
    pub fn cycle<'d>(&self, directory: &'d Directory) -> Option<&'d Set<CycleOpened>> {
        directory.appraisal_cycle(&self.id.cycle)
    }
}

impl Person {
    /// The appraisal with a name; one of which nothing is recorded stands there untouched.
    pub fn appraisal(&self, id: &AppraisalId) -> Appraisal {
        self.appraisals.get(id).cloned().unwrap_or_else(|| Appraisal::untouched(id.clone()))
    }
}

/// Folds one entry into the person's appraisals.
pub(super) fn evolve(person: &mut Person, entry: &Recorded) {
    let mut of = |id: &AppraisalId, take: &dyn Fn(&mut Appraisal)| {
        take(person.appraisals.entry(id.clone()).or_insert_with(|| Appraisal::untouched(id.clone())));
    };
    match &entry.event {
        Event::RatingProposed(it) => of(&it.appraisal, &|that| that.proposals.push(Fact::of(it, entry))),
        Event::RatingWithdrawn(it) => of(&it.appraisal, &|that| that.withdrawn.push(Fact::of(it, entry))),
        Event::ManagementReviewed(it) => of(&it.appraisal, &|that| that.reviews.push(Fact::of(it, entry))),
        Event::AppraisalDelivered(it) => of(&it.appraisal, &|that| that.delivered = Some(Fact::of(it, entry))),
        Event::AppraisalAcknowledged(it) => of(&it.appraisal, &|that| that.acknowledged = Some(Fact::of(it, entry))),
        Event::AcknowledgementDeclined(it) => of(&it.appraisal, &|that| that.declined = Some(Fact::of(it, entry))),
        Event::RebuttalFiled(it) => of(&it.appraisal, &|that| that.rebuttals.push(Fact::of(it, entry))),
        Event::RebuttalAnswered(it) => of(&it.appraisal, &|that| that.answers.push(Fact::of(it, entry))),
        Event::AppraisalFinalised(it) => of(&it.appraisal, &|that| that.finalised = Some(Fact::of(it, entry))),
        Event::RatingRevised(it) => of(&it.appraisal, &|that| that.revisions.push(Fact::of(it, entry))),
        _ => {}
    }
}
