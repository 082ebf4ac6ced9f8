//! Commands on a dispute: the employee asks, files and withdraws; whoever the forum names answers; human resources extend
//! and record the decision; an auditor seals. Each in its turn, and nothing after the end.

use super::{
    audience::{Class, Role},
    authority::{NAME_A_SECOND, Readable, may_read, may_write},
    course::{Awaited, Course},
    decide::{Context, Proposed},
    dispute::{
        Dispute, DisputeStepNoted, EvidenceSealed, ExtensionGranted, Outcome, ReviewDecided, ReviewWithdrawn,
        StepAnswered, StepFiled, Turn,
    },
    event::{Event, Writer},
    forum::Answers,
    names::DisputeId,
    person::Person,
    refusal::{Refusal, clean, clean_if_any, rule},
};
use chrono::NaiveDate;

pub use super::review_request::{Ask, Subject};

/// A step of a dispute: `coach dispute`.
#[derive(Clone, Debug, PartialEq)]
pub enum Proceeding {
    /// The employee asks for a review; its name is given.
    Ask(Ask),
    /// The employee files the next step.
    File(DisputeId, String),
    /// The step that was filed last is answered.
    Answer(DisputeId, String),
    /// What is awaited, or was missed, is due on another day, and why.
    Extend(DisputeId, Option<Turn>, NaiveDate, String),
    /// The log as it stands: the number and the hash of its last entry.
    Seal(DisputeId, u64, String),
    /// The employee leaves it, and perhaps says why.
    Withdraw(DisputeId, Option<String>),
    /// Human resources note a step among themselves.
    Note(DisputeId, String),
    /// It was decided.
    Decide(DisputeId, Decision),
}

/// How a dispute was decided.
#[derive(Clone, Debug, PartialEq)]
pub struct Decision {
    /// What it came to.
    pub outcome: Outcome,
    /// Who decided, by name.
    pub authority: String,
    /// The redress that is granted.
    pub redress: Option<String>,
    /// Why.
    pub reason: String,
}

/// A refusal of what is not in its turn.
pub(super) fn order(what: impl Into<String>, next: impl Into<String>) -> Refusal {
    Refusal::new(what, next).by("dispute.order")
}

/// A refusal of what is not in its days.
pub(super) fn window(what: impl Into<String>, next: impl Into<String>) -> Refusal {
    Refusal::new(what, next).by("dispute.windows")
}

impl Proceeding {
    /// Who may give it, and what it records.
    pub fn writer(&self) -> (Writer, &'static str) {
        match self {
            Proceeding::Ask(_) => (Writer::Employee, "Review requested"),
            Proceeding::File(..) => (Writer::Employee, "Step of a review filed"),
            Proceeding::Answer(..) => (Writer::Answers, "Step of a review answered"),
            Proceeding::Extend(..) => (Writer::Hr, "Extension granted"),
            Proceeding::Seal(..) => (Writer::Auditor, "Evidence sealed"),
            Proceeding::Withdraw(..) => (Writer::Employee, "Review withdrawn"),
            Proceeding::Note(..) => (Writer::Hr, "Internal step of a dispute"),
            Proceeding::Decide(..) => (Writer::Hr, "Review decided"),
        }
    }

    /// # Errors
    /// Refuses what is not disputed in time or in a forum that takes it, a step whose turn has not come or is past, whoever
    /// the forum does not name, and a party's hand in an extension or a decision.
    pub fn decide(&self, context: &Context<'_>, person: &Person) -> Result<Vec<Proposed>, Refusal> {
        let (id, event) = match self {
            Proceeding::Ask(ask) => return ask.decide(context, person),
            Proceeding::File(id, text) => (*id, At::of(context, person, *id)?.file(text)?),
            Proceeding::Answer(id, text) => return At::of(context, person, *id)?.answer(text),
            Proceeding::Extend(id, turn, due, reason) => {
                (*id, At::of(context, person, *id)?.extend(*turn, *due, reason)?)
            }
            Proceeding::Seal(id, head, hash) => {
                let it = At::of(context, person, *id)?;
                (*id, Event::EvidenceSealed(EvidenceSealed { dispute: it.id, head: *head, hash: hash.clone() }))
            }
            Proceeding::Withdraw(id, reason) => {
                let dispute = At::of(context, person, *id)?.id;
                let reason = clean_if_any("reason", reason.as_deref())?;
                (*id, Event::ReviewWithdrawn(ReviewWithdrawn { dispute, reason }))
            }
            Proceeding::Note(id, text) => (*id, At::of(context, person, *id)?.note(text)?),
            Proceeding::Decide(id, decision) => (*id, At::of(context, person, *id)?.decision(decision)?),
        };
        let cause = person.disputes.get(&id).map(|it| it.asked.seq);
        let mut proposed = context.record(person, vec![event])?;
        proposed.iter_mut().for_each(|it| it.cause = cause);
        Ok(proposed)
    }
}

