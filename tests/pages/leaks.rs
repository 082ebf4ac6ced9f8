//! The fear: a page shows one person's text to another who may not read it. A marker is planted in every text of every
//! class and looked for on every page.

use crate::{fixture::*, year::year};
use coachlog::{
    domain::{
        Class, Event, Side,
        appointment::{MeetingScheduled, NoShowRecorded},
        commitment::{CommitmentFulfilled, CommitmentRevisited, Status},
        concern::ConcernRaised,
        development::DevelopmentPlanOpened,
        goal::{GoalSet, MetricObserved},
        grow::{GrowNoted, GrowOption},
        meeting::{EmployeeTopicsAsked, MeetingCancelled, MeetingRescheduled, ReflectionRecorded},
        message::{CriticalMessageDelivered, CriticalMessageIdentified},
        names::MeetingId,
        obstacle::{ObstacleRaised, RecognitionGiven},
        preparation::{AgendaItemEnded, AgendaItemRaised, Outcome, PreparationSubmitted, PreparedItem},
        records::{EntryCorrected, EntryWithdrawn},
        review::AgendaReviewed,
        settled::{AgreementReached, BaselineEstablished, DecisionMade},
    },
    site::publish,
    views::{Sight, summary::summary},
};
use std::{collections::BTreeMap, fs, path::Path};

/// Publishes and reads every file back, by its path within the site.
pub fn published(log: &Log, as_of: &str) -> BTreeMap<String, String> {
    let folder = tempfile::tempdir().expect("a folder");
    let (people, head) = (log.people(), log.head());
    let site = folder.path().join("site");
    publish(&input(log, &people, &head, as_of), &site, &Default::default()).expect("publishes");
    let mut files = BTreeMap::new();
    read_all(&site, &site, &mut files);
    files
}

pub fn read_all(root: &Path, folder: &Path, files: &mut BTreeMap<String, String>) {
    for found in fs::read_dir(folder).expect("a folder") {
        let path = found.expect("a file").path();
        if path.is_dir() {
            read_all(root, &path, files);
        } else {
            let name = path.strip_prefix(root).expect("within").to_string_lossy().replace('\\', "/");
            files.insert(name, fs::read_to_string(path).expect("a text"));
        }
    }
}

/// The pages on which a text stands.
fn pages_with<'a>(files: &'a BTreeMap<String, String>, text: &str) -> Vec<&'a str> {
    files.iter().filter(|(_, page)| page.contains(text)).map(|(path, _)| path.as_str()).collect()
}

const MEETING: &str = "s1@2025-07-02T09:00";
const COMING: &str = "s1@2025-07-16T09:00";
const MISSED: &str = "s0@2025-07-03T09:00";

