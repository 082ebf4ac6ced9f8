//! Disputes as they stand: what was asked, each turn with the day it was due and the day it was done, what was said, how it
//! was decided, what was revised by it; and what was known when.

use super::{
    appraisal::{StepView, step},
    docket::{Asked, Line, Standing, line},
    entry::EntryRef,
    expectations::steps,
    replay::{Replay, replay},
    sight::Sight,
    statement::{answers, disputed, matter, outcome},
    words::day,
};
use crate::domain::{
    Recorded,
    course::Course,
    dispute::{Dispute, DisputeStepNoted, Disputed, Turn},
    meeting::Fact,
    review_request::last_day_to_ask,
};
use chrono::NaiveDate;
use serde::Serialize;

/// One dispute.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct DisputeView {
    /// Its name, `r1`.
    pub id: String,
    /// What is disputed.
    pub of: String,
    /// What of it.
    pub about: &'static str,
    /// The forum and the version that it is judged by.
    pub forum: String,
    /// Who decides, by office.
    pub decided_by: String,
    /// Where it stands.
    pub state: String,
    /// The day it was asked for.
    pub asked: NaiveDate,
    /// Why.
    pub grounds: String,
    /// What is asked for.
    pub redress: String,
    /// Each turn: by when it was due, when it was done, how late.
    pub turns: Vec<Line>,
    /// What was said and done, in the order of recording.
    pub steps: Vec<StepView>,
    /// What was known on which day of what is disputed, against today.
    pub replay: Replay,
    /// The entry by which it was asked for.
    pub entry: Option<EntryRef>,
}

/// The disputes of a person, the last first.
pub fn disputes(sight: &Sight<'_>) -> Vec<DisputeView> {
    sight.person.disputes.values().rev().map(|it| view(sight, it)).collect()
}

fn view(sight: &Sight<'_>, it: &Dispute) -> DisputeView {
    let asked = &it.asked.what;
    let course = Course::of(sight.directory, sight.person, it);
    DisputeView {
        id: asked.dispute.to_string(),
        of: disputed(&asked.of),
        about: matter(asked.about),
        forum: format!("{}, version {}", asked.forum, asked.version),
        decided_by: course.map_or_else(String::new, |course| course.forum.decided_by.clone()),
        state: state(sight, it, course),
        asked: it.asked.on,
        grounds: asked.grounds.clone(),
        redress: asked.redress.clone(),
        turns: turns(sight, it),
        steps: said(sight, it, course),
        replay: replay(sight, it),
        entry: sight.entry(it.asked.seq),
    }
}

/// The internal steps of disputes, each with its entry and the dispute's name. They stand on no page and in no other view:
/// human resources alone read them.
pub fn internal(sight: &Sight<'_>) -> Vec<(Recorded, String, StepView)> {
    let notes = sight.person.disputes.values().flat_map(|it| &it.notes);
    let row = |note: &Fact<DisputeStepNoted>| {
        let entry = sight.person.entry(note.seq)?;
        let said = step(sight, entry, "Noted".to_owned(), Some(note.what.text.clone()));
        Some((entry.clone(), note.what.dispute.to_string(), said))
    };
    notes.filter_map(row).collect()
}

/// Where a dispute stands, in words.
fn state(sight: &Sight<'_>, it: &Dispute, course: Option<Course<'_>>) -> String {
    if let Some(decided) = &it.decided {
        return format!("decided on {}: {}", day(decided.on), outcome(decided.what.outcome));
    }
    if let Some(withdrawn) = &it.withdrawn {
        return format!("withdrawn on {}", day(withdrawn.on));
    }
    let awaited = course.and_then(|course| Some((course, course.awaited(sight.as_of)?)));
    awaited.map_or_else(
        || "open".to_owned(),
        |(course, awaited)| format!("open; {} is due on {}", course.words(awaited.turn), day(awaited.due)),
    )
}

/// The name of the appraisal cycle that a dispute falls into, where one was opened.
fn cycle_of(sight: &Sight<'_>, it: &Dispute) -> String {
    match &it.asked.what.of {
        Disputed::Appraisal(id) => id.cycle.clone(),
        Disputed::Entry(_) => {
            let cycle = sight.directory.appraisal_cycle_on(it.asked.on);
            cycle.map_or_else(String::new, |set| set.what.cycle.clone())
        }
    }
}

