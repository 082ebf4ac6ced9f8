//! Goals and metrics, obstacles, recognition, concerns: what is counted, what the page shows, what the next agenda asks.

use crate::{fixture::*, leaks::published};
use coachlog::{
    domain::{
        Event, Person,
        concern::{ConcernAcknowledged, ConcernRaised},
        goal::{GoalRevised, GoalSet, MetricObserved},
        obstacle::{ObstacleRaised, ObstacleRemoved, RecognitionGiven},
        records::EntryCorrected,
    },
    views::{
        Sight,
        agenda::agenda,
        concerns::concerns,
        goals::{Aimed, goals},
        obstacles::{obstacles, recognition},
        progress::{Progress, progress},
        summary::summary,
    },
};

fn goal(id_: &str, text: &str, objective: Option<&str>) -> GoalSet {
    GoalSet {
        goal: name(id_),
        text: text.into(),
        metric: None,
        unit: None,
        baseline: None,
        target: None,
        due: None,
        objective: objective.map(str::to_owned),
    }
}

fn observed(goal: &str, value: &str, period: &str) -> Event {
    let (value, source) = (value.parse().expect("a decimal"), "The order book".into());
    Event::MetricObserved(MetricObserved { goal: name(goal), value, period: day(period), source })
}

fn concern(id_: &str, facts: &str) -> Event {
    let (expectation, support) = ("Within a day.".into(), "The early desk.".into());
    Event::ConcernRaised(ConcernRaised { concern: name(id_), facts: facts.into(), expectation, support })
}

/// Ana's goals: one measured and not reached, one reached, one in words alone; two obstacles, a recognition, two concerns.
pub fn aimed_log() -> Log {
    let mut log = agency();
    let number = |text: &str| Some(text.parse().expect("a decimal"));
    let measured = GoalSet {
        metric: Some("Samples checked".into()),
        unit: Some("a week".into()),
        baseline: number("61.5"),
        target: number("90"),
        due: Some(day("2025-09-30")),
        ..goal("g1", "Check each sample on its day", Some("Safe water in every county"))
    };
    log.record(ANA, TOM, "2025-07-02", Event::GoalSet(measured));
    let errors = GoalSet {
        metric: Some("Labels torn".into()),
        baseline: number("12"),
        target: number("3"),
        ..goal("g2", "Fewer torn labels", Some("Safe water in every county"))
    };
    log.record(ANA, TOM, "2025-07-02", Event::GoalSet(errors));
    log.record(ANA, TOM, "2025-07-02", Event::GoalSet(goal("g3", "Learn the new method", None)));
    for (value, period) in [("64", "2025-07-31"), ("72.5", "2025-08-31"), ("91", "2025-09-15")] {
        log.record(ANA, TOM, "2025-09-20", observed("g1", value, period));
    }
    log.record(ANA, TOM, "2025-10-02", observed("g1", "80.25", "2025-09-30"));
    log.record(ANA, TOM, "2025-10-02", observed("g2", "2", "2025-09-30"));
    let raised =
        |id_, goal, text: &str| Event::ObstacleRaised(ObstacleRaised { obstacle: name(id_), goal, text: text.into() });
    log.record(ANA, ANA, "2025-08-01", raised("o1", Some(name("g1")), "One scale for five people"));
    log.record(ANA, ANA, "2025-09-01", raised("o2", None, "The road is closed"));
    let removed = ObstacleRemoved { obstacle: name("o1"), text: "A second scale came".into() };
    log.record(ANA, TOM, "2025-08-11", Event::ObstacleRemoved(removed));
    let given =
        RecognitionGiven { text: "Ninety in the week of the flood".into(), goal: Some(name("g1")), meeting: None };
    log.record(ANA, TOM, "2025-09-16", Event::RecognitionGiven(given));
    let first = log.record(ANA, TOM, "2025-07-10", concern("n1", "Three samples waited a week"));
    log.record(ANA, TOM, "2025-09-25", concern("n2", "Two labels without a date"));
    log.record(ANA, ANA, "2025-07-11", Event::ConcernAcknowledged(ConcernAcknowledged { concern: name("n1") }));
    let revised = GoalRevised {
        goal: name("g1"),
        text: None,
        metric: None,
        unit: None,
        baseline: None,
        target: number("85.0"),
        due: None,
        objective: None,
        reason: "Two people are away".into(),
    };
    log.record_because(first, ANA, TOM, "2025-07-17", Event::GoalRevised(revised));
    log
}

