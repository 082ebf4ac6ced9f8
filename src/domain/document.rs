//! Standard-work documents beside the coaching standard, and the supporting documents of each (J.purpose, J.versions,
//! J.documents, J.columns). The coaching standard is `w1`; its own versions are `standard-work-revised`.

use super::{
    decide::{Context, Proposed},
    directory::{Directory, Set},
    event::Event,
    names::DocumentId,
    records::Recorded,
    refusal::{Refusal, clean},
    standard::{StandardWorkRevised, Step, Topic, each_once, in_order, next_number, says_nothing_new},
    supporting::{SupportingDocumentLinked, SupportingDocumentUnlinked},
};
use crate::id::Id;
use chrono::NaiveDate;
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

/// The coaching standard, by the name that it has beside an agency's other documents.
pub const COACHING: DocumentId = DocumentId(1);

/// `standard-document-opened`: an agency keeps a further standard-work document.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct StandardDocumentOpened {
    /// Its name in the agency's stream.
    pub document: DocumentId,
    /// What people call it.
    pub name: String,
}

/// `standard-document-revised`: one version of such a document, whole.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct StandardDocumentRevised {
    /// Which document.
    pub document: DocumentId,
    /// The version; numbers are never reused.
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

/// A further document of an agency.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
struct Document {
    opened: Set<StandardDocumentOpened>,
    revisions: Vec<Set<StandardDocumentRevised>>,
}

impl Document {
    fn versions(&self) -> impl Iterator<Item = Revision<'_>> {
        self.revisions.iter().map(|set| Revision::of(&self.opened.what.name, set))
    }
}

/// What one agency keeps beside its coaching standard.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(default)]
struct Shelf {
    documents: Vec<Document>,
    supporting: Vec<Set<SupportingDocumentLinked>>,
    taken_away: Vec<Set<SupportingDocumentUnlinked>>,
}

/// Every agency's further documents, by the id of its stream.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Documents(BTreeMap<Id, Shelf>);

impl Documents {
    /// Whether no agency keeps any.
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// Folds one entry of an agency's stream.
    pub(super) fn evolve(&mut self, entry: &Recorded) {
        fn set<T: Clone>(what: &T, entry: &Recorded) -> Set<T> {
            Set { what: what.clone(), seq: entry.seq, hash: entry.hash.clone() }
        }
        let shelf = self.0.entry(entry.stream).or_default();
        match &entry.event {
            Event::StandardDocumentOpened(it) => {
                shelf.documents.push(Document { opened: set(it, entry), revisions: Vec::new() });
            }
            Event::StandardDocumentRevised(it) => {
                if let Some(document) = shelf.documents.iter_mut().find(|its| its.opened.what.document == it.document) {
                    document.revisions.push(set(it, entry));
                }
            }
            Event::SupportingDocumentLinked(it) => {
                match shelf.supporting.iter_mut().find(|its| its.what.is(it.document, &it.name)) {
                    Some(linked) => *linked = set(it, entry),
                    None => shelf.supporting.push(set(it, entry)),
                }
            }
            Event::SupportingDocumentUnlinked(it) => {
                shelf.supporting.retain(|its| !its.what.is(it.document, &it.name));
                shelf.taken_away.push(set(it, entry));
            }
            _ => {}
        }
    }
}

/// One version of a document, of whatever kind its entry is.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Revision<'d> {
    /// The document's name.
    pub document: &'d str,
    /// The version.
    pub version: u32,
    /// The revision date of the version table.
    pub revised_on: NaiveDate,
    /// Who edited it.
    pub edited_by: &'d str,
    /// What changed.
    pub changelog: &'d str,
    /// The first day it is in force.
    pub effective: NaiveDate,
    /// The document's purpose.
    pub purpose: &'d str,
    /// The document's scope.
    pub scope: &'d str,
    /// The steps.
    pub steps: &'d [Step],
    /// The minutes a calendar month below which no policy may go; the coaching standard's alone.
    pub minimum_minutes: Option<u32>,
    /// The topics of the standard agenda; the coaching standard's alone.
    pub topics: &'d [Topic],
    /// Its entry.
    pub seq: u64,
    /// The entry's hash, 64 digits.
    pub hash: &'d str,
}

