//! How recorded entries, names and times are said.

use super::Desk;
use crate::{
    app::{Failure, Receipt},
    domain::{Class, Directory, Event, Recorded},
    id::Id,
    views::{EntryRef, entry::late_days, statement::Glossary},
};
use chrono_tz::Tz;
use serde_json::json;

/// `#1234 ab12cd34`
pub fn entry_name(entry: &Recorded) -> String {
    format!("#{} {}", entry.seq, entry.short_hash())
}

/// Whose stream it is: a person's name, or an agency's.
pub fn whose(directory: &Directory, stream: Id) -> String {
    match directory.is_agency(stream) {
        true => directory.agency_name(stream),
        false => directory.name(stream),
    }
}

/// `  [contested by #12]` for each time that the employee contested an entry.
pub fn contested(entry: &Recorded) -> String {
    entry.contests.iter().map(|it| format!("  [contested by #{}]", it.seq)).collect()
}

/// A moment in a zone, to the minute, with the zone named.
pub fn local_time(at: chrono::DateTime<chrono::Utc>, zone: Tz) -> String {
    at.with_timezone(&zone).format("%Y-%m-%d %H:%M %Z").to_string()
}

/// `, 9 days late` where an entry was recorded on a later day than it happened on.
pub fn late(entry: &Recorded, zone: Tz) -> String {
    match late_days(entry, zone) {
        None => String::new(),
        Some(1) => ", 1 day late".into(),
        Some(days) => format!(", {days} days late"),
    }
}

/// A date as people read it.
pub fn day(date: chrono::NaiveDate) -> String {
    date.format("%-d %B %Y").to_string()
}

/// The name of the entry a line of a view rests on, in brackets; nothing where it rests on none.
pub fn reference(entry: Option<&EntryRef>) -> String {
    let contested = |entry: &EntryRef| if entry.contested { ", contested" } else { "" };
    entry.map_or_else(String::new, |entry| format!(" (#{} {}{})", entry.seq, entry.short, contested(entry)))
}

/// What an event says, in one line: its title, the words somebody typed, and what else it holds.
pub fn in_a_line(glossary: &Glossary<'_>, event: &Event) -> String {
    let statement = glossary.statement(event);
    let facts = statement.facts.iter().map(|fact| format!("{}: {}", fact.name, fact.value));
    let parts: Vec<_> = statement.text.into_iter().chain(facts).map(|part| part.replace('\n', " / ")).collect();
    if parts.is_empty() { statement.title } else { format!("{} — {}", statement.title, parts.join("; ")) }
}

impl Desk<'_> {
    /// Says what was recorded, who may read it, and what the receipt rests on.
    ///
    /// # Errors
    /// As [`Desk::app`].
    pub fn say_receipt(&mut self, about: Option<Id>, receipt: &Receipt) -> Result<(), Failure> {
        if self.globals.json {
            let directory = self.app()?.directory();
            let answer = |e: &Recorded| {
                let mut answer = json!({"seq": e.seq, "hash": e.hash, "kind": e.event.kind(), "class": e.class, "before": receipt.before});
                if let Some(days) = late_days(e, directory.zone_of(e.stream)) {
                    answer["late_days"] = days.into();
                }
                answer
            };
            let entries: Vec<_> = receipt.entries.iter().map(answer).collect();
            self.say_json(&entries);
            return Ok(());
        }
        let done = if receipt.before { "Recorded already" } else { "Recorded" };
        for entry in &receipt.entries {
            // A command may record in several people's streams; each entry says whose it is.
            let about = match about {
                Some(_) => format!(" — {}", whose(self.app()?.directory(), entry.stream)),
                None => String::new(),
            };
            let on = entry.occurred_on;
            let late = late(entry, self.app()?.directory().zone_of(entry.stream));
            let late = late.strip_prefix(", ").map_or_else(String::new, |late| format!(", recorded {late}"));
            let mut line = format!("{done} {}: {}{about}, {on}{late}", entry_name(entry), entry.event.title());
            if let Some(named) = thing(entry) {
                line.push_str(&format!(", as {named}"));
            }
            self.say(line);
        }
        let classes: std::collections::BTreeSet<Class> = receipt.entries.iter().map(|entry| entry.class).collect();
        let readers: Vec<_> = classes.iter().map(|class| format!("{class}: {}", class.readers())).collect();
        self.say(format!("  may be read by {}", readers.join("; ")));
        Ok(())
    }
}

/// The name that a new thing got: `c12`, `i7, i8`, `a3`, `s1`.
fn thing(entry: &Recorded) -> Option<String> {
    use crate::domain::Event::*;
    Some(match &entry.event {
        CommitmentMade(it) => it.commitment.to_string(),
        CriticalMessageIdentified(it) => crate::domain::message::short(it.message),
        PreparationSubmitted(it) if !it.items.is_empty() => {
            it.items.iter().map(|item| item.item.to_string()).collect::<Vec<_>>().join(", ")
        }
        AgendaItemRaised(it) => it.item.to_string(),
        CoachingSeriesStarted(it) => it.series.to_string(),
        DevelopmentPlanOpened(it) => it.plan.to_string(),
        DevelopmentActionPlanned(it) => it.action.to_string(),
        GoalSet(it) => it.goal.to_string(),
        ObstacleRaised(it) => it.obstacle.to_string(),
        ConcernRaised(it) => it.concern.to_string(),
        ProblemOpened(it) => it.problem.to_string(),
        CountermeasureAdopted(it) => it.countermeasure.to_string(),
        IdeaSolicited(it) => it.idea.to_string(),
        IdeaSubmitted(it) => it.idea.to_string(),
        PerformancePlanIssued(it) => it.plan.to_string(),
        ImprovementPlanIssued(it) => it.improvement.to_string(),
        ObjectivePublished(it) => it.objective.to_string(),
        _ => return None,
    })
}