fn ana(log: &Log) -> Person {
    log.people().into_iter().find(|person| person.id == id(ANA)).expect("hired")
}

#[test]
fn rule_1_r1_a_goal_says_which_objective_it_serves_or_that_it_serves_none() {
    let log = aimed_log();
    let person = ana(&log);
    let views = goals(&Sight::of(&person, &log.directory, day("2025-10-03")));
    let serves: Vec<_> = views.iter().map(|goal| goal.objective.as_deref()).collect();
    assert_eq!(serves, [Some("Safe water in every county"), Some("Safe water in every county"), None]);
    let page = &published(&log, "2025-10-03")[&format!("e/33/{}/person/goals.html", id(ANA))];
    assert_eq!(page.matches("serves no objective on record").count(), 1);
    let above = page.find("Safe water in every county").expect("the objective") < page.find("id=\"g1\"").expect("g1");
    assert!(above, "the objective stands above its goal");
}

#[test]
fn rule_2b_a_goal_stands_to_its_target_by_its_last_value_and_is_overdue_after_its_day() {
    let log = aimed_log();
    let person = ana(&log);
    let views = goals(&Sight::of(&person, &log.directory, day("2025-10-03")));
    let stand: Vec<_> = views.iter().map(|goal| (goal.aimed, goal.overdue_since)).collect();
    let since = Some(day("2025-10-01"));
    assert_eq!(stand, [(Aimed::OffTarget, since), (Aimed::OnTarget, None), (Aimed::NoTarget, None)]);
    assert_eq!(
        views[0].sentence(),
        "80.25 a week on 30 September 2025; target at least 85.0 a week, due 30 September 2025"
    );
    let reaches: Vec<_> = views[0].observations.iter().map(|it| it.reaches.expect("a target")).collect();
    assert_eq!(reaches, [false, false, true, false], "each against the target as it reads now");
}

#[test]
fn rule_1_r2_the_days_from_a_concern_to_the_change_of_plan_that_answers_it_are_counted() {
    let log = aimed_log();
    let person = ana(&log);
    let sight = Sight::of(&person, &log.directory, day("2025-10-03"));
    let views = concerns(&sight);
    let said: Vec<_> = views.iter().map(|it| (&*it.id, it.days, it.answer)).collect();
    assert_eq!(said, [("n2", None, None), ("n1", Some(7), Some("Goal revised"))], "what waits comes first");
    assert_eq!(progress(&sight).unanswered_since, Some(day("2025-09-25")));
}

#[test]
fn rule_2b_k1_obstacles_that_stand_come_first_with_their_days() {
    let log = aimed_log();
    let person = ana(&log);
    let views = obstacles(&Sight::of(&person, &log.directory, day("2025-10-03")));
    let said: Vec<_> = views.iter().map(|it| (&*it.id, it.raised, it.days)).collect();
    assert_eq!(said, [("o2", day("2025-09-01"), None), ("o1", day("2025-08-01"), Some(10))]);
}

#[test]
fn rule_2b_k2_the_day_of_the_last_recognition_is_known_and_the_agenda_opens_with_it() {
    let log = aimed_log();
    let person = ana(&log);
    let sight = Sight::of(&person, &log.directory, day("2025-10-03"));
    assert_eq!(progress(&sight).last_recognised, Some(day("2025-09-16")));
    assert_eq!(recognition(&sight)[0].goal.as_deref(), Some("g1"));
    let wins: Vec<_> = agenda(&sight).wins.into_iter().map(|win| (win.text, win.why)).collect();
    let why = "recognised by Tom Begay on 16 September 2025".to_owned();
    assert_eq!(wins, [("Ninety in the week of the flood".to_owned(), why)]);
}

