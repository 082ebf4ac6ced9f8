use super::{
    Desk,
    policies::{Cadence, Policies},
};
use crate::{
    app::Failure,
    domain::{
        Context, Proposed, Refusal,
        dates::Direction,
        standard::{self, StandardWorkRevised},
        topics,
    },
};
use clap::{Args, Subcommand};
use serde::Deserialize;
use serde_json::json;
use std::path::PathBuf;

/// Shows the standard work and the policies in force, or sets new ones
///
/// Everyone employed may read it; HR sets it.
#[derive(Args, Debug)]
pub struct Standard {
    #[command(subcommand)]
    change: Option<Change>,
    /// Shows this version
    #[arg(long)]
    version: Option<u32>,
}

#[derive(Subcommand, Debug)]
enum Change {
    /// Records the next version, from a JSON file: what `coach standard --json` shows, changed, or its member
    /// `standard` alone
    Revise {
        /// The file
        file: PathBuf,
    },
    Cadence(Cadence),
    Policies(Policies),
    /// Sets how often every topic recurs, or one of them
    Topics {
        /// This topic alone, such as 2C, in the place of what holds for all of them
        #[arg(long)]
        topic: Option<String>,
        /// The most days between two talks about a topic
        #[arg(long, value_name = "DAYS")]
        gap: u32,
        /// The first month, by its first day
        #[arg(long, value_name = "DATE", allow_hyphen_values = true)]
        effective: String,
    },
}

impl Standard {
    pub(super) fn run(self, desk: &mut Desk<'_>) -> Result<(), Failure> {
        match self.change {
            None => show(desk, self.version),
            Some(Change::Revise { file }) => {
                let content = desk.file(&file)?;
                let text = std::str::from_utf8(content.bytes()).map_err(|error| {
                    Failure::Usage(format!(
                        "{} is not UTF-8 from byte {} on. Nothing was recorded; save it as UTF-8.",
                        file.display(),
                        error.valid_up_to()
                    ))
                })?;
                revise(desk, &file.display().to_string(), text)
            }
            Some(Change::Cadence(cadence)) => cadence.run(desk),
            Some(Change::Policies(policies)) => policies.run(desk),
            Some(Change::Topics { topic, gap, effective }) => {
                let effective = desk.date(&effective, None, Direction::Future)?;
                set(desk, |context| match &topic {
                    Some(topic) => topics::set_recurrence(context, topic, gap, effective),
                    None => topics::set_topics(context, gap, effective),
                })
            }
        }
    }
}

/// What `coach standard --json` answers, as far as a revision goes: the rest of it is set by other commands.
#[derive(Deserialize)]
struct Shown {
    standard: StandardWorkRevised,
}

/// Records the next version from its JSON text: the sheet, or the answer that holds it.
pub(super) fn revise(desk: &mut Desk<'_>, name: &str, text: &str) -> Result<(), Failure> {
    let whole = serde_json::from_str::<serde_json::Value>(text).is_ok_and(|answer| answer.get("standard").is_some());
    let read = match whole {
        true => serde_json::from_str(text).map(|shown: Shown| shown.standard),
        false => serde_json::from_str(text),
    };
    let sheet = read.map_err(|error| {
        Failure::Usage(format!(
            "{name}, line {}, column {}: {error}. Nothing was recorded; `coach standard --json` shows the shape, as its \
             member `standard`.",
            error.line(),
            error.column()
        ))
    })?;
    set(desk, |context| standard::revise(context, sheet))
}

/// Records what is decided about the agency.
pub(super) fn set(
    desk: &mut Desk<'_>,
    decide: impl FnOnce(&Context<'_>) -> Result<Vec<Proposed>, Refusal>,
) -> Result<(), Failure> {
    let (actor, key) = (desk.actor()?, desk.globals.key.clone());
    let receipt = desk.app()?.agency_command(actor, key.as_deref(), decide)?;
    desk.say_receipt(None, &receipt)
}

fn show(desk: &mut Desk<'_>, version: Option<u32>) -> Result<(), Failure> {
    desk.actor()?;
    let today = desk.today(None)?;
    let json = desk.globals.json;
    let directory = desk.app()?.directory();
    let found = match version {
        Some(version) => directory.standards.iter().find(|set| set.what.version == version),
        None => directory.minimum_on(today),
    };
    let Some(set) = found else {
        let known: Vec<_> = directory.standards.iter().map(|set| format!("version {}", set.what.version)).collect();
        return Err(Refusal::new("There is no such version.", "Name one of these.").listing(known).into());
    };
    let sheet = &set.what;
    let (cadence, topics) = (directory.asked_in(None, today).minutes, directory.topics_on(today));
    if json {
        let answer = json!({
            "standard": sheet,
            "cadence": cadence.map(|asked| json!({"minutes": asked.value, "by": asked.by.words(directory), "since": asked.by.since()})),
            "topics": topics.map(|set| &set.what),
            "versions": directory.standards.iter().map(|set| (set.what.version, set.what.effective)).collect::<Vec<_>>(),
        });
        desk.say_json(&answer);
        return Ok(());
    }
    let mut lines = vec![format!("{}, version {}, in force from {}", sheet.document, sheet.version, sheet.effective)];
    for step in &sheet.steps {
        lines.push(format!("\n{:<3} {}", step.id, step.what));
        lines.extend(step.key_points.iter().map(|point| format!("      HOW  {point}")));
        lines.extend(step.reasons.iter().map(|reason| format!("      WHY  {reason}")));
    }
    lines.push("\nVersion #  Revision Date  Edited By            Changelog".into());
    for set in &directory.standards {
        let it = &set.what;
        lines.push(format!(
            "{:<10} {:<14} {:<20} {}",
            it.version,
            it.revised_on.to_string(),
            it.edited_by,
            it.changelog
        ));
    }
    if let Some(asked) = cadence {
        let (by, since) = (asked.by.words(directory), asked.by.since());
        lines.push(format!("\nCadence: {} minutes each calendar month ({by}, since {since})", asked.value));
        lines.push(
            "         tiers, positions and people may be asked for more: coach standard policies [PERSON]".into(),
        );
    }
    if let Some(set) = topics {
        let it = &set.what;
        lines.push(format!(
            "Topics: each at least every {} days, rising onto the agenda after {} (policy {}, since {})",
            it.max_gap_days,
            it.rises_after_days(),
            it.version,
            it.effective
        ));
    }
    for own in directory.recurrences.iter().filter(|set| set.what.effective <= today) {
        let it = &own.what;
        let last = directory.recurrences.iter().rfind(|set| set.what.topic == it.topic && set.what.effective <= today);
        if last.is_some_and(|last| last.seq == own.seq) {
            let (days, version, since) = (it.max_gap_days, it.version, it.effective);
            lines.push(format!("        {} at least every {days} days (version {version}, since {since})", it.topic));
        }
    }
    lines.iter().for_each(|line| desk.say(line));
    Ok(())
}
