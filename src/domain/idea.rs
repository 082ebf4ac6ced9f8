//! Ideas (2C.K3): asked for by the leader, submitted by the employee, decided, implemented. One that became part of
//! standard work names the revision (J.purpose). Who was asked says nothing of anybody.

use super::{
    audience::{UnknownWord, closed_list},
    meeting::Fact,
    names::IdeaId,
};
use serde::{Deserialize, Serialize};
use std::{fmt, str::FromStr};

closed_list! {
    /// What was decided of an idea.
    Decision {
        /// It is to be implemented.
        Accepted = "accepted",
        /// It is not.
        Declined = "declined",
    }
}

/// `idea-solicited`
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct IdeaSolicited {
    /// The name of the idea that is asked for.
    pub idea: IdeaId,
    /// What it is asked about.
    pub text: String,
}

/// `idea-submitted`
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct IdeaSubmitted {
    /// Its name in this person's stream; that of the asking where it answers one.
    pub idea: IdeaId,
    /// The idea.
    pub text: String,
}

/// `idea-decided`
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct IdeaDecided {
    /// Which idea.
    pub idea: IdeaId,
    /// Accepted or declined.
    pub decision: Decision,
    /// Why.
    pub reason: String,
}

/// `idea-implemented`
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct IdeaImplemented {
    /// Which idea.
    pub idea: IdeaId,
    /// What was done.
    pub text: String,
    /// The standard-work document that it became part of.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub document: Option<String>,
    /// The revision of that document.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub version: Option<u32>,
}

/// An idea as it stands.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Idea {
    /// That it was asked for.
    pub solicited: Option<Fact<IdeaSolicited>>,
    /// That it was submitted.
    pub submitted: Option<Fact<IdeaSubmitted>>,
    /// What was decided.
    pub decided: Option<Fact<IdeaDecided>>,
    /// What came of it.
    pub implemented: Option<Fact<IdeaImplemented>>,
}

impl Idea {
    /// Whether it was asked for and not submitted yet.
    pub fn is_asked_for(&self) -> bool {
        self.submitted.is_none()
    }

    /// Whether it waits for a decision.
    pub fn is_undecided(&self) -> bool {
        self.submitted.is_some() && self.decided.is_none()
    }

    /// Whether it was accepted and waits to be implemented.
    pub fn is_accepted(&self) -> bool {
        let accepted = self.decided.as_ref().is_some_and(|it| it.what.decision == Decision::Accepted);
        accepted && self.implemented.is_none()
    }

    /// The words it goes by: the idea, else what it is asked about.
    pub fn words(&self) -> Option<(u64, &str)> {
        let submitted = self.submitted.as_ref().map(|it| (it.seq, it.what.text.as_str()));
        submitted.or_else(|| self.solicited.as_ref().map(|it| (it.seq, it.what.text.as_str())))
    }
}
