//! Asking for ideas and what becomes of them: `coach idea`. The leader asks, the employee submits, the leader decides
//! and says what came of it.

use super::{
    decide::{Context, Proposed},
    document::{self, COACHING},
    event::{Event, Writer},
    idea::{Decision, Idea, IdeaDecided, IdeaImplemented, IdeaSolicited, IdeaSubmitted},
    names::{DocumentId, IdeaId},
    person::Person,
    refusal::{Refusal, clean},
    solve::not_before,
};

/// What is done about an idea.
#[derive(Clone, Debug, PartialEq)]
pub enum Suggest {
    /// The leader asks for one, and says about what.
    Solicit(String),
    /// The employee submits one; of an idea that was asked for, where one is named.
    Submit(Option<IdeaId>, String),
    /// The leader decides, and says why.
    Decide(IdeaId, Decision, String),
    /// The leader says what was done, and which revision of which document it became part of.
    Implement(IdeaId, String, Option<Revision>),
}

/// A revision of standard work; of the document in force where none is named.
#[derive(Clone, Debug, PartialEq)]
pub struct Revision {
    /// The document's name.
    pub document: Option<String>,
    /// The version.
    pub version: u32,
}

impl Suggest {
    /// Who may, and what it records.
    pub(super) fn writer(&self) -> (Writer, &'static str) {
        match self {
            Suggest::Solicit(_) => (Writer::Leader, "Idea asked for"),
            Suggest::Submit(..) => (Writer::Employee, "Idea submitted"),
            Suggest::Decide(..) => (Writer::Leader, "Idea decided"),
            Suggest::Implement(..) => (Writer::Leader, "Idea implemented"),
        }
    }

    /// # Errors
    /// Refuses an unknown idea, one that is not so far or further already, a day before what it answers, and a revision
    /// that is not on record or is older than the idea.
    pub fn decide(&self, context: &Context<'_>, person: &Person) -> Result<Vec<Proposed>, Refusal> {
        let fresh = IdeaId::next(person.improvement.ideas.keys());
        let event = match self {
            Suggest::Solicit(text) => {
                Event::IdeaSolicited(IdeaSolicited { idea: fresh, text: clean("question", text)? })
            }
            Suggest::Submit(asked, text) => {
                asked.map(|asked| asked_for(context, person, asked)).transpose()?;
                Event::IdeaSubmitted(IdeaSubmitted { idea: asked.unwrap_or(fresh), text: clean("idea", text)? })
            }
            Suggest::Decide(idea, decision, reason) => {
                undecided(context, person, *idea)?;
                let reason = clean("reason", reason)?;
                Event::IdeaDecided(IdeaDecided { idea: *idea, decision: *decision, reason })
            }
            Suggest::Implement(idea, text, revision) => {
                let known = accepted(context, person, *idea)?;
                let revision = revision.as_ref().map(|it| of_standard(context, person, known, it)).transpose()?;
                let (document, version) = revision.unzip();
                Event::IdeaImplemented(IdeaImplemented { idea: *idea, text: clean("text", text)?, document, version })
            }
        };
        context.record(person, vec![event])
    }
}

/// The idea with a name.
///
/// # Errors
/// Refuses an unknown one, with those that there are.
pub(super) fn known<'p>(context: &Context<'_>, person: &'p Person, id: IdeaId) -> Result<&'p Idea, Refusal> {
    let ideas = &person.improvement.ideas;
    ideas.get(&id).ok_or_else(|| {
        let shown = |(id, it): (&IdeaId, &Idea)| {
            let (seq, words) = it.words()?;
            Some(format!("{id}: {}", context.shown(person, seq, words)))
        };
        let list: Vec<_> = ideas.iter().filter_map(shown).collect();
        let what = format!("{} has no idea {id} on record.", context.directory.name(person.id));
        let next = match list.is_empty() {
            true => "None is on record; the leader asks for one with coach idea PERSON solicit, or one is submitted unasked.",
            false => "Name one of these.",
        };
        Refusal::new(what, next).by("2C.K3").listing(list)
    })
}

