//! What `coach problem PERSON` and `coach idea PERSON` show.

use super::{Desk, said::reference};
use crate::{
    app::Failure,
    domain::problem::Phase,
    id::Id,
    views::{
        Sight,
        ideas::{IdeaView, ideas},
        problems::{Authored, CountermeasureView, ProblemView, SaidView, authored, problems},
    },
};
use serde_json::json;

/// Shows problems, as far as the one who asks may read them.
///
/// # Errors
/// The refusal, or the log.
pub fn show_problems(desk: &mut Desk<'_>, id: Id) -> Result<(), Failure> {
    let class = desk.class_read(id)?;
    let today = desk.today(Some(id))?;
    let (directory, person) = desk.app()?.seen(id)?;
    let sight = Sight::of(person, directory, today);
    let (problems, authored) = (problems(&sight, class), authored(&sight, sight.cycle(), class));
    let name = directory.name(id);
    if desk.globals.json {
        desk.say_json(&json!({"problems": problems, "authored": authored}));
        return Ok(());
    }
    let mut lines: Vec<_> = problems.iter().flat_map(problem).collect();
    if problems.is_empty() {
        lines.push(format!(
            "{name} has no problem on record. Either side opens one: coach problem {name:?} open -m GAP"
        ));
    }
    let Authored { all, by_employee } = authored;
    if all > 0 {
        lines.push(format!("countermeasures of this year: {all}, the employee’s own {by_employee} [2C.K2]"));
    }
    say(desk, &lines);
    Ok(())
}

/// Shows ideas.
///
/// # Errors
/// The refusal, or the log.
pub fn show_ideas(desk: &mut Desk<'_>, id: Id) -> Result<(), Failure> {
    let class = desk.class_read(id)?;
    let today = desk.today(Some(id))?;
    let (directory, person) = desk.app()?.seen(id)?;
    let ideas = ideas(&Sight::of(person, directory, today), class);
    let name = directory.name(id);
    if desk.globals.json {
        desk.say_json(&ideas);
        return Ok(());
    }
    let mut lines: Vec<_> = ideas.iter().flat_map(idea).collect();
    if ideas.is_empty() {
        lines.push(format!(
            "{name} has no idea on record. The leader asks for one: coach idea {name:?} solicit -m ABOUT"
        ));
    }
    say(desk, &lines);
    Ok(())
}

fn say(desk: &mut Desk<'_>, lines: &[String]) {
    lines.iter().for_each(|line| desk.say(line.replace('\n', "\n    ")));
}

fn said(what: &str, it: &SaidView) -> String {
    format!("  {what}, {} by {}: {}{}", it.on, it.by, it.text, reference(it.entry.as_ref()))
}

fn problem(it: &ProblemView) -> Vec<String> {
    let age = match (it.phase, it.days) {
        (Some(Phase::Closed), Some(days)) => format!("opened {}, closed after {days} days", it.opened),
        (_, Some(days)) => format!("{}, {days} days since {}", it.stands(), it.opened),
        (_, None) => format!("opened {}, {}", it.opened, it.stands()),
    };
    let mut lines = Vec::new();
    let taken = it.escalations.iter().map(|up| said(&format!("taken to {} after {} days", up.to, up.days), &up.said));
    let Some(words) = &it.words else {
        lines.push(format!("{} between the two who meet — {age}", it.id));
        lines.extend(taken);
        return lines;
    };
    lines.push(format!("{} [{}] {} — {age}{}", it.id, words.topic, words.gap, reference(words.entry.as_ref())));
    let of = [
        words.goal.as_ref().map(|goal| format!("seen in {goal}")),
        words.idea.as_ref().map(|idea| format!("led to by {idea}")),
    ];
    let of: Vec<_> = of.into_iter().flatten().collect();
    if !of.is_empty() {
        lines.push(format!("  {}", of.join(", ")));
    }
    lines.extend(words.causes.iter().map(|cause| said("cause", cause)));
    lines.extend(words.countermeasures.iter().flat_map(countermeasure));
    lines.extend(taken);
    lines.extend(words.closed.iter().map(|closed| said("closed", closed)));
    lines
}

fn countermeasure(it: &CountermeasureView) -> Vec<String> {
    let mut lines = vec![
        format!(
            "  {} of the {}, adopted {}: {}{}",
            it.id,
            it.author,
            it.adopted,
            it.text,
            reference(it.entry.as_ref())
        ),
        format!("    expected: {}", it.expected),
    ];
    match (it.checked, &it.actual, &it.learned) {
        (Some(on), Some(actual), Some(learned)) => {
            lines.push(format!("    found {on}: {actual}{}", reference(it.checked_entry.as_ref())));
            lines.push(format!("    learned: {learned}"));
        }
        _ => {
            let overdue = it.overdue_since.map_or_else(String::new, |since| format!(", overdue since {since}"));
            lines.push(format!("    to be checked on {}{overdue}", it.check_on));
        }
    }
    lines
}

fn idea(it: &IdeaView) -> Vec<String> {
    let mut lines = vec![format!("{} — {}", it.id, it.stands())];
    let decided = it.decision.map_or_else(String::new, |decision| decision.to_string());
    for (what, it) in [
        ("asked for", &it.solicited),
        ("submitted", &it.submitted),
        (decided.as_str(), &it.decided),
        ("implemented", &it.implemented),
    ] {
        lines.extend(it.as_ref().map(|it| said(what, it)));
    }
    lines.extend(it.revision.as_ref().map(|it| {
        format!("  became part of {}, version {} [J.purpose]{}", it.document, it.version, reference(it.entry.as_ref()))
    }));
    if !it.problems.is_empty() {
        lines.push(format!("  led to {}", it.problems.join(", ")));
    }
    lines
}
