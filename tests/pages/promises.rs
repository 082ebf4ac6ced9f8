//! The fear: a line of follow-through that looks better than what was kept, because a promise was quietly given another
//! day or let go (2A.R).

use crate::fixture::*;
use coachlog::{
    domain::{
        Event, Side,
        commitment::{CommitmentFulfilled, CommitmentRevisited, Status},
        development::{CareerInterestStated, DevelopmentActionPlanned, DevelopmentPlanOpened, DevelopmentPlanReviewed},
        renegotiate::{CommitmentReleased, CommitmentRenegotiated},
    },
    views::{Sight, agenda::agenda, commitments::commitments, development::development, summary::summary},
};

fn another_day(commitment: &str, due: &str) -> Event {
    let (commitment, due, reason) = (name(commitment), day(due), format!("Why {due}."));
    Event::CommitmentRenegotiated(CommitmentRenegotiated { commitment, due, reason, meeting: None })
}

fn released(commitment: &str) -> Event {
    let (commitment, reason) = (name(commitment), "The lab does it now.".into());
    Event::CommitmentReleased(CommitmentReleased { commitment, reason, meeting: None })
}

fn kept(commitment: &str) -> Event {
    let (commitment, evidence) = (name(commitment), Some("The list hangs at the door.".into()));
    Event::CommitmentFulfilled(CommitmentFulfilled { commitment, meeting: None, evidence })
}

/// Seven promises of Ana's, one of each end, and one of Tom's that was let go.
fn promises() -> Log {
    let mut log = agency();
    for (commitment, due) in
        [("c1", "05"), ("c2", "05"), ("c3", "05"), ("c4", "05"), ("c5", "20"), ("c6", "05"), ("c8", "20")]
    {
        let text = format!("Promise {commitment}.");
        log.record(ANA, ANA, "2025-07-01", promise(commitment, ANA, &format!("2025-07-{due}"), &text, None));
    }
    log.record(ANA, TOM, "2025-07-01", promise("c7", TOM, "2025-07-05", "Promise c7.", None));
    log.record(ANA, ANA, "2025-07-05", kept("c1"));
    log.record(ANA, ANA, "2025-07-03", another_day("c2", "2025-07-09"));
    log.record(ANA, ANA, "2025-07-09", another_day("c2", "2025-07-12"));
    log.record(ANA, ANA, "2025-07-12", kept("c2"));
    log.record(ANA, ANA, "2025-07-06", kept("c3"));
    log.record(ANA, TOM, "2025-07-06", released("c4"));
    log.record(ANA, ANA, "2025-07-04", another_day("c6", "2025-07-08"));
    // Agreed for an earlier day and kept between the two: late against what was last agreed.
    log.record(ANA, ANA, "2025-07-04", another_day("c8", "2025-07-06"));
    log.record(ANA, ANA, "2025-07-10", kept("c8"));
    log.record(ANA, ANA, "2025-07-06", released("c7"));
    log
}

#[test]
fn rule_2a_r_follow_through_counts_every_promise_once_and_hides_none() {
    let log = promises();
    let people = log.people();
    let ana = people.iter().find(|person| person.id == id(ANA)).expect("hired");
    let view = commitments(&Sight::of(ana, &log.directory, day("2025-07-15")));
    let [employee, leader] = &view.lines[..] else { panic!("two lines") };
    let counts = |line: &coachlog::views::commitments::FollowThrough| {
        let line = line.counts;
        [line.kept, line.kept_renegotiated, line.kept_late, line.released, line.open, line.overdue]
    };
    assert_eq!((employee.side, employee.counts.made, counts(employee)), (Side::Employee, 7, [1, 1, 2, 1, 1, 1]));
    assert_eq!((leader.side, leader.counts.made, counts(leader)), (Side::Leader, 1, [0, 0, 0, 1, 0, 0]));
    assert_eq!((employee.counts.renegotiated, leader.counts.renegotiated), (3, 0), "c2, c6 and c8");
    for line in &view.lines {
        assert_eq!(counts(line).iter().sum::<usize>(), line.counts.made);
    }
    let small = summary(&Sight::of(ana, &log.directory, day("2025-07-15")));
    assert_eq!(small.follow_through, [employee.counts, leader.counts], "the pages about several people rest on this");
    assert_eq!(
        employee.sentence,
        "7 commitments: 1 kept in time, 1 kept by a later day that was agreed, 2 kept late, 1 released, 1 open and 1 \
         overdue, the longest since 9 July 2025"
    );
}

