//! Problems, countermeasures and ideas: what the page shows and to whom, and what of them is counted where.

use crate::{fixture::*, leaks::published};
use coachlog::{
    domain::{
        Class, Event, Person, Side,
        idea::{Decision, IdeaDecided, IdeaImplemented, IdeaSolicited, IdeaSubmitted},
        problem::{
            CauseIdentified, CountermeasureAdopted, CountermeasureChecked, ProblemClosed, ProblemEscalated,
            ProblemOpened,
        },
    },
    views::{Sight, improvement::improving, summary::summary},
};

fn problem(id_: &str, topic: &str, gap: &str, idea: Option<&str>) -> Event {
    let (topic, gap, idea) = (topic.into(), gap.into(), idea.map(name));
    Event::ProblemOpened(ProblemOpened { problem: name(id_), topic, gap, goal: None, idea, meeting: None })
}

fn countermeasure(id_: &str, problem: &str, author: Side, text: &str, check_on: &str) -> Event {
    Event::CountermeasureAdopted(CountermeasureAdopted {
        countermeasure: name(id_),
        problem: name(problem),
        author,
        text: text.into(),
        expected: format!("{text}, expected"),
        check_on: day(check_on),
        meeting: None,
    })
}

fn checked(id_: &str, actual: &str, learned: &str) -> Event {
    let (actual, learned) = (actual.into(), learned.into());
    Event::CountermeasureChecked(CountermeasureChecked { countermeasure: name(id_), actual, learned, meeting: None })
}

fn closed(id_: &str, text: &str) -> Event {
    Event::ProblemClosed(ProblemClosed { problem: name(id_), text: text.into() })
}

/// Ana's problems: one that stands with a check overdue, one closed, one of the team that was taken further up, one of
/// the team between the two; and three ideas, of which one became version 1 of the sheet.
fn improving_log() -> Log {
    let mut log = agency();
    let asked = IdeaSolicited { idea: name("e1"), text: "PERSON What would make the van round shorter?".into() };
    log.record(ANA, TOM, "2025-07-02", Event::IdeaSolicited(asked));
    let brought = IdeaSubmitted { idea: name("e1"), text: "PERSON Drive the north first & <then> the wells".into() };
    log.record(ANA, ANA, "2025-07-03", Event::IdeaSubmitted(brought));
    let decided = |id_, decision, reason: &str| {
        Event::IdeaDecided(IdeaDecided { idea: name(id_), decision, reason: reason.into() })
    };
    log.record(ANA, TOM, "2025-07-04", decided("e1", Decision::Accepted, "PERSON It costs nothing to try"));
    log.record(ANA, ANA, "2025-07-04", problem("p1", "2C", "PERSON The round takes nine hours, not seven", Some("e1")));
    let cause = CauseIdentified { problem: name("p1"), text: "PERSON The wells open at ten".into() };
    log.record(ANA, TOM, "2025-07-07", Event::CauseIdentified(cause));
    log.record(ANA, TOM, "2025-07-07", countermeasure("k1", "p1", Side::Employee, "PERSON North first", "2025-08-07"));
    log.record(ANA, ANA, "2025-08-08", checked("k1", "PERSON Eight hours", "PERSON The lunch is in the way"));
    log.record(ANA, TOM, "2025-08-08", countermeasure("k2", "p1", Side::Leader, "PERSON Lunch at noon", "2025-09-08"));
    log.record(ANA, TOM, "2025-07-10", problem("p2", "2B", "PERSON Two labels a week are torn", None));
    log.record(ANA, TOM, "2025-07-20", closed("p2", "PERSON The new roll came"));
    log.record(ANA, ANA, "2025-08-01", problem("p3", "2D", "PAIR The two shifts do not speak", None));
    let team = countermeasure("k3", "p3", Side::Employee, "PAIR Ten minutes together", "2025-09-20");
    log.record_as(Class::Pair, ANA, ANA, "2025-08-02", team);
    let up = ProblemEscalated { problem: name("p3"), to: id(RUTH), text: "PERSON Please hear both shifts".into() };
    log.record(ANA, ANA, "2025-09-01", Event::ProblemEscalated(up));
    log.record(ANA, ANA, "2025-09-02", problem("p4", "2D", "PAIR The van is never clean", None));
    let became = IdeaImplemented {
        idea: name("e1"),
        text: "PERSON The round begins in the north".into(),
        document: Some("1:1 Coaching Job Breakdown Sheet".into()),
        version: Some(1),
    };
    log.record(ANA, TOM, "2025-09-03", Event::IdeaImplemented(became));
    let own = IdeaSubmitted { idea: name("e2"), text: "PERSON A bell at the gate".into() };
    log.record(ANA, ANA, "2025-09-04", Event::IdeaSubmitted(own));
    log.record(ANA, TOM, "2025-09-05", decided("e2", Decision::Declined, "PERSON The neighbours sleep"));
    let own = IdeaSubmitted { idea: name("e3"), text: "PERSON A list of the keys".into() };
    log.record(ANA, ANA, "2025-09-06", Event::IdeaSubmitted(own));
    log
}

