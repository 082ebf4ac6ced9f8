//! Standard-work documents beside the coaching standard: `coach standard open, list, show, diff, link`.

use super::{
    Desk,
    agency::OfAgency,
    said::reference,
    standard::{read, set, text_of},
};
use crate::{
    app::Failure,
    domain::{
        Directory, Refusal,
        copy::link_and_keep,
        document::COACHING,
        names::DocumentId,
        sheet::{Sheet, open},
        supporting::{SupportingDocumentLinked, link, unlink},
    },
    id::Id,
    views::{
        difference::{Change, Difference, difference},
        document::{
            DocumentLine, SheetView, Supporting, VersionName, VersionRow, documents, sheet, supporting, versions,
        },
        words::count,
    },
};
use clap::Args;
use serde_json::json;
use std::path::PathBuf;

/// Opens a further standard-work document with its first version, from a JSON file
///
/// The file has the shape that `coach standard show --json` answers as its member `standard`, without minutes and
/// topics; its member `document` is the name. Everyone employed may read it; HR sets it.
#[derive(Args, Debug)]
pub struct Open {
    /// The file
    file: PathBuf,
    #[command(flatten)]
    of: OfAgency,
}

impl Open {
    pub(super) fn run(self, desk: &mut Desk<'_>) -> Result<(), Failure> {
        let text = text_of(desk, &self.file)?;
        let sheet: Sheet = read(&self.file, &text)?;
        set(desk, &self.of, |context| open(context, sheet))
    }
}

/// Lists the standard-work documents: which version of each is in force, and which comes next
#[derive(Args, Debug)]
pub struct List {
    #[command(flatten)]
    of: OfAgency,
}

impl List {
    pub(super) fn run(self, desk: &mut Desk<'_>) -> Result<(), Failure> {
        let agency = self.of.id(desk)?;
        let today = desk.today(Some(agency))?;
        let json = desk.globals.json;
        let lines = documents(desk.app()?.directory(), agency, today);
        if json {
            desk.say_json(&lines);
            return Ok(());
        }
        lines.iter().for_each(|line| desk.say(in_words(line)));
        Ok(())
    }
}

fn in_words(line: &DocumentLine) -> String {
    let since = |it: &VersionName| {
        format!("version {} in force from {}{}", it.version, it.effective, reference(Some(&it.entry)))
    };
    let parts: Vec<_> = line.in_force.iter().chain(&line.next).map(since).collect();
    let (all, beside) = (count(line.versions, "version"), count(line.supporting, "supporting document"));
    format!("{:<4} {}\n     {}; {all}, {beside}", line.id.to_string(), line.name, parts.join(", "))
}

/// Shows a standard-work document: the version in force, or another one
#[derive(Args, Debug)]
pub struct Show {
    /// Which document, such as w2; the coaching standard is w1
    #[arg(default_value = "w1")]
    pub(super) document: DocumentId,
    /// Shows this version
    #[arg(long)]
    pub(super) version: Option<u32>,
    #[command(flatten)]
    pub(super) of: OfAgency,
}

/// A document as it is shown: a version of it, all of them by name, and what supports it.
pub(super) struct Shown {
    pub sheet: SheetView,
    pub versions: Vec<VersionRow>,
    pub supporting: Supporting,
}

impl Show {
    /// What is to be shown.
    pub(super) fn found(&self, desk: &mut Desk<'_>) -> Result<Shown, Failure> {
        let agency = self.of.id(desk)?;
        let today = desk.today(Some(agency))?;
        let (id, directory) = (self.document, desk.app()?.directory());
        let found = sheet(directory, (agency, id), self.version, today);
        let sheet = found.ok_or_else(|| no_version(directory, agency, id))?;
        let supporting = supporting(directory, agency, id);
        Ok(Shown { sheet, versions: versions(directory, agency, id), supporting })
    }

