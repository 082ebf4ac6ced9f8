//! Commands of performance plans, appraisals and improvement plans as tests write them.

use super::{World, commands::*, day, who};
use crate::domain::{
    Command, Context,
    appraisal::{Rating, Verdict},
    appraisal_cycle::{CycleOpened, OpenCycle},
    appraise::{Appraise, Step, Which},
    assessment::{Assess, Kind},
    expectations::{Element, Expect},
    improvement_plan::{Ending, Improve, Progress},
    meeting::Stance,
};

/// The cycle of 2025-26: low, middle, high; 30 days for expectations, 10 to rebut, 5 to answer.
pub(crate) fn cycle() -> CycleOpened {
    CycleOpened {
        cycle: "2025-26".into(),
        from: day("2025-07-01"),
        to: day("2026-06-30"),
        scale: ["low", "middle", "high"].map(str::to_owned).to_vec(),
        middle: "middle".into(),
        due: day("2026-08-31"),
        mid_year: Some(day("2026-01-31")),
        plan_days: 30,
        rebuttal_days: 10,
        answer_days: 5,
    }
}

impl World {
    /// Where somebody opened this cycle.
    pub(crate) fn opens(&self, actor: &str, cycle: CycleOpened) -> Result<World, crate::domain::Refusal> {
        let context = Context { about: who("agency"), ..self.context(actor, self.today) };
        let proposed = OpenCycle(cycle).decide(&context)?;
        let mut world = self.clone();
        world.record(who(actor), proposed);
        Ok(world)
    }
}

/// The staffed agency with the cycle opened.
pub(crate) fn opened() -> World {
    World::staffed().opens("hana", cycle()).expect("a cycle")
}

pub(crate) fn elements(all: &[&str]) -> Vec<Element> {
    all.iter().map(|name| Element { name: (*name).into(), expectation: format!("{name}, as agreed.") }).collect()
}

pub(crate) fn expect(all: &[&str], told: bool) -> Command {
    Command::Expect(Expect::Issue(elements(all), told))
}

pub(crate) fn expect_anew(all: &[&str], why: &str, told: bool) -> Command {
    Command::Expect(Expect::Modify(elements(all), why.into(), told))
}

pub(crate) fn rate(element: &str, level: &str, text: &str, evidence: &[u64]) -> Command {
    let rating =
        Rating { element: element.into(), level: level.into(), text: text.into(), evidence: evidence.to_vec() };
    appraise(Step::Propose(rating))
}

pub(crate) fn appraise(step: Step) -> Command {
    Command::Appraise(Appraise { which: Which::default(), step })
}

/// The same, of a probation.
pub(crate) fn on_probation(command: Command) -> Command {
    match command {
        Command::Appraise(it) => Command::Appraise(Appraise { which: Which { probation: true, ..it.which }, ..it }),
        other => other,
    }
}

pub(crate) fn approve() -> Command {
    appraise(Step::Review(Verdict::Approve, None))
}

pub(crate) fn send_back(why: Option<&str>) -> Command {
    appraise(Step::Review(Verdict::Return, why.map(str::to_owned)))
}

pub(crate) fn deliver_appraisal(summary: Option<&str>) -> Command {
    appraise(Step::Deliver(summary.map(str::to_owned)))
}

pub(crate) fn ack_appraisal(stance: Stance, comment: Option<&str>) -> Command {
    appraise(Step::Acknowledge(stance, comment.map(str::to_owned)))
}

pub(crate) fn decline(witness: &str, note: Option<&str>) -> Command {
    appraise(Step::Decline(who(witness), note.map(str::to_owned)))
}

pub(crate) fn rebut(text: &str) -> Command {
    appraise(Step::Rebut(text.into()))
}

pub(crate) fn answer(text: &str) -> Command {
    appraise(Step::Answer(text.into()))
}

pub(crate) fn finalise_appraisal() -> Command {
    appraise(Step::Finalise)
}

pub(crate) fn revise_rating(element: &str, level: &str) -> Command {
    let (element, level) = (element.into(), level.into());
    appraise(Step::Revise { element, level, authority: "The director.".into(), reason: "It was late.".into() })
}

pub(crate) fn assess(kind: Kind, text: &str) -> Command {
    Command::Assess(Assess { kind, which: Which::default(), text: text.into() })
}

pub(crate) fn improve(gap: &str, until: &str) -> Command {
    Command::Improve(Improve::Issue {
        concern: None,
        gap: gap.into(),
        expectation: format!("{gap}, no more."),
        support: format!("{gap}, with help."),
        until: day(until),
    })
}

pub(crate) fn check_in(text: &str) -> Command {
    Command::Improve(Improve::CheckIn(None, Progress::OnTrack, text.into()))
}

pub(crate) fn extend(until: &str, why: &str) -> Command {
    Command::Improve(Improve::Extend(None, day(until), why.into()))
}

pub(crate) fn conclude(text: &str) -> Command {
    Command::Improve(Improve::Conclude(None, Ending::Succeeded, text.into()))
}

/// Ana's concern, acknowledged if it says so, on 2 July; gives its entry's number.
pub(crate) fn concerned(world: World, acknowledged: bool) -> (World, u64) {
    let world = world.given("lena", "ana", &raise_concern("Late."));
    let seq = last(&world);
    let world = if acknowledged { world.given("ana", "ana", &ack_concern("n1")) } else { world };
    (world, seq)
}

/// Ana rated low in Pace on a concern of 2 July, acknowledged if it says so; approved and delivered on 20 June.
pub(crate) fn delivered(acknowledged: bool) -> World {
    let (world, seq) = concerned(opened().given("lena", "ana", &expect(&["Pace"], true)), acknowledged);
    let world = world.at("2026-06-18").given("lena", "ana", &rate("pace", "Low", "Late all year.", &[seq]));
    let world = world.given("dana", "ana", &approve());
    world.at("2026-06-20").given("lena", "ana", &deliver_appraisal(Some("A hard year.")))
}

/// Every command of these nouns, in order, and those that rest on nothing.
pub(crate) fn every_one() -> Vec<Command> {
    vec![
        expect(&["Pace"], true),
        expect(&[], false),
        expect_anew(&["Pace", "Care"], "duties", false),
        expect_anew(&["Pace"], "duties", true),
        Command::Expect(Expect::Notify),
        Command::Expect(Expect::Acknowledge),
        assess(Kind::Own, "own"),
        assess(Kind::MidYear, "mid-year"),
        assess(Kind::Interim, "interim"),
        rate("Pace", "low", "why", &[1]),
        rate("Pace", "low", "why", &[30]),
        rate("Grace", "lowest", "why", &[999]),
        appraise(Step::Withdraw("pace".into(), "why".into())),
        approve(),
        send_back(Some("why")),
        send_back(None),
        deliver_appraisal(None),
        ack_appraisal(Stance::Disagree, Some("no")),
        decline("otto", Some("note")),
        decline("lena", None),
        rebut("rebuttal"),
        answer("answer"),
        finalise_appraisal(),
        revise_rating("Pace", "high"),
        revise_rating("Grace", "highest"),
        improve("gap", "2026-01-01"),
        check_in("check-in"),
        extend("2026-12-01", "why"),
        conclude("end"),
    ]
}
