//! Appraisal cycles: from when to when, on which scale, and how many days each side has. All of it is recorded
//! configuration; no scale and no window stands in this program (REQUIREMENTS, "The rules behind an appraisal").

use super::{
    dates::is_usual,
    decide::{Context, Proposed},
    directory::{Directory, Set},
    event::Event,
    refusal::{Refusal, clean},
};
use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

/// `cycle-opened`
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct CycleOpened {
    /// Its name, by which appraisals name it.
    pub cycle: String,
    /// Its first day.
    pub from: NaiveDate,
    /// Its last day.
    pub to: NaiveDate,
    /// The levels of the rating scale, from the lowest to the highest.
    pub scale: Vec<String>,
    /// The middle level: a rating below it needs an earlier concern that was acknowledged (4.R2).
    pub middle: String,
    /// The day by which the annual appraisal is delivered.
    pub due: NaiveDate,
    /// The day by which the mid-year review is held, where one is asked for.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub mid_year: Option<NaiveDate>,
    /// Days from becoming somebody's leader to communicating expectations.
    pub plan_days: u32,
    /// Days from the delivery in which the employee may rebut.
    pub rebuttal_days: u32,
    /// Days from a rebuttal to its answer.
    pub answer_days: u32,
}

impl CycleOpened {
    /// Whether a day lies in it.
    pub fn contains(&self, on: NaiveDate) -> bool {
        (self.from..=self.to).contains(&on)
    }

    /// A level as the scale spells it.
    pub fn level(&self, level: &str) -> Option<&String> {
        self.scale.iter().find(|known| known.eq_ignore_ascii_case(level.trim()))
    }

    /// Whether a level lies below the middle one.
    pub fn is_low(&self, level: &str) -> bool {
        let at = |wanted: &str| self.scale.iter().position(|known| known == wanted);
        at(level) < at(&self.middle)
    }
}

impl Directory {
    /// The appraisal cycle with a name.
    pub fn appraisal_cycle(&self, name: &str) -> Option<&Set<CycleOpened>> {
        self.cycles.iter().find(|set| set.what.cycle == name)
    }

    /// The appraisal cycle of a day: the one that contains it, else the last that began before.
    pub fn appraisal_cycle_on(&self, on: NaiveDate) -> Option<&Set<CycleOpened>> {
        let begun = || self.cycles.iter().filter(|set| set.what.from <= on);
        begun().find(|set| set.what.contains(on)).or_else(|| begun().max_by_key(|set| set.what.from))
    }
}

/// Opens a cycle: `coach cycle open`.
#[derive(Clone, Debug, PartialEq)]
pub struct OpenCycle(pub CycleOpened);

impl OpenCycle {
    /// # Errors
    /// Refuses anyone but HR, a name that is taken or no name, days out of order, a cycle that lies over another, a scale
    /// of less than three levels or without its middle, and windows of no days.
    pub fn decide(self, context: &Context<'_>) -> Result<Vec<Proposed>, Refusal> {
        context.hr_only("Appraisal cycle opened")?;
        let mut it = self.0;
        it.cycle = clean("name of the cycle", &it.cycle)?;
        let plain = |c: char| c.is_ascii_alphanumeric() || c == '-';
        if !it.cycle.chars().all(plain) || it.cycle.len() > 20 {
            let what = format!("{:?} is no name of a cycle.", it.cycle);
            return Err(scale(what, "Letters, digits and hyphens will do, such as 2025-26."));
        }
        let days = [Some(it.from), Some(it.to), Some(it.due), it.mid_year];
        if it.to <= it.from || it.due < it.from || !days.into_iter().flatten().all(is_usual) {
            let what = format!("The cycle runs from {} to {}, its appraisals due by {}.", it.from, it.to, it.due);
            return Err(scale(what, "Give a last day and a due day after the first day."));
        }
        if it.mid_year.is_some_and(|day| !it.contains(day)) {
            return Err(scale("The mid-year review would be due outside the cycle.", "Give a day within it."));
        }
        let over = |known: &&Set<CycleOpened>| known.what.from <= it.to && it.from <= known.what.to;
        let taken = |known: &&Set<CycleOpened>| known.what.cycle.eq_ignore_ascii_case(&it.cycle);
        if let Some(known) = context.directory.cycles.iter().find(|known| over(known) || taken(known)) {
            let CycleOpened { cycle, from, to, .. } = &known.what;
            let what = format!("The cycle {cycle} runs from {from} to {to} (#{}).", known.seq);
            return Err(scale(what, "Name another one, that begins after it; a cycle is never changed."));
        }
        it.scale = it.scale.iter().map(|level| clean("level", level)).collect::<Result<_, _>>()?;
        let twice =
            |(at, level): (usize, &String)| it.scale[..at].iter().any(|other| other.eq_ignore_ascii_case(level));
        if it.scale.len() < 3 || it.scale.iter().enumerate().any(twice) {
            let next = "Name at least three different ones, from the lowest to the highest: --levels low,middle,high.";
            return Err(scale(format!("The scale has the levels {}.", it.scale.join(", ")), next));
        }
        let Some(middle) = it.level(&it.middle).cloned() else {
            let what = format!("{:?} is none of the levels {}.", it.middle, it.scale.join(", "));
            return Err(scale(what, "Say which of them is the middle one with --middle."));
        };
        if Some(&middle) == it.scale.first() || Some(&middle) == it.scale.last() {
            return Err(scale(
                format!("{middle:?} is at an end of the scale."),
                "The middle one has levels on both sides.",
            ));
        }
        it.middle = middle;
        if [it.plan_days, it.rebuttal_days, it.answer_days].into_iter().any(|days| !(1..=366).contains(&days)) {
            return Err(scale("A window has no days, or more than a year.", "Give 1 to 366 days for each."));
        }
        context.for_agency(vec![Event::CycleOpened(it)])
    }
}

fn scale(what: impl Into<String>, next: &str) -> Refusal {
    Refusal::new(what, next).by("appraisal.scale")
}
