//! Commands on an appraisal, each with the step that must come before it: reviewed above before it is delivered,
//! delivered before it is acknowledged, rebutted, finalised or revised.

use super::{
    appraisal::{
        AcknowledgementDeclined, Appraisal, AppraisalAcknowledged, AppraisalDelivered, AppraisalFinalised, AppraisalId,
        ManagementReviewed, Occasion, Rating, RatingRevised, RatingWithdrawn, RebuttalAnswered, RebuttalFiled, Verdict,
    },
    appraisal_cycle::CycleOpened,
    audience::Class,
    authority::{NAME_A_SECOND, Readable, may_read},
    decide::{Context, Proposed},
    event::{Event, Writer},
    expectations::is_element,
    meeting::{Fact, Stance},
    person::Person,
    rating::proposal,
    refusal::{Refusal, clean, clean_if_any, rule},
};
use crate::id::Id;
use chrono::Days;

/// Which appraisal is meant.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Which {
    /// The name of the cycle, where it is said.
    pub cycle: Option<String>,
    /// Whether it is one of a probation.
    pub probation: bool,
}

impl Which {
    fn occasion(&self) -> Occasion {
        if self.probation { Occasion::Probation } else { Occasion::Annual }
    }

    /// The appraisal that is meant by who makes it: of the cycle that is named, else the one that is rated and not
    /// delivered, else of the cycle of the day.
    ///
    /// # Errors
    /// As [`Which::of_the_day`].
    pub fn in_the_making(&self, context: &Context<'_>, person: &Person) -> Result<AppraisalId, Refusal> {
        let made =
            |it: &&Appraisal| it.id.occasion == self.occasion() && !it.proposed().is_empty() && it.delivered.is_none();
        match person.appraisals.values().rev().find(made).filter(|_| self.cycle.is_none()) {
            Some(known) => Ok(known.id.clone()),
            None => self.of_the_day(context),
        }
    }

    /// The appraisal of the cycle that is named, else of the cycle of the day, whatever is in the making: what the
    /// employee says must not tell that.
    ///
    /// # Errors
    /// Refuses an unknown cycle, and where none was opened.
    pub fn of_the_day(&self, context: &Context<'_>) -> Result<AppraisalId, Refusal> {
        let cycle = match &self.cycle {
            Some(name) => context.directory.appraisal_cycle(name),
            None => context.directory.appraisal_cycle_on(context.on),
        };
        let known = || context.directory.cycles.iter().map(|set| set.what.cycle.clone()).collect::<Vec<_>>();
        let Some(cycle) = cycle else {
            let what = match &self.cycle {
                Some(name) => format!("No appraisal cycle is called {name:?}."),
                None => format!("No appraisal cycle was opened by {}.", context.on),
            };
            let next = "Human resources opens one: coach cycle open. Name one of these that are there.";
            return Err(Refusal::new(what, next).by("appraisal.order").listing(known()));
        };
        Ok(AppraisalId { cycle: cycle.what.cycle.clone(), occasion: self.occasion() })
    }

    /// The appraisal that is meant of those that were delivered: the last one, unless it is said which.
    fn delivered(&self, context: &Context<'_>, person: &Person) -> Result<AppraisalId, Refusal> {
        let fits = |it: &&Appraisal| !self.probation || it.id.occasion == Occasion::Probation;
        let delivered = person.appraisals.values().filter(fits);
        let last = delivered.filter_map(|it| Some((it.delivered.as_ref()?.seq, &it.id))).max();
        match last.filter(|_| self.cycle.is_none()) {
            Some((_, id)) => Ok(id.clone()),
            None => self.of_the_day(context),
        }
    }
}

/// A step of an appraisal: `coach appraise`, `coach review`, `coach rebut`, `coach ack --appraisal`.
#[derive(Clone, Debug, PartialEq)]
pub struct Appraise {
    /// Which appraisal.
    pub which: Which,
    /// The step.
    pub step: Step,
}

