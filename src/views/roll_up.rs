//! The roll-up of a leader of leaders: counts over everybody below them, tier by tier and leader by leader (N.levels).
//! Counts only, never a word of anybody's notes.
//!
//! A leader's roll-up is the sum of their reports and of the roll-ups below, so that one changed summary changes the
//! chain above it and nothing else.

use super::{
    check::RULES, commitments::Counts, coverage::TopicState, sight::Named, summary::Summary, tick::Tally,
    words::month_of, year::Verdict,
};
use chrono::{Months, NaiveDate};
use serde::Serialize;
use std::collections::BTreeMap;

/// Where a roster knows no tier.
const NO_TIER: &str = "no tier on record";

/// What is counted of a group of people.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
pub struct Rolled {
    /// People.
    pub people: usize,
    /// With a 1:1 to come.
    pub scheduled: usize,
    /// With the minutes asked for, this month so far.
    pub met_this_month: usize,
    /// With the minutes asked for, in the month before.
    pub met_last_month: usize,
    /// Of whom the month before is judged.
    pub judged_last_month: usize,
    /// 1:1s held in the cycle.
    pub held: usize,
    /// 1:1s of the cycle whose day has passed, without those called off.
    pub due: usize,
    /// Held, and prepared in writing by both sides.
    pub both_prepared: usize,
    /// Sides that prepared those held in writing: two where both did.
    pub sides_prepared: usize,
    /// Held, with a finalised record.
    pub finalised: usize,
    /// Promises of the employees.
    pub employees: Promises,
    /// Promises of the leaders to them.
    pub leaders: Promises,
    /// Problems that stand (2C.K1).
    pub problems: usize,
    /// Those of them that were taken further up (2D.R).
    pub escalated: usize,
    /// Ideas submitted in the cycle (2C.K3).
    pub ideas: usize,
    /// Ideas implemented in it.
    pub implemented: usize,
    /// With how many each topic is within its gap. A template would lose the order of a map: the page has lines of it.
    #[serde(skip)]
    pub topics: BTreeMap<String, usize>,
    /// Findings by rule; likewise.
    #[serde(skip)]
    pub findings: BTreeMap<String, usize>,
}

/// What came of promises.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize)]
pub struct Promises {
    /// Made.
    pub made: usize,
    /// Kept, by the day that was agreed.
    pub kept: usize,
    /// Kept late.
    pub late: usize,
    /// Open and past due.
    pub overdue: usize,
}

impl Promises {
    fn add(&mut self, counts: Option<&Counts>) {
        let Some(counts) = counts else { return };
        self.made += counts.made;
        self.kept += counts.kept + counts.kept_renegotiated;
        self.late += counts.kept_late;
        self.overdue += counts.overdue;
    }

    fn join(&mut self, other: &Self) {
        self.made += other.made;
        self.kept += other.kept;
        self.late += other.late;
        self.overdue += other.overdue;
    }
}

impl Rolled {
    /// One person, counted on a day.
    fn of(summary: &Summary, as_of: NaiveDate) -> Self {
        let mut one = Self { people: 1, ..Self::default() };
        let (this, last) = (month_of(as_of), month_of(as_of).checked_sub_months(Months::new(1)));
        let first = super::cycle::Cycle::containing(as_of).from;
        let verdict = |month: NaiveDate| -> Option<Verdict> {
            let at = super::cycle::Cycle::containing(as_of).months().iter().position(|known| *known == month);
            at.and_then(|at| summary.verdicts.get(at)).copied()
        };
        let counted = summary.ticks.iter().filter(|tick| tick.on >= first && tick.on <= as_of);
        let tally = Tally::of(counted);
        one.scheduled = usize::from(summary.row.next.is_some());
        one.met_this_month = usize::from(verdict(this) == Some(Verdict::Met));
        let last = last.and_then(verdict);
        one.met_last_month = usize::from(last == Some(Verdict::Met));
        one.judged_last_month = usize::from(matches!(last, Some(Verdict::Met | Verdict::Short)));
        one.held = tally.held;
        one.due = tally.held + tally.silent + tally.missed_by_employee + tally.missed_by_leader;
        one.both_prepared = tally.both_prepared;
        one.sides_prepared = tally.sides_prepared;
        one.finalised = tally.finalised;
        one.employees.add(summary.follow_through.first());
        one.leaders.add(summary.follow_through.get(1));
        let improving = &summary.improving;
        (one.problems, one.escalated) = (improving.open, improving.escalated);
        (one.ideas, one.implemented) = (improving.submitted, improving.implemented);
        let covered = |state: TopicState| usize::from(state != TopicState::Overdue);
        one.topics = summary.topics.iter().map(|topic| (topic.id.clone(), covered(topic.state))).collect();
        one.findings = summary.row.short.iter().map(|short| (short.rule.to_owned(), short.count)).collect();
        one
    }

