//! The fear: a page that the chain reads tells what is between two, without a word of theirs: which side prepared, who has
//! heard a message, who recorded what of the two.
//!
//! So the same record is published twice, with what is between two the other way round. Every page but those of the two
//! must be the same, byte for byte.

use crate::{fixture::*, leaks::published};
use coachlog::domain::{
    Class, Event, Side,
    contest::EntryContested,
    message::{CriticalMessageDelivered, CriticalMessageIdentified},
    preparation::PreparationSubmitted,
    problem::{CauseIdentified, ProblemClosed, ProblemEscalated, ProblemOpened},
    records::EntryCorrected,
    review::AgendaReviewed,
};

const HELD: &str = "s1@2025-07-02T09:00";
const COMING: &str = "s1@2025-07-09T09:00";
const FAR: &str = "s1@2025-07-30T09:00";

/// Tom's weekly 1:1s with Ana and Ben, the first of each held.
fn met() -> Log {
    let mut log = agency();
    for who in [ANA, BEN] {
        series(&mut log, who, TOM, "FREQ=WEEKLY;BYDAY=WE", "2025-07-02T09:00", 30);
        held(&mut log, who, TOM, HELD, 30);
        log.record(who, who, "2025-07-02", promise("c1", who, "2025-07-16", "Call the lab.", Some(HELD)));
    }
    log
}

/// Every page that somebody besides the two may read is the same in both records, and some page of the two is not.
fn same_for_the_chain(one: &Log, other: &Log, as_of: &str) {
    let (one, other) = (published(one, as_of), published(other, as_of));
    assert!(one.keys().eq(other.keys()), "the same pages");
    let differs: Vec<_> = one.iter().filter(|(path, page)| other[*path] != **page).map(|(path, _)| path).collect();
    assert!(!differs.is_empty(), "the two read which of them it was");
    for path in differs {
        assert!(path.contains("/pair/"), "{path} tells what is between two");
    }
}

#[test]
fn no_page_of_the_chain_tells_which_side_prepared() {
    let prepared = |side: Side| {
        let mut log = met();
        let by = if side == Side::Employee { ANA } else { TOM };
        for meeting in [HELD, COMING] {
            let (items, win, growth) = (Vec::new(), None, None);
            let it = PreparationSubmitted { meeting: name(meeting), side, items, win, growth };
            log.record(ANA, by, "2025-07-02", Event::PreparationSubmitted(it));
            let review = AgendaReviewed { meeting: name(meeting), side, highlights: Vec::new() };
            log.record(ANA, by, "2025-07-02", Event::AgendaReviewed(review));
        }
        log
    };
    for as_of in ["2025-07-03", "2025-07-09", "2025-08-01"] {
        same_for_the_chain(&prepared(Side::Employee), &prepared(Side::Leader), as_of);
    }
}

#[test]
fn no_page_of_the_chain_tells_who_has_heard_a_message() {
    let message = id(0x99);
    let heard_by = |hearer: u8| {
        let mut log = met();
        for who in [ANA, BEN] {
            let text = "The counter closes at four.".to_owned();
            let it = CriticalMessageIdentified { message, text };
            log.record(who, TOM, "2025-07-02", Event::CriticalMessageIdentified(it));
        }
        // Each of the two gets one entry between the two, so that only what it is differs.
        for who in [ANA, BEN] {
            let said = Event::CriticalMessageDelivered(CriticalMessageDelivered { message, meeting: None });
            let reviewed = AgendaReviewed { meeting: name(FAR), side: Side::Leader, highlights: Vec::new() };
            let event = if who == hearer { said } else { Event::AgendaReviewed(reviewed) };
            log.record(who, TOM, "2025-07-03", event);
        }
        // The 1:1 that the other was to hear it in has passed.
        held(&mut log, ANA, TOM, COMING, 30);
        held(&mut log, BEN, TOM, COMING, 30);
        log
    };
    let (ana, ben) = (heard_by(ANA), heard_by(BEN));
    same_for_the_chain(&ana, &ben, "2025-07-10");
    let desk = &published(&ana, "2025-07-10")[&format!("e/22/{}/person/desk.html", id(TOM))];
    assert!(desk.contains("1 of 2</td>"), "the leader reads on the desk how far it has come");
}

/// What is done about a problem between the two that was taken further up: the chain reads what was asked of it alone.
#[test]
fn no_page_of_the_chain_tells_how_a_problem_of_the_two_goes_on() {
    let after = |event: &dyn Fn(u64) -> Event| {
        let mut log = met();
        let opened = ProblemOpened {
            problem: name("p1"),
            topic: "2D".into(),
            gap: "Nobody says good morning.".into(),
            goal: None,
            idea: None,
            meeting: None,
        };
        let target = log.record(ANA, ANA, "2025-07-02", Event::ProblemOpened(opened));
        let asked = ProblemEscalated { problem: name("p1"), to: id(RUTH), text: "Please sit in.".into() };
        log.record(ANA, ANA, "2025-07-03", Event::ProblemEscalated(asked));
        log.record_as(Class::Pair, ANA, ANA, "2025-07-04", event(target));
        log
    };
    let closed = ProblemClosed { problem: name("p1"), text: "They do.".into() };
    let cause = CauseIdentified { problem: name("p1"), text: "The door.".into() };
    let closed = after(&|_| Event::ProblemClosed(closed.clone()));
    let corrected = |target| {
        let new = [("gap".to_owned(), "Few say good morning.".into())].into_iter().collect();
        Event::EntryCorrected(EntryCorrected { target, new, reason: "Some do.".into() })
    };
    let contested = |target| Event::EntryContested(EntryContested { target, why: "Not so.".into() });
    let others: [&dyn Fn(u64) -> Event; 3] = [&|_| Event::CauseIdentified(cause.clone()), &corrected, &contested];
    for other in others {
        same_for_the_chain(&closed, &after(other), "2025-07-10");
    }
    let ana = id(ANA);
    let page = &published(&closed, "2025-07-10")[&format!("e/{}/{ana}/person/improvement.html", ana.shard())];
    assert!(page.contains("Please sit in.") && page.contains("how it stands is between the two"), "{page}");
}
