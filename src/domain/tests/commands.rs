//! Commands as tests write them.

use crate::domain::{
    Command, Side,
    commitment::{Promise, Revisit, Status},
    conduct::{Hold, Note, Topics},
    development::Develop,
    meeting::Stance,
    preparation::{Outcome, Prepare},
    records::{Correct, Misfiled},
    renegotiate::{Release, Renegotiate},
    series::Schedule,
};
use chrono::NaiveDate;

use super::{World, day, who};

/// Every Wednesday at nine for half an hour, from 2 July 2025.
pub(super) fn weekly() -> Command {
    schedule("FREQ=WEEKLY;BYDAY=WE", "2025-07-02T09:00:00", None)
}

pub(super) fn schedule(rule: &str, start: &str, replace: Option<&str>) -> Command {
    let start = start.parse().expect("a local time");
    Command::Schedule(Schedule { rule: rule.into(), start, minutes: 30, replace: replace.map(str::to_owned) })
}

pub(super) fn prepare(items: &[(&str, &str)]) -> Command {
    let items = items.iter().map(|(topic, text)| ((*topic).to_owned(), (*text).to_owned())).collect();
    Command::Prepare(Prepare { items, ..Prepare::default() })
}

pub(super) fn hold() -> Command {
    Command::Hold(Hold::default())
}

pub(super) fn end(items: &[(u32, Outcome)]) -> Command {
    let ended = items.iter().map(|(item, outcome)| (crate::domain::names::ItemId(*item), *outcome)).collect();
    Command::Hold(Hold { ended, ..Hold::default() })
}

pub(super) fn on_track(commitment: &str) -> Command {
    Command::Hold(Hold { on_track: vec![commitment.parse().expect("a name")], ..Hold::default() })
}

pub(super) fn note(topic: &str, text: &str) -> Command {
    Command::Note(Note { meeting: None, topic: topic.into(), facet: None, sign: None, text: text.into() })
}

pub(super) fn promise(text: &str, due: &str, by: Option<Side>) -> Command {
    Command::Promise(Promise { text: text.into(), due: day(due), by, meeting: None })
}

pub(super) fn slip(commitment: &str) -> Command {
    revisit(commitment, Some(Status::NotReached))
}

pub(super) fn done(commitment: &str) -> Command {
    revisit(commitment, None)
}

fn revisit(commitment: &str, status: Option<Status>) -> Command {
    let commitment = commitment.parse().expect("a name");
    Command::Revisit(Revisit { commitment, status, text: None, meeting: None })
}

pub(super) fn renegotiate(commitment: &str, due: &str) -> Command {
    let (commitment, due) = (commitment.parse().expect("a name"), day(due));
    Command::Renegotiate(Renegotiate { commitment, due, reason: "The lab is closed.".into(), meeting: None })
}

pub(super) fn release(commitment: &str) -> Command {
    let commitment = commitment.parse().expect("a name");
    Command::Release(Release { commitment, reason: "The lab answers by itself now.".into(), meeting: None })
}

pub(super) fn nothing_today() -> Command {
    Command::Topics(None, Topics::None)
}

pub(super) fn asked(answer: &str) -> Command {
    Command::Topics(None, Topics::Asked(answer.into()))
}

pub(super) fn raise(text: &str) -> Command {
    Command::Topics(None, Topics::Raised(text.into()))
}

pub(super) fn finalise() -> Command {
    Command::Finalise(None)
}

pub(super) fn acknowledge(stance: Stance, comment: Option<&str>) -> Command {
    Command::Acknowledge(None, stance, comment.map(str::to_owned))
}

pub(super) fn reflect(text: &str) -> Command {
    Command::Reflect(None, text.into())
}

pub(super) fn open_plan(focus: &str) -> Command {
    Command::Develop(Develop { open: Some(focus.into()), ..Develop::default() })
}

pub(super) fn act(text: &str, due: &str) -> Command {
    Command::Develop(Develop { action: Some((text.into(), day(due))), ..Develop::default() })
}

pub(super) fn complete(action: &str) -> Command {
    let done = Some((action.parse().expect("a name"), None));
    Command::Develop(Develop { done, ..Develop::default() })
}

pub(super) fn correct(target: u64, field: &str, value: impl Into<serde_json::Value>) -> Command {
    let new = serde_json::Map::from_iter([(field.to_owned(), value.into())]);
    Command::Correct(Correct { target, new, reason: "It was said otherwise.".into() })
}

pub(super) fn misfiled(target: u64, to: &str) -> Command {
    Command::Misfiled(Misfiled { target, to: who(to) })
}

pub(super) fn move_to(date: Option<NaiveDate>, to: &str) -> Command {
    Command::Move(date, to.parse().expect("a local time"), "The audit begins then.".into())
}

pub(super) fn cancel() -> Command {
    Command::Cancel(None, "Away at the fair.".into())
}

/// The agency with Ana's weekly series and today's meeting held.
pub(super) fn held() -> World {
    World::staffed().given("lena", "ana", &weekly()).given("lena", "ana", &hold())
}

/// The number of the last entry.
pub(super) fn last(world: &World) -> u64 {
    world.log.len() as u64
}

/// A command of a meeting named by its day.
pub(super) fn hold_of(meeting: &str) -> Command {
    Command::Hold(Hold { meeting: Some(day(meeting)), on_its_day: true, ..Hold::default() })
}

/// A note in a meeting named by its day.
pub(super) fn note_in(meeting: &str, text: &str) -> Command {
    let (meeting, topic, text) = (Some(day(meeting)), "2B".into(), text.into());
    Command::Note(Note { meeting, topic, facet: None, sign: None, text })
}

/// The agency with Ana's weekly series, and the record of its first meeting finalised.
pub(super) fn finalised() -> World {
    held().given("ana", "ana", &nothing_today()).given("lena", "ana", &finalise())
}