/// A dispute as a command finds it, before its end.
struct At<'a> {
    context: &'a Context<'a>,
    person: &'a Person,
    id: DisputeId,
    dispute: &'a Dispute,
    course: Course<'a>,
}

impl<'a> At<'a> {
    fn of(context: &'a Context<'a>, person: &'a Person, id: DisputeId) -> Result<Self, Refusal> {
        read_today(context, person)?;
        let name = context.directory.name(person.id);
        let Some(dispute) = person.disputes.get(&id) else {
            let list = person.disputes.values().map(|it| format!("{}, since {}", it.id(), it.asked.on)).collect();
            let what = format!("{name} has no dispute {id}.");
            return Err(order(what, "The employee asks for a review: coach dispute ask.").listing(list));
        };
        if let Some((on, seq, how)) = dispute.ended() {
            let what = format!("{id} was {how} on {on} (#{seq}).");
            return Err(order(what, "Nothing comes after the end of a dispute; another forum may take the matter."));
        }
        let last = dispute.last_day();
        if context.on < last {
            let what = format!("Something was said in {id} on {last}, after {}.", context.on);
            return Err(order(what, "Give a day on or after that one with --on."));
        }
        let Some(course) = Course::of(context.directory, person, dispute) else {
            let asked = &dispute.asked.what;
            let what = format!("The forum {} has no version {} on record.", asked.forum, asked.version);
            return Err(order(what, "Human resources withdraws nothing; ask who keeps the store: coach verify."));
        };
        Ok(Self { context, person, id, dispute, course })
    }

    /// What the dispute waits for on the day.
    fn awaits(&self) -> String {
        match self.course.awaited(self.context.on) {
            Some(Awaited { turn, due, .. }) => {
                format!("{} waits for {}, due on {due}.", self.id, self.course.words(turn))
            }
            None => format!("{} waits for nothing.", self.id),
        }
    }

    fn file(&self, text: &str) -> Result<Event, Refusal> {
        let step = self.dispute.filed.len() as u32 + 1;
        let turns = self.course.turns(self.context.on);
        let Some(turn) = turns.iter().find(|it| it.turn == Turn::Filing(step)) else {
            return Err(order(self.awaits(), "The employee files a step when its turn comes: coach dispute PERSON."));
        };
        if self.context.today > turn.due {
            let words = self.course.words(turn.turn);
            let what = format!("{} was due on {}, and today is {}.", capital(&words), turn.due, self.context.today);
            let next = format!(
                "What was said so far is decided on. Human resources can extend it: coach dispute PERSON extend {} --turn {}.",
                self.id, turn.turn
            );
            return Err(window(what, next));
        }
        Ok(Event::StepFiled(StepFiled { dispute: self.id, step, text: clean("text", text)? }))
    }

    fn answer(&self, text: &str) -> Result<Vec<Proposed>, Refusal> {
        let last = self.dispute.filed.last().filter(|it| self.dispute.answer(it.what.step).is_none());
        let Some(filed) = last else {
            return Err(order(self.awaits(), "A step is answered once the employee has filed it."));
        };
        let step = filed.what.step;
        let Some(known) = self.course.forum.step(step) else {
            return Err(order(self.awaits(), "coach dispute PERSON shows what is next."));
        };
        let (writer, directory) = (writer_of(known.by), self.context.directory);
        let title = "Step of a review answered";
        let role = may_write(directory, self.context.actor, self.person.id, writer, title, self.context.on)?;
        if role == Role::Hr {
            self.no_party("answers for human resources")?;
        }
        let text = clean("answer", text)?;
        let event = Event::StepAnswered(StepAnswered { dispute: self.id, step, text });
        let mut proposed = self.context.record(self.person, vec![event])?;
        for it in &mut proposed {
            (it.role, it.cause) = (role, Some(filed.seq));
        }
        Ok(proposed)
    }

