//! One person in small: what pages about several people are made of. Dates, counts, names and entries; never a word
//! that anybody typed into a record.
//!
//! A desk, a roll-up and the front page are folds over summaries. So an entry about somebody changes a page about
//! several people only where it changes this.

use super::{
    check::short_by_rule,
    commitments::{Counts, Standing, commitments},
    coverage::{TopicState, TopicView, coverage},
    cycle::Cycle,
    desk::{DeskLine, DeskMeeting, ReportRow},
    development::development,
    entry::EntryRef,
    improvement::{Improving, improving},
    meetings::{held_in, zone_letters},
    prepared::Prepared,
    progress::{Progress, progress},
    reach::{MessageMark, marks},
    retention::{Due, due},
    sight::{Named, Sight},
    tick::{Tick, ticks},
    words::{count, day, month_of},
    year::{Verdict, month},
};
use crate::{
    domain::{Class, Event, Recorded, Side, meeting::Meeting},
    id::Id,
};
use chrono::{Datelike, Days, NaiveDate};
use serde::Serialize;
use std::collections::BTreeSet;

/// One person in small, on a day.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Summary {
    /// Who.
    pub person: Named,
    /// Who leads them on the day.
    pub leader: Option<Named>,
    /// On whose desk they are: the leader, or in a vacancy who led the leader that left; nobody's once they left.
    pub above: Option<Id>,
    /// The tier of their position.
    pub tier: Option<String>,
    /// Their row on the leader's desk.
    pub row: ReportRow,
    /// Their meetings of the week that holds the day, without the cancelled ones.
    pub this_week: Vec<DeskMeeting>,
    /// What is overdue with them.
    pub overdue: Vec<DeskLine>,
    /// How the promises of the employee came out, then those of the leaders to them (2A.R).
    pub follow_through: Vec<Counts>,
    /// The first day of which anything is on record, where no development plan is (2E.K1).
    pub plan_missing_since: Option<NaiveDate>,
    /// Since when the development plan is idle (2E.K2).
    pub plan_idle_since: Option<NaiveDate>,
    /// The critical messages to them, without their words.
    pub messages: Vec<MessageMark>,
    /// What became of each 1:1 of the cycle, with those of the next four weeks.
    pub ticks: Vec<Tick>,
    /// How each of the twelve months of the cycle is judged.
    pub verdicts: Vec<Verdict>,
    /// How often each topic came up, and where it stands.
    pub topics: Vec<TopicTally>,
    /// How goals, obstacles, recognition and concerns stand (2B, 1.R2).
    pub progress: Progress,
    /// The cycle that is counted.
    pub cycle: Cycle,
    /// How problems and ideas stand (2C, 2D.R).
    pub improving: Improving,
    /// Meetings held in each of the twelve months of the cycle.
    pub held: Vec<u32>,
    /// The last entry of performance plans, appraisals and improvement plans that the employee may read: so a page of them.
    pub appraised: Option<EntryRef>,
    /// Whether an appraisal was ever in the making: so a page for who makes it.
    pub in_the_making: bool,
    /// What of their record is past the period of its series.
    pub due: Vec<Due>,
    /// The entries of their record that an order of destruction names which waits.
    pub ordered: Vec<u64>,
    /// The agency they belonged to at the beginning of each of these months; nothing for the first one.
    pub agencies: Vec<Option<Id>>,
    /// The one they belong to on the day.
    pub agency: Option<Id>,
    /// The last entry about them that their leader may read.
    pub last: Option<EntryRef>,
    /// The last entry about them that can have changed a tick.
    pub last_ticked: Option<EntryRef>,
    /// The last entry about them that the agency's counts rest on: of the roster, of a meeting or of a promise. As
    /// everyone employed reads the pages it stands on, it does not say whether it is contested; nor does the next.
    pub last_counted: Option<EntryRef>,
    /// The last entry of the roster about them.
    pub last_of_roster: Option<EntryRef>,
    /// Whether there is somebody to meet, or was when something between the two was recorded: so a page for the two.
    pub meets: bool,
    /// The cycles before the current one in which something happened, the last first.
    pub earlier: Vec<Cycle>,
    /// Of these, those in which something between the two who meet happened.
    pub earlier_notes: Vec<Cycle>,
}