#[test]
fn rule_2a_r_every_day_a_promise_was_due_stays_visible() {
    let mut log = promises();
    let slip = CommitmentRevisited {
        commitment: name("c6"),
        meeting: None,
        status: Status::NotReached,
        note: Some("No key.".into()),
    };
    log.record(ANA, TOM, "2025-07-09", Event::CommitmentRevisited(slip));
    let people = log.people();
    let ana = people.iter().find(|person| person.id == id(ANA)).expect("hired");
    let sight = Sight::of(ana, &log.directory, day("2025-07-15"));
    let view = commitments(&sight);
    let c2 = view.ended.iter().find(|it| it.id == "c2").expect("it was kept");
    assert_eq!((&c2.earlier_dues[..], c2.due), (&[day("2025-07-05"), day("2025-07-09")][..], day("2025-07-12")));
    assert_eq!(c2.answers[0].found, "due 9 July 2025 instead of 5 July 2025");
    assert_eq!(c2.ended_by.as_ref().and_then(|by| by.text.as_deref()), Some("The list hangs at the door."));
    let agenda = agenda(&sight);
    let c6 = agenda.parts[1].lines.iter().find(|line| line.name == "c6").expect("it is open");
    assert_eq!(
        c6.why,
        "Ana Ruiz: open since 1 July 2025, due 8 July 2025, overdue since 9 July 2025; first due 5 July 2025; not \
         reached on 9 July 2025"
    );
}

#[test]
fn rule_2a_r_both_lines_stand_on_the_employees_page_with_their_numbers() {
    let files = crate::leaks::published(&promises(), "2025-07-15");
    let page = &files[&format!("e/33/{}/person/index.html", id(ANA))];
    for part in ["class=\"other-day\"", "class=\"released\"", "<del>5 July 2025</del>, then <del>9 July 2025</del>"] {
        assert!(page.contains(part), "{part}");
    }
    assert!(page.contains("Tom Begay (leader)</th><td class=\"num\">1</td>"), "the leader's line stands there too");
}

#[test]
fn rule_2e_k1_a_plan_that_is_missing_says_since_when() {
    let mut log = agency();
    let view = |log: &Log| {
        let people = log.people();
        let ana = people.iter().find(|person| person.id == id(ANA)).expect("hired");
        development(&Sight::of(ana, &log.directory, day("2025-07-15")))
    };
    assert_eq!(view(&log).missing_since, Some(day("2025-07-01")));
    let opened = DevelopmentPlanOpened { plan: name("d1"), focus: "Lead an audit.".into() };
    log.record(ANA, ANA, "2025-07-02", Event::DevelopmentPlanOpened(opened));
    assert_eq!(view(&log).missing_since, None);
}

#[test]
fn rule_2e_k2_a_plan_is_idle_since_it_last_moved_or_was_reviewed() {
    let mut log = agency();
    let opened = DevelopmentPlanOpened { plan: name("d1"), focus: "Lead an audit.".into() };
    log.record(ANA, ANA, "2025-07-02", Event::DevelopmentPlanOpened(opened));
    let action = DevelopmentActionPlanned {
        action: name("a1"),
        plan: name("d1"),
        text: "Shadow one.".into(),
        due: day("2025-08-01"),
    };
    log.record(ANA, TOM, "2025-07-04", Event::DevelopmentActionPlanned(action));
    let review = DevelopmentPlanReviewed { plan: name("d1"), meeting: None, text: "The audit is in August.".into() };
    log.record(ANA, TOM, "2025-07-10", Event::DevelopmentPlanReviewed(review));
    let interest = CareerInterestStated { text: "To lead the laboratory.".into() };
    log.record(ANA, ANA, "2025-07-14", Event::CareerInterestStated(interest));
    let people = log.people();
    let ana = people.iter().find(|person| person.id == id(ANA)).expect("hired");
    let view = development(&Sight::of(ana, &log.directory, day("2025-07-15")));
    let plan = &view.plans[0];
    assert_eq!((plan.moved, plan.idle_since, plan.idle_days), (day("2025-07-04"), day("2025-07-10"), 5));
    let page = &crate::leaks::published(&log, "2025-07-15")[&format!("e/33/{}/person/index.html", id(ANA))];
    for text in ["The audit is in August.", "To lead the laboratory.", "last reviewed on 10 July 2025"] {
        assert!(page.contains(text), "{text}");
    }
}
