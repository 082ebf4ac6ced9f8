//! The next 1:1: an agenda made from the record, never typed (4.K1). Every line says why it is there.
//!
//! The order is the standard's: one line of wins (2B.R), the employee's items (2F), every open commitment (2A.K2), what
//! goals, problems and ideas ask (2B, 2C), critical messages (2.K3), the leader's items, what was put off (3.K3), and
//! topics falling due (N.topics). It holds preparations and items, so it is for the two who meet and for nobody else.

use super::{
    asked::{AskedLine, asked_lines},
    coverage::coverage_by,
    entry::EntryRef,
    improvement,
    meetings::{MeetingView, meeting_view},
    prepared::{Written, prepared_by},
    progress::on_the_agenda,
    sight::{Named, Sight},
    words::{count, day},
};
use crate::domain::{
    Class, Side,
    commitment::Commitment,
    meeting::{Meeting, Sign},
    message::Message,
    preparation::Item,
};
use chrono::NaiveDate;
use serde::Serialize;

/// The agenda of the next 1:1.
#[derive(Clone, Debug, Serialize)]
pub struct Agenda {
    /// Whose 1:1.
    pub person: Named,
    /// Who leads.
    pub leader: Option<Named>,
    /// What is asked of these 1:1s on the day of the meeting, the strictest of all layers.
    pub asked: Vec<AskedLine>,
    /// The meeting, if one is to come, with its four-part strip.
    pub meeting: Option<MeetingView>,
    /// What each side prepared in writing for it, the employee first.
    pub preparations: Vec<PreparationView>,
    /// Wins, to open with.
    pub wins: Vec<AgendaLine>,
    /// The parts of the agenda, in order; a part may be empty.
    pub parts: Vec<AgendaPart>,
}

/// One side's written preparation.
#[derive(Clone, Debug, Serialize)]
pub struct PreparationView {
    /// Whose side.
    pub side: Side,
    /// Who.
    pub who: String,
    /// When the last was written; nothing while there is none.
    pub on: Option<NaiveDate>,
    /// How it stands: in time, late, missing or not yet; nothing while no meeting is to come.
    pub written: Option<Written>,
    /// When they went through the agenda, if they did (2.K1).
    pub reviewed: Option<NaiveDate>,
    /// What they marked in it.
    pub highlights: Vec<String>,
    /// The growth item.
    pub growth: Option<String>,
    /// The entry.
    pub entry: Option<EntryRef>,
}

/// A part of the agenda.
#[derive(Clone, Debug, Serialize)]
pub struct AgendaPart {
    /// What it is called.
    pub title: &'static str,
    /// The rule behind it.
    pub rule: &'static str,
    /// Its lines.
    pub lines: Vec<AgendaLine>,
}

/// A line of the agenda.
#[derive(Clone, Debug, Serialize)]
pub struct AgendaLine {
    /// The name it is called by in commands: `i7`, `c3`, or the topic.
    pub name: String,
    /// The topic of the standard agenda.
    pub topic: String,
    /// What it is.
    pub text: String,
    /// Why it is on this agenda.
    pub why: String,
    /// The first day on which it was overdue, if it is.
    pub overdue_since: Option<NaiveDate>,
    /// The entry it comes from.
    pub entry: Option<EntryRef>,
}