/// A step of an appraisal.
#[derive(Clone, Debug, PartialEq)]
pub enum Step {
    /// A rating of one element; a later one stands in the place of the earlier.
    Propose(Rating),
    /// The proposed rating of an element is taken back, and why.
    Withdraw(String, String),
    /// What is said to them from above, and why.
    Review(Verdict, Option<String>),
    /// It goes to the employee, with what is said to it as a whole.
    Deliver(Option<String>),
    /// The employee has it, and what they say.
    Acknowledge(Stance, Option<String>),
    /// The employee would not acknowledge it, before this witness.
    Decline(Id, Option<String>),
    /// The employee's rebuttal.
    Rebut(String),
    /// The leader's answer.
    Answer(String),
    /// Nothing is left to do.
    Finalise,
    /// Another level by an authority.
    Revise {
        /// The element whose rating is revised.
        element: String,
        /// Its level from now on.
        level: String,
        /// By whose decision.
        authority: String,
        /// Why.
        reason: String,
    },
}

impl Appraise {
    /// Who may give it, and what it records.
    pub fn writer(&self) -> (Writer, &'static str) {
        match &self.step {
            Step::Propose(_) => (Writer::Leader, "Rating proposed"),
            Step::Withdraw(..) => (Writer::Leader, "Rating taken back"),
            Step::Review(..) => (Writer::Reviewer, "Management review"),
            Step::Deliver(_) => (Writer::Leader, "Appraisal delivered"),
            Step::Acknowledge(..) => (Writer::Employee, "Appraisal acknowledged"),
            Step::Decline(..) => (Writer::LeaderOrHr, "Acknowledgement declined"),
            Step::Rebut(_) => (Writer::Employee, "Rebuttal filed"),
            Step::Answer(_) => (Writer::Leader, "Rebuttal answered"),
            Step::Finalise => (Writer::LeaderOrHr, "Appraisal finalised"),
            Step::Revise { .. } => (Writer::Hr, "Rating revised"),
        }
    }

    /// # Errors
    /// Refuses a step whose turn has not come or is past, what the cycle's scale does not have, a rating without
    /// evidence (N.notes), a witness who rated, and human resources' hand in a rating of their own.
    pub fn decide(&self, context: &Context<'_>, person: &Person) -> Result<Vec<Proposed>, Refusal> {
        let id = match self.step {
            Step::Propose(_) | Step::Withdraw(..) | Step::Review(..) | Step::Deliver(_) => {
                makes(context, person.id)?;
                self.which.in_the_making(context, person)?
            }
            _ => self.which.delivered(context, person)?,
        };
        let at = At { context, person, appraisal: person.appraisal(&id), id };
        let events = match &self.step {
            Step::Propose(rating) => {
                at.not_delivered()?;
                vec![proposal(context, person, (&at.id, at.cycle()?), &at.appraisal.proposed(), rating)?]
            }
            Step::Withdraw(element, reason) => vec![at.withdraw(element, reason)?],
            Step::Review(verdict, text) => vec![at.review(*verdict, text.as_deref())?],
            Step::Deliver(summary) => return at.deliver(summary.as_deref()),
            Step::Acknowledge(stance, comment) => {
                at.delivered()?;
                at.not_acknowledged()?;
                let comment = clean_if_any("comment", comment.as_deref())?;
                let acknowledged = AppraisalAcknowledged { appraisal: at.id.clone(), stance: *stance, comment };
                vec![Event::AppraisalAcknowledged(acknowledged)]
            }
            Step::Decline(witness, note) => vec![at.decline(*witness, note.as_deref())?],
            Step::Rebut(text) => {
                at.delivered()?;
                at.not_final("coach correct is no way either: a dispute begins outside the appraisal.")?;
                vec![Event::RebuttalFiled(RebuttalFiled { appraisal: at.id.clone(), text: clean("rebuttal", text)? })]
            }
            Step::Answer(text) => {
                at.delivered()?;
                let Some(open) = at.unanswered() else {
                    let next = "Nothing is left to do; the employee rebuts with coach rebut.";
                    return Err(order(format!("No rebuttal of {} waits for an answer.", at.id), next));
                };
                at.not_before(open.on, "rebutted")?;
                let (appraisal, text) = (at.id.clone(), clean("answer", text)?);
                vec![Event::RebuttalAnswered(RebuttalAnswered { appraisal, text })]
            }
            Step::Finalise => vec![at.finalise()?],
            Step::Revise { element, level, authority, reason } => {
                vec![at.revise((element, level), clean("authority", authority)?, clean("reason", reason)?)?]
            }
        };
        context.record(person, events)
    }
}

