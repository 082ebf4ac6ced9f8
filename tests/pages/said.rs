//! What is said and settled in a 1:1 and around it, as people try it at random: meetings outside a series and missed
//! ones, GROW notes, decisions, agreements, baselines, critical messages.

use crate::{
    appraised, contested,
    fixture::*,
    tries::{Try, a_try},
};
use chrono::{Days, NaiveDate};
use coachlog::domain::{
    Command, Event, Person, Side,
    appointment::{NoShow, ScheduleOnce},
    conclude::waiting,
    conduct::{Hold, Topics},
    development::Develop,
    filled::Part,
    grow::{Grow, Will},
    meeting::{Mode, Stance},
    message::{Deliver, Identify},
    preparation::Outcome,
    records::Misfiled,
    settled::{Settle, Settled},
};
use proptest::{
    collection::vec,
    strategy::{Strategy, ValueTree},
    test_runner::TestRunner,
};
use std::collections::BTreeSet;

/// What of it somebody may try in a person's record on a day; `n` tells one try from another.
pub fn commands(person: &Person, today: NaiveDate, n: usize) -> Vec<Command> {
    let text = |what: &str| format!("{what} {n}");
    let side = if n.is_multiple_of(2) { Side::Leader } else { Side::Employee };
    let grow = |topic: &str, due: Option<u64>| {
        let will = due.map(|days| Will { text: text("will"), due: today + Days::new(days), by: side });
        Command::Grow(Grow {
            meeting: None,
            topic: topic.into(),
            goal: text("grow"),
            reality: text("reality"),
            options: vec![(side, text("option"))],
            will,
            confidence: Some(n as u32 % 10 + 1),
        })
    };
    let settle = |what| Command::Settle(Settle { meeting: None, what });
    let hours = ["07:30", "11:00", "15:15"];
    let at = start(&format!("{}T{}", today + Days::new(n as u64 % 3), hours[n % 3]));
    let waits = person.messages.iter().find(|message| message.delivered.is_none());
    let delivered = waits.map(|message| message.short()).into_iter().collect();
    let hold = Hold { meeting: None, on_its_day: true, minutes: Some(20), mode: Some(Mode::Video), ..Hold::default() };
    let action = person.actions().find(|action| action.completed.is_none()).map(|action| action.id);
    let noted = person.discussions.last().map_or(1, |note| note.seq);
    vec![
        Command::ScheduleOnce(ScheduleOnce { start: at, minutes: 20, mode: None, reason: Some(text("extra")) }),
        Command::NoShow(NoShow { meeting: None, on_its_day: true, who: side, note: Some(text("waited")) }),
        grow("2B", Some(n as u64 % 9)),
        grow("2C", None),
        grow("2D", Some(2)),
        settle(Settled::Decision(text("decision"))),
        settle(Settled::Agreement(text("agreement"))),
        settle(Settled::Baseline(text("baseline"), None)),
        settle(Settled::Baseline(text("baseline"), Some(text("difference")))),
        Command::Message(Identify { message: id(n as u8), to: vec![person.id], text: text("message") }),
        Command::Deliver(Deliver { which: String::new(), meeting: None }),
        Command::Hold(Hold { delivered, ..hold }),
        Command::Develop(Develop { review: Some(text("review")), ..Develop::default() }),
        Command::Develop(Develop { interest: Some(text("interest")), ..Develop::default() }),
        Command::Develop(Develop { done: action.map(|action| (action, Some(text("outcome")))), ..Develop::default() }),
        Command::Misfiled(Misfiled { target: noted, to: id(if person.id == id(BEN) { ANA } else { BEN }) }),
        concluded(person, text("nothing")),
        Command::Acknowledge(None, Stance::Agree, None),
    ]
}

/// Everything that the last 1:1 held waits for, and its end, as a filled form of it.
fn concluded(person: &Person, answer: String) -> Command {
    let waits = person.unfinished_meeting().map(|meeting| waiting(person, meeting));
    let (items, on_track) = waits.map_or_else(Default::default, |it| (it.items, it.commitments));
    let ended = items.into_iter().map(|item| (item, Outcome::Discussed)).collect();
    let meeting = person.unfinished_meeting().map(|meeting| meeting.id.date());
    let parts = [
        Command::Hold(Hold { meeting, ended, on_track, ..Hold::default() }),
        Command::Topics(meeting, Topics::Asked(answer)),
        Command::Finalise(meeting),
    ];
    Command::Filled(parts.into_iter().map(|command| Part { line: None, command }).collect())
}

/// What stands at the end of the longest chain: `pages::appraisal` walks it, and so do the stories of the sample.
const FROM_A_DELIVERY_ON: [&str; 7] = [
    "appraisal-delivered",
    "appraisal-acknowledged",
    "acknowledgement-declined",
    "rebuttal-filed",
    "rebuttal-answered",
    "appraisal-finalised",
    "rating-revised",
];

/// What other words come before, of people who may leave or change leaders meanwhile: `pages::improvement` and
/// `pages::dispute` walk it.
const RARE: [&str; 2] = ["idea-implemented", "step-answered"];
/// What comes after an order or a hold: `pages::destroyed` destroys at random, and `pages::keeping` walks the rest.
const OF_RECORD_KEEPING: [&str; 3] = ["content-destroyed", "retention-expired", "legal-hold-released"];

/// The fear: a kind that no random sequence ever records, so that the live site was never compared with it in.
#[test]
fn random_sequences_record_every_kind_of_the_loop() {
    let mut runner = TestRunner::deterministic();
    let mut never: BTreeSet<_> = Event::KINDS.iter().copied().collect();
    let elsewhere = [&FROM_A_DELIVERY_ON[..], &RARE, &OF_RECORD_KEEPING].concat();
    never.retain(|kind| !elsewhere.contains(kind));
    for _ in 0..250 {
        if never.is_empty() {
            return;
        }
        let tries = vec(a_try(), 60..200).new_tree(&mut runner).expect("a sequence").current();
        let mut log = agency();
        let mut today = day("2025-07-02");
        log.record(0, RUTH, "2025-07-02", appraised::cycle(299, today));
        log.record(0, RUTH, "2025-07-02", contested::forum(298, today));
        for who in [TOM, ANA, BEN, JOE] {
            let leader = log.directory.leader_on(id(who), today).expect("led");
            series(&mut log, who, leader.as_bytes()[0], "FREQ=DAILY", "2025-07-02T09:00", 30);
        }
        for try_ in &tries {
            log.does(try_, today);
            if let Try::Days(days) = try_ {
                today = today + Days::new(*days);
            }
        }
        log.entries().iter().for_each(|entry| {
            never.remove(entry.event.kind());
        });
    }
    assert!(never.is_empty(), "{never:?}");
}
