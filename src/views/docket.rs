//! The docket: what was due by rule, when it was done, by whom, late by how much, on what evidence. Procedure is the
//! reviewable part of an appraisal (learnt the hard way, 1).

use super::{
    entry::{EntryRef, late_days},
    papers::{in_words, papers},
    sight::Sight,
    statement::appraisal_name,
    words::count,
};
use crate::domain::{
    Event,
    appraisal::{Appraisal, Occasion},
    appraisal_cycle::CycleOpened,
    expectations::Version,
    paper::{Paper, PaperTranscribed},
    refusal::rule,
};
use chrono::{Days, NaiveDate};
use serde::Serialize;
use std::collections::BTreeMap;

/// How a line of the docket stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Standing {
    /// Done in time.
    Done,
    /// Done after it was due.
    Late,
    /// Not done, and past due.
    Overdue,
    /// Not done, and not past due.
    ToCome,
    /// Signed on paper, on the day that it is due by; which is no act of the employee's own here.
    OnPaper,
}

/// One line of the docket.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Line {
    /// The rule that asks for it.
    pub rule: &'static str,
    /// The name of the cycle that it falls into.
    pub cycle: String,
    /// What was due.
    pub what: String,
    /// By when.
    pub due: NaiveDate,
    /// When it was done.
    pub done: Option<NaiveDate>,
    /// By whom.
    pub by: Option<String>,
    /// How it stands.
    pub standing: Standing,
    /// The days after it was due on which it was done, or for which it waits.
    pub late_days: Option<i64>,
    /// The days between doing and recording, where it was recorded later.
    pub recorded_late: Option<i64>,
    /// The entry that shows it; nothing where this page's readers do not read it.
    pub evidence: Option<EntryRef>,
}

/// What is asked for: the rule, what, by when.
struct Asked<'a> {
    rule: &'static str,
    cycle: &'a CycleOpened,
    what: String,
    due: NaiveDate,
}

/// The docket of a person over all cycles that were opened, by the day that each line is due.
pub fn docket(sight: &Sight<'_>) -> Vec<Line> {
    let opened = sight.directory.cycles.iter().filter(|set| set.what.from <= sight.as_of);
    let mut lines: Vec<_> = opened.flat_map(|set| of_cycle(sight, &set.what)).collect();
    lines.sort_by(|a, b| (a.due, a.rule, &a.what).cmp(&(b.due, b.rule, &b.what)));
    lines
}

fn of_cycle(sight: &Sight<'_>, cycle: &CycleOpened) -> Vec<Line> {
    let mut lines = expectations(sight, cycle);
    lines.extend(notices(sight, cycle));
    lines.extend(duties(sight, cycle));
    lines.extend(mid_year(sight, cycle));
    lines.extend(probation(sight, cycle));
    lines.extend(annual(sight, cycle));
    let delivered = sight.person.appraisals.values().filter(|it| it.id.cycle == cycle.cycle && it.delivered.is_some());
    lines.extend(delivered.flat_map(|it| after_delivery(sight, cycle, it)));
    lines.extend(on_paper(sight, cycle));
    lines
}

/// That a paper exists. What it says was done is not done by that: the employee did not record it.
fn on_paper(sight: &Sight<'_>, cycle: &CycleOpened) -> Vec<Line> {
    let of_appraisal = |it: &PaperTranscribed| {
        let about = it.target.and_then(|seq| sight.person.entry(seq)).map(|entry| &entry.event);
        matches!(about, Some(Event::AppraisalDelivered(delivered)) if delivered.appraisal.cycle == cycle.cycle)
    };
    let falls = |entry: &crate::domain::Recorded, it: &PaperTranscribed| match it.of {
        Paper::Appraisal | Paper::Rebuttal => of_appraisal(it),
        Paper::SelfAssessment | Paper::Plan => cycle.contains(entry.occurred_on),
        Paper::Meeting | Paper::Concern => false,
    };
    let signed = papers(sight).filter(|(entry, it)| entry.occurred_on <= sight.as_of && falls(entry, it));
    let row = |(entry, it): (&crate::domain::Recorded, &PaperTranscribed)| {
        let asked = Asked { rule: rule::PAPER, cycle, what: in_words(sight, entry, it), due: entry.occurred_on };
        let evidence = Some(EntryRef::of(entry, sight.as_of));
        Line { standing: Standing::OnPaper, late_days: None, evidence, ..line(sight, asked, None) }
    };
    signed.map(row).collect()
}

fn after(day: NaiveDate, days: u32) -> NaiveDate {
    day.checked_add_days(Days::new(u64::from(days))).unwrap_or(day)
}

