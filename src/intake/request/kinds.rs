//! The one table of what another program may ask for: each kind of event with the command that records it. A kind is
//! here, or in the list of those that are not taken with the reason.

use super::members::{Members, Wrong};
use crate::{
    domain::{
        Command, Side,
        appointment::{NoShow, ScheduleOnce},
        commitment::{Promise, Revisit},
        concern::RaiseConcern,
        conduct::{Hold, Note, Topics},
        decimal::Decimal,
        development::Develop,
        grow::{Grow, Will},
        meeting::Mode,
        message::{Deliver, Identify},
        names::ConcernId,
        obstacle::{Hinder, Recognise},
        preparation::Prepare,
        renegotiate::{Release, Renegotiate},
        series::Schedule,
        settled::{Settle, Settled},
        steer::{Aim, Steer},
    },
    id::Id,
};
use chrono::NaiveDate;

/// Reads the fields of a kind into the command. The day is the one that the line gives.
type Wanted = fn(&mut Members<'_>, Option<NaiveDate>) -> Result<Command, Wrong>;

const SIDE: &str = "is neither employee nor leader";
const COMMITMENT: &str = "is not a commitment such as c1";
const GOAL: &str = "is not a goal such as g1";
const CONCERN: &str = "is not a concern such as n1";
const NUMBER: &str = "is not a number in quotes, such as \"61.5\"";

const TAKEN: &[(&str, Wanted)] = &[
    ("coaching-series-started", |it, _| {
        let (rule, start) = (it.text("rule")?, it.start("start")?);
        Ok(Command::Schedule(Schedule { rule, start, minutes: planned(it)?, replace: it.text_if_any("replace")? }))
    }),
    ("meeting-scheduled", |it, _| {
        let (start, minutes) = (it.start("start")?, planned(it)?);
        Ok(Command::ScheduleOnce(ScheduleOnce { start, minutes, mode: mode(it)?, reason: it.text_if_any("reason")? }))
    }),
    ("no-show-recorded", |it, on| {
        let (meeting, who, note) = (it.day_if_any("meeting")?, it.word("who", SIDE)?, it.text_if_any("note")?);
        Ok(Command::NoShow(NoShow { meeting, on_its_day: on.is_none(), who, note }))
    }),
    ("meeting-rescheduled", |it, _| Ok(Command::Move(it.day_if_any("meeting")?, it.start("to")?, it.text("reason")?))),
    ("meeting-cancelled", |it, _| Ok(Command::Cancel(it.day_if_any("meeting")?, it.text("reason")?))),
    ("agenda-reviewed", |it, _| {
        let (meeting, highlights) = (it.day_if_any("meeting")?, it.words("highlights", "is not a list of texts")?);
        Ok(Command::Prepare(Prepare { meeting, highlights, reviewed: true, ..Prepare::default() }))
    }),
    ("preparation-submitted", |it, _| {
        let meeting = it.day_if_any("meeting")?;
        let items = it.objects("items", |it| Ok((it.text("topic")?, it.text("text")?)))?;
        let (win, growth) = (it.text_if_any("win")?, it.text_if_any("growth")?);
        Ok(Command::Prepare(Prepare { meeting, items, win, growth, ..Prepare::default() }))
    }),
    ("agenda-item-raised", |it, _| Ok(Command::Topics(it.said_in()?, Topics::Raised(it.text("text")?)))),
    ("critical-message-identified", |it, _| {
        it.also = it.words("also", "is not a list of people")?;
        // Which people these are, and the message's own id, is known where the record is.
        Ok(Command::Message(Identify { message: Id::from_bytes([0; 8]), to: Vec::new(), text: it.text("text")? }))
    }),
    ("critical-message-delivered", |it, _| {
        let (which, meeting) = (it.text_if_any("message")?.unwrap_or_default(), it.said_in()?);
        Ok(Command::Deliver(Deliver { which, meeting }))
    }),
    ("meeting-held", |it, on| {
        let ended = |it: &mut Members<'_>| {
            Ok((
                it.word("item", "is not an item such as i1")?,
                it.word("outcome", "is not discussed, deferred or dropped")?,
            ))
        };
        Ok(Command::Hold(Hold {
            meeting: it.day_if_any("meeting")?,
            on_its_day: on.is_none(),
            start: it.clock_if_any("start")?,
            minutes: it.number_if_any("minutes")?,
            mode: mode(it)?,
            ended: it.objects("ended", ended)?,
            on_track: it.words("on_track", "is not a list of commitments such as c1")?,
            delivered: it.words("delivered", "is not a list of messages")?,
            standard_work: it.flag("standard_work")?,
        }))
    }),
    ("topic-discussed", |it, _| {
        let (meeting, topic) = (it.said_in()?, it.text("topic")?);
        let facet = it.word_if_any("facet", "is not activity, behaviour, result or growth")?;
        let sign = it.word_if_any("sign", "is neither success nor opportunity")?;
        Ok(Command::Note(Note { meeting, topic, facet, sign, text: it.text("text")? }))
    }),
    ("employee-topics-declined", |it, _| Ok(Command::Topics(it.said_in()?, Topics::None))),
    ("employee-topics-asked", |it, _| Ok(Command::Topics(it.said_in()?, Topics::Asked(it.text("answer")?)))),
    ("grow-noted", |it, _| {
        let will =
            |it: &mut Members<'_>| Ok(Will { text: it.text("text")?, due: it.day("due")?, by: it.word("by", SIDE)? });
        Ok(Command::Grow(Grow {
            meeting: it.said_in()?,
            topic: it.text("topic")?,
            goal: it.text("goal")?,
            reality: it.text("reality")?,
            options: it.objects("options", |it| Ok((it.word("by", SIDE)?, it.text("text")?)))?,
            will: it.inner_if_any("will", will)?,
            confidence: it.number_if_any("confidence")?,
        }))
    }),
    ("decision-made", |it, _| settled(it, |it| Ok(Settled::Decision(it.text("text")?)))),
    ("agreement-reached", |it, _| settled(it, |it| Ok(Settled::Agreement(it.text("text")?)))),
    ("baseline-established", |it, _| {
        settled(it, |it| Ok(Settled::Baseline(it.text("text")?, it.text_if_any("difference")?)))
    }),
    ("reflection-recorded", |it, _| Ok(Command::Reflect(it.day_if_any("meeting")?, it.text("text")?))),
    ("meeting-record-finalised", |it, _| Ok(Command::Finalise(it.day_if_any("meeting")?))),
    ("commitment-made", |it, _| {
        let (text, due, by) = (it.text("text")?, it.day("due")?, it.word_if_any::<Side>("by", SIDE)?);
        answering(it, |it| Ok(Command::Promise(Promise { text, due, by, meeting: it.said_in()? })))
    }),
    ("commitment-revisited", |it, _| {
        let status = it.word("status", "is neither on-track nor not-reached")?;
        revisited(it, Some(status), "note")
    }),
    ("commitment-fulfilled", |it, _| revisited(it, None, "evidence")),
    ("commitment-renegotiated", |it, _| {
        let (commitment, due, reason) = (it.word("commitment", COMMITMENT)?, it.day("due")?, it.text("reason")?);
        Ok(Command::Renegotiate(Renegotiate { commitment, due, reason, meeting: it.said_in()? }))
    }),
    ("commitment-released", |it, _| {
        let (commitment, reason) = (it.word("commitment", COMMITMENT)?, it.text("reason")?);
        Ok(Command::Release(Release { commitment, reason, meeting: it.said_in()? }))
    }),
    ("development-plan-opened", |it, _| develop(Develop { open: Some(it.text("focus")?), ..Develop::default() })),
    ("development-action-planned", |it, _| {
        let action = Some((it.text("text")?, it.day("due")?));
        answering(it, |_| develop(Develop { action, ..Develop::default() }))
    }),
    ("development-action-completed", |it, _| {
        let done = (it.word("action", "is not an action such as a1")?, it.text_if_any("outcome")?);
        develop(Develop { done: Some(done), ..Develop::default() })
    }),
    ("development-plan-reviewed", |it, _| {
        develop(Develop { review: Some(it.text("text")?), meeting: it.said_in()?, ..Develop::default() })
    }),
    ("career-interest-stated", |it, _| develop(Develop { interest: Some(it.text("text")?), ..Develop::default() })),
    ("goal-set", |it, _| {
        let (text, aim) = (it.text("text")?, aim(it)?);
        answering(it, |_| Ok(Command::Goal(Steer::Set(text, aim))))
    }),
    ("goal-revised", |it, _| {
        let (goal, text, aim) = (it.word("goal", GOAL)?, it.text_if_any("text")?, aim(it)?);
        answering(it, |it| Ok(Command::Goal(Steer::Revise(goal, text, aim, it.text("reason")?))))
    }),
    ("metric-observed", |it, _| {
        let (goal, value, period) = (it.word("goal", GOAL)?, it.word("value", NUMBER)?, it.day("period")?);
        Ok(Command::Goal(Steer::Observe(goal, value, period, it.text("source")?)))
    }),
    ("obstacle-raised", |it, _| Ok(Command::Obstacle(Hinder::Raise(it.text("text")?, it.word_if_any("goal", GOAL)?)))),
    ("obstacle-removed", |it, _| {
        let obstacle = it.word("obstacle", "is not an obstacle such as o1")?;
        Ok(Command::Obstacle(Hinder::Remove(obstacle, it.text("text")?)))
    }),
    ("recognition-given", |it, _| {
        let (text, goal) = (it.text("text")?, it.word_if_any("goal", GOAL)?);
        Ok(Command::Recognise(Recognise { text, goal, meeting: it.said_in()? }))
    }),
    ("concern-raised", |it, _| {
        let (facts, expectation) = (it.text("facts")?, it.text("expectation")?);
        Ok(Command::Concern(RaiseConcern { facts, expectation, support: it.text("support")? }))
    }),
];

