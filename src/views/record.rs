//! What came of a 1:1, each kind of entry by itself: discussion points, decisions, agreements (4.K3), a new baseline
//! (4.K2), and last who does what by when (4.R1).

use super::{
    entry::EntryRef,
    grow::{GrowView, grow_view, stands_on},
    sight::Sight,
    words,
};
use crate::domain::{
    Class, Side,
    meeting::{Fact, Meeting},
    settled::BaselineEstablished,
};
use chrono::NaiveDate;
use serde::Serialize;

/// The record of one 1:1, for readers of a class.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct RecordView {
    /// Its day.
    pub on: NaiveDate,
    /// Who facilitated (3.R).
    pub facilitator: String,
    /// What was discussed, by topic.
    pub points: Vec<PointView>,
    /// Notes that only the two read.
    pub between_two: usize,
    /// GROW notes.
    pub grows: Vec<GrowView>,
    /// Recognition for progress (2B.K2).
    pub recognition: Vec<LineView>,
    /// What was decided.
    pub decisions: Vec<LineView>,
    /// What both agreed on.
    pub agreements: Vec<LineView>,
    /// The problems that were opened.
    pub problems: Vec<LineView>,
    /// The countermeasures that were adopted or checked, with whose they are.
    pub countermeasures: Vec<LineView>,
    /// A new baseline of performance.
    pub baselines: Vec<BaselineView>,
    /// That the leader brought their leader standard work (2E.K3).
    pub standard_work: Option<EntryRef>,
    /// What the employee said of their own topics, where it was not an item (2F).
    pub topics: Option<LineView>,
    /// What each side takes from it.
    pub reflections: Vec<LineView>,
    /// Who does what by when.
    pub actions: Vec<ActionView>,
}

/// A discussion point.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct PointView {
    /// The topic, with its label.
    pub topic: String,
    /// What it is about (3.K1).
    pub facet: Option<String>,
    /// A success, or an opportunity for growth (3.K2).
    pub sign: Option<String>,
    /// What was discussed.
    pub text: String,
    /// The entry.
    pub entry: Option<EntryRef>,
}

/// A line that somebody typed, with who said it where that matters.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct LineView {
    /// Who, or how it is meant.
    pub who: Option<String>,
    /// What.
    pub text: String,
    /// The entry.
    pub entry: Option<EntryRef>,
}

/// Who does what by when.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct ActionView {
    /// The commitment's name.
    pub name: String,
    /// Who.
    pub who: String,
    /// What.
    pub text: String,
    /// By when.
    pub due: NaiveDate,
    /// Since when it is kept, if it is.
    pub kept_on: Option<NaiveDate>,
    /// The entry.
    pub entry: Option<EntryRef>,
}

/// A baseline beside the one before it.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct BaselineView {
    /// When.
    pub on: NaiveDate,
    /// Where performance stood.
    pub text: String,
    /// What is different from the last one.
    pub difference: Option<String>,
    /// The entry.
    pub entry: Option<EntryRef>,
    /// The one before it.
    pub last: Option<EarlierBaseline>,
}

/// The baseline before another.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct EarlierBaseline {
    /// When.
    pub on: NaiveDate,
    /// Where performance stood.
    pub text: String,
    /// The days between the two.
    pub days: i64,
    /// The entry.
    pub entry: Option<EntryRef>,
}

/// The record of a meeting that was held, as far as readers of a class see it; nothing of one that was not.
pub fn record(sight: &Sight<'_>, meeting: &Meeting, class: Class) -> Option<RecordView> {
    let held = meeting.held.as_ref()?;
    let person = sight.person;
    let shown = |seq: u64| stands_on(sight, seq, class);
    let line =
        |who: Option<String>, text: &str, seq: u64| LineView { who, text: text.to_owned(), entry: sight.entry(seq) };
    let mut noted: Vec<_> = meeting.discussed.iter().filter(|note| shown(note.seq)).collect();
    noted.sort_by(|a, b| (&a.what.topic, a.seq).cmp(&(&b.what.topic, b.seq)));
    let points = noted.iter().map(|note| PointView {
        topic: sight.glossary().topic(&note.what.topic),
        facet: note.what.facet.map(|facet| facet.to_string()),
        sign: note.what.sign.map(|sign| sign.to_string()),
        text: note.what.text.clone(),
        entry: sight.entry(note.seq),
    });
    let of_meeting = |of: Option<crate::domain::names::MeetingId>| of == Some(meeting.id);
    let decisions = person.decisions.iter().filter(|it| of_meeting(it.what.meeting) && shown(it.seq));
    let agreements = person.agreements.iter().filter(|it| of_meeting(it.what.meeting) && shown(it.seq));
    let recognition = person.recognitions.iter().filter(|it| of_meeting(it.what.meeting) && shown(it.seq));
    let grows = person.grows.iter().filter(|it| of_meeting(it.what.meeting));
    let baselines = person.baselines.iter().enumerate().filter(|(_, it)| of_meeting(it.what.meeting) && shown(it.seq));
    let declined =
        meeting.declined.as_ref().map(|it| line(Some("the employee".into()), "Nothing of their own.", it.seq));
    let asked = meeting
        .asked
        .as_ref()
        .map(|it| line(Some("asked by the leader; unconfirmed by the employee".into()), &it.what.answer, it.seq));
    let made = person.commitments.values().filter(|it| it.meeting == Some(meeting.id) && shown(it.seq));
    let hidden = meeting.discussed.iter().map(|it| it.seq).chain(grows.clone().map(|it| it.seq));
    Some(RecordView {
        on: held.what.start.date(),
        facilitator: sight.directory.name(held.what.facilitator),
        points: points.collect(),
        between_two: hidden.filter(|seq| !shown(*seq) && stands_on(sight, *seq, Class::Pair)).count(),
        grows: grows.filter(|it| shown(it.seq)).map(|it| grow_view(sight, it)).collect(),
        recognition: recognition.map(|it| line(None, &it.what.text, it.seq)).collect(),
        decisions: decisions.map(|it| line(None, &it.what.text, it.seq)).collect(),
        agreements: agreements.map(|it| line(None, &it.what.text, it.seq)).collect(),
        problems: problems_in(sight, meeting, class),
        countermeasures: countermeasures_in(sight, meeting, class),
        baselines: baselines.map(|(at, _)| baseline_at(sight, at)).collect(),
        standard_work: meeting.standard_work.as_ref().and_then(|it| sight.entry(it.seq)),
        topics: declined.or(asked),
        reflections: meeting
            .reflections
            .iter()
            .map(|it| line(Some(side(it.what.side)), &it.what.text, it.seq))
            .collect(),
        actions: made
            .map(|it| ActionView {
                name: it.id.to_string(),
                who: sight.directory.name(it.owner),
                text: it.text.clone(),
                due: it.due,
                kept_on: it.fulfilled().map(|answer| answer.on).filter(|on| *on <= sight.as_of),
                entry: sight.entry(it.seq),
            })
            .collect(),
    })
}