/// Ana's record with one marker a text: `PERSON-…` for the chain, `PAIR-…` for the two.
fn marked() -> Log {
    let mut log = agency();
    series(&mut log, ANA, TOM, "FREQ=WEEKLY;INTERVAL=2;BYDAY=WE", "2025-07-02T09:00", 30);
    let prepared = |meeting, item, mark: &str| {
        Event::PreparationSubmitted(PreparationSubmitted {
            meeting: name(meeting),
            side: Side::Employee,
            items: vec![PreparedItem { item: name(item), topic: "2B".into(), text: format!("PAIR-item-{mark}") }],
            win: Some(format!("PAIR-win-{mark}")),
            growth: Some(format!("PAIR-growth-{mark}")),
        })
    };
    log.record(ANA, ANA, "2025-07-01", prepared(MEETING, "i1", "past"));
    held(&mut log, ANA, TOM, MEETING, 30);
    let ended = AgendaItemEnded { item: name("i1"), meeting: name(MEETING), outcome: Outcome::Deferred };
    log.record(ANA, TOM, "2025-07-02", Event::AgendaItemEnded(ended));
    let team = log.record(ANA, TOM, "2025-07-02", note(Some(MEETING), "2D", "PAIR-team"));
    let new = [("text".to_owned(), "PAIR-team-corrected".into())].into_iter().collect();
    let corrected = EntryCorrected { target: team, new, reason: "PAIR-why-corrected".into() };
    log.record_as(Class::Pair, ANA, TOM, "2025-07-03", Event::EntryCorrected(corrected));
    // The same, recorded with a class that is too wide: the page is to see through it.
    let new = [("text".to_owned(), "PAIR-team-again".into())].into_iter().collect();
    let corrected = EntryCorrected { target: team, new, reason: "PAIR-why-again".into() };
    log.record(ANA, TOM, "2025-07-03", Event::EntryCorrected(corrected));
    log.record(ANA, TOM, "2025-07-02", note(Some(MEETING), "2B", "PERSON-note"));
    log.record(ANA, TOM, "2025-07-02", promise("c1", ANA, "2025-07-16", "PERSON-promise", Some(MEETING)));
    log.record(ANA, TOM, "2025-07-02", promise("c2", TOM, "2025-07-16", "PERSON-promise-too", Some(MEETING)));
    let slipped = CommitmentRevisited {
        commitment: name("c1"),
        meeting: None,
        status: Status::NotReached,
        note: Some("PERSON-slip".into()),
    };
    log.record(ANA, TOM, "2025-07-04", Event::CommitmentRevisited(slipped));
    let kept = CommitmentFulfilled { commitment: name("c2"), meeting: None, evidence: Some("PERSON-evidence".into()) };
    log.record(ANA, TOM, "2025-07-04", Event::CommitmentFulfilled(kept));
    let asked = EmployeeTopicsAsked { meeting: name(MEETING), answer: "PERSON-asked".into() };
    log.record(ANA, TOM, "2025-07-02", Event::EmployeeTopicsAsked(asked));
    let reflection =
        ReflectionRecorded { meeting: name(MEETING), side: Side::Leader, text: "PERSON-reflection".into() };
    log.record(ANA, TOM, "2025-07-02", Event::ReflectionRecorded(reflection));
    let plan = DevelopmentPlanOpened { plan: name("d1"), focus: "PERSON-focus".into() };
    log.record(ANA, ANA, "2025-07-02", Event::DevelopmentPlanOpened(plan));
    let goal = GoalSet {
        goal: name("g1"),
        text: "PERSON-goal".into(),
        metric: Some("PERSON-metric".into()),
        unit: Some("PERSON-unit".into()),
        baseline: Some("1".parse().expect("a decimal")),
        target: Some("9".parse().expect("a decimal")),
        due: Some(day("2025-07-03")),
        objective: Some("PERSON-objective".into()),
    };
    log.record(ANA, TOM, "2025-07-02", Event::GoalSet(goal));
    let (value, source) = ("4.5".parse().expect("a decimal"), "PERSON-source".into());
    let seen = MetricObserved { goal: name("g1"), value, period: day("2025-07-01"), source };
    log.record(ANA, TOM, "2025-07-02", Event::MetricObserved(seen));
    let obstacle = ObstacleRaised { obstacle: name("o1"), goal: Some(name("g1")), text: "PERSON-obstacle".into() };
    log.record(ANA, ANA, "2025-07-02", Event::ObstacleRaised(obstacle));
    let recognised = RecognitionGiven { text: "PERSON-recognised".into(), goal: None, meeting: Some(name(MEETING)) };
    log.record(ANA, TOM, "2025-07-02", Event::RecognitionGiven(recognised));
    let concern = ConcernRaised {
        concern: name("n1"),
        facts: "PERSON-facts".into(),
        expectation: "PERSON-expectation".into(),
        support: "PERSON-support".into(),
    };
    log.record(ANA, TOM, "2025-07-02", Event::ConcernRaised(concern));
    let moved = MeetingRescheduled {
        meeting: name(COMING),
        to: start("2025-07-17T09:00"),
        by: Side::Leader,
        reason: "PERSON-moved".into(),
    };
    log.record(ANA, TOM, "2025-07-04", Event::MeetingRescheduled(moved));
    let cancelled =
        MeetingCancelled { meeting: name("s1@2025-07-30T09:00"), by: Side::Leader, reason: "PERSON-cancelled".into() };
    log.record(ANA, TOM, "2025-07-04", Event::MeetingCancelled(cancelled));
    let raised = AgendaItemRaised {
        item: name("i3"),
        meeting: name(COMING),
        topic: "2F".into(),
        side: Side::Employee,
        text: "PAIR-raised".into(),
    };
    log.record(ANA, ANA, "2025-07-04", Event::AgendaItemRaised(raised));
    log.record(ANA, ANA, "2025-07-04", prepared(COMING, "i4", "coming"));
    facilitated(&mut log);
    log
}

