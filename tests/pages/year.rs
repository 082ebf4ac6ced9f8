//! One appraisal year of the small agency, with one of everything that a page can show.

use crate::fixture::*;
use coachlog::domain::{
    Event, Side,
    commitment::{CommitmentFulfilled, CommitmentRevisited, Status},
    development::{DevelopmentActionCompleted, DevelopmentActionPlanned, DevelopmentPlanOpened},
    meeting::{
        EmployeeTopicsDeclined, Facet, MeetingAcknowledged, MeetingCancelled, MeetingRecordFinalised,
        MeetingRescheduled, ReflectionRecorded, Sign, Stance, TopicDiscussed,
    },
    preparation::{AgendaItemEnded, AgendaItemRaised, Outcome, PreparationSubmitted, PreparedItem},
    records::{EntryCorrected, EntryWithdrawn},
};

/// One appraisal year of it.
pub fn year() -> Log {
    let mut log = agency();
    ana(&mut log);
    for (n, (who, leader)) in
        [(TOM, RUTH), (BEN, TOM), (MARIA, TOM), (MARIA_TOO, LENA), (JOE, LENA)].into_iter().enumerate()
    {
        series(&mut log, who, leader, "FREQ=MONTHLY;BYDAY=1TU", "2025-07-01T13:30", 45);
        for (at, date) in [
            "2025-07-01",
            "2025-08-05",
            "2025-09-02",
            "2025-10-07",
            "2025-11-04",
            "2025-12-02",
            "2026-01-06",
            "2026-02-03",
            "2026-03-03",
            "2026-04-07",
            "2026-05-05",
            "2026-06-02",
        ]
        .iter()
        .enumerate()
        {
            if (at * 3 + n) % 7 != 5 {
                held(&mut log, who, leader, &format!("s1@{date}T13:30"), 45);
            }
        }
    }
    // A note of one Maria Garcia, recorded for the other.
    let text = "Mixed up two sample bottles; we agreed to label at the well.";
    let wrong = log.record(MARIA_TOO, LENA, "2026-02-03", note(None, "2B", text));
    log.record(MARIA_TOO, LENA, "2026-02-05", Event::EntryWithdrawn(EntryWithdrawn { target: wrong }));
    log
}

fn ana(log: &mut Log) {
    series(log, ANA, TOM, "FREQ=WEEKLY;INTERVAL=2;BYDAY=WE", "2025-07-02T09:00", 30);
    let mut at = day("2025-07-02");
    let said = [
        ("2B", "Turnaround of the canal samples is down from nine days to six."),
        ("2C", "The courier comes before the last run; Ana will ask two labs what a later pickup costs."),
        ("2E", "Wants to lead a sampling crew by spring; we looked at what the certificate asks for."),
        ("2B", "Two late reports in a row. Both waited for the same signature."),
    ];
    for n in 0..26_usize {
        let meeting = format!("s1@{at}T09:00");
        let on = at.to_string();
        let next = (at + chrono::Days::new(14)).to_string();
        at = at + chrono::Days::new(14);
        match n {
            5 => {
                let event =
                    MeetingCancelled { meeting: name(&meeting), by: Side::Leader, reason: "Flood response.".into() };
                log.record(ANA, TOM, &on, Event::MeetingCancelled(event));
                continue;
            }
            13 | 14 => continue,
            _ => {}
        }
        held(log, ANA, TOM, &meeting, 30);
        let (topic, text) = said[n % said.len()];
        log.record(ANA, TOM, &on, note(Some(&meeting), if n > 16 && topic == "2C" { "2B" } else { topic }, text));
        let commitment = format!("c{}", log_commitments(log) + 1);
        let owner = if n % 3 == 2 { TOM } else { ANA };
        log.record(
            ANA,
            TOM,
            &on,
            promise(&commitment, owner, &next, &format!("Step {} of the courier plan", n + 1), Some(&meeting)),
        );
        if n < 23 {
            let done = CommitmentFulfilled { commitment: name(&commitment), meeting: None, evidence: None };
            log.record(ANA, owner, if n % 4 == 3 { &on } else { &next }, Event::CommitmentFulfilled(done));
        }
        let declined = EmployeeTopicsDeclined { meeting: name(&meeting) };
        log.record(ANA, ANA, &on, Event::EmployeeTopicsDeclined(declined));
        if n != 25 {
            let done = MeetingRecordFinalised { meeting: name(&meeting) };
            log.record(ANA, TOM, &on, Event::MeetingRecordFinalised(done));
            let read = MeetingAcknowledged {
                meeting: name(&meeting),
                stance: if n == 3 { Stance::Disagree } else { Stance::Read },
                comment: (n == 3).then(|| "The reports waited for a signature, not for me.".into()),
            };
            log.record(ANA, ANA, &on, Event::MeetingAcknowledged(read));
        }
    }
    let moved = MeetingRescheduled {
        meeting: name("s1@2026-07-01T09:00"),
        to: start("2026-07-02T10:00"),
        by: Side::Leader,
        reason: "Budget hearing.".into(),
    };
    log.record(ANA, TOM, "2026-06-26", Event::MeetingRescheduled(moved));
    one_of_everything(log);
}

