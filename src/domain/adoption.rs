//! Adoption: where the standard is deployed, who was trained in which revision of it, and how far an assessor finds its
//! use to have come (N.training, N.adoption).

use super::{
    decide::{Context, Proposed},
    document::COACHING,
    event::Event,
    names::DocumentId,
    records::Recorded,
    refusal::{Refusal, clean, clean_if_any},
    strategy::{Dated, happened},
};
use crate::id::Id;
use chrono::NaiveDate;
use serde::{Deserialize, Serialize};
use std::collections::{BTreeMap, BTreeSet};

/// The highest level of maturity.
pub const HIGHEST_LEVEL: u32 = 5;

/// `deployment-started`
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct DeploymentStarted {
    /// The unit, as rosters name it; the whole agency where none is named.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub unit: Option<String>,
}

/// `train-the-trainer-held`
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct TrainTheTrainerHeld {
    /// Who held it, which may be nobody of the roster.
    pub trainers: Vec<String>,
    /// How many took part.
    pub attended: u32,
}

/// `standard-work-trained`
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct StandardWorkTrained {
    /// The document of standard work; the coaching standard is `w1`.
    pub document: DocumentId,
    /// The version that was trained (J.purpose).
    pub version: u32,
    /// Who took part, where that is recorded by name.
    #[serde(skip_serializing_if = "BTreeSet::is_empty", default)]
    pub people: BTreeSet<Id>,
    /// How many took part.
    pub attended: u32,
}

/// `maturity-assessed`
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct MaturityAssessed {
    /// Who assessed it, which may be nobody of the roster.
    pub by: String,
    /// How mature the practice is, from 1 to 5.
    pub level: u32,
    /// What the assessor noted.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub note: Option<String>,
}

/// How far one agency has come, in the order it was recorded.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct AgencyAdoption {
    /// Where the standard was deployed.
    pub deployments: Vec<Dated<DeploymentStarted>>,
    /// Train-the-trainer sessions.
    pub sessions: Vec<Dated<TrainTheTrainerHeld>>,
    /// Trainings in a version of a document.
    pub trainings: Vec<Dated<StandardWorkTrained>>,
    /// Assessments of maturity.
    pub assessments: Vec<Dated<MaturityAssessed>>,
}

/// How far all agencies have come.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Adoption {
    agencies: BTreeMap<Id, AgencyAdoption>,
}

impl Adoption {
    /// Whether nothing of it was ever recorded.
    pub fn is_empty(&self) -> bool {
        self.agencies.is_empty()
    }

    /// How far an agency has come.
    pub fn of(&self, agency: Id) -> Option<&AgencyAdoption> {
        self.agencies.get(&agency)
    }

    /// Folds one entry of an agency's stream.
    pub(super) fn evolve(&mut self, entry: &Recorded) {
        let own = self.agencies.entry(entry.stream).or_default();
        match &entry.event {
            Event::DeploymentStarted(it) => own.deployments.push(Dated::of(it, entry)),
            Event::TrainTheTrainerHeld(it) => own.sessions.push(Dated::of(it, entry)),
            Event::StandardWorkTrained(it) => own.trainings.push(Dated::of(it, entry)),
            Event::MaturityAssessed(it) => own.assessments.push(Dated::of(it, entry)),
            _ => {}
        }
    }
}

impl AgencyAdoption {
    /// Whether the standard was deployed, by a day, to a unit or to the whole agency.
    pub fn is_deployed_to(&self, unit: Option<&str>, on: NaiveDate) -> bool {
        self.deployments.iter().any(|deployment| {
            let there = deployment.what.unit.as_deref().is_none_or(|deployed| Some(deployed) == unit);
            there && deployment.on <= on
        })
    }

    /// The trainings in a version of the coaching standard, by a day, that say who took part.
    pub fn trained_by_name(&self, version: u32, on: NaiveDate) -> impl Iterator<Item = &Dated<StandardWorkTrained>> {
        self.trainings.iter().filter(move |training| {
            let it = &training.what;
            it.document == COACHING && it.version == version && !it.people.is_empty() && training.on <= on
        })
    }
}

/// What of the adoption is recorded: `coach adoption`.
#[derive(Clone, Debug, PartialEq)]
pub enum Step {
    /// The standard is deployed to a unit, or to the whole agency.
    Deploy(Option<String>),
    /// A train-the-trainer session: who held it, and how many took part.
    Trainers(Vec<String>, u32),
    /// A training in a version of the coaching standard: by name, of a whole unit, or how many.
    Train(u32, Trained),
    /// An assessment of maturity: by whom, the level, and what they noted.
    Assess(String, u32, Option<String>),
}

/// Who took part in a training.
#[derive(Clone, Debug, PartialEq)]
pub enum Trained {
    /// These people.
    People(Vec<Id>),
    /// Everybody of a unit.
    Unit(String),
    /// So many.
    Number(u32),
}

