//! Disputes: what a forum sets days for is done within them; and what was known when.

use super::*;
use crate::{
    domain::{
        dispute::{Outcome, Turn},
        forum::{DisputeForumSet, Matter},
        proceeding::Subject,
        tests::{appraising::*, disputing::*},
    },
    views::{
        dispute::disputes,
        docket::{Standing, docket},
        replay::Knew,
    },
};

#[test]
fn rule_dispute_windows_what_a_forum_sets_days_for_is_done_within_them() {
    let filed = disputed().given("ana", "ana", &file("One."));
    holds(&filed, "dispute.windows", "2026-06-27");
    let waits = "not done: review r1: the answer to step 1, Talk, due on 27 June 2026";
    falls_short(&filed, "dispute.windows", "2026-06-28", &[(waits, Some("2026-06-28"))]);
    let extended = filed.clone().given("hana", "ana", &extend_turn(Some(Turn::Answer(1)), "2026-06-30"));
    holds(&extended, "dispute.windows", "2026-06-29");
    let late = filed.at("2026-06-29").given("dana", "ana", &answer_step("Late."));
    let what = "review r1: the answer to step 1, Talk, 2 days late: due on 27 June 2026, done on 29 June 2026";
    falls_short(&late, "dispute.windows", "2026-06-29", &[(what, Some("2026-06-28"))]);
    holds(&heard().given("hana", "ana", &decide_review(Outcome::Denied, None)), "dispute.windows", "2026-06-30");
    // What the employee does not file was theirs to leave.
    holds(&disputed().given("ana", "ana", &withdraw()), "dispute.windows", "2026-06-30");
    holds(&disputed(), "dispute.windows", "2026-06-30");
}

#[test]
fn rule_dispute_windows_what_still_waits_is_found_in_the_next_cycle_too() {
    // A year end lies between: the answer was due on 27 June.
    let filed = disputed().given("ana", "ana", &file("One."));
    let waits = "not done: review r1: the filing of step 2, Paper";
    holds(&filed, "dispute.windows", "2026-07-01");
    let again = filed.at("2026-06-28").given("ana", "ana", &file("Two."));
    let waits_for_hr = "not done: review r1: the answer to step 2, Paper, due on 3 July 2026";
    assert!(found(&again, "dispute.windows", "2026-07-04").iter().any(|it| it.what == waits_for_hr), "{waits}");
    let decision = "not done: review r1: the decision of The director, due on 6 July 2026";
    falls_short(&heard(), "dispute.windows", "2026-07-07", &[(decision, Some("2026-07-07"))]);
    falls_short(&heard(), "dispute.windows", "2027-07-07", &[(decision, Some("2026-07-07"))]);
    let extended = heard().given("hana", "ana", &extend_turn(None, "2026-07-10"));
    holds(&extended, "dispute.windows", "2026-07-10");
    holds(
        &heard().at("2026-07-09").given("hana", "ana", &decide_review(Outcome::Denied, None)),
        "dispute.windows",
        "2027-07-07",
    );
}

#[test]
fn what_was_not_answered_when_a_dispute_ended_waits_no_longer() {
    let world = disputed().given("ana", "ana", &file("One.")).at("2026-06-30").given("ana", "ana", &withdraw());
    let ana = world.person("ana");
    let days = |on: &str| {
        let lines = docket(&Sight::of(&ana, &world.directory, day(on)));
        let overdue = lines.into_iter().filter(|it| it.rule == "dispute.windows" && it.standing == Standing::Overdue);
        overdue.map(|it| it.late_days).collect::<Vec<_>>()
    };
    assert_eq!((days("2026-06-30"), days("2026-12-30")), (vec![Some(3)], vec![Some(3)]));
}