const OF_THE_AGENCY: &str = "is the agency's own, which a person of human resources records";
const OF_THE_ROSTER: &str = "comes from a roster file";
const OF_THE_MEETING: &str = "comes with meeting-held";
const OF_A_READER: &str = "says that a person has read something, which no program can say for them";
const OF_THE_TWO: &str = "is worked on by the two who meet: coach problem, coach idea, coach handover, coach cadence";
const OF_STAFFING: &str = "is of who comes, goes and leads, which a person of human resources records";
const OF_AN_APPRAISAL: &str = "is a step of an appraisal, which a person takes with the command";
const OF_A_DISPUTE: &str = "is a step of a dispute, which a person takes with coach dispute";
const OF_RECORD_KEEPING: &str =
    "is record keeping, which a person of human resources orders and the keeper carries out";
const OF_A_PERSON: &str = "puts right what a person recorded, and is that person's to give";

/// The kinds that no line may ask for, each with the reason.
pub const NOT_TAKEN: &[(&str, &str)] = &[
    ("store-initialised", OF_THE_AGENCY),
    ("standard-work-revised", OF_THE_AGENCY),
    ("cadence-policy-set", OF_THE_AGENCY),
    ("cadence-tightened", OF_THE_AGENCY),
    ("topic-policy-set", OF_THE_AGENCY),
    ("topic-recurrence-set", OF_THE_AGENCY),
    ("clock-accepted", OF_THE_AGENCY),
    ("standard-document-opened", OF_THE_AGENCY),
    ("standard-document-revised", OF_THE_AGENCY),
    ("supporting-document-linked", OF_THE_AGENCY),
    ("supporting-document-unlinked", OF_THE_AGENCY),
    ("supporting-document-kept", OF_THE_AGENCY),
    ("agency-added", OF_THE_AGENCY),
    ("role-granted", OF_THE_AGENCY),
    ("role-revoked", OF_THE_AGENCY),
    ("employee-onboarded", OF_THE_ROSTER),
    ("employee-details-changed", OF_THE_ROSTER),
    ("position-assigned", OF_THE_ROSTER),
    ("probation-started", OF_THE_ROSTER),
    ("reporting-line-assigned", OF_THE_ROSTER),
    ("reporting-line-ended", OF_THE_ROSTER),
    ("agency-joined", OF_THE_ROSTER),
    ("series-ended", "comes with coaching-series-started, which says with replace why"),
    ("agenda-item-ended", OF_THE_MEETING),
    ("leader-standard-work-reviewed", OF_THE_MEETING),
    ("meeting-acknowledged", OF_A_READER),
    ("concern-acknowledged", OF_A_READER),
    ("problem-opened", OF_THE_TWO),
    ("cause-identified", OF_THE_TWO),
    ("countermeasure-adopted", OF_THE_TWO),
    ("countermeasure-checked", OF_THE_TWO),
    ("problem-escalated", OF_THE_TWO),
    ("problem-closed", OF_THE_TWO),
    ("idea-solicited", OF_THE_TWO),
    ("idea-submitted", OF_THE_TWO),
    ("idea-decided", OF_THE_TWO),
    ("idea-implemented", OF_THE_TWO),
    ("performance-plan-issued", OF_AN_APPRAISAL),
    ("performance-plan-modified", OF_AN_APPRAISAL),
    ("plan-notified", OF_AN_APPRAISAL),
    ("self-assessment-submitted", OF_AN_APPRAISAL),
    ("mid-year-review-held", OF_AN_APPRAISAL),
    ("interim-assessment-recorded", OF_AN_APPRAISAL),
    ("rating-proposed", OF_AN_APPRAISAL),
    ("rating-withdrawn", OF_AN_APPRAISAL),
    ("management-reviewed", OF_AN_APPRAISAL),
    ("appraisal-delivered", OF_AN_APPRAISAL),
    ("acknowledgement-declined", OF_AN_APPRAISAL),
    ("rebuttal-filed", OF_AN_APPRAISAL),
    ("rebuttal-answered", OF_AN_APPRAISAL),
    ("appraisal-finalised", OF_AN_APPRAISAL),
    ("rating-revised", OF_AN_APPRAISAL),
    ("improvement-plan-issued", OF_AN_APPRAISAL),
    ("improvement-plan-check-in-held", OF_AN_APPRAISAL),
    ("improvement-plan-extended", OF_AN_APPRAISAL),
    ("improvement-plan-concluded", OF_AN_APPRAISAL),
    ("cycle-opened", OF_THE_AGENCY),
    ("plan-acknowledged", OF_A_READER),
    ("appraisal-acknowledged", OF_A_READER),
    ("leave-started", OF_STAFFING),
    ("leave-ended", OF_STAFFING),
    ("employee-separated", OF_STAFFING),
    ("employee-rehired", OF_STAFFING),
    ("acting-line-assigned", OF_STAFFING),
    ("acting-line-ended", OF_STAFFING),
    ("cadence-changed", OF_THE_TWO),
    ("series-handed-over", OF_THE_TWO),
    ("commitment-adopted", OF_THE_TWO),
    ("commitment-declined", OF_THE_TWO),
    ("entry-corrected", OF_A_PERSON),
    ("entry-withdrawn", OF_A_PERSON),
    ("legal-hold-placed", OF_RECORD_KEEPING),
    ("legal-hold-released", OF_RECORD_KEEPING),
    ("expungement-ordered", OF_RECORD_KEEPING),
    ("content-destroyed", OF_RECORD_KEEPING),
    ("retention-period-set", OF_RECORD_KEEPING),
    ("retention-expired", OF_RECORD_KEEPING),
    ("strategic-plan-adopted", OF_THE_AGENCY),
    ("objective-published", OF_THE_AGENCY),
    ("objective-retired", OF_THE_AGENCY),
    ("deployment-started", OF_THE_AGENCY),
    ("train-the-trainer-held", OF_THE_AGENCY),
    ("standard-work-trained", OF_THE_AGENCY),
    ("maturity-assessed", OF_THE_AGENCY),
    ("record-accessed", "is why a person reads, said by that person at the moment of reading"),
    ("keeping-accessed", "is why a person reads, said by that person at the moment of reading"),
    ("access-ended", "ends what a person opened with a purpose: coach access --end"),
    ("entry-contested", OF_A_PERSON),
    ("paper-transcribed", "is what a person read on a paper, with the hash of its scan: coach transcribe"),
    ("dispute-forum-set", OF_THE_AGENCY),
    ("review-requested", OF_A_DISPUTE),
    ("step-filed", OF_A_DISPUTE),
    ("step-answered", OF_A_DISPUTE),
    ("extension-granted", OF_A_DISPUTE),
    ("evidence-sealed", OF_A_DISPUTE),
    ("review-withdrawn", OF_A_DISPUTE),
    ("review-decided", OF_A_DISPUTE),
    ("dispute-step-noted", OF_A_DISPUTE),
];