/// The agenda of a person's next 1:1 on a day.
pub fn agenda(sight: &Sight<'_>) -> Agenda {
    let next = sight.next_meeting();
    let items = |side: Side| -> Vec<_> {
        let fresh = sight.person.items.values().filter(|item| item.side == side && item.ends.is_empty());
        fresh.map(|item| item_line(sight, item)).collect()
    };
    let mut open: Vec<_> = sight.person.open_commitments().collect();
    open.sort_by_key(|it| (it.due, it.id));
    let by = next.as_ref().map_or(sight.as_of, |meeting| meeting.date().max(sight.as_of));
    let part = |title, rule, lines| AgendaPart { title, rule, lines };
    Agenda {
        person: sight.named(),
        leader: sight.leader(),
        asked: asked_lines(sight, next.as_ref().map_or(sight.as_of, Meeting::date)),
        meeting: next.as_ref().map(|meeting| meeting_view(sight, meeting, Class::Pair)),
        preparations: Side::ALL.iter().map(|side| preparation(sight, next.as_ref(), *side)).collect(),
        wins: wins(sight, next.as_ref()),
        parts: vec![
            part("The employee’s items", "2F", items(Side::Employee)),
            part("Open commitments", "2A.K2", open.into_iter().map(|it| commitment_line(sight, it)).collect()),
            part("Goals, obstacles and concerns", "2B.K1", on_the_agenda(sight)),
            part("Problems and ideas", "2C.K1", improvement::on_the_agenda(sight, by)),
            part("Critical messages", "2.K3", messages(sight)),
            part("The leader’s items", "2.K1", items(Side::Leader)),
            part("Put off, and back", "3.K3", deferred(sight)),
            part("Topics falling due", "N.topics", topics(sight, by)),
        ],
    }
}

fn preparation(sight: &Sight<'_>, next: Option<&Meeting>, side: Side) -> PreparationView {
    let written = next.and_then(|meeting| meeting.preparations.iter().rev().find(|it| it.side == side));
    let reviews = || next.into_iter().flat_map(|meeting| &meeting.reviews).filter(|it| it.side == side);
    let who = match side {
        Side::Employee => sight.named().name,
        Side::Leader => sight.leader().map_or_else(|| "the leader".to_owned(), |leader| leader.name),
    };
    PreparationView {
        side,
        who,
        on: written.map(|it| it.on),
        written: next.map(|meeting| prepared_by(sight, meeting, side).written),
        reviewed: reviews().next_back().map(|it| it.on),
        highlights: reviews().flat_map(|it| it.highlights.clone()).collect(),
        growth: written.and_then(|it| it.growth.clone()),
        entry: written.and_then(|it| sight.entry(it.seq)),
    }
}

/// The wins written for the meeting; without any, what went well since the last one.
fn wins(sight: &Sight<'_>, next: Option<&Meeting>) -> Vec<AgendaLine> {
    let line = |text: &str, why: String, seq| AgendaLine {
        name: String::new(),
        topic: "2B".to_owned(),
        text: text.to_owned(),
        why,
        overdue_since: None,
        entry: sight.entry(seq),
    };
    let written = next.into_iter().flat_map(|meeting| &meeting.preparations).filter_map(|it| {
        let why = format!("{}’s win, written on {}", sight.directory.name(it.by), day(it.on));
        Some(line(it.win.as_ref()?, why, it.seq))
    });
    let written: Vec<_> = written.collect();
    if !written.is_empty() {
        return written;
    }
    let last = sight.person.last_held().map(Meeting::date);
    let recognised = sight.person.recognitions.iter().filter(|it| last.is_none_or(|last| it.on >= last));
    let recognised = recognised.max_by_key(|it| (it.on, it.seq)).map(|it| {
        line(&it.what.text, format!("recognised by {} on {}", sight.directory.name(it.by), day(it.on)), it.seq)
    });
    let Some(last) = last else { return recognised.into_iter().collect() };
    let kept = sight.person.commitments.values().filter_map(|it| Some((it, it.fulfilled()?)));
    let kept = kept.filter(|(_, answer)| answer.on >= last).max_by_key(|(_, answer)| (answer.on, answer.seq));
    let kept = kept.map(|(it, answer)| line(&it.text, format!("{} was kept on {}", it.id, day(answer.on)), answer.seq));
    let success =
        sight.person.discussions.iter().rev().find(|note| note.what.sign == Some(Sign::Success) && note.on >= last);
    let success = success.map(|note| line(&note.what.text, format!("a success noted on {}", day(note.on)), note.seq));
    recognised.into_iter().chain(success).chain(kept).collect()
}