    fn join(&mut self, other: &Self) {
        self.people += other.people;
        self.scheduled += other.scheduled;
        self.met_this_month += other.met_this_month;
        self.met_last_month += other.met_last_month;
        self.judged_last_month += other.judged_last_month;
        self.held += other.held;
        self.due += other.due;
        self.both_prepared += other.both_prepared;
        self.sides_prepared += other.sides_prepared;
        self.finalised += other.finalised;
        self.employees.join(&other.employees);
        self.leaders.join(&other.leaders);
        self.problems += other.problems;
        self.escalated += other.escalated;
        self.ideas += other.ideas;
        self.implemented += other.implemented;
        for (topic, count) in &other.topics {
            *self.topics.entry(topic.clone()).or_default() += count;
        }
        for (rule, count) in &other.findings {
            *self.findings.entry(rule.clone()).or_default() += count;
        }
    }
}

/// The roll-up of a leader: everybody below them, by tier.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Roll {
    tiers: BTreeMap<String, Rolled>,
}

impl Roll {
    /// The roll-up of a leader from their reports, each with the roll-up below them, if they lead.
    pub fn of<'a>(reports: impl IntoIterator<Item = (&'a Summary, Option<&'a Roll>)>, as_of: NaiveDate) -> Self {
        let mut roll = Self::default();
        for (report, below) in reports {
            let tier = report.tier.clone().unwrap_or_else(|| NO_TIER.to_owned());
            roll.tiers.entry(tier).or_default().join(&Rolled::of(report, as_of));
            for (tier, rolled) in below.into_iter().flat_map(|below| &below.tiers) {
                roll.tiers.entry(tier.clone()).or_default().join(rolled);
            }
        }
        roll
    }

    /// All tiers together.
    pub fn all(&self) -> Rolled {
        let mut all = Rolled::default();
        self.tiers.values().for_each(|rolled| all.join(rolled));
        all
    }
}

/// The roll-up page of a leader of leaders.
#[derive(Clone, Debug, Serialize)]
pub struct RollUp {
    /// Whose.
    pub leader: Named,
    /// The month so far, and the one before.
    pub months: (NaiveDate, Option<NaiveDate>),
    /// Everybody below.
    pub all: Rolled,
    /// Tier by tier.
    pub tiers: Vec<RollLine>,
    /// Leader by leader: those among the reports who lead, each with everybody below them.
    pub leaders: Vec<LeaderLine>,
    /// With how many people of each tier each topic is within its gap, and with how many in all.
    pub topics: Vec<ByTier>,
    /// Findings by rule, tier by tier and in all, in the order of the sheet.
    pub findings: Vec<ByTier>,
}

/// A number for each tier.
#[derive(Clone, Debug, Serialize)]
pub struct ByTier {
    /// What is counted: a topic or a rule.
    pub name: String,
    /// The sentence that the rule judges; nothing for a topic.
    pub sentence: Option<&'static str>,
    /// Tier by tier.
    pub tiers: Vec<usize>,
    /// All together.
    pub all: usize,
}

/// One tier.
#[derive(Clone, Debug, Serialize)]
pub struct RollLine {
    /// Its name.
    pub name: String,
    /// Its counts.
    pub rolled: Rolled,
}

/// One leader.
#[derive(Clone, Debug, Serialize)]
pub struct LeaderLine {
    /// Who.
    pub person: Named,
    /// Everybody below them.
    pub rolled: Rolled,
    /// Whether somebody below them leads too, so that they have a roll-up of their own.
    pub rolls_up: bool,
}

/// The page of a leader, from their own roll-up and those of the reports who lead.
pub fn roll_up<'a>(
    leader: Named,
    own: &Roll,
    leaders: impl IntoIterator<Item = (&'a Summary, &'a Roll, bool)>,
    as_of: NaiveDate,
) -> RollUp {
    let line = |(summary, roll, rolls_up): (&Summary, &Roll, bool)| LeaderLine {
        person: summary.person.clone(),
        rolled: roll.all(),
        rolls_up,
    };
    let mut leaders: Vec<_> = leaders.into_iter().map(line).collect();
    leaders.sort_by(|a, b| a.person.cmp(&b.person));
    let all = own.all();
    let tier = |(name, rolled): (&String, &Rolled)| RollLine { name: name.clone(), rolled: rolled.clone() };
    let line = |name: &str, sentence, of: fn(&Rolled) -> &BTreeMap<String, usize>| {
        let count = |rolled: &Rolled| of(rolled).get(name).copied().unwrap_or(0);
        ByTier { name: name.to_owned(), sentence, tiers: own.tiers.values().map(count).collect(), all: count(&all) }
    };
    let rules = RULES.iter().filter(|rule| all.findings.contains_key(rule.id));
    RollUp {
        leader,
        months: (month_of(as_of), month_of(as_of).checked_sub_months(Months::new(1))),
        topics: all.topics.keys().map(|topic| line(topic, None, |rolled| &rolled.topics)).collect(),
        findings: rules.map(|rule| line(rule.id, Some(rule.sentence), |rolled| &rolled.findings)).collect(),
        tiers: own.tiers.iter().map(tier).collect(),
        leaders,
        all,
    }
}
