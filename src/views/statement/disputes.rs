//! What the entries of dispute forums and disputes say.

use super::{
    super::words::{count, day},
    Glossary, Statement, appraisal_name,
};
use crate::domain::{
    Event,
    course::Course,
    dispute::{Disputed, Outcome, Turn},
    forum::{Answers, Counted, DisputeForumSet, Matter},
    names::DisputeId,
};

/// What is disputed, as a person names it.
pub fn disputed(of: &Disputed) -> String {
    match of {
        Disputed::Appraisal(id) => format!("the appraisal {}", appraisal_name(id)),
        Disputed::Entry(seq) => format!("entry #{seq}"),
    }
}

/// What of it is disputed, or what a forum takes.
pub fn matter(matter: Matter) -> &'static str {
    match matter {
        Matter::Process => "how it came about",
        Matter::Content => "what it says",
        Matter::Both => "how it came about and what it says",
    }
}

/// What a review came to.
pub fn outcome(outcome: Outcome) -> &'static str {
    match outcome {
        Outcome::Granted => "granted",
        Outcome::PartlyGranted => "granted in part",
        Outcome::Denied => "denied",
    }
}

/// Who answers a step.
pub fn answers(by: Answers) -> &'static str {
    match by {
        Answers::Leader => "the leader",
        Answers::Reviewer => "the leader above",
        Answers::Hr => "human resources",
    }
}

fn forum(said: Statement, it: &DisputeForumSet) -> Statement {
    let days = |days: u32| count(days as usize, "day");
    let from = match it.counted_from {
        Counted::Delivery => "the delivery of an appraisal",
        Counted::Finalising => "the day an appraisal is final",
    };
    let said = said
        .fact("Forum", &it.forum)
        .fact("Version", it.version)
        .fact("In force from", day(it.effective))
        .fact("Takes", matter(it.takes))
        .fact("To ask", format!("{} from {from}, or from the recording of an entry", days(it.ask_days)))
        .fact("To file a step", format!("{} from the request or the answer before", days(it.file_days)));
    let said = (1..).zip(&it.steps).fold(said, |said, (number, step)| {
        let what = format!("{}; {} answers within {}", step.name, answers(step.by), days(step.days));
        said.fact(&format!("Step {number}"), what)
    });
    said.fact("Decided by", format!("{}, within {}", it.decided_by, days(it.decide_days)))
}

impl Glossary<'_> {
    /// What an entry of these kinds says; the title alone of any other.
    pub(super) fn of_dispute(&self, event: &Event, said: Statement) -> Statement {
        match event {
            Event::DisputeForumSet(it) => forum(said, it),
            Event::ReviewRequested(it) => said
                .text(&it.grounds)
                .fact("Dispute", it.dispute)
                .fact("Of", disputed(&it.of))
                .fact("About", matter(it.about))
                .fact("Forum", format!("{}, version {}", it.forum, it.version))
                .fact("Asks for", &it.redress),
            Event::StepFiled(it) => said.text(&it.text).fact("Dispute", it.dispute).fact("Step", it.step),
            Event::StepAnswered(it) => said.text(&it.text).fact("Dispute", it.dispute).fact("Step", it.step),
            Event::ExtensionGranted(it) => said
                .text(&it.reason)
                .fact("Dispute", it.dispute)
                .fact("What", self.turn(it.dispute, it.turn))
                .fact("Due from now on", day(it.due)),
            Event::EvidenceSealed(it) => {
                said.fact("Dispute", it.dispute).fact("Up to entry", format!("#{}", it.head)).fact("Its hash", &it.hash)
            }
            Event::DisputeStepNoted(it) => said.text(&it.text).fact("Dispute", it.dispute),
            Event::ReviewWithdrawn(it) => said.text_if(it.reason.as_ref()).fact("Dispute", it.dispute),
            Event::ReviewDecided(it) => said
                .text(&it.reason)
                .fact("Dispute", it.dispute)
                .fact("As", outcome(it.outcome))
                .fact("Decided by", &it.authority)
                .fact_if("Redress", it.redress.as_ref()),
            _ => said,
        }
    }

    /// A turn of a dispute as a person names it.
    fn turn(&self, dispute: DisputeId, turn: Turn) -> String {
        let known = self.person.and_then(|person| Some((person, person.disputes.get(&dispute)?)));
        let course = known.and_then(|(person, dispute)| Course::of(self.directory, person, dispute));
        course.map_or_else(|| turn.to_string(), |course| course.words(turn))
    }
}