fn log_commitments(log: &Log) -> usize {
    log.people().iter().find(|person| person.id == id(ANA)).map_or(0, |person| person.commitments.len())
}

fn one_of_everything(log: &mut Log) {
    log.record(
        ANA,
        ANA,
        "2025-09-03",
        Event::DevelopmentPlanOpened(DevelopmentPlanOpened { plan: name("d1"), focus: "Lead a sampling crew".into() }),
    );
    for (action, text, due) in [
        ("a1", "Finish the water sampling certificate", "2026-01-31"),
        ("a2", "Shadow a crew lead for two weeks", "2026-05-29"),
    ] {
        let planned =
            DevelopmentActionPlanned { action: name(action), plan: name("d1"), text: text.into(), due: day(due) };
        log.record(ANA, ANA, "2025-09-03", Event::DevelopmentActionPlanned(planned));
    }
    log.record(
        ANA,
        ANA,
        "2026-01-20",
        Event::DevelopmentActionCompleted(DevelopmentActionCompleted {
            action: name("a1"),
            outcome: Some("Passed with 94 %.".into()),
        }),
    );
    // Recorded three weeks late, and later corrected.
    let late =
        log.record_late(ANA, TOM, "2025-11-05", "2025-11-26", note(None, "2B", "The third report was late by 5 days."));
    let new = serde_json::json!({"text": "The third report was late by 2 days."});
    let serde_json::Value::Object(new) = new else { unreachable!() };
    log.record(
        ANA,
        TOM,
        "2025-11-28",
        Event::EntryCorrected(EntryCorrected { target: late, new, reason: "The stamp says the 7th.".into() }),
    );
    let reflection = ReflectionRecorded {
        meeting: name("s1@2026-06-17T09:00"),
        side: Side::Employee,
        text: "I ask for help sooner now.".into(),
    };
    log.record(ANA, ANA, "2026-06-17", Event::ReflectionRecorded(reflection));
    let raised = AgendaItemRaised {
        item: name("i1"),
        meeting: name("s1@2026-06-03T09:00"),
        topic: "2F".into(),
        side: Side::Employee,
        text: "Can I swap the Friday shift?".into(),
    };
    log.record(ANA, ANA, "2026-06-01", Event::AgendaItemRaised(raised));
    let ended = AgendaItemEnded { item: name("i1"), meeting: name("s1@2026-06-03T09:00"), outcome: Outcome::Deferred };
    log.record(ANA, TOM, "2026-06-03", Event::AgendaItemEnded(ended));
    let prepared = PreparationSubmitted {
        meeting: name("s1@2026-07-01T09:00"),
        side: Side::Employee,
        items: vec![PreparedItem { item: name("i2"), topic: "2C".into(), text: "The pickup time, again".into() }],
        win: Some("No sample was re-drawn in June".into()),
        growth: Some("Say no earlier".into()),
    };
    log.record(ANA, ANA, "2026-06-29", Event::PreparationSubmitted(prepared));
    log.record(
        ANA,
        TOM,
        "2026-06-17",
        note(Some("s1@2026-06-17T09:00"), "2D", "The crew is tired of covering for the empty post."),
    );
    let slipped = CommitmentRevisited {
        commitment: name("c23"),
        meeting: Some(name("s1@2026-06-17T09:00")),
        status: Status::NotReached,
        note: Some("The second lab has not answered.".into()),
    };
    log.record(ANA, TOM, "2026-06-17", Event::CommitmentRevisited(slipped));
    let success = TopicDiscussed {
        meeting: None,
        topic: "2B".into(),
        facet: Some(Facet::Result),
        sign: Some(Sign::Success),
        text: "Thanked by the county for the flood samples.".into(),
    };
    log.record(ANA, TOM, "2026-05-20", Event::TopicDiscussed(success));
}