fn asked_for(context: &Context<'_>, person: &Person, id: IdeaId) -> Result<(), Refusal> {
    let idea = known(context, person, id)?;
    if let Some(submitted) = &idea.submitted {
        let what = format!("{id} was submitted on {} (#{}).", submitted.on, submitted.seq);
        return Err(Refusal::new(what, "Leave --for out: then it is an idea of its own.").by("2C.K3"));
    }
    idea.solicited.as_ref().map_or(Ok(()), |it| not_before(context, &format!("{id} was asked for"), it.on))
}

fn undecided(context: &Context<'_>, person: &Person, id: IdeaId) -> Result<(), Refusal> {
    let idea = known(context, person, id)?;
    let Some(submitted) = &idea.submitted else {
        let what = format!("{id} was asked for, and nothing is submitted yet.");
        let next = format!("{} submits it: coach idea PERSON submit --for {id}.", context.directory.name(person.id));
        return Err(Refusal::new(what, next).by("2C.K3"));
    };
    if let Some(decided) = &idea.decided {
        let what = format!("{id} was {} on {} (#{}).", decided.what.decision, decided.on, decided.seq);
        return Err(Refusal::new(what, format!("Correct that: coach correct {}.", decided.seq)).by("2C.K3"));
    }
    not_before(context, &format!("{id} was submitted"), submitted.on)
}

fn accepted<'p>(context: &Context<'_>, person: &'p Person, id: IdeaId) -> Result<&'p Idea, Refusal> {
    let idea = known(context, person, id)?;
    if let Some(done) = &idea.implemented {
        let what = format!("{id} was implemented on {} (#{}).", done.on, done.seq);
        return Err(Refusal::new(what, format!("Correct that: coach correct {}.", done.seq)).by("2C.K3"));
    }
    let Some(decided) = idea.decided.as_ref().filter(|_| idea.is_accepted()) else {
        let what = match &idea.decided {
            Some(decided) => format!("{id} was declined on {} (#{}).", decided.on, decided.seq),
            None => format!("{id} is not decided yet."),
        };
        return Err(
            Refusal::new(what, "Only an idea that was accepted is implemented: coach idea PERSON accept.").by("2C.K3")
        );
    };
    not_before(context, &format!("{id} was accepted"), decided.on)?;
    Ok(idea)
}

/// A revision that is on record, and not older than the idea that became it.
fn of_standard(
    context: &Context<'_>,
    person: &Person,
    idea: &Idea,
    wanted: &Revision,
) -> Result<(String, u32), Refusal> {
    let directory = context.directory;
    let agency = directory.agency_of(person.id, context.on).unwrap_or(person.id);
    let documents = directory.documents_of(agency).into_iter();
    // The coaching standard is meant where nothing else is named.
    let named = |document: &str| wanted.document.as_ref().map(|wanted| wanted.eq_ignore_ascii_case(document));
    let wanted_in = |id: DocumentId, it: &document::Revision<'_>| named(it.document).unwrap_or(id == COACHING);
    let known: Vec<_> =
        documents.flat_map(|id| directory.versions_of(agency, id).into_iter().map(move |it| (id, it))).collect();
    let found = known.iter().rev().find(|(id, it)| it.version == wanted.version && wanted_in(*id, it));
    let Some((_, found)) = found else {
        let list = known.iter().map(|(_, it)| format!("{}, version {}", it.document, it.version)).collect();
        let of = wanted.document.as_ref().map_or_else(String::new, |document| format!(" of {document:?}"));
        let what = format!("There is no version {}{of} on record.", wanted.version);
        let next = "Name one of these; human resources record the next: coach standard revise.";
        return Err(Refusal::new(what, next).by("J.purpose").listing(list));
    };
    match &idea.submitted {
        Some(submitted) if found.revised_on < submitted.on => {
            let what =
                format!("Version {} is of {}, before the idea of {}.", wanted.version, found.revised_on, submitted.on);
            Err(Refusal::new(what, "Name the revision that it became part of.").by("J.purpose"))
        }
        _ => Ok((found.document.to_owned(), wanted.version)),
    }
}
