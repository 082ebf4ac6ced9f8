//! Dispute forums: where an employee may ask for a review, of what, within which days, who answers each step and who
//! decides. All of it is recorded configuration in versions; no forum stands in this program. A dispute is judged by the
//! version in force on the day that it was asked for.

use super::{
    audience::{UnknownWord, closed_list},
    dates::is_usual,
    decide::{Context, Proposed},
    directory::{Directory, Set},
    event::Event,
    refusal::{Refusal, clean},
};
use crate::id::Id;
use chrono::NaiveDate;
use serde::{Deserialize, Serialize};
use std::{fmt, str::FromStr};

closed_list! {
    /// What of a thing is disputed, and what a forum takes.
    Matter {
        /// How it came about.
        Process = "process",
        /// What it says.
        Content = "content",
        /// Both.
        Both = "both",
    }
}

closed_list! {
    /// Who answers a step.
    Answers {
        /// The employee's leader on that day.
        Leader = "leader",
        /// The leader above; human resources where nobody is above.
        Reviewer = "reviewer",
        /// Human resources.
        Hr = "hr",
    }
}

closed_list! {
    /// From when the days to ask for a review of an appraisal are counted.
    Counted {
        /// From its delivery.
        Delivery = "delivery",
        /// From the day that it is final.
        Finalising = "finalising",
    }
}

/// A step of a forum.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ForumStep {
    /// What it is called.
    pub name: String,
    /// Who answers it.
    pub by: Answers,
    /// Days from its filing to its answer.
    pub days: u32,
}

/// `dispute-forum-set`
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct DisputeForumSet {
    /// Its name, by which disputes name it.
    pub forum: String,
    /// The version, in the order of setting; the first is 1.
    pub version: u32,
    /// What it takes.
    pub takes: Matter,
    /// From when the days to ask are counted, of an appraisal; of an entry it is the day of recording.
    pub counted_from: Counted,
    /// Days from then in which a review may be asked for.
    pub ask_days: u32,
    /// Days to file a step: from the request, or from the answer to the step before.
    pub file_days: u32,
    /// Its steps, in order.
    pub steps: Vec<ForumStep>,
    /// Who decides, by office.
    pub decided_by: String,
    /// Days from the last answer to the decision.
    pub decide_days: u32,
    /// In force from.
    pub effective: NaiveDate,
}

impl DisputeForumSet {
    /// The step with a number, from 1 on.
    pub fn step(&self, number: u32) -> Option<&ForumStep> {
        self.steps.get(usize::try_from(number).ok()?.checked_sub(1)?)
    }
}

impl Matter {
    /// Whether a forum of this takes what is disputed.
    pub fn takes(self, disputed: Matter) -> bool {
        self == Matter::Both || self == disputed
    }
}

impl Directory {
    /// The forums in force for a person or an agency on a day: those of the agency that the person belongs to on it, by
    /// name, each in its version of the day.
    pub fn forums_on(&self, of: Id, on: NaiveDate) -> Vec<&Set<DisputeForumSet>> {
        let mut found: Vec<&Set<DisputeForumSet>> = Vec::new();
        for set in self.forums_of(of, on).iter().filter(|set| set.what.effective <= on) {
            match found.iter_mut().find(|known| known.what.forum == set.what.forum) {
                Some(known) => *known = set,
                None => found.push(set),
            }
        }
        found.sort_by(|a, b| a.what.forum.cmp(&b.what.forum));
        found
    }

    /// A version of a forum of an agency.
    pub fn forum(&self, agency: Id, name: &str, version: u32) -> Option<&Set<DisputeForumSet>> {
        self.own(agency).forums.iter().find(|set| set.what.forum == name && set.what.version == version)
    }

    fn forums_of(&self, of: Id, on: NaiveDate) -> &[Set<DisputeForumSet>] {
        self.agency_of(of, on).map_or(&[], |agency| self.own(agency).forums)
    }
}

/// Sets a forum, or its next version: `coach dispute forum set`. The version is given by the order of setting.
#[derive(Clone, Debug, PartialEq)]
pub struct SetForum(pub DisputeForumSet);

impl SetForum {
    /// # Errors
    /// Refuses anyone but HR, a forum without a name or who decides, windows of no days, a version that says what the
    /// last one says, and one in force before today or before the last one.
    pub fn decide(self, context: &Context<'_>) -> Result<Vec<Proposed>, Refusal> {
        context.hr_only("Dispute forum set")?;
        let mut it = self.0;
        it.forum = clean("name of the forum", &it.forum)?;
        if it.forum.contains(['\n', '\t']) {
            return Err(window("The name of the forum has several lines or columns.", "Give it in one."));
        }
        it.decided_by = clean("office that decides", &it.decided_by)?;
        for step in &mut it.steps {
            step.name = clean("name of the step", &step.name)?;
        }
        let steps = it.steps.iter().map(|step| step.days);
        let mut days = steps.chain([it.ask_days, it.file_days, it.decide_days]);
        if days.any(|days| !(1..=366).contains(&days)) {
            return Err(window("A window has no days, or more than a year.", "Give 1 to 366 days for each."));
        }
        if it.effective < context.today || !is_usual(it.effective) {
            let what = format!("The version would be in force from {}, before today.", it.effective);
            return Err(window(what, "A forum never judges backwards: give today or a later day with --effective."));
        }
        let own = context.directory.own(context.agency()).forums;
        let earlier = own.iter().rev().find(|set| set.what.forum.eq_ignore_ascii_case(&it.forum));
        it.version = 1;
        if let Some(Set { what: last, seq, .. }) = earlier {
            (it.forum, it.version) = (last.forum.clone(), last.version + 1);
            if it.effective < last.effective {
                let what = format!("Version {} is in force from {} (#{seq}).", last.version, last.effective);
                return Err(window(what, "Give that day or a later one with --effective."));
            }
            let same = DisputeForumSet { version: it.version, effective: it.effective, ..last.clone() };
            if same == it {
                let what = format!("Version {} says the same (#{seq}).", last.version);
                return Err(window(what, "Nothing is left to do."));
            }
        }
        context.for_agency(vec![Event::DisputeForumSet(it)])
    }
}

fn window(what: impl Into<String>, next: &str) -> Refusal {
    Refusal::new(what, next).by("dispute.windows")
}
