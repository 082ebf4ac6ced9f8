//! What `coach goal PERSON` shows: goals with their metrics, obstacles, recognition, concerns.

use super::{Desk, said::reference};
use crate::{
    app::Failure,
    domain::Class,
    id::Id,
    views::{
        EntryRef, Sight,
        concerns::{ConcernView, concerns},
        goals::{GoalView, goals},
        obstacles::{obstacles, recognition},
    },
};
use chrono::NaiveDate;
use serde_json::json;

/// Shows all of it, to who may read the person's record.
///
/// # Errors
/// The refusal, or the log.
pub fn show(desk: &mut Desk<'_>, id: Id) -> Result<(), Failure> {
    desk.may_look(id, Class::Person)?;
    let today = desk.today(Some(id))?;
    let (directory, person) = desk.app()?.seen(id)?;
    let sight = Sight::of(person, directory, today);
    let name = directory.name(id);
    let (goals, concerns) = (goals(&sight), concerns(&sight));
    let (obstacles, recognition) = (obstacles(&sight), recognition(&sight));
    if desk.globals.json {
        desk.say_json(
            &json!({"goals": goals, "obstacles": obstacles, "recognition": recognition, "concerns": concerns}),
        );
        return Ok(());
    }
    let mut lines: Vec<_> = goals.iter().flat_map(goal).collect();
    if goals.is_empty() {
        lines.push(format!("{name} has no goal yet [1.R1]. The leader sets one: coach goal {name:?} set -m TEXT"));
    }
    for it in &obstacles {
        let of = it.goal.as_ref().map_or_else(String::new, |goal| format!(" (in the way of {goal})"));
        let state = match (it.removed, &it.how) {
            (Some(on), Some(how)) => format!("removed {on}: {how}{}", entry(&it.removed_entry)),
            _ => "stands".to_owned(),
        };
        lines.push(format!(
            "{} obstacle{of}, raised {} by {}: {} — {state}{}",
            it.id,
            it.raised,
            it.by,
            it.text,
            entry(&it.entry)
        ));
    }
    for it in &recognition {
        let of = it.goal.as_ref().map_or_else(String::new, |goal| format!(" ({goal})"));
        lines.push(format!("recognised {} by {}{of}: {}{}", it.on, it.by, it.text, entry(&it.entry)));
    }
    if let Some(last) = recognition.first() {
        lines.push(format!("last recognised {}, {} days ago [2B.K2]", last.on, (today - last.on).num_days()));
    }
    lines.extend(concerns.iter().flat_map(|it| concern(it, today)));
    lines.iter().for_each(|line| desk.say(line.replace('\n', "\n    ")));
    Ok(())
}

fn entry(entry: &Option<EntryRef>) -> String {
    reference(entry.as_ref())
}

fn goal(it: &GoalView) -> Vec<String> {
    let overdue = it.overdue_since.map_or_else(String::new, |since| format!(", overdue since {since}"));
    let metric = it.metric.as_ref().map_or_else(String::new, |metric| format!("{metric}: "));
    let mut lines = vec![
        match &it.objective {
            Some(objective) => {
                let retired = it.objective_retired.map_or_else(String::new, |on| format!(", retired on {on} [1.R1]"));
                format!("{} {} — serves: {objective}{retired}{}", it.id, it.text, entry(&it.entry))
            }
            None => format!("{} {} — serves no objective on record [1.R1]{}", it.id, it.text, entry(&it.entry)),
        },
        format!("  {metric}{}{overdue}", it.sentence()),
    ];
    lines.extend(it.revisions.iter().map(|it| {
        let changes: Vec<_> = it.changes.iter().map(|(name, value)| format!("{name}: {value}")).collect();
        format!("  revised {} ({}): {}{}", it.on, changes.join(", "), it.reason, entry(&it.entry))
    }));
    lines.extend(it.observations.iter().map(|seen| {
        format!("  {} {}, from {}{}", seen.period, it.counted(seen.value), seen.source, entry(&seen.entry))
    }));
    lines
}

fn concern(it: &ConcernView, today: NaiveDate) -> Vec<String> {
    let answered = match (it.answered, it.answer, it.days) {
        (Some(on), Some(what), Some(days)) => {
            format!("answered on {on} by \"{what}\"{}, after {days} days [1.R2]", entry(&it.answer_entry))
        }
        _ => format!("no change of plan answers it yet, {} days [1.R2]", (today - it.raised).num_days()),
    };
    let acknowledged = match it.acknowledged {
        Some(on) => format!("acknowledged {on}{}", entry(&it.acknowledged_entry)),
        None => "not acknowledged yet".to_owned(),
    };
    vec![
        format!("{} concern, raised {} by {}: {}{}", it.id, it.raised, it.by, it.facts, entry(&it.entry)),
        format!("  expected: {}", it.expectation),
        format!("  support: {}", it.support),
        format!("  {acknowledged}; {answered}"),
    ]
}
