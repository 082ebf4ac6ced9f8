//! What somebody signed on paper, transcribed by human resources. It never counts as the employee's own act.

use super::{
    audience::{Retention, UnknownWord, closed_list},
    decide::{Context, Proposed},
    event::Event,
    person::Person,
    records::Recorded,
    refusal::{Refusal, clean, rule},
};
use serde::{Deserialize, Serialize};
use std::{fmt, str::FromStr};

closed_list! {
    /// What a paper is, by the kind of the entry that its employee would have recorded.
    Paper {
        /// The acknowledgement of a meeting's record.
        Meeting = "meeting-acknowledged",
        /// The acknowledgement of an appraisal.
        Appraisal = "appraisal-acknowledged",
        /// A rebuttal.
        Rebuttal = "rebuttal-filed",
        /// A self-assessment.
        SelfAssessment = "self-assessment-submitted",
        /// The acknowledgement of a performance plan.
        Plan = "plan-acknowledged",
        /// The acknowledgement of a concern.
        Concern = "concern-acknowledged",
    }
}

impl Paper {
    /// What it is, as a person reads it.
    pub fn words(self) -> &'static str {
        match self {
            Paper::Meeting => "acknowledgement of a 1:1’s record",
            Paper::Appraisal => "acknowledgement of an appraisal",
            Paper::Rebuttal => "rebuttal",
            Paper::SelfAssessment => "self-assessment",
            Paper::Plan => "acknowledgement of a performance plan",
            Paper::Concern => "acknowledgement of a concern",
        }
    }

    /// Whether it belongs to what is expected and appraised, and not to a 1:1.
    pub fn is_of_an_appraisal(self) -> bool {
        !matches!(self, Paper::Meeting | Paper::Concern)
    }

    /// What the entry is that it is about; a self-assessment is about none.
    fn about(self) -> Option<&'static str> {
        match self {
            Paper::Meeting => Some("a finalised 1:1 record"),
            Paper::Appraisal | Paper::Rebuttal => Some("the delivery of an appraisal"),
            Paper::SelfAssessment => None,
            Paper::Plan => Some("a performance plan, issued or modified"),
            Paper::Concern => Some("a concern"),
        }
    }

    fn fits(self, event: &Event) -> bool {
        matches!(
            (self, event),
            (Paper::Meeting, Event::MeetingRecordFinalised(_))
                | (Paper::Appraisal | Paper::Rebuttal, Event::AppraisalDelivered(_))
                | (Paper::Plan, Event::PerformancePlanIssued(_) | Event::PerformancePlanModified(_))
                | (Paper::Concern, Event::ConcernRaised(_))
        )
    }
}

/// `paper-transcribed`: what a signed paper says, and the hash of its scan. It happened on the day of the signature.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct PaperTranscribed {
    /// What the paper is.
    pub of: Paper,
    /// The entry that it is about; nothing for a self-assessment.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub target: Option<u64>,
    /// What it says.
    pub text: String,
    /// The BLAKE3 hash of the scan, 64 digits.
    pub scan: String,
}

/// Transcribes a signed paper: `coach transcribe`.
#[derive(Clone, Debug, PartialEq)]
pub struct Transcribe {
    /// What the paper is.
    pub of: Paper,
    /// The entry that it is about.
    pub target: Option<u64>,
    /// What it says.
    pub text: String,
    /// The hash of its scan.
    pub scan: String,
}

impl Transcribe {
    /// # Errors
    /// Refuses one's own paper, an entry that the paper cannot be about, a signature before it, what is no hash, and a
    /// scan that was transcribed as this already.
    pub fn decide(&self, context: &Context<'_>, person: &Person) -> Result<Vec<Proposed>, Refusal> {
        if context.actor == person.id {
            let what = "Nobody transcribes a paper of their own.";
            return Err(
                Refusal::new(what, "Record it yourself, as what it is; it then counts as yours.").by(rule::PAPER)
            );
        }
        let target = self.about(context, person)?;
        let text = clean("text", &self.text)?;
        let digits = |byte: u8| byte.is_ascii_digit() || (b'a'..=b'f').contains(&byte);
        if self.scan.len() != 64 || !self.scan.bytes().all(digits) {
            return Err(Refusal::new(
                "The hash of the scan is not one of BLAKE3.",
                "It has 64 digits, as b3sum prints.",
            )
            .by(rule::PAPER));
        }
        self.is_new(person)?;
        let kept = target.map_or(Retention::Appraisal, |entry| entry.event.retention());
        let target = target.map(|entry| entry.seq);
        let event = PaperTranscribed { of: self.of, target, text, scan: self.scan.clone() };
        let mut proposed = context.record(person, vec![Event::PaperTranscribed(event)])?;
        for it in &mut proposed {
            (it.cause, it.retention) = (target, kept);
        }
        Ok(proposed)
    }

    /// One scan is one paper: of the same kind about the same entry it is transcribed once, by whomever.
    fn is_new(&self, person: &Person) -> Result<(), Refusal> {
        let same = |entry: &&Recorded| match &entry.event {
            Event::PaperTranscribed(it) => (it.of, it.target, &it.scan) == (self.of, self.target, &self.scan),
            _ => false,
        };
        let mut standing = person.entries.iter().filter(|entry| !entry.withdrawn);
        let Some((seq, on)) = standing.rfind(same).map(|entry| (entry.seq, entry.occurred_on)) else { return Ok(()) };
        let what = format!("This scan was transcribed already: #{seq}, {} signed on {on}.", self.of.words());
        let next = "One scan is one entry. What was misread is transcribed from another scan of the paper; both stand.";
        Err(Refusal::new(what, next).by(rule::PAPER))
    }

    fn about<'p>(&self, context: &Context<'_>, person: &'p Person) -> Result<Option<&'p Recorded>, Refusal> {
        let of = self.of;
        let Some(about) = of.about() else {
            return match self.target {
                None => Ok(None),
                Some(_) => {
                    let what = format!("A {} is about no entry.", of.words());
                    Err(Refusal::new(what, "Leave --entry out.").by(rule::PAPER))
                }
            };
        };
        let found = self.target.and_then(|seq| person.entry(seq)).filter(|entry| !entry.withdrawn);
        let Some(entry) = found.filter(|entry| of.fits(&entry.event)) else {
            let what = format!("What the paper is about ({}) is {about} of this person.", of.words());
            return Err(
                Refusal::new(what, "Give its number: --entry SEQ; coach log PERSON lists them.").by(rule::PAPER)
            );
        };
        if context.on < entry.occurred_on {
            let what = format!("#{} happened on {}, after the signature.", entry.seq, entry.occurred_on);
            return Err(Refusal::new(what, "Give the day it was signed on: --signed DATE.").by(rule::PAPER));
        }
        Ok(Some(entry))
    }
}