/// A line from what was asked and the entry that did it, where there is one by the day.
fn line(sight: &Sight<'_>, asked: Asked<'_>, done: Option<u64>) -> Line {
    let entry = done.and_then(|seq| sight.person.entry(seq)).filter(|entry| entry.occurred_on <= sight.as_of);
    let on = entry.map(|entry| entry.occurred_on);
    let days = (on.unwrap_or(sight.as_of) - asked.due).num_days();
    let standing = match (on, days > 0) {
        (Some(_), false) => Standing::Done,
        (Some(_), true) => Standing::Late,
        (None, true) => Standing::Overdue,
        (None, false) => Standing::ToCome,
    };
    Line {
        rule: asked.rule,
        cycle: asked.cycle.cycle.clone(),
        what: asked.what,
        due: asked.due,
        done: on,
        by: entry.map(|entry| sight.directory.name(entry.actor)),
        standing,
        late_days: (days > 0).then_some(days),
        recorded_late: entry.and_then(|entry| late_days(entry, sight.zone())),
        evidence: entry.map(|entry| EntryRef::of(entry, sight.as_of)),
    }
}

fn versions<'a>(sight: &Sight<'a>) -> impl Iterator<Item = &'a Version> {
    sight.person.expectations.iter().flat_map(|plan| &plan.versions)
}

/// Whether anybody leads the person on a day.
fn is_led(sight: &Sight<'_>, on: NaiveDate) -> bool {
    sight.directory.leader_on(sight.person.id, on).is_some()
}

/// Whether the person is employed on a day.
fn is_employed(sight: &Sight<'_>, on: NaiveDate) -> bool {
    sight.person.employee.as_ref().is_some_and(|employee| employee.is_employed(on))
}

/// Each leader of record communicates expectations within the days of the cycle that they became the leader in; who
/// stands in does not.
fn expectations(sight: &Sight<'_>, cycle: &CycleOpened) -> Vec<Line> {
    let Some(employee) = &sight.person.employee else { return Vec::new() };
    let begun = sight.directory.stretches_led(employee, sight.as_of);
    let begun = begun.iter().filter(|line| cycle.contains(line.from));
    let row = |held: &crate::domain::roster::Line| {
        let due = after(held.from, cycle.plan_days);
        let said = sight.person.told_by(held.leader, held.from, held.to);
        // Who led for fewer days than that, and said nothing, was not due to.
        if said.is_none() && held.to.is_some_and(|to| to < due) {
            return None;
        }
        let days = count(cycle.plan_days as usize, "day");
        let what = format!("expectations communicated within {days} by {}", sight.directory.name(held.leader));
        Some(line(sight, Asked { rule: "702.expectations", cycle, what, due }, said.map(|it| it.seq)))
    };
    begun.filter_map(row).collect()
}

/// The employee is notified of every change on the day that it is made: of each version but the very first, which is
/// what the days for expectations are of. A plan that is issued anew changes what is expected too.
fn notices(sight: &Sight<'_>, cycle: &CycleOpened) -> Vec<Line> {
    let changed = versions(sight).skip(1).filter(|version| cycle.contains(version.made.on));
    let row = |version: &Version| {
        let made = &version.made;
        let what = format!("notified of {} in version {}", made.what.plan, made.what.version);
        let said = version.notified.iter().min_by_key(|it| (it.on, it.seq));
        line(sight, Asked { rule: "702.notice", cycle, what, due: made.on }, said.map(|it| it.seq))
    };
    changed.map(row).collect()
}

/// The days from which each other position was held, by that day and in whatever order they were recorded; of two from
/// one day the later word holds.
fn changes_of_position(sight: &Sight<'_>) -> Vec<NaiveDate> {
    let standing = sight.person.entries.iter().filter(|entry| !entry.withdrawn);
    let held: BTreeMap<_, _> = standing
        .filter_map(|entry| match &entry.event {
            Event::PositionAssigned(it) => Some((it.from, &*it.position)),
            _ => None,
        })
        .collect();
    let held: Vec<_> = held.into_iter().collect();
    held.windows(2).filter(|pair| pair[0].1 != pair[1].1).map(|pair| pair[1].0).collect()
}

/// Another position changes what is asked, and so the plan, which is made while the position is held. Who held it for
/// fewer days than there are for that was not due to have one.
fn duties(sight: &Sight<'_>, cycle: &CycleOpened) -> Vec<Line> {
    let changed = changes_of_position(sight);
    let row = |(at, from): (usize, &NaiveDate)| {
        let due = after(*from, cycle.plan_days);
        let next = changed.get(at + 1).copied().filter(|next| *next <= sight.as_of);
        let plans = || versions(sight).map(|version| (version.made.on, version.made.seq));
        let made = plans().filter(|(on, _)| on >= from && next.is_none_or(|next| *on < next)).min();
        if made.is_none() && (next.is_some_and(|next| next <= due) || !is_employed(sight, due.min(sight.as_of))) {
            return None;
        }
        let what = match plans().any(|(on, _)| on < *from) {
            true => "the performance plan made anew for another position",
            false => "a first performance plan made for another position",
        };
        let asked = Asked { rule: "702.duties", cycle, what: what.to_owned(), due };
        Some(line(sight, asked, made.map(|(_, seq)| seq)))
    };
    let here = changed.iter().enumerate().filter(|(_, from)| cycle.contains(**from) && **from <= sight.as_of);
    here.filter_map(row).collect()
}