fn problems_in(sight: &Sight<'_>, meeting: &Meeting, class: Class) -> Vec<LineView> {
    let opened = sight.person.improvement.problems.values().map(|it| &it.opened);
    let shown = opened.filter(|it| it.what.meeting == Some(meeting.id) && stands_on(sight, it.seq, class));
    shown.map(|it| worded(sight, it.what.problem.to_string(), &it.what.gap, it.seq)).collect()
}

fn countermeasures_in(sight: &Sight<'_>, meeting: &Meeting, class: Class) -> Vec<LineView> {
    let here =
        |of: Option<crate::domain::names::MeetingId>, seq| of == Some(meeting.id) && stands_on(sight, seq, class);
    let mut lines = Vec::new();
    for it in sight.person.improvement.countermeasures.values() {
        let (adopted, what) = (&it.adopted, &it.adopted.what);
        if here(what.meeting, adopted.seq) {
            let who = format!("{}, the {}’s, against {}", what.countermeasure, what.author, what.problem);
            lines.push(worded(sight, who, &what.text, adopted.seq));
        }
        if let Some(checked) = it.checked.as_ref().filter(|it| here(it.what.meeting, it.seq)) {
            lines.push(worded(sight, format!("{}, checked", what.countermeasure), &checked.what.actual, checked.seq));
        }
    }
    lines
}

fn worded(sight: &Sight<'_>, who: String, text: &str, seq: u64) -> LineView {
    LineView { who: Some(who), text: text.to_owned(), entry: sight.entry(seq) }
}

fn side(side: Side) -> String {
    format!("the {side}")
}

impl RecordView {
    /// What it holds, in numbers: `3 discussion points, 1 decision, 2 commitments`.
    pub fn in_numbers(&self) -> String {
        let counts = [
            (self.points.len() + self.between_two + self.grows.len(), "discussion point"),
            (self.decisions.len(), "decision"),
            (self.agreements.len(), "agreement"),
            (self.countermeasures.len(), "countermeasure"),
            (self.actions.len(), "commitment"),
        ];
        let said: Vec<_> = counts.into_iter().filter(|(n, _)| *n > 0).map(|(n, noun)| words::count(n, noun)).collect();
        if said.is_empty() { "held".to_owned() } else { words::list(&said) }
    }

    /// Whether nothing is on record beside that it was held.
    pub fn is_empty(&self) -> bool {
        let lists = [self.decisions.len(), self.agreements.len(), self.baselines.len(), self.reflections.len()];
        let solved = self.problems.len() + self.countermeasures.len();
        let noted = self.points.len() + self.between_two + self.grows.len() + self.actions.len();
        noted + solved + self.recognition.len() + lists.iter().sum::<usize>() == 0
            && self.standard_work.is_none()
            && self.topics.is_none()
    }
}

/// The last baseline up to the day, beside the one before it with the days between the two (4.K2).
pub fn baseline(sight: &Sight<'_>) -> Option<BaselineView> {
    let at = sight.person.baselines.iter().rposition(|it| it.on <= sight.as_of)?;
    Some(baseline_at(sight, at))
}

fn baseline_at(sight: &Sight<'_>, at: usize) -> BaselineView {
    let all = &sight.person.baselines;
    let it = &all[at];
    let earlier = |last: &Fact<BaselineEstablished>| EarlierBaseline {
        on: last.on,
        text: last.what.text.clone(),
        days: (it.on - last.on).num_days(),
        entry: sight.entry(last.seq),
    };
    BaselineView {
        on: it.on,
        text: it.what.text.clone(),
        difference: it.what.difference.clone(),
        entry: sight.entry(it.seq),
        last: at.checked_sub(1).map(|before| earlier(&all[before])),
    }
}