#[test]
fn rule_dispute_order_a_decision_that_grants_another_rating_is_followed_by_the_revision() {
    holds(&heard(), "dispute.order", "2026-06-28");
    holds(&heard().given("hana", "ana", &decide_review(Outcome::Denied, None)), "dispute.order", "2026-06-28");
    let granted = heard().given("hana", "ana", &decide_review(Outcome::PartlyGranted, Some("The middle.")));
    holds(&granted, "dispute.order", "2026-06-26");
    let waits = "no rating of 2025-26, annual was revised since review r1 was granted, on 26 June 2026";
    falls_short(&granted, "dispute.order", "2026-06-27", &[(waits, Some("2026-06-27"))]);
    falls_short(&granted, "dispute.order", "2027-03-01", &[(waits, Some("2026-06-27"))]);
    let by = crate::domain::revision::Authority::Dispute(r(1));
    holds(&granted.given("hana", "ana", &revise_by(by, "Pace", "middle")), "dispute.order", "2026-06-28");
}

#[test]
fn rule_n_notes_what_ratings_cite_that_is_contested_or_withdrawn_is_counted() {
    use crate::domain::tests::{commands::*, contest::contest};
    let world = delivered(true);
    let cited = world.person("ana").appraisals.values().next().and_then(|it| it.delivered.clone()).expect("delivered");
    let seq = cited.what.ratings[0].evidence[0];
    holds(&world, "N.notes", "2026-06-22");
    let what = "1 entry cited by ratings of 2025-26, annual: 1 contested";
    let contested = world.clone().given("ana", "ana", &contest(seq, "It was not so."));
    falls_short(&contested, "N.notes", "2026-06-22", &[(what, Some("2026-06-20"))]);
    holds(&contested.given("hana", "ana", &revise_rating("Pace", "high")), "N.notes", "2026-06-22");
    // Beside what was withdrawn something still stands.
    let (world, seq) = concerned(opened(), true);
    let world = world.given("lena", "ana", &note("2B", "Late on Monday."));
    let cites = [seq, last(&world)];
    let world = world.given("lena", "ana", &rate("Pace", "low", "So.", &cites)).given("dana", "ana", &approve());
    let world = world.given("lena", "ana", &deliver_appraisal(None)).given("lena", "ana", &misfiled(cites[1], "sib"));
    let withdrawn = found(&world, "N.notes", &world.today.to_string());
    assert!(withdrawn.len() == 1 && withdrawn[0].what.ends_with(": 1 withdrawn since"), "{withdrawn:?}");
    // What it says of an entry that is disputed follows the dispute.
    let (world, seq) = concerned(opened(), true);
    let world = world.given("lena", "ana", &rate("Pace", "low", "So.", &[seq])).given("dana", "ana", &approve());
    let early = DisputeForumSet { effective: world.today, ..forum() };
    let world = world.sets_forum("hana", early).expect("a forum").given("lena", "ana", &deliver_appraisal(None));
    let today = world.today.to_string();
    let disputes = world.given("ana", "ana", &ask_of(Subject::Entry(seq), Matter::Content));
    assert!(found(&disputes, "N.notes", &today).iter().any(|it| it.what.ends_with("1 contested")));
    holds(&disputes.given("ana", "ana", &withdraw()), "N.notes", &today);
}

#[test]
fn a_dispute_is_on_the_docket_with_each_turn_that_was_due() {
    let world = heard().given("hana", "ana", &decide_review(Outcome::PartlyGranted, Some("The middle.")));
    let ana = world.person("ana");
    let sight = Sight::of(&ana, &world.directory, day("2026-06-28"));
    let lines: Vec<_> = docket(&sight).into_iter().filter(|line| line.rule == "dispute.windows").collect();
    let said: Vec<_> = lines.iter().map(|it| (&*it.what, it.due.to_string(), it.by.as_deref(), it.standing)).collect();
    let line = |what, due: &str, by| (what, due.to_owned(), Some(by), Standing::Done);
    assert_eq!(
        said,
        [
            line("review r1: the filing of step 1, Talk", "2026-06-27", "ANA"),
            line("review r1: the answer to step 1, Talk", "2026-06-28", "DANA"),
            line("review r1: the filing of step 2, Paper", "2026-06-29", "ANA"),
            line("review r1: the request, about the appraisal 2025-26, annual", "2026-06-30", "ANA"),
            line("review r1: the answer to step 2, Paper", "2026-06-30", "Hana Reyes"),
            line("review r1: the decision of The director", "2026-07-06", "Hana Reyes"),
        ]
    );
    assert!(lines.iter().all(|line| line.cycle == "2025-26" && line.evidence.is_some()));
}

