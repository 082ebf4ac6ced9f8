//! The answer to a file. It is made of numbers, of names and sentences that this program gave, and of the file's own
//! name: it can be read by whoever knows where it lies, and so holds no word of the file or of a record.

use serde::Serialize;
use std::collections::HashSet;

/// The answer to one file.
#[derive(Clone, Debug, Serialize)]
pub struct Report {
    /// The file's name, as it is shown.
    pub file: String,
    /// When the file was written, in seconds since 1970: which of several of that name it was.
    pub written: i64,
    /// `taken`, or `refused` where nothing of it was recorded.
    outcome: &'static str,
    /// Why the file as a whole was refused.
    #[serde(skip_serializing_if = "Option::is_none")]
    why: Option<&'static str>,
    /// The rule by which it was.
    #[serde(skip_serializing_if = "Option::is_none")]
    rule: Option<&'static str>,
    /// How many of its lines came to what.
    #[serde(flatten)]
    counts: Counts,
    /// Each line.
    lines: Vec<Line>,
}

/// How many lines came to what.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize)]
pub struct Counts {
    /// Recorded by this file.
    pub recorded: usize,
    /// Recorded before by the same request.
    pub before: usize,
    /// Refused.
    pub refused: usize,
}

/// What one line came to.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Line {
    /// The line, counted from 1; of a roster that was taken, 0 for all of it.
    pub line: usize,
    /// The kind of the event that it asks for.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub kind: Option<&'static str>,
    /// What it came to.
    #[serde(flatten)]
    pub outcome: Outcome,
}

/// What a line can come to.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[serde(tag = "outcome", rename_all = "kebab-case")]
pub enum Outcome {
    /// It is recorded, as these entries.
    Recorded {
        /// The first.
        first: u64,
        /// The last.
        last: u64,
    },
    /// The same request had recorded these entries.
    RecordedBefore {
        /// The first.
        first: u64,
        /// The last.
        last: u64,
    },
    /// Nothing differs from what is recorded.
    NothingNew,
    /// Nothing of it is recorded.
    Refused {
        /// The rule that refuses it, where there is one.
        #[serde(skip_serializing_if = "Option::is_none")]
        rule: Option<&'static str>,
        /// The field at fault, by its name.
        #[serde(skip_serializing_if = "Option::is_none")]
        field: Option<String>,
        /// Why, where it can be said without a word of the line or of a record.
        #[serde(skip_serializing_if = "Option::is_none")]
        why: Option<&'static str>,
        /// The fields or kinds that would do; said once, of the first line that they are missing from.
        #[serde(skip_serializing_if = "Vec::is_empty")]
        known: Vec<&'static str>,
        /// The entry that says the same already.
        #[serde(skip_serializing_if = "Option::is_none")]
        already: Option<u64>,
    },
}

/// What came of a file as a whole.
#[derive(Clone, Debug)]
pub enum Judgement {
    /// Each line for itself, or a roster all at once.
    Lines(Vec<Line>),
    /// Nothing of it was looked at.
    Whole {
        /// The rule that refuses it, where there is one.
        rule: Option<&'static str>,
        /// Why.
        why: &'static str,
    },
}

impl Report {
    /// The report of a file that came to this.
    pub fn of(dropped: &super::Dropped, judgement: Judgement) -> Self {
        let (mut lines, rule, why) = match judgement {
            Judgement::Lines(lines) => (lines, None, None),
            Judgement::Whole { rule, why } => (Vec::new(), rule, Some(why)),
        };
        let (mut counts, mut said) = (Counts::default(), HashSet::new());
        for line in &mut lines {
            if let Outcome::Refused { known, .. } = &mut line.outcome
                && !known.is_empty()
                && !said.insert(known.clone())
            {
                // A short line must not make a long answer, ten thousand times.
                known.clear();
            }
            match line.outcome {
                Outcome::Recorded { .. } => counts.recorded += 1,
                Outcome::RecordedBefore { .. } => counts.before += 1,
                Outcome::NothingNew => {}
                Outcome::Refused { .. } => counts.refused += 1,
            }
        }
        let nothing = counts.recorded + counts.before == 0;
        let refused = why.is_some() || (nothing && counts.refused > 0);
        let outcome = if refused { "refused" } else { "taken" };
        Self { file: dropped.shown(), written: dropped.written(), outcome, why, rule, counts, lines }
    }

    /// Whether nothing of the file was recorded, by it or before.
    pub fn is_refused(&self) -> bool {
        self.outcome == "refused"
    }

    /// How many lines came to what.
    pub fn counts(&self) -> Counts {
        self.counts
    }

    /// Why the file as a whole was refused.
    pub fn why(&self) -> Option<&'static str> {
        self.why
    }

    pub(super) fn to_bytes(&self) -> Vec<u8> {
        let mut bytes = serde_json::to_vec_pretty(self).expect("a report is plain data");
        bytes.push(b'\n');
        bytes
    }
}