/// The kinds that are taken, in the order of the table.
pub fn taken() -> impl Iterator<Item = &'static str> {
    TAKEN.iter().map(|(kind, _)| *kind)
}

/// The row of a kind.
///
/// # Errors
/// The kind is not taken; those that are, are listed.
pub(super) fn of(kind: &str) -> Result<(&'static str, Wanted), Wrong> {
    if let Some(row) = TAKEN.iter().find(|(name, _)| *name == kind) {
        return Ok(*row);
    }
    let why = NOT_TAKEN.iter().find(|(name, _)| *name == kind);
    let (name, why) = why.map_or((None, "is no kind that is known"), |(name, why)| (Some(*name), *why));
    Err(Wrong { kind: name, field: vec!["kind"], why, known: taken().collect() })
}

/// The minutes that a meeting is planned for; half an hour where nothing is said.
fn planned(it: &mut Members<'_>) -> Result<u32, Wrong> {
    Ok(it.number_if_any("minutes")?.unwrap_or(30))
}

fn mode(it: &mut Members<'_>) -> Result<Option<Mode>, Wrong> {
    it.word_if_any("mode", "is not in-person, video or phone")
}

fn settled(
    it: &mut Members<'_>,
    what: impl FnOnce(&mut Members<'_>) -> Result<Settled, Wrong>,
) -> Result<Command, Wrong> {
    Ok(Command::Settle(Settle { meeting: it.said_in()?, what: what(it)? }))
}

fn revisited(
    it: &mut Members<'_>,
    status: Option<crate::domain::commitment::Status>,
    text: &'static str,
) -> Result<Command, Wrong> {
    let (commitment, text) = (it.word("commitment", COMMITMENT)?, it.text_if_any(text)?);
    Ok(Command::Revisit(Revisit { commitment, status, text, meeting: it.said_in()? }))
}

fn develop(develop: Develop) -> Result<Command, Wrong> {
    Ok(Command::Develop(develop))
}

/// A change of plan that answers a concern, where one is named.
fn answering(
    it: &mut Members<'_>,
    command: impl FnOnce(&mut Members<'_>) -> Result<Command, Wrong>,
) -> Result<Command, Wrong> {
    let concern = it.word_if_any::<ConcernId>("answers", CONCERN)?;
    Ok(command(it)?.answering(concern))
}

fn aim(it: &mut Members<'_>) -> Result<Aim, Wrong> {
    Ok(Aim {
        metric: it.text_if_any("metric")?,
        unit: it.text_if_any("unit")?,
        baseline: it.word_if_any::<Decimal>("baseline", NUMBER)?,
        target: it.word_if_any::<Decimal>("target", NUMBER)?,
        due: it.day_if_any("due")?,
        objective: it.text_if_any("objective")?,
    })
}
