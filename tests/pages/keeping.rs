//! The fear: the page of holds and destructions says what was destroyed, or says to others that somebody is held.

use crate::{
    fixture::*,
    leaks::published,
    live::{Follower, difference, rebuilt, tree},
};
use coachlog::{
    domain::{
        Class, Event, Retention,
        access::{AccessEnded, KeepingAccessed},
        destruction::{ContentDestroyed, ExpungementOrdered},
        legal_hold::{LegalHoldPlaced, LegalHoldReleased},
        retention::{RetentionExpired, RetentionPeriodSet},
    },
    id::Id,
};

fn hold(matter: &str, people: &[u8], entries: &[u64]) -> Event {
    let (matter, people, entries) = (matter.into(), people.iter().map(|who| id(*who)).collect(), entries.to_vec());
    Event::LegalHoldPlaced(LegalHoldPlaced { matter, people, entries, reason: "HR-why-held".into() })
}

fn order(authority: &str, targets: &[u64]) -> Event {
    let (authority, targets) = (authority.into(), targets.to_vec());
    Event::ExpungementOrdered(ExpungementOrdered { authority, targets, reason: "HR-why-ordered".into() })
}

fn period(series: Retention, years: u32) -> Event {
    Event::RetentionPeriodSet(RetentionPeriodSet { series, years, reason: "HR-schedule".into() })
}

fn released(hold: u64) -> Event {
    Event::LegalHoldReleased(LegalHoldReleased { hold, reason: "HR-settled".into() })
}

/// Something that human resources of an agency may record of holds, orders and periods, on a random try.
pub fn act(log: &Log, agency: u8, about: Id) -> Event {
    let n = log.entries().len();
    let last = n as u64;
    let places = [hold("M", &[about.as_bytes()[0]], &[last / 2]), order("A", &[last / 3, last / 2])];
    let (purpose, until) = (format!("purpose {n}"), log.entries()[n - 1].recorded_at.date_naive());
    let opens = Event::KeepingAccessed(KeepingAccessed { purpose, until });
    let opened = log.directory.keeping.opened.last().map_or(last, |it| it.access.dated.seq);
    let closes = Event::AccessEnded(AccessEnded { access: opened, reason: None });
    let ends = log.directory.keeping.holds_of(id(agency)).map(|held| released(held.seq()));
    let mut acts: Vec<_> =
        places.into_iter().chain(ends).chain([period(Retention::Coaching, 1), opens, closes]).collect();
    acts.swap_remove(n % acts.len())
}

fn page_of(agency: u8) -> String {
    let agency = id(agency);
    format!("e/{}/{agency}/hr/index.html", agency.shard())
}

/// Notes about Ana, Ben and Joe; of Ana's one is destroyed, of Ben's one is ordered destroyed and held.
fn log() -> (Log, [u64; 4]) {
    let mut log = agency();
    let note =
        |log: &mut Log, who: u8, n: u32| log.record(who, TOM, "2025-07-02", note(None, "2B", &format!("RECORD-{n}")));
    let (held, due) = (note(&mut log, BEN, 1), note(&mut log, JOE, 2));
    let gone = log.record_as(Class::Person, ANA, TOM, "2025-07-02", Event::Destroyed);
    let first = log.record(0, RUTH, "2025-07-03", order("HR-board-1", &[gone]));
    let over = log.record(0, RUTH, "2025-07-03", hold("HR-matter-1", &[ANA], &[]));
    log.record(0, RUTH, "2025-07-04", released(over));
    log.record(0, 0, "2025-07-05", Event::ContentDestroyed(ContentDestroyed { order: first, targets: vec![gone] }));
    let hold = log.record(0, RUTH, "2025-07-06", hold("HR-matter-2", &[BEN], &[due]));
    let second = log.record(0, RUTH, "2025-07-06", order("HR-board-2", &[held]));
    log.record(0, RUTH, "2025-07-06", period(Retention::Coaching, 1));
    (log, [gone, hold, second, due])
}

#[test]
fn rule_lesson_8_the_page_of_holds_and_destructions_is_human_resources_and_repeats_no_record() {
    let (mut log, [gone, hold, second, _]) = log();
    second_agency(&mut log, "2025-07-06", &[LENA]);
    let files = published(&log, "2025-07-07");
    let page = &files[&page_of(0)];
    for mark in ["HR-matter-1", "HR-matter-2", "HR-board-1", "HR-board-2", "HR-why-held", "HR-settled", "HR-schedule"] {
        assert!(page.contains(mark), "{mark}");
        let on: Vec<_> = files.iter().filter(|(_, page)| page.contains(mark)).map(|(path, _)| path).collect();
        assert_eq!(on, [&page_of(0)], "{mark}");
    }
    assert!(!page.contains("RECORD-"), "no word of a record");
    let destroyed = &page[page.find("id=\"destroyed\"").expect("a part")..];
    assert!(destroyed.contains(&format!("#{gone}</td>")) && destroyed.contains("5 July 2025"), "{destroyed}");
    let waiting = &page[page.find("id=\"waiting\"").expect("a part")..page.find("id=\"destroyed\"").expect("a part")];
    let blocked = format!("legal hold #{hold}</span> holds #");
    assert!(waiting.contains(&format!("id=\"e{second}\"")) && waiting.contains(&blocked), "{waiting}");
    assert!(!waiting.contains("HR-board-1"), "what was carried out waits no more");
    // The other agency has a page of its own, which says that nothing is there.
    let other = &files[&page_of(PARKS)];
    assert!(!other.contains("HR-") && other.contains("No legal hold is in force") && other.contains("No order waits"));
}

