//! Meetings: every 1:1 of a cycle, each with its four-part strip: scheduled, prepared, held, documented (N.pdca).

use super::{
    cause::cause_of,
    cycle::Cycle,
    entry::EntryRef,
    prepared::{Prepared, SidePrepared, prepared_by},
    record::{RecordView, record},
    sight::Sight,
    words,
};
use crate::{
    domain::{Class, Side, meeting::Meeting},
    id::Id,
};
use chrono::{NaiveDate, NaiveDateTime};
use serde::Serialize;

/// How far a part of the strip is done.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum PartState {
    /// Done.
    Done,
    /// Done by one side, or not finished.
    PartDone,
    /// Not done.
    Open,
}

/// One part of the strip.
#[derive(Clone, Debug, Serialize)]
pub struct Part {
    /// Scheduled, prepared, held or documented.
    pub name: &'static str,
    /// How far.
    pub state: PartState,
    /// In words, with dates.
    pub text: String,
    /// The entry behind it.
    pub entry: Option<EntryRef>,
}

/// Where a meeting stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum MeetingState {
    /// It took place.
    Held,
    /// It was cancelled, by whom and why on record.
    Cancelled,
    /// Its day has passed, and nothing says that it took place or was cancelled.
    NotRecorded,
    /// Somebody did not come, who and by whose word on record.
    Missed,
    /// It is to come.
    ToCome,
}

/// One meeting.
#[derive(Clone, Debug, Serialize)]
pub struct MeetingView {
    /// Its name, `s1@2025-07-02T09:00`.
    pub id: String,
    /// When it begins as things stand, local time of the office.
    pub start: NaiveDateTime,
    /// The office's zone, by its letters on that day: `MST`.
    pub zone: String,
    /// Where it stands.
    pub state: MeetingState,
    /// Minutes held, else planned.
    pub minutes: u32,
    /// How they met, or are to meet where that is planned.
    pub mode: Option<String>,
    /// Who facilitated, once held (3.R).
    pub facilitator: Option<String>,
    /// Every time it was scheduled outside the series, moved, missed or cancelled: who, when, why.
    pub changes: Vec<MeetingChange>,
    /// The four parts.
    pub strip: Vec<Part>,
    /// How each side stands with its written preparation, the employee first (2.K2): for the two alone.
    pub prepared: Vec<SidePrepared>,
    /// What came of it, as far as the chain of leaders reads it, once held.
    pub record: Option<RecordView>,
    /// The same in numbers.
    pub came_to: Option<String>,
    /// The entry that says where it stands.
    pub entry: Option<EntryRef>,
}

/// A change of the plan: scheduled outside the series, moved, missed or cancelled.
#[derive(Clone, Debug, Serialize)]
pub struct MeetingChange {
    /// In words: `moved by the leader (Lena Fox) from 2 July 2025 to 3 July 2025`.
    pub what: String,
    /// Why, where that was said.
    pub reason: Option<String>,
    /// The entry.
    pub entry: Option<EntryRef>,
}

/// The meetings of a cycle up to the day, the last first, for readers of a class.
pub fn meetings(sight: &Sight<'_>, cycle: Cycle, class: Class) -> Vec<MeetingView> {
    let to = cycle.to.min(sight.as_of);
    let mut views: Vec<_> = sight
        .person
        .meetings_between(cycle.from, to)
        .iter()
        .map(|meeting| meeting_view(sight, meeting, class))
        .collect();
    views.reverse();
    views
}

/// One meeting as readers of a class see it.
pub fn meeting_view(sight: &Sight<'_>, meeting: &Meeting, class: Class) -> MeetingView {
    let held = meeting.held.as_ref();
    let state = match (held, &meeting.cancelled) {
        (Some(_), _) => MeetingState::Held,
        (None, Some(_)) => MeetingState::Cancelled,
        (None, None) if meeting.missed().is_some() => MeetingState::Missed,
        (None, None) if meeting.date() < sight.as_of => MeetingState::NotRecorded,
        (None, None) => MeetingState::ToCome,
    };
    let missed = meeting.missed().map(|it| it.seq);
    let fell_out = meeting.cancelled.as_ref().map(|it| it.seq).or(missed);
    let seq = held.map(|held| held.seq).or(fell_out).or(meeting.scheduled.as_ref().map(|it| it.seq));
    let planned = meeting.scheduled.as_ref().and_then(|it| it.what.mode);
    let record = record(sight, meeting, Class::Person).filter(|record| !record.is_empty());
    MeetingView {
        id: meeting.id.to_string(),
        start: meeting.starts(),
        zone: zone_letters(sight, meeting.starts()),
        state,
        minutes: held.map_or_else(|| sight.person.planned_minutes(meeting.id), |held| held.what.minutes),
        mode: held.map(|held| held.what.mode).or(planned).map(|mode| mode.to_string()),
        facilitator: held.map(|held| sight.directory.name(held.what.facilitator)),
        changes: changes(sight, meeting),
        strip: strip(sight, meeting, class),
        prepared: if class == Class::Pair { both_sides(sight, meeting) } else { Vec::new() },
        came_to: record.as_ref().map(RecordView::in_numbers),
        record,
        entry: seq.and_then(|seq| sight.entry(seq)),
    }
}