/// What a leader notes, settles and says in a 1:1, and what becomes of meetings beside the series, each with its mark.
fn facilitated(log: &mut Log) {
    let (day, meeting) = ("2025-07-04", None);
    let mark = |mark: &str| mark.to_owned();
    let grow = |topic: &str, class: &str| {
        Event::GrowNoted(GrowNoted {
            meeting: Some(name(MEETING)),
            topic: mark(topic),
            goal: format!("{class}-goal"),
            reality: format!("{class}-reality"),
            options: vec![GrowOption { by: Side::Employee, text: format!("{class}-option") }],
            will: None,
            confidence: None,
        })
    };
    let message = id(0x99);
    let once: MeetingId = name("s0@2025-07-10T09:00");
    for event in [
        grow("2B", "PERSON"),
        grow("2D", "PAIR"),
        Event::DecisionMade(DecisionMade { meeting: Some(name(MEETING)), text: mark("PERSON-decision") }),
        Event::AgreementReached(AgreementReached { meeting: Some(name(MEETING)), text: mark("PERSON-agreement") }),
        Event::BaselineEstablished(BaselineEstablished { meeting, text: mark("PERSON-baseline"), difference: None }),
        Event::BaselineEstablished(BaselineEstablished {
            meeting,
            text: mark("PERSON-baseline-too"),
            difference: Some(mark("PERSON-difference")),
        }),
        Event::CriticalMessageIdentified(CriticalMessageIdentified { message, text: mark("PAIR-message") }),
        Event::CriticalMessageIdentified(CriticalMessageIdentified { message: id(0x9a), text: mark("PAIR-said") }),
        Event::CriticalMessageDelivered(CriticalMessageDelivered { message: id(0x9a), meeting }),
        Event::AgendaReviewed(AgendaReviewed {
            meeting: name(COMING),
            side: Side::Leader,
            highlights: vec![mark("PAIR-highlight")],
        }),
        Event::MeetingScheduled(MeetingScheduled {
            meeting: once,
            minutes: 20,
            mode: None,
            reason: Some(mark("PERSON-once")),
        }),
    ] {
        log.record(ANA, TOM, day, event);
    }
    let missed = NoShowRecorded { meeting: name(MISSED), who: Side::Leader, note: Some(mark("PERSON-missed")) };
    log.record(ANA, ANA, day, Event::NoShowRecorded(missed));
}

#[test]
fn a_text_stands_on_pages_of_its_own_class_and_owner_alone() {
    stands_alone(&published(&marked(), "2025-07-05"));
    // Nor does one of another agency's people reach that agency's pages, or the first one's.
    let mut two = marked();
    second_agency(&mut two, "2025-07-05", &[ANA]);
    stands_alone(&published(&two, "2025-07-05"));
}