    pub(super) fn run(self, desk: &mut Desk<'_>) -> Result<(), Failure> {
        if self.document == COACHING {
            return super::standard::show(desk, &self);
        }
        let shown = self.found(desk)?;
        if desk.globals.json {
            let agency = self.of.id(desk)?;
            let all = desk.app()?.directory().versions_of(agency, self.document);
            let standard = all.iter().find(|it| it.version == shown.sheet.row.version).map(|it| it.sheet());
            let versions: Vec<_> = shown.versions.iter().map(|row| (row.version, row.effective)).collect();
            let answer = json!({
                "document": self.document,
                "standard": standard,
                "versions": versions,
                "supporting": shown.supporting.rows,
            });
            desk.say_json(&answer);
            return Ok(());
        }
        shown.say(desk);
        Ok(())
    }
}

fn no_version(directory: &Directory, agency: Id, id: DocumentId) -> Refusal {
    let versions = versions(directory, agency, id);
    if versions.is_empty() {
        return directory.no_document(agency, id);
    }
    let known = versions.iter().map(|row| format!("version {}", row.version)).collect();
    Refusal::new("There is no such version.", "Name one of these.").listing(known)
}

impl Shown {
    /// Says the sheet, the version table and what supports it.
    pub(super) fn say(&self, desk: &mut Desk<'_>) {
        let SheetView { name, row, steps, replaced_by, .. } = &self.sheet;
        desk.say(format!("{name}, version {}, in force from {}", row.version, row.effective));
        if let Some(next) = replaced_by {
            desk.say(format!("Version {} takes its place from {}", next.version, next.effective));
        }
        for step in steps {
            desk.say(format!("\n{:<3} {}", step.id, step.what));
            step.key_points.iter().for_each(|point| desk.say(format!("      HOW  {}", point.text)));
            step.reasons.iter().for_each(|reason| desk.say(format!("      WHY  {}", reason.text)));
        }
        desk.say("\nVersion #  Revision Date  Edited By            Changelog");
        for it in &self.versions {
            let revised = it.revised_on.to_string();
            desk.say(format!("{:<10} {revised:<14} {:<20} {}", it.version, it.edited_by, it.changelog));
        }
        let registered = if self.supporting.rows.is_empty() { " none registered" } else { "" };
        desk.say(format!("\nSupporting and related documents:{registered}"));
        for it in &self.supporting.rows {
            desk.say(format!(
                "  {}: {}{}",
                it.name,
                it.description.replace('\n', "\n    "),
                reference(Some(&it.entry))
            ));
            desk.say(format!("    {}", it.uri));
            it.copy.iter().for_each(|it| desk.say(format!("    a copy is kept: {} on the site, {}", it.at, it.size)));
            it.hash.iter().for_each(|hash| desk.say(format!("    b3sum prints {hash}")));
        }
    }
}

/// Shows what one version of a document says otherwise than another
///
/// Step by step: - is what the earlier version alone says, + what the later one alone does.
#[derive(Args, Debug)]
pub struct Diff {
    /// Which document, such as w2; the coaching standard is w1
    #[arg(default_value = "w1")]
    document: DocumentId,
    /// The version to compare with; else the one before the other
    #[arg(long, value_name = "VERSION")]
    from: Option<u32>,
    /// The version to compare; else the last one
    #[arg(long, value_name = "VERSION")]
    to: Option<u32>,
    #[command(flatten)]
    of: OfAgency,
}

