//! Commands as tests write them.

use crate::domain::{
    Command, Side,
    appointment::{NoShow, ScheduleOnce},
    commitment::{Promise, Revisit, Status},
    concern::RaiseConcern,
    conduct::{Hold, Note, Topics},
    development::Develop,
    filled::Part,
    grow::{Grow, Will},
    handover::Handover,
    meeting::Stance,
    message::{Deliver, Identify},
    obstacle::{Hinder, Recognise},
    preparation::{Outcome, Prepare},
    records::{Correct, Misfiled},
    renegotiate::{Release, Renegotiate},
    rhythm::Lengthen,
    series::Schedule,
    settled::{Settle, Settled},
    staffing::Staffing,
    steer::{Aim, Steer},
};
use chrono::NaiveDate;

use super::{World, day, who};

/// Every Wednesday at nine for half an hour, from 2 July 2025.
pub(crate) fn weekly() -> Command {
    schedule("FREQ=WEEKLY;BYDAY=WE", "2025-07-02T09:00:00", None)
}

pub(crate) fn schedule(rule: &str, start: &str, replace: Option<&str>) -> Command {
    let start = start.parse().expect("a local time");
    Command::Schedule(Schedule { rule: rule.into(), start, minutes: 30, replace: replace.map(str::to_owned) })
}

/// A single 1:1 of twenty minutes.
pub(crate) fn once(start: &str) -> Command {
    let (start, reason) = (start.parse().expect("a local time"), Some("The new route.".into()));
    Command::ScheduleOnce(ScheduleOnce { start, minutes: 20, mode: None, reason })
}

/// The last meeting that waits was missed by a side.
pub(crate) fn no_show(who: Side) -> Command {
    Command::NoShow(NoShow { meeting: None, on_its_day: true, who, note: Some("Waited until 9:20.".into()) })
}

pub(crate) fn prepare(items: &[(&str, &str)]) -> Command {
    let items = items.iter().map(|(topic, text)| ((*topic).to_owned(), (*text).to_owned())).collect();
    Command::Prepare(Prepare { items, ..Prepare::default() })
}

pub(crate) fn hold() -> Command {
    Command::Hold(Hold::default())
}

pub(crate) fn end(items: &[(u32, Outcome)]) -> Command {
    let ended = items.iter().map(|(item, outcome)| (crate::domain::names::ItemId(*item), *outcome)).collect();
    Command::Hold(Hold { ended, ..Hold::default() })
}

pub(crate) fn on_track(commitment: &str) -> Command {
    Command::Hold(Hold { on_track: vec![commitment.parse().expect("a name")], ..Hold::default() })
}

pub(crate) fn note(topic: &str, text: &str) -> Command {
    Command::Note(Note { meeting: None, topic: topic.into(), facet: None, sign: None, text: text.into() })
}

pub(crate) fn promise(text: &str, due: &str, by: Option<Side>) -> Command {
    Command::Promise(Promise { text: text.into(), due: day(due), by, meeting: None })
}

/// A GROW note with an option of each side, and a will of the employee's that is due on a day.
pub(crate) fn grow(topic: &str, due: Option<&str>) -> Command {
    let options = vec![(Side::Employee, "Start earlier.".into()), (Side::Leader, "Borrow the van.".into())];
    let will = due.map(|due| Will { text: "Start at seven on Monday.".into(), due: day(due), by: Side::Employee });
    let (goal, reality) = ("Thirty scales by August.".into(), "Eleven are done.".into());
    Command::Grow(Grow { meeting: None, topic: topic.into(), goal, reality, options, will, confidence: Some(8) })
}

fn settle(what: Settled) -> Command {
    Command::Settle(Settle { meeting: None, what })
}

pub(crate) fn decision(text: &str) -> Command {
    settle(Settled::Decision(text.into()))
}

pub(crate) fn agreement(text: &str) -> Command {
    settle(Settled::Agreement(text.into()))
}

pub(crate) fn baseline(text: &str, difference: Option<&str>) -> Command {
    settle(Settled::Baseline(text.into(), difference.map(str::to_owned)))
}

/// A critical message to several people.
pub(crate) fn message(id: &str, to: &[&str], text: &str) -> Command {
    let (message, to) = (id.parse().expect("an id"), to.iter().map(|name| who(name)).collect());
    Command::Message(Identify { message, to, text: text.into() })
}

/// The message that waits, or the one that begins so, was delivered.
pub(crate) fn deliver(which: &str) -> Command {
    Command::Deliver(Deliver { which: which.into(), meeting: None })
}

/// A filled form of these parts, on the lines 1, 2, ….
pub(crate) fn filled(parts: Vec<Command>) -> Command {
    let part = |(at, command)| Part { line: Some(at + 1), command };
    Command::Filled(parts.into_iter().enumerate().map(part).collect())
}

pub(crate) fn slip(commitment: &str) -> Command {
    revisit(commitment, Some(Status::NotReached))
}

pub(crate) fn done(commitment: &str) -> Command {
    revisit(commitment, None)
}

fn revisit(commitment: &str, status: Option<Status>) -> Command {
    let commitment = commitment.parse().expect("a name");
    Command::Revisit(Revisit { commitment, status, text: None, meeting: None })
}

pub(crate) fn renegotiate(commitment: &str, due: &str) -> Command {
    let (commitment, due) = (commitment.parse().expect("a name"), day(due));
    Command::Renegotiate(Renegotiate { commitment, due, reason: "The lab is closed.".into(), meeting: None })
}