/// How often a topic came up with one person.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct TopicTally {
    /// Its number.
    pub id: String,
    /// What people call it.
    pub label: String,
    /// How often in each of the twelve months of the cycle.
    pub counts: Vec<usize>,
    /// Where it stands.
    pub state: TopicState,
}

impl TopicTally {
    fn of(view: &TopicView) -> Self {
        Self { id: view.id.clone(), label: view.label.clone(), counts: view.counts.clone(), state: view.state }
    }
}

/// A person in small.
pub fn summary(sight: &Sight<'_>) -> Summary {
    let entries = &sight.person.entries;
    let last = |counts: fn(&Recorded) -> bool| {
        entries.iter().rfind(|entry| counts(entry)).map(|entry| EntryRef::of(entry, sight.as_of))
    };
    let week = week_of(sight.as_of);
    let meetings = sight.person.meetings_between(week.0, week.1);
    let development = development(sight);
    let agency = |first| sight.directory.added_agency_of(sight.person.id, first);
    let position = sight.directory.people.get(&sight.person.id).and_then(|it| it.position.as_ref());
    Summary {
        person: sight.named(),
        leader: sight.leader(),
        above: sight.directory.above_on(sight.person.id, sight.as_of),
        tier: position.map(|it| it.tier.clone()),
        ticks: ticks(sight, sight.cycle()),
        verdicts: sight.cycle().months().into_iter().map(|first| month(sight, first).verdict).collect(),
        topics: coverage(sight, sight.cycle()).topics.iter().map(TopicTally::of).collect(),
        row: row(sight),
        this_week: meetings.iter().filter(|it| it.fell_out().is_none()).map(|it| on_desk(sight, it)).collect(),
        overdue: overdue_of(sight),
        follow_through: commitments(sight).lines.iter().map(|line| line.counts).collect(),
        plan_missing_since: development.missing_since,
        plan_idle_since: development.plans.first().map(|plan| plan.idle_since),
        messages: marks(sight),
        progress: progress(sight),
        cycle: sight.cycle(),
        improving: improving(sight),
        held: held_in(sight, &sight.cycle().months()),
        appraised: last(of_appraisal),
        in_the_making: entries.iter().any(|entry| entry.class == Class::Review),
        due: due(sight),
        ordered: entries.iter().map(|it| it.seq).filter(|seq| sight.directory.keeping.is_ordered(*seq)).collect(),
        agencies: sight.cycle().months().into_iter().map(agency).collect(),
        agency: agency(sight.as_of),
        last: last(|entry| entry.class <= Class::Pair),
        last_ticked: last(of_ticks),
        last_counted: last(|it| it.class <= Class::Person && (of_roster(it) || of_ticks(it) || of_promises(it)))
            .map(EntryRef::unmarked),
        last_of_roster: last(of_roster).map(EntryRef::unmarked),
        meets: sight.leader().is_some() || entries.iter().any(|entry| entry.class == Class::Pair),
        earlier: earlier(sight, |class| class <= Class::Pair),
        earlier_notes: earlier(sight, |class| class == Class::Pair),
    }
}

/// The week that holds a day, Monday to Sunday.
pub(super) fn week_of(day: NaiveDate) -> (NaiveDate, NaiveDate) {
    let monday = day - Days::new(u64::from(day.weekday().num_days_from_monday()));
    (monday, monday + Days::new(6))
}

fn of_roster(entry: &Recorded) -> bool {
    entry.event.is_of_the_roster()
}

fn of_appraisal(entry: &Recorded) -> bool {
    // A paper is kept with what it is about, and stands there.
    let elsewhere = matches!(&entry.event, Event::PaperTranscribed(it) if !it.of.is_of_an_appraisal());
    !elsewhere && entry.class == Class::Person && entry.event.retention() == crate::domain::Retention::Appraisal
}

fn of_promises(entry: &Recorded) -> bool {
    matches!(
        entry.event,
        Event::CommitmentMade(_)
            | Event::CommitmentFulfilled(_)
            | Event::CommitmentRenegotiated(_)
            | Event::CommitmentReleased(_)
    )
}