#[test]
fn the_steps_of_a_dispute_end_with_the_revision_that_its_decision_led_to() {
    let world = heard().given("hana", "ana", &decide_review(Outcome::PartlyGranted, Some("The middle.")));
    let by = crate::domain::revision::Authority::Dispute(r(1));
    let world = world.given("hana", "ana", &revise_rating("Pace", "high"));
    let world = world.given("hana", "ana", &revise_by(by, "Pace", "middle"));
    let ana = world.person("ana");
    let view = disputes(&Sight::of(&ana, &world.directory, day("2026-06-28"))).remove(0);
    assert_eq!(view.state, "decided on 26 June 2026: granted in part");
    let steps: Vec<_> = view.steps.iter().map(|step| &*step.what).collect();
    assert_eq!(
        steps,
        [
            "Filed step 1, Talk",
            "Answered step 1, Talk, as the leader above",
            "Filed step 2, Paper",
            "Answered step 2, Paper, as human resources",
            "Decided by Dana, director: granted in part",
            "Pace revised to middle by this decision",
        ]
    );
}

#[test]
fn rule_lesson_2_a_dispute_shows_what_was_known_on_the_delivery_day_against_today() {
    use crate::domain::tests::commands::*;
    let world = opened().at("2026-06-20").with_forum().at("2026-06-18");
    let recorded = world.tries("lena", "ana", day("2025-11-18"), &raise_concern("Late.")).expect("late, and marked");
    let mut world = world;
    world.record(crate::domain::tests::who("lena"), recorded);
    let cited = last(&world);
    let world = world.given("lena", "ana", &rate("Pace", "low", "So.", &[cited]));
    let world = world.given("dana", "ana", &approve()).at("2026-06-20");
    let mut world = world.given("lena", "ana", &deliver_appraisal(None)).at("2026-06-22");
    let after = world.tries("lena", "ana", day("2026-05-02"), &note("2B", "In May.")).expect("late, and marked");
    world.record(crate::domain::tests::who("lena"), after);
    let learned = last(&world);
    let world = world.at("2026-06-24").given("ana", "ana", &ask());
    let world = world.at("2026-06-26").given("lena", "ana", &correct(cited, "facts", "Late twice."));
    let ana = world.person("ana");
    let view = disputes(&Sight::of(&ana, &world.directory, day("2026-06-28"))).remove(0);
    let rows: Vec<_> = view
        .replay
        .rows
        .iter()
        .map(|row| (row.entry.seq, row.cited, row.by_day.iter().map(|it| it.knew).collect::<Vec<_>>(), row.today))
        .collect();
    assert_eq!(
        rows,
        [
            (cited, true, vec![Knew::Nothing, Knew::Otherwise, Knew::Otherwise], "corrected"),
            (learned, false, vec![Knew::Nothing, Knew::Nothing, Knew::Same], "stands"),
        ]
    );
    assert_eq!(view.replay.rows[0].happened, day("2025-11-18"));
    assert!(view.replay.rows[0].late_days > Some(200) && view.replay.rows[0].before == 3);
    // Of an entry, the day is the one it was recorded on.
    let world = World::staffed().at("2026-06-20").with_forum().given("lena", "ana", &note("2B", "Late."));
    let of = Subject::Entry(last(&world));
    let world = world.given("ana", "ana", &ask_of(of, Matter::Content));
    let ana = world.person("ana");
    let view = disputes(&Sight::of(&ana, &world.directory, day("2026-06-28"))).remove(0);
    assert_eq!((view.replay.days[0].what, view.replay.rows.len()), ("recorded", 1));
}