pub(crate) fn release(commitment: &str) -> Command {
    let commitment = commitment.parse().expect("a name");
    Command::Release(Release { commitment, reason: "The lab answers by itself now.".into(), meeting: None })
}

pub(crate) fn nothing_today() -> Command {
    Command::Topics(None, Topics::None)
}

pub(crate) fn asked(answer: &str) -> Command {
    Command::Topics(None, Topics::Asked(answer.into()))
}

pub(crate) fn raise(text: &str) -> Command {
    Command::Topics(None, Topics::Raised(text.into()))
}

pub(crate) fn finalise() -> Command {
    Command::Finalise(None)
}

pub(crate) fn acknowledge(stance: Stance, comment: Option<&str>) -> Command {
    Command::Acknowledge(None, stance, comment.map(str::to_owned))
}

pub(crate) fn reflect(text: &str) -> Command {
    Command::Reflect(None, text.into())
}

pub(crate) fn open_plan(focus: &str) -> Command {
    Command::Develop(Develop { open: Some(focus.into()), ..Develop::default() })
}

pub(crate) fn act(text: &str, due: &str) -> Command {
    Command::Develop(Develop { action: Some((text.into(), day(due))), ..Develop::default() })
}

pub(crate) fn complete(action: &str) -> Command {
    let done = Some((action.parse().expect("a name"), None));
    Command::Develop(Develop { done, ..Develop::default() })
}

pub(crate) fn review(text: &str) -> Command {
    Command::Develop(Develop { review: Some(text.into()), ..Develop::default() })
}

pub(crate) fn interest(text: &str) -> Command {
    Command::Develop(Develop { interest: Some(text.into()), ..Develop::default() })
}

pub(crate) fn set_goal(text: &str, aim: Aim) -> Command {
    Command::Goal(Steer::Set(text.into(), aim))
}

pub(crate) fn revise_goal(aim: Aim) -> Command {
    Command::Goal(Steer::Revise("g1".parse().expect("a name"), None, aim, "The flood.".into()))
}

pub(crate) fn raise_obstacle(text: &str, goal: Option<&str>) -> Command {
    let goal = goal.map(|goal| goal.parse().expect("a name"));
    Command::Obstacle(Hinder::Raise(text.into(), goal))
}

pub(crate) fn remove_obstacle(obstacle: &str) -> Command {
    Command::Obstacle(Hinder::Remove(obstacle.parse().expect("a name"), "A new one came.".into()))
}

pub(crate) fn recognise(text: &str) -> Command {
    Command::Recognise(Recognise { text: text.into(), goal: None, meeting: None })
}

pub(crate) fn raise_concern(facts: &str) -> Command {
    let (expectation, support) = ("Within a day.".into(), "The early desk.".into());
    Command::Concern(RaiseConcern { facts: facts.into(), expectation, support })
}

pub(crate) fn ack_concern(concern: &str) -> Command {
    Command::AcknowledgeConcern(concern.parse().expect("a name"))
}

pub(crate) fn correct(target: u64, field: &str, value: impl Into<serde_json::Value>) -> Command {
    let new = serde_json::Map::from_iter([(field.to_owned(), value.into())]);
    Command::Correct(Correct { target, new, reason: "It was said otherwise.".into() })
}

pub(crate) fn misfiled(target: u64, to: &str) -> Command {
    Command::Misfiled(Misfiled { target, to: who(to) })
}

pub(crate) fn move_to(date: Option<NaiveDate>, to: &str) -> Command {
    Command::Move(date, to.parse().expect("a local time"), "The audit begins then.".into())
}

pub(crate) fn cancel() -> Command {
    Command::Cancel(None, "Away at the fair.".into())
}

/// The agency with Ana's weekly series and today's meeting held.
pub(crate) fn held() -> World {
    World::staffed().given("lena", "ana", &weekly()).given("lena", "ana", &hold())
}

/// The number of the last entry.
pub(crate) fn last(world: &World) -> u64 {
    world.log.len() as u64
}

/// A command of a meeting named by its day.
pub(crate) fn hold_of(meeting: &str) -> Command {
    Command::Hold(Hold { meeting: Some(day(meeting)), on_its_day: true, ..Hold::default() })
}

/// A note in a meeting named by its day.
pub(crate) fn note_in(meeting: &str, text: &str) -> Command {
    let (meeting, topic, text) = (Some(day(meeting)), "2B".into(), text.into());
    Command::Note(Note { meeting, topic, facet: None, sign: None, text })
}

/// The agency with Ana's weekly series, and the record of its first meeting finalised.
pub(crate) fn finalised() -> World {
    held().given("ana", "ana", &nothing_today()).given("lena", "ana", &finalise())
}

pub(crate) fn staffing(what: Staffing) -> Command {
    Command::Staffing(what)
}

pub(crate) fn give(to: &str, note: &str) -> Command {
    Command::Handover(Handover::Give(who(to), note.into()))
}

pub(crate) fn take(adopt: &[&str], decline: &[&str], why: Option<&str>) -> Command {
    let names = |list: &[&str]| list.iter().map(|name| name.parse().expect("a name")).collect();
    Command::Handover(Handover::Take(names(adopt), names(decline), why.map(str::to_owned)))
}

pub(crate) fn lengthen(minutes: u32) -> Command {
    Command::Lengthen(Lengthen { minutes, from: None, reason: "More to speak about.".into() })
}
