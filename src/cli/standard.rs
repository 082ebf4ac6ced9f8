use super::{
    Desk,
    agency::OfAgency,
    documents::{Diff, Link, List, Open, Show},
    policies::{Cadence, Policies},
};
use crate::{
    app::Failure,
    domain::{
        Context, Proposed, Refusal, dates::Direction, document::COACHING, names::DocumentId, sheet, standard, topics,
    },
};
use clap::{Args, Subcommand};
use serde::{Deserialize, de::DeserializeOwned};
use serde_json::json;
use std::path::{Path, PathBuf};

/// Shows the standard work and the policies in force, or sets new ones
///
/// Everyone employed may read it; HR sets it.
#[derive(Args, Debug)]
pub struct Standard {
    #[command(subcommand)]
    change: Option<Change>,
    /// Shows this version of the coaching standard
    #[arg(long)]
    version: Option<u32>,
    #[command(flatten)]
    of: OfAgency,
}

#[derive(Subcommand, Debug)]
enum Change {
    List(List),
    Show(Show),
    Diff(Diff),
    Open(Open),
    /// Records the next version, from a JSON file: what `coach standard show --json` answers, changed, or its member
    /// `standard` alone
    Revise {
        /// The file
        file: PathBuf,
        /// The document, such as w2; the coaching standard is w1
        #[arg(long = "of", value_name = "DOCUMENT", default_value = "w1")]
        document: DocumentId,
        #[command(flatten)]
        of: OfAgency,
    },
    Link(Link),
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
        #[command(flatten)]
        of: OfAgency,
    },
}

impl Standard {
    pub(super) fn run(self, desk: &mut Desk<'_>) -> Result<(), Failure> {
        match self.change {
            None => Show { document: COACHING, version: self.version, of: self.of }.run(desk),
            Some(_) if self.version.is_some() || self.of.agency.is_some() => {
                let what = "--version and --agency belong to what comes after them: say them there. Nothing was done.";
                Err(Failure::Usage(what.to_owned()))
            }
            Some(Change::List(list)) => list.run(desk),
            Some(Change::Show(show)) => show.run(desk),
            Some(Change::Diff(diff)) => diff.run(desk),
            Some(Change::Open(open)) => open.run(desk),
            Some(Change::Link(link)) => link.run(desk),
            Some(Change::Revise { file, document, of }) => {
                let text = text_of(desk, &file)?;
                if document == COACHING {
                    let sheet = read(&file, &text)?;
                    return set(desk, &of, |context| standard::revise(context, sheet));
                }
                let read = read(&file, &text)?;
                set(desk, &of, |context| sheet::revise(context, document, read))
            }
            Some(Change::Cadence(cadence)) => cadence.run(desk),
            Some(Change::Policies(policies)) => policies.run(desk),
            Some(Change::Topics { topic, gap, effective, of }) => {
                let effective = desk.date(&effective, None, Direction::Future)?;
                set(desk, &of, |context| match &topic {
                    Some(topic) => topics::set_recurrence(context, topic, gap, effective),
                    None => topics::set_topics(context, gap, effective),
                })
            }
        }
    }
}

/// What `coach standard show --json` answers, as far as a revision goes: the rest of it is set by other commands.
#[derive(Deserialize)]
struct Answer<T> {
    standard: T,
}

/// The text of a file that the command line names.
pub(super) fn text_of(desk: &mut Desk<'_>, file: &Path) -> Result<String, Failure> {
    let content = desk.file(file)?;
    let text = std::str::from_utf8(content.bytes()).map_err(|error| {
        Failure::Usage(format!(
            "{} is not UTF-8 from byte {} on. Nothing was recorded; save it as UTF-8.",
            file.display(),
            error.valid_up_to()
        ))
    })?;
    Ok(text.to_owned())
}

/// A version of a document from its JSON text: the sheet, or the answer that holds it.
pub(super) fn read<T: DeserializeOwned>(file: &Path, text: &str) -> Result<T, Failure> {
    let whole = serde_json::from_str::<serde_json::Value>(text).is_ok_and(|answer| answer.get("standard").is_some());
    let read = match whole {
        true => serde_json::from_str(text).map(|answer: Answer<T>| answer.standard),
        false => serde_json::from_str(text),
    };
    read.map_err(|error| {
        Failure::Usage(format!(
            "{}, line {}, column {}: {error}. Nothing was recorded; `coach standard show --json` shows the shape, as \
             its member `standard`.",
            file.display(),
            error.line(),
            error.column()
        ))
    })
}

/// Decides and records what concerns the agency, and says so.
pub(super) fn set(
    desk: &mut Desk<'_>,
    of: &OfAgency,
    decide: impl FnOnce(&Context<'_>) -> Result<Vec<Proposed>, Refusal>,
) -> Result<(), Failure> {
    let (actor, key, agency) = (desk.actor()?, desk.globals.key.clone(), of.id(desk)?);
    let receipt = desk.app()?.agency_command(actor, key.as_deref(), Some(agency), decide)?;
    desk.say_receipt(None, &receipt)
}

/// Shows the coaching standard of an agency and the policies beside it.
pub(super) fn show(desk: &mut Desk<'_>, show: &Show) -> Result<(), Failure> {
    let agency = show.of.id(desk)?;
    let shown = show.found(desk)?;
    let today = desk.today(Some(agency))?;
    if !desk.globals.json {
        shown.say(desk);
    }
    let json = desk.globals.json;
    let directory = desk.app()?.directory();
    let (cadence, topics) = (directory.asked_in(Some(agency), today).minutes, directory.topics_on(agency, today));
    if json {
        // Of the agency's own, or of the minimum that it goes by.
        let mut known = directory.revisions_of(agency).iter().chain(&directory.standards);
        let sheet = known.find(|set| set.seq == shown.sheet.row.entry.seq);
        let answer = json!({
            "document": COACHING,
            "standard": sheet.map(|set| &set.what),
            "cadence": cadence.map(|asked| json!({"minutes": asked.value, "by": asked.by.words(directory), "since": asked.by.since()})),
            "topics": topics.map(|set| &set.what),
            "versions": shown.versions.iter().map(|row| (row.version, row.effective)).collect::<Vec<_>>(),
            "supporting": shown.supporting.rows,
        });
        desk.say_json(&answer);
        return Ok(());
    }
    let mut lines = Vec::new();
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
    for recurrence in directory.recurrences_of(agency, today) {
        // Of a topic that has no recurrence of its own, the line above says it.
        if let Some(set) = directory.recurrence_set(recurrence.seq) {
            let (topic, days, version, since) = (&set.topic, set.max_gap_days, set.version, set.effective);
            lines.push(format!("        {topic} at least every {days} days (version {version}, since {since})"));
        }
    }
    lines.iter().for_each(|line| desk.say(line));
    Ok(())
}