fn ana(log: &Log) -> Person {
    log.people().into_iter().find(|person| person.id == id(ANA)).expect("hired")
}

fn page() -> String {
    format!("e/33/{}/person/improvement.html", id(ANA))
}

#[test]
fn the_page_of_problems_and_ideas_whole() {
    let files = published(&improving_log(), "2025-10-03");
    insta::assert_snapshot!("improvement", files[&page()]);
    crate::publishing::leads_somewhere(&files);
}

#[test]
fn rule_2d_r_what_is_between_the_two_is_on_their_page_alone_and_what_is_asked_further_up_on_the_chains() {
    let files = published(&improving_log(), "2025-10-03");
    for (path, text) in &files {
        assert!(!text.contains("PAIR ") || path.ends_with("pair/index.html"), "{path}");
        let own = path.starts_with(&format!("e/33/{}/", id(ANA)));
        assert!(!text.contains("PERSON ") || own, "{path}");
    }
    let chain = &files[&page()];
    assert!(chain.contains("PERSON Please hear both shifts") && chain.contains("to Ruth Castillo after 31 days"));
    assert!(!chain.contains("p4"), "nothing is said of what was not taken further up");
}

#[test]
fn rule_2d_r_the_desk_and_the_roll_up_count_and_say_no_word() {
    let log = improving_log();
    let person = ana(&log);
    let sight = Sight::of(&person, &log.directory, day("2025-10-03"));
    let counted = improving(&sight);
    assert_eq!((counted.open, counted.open_since, counted.escalated), (2, Some(day("2025-07-04")), 1));
    assert_eq!((counted.unchecked, counted.unchecked_since), (1, Some(day("2025-09-09"))));
    assert_eq!((counted.authored.by_employee, counted.authored.all), (1, 2));
    assert_eq!((counted.submitted, counted.implemented, counted.undecided), (3, 1, 1));
    let text = serde_json::to_string(&summary(&sight)).expect("JSON");
    assert!(!text.contains("PERSON") && !text.contains("PAIR"), "{text}");
    let files = published(&log, "2025-10-03");
    let desk = &files[&format!("e/22/{}/person/desk.html", id(TOM))];
    assert!(desk.contains("1 countermeasure past the day of the check") || desk.contains("1 since 9 September 2025"));
    assert!(desk.contains("1 taken further up") && desk.contains("1 of 2 the employee’s own"));
    let roll = &files[&format!("e/11/{}/person/roll-up.html", id(RUTH))];
    assert!(roll.contains("2, 1 taken further up") && roll.contains(">1 of 3</td>"));
}

#[test]
fn rule_j_purpose_an_idea_leads_to_the_revision_it_became() {
    let files = published(&improving_log(), "2025-10-03");
    assert!(files[&page()].contains("agency/standard-work.html#e"), "the revision's entry");
}

#[test]
fn the_page_is_there_for_those_who_have_something_for_the_chain_and_names_the_last_entry_it_shows() {
    let mut log = agency();
    let none = |log: &Log| !published(log, "2025-10-03").keys().any(|path| path.ends_with("improvement.html"));
    log.record(ANA, ANA, "2025-08-01", problem("p1", "2D", "PAIR The two shifts do not speak", None));
    assert!(none(&log), "what is between the two makes no page for the chain");
    log.record(ANA, ANA, "2025-08-01", problem("p2", "2C", "PERSON Nine hours", None));
    let before = published(&log, "2025-10-03")[&page()].clone();
    let cause = CauseIdentified { problem: name("p1"), text: "PAIR Pride".into() };
    log.record_as(Class::Pair, ANA, ANA, "2025-08-02", Event::CauseIdentified(cause));
    assert_eq!(published(&log, "2025-10-03")[&page()], before, "what it does not show does not change it");
    let last = log.record(ANA, ANA, "2025-08-03", closed("p2", "PERSON Seven now"));
    let after = published(&log, "2025-10-03")[&page()].clone();
    assert!(after.contains(&format!("#e{last}\"")) && after.contains("PERSON Seven now"));
}