#[test]
fn rule_2b_k1_the_agenda_asks_for_goals_off_target_obstacles_and_concerns_that_wait() {
    let log = aimed_log();
    let person = ana(&log);
    let agenda = agenda(&Sight::of(&person, &log.directory, day("2025-10-03")));
    let part = agenda.parts.iter().find(|part| part.title == "Goals, obstacles and concerns").expect("the part");
    let lines: Vec<_> = part.lines.iter().map(|line| (&*line.name, &*line.why)).collect();
    assert_eq!(
        lines,
        [
            ("g1", "80.25 a week on 30 September 2025; target at least 85.0 a week, due 30 September 2025"),
            ("o2", "obstacle raised by Ana Ruiz on 1 September 2025, not removed"),
            (
                "n2",
                "concern raised by Tom Begay on 25 September 2025, not acknowledged yet; no change of plan answers it"
            ),
        ]
    );
    assert_eq!(part.lines[0].overdue_since, Some(day("2025-10-01")));
}

#[test]
fn the_summary_counts_what_the_page_shows_and_says_no_word_of_it() {
    let log = aimed_log();
    let person = ana(&log);
    let sight = Sight::of(&person, &log.directory, day("2025-10-03"));
    let mut counted = progress(&sight);
    assert!(counted.last.take().is_some());
    let wanted = Progress {
        goals: 3,
        without_objective: 1,
        off_target: 1,
        overdue_since: Some(day("2025-10-01")),
        obstacles: 1,
        obstacle_since: Some(day("2025-09-01")),
        last_recognised: Some(day("2025-09-16")),
        unacknowledged: 1,
        unanswered_since: Some(day("2025-09-25")),
        last: None,
    };
    assert_eq!(counted, wanted);
    let text = serde_json::to_string(&summary(&sight)).expect("JSON");
    for typed in ["Check each", "Safe water", "Samples", "scale", "flood", "waited", "early desk", "order book"] {
        assert!(!text.contains(typed), "the summary holds {typed:?}");
    }
}

#[test]
fn the_page_of_goals_is_there_for_those_who_have_any_and_names_the_last_entry_it_shows() {
    let mut log = aimed_log();
    let path = format!("e/33/{}/person/goals.html", id(ANA));
    let before = published(&log, "2025-10-03");
    assert_eq!(before.keys().filter(|path| path.ends_with("goals.html")).collect::<Vec<_>>(), [&path]);
    log.record(ANA, TOM, "2025-10-03", note(None, "2B", "Something else."));
    assert_eq!(published(&log, "2025-10-03")[&path], before[&path], "what it does not show does not change it");
    let last = log.record(ANA, TOM, "2025-10-03", observed("g2", "1", "2025-10-03"));
    let page = published(&log, "2025-10-03")[&path].clone();
    assert!(
        page.contains(&format!(
            "last changed by entry <a class=\"ref\" href=\"../../../../e/33/{}/person/index.html#e{last}\"",
            id(ANA)
        )),
        "{page}"
    );
    let new = [("value".to_owned(), "1.5".into())].into_iter().collect();
    let corrected = EntryCorrected { target: last, new, reason: "Misread.".into() };
    let corrected = log.record(ANA, TOM, "2025-10-03", Event::EntryCorrected(corrected));
    let page = published(&log, "2025-10-03")[&path].clone();
    assert!(page.contains(&format!("#e{corrected}\"")) && page.contains(">1.5</td>"));
}

#[test]
fn the_page_of_goals_whole() {
    let files = published(&aimed_log(), "2025-10-03");
    insta::assert_snapshot!("goals", files[&format!("e/33/{}/person/goals.html", id(ANA))]);
    crate::publishing::leads_somewhere(&files);
}