impl<'d> From<&'d Set<StandardWorkRevised>> for Revision<'d> {
    fn from(set: &'d Set<StandardWorkRevised>) -> Self {
        let it = &set.what;
        Self {
            document: &it.document,
            version: it.version,
            revised_on: it.revised_on,
            edited_by: &it.edited_by,
            changelog: &it.changelog,
            effective: it.effective,
            purpose: &it.purpose,
            scope: &it.scope,
            steps: &it.steps,
            minimum_minutes: Some(it.minimum_minutes),
            topics: &it.topics,
            seq: set.seq,
            hash: &set.hash,
        }
    }
}

impl<'d> Revision<'d> {
    fn of(name: &'d str, set: &'d Set<StandardDocumentRevised>) -> Self {
        let it = &set.what;
        Self {
            document: name,
            version: it.version,
            revised_on: it.revised_on,
            edited_by: &it.edited_by,
            changelog: &it.changelog,
            effective: it.effective,
            purpose: &it.purpose,
            scope: &it.scope,
            steps: &it.steps,
            minimum_minutes: None,
            topics: &[],
            seq: set.seq,
            hash: &set.hash,
        }
    }

    /// The version as a file of the command line has it.
    pub fn sheet(&self) -> Sheet {
        Sheet {
            document: self.document.to_owned(),
            version: self.version,
            revised_on: self.revised_on,
            edited_by: self.edited_by.to_owned(),
            changelog: self.changelog.to_owned(),
            effective: self.effective,
            purpose: self.purpose.to_owned(),
            scope: self.scope.to_owned(),
            steps: self.steps.to_vec(),
        }
    }
}

impl Directory {
    /// The standard-work documents of an agency: the coaching standard, then the others as they were opened.
    pub fn documents_of(&self, agency: Id) -> Vec<DocumentId> {
        let coaching = (!self.revisions_of(agency).is_empty()).then_some(COACHING);
        coaching.into_iter().chain(self.shelf(agency).map(|document| document.opened.what.document)).collect()
    }

    /// The versions of a document, oldest first; none of a document that there is not.
    pub fn versions_of(&self, agency: Id, document: DocumentId) -> Vec<Revision<'_>> {
        if document == COACHING {
            return self.revisions_of(agency).iter().map(Revision::from).collect();
        }
        let found = self.shelf(agency).find(|its| its.opened.what.document == document);
        let versions = |of| Document::versions(of).collect();
        found.map(versions).unwrap_or_default()
    }

    /// The supporting documents of a document, in the order they were first linked.
    pub fn supporting_of(&self, agency: Id, document: DocumentId) -> Vec<&Set<SupportingDocumentLinked>> {
        let all = self.documents.0.get(&agency).into_iter().flat_map(|shelf| &shelf.supporting);
        all.filter(|set| set.what.document == document).collect()
    }

    /// What supported a document once and was taken away, in that order.
    pub fn taken_away_from(&self, agency: Id, document: DocumentId) -> Vec<&Set<SupportingDocumentUnlinked>> {
        let all = self.documents.0.get(&agency).into_iter().flat_map(|shelf| &shelf.taken_away);
        all.filter(|set| set.what.document == document).collect()
    }

    /// The refusal of a document that an agency does not have.
    pub fn no_document(&self, agency: Id, document: DocumentId) -> Refusal {
        let all = self.documents_of(agency).into_iter();
        let name = |id| self.versions_of(agency, id).last().map(|last| format!("{id} {}", last.document));
        let what = format!("There is no standard-work document {document} here.");
        Refusal::new(what, "Name one of these.").listing(all.filter_map(name).collect())
    }

    fn shelf(&self, agency: Id) -> impl Iterator<Item = &Document> {
        self.documents.0.get(&agency).into_iter().flat_map(|shelf| &shelf.documents)
    }
}

/// Opens a further standard-work document with its first version: `coach standard open`. The version table that comes
/// with a document goes on here, so its first version here may have any number.
///
/// # Errors
/// Refuses anyone but HR, a name that a document has already, and a sheet that [`revise`] refuses.
pub fn open(context: &Context<'_>, sheet: Sheet) -> Result<Vec<Proposed>, Refusal> {
    context.hr_only("Standard document opened")?;
    let sheet = fit(sheet)?;
    let (directory, agency) = (context.directory, context.about);
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
    let versions = context.directory.versions_of(context.about, document);
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
    let version = next_number(sheet.version, last.version)?;
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
    let (directory, agency) = (context.directory, context.about);
    let there = directory.documents_of(agency).contains(&document);
    if there { Ok(()) } else { Err(directory.no_document(agency, document)) }
}
