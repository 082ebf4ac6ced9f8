//! How often each topic of the standard agenda recurs (N.topics). The topics are those of the coaching standard's
//! revision in force, those that an agency added or relabelled too (N.adapt).

use super::{
    decide::{Context, Proposed},
    directory::{Directory, Set, in_force},
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
    /// The topics of the standard agenda of a person or an agency on a day: those of the agency's revision in force, and
    /// below them what the minimum has beyond these. Empty before a standard is in force.
    pub fn topics_of(&self, of: Id, on: NaiveDate) -> Vec<&Topic> {
        let own = self.standard_on(of, on).map_or(&[][..], |set| &set.what.topics);
        let minimum = self.minimum_on(on).map_or(&[][..], |set| &set.what.topics);
        let beyond = minimum.iter().filter(|topic| !own.iter().any(|known| known.id == topic.id));
        own.iter().chain(beyond).collect()
    }

    /// The topic policy in force for a person or an agency on a day: the stricter one of the first agency's, which holds
    /// for all, and their agency's own.
    pub fn topics_on(&self, of: Id, on: NaiveDate) -> Option<&Set<TopicPolicySet>> {
        let first = in_force(&self.topics, |it| it.effective, on);
        let added = self.added_agency_of(of, on).map(|agency| &self.added[&agency]);
        let own = added.and_then(|added| in_force(&added.topics, |it| it.effective, on));
        // Of two that ask for the same, the wider.
        first.into_iter().chain(own).min_by_key(|set| set.what.max_gap_days)
    }

    /// How often each topic is to recur on a day, in the order of the standard.
    pub fn recurrences_of(&self, of: Id, on: NaiveDate) -> Vec<Recurrence<'_>> {
        let Some(general) = self.topics_on(of, on) else { return Vec::new() };
        let percent = general.what.rises_at_percent;
        let recurrence = |topic| {
            let (gap_days, seq, hash) = self.gap_of(of, topic_id(topic), on, general);
            Recurrence { topic, added: self.topic_added(of, topic_id(topic), on), gap_days, percent, seq, hash }
        };
        self.topics_of(of, on).into_iter().map(recurrence).collect()
    }

    /// What an entry says of how often one topic recurs, if it says that.
    pub fn recurrence_set(&self, seq: u64) -> Option<&TopicRecurrenceSet> {
        let all = self.added.values().flat_map(|added| &added.recurrences).chain(&self.recurrences);
        all.into_iter().find(|set| set.seq == seq).map(|set| &set.what)
    }

    /// What people call a topic: as the agency of a person labelled it last, else the minimum, else any agency.
    pub fn topic_label(&self, person: Option<Id>, topic: &str) -> Option<&str> {
        let own = person.and_then(|id| self.agency_now(id)).map_or(&[][..], |agency| self.own(agency).standards);
        let any = self.added.values().map(|added| &added.standards[..]);
        let sheets = [own, &self.standards].into_iter().chain(any).flat_map(|sets| sets.iter().rev());
        sheets.flat_map(|set| &set.what.topics).find(|it| it.id == topic).map(|it| &*it.label)
    }

    /// The strictest gap that holds for a topic on a day, with the entry that sets it: of the first agency's own for it,
    /// of their agency's, and of what holds for every topic.
    fn gap_of<'d>(
        &'d self,
        of: Id,
        topic: &str,
        on: NaiveDate,
        general: &'d Set<TopicPolicySet>,
    ) -> (u32, u64, &'d str) {
        let added = self.added_agency_of(of, on).map(|agency| &self.added[&agency]);
        let own = [&self.recurrences[..], added.map_or(&[][..], |added| &added.recurrences)];
        let last = |sets: &'d [Set<TopicRecurrenceSet>]| {
            sets.iter().rev().find(|set| set.what.topic == topic && set.what.effective <= on)
        };
        let single = own.into_iter().filter_map(last).map(|set| (set.what.max_gap_days, set.seq, &*set.hash));
        let all = (general.what.max_gap_days, general.seq, &*general.hash);
        single.chain([all]).min_by_key(|(days, ..)| *days).unwrap_or(all)
    }

    /// The day since which a topic is asked of a person or an agency without a break, where it was not from the first:
    /// a revision has added it, or they came to an agency that has it.
    fn topic_added(&self, of: Id, topic: &str, on: NaiveDate) -> Option<NaiveDate> {
        let joined = self.people.get(&of).map_or(&[][..], |employee| &employee.agencies);
        let agencies = joined.iter().map(|joined| joined.agency).chain([of]);
        let own = agencies.filter_map(|agency| self.added.get(&agency)).flat_map(|added| &added.standards);
        let revised = self.standards.iter().chain(own).map(|set| set.what.effective);
        let mut days: Vec<_> =
            revised.chain(joined.iter().map(|joined| joined.from)).filter(|day| *day <= on).collect();
        days.sort_unstable();
        let has = |day: &&NaiveDate| self.topics_of(of, **day).iter().any(|it| it.id == topic);
        days.iter().rev().take_while(has).last().filter(|since| Some(*since) != days.first()).copied()
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

/// Sets how often every topic recurs in an agency: `coach standard topics`. What the first agency sets holds for all.
///
/// # Errors
/// Refuses anyone but that agency's HR, a gap of no days or over a year, a day that is not the first of a month, one
/// before the last policy's, and of another agency a gap that is looser than the first one's.
pub fn set_topics(context: &Context<'_>, max_gap_days: u32, effective: NaiveDate) -> Result<Vec<Proposed>, Refusal> {
    context.hr_only("Topic policy set")?;
    first_of_a_month(context, effective)?;
    within_the_cycle(max_gap_days)?;
    let (directory, agency) = (context.directory, context.agency());
    let last = directory.own(agency).topics.last().map(|set| &set.what);
    last.map_or(Ok(()), |it| not_before_the_last("Topic policy", it.version, it.effective, effective))?;
    let minimum = in_force(&directory.topics, |it| it.effective, effective).map(|set| &set.what);
    if let Some(minimum) = minimum.filter(|it| directory.added.contains_key(&agency) && max_gap_days > it.max_gap_days)
    {
        return Err(looser(max_gap_days, minimum.max_gap_days, "in every agency", minimum.version));
    }
    let version = last.map_or(0, |it| it.version) + 1;
    let policy = TopicPolicySet { version, max_gap_days, rises_at_percent: RISES_AT_PERCENT, effective };
    context.for_agency(vec![Event::TopicPolicySet(policy)])
}

fn looser(days: u32, asked: u32, place: &str, version: u32) -> Refusal {
    let what = format!("Every {days} days is looser than the {asked} days that hold {place} (version {version}).");
    Refusal::new(what, "A narrower gap tightens the wider one, and never loosens it.").by("N.discretion")
}

/// Sets how often one topic recurs in an agency, in the place of what holds for all: `coach standard topics --topic 2C`.
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
    let (directory, agency) = (context.directory, context.agency());
    let topic = Context { on: effective, about: agency, ..*context }.topic(topic)?;
    let of_topic = |set: &&Set<TopicRecurrenceSet>| set.what.topic == topic;
    let last = directory.own(agency).recurrences.iter().rev().find(of_topic).map(|set| &set.what);
    if let Some(last) = last {
        not_before_the_last(&format!("Recurrence of {topic}:"), last.version, last.effective, effective)?;
        if last.max_gap_days == max_gap_days {
            let what = format!("{topic} is to recur every {max_gap_days} days by version {} already.", last.version);
            return Err(Refusal::new(what, "Change the gap, or leave it as it is.").by("N.topics"));
        }
    }
    let minimum = directory.recurrences.iter().rev().filter(|_| directory.added.contains_key(&agency));
    let minimum = minimum.filter(of_topic).find(|set| set.what.effective <= effective).map(|set| &set.what);
    if let Some(minimum) = minimum.filter(|it| max_gap_days > it.max_gap_days) {
        return Err(looser(max_gap_days, minimum.max_gap_days, "for it in every agency", minimum.version));
    }
    let general = directory.topics_on(agency, effective).map(|set| &set.what);
    if let Some(general) = general.filter(|general| max_gap_days > general.max_gap_days) {
        return Err(looser(max_gap_days, general.max_gap_days, "for every topic", general.version));
    }
    let version = last.map_or(0, |last| last.version) + 1;
    let set = TopicRecurrenceSet { topic, max_gap_days, version, effective };
    context.for_agency(vec![Event::TopicRecurrenceSet(set)])
}