#[test]
fn a_hold_of_another_agency_is_in_the_way_by_its_number_alone() {
    let (mut log, [_, hold, second, _]) = log();
    second_agency(&mut log, "2025-07-06", &[LENA]);
    log.record(0, RUTH, "2025-07-06", released(hold));
    let ben = log.people().into_iter().find(|person| person.id == id(BEN)).expect("Ben");
    let theirs = log.record(PARKS, RUTH, "2025-07-06", super::keeping::hold("HR-parks", &[], &[ben.entries[3].seq]));
    let files = published(&log, "2025-07-07");
    let page = &files[&page_of(0)];
    let blocked = format!("legal hold #{theirs}</span> of another agency holds #{}", ben.entries[3].seq);
    assert!(page.contains(&format!("id=\"e{second}\"")) && page.contains(&blocked), "{page}");
    assert!(!page.contains("HR-parks") && files[&page_of(PARKS)].contains("HR-parks"));
}

#[test]
fn human_resources_see_which_auditors_read_what_is_kept_and_nobody_else_does() {
    let (mut log, _) = log();
    second_agency(&mut log, "2025-07-06", &[LENA]);
    assert!(!published(&log, "2025-07-06")[&page_of(0)].contains("Read by auditors"));
    let until = day("2025-07-12");
    let opens = |purpose: &str| Event::KeepingAccessed(KeepingAccessed { purpose: purpose.into(), until });
    let first = log.record(0, BEN, "2025-07-06", opens("HR-order <15>"));
    let next = log.record(0, ANA, "2025-07-06", opens("HR-order 16"));
    let end = AccessEnded { access: first, reason: Some("HR-called off".into()) };
    let end = log.record_as(Class::Hr, 0, RUTH, "2025-07-07", Event::AccessEnded(end));
    let files = published(&log, "2025-07-07");
    let part = files[&page_of(0)].split("id=\"readers\"").nth(1).expect("a part");
    let ended = format!("#{end} ");
    for words in
        ["Ben Ito", "HR-order &lt;15&gt;", "12 July 2025", "ended on 7 July 2025 by Ruth", "HR-called off", &ended]
    {
        assert!(part.contains(words), "{words}: {part}");
    }
    let at = |seq: u64| part.find(&format!("id=\"e{seq}\"")).expect("an anchor");
    assert!(at(next) < at(first) && at(first) < at(end), "the last first: {part}");
    for (path, page) in files.iter().filter(|(path, _)| **path != page_of(0)) {
        assert!(!page.contains("HR-order") && !page.contains("HR-called"), "{path}");
    }
    assert_eq!(published(&log, "2025-07-20")[&page_of(0)].split("id=\"readers\"").nth(1), Some(part), "days later");
}

#[test]
fn rule_appraisal_windows_the_page_of_periods_follows_the_day() {
    let (log, _) = log();
    let due = |day: &str| {
        let page = published(&log, day).remove(&page_of(0)).expect("a page");
        page[page.find("<th scope=\"row\">Coaching</th>").expect("the series")..]
            .lines()
            .next()
            .expect("a row")
            .to_owned()
    };
    assert!(due("2026-07-02").contains("0 entries"), "a year to the day is not past it");
    let row = due("2026-07-03");
    assert!(row.contains("2 entries, of which 1 is ordered destroyed and 2 are held"), "{row}");
    assert!(row.contains("Ben Ito") && row.contains("Joe Yazzie"), "{row}");
}

#[test]
fn what_falls_due_by_a_late_entry_is_followed() {
    let folder = tempfile::tempdir().expect("a folder");
    let site = folder.path().join("site");
    let (mut log, _) = log();
    let today = day("2026-07-01");
    let mut follower = Follower::start(&log, today, &site, Default::default());
    let before = tree(&site).remove(&page_of(0)).expect("a page");
    log.record_late(MARIA, TOM, "2025-06-20", "2026-07-01", note(None, "2B", "Late."));
    assert!(follower.follow(&log, today).is_some(), "it is followed");
    let now = tree(&site);
    assert_eq!(difference(&now, &rebuilt(&log, today).0), None);
    assert_ne!(before, now[&page_of(0)]);
    // A new name is on the page too.
    let renamed = serde_json::from_str(r#"{"name":"Benjamin Ito","login":"p44"}"#).expect("fields");
    log.record(BEN, RUTH, "2026-07-01", Event::parse("employee-details-changed", renamed).expect("it reads"));
    assert!(follower.follow(&log, today).is_some(), "it is followed");
    let now = tree(&site);
    assert_eq!(difference(&now, &rebuilt(&log, today).0), None);
    assert!(now[&page_of(0)].contains("Benjamin Ito"));
    let expired = RetentionExpired { series: Retention::Coaching, before: day("2025-07-01"), targets: vec![3] };
    log.record(0, RUTH, "2026-07-01", Event::RetentionExpired(expired));
    assert!(follower.follow(&log, today).is_none(), "what an agency records begins anew");
    assert_eq!(difference(&tree(&site), &rebuilt(&log, today).0), None);
}
