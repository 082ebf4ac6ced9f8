//! Supporting and related documents of a standard: name, description, where each is kept (J.documents).
//!
//! Where somebody had the bytes at hand, their hash is recorded, so that anybody who opens the document can check with
//! `b3sum` that it is the one that was meant; and the record keeps a copy ([`copy`](super::copy)).

use super::{
    decide::{Context, Proposed},
    directory::Set,
    event::Event,
    names::DocumentId,
    refusal::{Refusal, clean},
    sheet::{in_one_line, known},
};
use serde::{Deserialize, Serialize};

/// `supporting-document-linked`: a document that supports a standard. What is linked by a name again takes the place of
/// what was.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct SupportingDocumentLinked {
    /// The standard-work document that it supports.
    pub document: DocumentId,
    /// Its name.
    pub name: String,
    /// What it is.
    pub description: String,
    /// Where it is kept.
    pub uri: String,
    /// The BLAKE3 hash of its bytes, 64 digits, where somebody had them at hand.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub hash: Option<String>,
}

/// `supporting-document-unlinked`: it supports the standard no longer.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct SupportingDocumentUnlinked {
    /// The standard-work document that it supported.
    pub document: DocumentId,
    /// Its name.
    pub name: String,
    /// Why.
    pub reason: String,
}

impl SupportingDocumentLinked {
    /// Whether it is the one of a document by a name, whatever its case.
    pub fn is(&self, document: DocumentId, name: &str) -> bool {
        self.document == document && self.name.to_lowercase() == name.to_lowercase()
    }
}

/// How an address of a supporting document begins: what a browser opens, and nothing that it would run.
const SCHEMES: &[&str] = &["https://", "http://", "file://"];

/// Links a supporting document: `coach standard link`.
///
/// # Errors
/// Refuses anyone but HR, an unknown standard, an empty name or description, an address that no browser opens, and a
/// link that stands already.
pub fn link(context: &Context<'_>, linked: SupportingDocumentLinked) -> Result<Vec<Proposed>, Refusal> {
    let linked = cleaned(context, linked)?;
    if let Some(same) = stands(context, &linked) {
        let what = format!("{:?} is linked to {} just so: #{}.", linked.name, linked.document, same.seq);
        return Err(Refusal::new(what, "Change what is to change, or leave it as it is.").by("J.documents"));
    }
    context.for_agency(vec![Event::SupportingDocumentLinked(linked)])
}

/// A link as it is recorded.
///
/// # Errors
/// As [`link`].
pub(super) fn cleaned(
    context: &Context<'_>,
    linked: SupportingDocumentLinked,
) -> Result<SupportingDocumentLinked, Refusal> {
    context.hr_only("Supporting document linked")?;
    known(context, linked.document)?;
    Ok(SupportingDocumentLinked {
        name: in_one_line("name", &linked.name)?,
        description: clean("description", &linked.description)?,
        uri: address(&linked.uri)?,
        ..linked
    })
}

/// The same link, if it stands already.
pub(super) fn stands<'c>(
    context: &Context<'c>,
    linked: &SupportingDocumentLinked,
) -> Option<&'c Set<SupportingDocumentLinked>> {
    let all = context.directory.supporting_of(context.agency(), linked.document);
    all.into_iter().find(|set| set.what == *linked)
}

/// Takes a supporting document from its standard: `coach standard link --remove`.
///
/// # Errors
/// Refuses anyone but HR, an unknown standard, a name that is not linked to it, and an empty reason.
pub fn unlink(context: &Context<'_>, document: DocumentId, name: &str, reason: &str) -> Result<Vec<Proposed>, Refusal> {
    context.hr_only("Supporting document unlinked")?;
    known(context, document)?;
    let reason = clean("reason", reason)?;
    let all = context.directory.supporting_of(context.agency(), document);
    let Some(found) = all.iter().find(|set| set.what.is(document, name.trim())) else {
        let list = all.iter().map(|set| set.what.name.clone()).collect();
        let what = format!("No document {name:?} is linked to {document}.");
        return Err(Refusal::new(what, "Name one that is: coach standard show.").by("J.documents").listing(list));
    };
    let name = found.what.name.clone();
    context.for_agency(vec![Event::SupportingDocumentUnlinked(SupportingDocumentUnlinked { document, name, reason })])
}

fn address(uri: &str) -> Result<String, Refusal> {
    let uri = in_one_line("address", uri)?;
    let scheme =
        SCHEMES.iter().find(|scheme| uri.get(..scheme.len()).is_some_and(|it| it.eq_ignore_ascii_case(scheme)));
    if scheme.is_none_or(|scheme| uri.len() == scheme.len()) || uri.contains(char::is_whitespace) {
        let what = format!("{uri:?} is not where a browser finds a document.");
        let next = "Give a whole address that begins with https://, http:// or file://, a space in it as %20.";
        return Err(Refusal::new(what, next).by("J.documents"));
    }
    Ok(uri)
}
