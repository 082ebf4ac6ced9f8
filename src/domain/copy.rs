//! The kept copy of a supporting document: its bytes, so that the link may rot (N.links).
//!
//! The bytes are part of the entry. So a copy is chained, verified, backed up, exported and taken in like every other
//! word of the record, and there is no second place that could be lost. One folds to what is known of it, never to its
//! bytes.

use super::{
    audience::{UnknownWord, closed_list},
    decide::{Context, Proposed},
    event::Event,
    names::DocumentId,
    records::Recorded,
    refusal::Refusal,
    supporting::{SupportingDocumentLinked, cleaned, link, stands},
};
use base64::{Engine, engine::general_purpose::STANDARD};
use serde::{Deserialize, Serialize, de::Error};
use std::{fmt, str::FromStr};

/// The largest document that is kept, in bytes: one mebibyte.
pub const LARGEST: usize = 1 << 20;

closed_list! {
    /// What a kept document is: what a browser shows or offers to save, and nothing that it would run.
    Format {
        /// Portable Document Format.
        Pdf = "pdf",
        /// Plain text.
        Txt = "txt",
        /// Word.
        Docx = "docx",
        /// Excel.
        Xlsx = "xlsx",
        /// PowerPoint.
        Pptx = "pptx",
        /// OpenDocument text.
        Odt = "odt",
        /// OpenDocument spreadsheet.
        Ods = "ods",
        /// OpenDocument presentation.
        Odp = "odp",
        /// A picture.
        Png = "png",
        /// A picture.
        Jpg = "jpg",
    }
}

/// Bytes, in base64 where they are written down.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Bytes(pub Vec<u8>);

impl Serialize for Bytes {
    fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(&STANDARD.encode(&self.0))
    }
}

impl<'de> Deserialize<'de> for Bytes {
    fn deserialize<D: serde::Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let text = String::deserialize(deserializer)?;
        STANDARD.decode(text).map(Bytes).map_err(|error| D::Error::custom(format!("not base64: {error}")))
    }
}

/// `supporting-document-kept`: the copy of what is linked by a name, from the moment it was linked.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct SupportingDocumentKept {
    /// The standard-work document that it supports.
    pub document: DocumentId,
    /// Its name, as it is linked.
    pub name: String,
    /// The BLAKE3 hash of its bytes, 64 digits, as the link has it.
    pub hash: String,
    /// What it is.
    pub format: Format,
    /// Its bytes.
    pub content: Bytes,
}

/// What is known of a kept copy.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Kept {
    /// The standard-work document that it supports.
    pub document: DocumentId,
    /// The name that it was linked by.
    pub name: String,
    /// The BLAKE3 hash of its bytes.
    pub content: String,
    /// What it is.
    pub format: Format,
    /// How long it is, in bytes.
    pub bytes: usize,
    /// The entry that holds it.
    pub seq: u64,
    /// That entry's hash.
    pub hash: String,
}

impl Kept {
    pub(super) fn of(kept: &SupportingDocumentKept, entry: &Recorded) -> Self {
        Self {
            document: kept.document,
            name: kept.name.clone(),
            content: kept.hash.clone(),
            format: kept.format,
            bytes: kept.content.0.len(),
            seq: entry.seq,
            hash: entry.hash.clone(),
        }
    }

    /// Whether it is the copy of what is linked so.
    pub(super) fn is_of(&self, linked: &SupportingDocumentLinked) -> bool {
        linked.is(self.document, &self.name) && linked.hash.as_ref() == Some(&self.content)
    }
}

/// Links a supporting document and keeps a copy of it, in one batch: `coach standard link --file`. The link names the
/// hash of these bytes.
///
/// # Errors
/// As [`link`]; refuses what is empty, longer than [`LARGEST`], or of a format that is not kept: `ending` is the end of
/// the file's name.
pub fn link_and_keep(
    context: &Context<'_>,
    linked: SupportingDocumentLinked,
    (ending, bytes): (&str, &[u8]),
) -> Result<Vec<Proposed>, Refusal> {
    let format = format_of(ending)?;
    let otherwise = "Link it with --no-copy: then its hash is recorded, and no copy.";
    if bytes.is_empty() {
        return Err(Refusal::new("The file is empty.", "Name the document itself.").by("N.links"));
    }
    if bytes.len() > LARGEST {
        let what = format!("The file has {} bytes; a kept copy has at most {LARGEST}.", bytes.len());
        return Err(Refusal::new(what, otherwise).by("N.links"));
    }
    let linked = cleaned(context, linked)?;
    let (document, name) = (linked.document, linked.name.clone());
    let hash = linked.hash.clone().unwrap_or_default();
    // A copy is kept once, and what was linked without one may get it.
    if context.directory.copy_of(context.agency(), &linked).is_some() {
        return link(context, linked);
    }
    let mut proposed = if stands(context, &linked).is_some() { Vec::new() } else { link(context, linked)? };
    let kept = SupportingDocumentKept { document, name, hash, format, content: Bytes(bytes.to_owned()) };
    proposed.extend(context.for_agency(vec![Event::SupportingDocumentKept(kept)])?);
    Ok(proposed)
}

fn format_of(ending: &str) -> Result<Format, Refusal> {
    let ending = ending.to_lowercase();
    let ending = if ending == "jpeg" { "jpg" } else { &ending };
    ending.parse().map_err(|_| {
        let known: Vec<_> = Format::ALL.iter().map(|format| format.as_str()).collect();
        let what = match ending {
            "" => "The file's name has no ending that says what it is.".to_owned(),
            _ => format!("No copy is kept of a file that ends in .{ending}."),
        };
        let next = format!("Copies are kept of: {}. Or link it with --no-copy.", known.join(", "));
        Refusal::new(what, next).by("N.links")
    })
}
