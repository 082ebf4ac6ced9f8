//! How often each topic of the standard agenda recurs (N.topics). The topics are those of the coaching standard's
//! revision in force, those that an agency added or relabelled too (N.adapt).

use super::{
    decide::{Context, Proposed},
    directory::{Directory, Set},
    event::Event,
    refusal::Refusal,
    standard::{Topic, first_of_a_month, not_before_the_last},
};
use crate::id::Id;
use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

/// `topic-policy-set`: how often each topic recurs (N.topics).
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct TopicPolicySet {
    /// The version of the policy.
    pub version: u32,
    /// The most days between two talks about a topic.
    pub max_gap_days: u32,
    /// The part of the gap, in percent, after which the topic rises onto the next agenda.
    pub rises_at_percent: u32,
    /// The first month it is in force, by its first day.
    pub effective: NaiveDate,
}

impl TopicPolicySet {
    /// The days after which a topic rises onto the next agenda.
    pub fn rises_after_days(&self) -> u32 {
        self.max_gap_days * self.rises_at_percent / 100
    }
}

/// `topic-recurrence-set`: how often one topic recurs, in the place of what holds for all of them.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct TopicRecurrenceSet {
    /// The topic's number, `2C`.
    pub topic: String,
    /// The most days between two talks about it.
    pub max_gap_days: u32,
    /// The version of this topic's recurrence.
    pub version: u32,
    /// The first month it is in force, by its first day.
    pub effective: NaiveDate,
}

/// The topic policy a store starts with: a quarter of a year and a rise at 75 % of it (N.topics).
pub(super) const FIRST_GAP_DAYS: u32 = 120;
/// The part of the gap, in percent, after which a topic rises.
pub(super) const RISES_AT_PERCENT: u32 = 75;

/// One topic on a day, and how often it is to recur.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Recurrence<'d> {
    /// The topic, as the revision in force labels it.
    pub topic: &'d Topic,
    /// The day from which a later revision of the standard has it; nothing for what was there from the first.
    pub added: Option<NaiveDate>,
    /// The most days between two talks about it.
    pub gap_days: u32,
    /// The part of the gap, in percent, after which it rises onto the next agenda.
    pub percent: u32,
    /// The number of the entry that sets the gap.
    pub seq: u64,
    /// Its hash, 64 digits.
    pub hash: &'d str,
}

impl Recurrence<'_> {
    /// The days after which the topic rises onto the next agenda.
    pub fn rises_after_days(&self) -> u32 {
        self.gap_days * self.percent / 100
    }
}

impl Directory {
    /// The topics of the standard agenda of a person or an agency on a day; empty before a standard is in force.
    pub fn topics_of(&self, of: Id, on: NaiveDate) -> &[Topic] {
        self.standard_on(of, on).map_or(&[], |set| &set.what.topics)
    }

    /// How often each topic is to recur on a day, in the order of the standard.
    pub fn recurrences_of(&self, of: Id, on: NaiveDate) -> Vec<Recurrence<'_>> {
        let Some(general) = self.topics_on(on) else { return Vec::new() };
        let recurrence = |topic| {
            let own = self.recurrences.iter().filter(|set| set.what.topic == topic_id(topic));
            let own = own.rev().find(|set| set.what.effective <= on);
            // The stricter of the two holds, should the general one have been tightened since.
            let own = own.filter(|set| set.what.max_gap_days <= general.what.max_gap_days);
            let (gap_days, seq, hash) = own.map_or((general.what.max_gap_days, general.seq, &*general.hash), |set| {
                (set.what.max_gap_days, set.seq, &*set.hash)
            });
            let percent = general.what.rises_at_percent;
            Recurrence { topic, added: self.topic_added(of, topic_id(topic)), gap_days, percent, seq, hash }
        };
        self.topics_of(of, on).iter().map(recurrence).collect()
    }

    /// The day from which the standard has a topic, where it was not there from the first revision on.
    fn topic_added(&self, of: Id, topic: &str) -> Option<NaiveDate> {
        let has = |set: &&Set<super::standard::StandardWorkRevised>| set.what.topics.iter().any(|it| it.id == topic);
        let revisions = self.revisions_of(of);
        let first = revisions.iter().position(|set| has(&set))?;
        (first > 0).then(|| revisions[first].what.effective)
    }
}

fn topic_id(topic: &Topic) -> &str {
    &topic.id
}

fn within_the_cycle(max_gap_days: u32) -> Result<(), Refusal> {
    if !(1..=365).contains(&max_gap_days) {
        let what = format!("A gap of {max_gap_days} days does not bring every topic back within the annual cycle.");
        return Err(Refusal::new(what, "Give a gap of 1 to 365 days.").by("N.topics"));
    }
    Ok(())
}

/// Sets how often every topic recurs: `coach standard topics`.
///
/// # Errors
/// Refuses anyone but HR, a gap of no days or over a year, a day that is not the first of a month, and one before the
/// last policy's.
pub fn set_topics(context: &Context<'_>, max_gap_days: u32, effective: NaiveDate) -> Result<Vec<Proposed>, Refusal> {
    context.hr_only("Topic policy set")?;
    first_of_a_month(context, effective)?;
    within_the_cycle(max_gap_days)?;
    let last = context.directory.topics.last().map(|set| &set.what);
    last.map_or(Ok(()), |it| not_before_the_last("Topic policy", it.version, it.effective, effective))?;
    let version = last.map_or(0, |it| it.version) + 1;
    let policy = TopicPolicySet { version, max_gap_days, rises_at_percent: RISES_AT_PERCENT, effective };
    context.for_agency(vec![Event::TopicPolicySet(policy)])
}

/// Sets how often one topic recurs, in the place of what holds for all: `coach standard topics --topic 2C`.
///
/// # Errors
/// As [`set_topics`]; and refuses a topic that the standard in force from that day on does not have, and a version that
/// says nothing new.
pub fn set_recurrence(
    context: &Context<'_>,
    topic: &str,
    max_gap_days: u32,
    effective: NaiveDate,
) -> Result<Vec<Proposed>, Refusal> {
    context.hr_only("Topic recurrence set")?;
    first_of_a_month(context, effective)?;
    within_the_cycle(max_gap_days)?;
    let topic = Context { on: effective, ..*context }.topic(topic)?;
    let last = context.directory.recurrences.iter().rev().find(|set| set.what.topic == topic).map(|set| &set.what);
    if let Some(last) = last {
        not_before_the_last(&format!("Recurrence of {topic}:"), last.version, last.effective, effective)?;
        if last.max_gap_days == max_gap_days {
            let what = format!("{topic} is to recur every {max_gap_days} days by version {} already.", last.version);
            return Err(Refusal::new(what, "Change the gap, or leave it as it is.").by("N.topics"));
        }
    }
    let general = context.directory.topics_on(effective).map(|set| &set.what);
    if let Some(general) = general.filter(|general| max_gap_days > general.max_gap_days) {
        let what = format!(
            "Every {max_gap_days} days is looser than the {} days that hold for every topic (version {}).",
            general.max_gap_days, general.version
        );
        return Err(
            Refusal::new(what, "A topic's own gap tightens the general one, and never loosens it.").by("N.discretion")
        );
    }
    let version = last.map_or(0, |last| last.version) + 1;
    let set = TopicRecurrenceSet { topic, max_gap_days, version, effective };
    context.for_agency(vec![Event::TopicRecurrenceSet(set)])
}