fn stands_alone(files: &BTreeMap<String, String>) {
    let ana = format!("e/33/{}/", id(ANA));
    let mut seen = 0;
    for (path, page) in files {
        for (class, folder) in [("PERSON-", None), ("PAIR-", Some("pair/"))] {
            let found = page.matches(class).count();
            seen += found;
            let may = path.starts_with(&ana) && folder.is_none_or(|folder| path[ana.len()..].starts_with(folder));
            assert!(found == 0 || may, "{path} shows a text of the class {class}");
        }
    }
    assert!(seen > 20, "the markers are on the pages they belong to: {seen}");
    for mark in [
        "PERSON-note",
        "PERSON-promise",
        "PERSON-slip",
        "PERSON-asked",
        "PERSON-reflection",
        "PERSON-focus",
        "PERSON-moved",
        "PERSON-cancelled",
        "PERSON-evidence",
        "PERSON-goal",
        "PERSON-option",
        "PERSON-decision",
        "PERSON-agreement",
        "PERSON-baseline",
        "PERSON-difference",
        "PERSON-once",
        "PERSON-missed",
    ] {
        assert!(pages_with(files, mark).contains(&&*format!("{ana}person/index.html")), "{mark} is on Ana's year");
    }
    for mark in [
        "PERSON-goal",
        "PERSON-objective",
        "PERSON-metric",
        "PERSON-unit",
        "PERSON-source",
        "PERSON-obstacle",
        "PERSON-recognised",
        "PERSON-facts",
        "PERSON-expectation",
        "PERSON-support",
    ] {
        assert!(pages_with(files, mark).contains(&&*format!("{ana}person/goals.html")), "{mark} is with Ana's goals");
    }
    for mark in [
        "PAIR-item-past",
        "PAIR-item-coming",
        "PAIR-win-coming",
        "PAIR-growth-coming",
        "PAIR-raised",
        "PAIR-team-corrected",
        "PAIR-why-corrected",
        "PAIR-team-again",
        "PAIR-goal",
        "PAIR-message",
        "PAIR-said",
        "PAIR-highlight",
    ] {
        assert_eq!(pages_with(files, mark), [format!("{ana}pair/index.html")], "{mark}");
    }
}

#[test]
fn a_pairs_entry_shows_on_the_persons_page_as_a_line_that_leads_to_the_pairs_page() {
    let files = published(&marked(), "2025-07-05");
    let page = &files[&format!("e/33/{}/person/index.html", id(ANA))];
    assert!(page.contains("An entry that is readable by the two who meet."));
    assert!(!page.contains("<b>Preparation</b>"), "not of which kind");
    assert!(page.contains(&format!("e/33/{}/pair/index.html#e", id(ANA))));
}

/// Story 7: a withdrawn entry's words, and those of its corrections, are on no page at all, and neither is the name of
/// the person it was meant for.
#[test]
fn a_withdrawn_text_is_on_no_page() {
    let mut log = agency();
    series(&mut log, MARIA, TOM, "FREQ=WEEKLY;BYDAY=WE", "2025-07-02T09:00", 30);
    let wrong = log.record(MARIA, TOM, "2025-07-02", note(None, "2B", "GONE-first"));
    let new = [("text".to_owned(), "GONE-second".into())].into_iter().collect();
    log.record(
        MARIA,
        TOM,
        "2025-07-03",
        Event::EntryCorrected(EntryCorrected { target: wrong, new, reason: "GONE-why".into() }),
    );
    log.record(MARIA, TOM, "2025-07-04", Event::EntryWithdrawn(EntryWithdrawn { target: wrong }));
    let files = published(&log, "2025-07-05");
    assert_eq!(pages_with(&files, "GONE-"), Vec::<&str>::new());
    let page = &files[&format!("e/55/{}/person/index.html", id(MARIA))];
    assert_eq!(page.matches("Recorded for another person.").count(), 2, "the note and its correction");
}

/// Names and positions are for everyone; nothing else of a person is on a page of the agency.
#[test]
fn rule_lesson_10_the_agencys_pages_count_no_group_under_five() {
    let files = published(&marked(), "2025-07-05");
    assert!(files["index.html"].contains("Fewer than five people have meetings on record"));
    let year = published(&year(), "2026-06-30");
    assert!(!year["index.html"].contains("Fewer than five people"));
}

