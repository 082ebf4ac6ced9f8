//! Obstacles to goals (2B.K1) and recognition (2B.K2), with the time since the last one.

use super::{entry::EntryRef, sight::Sight};
use crate::domain::obstacle::Obstacle;
use chrono::NaiveDate;
use serde::Serialize;

/// One obstacle.
#[derive(Clone, Debug, Serialize)]
pub struct ObstacleView {
    /// Its name, `o1`.
    pub id: String,
    /// What is in the way.
    pub text: String,
    /// The goal that it is in the way of.
    pub goal: Option<String>,
    /// Who raised it.
    pub by: String,
    /// When.
    pub raised: NaiveDate,
    /// The entry that raised it.
    pub entry: Option<EntryRef>,
    /// When it was removed.
    pub removed: Option<NaiveDate>,
    /// What removed it.
    pub how: Option<String>,
    /// The entry that removed it.
    pub removed_entry: Option<EntryRef>,
    /// The days it stood, once it was removed.
    pub days: Option<i64>,
}

/// One recognition.
#[derive(Clone, Debug, Serialize)]
pub struct RecognitionView {
    /// When it was given.
    pub on: NaiveDate,
    /// By whom.
    pub by: String,
    /// What is recognised.
    pub text: String,
    /// The goal that it brought forward.
    pub goal: Option<String>,
    /// The entry.
    pub entry: Option<EntryRef>,
}

/// The obstacles of a person: those that stand, the oldest first, then those removed, the last first.
pub fn obstacles(sight: &Sight<'_>) -> Vec<ObstacleView> {
    let all = sight.person.obstacles.values().map(|it| obstacle(sight, it));
    let (mut standing, mut removed): (Vec<_>, Vec<_>) = all.partition(|it| it.removed.is_none());
    standing.sort_by_key(|it| it.raised);
    removed.sort_by_key(|it| std::cmp::Reverse(it.removed));
    standing.append(&mut removed);
    standing
}

fn obstacle(sight: &Sight<'_>, it: &Obstacle) -> ObstacleView {
    let raised = &it.raised;
    let removed = it.removed.as_ref();
    ObstacleView {
        id: raised.what.obstacle.to_string(),
        text: raised.what.text.clone(),
        goal: raised.what.goal.map(|goal| goal.to_string()),
        by: sight.directory.name(raised.by),
        raised: raised.on,
        entry: sight.entry(raised.seq),
        removed: removed.map(|it| it.on),
        how: removed.map(|it| it.what.text.clone()),
        removed_entry: removed.and_then(|it| sight.entry(it.seq)),
        days: removed.map(|it| (it.on - raised.on).num_days()),
    }
}

/// The recognition given to a person, the last first.
pub fn recognition(sight: &Sight<'_>) -> Vec<RecognitionView> {
    let mut given: Vec<_> = sight.person.recognitions.iter().collect();
    given.sort_by_key(|it| std::cmp::Reverse((it.on, it.seq)));
    let view = |it: &crate::domain::meeting::Fact<crate::domain::obstacle::RecognitionGiven>| RecognitionView {
        on: it.on,
        by: sight.directory.name(it.by),
        text: it.what.text.clone(),
        goal: it.what.goal.map(|goal| goal.to_string()),
        entry: sight.entry(it.seq),
    };
    given.into_iter().map(view).collect()
}
