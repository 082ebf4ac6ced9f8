//! Performance plans, appraisals and improvement plans, as people try them at random.

use crate::{fixture::*, tries::PEOPLE};
use chrono::{Days, NaiveDate};
use coachlog::domain::{
    Class, Command, Event, Person,
    appraisal::{Rating, Verdict},
    appraisal_cycle::CycleOpened,
    appraise::{Appraise, Step, Which},
    assessment::{Assess, Kind},
    expectations::{Element, Expect},
    improvement_plan::{Ending, Improve, Progress},
    meeting::Stance,
};

/// A cycle from a day on; `n` tells one from another.
pub fn cycle(n: u32, from: NaiveDate) -> Event {
    Event::CycleOpened(CycleOpened {
        cycle: format!("C{n}"),
        from,
        to: from + Days::new(u64::from(n % 300)),
        scale: ["low", "middle", "high"].map(str::to_owned).to_vec(),
        middle: "middle".into(),
        due: from + Days::new(u64::from(n % 200)),
        mid_year: Some(from + Days::new(u64::from(n % 20))),
        plan_days: 1 + n % 40,
        rebuttal_days: 1 + n % 10,
        answer_days: 1 + n % 5,
    })
}

/// What of it somebody may try about a person on a day; `n` tells one try from another.
pub fn commands(person: &Person, today: NaiveDate, n: usize) -> Vec<Command> {
    let text = |what: &str| format!("{what} {n}");
    let step =
        |step| Command::Appraise(Appraise { which: Which { cycle: None, probation: n.is_multiple_of(3) }, step });
    let elements = || {
        let name = ["Pace", "Care", "Reach"][n % 3].to_owned();
        vec![Element { name, expectation: text("expected") }]
    };
    let evidence = person.entries.iter().rev().take(30).map(|entry| entry.seq);
    let evidence: Vec<_> = evidence.filter(|seq| person.entry(*seq).is_some_and(cites)).take(2).collect();
    let element = elements()[0].name.clone();
    let level = ["low", "middle", "high"][n % 3].to_owned();
    let rating = Rating { element: element.clone(), level: level.clone(), text: text("rated"), evidence };
    let assess = |kind| Command::Assess(Assess { kind, which: Which::default(), text: text("assessed") });
    vec![
        Command::Expect(Expect::Issue(elements(), true)),
        Command::Expect(Expect::Modify(elements(), text("duties"), n.is_multiple_of(2))),
        Command::Expect(Expect::Notify),
        Command::Expect(Expect::Acknowledge),
        assess(Kind::Own),
        assess(Kind::MidYear),
        assess(Kind::Interim),
        step(Step::Propose(rating.clone())),
        step(Step::Propose(rating)),
        step(Step::Withdraw(element.to_lowercase(), text("taken back"))),
        step(Step::Review(Verdict::Approve, None)),
        step(Step::Review(Verdict::Approve, None)),
        step(Step::Review(Verdict::Return, Some(text("return")))),
        step(Step::Deliver(Some(text("summary")))),
        step(Step::Deliver(None)),
        step(Step::Acknowledge(Stance::Disagree, Some(text("no")))),
        step(Step::Acknowledge(Stance::Agree, None)),
        step(Step::Decline(id(PEOPLE[n % PEOPLE.len()]), None)),
        step(Step::Rebut(text("rebuttal"))),
        step(Step::Answer(text("answer"))),
        step(Step::Finalise),
        step(Step::Revise { element, level, authority: text("authority"), reason: text("because") }),
        Command::Improve(Improve::Issue {
            concern: None,
            gap: text("gap"),
            expectation: text("expected"),
            support: text("help"),
            until: today + Days::new(n as u64 % 9 + 1),
        }),
        Command::Improve(Improve::CheckIn(None, Progress::Behind, text("check-in"))),
        Command::Improve(Improve::Extend(None, today + Days::new(20), text("leave"))),
        Command::Improve(Improve::Conclude(None, Ending::Succeeded, text("end"))),
    ]
}

/// Whether a rating may cite an entry.
fn cites(entry: &coachlog::domain::Recorded) -> bool {
    entry.class == Class::Person
        && !entry.withdrawn
        && matches!(entry.event, Event::TopicDiscussed(_) | Event::ConcernRaised(_))
}