/// Refuses whoever made it once and does not any more: what is in the making is read today, whatever day is named.
///
/// # Errors
/// The actor may not read the class `review` of the person today.
pub fn makes(context: &Context<'_>, of: Id) -> Result<(), Refusal> {
    let readable = Readable { stream: of, class: Class::Review, author: of, withdrawn: false };
    if may_read(context.directory, context.actor, readable, context.today) {
        return Ok(());
    }
    let directory = context.directory;
    let what = format!("{} no longer appraises {}.", directory.name(context.actor), directory.name(of));
    Err(Refusal::new(what, "Whoever leads them today goes on with it.").by(rule::LINE))
}

/// An appraisal as a command finds it.
struct At<'a> {
    context: &'a Context<'a>,
    person: &'a Person,
    id: AppraisalId,
    appraisal: Appraisal,
}

fn order(what: impl Into<String>, next: impl Into<String>) -> Refusal {
    Refusal::new(what, next).by("appraisal.order")
}

impl<'a> At<'a> {
    fn cycle(&self) -> Result<&'a CycleOpened, Refusal> {
        let found = self.context.directory.appraisal_cycle(&self.id.cycle);
        found.map(|set| &set.what).ok_or_else(|| order(format!("{} has no cycle.", self.id), "Name one with --cycle."))
    }

    fn not_before(&self, on: chrono::NaiveDate, was: &str) -> Result<(), Refusal> {
        if self.context.on >= on {
            return Ok(());
        }
        let what = format!("{} was {was} on {on}, after {}.", self.id, self.context.on);
        Err(order(what, "Give a day on or after that one with --on."))
    }

    fn not_delivered(&self) -> Result<(), Refusal> {
        let Some(delivered) = &self.appraisal.delivered else { return Ok(()) };
        let what = format!("{} was delivered on {} (#{}), and stands.", self.id, delivered.on, delivered.seq);
        Err(order(what, "Human resources revises a rating by authority: coach appraise PERSON --revise."))
    }

    /// That it was delivered, by the day of the command.
    fn delivered(&self) -> Result<&Fact<AppraisalDelivered>, Refusal> {
        let Some(delivered) = &self.appraisal.delivered else {
            let next = "The leader delivers it once it was reviewed above: coach appraise PERSON --deliver.";
            return Err(order(format!("{} was not delivered.", self.id), next));
        };
        self.not_before(delivered.on, "delivered")?;
        Ok(delivered)
    }

    fn not_final(&self, next: &str) -> Result<(), Refusal> {
        let Some(finalised) = &self.appraisal.finalised else { return Ok(()) };
        Err(order(format!("{} is final since {} (#{}).", self.id, finalised.on, finalised.seq), next))
    }

    fn not_acknowledged(&self) -> Result<(), Refusal> {
        let acknowledged = self.appraisal.acknowledged.as_ref().map(|it| (it.on, it.seq));
        let Some((on, seq)) = acknowledged else { return Ok(()) };
        let next = "Nothing is left to do; the employee says what is wrong with it: coach rebut.";
        Err(order(format!("{} was acknowledged on {on} (#{seq}).", self.id), next))
    }

    /// The first rebuttal without an answer.
    fn unanswered(&self) -> Option<&Fact<RebuttalFiled>> {
        self.appraisal.rebuttals.get(self.appraisal.answers.len())
    }

    fn withdraw(&self, element: &str, reason: &str) -> Result<Event, Refusal> {
        self.not_delivered()?;
        let proposed = self.appraisal.proposed();
        let Some(rating) = proposed.iter().find(|it| is_element(&it.what.element, element)) else {
            let list = proposed.iter().map(|it| format!("{}: {}", it.what.element, it.what.level)).collect();
            let what = format!("No rating of {element:?} stands proposed in {}.", self.id);
            return Err(order(what, "Name one of those that do.").listing(list));
        };
        self.not_before(rating.on, "rated")?;
        let (appraisal, element) = (self.id.clone(), rating.what.element.clone());
        Ok(Event::RatingWithdrawn(RatingWithdrawn { appraisal, element, reason: clean("reason", reason)? }))
    }

    fn review(&self, verdict: Verdict, text: Option<&str>) -> Result<Event, Refusal> {
        self.not_delivered()?;
        let Some((_, last)) = self.appraisal.last_change() else {
            let next = "The leader proposes ratings first: coach appraise PERSON.";
            return Err(order(format!("No rating of {} is proposed.", self.id), next));
        };
        self.not_before(last, "rated")?;
        if self.appraisal.proposed().iter().any(|rated| rated.by == self.context.actor) {
            let what = "Nobody reviews their own rating.";
            return Err(
                Refusal::new(what, "The leader proposes the ratings anew: coach appraise PERSON.").by("702.review")
            );
        }
        if let Some(said) = self.appraisal.reviewed() {
            let what = format!("These ratings were reviewed on {} (#{}): {}.", said.on, said.seq, said.what.verdict);
            return Err(order(what, "The leader proposes anew, or delivers what was approved."));
        }
        let text = clean_if_any("reason", text)?;
        if verdict == Verdict::Return && text.is_none() {
            return Err(order("A return says why.", "Say with --why what is to change."));
        }
        Ok(Event::ManagementReviewed(ManagementReviewed { appraisal: self.id.clone(), verdict, text }))
    }

    fn deliver(&self, summary: Option<&str>) -> Result<Vec<Proposed>, Refusal> {
        self.not_delivered()?;
        let Some(approved) = self.appraisal.approved() else {
            let what = match self.appraisal.reviewed() {
                Some(_) => format!("The ratings of {} were returned.", self.id),
                None => format!("The ratings of {} were not reviewed above.", self.id),
            };
            let next = "The leader above reviews them first: coach review PERSON --approve, or --return --why TEXT.";
            return Err(Refusal::new(what, next).by("702.review"));
        };
        self.not_before(approved.on, "approved")?;
        let ratings = self.appraisal.proposed().into_iter().map(|it| Rating::from(&it.what)).collect();
        let summary = clean_if_any("summary", summary)?;
        let delivered = AppraisalDelivered { appraisal: self.id.clone(), ratings, summary };
        let mut proposed = self.context.record(self.person, vec![Event::AppraisalDelivered(delivered)])?;
        proposed.iter_mut().for_each(|it| it.cause = Some(approved.seq));
        Ok(proposed)
    }

    /// Whether somebody was employed on the day in the employee's agency.
    fn was_there(&self, who: Id) -> bool {
        let (directory, on) = (self.context.directory, self.context.on);
        let hired = directory.people.get(&who).is_some_and(|it| it.hired.is_none_or(|hired| hired <= on));
        let here = directory.agency_of(who, on) == directory.agency_of(self.person.id, on);
        hired && here && directory.is_employed(who, on)
    }

    fn decline(&self, witness: Id, note: Option<&str>) -> Result<Event, Refusal> {
        self.delivered()?;
        self.not_acknowledged()?;
        if let Some(known) = &self.appraisal.declined {
            let what = format!("That was recorded on {} (#{}).", known.on, known.seq);
            return Err(order(what, "Nothing is left to do; the employee may acknowledge it all the same."));
        }
        let directory = self.context.directory;
        let delivered_by = self.appraisal.delivered.as_ref().map(|it| it.by);
        let raters: Vec<_> = self.appraisal.proposals.iter().map(|it| it.by).chain(delivered_by).collect();
        if !self.was_there(witness) || witness == self.person.id || raters.contains(&witness) {
            let what = format!("{} is no witness of this.", directory.name(witness));
            let next = "A witness was employed in the same agency on that day, and is neither the employee nor who rated: --witness LOGIN.";
            return Err(Refusal::new(what, next).by("appraisal.witness"));
        }
        let note = clean_if_any("note", note)?;
        Ok(Event::AcknowledgementDeclined(AcknowledgementDeclined { appraisal: self.id.clone(), witness, note }))
    }

    fn finalise(&self) -> Result<Event, Refusal> {
        let delivered = self.delivered()?;
        self.not_final("Nothing is left to do.")?;
        let answers = self.appraisal.answers.iter().map(|it| it.on);
        let said = self.appraisal.rebuttals.iter().map(|it| it.on).chain(answers);
        let said = said.chain(self.appraisal.acknowledged.iter().map(|it| it.on));
        if let Some(last) = said.chain(self.appraisal.declined.iter().map(|it| it.on)).max() {
            self.not_before(last, "answered")?;
        }
        let mut list = Vec::new();
        if self.appraisal.acknowledged.is_none() && self.appraisal.declined.is_none() {
            list.push("it was neither acknowledged nor declined before a witness".to_owned());
        }
        if let Some(open) = self.unanswered() {
            list.push(format!("the rebuttal of {} (#{}) has no answer", open.on, open.seq));
        }
        let last = delivered.on.checked_add_days(Days::new(u64::from(self.cycle()?.rebuttal_days)));
        let agreed = self.appraisal.acknowledged.as_ref().is_some_and(|it| it.what.stance == Stance::Agree);
        let rebutted = !self.appraisal.rebuttals.is_empty();
        if let Some(last) = last.filter(|last| self.context.on <= *last && !agreed && !rebutted) {
            list.push(format!("the employee may rebut it until {last}"));
        }
        if !list.is_empty() {
            let what = format!("{} is not ready to be final.", self.id);
            return Err(order(what, "Finalise it when that is done: coach appraise PERSON --finalise.").listing(list));
        }
        Ok(Event::AppraisalFinalised(AppraisalFinalised { appraisal: self.id.clone() }))
    }

    fn revise(&self, (element, level): (&str, &str), authority: String, reason: String) -> Result<Event, Refusal> {
        if self.context.actor == self.person.id {
            let next = match self.context.directory.is_last_officer(self.person.id) {
                true => format!("Another officer of human resources can; {NAME_A_SECOND}."),
                false => "Another officer of human resources can.".to_owned(),
            };
            return Err(Refusal::new("Nobody revises their own rating.", next).by(rule::WRITER));
        }
        let delivered = self.delivered()?;
        let known = delivered.what.ratings.iter().find(|it| is_element(&it.element, element));
        let Some(rating) = known else {
            let list = delivered.what.ratings.iter().map(|it| format!("{}: {}", it.element, it.level)).collect();
            let what = format!("{} has no rating of {element:?}.", self.id);
            return Err(order(what, "Name one of these.").listing(list));
        };
        let cycle = self.cycle()?;
        let Some(level) = cycle.level(level).cloned() else {
            let what = format!("{level:?} is no level of the cycle {}.", cycle.cycle);
            return Err(Refusal::new(what, "Use one of these.").by("appraisal.scale").listing(cycle.scale.clone()));
        };
        if self.appraisal.level(&rating.element) == Some(&level) {
            let what = format!("{} is rated {level} already.", rating.element);
            return Err(order(what, "Give the level that it has from now on."));
        }
        let (appraisal, element) = (self.id.clone(), rating.element.clone());
        Ok(Event::RatingRevised(RatingRevised { appraisal, element, level, authority, reason }))
    }
}
