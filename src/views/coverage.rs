//! Coverage: when each topic of the standard agenda was last talked about, and when it rises onto the next agenda
//! (N.topics). Each month is judged by the revision of the standard in force in it.
//!
//! A topic was talked about on the day of a discussion entry or a GROW note of it, of an item of it that ended as discussed, for 2A of
//! an answer to a commitment, and for 2F of the employee's "nothing today" or the leader's "asked".

use super::{
    cycle::Cycle,
    entry::EntryRef,
    sight::Sight,
    words::{day, month_of},
};
use crate::domain::{meeting::EMPLOYEE_TOPICS, preparation::Outcome, topics::Recurrence};
use chrono::{Days, NaiveDate};
use serde::Serialize;

/// The follow-up on commitments.
const COMMITMENTS: &str = "2A";
/// Recognition in a 1:1 is talk of performance.
pub(super) const PERFORMANCE: &str = "2B";
/// A review of the development plan in a 1:1 is talk of development.
pub(super) const DEVELOPMENT: &str = "2E";

/// Every topic of the standard in force.
#[derive(Clone, Debug, Serialize)]
pub struct Coverage {
    /// The months of the cycle.
    pub months: Vec<NaiveDate>,
    /// The topics.
    pub topics: Vec<TopicView>,
    /// The gap allowed by the policy in force, in days.
    pub gap: Option<u32>,
    /// The entry of that policy.
    pub policy: Option<EntryRef>,
}

/// Where a topic stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum TopicState {
    /// Talked about recently enough.
    Covered,
    /// Past the part of the gap after which it rises onto the next agenda.
    Rising,
    /// Past the whole gap.
    Overdue,
}

/// One topic.
#[derive(Clone, Debug, Serialize)]
pub struct TopicView {
    /// Its number, `2C`.
    pub id: String,
    /// What people call it.
    pub label: String,
    /// How often it was talked about in each month of the cycle.
    pub counts: Vec<usize>,
    /// Whether the standard in force in each month of the cycle has it.
    pub asked: Vec<bool>,
    /// When it was last talked about.
    pub last: Option<NaiveDate>,
    /// The entry that says so.
    pub entry: Option<EntryRef>,
    /// The most days between two talks about it.
    pub gap: u32,
    /// The entry that sets them.
    pub policy: EntryRef,
    /// The first day on which it is on the next agenda.
    pub rises: Option<NaiveDate>,
    /// The last day of the gap.
    pub due: Option<NaiveDate>,
    /// Where it stands.
    pub state: TopicState,
    /// In words: why it is on the next agenda, or is not yet.
    pub why: String,
}

/// The coverage of a person's topics over a cycle, as it stands on the day.
pub fn coverage(sight: &Sight<'_>, cycle: Cycle) -> Coverage {
    coverage_by(sight, cycle, sight.as_of)
}

/// The coverage as it will stand on a later day if nothing more is said: what the next agenda asks for.
pub(super) fn coverage_by(sight: &Sight<'_>, cycle: Cycle, by: NaiveDate) -> Coverage {
    let months = cycle.months();
    let (id, directory) = (sight.person.id, sight.directory);
    let policy = directory.topics_on(id, sight.as_of);
    let talks = talks(sight);
    let has = |month: NaiveDate, topic: &str| directory.topics_of(id, month).iter().any(|it| it.id == topic);
    let view = |recurrence: &Recurrence<'_>| {
        let topic = recurrence.topic;
        let own: Vec<_> = talks.iter().filter(|talk| talk.0 == topic.id).collect();
        let last = own.iter().max_by_key(|talk| (talk.1, talk.2));
        let count = |month: &NaiveDate| own.iter().filter(|talk| month_of(talk.1) == *month).count();
        let mut view = TopicView {
            id: topic.id.clone(),
            label: topic.label.clone(),
            counts: months.iter().map(count).collect(),
            asked: months.iter().map(|month| has(*month, &topic.id)).collect(),
            last: last.map(|talk| talk.1),
            entry: last.and_then(|talk| sight.entry(talk.2)),
            gap: recurrence.gap_days,
            policy: EntryRef::of_agency(directory, recurrence.seq, recurrence.hash),
            rises: None,
            due: None,
            state: TopicState::Covered,
            why: String::new(),
        };
        judge(sight, &mut view, by, recurrence);
        view
    };
    // A topic that was added after the cycle is none of it; one of the agenda's own day always is.
    let topics = directory.recurrences_of(id, by.max(sight.as_of));
    let of_cycle = |it: &&Recurrence<'_>| cycle.contains(sight.as_of) || it.added.is_none_or(|added| added <= cycle.to);
    Coverage {
        topics: topics.iter().filter(of_cycle).map(view).collect(),
        months: months.clone(),
        gap: policy.map(|set| set.what.max_gap_days),
        policy: policy.map(|set| EntryRef::of_agency(directory, set.seq, &set.hash)),
    }
}

