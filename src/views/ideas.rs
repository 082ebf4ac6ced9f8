//! Ideas: asked for, submitted, decided, implemented (2C.K3), and the revision of standard work that one became
//! (J.purpose).

use super::{
    entry::EntryRef,
    grow::stands_on,
    problems::{SaidView, said},
    sight::Sight,
};
use crate::domain::{
    Class,
    idea::{Decision, Idea, IdeaImplemented},
    meeting::Fact,
    names::IdeaId,
};
use serde::Serialize;

/// One idea.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct IdeaView {
    /// Its name, `e1`.
    pub id: String,
    /// What it was asked about.
    pub solicited: Option<SaidView>,
    /// The idea.
    pub submitted: Option<SaidView>,
    /// Accepted or declined.
    pub decision: Option<Decision>,
    /// Why.
    pub decided: Option<SaidView>,
    /// What came of it.
    pub implemented: Option<SaidView>,
    /// The revision that it became part of.
    pub revision: Option<RevisionView>,
    /// The problems that it led to.
    pub problems: Vec<String>,
}

/// A revision of standard work.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct RevisionView {
    /// The document.
    pub document: String,
    /// The version.
    pub version: u32,
    /// The entry that recorded it.
    pub entry: Option<EntryRef>,
}

/// The ideas of a person, in the order of their names; of the problems they led to those that readers of a class see.
pub fn ideas(sight: &Sight<'_>, class: Class) -> Vec<IdeaView> {
    sight.person.improvement.ideas.iter().map(|(id, it)| idea(sight, *id, it, class)).collect()
}

fn idea(sight: &Sight<'_>, id: IdeaId, it: &Idea, class: Class) -> IdeaView {
    let all = sight.person.improvement.problems.values();
    let led_to =
        all.filter(|problem| problem.opened.what.idea == Some(id) && stands_on(sight, problem.opened.seq, class));
    IdeaView {
        id: id.to_string(),
        solicited: it.solicited.as_ref().map(|it| said(sight, it, &it.what.text)),
        submitted: it.submitted.as_ref().map(|it| said(sight, it, &it.what.text)),
        decision: it.decided.as_ref().map(|it| it.what.decision),
        decided: it.decided.as_ref().map(|it| said(sight, it, &it.what.reason)),
        implemented: it.implemented.as_ref().map(|it| said(sight, it, &it.what.text)),
        revision: it.implemented.as_ref().and_then(|it| revision(sight, it)),
        problems: led_to.map(|problem| problem.opened.what.problem.to_string()).collect(),
    }
}

fn revision(sight: &Sight<'_>, it: &Fact<IdeaImplemented>) -> Option<RevisionView> {
    let (document, version) = (it.what.document.clone()?, it.what.version?);
    let directory = sight.directory;
    let agency = directory.agency_of(sight.person.id, it.on)?;
    let known = directory.documents_of(agency).into_iter();
    let mut known = known.flat_map(|id| directory.versions_of(agency, id).into_iter().map(move |it| (id, it)));
    let found = known.find(|(_, known)| known.document == document && known.version == version);
    let entry = found.map(|(id, known)| EntryRef::of_document(known.added, id, known.seq, known.hash));
    Some(RevisionView { document, version, entry })
}

impl IdeaView {
    /// Where it stands, in words.
    pub fn stands(&self) -> &'static str {
        match (&self.submitted, self.decision, &self.implemented) {
            (_, _, Some(_)) => "implemented",
            (None, ..) => "asked for",
            (Some(_), None, _) => "not decided yet",
            (Some(_), Some(Decision::Accepted), _) => "accepted",
            (Some(_), Some(Decision::Declined), _) => "declined",
        }
    }
}
