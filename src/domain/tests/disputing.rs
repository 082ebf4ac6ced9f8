//! Commands of disputes as tests write them.

use super::{World, access::open, appraising::*, day, who};
use crate::domain::{
    Command, Context, Refusal,
    appraise::Which,
    dispute::{Outcome, Turn},
    forum::{Answers, Counted, DisputeForumSet, ForumStep, Matter, SetForum},
    names::DisputeId,
    proceeding::{Ask, Decision, Proceeding, Subject},
    roster::Office,
    staffing::Staffing,
};

/// The forum of the tests: ten days to ask, five to file and to answer, first the leader above, then human resources;
/// the director decides within ten.
pub(crate) fn forum() -> DisputeForumSet {
    let step = |name: &str, by| ForumStep { name: name.into(), by, days: 5 };
    DisputeForumSet {
        forum: "Review".into(),
        version: 0,
        takes: Matter::Both,
        counted_from: Counted::Delivery,
        ask_days: 10,
        file_days: 5,
        steps: vec![step("Talk", Answers::Reviewer), step("Paper", Answers::Hr)],
        decided_by: "The director".into(),
        decide_days: 10,
        effective: day("2026-06-20"),
    }
}

impl World {
    /// Where somebody set this forum today.
    pub(crate) fn sets_forum(&self, actor: &str, forum: DisputeForumSet) -> Result<World, Refusal> {
        let context = Context { about: who("agency"), ..self.context(actor, self.today) };
        let proposed = SetForum(forum).decide(&context)?;
        let mut world = self.clone();
        world.record(who(actor), proposed);
        Ok(world)
    }

    /// Where the forum of the tests was set today.
    pub(crate) fn with_forum(self) -> World {
        self.sets_forum("hana", forum()).expect("a forum")
    }
}

pub(crate) fn proceeding(proceeding: Proceeding) -> Command {
    Command::Dispute(proceeding)
}

pub(crate) fn r(number: u32) -> DisputeId {
    DisputeId(number)
}

pub(crate) fn asking(of: Subject) -> Ask {
    let (grounds, redress) = ("It was recorded late.".into(), "Another level.".into());
    Ask { of, forum: None, about: Matter::Both, grounds, redress }
}

pub(crate) fn ask_of(of: Subject, about: Matter) -> Command {
    proceeding(Proceeding::Ask(Ask { about, ..asking(of) }))
}

pub(crate) fn ask() -> Command {
    ask_of(Subject::Appraisal(Which::default()), Matter::Both)
}

pub(crate) fn file(text: &str) -> Command {
    proceeding(Proceeding::File(r(1), text.into()))
}

pub(crate) fn answer_step(text: &str) -> Command {
    proceeding(Proceeding::Answer(r(1), text.into()))
}

pub(crate) fn extend_turn(turn: Option<Turn>, due: &str) -> Command {
    proceeding(Proceeding::Extend(r(1), turn, day(due), "The hearing.".into()))
}

pub(crate) fn note_step(text: &str) -> Command {
    proceeding(Proceeding::Note(r(1), text.into()))
}

pub(crate) fn withdraw() -> Command {
    proceeding(Proceeding::Withdraw(r(1), Some("We talked.".into())))
}

pub(crate) fn seal() -> Command {
    proceeding(Proceeding::Seal(r(1), 12, "0".repeat(64)))
}

pub(crate) fn decide_review(outcome: Outcome, redress: Option<&str>) -> Command {
    let (authority, redress, reason) = ("Dana, director".into(), redress.map(str::to_owned), "It was.".into());
    proceeding(Proceeding::Decide(r(1), Decision { outcome, authority, redress, reason }))
}

/// Ana's appraisal, delivered on 20 June, and the forum in force since.
pub(crate) fn disputable() -> World {
    delivered(true).with_forum()
}

/// The same, with the review asked for on 22 June.
pub(crate) fn disputed() -> World {
    disputable().at("2026-06-22").given("ana", "ana", &ask())
}

/// The same, both steps filed and answered by 26 June.
pub(crate) fn heard() -> World {
    let world = disputed().at("2026-06-23").given("ana", "ana", &file("One.")).at("2026-06-24");
    let world = world.given("dana", "ana", &answer_step("No.")).at("2026-06-25");
    world.given("ana", "ana", &file("Two.")).at("2026-06-26").given("hana", "ana", &answer_step("Perhaps."))
}

/// Stan holds the auditor's role.
pub(crate) fn audited(world: World) -> World {
    world.given("hana", "stan", &Command::Staffing(Staffing::Grant(Office::Auditor)))
}

/// Stan holds it, and reads Ana's record with a purpose.
pub(crate) fn audits(world: World) -> World {
    audited(world).given("stan", "ana", &open("Order 14", None))
}

/// Every command of a dispute, in order, and those that rest on nothing.
pub(crate) fn every_proceeding() -> Vec<Command> {
    vec![
        ask(),
        ask_of(Subject::Entry(20), Matter::Content),
        ask_of(Subject::Entry(999), Matter::Process),
        file("text"),
        answer_step("text"),
        extend_turn(None, "2026-12-01"),
        extend_turn(Some(Turn::Decision), "2026-12-01"),
        seal(),
        note_step("text"),
        withdraw(),
        decide_review(Outcome::Granted, Some("redress")),
        decide_review(Outcome::Denied, None),
        proceeding(Proceeding::File(r(99), "text".into())),
    ]
}