fn item_line(sight: &Sight<'_>, item: &Item) -> AgendaLine {
    let who = sight.person.entry(item.seq).map(|entry| sight.directory.name(entry.actor)).unwrap_or_default();
    let mut why = format!("brought by {who} on {}", day(item.raised_on));
    let meeting = sight.person.meeting(item.meeting);
    if !meeting.is_to_come() || meeting.date() < sight.as_of {
        why = format!("{why} for the 1:1 of {}, and not ended there", day(meeting.date()));
    }
    AgendaLine {
        name: item.id.to_string(),
        topic: item.topic.clone(),
        text: item.text.clone(),
        why,
        overdue_since: None,
        entry: sight.entry(item.seq),
    }
}

fn commitment_line(sight: &Sight<'_>, it: &Commitment) -> AgendaLine {
    let view = sight.commitment(it);
    let mut why = format!("{}: open since {}, due {}", view.owner, day(it.made_on), day(it.due));
    if let Some(since) = view.overdue_since {
        why = format!("{why}, overdue since {}", day(since));
    }
    if let Some(first) = view.earlier_dues.first() {
        why = format!("{why}; first due {}", day(*first));
    }
    if let Some(last) = it.slips().next_back() {
        let times = it.slips().count();
        let times = if times == 1 { String::new() } else { format!("{times} times, last ") };
        why = format!("{why}; not reached {times}on {}", day(last.on));
    }
    AgendaLine {
        name: view.id,
        topic: "2A".to_owned(),
        text: view.text,
        why,
        overdue_since: view.overdue_since,
        entry: view.entry,
    }
}

/// The critical messages that wait to be said; whoever leads the person then says them.
fn messages(sight: &Sight<'_>) -> Vec<AgendaLine> {
    let waiting = sight.person.messages.iter().filter(|it| it.delivered.is_none());
    let line = |it: &Message| AgendaLine {
        name: it.short(),
        topic: String::new(),
        text: it.text.clone(),
        why: format!("identified by {} on {}, to be said to each alone", sight.directory.name(it.by), day(it.on)),
        overdue_since: None,
        entry: sight.entry(it.seq),
    };
    waiting.map(line).collect()
}

/// Items put off, the employee's first.
fn deferred(sight: &Sight<'_>) -> Vec<AgendaLine> {
    let mut back: Vec<_> = sight.person.items.values().filter_map(|item| Some((item, item.deferred()?))).collect();
    back.sort_by_key(|(item, _)| (item.side, item.id));
    let line = |(item, end): (&Item, &crate::domain::preparation::ItemEnd)| {
        let times = item.ends.len();
        let again = if times > 1 { format!(", {} in all", count(times, "time")) } else { String::new() };
        AgendaLine {
            why: format!("deferred on {}{again}; brought by the {} on {}", day(end.on), item.side, day(item.raised_on)),
            entry: sight.entry(end.seq),
            ..item_line(sight, item)
        }
    };
    back.into_iter().map(line).collect()
}

/// The topics that rise by the day of the meeting.
fn topics(sight: &Sight<'_>, by: NaiveDate) -> Vec<AgendaLine> {
    let coverage = coverage_by(sight, sight.cycle(), by);
    let due = coverage.topics.into_iter().filter(|topic| topic.rises.is_some_and(|rises| rises <= by));
    due.map(|topic| AgendaLine {
        name: topic.id.clone(),
        why: if topic.rises.is_some_and(|rises| rises > sight.as_of) {
            topic.why.replace(" passed on ", " pass on ")
        } else {
            topic.why
        },
        topic: topic.id,
        text: topic.label,
        overdue_since: topic.due.filter(|due| *due < sight.as_of).and_then(|due| due.succ_opt()),
        entry: topic.entry,
    })
    .collect()
}