impl Step {
    fn title(&self) -> &'static str {
        match self {
            Step::Deploy(_) => "Deployment started",
            Step::Trainers(..) => "Train-the-trainer session held",
            Step::Train(..) => "Standard work trained",
            Step::Assess(..) => "Maturity assessed",
        }
    }

    /// # Errors
    /// Refuses anyone but HR, a day to come, a unit that nobody is in, a deployment where it was deployed already, a
    /// training of nobody or in a version that there is not, and a level that is none.
    pub fn decide(&self, context: &Context<'_>) -> Result<Vec<Proposed>, Refusal> {
        context.hr_only(self.title())?;
        let event = match self {
            Step::Deploy(unit) => deploy(context, unit.as_deref())?,
            Step::Trainers(trainers, attended) => {
                let trainers = trainers.iter().map(|name| clean("trainer", name)).collect::<Result<_, _>>()?;
                Event::TrainTheTrainerHeld(TrainTheTrainerHeld { trainers, attended: some(*attended)? })
            }
            Step::Train(version, trained) => train(context, *version, trained)?,
            Step::Assess(by, level, note) => {
                if !(1..=HIGHEST_LEVEL).contains(level) {
                    let next = format!("Give 1 to {HIGHEST_LEVEL}: {HIGHEST_LEVEL} is the most mature.");
                    return Err(Refusal::new(format!("{level} is no level of maturity."), next).by("N.adoption"));
                }
                let (by, note) = (clean("assessor", by)?, clean_if_any("note", note.as_deref())?);
                Event::MaturityAssessed(MaturityAssessed { by, level: *level, note })
            }
        };
        happened(context, event)
    }
}

fn some(attended: u32) -> Result<u32, Refusal> {
    if attended == 0 {
        let next = "Say how many took part: --attended NUMBER.";
        return Err(Refusal::new("A training in which nobody took part is none.", next).by("N.training"));
    }
    Ok(attended)
}

/// The people of a unit on the agency's roster, in any case of letters, with the unit as rosters write it.
fn unit(context: &Context<'_>, wanted: &str) -> Result<(String, BTreeSet<Id>), Refusal> {
    let wanted = clean("unit", wanted)?;
    let mut units: BTreeMap<&str, BTreeSet<Id>> = BTreeMap::new();
    let here = |id| context.directory.agency_of(id, context.on) == Some(context.about);
    for employee in context.directory.people.values().filter(|employee| here(employee.id)) {
        if let Some(unit) = employee.position.as_ref().and_then(|position| position.unit.as_deref()) {
            units.entry(unit).or_default().insert(employee.id);
        }
    }
    let list = units.keys().map(|unit| (*unit).to_owned()).collect();
    let found = units.into_iter().find(|(unit, _)| unit.to_lowercase() == wanted.to_lowercase());
    found.map(|(unit, people)| (unit.to_owned(), people)).ok_or_else(|| {
        let what = format!("Nobody on the roster is in a unit {wanted:?}.");
        Refusal::new(what, "Name one of these.").by("N.adoption").listing(list)
    })
}

fn deploy(context: &Context<'_>, wanted: Option<&str>) -> Result<Event, Refusal> {
    let unit = wanted.map(|wanted| unit(context, wanted)).transpose()?.map(|(unit, _)| unit);
    let own = context.directory.adoption.of(context.about);
    let mut known = own.into_iter().flat_map(|own| &own.deployments);
    if let Some(known) = known.find(|known| known.what.unit.is_none() || known.what.unit == unit) {
        let there = known.what.unit.as_deref().unwrap_or("the whole agency");
        let what = format!("The standard was deployed to {there} on {} (#{}).", known.on, known.seq);
        return Err(Refusal::new(what, "A deployment starts once; record who is trained: coach adoption train.")
            .by("N.adoption"));
    }
    Ok(Event::DeploymentStarted(DeploymentStarted { unit }))
}

fn train(context: &Context<'_>, version: u32, trained: &Trained) -> Result<Event, Refusal> {
    let revisions = context.directory.revisions_of(context.about);
    if !revisions.iter().any(|set| set.what.version == version) {
        let list =
            revisions.iter().map(|set| format!("version {}, {}", set.what.version, set.what.changelog)).collect();
        let what = format!("The coaching standard has no version {version}.");
        return Err(Refusal::new(what, "A training names the revision: give one of these.")
            .by("J.purpose")
            .listing(list));
    }
    let (people, attended) = match trained {
        Trained::People(people) => {
            let people: BTreeSet<_> = people.iter().copied().collect();
            let number = people.len() as u32;
            (people, number)
        }
        Trained::Unit(wanted) => {
            let (_, people) = unit(context, wanted)?;
            let number = people.len() as u32;
            (people, number)
        }
        Trained::Number(number) => (BTreeSet::new(), *number),
    };
    let attended = some(attended)?;
    Ok(Event::StandardWorkTrained(StandardWorkTrained { document: COACHING, version, people, attended }))
}