fn mid_year(sight: &Sight<'_>, cycle: &CycleOpened) -> Option<Line> {
    let due = cycle.mid_year.filter(|due| is_led(sight, *due))?;
    let held = sight.person.assessments.mid_year.iter().find(|it| it.what.cycle == cycle.cycle);
    let asked = Asked { rule: "appraisal.windows", cycle, what: "mid-year review held".to_owned(), due };
    Some(line(sight, asked, held.map(|it| it.seq)))
}

/// Every probation, with the day it was said on and its last one. Another end said while it runs is of the same one; one
/// that was over when it was said was nobody's to judge here.
fn probations(sight: &Sight<'_>) -> Vec<(NaiveDate, NaiveDate)> {
    let mut all: Vec<(NaiveDate, NaiveDate)> = Vec::new();
    for entry in sight.person.entries.iter().filter(|it| !it.withdrawn && it.occurred_on <= sight.as_of) {
        let Event::ProbationStarted(it) = &entry.event else { continue };
        match all.last_mut().filter(|(_, ends)| entry.occurred_on <= *ends) {
            Some((_, ends)) => *ends = it.ends,
            None => all.push((entry.occurred_on, it.ends)),
        }
    }
    all.retain(|(from, ends)| from <= ends);
    all
}

/// Somebody on probation is evaluated at least once before it ends; an evaluation of an earlier probation is none of
/// this one. Who left before its end was not due to be.
fn probation(sight: &Sight<'_>, cycle: &CycleOpened) -> Vec<Line> {
    let of = |it: &&Appraisal| it.id.occasion == Occasion::Probation;
    let row = |(from, ends): (NaiveDate, NaiveDate)| {
        let delivered = sight.person.appraisals.values().filter(of).filter_map(|it| it.delivered.as_ref());
        let first = delivered.filter(|it| it.on >= from).min_by_key(|it| (it.on, it.seq)).map(|it| it.seq);
        if first.is_none() && !is_employed(sight, ends.min(sight.as_of)) {
            return None;
        }
        let what = "evaluated before probation ends".to_owned();
        Some(line(sight, Asked { rule: "702.probation", cycle, what, due: ends }, first))
    };
    probations(sight).into_iter().filter(|(_, ends)| cycle.contains(*ends)).filter_map(row).collect()
}

/// Everybody who is led on the cycle's last day is evaluated for it.
fn annual(sight: &Sight<'_>, cycle: &CycleOpened) -> Option<Line> {
    if !is_led(sight, cycle.to.min(sight.as_of)) {
        return None;
    }
    let of = |it: &&Appraisal| it.id.occasion == Occasion::Annual && it.id.cycle == cycle.cycle;
    let delivered = sight.person.appraisals.values().find(of).and_then(|it| it.delivered.as_ref());
    let what = format!("annual appraisal of {} delivered", cycle.cycle);
    Some(line(sight, Asked { rule: "702.annual", cycle, what, due: cycle.due }, delivered.map(|it| it.seq)))
}

/// What is due once an appraisal was delivered, and the review that came before.
fn after_delivery(sight: &Sight<'_>, cycle: &CycleOpened, it: &Appraisal) -> Vec<Line> {
    let Some(delivered) = &it.delivered else { return Vec::new() };
    let name = appraisal_name(&it.id);
    let asked = |rule, what: String, due| Asked { rule, cycle, what: format!("{name}: {what}"), due };
    let cause = sight.person.entry(delivered.seq).and_then(|entry| entry.cause);
    let mut review =
        line(sight, asked("702.review", "reviewed above before it was delivered".into(), delivered.on), cause);
    // What is said in the review stays with its makers: who, and on which day, is procedure.
    review.evidence = None;
    let mut lines = vec![review];
    for (at, rebuttal) in it.rebuttals.iter().enumerate() {
        let due = after(delivered.on, cycle.rebuttal_days);
        lines.push(line(sight, asked("appraisal.windows", "rebutted".into(), due), Some(rebuttal.seq)));
        let answer = it.answers.get(at).map(|answer| answer.seq);
        let due = after(rebuttal.on, cycle.answer_days);
        lines.push(line(sight, asked("appraisal.windows", "rebuttal answered".into(), due), answer));
    }
    lines
}