impl Diff {
    pub(super) fn run(self, desk: &mut Desk<'_>) -> Result<(), Failure> {
        let (agency, json) = (self.of.id(desk)?, desk.globals.json);
        let directory = desk.app()?.directory();
        let all = directory.versions_of(agency, self.document);
        let place = |version: u32| all.iter().position(|it| it.version == version);
        let to = self.to.map_or(all.len().checked_sub(1), place);
        let from = match (self.from, to) {
            (Some(version), _) => place(version),
            (None, to) => to.and_then(|to| to.checked_sub(1)),
        };
        let Some((from, to)) = from.zip(to) else {
            if self.from.is_none() && to == Some(0) {
                let what = format!("{} has no version before version {}.", self.document, all[0].version);
                return Err(Refusal::new(what, "Read it whole: coach standard show.").by("J.versions").into());
            }
            return Err(no_version(directory, agency, self.document).into());
        };
        let found = difference(&all[from], &all[to]);
        let head = format!("{}, from version {} to version {}", all[to].document, found.from, found.to);
        if json {
            desk.say_json(&found);
            return Ok(());
        }
        desk.say(head);
        say_difference(desk, &found);
        Ok(())
    }
}

fn say_difference(desk: &mut Desk<'_>, found: &Difference) {
    if found.parts.is_empty() {
        desk.say("  the sheets say the same");
    }
    for part in &found.parts {
        let change = match part.change {
            Change::Added => " (added)",
            Change::Removed => " (removed)",
            Change::Changed => "",
            Change::Reordered => " (the same in another order)",
        };
        desk.say(format!("\n{}{change}", part.title));
        for line in &part.lines {
            let sign = if line.added { '+' } else { '-' };
            let column = line.column.map_or_else(String::new, |column| format!("{column:<5}"));
            desk.say(format!("  {sign} {column}{}", line.text.replace('\n', "\n    ")));
        }
    }
}

/// Links a supporting or related document to a standard, or takes it away
///
/// It stands on the standard's page by name and description. The record keeps where it is and, with --file, a copy of it
/// and the hash of its bytes, so that it can still be read when the link no longer leads anywhere. What is linked by a
/// name again takes the place of what was. Everyone employed may read it; HR sets it.
#[derive(Args, Debug)]
pub struct Link {
    /// The standard that it supports, such as w1
    document: DocumentId,
    /// Its name
    name: String,
    /// What it is
    #[arg(long, required_unless_present = "remove")]
    description: Option<String>,
    /// Where it is kept: an address that begins with https://, http:// or file://
    #[arg(long, required_unless_present = "remove")]
    uri: Option<String>,
    /// The document itself, of which a copy and the hash are recorded: at most 1 MiB
    #[arg(long, value_name = "FILE")]
    file: Option<PathBuf>,
    /// Records the hash of the file alone, and keeps no copy
    #[arg(long, requires = "file")]
    no_copy: bool,
    /// Takes it away
    #[arg(long, requires = "reason", conflicts_with_all = ["description", "uri", "file"])]
    remove: bool,
    /// Why it is taken away
    #[arg(short = 'm', long = "message", value_name = "WHY", requires = "remove")]
    reason: Option<String>,
    #[command(flatten)]
    of: OfAgency,
}

impl Link {
    pub(super) fn run(self, desk: &mut Desk<'_>) -> Result<(), Failure> {
        let Self { document, name, description, uri, file, no_copy, reason, of, .. } = self;
        let (Some(description), Some(uri)) = (description, uri) else {
            let reason = reason.unwrap_or_default();
            return set(desk, &of, |context| unlink(context, document, &name, &reason));
        };
        let Some(file) = file else {
            let linked = SupportingDocumentLinked { document, name, description, uri, hash: None };
            return set(desk, &of, |context| link(context, linked));
        };
        let content = desk.file(&file)?;
        let hash = blake3::hash(content.bytes()).to_hex().to_string();
        let linked = SupportingDocumentLinked { document, name, description, uri, hash: Some(hash.clone()) };
        let ending = file.extension().unwrap_or_default().to_string_lossy();
        set(desk, &of, |context| match no_copy {
            true => link(context, linked),
            false => link_and_keep(context, linked, (&ending, content.bytes())),
        })?;
        if !desk.globals.json {
            let kept = if no_copy { "The hash of the file is recorded, no copy of it." } else { "A copy is kept." };
            desk.say(format!("{kept} To check one: b3sum FILE prints"));
            desk.say(format!("  {hash}"));
        }
        Ok(())
    }
}
