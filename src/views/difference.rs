//! What one version of a standard-work document says otherwise than another: step by step, column by column.

use crate::domain::{
    document::Revision,
    standard::{Step, Topic},
};
use serde::Serialize;

/// What differs between two versions of a document.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Difference {
    /// The version that is compared with.
    pub from: u32,
    /// The version that is compared.
    pub to: u32,
    /// Each part of the document that differs, in its order.
    pub parts: Vec<Part>,
}

/// A part of the document that differs.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Part {
    /// Which one: `Purpose`, `Step 2A`.
    pub title: String,
    /// What became of it.
    pub change: Change,
    /// The lines that are in one of the two alone, those of the earlier one first.
    pub lines: Vec<Line>,
}

/// What became of a part.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Change {
    /// The later version alone has it.
    Added,
    /// The earlier version alone has it.
    Removed,
    /// It reads otherwise.
    Changed,
    /// The same lines stand in another order.
    Reordered,
}

/// A line that is in one of the two versions alone.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Line {
    /// Whether the later version has it, else the earlier one.
    pub added: bool,
    /// The column of the sheet, `WHAT`, `HOW` or `WHY`; nothing outside the sheet.
    pub column: Option<&'static str>,
    /// What it says.
    pub text: String,
}

/// What a version says otherwise than an earlier one.
pub fn difference(from: &Revision<'_>, to: &Revision<'_>) -> Difference {
    let one = |title: &str, old: String, new: String| part(title, vec![(None, vec![old], vec![new])]);
    let topics = |topics: &[Topic]| topics.iter().map(|it| format!("{} {}", it.id, it.label)).collect();
    let minutes = |minutes: Option<u32>| minutes.map_or_else(Vec::new, |minutes| vec![format!("{minutes} minutes")]);
    let mut parts = vec![
        one("Name", from.document.to_owned(), to.document.to_owned()),
        one("Purpose", from.purpose.to_owned(), to.purpose.to_owned()),
        one("Scope", from.scope.to_owned(), to.scope.to_owned()),
        part("Minimum each calendar month", vec![(None, minutes(from.minimum_minutes), minutes(to.minimum_minutes))]),
        part("Topics of the agenda", vec![(None, topics(from.topics), topics(to.topics))]),
    ];
    parts.extend(to.steps.iter().map(|step| changed(find(from.steps, &step.id), Some(step))));
    let gone = from.steps.iter().filter(|step| find(to.steps, &step.id).is_none());
    parts.extend(gone.map(|step| changed(Some(step), None)));
    parts.push(order(from.steps, to.steps));
    Difference { from: from.version, to: to.version, parts: parts.into_iter().flatten().collect() }
}

/// A column of a part: its name, its lines before and after.
type Column = (Option<&'static str>, Vec<String>, Vec<String>);

fn find<'s>(steps: &'s [Step], id: &str) -> Option<&'s Step> {
    steps.iter().find(|step| step.id == id)
}

fn changed(old: Option<&Step>, new: Option<&Step>) -> Option<Part> {
    let column =
        |name, of: fn(&Step) -> Vec<String>| (Some(name), old.map_or_else(Vec::new, of), new.map_or_else(Vec::new, of));
    let columns = vec![
        column("WHAT", |step| vec![step.what.clone()]),
        column("HOW", |step| step.key_points.clone()),
        column("WHY", |step| step.reasons.clone()),
    ];
    let id = &old.or(new)?.id;
    let mut part = part(&format!("Step {id}"), columns)?;
    part.change = match (old, new) {
        (None, _) => Change::Added,
        (_, None) => Change::Removed,
        _ => part.change,
    };
    Some(part)
}

/// A part, where anything of it differs.
fn part(title: &str, columns: Vec<Column>) -> Option<Part> {
    if columns.iter().all(|(_, old, new)| old == new) {
        return None;
    }
    let mut lines = Vec::new();
    for (column, old, new) in columns {
        let line = |added| move |text| Line { added, column, text };
        lines.extend(only_here(&old, new.clone()).into_iter().map(line(false)));
        lines.extend(only_here(&new, old).into_iter().map(line(true)));
    }
    let change = if lines.is_empty() { Change::Reordered } else { Change::Changed };
    Some(Part { title: title.to_owned(), change, lines })
}

/// The lines of one list that the other has not, a line that stands twice counted twice.
fn only_here(these: &[String], mut those: Vec<String>) -> Vec<String> {
    let mut alone = Vec::new();
    for line in these {
        match those.iter().position(|other| other == line) {
            Some(at) => drop(those.remove(at)),
            None => alone.push(line.clone()),
        }
    }
    alone
}

/// Whether the steps that both versions have follow each other otherwise.
fn order(from: &[Step], to: &[Step]) -> Option<Part> {
    let common = |steps: &[Step], others: &[Step]| -> Vec<String> {
        steps.iter().filter(|step| find(others, &step.id).is_some()).map(|step| step.id.clone()).collect()
    };
    part("Order of the steps", vec![(None, common(from, to), common(to, from))])
}