#[test]
fn what_somebody_typed_is_text_and_never_markup() {
    let mut log = agency();
    let nasty = "<script>alert(1)</script>\" onload='x' {{ 7919 * 7907 }} {% raw %} & </title><img src=x>";
    hired(&mut log, 0x99, nasty, nasty, nasty, Some(TOM));
    series(&mut log, 0x99, TOM, "FREQ=WEEKLY;BYDAY=WE", "2025-07-02T09:00", 30);
    held(&mut log, 0x99, TOM, MEETING, 30);
    log.record(0x99, TOM, "2025-07-02", note(Some(MEETING), "2B", nasty));
    log.record(0x99, TOM, "2025-07-02", note(Some(MEETING), "2D", nasty));
    log.record(0x99, TOM, "2025-07-02", promise("c1", 0x99, "2025-07-03", nasty, Some(MEETING)));
    log.record(
        0x99,
        0x99,
        "2025-07-02",
        Event::DevelopmentPlanOpened(DevelopmentPlanOpened { plan: name("d1"), focus: nasty.into() }),
    );
    let goal = GoalSet {
        goal: name("g1"),
        text: nasty.into(),
        metric: Some(nasty.into()),
        unit: Some(nasty.into()),
        baseline: Some("1".parse().expect("a decimal")),
        target: Some("9".parse().expect("a decimal")),
        due: None,
        objective: Some(nasty.into()),
    };
    log.record(0x99, TOM, "2025-07-02", Event::GoalSet(goal));
    let (value, source) = ("4.5".parse().expect("a decimal"), nasty.into());
    let seen = MetricObserved { goal: name("g1"), value, period: day("2025-07-01"), source };
    log.record(0x99, TOM, "2025-07-02", Event::MetricObserved(seen));
    let files = published(&log, "2025-07-05");
    for (path, page) in files.iter().filter(|(path, _)| path.ends_with(".html")) {
        for markup in ["<script", "<img", "' onload", "\" onload"] {
            assert!(!page.contains(markup), "{path} holds {markup}");
        }
        assert!(!page.contains(&(7919 * 7907).to_string()), "{path} ran a typed expression");
        let titles = if path.ends_with("/goals.html") { 2 } else { 1 };
        assert_eq!(page.matches("</title>").count(), titles, "{path}: its own, and the picture's");
    }
    assert!(pages_with(&files, "{{ 7919 * 7907 }}").len() >= 4, "the text is there as it was typed");
}

/// What pages about several people are made of holds dates, counts and names.
#[test]
fn a_summary_holds_no_word_that_anybody_typed() {
    let log = marked();
    let people = log.people();
    let ana = people.iter().find(|person| person.id == id(ANA)).expect("hired");
    for as_of in ["2025-07-05", "2025-07-31", "2026-07-05"] {
        let summary = summary(&Sight::of(ana, &log.directory, day(as_of)));
        let text = serde_json::to_string(&summary).expect("JSON");
        assert!(text.contains("Ana Ruiz"), "{text}");
        assert!(!text.contains("PERSON-") && !text.contains("PAIR-"), "{text}");
    }
}

/// The front page leads to the units; a unit's page lists its own people and nobody else's.
#[test]
fn no_page_lists_everybody() {
    let files = published(&year(), "2026-06-30");
    let listed = |page: &str| ["Ana Ruiz", "Ben Ito", "Joe Yazzie", "Maria Garcia"].map(|name| page.contains(name));
    assert_eq!(listed(&files["index.html"]), [false; 4]);
    let units: Vec<_> = files.iter().filter(|(path, _)| path.starts_with("agency/unit/")).collect();
    assert_eq!(units.len(), 3);
    let mut lists: Vec<_> = units.iter().map(|(_, page)| listed(page)).collect();
    lists.sort_unstable();
    assert_eq!(lists, [[false, false, false, false], [false, false, true, true], [true, true, false, true]]);
}