/// What was due in a dispute by its forum: the request, each step's filing and answer, the decision.
pub(super) fn turns(sight: &Sight<'_>, it: &Dispute) -> Vec<Line> {
    let Some(course) = Course::of(sight.directory, sight.person, it) else { return Vec::new() };
    let (cycle, id, asked) = (cycle_of(sight, it), it.id(), &it.asked.what);
    // What was not done when the dispute ended waits no longer.
    let last = it.ended().map_or(sight.as_of, |(ended, ..)| ended.min(sight.as_of));
    let row = |what: String, due: NaiveDate, done: Option<u64>| {
        let asked = Asked { rule: "dispute.windows", cycle: &cycle, what: format!("review {id}: {what}"), due };
        let mut line = line(sight, asked, done);
        if line.standing == Standing::Overdue {
            line.late_days = Some((last - due).num_days());
        }
        line
    };
    let last = last_day_to_ask(sight.directory, sight.person, &asked.of, course.forum).unwrap_or(it.asked.on);
    let request = row(format!("the request, about {}", disputed(&asked.of)), last, Some(it.asked.seq));
    let awaited = course.awaited(sight.as_of);
    // A step that the employee did not file was theirs to leave.
    let left = |it: &crate::domain::course::Awaited| {
        matches!(it.turn, Turn::Filing(_)) && it.done.is_none() && Some(*it) != awaited
    };
    let all = course.turns(sight.as_of).into_iter().filter(|it| !left(it));
    [request].into_iter().chain(all.map(|it| row(course.words(it.turn), it.due, it.done))).collect()
}

/// What was said and done in a dispute, in the order of recording, and what was revised by its decision.
fn said(sight: &Sight<'_>, it: &Dispute, course: Option<Course<'_>>) -> Vec<StepView> {
    let step = |number: u32| {
        let name = course.and_then(|course| course.forum.step(number)).map(|step| format!(", {}", step.name));
        format!("step {number}{}", name.unwrap_or_default())
    };
    let by = |number: u32| course.and_then(|course| course.forum.step(number)).map(|step| answers(step.by));
    let filed = it.filed.iter().map(|f| (f.seq, format!("Filed {}", step(f.what.step)), Some(f.what.text.clone())));
    let answered = it.answered.iter().map(|f| {
        let by = by(f.what.step).map_or_else(String::new, |by| format!(", as {by}"));
        (f.seq, format!("Answered {}{by}", step(f.what.step)), Some(f.what.text.clone()))
    });
    let extended = it.extensions.iter().map(|f| {
        let what = course.map_or_else(|| f.what.turn.to_string(), |course| course.words(f.what.turn));
        (f.seq, format!("Extended until {}: {what}", day(f.what.due)), Some(f.what.reason.clone()))
    });
    let sealed = it.seals.iter().map(|f| {
        (
            f.seq,
            format!("Sealed the log as it stood at entry #{}, whose hash is", f.what.head),
            Some(f.what.hash.clone()),
        )
    });
    let withdrawn = it.withdrawn.iter().map(|f| (f.seq, "Withdrawn".to_owned(), f.what.reason.clone()));
    let decided = it.decided.iter().map(|f| {
        let redress = f.what.redress.as_ref().map_or_else(String::new, |redress| format!("\nRedress: {redress}"));
        let what = format!("Decided by {}: {}", f.what.authority, outcome(f.what.outcome));
        (f.seq, what, Some(format!("{}{redress}", f.what.reason)))
    });
    let because = it.decided.as_ref().map(|decided| decided.seq);
    let revisions = sight.person.appraisals.values().flat_map(|appraisal| &appraisal.revisions);
    let caused = revisions
        .filter(|f| because.is_some() && sight.person.entry(f.seq).is_some_and(|entry| entry.cause == because));
    let revised =
        caused.map(|f| (f.seq, format!("{} revised to {} by this decision", f.what.element, f.what.level), None));
    let mut all: Vec<_> =
        filed.chain(answered).chain(extended).chain(sealed).chain(withdrawn).chain(decided).chain(revised).collect();
    all.sort_by_key(|(seq, ..)| *seq);
    steps(sight, all)
}