fn of_ticks(entry: &Recorded) -> bool {
    // What is corrected or withdrawn between the two is not for the chain to know.
    if matches!(entry.event, Event::EntryCorrected(_) | Event::EntryWithdrawn(_)) {
        return entry.class <= Class::Person;
    }
    matches!(
        entry.event,
        Event::CoachingSeriesStarted(_)
            | Event::SeriesEnded(_)
            | Event::CadenceChanged(_)
            | Event::LeaveStarted(_)
            | Event::LeaveEnded(_)
            | Event::EmployeeSeparated(_)
            | Event::MeetingScheduled(_)
            | Event::MeetingRescheduled(_)
            | Event::MeetingCancelled(_)
            | Event::NoShowRecorded(_)
            | Event::MeetingHeld(_)
            | Event::PreparationSubmitted(_)
            | Event::MeetingRecordFinalised(_)
    )
}

/// The cycles before the current one in which something of such a class happened, the last first.
fn earlier(sight: &Sight<'_>, counts: impl Fn(Class) -> bool) -> Vec<Cycle> {
    let current = sight.cycle();
    let entries = sight.person.entries.iter().filter(|entry| counts(entry.class));
    let cycles: BTreeSet<_> = entries.map(|entry| Cycle::containing(entry.occurred_on)).collect();
    cycles.into_iter().rev().filter(|cycle| *cycle < current).collect()
}

fn on_desk(sight: &Sight<'_>, meeting: &Meeting) -> DeskMeeting {
    DeskMeeting {
        person: sight.named(),
        start: meeting.starts(),
        zone: zone_letters(sight, meeting.starts()),
        prepared: Prepared::in_number(sight, meeting),
        held: meeting.held.is_some(),
    }
}

fn row(sight: &Sight<'_>) -> ReportRow {
    let commitments = commitments(sight);
    let open = |side| commitments.open.iter().filter(|it| it.side == side).count();
    let employee = sight.directory.people.get(&sight.person.id);
    let short = short_by_rule(sight);
    ReportRow {
        person: sight.named(),
        position: employee.and_then(|it| it.position.as_ref()).map(|it| it.position.clone()),
        next: sight.next_meeting().as_ref().map(|meeting| on_desk(sight, meeting)),
        last_held: sight.person.last_held().map(|meeting| meeting.date()),
        not_finalised: sight.person.unfinished_meeting().map(|meeting| meeting.date()),
        employee_open: open(Side::Employee),
        leader_open: open(Side::Leader),
        overdue: commitments.open.iter().filter(|it| it.standing == Standing::Overdue).count(),
        month: month(sight, month_of(sight.as_of)),
        findings: short.iter().map(|short| short.count).sum(),
        short,
    }
}

/// What is overdue with one report: passed meetings without a record, records not finalised, commitments past due.
fn overdue_of(sight: &Sight<'_>) -> Vec<DeskLine> {
    let mut lines = Vec::new();
    let mut add = |what: String, since: Option<NaiveDate>| {
        lines.extend(since.map(|since| DeskLine { person: sight.named(), what, since }));
    };
    let yesterday = sight.as_of.pred_opt().unwrap_or(sight.as_of);
    let past = sight.person.meetings_between(sight.cycle().from, yesterday);
    let silent: Vec<_> = past.iter().filter(|meeting| meeting.is_to_come()).map(|meeting| meeting.date()).collect();
    let unfinished: Vec<_> =
        past.iter().filter(|meeting| meeting.is_unfinished()).map(|meeting| meeting.date()).collect();
    for (days, what) in
        [(silent, "neither held nor cancelled on record"), (unfinished, "held, the record not finalised")]
    {
        if let Some(first) = days.first() {
            let which = if days.len() == 1 { String::new() } else { format!(" and {} since", days.len() - 1) };
            add(format!("1:1 of {}{which}: {what}", day(*first)), first.succ_opt());
        }
    }
    for side in Side::ALL {
        let late: Vec<_> = commitments(sight)
            .open
            .into_iter()
            .filter(|it| it.side == *side)
            .filter_map(|it| it.overdue_since)
            .collect();
        if let Some(since) = late.iter().min() {
            add(format!("{} of the {side} past due", count(late.len(), "commitment")), Some(*since));
        }
    }
    let improving = improving(sight);
    let checks = count(improving.unchecked, "countermeasure");
    add(format!("{checks} past the day of the check"), improving.unchecked_since);
    lines
}