/// The letters of the office's zone at a local time, so that a meeting across a daylight-saving change says so.
pub fn zone_letters(sight: &Sight<'_>, at: NaiveDateTime) -> String {
    let zone = sight.zone();
    at.and_local_timezone(zone).earliest().map_or_else(|| zone.to_string(), |at| at.format("%Z").to_string())
}

fn changes(sight: &Sight<'_>, meeting: &Meeting) -> Vec<MeetingChange> {
    let by = |side: Side, who: Id| format!("the {side} ({})", sight.directory.name(who));
    let mut from = meeting.id.start;
    let mut changes: Vec<(u64, String, Option<&String>)> = Vec::new();
    if let Some(it) = &meeting.scheduled {
        let what =
            format!("scheduled outside the series by {}", by(sight.directory.side(it.by, sight.person.id), it.by));
        changes.push((it.seq, what, it.what.reason.as_ref()));
    }
    for moved in &meeting.moves {
        let (old, new) = (words::start(from), words::start(moved.what.to));
        let what = format!("moved by {} from {old} to {new}", by(moved.what.by, moved.by));
        changes.push((moved.seq, what, Some(&moved.what.reason)));
        from = moved.what.to;
    }
    for missed in &meeting.no_shows {
        let side = sight.directory.side(missed.by, sight.person.id);
        let what = format!(
            "the {} did not come on {}, recorded by {}",
            missed.what.who,
            words::day(missed.on),
            by(side, missed.by)
        );
        changes.push((missed.seq, what, missed.what.note.as_ref()));
    }
    if let Some(it) = &meeting.cancelled {
        let what = format!("cancelled by {} on {}", by(it.what.by, it.by), words::day(it.on));
        changes.push((it.seq, what, Some(&it.what.reason)));
    }
    changes.sort_by_key(|(seq, ..)| *seq);
    let change = |(seq, what, reason): (u64, String, Option<&String>)| MeetingChange {
        what,
        reason: reason.cloned(),
        entry: sight.entry(seq),
    };
    changes.into_iter().map(change).collect()
}

/// The four parts of a meeting, Plan-Do-Check-Act.
pub fn strip(sight: &Sight<'_>, meeting: &Meeting, class: Class) -> Vec<Part> {
    vec![scheduled(sight, meeting), prepared(sight, meeting, class), held(sight, meeting), documented(sight, meeting)]
}

fn part(name: &'static str, state: PartState, text: String, entry: Option<EntryRef>) -> Part {
    Part { name, state, text, entry }
}

fn scheduled(sight: &Sight<'_>, meeting: &Meeting) -> Part {
    let planned = meeting.moves.last().map_or(meeting.id.start, |moved| moved.what.to);
    let series = sight.person.series(meeting.id.series).map(|series| series.seq);
    let seq = meeting.moves.last().map(|moved| moved.seq).or(series);
    let once = meeting.scheduled.as_ref().map(|it| it.seq);
    let outside = if once.is_some() { ", outside the series" } else { "" };
    let seq = seq.or(once);
    part(
        "Scheduled",
        PartState::Done,
        format!("{}{outside}", words::start(planned)),
        seq.and_then(|seq| sight.entry(seq)),
    )
}

fn prepared(sight: &Sight<'_>, meeting: &Meeting, class: Class) -> Part {
    let prepared = match class {
        Class::Pair => Prepared::by_side(&both_sides(sight, meeting)),
        _ => Prepared::in_number(sight, meeting),
    };
    let last = meeting.preparations.last().and_then(|it| sight.entry(it.seq));
    part("Prepared", prepared.state, prepared.text, last)
}

fn both_sides(sight: &Sight<'_>, meeting: &Meeting) -> Vec<SidePrepared> {
    Side::ALL.iter().map(|side| prepared_by(sight, meeting, *side)).collect()
}

fn held(sight: &Sight<'_>, meeting: &Meeting) -> Part {
    if let Some(it) = &meeting.held {
        let text = format!("{}, {} minutes", words::day(it.what.start.date()), it.what.minutes);
        return part("Held", PartState::Done, text, sight.entry(it.seq));
    }
    match cause_of(sight, meeting) {
        Some(it) => part("Held", PartState::Open, it.words, it.entry),
        None => part("Held", PartState::Open, "not yet on record".to_owned(), None),
    }
}

fn documented(sight: &Sight<'_>, meeting: &Meeting) -> Part {
    let Some(finalised) = &meeting.finalised else {
        let (state, text) = match meeting.held {
            Some(_) => (PartState::PartDone, "record not finalised"),
            None => (PartState::Open, "no record yet"),
        };
        return part("Documented", state, text.to_owned(), None);
    };
    let answer = meeting.acknowledged.as_ref().map_or_else(
        || "not yet acknowledged".to_owned(),
        |it| format!("{} by the employee {}", words::stance(it.what.stance), words::day(it.on)),
    );
    let text = format!("finalised {}; {answer}", words::day(finalised.on));
    part("Documented", PartState::Done, text, sight.entry(finalised.seq))
}

/// How many meetings were held in each of these months, by the day they took place.
pub fn held_in(sight: &Sight<'_>, months: &[NaiveDate]) -> Vec<u32> {
    let mut counts = vec![0; months.len()];
    let days = sight.person.meetings.values().filter_map(|meeting| Some(meeting.held.as_ref()?.what.start.date()));
    for day in days.filter(|day| *day <= sight.as_of) {
        if let Some(at) = months.iter().position(|month| *month == words::month_of(day)) {
            counts[at] += 1;
        }
    }
    counts
}
