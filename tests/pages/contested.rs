//! Disputes and their forums, as people try them at random.

use chrono::{Days, NaiveDate};
use coachlog::domain::{
    Class, Command, Event, Person, Retention,
    appraise::{Appraise, Step, Which},
    dispute::Outcome,
    forum::{Answers, Counted, DisputeForumSet, ForumStep, Matter},
    names::DisputeId,
    proceeding::{Ask, Decision, Proceeding, Subject},
    revision::{Authority, Revision},
};

/// A forum from a day on; `n` tells one version from another.
pub fn forum(n: u32, effective: NaiveDate) -> Event {
    let step = |by| ForumStep { name: format!("Step {n} <&>"), by, days: 1 + n % 4 };
    let all = [Answers::Leader, Answers::Reviewer, Answers::Hr].map(step);
    Event::DisputeForumSet(DisputeForumSet {
        forum: "Forum".into(),
        version: n,
        takes: Matter::Both,
        counted_from: if n.is_multiple_of(3) { Counted::Finalising } else { Counted::Delivery },
        ask_days: 1 + n % 30,
        file_days: 1 + n % 4,
        steps: all.into_iter().take(1 + n as usize % 2).collect(),
        decided_by: format!("Office {n}"),
        decide_days: 1 + n % 5,
        effective,
    })
}

/// What of it somebody may try about a person on a day; `n` tells one try from another.
pub fn commands(person: &Person, today: NaiveDate, n: usize) -> Vec<Command> {
    let text = |what: &str| format!("{what} {n}");
    let last = person.disputes.keys().last().copied().unwrap_or(DisputeId(1));
    let others = person.entries.iter().rev().find(|entry| {
        entry.class == Class::Person && entry.event.retention() == Retention::Coaching && entry.actor != person.id
    });
    let ask = |of| {
        let (grounds, redress) = (text("grounds"), text("redress"));
        Proceeding::Ask(Ask { of, forum: None, about: Matter::Both, grounds, redress })
    };
    let (outcome, redress) = match n.is_multiple_of(2) {
        true => (Outcome::Denied, None),
        false => (Outcome::Granted, Some(text("redress"))),
    };
    let decision = Decision { outcome, authority: text("authority"), redress, reason: text("because") };
    let contests = [
        ask(Subject::Entry(others.map_or(1, |entry| entry.seq))),
        ask(Subject::Appraisal(Which::default())),
        Proceeding::File(last, text("step")),
        Proceeding::Answer(last, text("answer")),
        Proceeding::Extend(last, None, today + Days::new(9), text("because")),
        Proceeding::Seal(last, n as u64, "0".repeat(64)),
        Proceeding::Note(last, text("internal")),
        Proceeding::Decide(last, decision),
    ];
    let withdrawn = n.is_multiple_of(5).then_some(Proceeding::Withdraw(last, None));
    let (element, level) = (["Pace", "Care", "Reach"][n % 3].to_owned(), ["low", "middle", "high"][n % 3].to_owned());
    let revision = Revision { element, level, by: Authority::Dispute(last), reason: text("because") };
    let revised = Command::Appraise(Appraise { which: Which::default(), step: Step::Revise(revision) });
    contests.into_iter().chain(withdrawn).map(Command::Dispute).chain([revised]).collect()
}