/// Fills in when a topic rises and is due, counted from the last talk or, without one, from the first series. A topic
/// that a later revision of the standard added is due on the agenda from the day that revision is in force.
fn judge(sight: &Sight<'_>, view: &mut TopicView, by: NaiveDate, recurrence: &Recurrence<'_>) {
    let (gap, percent) = (recurrence.gap_days, recurrence.percent);
    let Some(first) = sight.person.series.first().map(|series| series.started.start.date()) else {
        view.why = "counted from the first 1:1, which is not scheduled yet".to_owned();
        return;
    };
    let fresh = recurrence.added.filter(|added| view.last.is_none() && *added > first);
    let from = view.last.or(fresh).unwrap_or(first);
    let after = |days: u32| from.checked_add_days(Days::new(u64::from(days)));
    (view.rises, view.due) = (fresh.or_else(|| after(recurrence.rises_after_days())), after(gap));
    view.state = match (view.rises, view.due) {
        (_, Some(due)) if due < by => TopicState::Overdue,
        (Some(rises), _) if rises <= by => TopicState::Rising,
        _ => TopicState::Covered,
    };
    if let Some(added) = fresh {
        view.why = format!("{} is new in the standard since {}, and not discussed yet", view.id, day(added));
        return;
    }
    let last = match view.last {
        Some(last) => format!("{} last discussed on {}", view.id, day(last)),
        None => format!("{} not discussed since the first 1:1 was set for {}", view.id, day(from)),
    };
    let rises = view.rises.map(day).unwrap_or_default();
    view.why = match view.state {
        TopicState::Covered => format!("{last}; it returns to the agenda on {rises}"),
        _ => format!("{last}; {percent} % of {gap} days passed on {rises}"),
    };
}

/// Every time a topic was talked about: topic, day, entry.
fn talks(sight: &Sight<'_>) -> Vec<(String, NaiveDate, u64)> {
    let person = sight.person;
    let notes = person.discussions.iter().map(|note| (note.what.topic.clone(), note.on, note.seq));
    let grows = person.grows.iter().map(|note| (note.what.topic.clone(), note.on, note.seq));
    let items = person.items.values().flat_map(|item| {
        let discussed = item.ends.iter().filter(|end| end.outcome == Outcome::Discussed);
        discussed.map(|end| (item.topic.clone(), end.on, end.seq))
    });
    let answers = person.commitments.values().flat_map(|it| &it.answers);
    let answers = answers.filter(|it| it.meeting.is_some()).map(|it| (COMMITMENTS.to_owned(), it.on, it.seq));
    let chances = person.meetings.values().flat_map(|meeting| {
        let declined = meeting.declined.as_ref().map(|it| (it.on, it.seq));
        let asked = meeting.asked.as_ref().map(|it| (it.on, it.seq));
        declined.into_iter().chain(asked).map(|(on, seq)| (EMPLOYEE_TOPICS.to_owned(), on, seq))
    });
    let recognised = person.recognitions.iter().filter(|it| it.what.meeting.is_some());
    let recognised = recognised.map(|it| (PERFORMANCE.to_owned(), it.on, it.seq));
    let reviews = person.plans.iter().flat_map(|plan| &plan.reviews).filter(|it| it.what.meeting.is_some());
    let reviews = reviews.map(|it| (DEVELOPMENT.to_owned(), it.on, it.seq));
    notes
        .chain(grows)
        .chain(items)
        .chain(answers)
        .chain(recognised)
        .chain(reviews)
        .chain(chances)
        .filter(|talk| talk.1 <= sight.as_of)
        .collect()
}
