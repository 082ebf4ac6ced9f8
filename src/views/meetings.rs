//! Meetings: every 1:1 of a cycle, each with its four-part strip: scheduled, prepared, held, documented (N.pdca).

use super::{cycle::Cycle, entry::EntryRef, sight::Sight, words};
use crate::domain::{Side, meeting::Meeting};
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
    /// How they met, once held.
    pub mode: Option<String>,
    /// Who facilitated, once held (3.R).
    pub facilitator: Option<String>,
    /// Every time it was moved or cancelled: who, when, why.
    pub changes: Vec<MeetingChange>,
    /// The four parts.
    pub strip: Vec<Part>,
    /// The entry that says where it stands.
    pub entry: Option<EntryRef>,
}

/// A move or a cancellation.
#[derive(Clone, Debug, Serialize)]
pub struct MeetingChange {
    /// In words: `moved by the leader from 2 July 2025 to 3 July 2025`.
    pub what: String,
    /// Why.
    pub reason: String,
    /// The entry.
    pub entry: Option<EntryRef>,
}

/// The meetings of a cycle up to the day, the last first.
pub fn meetings(sight: &Sight<'_>, cycle: Cycle) -> Vec<MeetingView> {
    let to = cycle.to.min(sight.as_of);
    let mut views: Vec<_> =
        sight.person.meetings_between(cycle.from, to).iter().map(|meeting| meeting_view(sight, meeting)).collect();
    views.reverse();
    views
}

/// One meeting as a reader sees it.
pub fn meeting_view(sight: &Sight<'_>, meeting: &Meeting) -> MeetingView {
    let held = meeting.held.as_ref();
    let state = match (held, &meeting.cancelled) {
        (Some(_), _) => MeetingState::Held,
        (None, Some(_)) => MeetingState::Cancelled,
        (None, None) if meeting.date() < sight.as_of => MeetingState::NotRecorded,
        (None, None) => MeetingState::ToCome,
    };
    let seq = held.map(|held| held.seq).or(meeting.cancelled.as_ref().map(|it| it.seq));
    MeetingView {
        id: meeting.id.to_string(),
        start: meeting.starts(),
        zone: zone_letters(sight, meeting.starts()),
        state,
        minutes: held.map_or_else(|| sight.person.planned_minutes(meeting.id), |held| held.what.minutes),
        mode: held.map(|held| held.what.mode.to_string()),
        facilitator: held.map(|held| sight.directory.name(held.what.facilitator)),
        changes: changes(sight, meeting),
        strip: strip(sight, meeting),
        entry: seq.and_then(|seq| sight.entry(seq)),
    }
}

/// The letters of the office's zone at a local time, so that a meeting across a daylight-saving change says so.
pub fn zone_letters(sight: &Sight<'_>, at: NaiveDateTime) -> String {
    let zone = sight.zone();
    at.and_local_timezone(zone).earliest().map_or_else(|| zone.to_string(), |at| at.format("%Z").to_string())
}

fn changes(sight: &Sight<'_>, meeting: &Meeting) -> Vec<MeetingChange> {
    let mut from = meeting.id.start;
    let mut changes = Vec::new();
    for moved in &meeting.moves {
        let (old, new) = (words::start(from), words::start(moved.what.to));
        let what = format!("moved by the {} from {old} to {new}", moved.what.by);
        changes.push(MeetingChange { what, reason: moved.what.reason.clone(), entry: sight.entry(moved.seq) });
        from = moved.what.to;
    }
    if let Some(cancelled) = &meeting.cancelled {
        let what = format!("cancelled by the {} on {}", cancelled.what.by, words::day(cancelled.on));
        changes.push(MeetingChange { what, reason: cancelled.what.reason.clone(), entry: sight.entry(cancelled.seq) });
    }
    changes
}

/// The four parts of a meeting, Plan-Do-Check-Act.
pub fn strip(sight: &Sight<'_>, meeting: &Meeting) -> Vec<Part> {
    vec![scheduled(sight, meeting), prepared(sight, meeting), held(sight, meeting), documented(sight, meeting)]
}

fn part(name: &'static str, state: PartState, text: String, entry: Option<EntryRef>) -> Part {
    Part { name, state, text, entry }
}

fn scheduled(sight: &Sight<'_>, meeting: &Meeting) -> Part {
    let planned = meeting.moves.last().map_or(meeting.id.start, |moved| moved.what.to);
    let series = sight.person.series(meeting.id.series).map(|series| series.seq);
    let seq = meeting.moves.last().map(|moved| moved.seq).or(series);
    part("Scheduled", PartState::Done, words::start(planned), seq.and_then(|seq| sight.entry(seq)))
}

fn prepared(sight: &Sight<'_>, meeting: &Meeting) -> Part {
    let of = |side: Side| meeting.preparations.iter().find(|it| it.side == side);
    let day = |it: &crate::domain::preparation::Preparation| words::day(it.on);
    let (state, text) = match (of(Side::Employee), of(Side::Leader)) {
        (Some(e), Some(l)) => (PartState::Done, format!("employee {}, leader {}", day(e), day(l))),
        (Some(e), None) => (PartState::PartDone, format!("employee {}; leader not in writing", day(e))),
        (None, Some(l)) => (PartState::PartDone, format!("leader {}; employee not in writing", day(l))),
        (None, None) => (PartState::Open, "neither side in writing".to_owned()),
    };
    part("Prepared", state, text, meeting.preparations.last().and_then(|it| sight.entry(it.seq)))
}

fn held(sight: &Sight<'_>, meeting: &Meeting) -> Part {
    match (&meeting.held, &meeting.cancelled) {
        (Some(it), _) => {
            let text = format!("{}, {} minutes", words::day(it.what.start.date()), it.what.minutes);
            part("Held", PartState::Done, text, sight.entry(it.seq))
        }
        (None, Some(it)) => part("Held", PartState::Open, "cancelled".to_owned(), sight.entry(it.seq)),
        (None, None) => part("Held", PartState::Open, "not yet on record".to_owned(), None),
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
