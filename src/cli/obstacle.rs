use super::{
    Desk,
    text::{Purpose, Text},
};
use crate::{
    app::Failure,
    domain::{
        Command,
        names::{GoalId, ObstacleId},
        obstacle::Hinder,
    },
};
use clap::Args;

/// Records what is in the way of a goal, or what removed it; either side may (2B.K1)
///
/// It may be read by the employee, the chain of leaders above, and HR.
#[derive(Args, Debug)]
pub struct Obstacle {
    /// The employee: id, login or part of the name
    person: String,
    /// The goal that it is in the way of, such as g1
    #[arg(long, value_name = "GOAL")]
    goal: Option<GoalId>,
    /// The obstacle that is removed, such as o1; -m says what removed it
    #[arg(long, value_name = "OBSTACLE", conflicts_with = "goal")]
    removed: Option<ObstacleId>,
    /// The day it was found or removed
    #[arg(long, value_name = "DATE", allow_hyphen_values = true)]
    on: Option<String>,
    #[command(flatten)]
    text: Text,
}

impl Obstacle {
    pub(super) fn run(self, desk: &mut Desk<'_>) -> Result<(), Failure> {
        let person = desk.person(&self.person)?;
        let (goal, removed) = (self.goal, self.removed);
        let (asks, kind) = match removed {
            Some(obstacle) => ("What removed it?", format!("what removed {obstacle}")),
            None => ("What is in the way?", "an obstacle".to_owned()),
        };
        let purpose = Purpose::new("obstacle", asks, person).on(self.on.as_deref()).kind(kind);
        desk.record_text(&self.text, &purpose, |text| {
            Ok(Command::Obstacle(match removed {
                Some(obstacle) => Hinder::Remove(obstacle, text),
                None => Hinder::Raise(text, goal),
            }))
        })
    }
}