    fn extend(&self, turn: Option<Turn>, due: NaiveDate, reason: &str) -> Result<Event, Refusal> {
        self.no_party("grants an extension")?;
        let open: Vec<_> = self.course.turns(self.context.on).into_iter().filter(|it| it.done.is_none()).collect();
        let meant = match turn {
            Some(turn) => open.iter().find(|it| it.turn == turn),
            None => open.last(),
        };
        let Some(meant) = meant else {
            let list = open.iter().map(|it| format!("{}: {}, due on {}", it.turn, self.course.words(it.turn), it.due));
            let named = turn.map_or_else(|| "nothing".to_owned(), |turn| turn.to_string());
            let what = format!("{} does not wait for {named}.", self.id);
            return Err(order(what, "Name one of these with --turn.").listing(list.collect()));
        };
        // A step that another was filed after, because it was not answered, is past.
        if matches!(meant.turn, Turn::Answer(step) if self.dispute.filing(step + 1).is_some()) {
            let what = format!("The step after {} was filed since.", self.course.words(meant.turn));
            return Err(order(what, "What is awaited now can be extended: leave --turn out."));
        }
        if due <= meant.due || due < self.context.today {
            let words = capital(&self.course.words(meant.turn));
            let what = format!("{words} is due on {}, and today is {}.", meant.due, self.context.today);
            return Err(window(what, "Give a later day, and no day that is past: --due DATE."));
        }
        let (dispute, turn, reason) = (self.id, meant.turn, clean("reason", reason)?);
        Ok(Event::ExtensionGranted(ExtensionGranted { dispute, turn, due, reason }))
    }

    fn note(&self, text: &str) -> Result<Event, Refusal> {
        self.no_party("notes a step of human resources")?;
        Ok(Event::DisputeStepNoted(DisputeStepNoted { dispute: self.id, text: clean("text", text)? }))
    }

    fn decision(&self, it: &Decision) -> Result<Event, Refusal> {
        self.no_party("records its decision")?;
        if self.course.awaited(self.context.on).map(|it| it.turn) != Some(Turn::Decision) {
            let next = "It is decided when every step was answered, or its days went by.";
            return Err(order(self.awaits(), next));
        }
        let authority = clean("name of who decided", &it.authority)?;
        let redress = clean_if_any("redress", it.redress.as_deref())?;
        match (it.outcome, &redress) {
            (Outcome::Denied, Some(_)) => {
                return Err(order("A denied review grants no redress.", "Leave --redress out, or say partly-granted."));
            }
            (Outcome::Granted | Outcome::PartlyGranted, None) => {
                return Err(order("A review that is granted says what is granted.", "Say it with --redress."));
            }
            _ => {}
        }
        let (dispute, outcome, reason) = (self.id, it.outcome, clean("reason", &it.reason)?);
        Ok(Event::ReviewDecided(ReviewDecided { dispute, outcome, authority, redress, reason }))
    }

    /// Refuses a party.
    fn no_party(&self, does: &str) -> Result<(), Refusal> {
        let actor = self.context.actor;
        if !self.dispute.is_party(self.person, actor) {
            return Ok(());
        }
        let who = self.context.directory.name(actor);
        let what = format!("{who} is a party to {}, and no party {does}.", self.id);
        let next = match self.context.directory.is_last_officer(actor) {
            true => format!("Another officer of human resources can; {NAME_A_SECOND}."),
            false => "Another officer of human resources can.".to_owned(),
        };
        Err(Refusal::new(what, next).by(rule::WRITER))
    }
}

/// Refuses whoever may not read disputes of a person today, before a word is said of whether there is one: who led them
/// on an earlier day that is named, human resources that they left, an auditor without a purpose.
fn read_today(context: &Context<'_>, person: &Person) -> Result<(), Refusal> {
    let (directory, actor, today) = (context.directory, context.actor, context.today);
    let readable = Readable { stream: person.id, class: Class::Person, author: person.id, withdrawn: false };
    if may_read(directory, actor, readable, today) {
        return Ok(());
    }
    let what = format!("{} may not read disputes of {}.", directory.name(actor), directory.name(person.id));
    Err(match directory.audits(actor, person.id, today) {
        true => Refusal::new(what, "Say first why you read the record: coach access PERSON --purpose TEXT.")
            .by(rule::PURPOSE),
        false => {
            let next = "Whoever leads them now, is above, or is human resources of their agency takes part.";
            Refusal::new(what, next).by(rule::AUDIENCE)
        }
    })
}

/// Who answers a step, as a writer of entries.
fn writer_of(by: Answers) -> Writer {
    match by {
        Answers::Leader => Writer::Leader,
        Answers::Reviewer => Writer::Reviewer,
        Answers::Hr => Writer::Hr,
    }
}

/// Words at the beginning of a sentence.
fn capital(words: &str) -> String {
    let mut letters = words.chars();
    letters.next().map_or_else(String::new, |first| first.to_uppercase().chain(letters).collect())
}
