//! Obstacles to targets and goals (2B.K1), and recognition for progress (2B.K2): `coach obstacle`, `coach recognise`.

use super::{
    decide::{Context, Proposed},
    event::Event,
    meeting::Fact,
    names::{GoalId, MeetingId, ObstacleId},
    person::Person,
    records::Recorded,
    refusal::{Refusal, clean},
    steer,
};
use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

/// `obstacle-raised`
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ObstacleRaised {
    /// Its name in this person's stream.
    pub obstacle: ObstacleId,
    /// The goal that it is in the way of.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub goal: Option<GoalId>,
    /// What is in the way.
    pub text: String,
}

/// `obstacle-removed`
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ObstacleRemoved {
    /// Which obstacle.
    pub obstacle: ObstacleId,
    /// What removed it.
    pub text: String,
}

/// `recognition-given`
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct RecognitionGiven {
    /// What is recognised.
    pub text: String,
    /// The goal that it brought forward.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub goal: Option<GoalId>,
    /// The meeting it was given in.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub meeting: Option<MeetingId>,
}

/// An obstacle as it stands.
#[derive(Clone, Debug, PartialEq)]
pub struct Obstacle {
    /// That it was raised.
    pub raised: Fact<ObstacleRaised>,
    /// That it was removed.
    pub removed: Option<Fact<ObstacleRemoved>>,
}

/// Folds one entry into the person's obstacles and recognition.
pub(super) fn evolve(person: &mut Person, entry: &Recorded) {
    match &entry.event {
        Event::ObstacleRaised(it) => {
            person.obstacles.insert(it.obstacle, Obstacle { raised: Fact::of(it, entry), removed: None });
        }
        Event::ObstacleRemoved(it) => {
            if let Some(obstacle) = person.obstacles.get_mut(&it.obstacle) {
                obstacle.removed = Some(Fact::of(it, entry));
            }
        }
        Event::RecognitionGiven(it) => person.recognitions.push(Fact::of(it, entry)),
        _ => {}
    }
}

/// What is done about an obstacle; either side may, because either meets them.
#[derive(Clone, Debug, PartialEq)]
pub enum Hinder {
    /// Raises one, with the goal that it is in the way of.
    Raise(String, Option<GoalId>),
    /// Removes one, with what removed it.
    Remove(ObstacleId, String),
}

impl Hinder {
    /// # Errors
    /// Refuses an unknown goal or obstacle, one that was removed already, and a day before it was raised.
    pub fn decide(&self, context: &Context<'_>, person: &Person) -> Result<Vec<Proposed>, Refusal> {
        let event = match self {
            Hinder::Raise(text, goal) => {
                goal.map(|goal| steer::known(context, person, goal)).transpose()?;
                let obstacle = ObstacleId::next(person.obstacles.keys());
                Event::ObstacleRaised(ObstacleRaised { obstacle, goal: *goal, text: clean("obstacle", text)? })
            }
            Hinder::Remove(obstacle, text) => {
                standing(context, person, *obstacle)?;
                Event::ObstacleRemoved(ObstacleRemoved { obstacle: *obstacle, text: clean("text", text)? })
            }
        };
        context.record(person, vec![event])
    }
}

/// Refuses an obstacle that cannot be removed on the day.
fn standing(context: &Context<'_>, person: &Person, id: ObstacleId) -> Result<(), Refusal> {
    let Some(obstacle) = person.obstacles.get(&id) else {
        let standing = person.obstacles.values().filter(|it| it.removed.is_none()).map(|it| &it.raised);
        let shown = |it: &Fact<ObstacleRaised>| {
            format!("{}: {}", it.what.obstacle, context.shown(person, it.seq, &it.what.text))
        };
        let what = format!("{} has no obstacle {id}.", context.directory.name(person.id));
        return Err(Refusal::new(what, "Name one of those that stand.")
            .by("2B.K1")
            .listing(standing.map(shown).collect()));
    };
    if let Some(removed) = &obstacle.removed {
        let what = format!("{id} was recorded as removed on {} (#{}).", removed.on, removed.seq);
        return Err(Refusal::new(what, "If it stands again, raise it anew: coach obstacle PERSON -m TEXT.").by("2B.K1"));
    }
    if context.on < obstacle.raised.on {
        let what = format!("{id} was raised on {}, after {}.", obstacle.raised.on, context.on);
        return Err(Refusal::new(what, "Give the day it was removed on with --on."));
    }
    Ok(())
}

/// Recognises progress: `coach recognise`.
#[derive(Clone, Debug, PartialEq)]
pub struct Recognise {
    /// What is recognised.
    pub text: String,
    /// The goal that it brought forward.
    pub goal: Option<GoalId>,
    /// The original date of the meeting it was given in.
    pub meeting: Option<NaiveDate>,
}

impl Recognise {
    /// # Errors
    /// Refuses an unknown goal, and a named day without a meeting whose record is under way.
    pub fn decide(&self, context: &Context<'_>, person: &Person) -> Result<Vec<Proposed>, Refusal> {
        self.goal.map(|goal| steer::known(context, person, goal)).transpose()?;
        let (text, goal) = (clean("recognition", &self.text)?, self.goal);
        let meeting = person.meeting_for_note(self.meeting, context)?;
        context.record(person, vec![Event::RecognitionGiven(RecognitionGiven { text, goal, meeting })])
    }
}
