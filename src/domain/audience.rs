//! Who an entry is for, how long its series keeps it, and in which part somebody records it.
//! The closed lists of EVENTS.md, "Audience classes", and LOG.md, "Entry".

use serde::{Deserialize, Serialize};
use std::{fmt, str::FromStr};

/// A word of one of the closed lists that is not in it.
#[derive(Debug, thiserror::Error)]
#[error("{word:?} is none of {known}")]
pub struct UnknownWord {
    pub(super) word: String,
    pub(super) known: String,
}

macro_rules! closed_list {
    ($(#[$doc:meta])* $name:ident { $($(#[$vdoc:meta])* $variant:ident = $word:literal),+ $(,)? }) => {
        $(#[$doc])*
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
        pub enum $name { $($(#[$vdoc])* #[serde(rename = $word)] $variant),+ }

        impl $name {
            /// Every word of the list, in order.
            pub const ALL: &[$name] = &[$($name::$variant),+];

            /// The word on the wire.
            pub const fn as_str(self) -> &'static str {
                match self { $($name::$variant => $word),+ }
            }
        }

        impl fmt::Display for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result { f.write_str(self.as_str()) }
        }

        impl FromStr for $name {
            type Err = UnknownWord;
            fn from_str(word: &str) -> Result<Self, UnknownWord> {
                Self::ALL.iter().copied().find(|known| known.as_str() == word).ok_or_else(|| UnknownWord {
                    word: word.to_owned(),
                    known: [$($word),+].join(", "),
                })
            }
        }
    };
}
pub(crate) use closed_list;

closed_list! {
    /// Who may read an entry (EVENTS.md, "Audience classes").
    Class {
        /// Everyone employed.
        Agency = "agency",
        /// The employee, the chain of leaders above on the day of reading, HR; auditors with a recorded purpose.
        Person = "person",
        /// The employee and the leader on the day of reading; HR and auditors with a recorded purpose.
        Pair = "pair",
        /// An appraisal in the making: the leader, who reviews it above, HR; never the employee.
        Review = "review",
        /// HR; auditors with a recorded purpose.
        Hr = "hr",
    }
}

closed_list! {
    /// The retention series an entry belongs to; their periods are configuration (EVENTS.md, "What must hold").
    Retention {
        /// Standards, policies and the agency itself.
        Agency = "agency",
        /// Coaching: meetings, preparation, commitments, development.
        Coaching = "coaching",
        /// Appraisals and disputes.
        Appraisal = "appraisal",
        /// Roster and record keeping.
        Records = "records",
    }
}

closed_list! {
    /// The part in which somebody recorded an entry, as the header keeps it.
    Role {
        /// For themselves.
        Employee = "employee",
        /// As the subject's leader on the day it happened.
        Leader = "leader",
        /// As an officer of human resources.
        Hr = "hr",
        /// As the leader above the subject's leader on the day it happened.
        Reviewer = "reviewer",
        /// As an auditor.
        Auditor = "auditor",
        /// The software itself.
        Software = "software",
    }
}

closed_list! {
    /// One of the two people of a 1:1.
    Side {
        /// The team member, for whose benefit the meeting is (N.twoway).
        Employee = "employee",
        /// The leader.
        Leader = "leader",
    }
}

impl Class {
    /// Who reads an entry of this class, as said to a person before they type (learnt the hard way, 3).
    pub const fn readers(self) -> &'static str {
        match self {
            Class::Agency => "everyone employed",
            Class::Person => "the employee, the chain of leaders above, and HR, with a recorded purpose also auditors",
            Class::Pair => "the employee and the leader, with a recorded purpose also HR and auditors",
            Class::Review => "the leader, the leader above who reviews it, and HR",
            Class::Hr => "HR of that agency, with a recorded purpose also its auditors",
        }
    }
}
