//! Opening and revising standard-work documents from a sheet that somebody wrote (J.purpose, J.versions, J.columns).

use super::{
    decide::{Context, Proposed},
    document::{COACHING, StandardDocumentOpened, StandardDocumentRevised},
    event::Event,
    names::DocumentId,
    refusal::{Refusal, clean},
    standard::{Step, each_once, in_order, next_number, says_nothing_new},
};
use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

/// A version as a file of the command line has it: what `coach standard show --json` answers as `standard`.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Sheet {
    /// The document's name.
    pub document: String,
    /// The version; the software gives the next.
    #[serde(default)]
    pub version: u32,
    /// The revision date of the version table.
    pub revised_on: NaiveDate,
    /// Who edited it.
    pub edited_by: String,
    /// What changed.
    pub changelog: String,
    /// The first day it is in force.
    pub effective: NaiveDate,
    /// The document's purpose.
    pub purpose: String,
    /// The document's scope.
    pub scope: String,
    /// The steps.
    pub steps: Vec<Step>,
}

/// Opens a further standard-work document with its first version: `coach standard open`. The version table that comes
/// with a document goes on here, so its first version here may have any number.
///
/// # Errors
/// Refuses anyone but HR, a name that a document has already, and a sheet that [`revise`] refuses.
pub fn open(context: &Context<'_>, sheet: Sheet) -> Result<Vec<Proposed>, Refusal> {
    context.hr_only("Standard document opened")?;
    let sheet = fit(sheet)?;
    let (directory, agency) = (context.directory, context.agency());
    let known = directory.documents_of(agency);
    let same = |id: &&DocumentId| {
        let last = directory.versions_of(agency, **id).last().map(|last| last.document.to_lowercase());
        last == Some(sheet.document.to_lowercase())
    };
    if let Some(id) = known.iter().find(same) {
        let what = format!("{id} has the name {:?} already: there is one current best way.", sheet.document);
        let next = format!(
            "Revise that (coach standard revise FILE --of {id}), or give the file's document a name of its own."
        );
        return Err(Refusal::new(what, next).by("J.purpose"));
    }
    let document = DocumentId(known.last().map_or(COACHING.0, |last| last.0) + 1);
    let opened = StandardDocumentOpened { document, name: sheet.document.clone() };
    let version = sheet.version.max(1);
    let first = revised(document, version, sheet);
    context.for_agency(vec![Event::StandardDocumentOpened(opened), Event::StandardDocumentRevised(first)])
}

/// Records the next version of a further document: `coach standard revise FILE --of w2`.
///
/// # Errors
/// Refuses anyone but HR, an unknown document, the name of another one, an empty changelog, a number that is not the
/// next, a version that says nothing new or would be in force before the last one or before today, and a step that does
/// not say what, how and why.
pub fn revise(context: &Context<'_>, document: DocumentId, sheet: Sheet) -> Result<Vec<Proposed>, Refusal> {
    context.hr_only("Standard document revised")?;
    known(context, document)?;
    let versions = context.directory.versions_of(context.agency(), document);
    let Some(last) = versions.last() else {
        return Err(Refusal::new(
            format!("{document} has no version yet."),
            "Open it with its first: coach standard open.",
        ));
    };
    let sheet = fit(sheet)?;
    if sheet.document != last.document {
        let what = format!("The file is of {:?}, and {document} is {:?}.", sheet.document, last.document);
        let next = "Name the document that the file is of (--of), or open a further one: coach standard open.";
        return Err(Refusal::new(what, next).by("J.versions"));
    }
    let version = next_number(sheet.version, last.version, last.version)?;
    if (Sheet { version: last.version, ..sheet.clone() }) == last.sheet() {
        return Err(says_nothing_new(last.version));
    }
    in_order(last.version, last.effective, sheet.effective)?;
    if sheet.effective < context.today {
        let what = format!("{} lies before today: on that day version {} was in force.", sheet.effective, last.version);
        return Err(Refusal::new(what, format!("Give {} or a later day.", context.today)).by("J.versions"));
    }
    context.for_agency(vec![Event::StandardDocumentRevised(revised(document, version, sheet))])
}

fn revised(document: DocumentId, version: u32, sheet: Sheet) -> StandardDocumentRevised {
    let Sheet { revised_on, edited_by, changelog, effective, purpose, scope, steps, .. } = sheet;
    StandardDocumentRevised { document, version, revised_on, edited_by, changelog, effective, purpose, scope, steps }
}

/// The sheet with its texts made fit to record.
fn fit(sheet: Sheet) -> Result<Sheet, Refusal> {
    let steps = sheet.steps.into_iter().map(fit_step).collect::<Result<Vec<_>, _>>()?;
    each_once("step", steps.iter().map(|step| &*step.id))?;
    if steps.is_empty() {
        let next = "Give its steps: what, the key points of how, the reasons why.";
        return Err(Refusal::new("The file has no step.", next).by("J.columns"));
    }
    Ok(Sheet {
        document: in_one_line("name", &sheet.document)?,
        changelog: clean("changelog", &sheet.changelog)?,
        edited_by: clean("edited_by", &sheet.edited_by)?,
        purpose: clean("purpose", &sheet.purpose)?,
        scope: clean("scope", &sheet.scope)?,
        steps,
        ..sheet
    })
}

/// A step with its texts made fit to record; each says what, how and why (J.columns).
fn fit_step(step: Step) -> Result<Step, Refusal> {
    let id = in_one_line("number of a step", &step.id)?;
    for (column, lines) in [("HOW, no key point", &step.key_points), ("WHY, no reason", &step.reasons)] {
        if lines.is_empty() {
            let what = format!("Step {id} does not say {column}.");
            let next = "The sheet has three columns: give each step its key points and its reasons.";
            return Err(Refusal::new(what, next).by("J.columns"));
        }
    }
    let all = |what: &str, lines: &[String]| lines.iter().map(|line| clean(what, line)).collect::<Result<Vec<_>, _>>();
    let key_points = all(&format!("key point of step {id}"), &step.key_points)?;
    let reasons = all(&format!("reason of step {id}"), &step.reasons)?;
    Ok(Step { what: clean(&format!("what of step {id}"), &step.what)?, id, key_points, reasons })
}

/// A text of one line, made fit to record.
pub(super) fn in_one_line(field: &str, text: &str) -> Result<String, Refusal> {
    let text = clean(field, text)?;
    if text.contains('\n') {
        return Err(Refusal::new(format!("The {field} has more than one line."), "Give it in one."));
    }
    Ok(text)
}

/// Refuses a document that the agency does not have.
pub(super) fn known(context: &Context<'_>, document: DocumentId) -> Result<(), Refusal> {
    let (directory, agency) = (context.directory, context.agency());
    let there = directory.documents_of(agency).contains(&document);
    if there { Ok(()) } else { Err(directory.no_document(agency, document)) }
}
