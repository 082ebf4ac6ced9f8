//! Problems and what is done about them (2C.K1): the gap, its cause, countermeasures with what is expected and later
//! found, and how a problem that lingers is taken further up (2D.R). A countermeasure says whose it is (2C.K2).

use super::{
    audience::Side,
    meeting::Fact,
    names::{CountermeasureId, GoalId, IdeaId, MeetingId, ProblemId},
};
use crate::id::Id;
use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

/// `problem-opened`
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ProblemOpened {
    /// Its name in this person's stream.
    pub problem: ProblemId,
    /// The topic of the standard agenda; under team dynamics it stays between the two.
    pub topic: String,
    /// What is, against what should be.
    pub gap: String,
    /// The goal whose metric shows the gap.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub goal: Option<GoalId>,
    /// The idea that led to it.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub idea: Option<IdeaId>,
    /// The meeting it was opened in.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub meeting: Option<MeetingId>,
}

/// `cause-identified`
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct CauseIdentified {
    /// Of which problem.
    pub problem: ProblemId,
    /// What brings the gap about.
    pub text: String,
}

/// `countermeasure-adopted`
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct CountermeasureAdopted {
    /// Its name in this person's stream.
    pub countermeasure: CountermeasureId,
    /// Against which problem.
    pub problem: ProblemId,
    /// Whose it is: who thought of it, whoever records it (2C.K2).
    pub author: Side,
    /// What is done.
    pub text: String,
    /// What is expected of it.
    pub expected: String,
    /// The day on which what came of it is checked.
    pub check_on: NaiveDate,
    /// The meeting it was adopted in.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub meeting: Option<MeetingId>,
}

/// `countermeasure-checked`
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct CountermeasureChecked {
    /// Which countermeasure.
    pub countermeasure: CountermeasureId,
    /// What came of it.
    pub actual: String,
    /// What was learned.
    pub learned: String,
    /// The meeting it was checked in.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub meeting: Option<MeetingId>,
}

/// `problem-escalated`: always for the chain, in words of its own, whoever reads the problem.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ProblemEscalated {
    /// Which problem.
    pub problem: ProblemId,
    /// The next leader up, on that day.
    pub to: Id,
    /// What is asked of them.
    pub text: String,
}

/// `problem-closed`
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ProblemClosed {
    /// Which problem.
    pub problem: ProblemId,
    /// What closed the gap, or why it is one no more.
    pub text: String,
}

/// A problem as it stands.
#[derive(Clone, Debug, PartialEq)]
pub struct Problem {
    /// That it was opened.
    pub opened: Fact<ProblemOpened>,
    /// Its causes, as they were found.
    pub causes: Vec<Fact<CauseIdentified>>,
    /// How it was taken further up, oldest first.
    pub escalations: Vec<Fact<ProblemEscalated>>,
    /// That it was closed.
    pub closed: Option<Fact<ProblemClosed>>,
}

/// A countermeasure as it stands.
#[derive(Clone, Debug, PartialEq)]
pub struct Countermeasure {
    /// That it was adopted.
    pub adopted: Fact<CountermeasureAdopted>,
    /// What was found of it.
    pub checked: Option<Fact<CountermeasureChecked>>,
}

/// Where a problem stands in Plan-Do-Check-Act (N.pdca).
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Phase {
    /// No countermeasure is adopted yet.
    Plan,
    /// One is, and the day of its check is to come.
    Do,
    /// The day of a check has come.
    Check,
    /// All are checked: what was learned waits to be acted on.
    Act,
    /// It is closed.
    Closed,
}
