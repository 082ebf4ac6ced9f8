//! The pages of the agency's strategy and adoption: what they count, what they leave out, what they link.

use crate::{fixture::*, leaks::published};
use chrono::{Days, NaiveDate};
use coachlog::{
    domain::{
        Event,
        adoption::{DeploymentStarted, MaturityAssessed, StandardWorkTrained, TrainTheTrainerHeld},
        document::COACHING,
        goal::GoalSet,
        strategy::{ObjectivePublished, ObjectiveRetired, StrategicPlanAdopted},
    },
    id::Id,
};

/// What human resources may record, on a random try, of the agency's aims and of what is done for them.
pub fn aims(n: u32, about: Id, effective: NaiveDate) -> [Event; 7] {
    [
        Event::StrategicPlanAdopted(StrategicPlanAdopted {
            name: "The plan".into(),
            from: effective,
            to: effective + Days::new(900),
        }),
        Event::ObjectivePublished(ObjectivePublished {
            objective: name("t1"),
            title: format!("objective {n}"),
            plan: "The plan".into(),
        }),
        Event::ObjectiveRetired(ObjectiveRetired { objective: name("t1"), reason: format!("reason {n}") }),
        Event::DeploymentStarted(DeploymentStarted { unit: n.is_multiple_of(2).then(|| "Permits".into()) }),
        Event::TrainTheTrainerHeld(TrainTheTrainerHeld { trainers: vec![format!("trainer {n}")], attended: n }),
        Event::StandardWorkTrained(StandardWorkTrained {
            document: COACHING,
            version: 1 + n % 2,
            people: [about].into(),
            attended: 1,
        }),
        Event::MaturityAssessed(MaturityAssessed { by: "us".into(), level: 1 + n % 5, note: None }),
    ]
}

/// Eight people who are led by somebody; so many of them had a 1:1 in July.
fn held_with(number: u8) -> Log {
    let mut log = agency();
    for n in 0..8 {
        let who = 0xA0 + n;
        hired(&mut log, who, &format!("Person {n}"), "Clerk", "Records", Some(TOM));
        series(&mut log, who, TOM, "FREQ=WEEKLY", "2025-07-02T09:00", 30);
        if n < number {
            held(&mut log, who, TOM, "s1@2025-07-02T09:00", 30);
        }
    }
    log
}

fn strategic(log: &mut Log) {
    let (from, to) = (day("2025-07-01"), day("2028-06-30"));
    let plan = StrategicPlanAdopted { name: "Clear <water>".into(), from, to };
    log.record(0, RUTH, "2025-07-01", Event::StrategicPlanAdopted(plan));
    for (id_, title) in [("t1", "Every well is tested"), ("t2", "Permits & patience")] {
        let plan = "Clear <water>".into();
        let objective = ObjectivePublished { objective: name(id_), title: title.into(), plan };
        log.record(0, RUTH, "2025-07-01", Event::ObjectivePublished(objective));
    }
}

fn page(log: &Log, as_of: &str, path: &str) -> String {
    published(log, as_of).remove(path).unwrap_or_else(|| panic!("no page {path}"))
}

#[test]
fn rule_n_adoption_the_trend_is_the_share_of_people_with_a_1_1_and_says_nothing_about_a_few() {
    let at = "agency/adoption.html";
    let counted = |log: &Log| page(log, "2025-07-31", at);
    // The fixture's own people are led too, and nobody of them met.
    let many = counted(&held_with(8));
    assert!(many.contains(" % in July 2025"), "{many}");
    let few = counted(&held_with(4));
    assert!(few.contains("No month can be shown yet") && !few.contains("% in July"), "{few}");
    let running = page(&held_with(8), "2025-07-30", at);
    assert!(running.contains("No month can be shown yet"), "a month is counted when it is over");
}

#[test]
fn rule_n_adoption_trainings_and_deployments_are_marked_on_the_trend_and_on_the_front_page() {
    let mut log = held_with(8);
    log.record(0, RUTH, "2025-07-01", Event::DeploymentStarted(DeploymentStarted { unit: None }));
    let session = TrainTheTrainerHeld { trainers: vec!["Office <of> Change".into()], attended: 6 };
    log.record(0, RUTH, "2025-07-08", Event::TrainTheTrainerHeld(session));
    let people = [id(0xA0)].into();
    let training = StandardWorkTrained { document: COACHING, version: 1, people, attended: 1 };
    log.record(0, RUTH, "2025-07-10", Event::StandardWorkTrained(training));
    let assessed = MaturityAssessed { by: "Them".into(), level: 2, note: Some("Steady & slow".into()) };
    log.record(0, RUTH, "2025-07-20", Event::MaturityAssessed(assessed));
    let site = published(&log, "2025-07-31");
    let (front, adoption) = (&site["index.html"], &site["agency/adoption.html"]);
    for words in ["From 1 July 2025: the standard is deployed to the whole agency", "6 people trained to train others"]
    {
        assert!(front.contains(words) && adoption.contains(words), "{words}: {front}");
    }
    assert!(front.contains("deployed, trainers, trained"), "one flag of the month: {front}");
    assert!(!front.contains("1 person trained") && !adoption.contains("1 person trained"), "of one: {adoption}");
    for words in ["a few people trained in version 1", "Office &lt;of&gt; Change", "Steady &amp; slow"] {
        assert!(adoption.contains(words), "{words}: {adoption}");
    }
    assert!(!adoption.contains("Person 0"), "who was trained by name is on no page of several: {adoption}");
}

#[test]
fn rule_1_r1_a_goal_stands_under_the_title_of_its_objective_and_says_when_that_was_retired() {
    let mut log = agency();
    strategic(&mut log);
    let goal = |text: &str, id_: &str, objective: &str| {
        let (metric, unit, baseline, target, due) = (None, None, None, None, None);
        let objective = Some(objective.into());
        Event::GoalSet(GoalSet { goal: name(id_), text: text.into(), metric, unit, baseline, target, due, objective })
    };
    log.record(ANA, TOM, "2025-07-02", goal("Ten wells", "g1", "t1"));
    log.record(ANA, TOM, "2025-07-02", goal("Ten days", "g2", "t2"));
    log.record(ANA, TOM, "2025-07-02", goal("Ten words", "g3", "t1 of my own"));
    let retired = ObjectiveRetired { objective: name("t1"), reason: "It is law".into() };
    log.record(0, RUTH, "2025-07-20", Event::ObjectiveRetired(retired));
    let goals = format!("{}/person/goals.html", coachlog_folder());
    for (as_of, retired) in [("2025-07-19", 0), ("2025-07-20", 1)] {
        let site = published(&log, as_of);
        let (goals, strategy) = (&site[&goals], &site["agency/strategy.html"]);
        assert!(goals.contains("Every well is tested") && goals.contains("agency/strategy.html#t1"), "{goals}");
        assert!(goals.contains("Permits &amp; patience") && goals.contains("t1 of my own"), "{goals}");
        assert_eq!(goals.matches("retired on 20 July 2025").count(), retired, "as of {as_of}");
        assert_eq!(strategy.matches("It is law").count(), retired, "as of {as_of}");
        assert!(strategy.contains("Clear &lt;water&gt;") && strategy.contains("id=\"t2\""), "{strategy}");
        assert!(!strategy.contains("Ten wells"), "no goal of anybody");
    }
    assert!(page(&agency(), "2025-07-05", "agency/strategy.html").contains("No strategic plan is on record"));
}

fn coachlog_folder() -> String {
    let ana = id(ANA);
    format!("e/{}/{ana}", ana.shard())
}
